//! The closed words of an order and its exits: action, order type, time in force, measure; and which prices a type takes.

use crate::Price;
use core::fmt;

/// A text that is none of the words a field takes. Unknown words are refused, never defaulted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{given}\" is not one of {allowed}")]
pub struct WordError {
    /// What was given.
    pub given: String,
    /// The words the field takes.
    pub allowed: &'static str,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $allowed:literal, { $($(#[$vdoc:meta])* $variant:ident = $word:literal $(| $alias:literal)*),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order a form shows them.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// Reads the word in any case; blanks around it are ignored.
            pub fn parse(text: &str) -> Result<$name, WordError> {
                let word = text.trim();
                $(if word.eq_ignore_ascii_case($word) $(|| word.eq_ignore_ascii_case($alias))* {
                    return Ok($name::$variant);
                })+
                Err(WordError { given: word.to_owned(), allowed: $allowed })
            }

            /// The word as a person reads it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// Which side of the market the order takes.
    Action, "Buy or Sell", {
        /// Adds contracts to the position.
        Buy = "Buy",
        /// Takes contracts from the position.
        Sell = "Sell",
    }
}

words! {
    /// The order type without its prices: what the type selector of a form holds.
    OrderType, "Market, Limit, Stop or Stop limit", {
        /// Fills at the best price there is.
        Market = "Market",
        /// Fills at the limit price or better.
        Limit = "Limit",
        /// Becomes a market order when the stop price trades.
        StopMarket = "Stop" | "StopMarket" | "Stop market",
        /// Becomes a limit order when the stop price trades.
        StopLimit = "Stop limit" | "StopLimit",
    }
}

words! {
    /// How long the order lives.
    TimeInForce, "Day or GTC", {
        /// Until the end of the session.
        Day = "Day",
        /// Good till cancelled.
        Gtc = "GTC",
    }
}

words! {
    /// What the distance of an exit is typed in.
    Measure, "Ticks, Price, Currency or R", {
        /// Ticks from the entry.
        Ticks = "Ticks",
        /// The price itself.
        Price = "Price",
        /// Currency units between entry and exit, for all contracts together.
        Currency = "Currency",
        /// Multiples of what the stop-loss risks, for a target.
        Risk = "R",
    }
}

words! {
    /// What a risk is typed in.
    RiskMeasure, "Currency or Percent", {
        /// An amount in the contract's currency.
        Currency = "Currency",
        /// A percentage of the account's cash.
        Percent = "Percent",
    }
}

impl Default for RiskMeasure {
    /// An amount: it needs nothing else to be known.
    fn default() -> Self {
        RiskMeasure::Currency
    }
}

impl Default for Measure {
    /// Ticks: the one that means the same on every contract.
    fn default() -> Self {
        Measure::Ticks
    }
}

impl Action {
    /// +1 for Buy, −1 for Sell.
    #[must_use]
    pub const fn sign(self) -> i64 {
        match self {
            Action::Buy => 1,
            Action::Sell => -1,
        }
    }

    /// The other side.
    #[must_use]
    pub const fn opposite(self) -> Action {
        match self {
            Action::Buy => Action::Sell,
            Action::Sell => Action::Buy,
        }
    }
}

impl OrderType {
    /// True when the type has a limit price. With [`OrderType::takes_stop`] this is the one table of field relevance.
    #[must_use]
    pub const fn takes_limit(self) -> bool {
        matches!(self, OrderType::Limit | OrderType::StopLimit)
    }

    /// True when the type has a stop price.
    #[must_use]
    pub const fn takes_stop(self) -> bool {
        matches!(self, OrderType::StopMarket | OrderType::StopLimit)
    }
}

/// The order type with exactly the prices it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrderKind {
    /// Fills at the best price there is.
    Market,
    /// Fills at `limit` or better.
    Limit {
        /// The worst price accepted.
        limit: Price,
    },
    /// Becomes a market order when `stop` trades.
    StopMarket {
        /// The price that triggers the order.
        stop: Price,
    },
    /// Becomes a limit order at `limit` when `stop` trades.
    StopLimit {
        /// The price that triggers the order.
        stop: Price,
        /// The worst price accepted.
        limit: Price,
    },
}

impl OrderKind {
    /// Joins a type and its prices; `None` unless exactly the prices the type takes are there.
    #[must_use]
    pub fn try_new(order_type: OrderType, limit: Option<Price>, stop: Option<Price>) -> Option<OrderKind> {
        match (order_type, limit, stop) {
            (OrderType::Market, None, None) => Some(OrderKind::Market),
            (OrderType::Limit, Some(limit), None) => Some(OrderKind::Limit { limit }),
            (OrderType::StopMarket, None, Some(stop)) => Some(OrderKind::StopMarket { stop }),
            (OrderType::StopLimit, Some(limit), Some(stop)) => Some(OrderKind::StopLimit { stop, limit }),
            _ => None,
        }
    }

    /// The type without its prices.
    #[must_use]
    pub const fn order_type(self) -> OrderType {
        match self {
            OrderKind::Market => OrderType::Market,
            OrderKind::Limit { .. } => OrderType::Limit,
            OrderKind::StopMarket { .. } => OrderType::StopMarket,
            OrderKind::StopLimit { .. } => OrderType::StopLimit,
        }
    }

    /// The limit price, where the kind has one.
    #[must_use]
    pub const fn limit(self) -> Option<Price> {
        match self {
            OrderKind::Limit { limit } | OrderKind::StopLimit { limit, .. } => Some(limit),
            OrderKind::Market | OrderKind::StopMarket { .. } => None,
        }
    }

    /// The stop price, where the kind has one.
    #[must_use]
    pub const fn stop(self) -> Option<Price> {
        match self {
            OrderKind::StopMarket { stop } | OrderKind::StopLimit { stop, .. } => Some(stop),
            OrderKind::Market | OrderKind::Limit { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_any_case() {
        assert_eq!(Action::parse(" BUY "), Ok(Action::Buy));
        assert_eq!(OrderType::parse("STOPLIMIT"), Ok(OrderType::StopLimit));
        assert_eq!(OrderType::parse("stop limit"), Ok(OrderType::StopLimit));
        assert_eq!(OrderType::parse("StopMarket"), Ok(OrderType::StopMarket));
        assert_eq!(TimeInForce::parse("gtc"), Ok(TimeInForce::Gtc));
        assert!(TimeInForce::parse("IOC").is_err());
        assert!(Action::parse("").is_err());
    }

    #[test]
    fn a_kind_has_exactly_the_prices_its_type_takes() {
        let p = Some(Price::ZERO);
        for &t in OrderType::ALL {
            for limit in [None, p] {
                for stop in [None, p] {
                    let fits = limit.is_some() == t.takes_limit() && stop.is_some() == t.takes_stop();
                    let kind = OrderKind::try_new(t, limit, stop);
                    assert_eq!(kind.is_some(), fits, "{t} {limit:?} {stop:?}");
                    if let Some(kind) = kind {
                        assert_eq!((kind.order_type(), kind.limit(), kind.stop()), (t, limit, stop));
                    }
                }
            }
        }
    }
}
