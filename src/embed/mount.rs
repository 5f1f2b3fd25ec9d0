//! A ticket in another's page, as that page wishes it: on the screen before it has its host, and barred until then.

use super::gesture::keep_scripts_out;
use super::guest::Attended;
use super::texts::entries;
use super::wish::{Wish, wish};
use crate::start;
use crate::state::Given;
use crate::state::browser::{function, get, set};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

/// Why nothing leaves before the host can be asked.
const NO_HOST_YET: &str = "The page around this ticket cannot be asked yet: the part that asks it is still loading.";

/// Mounts a ticket with the host's wishes. Its host it gets from [`super::attend_to`].
pub(crate) fn mount(home: HtmlElement, host: JsValue) {
    let mut given = Given { guest: true, ..Given::page(home) };
    let mut refused = Vec::new();
    let mut read_only = false;
    for (name, value) in entries(&get(&host, "given")) {
        match wish(&name, value.as_deref()) {
            Ok(Wish::Fill(field, text)) => given.fields.push((field, text)),
            Ok(Wish::Theme(theme)) => *given.theme.get_mut() = theme,
            Ok(Wish::Transport(way)) => given.venue.get_mut().0 = way,
            Ok(Wish::Gateway(base)) => given.venue.get_mut().1 = base,
            Ok(Wish::ReadOnly(on)) => read_only = on,
            Err(why) => refused.push((name, why)),
        }
    }
    keep_scripts_out(&given.home);
    let attended = host.clone();
    let mounted = start::open(given, move |app| {
        app.state().barred.set(Some(NO_HOST_YET.to_owned()));
        super::attend_to(Attended { app, host: attended, refused, waits: Some(read_only) });
    });
    let mounted = RefCell::new(Some(mounted));
    let close = function(move |_| {
        mounted.borrow_mut().take();
        JsValue::UNDEFINED
    });
    set(&host, "close", &close);
}
