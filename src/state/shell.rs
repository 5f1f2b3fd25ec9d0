//! A session with its line, as tickets see it: where it trades, what is told to it, what it shows.
//!
//! What it is made of ([`crate::state::runner`]) comes with a part of the program of its own, which is asked for as soon as the
//! ticket opens: a form can be filled in, and its rules seen, before the session is there. So nothing here may name its makings, and
//! what asks the session for more than it has at hand is a method of this trait.

use crate::state::app::App;
use crate::state::settings::Way;
use crate::state::shown::{News, Shown};
use crate::state::way::Route;
use crosstrade::Token;
use order_model::{Context, Environment, Millis};
use order_session::{AttemptId, Event, LogLine, Phase, Session, Standing, SubmitBlock};
use std::cell::RefCell;
use std::rc::Rc;

/// Where a session trades, and how it gets in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Venue {
    pub(crate) way: Way,
    /// Origin of the server; empty for the page's own.
    pub(crate) base: String,
    pub(crate) token: Option<Token>,
    pub(crate) own_order_id: bool,
}

/// Something that happened to an attempt.
pub(crate) struct Told {
    pub(crate) at: Millis,
    pub(crate) id: AttemptId,
    /// The state it came to; `None` for the trader's word on it.
    pub(crate) phase: Option<Phase>,
}

/// Opens a session on a venue and its line.
pub(crate) type Opener = fn(Venue) -> Rc<dyn Shell>;

/// A session and its line.
pub(crate) trait Shell {
    /// Where it trades.
    fn venue(&self) -> &Venue;

    /// The tickets that show it.
    fn sitters(&self) -> &RefCell<Vec<App>>;

    /// The session, to look at.
    fn session(&self) -> &RefCell<Session>;

    /// Gives the session an event and carries out what it asks for.
    fn tell(&self, event: Event);

    /// Tells the session what other tabs have in the journal.
    fn tell_journal(&self);

    /// Notes what happened to an attempt, for the history.
    fn note(&self, id: AttemptId, phase: Option<Phase>);

    /// What was noted since it was last taken.
    fn take_told(&self) -> Vec<Told>;

    /// Connects, or connects again at once.
    fn connect(&self);

    /// Ends the session's line: no timers, no socket. Attempts stay in the journal.
    fn close(&self);

    /// What it shows to a ticket with this account and instrument.
    fn shown(&self, environment: Environment, account: &str, instrument: &str) -> Shown;

    /// What is said of these attempts; `None` when there is none of them.
    fn news(&self, own: &[AttemptId]) -> Option<News>;

    /// Its log, the newest lines first; `None` when that begins and ends as it did.
    fn log(&self, lines: &[LogLine]) -> Option<Vec<LogLine>>;

    /// Everything the rules look at, for an order on an account.
    fn context(&self, account: &str, standing: &Standing) -> Context;

    /// What stops any order on an account now.
    fn block(&self, account: &str) -> Option<SubmitBlock>;
}

impl dyn Shell {
    /// Looks at the session.
    pub(crate) fn look<T>(&self, read: impl FnOnce(&Session) -> T) -> T {
        read(&self.session().borrow())
    }
}

impl Venue {
    /// The venue at the end of a route. What does not matter there is left out, so that tickets that differ in nothing else meet.
    pub(super) fn of(Route { way, base, .. }: Route, token: Option<Token>, own_order_id: bool) -> Venue {
        // To the gateway of this very page the browser brings its cookie; one of another origin asks for the token.
        let asks = match way {
            Way::Practice => false,
            Way::Direct => true,
            Way::GatewaySocket | Way::GatewayRest => !base.is_empty(),
        };
        Venue { way, base, token: token.filter(|_| asks), own_order_id }
    }
}
