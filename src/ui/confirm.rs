//! The question before sending: the very order, where it goes, and what it does.

use crate::state::{App, Stage};
use crate::ui::erase::{click, maybe, on, option, text, view, when};
use crate::ui::format::{age, kind, price};
use crate::ui::icon;
use crate::ui::preview::position_text;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use order_model::{Environment, Order, TimeInForce};

/// Shown in the place of the main button. Escape and Back return to the form; nothing is sent.
pub(crate) fn confirm(app: App) -> AnyView {
    let order = move || match app.stage.get() {
        Stage::Confirming { order, .. } => Some(order),
        Stage::Editing => None,
    };
    let send: NodeRef<html::Button> = NodeRef::new();
    // The answer to the question is where the focus goes; a second Enter is a second decision, and too early ones do not count.
    Effect::new(move |_| {
        if let Some(button) = send.get() {
            let _ = button.focus();
        }
    });
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            app.back();
        }
    };
    let on_send = move |event: MouseEvent| {
        event.prevent_default();
        // The second half of a double click on the first button.
        if event.detail() <= 1 {
            app.confirm();
        }
    };
    let spec = move || app.checked.with(|c| c.preview.as_ref().and_then(|p| p.spec));
    let off = move || app.checked.with(|c| c.order.is_none());
    view! {
        <section class="confirm" aria-labelledby="confirm-name" on:keydown=on(on_key)>
            <h2 id="confirm-name">"Send this order?"</h2>
            <p class="whole">
                {view(move || option(order().map(|o| icon::icon(icon::side(o.action())))))}
                <span>{maybe(move || order().map(|o| whole(&o, spec())))}</span>
            </p>
            <dl>
                <dt>"Goes to"</dt><dd>{text(move || app.destination())}</dd>
                <dt>"Account"</dt><dd>{maybe(move || order().map(|o| o.account().to_string()))}</dd>
                {view(move || option(order().and_then(|o| Some(extra("OCO", o.oco_id()?.to_string())))))}
                {view(move || option(order().and_then(|o| Some(extra("ATM", o.strategy()?.to_string())))))}
                <dt>"Market"</dt><dd>{text(move || market(app))}</dd>
                <dt>"Position"</dt>
                <dd>{text(move || app.checked.with(|c| c.preview.as_ref().map_or_else(|| "unknown".to_owned(), position_text)))}</dd>
            </dl>
            {when(off, move || {
                let why = move || app.checked.with(|c| c.blocking().next().map(|f| f.message()));
                view! { <p class="note tone-block">{icon::icon(icon::BLOCK)} <span>{maybe(why)}</span></p> }.into_any()
            })}
            <div class="buttons">
                <button class="button" type="button" on:click=click(move || app.back())>"Back"</button>
                <button class="button send" type="button" node_ref=send aria-disabled=maybe(move || off().then(|| "true".to_owned())) on:click=on(on_send)>
                    {view(move || option(order().map(|o| icon::icon(icon::side(o.action())))))}
                    <span>{text(move || send_label(app.shown.with(|s| s.environment)).to_owned())}</span>
                </button>
            </div>
        </section>
    }
    .into_any()
}

fn extra(name: &'static str, value: String) -> AnyView {
    view! { <dt>{name}</dt><dd>{value}</dd> }.into_any()
}

fn whole(order: &Order, spec: Option<order_model::InstrumentSpec>) -> String {
    let tif = if order.time_in_force() == TimeInForce::Day { "DAY" } else { "GTC" };
    format!("{} {} {} · {} · {tif}", order.action(), order.quantity(), order.instrument(), kind(order.kind(), spec))
}

fn market(app: App) -> String {
    let now = app.clock.get();
    app.shown.with(|s| {
        let Some(quote) = &s.quote else { return "unknown".to_owned() };
        let text = |p: Option<order_model::Price>| p.map_or_else(|| "unknown".to_owned(), |p| price(p, quote.spec));
        format!("bid {}, ask {}, {} ago", text(quote.bid), text(quote.ask), age(quote.at, now))
    })
}

const fn send_label(environment: Environment) -> &'static str {
    match environment {
        Environment::Practice => "Send to practice",
        Environment::Sim => "Send to simulation",
        Environment::Live => "Send live",
    }
}
