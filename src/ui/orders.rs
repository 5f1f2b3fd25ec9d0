//! This session's orders, newest first, each with its state.

use crate::state::{App, time_text};
use crate::ui::erase::{click, either, maybe, option, text, view};
use crate::ui::format;
use crate::ui::icon;
use crate::ui::phase::look;
use crate::ui::resolve::resolve;
use leptos::prelude::*;
use order_model::{OrderKind, TimeInForce};
use order_session::{Attempt, AttemptId, Phase};

/// The list.
pub(crate) fn orders(app: App) -> AnyView {
    let ids = Memo::new(move |_| app.shown.with(|s| s.attempts.iter().rev().map(|a| a.id.clone()).collect::<Vec<_>>()));
    let count = move || match ids.with(Vec::len) {
        0 => String::new(),
        n => n.to_string(),
    };
    let list = move || {
        view! {
            <ol class="orders">
                <For each=move || ids.get() key=|id| id.clone() children=move |id| order_row(app, id)/>
            </ol>
        }
        .into_any()
    };
    let empty = || view! { <p class="empty">"No orders yet. What you send appears here with its state."</p> }.into_any();
    view! {
        <section aria-labelledby="orders-name">
            <header class="head"><h2 id="orders-name">"Orders of this session"</h2><span class="mute">{text(count)}</span></header>
            {either(move || !ids.with(Vec::is_empty), list, empty)}
        </section>
    }
    .into_any()
}

fn order_row(app: App, id: AttemptId) -> AnyView {
    let wanted = id.clone();
    let attempt = Memo::new(move |_| app.shown.with(|s| s.attempts.iter().find(|a| a.id == wanted).cloned()));
    let slow = Memo::new(move |_| app.shown.with(|s| s.slow.contains(&id)));
    view(move || {
        let Some(attempt) = attempt.get() else { return ().into_any() };
        let look = look(&attempt, slow.get());
        let spec = app.shown.with_untracked(|s| s.quote.as_ref().and_then(|q| q.spec));
        let side = if attempt.action == order_model::Action::Buy { "buy" } else { "sell" };
        let unknown = matches!(attempt.phase, Phase::Unknown { .. });
        let why = look.why.clone().filter(|_| !unknown);
        view! {
            <li class=format!("order {}", look.tone) data-state=look.state data-order-id=attempt.order_id.clone().unwrap_or_default()>
                <p class="state">{icon::icon(look.icon)} {look.word.clone()}</p>
                <p class="what" data-side=side>
                    {icon::icon(icon::side(attempt.action))}
                    <b>{attempt.action.as_str()}</b>
                    {format!(" {} {} {}", attempt.quantity, attempt.instrument, kind_word(attempt.kind))}
                </p>
                <p class="num">{prices(&attempt, spec)}</p>
                <p class="tif">{tif(&attempt)}</p>
                <time class="time">{time_text(attempt.at)}</time>
                {option(why.map(|why| view! { <p class="why">{why}</p> }.into_any()))}
                {option(identity(&attempt))}
                {option(can_cancel(&attempt).map(|order_id| cancel_button(app, attempt.account.clone(), order_id)))}
                {option(unknown.then(|| resolve(app, &attempt)))}
            </li>
        }
        .into_any()
    })
}

fn cancel_button(app: App, account: String, order_id: String) -> AnyView {
    let id = order_id.clone();
    let note = Memo::new(move |_| app.shown.with(|s| s.cancels.iter().find(|(o, _)| *o == id).map(|(_, note)| note.clone())));
    view! {
        <div class="act">
            <span class="mute" role="status">{maybe(move || note.get())}</span>
            <button class="button" type="button" on:click=click(move || app.cancel(account.clone(), order_id.clone()))>"Cancel"</button>
        </div>
    }
    .into_any()
}

/// The exchange's id and where the order is.
fn identity(attempt: &Attempt) -> Option<AnyView> {
    let id = attempt.order_id.clone()?;
    Some(view! { <p class="why">{attempt.account.clone()} " · order " <span class="id">{id}</span></p> }.into_any())
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
    match attempt.kind {
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
