//! What the session shows, as plain data: taken from it at most once a frame and compared before a signal is set.

use order_model::{Environment, Millis, Quote};
use order_session::{Attempt, LinkState, Phase, Session, SubmitBlock};

/// The state of the line, in the words of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Not connected yet, or trying again; when the next try is, if one is planned.
    Down { why: String, since: Millis, next_try: Option<Millis> },
    /// Connected; the account has not been read yet, or a read has failed.
    Reading { error: Option<String> },
    /// Connected and read.
    Up,
}

/// Everything the page shows of a session besides its log.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shown {
    pub(crate) environment: Environment,
    pub(crate) line: Line,
    pub(crate) round_trip_ms: Option<Millis>,
    pub(crate) budget: u64,
    pub(crate) accounts: Vec<String>,
    pub(crate) quote: Option<Quote>,
    pub(crate) attempts: Vec<Attempt>,
    /// What is said of each.
    pub(crate) said: Vec<Said>,
    pub(crate) slow: Vec<order_session::AttemptId>,
    pub(crate) block: Option<SubmitBlock>,
}

/// What is said of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// The order in words, as it stands.
    pub(crate) words: String,
    /// The place of the other order of its pair, where that one filled and this one went with it.
    pub(crate) instead: Option<usize>,
}

impl Said {
    fn of(attempt: &Attempt, session: &Session) -> Said {
        let other = |a: &Attempt| a.oco_id == attempt.oco_id && a.account == attempt.account && a.filled() > 0;
        let went = attempt.oco_id.is_some() && attempt.phase == Phase::Cancelled && attempt.filled() == 0;
        Said {
            words: attempt.words(session.quotes().iter().find(|quote| quote.instrument == attempt.instrument).and_then(|quote| quote.spec)),
            instead: if went { session.attempts().iter().rposition(other) } else { None },
        }
    }
}

impl Line {
    pub(crate) const fn is_up(&self) -> bool {
        matches!(self, Line::Up)
    }

    pub(crate) const fn is_down(&self) -> bool {
        matches!(self, Line::Down { .. })
    }
}

impl Shown {
    /// Before there is a session.
    pub(crate) fn nothing(environment: Environment) -> Shown {
        Shown {
            environment,
            line: Line::Reading { error: None },
            round_trip_ms: None,
            budget: 0,
            accounts: Vec::new(),
            quote: None,
            attempts: Vec::new(),
            said: Vec::new(),
            slow: Vec::new(),
            // A ticket without a session sends nothing.
            block: Some(SubmitBlock::Reading),
        }
    }

    /// Reads the session for the account and instrument on the ticket.
    pub(crate) fn of(
        session: &Session,
        environment: Environment,
        account: &str,
        instrument: &str,
        next_try: Option<Millis>,
        now: Millis,
    ) -> Shown {
        let line = match session.link() {
            LinkState::Down { why, since } => Line::Down { why: why.clone(), since: *since, next_try },
            LinkState::Up { .. } if session.is_synced(account) => Line::Up,
            LinkState::Up { .. } => Line::Reading { error: session.read_error().map(ToString::to_string) },
        };
        Shown {
            environment,
            line,
            round_trip_ms: session.round_trip_ms(),
            budget: session.budget().left(now),
            accounts: session.accounts().iter().map(|row| row.name.clone()).collect(),
            quote: session.quotes().iter().find(|q| q.instrument.eq_ignore_ascii_case(instrument)).cloned(),
            attempts: session.attempts().to_vec(),
            said: session.attempts().iter().map(|attempt| Said::of(attempt, session)).collect(),
            slow: session.attempts().iter().filter(|a| session.is_taking_long(a, now)).map(|a| a.id.clone()).collect(),
            block: session.submit_block(account, now),
        }
    }
}
