//! From whole ticks to exact decimals: prices, averages and amounts of money.

use order_model::{ContractRow, Fixed, Price};

/// A contract's tick, as a price and as an exact constant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tick {
    /// The price grid.
    pub(crate) size: Price,
    fixed: Fixed,
    value: Fixed,
}

impl Tick {
    pub(crate) fn try_new(row: &ContractRow) -> Option<Tick> {
        let size = Price::try_new(row.tick.mantissa, u32::from(row.tick.scale))?;
        Some(Tick { size, fixed: row.tick, value: row.tick_value() })
    }

    /// So many ticks as a price.
    pub(crate) fn price(&self, ticks: i64) -> Option<Price> {
        Price::try_new(ticks.checked_mul(self.fixed.mantissa)?, u32::from(self.fixed.scale))
    }

    /// The average of fills: the sum of ticks × contracts by contracts, to as many digits as a price holds.
    pub(crate) fn average(&self, sum: i128, contracts: i128) -> Option<Price> {
        let sum = sum.checked_mul(i128::from(self.fixed.mantissa))?;
        (0..=8_u32).rev().find_map(|more| {
            let scaled = sum.checked_mul(10_i128.checked_pow(more)?)?;
            let rounded = scaled.checked_mul(2)?.checked_add(contracts)?.checked_div_euclid(contracts.checked_mul(2)?)?;
            Price::try_new(i64::try_from(rounded).ok()?, u32::from(self.fixed.scale) + more)
        })
    }

    /// What ticks × contracts are worth, in millionths of the currency; exact, because no tick value in the table has
    /// more than six decimals.
    pub(crate) fn micros(&self, ticks: i128) -> Option<i128> {
        let raise = 6_u32.checked_sub(u32::from(self.value.scale))?;
        ticks.checked_mul(i128::from(self.value.mantissa))?.checked_mul(10_i128.checked_pow(raise)?)
    }
}

/// Millionths as a number; `None` beyond 15 digits.
pub(crate) fn amount(micros: i128) -> Option<Price> {
    Price::try_new(i64::try_from(micros).ok()?, 6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use order_model::{CONTRACTS, contract};

    #[test]
    fn averages_and_amounts() {
        let es = Tick::try_new(contract("ES").unwrap()).unwrap();
        assert_eq!(es.price(24_041).unwrap().to_string(), "6010.25");
        assert_eq!(es.average(24_041 * 2 + 24_042, 3).unwrap().to_string(), "6010.3333333333");
        assert_eq!(es.average(24_041 * 3, 3).unwrap().to_string(), "6010.25");
        assert_eq!(es.average(-3, 2).unwrap().to_string(), "-0.375");
        assert_eq!(es.average(1, 0), None);
        assert_eq!(es.micros(-3).and_then(amount).unwrap().to_string(), "-37.5");
        let zt = Tick::try_new(contract("ZT").unwrap()).unwrap();
        assert_eq!(zt.micros(1).and_then(amount).unwrap().to_string(), "7.8125");
    }

    #[test]
    fn every_tick_value_is_exact_in_millionths() {
        for row in CONTRACTS {
            assert!(Tick::try_new(row).unwrap().micros(1).is_some(), "{}", row.root);
        }
    }
}
