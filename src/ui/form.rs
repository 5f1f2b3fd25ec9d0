//! The ticket's form.

use crate::state::{App, Stage};
use crate::ui::erase::{click, flag, on, text, when};
use crate::ui::fields::{Segment, choice, stepper, text_field};
use crate::ui::icon;
use crate::ui::note::{findings_of, notes};
use crate::ui::preview::preview_list;
use crate::ui::submit::submit;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use order_model::{Action, Field, OrderType, TimeInForce};

/// The order form. Enter and the main button mean the same.
pub(crate) fn ticket_form(app: App) -> AnyView {
    let side = move || if app.draft.with(|d| Action::parse(&d.action)) == Ok(Action::Sell) { "sell".to_owned() } else { "buy".to_owned() };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        app.intend();
    };
    let asking = move || matches!(app.stage.get(), Stage::Confirming { .. });
    view! {
        <form class="ticket" id="ticket" data-side=text(side) aria-label="Order" novalidate autocomplete="off" on:submit=on(on_submit) on:keydown=on(no_repeat)>
            <fieldset class="fields" prop:disabled=flag(asking)>
                {prefilled(app)}
                {account(app)}
                {text_field(app, Field::Instrument, "instrument", None)}
                {choice(app, Field::Action, "side", "Side", sides())}
                {choice(app, Field::OrderType, "kind", "Type", OrderType::ALL.iter().map(|w| Segment::plain(w.as_str())).collect())}
                {stepper(app, Field::Quantity, "quantity", "Quantity")}
                {when(move || order_type(app).is_some_and(OrderType::takes_stop), move || stepper(app, Field::StopPrice, "stop", "Stop"))}
                {when(move || order_type(app).is_some_and(OrderType::takes_limit), move || stepper(app, Field::LimitPrice, "limit", "Limit"))}
                {choice(app, Field::TimeInForce, "tif", "In force", TimeInForce::ALL.iter().map(|w| Segment::plain(w.as_str())).collect())}
                {more(app)}
            </fieldset>
            {preview_list(app)}
            {submit(app)}
        </form>
    }
    .into_any()
}

/// The account is chosen in the bar; here it shows only when there is something to say about it.
fn account(app: App) -> AnyView {
    let findings = findings_of(app, Field::Account);
    let shown = move || !findings.with(Vec::is_empty);
    when(shown, move || {
        view! {
            <div class="field" role="group" aria-label="Account">
                <span class="label">"Account"</span>
                <output>{text(move || app.draft.with(|d| d.account.clone()))}</output>
                {notes(app, "account", findings)}
            </div>
        }
        .into_any()
    })
}

fn more(app: App) -> AnyView {
    let given = move || {
        app.draft.with(|d| {
            let texts = [d.oco_id.trim(), d.strategy.trim()];
            texts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
        })
    };
    // Open at the start when a link has filled one of its fields: what will be sent is never hidden.
    let open = !given().is_empty();
    let new = view! { <button class="button" type="button" on:click=click(move || app.new_oco())>"New"</button> };
    view! {
        <details class="more" open=open>
            <summary>{icon::icon(icon::CHEVRON)} "OCO · ATM " <b>{text(given)}</b></summary>
            {text_field(app, Field::OcoId, "oco", Some(new.into_any()))}
            {text_field(app, Field::Strategy, "atm", None)}
        </details>
    }
    .into_any()
}

/// What a link filled in, until the first edit.
fn prefilled(app: App) -> AnyView {
    let fields = move || app.prefilled.with(|f| f.iter().map(|f| f.label()).collect::<Vec<_>>().join(", "));
    let shown = move || !app.prefilled.with(Vec::is_empty);
    when(shown, move || {
        view! {
            <p class="note tone-warn" role="status">
                {icon::icon(icon::INFO)} <span>"Filled in by the link: " {text(fields)} ". Nothing was sent. Check every field."</span>
            </p>
        }
        .into_any()
    })
}

fn order_type(app: App) -> Option<OrderType> {
    app.draft.with(|d| OrderType::parse(&d.order_type).ok())
}

fn sides() -> Vec<Segment> {
    vec![
        Segment { word: Action::Buy.as_str(), class: "side-buy", mark: Some(icon::UP) },
        Segment { word: Action::Sell.as_str(), class: "side-sell", mark: Some(icon::DOWN) },
    ]
}

/// A key held down repeats; an order does not. Enter counts once per press.
fn no_repeat(event: KeyboardEvent) {
    if event.key() == "Enter" && event.repeat() {
        event.prevent_default();
    }
}
