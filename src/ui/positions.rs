//! Positions and what can be done with them; the money of the account.

use crate::state::App;
use crate::ui::dom::{View, nothing};

/// The piece.
pub(crate) fn positions(_app: App) -> View {
    nothing()
}
