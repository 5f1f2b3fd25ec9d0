//! Quick orders on the ticket: six buttons whose words are the order, and beside them what makes an order easier to write:
//! pairs, size by risk, presets. Nothing here changes the ticket but by the trader's own click.

mod pair;
mod pair_run;
mod presets;
mod risk;
mod six;
mod strategies;

use crate::state::browser::{call, set};
use crate::state::{App, Live, listen};
use crate::task;
use crate::ui::bar::truth;
use crate::ui::dom::{View, all, html, nothing, view_of};
use crate::ui::icon;
use crate::ui::keys::follow_keys;
use gloo_timers::future::TimeoutFuture;
use pair::Pair;
use risk::Risk;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};

pub(crate) use six::press;

/// What opens below the buttons, one at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tool {
    Pair,
    Risk,
    Presets,
}

const TOOLS: [(Tool, &str, &str); 3] =
    [(Tool::Pair, "OCO pair", "tool-pair"), (Tool::Risk, "Size by risk", "tool-risk"), (Tool::Presets, "Presets", "tool-presets")];

/// What of the piece outlives the opening and closing of its parts: typed text is never lost.
struct Typed {
    open: Live<Option<Tool>>,
    pair: Rc<Pair>,
    risk: Risk,
}

/// What has opened is seen to its end, once it is there: the button that sends stands over what is below.
fn bring_into_sight(part: Element) {
    task::start(async move {
        TimeoutFuture::new(0).await;
        let how = js_sys::Object::new().into();
        set(&how, "block", &"nearest".into());
        call(&part, "scrollIntoView", &[how]);
    });
}

/// The piece.
pub(crate) fn quick(app: App) -> View {
    app.bring_presets();
    app.bring_keys();
    listen("storage", move |event| {
        let key = event.unchecked_into::<web_sys::StorageEvent>().key();
        app.presets_changed(key.as_deref());
        app.keys_changed(key.as_deref());
    });
    let typed = Rc::new(Typed { open: Live::new(None), pair: Rc::new(Pair::new()), risk: Risk::default() });
    let whole = html(r#"<div _ class="quick"><div _ class="tools" role="group" aria-label="Order tools"></div></div>"#);
    // Enter in a field of this piece is not the ticket's: nothing here submits the form.
    let place = whole.at().on("keydown", |event| {
        let in_field = event.target().is_some_and(|target| target.has_type::<HtmlInputElement>());
        if in_field && event.unchecked_ref::<KeyboardEvent>().key() == "Enter" {
            event.prevent_default();
        }
    });
    let place = place.prepend(six::six(app));
    strategies::offer(app, &place.element());
    follow_keys(app, place.element());
    let tabs = TOOLS.iter().map(|(tool, word, id)| {
        let (tool, own, at) = (*tool, Rc::clone(&typed), Rc::clone(&typed));
        let button = html(r#"<button _ class="tool" type="button"></button>"#);
        let is_open = move || at.open.with(|open| *open == Some(tool));
        let button_tag = button.at().attr("aria-controls", id).live("aria-expanded", move || truth(is_open()));
        button_tag.prepend(icon::icon(icon::CHEVRON)).text(word).click(move || {
            let open = own.open.get_untracked();
            own.open.set((open != Some(tool)).then_some(tool));
        });
        button.view()
    });
    whole.at().child(all(tabs.collect()));
    let said = Rc::clone(&typed.pair);
    let (shown, inside) = (Rc::clone(&typed), Rc::clone(&typed));
    let part = view_of(
        move || shown.open.get(),
        move |open| {
            let Some(open) = open else { return nothing() };
            let (word, id) = TOOLS.iter().find(|(tool, ..)| tool == open).map_or(("", ""), |(_, word, id)| (*word, *id));
            let section = html(r#"<section _ class="tool-part"></section>"#);
            let part = section.at().attr("id", id).attr("aria-label", word).child(match open {
                Tool::Pair => pair::view(app, &inside.pair),
                Tool::Risk => risk::view(app, &inside, |typed| &typed.risk),
                Tool::Presets => presets::view(app),
            });
            bring_into_sight(part.element());
            section.view()
        },
    );
    place.child(part).child(pair::progress(app, &said));
    whole.view()
}
