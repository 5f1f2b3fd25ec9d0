//! A price is the same as text, as value and as JSON number, by an independent decimal type and by floating point.

use order_model::{Price, PriceTextError};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// A decimal of at most 15 significant digits and 15 decimals, as mantissa and scale.
pub(crate) fn parts() -> impl Strategy<Value = (i64, u32)> {
    let mantissa = (1_u32..=15).prop_flat_map(|digits| {
        let most = 10_i64.pow(digits) - 1;
        -most..=most
    });
    (mantissa, 0_u32..=15)
}

pub(crate) fn price() -> impl Strategy<Value = Price> {
    parts().prop_map(|(mantissa, scale)| Price::try_new(mantissa, scale).expect("at most 15 digits"))
}

proptest! {
    #[test]
    fn text_and_value_and_json_agree_with_another_decimal((mantissa, scale) in parts()) {
        let oracle = Decimal::new(mantissa, scale);
        let price = Price::try_new(mantissa, scale).unwrap();
        prop_assert_eq!(price.to_string(), if mantissa == 0 { "0".to_owned() } else { oracle.normalize().to_string() });
        for text in [oracle.to_string(), oracle.normalize().to_string(), price.to_string(), format!(" {oracle} "), format!("{oracle}")] {
            prop_assert_eq!(Price::parse(&text), Ok(price), "{}", text);
        }
        prop_assert_eq!(Price::parse_json(&oracle.to_string()), Some(price));
        prop_assert_eq!(Price::nearest_json(&oracle.to_string()), Some(price));
        prop_assert_eq!(Price::parse_json(&format!("{mantissa}e-{scale}")), Some(price));
        prop_assert_eq!(Price::parse_json(&format!("{mantissa}E-0{scale}")), Some(price));
        prop_assert_eq!(price.is_negative(), mantissa < 0);
        prop_assert_eq!(price == Price::ZERO, mantissa == 0);
    }

    /// Fifteen digits are what a double carries: whoever reads our number as one and prints it shortest gives the same price back.
    #[test]
    fn a_double_carries_every_price_both_ways(price in price()) {
        let double: f64 = price.to_string().parse().unwrap();
        prop_assert_eq!(Price::parse_json(&double.to_string()), Some(price));
        prop_assert_eq!(Price::parse_json(&format!("{double:e}")), Some(price), "as .NET writes small numbers");
    }

    #[test]
    fn prices_are_ordered_as_their_values((a, s) in parts(), (b, t) in parts()) {
        let (x, y) = (Price::try_new(a, s).unwrap(), Price::try_new(b, t).unwrap());
        prop_assert_eq!(x.cmp(&y), Decimal::new(a, s).cmp(&Decimal::new(b, t)));
    }

    #[test]
    fn sixteen_digits_are_refused_and_never_rounded(tens in 100_000_000_000_000_i64..i64::MAX / 10, last in 1_i64..10, scale in 0_u32..=15) {
        let mantissa = tens * 10 + last;
        let text = Decimal::new(mantissa, scale).to_string();
        prop_assert_eq!(Price::parse(&text), Err(PriceTextError::TooLong), "{}", text);
        prop_assert_eq!(Price::parse_json(&text), None);
        prop_assert_eq!(Price::try_new(mantissa, scale), None);
        // Averages of fills may be rounded, by no more than half of the fifteenth digit; above that there is no price at all.
        let exact = Decimal::new(mantissa, scale);
        if exact < Decimal::from(999_999_999_999_999_i64) {
            let near: Decimal = Price::nearest_json(&text).unwrap().to_string().parse().unwrap();
            prop_assert!((near - exact).abs() <= exact * Decimal::new(5, 15), "{} became {}", text, near);
        }
    }

    #[test]
    fn too_many_decimals_are_refused(digit in 1_u8..=9, zeros in 15_usize..40) {
        let text = format!("0.{}{digit}", "0".repeat(zeros));
        prop_assert_eq!(Price::parse(&text), Err(PriceTextError::TooLong));
        prop_assert_eq!(Price::parse_json(&text), None);
    }

    #[test]
    fn zeros_around_a_price_mean_nothing(price in price(), before in 0_usize..30, after in 0_usize..30) {
        let text = price.to_string();
        let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
        let point = if digits.contains('.') { "" } else { "." };
        let padded = format!("{sign}{}{digits}{point}{}", "0".repeat(before), "0".repeat(after));
        prop_assert_eq!(Price::parse(&padded), Ok(price), "{}", padded);
    }

    #[test]
    fn the_text_at_a_tick_is_the_same_price(price in price(), tick in 1_i64..10_000, scale in 0_u32..=9) {
        let tick = Price::try_new(tick, scale).unwrap();
        let text = price.at_tick(tick);
        prop_assert_eq!(Price::parse(&text), Ok(price));
        let decimals = |text: &str| text.split_once('.').map_or(0, |(_, part)| part.len());
        prop_assert_eq!(decimals(&text), decimals(&price.to_string()).max(decimals(&tick.to_string())));
    }
}
