//! Seats: tickets of one page that trade on the same venue share one session and its line.
//!
//! A ticket says what it shows and hears of every change. The last one to leave ends the session.

use crate::state::page::{Page, present};
use crate::state::shell::{Shell, Venue};
use crate::state::way::Route;
use crate::state::{App, Stage, State};
use order_session::{Event, Session};
use std::rc::Rc;

/// A ticket's place at a shell. Dropping it leaves.
pub(super) struct Seat {
    shell: Shell,
    ticket: App,
}

impl Seat {
    /// A seat at the shell of a venue; true when the shell was opened for it.
    fn take(page: &Page, venue: Venue, ticket: App) -> (Seat, bool) {
        let open = page.shells.borrow().iter().find(|shell| shell.0.venue == venue).cloned();
        let opened = open.is_none();
        let shell = open.unwrap_or_else(|| Shell::open(venue));
        if opened {
            page.shells.borrow_mut().push(shell.clone());
        }
        shell.0.sitters.borrow_mut().push(ticket);
        (Seat { shell, ticket }, opened)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.leave();
    }
}

impl Seat {
    #[inline(never)]
    fn leave(&self) {
        let inner = &self.shell.0;
        inner.sitters.borrow_mut().retain(|other| *other != self.ticket);
        if !inner.sitters.borrow().is_empty() {
            return self.shell.watch();
        }
        self.shell.close();
        let Some(page) = present() else { return };
        let mut shells = page.shells.borrow_mut();
        if let Some(at) = shells.iter().position(|other| Rc::ptr_eq(&other.0, inner)) {
            shells.remove(at);
        }
    }
}

impl Shell {
    /// Tells the session what all its tickets show.
    #[inline(never)]
    fn watch(&self) {
        let (mut accounts, mut instruments) = (Vec::new(), Vec::new());
        for ticket in &*self.0.sitters.borrow() {
            if let Some(state) = ticket.mounted() {
                accounts.push(state.account());
                instruments.push(state.meant.borrow().clone());
            }
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
        state.stage.set(Stage::Editing);
        state.group.set(None);
        let (route, own_order_id) = state.settings.with_untracked(|set| (Route::of(set, &state.given), set.own_order_id));
        let venue = Venue::of(route, state.token.borrow().clone(), own_order_id);
        let (seat, opened) = Seat::take(&state.page, venue, self);
        if opened {
            for attempt in seat.shell.0.session.borrow().attempts() {
                state.own.borrow_mut().push(attempt.id.clone());
            }
        }
        *state.seat.borrow_mut() = Some(seat);
        // The lock is what is followed by whoever names the place that orders go to.
        state.armed.set(false);
        self.watch();
        self.publish();
    }

    /// What is on the ticket is meant as it stands: its account is read, its quote is asked for. An instrument that cannot be
    /// read leaves the one before.
    pub(crate) fn watch(self) {
        let (state, instrument) = (self.state(), self.instrument_untracked());
        if !instrument.is_empty() {
            *state.meant.borrow_mut() = instrument;
        }
        if let Some(shell) = state.shell() {
            shell.watch();
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
    /// Where this ticket's orders go since it connected, whatever has been set since then. What the accounts there are is the
    /// trader's word and holds at once.
    #[inline(never)]
    pub(crate) fn route(&self) -> Route {
        let set = self.settings.with_untracked(|settings| Route::of(settings, &self.given));
        match self.shell() {
            Some(shell) => Route { way: shell.0.venue.way, base: shell.0.venue.base.clone(), ..set },
            None => set,
        }
    }

    /// The session's shell; `None` while the ticket has no seat.
    #[inline(never)]
    pub(super) fn shell(&self) -> Option<Shell> {
        self.seat.borrow().as_ref().map(|seat| seat.shell.clone())
    }
}

/// The shells of this page, the oldest first.
pub(crate) fn shells() -> Vec<Shell> {
    present().map(|page| page.shells.borrow().clone()).unwrap_or_default()
}

/// The tickets of this page.
pub(crate) fn tickets() -> Vec<Rc<State>> {
    let mut tickets = Vec::new();
    for shell in shells() {
        tickets.extend(shell.0.sitters.borrow().iter().filter_map(|ticket| ticket.mounted()));
    }
    tickets
}

/// How many sessions are open on this page.
#[must_use]
pub fn sessions() -> usize {
    shells().len()
}
