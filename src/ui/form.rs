//! The ticket's form.

use crate::state::{App, Stage};
use crate::ui::dom::{View, html, nothing, view_of, when};
use crate::ui::fields::{Segment, choice, stepper, text_field};
use crate::ui::icon;
use crate::ui::note::{findings_of, notes};
use crate::ui::piece::{Piece, later_piece};
use crate::ui::preview::preview_list;
use crate::ui::submit::submit;
use order_model::{Action, Field, OrderType, TimeInForce};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

const SIDES: [Segment; 2] = [
    Segment { word: Action::Buy.as_str(), class: "side-buy", mark: Some(icon::UP) },
    Segment { word: Action::Sell.as_str(), class: "side-sell", mark: Some(icon::DOWN) },
];

/// The order form. Enter and the main button mean the same.
#[inline(never)]
pub(crate) fn ticket_form(app: App) -> View {
    let side = move || {
        let sells = app.state().draft.with(|d| Action::parse(&d.action)) == Ok(Action::Sell);
        if sells { "sell" } else { "buy" }.to_owned()
    };
    let on_submit = move |event: Event| {
        event.prevent_default();
        app.intend();
    };
    let asking = move || app.state().stage.with(|s| *s != Stage::Editing);
    let kinds: Vec<Segment> = OrderType::ALL.iter().map(|word| Segment::plain(word.as_str())).collect();
    let tifs: Vec<Segment> = TimeInForce::ALL.iter().map(|word| Segment::plain(word.as_str())).collect();
    let whole = html(
        r#"<form _ class="ticket" part="ticket" id="ticket" aria-label="Order" novalidate autocomplete="off"><fieldset _ class="fields"></fieldset></form>"#,
    );
    let form = whole.at().live("data-side", side).on("submit", on_submit).on("keydown", no_repeat);
    let quick = html(r#"<div _ class="quick-place"></div>"#);
    quick.at().child(later_piece(app, Piece::Quick));
    let grouped = move || app.state().group.with(Option::is_some);
    let legs = when(move || grouped() || app.state().sent.with(Option::is_some), move || later_piece(app, Piece::Legs));
    let preview = when(move || !grouped(), move || preview_list(app));
    form.child(quick.view()).child(legs).child(preview).child(submit(app));
    whole
        .at()
        .live_flag("disabled", asking)
        .child(prefilled(app))
        .child(account(app))
        .child(text_field(app, Field::Instrument, "instrument", None))
        .child(choice(app, Field::Action, "side", "Side", &SIDES))
        .child(choice(app, Field::OrderType, "kind", "Type", &kinds))
        .child(stepper(app, Field::Quantity, "quantity", "Quantity"))
        .child(price(app, OrderType::takes_stop, Field::StopPrice, "stop", "Stop"))
        .child(price(app, OrderType::takes_limit, Field::LimitPrice, "limit", "Limit"))
        .child(choice(app, Field::TimeInForce, "tif", "In force", &tifs))
        .child(more(app));
    whole.view()
}

/// A price that only some types of order have.
fn price(app: App, takes: fn(OrderType) -> bool, field: Field, id: &'static str, label: &'static str) -> View {
    let taken = move || app.state().draft.with(|d| OrderType::parse(&d.order_type).is_ok_and(takes));
    when(taken, move || stepper(app, field, id, label))
}

/// The account is chosen in the bar; here it shows only when there is something to say about it.
fn account(app: App) -> View {
    when(
        move || !findings_of(app, Field::Account).is_empty(),
        move || {
            let whole = html(
                r#"<div _ class="field" role="group" aria-label="Account"><span class="label">Account</span><output _></output></div>"#,
            );
            whole.at().child(notes(app, "account", Field::Account));
            whole.at().live_text(move || app.account());
            whole.view()
        },
    )
}

fn more(app: App) -> View {
    let given = move || {
        app.state().draft.with(|d| {
            let between = if d.oco_id.trim().is_empty() || d.strategy.trim().is_empty() { "" } else { " · " };
            [d.oco_id.trim(), between, d.strategy.trim()].concat()
        })
    };
    // Open at the start when a link has filled one of its fields: what will be sent is never hidden.
    let open = !given().is_empty();
    let new = html(r#"<button _ class="button" type="button">New</button>"#);
    new.at().click(move || app.new_oco());
    let whole = html(r#"<details _ class="more"><summary _>OCO · ATM <b _></b></summary></details>"#);
    let part = whole.at().flag("open", open);
    whole.at().prepend(icon::icon(icon::CHEVRON));
    whole.at().live_text(given);
    part.child(text_field(app, Field::OcoId, "oco", Some(new.view()))).child(text_field(app, Field::Strategy, "atm", None));
    whole.view()
}

/// What the trader did not fill in himself, until the first edit.
fn prefilled(app: App) -> View {
    let said = move || {
        let state = app.state();
        let fields = state.prefilled.with(|f| f.iter().map(|f| f.label()).collect::<Vec<_>>().join(", "));
        (!fields.is_empty()).then(|| format!("Filled in by {}: {fields}. Nothing was sent. Check every field.", state.filler.get().word()))
    };
    view_of(said, |said| {
        let Some(said) = said else { return nothing() };
        let note = html(r#"<p _ class="note tone-warn" role="status"><span _></span></p>"#);
        note.at().prepend(icon::icon(icon::INFO));
        note.at().text(said);
        note.view()
    })
}

/// A key held down repeats; an order does not. Enter counts once per press.
fn no_repeat(event: Event) {
    if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Enter" && event.repeat()) {
        event.prevent_default();
    }
}
