//! Listening for as long as what listens is there.

use leptos::prelude::{LocalStorage, StoredValue, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget};

/// A handler of events of any kind.
pub(crate) type Handler = Closure<dyn FnMut(Event)>;

struct Listener {
    target: EventTarget,
    name: &'static str,
    handler: Handler,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.name, self.handler.as_ref().unchecked_ref());
    }
}

/// Listens to the window until the current owner is cleaned up.
pub(crate) fn listen(name: &'static str, act: impl FnMut(Event) + 'static) {
    listen_at(window().into(), name, Closure::wrap(Box::new(act)));
}

/// Listens until the current owner is cleaned up. An element would free its listeners by itself, but not one that holds an element
/// of the same tree: those two keep each other, and with them the whole ticket.
#[inline(never)]
pub(crate) fn listen_at(target: EventTarget, name: &'static str, handler: Handler) {
    let _ = target.add_event_listener_with_callback(name, handler.as_ref().unchecked_ref());
    let _: StoredValue<Listener, LocalStorage> = StoredValue::new_local(Listener { target, name, handler });
}
