//! Panics without words, in the page as it is served: `cargo xtask page` makes a call of [`crashed`] of each.

use std::cell::Cell;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static STOPPED: Cell<bool> = const { Cell::new(false) };
}

/// There is nothing to install.
pub(crate) fn install() {}

/// Shows the panel, and ends what was going on in the program as a panic does. The numbers of the functions on the way here
/// are what tells where it was.
#[wasm_bindgen]
pub fn crashed() {
    // What shows the panel may be what fails.
    if !STOPPED.replace(true) {
        let stack = js_sys::Reflect::get(&js_sys::Error::new("stopped"), &JsValue::from_str("stack"));
        super::show(&stack.ok().and_then(|stack| stack.as_string()).unwrap_or_default());
    }
    core::arch::wasm32::unreachable();
}
