//! The price of the session, drawn, with the trader's own working orders and fills on it.

use crate::state::App;
use crate::ui::dom::{View, nothing};

/// The piece.
pub(crate) fn chart(_app: App) -> View {
    nothing()
}
