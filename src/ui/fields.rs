//! The kinds of field a ticket has: text, stepper, segmented choice.

use crate::state::{App, Spot, USUAL_NUMBERS};
use crate::ui::bar::truth;
use crate::ui::dom::{View, all, focused, html, view_of};
use crate::ui::icon::{self, Icon};
use crate::ui::note::{describe, described, notes};
use order_model::Field;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, Node, WheelEvent};

/// A text as typed. The browser neither completes nor corrects it.
#[inline(never)]
pub(crate) fn text_field(app: App, field: Field, id: &'static str, beside: Option<View>) -> View {
    let placeholder = if matches!(field, Field::OcoId | Field::Strategy) { "none" } else { "" };
    let whole = html(match beside {
        Some(_) => {
            r#"<div _ class="field"><label _></label><div _ class="wide with-button"><input _ class="input wide" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false"></div></div>"#
        }
        None => {
            r#"<div _ class="field"><label _></label><input _ class="input wide" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false"></div>"#
        }
    });
    let part = whole.at();
    whole.at().attr("for", id).text(field.label());
    if let Some(beside) = beside {
        whole.at().child(beside);
    }
    let input = whole.at().attr("id", id).attr("name", id).attr("placeholder", placeholder);
    let input = input.live_value(move || typed(app, field)).typed("input", move |typed| app.edit(field, typed));
    let input = if field == Field::Instrument { input.typed("change", move |_| app.watch()) } else { input };
    describe(input, app, field, id);
    part.child(notes(app, id, field));
    whole.view()
}

/// A number with − and +, arrow keys, wheel and quick values.
#[inline(never)]
pub(crate) fn stepper(app: App, field: Field, id: &'static str, label: &'static str) -> View {
    let (unit, mode) = if field == Field::Quantity { ("contract", "numeric") } else { ("tick", "decimal") };
    let chips = if field == Field::Quantity { quantity_chips(app) } else { price_chips(app, field, label) };
    let whole = html(
        r#"<div _ class="field"><label _></label><div class="stepper"><button _ class="button step" type="button" tabindex="-1"></button><input _ class="input" type="text" autocomplete="off" spellcheck="false"><button _ class="button step" type="button" tabindex="-1"></button></div><div _ class="chips" role="group"></div></div>"#,
    );
    let part = whole.at();
    whole.at().attr("for", id).text(label);
    let less = whole.at().attr("aria-label", &format!("{label}: one {unit} less"));
    less.click(move || app.step(field, -1)).child(icon::icon(icon::MINUS));
    let input = whole.at().attr("id", id).attr("name", id).attr("inputmode", mode).live_value(move || typed(app, field));
    let input = input.typed("input", move |typed| app.edit(field, typed));
    let input = input.on("keydown", move |event| step_by_key(app, field, &event));
    describe(input.on("wheel", move |event| step_by_wheel(app, field, &event)), app, field, id);
    let more = whole.at().attr("aria-label", &format!("{label}: one {unit} more"));
    more.click(move || app.step(field, 1)).child(icon::icon(icon::PLUS));
    whole.at().attr("aria-label", &format!("{label}: quick values")).child(chips);
    part.child(notes(app, id, field));
    whole.view()
}

/// One of a few words, as radio buttons that look like one control.
#[inline(never)]
pub(crate) fn choice(app: App, field: Field, name: &'static str, legend: &'static str, segments: &[Segment]) -> View {
    let segments = segments.iter().map(|segment| {
        let Segment { word, class, mark } = *segment;
        let chosen = move || app.state().draft.with(|d| d.text(field).eq_ignore_ascii_case(word));
        let whole = html(r#"<label _><input _ type="radio"></label>"#);
        let label = whole.at().attr("class", class);
        let label = match mark {
            Some(mark) => label.child(icon::icon(mark)),
            None => label,
        };
        label.text(word);
        let input = whole.at().attr("name", name).attr("value", word).live_flag("checked", chosen);
        input.on("change", move |_| app.edit(field, word.to_owned()));
        whole.view()
    });
    let whole = html(r#"<fieldset _ class="field"><legend _></legend><div _ class="seg"></div></fieldset>"#);
    described(whole.at(), app, field, name).child(notes(app, name, field));
    whole.at().text(legend);
    whole.at().child(all(segments.collect()));
    whole.view()
}

/// One word of a [`choice`].
#[derive(Clone, Copy)]
pub(crate) struct Segment {
    pub(crate) word: &'static str,
    pub(crate) class: &'static str,
    pub(crate) mark: Option<Icon>,
}

impl Segment {
    pub(crate) const fn plain(word: &'static str) -> Segment {
        Segment { word, class: "", mark: None }
    }
}

const CHIP: &str = r#"<button _ class="button chip" type="button"></button>"#;

fn quantity_chips(app: App) -> View {
    let numbers = move || match app.state().chips.get() {
        Some(own) => own(app),
        None => USUAL_NUMBERS.map(ToOwned::to_owned).to_vec(),
    };
    let chip = move |quick: &String| {
        let chip = html(CHIP);
        let (own, typed) = (quick.clone(), quick.clone());
        let pressed = move || truth(app.state().draft.with(|d| d.quantity.trim() == own));
        chip.at().text(quick).live("aria-pressed", pressed).click(move || app.edit(Field::Quantity, typed.clone()));
        chip.view()
    };
    view_of(numbers, move |numbers: &Vec<String>| all(numbers.iter().map(chip).collect()))
}

fn price_chips(app: App, field: Field, label: &'static str) -> View {
    let chips = Spot::ALL.iter().map(|spot| {
        let chip = html(CHIP);
        let word = spot.word();
        chip.at().text(word).attr("aria-label", &format!("{label} at {word}")).click(move || app.fill(field, *spot));
        chip.view()
    });
    all(chips.collect())
}

fn typed(app: App, field: Field) -> String {
    app.state().draft.with(|d| d.text(field).to_owned())
}

fn step_by_key(app: App, field: Field, event: &Event) {
    if let Some(steps) = key_steps(event) {
        app.step(field, steps);
    }
}

fn step_by_wheel(app: App, field: Field, event: &Event) {
    if let Some(steps) = wheel_steps(event) {
        app.step(field, steps);
    }
}

/// How far a key steps a number. A key that steps does nothing else.
pub(crate) fn key_steps(event: &Event) -> Option<i64> {
    let key: &KeyboardEvent = event.dyn_ref()?;
    let steps = match key.key().as_str() {
        "ArrowUp" => 1,
        "ArrowDown" => -1,
        "PageUp" => 10,
        "PageDown" => -10,
        _ => return None,
    };
    if key.alt_key() || key.ctrl_key() || key.meta_key() {
        return None;
    }
    event.prevent_default();
    Some(steps)
}

/// The wheel steps only the field that has the focus: scrolling past a field must never change it.
pub(crate) fn wheel_steps(event: &Event) -> Option<i64> {
    let wheel: &WheelEvent = event.unchecked_ref();
    let target: Node = event.current_target()?.unchecked_into();
    if focused(&target).as_ref() != Some(&target) || wheel.ctrl_key() {
        return None;
    }
    event.prevent_default();
    Some(if wheel.delta_y() < 0.0 { 1 } else { -1 })
}
