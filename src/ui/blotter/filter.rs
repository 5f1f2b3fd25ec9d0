//! What the blotter lists: by state, by account, by instrument.

use super::{Blotter, Window};
use crate::state::Live;
use crate::ui::dom::{View, all, html};
use crate::ui::positions::ask_all_books;
use order_session::Listed;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

const STATES: [(Listed, &str); 3] = [(Listed::Working, "Working"), (Listed::Done, "Done"), (Listed::All, "All")];

/// The line of filters.
pub(super) fn filter(blotter: &Rc<Blotter>) -> View {
    let whole = html(
        r#"<div class="filters"><fieldset><legend class="sr">Orders listed</legend><div _ class="seg"></div></fieldset><label class="tick"><input _ type="checkbox"><span>All accounts</span></label><label class="tick"><input _ type="checkbox"><span _>Only </span></label></div>"#,
    );
    let options = STATES.iter().map(|(listed, word)| {
        let (listed, shown, own) = (*listed, Rc::clone(blotter), Rc::clone(blotter));
        let option = html(r#"<label _><input _ type="radio" name="listed"></label>"#);
        option.at().text(word);
        let input = option.at().live_flag("checked", move || shown.listed.get() == listed);
        input.on("change", move |_| {
            own.listed.set(listed);
            own.window.set(Window::FIRST);
        });
        option.view()
    });
    whole.at().child(all(options.collect()));
    tick(blotter, whole.at(), |blotter| &blotter.all_accounts, |blotter| ask_all_books(blotter.app));
    tick(blotter, whole.at(), |blotter| &blotter.one_instrument, |_| ());
    let app = blotter.app;
    whole.at().live_text(move || Some(app.instrument()).filter(|name| !name.is_empty()).unwrap_or_else(|| "this instrument".to_owned()));
    whole.view()
}

fn tick(blotter: &Rc<Blotter>, input: crate::ui::dom::Tag, of: fn(&Blotter) -> &Live<bool>, on: fn(&Blotter)) {
    let own = Rc::clone(blotter);
    input.on("change", move |event| {
        let checked = event.target().is_some_and(|t| t.unchecked_into::<HtmlInputElement>().checked());
        if checked {
            on(&own);
        }
        of(&own).set(checked);
        own.window.set(Window::FIRST);
    });
}
