//! From nothing to a ticket on the screen.

use crate::state::{App, Given, mark};
use crate::ui::{self, nothing};
use crate::{crash, task};
use gloo_timers::future::TimeoutFuture;
use leptos::mount::UnmountHandle;
use leptos::prelude::{Mountable, document};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

thread_local! {
    /// The ticket of the ticket's own page, for what is asked of it later by another script.
    static OWN: Cell<Option<App>> = const { Cell::new(None) };
}

/// The ticket of the ticket's own page, once it is mounted.
pub(crate) fn own() -> Option<App> {
    OWN.get()
}

/// Mounts the ticket of the ticket's own page into `#app`, in the place of the frame that `index.html` paints before the
/// program arrives. Called by `boot.js` under the name `page`.
///
/// In two tasks, first the ticket and then what is seen of it: a slow machine answers its user between the two.
#[wasm_bindgen(js_name = page)]
pub fn page() {
    crash::install();
    let Some(home) = document().get_element_by_id("app").and_then(|e| e.dyn_into::<HtmlElement>().ok()) else {
        return crash::show("the page has no #app to mount into");
    };
    let given = Given::page(home.clone());
    // The page lives as long as its tab: nothing unmounts it.
    leptos::mount::mount_to_renderer(&home, move || {
        OWN.set(Some(App::open(given)));
        nothing()
    })
    .forget();
    task::start(async move {
        TimeoutFuture::new(0).await;
        if let Some(app) = own() {
            home.set_inner_html("");
            app.owned(|| leptos::mount::mount_to_renderer(&home, move || ui::desk(app)).forget());
            mark("ticket-interactive");
        }
    });
}

/// Mounts a ticket into an element of any page, as that page's own. Dropping what is returned takes it off again.
pub fn mount(home: HtmlElement) -> UnmountHandle<impl Mountable> {
    open(Given::page(home), |_| {})
}

/// Mounts a ticket as it is given. `then` gets its handle before anything is drawn.
pub(crate) fn open(given: Given, then: impl FnOnce(App) + 'static) -> UnmountHandle<impl Mountable> {
    let home = given.home.clone();
    home.set_inner_html("");
    let mounted = leptos::mount::mount_to_renderer(&home, move || {
        let app = App::open(given);
        then(app);
        ui::desk(app)
    });
    mark("ticket-interactive");
    mounted
}
