//! Names for the ticket's field "ATM strategy": those the API lists, else those used before. Offered, never filled in.

use crate::state::App;
use crate::ui::dom::{View, all, html, soon, view_of};
use order_session::Ask;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement};

const LIST: &str = "atm-names";

/// Ties the list to the field, once this piece is in the ticket.
pub(super) fn offer(app: App, place: &Element) {
    let place = place.clone();
    let names = view_of(move || names(app), |names: &Vec<String>| list(names));
    let holder = html(r#"<div _ hidden></div>"#);
    let _ = place.append_child(&holder.at().child(names).element());
    soon(Box::new(move || {
        let Some(form) = place.closest("form").ok().flatten() else { return };
        let Some(field) = form.query_selector("#atm").ok().flatten() else { return };
        let _ = field.set_attribute("list", LIST);
        // The browser frees a handler with its element.
        let on = |element: &Element, name: &str, act: Box<dyn FnMut(Event)>| {
            let _ = element.add_event_listener_with_callback(name, Closure::wrap(act).into_js_value().unchecked_ref());
        };
        on(&field, "focus", Box::new(move |_| ask(app)));
        if let Some(details) = field.closest("details").ok().flatten() {
            on(details.unchecked_ref::<HtmlElement>(), "toggle", Box::new(move |_| ask(app)));
        }
        on(&form, "submit", Box::new(move |_| remember(app)));
    }));
}

fn ask(app: App) {
    if app.is_mounted() {
        app.tell(order_session::Event::Ask(Ask::Templates));
    }
}

/// A name that an order which could be sent was meant with.
fn remember(app: App) {
    if app.is_mounted() && app.checked_untracked().order.is_some() {
        app.remember_strategy(&app.state().draft.get_untracked());
    }
}

fn names(app: App) -> Vec<String> {
    app.state().beside.get();
    let listed = app.look(|session| session.desk().templates().to_vec()).unwrap_or_default();
    if listed.is_empty() { app.presets().strategies().to_vec() } else { listed }
}

fn list(names: &[String]) -> View {
    let options = names.iter().map(|name| {
        let option = html("<option _></option>");
        option.at().attr("value", name);
        option.view()
    });
    let list = html(r#"<datalist _></datalist>"#);
    list.at().attr("id", LIST).child(all(options.collect()));
    list.view()
}
