//! `ClosePart`: how much of a position a close request means.

use crate::json::{FieldError, Fields, Object};
use order_model::Price;

/// How much of a position is closed.
///
/// ```
/// use crosstrade::{ClosePart, Fraction};
/// use order_model::Price;
/// let half = Price::parse("0.5").ok().and_then(Fraction::try_new).map(ClosePart::Percent);
/// assert_eq!(half.map(|part| part.contracts(3)), Some(2)); // rounded up
/// assert_eq!(ClosePart::Contracts(5).contracts(3), 3);
/// assert_eq!(ClosePart::All.contracts(3), 3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosePart {
    /// All of it. NT8 then also cancels the working orders of the instrument.
    All,
    /// So many contracts. Where a request has both, they win over the percent.
    Contracts(u32),
    /// A part of it, which the API rounds up to whole contracts.
    Percent(Fraction),
}

/// A number above zero and at most one, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction(Price);

/// The smallest step of a [`Price`] below one.
const DECIMALS: u32 = 15;

impl Fraction {
    /// `None` for zero and less, and above one.
    #[must_use]
    pub fn try_new(value: Price) -> Option<Fraction> {
        let one = Price::try_new(1, 0)?;
        (value > Price::ZERO && value <= one).then_some(Fraction(value))
    }

    /// The number: `0.5` for a half.
    #[must_use]
    pub const fn value(self) -> Price {
        self.0
    }

    /// So much of these contracts, rounded up.
    fn of(self, contracts: u32) -> u32 {
        let whole = 10_u128.pow(DECIMALS);
        let parts = Price::try_new(1, DECIMALS).and_then(|step| self.0.ticks(step)).and_then(|parts| u128::try_from(parts).ok());
        // A price has no more decimals than that; all of it is what "rounded up" comes to.
        parts.and_then(|parts| u32::try_from((parts * u128::from(contracts)).div_ceil(whole)).ok()).unwrap_or(contracts)
    }
}

impl ClosePart {
    /// Contracts to close of those that are open, never more than are open.
    #[must_use]
    pub fn contracts(self, open: u32) -> u32 {
        match self {
            ClosePart::All => open,
            ClosePart::Contracts(contracts) => contracts.min(open),
            ClosePart::Percent(fraction) => fraction.of(open),
        }
    }

    /// Reads the fields of a body.
    pub(crate) fn read(fields: &Fields<'_>) -> Result<ClosePart, FieldError> {
        if let Some(contracts) = fields.positive("quantity")? {
            return Ok(ClosePart::Contracts(contracts));
        }
        let wrong = FieldError::WrongType { field: "percent", expected: "a number above 0 and at most 1" };
        match fields.price("percent").map_err(|_| wrong.clone())? {
            Some(value) => Fraction::try_new(value).map(ClosePart::Percent).ok_or(wrong),
            None => Ok(ClosePart::All),
        }
    }

    /// Appends the field to an object.
    pub(crate) fn write(self, object: Object) -> Object {
        match self {
            ClosePart::All => object,
            ClosePart::Contracts(contracts) => object.integer("quantity", i64::from(contracts)),
            ClosePart::Percent(fraction) => object.price("percent", fraction.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn percent(text: &str) -> Option<ClosePart> {
        Fraction::try_new(Price::parse(text).unwrap()).map(ClosePart::Percent)
    }

    #[test]
    fn parts_round_up_and_never_exceed_what_is_open() {
        for (text, open, expected) in [
            ("0.5", 3, 2),
            ("0.5", 4, 2),
            ("0.1", 1, 1),
            ("0.333333333333333", 3, 1),
            ("0.333333333333334", 3, 2),
            ("0.000000000000001", 2_147_483_647, 1),
            ("0.999999999999999", 2_147_483_647, 2_147_483_647),
            ("1", 7, 7),
            ("0.5", 0, 0),
        ] {
            assert_eq!(percent(text).unwrap().contracts(open), expected, "{text} of {open}");
        }
        for text in ["0", "-0.5", "1.000000001", "50"] {
            assert_eq!(percent(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_part_of_something_is_something(mantissa in 1_i64..=1_000_000, open in 1_u32..) {
            let part = ClosePart::Percent(Fraction::try_new(Price::try_new(mantissa, 6).unwrap()).unwrap());
            prop_assert!((1..=open).contains(&part.contracts(open)));
        }
    }
}
