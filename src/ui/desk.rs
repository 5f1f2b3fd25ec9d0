//! The whole page: bar, market, ticket, orders, log, panels.

use crate::state::{App, Panel};
use crate::ui::banner::banner;
use crate::ui::bar::bar;
use crate::ui::connect::connect;
use crate::ui::erase::{text, view};
use crate::ui::form::ticket_form;
use crate::ui::help::help;
use crate::ui::log::log;
use crate::ui::orders::orders;
use crate::ui::quote::quote_strip;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use order_model::Environment;
use wasm_bindgen::JsCast;

/// The desk.
pub(crate) fn desk(app: App) -> AnyView {
    let env = move || match app.shown.with(|s| s.environment) {
        Environment::Practice => "practice".to_owned(),
        Environment::Sim => "sim".to_owned(),
        Environment::Live => "live".to_owned(),
    };
    let keys = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        if event.key() == "?" && !is_typing(&event) && app.panel.get_untracked().is_none() {
            event.prevent_default();
            app.panel.set(Some(Panel::Help));
        }
    });
    on_cleanup(move || keys.remove());
    view! {
        <main class="desk" data-env=text(env)>
            {bar(app)}
            {quote_strip(app)}
            {banner(app)}
            {ticket_form(app)}
            <div class="session">{orders(app)} {log(app)}</div>
        </main>
        {view(move || match app.panel.get() {
            Some(Panel::Connect) => connect(app),
            Some(Panel::Help) => help(app),
            None => ().into_any(),
        })}
    }
    .into_any()
}

/// A question mark typed into a field belongs to the field.
fn is_typing(event: &KeyboardEvent) -> bool {
    let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
    input.is_some_and(|i| i.type_() != "radio")
}
