//! A stop and a target for a position, in place of every order on its instrument.

use super::parts::{Apply, findings, stopped, touches};
use super::{Board, Of};
use crate::state::{App, Live};
use crate::ui::dom::{View, all, html, nothing, view_of};
use crate::ui::fields::{key_steps, wheel_steps};
use crate::ui::format::{self, signed};
use crosstrade::BracketBody;
use leptos::prelude::untrack;
use order_model::{Action, Bracket, BracketChecked, BracketDraft, Code, Draft, Field, Finding, Measure, OrderType, Severity};
use order_session::What;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// The form as typed.
struct Typed {
    draft: Live<BracketDraft>,
    /// An empty form is not scolded before the first try.
    tried: Live<bool>,
}

/// The two prices: field, label, id of the control, and what each may be typed in.
const LEGS: [(Field, &str, &str, &[Measure]); 2] = [
    (Field::StopLoss, "Stop", "bracket-stop", &[Measure::Ticks, Measure::Price, Measure::Currency]),
    (Field::TakeProfit, "Target", "bracket-target", Measure::ALL),
];

/// The form under its position. `back` takes the focus when the form goes.
pub(super) fn bracket(of: &Of, board: &Rc<Board>, back: &Element) -> View {
    let typed = Rc::new(Typed { draft: Live::new(BracketDraft::default()), tried: Live::new(false) });
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
    whole.at().child(all(LEGS.iter().map(|(field, label, id, measures)| leg(of, &typed, *field, label, id, measures)).collect()));
    let (own, read) = (of.clone(), Rc::clone(&typed));
    whole.at().child(view_of(move || whole_of(&own, &read), |said: &Said| remarks(said)));
    let (own, read) = (of.clone(), Rc::clone(&typed));
    let button = whole.at().live("aria-disabled", move || is_off(&own, &read).then(|| "true".to_owned()));
    let (own, read) = (of.clone(), typed);
    button.live_text(move || label(&own, &read));
    whole.at().click(move || leave());
    whole.view()
}

/// One distance or price, what it is typed in, and its findings.
fn leg(of: &Of, typed: &Rc<Typed>, field: Field, label: &'static str, id: &str, measures: &'static [Measure]) -> View {
    let notes = [id, "-notes"].concat();
    let whole = html(
        r#"<div class="inline-field"><label _></label><div class="measured"><input _ class="input num" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" placeholder="none"><select _></select></div><div _></div></div>"#,
    );
    whole.at().attr("for", id).text(label);
    let (shown, written, keyed, wheeled) = (Rc::clone(typed), Rc::clone(typed), Rc::clone(typed), Rc::clone(typed));
    let (by_key, by_wheel, read, own) = (of.clone(), of.clone(), Rc::clone(typed), of.clone());
    let input = whole.at().attr("id", id).attr("aria-describedby", &notes);
    let input = input.live_value(move || shown.draft.with(|draft| parts(draft, field).0.clone()));
    let input = input.typed("input", move |text| written.draft.update(|draft| *parts_mut(draft, field).0 = text));
    let input = input.on("keydown", move |event| {
        if let Some(steps) = key_steps(&event) {
            step(&by_key, &keyed, field, steps);
        }
    });
    let input = input.on("wheel", move |event| {
        if let Some(steps) = wheel_steps(&event) {
            step(&by_wheel, &wheeled, field, steps);
        }
    });
    let found = move || -> Vec<Finding> {
        let found = checked(&own, &read).map(|checked| checked.findings).unwrap_or_default();
        found.into_iter().filter(|f| f.field == field).collect()
    };
    let invalid = found.clone();
    input.live("aria-invalid", move || invalid().iter().any(|f| f.severity() == Severity::Block).then(|| "true".to_owned()));
    let options = measures.iter().map(|measure| {
        let option = html("<option _></option>");
        option.at().attr("value", measure.as_str()).text(word(*measure));
        option.view()
    });
    let (chosen, measured) = (Rc::clone(typed), Rc::clone(typed));
    let select = whole.at().attr("aria-label", &[label, " in"].concat()).child(all(options.collect()));
    let select = select.live_value(move || chosen.draft.with(|draft| parts(draft, field).1.as_str().to_owned()));
    select.on("change", move |event| {
        let value = event.target().map(|t| t.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default();
        if let Ok(measure) = Measure::parse(&value) {
            measured.draft.update(|draft| *parts_mut(draft, field).1 = measure);
        }
    });
    let (spec, typed) = (of.app.spec_for(&of.instrument), Rc::clone(typed));
    let notes_of = move |found: &Vec<Finding>| {
        let typed = Rc::clone(&typed);
        let apply: Apply = Rc::new(move |fix| typed.draft.update(|draft| draft.apply(fix)));
        findings(found, spec, &apply)
    };
    whole.at().attr("id", &notes).child(view_of(found, notes_of));
    whole.view()
}

const fn word(measure: Measure) -> &'static str {
    match measure {
        Measure::Ticks => "ticks from entry",
        Measure::Price => "price",
        Measure::Currency => "currency in all",
        Measure::Risk => "× risk",
    }
}

fn parts(draft: &BracketDraft, field: Field) -> (&String, Measure) {
    match field {
        Field::StopLoss => (&draft.stop_loss, draft.stop_loss_in),
        _ => (&draft.take_profit, draft.take_profit_in),
    }
}

fn parts_mut(draft: &mut BracketDraft, field: Field) -> (&mut String, &mut Measure) {
    match field {
        Field::StopLoss => (&mut draft.stop_loss, &mut draft.stop_loss_in),
        _ => (&mut draft.take_profit, &mut draft.take_profit_in),
    }
}

/// What the rules say about what is typed. Follows what they look at.
fn checked(of: &Of, typed: &Typed) -> Option<BracketChecked> {
    let draft = typed.draft.get();
    of.app.state().clock.get();
    of.app.state().books.get();
    of.app.check_bracket(&of.account, &of.instrument, &draft)
}

/// What is said about the bracket as a whole.
#[derive(PartialEq)]
struct Said {
    stops: Vec<String>,
    means: Option<Bracket>,
}

fn whole_of(of: &Of, typed: &Typed) -> Said {
    let Some(checked) = checked(of, typed) else {
        return Said { stops: vec!["Tick and point value are not known here; the bracket cannot be judged.".to_owned()], means: None };
    };
    if let Some(why) = of.app.stop() {
        return Said { stops: vec![why], means: None };
    }
    let due = |f: &&Finding| f.field == Field::Order && (f.code != Code::BracketEmpty || typed.tried.get());
    Said { stops: checked.findings.iter().filter(due).map(Finding::message).collect(), means: checked.bracket }
}

fn remarks(said: &Said) -> View {
    let mut views: Vec<View> = said.stops.iter().map(|why| stopped(why)).collect();
    let money = |word: &str, money: Option<order_model::Money>| money.map(|m| [word, &format::grouped(&m.to_string())].concat());
    let means =
        said.means.as_ref().map(|b| [money("Risks ", b.risk), money("may gain ", b.reward)].into_iter().flatten().collect::<Vec<_>>());
    if let Some(means) = means.filter(|means| !means.is_empty()) {
        let line = html(r#"<p _ class="mute"></p>"#);
        line.at().text(&means.join(", ")).text(" from the average, without fees.");
        views.push(line.view());
    }
    if views.is_empty() { nothing() } else { all(views) }
}

/// The request; `None` while anything stops it. Flat, it would be an entry on both sides: the rules stop that.
fn body(of: &Of, typed: &Typed) -> Option<BracketBody> {
    let net = of.position()?.net;
    let found = checked(of, typed)?.bracket?;
    let action = if net > 0 { Action::Buy } else { Action::Sell };
    let quantity = u32::try_from(net.unsigned_abs()).ok().filter(|n| *n > 0)?;
    let (stop_loss, take_profit) = (found.stop_loss, found.take_profit);
    Some(BracketBody { instrument: of.instrument.to_string(), action, quantity, stop_loss, take_profit })
}

fn is_off(of: &Of, typed: &Typed) -> bool {
    of.app.stop().is_some() || of.busy(|act| act.phase.is_in_flight()) || body(of, typed).is_none()
}

fn label(of: &Of, typed: &Typed) -> String {
    let spec = of.app.spec_for(&of.instrument);
    let mut label = format!("Bracket {}", signed(of.net()));
    if let Some(body) = body(of, typed) {
        for (word, price) in [("stop", body.stop_loss), ("target", body.take_profit)] {
            label += &price.map(|p| format!(" · {word} {}", format::price(p, spec))).unwrap_or_default();
        }
    }
    label
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

/// Ticks step by one, prices by a tick; an amount has no step of its own.
fn step(of: &Of, typed: &Typed, field: Field, steps: i64) {
    let (text, measure) = typed.draft.with_untracked(|draft| {
        let (text, measure) = parts(draft, field);
        (text.clone(), measure)
    });
    let (as_field, quantity, limit) = match measure {
        Measure::Ticks => (Field::Quantity, text, String::new()),
        Measure::Price => (Field::LimitPrice, String::new(), text),
        Measure::Currency | Measure::Risk => return,
    };
    let order_type = OrderType::Limit.as_str().to_owned();
    let draft = Draft { instrument: of.instrument.to_string(), quantity, limit_price: limit, order_type, ..Draft::default() };
    if let Some(next) = of.app.stepped(&draft, as_field, steps) {
        typed.draft.update(|draft| *parts_mut(draft, field).0 = next);
    }
}
