//! A panel over the ticket: the browser's own modal dialog, which keeps the focus and closes on Escape.

use crate::state::App;
use crate::ui::erase::{click, on};
use crate::ui::icon;
use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

/// A dialog that is open as long as it is mounted.
pub(crate) fn modal(app: App, id: &'static str, title: &'static str, content: AnyView) -> AnyView {
    let node: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get().filter(|d| !d.open()) {
            let _ = dialog.show_modal();
        }
    });
    let close = move || app.panel.set(None);
    let name = format!("{id}-name");
    let labelled_by = name.clone();
    view! {
        <dialog class="dialog" id=id aria-labelledby=labelled_by node_ref=node on:close=on(move |_: Event| close())>
            <header>
                <h2 id=name>{title}</h2>
                <button class="button button-plain" type="button" aria-label="Close" on:click=click(move || close())>{icon::icon(icon::CLOSE)}</button>
            </header>
            {content}
        </dialog>
    }
    .into_any()
}
