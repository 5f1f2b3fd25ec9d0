//! The editor under an order: new quantity and prices, what the rules say, and the two ways to send it.

use super::Blotter;
use super::edit::{Edit, Verdict};
use crate::ui::dom::{View, all, html, nothing, view_of};
use crate::ui::fields::{key_steps, wheel_steps};
use crate::ui::format;
use crate::ui::positions::keep_focus;
use crate::ui::positions::parts::{Apply, findings, stopped, waits};
use crosstrade::ChangeBody;
use leptos::prelude::untrack;
use order_model::{Field, Finding, Fix, InstrumentSpec, OrderType, Severity};
use order_session::{Via, What};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// What can be different, with its label and the id of its control.
const FIELDS: [(Field, &str, &str); 3] = [
    (Field::Quantity, "New quantity", "edit-quantity"),
    (Field::StopPrice, "New stop", "edit-stop"),
    (Field::LimitPrice, "New limit", "edit-limit"),
];

/// The editor. Closing it gives the focus back to the grid.
pub(super) fn editor(blotter: &Rc<Blotter>, key: &str, grid: &Element) -> View {
    let Some((draft, fresh)) = blotter.edit.with_untracked(|edit| edit.as_ref().map(|e| (e.draft.clone(), e.fresh.replace(false)))) else {
        return nothing();
    };
    let Some((_, line)) = untrack(|| blotter.line(key)) else { return nothing() };
    let spec = blotter.app.spec_for(&draft.instrument);
    let whole = html(
        r#"<div _ class="inline-form" role="row"><div role="gridcell" aria-colspan="10"><form _ novalidate><div _ class="inline-fields"></div><div _ role="status"></div><p class="buttons"><button _ class="button" type="submit"></button><button _ class="button" type="button">Cancel and replace</button><button _ class="button" type="button">Back</button></p></form></div></div>"#,
    );
    keep_focus(whole.at().element(), grid.clone());
    let back = {
        let (own, grid) = (Rc::clone(blotter), grid.clone());
        Rc::new(move || {
            own.edit.set(None);
            let _ = grid.unchecked_ref::<HtmlElement>().focus();
        })
    };
    let (own, done, escape) = (Rc::clone(blotter), Rc::clone(&back), Rc::clone(&back));
    let words = crate::ui::positions::parts::order_words(&line.row, spec);
    let form = whole.at().attr("aria-label", &["Change of ", &words].concat());
    let form = form.on("keydown", move |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            event.prevent_default();
            escape();
        }
    });
    form.on("submit", move |event| {
        event.prevent_default();
        if let Some((verdict, body)) = untrack(|| own.verdict()).and_then(|v| changes(&v).map(|body| (v, body))) {
            let order_id = verdict.row.id;
            let account = own.edit.with_untracked(|edit| edit.as_ref().map(|e| e.draft.account.clone()));
            done();
            if let Some(account) = account {
                own.app.act(&account, What::Change { order_id, body });
            }
        }
    });
    let order_type = OrderType::parse(&draft.order_type);
    let takes = |field: Field| match (field, &order_type) {
        (Field::LimitPrice, Ok(kind)) => kind.takes_limit(),
        (Field::StopPrice, Ok(kind)) => kind.takes_stop(),
        _ => true,
    };
    let first = if takes(Field::StopPrice) { Field::StopPrice } else { Field::LimitPrice };
    let first = if takes(first) { first } else { Field::Quantity };
    let fields = FIELDS.iter().filter(|(field, ..)| takes(*field));
    whole.at().child(all(fields.map(|(field, label, id)| number(blotter, *field, label, id, spec, fresh && *field == first)).collect()));
    let (own, notes) = (Rc::clone(blotter), Rc::clone(blotter));
    whole.at().child(view_of(move || own.verdict(), move |verdict| verdict.as_ref().map_or_else(nothing, |v| remarks(&notes, v, spec))));
    let (own, said) = (Rc::clone(blotter), Rc::clone(blotter));
    let button = whole.at().live("aria-disabled", move || own.verdict().as_ref().and_then(changes).is_none().then(|| "true".to_owned()));
    button.live_text(move || said.verdict().map_or_else(|| "Change".to_owned(), |v| label(&v, spec)));
    let (own, sent) = (Rc::clone(blotter), Rc::clone(blotter));
    let off = move || own.verdict().is_none_or(|v| v.busy || v.replacement.is_none());
    let done = Rc::clone(&back);
    waits(whole.at(), off, move || {
        let Some(verdict) = untrack(|| sent.verdict()) else { return };
        let repeat = sent.edit.with_untracked(|edit| edit.as_ref().is_some_and(|e| e.repeat));
        if let Some(order) = verdict.replacement {
            done();
            sent.app.submit(order, Via::Replace { order_id: verdict.row.id }, repeat);
        }
    });
    whole.at().click(move || back());
    whole.view()
}

/// A number with the steps of the ticket: arrows, Page Up and Down, the wheel.
fn number(blotter: &Rc<Blotter>, field: Field, label: &str, id: &str, spec: Option<InstrumentSpec>, focus: bool) -> View {
    let notes = [id, "-notes"].concat();
    let mode = if field == Field::Quantity { "numeric" } else { "decimal" };
    let whole = html(
        r#"<div class="inline-field"><label _></label><input _ class="input num" type="text" autocomplete="off" spellcheck="false"><div _></div></div>"#,
    );
    whole.at().attr("for", id).text(label);
    let (shown, typed, keyed, wheeled) = (Rc::clone(blotter), Rc::clone(blotter), Rc::clone(blotter), Rc::clone(blotter));
    let text = move || shown.edit.with(|edit| edit.as_ref().map(|e| e.draft.text(field).to_owned())).unwrap_or_default();
    let input = whole.at().attr("id", id).attr("inputmode", mode).attr("aria-describedby", &notes).live_value(text);
    let input = input.typed("input", move |text| typed.type_in(field, text));
    let input = input.on("keydown", move |event| {
        if let Some(steps) = key_steps(&event) {
            keyed.step(field, steps);
        }
    });
    let input = input.on("wheel", move |event| {
        if let Some(steps) = wheel_steps(&event) {
            wheeled.step(field, steps);
        }
    });
    let own = Rc::clone(blotter);
    let found = move || -> Vec<Finding> { own.verdict().map(|v| v.checked.of(field).cloned().collect()).unwrap_or_default() };
    let wrong = found.clone();
    let input = input.live("aria-invalid", move || wrong().iter().any(|f| f.severity() == Severity::Block).then(|| "true".to_owned()));
    if focus {
        input.take_focus();
    }
    let apply = apply(blotter, spec);
    whole.at().attr("id", &notes).child(view_of(found, move |found| findings(found, spec, &apply)));
    whole.view()
}

/// What is said about the order as a whole.
fn remarks(blotter: &Rc<Blotter>, verdict: &Verdict, spec: Option<InstrumentSpec>) -> View {
    let own_field = |f: &&Finding| FIELDS.iter().any(|(field, ..)| *field == f.field);
    let rest: Vec<Finding> = verdict.checked.findings.iter().filter(|f| !own_field(f)).cloned().collect();
    let mut said = vec![findings(&rest, spec, &apply(blotter, spec))];
    if let Some(why) = &verdict.stopped {
        said.push(stopped(why));
    } else if verdict.row.state.is_final() {
        said.push(stopped("The order has ended; there is nothing to change."));
    } else if let Some(why) = &verdict.no_replacement {
        let note = html(r#"<p _ class="mute"></p>"#);
        note.at().text("No replacement: ").text(why);
        said.push(note.view());
    } else if verdict.row.filled > 0 {
        let note = html(r#"<p _ class="mute"></p>"#);
        let filled = verdict.row.filled;
        note.at().text(&format!("{filled} filled already. A change counts them in; a replacement is placed for the whole quantity anew."));
        said.push(note.view());
    }
    all(said)
}

fn apply(blotter: &Rc<Blotter>, spec: Option<InstrumentSpec>) -> Apply {
    let own = Rc::clone(blotter);
    Rc::new(move |fix| match fix {
        Fix::UsePrice(field, price) => own.type_in(*field, spec.map_or_else(|| price.to_string(), |spec| price.at_tick(spec.tick_size))),
        Fix::UseText(field, text) => own.type_in(*field, text.clone()),
        Fix::ConfirmRepeat => own.edit.update(|edit: &mut Option<Edit>| {
            if let Some(edit) = edit {
                edit.repeat = true;
            }
        }),
        Fix::SetQuantityLimit(_) | Fix::Arm => own.app.apply(fix),
    })
}

/// The change that would be sent; `None` while there is none, or something stops it.
fn changes(verdict: &Verdict) -> Option<ChangeBody> {
    verdict.change.filter(|body| !body.is_empty() && !verdict.busy && verdict.stopped.is_none() && !verdict.row.state.is_final())
}

/// The button says what becomes different.
fn label(verdict: &Verdict, spec: Option<InstrumentSpec>) -> String {
    if verdict.busy {
        return "On its way…".to_owned();
    }
    match verdict.change {
        None => "Change".to_owned(),
        Some(body) if body.is_empty() => "Nothing differs yet".to_owned(),
        Some(body) => {
            let mut label = "Change to".to_owned();
            for part in [
                body.quantity.map(|n| format!(" {n}")),
                body.stop.map(|p| format!(" · stop {}", format::price(p, spec))),
                body.limit.map(|p| format!(" · limit {}", format::price(p, spec))),
            ] {
                label += part.as_deref().unwrap_or_default();
            }
            label
        }
    }
}
