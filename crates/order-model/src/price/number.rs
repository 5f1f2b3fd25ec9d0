//! `Number`: a number as it was written, and the price with its value.

use super::Price;
use core::cmp::Ordering;

/// `±whole.fraction × 10^exponent`, digits only.
pub(super) struct Number<'a> {
    pub(super) negative: bool,
    pub(super) whole: &'a str,
    pub(super) fraction: &'a str,
    pub(super) exponent: i32,
}

impl<'a> Number<'a> {
    pub(super) fn parse_json(text: &'a str) -> Option<Number<'a>> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse().ok()?),
            None => (text, 0),
        };
        let (negative, digits) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        (!whole.is_empty() && plain(whole) && plain(fraction)).then_some(Number { negative, whole, fraction, exponent })
    }

    /// The price with this value. A number of more digits than a price has is rounded to the nearest price, a tie to the
    /// even one, or is none.
    pub(super) fn price(&self, rounds: bool) -> Option<Price> {
        let digits = [self.whole, self.fraction].concat();
        let digits = digits.trim_start_matches('0');
        let count = i32::try_from(digits.len()).ok()?;
        let scale = i32::try_from(self.fraction.len()).ok()?.checked_sub(self.exponent)?;
        let most = Price::MAX_DIGITS.cast_signed();
        let beyond = (count - most).max(scale.saturating_sub(most)).max(0);
        let (kept, rest) = digits.split_at_checked(usize::try_from(count.saturating_sub(beyond)).unwrap_or(0))?;
        let rest = rest.trim_end_matches('0');
        if !rest.is_empty() && !rounds {
            return None;
        }
        let mut mantissa = if kept.is_empty() { 0 } else { kept.parse::<i64>().ok()? };
        let up = match rest.cmp("5") {
            Ordering::Less => false,
            Ordering::Equal => mantissa % 2 == 1,
            Ordering::Greater => true,
        };
        // Beyond all its digits the number is less than half of the last place.
        mantissa += i64::from(up && beyond <= count);
        if mantissa == 0 {
            return Some(Price::ZERO);
        }
        let mut scale = scale.saturating_sub(beyond);
        while scale < 0 {
            mantissa = mantissa.checked_mul(10)?;
            scale += 1;
        }
        Price::try_new(if self.negative { -mantissa } else { mantissa }, scale.cast_unsigned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::{Decimal as Oracle, RoundingStrategy};

    proptest! {
        #[test]
        fn rounds_as_another_decimal_does(
            mantissa in prop_oneof![any::<i64>().prop_map(i128::from), (-1_000_i128..1_000).prop_map(|n| n * 5 * 10_i128.pow(15)), -10_i128.pow(28)..10_i128.pow(28)],
            scale in 0_u32..=28,
        ) {
            let exact = Oracle::from_i128_with_scale(mantissa, scale);
            let digits = mantissa.unsigned_abs().checked_ilog10().map_or(0, |n| n + 1);
            let beyond = digits.saturating_sub(Price::MAX_DIGITS).max(scale.saturating_sub(Price::MAX_DIGITS));
            let expected = scale.checked_sub(beyond).and_then(|decimals| {
                let rounded = exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointNearestEven).normalize();
                Price::try_new(i64::try_from(rounded.mantissa()).ok()?, rounded.scale())
            });
            let number = exact.to_string();
            prop_assert_eq!(Number::parse_json(&number).unwrap().price(true), expected, "{}", number);
            let exactly = expected.filter(|price| price.to_string().parse() == Ok(exact));
            prop_assert_eq!(Number::parse_json(&number).unwrap().price(false), exactly, "{}", number);
        }
    }

    #[test]
    fn what_is_too_small_is_zero_and_what_is_too_large_is_none() {
        let price = |text| Number::parse_json(text).and_then(|number| number.price(true));
        assert_eq!(price("9e-16"), Price::try_new(1, 15));
        assert_eq!(price("9e-17"), Some(Price::ZERO));
        assert_eq!(price("-1e-400"), Some(Price::ZERO));
        assert_eq!(price("999999999999999.5"), None);
        assert_eq!(price("1e15"), None);
        assert_eq!(price("1e99999999999"), None);
    }
}
