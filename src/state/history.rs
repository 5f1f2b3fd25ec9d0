//! The history of this tab: everything sent and learned in all sessions of the page, line by line, chained, in the browser's
//! storage.
//!
//! It lives in the second part of the page. What happened before that came waits in the shell ([`Told`]) and in the journal,
//! so nothing is lost: what the journal has and the history has not is written down as found on start. Nothing of an order
//! depends on it: a history that cannot be stored says so and stops nothing.

mod owner;
mod page;
mod records;
mod store;

pub(crate) use records::side;

use crate::state::clock::{fresh_id, now};
use crate::state::journal;
use crate::state::shell::{Shell, Told};
use crate::state::{Live, shells};
use order_history::{Appended, Bounds, Entry, History, Kind, Record};
use order_model::Millis;
use order_session::{AccountBook, Act, Attempt, Session, is_act, read_act, read_attempt};
use page::Opened;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use store::Store;

/// Chains beside the first are smaller: all together must leave room for the journal, without which nothing is sent.
const SIDE: Bounds = Bounds { lines: 1_000, bytes: 300_000 };

/// The mark of what the journal or the venue told and this history had not seen happen.
const FOUND: &str = "found on start";

/// Where the kill switch's state is remembered among the attempts; no attempt has such a name.
const KILL: &str = "kill switch";
/// The state it is written with while it is on.
const ON: &str = "on";

thread_local! {
    /// One a page, whichever ticket was there first.
    static BEGUN: Cell<bool> = const { Cell::new(false) };
    static KEEPER: RefCell<Option<Keeper>> = const { RefCell::new(None) };
    static WAITING: RefCell<Vec<News>> = const { RefCell::new(Vec::new()) };
}

/// What a session has told.
pub(crate) type News = (Rc<dyn Shell>, Vec<Told>);

/// What the history panel shows beside the lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Checked {
    pub(crate) good: bool,
    pub(crate) words: String,
    /// Number and hash of the last line, to be noted elsewhere.
    pub(crate) head: String,
}

/// The writer of one chain.
struct Keeper {
    /// `None` when every chain has its writer: then it is kept in memory only.
    store: Option<Store>,
    history: History,
    /// False once the browser did not take a line.
    stored: bool,
    /// The state of every attempt and act as last written down.
    known: BTreeMap<String, String>,
    fills: BTreeSet<String>,
    decided: BTreeSet<String>,
    session: String,
    /// Of the session that lines are written of.
    venue: String,
    transport: &'static str,
    opened: Vec<Opened>,
    armed: bool,
    /// The settings as last written down; `None` before they were.
    settings: Option<String>,
    /// Until the journal has been looked through, what is new was found, not seen.
    starting: bool,
    changed: Rc<Live<u64>>,
}

/// Starts keeping the history, once a page. `then` is called when the chain is known.
pub(crate) fn begin(then: fn()) {
    if BEGUN.replace(true) {
        return;
    }
    owner::own(Rc::new(move |chain| {
        let keeper = Keeper::open(chain);
        KEEPER.set(Some(keeper));
        then();
    }));
}

/// Writes down everything that is new on the page. What is told before the chain is known waits.
pub(crate) fn keep(news: Vec<News>) {
    WAITING.with_borrow_mut(|waiting| waiting.extend(news));
    with(|keeper| keeper.keep(&WAITING.take(), &shells()));
}

/// The page ends. Every ticket says so; one line does.
pub(crate) fn end() {
    with(|keeper| {
        let last = keeper.history.entries().last().and_then(Entry::line);
        if last.is_none_or(|line| line.record().kind != Kind::SessionClosed) {
            keeper.append(Record::new(Kind::SessionClosed), now());
        }
    });
}

/// A line of another part of the page.
pub(crate) fn note(kind: Kind, text: String) {
    with(|keeper| keeper.append(Record { text, ..Record::new(kind) }, now()));
}

/// The kill switch was thrown here, and what that did. Before the chain is known the comparison of [`keep`] writes it.
pub(crate) fn killed(on: bool, text: String) {
    with(|keeper| keeper.kill_switch(on, text));
}

/// Grows with the lines.
pub(crate) fn version() -> Rc<Live<u64>> {
    KEEPER.with_borrow(|keeper| keeper.as_ref().map_or_else(|| Rc::new(Live::new(0)), |keeper| Rc::clone(&keeper.changed)))
}

/// Reads the lines as they are stored now, so that what was altered there shows, and checks them.
pub(crate) fn check() -> Checked {
    let checked = KEEPER.with_borrow_mut(|keeper| {
        let keeper = keeper.as_mut()?;
        if let Some(store) = keeper.store.as_ref().filter(|_| keeper.stored) {
            let (text, head) = store.read();
            keeper.history = History::restore(&text, head, keeper.bounds());
        }
        Some(keeper.checked())
    });
    checked.unwrap_or_default()
}

/// Looks at the lines, oldest first.
pub(crate) fn look<T>(read: impl FnOnce(&[Entry]) -> T) -> T {
    KEEPER.with_borrow(|keeper| read(keeper.as_ref().map_or(&[], |keeper| keeper.history.entries())))
}

/// The whole history as a file's text.
pub(crate) fn export(write: fn(&History) -> String) -> String {
    KEEPER.with_borrow(|keeper| keeper.as_ref().map(|keeper| write(&keeper.history))).unwrap_or_default()
}

/// Deletes the lines; a new chain begins by saying so.
pub(crate) fn delete() {
    with(|keeper| {
        let (lines, head) = (keeper.history.entries().len(), keeper.history.head());
        if let Some(store) = &keeper.store {
            store.clear();
        }
        keeper.stored = true;
        keeper.history = History::new(keeper.bounds());
        let text = format!("the history before was deleted by the trader: {lines} lines, head {head}");
        keeper.append(Record { text, ..Record::new(Kind::Note) }, now());
    });
}

fn with(act: impl FnOnce(&mut Keeper)) {
    KEEPER.with_borrow_mut(|keeper| {
        if let Some(keeper) = keeper {
            act(keeper);
        }
    });
}

impl Keeper {
    fn open(chain: Option<&str>) -> Keeper {
        let store = chain.map(Store::of);
        let bounds = bounds(chain);
        let (text, head) = store.as_ref().map(Store::read).unwrap_or_default();
        // A chain without a line has no head either.
        let history = if text.is_empty() && head.is_none() { History::new(bounds) } else { History::restore(&text, head, bounds) };
        let (mut known, mut fills) = (BTreeMap::new(), BTreeSet::new());
        for other in store::chains().iter().filter(|other| Some(other.as_str()) != chain) {
            remember(History::restore(&Store::of(other).read().0, None, bounds).entries(), &mut known, &mut fills);
        }
        remember(history.entries(), &mut known, &mut fills);
        Keeper {
            store,
            history,
            stored: true,
            known,
            fills,
            decided: BTreeSet::new(),
            session: fresh_id().chars().take(12).collect(),
            venue: String::new(),
            transport: "",
            opened: Vec::new(),
            armed: false,
            settings: store::settings(),
            starting: true,
            changed: Rc::new(Live::new(0)),
        }
    }

    fn bounds(&self) -> Bounds {
        if self.store.as_ref().is_some_and(Store::is_first) { Bounds::default() } else { SIDE }
    }

    fn keep(&mut self, news: &[News], shells: &[Rc<dyn Shell>]) {
        self.forget_closed(|opened| shells.iter().any(|shell| shell.look(|session| opened.is(session))));
        for shell in shells {
            shell.look(|session| self.look_at_line(session));
        }
        self.look_at_page();
        if self.starting {
            self.look_through_journal(news);
            self.starting = false;
        }
        for (shell, told) in news {
            shell.look(|session| self.told(session, told));
        }
        let mut seen = BTreeSet::new();
        for shell in shells {
            shell.look(|session| self.look_at(session, &mut seen));
        }
    }

    fn told(&mut self, session: &Session, told: &[Told]) {
        self.turn_to(session);
        for told in told {
            let Some(attempt) = session.attempt(&told.id) else { continue };
            match &told.phase {
                Some(phase) => {
                    // At that time no more was known of it than its state.
                    let then = Attempt { row: attempt.row.clone().filter(|_| attempt.phase == *phase), ..attempt.clone() };
                    self.attempt(&then, phase, told.at, None);
                }
                None => {
                    self.decided.insert(told.id.0.clone());
                    self.append(records::decision(attempt), told.at);
                }
            }
        }
    }

    /// `seen`: what an older session on the same venue has. That one tells how it stands; two would contradict each other.
    fn look_at(&mut self, session: &Session, seen: &mut BTreeSet<String>) {
        self.turn_to(session);
        for attempt in session.attempts() {
            if seen.insert(attempt.id.0.clone()) {
                self.attempt(attempt, &attempt.phase, now(), None);
            }
        }
        for act in session.acts() {
            if seen.insert(act.id.0.clone()) {
                self.act(act, None);
            }
        }
        for book in session.books() {
            self.fills(book, session.attempts());
        }
    }

    /// What the journal holds, of every venue, and this history does not: the page ended before it could be written down.
    fn look_through_journal(&mut self, news: &[News]) {
        for text in journal::read_others(|_| false) {
            if is_act(&text) {
                if let Ok((act, venue)) = read_act(&text) {
                    self.act(&act, Some(&venue));
                }
            } else if let Ok((attempt, venue)) = read_attempt(&text) {
                // What was clicked in this page has its times in what was told.
                if !news.iter().flat_map(|(_, told)| told).any(|told| told.id == attempt.id) {
                    self.attempt(&attempt, &attempt.phase, now(), Some(&venue));
                }
            }
        }
    }

    /// `found`: the venue of what was found on start.
    fn attempt(&mut self, attempt: &Attempt, phase: &order_session::Phase, at: Millis, found: Option<&str>) {
        let before = self.known.get(&attempt.id.0).map(String::as_str);
        if before == Some(phase.word()) {
            return;
        }
        let decided = self.decided.contains(&attempt.id.0);
        let Some(state) = records::order_state(attempt, phase, before, decided) else { return };
        let never_left = matches!(state.kind, Kind::NotSent);
        let sent = (before.is_none() && !never_left && state.bytes.is_empty()).then(|| records::order_sent(attempt));
        let clicked = attempt.at;
        for record in sent.into_iter().chain([state]) {
            self.append(marked(record, found, clicked), at);
        }
        self.known.insert(attempt.id.0.clone(), phase.word().to_owned());
    }

    fn act(&mut self, act: &Act, found: Option<&str>) {
        let before = self.known.get(&act.id.0).map(String::as_str);
        let word = records::act_word(act);
        if before == Some(word) || act.phase == order_session::ActPhase::Journaling {
            return;
        }
        for record in records::act_lines(act, before) {
            self.append(marked(record, found, act.at), now());
        }
        self.known.insert(act.id.0.clone(), word.to_owned());
    }

    fn fills(&mut self, book: &AccountBook, attempts: &[Attempt]) {
        let mut rows: Vec<_> = book.executions.iter().collect();
        rows.sort_by_key(|row| row.at);
        let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
        for row in rows {
            let sum = sums.entry(row.order_id.as_str()).or_default();
            *sum = sum.saturating_add(row.quantity);
            let filled = *sum;
            if !self.fills.insert(fill_key(&row.id, row.at)) {
                continue;
            }
            let attempt = attempts.iter().find(|a| a.order_id.as_deref() == Some(row.order_id.as_str()));
            let ordered = book.order(&row.order_id).map(|order| order.quantity);
            self.append(records::fill(row, attempt, filled, ordered), now());
        }
    }

    fn append(&mut self, record: Record, at: Millis) {
        let venue = if record.venue.is_empty() { self.venue.clone() } else { record.venue };
        let record = Record { session: self.session.clone(), venue, transport: self.transport.to_owned(), ..record };
        let appended: Appended = self.history.append(record, at);
        if let Some(store) = self.store.as_ref().filter(|_| self.stored) {
            self.stored = store.write(&appended);
        }
        let changed = Rc::clone(&self.changed);
        // Never from inside of what is being drawn.
        crate::task::start(async move { changed.update(|n| *n = n.wrapping_add(1)) });
    }

    fn checked(&self) -> Checked {
        let (verdict, head) = (self.history.verify(), self.history.head());
        let kept = match (&self.store, self.stored) {
            (Some(_), true) => "",
            (Some(_), false) => " The browser takes no more lines: the newest are kept until this page closes. Export them.",
            (None, _) => " Other tabs write the histories that this browser keeps; this one is kept until this page closes.",
        };
        let words =
            if verdict.is_good() { ["Chain verified: ", &verdict.to_string(), "."] } else { ["Chain broken: ", &verdict.to_string(), "."] };
        Checked { good: verdict.is_good() && kept.is_empty(), words: [&words.concat(), kept].concat(), head: head.to_string() }
    }
}

fn bounds(chain: Option<&str>) -> Bounds {
    if chain == Some(store::FIRST) { Bounds::default() } else { SIDE }
}

fn marked(record: Record, found: Option<&str>, clicked: Millis) -> Record {
    let Some(venue) = found else { return record };
    let mark = format!("{FOUND} (clicked at {clicked})");
    let text = if record.text.is_empty() { mark } else { [&record.text, " · ", &mark].concat() };
    Record { text, venue: venue.to_owned(), ..record }
}

/// What the lines say of attempts, acts and fills.
fn remember(entries: &[Entry], known: &mut BTreeMap<String, String>, fills: &mut BTreeSet<String>) {
    for record in entries.iter().filter_map(Entry::line).map(order_history::Line::record) {
        if record.kind == Kind::KillSwitch {
            known.insert(KILL.to_owned(), record.state.clone());
        } else if !record.execution_id.is_empty() {
            fills.insert(fill_key(&record.execution_id, record.venue_at));
        } else if !record.attempt.is_empty() && !record.state.is_empty() {
            known.insert(record.attempt.clone(), record.state.clone());
        }
    }
}

/// An exchange that starts anew may use an id again.
fn fill_key(id: &str, at: Option<Millis>) -> String {
    format!("{id} {}", at.unwrap_or_default())
}
