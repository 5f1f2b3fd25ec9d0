//! From a key to what it does: only on this ticket, never inside a dialog, never while a text is typed without a modifier.

use crate::state::listen;
use crate::state::{App, Deed, Does, Stage, chord_of};
use crate::ui::format::signed;
use crate::ui::quick::press;
use leptos::prelude::document;
use order_model::{Action, Draft, Field, OrderType};
use order_session::{AccountBook, What};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

/// Listens for as long as the piece is on the page; `home` is an element of the ticket.
pub(crate) fn follow_keys(app: App, home: Element) {
    listen("keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        // Keys that a script presses are nobody's word.
        if !event.is_trusted() || event.default_prevented() || key.is_composing() || key.get_modifier_state("AltGraph") {
            return;
        }
        let Some(chord) = chord_of(key) else { return };
        let keys = app.state().keys.get_untracked().unwrap_or_default();
        let Some(deed) = keys.deed(&chord).filter(|_| !keys.are_off()) else { return };
        let held = key.ctrl_key() || key.alt_key() || key.meta_key();
        if !is_here(app, &home, key, held) {
            return;
        }
        if may_do(app, deed) {
            event.prevent_default();
            // A key held down goes on stepping; everything else it does once.
            if !key.repeat() || deed.does.repeats() {
                perform(app, deed.does, &home);
            }
        }
    });
}

/// Whether a key that was pressed there is meant for this ticket.
fn is_here(app: App, home: &Element, key: &KeyboardEvent, held: bool) -> bool {
    let state = app.state();
    if state.panel.with_untracked(Option::is_some) || state.question.with_untracked(Option::is_some) {
        return false;
    }
    let Some(target) = key.composed_path().get(0).dyn_into::<Element>().ok() else { return false };
    let Some(desk) = home.closest(".desk").ok().flatten() else { return false };
    // Nothing has the focus: the page is the ticket's own, unless it is a guest in another's.
    let own_page = || !state.given.guest && document().body().is_some_and(|body| *body == target);
    let inside = desk.contains(Some(&target)) || own_page();
    let open =
        || document().query_selector("dialog[open]").ok().flatten().or(state.given.home.query_selector("dialog[open]").ok().flatten());
    let in_dialog = target.closest("dialog").ok().flatten().is_some() || open().is_some();
    inside && !in_dialog && (held || !is_typing(&target))
}

fn is_typing(target: &Element) -> bool {
    match target.dyn_ref::<HtmlInputElement>() {
        Some(input) => !matches!(input.type_().as_str(), "radio" | "checkbox"),
        None => matches!(target.tag_name().as_str(), "SELECT" | "TEXTAREA") || target.has_attribute("contenteditable"),
    }
}

/// While an order is being asked about its fields hold still.
fn may_do(app: App, deed: &Deed) -> bool {
    let asking = app.state().stage.with_untracked(|stage| *stage != Stage::Editing);
    match deed.does {
        Does::Back => asking,
        Does::Lock | Does::CancelAll | Does::Flatten => true,
        _ => !asking,
    }
}

fn perform(app: App, does: Does, home: &Element) {
    match does {
        Does::Choose(field, word) => app.edit(field, word.to_owned()),
        Does::Quantity(steps) => app.step(Field::Quantity, steps),
        Does::Price(steps) => {
            if let Some((field, _)) = price_of(app) {
                app.step(field, steps);
            }
        }
        Does::Fill(spot) => {
            if let Some((field, _)) = price_of(app) {
                app.fill(field, spot);
            }
        }
        Does::Focus("") => focus(home, price_of(app).map_or("quantity", |(_, id)| id)),
        Does::Focus(id) => focus(home, id),
        Does::Template(index) => {
            let instrument = app.instrument_untracked();
            let presets = app.state().presets.get_untracked().unwrap_or_default();
            if let Some(template) = presets.offered(&instrument).get(index) {
                app.apply_template(template);
            }
        }
        Does::Back => app.back(),
        Does::Lock => app.state().armed.set(false),
        Does::Show(panel) => app.show(Some(panel)),
        Does::Review => app.intend(),
        Does::Quick(action, at) => press(app, action, at),
        Does::CancelAll => cancel_all(app),
        Does::Flatten => flatten(app),
    }
}

/// The price that the type on the ticket has; of two the limit.
fn price_of(app: App) -> Option<(Field, &'static str)> {
    let order_type = app.state().draft.with_untracked(|draft: &Draft| OrderType::parse(&draft.order_type)).ok()?;
    if order_type.takes_limit() {
        return Some((Field::LimitPrice, "limit"));
    }
    order_type.takes_stop().then_some((Field::StopPrice, "stop"))
}

fn focus(home: &Element, id: &str) {
    let form = home.closest("form").ok().flatten();
    let field = form.and_then(|form| form.query_selector(&format!("#{id}")).ok().flatten());
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        let _ = field.unchecked_ref::<HtmlElement>().focus();
        field.select();
    }
}

fn cancel_all(app: App) {
    let Some((account, instrument)) = subject(app) else { return };
    let lines = touched(app, &account, |book| orders(book, &instrument));
    let what = What::CancelAll { instrument: Some(instrument.clone()) };
    let title = format!("Cancel all {instrument} orders on {}", app.hide(&account));
    app.ask(title, lines, "Cancel all", Box::new(move |app| app.act(&account, what.clone())));
}

fn flatten(app: App) {
    let Some((account, instrument)) = subject(app) else { return };
    let lines = touched(app, &account, |book| {
        let net = book.positions.iter().find(|p| p.instrument.eq_ignore_ascii_case(&instrument)).map_or(0, |p| p.net);
        let mut lines = vec![format!("Position: {} {instrument}", signed(net))];
        lines.extend(orders(book, &instrument));
        lines
    });
    let what = What::Flatten { instrument: Some(instrument.clone()) };
    let title = format!("Flatten {instrument} on {}", app.hide(&account));
    app.ask(title, lines, "Flatten", Box::new(move |app| app.act(&account, what.clone())));
}

/// The account and the instrument on the ticket.
fn subject(app: App) -> Option<(String, String)> {
    let instrument = app.instrument_untracked();
    let account = app.state().draft.with_untracked(|draft| draft.account.clone());
    (!instrument.is_empty()).then_some((account, instrument))
}

fn touched(app: App, account: &str, lines: impl Fn(&AccountBook) -> Vec<String>) -> Vec<String> {
    let unknown = || vec!["What is there has not been read yet: everything of the instrument is meant.".to_owned()];
    app.look(|session| session.book(account).map(lines)).flatten().unwrap_or_else(unknown)
}

fn orders(book: &AccountBook, instrument: &str) -> Vec<String> {
    let open = book.orders.iter().filter(|row| row.remaining() > 0 && row.instrument.eq_ignore_ascii_case(instrument));
    let line = |row: &crosstrade::OrderRow| {
        let side = row.side().map_or("?", Action::as_str);
        let kind = row.kind().map_or_else(|| "?".to_owned(), |kind| crate::ui::format::kind(kind, None));
        format!("{side} {} {} · {kind}", row.remaining(), row.instrument)
    };
    let lines: Vec<String> = open.map(line).collect();
    if lines.is_empty() { vec!["No working orders are listed.".to_owned()] } else { lines }
}
