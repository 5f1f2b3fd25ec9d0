//! What a ticket is given by whoever shows it: nothing by its own page, a good deal by a host that embeds it. Knows no
//! JavaScript.

use crate::state::App;
use crate::state::settings::{Theme, Values, Way};
use order_model::{Field, Order};
use order_session::AttemptId;
use std::cell::{Cell, RefCell};
use web_sys::HtmlElement;

/// What stands fixed about a ticket before it opens.
pub(crate) struct Given {
    /// The element it is mounted into.
    pub(crate) home: HtmlElement,
    /// A guest in another's page: the address, the title and the theme of the document are not its own.
    pub(crate) guest: bool,
    /// Where its orders go, whatever the trader has set, and the server's origin; an empty one is the page's own.
    pub(crate) venue: RefCell<(Option<Way>, String)>,
    /// Its colours, whatever the trader has set.
    pub(crate) theme: Cell<Option<Theme>>,
    /// Limits that hold beside the trader's own; of two the stricter.
    pub(crate) limits: Cell<Option<Values>>,
    /// What it is filled with.
    pub(crate) fields: Vec<(Field, String)>,
}

impl Given {
    /// Whether the host has set where orders go.
    pub(crate) fn fixes_way(&self) -> bool {
        let (way, base) = &*self.venue.borrow();
        way.is_some() || !base.is_empty()
    }

    /// What a page gives to its own ticket.
    pub(crate) fn page(home: HtmlElement) -> Given {
        Given { home, guest: false, venue: RefCell::default(), theme: Cell::new(None), limits: Cell::new(None), fields: Vec::new() }
    }
}

/// Who filled in what the trader did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filler {
    /// The page's address.
    Link,
    /// The page around the ticket.
    Host,
    /// Another application of the trader's desktop.
    Application,
}

impl Filler {
    /// As the note about it says.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Filler::Link => "the link",
            Filler::Host => "the page around this ticket",
            Filler::Application => "another application",
        }
    }
}

/// Whoever shows this ticket in a page of its own.
pub(crate) trait Host {
    /// Asked before an order leaves; `Err` says why it does not.
    fn may_send(&self, id: &AttemptId, order: &Order) -> Result<(), String>;

    /// Told that there may be news of the ticket's own orders.
    fn look(&self, app: App);
}
