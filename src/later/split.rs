//! The parts as files of their own.

use super::{Desk, NotLoaded};
use crate::embed::{self, Attended};
use crate::net::carrier::{self, Carrier};
use crate::net::practice::{self, InPage};
use crate::state::{Opener, runner};
use order_model::Millis;
use wasm_bindgen::JsValue;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::HtmlElement;

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> NotLoaded {
        NotLoaded
    }
}

/// What runs sessions: nothing can be sent before it has come, and everything can be filled in.
#[wasm_split(session, fallible)]
pub(crate) fn opener() -> Result<Opener, NotLoaded> {
    Ok(runner::open)
}

/// The exchange in this page: not needed where a gateway answers.
#[wasm_split(practice, fallible)]
pub(crate) fn open_practice(seed: u64, now: Millis) -> Result<Box<dyn InPage>, NotLoaded> {
    Ok(practice::open(seed, now))
}

/// HTTP: not needed where the exchange is in this page, nor for a WebSocket.
#[wasm_split(rest, fallible)]
pub(crate) fn carrier() -> Result<Box<dyn Carrier>, NotLoaded> {
    Ok(carrier::carrier())
}

/// Panels and lists that the first order does not need.
#[wasm_split(desk, fallible)]
pub(crate) fn desk() -> Result<Desk, NotLoaded> {
    Ok(Desk::here())
}

/// A ticket in another's page, as that page wishes it.
#[wasm_split(embed, fallible)]
pub(crate) fn mount(home: HtmlElement, host: JsValue) -> Result<(), NotLoaded> {
    embed::mount(home, host);
    Ok(())
}

/// What a host says to a ticket and hears from it: nothing is sent from a ticket in another's page before it has come.
#[wasm_split(host, fallible)]
pub(crate) fn attend(attended: Attended) -> Result<(), NotLoaded> {
    embed::attend_now(attended);
    Ok(())
}

/// The order model as functions of JavaScript: for programs that show no ticket.
#[wasm_split(api, fallible)]
pub(crate) fn api() -> Result<JsValue, NotLoaded> {
    Ok(embed::functions())
}
