//! Streamer mode over the whole page: whatever writes an account's name into it, now or in a panel of tomorrow, the name is
//! hidden before the browser paints. The first part hides its own; this is there for everything else.
//!
//! An observer of the page, at work only while the mode is on. What it changed is put back when the mode ends.

use crate::state::browser::{call, function, get, make, set, window};
use crate::state::{App, DOTS};
use crate::ui::dom::{View, nothing, soon, view_of};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// What is read out instead of the text.
const LABEL: &str = "aria-label";
/// A walk over elements and texts.
const ELEMENTS_AND_TEXTS: u32 = 1 | 4;
const TEXT: f64 = 3.0;

/// Follows the switch.
pub(crate) fn veil(app: App) -> View {
    let drawn: Rc<RefCell<Option<Veil>>> = Rc::default();
    view_of(
        // The names come with the accounts.
        move || app.state().streamer.get().then(|| app.state().log.version()),
        move |on| {
            let (drawn, on) = (Rc::clone(&drawn), on.is_some());
            soon(Box::new(move || {
                if !on {
                    drawn.take().iter().for_each(Veil::lift);
                } else if app.is_mounted() {
                    let mut drawn = drawn.borrow_mut();
                    drawn.get_or_insert_with(|| Veil::draw(app)).over(&page());
                }
            }));
            nothing()
        },
    )
}

struct Veil {
    app: App,
    observer: JsValue,
    /// What each text and label was before, by its node.
    before: JsValue,
}

impl Veil {
    fn draw(app: App) -> Veil {
        let before = make("WeakMap", &[]).unwrap_or(JsValue::UNDEFINED);
        let own = before.clone();
        let changed = function(move |records| {
            // The ticket may have been taken off the page before its last changes are told.
            if app.is_mounted() {
                let veil = Veil { app, observer: JsValue::UNDEFINED, before: own.clone() };
                members(records).for_each(|record| veil.changed(&record));
            }
            JsValue::UNDEFINED
        });
        let observer = make("MutationObserver", &[changed]).unwrap_or(JsValue::UNDEFINED);
        let options = make("Object", &[]).unwrap_or(JsValue::UNDEFINED);
        for kind in ["subtree", "childList", "characterData", "attributes"] {
            set(&options, kind, &JsValue::TRUE);
        }
        let _ = call(&observer, "observe", &[page(), options]);
        Veil { app, observer, before }
    }

    fn changed(&self, record: &JsValue) {
        match get(record, "type").as_string().as_deref() {
            Some("childList") => {
                members(get(record, "addedNodes")).for_each(|node| self.over(&node));
            }
            _ => self.one(&get(record, "target")),
        }
    }

    /// Over a part of the page.
    fn over(&self, root: &JsValue) {
        self.one(root);
        walk(root, |node| self.one(node));
    }

    fn one(&self, node: &JsValue) {
        let text = said(node).unwrap_or_default();
        let hidden = self.app.hide_in(&text);
        if hidden != text {
            let _ = call(&self.before, "set", &[node.clone(), JsValue::from_str(&text)]);
            say(node, &hidden);
        }
    }

    /// Everything as it was, where nobody has written something else since.
    fn lift(&self) {
        let _ = call(&self.observer, "disconnect", &[]);
        walk(&page(), |node| {
            let before = call(&self.before, "get", std::slice::from_ref(node)).and_then(|text| text.as_string());
            let hidden = said(node).is_some_and(|text| text.contains(DOTS));
            if let Some(before) = before.filter(|_| hidden) {
                say(node, &before);
            }
        });
    }
}

/// A text, or the label of an element.
fn said(node: &JsValue) -> Option<String> {
    if is_text(node) {
        return get(node, "nodeValue").as_string();
    }
    call(node, "getAttribute", &[JsValue::from_str(LABEL)])?.as_string()
}

fn say(node: &JsValue, text: &str) {
    let text = JsValue::from_str(text);
    if is_text(node) {
        set(node, "nodeValue", &text);
    } else {
        let _ = call(node, "setAttribute", &[JsValue::from_str(LABEL), text]);
    }
}

fn is_text(node: &JsValue) -> bool {
    get(node, "nodeType").as_f64() == Some(TEXT)
}

fn walk(root: &JsValue, each: impl Fn(&JsValue)) {
    let document = get(&window(), "document");
    let Some(walker) = call(&document, "createTreeWalker", &[root.clone(), ELEMENTS_AND_TEXTS.into()]) else { return };
    while let Some(node) = call(&walker, "nextNode", &[]).filter(JsValue::is_object) {
        each(&node);
    }
}

fn page() -> JsValue {
    get(&get(&window(), "document"), "documentElement")
}

/// The members of a list of the browser's.
fn members(list: JsValue) -> impl Iterator<Item = JsValue> {
    (0_u32..).map_while(move |place| Some(get(&list, &place.to_string())).filter(JsValue::is_object))
}
