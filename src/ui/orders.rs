//! This session's orders, newest first, each with its state. Comes with the second part: until then the ticket's own
//! outcome line says what became of an order.

use crate::state::{App, time_text};
use crate::ui::dom::{View, found, html, list, nothing, still, view_of};
use crate::ui::format;
use crate::ui::icon;
use crate::ui::phase::look;
use crate::ui::resolve::resolve;
use order_model::{OrderKind, TimeInForce};
use order_session::{Act, Attempt, Phase, What};

/// The list.
#[inline(never)]
pub(crate) fn orders(app: App) -> View {
    let ids = move || app.state().shown.with(|s| s.attempts.iter().rev().map(|a| a.id.0.clone()).collect());
    let length = move || app.state().shown.with(|s| s.attempts.len());
    let count = move || match length() {
        0 => String::new(),
        n => n.to_string(),
    };
    let content = move |any: &bool| {
        if !*any {
            return still(r#"<p class="empty">No orders yet. What you send appears here with its state.</p>"#);
        }
        let rows = html(r#"<ol _ class="orders" tabindex="0" aria-labelledby="orders-name"></ol>"#);
        rows.at().child(list(ids, move |id| order_row(app, id)));
        rows.view()
    };
    if let Some(name) = found(&app.state().given.home, "orders-name") {
        let number = html(r#"<span _ class="mute"></span>"#);
        number.at().live_text(count);
        name.after(number.view());
    }
    view_of(move || length() > 0, content)
}

fn order_row(app: App, id: &str) -> View {
    let id = id.to_owned();
    let attempt = move || {
        app.state().shown.with(|s| {
            let attempt = s.attempts.iter().find(|a| a.id.0 == id)?;
            Some((attempt.clone(), s.slow.contains(&attempt.id)))
        })
    };
    view_of(attempt, move |attempt| attempt.as_ref().map_or_else(nothing, |(attempt, slow)| item(app, attempt, *slow)))
}

#[inline(never)]
fn item(app: App, attempt: &Attempt, slow: bool) -> View {
    let look = look(attempt, slow);
    let spec = app.state().shown.with_untracked(|s| s.quote.as_ref().and_then(|q| q.spec));
    let side = if attempt.action == order_model::Action::Buy { "buy" } else { "sell" };
    let row = html(
        r#"<li _><p _ class="state"></p><p _ class="what"><b _></b></p><p _ class="num"></p><p _ class="tif"></p><time _ class="time"></time></li>"#,
    );
    let whole = row.at().attr("class", &format!("order {}", look.tone)).attr("data-state", look.state);
    let mut whole = whole.attr("data-order-id", attempt.order_id.as_deref().unwrap_or_default());
    row.at().child(icon::icon(look.icon)).text(&look.word);
    let what = row.at().attr("data-side", side).prepend(icon::icon(icon::side(attempt.action)));
    what.text(&format!(" {} {} {}", attempt.contracts(), attempt.instrument, kind_word(attempt.terms())));
    row.at().text(attempt.action.as_str());
    row.at().text(&prices(attempt, spec));
    row.at().text(tif(attempt));
    row.at().text(&time_text(attempt.at));
    let unknown = matches!(attempt.phase, Phase::Unknown { .. });
    if let Some(why) = look.why.filter(|_| !unknown) {
        let line = html(r#"<p _ class="why"></p>"#);
        line.at().text(&why);
        whole = whole.child(line.view());
    }
    if attempt.is_changed() {
        let line = html(r#"<p _ class="why">Changed; sent as </p>"#);
        line.at().text(&attempt.summary);
        whole = whole.child(line.view());
    }
    if let Some(id) = &attempt.order_id {
        whole = whole.child(identity(app, &attempt.account, id));
    }
    if let Some(order_id) = can_cancel(attempt) {
        whole = whole.child(cancel_button(app, attempt.account.clone(), order_id));
    }
    if unknown {
        whole.child(resolve(app, attempt));
    }
    row.view()
}

fn cancel_button(app: App, account: String, order_id: String) -> View {
    let id = order_id.clone();
    let note = move || {
        app.state().acts.get();
        app.look(|s| s.act_on(&id).map(act_words)).flatten()
    };
    let act =
        html(r#"<div class="act"><span _ class="mute" role="status"></span><button _ class="button" type="button">Cancel</button></div>"#);
    act.at().live_text(note);
    act.at().click(move || app.cancel(&account, &order_id));
    act.view()
}

/// The exchange's id and where the order is.
fn identity(app: App, account: &str, order_id: &str) -> View {
    let line = html(r#"<p class="why"><span _></span><span _ class="id"></span></p>"#);
    let account = account.to_owned();
    line.at().live_text(move || app.hide(&account));
    line.at().prepend(crate::ui::dom::text(" · order ")).text(order_id);
    line.view()
}

/// How the newest act on an order stands.
fn act_words(act: &Act) -> String {
    let verb = if matches!(act.what, What::Cancel { .. }) { "cancel " } else { "change " };
    match act.phase.why() {
        Some(why) => [verb, act.phase.word(), ": ", why].concat(),
        None => [verb, act.phase.word()].concat(),
    }
}

fn can_cancel(attempt: &Attempt) -> Option<String> {
    let open = matches!(attempt.phase, Phase::Acknowledged | Phase::Working | Phase::PartFilled);
    attempt.order_id.clone().filter(|_| open)
}

fn kind_word(kind: OrderKind) -> &'static str {
    match kind {
        OrderKind::Market => "MARKET",
        OrderKind::Limit { .. } => "LIMIT",
        OrderKind::StopMarket { .. } => "STOP",
        OrderKind::StopLimit { .. } => "STOP\u{a0}LIMIT",
    }
}

/// The order's own prices; for a filled market order the price it got.
fn prices(attempt: &Attempt, spec: Option<order_model::InstrumentSpec>) -> String {
    let text = |p| format::price(p, spec);
    let average = attempt.row.as_ref().and_then(|row| row.average);
    match attempt.terms() {
        OrderKind::Market => average.map(text).unwrap_or_default(),
        OrderKind::Limit { limit } => text(limit),
        OrderKind::StopMarket { stop } => text(stop),
        OrderKind::StopLimit { stop, limit } => format!("{} / {}", text(stop), text(limit)),
    }
}

/// The summary ends with it, whatever the kind.
fn tif(attempt: &Attempt) -> &'static str {
    if attempt.summary.ends_with("GTC") { "GTC" } else { const { TimeInForce::Day.as_str() } }
}
