//! One trading session as a state machine: submit, correlate, time out, read back, reconcile.
//!
//! [`Session::handle`] takes one [`Event`] and the time, and returns the [`Effect`]s to carry out. It has no sockets,
//! timers, clock or randomness; the same code runs in the page and in native tests with fake time.
//!
//! The promise it keeps: **one [`Event::Submit`] is at most one place request, one [`Event::Act`] at most one request**,
//! whatever comes back. Each is handed out once, after its entry is in the journal, and never again. What is not known is shown as
//! [`Phase::Unknown`] and found out by reading.

mod act;
mod act_journal;
mod acting;
mod acts;
mod attempt;
mod backoff;
mod blotter;
mod book;
mod budget;
mod config;
mod context;
mod desk;
mod end_state;
mod event;
mod journal;
mod link;
mod log;
mod market;
mod read_back;
mod reconcile;
mod session;
mod submit;
mod sweep;

pub use act::{Act, ActPhase, Report, What};
pub use act_journal::{is_act, read as read_act};
pub use acting::Acts;
pub use attempt::{Attempt, AttemptId, Evidence, Phase, Via};
pub use blotter::{Filter, Line, Listed, blotter, flat_first, gain, spec_of};
pub use book::AccountBook;
pub use budget::Budget;
pub use config::{Carrier, Config};
pub use context::Standing;
pub use desk::{Ask, Desk, Told};
pub use event::{Effect, Event, LinkId, Payload, RequestId, Verdict};
pub use journal::{JournalError, read as read_attempt};
pub use log::{LogLine, Tone};
pub use session::{LinkState, Session, SubmitBlock, Versions};
