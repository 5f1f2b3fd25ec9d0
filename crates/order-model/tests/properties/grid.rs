//! Tick arithmetic against plain integers: every price is a count of the smallest unit, 10⁻¹⁵.

use crate::numbers::{parts, price};
use order_model::Price;
use proptest::prelude::*;

const UNITS: u32 = 15;

fn units((mantissa, scale): (i64, u32)) -> i128 {
    i128::from(mantissa) * 10_i128.pow(UNITS - scale)
}

/// The units of a price by its text, so that no code of the crate's arithmetic is asked.
fn units_of(price: Price) -> i128 {
    let text = price.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}{part:0<15}").parse().unwrap()
}

proptest! {
    #[test]
    fn ticks_are_whole_multiples(price in parts(), tick in parts()) {
        let (value, step) = (units(price), units(tick));
        let ticks = Price::try_new(price.0, price.1).unwrap().ticks(Price::try_new(tick.0, tick.1).unwrap());
        let expected = if step > 0 && value % step == 0 { i64::try_from(value / step).ok() } else { None };
        prop_assert_eq!(ticks, expected);
    }

    #[test]
    fn counted_ticks_come_back(ticks in -1_000_000_000_i64..1_000_000_000, tick in 1_i64..1_000_000, scale in 0_u32..=10) {
        let tick = Price::try_new(tick, scale).unwrap();
        let price = tick.times(ticks).unwrap();
        prop_assert_eq!(price.ticks(tick), Some(ticks));
        prop_assert_eq!(price.neighbours(tick), Some((price, price)));
        prop_assert_eq!(price.step(tick, 1), tick.times(ticks + 1));
        prop_assert_eq!(price.step(tick, -10), tick.times(ticks - 10));
    }

    #[test]
    fn neighbours_enclose_a_price_on_the_grid(price in parts(), tick in parts()) {
        let (value, step) = (units(price), units(tick));
        let (price, tick) = (Price::try_new(price.0, price.1).unwrap(), Price::try_new(tick.0, tick.1).unwrap());
        match price.neighbours(tick) {
            Some((below, above)) => {
                prop_assert_eq!(units_of(below), value.div_euclid(step) * step);
                prop_assert_eq!(units_of(above), -(-value).div_euclid(step) * step);
            }
            None => prop_assert!(step <= 0 || value.div_euclid(step).unsigned_abs() > 1_000_000_000_000_000
                || (value.div_euclid(step) * step).unsigned_abs() >= 10_u128.pow(30)
                || (step * (value.div_euclid(step) + 1)).unsigned_abs() >= 10_u128.pow(15)),
        }
    }

    #[test]
    fn a_step_always_moves_and_ends_on_the_grid(price in -1_000_000_000_i64..1_000_000_000, scale in 0_u32..=4, tick in 1_i64..10_000, steps in -20_i64..=20) {
        prop_assume!(steps != 0);
        let (price, tick) = (Price::try_new(price, scale).unwrap(), Price::try_new(tick, 2).unwrap());
        let moved = price.step(tick, steps).unwrap();
        prop_assert!(moved.ticks(tick).is_some());
        prop_assert_eq!(moved.cmp(&price), steps.cmp(&0));
        let moved_units = (units_of(moved) - units_of(price)).abs();
        let full = i128::from(steps.abs()) * units_of(tick);
        prop_assert!(moved_units <= full && moved_units > full - units_of(tick), "at most the steps, and less than one short of them");
    }

    #[test]
    fn distances_in_ticks_are_cut_toward_zero(a in parts(), b in parts(), tick in parts()) {
        let distance = units(a) - units(b);
        let step = units(tick);
        let [a, b, tick] = [a, b, tick].map(|(mantissa, scale)| Price::try_new(mantissa, scale).unwrap());
        let expected = if step > 0 { i64::try_from(distance / step).ok() } else { None };
        prop_assert_eq!(a.ticks_above(b, tick), expected);
    }

    #[test]
    fn a_grid_that_is_not_positive_is_none(price in price(), tick in parts()) {
        let tick = Price::try_new(-tick.0.abs(), tick.1).unwrap();
        prop_assert_eq!(price.ticks(tick), None);
        prop_assert_eq!(price.neighbours(tick), None);
        prop_assert_eq!(price.step(tick, 1), None);
        prop_assert_eq!(price.ticks_above(Price::ZERO, tick), None);
    }
}

/// Thirty digits, more than a decimal type of 96 bits holds: rounding the difference would count one tick more.
#[test]
fn the_farthest_prices_are_still_counted_exactly() {
    let p = |text| Price::parse(text).unwrap();
    let (most, least) = (p("999999999999999"), p("0.000000000000001"));
    assert_eq!(most.ticks_above(least, p("1")), Some(999_999_999_999_998));
    assert_eq!(least.ticks_above(most, p("1")), Some(-999_999_999_999_998));
    assert_eq!(most.ticks_above(least, least), None, "more ticks than an integer counts");
}
