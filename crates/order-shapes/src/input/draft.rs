//! A draft as given: what was typed stays as it is.

use super::read::{Read, Record, argument, nullable, text, typed};
use crate::error::Path;
use crate::value::Value;
use order_model::Draft;

const KNOWN: &[&str] =
    &["account", "instrument", "action", "orderType", "quantity", "limitPrice", "stopPrice", "timeInForce", "ocoId", "strategy"];

/// Reads a draft. Every field is text and may be absent or `null`, which is not given; quantity and prices may be numbers.
///
/// A number is taken only when its shortest text has at most 15 significant digits. Then that text is what was written:
/// `6010.25` is, `0.1 + 0.2` (`0.30000000000000004`) is not. Whether the text is a price is the rules' to say.
///
/// ```
/// use order_shapes::{Value, draft};
///
/// let given: Value = serde_json::from_str(r#"{ "quantity": 2, "limitPrice": 6010.25, "ocoId": null }"#)?;
/// let read = draft(&given)?;
/// assert_eq!((read.quantity.as_str(), read.limit_price.as_str(), read.oco_id.as_str()), ("2", "6010.25", ""));
///
/// let slip: Value = serde_json::from_str(r#"{ "limit": "6010.25" }"#)?;
/// assert_eq!(draft(&slip).expect_err("no such field").path, "draft.limit");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub fn draft(value: &Value) -> Read<Draft> {
    argument("draft", value, draft_at)
}

pub(crate) fn draft_at(value: &Value, path: &Path<'_>) -> Read<Draft> {
    let of = Record::open(value, path, KNOWN)?;
    let words = |name: &str| given(&of, name, text);
    let number = |name: &str| given(&of, name, typed);
    Ok(Draft {
        account: words("account")?,
        instrument: words("instrument")?,
        action: words("action")?,
        order_type: words("orderType")?,
        quantity: number("quantity")?,
        limit_price: number("limitPrice")?,
        stop_price: number("stopPrice")?,
        time_in_force: words("timeInForce")?,
        oco_id: words("ocoId")?,
        strategy: words("strategy")?,
    })
}

/// A text of a form: `null` and absent are empty.
pub(super) fn given(of: &Record<'_>, name: &str, read: impl FnOnce(&Value, &Path<'_>) -> Read<String>) -> Read<String> {
    Ok(of.or(name, None, nullable(read))?.unwrap_or_default())
}
