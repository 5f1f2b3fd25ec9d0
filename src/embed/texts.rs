//! Values of JavaScript as the texts that fields, attributes and limits are read from.

use wasm_bindgen::{JsCast, JsValue};

/// The own properties of an object, as texts.
pub(super) fn entries(of: &JsValue) -> Vec<(String, Option<String>)> {
    let Some(object) = of.dyn_ref::<js_sys::Object>() else { return Vec::new() };
    let pair = |pair: JsValue| {
        let pair: js_sys::Array = pair.unchecked_into();
        (pair.get(0).as_string().unwrap_or_default(), text_of(&pair.get(1)))
    };
    js_sys::Object::entries(object).iter().map(pair).collect()
}

/// A text, or the shortest text of a number; nothing for anything else.
pub(super) fn text_of(value: &JsValue) -> Option<String> {
    let number = || value.dyn_ref::<js_sys::Number>().and_then(|number| number.to_string_with_radix(10).ok()).map(String::from);
    value.as_string().or_else(number)
}
