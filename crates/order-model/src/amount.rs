//! A typed number that is not a price: ticks, an amount of money, a percentage, a multiple of the risk. Read like a price,
//! refused in words of its own.

use crate::account::Shown;
use crate::{Price, PriceTextError};
use core::fmt;

/// Why a text is not such a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AmountError {
    /// What makes a text no plain decimal makes it no number here.
    Text(PriceTextError),
    /// Below zero. The side follows from the order or the position.
    Minus,
}

/// Reads a plain decimal that is not negative. It may end in its unit, where that is a sign: `2R`, `1.5 %`.
pub(crate) fn amount(text: &str, unit: Option<char>) -> Result<Price, AmountError> {
    let text = text.trim_end();
    let bare = unit.and_then(|unit| text.strip_suffix([unit, unit.to_ascii_lowercase()])).unwrap_or(text);
    match Price::parse(bare) {
        Ok(number) if number.is_negative() => Err(AmountError::Minus),
        Ok(number) => Ok(number),
        Err(error) => Err(AmountError::Text(error)),
    }
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use PriceTextError as E;
        f.write_str(match self {
            AmountError::Minus => "leave out the minus sign: the side is known",
            AmountError::Text(error) => match error {
                E::Empty | E::NoDigit => "there is no digit in the number",
                E::Separator => "write the number without separators and with a point, like 1250.50",
                E::Exponent => "write the number in full, without an exponent",
                E::ForeignDigit => "use the plain digits 0 to 9",
                E::PlusSign => "leave out the plus sign",
                E::Repeated => "the number has more than one point or sign",
                E::TooLong => "the number has more than 15 digits",
                E::Foreign(c) => return write!(f, "{} does not belong in the number", Shown(*c)),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_table() {
        for (text, expected) in [
            ("2", Ok("2")),
            (" 2.50 ", Ok("2.5")),
            ("2R", Ok("2")),
            ("2 r ", Ok("2")),
            ("0", Ok("0")),
            ("-0", Ok("0")),
            ("-2", Err("leave out the minus sign: the side is known")),
            ("", Err("there is no digit in the number")),
            ("R", Err("there is no digit in the number")),
            (".", Err("there is no digit in the number")),
            ("1,250", Err("write the number without separators and with a point, like 1250.50")),
            ("1e3", Err("write the number in full, without an exponent")),
            ("１", Err("use the plain digits 0 to 9")),
            ("+2", Err("leave out the plus sign")),
            ("2-", Err("the number has more than one point or sign")),
            ("1.2.3", Err("the number has more than one point or sign")),
            ("2RR", Err("'R' does not belong in the number")),
            ("$5", Err("'$' does not belong in the number")),
            ("1234567890123456", Err("the number has more than 15 digits")),
        ] {
            let read = amount(text, Some('R')).map(|number| number.to_string()).map_err(|error| error.to_string());
            assert_eq!(read.as_deref().map_err(String::as_str), expected, "{text:?}");
        }
        assert_eq!(amount("2R", None), Err(AmountError::Text(PriceTextError::Foreign('R'))));
        assert_eq!(amount("2 %", Some('%')), Ok(Price::parse("2").unwrap()));
    }
}
