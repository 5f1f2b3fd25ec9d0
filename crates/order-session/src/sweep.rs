//! A sweep: one full read of an account (orders, fills, positions). It replaces what was known; it is never merged.

use crate::acting::Doing;
use crate::book::AccountBook;
use crate::log::Tone;
use crate::session::{Purpose, Session};
use crosstrade::list_of;
use crosstrade::{AccountRow, Answer, ExecutionRow, Failure, ListReply, OrderRow, PositionRow, ReplyError, Request, read_list};
use order_model::Millis;

/// The longest look-back the API gives, in seconds.
const LOOKBACK_S: u32 = 900;
/// The longest that a server's `Retry-After` is honoured: nobody is left without his positions for an hour.
const LONGEST_WAIT_MS: Millis = 300_000;
/// The look-back while nothing is unknown.
const SHORT_LOOKBACK_S: u32 = 320;

/// The reading of one account: what is due, what is under way, what was last read.
#[derive(Debug)]
pub(crate) struct Sweep {
    account: String,
    /// Times at which a read is wanted, earliest first.
    due: Vec<Millis>,
    running: Option<Running>,
    failures: u32,
    /// The last full read; from before a reconnect it still shows, but `synced` is false.
    book: Option<AccountBook>,
    synced: bool,
}

#[derive(Debug, Default)]
struct Running {
    started_at: Millis,
    orders: Option<ListReply<OrderRow>>,
    executions: Option<ListReply<ExecutionRow>>,
    positions: Option<ListReply<PositionRow>>,
}

impl Sweep {
    fn new(account: String) -> Sweep {
        Sweep { account, due: Vec::new(), running: None, failures: 0, book: None, synced: false }
    }

    pub(crate) fn is_for(&self, account: &str) -> bool {
        self.account.eq_ignore_ascii_case(account)
    }

    /// True once a full read has succeeded on the current connection.
    pub(crate) fn is_synced(&self) -> bool {
        self.synced
    }

    pub(crate) fn book(&self) -> Option<&AccountBook> {
        self.book.as_ref()
    }

    /// A new connection, or the end of one: what was under way is gone.
    pub(crate) fn restart(&mut self, now: Millis) {
        self.running = None;
        self.failures = 0;
        self.synced = false;
        self.want(now);
    }

    fn want(&mut self, at: Millis) {
        if let Err(place) = self.due.binary_search(&at) {
            self.due.insert(place, at);
        }
    }

    fn is_due(&self, now: Millis) -> bool {
        self.running.is_none() && self.due.first().is_some_and(|at| *at <= now)
    }
}

impl Session {
    /// Wants an account read at a time (now or later).
    pub(crate) fn read_account_at(&mut self, account: &str, at: Millis, now: Millis) {
        if account.is_empty() {
            return;
        }
        if !self.sweeps.iter().any(|s| s.is_for(account)) {
            self.sweeps.push(Sweep::new(account.to_owned()));
        }
        if let Some(sweep) = self.sweeps.iter_mut().find(|s| s.is_for(account)) {
            // After failures the back-off decides, not the wish.
            let at = if sweep.failures > 0 { at.max(sweep.due.first().copied().unwrap_or(now)) } else { at };
            sweep.want(at);
        }
    }

    /// These accounts and no others are on tickets now. One that is new there is read at once.
    pub(crate) fn watch_accounts(&mut self, names: Vec<String>, now: Millis) {
        for name in &names {
            if !is_among(name, &self.watched) {
                self.read_account_at(name, now, now);
            }
        }
        self.watched = names;
    }

    pub(crate) fn refresh(&mut self, now: Millis) {
        for sweep in &mut self.sweeps {
            sweep.failures = 0;
            sweep.want(now);
        }
    }

    pub(crate) fn read_what_is_due(&mut self, now: Millis) {
        let due = list_of(self.sweeps.iter().filter(|s| s.is_due(now)).map(|s| s.account.clone()));
        for account in due {
            if !self.may_read(3, now) {
                return;
            }
            let unknown = self.attempts.iter().any(|a| a.account.eq_ignore_ascii_case(&account) && !a.phase.is_final());
            let lookback_s = Some(if unknown { LOOKBACK_S } else { SHORT_LOOKBACK_S });
            if let Some(sweep) = self.sweeps.iter_mut().find(|s| s.account == account) {
                sweep.due.retain(|at| *at > now);
                sweep.running = Some(Running { started_at: now, ..Running::default() });
            }
            let orders = Request::ListOrders { account: account.clone(), active_only: false };
            let executions = Request::ListExecutions { account: account.clone(), lookback_s };
            let positions = Request::ListPositions { account: account.clone() };
            self.request(Purpose::Orders(account.clone()), &orders, now);
            self.request(Purpose::Executions(account.clone()), &executions, now);
            self.request(Purpose::Positions(account), &positions, now);
        }
    }

    pub(crate) fn orders_read(&mut self, account: &str, result: &Result<Answer, Failure>, now: Millis) {
        let Some(running) = self.running(account) else { return };
        let read = read_list(result, "orders", OrderRow::read).map(|rows| running.orders = Some(rows));
        self.part_read(account, read, now);
    }

    pub(crate) fn executions_read(&mut self, account: &str, result: &Result<Answer, Failure>, now: Millis) {
        let Some(running) = self.running(account) else { return };
        let read = read_list(result, "executions", ExecutionRow::read).map(|rows| running.executions = Some(rows));
        self.part_read(account, read, now);
    }

    pub(crate) fn positions_read(&mut self, account: &str, result: &Result<Answer, Failure>, now: Millis) {
        let Some(running) = self.running(account) else { return };
        let read = read_list(result, "positions", PositionRow::read).map(|rows| running.positions = Some(rows));
        self.part_read(account, read, now);
    }

    fn running(&mut self, account: &str) -> Option<&mut Running> {
        self.sweeps.iter_mut().find(|s| s.account == account)?.running.as_mut()
    }

    /// One part of a full read has come and is kept, or cannot be had.
    fn part_read(&mut self, account: &str, read: Result<(), ReplyError>, now: Millis) {
        let Some(index) = self.sweeps.iter().position(|s| s.account == account) else { return };
        match read {
            Ok(()) => {
                if let Some(book) = self.sweeps.get_mut(index).and_then(finished) {
                    self.swept(book, now);
                }
            }
            Err(error) => self.sweep_failed(index, &error, now),
        }
    }

    fn sweep_failed(&mut self, index: usize, error: &ReplyError, now: Millis) {
        let Some(sweep) = self.sweeps.get_mut(index) else { return };
        sweep.running = None;
        // What is on screen may be old now; orders wait for a read that works.
        sweep.synced = false;
        sweep.failures = sweep.failures.saturating_add(1);
        let asked = match error {
            ReplyError::Busy { retry_after_ms, .. } => retry_after_ms.unwrap_or(0),
            _ => 0,
        };
        let backoff = self.jitter.wait(self.config.backoff_ms, sweep.failures);
        // An error that repeats cannot mend is asked again all the same, slowly: accounts and plans change.
        let wait = if error.may_retry() { backoff.max(asked.min(LONGEST_WAIT_MS)) } else { self.config.backoff_ms.1 };
        sweep.due.clear();
        sweep.want(now + wait);
        let line = format!("Reading {} failed: {error}; again in {} ms", sweep.account, wait);
        self.log.add(now, Tone::Warn, line);
        self.read_error = Some(error.clone());
    }

    /// The full read is there.
    fn swept(&mut self, book: AccountBook, now: Millis) {
        let account = book.account.clone();
        self.read_error = None;
        self.versions.books += 1;
        self.read_back(&book, now);
        self.hand_on(Doing::Report(&book), now);
        let live = self.attempts.iter().any(|a| a.account.eq_ignore_ascii_case(&account) && a.phase.may_fill())
            || book.orders.iter().any(|row| !row.state.is_final());
        let watched = is_among(&account, &self.watched);
        let wait = match (live, watched) {
            (true, true) => self.config.live_every_ms,
            (true, false) | (false, true) => self.config.idle_every_ms,
            (false, false) => 2 * self.config.idle_every_ms,
        };
        if let Some(sweep) = self.sweeps.iter_mut().find(|s| s.account == account) {
            sweep.book = Some(book);
            sweep.synced = true;
            sweep.failures = 0;
            if !sweep.due.iter().any(|at| *at <= now + wait) {
                sweep.want(now + wait);
            }
        }
    }

    pub(crate) fn accounts_read(&mut self, result: &Result<Answer, Failure>, now: Millis) {
        match read_list(result, "accounts", AccountRow::read) {
            Ok(list) => self.accounts = list.rows,
            Err(error) => self.log.add(now, Tone::Warn, format!("Reading the accounts failed: {error}")),
        }
    }
}

/// Whether an account or instrument is one of these.
pub(crate) fn is_among(name: &str, names: &[String]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

/// The book, once all three parts are there.
fn finished(sweep: &mut Sweep) -> Option<AccountBook> {
    let running = sweep.running.take_if(|r| r.orders.is_some() && r.executions.is_some() && r.positions.is_some())?;
    let (orders, executions, positions) = (running.orders?, running.executions?, running.positions?);
    Some(AccountBook {
        account: sweep.account.clone(),
        complete: orders.unreadable + executions.unreadable + positions.unreadable == 0,
        orders: orders.rows,
        executions: executions.rows,
        positions: positions.rows,
        read_at: running.started_at,
    })
}
