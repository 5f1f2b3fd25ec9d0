//! The money of the account on the ticket, as the venue tells it; asked for every so often while it can be seen.

use crate::state::{App, time_text};
use crate::ui::dom::{View, all, html, view_of};
use crate::ui::format::grouped;
use crosstrade::AccountDetail;
use gloo_timers::callback::Interval;
use leptos::prelude::{LocalStorage, StoredValue, document};
use order_model::{Millis, Price};
use order_session::{Ask, Event};
use std::cell::RefCell;

const EVERY_MS: Millis = 10_000;
/// From here on it is said how old the figures are.
const OLD_MS: Millis = 30_000;
const LOOK_MS: u32 = 500;

/// The figures, and what is to say about their times.
#[derive(PartialEq)]
struct Seen {
    detail: AccountDetail,
    /// When they were told, once that is long ago.
    old: Option<Millis>,
    /// When all but the profits was read, where the profits are newer.
    apart: Option<Millis>,
}

/// The line.
pub(super) fn money(app: App) -> View {
    ask_while_seen(app);
    let told = move || {
        app.state().beside.get();
        let now = app.state().clock.get();
        let account = app.account();
        let told = app.look(|s| s.desk().money(&account).cloned()).flatten();
        // Compared every time: only what is seen is made anew.
        let told = told.map(|told| Seen {
            old: (now.saturating_sub(told.profits_at) >= OLD_MS).then_some(told.profits_at),
            apart: (told.profits_at > told.read_at).then_some(told.read_at),
            detail: told.detail,
        });
        (told, app.state().streamer.get())
    };
    let line = html(r#"<dl _ class="money" aria-label="Money of the account"></dl>"#);
    let content = move |(told, _): &(Option<Seen>, bool)| {
        let (detail, old) = (told.as_ref().map(|told| &told.detail), told.as_ref().and_then(|told| told.old));
        let apart = told.as_ref().and_then(|told| told.apart);
        let read = |field: fn(&AccountDetail) -> Option<Price>| detail.and_then(field);
        let mut parts = vec![
            amount(app, "Cash", read(|d| d.cash), false),
            amount(app, "Realized", read(|d| d.realized), true),
            amount(app, "Unrealized", read(|d| d.unrealized), true),
            amount(app, "Net liquidation", read(|d| d.net_liquidation), false),
        ];
        if let Some(detail) = detail {
            parts.extend(detail.buying_power.map(|p| amount(app, "Buying power", Some(p), false)));
            parts.extend(detail.daily_loss_limit.map(|p| amount(app, "Daily loss limit", Some(p), false)));
            parts.extend(detail.max_order_size.map(|n| part("Most per order", &n.to_string(), None)));
            parts.extend(detail.max_position_size.map(|n| part("Most in position", &n.to_string(), None)));
        }
        // Profits are newer than the rest: what does not add up is told at two times.
        parts.extend(apart.map(|at| part("Cash, net liquidation at", &time_text(at), Some("mute"))));
        parts.extend(old.map(|at| part("Told at", &time_text(at), Some("mute"))));
        all(parts)
    };
    line.at().child(view_of(told, content));
    line.view()
}

fn amount(app: App, name: &str, amount: Option<Price>, signed: bool) -> View {
    match amount {
        None => part(name, "unknown", Some("mute")),
        Some(amount) => part(name, &app.hide_money(money_text(amount, signed)), if signed { tone(amount) } else { None }),
    }
}

fn part(name: &str, value: &str, class: Option<&str>) -> View {
    let part = html("<div><dt _></dt><dd _></dd></div>");
    part.at().text(name);
    let value = part.at().text(value);
    if let Some(class) = class {
        value.attr("class", class);
    }
    part.view()
}

/// With two decimals, as money is read, and a sign where it says gain or loss.
pub(super) fn money_text(amount: Price, signed: bool) -> String {
    let text = Price::try_new(1, 2).map_or_else(|| amount.to_string(), |cent| amount.at_tick(cent));
    let plus = if signed && amount > Price::ZERO { "+" } else { "" };
    [plus, &grouped(&text)].concat()
}

pub(super) fn tone(amount: Price) -> Option<&'static str> {
    match amount {
        a if a.is_negative() => Some("loss"),
        a if a > Price::ZERO => Some("gain"),
        _ => None,
    }
}

/// Asks at once for another account, then every so often; not while nobody can see the page.
fn ask_while_seen(app: App) {
    let last: RefCell<(String, Millis)> = RefCell::default();
    let look = move || {
        if !app.is_mounted() || document().hidden() {
            return;
        }
        let state = app.state();
        let (now, account) = (state.clock.get_untracked(), state.draft.with_untracked(|d| d.account.clone()));
        let mut last = last.borrow_mut();
        let due = last.0 != account || now.saturating_sub(last.1) >= EVERY_MS;
        if due && app.look(|s| s.is_synced(&account)).unwrap_or(false) {
            *last = (account.clone(), now);
            app.tell(Event::Ask(Ask::Money(account)));
        }
    };
    let _ticker: StoredValue<Interval, LocalStorage> = StoredValue::new_local(Interval::new(LOOK_MS, look));
}
