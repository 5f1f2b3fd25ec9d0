//! One order: its cells are made anew when it changes, its buttons stay where they are.

use super::editor::editor;
use super::grid::row_id;
use super::look::{Look, look};
use super::{Blotter, GAP};
use crate::state::{Derived, time_text};
use crate::ui::dom::{View, all, html, nothing, text, view_of};
use crate::ui::format;
use crate::ui::icon;
use crate::ui::positions::parts::{order_words, waits};
use order_model::{Action, OrderKind, OrderType};
use order_session::Line;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The line of a row with its place; `None` once it is gone.
type Found = Derived<Option<(usize, Line)>>;

/// The row of a key.
pub(super) fn row(blotter: &Rc<Blotter>, key: &str, grid: &Element) -> View {
    let id = key.split_once(GAP).map_or(key, |(_, id)| id);
    let whole = html(r#"<div _ class="line" role="row"></div>"#);
    let key: Rc<str> = Rc::from(key);
    let (looked, chosen, clicked, open) = (Rc::clone(blotter), Rc::clone(blotter), Rc::clone(blotter), Rc::clone(blotter));
    let (by, of, to, editing) = (Rc::clone(&key), Rc::clone(&key), Rc::clone(&key), Rc::clone(&key));
    // Looked up once for all its parts: each would search a thousand lines.
    let line: Found = Derived::new(move || looked.line(&by));
    let (placed, shown) = (line.clone(), line.clone());
    let row = whole.at().attr("id", &row_id(id)).attr("data-order-id", id);
    let row = row.live("aria-rowindex", move || placed.get().as_ref().as_ref().map(|(at, _)| (at + 2).to_string()));
    let is_active = move || chosen.active.with(|active| active.as_deref() == Some(&*of));
    let row = row.live("aria-selected", move || is_active().to_string());
    let row = row.on("click", move |_| clicked.active.set(Some(to.to_string())));
    let app = blotter.app;
    let seen = move || {
        app.state().acts.get();
        let (_, line) = (*shown.get()).clone()?;
        let look = app.look(|s| look(&line.row, s.act_on(&line.row.id)));
        Some((line, look?))
    };
    let row = row.child(view_of(seen, move |seen| seen.as_ref().map_or_else(nothing, |(line, look)| cells(app, line, look))));
    row.child(buttons(blotter, &line, &key, id, grid));
    let (own, opened, back) = (Rc::clone(blotter), Rc::clone(&key), grid.clone());
    let edited = view_of(move || open.is_open(&editing), move |open| if *open { editor(&own, &opened, &back) } else { nothing() });
    all(vec![whole.view(), edited])
}

fn cells(app: crate::state::App, line: &Line, look: &Look) -> View {
    let row = &line.row;
    let spec = app.spec_for(&row.instrument);
    let (side, mark) = match row.side() {
        Some(Action::Buy) => ("buy", Some(icon::UP)),
        Some(Action::Sell) => ("sell", Some(icon::DOWN)),
        None => ("", None),
    };
    let cells = html(
        r#"<span class="first"><span _ role="gridcell" aria-colindex="1"></span><span _ role="gridcell" class="what" aria-colindex="2"><b _></b></span><span _ role="gridcell" class="num" aria-colindex="5"></span></span><span class="second"><span _ role="gridcell" class="on" aria-colindex="3"></span> <span _ role="gridcell" class="type" aria-colindex="4"></span> <span _ role="gridcell" class="tif" aria-colindex="6"></span> <span _ role="gridcell" class="account" aria-colindex="7"></span> <span _ role="gridcell" class="time" aria-colindex="8"></span> <span _ role="gridcell" class="named" aria-colindex="9"></span></span>"#,
    );
    let class = if line.leg { "state leg " } else { "state " };
    cells.at().attr("class", &[class, look.tone].concat()).attr("data-state", look.state).child(icon::icon(look.icon)).text(&look.word);
    let what = cells.at().attr("data-side", side);
    if let Some(mark) = mark {
        what.prepend(icon::icon(mark)).text(&quantity(line));
    } else {
        what.text(&quantity(line));
    }
    cells.at().text(&row.action);
    cells.at().text(&prices(line, spec));
    cells.at().text(&row.instrument);
    cells.at().text(kind_word(row));
    cells.at().text(&row.time_in_force.to_ascii_uppercase());
    let account = line.account.clone();
    cells.at().live_text(move || app.hide(&account));
    cells.at().text(row.at.map(time_text).as_deref().and_then(|text| text.split('.').next()).unwrap_or("unknown"));
    let named = cells.at().attr("title", &row.id);
    let by = row.strategy.as_ref().map(|strategy| [" · ", strategy].concat()).unwrap_or_default();
    let group = row.oco_id.as_ref().map(|id| [" · OCO ", &format::short_ids(id)].concat()).unwrap_or_default();
    named.child(text(&[&row.name, &by, &group, " · "].concat())).child({
        let id = html(r#"<span _ class="id"></span>"#);
        id.at().text(&row.id);
        id.view()
    });
    cells.view()
}

/// Filled of ordered, as long as that says something.
fn quantity(line: &Line) -> String {
    let (filled, ordered) = (line.row.filled, line.row.quantity);
    if filled > 0 && filled < ordered { format!(" {filled}/{ordered}") } else { format!(" {ordered}") }
}

fn kind_word(row: &crosstrade::OrderRow) -> &str {
    match OrderType::parse(&row.order_type) {
        Ok(OrderType::Market) => "MARKET",
        Ok(OrderType::Limit) => "LIMIT",
        Ok(OrderType::StopMarket) => "STOP",
        Ok(OrderType::StopLimit) => "STOP LIMIT",
        Err(_) => &row.order_type,
    }
}

/// The order's own prices; for a filled market order the price it got.
fn prices(line: &Line, spec: Option<order_model::InstrumentSpec>) -> String {
    let text = |p| format::price(p, spec);
    match line.row.kind() {
        Some(OrderKind::Limit { limit }) => text(limit),
        Some(OrderKind::StopMarket { stop }) => text(stop),
        Some(OrderKind::StopLimit { stop, limit }) => format!("{} / {}", text(stop), text(limit)),
        Some(OrderKind::Market) | None => line.row.average.map(text).unwrap_or_default(),
    }
}

/// Change and Cancel, while the order may still fill. By keys they are reached from the chosen row only: nobody wants to
/// pass the buttons of a thousand others.
fn buttons(blotter: &Rc<Blotter>, line: &Found, key: &Rc<str>, id: &str, grid: &Element) -> View {
    let app = blotter.app;
    let whole = html(
        r#"<span role="gridcell" class="act" aria-colindex="10"><button _ class="button" type="button">Change</button><button _ class="button" type="button">Cancel</button></span>"#,
    );
    let name = |verb: &'static str| {
        let line = line.clone();
        move || {
            let line = line.get();
            line.as_ref().as_ref().map(|(_, line)| format!("{verb} {}", order_words(&line.row, app.spec_for(&line.row.instrument))))
        }
    };
    let done = || {
        let line = line.clone();
        move || line.get().as_ref().as_ref().is_none_or(|(_, line)| line.row.state.is_final())
    };
    let stop = || {
        let (own, key) = (Rc::clone(blotter), Rc::clone(key));
        move || own.active.with(|active| active.as_deref() != Some(&*key)).then(|| "-1".to_owned())
    };
    let order = id.to_owned();
    let busy = move || {
        app.state().acts.get();
        app.look(|s| s.act_on(&order).is_some_and(|act| act.phase.is_in_flight())).unwrap_or(false)
    };
    let (changes, cancels, grid) = (Rc::clone(blotter), Rc::clone(blotter), grid.clone());
    let (changed, cancelled, opens, shown) = (Rc::clone(key), Rc::clone(key), Rc::clone(blotter), Rc::clone(key));
    let button = whole.at().live("aria-label", name("Change")).live("tabindex", stop()).live_flag("hidden", done());
    let button = button.live("aria-expanded", move || opens.is_open(&shown).to_string());
    waits(button, busy.clone(), move || changes.change(&changed));
    let button = whole.at().live("aria-label", name("Cancel")).live("tabindex", stop()).live_flag("hidden", done());
    waits(button, busy, move || {
        cancels.cancel(&cancelled);
        // The button goes with its order; the row stays under the keys.
        cancels.active.set(Some(cancelled.to_string()));
        let _ = grid.unchecked_ref::<HtmlElement>().focus();
    });
    whole.view()
}
