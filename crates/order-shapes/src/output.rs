//! From what the model says to plain data. Prices and money are decimal text, names are in camel case, unknown is `null`.

mod checked;
mod fields;
mod finding;
mod instrument;
mod rest;

pub use checked::{DraftShape, OrderAnswer, OrderShape, PreviewShape};
pub use fields::FieldShape;
pub use finding::{FindingShape, FixShape};
pub use instrument::{InstrumentAnswer, InstrumentShape, MoneyShape, SpecShape};
pub use rest::{BracketAnswer, BracketShape, SizingAnswer, SizingShape, StraddleAnswer};

use order_model::Price;

/// A price as text; `null` where there is none.
fn text(price: Option<Price>) -> Option<String> {
    price.map(|price| price.to_string())
}

/// A whole number where a number of JavaScript carries it exactly; else it is as good as not known.
fn safe(number: i64) -> Option<i64> {
    const SAFE: u64 = 9_007_199_254_740_991;
    (number.unsigned_abs() <= SAFE).then_some(number)
}
