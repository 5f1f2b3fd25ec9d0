//! One position: side, net, average, market, profit, and the ways out of it.

use super::bracket::bracket;
use super::money::{money_text, tone};
use super::parts::{position_words, touches, waits};
use super::turn::reverse;
use super::{Board, Of, keep_focus};
use crate::ui::dom::{View, html, nothing, view_of, when};
use crate::ui::format;
use crate::ui::icon;
use crosstrade::ClosePart;
use order_model::{Money, Price};
use order_session::{Act, What, gain};
use std::rc::Rc;
use web_sys::Element;

/// The row. Its buttons stay where they are while numbers change.
pub(super) fn row(of: &Of, board: &Rc<Board>, key: &str, home: &Element) -> View {
    let whole = html(
        r#"<div _ class="position" role="row"><span _ role="cell" class="instrument"><b _></b></span><span _ role="cell" class="what"></span><span _ role="cell" class="num" data-label="Average"></span><span _ role="cell" class="num" data-label="Market"></span><span _ role="cell" class="num" data-label="Profit or loss"></span><span role="cell" class="buttons"><button _ class="button" type="button"></button><button _ class="button" type="button"></button><button _ class="button" type="button"></button><button _ class="button" type="button"></button><button _ class="button" type="button"></button></span></div>"#,
    );
    let row = whole.at();
    keep_focus(row.element(), home.clone());
    let (app, many) = (of.app, Rc::clone(board));
    let account = Rc::clone(&of.account);
    let name = whole.at();
    whole.at().text(&of.instrument);
    // The account is said where it could be another than the ticket's.
    name.child(when(move || many.all.get(), {
        let account = Rc::clone(&account);
        move || {
            let part = html(r#"<span _ class="mute"></span>"#);
            let account = Rc::clone(&account);
            part.at().live_text(move || app.hide(&account));
            part.view()
        }
    }));
    let own = of.clone();
    whole.at().child(view_of(move || own.net(), |net| side(*net)));
    let own = of.clone();
    whole.at().live_text(move || {
        own.position().and_then(|p| p.average).map_or_else(unknown, |p| format::price(p, app.spec_for(&own.instrument)))
    });
    let own = of.clone();
    whole.at().live_text(move || market(&own).map_or_else(unknown, |p| format::price(p, app.spec_for(&own.instrument))));
    let own = of.clone();
    whole.at().child(view_of(
        move || {
            let (text, class) = profit(&own);
            (app.hide_money(text), class)
        },
        |(text, class)| {
            let part = html("<b _></b>");
            part.at().attr("class", class).text(text);
            part.view()
        },
    ));
    close_button(of, whole.at(), Some);
    close_button(of, whole.at(), |open| Some(open.div_ceil(2)).filter(|half| *half < open && *half > 1));
    close_button(of, whole.at(), |open| Some(1).filter(|_| open > 1));
    reverse(of, whole.at());
    let (opened, toggled, own_key) = (Rc::clone(board), Rc::clone(board), key.to_owned());
    let is_open = {
        let key = key.to_owned();
        move || opened.bracket.with(|open| open.as_deref() == Some(&*key))
    };
    let shown = is_open.clone();
    let button = whole.at().text("Bracket").attr("aria-label", &format!("Bracket {} on {}", of.instrument, of.account));
    let button = button.live("aria-expanded", move || shown().to_string()).click(move || {
        toggled.bracket.update(|open| *open = if open.as_deref() == Some(&own_key) { None } else { Some(own_key.clone()) });
    });
    let (own, board, back) = (of.clone(), Rc::clone(board), button.element());
    row.child(view_of(is_open, move |open| if *open { bracket(&own, &board, &back) } else { nothing() }));
    whole.view()
}

fn side(net: i64) -> View {
    let (word, side, mark) = if net < 0 { ("Short", "sell", icon::DOWN) } else { ("Long", "buy", icon::UP) };
    let part = html(r#"<span _ class="what"><b _></b></span>"#);
    part.at().attr("data-side", side).prepend(icon::icon(mark)).text(&format!(" {}", net.unsigned_abs()));
    part.at().text(word);
    part.view()
}

/// The last trade of the quote where there is one, else what the position's row says.
fn market(of: &Of) -> Option<Price> {
    let quoted = is_quoted(of).then(|| of.app.state().shown.with(|s| s.quote.as_ref().and_then(|q| q.last))).flatten();
    quoted.or_else(|| of.position().and_then(|p| p.market))
}

/// Whether the quote on the page is of this instrument. Only then is it followed.
fn is_quoted(of: &Of) -> bool {
    of.app.instrument().eq_ignore_ascii_case(&of.instrument)
}

/// From the quote, to the cent and in the contract's currency; else as the venue told it with the position.
fn profit(of: &Of) -> (String, &'static str) {
    let Some(position) = of.position() else { return (unknown(), "mute") };
    let quoted: Option<Money> = is_quoted(of)
        .then(|| of.app.state().shown.with(|s| s.quote.as_ref().and_then(|q| gain(&position, std::slice::from_ref(q)))))
        .flatten();
    match (quoted, position.unrealized) {
        (Some(money), _) => {
            let text = money.amount_text();
            let zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.' | b'-'));
            let (plus, class) = match (zero, money.is_negative()) {
                (true, _) => ("", ""),
                (false, true) => ("", "loss"),
                (false, false) => ("+", "gain"),
            };
            ([plus, &format::grouped(&text), " ", money.currency().as_str()].concat(), class)
        }
        (None, Some(told)) => (money_text(told, true), tone(told).unwrap_or("")),
        (None, None) => (unknown(), "mute"),
    }
}

fn unknown() -> String {
    "unknown".to_owned()
}

/// Closes so many of the open contracts; off while a close of this position has not come to its end.
fn close_button(of: &Of, button: crate::ui::dom::Tag, part: fn(u32) -> Option<u32>) {
    let closing = |act: &Act| act.is_open() && matches!(act.what, What::Close { .. } | What::Flatten { .. });
    let (shown, named, off, own) = (of.clone(), of.clone(), of.clone(), of.clone());
    let label = move || match part(shown.open()) {
        // A part that the position is too small for.
        None => String::new(),
        Some(_) if shown.busy(closing) => "Closing…".to_owned(),
        Some(n) => format!("Close {n}"),
    };
    let name = move || {
        part(named.open()).map(|n| format!("Close {n} of {} {} on {}", named.open(), named.instrument, named.app.hide(&named.account)))
    };
    let hidden = of.clone();
    let button = button.live_flag("hidden", move || part(hidden.open()).is_none()).live("aria-label", name).live_text(label);
    waits(button, move || off.busy(closing), move || close(&own, part));
}

fn close(of: &Of, part: fn(u32) -> Option<u32>) {
    let Some(position) = of.position_now().filter(|p| p.net != 0) else { return };
    let open = u32::try_from(position.net.unsigned_abs()).unwrap_or(u32::MAX);
    let Some(contracts) = part(open) else { return };
    let is_all = contracts == open;
    let part = if is_all { ClosePart::All } else { ClosePart::Contracts(contracts) };
    let what = What::Close { instrument: of.instrument.to_string(), part };
    let (app, account) = (of.app, Rc::clone(&of.account));
    if !app.state().settings.with_untracked(|s| s.confirm) {
        app.act(&account, what);
        return;
    }
    let title = format!("Close {contracts} of {} on {account}?", position_words(&position, app.spec_for(&of.instrument)));
    let lines = if is_all {
        touches(app, &account, Some(&of.instrument), true)
    } else {
        vec![format!("{} · {account}", app.destination()), "At the market. Working orders stay.".to_owned()]
    };
    app.ask(title, lines, &format!("Close {contracts}"), Box::new(move |app| app.act(&account, what.clone())));
}
