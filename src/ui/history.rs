//! The chained history of everything sent and learned, and its export.

use crate::state::App;
use crate::ui::dom::{View, nothing};

/// The piece.
pub(crate) fn history(_app: App) -> View {
    nothing()
}
