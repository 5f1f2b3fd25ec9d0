//! `Act`: one thing the trader does to what is there – change, cancel, close, flatten, bracket – and what became of it.
//!
//! Orders that come into being by a replace, a flat-place or a reversal are attempts like any other ([`crate::Via`]).

use crate::attempt::AttemptId;
use crosstrade::{BracketBody, ChangeBody, ClosePart, Request};
use order_model::Millis;

/// One act on the way to the exchange and back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its name: fresh and unguessable, like an attempt's.
    pub id: AttemptId,
    /// NT8 account name. Every act names its account.
    pub account: String,
    /// What is done.
    pub what: What,
    /// When it was clicked.
    pub at: Millis,
    /// The exact text handed to the carrier.
    pub bytes: String,
    /// Where it stands.
    pub phase: ActPhase,
    /// What a full read after it has shown; `None` until one has.
    pub report: Option<Report>,
    /// When the phase last changed.
    pub changed_at: Millis,
    /// Orders within its reach that were open when it was clicked.
    pub touched: Vec<String>,
    /// Contracts of the position it is about, when it was clicked; negative for short.
    pub net_before: i64,
}

/// What an act does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Change an order that has not ended.
    Change {
        /// The order's id.
        order_id: String,
        /// What becomes different.
        body: ChangeBody,
    },
    /// Cancel one order.
    Cancel {
        /// The order's id.
        order_id: String,
    },
    /// Cancel every order of the account, on one instrument or all of them.
    CancelAll {
        /// Canonical NT8 name; `None` for all.
        instrument: Option<String>,
    },
    /// Close a position or a part of it. A full close also cancels the instrument's working orders.
    Close {
        /// Canonical NT8 name.
        instrument: String,
        /// How much of it.
        part: ClosePart,
    },
    /// Close every position of the account and cancel its working orders, on one instrument or all of them.
    Flatten {
        /// Canonical NT8 name; `None` for all.
        instrument: Option<String>,
    },
    /// Put a stop and a target in place of every order on an instrument.
    Bracket(BracketBody),
}

/// Where an act stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActPhase {
    /// Being written to the journal; nothing has left.
    Journaling,
    /// Handed to the carrier; no answer yet.
    Sending,
    /// Provably never left.
    NotSent(String),
    /// An answer proves that it was not taken.
    Refused {
        /// The API's words.
        why: String,
        /// Because there was nothing left to act on.
        nothing_left: bool,
    },
    /// Not known whether it was taken; reading shows how things stand.
    Unknown(String),
    /// Taken by the API. How it ended is in the report.
    Done,
}

/// How things stand after an act, as a full read has shown it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Things are as the act meant them.
    pub reached: bool,
    /// How they are.
    pub text: String,
}

impl What {
    /// The request that carries it out.
    pub(crate) fn request(&self, account: &str) -> Request {
        let account = account.to_owned();
        match self.clone() {
            What::Change { order_id, body } => Request::ChangeOrder { account, order_id, body },
            What::Cancel { order_id } => Request::CancelOrder { account, order_id },
            What::CancelAll { instrument } => Request::CancelOrders { account, instrument },
            What::Close { instrument, part } => Request::ClosePosition { account, instrument, part },
            What::Flatten { instrument } => Request::Flatten { account, instrument },
            What::Bracket(body) => Request::CancelAndBracket { account, body },
        }
    }

    /// True for what can only take risk away: it goes out even when the journal cannot be written, and before anything else
    /// when requests run short.
    #[must_use]
    pub const fn only_reduces(&self) -> bool {
        match self {
            What::Cancel { .. } | What::CancelAll { .. } | What::Close { .. } | What::Flatten { .. } => true,
            What::Change { .. } | What::Bracket(_) => false,
        }
    }

    /// The order it is about, if it is about one.
    #[must_use]
    pub fn order_id(&self) -> Option<&str> {
        match self {
            What::Change { order_id, .. } | What::Cancel { order_id } => Some(order_id),
            What::CancelAll { .. } | What::Close { .. } | What::Flatten { .. } | What::Bracket(_) => None,
        }
    }

    /// The instrument it is about; `None` for a whole account and for a single order.
    #[must_use]
    pub fn instrument(&self) -> Option<&str> {
        match self {
            What::Change { .. } | What::Cancel { .. } => None,
            What::CancelAll { instrument } | What::Flatten { instrument } => instrument.as_deref(),
            What::Close { instrument, .. } => Some(instrument),
            What::Bracket(body) => Some(&body.instrument),
        }
    }

    /// Whether orders on an instrument are within its reach.
    pub(crate) fn reaches(&self, instrument: &str) -> bool {
        self.order_id().is_none() && self.instrument().is_none_or(|own| own.eq_ignore_ascii_case(instrument))
    }

    /// What it does, in words, without the account.
    #[must_use]
    pub fn words(&self) -> String {
        let all = |instrument: &Option<String>| instrument.clone().unwrap_or_else(|| "all instruments".to_owned());
        match self {
            What::Change { order_id, .. } => ["Change of order ", order_id].concat(),
            What::Cancel { order_id } => ["Cancel of order ", order_id].concat(),
            What::CancelAll { instrument } => ["Cancel of all orders, ", &all(instrument)].concat(),
            What::Close { instrument, part: ClosePart::All } => ["Close of ", instrument].concat(),
            What::Close { instrument, part: ClosePart::Contracts(n) } => format!("Close of {n} {instrument}"),
            What::Close { instrument, part: ClosePart::Percent(_) } => ["Close of a part of ", instrument].concat(),
            What::Flatten { instrument } => ["Flatten, ", &all(instrument)].concat(),
            What::Bracket(body) => ["Bracket of ", &body.instrument].concat(),
        }
    }
}

impl ActPhase {
    /// True while the answer is awaited.
    #[must_use]
    pub const fn is_in_flight(&self) -> bool {
        matches!(self, ActPhase::Journaling | ActPhase::Sending)
    }

    /// A word for people and for the journal.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            ActPhase::Journaling => "journaling",
            ActPhase::Sending => "sending",
            ActPhase::NotSent(_) => "not sent",
            ActPhase::Refused { nothing_left: false, .. } => "refused",
            ActPhase::Refused { nothing_left: true, .. } => "nothing left",
            ActPhase::Unknown(_) => "unknown",
            ActPhase::Done => "done",
        }
    }

    /// Why, where there is a reason.
    #[must_use]
    pub fn why(&self) -> Option<&str> {
        match self {
            ActPhase::NotSent(why) | ActPhase::Refused { why, .. } | ActPhase::Unknown(why) => Some(why),
            ActPhase::Journaling | ActPhase::Sending | ActPhase::Done => None,
        }
    }

    /// True when a read after it has something to say about it.
    const fn wants_a_report(&self) -> bool {
        match self {
            ActPhase::Sending | ActPhase::Unknown(_) | ActPhase::Done | ActPhase::Refused { nothing_left: true, .. } => true,
            ActPhase::Journaling | ActPhase::NotSent(_) | ActPhase::Refused { nothing_left: false, .. } => false,
        }
    }
}

impl Act {
    /// True until its end is told.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.phase == ActPhase::Journaling || (self.phase.wants_a_report() && self.report.is_none())
    }

    /// In words: what, where, how it stands.
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = [&self.what.words(), " on ", &self.account, ": ", self.phase.word()].concat();
        for part in [self.phase.why(), self.report.as_ref().map(|report| report.text.as_str())].into_iter().flatten() {
            line += " – ";
            line += part;
        }
        line
    }
}
