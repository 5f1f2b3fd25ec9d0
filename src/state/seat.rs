//! Seats: tickets of one page that trade on the same venue share one session and its line.
//!
//! A ticket says what it shows and hears of every change. The last one to leave ends the session.

use crate::state::shell::{Shell, Venue};
use crate::state::way::Route;
use crate::state::{App, Stage, State};
use crosstrade::list_of;
use order_session::{Event, Session};
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    /// The shells at which tickets sit, the oldest first.
    static SHELLS: RefCell<Vec<Shell>> = const { RefCell::new(Vec::new()) };
}

/// A ticket's place at a shell. Dropping it leaves.
pub(crate) struct Seat {
    pub(super) shell: Shell,
    sitter: Rc<Sitter>,
}

/// What a shell knows of a ticket.
pub(super) struct Sitter {
    pub(super) ticket: App,
    /// NT8 account name and canonical instrument name; empty before they are known.
    shows: RefCell<[String; 2]>,
}

impl Seat {
    /// A seat at the shell of a venue; true when the shell was opened for it.
    pub(super) fn take(venue: Venue, ticket: App) -> (Seat, bool) {
        let open = SHELLS.with_borrow(|shells| shells.iter().find(|shell| shell.0.venue == venue).cloned());
        let opened = open.is_none();
        let shell = open.unwrap_or_else(|| Shell::open(venue));
        if opened {
            SHELLS.with_borrow_mut(|shells| shells.push(shell.clone()));
        }
        let sitter = Rc::new(Sitter { ticket, shows: RefCell::default() });
        shell.0.sitters.borrow_mut().push(Rc::clone(&sitter));
        (Seat { shell, sitter }, opened)
    }

    /// The ticket shows this account and this instrument now. One that cannot be read leaves the one before.
    pub(super) fn show(&self, account: String, instrument: String) {
        {
            let [own_account, own_instrument] = &mut *self.sitter.shows.borrow_mut();
            *own_account = account;
            if !instrument.is_empty() {
                *own_instrument = instrument;
            }
        }
        self.shell.watch();
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.shell.0.sitters.borrow_mut().retain(|sitter| !Rc::ptr_eq(sitter, &self.sitter));
        if self.shell.0.sitters.borrow().is_empty() {
            SHELLS.with_borrow_mut(|shells| shells.retain(|shell| !Rc::ptr_eq(&shell.0, &self.shell.0)));
            self.shell.close();
        } else {
            self.shell.watch();
        }
    }
}

impl Shell {
    /// Tells the session what all its tickets show.
    fn watch(&self) {
        let (mut accounts, mut instruments) = (Vec::new(), Vec::new());
        for sitter in &*self.0.sitters.borrow() {
            let [account, instrument] = sitter.shows.borrow().clone();
            accounts.push(account);
            instruments.push(instrument);
        }
        self.tell(Event::Watch { accounts, instruments });
    }
}

impl App {
    /// Connects by the way that is set: other tickets stay where they are. The ticket is locked afterwards, whatever it was.
    pub(crate) fn connect(self) {
        let state = self.state();
        // Left first: a ticket that sat alone gets a session anew.
        let old = state.seat.borrow_mut().take();
        drop(old);
        state.armed.set(false);
        state.stage.set(Stage::Editing);
        state.group.set(None);
        let (route, own_order_id) = state.settings.with_untracked(|set| (Route::of(set, &state.given), set.own_order_id));
        let venue = Venue::of(&route, state.token.borrow().clone(), own_order_id);
        state.route.set(route);
        let (seat, opened) = Seat::take(venue, self);
        if opened {
            state.own.borrow_mut().extend(seat.shell.look(|s| list_of(s.attempts().iter().map(|a| a.id.clone()))));
        }
        *state.seat.borrow_mut() = Some(seat);
        self.watch();
        self.publish();
    }

    /// What is on the ticket is meant as it stands: its account is read, its quote is asked for.
    pub(crate) fn watch(self) {
        let state = self.state();
        if let Some(seat) = &*state.seat.borrow() {
            seat.show(state.draft.with_untracked(|d| d.account.clone()), self.instrument_untracked());
        }
    }

    /// Gives the session an event.
    #[inline(never)]
    pub(crate) fn tell(self, event: Event) {
        if let Some(shell) = self.state().shell() {
            shell.tell(event);
        }
    }

    /// Connects again at once.
    pub(crate) fn try_now(self) {
        if let Some(shell) = self.state().shell() {
            shell.connect();
        }
    }

    /// Looks at the session; `None` before there is one. What is followed says when to look again.
    pub(crate) fn look<T>(self, read: impl FnOnce(&Session) -> T) -> Option<T> {
        self.state().shell().map(|shell| shell.look(read))
    }
}

impl State {
    /// Where this ticket's orders go. What the accounts there are is the trader's word, and holds at once.
    pub(crate) fn route(&self) -> Route {
        let class = self.settings.with_untracked(|settings| settings.class);
        Route { class, ..self.route.get_untracked() }
    }

    /// The session's shell; `None` while the ticket has no seat.
    pub(super) fn shell(&self) -> Option<Shell> {
        self.seat.borrow().as_ref().map(|seat| seat.shell.clone())
    }
}

/// The shells of this page, the oldest first.
pub(crate) fn shells() -> Vec<Shell> {
    SHELLS.with_borrow(Clone::clone)
}

/// The tickets of this page.
pub(crate) fn tickets() -> Vec<App> {
    let mut tickets = Vec::new();
    for shell in shells() {
        tickets.extend(shell.0.sitters.borrow().iter().map(|sitter| sitter.ticket).filter(|ticket| ticket.is_mounted()));
    }
    tickets
}

/// How many sessions are open on this page.
#[must_use]
pub fn sessions() -> usize {
    SHELLS.with_borrow(Vec::len)
}
