//! A stop and a target for a position, in place of every order on its instrument.

use super::parts::{Apply, findings, stopped, touches};
use super::{Board, Of};
use crate::state::{App, Before, Live};
use crate::ui::dom::{View, html, nothing, view_of};
use crate::ui::fields::{key_steps, wheel_steps};
use crate::ui::format::signed;
use crosstrade::{BracketBody, PositionRow};
use leptos::prelude::untrack;
use order_model::{Action, Checked, Draft, Field, Finding, Fix, OrderType, Price, Severity, TimeInForce};
use order_session::What;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The form as typed.
struct Typed {
    stop: Live<String>,
    target: Live<String>,
    /// Empty prices are not scolded before the first try.
    tried: Live<bool>,
}

/// One of the two prices.
#[derive(Clone, Copy, PartialEq)]
enum Leg {
    Stop,
    Target,
}

impl Leg {
    const fn field(self) -> Field {
        match self {
            Leg::Stop => Field::StopPrice,
            Leg::Target => Field::LimitPrice,
        }
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Leg::Stop => ("Stop at", "bracket-stop"),
            Leg::Target => ("Target at", "bracket-target"),
        }
    }

    fn text(self, typed: &Typed) -> &Live<String> {
        match self {
            Leg::Stop => &typed.stop,
            Leg::Target => &typed.target,
        }
    }
}

/// The form under its position. `back` takes the focus when the form goes.
pub(super) fn bracket(of: &Of, board: &Rc<Board>, back: &Element) -> View {
    let typed = Rc::new(Typed { stop: Live::new(String::new()), target: Live::new(String::new()), tried: Live::new(false) });
    let whole = html(
        r#"<div class="inline-form" role="cell"><form _ novalidate><div _ class="inline-fields"></div><div _ role="status"></div><p class="buttons"><button _ class="button" type="submit"></button><button _ class="button" type="button">Back</button></p></form></div>"#,
    );
    let (closes, back) = (Rc::clone(board), back.clone());
    let leave = Rc::new(move || {
        closes.bracket.set(None);
        let _ = back.unchecked_ref::<HtmlElement>().focus();
    });
    let (escape, own, read) = (Rc::clone(&leave), of.clone(), Rc::clone(&typed));
    let form = whole.at().attr("aria-label", &format!("Bracket of {} on {}", of.instrument, of.account));
    let form = form.on("keydown", move |event| {
        if event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            event.prevent_default();
            escape();
        }
    });
    form.on("submit", move |event| {
        event.prevent_default();
        read.tried.set(true);
        if !untrack(|| is_off(&own, &read)) {
            ask(&own, &read);
        }
    });
    whole.at().child(price(of, &typed, Leg::Stop)).child(price(of, &typed, Leg::Target));
    let (own, read) = (of.clone(), Rc::clone(&typed));
    whole.at().child(view_of(move || stop_of(&own, &read), |why| why.as_ref().map_or_else(nothing, |why| stopped(why))));
    let (own, read) = (of.clone(), Rc::clone(&typed));
    let button = whole.at().live("aria-disabled", move || is_off(&own, &read).then(|| "true".to_owned()));
    let (own, read) = (of.clone(), typed);
    button.live_text(move || label(&own, &read));
    whole.at().click(move || leave());
    whole.view()
}

/// One price with its findings.
fn price(of: &Of, typed: &Rc<Typed>, leg: Leg) -> View {
    let (label, id) = leg.words();
    let notes = [id, "-notes"].concat();
    let whole = html(
        r#"<div class="inline-field"><label _></label><input _ class="input num" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" placeholder="none"><div _></div></div>"#,
    );
    whole.at().attr("for", id).text(label);
    let (shown, written, keyed, wheeled) = (Rc::clone(typed), Rc::clone(typed), Rc::clone(typed), Rc::clone(typed));
    let (by_key, by_wheel, read, own) = (of.clone(), of.clone(), Rc::clone(typed), of.clone());
    let input = whole.at().attr("id", id).attr("aria-describedby", &notes).live_value(move || leg.text(&shown).get());
    let input = input.typed("input", move |text| leg.text(&written).set(text));
    let input = input.on("keydown", move |event| {
        if let Some(steps) = key_steps(&event) {
            step(&by_key, &keyed, leg, steps);
        }
    });
    let input = input.on("wheel", move |event| {
        if let Some(steps) = wheel_steps(&event) {
            step(&by_wheel, &wheeled, leg, steps);
        }
    });
    let found = move || found(&own, &read, leg);
    let invalid = found.clone();
    input.live("aria-invalid", move || invalid().iter().any(|f| f.severity() == Severity::Block).then(|| "true".to_owned()));
    let (app, spec, typed) = (of.app, of.app.spec_for(&of.instrument), Rc::clone(typed));
    let notes_of = move |found: &Vec<Finding>| {
        let typed = Rc::clone(&typed);
        let apply: Apply = Rc::new(move |fix| match fix {
            Fix::UsePrice(_, price) => leg.text(&typed).set(spec.map_or_else(|| price.to_string(), |spec| price.at_tick(spec.tick_size))),
            other => app.apply(other),
        });
        findings(found, spec, &apply)
    };
    whole.at().attr("id", &notes).child(view_of(found, notes_of));
    whole.view()
}

/// The order that a leg becomes: the rules judge it like any other that would only reduce the position.
fn draft(of: &Of, position: &PositionRow, leg: Leg, text: &str) -> Draft {
    let action = if position.net > 0 { Action::Sell } else { Action::Buy };
    let (order_type, limit, stop) = match leg {
        Leg::Stop => (OrderType::StopMarket, "", text),
        Leg::Target => (OrderType::Limit, text, ""),
    };
    Draft {
        account: of.account.to_string(),
        instrument: of.instrument.to_string(),
        action: action.as_str().to_owned(),
        quantity: position.net.unsigned_abs().to_string(),
        order_type: order_type.as_str().to_owned(),
        limit_price: limit.to_owned(),
        stop_price: stop.to_owned(),
        time_in_force: TimeInForce::Gtc.as_str().to_owned(),
        ..Draft::default()
    }
}

/// What the rules say about a leg; `None` when it is not wanted, or there is no position. Follows what they look at.
fn checked(of: &Of, typed: &Typed, leg: Leg) -> Option<Checked> {
    let text = leg.text(typed).get();
    of.app.state().clock.get();
    let position = of.position().filter(|p| p.net != 0)?;
    let wanted = !text.trim().is_empty();
    // The same price again is meant: a leg is no second order of its kind, for the first is cancelled.
    wanted.then(|| of.app.check_other(&draft(of, &position, leg, &text), &Before::OrdersGone, true))
}

fn found(of: &Of, typed: &Typed, leg: Leg) -> Vec<Finding> {
    // What concerns both legs is said once.
    let whole = |f: &Finding| !matches!(f.field, Field::StopPrice | Field::LimitPrice);
    let other = leg == Leg::Target && !typed.stop.with(|text| text.trim().is_empty());
    let checked = checked(of, typed, leg);
    checked.map(|c| c.findings.into_iter().filter(|f| !(other && whole(f))).collect()).unwrap_or_default()
}

/// The request; `None` while anything stops it. Flat, it would be an entry on both sides, which nobody means here.
fn body(of: &Of, typed: &Typed) -> Option<BracketBody> {
    let position = of.position().filter(|p| p.net != 0)?;
    let leg = |leg: Leg| -> Result<Option<Price>, ()> {
        match checked(of, typed, leg) {
            None => Ok(None),
            Some(checked) => checked.order.map(|o| o.kind().stop().or(o.kind().limit())).ok_or(()),
        }
    };
    let (stop_loss, take_profit) = (leg(Leg::Stop).ok()?, leg(Leg::Target).ok()?);
    let action = if position.net > 0 { Action::Buy } else { Action::Sell };
    let quantity = u32::try_from(position.net.unsigned_abs()).ok()?;
    let any = stop_loss.is_some() || take_profit.is_some();
    any.then(|| BracketBody { instrument: of.instrument.to_string(), action, quantity, stop_loss, take_profit })
}

/// Why there is no bracket, where the prices themselves do not say it.
fn stop_of(of: &Of, typed: &Typed) -> Option<String> {
    if of.net() == 0 {
        return Some("There is no position: a bracket would be an entry on both sides of the market.".to_owned());
    }
    let empty = [Leg::Stop, Leg::Target].iter().all(|leg| leg.text(typed).with(|text| text.trim().is_empty()));
    (empty && typed.tried.get()).then(|| "Type a stop, a target, or both.".to_owned())
}

fn is_off(of: &Of, typed: &Typed) -> bool {
    of.busy(|act| act.phase.is_in_flight()) || body(of, typed).is_none()
}

fn label(of: &Of, typed: &Typed) -> String {
    let spec = of.app.spec_for(&of.instrument);
    let leg =
        |word: &str, price: Option<Price>| price.map(|p| format!(" · {word} {}", crate::ui::format::price(p, spec))).unwrap_or_default();
    match body(of, typed) {
        Some(body) => format!("Bracket {}{}{}", signed(of.net()), leg("stop", body.stop_loss), leg("target", body.take_profit)),
        None => format!("Bracket {}", signed(of.net())),
    }
}

fn ask(of: &Of, typed: &Rc<Typed>) {
    let Some(meant) = untrack(|| body(of, typed)) else { return };
    let title = format!("{} on {}?", untrack(|| label(of, typed)), of.account);
    let mut lines = touches(of.app, &of.account, Some(&of.instrument), true);
    lines.push("Every order on the instrument is cancelled; then the stop and the target are placed, good till cancelled.".to_owned());
    let (app, of, typed) = (of.app, of.clone(), Rc::clone(typed));
    let then = move |app: App| {
        // The world may have moved since the question.
        if untrack(|| body(&of, &typed)).as_ref() == Some(&meant) {
            app.act(&of.account, What::Bracket(meant.clone()));
        } else {
            let why = "The position or the market has moved since the question; nothing was sent. Ask again.".to_owned();
            app.ask("Not sent".to_owned(), vec![why], "Understood", Box::new(|_| ()));
        }
    };
    app.ask(title, lines, "Bracket", Box::new(then));
}

fn step(of: &Of, typed: &Typed, leg: Leg, steps: i64) {
    let Some(position) = of.position_now().filter(|p| p.net != 0) else { return };
    let text = leg.text(typed).get_untracked();
    if let Some(next) = of.app.stepped(&draft(of, &position, leg, &text), leg.field(), steps) {
        leg.text(typed).set(next);
    }
}
