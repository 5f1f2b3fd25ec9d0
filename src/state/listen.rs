//! Listening to the window for as long as the ticket is mounted.

use leptos::prelude::{LocalStorage, StoredValue, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::Event;

/// A handler of events of any kind.
pub(crate) type Handler = Closure<dyn FnMut(Event)>;

struct Listener {
    name: &'static str,
    handler: Handler,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = window().remove_event_listener_with_callback(self.name, self.handler.as_ref().unchecked_ref());
    }
}

/// Listens until the current owner is cleaned up.
pub(crate) fn listen(name: &'static str, act: impl FnMut(Event) + 'static) {
    keep(name, Closure::wrap(Box::new(act)));
}

#[inline(never)]
fn keep(name: &'static str, handler: Handler) {
    let _ = window().add_event_listener_with_callback(name, handler.as_ref().unchecked_ref());
    let _: StoredValue<Listener, LocalStorage> = StoredValue::new_local(Listener { name, handler });
}
