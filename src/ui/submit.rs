//! The main button that says the whole order, why it is off when it is, and what became of the last order.

use crate::state::{App, Stage};
use crate::ui::confirm::confirm;
use crate::ui::dom::{View, all, found, html, nothing, text, view_of};
use crate::ui::format;
use crate::ui::icon;
use crate::ui::note::notes;
use crate::ui::phase::{Look, look};
use order_model::{Action, Draft, Field, OrderKind, OrderType, TimeInForce};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

/// The foot of the ticket.
#[inline(never)]
pub(crate) fn submit(app: App) -> View {
    let asking = move || app.state().stage.with(|s| *s != Stage::Editing);
    let foot = html(r#"<div _ class="submit" part="submit"></div>"#);
    let action = view_of(asking, move |asking| if *asking { confirm(app) } else { send_button(app) });
    foot.at().child(action).child(view_of(move || app.state().vetoed.get(), vetoed)).child(outcome(app));
    foot.view()
}

#[inline(never)]
fn send_button(app: App) -> View {
    let action = move || app.state().draft.with(|d| Action::parse(&d.action)).unwrap_or(Action::Buy);
    let whole = html(
        r#"<button _ class="button send" part="send" type="submit" aria-describedby="submit-note"><span _></span></button><div _ class="submit-note" id="submit-note"></div>"#,
    );
    let button = whole.at().live("aria-disabled", move || reason(app).map(|_| "true".to_owned()));
    // The second half of a double click is not a second order.
    let button = button.on("click", |event| {
        if event.unchecked_ref::<MouseEvent>().detail() > 1 {
            event.prevent_default();
        }
    });
    let button = if app.state().answered.replace(false) { button.take_focus() } else { button };
    button.prepend(view_of(action, |action| icon::icon(icon::side(*action))));
    whole.at().live_text(move || label(app));
    let asks = move || app.asks_first() || app.state().group.with(Option::is_some);
    whole.at().child(notes(app, "order", Field::Order)).child(view_of(
        move || (reason(app), asks()),
        move |(reason, asks)| match reason {
            // The notes above say it, with the fix beside it.
            Some(Reason { text: None, .. }) => nothing(),
            Some(Reason { text: Some(text), field }) => stopped(app, text, *field),
            None if *asks => text("Asks before it sends."),
            None => text("Sends at once."),
        },
    ));
    whole.view()
}

/// Why the button is off, and a way to the field.
fn stopped(app: App, text: &str, field: Option<&'static str>) -> View {
    let note = html(r#"<p _ class="note tone-block"><span _><b class="sr">Not possible: </b></span></p>"#);
    let whole = note.at().prepend(icon::icon(icon::BLOCK));
    note.at().text(text);
    if let Some(field) = field {
        let show = html(r#"<button _ class="button" type="button">Show</button>"#);
        show.at().click(move || focus(app, field));
        whole.child(show.view());
    }
    note.view()
}

/// The host has stopped the last order.
fn vetoed(why: &Option<String>) -> View {
    let Some(why) = why else { return nothing() };
    let note = html(r#"<p _ class="note tone-warn" role="alert"><span _>Nothing was sent. </span></p>"#);
    note.at().prepend(icon::icon(icon::WARN));
    note.at().text(why);
    note.view()
}

/// What became of this ticket's last order, said without taking the focus.
#[inline(never)]
fn outcome(app: App) -> View {
    let class = move || app.news().map(|news| format!("outcome {}", look(&news.attempt, news.slow).tone)).unwrap_or_default();
    let phase = move || app.news().map(|news| news.attempt.phase.word().replace(' ', "-"));
    let said = move || app.news().map(|news| (look(&news.attempt, news.slow), news.words));
    // The region is there from the start, so that the first outcome is announced too.
    let region = html(r#"<p _ role="status"></p>"#);
    let content = view_of(said, |said| said.as_ref().map_or_else(nothing, |(look, summary)| sentence(look, summary)));
    region.at().live("class", class).live("data-phase", phase).child(content);
    region.view()
}

fn sentence(look: &Look, summary: &str) -> View {
    let why = look.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    let words = html("<span _><b _></b></span>");
    words.at().text(" ").text(summary).text(&why);
    words.at().text(&look.word).text(".");
    all(vec![icon::icon(look.icon), words.view()])
}

/// Why the button is off, and the field to look at.
#[derive(PartialEq)]
struct Reason {
    /// `None` when the notes on the whole order say it already.
    text: Option<String>,
    field: Option<&'static str>,
}

#[inline(never)]
fn reason(app: App) -> Option<Reason> {
    if let Some(text) = app.block() {
        return Some(Reason { text: Some(text), field: None });
    }
    // Each account goes by its own check.
    if let Some(group) = app.state().group.get() {
        return (group.stop)(app).map(|text| Reason { text: Some(text), field: None });
    }
    let checked = app.checked();
    let mut blocking = checked.blocking();
    let first = blocking.next()?;
    if first.field == Field::Order {
        return Some(Reason { text: None, field: None });
    }
    let more = blocking.count();
    let text = match more {
        0 => first.message(),
        _ => format!("{} things stop this order. First: {}", more + 1, first.message()),
    };
    Some(Reason { text: Some(text), field: Some(control_id(first.field)) })
}

/// The element that a field's finding is about.
fn control_id(field: Field) -> &'static str {
    match field {
        Field::Account => "account",
        Field::Instrument => "instrument",
        Field::Quantity => "quantity",
        Field::LimitPrice => "limit",
        Field::StopPrice => "stop",
        Field::OcoId => "oco",
        Field::Strategy => "atm",
        Field::Action | Field::OrderType | Field::TimeInForce | Field::StopLoss | Field::TakeProfit | Field::Risk | Field::Order => {
            "ticket"
        }
    }
}

fn focus(app: App, id: &str) {
    let tag = found(&app.state().given.home, id);
    if let Some(element) = tag.and_then(|tag| tag.element().dyn_into::<HtmlElement>().ok()) {
        if let Some(details) = element.closest("details").ok().flatten() {
            let _ = details.set_attribute("open", "");
        }
        let _ = element.focus();
    }
}

/// The whole order, as far as it can be read; what cannot is shown as typed.
#[inline(never)]
fn label(app: App) -> String {
    let spec = app.checked_spec();
    let name = app.instrument();
    let shown = app.state().draft.with(Draft::as_shown);
    let instrument = if name.is_empty() { shown.instrument.trim() } else { name.as_str() };
    let tif = TimeInForce::parse(&shown.time_in_force).map_or("?", |t| if t == TimeInForce::Day { "DAY" } else { "GTC" });
    let group = app.state().group.with(|g| g.as_ref().map(|g| [" · ", &g.group.name].concat())).unwrap_or_default();
    format!("{} {} {instrument} · {} · {tif}{group}", shown.action, blank(&shown.quantity), kind_text(&shown, spec))
}

fn kind_text(draft: &Draft, spec: Option<order_model::InstrumentSpec>) -> String {
    let Ok(order_type) = OrderType::parse(&draft.order_type) else { return "?".to_owned() };
    let price = |text: &str| order_model::Price::parse(text).ok();
    let limit = order_type.takes_limit().then(|| price(&draft.limit_price)).flatten();
    let stop = order_type.takes_stop().then(|| price(&draft.stop_price)).flatten();
    match (OrderKind::try_new(order_type, limit, stop), order_type) {
        (Some(kind), _) => format::kind(kind, spec),
        (None, OrderType::Market) => "MARKET".to_owned(),
        (None, OrderType::Limit) => format!("LIMIT {}", blank(&draft.limit_price)),
        (None, OrderType::StopMarket) => format!("STOP {}", blank(&draft.stop_price)),
        (None, OrderType::StopLimit) => format!("STOP {} LIMIT {}", blank(&draft.stop_price), blank(&draft.limit_price)),
    }
}

fn blank(text: &str) -> &str {
    let text = text.trim();
    if text.is_empty() { "–" } else { text }
}
