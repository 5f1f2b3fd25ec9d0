//! `Decimal`: an exact decimal number on its way to or from a price or an amount of money.
//!
//! Own code, because the page would pay fifteen kilobytes for a general decimal type and uses a handful of operations;
//! the tests compare it with one. Nothing is rounded here: what does not fit is `None`.

use core::cmp::Ordering;

/// `mantissa × 10^-scale`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decimal {
    mantissa: i128,
    scale: u32,
}

impl Decimal {
    pub(crate) const fn new(mantissa: i128, scale: u32) -> Decimal {
        Decimal { mantissa, scale }
    }

    pub(crate) const fn mantissa(self) -> i128 {
        self.mantissa
    }

    pub(crate) const fn scale(self) -> u32 {
        self.scale
    }

    /// The same value without zeros at the end of its decimals.
    pub(crate) const fn normalize(mut self) -> Decimal {
        while self.scale > 0 {
            // By the quotient alone: a remainder would link a second division of 128 bits.
            let tenth = self.mantissa / 10;
            if tenth * 10 != self.mantissa {
                break;
            }
            self.mantissa = tenth;
            self.scale -= 1;
        }
        self
    }

    pub(crate) const fn abs(self) -> Decimal {
        Decimal { mantissa: self.mantissa.saturating_abs(), ..self }
    }

    pub(crate) fn checked_add(self, other: Decimal) -> Option<Decimal> {
        self.checked_sub(Decimal { mantissa: other.mantissa.checked_neg()?, ..other })
    }

    pub(crate) fn checked_sub(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        Some(Decimal { mantissa: self.at_scale(scale)?.checked_sub(other.at_scale(scale)?)?, scale })
    }

    pub(crate) fn checked_mul(self, other: Decimal) -> Option<Decimal> {
        Some(Decimal { mantissa: self.mantissa.checked_mul(other.mantissa)?, scale: self.scale.checked_add(other.scale)? })
    }

    /// The value as an integer of a scale that is not smaller than its own.
    pub(crate) fn at_scale(self, scale: u32) -> Option<i128> {
        let more = scale.checked_sub(self.scale)?;
        if more == 0 || self.mantissa == 0 {
            return Some(self.mantissa);
        }
        // Mostly a few digits, for which 64 bits do.
        let power = 10_i64.checked_pow(more).map(i128::from).or_else(|| 10_i128.checked_pow(more))?;
        power.checked_mul(self.mantissa)
    }

    /// The plain text, with at least so many decimals and never an exponent.
    pub(crate) fn text(self, least: u32) -> String {
        let (scale, least) = (places(self.scale), places(least));
        let digits = digits(self.mantissa.unsigned_abs());
        let mut text = String::with_capacity(digits.len() + least + 3);
        if self.mantissa < 0 {
            text.push('-');
        }
        // One digit at least stands before the point.
        let zeros = (scale + 1).saturating_sub(digits.len());
        let point = text.len() + zeros + digits.len() - scale;
        text.extend(core::iter::repeat_n('0', zeros));
        text.push_str(&digits);
        text.extend(core::iter::repeat_n('0', least.saturating_sub(scale)));
        if scale.max(least) > 0 {
            text.insert(point, '.');
        }
        text
    }
}

/// By value: `0.5` and `0.50` are equal.
impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        match (self.at_scale(scale), other.at_scale(scale)) {
            (Some(own), Some(others)) => own.cmp(&others),
            // Only the one of the smaller scale is raised; when that overflows it is farther from zero than the other.
            (None, _) => self.mantissa.cmp(&0),
            (_, None) => 0.cmp(&other.mantissa),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

/// The quotient rounded down, and whether it is exact; `step` is positive.
pub(crate) fn divide(value: i128, step: i128) -> Option<(i128, bool)> {
    let quotient = value.checked_div(step)?;
    let rest = value - quotient * step;
    Some((if rest < 0 { quotient - 1 } else { quotient }, rest == 0))
}

fn digits(value: u128) -> String {
    /// The largest power of ten in 64 bits: the digits are written in parts that the formatter of 64 bits can take.
    const PART: u128 = 10_000_000_000_000_000_000;
    match u64::try_from(value) {
        Ok(small) => small.to_string(),
        Err(_) => {
            let high = value / PART;
            let low = u64::try_from(value - high * PART).unwrap_or(0);
            format!("{}{low:019}", digits(high))
        }
    }
}

fn places(count: u32) -> usize {
    usize::try_from(count).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::Decimal as Oracle;

    /// What the oracle holds: 28 digits and decimals.
    fn parts() -> impl Strategy<Value = (i128, u32)> {
        let most = 9_999_999_999_999_999_999_999_999_999_i128;
        (prop_oneof![-most..=most, -100_000_i128..=100_000], 0_u32..=28)
    }

    proptest! {
        #[test]
        fn text_and_order_agree_with_another_decimal((a, s) in parts(), (b, t) in parts(), least in 0_u32..=28) {
            let (own, oracle) = (Decimal::new(a, s), Oracle::from_i128_with_scale(a, s));
            prop_assert_eq!(own.text(0), oracle.to_string());
            prop_assert_eq!(own.cmp(&Decimal::new(b, t)), oracle.cmp(&Oracle::from_i128_with_scale(b, t)));
            if a != 0 {
                prop_assert_eq!(own.normalize().text(0), oracle.normalize().to_string());
            }
            let text = own.text(least);
            prop_assert_eq!(text.parse::<Oracle>(), Ok(oracle), "{}", text);
            prop_assert_eq!(text.split_once('.').map_or(0, |(_, part)| part.len()), places(s.max(least)));
        }

        #[test]
        fn sums_and_products_agree_with_another_decimal(a in -1_000_000_000_000_i64..1_000_000_000_000, s in 0_u32..=12, b in any::<i32>(), t in 0_u32..=12) {
            let (x, y) = (Decimal::new(a.into(), s), Decimal::new(b.into(), t));
            let (p, q) = (Oracle::new(a, s), Oracle::new(b.into(), t));
            prop_assert_eq!(x.checked_add(y).unwrap().normalize().text(0), (p + q).normalize().to_string());
            prop_assert_eq!(x.checked_sub(y).unwrap().normalize().text(0), (p - q).normalize().to_string());
            prop_assert_eq!(x.checked_mul(y).unwrap().normalize().text(0), (p * q).normalize().to_string());
        }

        #[test]
        fn quotients_are_rounded_down(value in any::<i64>(), step in 1_i64..) {
            let (value, step) = (i128::from(value), i128::from(step));
            prop_assert_eq!(divide(value, step), Some((value.div_euclid(step), value.rem_euclid(step) == 0)));
        }
    }

    #[test]
    fn the_largest_and_what_does_not_fit() {
        assert_eq!(Decimal::new(i128::MIN, 0).text(1), format!("{}.0", i128::MIN));
        assert_eq!(Decimal::new(i128::MAX, 38).text(0), "1.70141183460469231731687303715884105727");
        assert!(Decimal::new(1, 0) > Decimal::new(i128::MAX, 60));
        assert!(Decimal::new(-1, 0) < Decimal::new(i128::MIN, 60));
        assert!(Decimal::new(0, 0) < Decimal::new(1, 60));
        assert_eq!(Decimal::new(i128::MAX, 0).checked_mul(Decimal::new(2, 0)), None);
        assert_eq!(divide(1, 0), None);
    }
}
