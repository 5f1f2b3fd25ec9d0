//! Quick orders, quantity presets and order templates.

use crate::state::App;
use crate::ui::dom::{View, nothing};

/// The piece.
pub(crate) fn quick(_app: App) -> View {
    nothing()
}
