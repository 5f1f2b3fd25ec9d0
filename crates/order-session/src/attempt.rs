//! `Attempt`: one click, and everything known of what became of it.

use crosstrade::{OrderRow, OrderState, PlaceBody, Request};
use order_model::{Action, InstrumentSpec, Millis, Order, OrderKind, Price};

/// The name of an attempt: fresh, unguessable text made outside (32 hex digits in the page).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttemptId(pub String);

/// One click on the way to the exchange and back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Its name.
    pub id: AttemptId,
    /// How the order comes into being.
    pub via: Via,
    /// NT8 account name.
    pub account: String,
    /// Canonical NT8 name.
    pub instrument: String,
    /// Side.
    pub action: Action,
    /// Kind with its prices.
    pub kind: OrderKind,
    /// Contracts.
    pub quantity: u32,
    /// OCO group.
    pub oco_id: Option<String>,
    /// The whole order in words, as the button said it.
    pub summary: String,
    /// What the duplicate rule compares.
    pub fingerprint: String,
    /// Path and query of the request by HTTP; empty on a socket and for what the journal brought back.
    pub target: String,
    /// The exact text handed to the carrier.
    pub bytes: String,
    /// The caller's own order id inside those bytes, when the setting is on.
    pub own_id: Option<String>,
    /// Bid and ask that the trader saw.
    pub quote: (Option<Price>, Option<Price>),
    /// When it was clicked.
    pub at: Millis,
    /// Ids of orders just like this one that were there before the send; they cannot be this one.
    pub known_before: Vec<String>,
    /// Where it stands.
    pub phase: Phase,
    /// The exchange's id, once known.
    pub order_id: Option<String>,
    /// The order as last read.
    pub row: Option<OrderRow>,
    /// When the phase last changed.
    pub changed_at: Millis,
    /// The trader has said that the same order again is meant.
    pub repeat_confirmed: bool,
}

/// How an attempt's order comes into being.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Via {
    /// It is placed.
    #[default]
    Place,
    /// Another is cancelled and this one placed in its stead, with a new id.
    Replace {
        /// The id of the order that makes room.
        order_id: String,
    },
    /// The position is closed first.
    FlatPlace,
    /// The position is turned: closed, then this order placed.
    Reverse,
}

impl Via {
    /// The request for an order's body.
    pub(crate) fn request(&self, account: String, body: PlaceBody) -> Request {
        match self {
            Via::Place => Request::PlaceOrder { account, body },
            Via::Replace { order_id } => Request::ReplaceOrder { account, order_id: order_id.clone(), body },
            Via::FlatPlace => Request::FlatPlace { account, body },
            Via::Reverse => Request::ReversePosition { account, body },
        }
    }

    /// The order that makes room.
    #[must_use]
    pub fn replaced(&self) -> Option<&str> {
        match self {
            Via::Replace { order_id } => Some(order_id),
            Via::Place | Via::FlatPlace | Via::Reverse => None,
        }
    }

    /// A word for the journal.
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Via::Place => "place",
            Via::Replace { .. } => "replace",
            Via::FlatPlace => "flat place",
            Via::Reverse => "reverse",
        }
    }

    pub(crate) fn read(word: &str, replaced: Option<String>) -> Option<Via> {
        match (word, replaced) {
            // Entries of the first version had no such field.
            ("" | "place", _) => Some(Via::Place),
            ("replace", Some(order_id)) => Some(Via::Replace { order_id }),
            ("flat place", _) => Some(Via::FlatPlace),
            ("reverse", _) => Some(Via::Reverse),
            _ => None,
        }
    }
}

/// Where an attempt stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Being written to the journal; nothing has left.
    Journaling,
    /// Handed to the carrier; no answer yet.
    Sending,
    /// Provably never left.
    NotSent(String),
    /// An answer proves that the venue did not take it.
    Refused(String),
    /// Not known whether an order exists.
    Unknown {
        /// What came instead of an outcome.
        why: String,
        /// What reading has shown so far.
        evidence: Evidence,
    },
    /// Taken by the API; NT8 may still reject it.
    Acknowledged,
    /// Read back as an order that may still fill.
    Working,
    /// Some contracts filled.
    PartFilled,
    /// All contracts filled.
    Filled,
    /// Ended by a cancel.
    Cancelled,
    /// Found as rejected when its outcome was looked for.
    Rejected,
    /// Rejected by NT8 after the API had taken it.
    LateRejected,
    /// The trader has said that it was not placed. Reading goes on and speaks up if it shows otherwise.
    DeclaredNotPlaced,
}

/// What reading has shown about an attempt of unknown outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// No full read since the send has succeeded yet.
    NotReadYet,
    /// Read, and nothing like it is there; too early to say more.
    NothingYet,
    /// Nothing like it in orders and fills, long enough after the send to be said. Still no proof.
    NothingFound,
    /// Orders that could be it; more than one, or claimed by more than one attempt.
    Candidates(Vec<OrderRow>),
}

impl Attempt {
    pub(crate) fn new(id: AttemptId, order: &Order, at: Millis) -> Attempt {
        Attempt {
            id,
            via: Via::Place,
            account: order.account().to_string(),
            instrument: order.instrument().name().to_owned(),
            action: order.action(),
            kind: order.kind(),
            quantity: order.quantity().get(),
            oco_id: order.oco_id().map(|id| id.as_str().to_owned()),
            summary: order.to_string(),
            fingerprint: order.fingerprint(),
            target: String::new(),
            bytes: String::new(),
            own_id: None,
            quote: (None, None),
            at,
            known_before: Vec::new(),
            phase: Phase::Journaling,
            order_id: None,
            row: None,
            changed_at: at,
            repeat_confirmed: false,
        }
    }

    /// True when a row shows an order just like this one.
    #[must_use]
    pub fn is_like(&self, row: &OrderRow) -> bool {
        row.account.eq_ignore_ascii_case(&self.account)
            && row.instrument.eq_ignore_ascii_case(&self.instrument)
            && row.side() == Some(self.action)
            && row.quantity == self.quantity
            && row.kind() == Some(self.kind)
            && (self.oco_id.is_none() || row.oco_id == self.oco_id)
    }

    /// Contracts as last read, which a change may have made different from what was sent.
    #[must_use]
    pub fn contracts(&self) -> u32 {
        self.row.as_ref().map_or(self.quantity, |row| row.quantity)
    }

    /// Type and prices, in the same way.
    #[must_use]
    pub fn terms(&self) -> OrderKind {
        let read = self.row.as_ref().and_then(OrderRow::kind);
        read.filter(|kind| kind.order_type() == self.kind.order_type()).unwrap_or(self.kind)
    }

    /// True where the order is not what was sent.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.contracts() != self.quantity || self.terms() != self.kind
    }

    /// The order in words: as sent, what it has been changed to, and the price that it got. `spec` is its contract's, for the
    /// decimals of prices.
    #[must_use]
    pub fn words(&self, spec: Option<InstrumentSpec>) -> String {
        let mut words = self.summary.clone();
        let mut prices = Vec::new();
        if self.is_changed() {
            words += &[", changed to ", &self.contracts().to_string()].concat();
            prices.extend([(" STOP ", self.terms().stop()), (" LIMIT ", self.terms().limit())]);
        }
        prices.push((" at ", self.average()));
        for (word, price) in prices {
            let text = price.map(|price| spec.map_or_else(|| price.to_string(), |spec| price.at_tick(spec.tick_size)));
            words += &text.map(|text| [word, &text].concat()).unwrap_or_default();
        }
        words
    }

    /// The average price of what has filled; `None` where the last row is older than a fill.
    fn average(&self) -> Option<Price> {
        self.row.as_ref().filter(|row| row.filled > 0 && row.filled == self.filled())?.average
    }

    /// Contracts filled, as last read.
    #[must_use]
    pub fn filled(&self) -> u32 {
        match (&self.row, &self.phase) {
            (_, Phase::Filled) => self.contracts(),
            (Some(row), _) => row.filled,
            (None, _) => 0,
        }
    }
}

impl Phase {
    /// True when nothing more can be learned or done.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        match self {
            Phase::NotSent(_) | Phase::Refused(_) | Phase::Filled | Phase::Cancelled | Phase::Rejected | Phase::LateRejected => true,
            Phase::Journaling
            | Phase::Sending
            | Phase::Unknown { .. }
            | Phase::Acknowledged
            | Phase::Working
            | Phase::PartFilled
            | Phase::DeclaredNotPlaced => false,
        }
    }

    /// True while the answer to the place request is awaited.
    #[must_use]
    pub const fn is_in_flight(&self) -> bool {
        matches!(self, Phase::Journaling | Phase::Sending)
    }

    /// True when an order may exist that can still fill.
    #[must_use]
    pub const fn may_fill(&self) -> bool {
        match self {
            Phase::Sending | Phase::Unknown { .. } | Phase::Acknowledged | Phase::Working | Phase::PartFilled => true,
            Phase::Journaling
            | Phase::NotSent(_)
            | Phase::Refused(_)
            | Phase::Filled
            | Phase::Cancelled
            | Phase::Rejected
            | Phase::LateRejected
            | Phase::DeclaredNotPlaced => false,
        }
    }

    /// A word for people and for the journal.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Phase::Journaling => "journaling",
            Phase::Sending => "sending",
            Phase::NotSent(_) => "not sent",
            Phase::Refused(_) => "refused",
            Phase::Unknown { .. } => "unknown",
            Phase::Acknowledged => "acknowledged",
            Phase::Working => "working",
            Phase::PartFilled => "part filled",
            Phase::Filled => "filled",
            Phase::Cancelled => "cancelled",
            Phase::Rejected => "rejected",
            Phase::LateRejected => "late rejected",
            Phase::DeclaredNotPlaced => "declared not placed",
        }
    }

    /// The phase that a row shows. `acknowledged`: the API had taken the order.
    pub(crate) fn of_row(row: &OrderRow, acknowledged: bool) -> Phase {
        match &row.state {
            OrderState::Filled => Phase::Filled,
            OrderState::Cancelled => Phase::Cancelled,
            OrderState::Rejected if acknowledged => Phase::LateRejected,
            OrderState::Rejected => Phase::Rejected,
            OrderState::PartFilled => Phase::PartFilled,
            _ if row.filled > 0 && row.filled < row.quantity => Phase::PartFilled,
            OrderState::Initialized
            | OrderState::Submitted
            | OrderState::Accepted
            | OrderState::TriggerPending
            | OrderState::Working
            | OrderState::ChangePending
            | OrderState::ChangeSubmitted
            | OrderState::CancelPending
            | OrderState::CancelSubmitted
            | OrderState::Suspended
            | OrderState::Unknown
            | OrderState::Other(_) => Phase::Working,
        }
    }
}
