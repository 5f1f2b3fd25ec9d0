//! The ticket as a guest in another's page, or as one of the applications of a desktop: what `element.js`, `frame.js` and
//! `fdc3.js` call, and what they are called with.
//!
//! The host fills fields and looks on; there is no call here that sends. Rules, wire names and the life of an order are in
//! the crates.

mod api;
mod detail;
mod gesture;
mod guest;
mod mount;
mod offer;
mod orders;
mod plain;
mod texts;
mod wish;

use crate::later::NotLoaded;
use crate::state::browser::call;
use crate::{crash, later, start, task};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

pub use api::api;
pub(crate) use api::functions;
pub(crate) use guest::{Attended, attend as attend_now};
pub(crate) use mount::mount;

const NOT_LOADED: &str = "A part of the order ticket did not load. Check the connection.";

/// Mounts a ticket into an element of another's page. `host` is an object of that page: `given` are its wishes; its functions
/// are `ready`, called with the ticket's handle once it can be asked, `report`, `allows`, and `failed` where a part of the
/// program could not be fetched.
#[wasm_bindgen]
pub fn embed(home: HtmlElement, host: JsValue) {
    crash::install();
    task::start(async move {
        or_failed(&host, later::mount(home, host.clone()).await);
    });
}

/// Gives a host to the ticket of the ticket's own page, one at a time: `host` is told as by [`embed`], and when there is no
/// such ticket (`failed`).
#[wasm_bindgen]
pub fn attend(host: JsValue) {
    match start::own() {
        Some(app) => attend_to(Attended { app, host, refused: Vec::new(), waits: None }),
        None => failed(&host, "There is no ticket of this page's own."),
    }
}

fn attend_to(attended: Attended) {
    task::start(async move {
        let host = attended.host.clone();
        or_failed(&host, later::attend(attended).await);
    });
}

fn or_failed(host: &JsValue, came: Result<(), NotLoaded>) {
    if came.is_err() {
        failed(host, NOT_LOADED);
    }
}

fn failed(host: &JsValue, why: &str) {
    call(host, "failed", &[JsValue::from_str(why)]);
}
