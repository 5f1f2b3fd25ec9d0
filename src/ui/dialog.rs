//! A panel over the ticket: the browser's own modal dialog, which keeps the focus and closes on Escape.

use crate::state::{App, Panel};
use crate::ui::dom::{View, all, html, soon};
use crate::ui::icon;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// Closes the open dialog as Escape does: the browser gives the focus back to where it was.
#[inline(never)]
pub(crate) fn close(app: App) {
    let open = app.state().given.home.query_selector("dialog[open]").ok().flatten();
    if let Some(dialog) = open.and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// The way from one panel to another.
fn tabs(app: App) -> View {
    let row = html(r#"<nav _ class="tabs" aria-label="Panels"></nav>"#);
    let tab = |(panel, name): &(Panel, &str)| {
        let panel = *panel;
        let tab = html(r#"<button _ class="tab" type="button"></button>"#);
        let here = app.state().panel.get_untracked() == Some(panel);
        let button = tab.at().text(name).click(move || app.show(Some(panel)));
        if here {
            button.attr("aria-current", "page");
        }
        tab.view()
    };
    row.at().child(all(PANELS.iter().map(tab).collect()));
    row.view()
}

const PANELS: [(Panel, &str); 6] = [
    (Panel::Connect, "Connection"),
    (Panel::Limits, "Limits"),
    (Panel::Groups, "Groups"),
    (Panel::Keys, "Keys"),
    (Panel::History, "History"),
    (Panel::Help, "Help"),
];

/// A dialog that is open as long as it is mounted.
#[inline(never)]
pub(crate) fn modal(app: App, id: &str, title: &str, content: View) -> View {
    let name = format!("{id}-name");
    let whole = html(
        r#"<dialog _ class="dialog"><header><h2 _></h2><button _ class="button button-plain" type="button" aria-label="Close"></button></header></dialog>"#,
    );
    let dialog = whole.at().attr("id", id).attr("aria-labelledby", &name);
    let element: HtmlDialogElement = dialog.element().unchecked_into();
    dialog.on("close", move |_| app.show(None)).child(tabs(app)).child(content);
    whole.at().attr("id", &name).text(title);
    whole.at().click(move || close(app)).child(icon::icon(icon::CLOSE));
    soon(Box::new(move || {
        if !element.open() {
            let _ = element.show_modal();
        }
    }));
    whole.view()
}
