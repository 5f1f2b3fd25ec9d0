//! What the trader has set, once a page: every ticket of a page goes by the same and shows a change at once. What is
//! typed, asked and unlocked stays with each ticket.

use crate::state::app::Chips;
use crate::state::keys::Keys;
use crate::state::live::Live;
use crate::state::presets::Presets;
use crate::state::settings::Settings;
use crate::state::{kill, streamer};
use std::cell::RefCell;
use std::rc::{Rc, Weak};

thread_local! {
    static PAGE: RefCell<Weak<Page>> = const { RefCell::new(Weak::new()) };
}

/// The trader's own.
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
}

impl Page {
    /// The page's; read from the storage when no ticket has it, because nobody followed what other tabs did until now.
    pub(crate) fn shared() -> Rc<Page> {
        let shared = PAGE.with_borrow(Weak::upgrade);
        shared.unwrap_or_else(|| {
            let page = Rc::new(Page {
                settings: Live::new(Settings::load()),
                streamer: Live::new(streamer::was_on()),
                killed: Live::new(kill::is_stored()),
                chips: Live::new(None),
                presets: Live::new(None),
                keys: Live::new(None),
            });
            PAGE.set(Rc::downgrade(&page));
            page
        })
    }
}
