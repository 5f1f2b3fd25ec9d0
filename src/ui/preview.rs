//! What the order on the ticket would do. Unknown shows as unknown.

use crate::state::App;
use crate::ui::erase::{all, view};
use crate::ui::format::{amount, price, signed};
use leptos::prelude::*;
use order_model::{Action, Checked, Preview};

/// The preview under the form.
pub(crate) fn preview_list(app: App) -> AnyView {
    let rows = Memo::new(move |_| {
        let limit = app.settings.with(|s| s.limits.max_position);
        app.checked.with(|checked| rows(checked, &app.instrument.get(), limit))
    });
    let row = |row: Row| {
        let Row { name, value, remark } = row;
        view! { <div><dt>{name}</dt><dd>{value}</dd><dd class="remark">{remark}</dd></div> }.into_any()
    };
    view! { <dl class="preview" aria-label="What this order does">{view(move || all(rows.get().into_iter().map(row)))}</dl> }.into_any()
}

/// One line: what, how much, and a word about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) value: String,
    pub(crate) remark: String,
}

/// Position before and after, as text.
pub(crate) fn position_text(preview: &Preview) -> String {
    match (preview.position_before, preview.position_after) {
        (Some(before), Some(after)) => format!("{} → {}", signed(before), signed(after)),
        _ => unknown(),
    }
}

fn rows(checked: &Checked, instrument: &str, limit: Option<u32>) -> Vec<Row> {
    let row = |name, value, remark: String| Row { name, value, remark };
    let product = order_model::Instrument::parse(instrument, None).ok().and_then(|i| i.row()).map_or("", |row| row.name);
    let name = if instrument.is_empty() { unknown() } else { instrument.to_owned() };
    let contract = row("Contract", name, product.to_owned());
    let Some(preview) = &checked.preview else {
        let blank = |name| row(name, unknown(), String::new());
        return vec![contract, blank("Price"), blank("Notional"), blank("Position"), blank("Result")];
    };
    let closes = preview.closes_for.map_or_else(
        || match (preview.position_before, preview.position_after) {
            (Some(before), Some(after)) if after.abs() < before.abs() => row("Result", unknown(), "of what it closes".to_owned()),
            (Some(_), Some(_)) => row("Result", "none".to_owned(), "closes nothing".to_owned()),
            _ => row("Result", unknown(), "position not read".to_owned()),
        },
        |money| row("Result", amount(money), format!("{} closed", money.currency().as_str())),
    );
    vec![
        contract,
        row("Price", preview.reference.map_or_else(unknown, |p| price(p, preview.spec)), distance(checked, preview)),
        row(
            "Notional",
            preview.notional.map_or_else(unknown, amount),
            preview.notional.map(|m| m.currency().as_str().to_owned()).unwrap_or_default(),
        ),
        row("Position", position_text(preview), limit.map(|l| format!("of {l} allowed")).unwrap_or_default()),
        closes,
    ]
}

fn distance(checked: &Checked, preview: &Preview) -> String {
    let sells = checked.summary.as_deref().is_some_and(|s| s.starts_with(Action::Sell.as_str()));
    let side = if sells { "bid" } else { "ask" };
    match preview.ticks_from_market {
        Some(0) => format!("at the {side}"),
        Some(n) if n > 0 => format!("{} above {side}", ticks(n)),
        Some(n) => format!("{} below {side}", ticks(n.abs())),
        None if preview.reference.is_some() => "about".to_owned(),
        None => "no quote".to_owned(),
    }
}

fn ticks(n: i64) -> String {
    if n == 1 { "1 tick".to_owned() } else { format!("{n} ticks") }
}

fn unknown() -> String {
    "unknown".to_owned()
}
