//! Where orders go, as the settings, the host and the page's own address say it.

use crate::state::given::Given;
use crate::state::settings::{AccountClass, Settings, Theme, Way};
use leptos::prelude::{document, window};
use order_model::Environment;
use wasm_bindgen::prelude::*;

/// The way of a ticket's orders.
#[derive(Clone, PartialEq)]
pub(crate) struct Route {
    pub(crate) way: Way,
    /// Origin of the server; empty for the page's own.
    pub(crate) base: String,
    pub(super) class: AccountClass,
}

impl Route {
    /// What the host has fixed; else what the trader has set; else the gateway when it served this page; else the exchange
    /// in the page.
    pub(crate) fn of(settings: &Settings, given: &Given) -> Route {
        let class = settings.class;
        let (way, base) = &*given.venue.borrow();
        // A gateway alone is asked by REST: a page from elsewhere gets no socket of it.
        let way = way.or((!base.is_empty()).then_some(Way::GatewayRest));
        if let Some(way) = way {
            return Route { way, base: base.clone(), class };
        }
        let base = if settings.way == Some(Way::Direct) { settings.base.trim_end_matches('/').to_owned() } else { String::new() };
        Route { way: way_of(settings), base, class }
    }

    pub(crate) fn environment(&self) -> Environment {
        match (self.way, self.class) {
            (Way::Practice | Way::GatewaySocket | Way::GatewayRest, _) => Environment::Practice,
            (Way::Direct, AccountClass::Sim) => Environment::Sim,
            (Way::Direct, AccountClass::Live) => Environment::Live,
        }
    }

    /// The words for the place orders go to.
    #[inline(never)]
    pub(crate) fn destination(&self) -> String {
        let class = if self.class == AccountClass::Sim { "simulated account" } else { "live money" };
        let whose = if self.base.is_empty() { "this gateway" } else { &self.base };
        match self.way {
            Way::Practice => "Practice exchange in this page".to_owned(),
            Way::GatewaySocket => ["Practice exchange of ", whose, ", by WebSocket"].concat(),
            Way::GatewayRest => ["Practice exchange of ", whose, ", by REST"].concat(),
            Way::Direct => ["CrossTrade at ", &self.base, ", ", class].concat(),
        }
    }

    /// What to try when reads fail.
    pub(crate) fn hint(&self) -> &'static str {
        match self.way {
            Way::Direct => {
                "In a page this also happens when CrossTrade does not allow this page’s address (CORS); the browser does not say \
                 which. The gateway works everywhere."
            }
            Way::Practice | Way::GatewaySocket | Way::GatewayRest => "Orders open again after a read that works.",
        }
    }
}

/// The way that is set; before one is, what is found.
pub(crate) fn way_of(settings: &Settings) -> Way {
    settings.way.unwrap_or_else(|| if served_by_gateway() { Way::GatewaySocket } else { Way::Practice })
}

thread_local! {
    /// Looked up once: a page does not change where it came from, and a browser asks another process for its cookies, which
    /// a rule that is checked at every key must not wait for.
    static SERVED: bool = has_gateway_cookie();
}

pub(crate) fn served_by_gateway() -> bool {
    SERVED.with(|served| *served)
}

/// The gateway leaves a readable cookie with its own host beside the session's, which no script can read.
#[inline(never)]
fn has_gateway_cookie() -> bool {
    let document: JsValue = document().into();
    let cookies = js_sys::Reflect::get(&document, &JsValue::from_str("cookie")).ok().and_then(|c| c.as_string());
    let host = window().location().host().unwrap_or_default();
    let ours = |pair: &str| pair.trim().strip_prefix("order-ticket-at=").is_some_and(|at| at == host);
    cookies.is_some_and(|all| all.split(';').any(ours))
}

/// Colours the page, or a guest's own element.
pub(crate) fn apply_theme(theme: Theme, given: &Given) {
    let root = if given.guest { Some(given.home.clone().into()) } else { document().document_element() };
    let Some(root) = root else { return };
    let _ = match given.theme.get().unwrap_or(theme) {
        Theme::System => root.remove_attribute("data-theme"),
        Theme::Light => root.set_attribute("data-theme", "light"),
        Theme::Dark => root.set_attribute("data-theme", "dark"),
    };
}
