//! A panel over the ticket: the browser's own modal dialog, which keeps the focus and closes on Escape.

use crate::state::App;
use crate::ui::dom::{View, html, soon};
use crate::ui::icon;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// Closes the open dialog as Escape does: the browser gives the focus back to where it was.
#[inline(never)]
pub(crate) fn close() {
    let open = document().query_selector("dialog[open]").ok().flatten();
    if let Some(dialog) = open.and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// A dialog that is open as long as it is mounted.
#[inline(never)]
pub(crate) fn modal(app: App, id: &str, title: &str, content: View) -> View {
    let name = format!("{id}-name");
    let whole = html(
        r#"<dialog _ class="dialog"><header><h2 _></h2><button _ class="button button-plain" type="button" aria-label="Close"></button></header></dialog>"#,
    );
    let dialog = whole.at().attr("id", id).attr("aria-labelledby", &name);
    let element: HtmlDialogElement = dialog.element().unchecked_into();
    dialog.on("close", move |_| app.show(None)).child(content);
    whole.at().attr("id", &name).text(title);
    whole.at().click(close).child(icon::icon(icon::CLOSE));
    soon(Box::new(move || {
        if !element.open() {
            let _ = element.show_modal();
        }
    }));
    whole.view()
}
