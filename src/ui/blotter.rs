//! Orders of all accounts as the venue lists them: find, change, cancel, replace.

use crate::state::App;
use crate::ui::dom::{View, nothing};

/// The piece.
pub(crate) fn blotter(_app: App) -> View {
    nothing()
}
