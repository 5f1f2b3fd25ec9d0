//! `Quantity`: a positive whole number of contracts within the API's integer range, and its text.

use crate::account::Shown;
use core::fmt;
use core::num::NonZeroU32;

/// A number of contracts, 1 to 2 147 483 647 (the API's integer).
///
/// ```
/// use order_model::{Quantity, QuantityTextError};
/// assert_eq!(Quantity::parse("3").map(Quantity::get), Ok(3));
/// assert_eq!(Quantity::parse("1.5"), Err(QuantityTextError::NotWhole));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(NonZeroU32);

/// Why a text is not a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuantityTextError {
    /// Nothing but blanks.
    #[error("no quantity is given")]
    Empty,
    /// Zero contracts.
    #[error("the quantity is zero")]
    Zero,
    /// A sign: the side is chosen by Buy or Sell, not by the quantity.
    #[error("leave out the sign: Buy or Sell says the side")]
    Sign,
    /// A point, a comma or an exponent.
    #[error("contracts are whole: use digits only")]
    NotWhole,
    /// Any other character.
    #[error("{} does not belong in a quantity", Shown(*.0))]
    Foreign(char),
    /// Beyond the API's integer range.
    #[error("the quantity is larger than the API can carry")]
    TooLarge,
}

impl Quantity {
    /// The largest quantity the API's integer carries.
    pub const MAX: u32 = 2_147_483_647;

    /// Joins a count; `None` for zero or beyond [`Quantity::MAX`].
    #[must_use]
    pub const fn try_new(contracts: u32) -> Option<Quantity> {
        match NonZeroU32::new(contracts) {
            Some(n) if contracts <= Self::MAX => Some(Quantity(n)),
            _ => None,
        }
    }

    /// Reads plain digits; blanks around them are ignored.
    pub fn parse(text: &str) -> Result<Quantity, QuantityTextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(QuantityTextError::Empty);
        }
        if let Some(c) = text.chars().find(|c| !c.is_ascii_digit()) {
            return Err(match c {
                '-' | '+' => QuantityTextError::Sign,
                '.' | ',' | 'e' | 'E' => QuantityTextError::NotWhole,
                c => QuantityTextError::Foreign(c),
            });
        }
        let digits = text.trim_start_matches('0');
        if digits.is_empty() {
            return Err(QuantityTextError::Zero);
        }
        digits.parse::<u32>().ok().and_then(Quantity::try_new).ok_or(QuantityTextError::TooLarge)
    }

    /// The number of contracts.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0.get()
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_table() {
        use QuantityTextError as E;
        for (text, expected) in [
            ("1", Ok(1)),
            (" 10 ", Ok(10)),
            ("007", Ok(7)),
            ("2147483647", Ok(2_147_483_647)),
            ("", Err(E::Empty)),
            ("0", Err(E::Zero)),
            ("-1", Err(E::Sign)),
            ("+1", Err(E::Sign)),
            ("1.5", Err(E::NotWhole)),
            ("1,000", Err(E::NotWhole)),
            ("1e3", Err(E::NotWhole)),
            ("１", Err(E::Foreign('１'))),
            ("two", Err(E::Foreign('t'))),
            ("2147483648", Err(E::TooLarge)),
            ("99999999999999999999", Err(E::TooLarge)),
        ] {
            assert_eq!(Quantity::parse(text).map(Quantity::get), expected, "{text}");
        }
    }
}
