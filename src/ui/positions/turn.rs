//! Orders that come after a close: a reversal, and the ticket's order once the position is flat.

use super::Of;
use super::parts::{findings, position_words, touches, waits};
use crate::state::{App, Before, Derived, Live};
use crate::ui::dom::{Tag, View, html, view_of};
use crate::ui::format::signed;
use order_model::{Checked, Draft, Finding, Order, OrderType, Severity, TimeInForce};
use order_session::Via;
use std::rc::Rc;

/// The order that a reversal places after the close: as many contracts as are open, on the other side, at the market.
fn reversal(of: &Of) -> Option<Draft> {
    let position = of.position_now().filter(|p| p.net != 0)?;
    let action = if position.net > 0 { order_model::Action::Sell } else { order_model::Action::Buy };
    Some(Draft {
        account: of.account.to_string(),
        instrument: of.instrument.to_string(),
        action: action.as_str().to_owned(),
        quantity: position.net.unsigned_abs().to_string(),
        order_type: OrderType::Market.as_str().to_owned(),
        time_in_force: TimeInForce::Day.as_str().to_owned(),
        ..Draft::default()
    })
}

/// The button of a position. What stops the reversal is said in the question's place.
pub(super) fn reverse(of: &Of, button: Tag) {
    let (named, busy, own) = (of.clone(), of.clone(), of.clone());
    let name = move || format!("Reverse {} {} on {}", signed(named.net()), named.instrument, named.app.hide(&named.account));
    let off = move || is_sending(busy.app, &busy.account) || busy.busy(|act| act.phase.is_in_flight());
    let button = looks_stopped(of.app, button).text("Reverse").live("aria-label", name);
    waits(button, off, move || ask_reverse(&own));
}

/// While nothing that adds risk may leave, the button looks so and says why; pressed, its question says it too.
fn looks_stopped(app: App, button: Tag) -> Tag {
    button
        .live("class", move || if app.stop().is_some() { "button stopped" } else { "button" }.to_owned())
        .live("title", move || app.stop())
}

fn ask_reverse(of: &Of) {
    let (app, Some(draft), Some(position)) = (of.app, reversal(of), of.position_now()) else { return };
    let checked = app.check_other(&draft, &Before::Flat, false);
    let title = format!("Reverse {} on {}?", position_words(&position, app.spec_for(&of.instrument)), of.account);
    let mut lines = touches(app, &of.account, Some(&of.instrument), true);
    lines.extend(then(&format!("{} → {}", checked.summary.clone().unwrap_or_default(), signed(-position.net))));
    confirm(app, title, lines, checked, "Reverse", Via::Reverse, draft, position.net);
}

/// What happens to the position, and what comes after it.
fn then(order: &str) -> [String; 2] {
    ["First what is held is closed.".to_owned(), ["Then: ", order].concat()]
}

/// The ticket's own order, placed once the position is flat.
pub(super) fn flat_place(app: App) -> View {
    let tried = Rc::new(Live::new(false));
    let whole = html(
        r#"<div class="way-out" role="group" aria-label="Flat first, then the order on the ticket"><span class="mute">Flat, then</span><button _ class="button" type="button"></button></div><div _ class="notes"></div>"#,
    );
    let checked = Derived::new(move || {
        app.follow_rules();
        app.state().books.get();
        ticket(app).1
    });
    let said = checked.clone();
    let label = move || said.get().summary.clone().unwrap_or_else(|| "the ticket’s order".to_owned());
    let off = move || is_sending(app, &app.account());
    let clicked = Rc::clone(&tried);
    // The ticket's own button has the same words.
    let words = label.clone();
    let name = move || ["Flat, then ", &words()].concat();
    let button = looks_stopped(app, whole.at()).live_text(label).live("aria-label", name);
    waits(button, off, move || {
        let (draft, checked) = ticket(app);
        clicked.set(checked.order.is_none());
        if checked.order.is_some() {
            let title = format!("Close {} on {}, then place the ticket’s order?", draft.instrument, draft.account);
            let mut lines = touches(app, &draft.account, Some(&draft.instrument), true);
            lines.extend(then(checked.summary.as_deref().unwrap_or_default()));
            let net = net_of(app, &draft);
            confirm(app, title, lines, checked, "Go flat, then place", Via::FlatPlace, draft, net);
        }
    });
    // Nobody is scolded before trying.
    let found = move || if tried.get() { blocking(&checked.get()) } else { Vec::new() };
    let note = move |found: &Vec<Finding>| {
        let apply: super::parts::Apply = Rc::new(move |fix| app.apply(fix));
        findings(found, app.spec(), &apply)
    };
    whole.at().attr("role", "status").child(view_of(found, note));
    whole.view()
}

/// The draft on the ticket, and what the rules say about it once its position is flat.
fn ticket(app: App) -> (Draft, Checked) {
    let state = app.state();
    let draft = Draft { instrument: app.instrument_untracked(), ..state.draft.with_untracked(Draft::as_shown) };
    let checked = app.check_other(&draft, &Before::Flat, state.repeat_confirmed.get_untracked());
    (draft, checked)
}

fn blocking(checked: &Checked) -> Vec<Finding> {
    checked.findings.iter().filter(|f| f.severity() == Severity::Block).cloned().collect()
}

fn is_sending(app: App, account: &str) -> bool {
    app.state().shown.with(|s| s.attempts.iter().any(|a| a.account.eq_ignore_ascii_case(account) && a.phase.is_in_flight()))
}

fn net_of(app: App, draft: &Draft) -> i64 {
    let own = |p: &&crosstrade::PositionRow| p.instrument.eq_ignore_ascii_case(&draft.instrument);
    app.look(|s| s.book(&draft.account)?.positions.iter().find(own).map(|p| p.net)).flatten().unwrap_or(0)
}

/// Asks, with everything the rules found; where they stop it, that is all the question says.
#[allow(clippy::too_many_arguments, reason = "one question, all of its parts")]
fn confirm(app: App, title: String, mut lines: Vec<String>, checked: Checked, verb: &str, via: Via, draft: Draft, net: i64) {
    lines.extend(checked.findings.iter().map(|f| {
        let word = if f.severity() == Severity::Block { "Not possible: " } else { "Warning: " };
        [word, &f.message()].concat()
    }));
    let block = leptos::prelude::untrack(|| app.block_on(&draft.account));
    lines.extend(block.as_ref().map(|block| ["Not possible now: ", block].concat()));
    let Some(order) = checked.order.filter(|_| block.is_none()) else {
        return app.ask(title, lines, "Understood", Box::new(|_| ()));
    };
    app.ask(title, lines, verb, Box::new(move |app| send(app, &draft, &order, &via, net)));
}

/// The world may have moved since the question: the rules run once more, on the same order and the same position.
fn send(app: App, draft: &Draft, order: &Order, via: &Via, net: i64) {
    let repeat = app.state().repeat_confirmed.get_untracked();
    let still = app.check_other(draft, &Before::Flat, repeat).order.filter(|now| now == order);
    match still {
        Some(order) if net_of(app, draft) == net => {
            app.state().repeat_confirmed.set(false);
            app.submit(order, via.clone(), repeat);
        }
        _ => {
            let why = "The position or the market has moved since the question; nothing was sent. Ask again.".to_owned();
            app.ask("Not sent".to_owned(), vec![why], "Understood", Box::new(|_| ()));
        }
    }
}
