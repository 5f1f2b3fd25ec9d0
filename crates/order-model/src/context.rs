//! `Context`: all that the rules may know besides the draft. Plain data; whoever calls `check` fills it.

use crate::account::same_name;
use crate::{AccountName, Action, Currency, Day, InstrumentSpec, Label, Limits, OrderKind, Price, Quantity};

/// Milliseconds since 1970-01-01 UTC.
pub type Millis = u64;

/// Where an order would go. Practice, simulation and live money differ in what the rules demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Environment {
    /// The practice exchange: no NinjaTrader behind it.
    #[default]
    Practice,
    /// A simulated NinjaTrader account.
    Sim,
    /// Real money, or not known to be otherwise.
    Live,
}

/// A quote as it was last seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The canonical NT8 name: `ES 12-26`.
    pub instrument: String,
    /// The best bid.
    pub bid: Option<Price>,
    /// The best ask.
    pub ask: Option<Price>,
    /// The last trade.
    pub last: Option<Price>,
    /// When it was received.
    pub at: Millis,
    /// Tick and point value, when the source gave them.
    pub spec: Option<InstrumentSpec>,
    /// Whether the market is open, when the source said so.
    pub market_open: Option<bool>,
}

/// A position as last read; flat is a known zero, not an absent row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionView {
    /// Account name.
    pub account: String,
    /// Canonical NT8 name.
    pub instrument: String,
    /// Contracts, negative for short.
    pub net: i64,
    /// Average entry price, when known and not flat.
    pub average: Option<Price>,
}

/// An order of ours that may still fill: working, in flight, or of unknown outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingOrder {
    /// The id at the venue; `None` while it is not known (in flight, or of unknown outcome).
    pub order_id: Option<String>,
    /// Account name.
    pub account: String,
    /// Canonical NT8 name.
    pub instrument: String,
    /// Side.
    pub action: Action,
    /// Kind with its prices.
    pub kind: OrderKind,
    /// Contracts not yet filled.
    pub remaining: u32,
    /// Contracts that have filled: they stand in the position already.
    pub filled: u32,
    /// OCO group: of its orders at most one fills.
    pub oco_id: Option<String>,
}

/// An order sent lately, by this page or another tab: what the duplicate rule compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentOrder {
    /// The id at the venue; `None` while it is not known.
    pub order_id: Option<String>,
    /// [`crate::Order::fingerprint`] of the order.
    pub fingerprint: String,
    /// When it was submitted.
    pub at: Millis,
}

/// Everything the rules look at besides the draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The time of the check.
    pub now: Millis,
    /// The calendar day; `None` switches the expiry rules off (a simulated market has no calendar).
    pub today: Option<Day>,
    /// Where the order would go.
    pub environment: Environment,
    /// Whether the trader has unlocked a live account.
    pub armed: bool,
    /// The accounts that may be traded; `None` allows all.
    pub allowed_accounts: Option<Vec<AccountName>>,
    /// Quotes by instrument, the newest of each.
    pub quotes: Vec<Quote>,
    /// The trader's limits.
    pub limits: Limits,
    /// Positions as last read; `None` when they were never read.
    pub positions: Option<Vec<PositionView>>,
    /// Orders that may still fill.
    pub working: Vec<WorkingOrder>,
    /// Contracts of the checked order itself that have filled and stand in the position already: above zero only while a
    /// part-filled order is changed. [`Context::changing`] sets it.
    pub filled: u32,
    /// Orders sent lately.
    pub recent: Vec<RecentOrder>,
    /// When orders were sent by this program in the last minute, whatever their account or instrument, in any order and older
    /// ones among them if that is easier; `None` where nobody counts, which switches the rule of orders a minute off.
    pub sent_at: Option<Vec<Millis>>,
    /// OCO ids whose group has ended; NT8 refuses them for good.
    pub used_oco: Vec<Label>,
    /// The trader has said that the same order again is meant.
    pub repeat_confirmed: bool,
}

impl Context {
    /// This context as if a working order had never been there: for the order that takes its place after a cancel. The
    /// position, crossing and duplicate rules then judge the new order alone. An id that no row has changes nothing.
    ///
    /// ```
    /// use order_model::{Action, Code, Context, Draft, OrderKind, Price, WorkingOrder, check};
    ///
    /// let own = WorkingOrder {
    ///     order_id: Some("a1".into()),
    ///     account: "Sim101".into(),
    ///     instrument: "ES 12-26".into(),
    ///     action: Action::Buy,
    ///     kind: OrderKind::Limit { limit: Price::parse("6005")? },
    ///     remaining: 5,
    ///     filled: 0,
    ///     oco_id: None,
    /// };
    /// let mut context = Context { working: vec![own], positions: Some(Vec::new()), ..Context::default() };
    /// context.limits.max_quantity = Some(5);
    /// context.limits.max_position = Some(5);
    /// let mut draft = Draft { account: "Sim101".into(), instrument: "ES 12-26".into(), action: "Buy".into(), ..Draft::default() };
    /// (draft.quantity, draft.order_type) = ("5".into(), "Limit".into());
    /// (draft.limit_price, draft.time_in_force) = ("6006".into(), "Day".into());
    /// assert!(check(&draft, &context).has(Code::PositionOverLimit));
    /// assert!(check(&draft, &context.without("a1")).order.is_some());
    /// # Ok::<(), order_model::PriceTextError>(())
    /// ```
    #[must_use]
    pub fn without(mut self, order_id: &str) -> Context {
        let other = |id: &Option<String>| id.as_deref() != Some(order_id);
        self.working.retain(|order| other(&order.order_id));
        self.recent.retain(|order| other(&order.order_id));
        self
    }

    /// This context for the change of a working order in its place, in which it keeps what has filled: the quantity of the
    /// draft is the whole quantity, as NT8 reads it, and only the rest of it still adds to the position.
    ///
    /// ```
    /// use order_model::{Action, Context, OrderKind, WorkingOrder};
    ///
    /// let own = WorkingOrder {
    ///     order_id: Some("a1".into()),
    ///     account: "Sim101".into(),
    ///     instrument: "ES 12-26".into(),
    ///     action: Action::Buy,
    ///     kind: OrderKind::Market,
    ///     remaining: 2,
    ///     filled: 3,
    ///     oco_id: None,
    /// };
    /// let context = Context { working: vec![own], ..Context::default() }.changing("a1");
    /// assert_eq!((context.filled, context.working.len()), (3, 0));
    /// ```
    #[must_use]
    pub fn changing(mut self, order_id: &str) -> Context {
        let own = self.working.iter().find(|order| order.order_id.as_deref() == Some(order_id));
        self.filled = own.map_or(0, |order| order.filled);
        self.without(order_id)
    }

    /// Contracts of an order of this quantity that may still fill.
    pub(crate) fn open_of(&self, quantity: Quantity) -> i64 {
        i64::from(quantity.get().saturating_sub(self.filled))
    }

    /// The newest quote of an instrument.
    #[must_use]
    pub fn quote(&self, instrument: &str) -> Option<&Quote> {
        self.quotes.iter().find(|q| same_name(&q.instrument, instrument))
    }

    /// True when a quote is neither crossed nor stale.
    pub(crate) fn trusts(&self, quote: &Quote) -> bool {
        !quote.is_crossed() && self.now.saturating_sub(quote.at) <= self.limits.quote_stale_ms
    }

    /// The position of an account in an instrument: `None` unknown, zero when positions were read and none is listed.
    #[must_use]
    pub fn position(&self, account: &AccountName, instrument: &str) -> Option<PositionView> {
        let rows = self.positions.as_ref()?;
        let row = rows.iter().find(|p| account.is(&p.account) && same_name(&p.instrument, instrument));
        Some(row.cloned().unwrap_or_else(|| PositionView {
            account: account.to_string(),
            instrument: instrument.to_owned(),
            net: 0,
            average: None,
        }))
    }

    /// The orders of an account in an instrument that may still fill.
    pub fn working_in<'a>(&'a self, account: &'a AccountName, instrument: &'a str) -> impl Iterator<Item = &'a WorkingOrder> {
        self.working.iter().filter(move |w| account.is(&w.account) && same_name(&w.instrument, instrument))
    }
}

impl Quote {
    /// The price an order of this side would meet: the ask for Buy, the bid for Sell, else the last trade.
    #[must_use]
    pub fn facing(&self, action: Action) -> Option<Price> {
        match action {
            Action::Buy => self.ask,
            Action::Sell => self.bid,
        }
        .or(self.last)
    }

    /// True when the bid is above the ask: the quote is not to be believed.
    #[must_use]
    pub fn is_crossed(&self) -> bool {
        matches!((self.bid, self.ask), (Some(bid), Some(ask)) if bid > ask)
    }

    /// Tick and point value: the source's own, else the built-in table's.
    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        self.spec.map(|s| s.currency)
    }
}
