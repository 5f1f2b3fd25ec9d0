//! The question before something wide or dangerous is done: what, on which account, what it touches.

use crate::state::App;
use crate::ui::dom::{View, all, html, nothing, soon};
use crate::ui::icon;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, MouseEvent};

/// The dialog. Escape and "Back" do nothing of what is asked.
pub(crate) fn question(app: App) -> View {
    let Some(asked) = app.state().question.get_untracked() else { return nothing() };
    let whole = html(
        r#"<dialog _ class="dialog ask" id="ask" role="alertdialog" aria-labelledby="ask-name" aria-describedby="ask-what"><header><h2 _ id="ask-name"></h2></header><div _ class="dialog-body" id="ask-what" tabindex="0" role="group" aria-labelledby="ask-name"><ul _ class="touches"></ul></div><footer><button _ class="button" type="button">Back</button><button _ class="button button-main danger" type="button"></button></footer></dialog>"#,
    );
    let dialog = whole.at();
    let element: HtmlDialogElement = dialog.element().unchecked_into();
    let closed = Rc::clone(&asked);
    dialog.on("close", move |_| app.answer_no(&closed));
    whole.at().prepend(icon::icon(icon::WARN)).text(&app.hide_in(&asked.title));
    whole.at();
    let lines = asked.touches.iter().map(|line| {
        let item = html("<li _></li>");
        item.at().text(&app.hide_in(line));
        item.view()
    });
    whole.at().child(all(lines.collect()));
    let (back, yes) = (element.clone(), element.clone());
    // Enter in a hurry must not be a yes: the way back has the focus. A dialog that closes itself gives the focus back.
    whole.at().click(move || back.close()).attr("autofocus", "");
    let answered = Rc::clone(&asked);
    let done = move |event: web_sys::Event| {
        // The second half of a double click is not a second word.
        if event.unchecked_ref::<MouseEvent>().detail() > 1 {
            return;
        }
        // Closed first: what is done may ask again.
        if app.answer_yes(&answered) {
            yes.close();
        }
    };
    whole.at().on("click", done).text(&app.hide_in(&asked.verb));
    soon(Box::new(move || {
        if !element.open() && element.is_connected() {
            let _ = element.show_modal();
        }
    }));
    whole.view()
}
