//! When the program has stopped: a plain panel outside the app's root, and no more input into what no longer answers.

#[cfg(feature = "split")]
mod silent;
#[cfg(not(feature = "split"))]
mod told;

#[cfg(feature = "split")]
pub use silent::crashed;
#[cfg(feature = "split")]
pub(crate) use silent::install;
#[cfg(not(feature = "split"))]
pub(crate) use told::install;

use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;

/// Shows the panel and takes the app out of reach. Touches nothing of Leptos, which may be what failed.
pub(crate) fn show(text: &str) {
    web_sys::console::error_1(&JsValue::from_str(text));
    let element = |id| document().get_element_by_id(id);
    if let Some(panel) = element("crash") {
        let _ = panel.remove_attribute("hidden");
    }
    if let Some(detail) = element("crash-text") {
        detail.set_text_content(Some(text));
    }
    if let Some(app) = element("app") {
        let _ = app.set_attribute("inert", "");
        let _ = app.set_attribute("hidden", "");
    }
    // A page that is not the ticket's own has no such panel: its tickets say it themselves.
    if let Ok(event) = web_sys::Event::new("order-ticket-crash") {
        let _ = window().dispatch_event(&event);
    }
    if element("app").is_some() {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}
