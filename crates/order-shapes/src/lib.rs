//! The order model as plain data for other languages: the same functions, called with values a program in JavaScript can
//! write and answered with values it can read.
//!
//! Input comes as a [`Value`] and is read strictly: a field nobody knows, a value of another type, a number that is not
//! exact is a [`ShapeError`] that names its place, such as `context.quotes[0].bid`. What a *trader* may type wrong is no
//! such error: it stays text, and the model's findings say what is wrong with it. Answers are `serde` shapes in which
//! prices and money are decimal text, because a number of JavaScript would round them, and in which unknown is `null`,
//! never zero.
//!
//! It knows nothing of JSON, of the wire's bodies, of I/O, clocks or browsers. The shapes are documented for authors in
//! `src/embed/types/api.d.ts`; the vectors in `tests/vectors` hold natively, in browsers and in Node.
//!
//! ```
//! use order_shapes::{Value, check_order};
//!
//! let draft: Value = serde_json::from_str(
//!     r#"{ "account": "Sim101", "instrument": "ES 12-26", "action": "Buy", "quantity": 1,
//!          "orderType": "Limit", "limitPrice": "6010.25", "timeInForce": "Day" }"#,
//! )?;
//! let context: Value = serde_json::from_str(r#"{ "limits": { "maxQuantity": 10 } }"#)?;
//!
//! let checked = check_order(&draft, Some(&context))?;
//! let order = checked.order.expect("nothing blocks it");
//! assert_eq!(order.limit_price.as_deref(), Some("6010.25"));
//! assert_eq!(order.text, "Buy 1 ES 12-26 · LIMIT 6010.25 · DAY");
//!
//! let wrong: Value = serde_json::from_str(r#"{ "quotes": [{ "instrument": "ES 12-26", "at": 0, "bid": "6,010" }] }"#)?;
//! let refused = check_order(&draft, Some(&wrong)).expect_err("no price");
//! assert_eq!(refused.path, "context.quotes[0].bid");
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

mod calls;
mod error;
mod input;
mod output;
mod value;
mod words;

pub use calls::{check_bracket, check_order, check_straddle, describe_fields, parse_instrument, size_order};
pub use error::{Problem, ShapeError};
pub use input::{context, draft};
pub use output::{
    BracketAnswer, BracketShape, DraftShape, FieldShape, FindingShape, FixShape, InstrumentAnswer, InstrumentShape, MoneyShape,
    OrderAnswer, OrderShape, PreviewShape, SizingAnswer, SizingShape, SpecShape, StraddleAnswer,
};
pub use value::Value;
pub use words::field_name;
