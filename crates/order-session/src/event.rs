//! What goes into a session and what comes out.

use crate::act::What;
use crate::acting::Acts;
use crate::attempt::{AttemptId, Via};
use crate::desk::Ask;
use crosstrade::{Answer, Failure, HttpRequest};
use order_model::{Millis, Order};

/// One connection; a new one after every reconnect. Events of an old one are ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkId(pub u32);

/// One request handed out by the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId(pub u64);

/// What happens to a session.
#[derive(Clone, Debug)]
pub enum Event {
    /// The page opened: the journal as found, each entry the text of one [`Effect::Journal`].
    Opened {
        /// The entries.
        journal: Vec<String>,
    },
    /// The journal was changed by another tab.
    JournalSeen {
        /// All entries there are now.
        journal: Vec<String>,
    },
    /// The trader meant this order. `id` is fresh and unguessable; `clicked_at` is the time of the click.
    Submit {
        /// The attempt's id.
        id: AttemptId,
        /// The checked order.
        order: Box<Order>,
        /// When it was meant.
        clicked_at: Millis,
        /// How the order comes into being.
        via: Via,
        /// The trader has said that the same order again is meant.
        repeat_confirmed: bool,
    },
    /// The journal entry of an attempt was written, or could not be.
    Journaled {
        /// The attempt.
        id: AttemptId,
        /// Why it could not be written.
        error: Option<String>,
    },
    /// The answer to an HTTP request, or the failure to get one.
    Answered {
        /// The request.
        request: RequestId,
        /// What came.
        result: Result<Answer, Failure>,
    },
    /// A frame came in.
    Frame {
        /// On this connection.
        link: LinkId,
        /// Its text.
        text: String,
    },
    /// A connection opened (for HTTP: reads may begin).
    LinkUp {
        /// The connection.
        link: LinkId,
    },
    /// A connection ended.
    LinkDown {
        /// The connection.
        link: LinkId,
        /// What was said about it.
        why: String,
    },
    /// What the tickets show now, all of it: accounts are read and kept fresh, quotes are kept fresh. What is not named any
    /// more is let go. Empty names are nothing; the order of names, and a name twice or in other letters, mean nothing.
    Watch {
        /// NT8 account names.
        accounts: Vec<String>,
        /// Canonical NT8 names.
        instruments: Vec<String>,
    },
    /// The trader means this act. `id` is fresh and unguessable.
    Act {
        /// The act's id.
        id: AttemptId,
        /// NT8 account name.
        account: String,
        /// What is done.
        what: What,
        /// When it was meant.
        clicked_at: Millis,
    },
    /// The trader says what became of an attempt that reading could not settle.
    Decide {
        /// The attempt.
        id: AttemptId,
        /// The verdict.
        verdict: Verdict,
    },
    /// The desk asks for something it shows beside orders.
    Ask(Ask),
    /// Acts and the desk's questions can be taken from now on.
    Bring(Acts),
    /// The trader asks to read everything now.
    Refresh,
    /// Time passed.
    Tick,
}

/// What a trader says about an attempt of unknown outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This order is the one.
    ThisOrder(String),
    /// It was not placed.
    NotPlaced,
}

/// What the shell around the session carries out, in the order given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write (or overwrite) this entry, then report [`Event::Journaled`] when `report` is set.
    Journal {
        /// The entry's key.
        id: AttemptId,
        /// The entry.
        text: String,
        /// Whether the session waits for the report.
        report: bool,
    },
    /// Remove an entry that nobody needs any more.
    Forget {
        /// The entry's key.
        id: AttemptId,
    },
    /// Send once. Never repeat, whatever happens; report what came as [`Event::Answered`] or [`Event::Frame`].
    Send {
        /// The request.
        request: RequestId,
        /// What to send.
        payload: Payload,
    },
    /// Nobody waits for this request's answer any more; free what it holds. It may have arrived all the same.
    Abandon {
        /// The request.
        request: RequestId,
    },
    /// Send a frame that has no answer to wait for (subscriptions).
    Tell {
        /// The frame's text.
        text: String,
    },
    /// A place request was handed out, or has its outcome: for User Timing marks, sounds and titles.
    Milestone {
        /// The attempt.
        id: AttemptId,
    },
}

/// What a request looks like on its carrier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// By HTTP.
    Http {
        /// The request.
        request: HttpRequest,
        /// The attempt it carries out, for a server that keeps a browser's own re-sends apart from new orders.
        attempt: Option<AttemptId>,
    },
    /// As a frame on the current connection.
    Frame(String),
}
