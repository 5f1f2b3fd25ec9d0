//! Where orders go, as the settings and the page's own address say it.

use crate::state::settings::{AccountClass, Settings, Theme, Way};
use leptos::prelude::{document, window};
use order_model::Environment;
use wasm_bindgen::prelude::*;

/// The way that is set; before one is, the gateway when it served this page, else the exchange in the page.
pub(crate) fn way_of(settings: &Settings) -> Way {
    settings.way.unwrap_or_else(|| if served_by_gateway() { Way::GatewaySocket } else { Way::Practice })
}

/// The gateway leaves a readable cookie with its own host beside the session's, which no script can read.
#[inline(never)]
pub(crate) fn served_by_gateway() -> bool {
    let document: JsValue = document().into();
    let cookies = js_sys::Reflect::get(&document, &JsValue::from_str("cookie")).ok().and_then(|c| c.as_string());
    let host = window().location().host().unwrap_or_default();
    let ours = |pair: &str| pair.trim().strip_prefix("order-ticket-at=").is_some_and(|at| at == host);
    cookies.is_some_and(|all| all.split(';').any(ours))
}

pub(crate) fn environment_of(settings: &Settings) -> Environment {
    match (way_of(settings), settings.class) {
        (Way::Practice | Way::GatewaySocket | Way::GatewayRest, _) => Environment::Practice,
        (Way::Direct, AccountClass::Sim) => Environment::Sim,
        (Way::Direct, AccountClass::Live) => Environment::Live,
    }
}

/// The words for the place orders go to.
#[inline(never)]
pub(crate) fn destination_of(settings: &Settings) -> String {
    let class = if settings.class == AccountClass::Sim { "simulated account" } else { "live money" };
    match way_of(settings) {
        Way::Practice => "Practice exchange in this page".to_owned(),
        Way::GatewaySocket => "Practice exchange of this gateway, by WebSocket".to_owned(),
        Way::GatewayRest => "Practice exchange of this gateway, by REST".to_owned(),
        Way::Direct => format!("CrossTrade at {}, {class}", settings.base),
    }
}

/// What to try when reads fail.
pub(crate) fn hint_of(settings: &Settings) -> &'static str {
    match way_of(settings) {
        Way::Direct => {
            "In a page this also happens when CrossTrade does not allow this page’s address (CORS); the browser does not say which. \
             The gateway works everywhere."
        }
        Way::Practice | Way::GatewaySocket | Way::GatewayRest => "Orders open again after a read that works.",
    }
}

pub(crate) fn apply_theme(theme: Theme) {
    let Some(root) = document().document_element() else { return };
    let _ = match theme {
        Theme::System => root.remove_attribute("data-theme"),
        Theme::Light => root.set_attribute("data-theme", "light"),
        Theme::Dark => root.set_attribute("data-theme", "dark"),
    };
}
