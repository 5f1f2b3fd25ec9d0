//! Limits by account and by root, the kill switch, settings as a file.

use crate::state::App;
use crate::ui::dom::{View, nothing};

/// The piece.
pub(crate) fn limits(_app: App) -> View {
    nothing()
}
