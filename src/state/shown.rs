//! What the session shows, as plain data: taken from it at most once a frame and compared before a signal is set.

use order_model::{Environment, Millis, Quote};
use order_session::{Attempt, AttemptId, LinkState, Phase, Session, SubmitBlock};

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

/// What is said of a ticket's orders: the last of them.
pub(crate) struct News {
    pub(crate) attempt: Attempt,
    /// Its answer takes long.
    pub(crate) slow: bool,
    /// The order in words, as it stands.
    pub(crate) words: String,
}

impl News {
    /// Of a pair, what filled is the news, and not that the other one went with it.
    pub(crate) fn of(session: &Session, own: &[AttemptId], now: Millis) -> Option<News> {
        let mut mine = session.attempts().iter().rev().filter(|attempt| own.contains(&attempt.id));
        let last = mine.next()?;
        let went = last.oco_id.is_some() && last.phase == Phase::Cancelled && last.filled() == 0;
        let other = |a: &&Attempt| went && a.oco_id == last.oco_id && a.account == last.account && a.filled() > 0;
        let attempt = mine.find(other).unwrap_or(last);
        let quote = session.quotes().iter().find(|quote| quote.instrument == attempt.instrument);
        let words = attempt.words(quote.and_then(|quote| quote.spec));
        Some(News { attempt: attempt.clone(), slow: session.is_taking_long(attempt, now), words })
    }
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
    pub(crate) slow: Vec<AttemptId>,
    pub(crate) block: Option<SubmitBlock>,
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
            slow: Vec::new(),
            // A ticket without a session sends nothing.
            block: Some(SubmitBlock::Reading),
        }
    }

    /// Whether the venue lists this account, as far as it has told any.
    #[inline(never)]
    pub(crate) fn lists(&self, account: &str) -> bool {
        self.accounts.is_empty() || self.accounts.iter().any(|name| name.eq_ignore_ascii_case(account))
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
            slow: session.attempts().iter().filter(|a| session.is_taking_long(a, now)).map(|a| a.id.clone()).collect(),
            block: session.submit_block(account, now),
        }
    }
}
