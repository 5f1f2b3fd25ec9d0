//! What the order on the ticket would do. Unknown shows as unknown.

use crate::state::App;
use crate::ui::dom::{View, all, html, view_of};
use crate::ui::format::{amount, price, signed};
use order_model::{Action, Checked, Preview};

/// The preview under the form.
#[inline(never)]
pub(crate) fn preview_list(app: App) -> View {
    let rows = move || rows(app, &app.checked(), &app.instrument(), app.limits().max_position);
    let row = |row: &Row| {
        let whole = html(r#"<div><dt _></dt><dd _></dd><dd _ class="remark"></dd></div>"#);
        whole.at().text(row.name);
        whole.at().text(&row.value);
        whole.at().text(&row.remark);
        whole.view()
    };
    let list = html(r#"<dl _ class="preview" part="preview" aria-label="What this order does"></dl>"#);
    list.at().child(view_of(rows, move |rows: &Vec<Row>| all(rows.iter().map(row).collect())));
    list.view()
}

/// One line: what, how much, and a word about it.
#[derive(PartialEq)]
struct Row {
    name: &'static str,
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
fn rows(app: App, checked: &Checked, instrument: &str, limit: Option<u32>) -> Vec<Row> {
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
        |money| row("Result", app.hide_money(amount(money)), format!("{} closed", money.currency().as_str())),
    );
    vec![
        contract,
        row("Price", preview.reference.map_or_else(unknown, |p| price(p, preview.spec)), distance(checked, preview)),
        row(
            "Notional",
            preview.notional.map_or_else(unknown, |money| app.hide_money(amount(money))),
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
