//! Settings as a file: out with a click; in by file or paste, seen before it is applied, and taken back with a click.

use super::scope::problem_list;
use crate::state::{App, Bundle, Import, Live};
use crate::ui::dom::{View, all, html, nothing, still, view_of};
use crate::ui::icon;
use leptos::prelude::document;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, HtmlInputElement};

/// How far the taking of a file is.
#[derive(Clone, PartialEq)]
enum Step {
    Nothing,
    Wrong(Vec<String>),
    Seen(Box<Bundle>),
    Done(&'static str),
}

/// The part of the panel. `taken` grows when settings were replaced.
pub(super) fn section(app: App, taken: &Rc<Live<u32>>) -> View {
    let step = Rc::new(Live::new(Step::Nothing));
    let section = html(
        r#"<section _ class="stack" aria-labelledby="file-name"><h3 id="file-name">Settings as a file</h3><p class="mute">Limits, groups, presets, keys and the choices of this page as JSON. Never a token: the page does not keep one.</p><div class="buttons"><button _ class="button" type="button">Export settings</button><button _ class="button" type="button">Back to the defaults…</button></div><div class="cell"><label for="file-picked">Settings file</label><input _ class="input" id="file-picked" type="file" accept=".json,application/json,text/plain"></div><div class="cell"><label for="file-text">Or its text</label><textarea _ class="input" id="file-text" rows="3" spellcheck="false" autocomplete="off"></textarea></div><div class="buttons"><button _ class="button" type="button">See what it would change</button></div></section>"#,
    );
    let whole = section.at();
    section.at().prepend(icon::icon(icon::EXPORT)).click(move || save(&Bundle::now(app)));
    let own = Rc::clone(&step);
    section.at().click(move || own.set(Step::Seen(Box::new(Bundle::defaults()))));
    let (picked, paste) = (section.at(), section.at());
    let text: HtmlInputElement = paste.element().unchecked_into();
    let field = text.clone();
    let own = Rc::clone(&step);
    picked.on("change", move |event| {
        let (field, own) = (field.clone(), Rc::clone(&own));
        let act = move |text: JsValue| {
            field.set_value(&text.as_string().unwrap_or_default());
            own.set(read(&field.value()));
        };
        if let Some(target) = event.target() {
            let _ = with_file_text(&target, &Closure::once_into_js(act));
        }
    });
    let own = Rc::clone(&step);
    section.at().click(move || own.set(read(&text.value())));
    let (shown, own, taken) = (Rc::clone(&step), step, Rc::clone(taken));
    whole.child(view_of(
        move || shown.get(),
        move |step| match step {
            Step::Nothing => nothing(),
            Step::Wrong(problems) => problem_list("Nothing was changed:", problems),
            Step::Seen(bundle) => seen(app, bundle, &own, &taken),
            Step::Done(said) => done(app, said, &own, &taken),
        },
    ));
    section.view()
}

fn read(text: &str) -> Step {
    match Import::read(text) {
        Ok(bundle) => Step::Seen(Box::new(bundle)),
        Err(problems) => Step::Wrong(problems),
    }
}

/// What would change, and the button that does it.
fn seen(app: App, bundle: &Bundle, step: &Rc<Live<Step>>, taken: &Rc<Live<u32>>) -> View {
    let changes = bundle.changes(&Bundle::now(app));
    if changes.is_empty() {
        return still(r#"<p class="note tone-quiet" role="status"><span>This would change nothing.</span></p>"#);
    }
    let view = html(
        r#"<div class="note tone-warn" role="status"><span><b>This would change:</b><ul _></ul></span></div><div class="buttons"><button _ class="button" type="button">Leave as it is</button><button _ class="button" type="button">Apply these settings</button></div>"#,
    );
    let items = changes.iter().map(|change| {
        let item = html("<li _></li>");
        item.at().text(change);
        item.view()
    });
    view.at().child(all(items.collect()));
    let own = Rc::clone(step);
    view.at().click(move || own.set(Step::Nothing));
    let (own, taken, bundle) = (Rc::clone(step), Rc::clone(taken), bundle.clone());
    view.at().take_focus().click(move || {
        Bundle::now(app).keep_as_before();
        replace(app, &bundle, &taken);
        own.set(Step::Done("These settings hold now. The ticket is locked."));
    });
    view.view()
}

fn done(app: App, said: &str, step: &Rc<Live<Step>>, taken: &Rc<Live<u32>>) -> View {
    let view =
        html(r#"<div _ class="note tone-ok" role="status"><span _></span><button _ class="button" type="button">Undo</button></div>"#);
    view.at().prepend(icon::icon(icon::FILLED));
    view.at().text(said);
    let (own, taken) = (Rc::clone(step), Rc::clone(taken));
    // What was there before is kept until it is put back, also over a reload.
    if let Some(before) = Bundle::before() {
        view.at().take_focus().click(move || {
            Bundle::forget_before();
            replace(app, &before, &taken);
            own.set(Step::Done("The settings are as they were before. The ticket is locked."));
        });
    } else {
        view.at().attr("hidden", "");
    }
    view.view()
}

/// Other settings in the place of these: connected anew, locked, no group on the ticket.
fn replace(app: App, bundle: &Bundle, taken: &Rc<Live<u32>>) {
    bundle.apply(app);
    taken.update(|n| *n += 1);
}

/// Gives the text of the file that was picked to a function. By hand: the browser's `File` is not worth a binding.
fn with_file_text(input: &JsValue, act: &JsValue) -> Option<()> {
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &JsValue::from_str(name)).ok().filter(|value| !value.is_undefined());
    let call = |of: &JsValue, name: &str| get(of, name)?.dyn_into::<js_sys::Function>().ok();
    let file = get(&get(input, "files")?, "0")?;
    let promise = call(&file, "text")?.call0(&file).ok()?;
    call(&promise, "then")?.call1(&promise, act).ok().map(drop)
}

/// Hands the settings to the browser as a file. A `data:` link needs no right beyond the page's own.
fn save(bundle: &Bundle) {
    let encoded: String = js_sys::encode_uri_component(&bundle.json()).into();
    let link = document().create_element("a").ok().and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(link) = link {
        let _ = link.set_attribute("href", &["data:application/json;charset=utf-8,", &encoded].concat());
        let _ = link.set_attribute("download", "order-ticket-settings.json");
        link.click();
    }
}
