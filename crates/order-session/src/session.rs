//! `Session`: the state, and the one door through which events come.

use crate::act::Act;
use crate::acting::{Acts, Doing, Unread};
use crate::attempt::{Attempt, AttemptId, Phase};
use crate::backoff::Jitter;
use crate::book::AccountBook;
use crate::budget::Budget;
use crate::config::Config;
use crate::desk::{Ask, Desk};
use crate::event::{Effect, Event, LinkId, RequestId};
use crate::log::{Log, LogLine, Tone};
use crate::market::Market;
use crate::sweep::Sweep;
use crosstrade::{AccountRow, ReplyError};
use order_model::{Millis, Quote};

/// One trading session on one venue.
#[derive(Debug)]
pub struct Session {
    pub(crate) config: Config,
    /// Marks this session's RPC ids, so that replies to somebody else's are not taken for ours.
    pub(crate) nonce: String,
    pub(crate) link: LinkState,
    pub(crate) attempts: Vec<Attempt>,
    /// Attempts of other tabs on the same venue: their own to settle, but they count for risk and duplicates.
    pub(crate) elsewhere: Vec<Attempt>,
    /// Oldest first.
    pub(crate) pending: Vec<(RequestId, Pending)>,
    pub(crate) next_request: u64,
    /// The accounts on tickets.
    pub(crate) watched: Vec<String>,
    pub(crate) accounts: Vec<AccountRow>,
    pub(crate) sweeps: Vec<Sweep>,
    pub(crate) market: Market,
    pub(crate) budget: Budget,
    pub(crate) jitter: Jitter,
    /// What takes acts and the desk's questions, once there is something that does.
    pub(crate) acting: Option<Acts>,
    pub(crate) unread: Vec<Unread>,
    /// Oldest first.
    pub(crate) acts: Vec<Act>,
    pub(crate) desk: Desk,
    pub(crate) versions: Versions,
    pub(crate) last_seq: Option<u64>,
    pub(crate) round_trip_ms: Option<Millis>,
    pub(crate) read_error: Option<ReplyError>,
    pub(crate) log: Log,
    pub(crate) out: Vec<Effect>,
}

/// A request that was handed out and whose answer is awaited.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub(crate) purpose: Purpose,
    pub(crate) sent_at: Millis,
    pub(crate) deadline: Millis,
    /// Its deadline has passed; a late answer may still prove what became of an order.
    pub(crate) late: bool,
}

/// What an answer is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Place(AttemptId),
    Act(AttemptId),
    Orders(String),
    Executions(String),
    Positions(String),
    Lookup(AttemptId),
    Desk(Ask),
    Accounts,
    Quotes(Vec<String>),
}

/// Numbers that grow whenever something of a kind has changed: for screens that look only at what is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Versions {
    /// Orders, fills and positions as read.
    pub books: u64,
    /// Acts.
    pub acts: u64,
    /// What the desk shows beside them.
    pub desk: u64,
}

/// Whether requests can travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// No connection; why, if it was said.
    Down {
        /// What was said about it.
        why: String,
        /// Since when.
        since: Millis,
    },
    /// Connected.
    Up {
        /// Which connection.
        link: LinkId,
        /// Since when.
        since: Millis,
    },
}

/// Why an order cannot be submitted now, whatever the order.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubmitBlock {
    /// There is no connection. Orders are never queued.
    #[error("Not connected: orders are never queued. {0}")]
    NotConnected(String),
    /// The account has not been read on this connection yet.
    #[error("Reading the account before orders are enabled.")]
    Reading,
    /// One order is on its way; a second click is not a second order.
    #[error("An order is on its way; waiting for the answer.")]
    InFlight,
    /// An act on the account has not come to its end.
    #[error("Waiting for the end of: {0}.")]
    Acting(String),
    /// An act of an earlier page on the account has not come to its end, and what finds that out has not come yet.
    #[error("Waiting for the part of this program that finds out how an earlier close, cancel or change ended.")]
    Unread,
    /// Attempts of unknown outcome are being looked for.
    #[error("Finding out what became of an earlier order before another can be sent.")]
    Reconciling,
    /// The request budget is spent.
    #[error("The request budget is spent; next request in {0} ms.")]
    Budget(Millis),
}

impl Session {
    /// A session that has seen nothing yet. `seed` drives the jitter and marks the session's requests.
    #[must_use]
    pub fn new(config: Config, seed: u64, now: Millis) -> Session {
        Session { acting: Some(Acts::here()), ..Session::without_acts(config, seed, now) }
    }

    /// The same for a program that has [`Acts`] only later, and brings them then ([`Event::Bring`]). Orders are placed and found
    /// without them; until then nothing is changed, cancelled or closed, and an account on which the journal has an act without
    /// an end takes no order.
    #[must_use]
    pub fn without_acts(config: Config, seed: u64, now: Millis) -> Session {
        Session {
            config,
            nonce: format!("t{seed:x}"),
            link: LinkState::Down { why: String::new(), since: now },
            attempts: Vec::new(),
            elsewhere: Vec::new(),
            pending: Vec::new(),
            next_request: 0,
            watched: Vec::new(),
            accounts: Vec::new(),
            sweeps: Vec::new(),
            market: Market::default(),
            budget: Budget::full(now),
            jitter: Jitter::seeded(seed),
            acting: None,
            unread: Vec::new(),
            acts: Vec::new(),
            desk: Desk::default(),
            versions: Versions::default(),
            last_seq: None,
            round_trip_ms: None,
            read_error: None,
            log: Log::default(),
            out: Vec::new(),
        }
    }

    /// Takes one event. The effects are to be carried out in order, before the next event.
    #[must_use]
    pub fn handle(&mut self, event: Event, now: Millis) -> Vec<Effect> {
        match event {
            Event::Opened { journal } => self.open(journal, now),
            Event::JournalSeen { journal } => self.see_journal(&journal),
            Event::Submit { id, order, clicked_at, via, repeat_confirmed } => {
                self.submit(Attempt { via, repeat_confirmed, ..Attempt::new(id, &order, clicked_at) }, &order, now);
            }
            Event::Journaled { id, error } if self.attempt(&id).is_some() => self.journaled(&id, error, now),
            Event::Journaled { id, error } => self.hand_on(Doing::Journaled(&id, error), now),
            Event::Answered { request, result } => self.answered(request, result, now),
            Event::Frame { link, text } => self.frame(link, &text, now),
            Event::LinkUp { link } => self.link_up(link, now),
            Event::LinkDown { link, why } => self.link_down(link, why, now),
            Event::Watch { accounts, instruments } => {
                self.watch_accounts(accounts, now);
                self.watch_instruments(instruments);
            }
            Event::Act { .. } if self.acting.is_none() => {
                self.log.add(now, Tone::Bad, "Nothing was done: what changes, cancels and closes has not come yet".to_owned());
            }
            Event::Act { id, account, what, clicked_at } => self.hand_on(Doing::Act { id, account, what, clicked_at }, now),
            Event::Decide { id, verdict } => self.decide(&id, verdict, now),
            Event::Ask(ask) => self.hand_on(Doing::Ask(ask), now),
            Event::Bring(acts) => self.bring(acts, now),
            Event::Refresh => self.refresh(now),
            Event::Tick => {}
        }
        self.expire(now);
        self.read_what_is_due(now);
        self.poll_quotes(now);
        std::mem::take(&mut self.out)
    }

    /// What stops any order on this account now; `None` when the ticket is free.
    #[must_use]
    pub fn submit_block(&self, account: &str, now: Millis) -> Option<SubmitBlock> {
        if let LinkState::Down { why, .. } = &self.link {
            return Some(SubmitBlock::NotConnected(why.clone()));
        }
        let here = |a: &&Attempt| a.account.eq_ignore_ascii_case(account);
        if self.attempts.iter().filter(here).any(|a| a.phase.is_in_flight()) {
            return Some(SubmitBlock::InFlight);
        }
        if self.unread.iter().filter_map(|entry| entry.unsettled_on.as_deref()).any(|on| on.eq_ignore_ascii_case(account)) {
            return Some(SubmitBlock::Unread);
        }
        if let Some(act) = self.unsettled_act(account) {
            return Some(SubmitBlock::Acting(act.what.words()));
        }
        if self.attempts.iter().filter(here).any(|a| a.phase.is_being_looked_for()) {
            return Some(SubmitBlock::Reconciling);
        }
        if !self.is_synced(account) {
            return Some(SubmitBlock::Reading);
        }
        let ready = self.budget.ready_at(crate::budget::Use::Place, 1, now);
        (ready > now).then(|| SubmitBlock::Budget(ready.saturating_sub(now)))
    }

    /// The attempts of this session and of the journal, oldest first.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// One attempt.
    #[must_use]
    pub fn attempt(&self, id: &AttemptId) -> Option<&Attempt> {
        self.attempts.iter().find(|a| a.id == *id)
    }

    /// True from the time a place request counts as slow.
    #[must_use]
    pub fn is_taking_long(&self, attempt: &Attempt, now: Millis) -> bool {
        attempt.phase == Phase::Sending && now.saturating_sub(attempt.at) >= self.config.taking_long_ms
    }

    /// What has changed since it was last looked at.
    #[must_use]
    pub const fn versions(&self) -> Versions {
        self.versions
    }

    /// The accounts as last read, those that were never read left out.
    pub fn books(&self) -> impl Iterator<Item = &AccountBook> {
        self.sweeps.iter().filter_map(Sweep::book)
    }

    /// The connection.
    #[must_use]
    pub fn link(&self) -> &LinkState {
        &self.link
    }

    /// The accounts the venue lists; empty before they were read.
    #[must_use]
    pub fn accounts(&self) -> &[AccountRow] {
        &self.accounts
    }

    /// An account as last read.
    #[must_use]
    pub fn book(&self, account: &str) -> Option<&AccountBook> {
        self.sweeps.iter().find(|s| s.is_for(account)).and_then(Sweep::book)
    }

    /// The newest quotes.
    #[must_use]
    pub fn quotes(&self) -> &[Quote] {
        self.market.quotes()
    }

    /// Why the last read of an account failed; `None` after one that succeeded.
    #[must_use]
    pub fn read_error(&self) -> Option<&ReplyError> {
        self.read_error.as_ref()
    }

    /// True once the account was read on the current connection and no read has failed since.
    #[must_use]
    pub fn is_synced(&self, account: &str) -> bool {
        self.sweeps.iter().any(|s| s.is_for(account) && s.is_synced())
    }

    /// The request budget.
    #[must_use]
    pub fn budget(&self) -> &Budget {
        &self.budget
    }

    /// Goes on with a budget that is spent in part already: that of an earlier session of the same user.
    pub fn set_budget(&mut self, budget: Budget) {
        self.budget = budget;
    }

    /// How long the last answered read took.
    #[must_use]
    pub fn round_trip_ms(&self) -> Option<Millis> {
        self.round_trip_ms
    }

    /// The log, oldest first.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &LogLine> {
        self.log.lines()
    }

    /// How the session was set up.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    pub(crate) fn attempt_mut(&mut self, id: &AttemptId) -> Option<&mut Attempt> {
        self.attempts.iter_mut().find(|a| a.id == *id)
    }

    /// Moves an attempt to a phase, writes it down and says so.
    pub(crate) fn settle(&mut self, id: &AttemptId, phase: Phase, now: Millis) {
        let venue = self.config.venue.clone();
        let Some(attempt) = self.attempt_mut(id) else { return };
        if attempt.phase == phase {
            return;
        }
        // Evidence alone changes with every read; only a change of phase is news.
        let news = attempt.phase.word() != phase.word();
        attempt.phase = phase;
        if !news {
            return;
        }
        attempt.changed_at = now;
        let text = crate::journal::write(attempt, &venue);
        let (line, tone) = (describe(attempt), tone(&attempt.phase));
        self.out.push(Effect::Journal { id: id.clone(), text, report: false });
        self.out.push(Effect::Milestone { id: id.clone() });
        self.log.add(now, tone, line);
    }
}

fn describe(attempt: &Attempt) -> String {
    let order = attempt.order_id.as_deref().map(|id| format!(" (order {id})")).unwrap_or_default();
    match &attempt.phase {
        Phase::NotSent(why) | Phase::Refused(why) | Phase::Unknown { why, .. } => {
            format!("{} on {}: {} – {why}", attempt.summary, attempt.account, attempt.phase.word())
        }
        phase => format!("{} on {}: {}{order}", attempt.summary, attempt.account, phase.word()),
    }
}

fn tone(phase: &Phase) -> Tone {
    match phase {
        Phase::Filled | Phase::Working | Phase::PartFilled => Tone::Good,
        Phase::Unknown { .. } | Phase::DeclaredNotPlaced => Tone::Warn,
        Phase::NotSent(_) | Phase::Refused(_) | Phase::Rejected | Phase::LateRejected => Tone::Bad,
        Phase::Journaling | Phase::Sending | Phase::Acknowledged | Phase::Cancelled => Tone::Quiet,
    }
}
