//! The ticket as a guest in another's page: what `element.js` and `frame.js` call, and what they are called with.
//!
//! The host fills fields and looks on; there is no call here that sends. Rules, wire names and the life of an order are in
//! the crates.

mod api;
mod detail;
mod guest;
mod orders;
mod plain;
mod wish;

use crate::state::browser::call;
use crate::{crash, later, task};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

pub use api::api;
pub(crate) use api::functions;
pub(crate) use guest::guest;

/// Where a ticket is wanted, and by whom.
pub(crate) struct Asked {
    /// The element to mount into.
    home: HtmlElement,
    /// An object of the host: `given` with its wishes, and the functions `ready`, `report`, `allows` and `failed`.
    host: JsValue,
}

/// Mounts a ticket into an element of another's page. `host` is told when it is there (`ready`, with its handle) or that it
/// could not be fetched (`failed`).
#[wasm_bindgen]
pub fn embed(home: HtmlElement, host: JsValue) {
    crash::install();
    task::start(async move {
        if later::guest(Asked { home, host: host.clone() }).await.is_err() {
            call(&host, "failed", &[JsValue::from_str("A part of the order ticket did not load. Check the connection.")]);
        }
    });
}
