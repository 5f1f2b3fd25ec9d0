//! The main button that says the whole order, why it is off when it is, and what became of the last order.

use crate::state::{App, Stage};
use crate::ui::confirm::confirm;
use crate::ui::erase::{click, either, maybe, on, option, text, view};
use crate::ui::format;
use crate::ui::icon;
use crate::ui::note::{findings_of, notes};
use crate::ui::phase::look;
use leptos::prelude::*;
use order_model::{Action, Draft, Field, OrderKind, OrderType, TimeInForce};
use order_session::Phase;

/// The foot of the ticket.
pub(crate) fn submit(app: App) -> AnyView {
    let asking = move || matches!(app.stage.get(), Stage::Confirming { .. });
    view! {
        <div class="submit">
            {either(asking, move || confirm(app), move || send_button(app))}
            {outcome(app)}
        </div>
    }
    .into_any()
}

fn send_button(app: App) -> AnyView {
    let off = Memo::new(move |_| reason(app));
    let whole = findings_of(app, Field::Order);
    let action = move || app.draft.with(|d| Action::parse(&d.action)).unwrap_or(Action::Buy);
    // The second half of a double click is not a second order.
    let on_click = move |event: leptos::ev::MouseEvent| {
        if event.detail() > 1 {
            event.prevent_default();
        }
    };
    view! {
        <button
            class="button send"
            type="submit"
            aria-describedby="submit-note"
            aria-disabled=maybe(move || off.with(Option::is_some).then(|| "true".to_owned()))
            on:click=on(on_click)
        >
            {view(move || icon::icon(icon::side(action())))}
            <span>{text(move || label(app))}</span>
        </button>
        <div class="submit-note" id="submit-note">
            {notes(app, "order", whole)}
            {view(move || match off.get() {
                // The notes above say it, with the fix beside it.
                Some(Reason { text: None, .. }) => ().into_any(),
                Some(Reason { text: Some(text), field }) => view! {
                    <p class="note tone-block">
                        {icon::icon(icon::BLOCK)} <span><b class="sr">"Not possible: "</b>{text}</span>
                        {option(field.map(|field| {
                            view! { <button class="button" type="button" on:click=click(move || focus(field))>"Show"</button> }.into_any()
                        }))}
                    </p>
                }
                .into_any(),
                None if app.settings.with(|s| s.confirm) => "Asks before it sends.".into_any(),
                None => "Sends at once.".into_any(),
            })}
        </div>
    }
    .into_any()
}

/// What became of the last order, said without taking the focus.
fn outcome(app: App) -> AnyView {
    let last = Memo::new(move |_| app.shown.with(|s| s.attempts.last().map(|a| (a.clone(), s.slow.contains(&a.id)))));
    let content = move || {
        let Some((attempt, slow)) = last.get() else { return ().into_any() };
        let look = look(&attempt, slow);
        view! { {icon::icon(look.icon)} <span><b>{look.word} "."</b> " " {attempt.summary.clone()} {look.why.map(|why| format!(": {why}")).unwrap_or_default()}</span> }.into_any()
    };
    let class = move || last.get().map_or_else(String::new, |(a, slow)| format!("outcome {}", look(&a, slow).tone));
    let phase = move || last.get().map(|(a, _)| phase_word(&a.phase));
    // The region is there from the start, so that the first outcome is announced too.
    view! { <p class=text(class) role="status" data-phase=maybe(phase)>{view(content)}</p> }.into_any()
}

fn phase_word(phase: &Phase) -> String {
    phase.word().replace(' ', "-")
}

/// Why the button is off, and the field to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Reason {
    /// `None` when the notes on the whole order say it already.
    text: Option<String>,
    field: Option<&'static str>,
}

fn reason(app: App) -> Option<Reason> {
    if let Some(text) = app.block() {
        return Some(Reason { text: Some(text), field: None });
    }
    app.checked.with(|checked| {
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
    })
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
        Field::Action | Field::OrderType | Field::TimeInForce | Field::Order => "ticket",
    }
}

fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let element = document().get_element_by_id(id).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        if let Some(details) = element.closest("details").ok().flatten() {
            let _ = details.set_attribute("open", "");
        }
        let _ = element.focus();
    }
}

/// The whole order, as far as it can be read; what cannot is shown as typed.
fn label(app: App) -> String {
    let spec = app.checked.with(|c| c.preview.as_ref().and_then(|p| p.spec));
    let name = app.instrument.get();
    app.draft.with(|draft| {
        let shown = draft.as_shown();
        let instrument = if name.is_empty() { shown.instrument.trim() } else { name.as_str() };
        let tif = TimeInForce::parse(&shown.time_in_force).map_or("?", |t| if t == TimeInForce::Day { "DAY" } else { "GTC" });
        format!("{} {} {instrument} · {} · {tif}", shown.action, blank(&shown.quantity), kind_text(&shown, spec))
    })
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
