//! Functions of the browser that are called by their names: what one part of the page uses is not worth a binding of its own
//! in the script that the first part waits for.

use wasm_bindgen::prelude::*;

/// A property; undefined where there is none.
pub(crate) fn get(of: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Sets a property.
pub(crate) fn set(of: &JsValue, name: &str, value: &JsValue) {
    let _ = js_sys::Reflect::set(of, &JsValue::from_str(name), value);
}

/// Calls a method; `None` where there is no such method, and when it throws.
pub(crate) fn call(of: &JsValue, name: &str, args: &[JsValue]) -> Option<JsValue> {
    let method: js_sys::Function = get(of, name).dyn_into().ok()?;
    js_sys::Reflect::apply(&method, of, &list(args)).ok()
}

/// Makes an object of a class of the window; `None` where there is no such class, and when it throws.
pub(crate) fn make(class: &str, args: &[JsValue]) -> Option<JsValue> {
    let class = get(&window(), class);
    class.is_function().then(|| call(&get(&window(), "Reflect"), "construct", &[class, list(args).into()]))?
}

/// The window.
pub(crate) fn window() -> JsValue {
    leptos::prelude::window().into()
}

/// A function that the browser calls with one value.
pub(crate) fn function(act: impl FnMut(JsValue) -> JsValue + 'static) -> JsValue {
    let act: Box<dyn FnMut(JsValue) -> JsValue> = Box::new(act);
    Closure::wrap(act).into_js_value()
}

/// Hands a text to the browser as a file. A `data:` link needs no right beyond the page's own.
pub(crate) fn download(name: &str, kind: &str, text: &str) {
    let encoded: String = js_sys::encode_uri_component(text).into();
    let link = leptos::prelude::document().create_element("a").ok().and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(link) = link {
        let _ = link.set_attribute("href", &["data:", kind, ";charset=utf-8,", &encoded].concat());
        let _ = link.set_attribute("download", name);
        link.click();
    }
}

fn list(args: &[JsValue]) -> js_sys::Array {
    let list = js_sys::Array::new();
    for arg in args {
        list.push(arg);
    }
    list
}
