//! What counts as the trader's own doing inside an element. A script of the page around it can reach in; what it types or presses
//! is nobody's word.

use crate::state::browser::function;
use crate::task;
use gloo_timers::future::TimeoutFuture;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

/// The button that sends a form. Enter in a field presses it too: the browser clicks it.
const SENDS: &str = "button[type=submit]";

/// Lets through what the trader does himself.
pub(super) fn keep_scripts_out(home: &HtmlElement) {
    // A form that a script submits says that the browser did it. So a click on its button is good for one, while it lasts.
    let pressed = Rc::new(Cell::new(false));
    for name in ["keydown", "click", "input", "change", "submit"] {
        let pressed = Rc::clone(&pressed);
        let filter = function(move |event| {
            let event: Event = event.unchecked_into();
            if !event.is_trusted() || (name == "submit" && !pressed.replace(false)) {
                event.stop_immediate_propagation();
                event.prevent_default();
            } else if name == "click" && is_on_send(&event) {
                pressed.set(true);
                let pressed = Rc::clone(&pressed);
                // The browser sends the form before it turns to anything else.
                task::start(async move {
                    TimeoutFuture::new(0).await;
                    pressed.set(false);
                });
            }
            JsValue::UNDEFINED
        });
        let _ = home.add_event_listener_with_callback_and_bool(name, filter.unchecked_ref(), true);
    }
}

fn is_on_send(event: &Event) -> bool {
    let target = event.composed_path().get(0);
    target.dyn_ref::<Element>().is_some_and(|element| element.closest(SENDS).is_ok_and(|button| button.is_some()))
}
