//! The rows as one grid: it has the focus, its keys go from row to row, and only rows in sight are made.

use super::row::row;
use super::{Blotter, Window, key_of};
use crate::state::listen;
use crate::ui::dom::{View, html, list, nothing, soon, view_of, when};
use crate::ui::positions::keep_focus;
use leptos::prelude::untrack;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, Node};

/// Rows that Page Up and Page Down go.
const PAGE: usize = 10;

/// The grid, or what will be in it.
pub(super) fn grid(blotter: &Rc<Blotter>) -> View {
    let (any, own, read) = (Rc::clone(blotter), Rc::clone(blotter), Rc::clone(blotter));
    let whole = html(r#"<div _ class="rows" tabindex="-1"></div>"#);
    let rows = whole.at();
    let home = rows.element();
    let there = view_of(move || !any.lines().is_empty(), move |any| if *any { table(&own, &home) } else { nothing() });
    let empty = when(
        {
            let read = Rc::clone(&read);
            move || read.lines().is_empty()
        },
        move || {
            let note = html(r#"<p _ class="empty"></p>"#);
            let own = Rc::clone(&read);
            note.at().live_text(move || nothing_listed(&own));
            note.view()
        },
    );
    rows.child(there).child(empty);
    whole.view()
}

fn nothing_listed(blotter: &Blotter) -> String {
    let app = blotter.app;
    app.state().books.get();
    let account = app.account();
    if app.look(|s| s.book(&account).is_none()).unwrap_or(true) {
        return "Not read yet. Orders appear here once the account has been read.".to_owned();
    }
    let of = if blotter.all_accounts.get() { "any account that was read".to_owned() } else { app.hide(&account) };
    match blotter.listed.get() {
        order_session::Listed::Working => format!("No working orders on {of}. What works at the venue appears here, whoever placed it."),
        order_session::Listed::Done => format!("No order on {of} has ended. Filled, cancelled and rejected orders appear here."),
        order_session::Listed::All => format!("No orders on {of}. What the venue lists appears here, whoever placed it."),
    }
}

fn table(blotter: &Rc<Blotter>, home: &Element) -> View {
    let whole = html(
        r#"<p class="sr" id="blotter-keys">Arrows, Page Up, Page Down, Home and End go from order to order; Enter changes one, Delete cancels it.</p><div _ class="grid" role="grid" tabindex="0" aria-labelledby="blotter-name" aria-describedby="blotter-keys" aria-colcount="10"><div class="grid-head" role="row" aria-rowindex="1"><span role="columnheader">State</span><span role="columnheader">Order</span><span role="columnheader">Instrument</span><span role="columnheader">Type</span><span class="num" role="columnheader">Price</span><span role="columnheader">TIF</span><span role="columnheader">Account</span><span role="columnheader">Time</span><span role="columnheader">Name and id</span><span role="columnheader"><span class="sr">What to do</span></span></div><div _ class="grid-rows" role="rowgroup"></div></div><p class="grid-keys" aria-hidden="true"><kbd>↑</kbd> <kbd>↓</kbd> go · <kbd>Enter</kbd> changes · <kbd>Delete</kbd> cancels</p>"#,
    );
    let (count, active, keyed, scrolled) = (Rc::clone(blotter), Rc::clone(blotter), Rc::clone(blotter), Rc::clone(blotter));
    let grid = whole.at();
    let scroller = grid.element();
    keep_focus(scroller.clone(), home.clone());
    let grid = grid.live("aria-rowcount", move || (count.lines().len() + 1).to_string());
    // Only a row that is made can be named.
    let grid = grid.live("aria-activedescendant", move || {
        let key = active.active.get()?;
        let (at, line) = active.line(&key)?;
        let Window { from, to } = active.window.get();
        (from..to).contains(&at).then(|| row_id(&line.row.id))
    });
    let (by_key, by_scroll, by_resize) = (scroller.clone(), scroller.clone(), scroller.clone());
    let grid = grid.on("keydown", move |event| on_key(&keyed, &by_key, &event));
    grid.on("scroll", move |_| measure(&scrolled, &by_scroll));
    let resized = Rc::clone(blotter);
    listen("resize", move |_| measure(&resized, &by_resize));
    let (first, at_first) = (Rc::clone(blotter), scroller.clone());
    soon(Box::new(move || measure(&first, &at_first)));
    let rows = whole.at();
    let padded = rows.element();
    let (around, keys, own) = (Rc::clone(blotter), Rc::clone(blotter), Rc::clone(blotter));
    // The rows that are not made keep their room, so that the scroll bar tells the truth.
    let room = view_of(
        move || {
            let (all, window) = (around.lines().len(), around.window.get());
            (window.from.min(all), all.saturating_sub(window.to), around.row_px.get())
        },
        move |(above, below, px)| {
            keep_room(&padded, "paddingBlockStart", *above, *px);
            keep_room(&padded, "paddingBlockEnd", *below, *px);
            nothing()
        },
    );
    let made = move || {
        let Window { from, to } = keys.window.get();
        keys.lines().iter().skip(from).take(to.saturating_sub(from)).map(key_of).collect()
    };
    rows.child(room).child(list(made, move |key| row(&own, key, &scroller)));
    whole.view()
}

/// The element of an order's row.
pub(super) fn row_id(order_id: &str) -> String {
    ["blotter-row-", order_id].concat()
}

/// Sets a length by script: the page's policy allows no style in markup.
fn keep_room(element: &Element, side: &str, rows: usize, px: i32) {
    let px = i32::try_from(rows).unwrap_or(i32::MAX).saturating_mul(px);
    if let Ok(style) = js_sys::Reflect::get(element, &JsValue::from_str("style")) {
        let _ = js_sys::Reflect::set(&style, &JsValue::from_str(side), &JsValue::from_str(&format!("{px}px")));
    }
}

/// Looks how high rows are and how far they are scrolled, and moves the window when that has left it.
fn measure(blotter: &Blotter, scroller: &Element) {
    let made = scroller.query_selector(".line").ok().flatten();
    if let Some(row) = made {
        blotter.row_px.set(row.unchecked_ref::<HtmlElement>().offset_height());
    }
    let window = Window::at(scroller.scroll_top(), scroller.client_height(), blotter.row_px.get());
    if blotter.window.get_untracked() != window {
        blotter.window.set(window);
    }
}

fn on_key(blotter: &Rc<Blotter>, grid: &Element, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    let target: Option<Node> = event.target().map(JsCast::unchecked_into);
    // Keys typed into a field or pressed on a button of a row are theirs.
    if target.as_ref() != Some(grid.as_ref()) || key.alt_key() || key.ctrl_key() || key.meta_key() {
        return;
    }
    let lines = untrack(|| blotter.lines());
    let active = blotter.active.get_untracked();
    let at = active.as_ref().and_then(|key| lines.iter().position(|line| super::is_key(line, key)));
    let last = lines.len().saturating_sub(1);
    let to = match (key.key().as_str(), at) {
        ("ArrowDown", Some(at)) => at.saturating_add(1).min(last),
        ("ArrowDown" | "ArrowUp" | "Home", None) => 0,
        ("ArrowUp", Some(at)) => at.saturating_sub(1),
        ("PageDown", at) => at.unwrap_or(0).saturating_add(PAGE).min(last),
        ("PageUp", at) => at.unwrap_or(0).saturating_sub(PAGE),
        ("Home", Some(_)) => 0,
        ("End", _) => last,
        ("Enter" | "F2", Some(_)) => {
            event.prevent_default();
            if let Some(active) = active {
                blotter.change(&active);
            }
            return;
        }
        // A key held down cancels one order, not one after the other.
        ("Delete", Some(_)) if !key.repeat() => {
            event.prevent_default();
            if let Some(active) = active {
                blotter.cancel(&active);
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(line) = lines.get(to) {
        blotter.active.set(Some(key_of(line)));
        show(blotter, grid, to);
    }
}

/// Scrolls no further than it takes to see a row below the heading.
fn show(blotter: &Blotter, grid: &Element, at: usize) {
    let px = blotter.row_px.get();
    let head = grid.query_selector(".grid-head").ok().flatten().map_or(0, |head| head.unchecked_ref::<HtmlElement>().offset_height());
    let top = i32::try_from(at).unwrap_or(i32::MAX).saturating_mul(px);
    let seen = grid.client_height().saturating_sub(head);
    let scrolled = grid.scroll_top();
    if top < scrolled {
        grid.set_scroll_top(top);
    } else if top.saturating_add(px) > scrolled.saturating_add(seen) {
        grid.set_scroll_top(top.saturating_add(px).saturating_sub(seen));
    }
    measure(blotter, grid);
}
