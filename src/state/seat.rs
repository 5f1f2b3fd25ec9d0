//! Seats: tickets of one page that trade on the same venue share one session and its line.
//!
//! A ticket says what it shows and hears of every change. The last one to leave ends the session.

use crate::later::{self, NotLoaded};
use crate::state::clock::now;
use crate::state::page::{Page, present};
use crate::state::shell::{Opener, Shell, Venue};
use crate::state::shown::{Line, News};
use crate::state::way::Route;
use crate::state::{App, Arrival, Stage, State};
use crate::task;
use crosstrade::list_of;
use futures::FutureExt;
use gloo_timers::future::TimeoutFuture;
use order_model::Millis;
use order_session::{Event, Session, SubmitBlock};
use std::rc::Rc;

/// How long after a part of the program could not be fetched it is asked for again.
const ASK_AGAIN_MS: Millis = 5_000;
const NOT_LOADED: &str = "a part of this page did not load; check the connection";

/// A ticket's place at a shell. Dropping it leaves.
pub(super) struct Seat {
    shell: Rc<dyn Shell>,
    ticket: App,
}

impl Seat {
    /// A seat at the shell of a venue; true when the shell was opened for it.
    fn take(page: &Page, venue: Venue, open: Opener, ticket: App) -> (Seat, bool) {
        let there = page.shells.borrow().iter().find(|shell| *shell.venue() == venue).cloned();
        let opened = there.is_none();
        let shell = there.unwrap_or_else(|| open(venue));
        if opened {
            if let Some(desk) = page.second.get() {
                shell.tell(Event::Bring(desk.acts));
            }
            page.shells.borrow_mut().push(Rc::clone(&shell));
        }
        shell.sitters().borrow_mut().push(ticket);
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
        let sitters = self.shell.sitters();
        sitters.borrow_mut().retain(|other| *other != self.ticket);
        if !sitters.borrow().is_empty() {
            return self.shell.watch();
        }
        self.shell.close();
        let Some(page) = present() else { return };
        let mut shells = page.shells.borrow_mut();
        if let Some(at) = shells.iter().position(|other| Rc::ptr_eq(other, &self.shell)) {
            shells.remove(at);
        }
    }
}

impl dyn Shell {
    /// Tells the session what all its tickets show.
    #[inline(never)]
    fn watch(&self) {
        let (mut accounts, mut instruments) = (Vec::new(), Vec::new());
        for ticket in &*self.sitters().borrow() {
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
        // The lock is what is followed by whoever names the place that orders go to.
        state.armed.set(false);
        let attempt = state.connects.get().wrapping_add(1);
        state.connects.set(attempt);
        if let Some(open) = state.opener.get() {
            return self.sit(open);
        }
        let mut coming = later::opener().boxed_local();
        match coming.as_mut().now_or_never() {
            Some(program) => self.program_came(attempt, program),
            None => task::start(async move {
                let program = coming.await;
                self.program_came(attempt, program);
            }),
        }
    }

    /// What runs sessions has come, or could not be fetched: that is said, and asked for again.
    fn program_came(self, attempt: u32, program: Result<Opener, NotLoaded>) {
        // Taken off the page, or connected anew in the meantime.
        let Some(state) = self.mounted().filter(|state| state.connects.get() == attempt) else { return };
        match program {
            Ok(open) => {
                state.opener.set(Some(open));
                self.sit(open);
                // The desk is not fetched without it.
                if state.desk.get_untracked() == Arrival::Failed {
                    self.fetch_desk();
                }
            }
            Err(NotLoaded) => {
                let now = now();
                state.shown.update(|shown| {
                    shown.line = Line::Down { why: NOT_LOADED.to_owned(), since: now, next_try: Some(now + ASK_AGAIN_MS) };
                    shown.block = Some(SubmitBlock::NotConnected(NOT_LOADED.to_owned()));
                });
                task::start(async move {
                    TimeoutFuture::new(u32::try_from(ASK_AGAIN_MS).unwrap_or_default()).await;
                    if self.mounted().is_some_and(|state| state.connects.get() == attempt) {
                        self.connect();
                    }
                });
            }
        }
    }

    /// Takes a seat by the way that is set.
    fn sit(self, open: Opener) {
        let state = self.state();
        let (route, own_order_id) = state.settings.with_untracked(|set| (Route::of(set, &state.given), set.own_order_id));
        let venue = Venue::of(route, state.token.borrow().clone(), own_order_id);
        let (seat, opened) = Seat::take(&state.page, venue, open, self);
        if opened {
            let ids = seat.shell.look(|session| list_of(session.attempts().iter().map(|attempt| attempt.id.clone())));
            state.own.borrow_mut().extend(ids);
        }
        *state.seat.borrow_mut() = Some(seat);
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
        match self.state().shell() {
            Some(shell) => shell.connect(),
            None => self.connect(),
        }
    }

    /// What is said of this ticket's orders. Another ticket's are not announced here. Follows what is shown.
    #[inline(never)]
    pub(crate) fn news(self) -> Option<News> {
        let state = self.state();
        state.shown.version();
        state.shell()?.news(&state.own.borrow())
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
            Some(shell) => Route { way: shell.venue().way, base: shell.venue().base.clone(), ..set },
            None => set,
        }
    }

    /// The session's shell; `None` while the ticket has no seat.
    #[inline(never)]
    pub(super) fn shell(&self) -> Option<Rc<dyn Shell>> {
        self.seat.borrow().as_ref().map(|seat| Rc::clone(&seat.shell))
    }
}

/// The shells of this page, the oldest first.
pub(crate) fn shells() -> Vec<Rc<dyn Shell>> {
    present().map(|page| page.shells.borrow().clone()).unwrap_or_default()
}

/// The tickets of this page.
pub(crate) fn tickets() -> Vec<Rc<State>> {
    let mut tickets = Vec::new();
    for shell in shells() {
        tickets.extend(shell.sitters().borrow().iter().filter_map(|ticket| ticket.mounted()));
    }
    tickets
}

/// How many sessions are open on this page.
#[must_use]
pub fn sessions() -> usize {
    shells().len()
}
