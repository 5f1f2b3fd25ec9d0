//! Acts and the questions of a desk, as something that a session is given.
//!
//! A program that shows a ticket before it shows a desk need not hold them until then: they are reached from a session through
//! [`Acts`] alone. What the journal says of acts waits for them, and bars the accounts on which an act has not come to its end.

use crate::act::What;
use crate::attempt::AttemptId;
use crate::book::AccountBook;
use crate::desk::Ask;
use crate::session::Session;
use crosstrade::{ActOutcome, Answer, Failure, PnlRow};
use order_model::Millis;

/// What a session needs to change, cancel and close, and to answer a desk's questions. Given by [`crate::Event::Bring`]; a session
/// that [`Session::new`] made has it.
#[derive(Clone, Copy, Debug)]
pub struct Acts(fn(&mut Session, Doing<'_>, Millis));

impl Acts {
    /// All of it. Whoever calls this holds it in his program.
    #[must_use]
    pub const fn here() -> Acts {
        Acts(take)
    }
}

/// What is handed on.
pub(crate) enum Doing<'a> {
    /// An entry of the journal.
    Open(&'a str),
    /// The trader means this.
    Act { id: AttemptId, account: String, what: What, clicked_at: Millis },
    /// Its entry is written, or cannot be.
    Journaled(&'a AttemptId, Option<String>),
    /// What came back.
    Answered(&'a AttemptId, &'a Result<Answer, Failure>),
    /// A full read that may tell how acts ended.
    Report(&'a AccountBook),
    /// A question of the desk.
    Ask(Ask),
    /// What came back.
    Read(&'a Ask, &'a Result<Answer, Failure>),
    /// Profits as they are pushed.
    Profits(Vec<PnlRow>),
}

/// An entry of the journal that waits for [`Acts`].
#[derive(Debug)]
pub(crate) struct Unread {
    pub(crate) text: String,
    /// The account, where the end of the act is not told in it.
    pub(crate) unsettled_on: Option<String>,
}

impl Session {
    /// Hands on what belongs to acts. Without them there is none on its way, so nothing that comes is for one.
    pub(crate) fn hand_on(&mut self, doing: Doing<'_>, now: Millis) {
        if let Some(Acts(take)) = self.acting {
            take(self, doing, now);
        }
    }

    /// They are there: what waited for them is read.
    pub(crate) fn bring(&mut self, acts: Acts, now: Millis) {
        self.acting = Some(acts);
        for Unread { text, .. } in std::mem::take(&mut self.unread) {
            self.hand_on(Doing::Open(&text), now);
        }
    }
}

fn take(session: &mut Session, doing: Doing<'_>, now: Millis) {
    match doing {
        Doing::Open(text) => session.open_act(text, now),
        Doing::Act { id, account, what, clicked_at } => session.act(id, account, what, clicked_at, now),
        Doing::Journaled(id, error) => session.act_journaled(id, error, now),
        Doing::Answered(id, result) => session.act_answered(id, ActOutcome::of(result), now),
        Doing::Report(book) => session.report_acts(book, now),
        Doing::Ask(ask) => session.ask(ask, now),
        Doing::Read(ask, result) => session.desk_read(ask, result, now),
        Doing::Profits(rows) => session.pnl(rows, now),
    }
}
