//! `Price`: an exact decimal of at most 15 significant digits, and its text.
//!
//! Fifteen significant digits are what a JSON number (an IEEE double) carries exactly both ways.
//! Floating point is never used: not for parsing, not for comparing, not for tick arithmetic.

mod number;

use crate::account::Shown;
use crate::decimal::{Decimal, divide};
use core::cmp::Ordering;
use core::fmt;
use core::num::NonZeroU8;
use number::Number;

/// A price in the instrument's quotation unit (index points, dollars per barrel, …); exact.
///
/// ```
/// use order_model::Price;
/// let price = Price::parse("6010.25")?;
/// let tick = Price::parse("0.25")?;
/// assert_eq!(price.ticks(tick), Some(24041));
/// assert_eq!(price.to_string(), "6010.25");
/// # Ok::<(), order_model::PriceTextError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Price {
    // At most 15 digits, and no zeros at the end of its decimals: equal prices have equal fields.
    mantissa: i64,
    // One more than there are, which leaves room for `None`: prices mostly stand in an `Option`.
    decimals: NonZeroU8,
}

/// Why a text is not a price. Each variant says what to type instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PriceTextError {
    /// Nothing but blanks.
    #[error("no price is given")]
    Empty,
    /// A comma, blank or apostrophe inside the number: `1,000.50`, `6 010`, `6010,25`.
    #[error("write the price without separators and with a point, like 6010.25")]
    Separator,
    /// `1e3`.
    #[error("write the price in full, without an exponent")]
    Exponent,
    /// A digit that is not 0 to 9, such as a full-width one.
    #[error("use the plain digits 0 to 9")]
    ForeignDigit,
    /// A leading `+`.
    #[error("leave out the plus sign")]
    PlusSign,
    /// A sign or a point and no digit.
    #[error("there is no digit in the price")]
    NoDigit,
    /// `1.2.3`, or a sign that is not in front.
    #[error("the price has more than one point or sign")]
    Repeated,
    /// Any other character.
    #[error("{} does not belong in a price", Shown(*.0))]
    Foreign(char),
    /// More than 15 significant digits or decimals.
    #[error("a price has at most 15 digits")]
    TooLong,
}

impl Price {
    /// The most significant digits, and the most decimals, a price has.
    pub const MAX_DIGITS: u32 = 15;

    /// Zero. The API writes `0.0` where a price does not apply.
    pub const ZERO: Price = Price { mantissa: 0, decimals: NonZeroU8::MIN };

    /// Reads a plain US decimal: optional `-`, digits, optional point and decimals; blanks around it are ignored.
    pub fn parse(text: &str) -> Result<Price, PriceTextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PriceTextError::Empty);
        }
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None if text.starts_with('+') => return Err(PriceTextError::PlusSign),
            None => (false, text),
        };
        if let Some(error) = digits.chars().find_map(refuse) {
            return Err(error);
        }
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if fraction.contains('.') {
            return Err(PriceTextError::Repeated);
        }
        if whole.is_empty() && fraction.is_empty() {
            return Err(PriceTextError::NoDigit);
        }
        Number { negative, whole, fraction, exponent: 0 }.price(false).ok_or(PriceTextError::TooLong)
    }

    /// Reads the text of a JSON number, exponent allowed (`1E-05` is how .NET writes small prices).
    /// `None` when it is not one or does not fit 15 significant digits.
    #[must_use]
    pub fn parse_json(text: &str) -> Option<Price> {
        Number::parse_json(text)?.price(false)
    }

    /// Like [`Price::parse_json`], and a number with more digits is rounded to 15: averages of fills have no end.
    #[must_use]
    pub fn nearest_json(text: &str) -> Option<Price> {
        Number::parse_json(text)?.price(true)
    }

    /// Joins a mantissa and a count of decimals: `(601025, 2)` is 6010.25.
    #[must_use]
    pub const fn try_new(mantissa: i64, decimals: u32) -> Option<Price> {
        if decimals > Self::MAX_DIGITS {
            return None;
        }
        let (mut mantissa, mut scale) = (mantissa, decimals);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        if mantissa.unsigned_abs() > MAX_MANTISSA {
            return None;
        }
        let [scale, ..] = scale.to_le_bytes();
        Some(Price { mantissa, decimals: NonZeroU8::MIN.saturating_add(scale) })
    }

    /// How many ticks this price is, when it lies on the grid; `None` off the grid or for a tick that is not positive.
    #[must_use]
    pub fn ticks(self, tick: Price) -> Option<i64> {
        let (below, exact) = self.on_grid(tick)?;
        exact.then_some(below)
    }

    /// The nearest prices on the grid, at or below and at or above; equal when this price is on it.
    #[must_use]
    pub fn neighbours(self, tick: Price) -> Option<(Price, Price)> {
        let (below, exact) = self.on_grid(tick)?;
        let above = if exact { below } else { below.checked_add(1)? };
        Some((tick.times(below)?, tick.times(above)?))
    }

    /// This price moved by a number of ticks. Off-grid prices move to the grid in the direction of the move first,
    /// so that one step always changes the price and always ends on the grid.
    #[must_use]
    pub fn step(self, tick: Price, steps: i64) -> Option<Price> {
        let (below, above) = self.neighbours(tick)?;
        let base = if steps > 0 { below } else { above };
        tick.times(base.ticks(tick)?.checked_add(steps)?)
    }

    /// `self × n`, if it still is a price.
    #[must_use]
    pub fn times(self, n: i64) -> Option<Price> {
        Self::from_decimal(self.decimal().checked_mul(Decimal::new(n.into(), 0))?)
    }

    /// The difference in ticks, rounded toward zero when either price lies off the grid.
    #[must_use]
    pub fn ticks_above(self, other: Price, tick: Price) -> Option<i64> {
        if tick <= Price::ZERO {
            return None;
        }
        let difference = self.decimal().checked_sub(other.decimal())?;
        let scale = difference.scale().max(tick.decimal().scale());
        i64::try_from(difference.at_scale(scale)?.checked_div(tick.decimal().at_scale(scale)?)?).ok()
    }

    /// The text with at least as many decimals as `tick` has: 6010.5 on a 0.25 grid is `6010.50`.
    #[must_use]
    pub fn at_tick(self, tick: Price) -> String {
        self.decimal().text(tick.decimal().scale())
    }

    /// True below zero; some contracts have traded there.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    pub(crate) fn decimal(self) -> Decimal {
        Decimal::new(self.mantissa.into(), u32::from(self.decimals.get()) - 1)
    }

    /// `None` beyond 15 digits or decimals.
    pub(crate) fn from_decimal(value: Decimal) -> Option<Price> {
        let value = value.normalize();
        Price::try_new(i64::try_from(value.mantissa()).ok()?, value.scale())
    }

    /// The tick at or below this price, counted from zero, and whether it is exactly there.
    fn on_grid(self, tick: Price) -> Option<(i64, bool)> {
        if tick <= Price::ZERO {
            return None;
        }
        let (value, tick) = (self.decimal(), tick.decimal());
        let scale = value.scale().max(tick.scale());
        let (below, exact) = divide(value.at_scale(scale)?, tick.at_scale(scale)?)?;
        Some((i64::try_from(below).ok()?, exact))
    }
}

/// By value.
impl Ord for Price {
    fn cmp(&self, other: &Self) -> Ordering {
        self.decimal().cmp(&other.decimal())
    }
}

impl PartialOrd for Price {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The shortest plain decimal text, never an exponent; `Price::parse` reads it back to the same price.
impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.decimal().text(0))
    }
}

impl fmt::Debug for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Price({self})")
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Price {
    /// As text, so that no float formatting is pulled in; the wire crate writes numbers itself.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Price {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <String as serde::Deserialize>::deserialize(deserializer)?;
        Price::parse(&text).map_err(serde::de::Error::custom)
    }
}

const MAX_MANTISSA: u64 = 10_u64.pow(Price::MAX_DIGITS) - 1;

fn refuse(c: char) -> Option<PriceTextError> {
    match c {
        '0'..='9' | '.' => None,
        ',' | '\'' | '_' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => Some(PriceTextError::Separator),
        'e' | 'E' => Some(PriceTextError::Exponent),
        '-' | '+' => Some(PriceTextError::Repeated),
        // Full-width, Arabic and Indian digits are those that keyboards type; a table of all would cost the page kilobytes.
        '\u{ff10}'..='\u{ff19}' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{966}'..='\u{96f}' => {
            Some(PriceTextError::ForeignDigit)
        }
        c => Some(PriceTextError::Foreign(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(text: &str) -> Price {
        Price::parse(text).unwrap()
    }

    #[test]
    fn accepts_plain_decimals() {
        for (text, shown) in [
            ("6010.25", "6010.25"),
            (" 5 ", "5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-37.63", "-37.63"),
            ("-0", "0"),
            ("007.10", "7.1"),
            ("0.0000005", "0.0000005"),
            ("999999999999999", "999999999999999"),
            ("1.000000000000000000000", "1"),
        ] {
            assert_eq!(price(text).to_string(), shown, "{text}");
        }
    }

    #[test]
    fn refuses_with_the_reason() {
        use PriceTextError as E;
        for (text, error) in [
            ("", E::Empty),
            ("  ", E::Empty),
            ("1,000.50", E::Separator),
            ("6 010.25", E::Separator),
            ("6010,25", E::Separator),
            ("1e3", E::Exponent),
            ("１２", E::ForeignDigit),
            ("+5", E::PlusSign),
            ("-", E::NoDigit),
            (".", E::NoDigit),
            ("1.2.3", E::Repeated),
            ("1-2", E::Repeated),
            ("5$", E::Foreign('$')),
            ("1234567890123456", E::TooLong),
            ("0.1234567890123456", E::TooLong),
            ("99999999999999999999999", E::TooLong),
        ] {
            assert_eq!(Price::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn json_numbers_with_exponents() {
        assert_eq!(Price::parse_json("1E-05"), Some(price("0.00001")));
        assert_eq!(Price::parse_json("5.5e3"), Some(price("5500")));
        assert_eq!(Price::parse_json("0.0"), Some(Price::ZERO));
        assert_eq!(Price::parse_json("1e400"), None);
        assert_eq!(Price::parse_json("NaN"), None);
        assert_eq!(Price::parse_json("1e-400"), None);
        assert_eq!(Price::parse_json(""), None);
    }

    #[test]
    fn steps_end_on_the_grid() {
        let tick = price("0.25");
        assert_eq!(price("6010.30").step(tick, 1), Some(price("6010.50")));
        assert_eq!(price("6010.30").step(tick, -1), Some(price("6010.25")));
        assert_eq!(price("6010.25").step(tick, 10), Some(price("6012.75")));
        assert_eq!(price("-0.10").neighbours(tick), Some((price("-0.25"), price("0"))));
        assert_eq!(price("1").ticks(Price::ZERO), None);
    }

    #[test]
    fn text_at_tick() {
        assert_eq!(price("6010.5").at_tick(price("0.25")), "6010.50");
        assert_eq!(price("6010.125").at_tick(price("0.25")), "6010.125");
    }
}
