//! `Price`: an exact decimal of at most 15 significant digits, and its text.
//!
//! Fifteen significant digits are what a JSON number (an IEEE double) carries exactly both ways.
//! Floating point is never used: not for parsing, not for comparing, not for tick arithmetic.

use core::fmt;
use rust_decimal::Decimal;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Price(Decimal);

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
    #[error("{0:?} does not belong in a price")]
    Foreign(char),
    /// More than 15 significant digits or decimals.
    #[error("a price has at most 15 digits")]
    TooLong,
}

impl Price {
    /// The most significant digits, and the most decimals, a price has.
    pub const MAX_DIGITS: u32 = 15;

    /// Zero. The API writes `0.0` where a price does not apply.
    pub const ZERO: Price = Price(Decimal::ZERO);

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
        let fraction = fraction.trim_end_matches('0');
        Self::from_digits(negative, whole, fraction, 0).ok_or(PriceTextError::TooLong)
    }

    /// Reads the text of a JSON number, exponent allowed (`1E-05` is how .NET writes small prices).
    /// `None` when it is not one or does not fit 15 significant digits.
    #[must_use]
    pub fn parse_json(text: &str) -> Option<Price> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (negative, digits) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(fraction) {
            return None;
        }
        Self::from_digits(negative, whole, fraction.trim_end_matches('0'), exponent)
    }

    /// Like [`Price::parse_json`], and a number with more digits is rounded to 15: averages of fills have no end.
    #[must_use]
    pub fn nearest_json(text: &str) -> Option<Price> {
        let exact = || {
            let long = if text.contains(['e', 'E']) { Decimal::from_scientific(text) } else { Decimal::from_str_radix(text, 10) };
            Self::from_decimal(long.ok()?.round_sf(Self::MAX_DIGITS)?.round_dp(Self::MAX_DIGITS))
        };
        Self::parse_json(text).or_else(exact)
    }

    /// Joins a mantissa and a count of decimals: `(601025, 2)` is 6010.25.
    #[must_use]
    pub fn try_new(mantissa: i64, decimals: u32) -> Option<Price> {
        if decimals > Self::MAX_DIGITS {
            return None;
        }
        let value = Decimal::try_new(mantissa, decimals).ok()?.normalize();
        (digits_of(value.mantissa()) <= Self::MAX_DIGITS).then_some(Price(value))
    }

    /// How many ticks this price is, when it lies on the grid; `None` off the grid or for a tick that is not positive.
    #[must_use]
    pub fn ticks(self, tick: Price) -> Option<i64> {
        let (value, tick) = self.on_common_scale(tick)?;
        (value.checked_rem(tick)? == 0).then(|| value.checked_div(tick)).flatten().and_then(|n| i64::try_from(n).ok())
    }

    /// The nearest prices on the grid, at or below and at or above; equal when this price is on it.
    #[must_use]
    pub fn neighbours(self, tick: Price) -> Option<(Price, Price)> {
        let (value, step) = self.on_common_scale(tick)?;
        let below = i64::try_from(value.checked_div_euclid(step)?).ok()?;
        let above = if value.checked_rem(step)? == 0 { below } else { below.checked_add(1)? };
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
        Self::from_decimal(self.0.checked_mul(Decimal::from(n))?)
    }

    /// The difference in ticks, rounded toward zero when either price lies off the grid.
    #[must_use]
    pub fn ticks_above(self, other: Price, tick: Price) -> Option<i64> {
        // The difference of two prices may have thirty digits, more than a `Decimal` holds exactly.
        let scale = self.0.scale().max(other.0.scale()).max(tick.0.scale());
        let difference = self.at_scale(scale)?.checked_sub(other.at_scale(scale)?)?;
        let step = tick.at_scale(scale).filter(|step| *step > 0)?;
        i64::try_from(difference.checked_div(step)?).ok()
    }

    /// The text with at least as many decimals as `tick` has: 6010.5 on a 0.25 grid is `6010.50`.
    #[must_use]
    pub fn at_tick(self, tick: Price) -> String {
        let mut value = self.0;
        if value.scale() < tick.0.scale() {
            value.rescale(tick.0.scale());
        }
        value.to_string()
    }

    /// True below zero; some contracts have traded there.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    pub(crate) fn decimal(self) -> Decimal {
        self.0
    }

    pub(crate) fn from_decimal(value: Decimal) -> Option<Price> {
        let value = value.normalize();
        let fits = digits_of(value.mantissa()) <= Self::MAX_DIGITS && value.scale() <= Self::MAX_DIGITS;
        fits.then_some(Price(value))
    }

    /// Both values as integers of one scale. Fifteen digits and fifteen decimals each stay far inside `i128`.
    fn on_common_scale(self, tick: Price) -> Option<(i128, i128)> {
        if tick.0.is_sign_negative() || tick.0.is_zero() {
            return None;
        }
        let scale = self.0.scale().max(tick.0.scale());
        Some((self.at_scale(scale)?, tick.at_scale(scale)?))
    }

    fn at_scale(self, scale: u32) -> Option<i128> {
        10_i128.checked_pow(scale.checked_sub(self.0.scale())?)?.checked_mul(self.0.mantissa())
    }

    /// `±whole.fraction × 10^exponent`; `fraction` without trailing zeros.
    fn from_digits(negative: bool, whole: &str, fraction: &str, exponent: i32) -> Option<Price> {
        let mut mantissa: i64 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte.checked_sub(b'0')?))?;
        }
        let mut scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        if mantissa == 0 {
            return Some(Price::ZERO);
        }
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        while scale < 0 {
            mantissa = mantissa.checked_mul(10)?;
            scale += 1;
        }
        let signed = if negative { mantissa.checked_neg()? } else { mantissa };
        Price::try_new(signed, u32::try_from(scale).ok()?)
    }
}

/// The shortest plain decimal text, never an exponent; `Price::parse` reads it back to the same price.
impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
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

fn refuse(c: char) -> Option<PriceTextError> {
    match c {
        '0'..='9' | '.' => None,
        ',' | '\'' | '_' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => Some(PriceTextError::Separator),
        'e' | 'E' => Some(PriceTextError::Exponent),
        '-' | '+' => Some(PriceTextError::Repeated),
        c if c.is_numeric() => Some(PriceTextError::ForeignDigit),
        c => Some(PriceTextError::Foreign(c)),
    }
}

fn digits_of(mantissa: i128) -> u32 {
    mantissa.unsigned_abs().checked_ilog10().map_or(1, |n| n + 1)
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
