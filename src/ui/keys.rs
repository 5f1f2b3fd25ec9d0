//! The keys and what they do: shown, found by a question mark, and changed.

use crate::state::App;
use crate::ui::dom::{View, nothing};

/// The piece.
pub(crate) fn keys(_app: App) -> View {
    nothing()
}
