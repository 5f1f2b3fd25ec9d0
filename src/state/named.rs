//! What the ticket names, account and contract: read once for all who show something of it. A price that is being typed
//! concerns none of them.

use crate::state::clock::today;
use crate::state::derived::Derived;
use crate::state::{App, State};
use leptos::prelude::untrack;
use order_model::{Draft, Instrument};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// Account and contract of a ticket.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    /// As typed.
    account: String,
    /// The canonical name; empty while the text cannot be read.
    instrument: String,
}

/// What a ticket names, and who follows it.
#[derive(Default)]
pub(super) struct Names {
    followed: OnceCell<Derived<Rc<Named>>>,
    /// The last reading and the version of the draft that was read.
    read: RefCell<Option<(u32, Rc<Named>)>>,
}

impl App {
    /// The account on the ticket, as typed; follows it.
    #[inline(never)]
    pub(crate) fn account(self) -> String {
        self.named().account.clone()
    }

    /// The canonical name of the instrument on the ticket; empty while it cannot be read. Follows it.
    #[inline(never)]
    pub(crate) fn instrument(self) -> String {
        self.named().instrument.clone()
    }

    #[inline(never)]
    pub(crate) fn instrument_untracked(self) -> String {
        self.state().read_names().instrument.clone()
    }

    /// Follows what is named, and tells it as it is now: who asks in the middle of a change hears no old name.
    fn named(self) -> Rc<Named> {
        let state = self.state();
        let read = move || {
            let state = self.state();
            state.draft.version();
            state.read_names()
        };
        state.names.followed.get_or_init(|| Derived::new(read)).get();
        state.read_names()
    }

    /// Begins to follow the names. Where the ticket is made: it belongs to nothing that is opened and closed on it.
    pub(super) fn follow_names(self) {
        let _ = untrack(|| self.named());
    }
}

impl State {
    #[inline(never)]
    fn read_names(&self) -> Rc<Named> {
        let version = untrack(|| self.draft.version());
        if let Some((_, named)) = self.names.read.borrow().as_ref().filter(|(of, _)| *of == version) {
            return Rc::clone(named);
        }
        let named = Rc::new(self.draft.with_untracked(|draft: &Draft| {
            let instrument = Instrument::parse(&draft.instrument, Some(today()));
            Named { account: draft.account.clone(), instrument: instrument.map(|i| i.name().to_owned()).unwrap_or_default() }
        }));
        *self.names.read.borrow_mut() = Some((version, Rc::clone(&named)));
        named
    }
}
