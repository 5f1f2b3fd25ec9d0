//! What there is once a page: what the trader has set, so that every ticket goes by the same and shows a change at once, and
//! the sessions. What is typed, asked and unlocked stays with each ticket.

use crate::later::Desk;
use crate::state::app::Chips;
use crate::state::keys::Keys;
use crate::state::live::Live;
use crate::state::presets::Presets;
use crate::state::settings::Settings;
use crate::state::shell::{Opener, Shell};
use crate::state::{kill, streamer};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

thread_local! {
    static PAGE: RefCell<Weak<Page>> = const { RefCell::new(Weak::new()) };
}

/// What its tickets share.
pub(crate) struct Page {
    pub(crate) settings: Live<Settings>,
    /// Names of accounts and money are not shown.
    pub(crate) streamer: Live<bool>,
    /// The kill switch is on: nothing that adds an order is sent.
    pub(crate) killed: Live<bool>,
    /// The numbers beside Quantity, once the second part knows the trader's own.
    pub(crate) chips: Live<Option<Chips>>,
    /// The trader's presets and keys, once the second part has read them.
    pub(crate) presets: Live<Option<Rc<Presets>>>,
    pub(crate) keys: Live<Option<Rc<Keys>>>,
    /// The shells at which tickets sit, the oldest first.
    pub(super) shells: RefCell<Vec<Rc<dyn Shell>>>,
    /// Opens a session, once the part of the program that runs them has come.
    pub(super) opener: Cell<Option<Opener>>,
    /// The second part, once it has come.
    pub(crate) second: Cell<Option<Desk>>,
}

impl Page {
    /// The page's; read from the storage when no ticket has it, because nobody followed what other tabs did until now.
    pub(crate) fn shared() -> Rc<Page> {
        present().unwrap_or_else(|| {
            let page = Rc::new(Page {
                settings: Live::new(Settings::load()),
                streamer: Live::new(streamer::was_on()),
                killed: Live::new(kill::is_stored()),
                chips: Live::new(None),
                presets: Live::new(None),
                keys: Live::new(None),
                shells: RefCell::default(),
                opener: Cell::new(None),
                second: Cell::new(None),
            });
            PAGE.set(Rc::downgrade(&page));
            page
        })
    }
}

/// The page's, while a ticket has it.
#[inline(never)]
pub(super) fn present() -> Option<Rc<Page>> {
    PAGE.with_borrow(Weak::upgrade)
}
