//! Presets: the trader's own quantity buttons for the root on the ticket, and templates that fill it. They never send.

use crate::state::{App, DEEDS, Does, Live, MOST_NAME, MOST_NUMBERS, Scope, Template, USUAL_NUMBERS, root_of, words_of};
use crate::ui::dom::{View, all, html, nothing, text, view_of};
use crate::ui::icon;
use order_model::Quantity;
use std::rc::Rc;

/// What is typed.
struct Typed {
    name: Live<String>,
    scope: Live<u8>,
    said: Live<Option<String>>,
}

/// The form.
pub(super) fn view(app: App) -> View {
    let typed = Rc::new(Typed { name: Live::new(String::new()), scope: Live::new(0), said: Live::new(None) });
    let whole = html(
        r#"<div class="tool-fields"><div _ class="templates"></div><div class="field"><label for="template">Save as</label><input _ class="input wide" id="template" type="text" autocomplete="off" placeholder="a name"></div><fieldset class="field"><legend>Offer on</legend><div _ class="seg"></div></fieldset><div class="tool-row"><span class="mute">Keeps side, type, quantity, prices, time in force and ATM.</span><button _ class="button" type="button"></button></div><div _ class="field numbers"></div><div _ role="status"></div></div>"#,
    );
    let offered = move || app.presets().offered(&app.instrument());
    whole.at().child(view_of(offered, move |offered: &Vec<Template>| templates(app, offered)));
    let (named, scoped, saved, worded, said) =
        (Rc::clone(&typed), Rc::clone(&typed), Rc::clone(&typed), Rc::clone(&typed), Rc::clone(&typed));
    let shown = Rc::clone(&typed);
    let input = whole.at().live_value(move || shown.name.get()).typed("input", move |name| named.name.set(name));
    let entered = Rc::clone(&typed);
    by_enter(input, move || save(app, &entered));
    whole.at().child(view_of(move || app.instrument(), move |instrument| scopes(instrument, &scoped)));
    whole.at().click(move || save(app, &saved)).live_text(move || {
        let there = app.presets().has(worded.name.get().trim(), &scope(app, worded.scope.get()));
        if there { "Replace template" } else { "Save template" }.to_owned()
    });
    whole.at().child(view_of(move || root_of(&app.instrument()), move |root| numbers(app, root, &typed)));
    whole.at().child(view_of(
        move || said.said.get(),
        |said| {
            said.as_ref().map_or_else(nothing, |said| {
                let line = html(r#"<p _ class="mute"></p>"#);
                line.at().text(said);
                line.view()
            })
        },
    ));
    whole.view()
}

fn templates(app: App, offered: &[Template]) -> View {
    if offered.is_empty() {
        return text("No templates for this contract yet.");
    }
    let rows = offered.iter().enumerate().map(|(index, template): (usize, &Template)| {
        let row = html(
            r#"<div class="template"><button _ class="button" type="button"><b _></b> <span _ class="mute"></span></button><button _ class="button button-plain" type="button"></button></div>"#,
        );
        let (own, name, scope) = (template.clone(), template.name.clone(), template.scope.clone());
        let apply = row.at().attr("title", "Fills the ticket; sends nothing").click(move || app.apply_template(&own));
        // The key that fills it in, where it has one.
        let chord = move || {
            let keys = app.keys();
            DEEDS.iter().find(|deed| deed.does == Does::Template(index)).map(|deed| words_of(keys.of(deed)))
        };
        let key = view_of(chord, |chord| {
            let Some(chord) = chord.as_deref().filter(|chord| !chord.is_empty()) else { return nothing() };
            let key = html(r#"<kbd _></kbd>"#);
            key.at().text(chord);
            key.view()
        });
        apply.prepend(key);
        row.at().text(&template.name);
        row.at().text(&words(template));
        row.at()
            .attr("aria-label", &format!("Delete template {name}"))
            .child(icon::icon(icon::CLOSE))
            .click(move || app.change_presets(|presets| presets.forget(&name, &scope)));
        row.view()
    });
    all(rows.collect())
}

/// What a template fills in, and where it is offered.
fn words(template: &Template) -> String {
    [&template.words(), " · ", template.scope.word()].concat()
}

fn scope(app: App, chosen: u8) -> Scope {
    let instrument = app.instrument();
    match chosen {
        1 => Scope::Root(root_of(&instrument)),
        2 => Scope::Contract(instrument),
        _ => Scope::Everywhere,
    }
}

fn scopes(instrument: &str, typed: &Rc<Typed>) -> View {
    let root = root_of(instrument);
    let choices = [(0, "Any contract"), (1, root.as_str()), (2, instrument)];
    let options = choices.iter().filter(|(_, word)| !word.is_empty()).map(|(number, word)| {
        let (own, number) = (Rc::clone(typed), *number);
        let option = html(r#"<label _><input _ type="radio" name="template-scope"></label>"#);
        option.at().text(word);
        option.at().flag("checked", typed.scope.with_untracked(|s| *s == number)).on("change", move |_| own.scope.set(number));
        option.view()
    });
    all(options.collect())
}

fn save(app: App, typed: &Typed) {
    let name = typed.name.with_untracked(|name| name.trim().to_owned());
    let said = if name.is_empty() {
        "Give the template a name first.".to_owned()
    } else if name.chars().count() > MOST_NAME {
        format!("A name has at most {MOST_NAME} characters.")
    } else {
        let scope = leptos::prelude::untrack(|| scope(app, typed.scope.get()));
        let template = Template { name: name.clone(), scope, draft: app.state().draft.get_untracked() };
        app.change_presets(|presets| presets.keep(template));
        typed.name.set(String::new());
        format!("Saved: {name}.")
    };
    typed.said.set(Some(said));
}

/// The numbers beside Quantity, for a root.
fn numbers(app: App, root: &str, typed: &Rc<Typed>) -> View {
    let row = html(
        r#"<div class="wide with-button"><input _ class="input" id="numbers" type="text" inputmode="numeric" autocomplete="off"><button _ class="button" type="button">Set</button></div>"#,
    );
    let own = app.presets().numbers(root).map_or_else(|| USUAL_NUMBERS.join(" "), |numbers| numbers.join(" "));
    let text = Rc::new(Live::new(own.clone()));
    let changed = Rc::clone(&text);
    let set = {
        let (root, typed) = (root.to_owned(), Rc::clone(typed));
        Rc::new(move || {
            typed.said.set(Some(text.with_untracked(|text| set_numbers(app, &root, text))));
        })
    };
    let by_key = Rc::clone(&set);
    by_enter(row.at().value(&own).typed("input", move |typed| changed.set(typed)), move || by_key());
    row.at().click(move || set());
    let label = if root.is_empty() { "Quantities".to_owned() } else { format!("Quantities, {root}") };
    let whole = html(r#"<label _ for="numbers"></label>"#);
    whole.at().text(&label);
    all(vec![whole.view(), row.view()])
}

fn set_numbers(app: App, root: &str, text: &str) -> String {
    let words: Vec<String> = text.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    if let Some(wrong) = words.iter().find(|word| Quantity::parse(word).is_err()) {
        return format!("\"{wrong}\" is not a number of contracts.");
    }
    if words.len() > MOST_NUMBERS {
        return format!("At most {MOST_NUMBERS} numbers.");
    }
    let none = words.is_empty();
    app.change_presets(|presets| presets.set_numbers(root, words));
    if none { "The usual numbers again.".to_owned() } else { "Set.".to_owned() }
}

/// Enter in a field of this piece is not the ticket's.
fn by_enter(input: crate::ui::dom::Tag, act: impl Fn() + 'static) {
    input.on("keydown", move |event| {
        let key: &web_sys::KeyboardEvent = wasm_bindgen::JsCast::unchecked_ref(&event);
        if key.key() == "Enter" {
            event.prevent_default();
            if !key.repeat() {
                act();
            }
        }
    });
}
