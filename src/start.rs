//! From nothing to a ticket on the screen.

use crate::state::App;
use crate::{crash, ui};
use leptos::prelude::{Mountable, document};
use wasm_bindgen::JsCast;

/// Mounts the ticket into `#app`, replacing the frame that `index.html` paints before the program arrives.
pub fn start() {
    crash::install();
    let Some(host) = document().get_element_by_id("app").and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return crash::show("the page has no #app to mount into");
    };
    // The page lives as long as its tab: nothing unmounts it.
    mount(host).forget();
}

/// Mounts a ticket into an element of any page. Dropping what is returned takes it off again.
pub fn mount(host: web_sys::HtmlElement) -> leptos::mount::UnmountHandle<impl Mountable> {
    host.set_inner_html("");
    leptos::mount::mount_to_renderer(&host, || ui::desk(App::open()))
}
