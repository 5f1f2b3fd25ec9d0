//! The kinds of field a ticket has: text, stepper, segmented choice.

use crate::state::{App, Spot};
use crate::ui::erase::{all, click, flag, on, option, text, value};
use crate::ui::icon::{self, Icon};
use crate::ui::note::{described_by, findings_of, is_invalid, notes};
use leptos::ev::{KeyboardEvent, WheelEvent};
use leptos::prelude::*;
use order_model::Field;

/// A text as typed. The browser neither completes nor corrects it.
pub(crate) fn text_field(app: App, field: Field, id: &'static str, beside: Option<AnyView>) -> AnyView {
    let findings = findings_of(app, field);
    let label = field.label();
    let placeholder = if matches!(field, Field::OcoId | Field::Strategy) { "none" } else { "" };
    let input = view! {
        <input
            class="input wide"
            id=id
            name=id
            type="text"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            placeholder=placeholder
            prop:value=text(move || app.draft.with(|d| d.text(field).to_owned()))
            on:input=value(move |typed| app.edit(field, typed))
            aria-describedby=described_by(id, findings)
            aria-invalid=is_invalid(findings)
        />
    };
    let control = match beside {
        Some(beside) => view! { <div class="wide with-button">{input}{beside}</div> }.into_any(),
        None => input.into_any(),
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {control}
            {notes(app, id, findings)}
        </div>
    }
    .into_any()
}

/// A number with − and +, arrow keys, wheel and quick values.
pub(crate) fn stepper(app: App, field: Field, id: &'static str, label: &'static str) -> AnyView {
    let findings = findings_of(app, field);
    let unit = if field == Field::Quantity { "contract" } else { "tick" };
    let mode = if field == Field::Quantity { "numeric" } else { "decimal" };
    let chips = if field == Field::Quantity { quantity_chips(app) } else { price_chips(app, field, label) };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <div class="stepper">
                <button class="button step" type="button" tabindex="-1" aria-label=format!("{label}: one {unit} less") on:click=click(move || app.step(field, -1))>
                    {icon::icon(icon::MINUS)}
                </button>
                <input
                    class="input"
                    id=id
                    name=id
                    type="text"
                    inputmode=mode
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=text(move || app.draft.with(|d| d.text(field).to_owned()))
                    on:input=value(move |typed| app.edit(field, typed))
                    on:keydown=on(move |event: KeyboardEvent| step_by_key(app, field, &event))
                    on:wheel=on(move |event: WheelEvent| step_by_wheel(app, field, &event))
                    aria-describedby=described_by(id, findings)
                    aria-invalid=is_invalid(findings)
                />
                <button class="button step" type="button" tabindex="-1" aria-label=format!("{label}: one {unit} more") on:click=click(move || app.step(field, 1))>
                    {icon::icon(icon::PLUS)}
                </button>
            </div>
            <div class="chips" role="group" aria-label=format!("{label}: quick values")>{chips}</div>
            {notes(app, id, findings)}
        </div>
    }
    .into_any()
}

/// One of a few words, as radio buttons that look like one control.
pub(crate) fn choice(app: App, field: Field, name: &'static str, legend: &'static str, options: Vec<Segment>) -> AnyView {
    let findings = findings_of(app, field);
    let segments = options.into_iter().map(|segment| {
        let Segment { word, class, mark } = segment;
        let chosen = move || app.draft.with(|d| d.text(field).eq_ignore_ascii_case(word));
        view! {
            <label class=class>
                <input type="radio" name=name value=word prop:checked=flag(chosen) on:change=value(move |_| app.edit(field, word.to_owned()))/>
                {option(mark.map(icon::icon))}
                {word}
            </label>
        }
        .into_any()
    });
    view! {
        <fieldset class="field" aria-describedby=described_by(name, findings)>
            <legend>{legend}</legend>
            <div class="seg">{all(segments)}</div>
            {notes(app, name, findings)}
        </fieldset>
    }
    .into_any()
}

/// One word of a [`Choice`].
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

const QUICK_QUANTITIES: [&str; 5] = ["1", "2", "3", "5", "10"];

fn quantity_chips(app: App) -> AnyView {
    all(QUICK_QUANTITIES.into_iter().map(|quick| {
        let pressed = move || app.draft.with(|d| d.quantity.trim() == quick).to_string();
        view! {
            <button class="button chip" type="button" aria-pressed=text(pressed) on:click=click(move || app.edit(Field::Quantity, quick.to_owned()))>
                {quick}
            </button>
        }
        .into_any()
    }))
}

fn price_chips(app: App, field: Field, label: &'static str) -> AnyView {
    all(Spot::ALL.into_iter().map(|spot| {
        let word = spot.word();
        view! {
            <button class="button chip" type="button" aria-label=format!("{label} at {word}") on:click=click(move || app.fill(field, spot))>
                {word}
            </button>
        }
        .into_any()
    }))
}

fn step_by_key(app: App, field: Field, event: &KeyboardEvent) {
    let steps = match event.key().as_str() {
        "ArrowUp" => 1,
        "ArrowDown" => -1,
        "PageUp" => 10,
        "PageDown" => -10,
        _ => return,
    };
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return;
    }
    event.prevent_default();
    app.step(field, steps);
}

/// The wheel steps only the field that has the focus: scrolling past a field must never change it.
fn step_by_wheel(app: App, field: Field, event: &WheelEvent) {
    let target: web_sys::Element = event_target(event);
    if document().active_element().as_ref() != Some(&target) || event.ctrl_key() {
        return;
    }
    event.prevent_default();
    app.step(field, if event.delta_y() < 0.0 { 1 } else { -1 });
}
