//! The parts as they are in a program that was not cut.

use super::{Desk, NotLoaded};
use crate::embed::{self, Attended};
use crate::net::carrier::{self, Carrier};
use crate::net::practice::{self, InPage};
use crate::state::{Opener, runner};
use order_model::Millis;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

/// What runs sessions.
pub(crate) async fn opener() -> Result<Opener, NotLoaded> {
    Ok(runner::open)
}

/// The exchange in this page.
pub(crate) async fn open_practice(seed: u64, now: Millis) -> Result<Box<dyn InPage>, NotLoaded> {
    Ok(practice::open(seed, now))
}

/// HTTP.
pub(crate) async fn carrier() -> Result<Box<dyn Carrier>, NotLoaded> {
    Ok(carrier::carrier())
}

/// Panels and lists.
pub(crate) async fn desk() -> Result<Desk, NotLoaded> {
    Ok(Desk::here())
}

/// A ticket in another's page, as that page wishes it.
pub(crate) async fn mount(home: HtmlElement, host: JsValue) -> Result<(), NotLoaded> {
    embed::mount(home, host);
    Ok(())
}

/// What a host says to a ticket and hears from it.
pub(crate) async fn attend(attended: Attended) -> Result<(), NotLoaded> {
    embed::attend_now(attended);
    Ok(())
}

/// The order model as functions of JavaScript.
pub(crate) async fn api() -> Result<JsValue, NotLoaded> {
    Ok(embed::functions())
}
