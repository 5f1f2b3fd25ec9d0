//! The question before something wide or dangerous is done: what, on which account, what it touches.

use crate::state::App;
use crate::ui::dom::{View, all, html, nothing};
use crate::ui::icon;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// The dialog. Escape and "Back" do nothing of what is asked.
pub(crate) fn question(app: App) -> View {
    let Some(asked) = app.state().question.get_untracked() else { return nothing() };
    let whole = html(
        r#"<dialog _ class="dialog ask" id="ask" role="alertdialog" aria-labelledby="ask-name" aria-describedby="ask-what"><header><h2 _ id="ask-name"></h2></header><div class="dialog-body" id="ask-what"><ul _ class="touches"></ul></div><footer><button _ class="button" type="button">Back</button><button _ class="button button-main danger" type="button"></button></footer></dialog>"#,
    );
    let dialog = whole.at();
    let element: HtmlDialogElement = dialog.element().unchecked_into();
    dialog.on("close", move |_| app.answer_no());
    whole.at().prepend(icon::icon(icon::WARN)).text(&asked.title);
    let lines = asked.touches.iter().map(|line| {
        let item = html("<li _></li>");
        item.at().text(line);
        item.view()
    });
    whole.at().child(all(lines.collect()));
    // Enter in a hurry must not be a yes: the way back has the focus.
    whole.at().click(move || app.answer_no()).take_focus();
    whole.at().click(move || app.answer_yes()).text(&asked.verb);
    crate::ui::dom::soon(Box::new(move || {
        if !element.open() && document().contains(Some(&element)) {
            let _ = element.show_modal();
        }
    }));
    whole.view()
}
