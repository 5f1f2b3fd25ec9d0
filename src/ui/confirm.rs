//! The question before sending: the very order, where it goes, and what it does.

use crate::state::{App, Stage};
use crate::ui::dom::{View, html, nothing, when};
use crate::ui::format::{age, kind, price};
use crate::ui::icon;
use crate::ui::preview::position_text;
use order_model::{Environment, Order, TimeInForce};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, MouseEvent};

/// Shown in the place of the main button. Escape and Back return to the form; nothing is sent.
#[inline(never)]
pub(crate) fn confirm(app: App) -> View {
    let Stage::Confirming { order, .. } = app.state().stage.get_untracked() else { return nothing() };
    let on_key = move |event: Event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            event.prevent_default();
            app.back();
        }
    };
    let on_send = move |event: Event| {
        event.prevent_default();
        // The second half of a double click on the first button.
        if event.unchecked_ref::<MouseEvent>().detail() <= 1 {
            app.confirm();
        }
    };
    let mark = icon::side(order.action());
    let off = move || app.checked().order.is_none();
    let question = html(
        r#"<section _ class="confirm" aria-labelledby="confirm-name"><h2 id="confirm-name">Send this order?</h2><p _ class="whole"><span _></span></p><dl><dt>Goes to</dt><dd _></dd><dt>Account</dt><dd _></dd><dt _>Market</dt><dd _></dd><dt>Position</dt><dd _></dd></dl><div _ class="buttons"><button _ class="button" type="button">Back</button><button _ class="button send" type="button"><span _></span></button></div></section>"#,
    );
    question.at().on("keydown", on_key);
    question.at().prepend(icon::icon(mark));
    let sent = Rc::clone(&order);
    question.at().live_text(move || whole(&sent, app.checked_spec()));
    question.at().live_text(move || app.destination());
    question.at().text(&app.hide(order.account().as_str()));
    let mut market_name = question.at();
    if let Some(id) = order.oco_id() {
        market_name = market_name.before(extra("OCO", &id.to_string()));
    }
    if let Some(name) = order.strategy() {
        market_name.before(extra("ATM", &name.to_string()));
    }
    question.at().live_text(move || market(app));
    question.at().live_text(move || app.checked().preview.as_ref().map_or_else(|| "unknown".to_owned(), position_text));
    question.at().before(when(off, move || stopped(app)));
    question.at().click(move || app.back());
    // The answer to the question is where the focus goes; a second Enter is a second decision, and too early ones do not count.
    let send = question.at().live("aria-disabled", move || off().then(|| "true".to_owned())).on("click", on_send);
    send.prepend(icon::icon(mark)).take_focus();
    question.at().live_text(move || send_label(app.state().shown.with(|s| s.environment)).to_owned());
    question.view()
}

/// The order cannot be sent any more: why.
fn stopped(app: App) -> View {
    let note = html(r#"<p _ class="note tone-block"><span _></span></p>"#);
    note.at().prepend(icon::icon(icon::BLOCK));
    note.at().live_text(move || app.checked().blocking().next().map(|f| f.message()));
    note.view()
}

fn extra(name: &str, value: &str) -> View {
    let pair = html("<dt _></dt><dd _></dd>");
    pair.at().text(name);
    pair.at().text(value);
    pair.view()
}

fn whole(order: &Order, spec: Option<order_model::InstrumentSpec>) -> String {
    let tif = if order.time_in_force() == TimeInForce::Day { "DAY" } else { "GTC" };
    format!("{} {} {} · {} · {tif}", order.action(), order.quantity(), order.instrument(), kind(order.kind(), spec))
}

fn market(app: App) -> String {
    let state = app.state();
    let now = state.clock.get();
    state.shown.with(|s| {
        let Some(quote) = &s.quote else { return "unknown".to_owned() };
        let text = |p: Option<order_model::Price>| p.map_or_else(|| "unknown".to_owned(), |p| price(p, quote.spec));
        format!("bid {}, ask {}, {} ago", text(quote.bid), text(quote.ask), age(quote.at, now))
    })
}

/// The button that sends, with the place orders go to.
pub(crate) const fn send_label(environment: Environment) -> &'static str {
    match environment {
        Environment::Practice => "Send to practice",
        Environment::Sim => "Send to simulation",
        Environment::Live => "Send live",
    }
}
