//! The ticket as a guest in another's page, or as one of the applications of a desktop: what `element.js`, `frame.js` and
//! `fdc3.js` call, and what they are called with.
//!
//! The host fills fields and looks on; there is no call here that sends. Rules, wire names and the life of an order are in
//! the crates.

mod api;
mod detail;
mod gesture;
mod guest;
mod offer;
mod orders;
mod plain;
mod wish;

use crate::state::App;
use crate::state::browser::call;
use crate::{crash, later, start, task};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

pub use api::api;
pub(crate) use api::functions;
pub(crate) use guest::guest;

/// Which ticket is asked for, and by whom.
pub(crate) struct Asked {
    which: Which,
    /// An object of the host: for a new ticket `given` with its wishes; the functions `ready`, `report`, `allows` and `failed`.
    host: JsValue,
}

/// Which ticket a host asks for.
enum Which {
    /// A new one, mounted into this element.
    New(HtmlElement),
    /// The one of the ticket's own page.
    Own(App),
}

/// Mounts a ticket into an element of another's page. `host` is told when it is there (`ready`, with its handle) or that it
/// could not be fetched (`failed`).
#[wasm_bindgen]
pub fn embed(home: HtmlElement, host: JsValue) {
    crash::install();
    ask(Which::New(home), host);
}

/// Gives a host to the ticket of the ticket's own page, one at a time: `host` is told as by [`embed`], and when there is no
/// such ticket (`failed`).
#[wasm_bindgen]
pub fn attend(host: JsValue) {
    match start::own() {
        Some(app) => ask(Which::Own(app), host),
        None => failed(&host, "There is no ticket of this page's own."),
    }
}

fn ask(which: Which, host: JsValue) {
    task::start(async move {
        if later::guest(Asked { which, host: host.clone() }).await.is_err() {
            failed(&host, "A part of the order ticket did not load. Check the connection.");
        }
    });
}

fn failed(host: &JsValue, why: &str) {
    call(host, "failed", &[JsValue::from_str(why)]);
}
