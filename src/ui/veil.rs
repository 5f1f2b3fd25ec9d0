//! Streamer mode over the whole page: whatever writes an account's name into it, now or in a panel of tomorrow, the name is
//! hidden before the browser paints. The first part hides its own; this is there for everything else.
//!
//! An observer of the page, at work only while the mode is on. What it changed is put back when the mode ends.

use crate::state::App;
use crate::state::browser::{call, function, get, make, set, window};
use crate::ui::dom::{View, nothing, soon, view_of};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Attributes that are read out or shown.
const ATTRIBUTES: [&str; 2] = ["aria-label", "title"];
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
    /// What each text was before, by its node.
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
        if get(node, "nodeType").as_f64() == Some(TEXT) {
            let text = get(node, "nodeValue").as_string().unwrap_or_default();
            let hidden = self.app.hide_in(&text);
            if hidden != text {
                let _ = call(&self.before, "set", &[node.clone(), JsValue::from_str(&text)]);
                set(node, "nodeValue", &JsValue::from_str(&hidden));
            }
            return;
        }
        for name in ATTRIBUTES.map(JsValue::from_str) {
            let text = call(node, "getAttribute", std::slice::from_ref(&name)).and_then(|text| text.as_string());
            let hidden = text.as_deref().map(|text| self.app.hide_in(text));
            if let Some(hidden) = hidden.filter(|hidden| Some(hidden) != text.as_ref()) {
                let _ = call(node, "setAttribute", &[name, JsValue::from_str(&hidden)]);
            }
        }
    }

    /// The texts as they were, where nobody has written others since.
    fn lift(&self) {
        let _ = call(&self.observer, "disconnect", &[]);
        walk(&page(), |node| {
            let before = call(&self.before, "get", std::slice::from_ref(node)).and_then(|text| text.as_string());
            let dots = get(node, "nodeValue").as_string().is_some_and(|text| text.contains(crate::state::DOTS));
            if let Some(before) = before.filter(|_| dots) {
                set(node, "nodeValue", &JsValue::from_str(&before));
            }
        });
    }
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
