//! `Order`: one order that has passed every rule. The only door is [`crate::check`].

use crate::{AccountName, Action, Instrument, InstrumentSpec, Label, OrderKind, Price, Quantity, TimeInForce};
use core::fmt;

/// A checked order. Its fields cannot be set from outside, so whoever holds one knows that the rules have passed it.
///
/// ```compile_fail,E0451
/// use order_model::Order;
/// fn forge(order: Order) -> Order {
///     Order { quantity: order.quantity(), ..order }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    account: AccountName,
    instrument: Instrument,
    action: Action,
    quantity: Quantity,
    kind: OrderKind,
    time_in_force: TimeInForce,
    oco_id: Option<Label>,
    strategy: Option<Label>,
}

/// What `check` hands over once every part has been parsed.
pub(crate) struct Parts {
    pub(crate) account: AccountName,
    pub(crate) instrument: Instrument,
    pub(crate) action: Action,
    pub(crate) quantity: Quantity,
    pub(crate) kind: OrderKind,
    pub(crate) time_in_force: TimeInForce,
    pub(crate) oco_id: Option<Label>,
    pub(crate) strategy: Option<Label>,
}

impl Order {
    pub(crate) fn from_parts(parts: Parts) -> Order {
        let Parts { account, instrument, action, quantity, kind, time_in_force, oco_id, strategy } = parts;
        Order { account, instrument, action, quantity, kind, time_in_force, oco_id, strategy }
    }

    /// The account it goes to.
    #[must_use]
    pub fn account(&self) -> &AccountName {
        &self.account
    }

    /// The instrument, dated where that is known.
    #[must_use]
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// The side.
    #[must_use]
    pub fn action(&self) -> Action {
        self.action
    }

    /// Contracts.
    #[must_use]
    pub fn quantity(&self) -> Quantity {
        self.quantity
    }

    /// The kind with its prices.
    #[must_use]
    pub fn kind(&self) -> OrderKind {
        self.kind
    }

    /// Day or GTC.
    #[must_use]
    pub fn time_in_force(&self) -> TimeInForce {
        self.time_in_force
    }

    /// The OCO group, if any.
    #[must_use]
    pub fn oco_id(&self) -> Option<&Label> {
        self.oco_id.as_ref()
    }

    /// The ATM strategy, if any.
    #[must_use]
    pub fn strategy(&self) -> Option<&Label> {
        self.strategy.as_ref()
    }

    /// What makes two orders "the same order again": account, instrument, side, quantity, kind and prices, time in force.
    /// The OCO id and the strategy do not count: a fresh id on the same click is still the same order.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        format!("{}|{self}", self.account.as_str().to_ascii_lowercase())
    }
}

/// The whole order in the trade's words, as the button says it: `Buy 1 ES 12-26 · LIMIT 6010.25 · DAY`.
impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} · ", self.action, self.quantity, self.instrument)?;
        // With the decimals of the contract's tick, as prices of that contract are read: 6010.50, not 6010.5.
        let tick = self.instrument.row().and_then(InstrumentSpec::from_row).map(|spec| spec.tick_size);
        let text = |price: Price| tick.map_or_else(|| price.to_string(), |tick| price.at_tick(tick));
        match self.kind {
            OrderKind::Market => f.write_str("MARKET")?,
            OrderKind::Limit { limit } => write!(f, "LIMIT {}", text(limit))?,
            OrderKind::StopMarket { stop } => write!(f, "STOP {}", text(stop))?,
            OrderKind::StopLimit { stop, limit } => write!(f, "STOP {} LIMIT {}", text(stop), text(limit))?,
        }
        f.write_str(match self.time_in_force {
            TimeInForce::Day => " · DAY",
            TimeInForce::Gtc => " · GTC",
        })
    }
}
