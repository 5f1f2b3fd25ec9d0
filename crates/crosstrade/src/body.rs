//! The bodies of requests that change something. Over the WebSocket the same fields stand beside `account` and `orderId`.

mod bracket;
mod change;
mod close;
mod place;

pub use bracket::BracketBody;
pub use change::ChangeBody;
pub use close::{ClosePart, Fraction};
pub use place::PlaceBody;

use crate::json::{FieldError, Fields};
use order_model::Price;

/// A price that may be left out; the API's zero, which stands for "does not apply", counts as left out.
fn some_price(fields: &Fields<'_>, name: &'static str) -> Result<Option<Price>, FieldError> {
    Ok(fields.price(name)?.filter(|price| *price != Price::ZERO))
}
