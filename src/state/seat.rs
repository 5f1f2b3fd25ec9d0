//! Seats: tickets of one page that trade on the same venue share one session and its line.
//!
//! A ticket says what it shows and hears of every change. The last one to leave ends the session.

use crate::state::App;
use crate::state::shell::{Shell, Venue};
use order_session::Event;
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
