//! `Money`: an exact amount of one currency, for notional, risk and profit.

use crate::decimal::Decimal;
use crate::{Currency, Price, Quantity};
use core::fmt;

/// An amount in a currency. Amounts of two currencies are never added: the operations return `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

impl Money {
    /// `price × point value × quantity`: what the contracts are worth, or, for a difference of prices, gain or lose.
    #[must_use]
    pub fn of(price: Price, point_value: Price, contracts: i64, currency: Currency) -> Option<Money> {
        let each = price.decimal().checked_mul(point_value.decimal())?;
        Some(Money { amount: each.checked_mul(Decimal::new(contracts.into(), 0))?.normalize(), currency })
    }

    /// An exact amount, such as the cash of an account.
    ///
    /// ```
    /// use order_model::{Currency, Money, Price};
    /// let cash = Money::exact(Price::parse("100250.5")?, Currency::Usd);
    /// assert_eq!(cash.to_string(), "100250.50 USD");
    /// # Ok::<(), order_model::PriceTextError>(())
    /// ```
    #[must_use]
    pub fn exact(amount: Price, currency: Currency) -> Money {
        Money { amount: amount.decimal(), currency }
    }

    pub(crate) fn of_decimal(amount: Decimal, currency: Currency) -> Money {
        Money { amount: amount.normalize(), currency }
    }

    pub(crate) fn decimal(self) -> Decimal {
        self.amount
    }

    /// A whole number of currency units, as limits are typed.
    #[must_use]
    pub fn units(amount: u32, currency: Currency) -> Money {
        Money { amount: Decimal::new(amount.into(), 0), currency }
    }

    /// The value of one tick of one contract.
    #[must_use]
    pub fn tick_value(tick: Price, point_value: Price, currency: Currency) -> Option<Money> {
        Money::of(tick, point_value, 1, currency)
    }

    /// `exit − entry` on a position of `contracts` (negative for short), in currency.
    #[must_use]
    pub fn profit(entry: Price, exit: Price, point_value: Price, contracts: i64, currency: Currency) -> Option<Money> {
        let move_ = Price::from_decimal(exit.decimal().checked_sub(entry.decimal())?)?;
        Money::of(move_, point_value, contracts, currency)
    }

    /// The currency.
    #[must_use]
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// True when this amount is larger than a limit in the same currency; amounts of another currency are not compared.
    #[must_use]
    pub fn exceeds(self, limit: Money) -> Option<bool> {
        (self.currency == limit.currency).then(|| self.amount.abs() > limit.amount)
    }

    /// True below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.amount.mantissa() < 0
    }

    /// The amount times a number of contracts.
    #[must_use]
    pub fn times(self, quantity: Quantity) -> Option<Money> {
        let amount = self.amount.checked_mul(Decimal::new(quantity.get().into(), 0))?;
        Some(Money { amount, currency: self.currency })
    }

    /// The bare amount with two decimals at least: `300525.00`.
    #[must_use]
    pub fn amount_text(self) -> String {
        self.amount.text(2)
    }
}

/// `300525.00 USD`; grouping and symbols are the display's business.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount_text(), self.currency.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notional_and_profit() {
        let p = |t| Price::parse(t).unwrap();
        let notional = Money::of(p("6010.5"), p("50"), 2, Currency::Usd).unwrap();
        assert_eq!(notional.to_string(), "601050.00 USD");
        assert_eq!(notional.exceeds(Money::units(601_050, Currency::Usd)), Some(false));
        assert_eq!(notional.exceeds(Money::units(601_049, Currency::Usd)), Some(true));
        assert_eq!(notional.exceeds(Money::units(1, Currency::Eur)), None);
        let loss = Money::profit(p("6010"), p("6005.25"), p("50"), 2, Currency::Usd).unwrap();
        assert_eq!(loss.to_string(), "-475.00 USD");
        assert!(loss.is_negative());
    }
}
