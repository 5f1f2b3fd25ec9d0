//! What the order on the ticket would do. Unknown shows as unknown.

use crate::state::{App, Derived};
use crate::ui::dom::{View, html};
use crate::ui::format::{amount, price, signed};
use order_model::{Action, Checked, Preview};

/// The preview under the form.
#[inline(never)]
pub(crate) fn preview_list(app: App) -> View {
    let rows = Derived::new(move || rows(app, &app.checked(), &app.instrument(), app.limits().max_position));
    let text = |at: usize, of: fn(&Row) -> &String| {
        let rows = rows.clone();
        move || rows.get().get(at).map(|row| of(row).clone())
    };
    let list = html(LINES);
    for at in 0..ROWS {
        list.at().live_text(text(at, |row| &row.value));
        list.at().live_text(text(at, |row| &row.remark));
    }
    list.view()
}

/// The lines, the same for every order: only their words follow it.
const LINES: &str = concat!(
    r#"<dl class="preview" part="preview" aria-label="What this order does">"#,
    r#"<div><dt>Contract</dt><dd _></dd><dd _ class="remark"></dd></div>"#,
    r#"<div><dt>Price</dt><dd _></dd><dd _ class="remark"></dd></div>"#,
    r#"<div><dt>Notional</dt><dd _></dd><dd _ class="remark"></dd></div>"#,
    r#"<div><dt>Position</dt><dd _></dd><dd _ class="remark"></dd></div>"#,
    r#"<div><dt>Result</dt><dd _></dd><dd _ class="remark"></dd></div></dl>"#,
);
const ROWS: usize = 5;

/// One line: how much, and a word about it.
#[derive(PartialEq)]
struct Row {
    value: String,
    remark: String,
}

/// Position before and after, as text.
pub(crate) fn position_text(preview: &Preview) -> String {
    match (preview.position_before, preview.position_after) {
        (Some(before), Some(after)) => format!("{} → {}", signed(before), signed(after)),
        _ => unknown(),
    }
}

#[inline(never)]
fn rows(app: App, checked: &Checked, instrument: &str, limit: Option<u32>) -> [Row; ROWS] {
    let row = |value, remark: String| Row { value, remark };
    let product = order_model::Instrument::parse(instrument, None).ok().and_then(|i| i.row()).map_or("", |row| row.name);
    let name = if instrument.is_empty() { unknown() } else { instrument.to_owned() };
    let contract = row(name, product.to_owned());
    let Some(preview) = &checked.preview else {
        let blank = || row(unknown(), String::new());
        return [contract, blank(), blank(), blank(), blank()];
    };
    let closes = preview.closes_for.map_or_else(
        || match (preview.position_before, preview.position_after) {
            (Some(before), Some(after)) if after.abs() < before.abs() => row(unknown(), "of what it closes".to_owned()),
            (Some(_), Some(_)) => row("none".to_owned(), "closes nothing".to_owned()),
            _ => row(unknown(), "position not read".to_owned()),
        },
        |money| row(app.hide_money(amount(money)), format!("{} closed", money.currency().as_str())),
    );
    [
        contract,
        row(preview.reference.map_or_else(unknown, |p| price(p, preview.spec)), distance(checked, preview)),
        row(
            preview.notional.map_or_else(unknown, |money| app.hide_money(amount(money))),
            preview.notional.map(|m| m.currency().as_str().to_owned()).unwrap_or_default(),
        ),
        row(position_text(preview), limit.map(|l| format!("of {l} allowed")).unwrap_or_default()),
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
