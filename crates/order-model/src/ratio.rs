//! `Ratio`: how many contracts an account of a group takes for each one on the ticket. Exact, and never rounded.

use crate::{Price, Quantity};
use core::fmt;

/// A positive plain decimal: `2`, `0.5`, `1.25`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio(Price);

/// Why a text is no ratio, or a quantity cannot be multiplied by one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RatioError {
    /// Not a plain decimal above zero.
    #[error("write the ratio as a number above zero, like 2 or 0.5")]
    Text,
    /// The product is not a whole number of contracts.
    #[error("{quantity} × {ratio} is not a whole number of contracts")]
    NotWhole {
        /// Contracts on the ticket.
        quantity: Quantity,
        /// The ratio.
        ratio: Ratio,
    },
    /// The product is more than an order can carry.
    #[error("{quantity} × {ratio} is more than one order can carry")]
    TooLarge {
        /// Contracts on the ticket.
        quantity: Quantity,
        /// The ratio.
        ratio: Ratio,
    },
}

impl Ratio {
    /// Reads a plain decimal above zero; blanks around it are ignored.
    pub fn parse(text: &str) -> Result<Ratio, RatioError> {
        Price::parse(text).ok().filter(|ratio| *ratio > Price::ZERO).map(Ratio).ok_or(RatioError::Text)
    }

    /// The contracts of an account, when they come out whole.
    ///
    /// ```
    /// use order_model::{Quantity, Ratio, RatioError};
    ///
    /// let half = Ratio::parse("0.5")?;
    /// assert_eq!(half.of(Quantity::try_new(4).unwrap()).unwrap().get(), 2);
    /// assert_eq!(half.of(Quantity::try_new(3).unwrap()).unwrap_err().to_string(), "3 × 0.5 is not a whole number of contracts");
    /// # Ok::<(), RatioError>(())
    /// ```
    pub fn of(self, quantity: Quantity) -> Result<Quantity, RatioError> {
        let too_large = RatioError::TooLarge { quantity, ratio: self };
        let Some((product, one)) = self.0.times(i64::from(quantity.get())).zip(Price::try_new(1, 0)) else { return Err(too_large) };
        let Some(contracts) = product.ticks(one) else { return Err(RatioError::NotWhole { quantity, ratio: self }) };
        u32::try_from(contracts).ok().and_then(Quantity::try_new).ok_or(too_large)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contracts_come_out_whole_or_not_at_all() {
        for (ratio, quantity, expected) in [
            ("1", 3, Ok(3)),
            ("2", 1, Ok(2)),
            (" 0.5 ", 4, Ok(2)),
            ("1.25", 4, Ok(5)),
            ("0.1", 10, Ok(1)),
            ("0.5", 1, Err("1 × 0.5 is not a whole number of contracts")),
            ("0.333333333333333", 3, Err("3 × 0.333333333333333 is not a whole number of contracts")),
            ("2", 2_147_483_647, Err("2147483647 × 2 is more than one order can carry")),
            ("999999999999999", 10, Err("10 × 999999999999999 is more than one order can carry")),
        ] {
            let quantity = Quantity::try_new(quantity).unwrap();
            let got = Ratio::parse(ratio).unwrap().of(quantity).map(Quantity::get).map_err(|error| error.to_string());
            assert_eq!(got, expected.map_err(str::to_owned), "{quantity} × {ratio}");
        }
        for text in ["", "0", "-1", "1:2", "1e3", "two", "½"] {
            assert_eq!(Ratio::parse(text), Err(RatioError::Text), "{text}");
        }
    }
}
