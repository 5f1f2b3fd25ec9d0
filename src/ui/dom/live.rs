//! Parts of the page that follow the state: texts, attributes, parts that are made anew, lists.
//!
//! Each follows by a Leptos render effect and ends with the owner it was made under.

use super::{View, append, clear, detach, markers, nothing, put, text};
use crate::state::follow;
use leptos::prelude::{Owner, untrack};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlInputElement, Node};

/// Reads what a dynamic text or attribute is now; `None` is an absent attribute or an empty text.
type Read = Box<dyn FnMut() -> Option<String>>;

/// Makes the next content of a part with the owner it is given; `None` when the old one stays.
type Next = Box<dyn FnMut(&Owner) -> Option<View>>;

/// A part that is made anew when what it is made of has changed.
pub(crate) fn view_of<T: PartialEq + 'static>(mut read: impl FnMut() -> T + 'static, make: impl Fn(&T) -> View + 'static) -> View {
    let mut last = None;
    place(Box::new(move |inside| {
        let now = read();
        if last.as_ref() == Some(&now) {
            return None;
        }
        let view = fresh(inside, &mut || make(&now));
        last = Some(now);
        Some(view)
    }))
}

/// A part that is there while a condition holds.
pub(crate) fn when(condition: impl FnMut() -> bool + 'static, then: impl Fn() -> View + 'static) -> View {
    view_of(condition, move |holds| if *holds { then() } else { nothing() })
}

/// One part per key, in the order of the keys. Parts of keys that stay are kept; keys never change places.
pub(crate) fn list(mut keys: impl FnMut() -> Vec<String> + 'static, row: impl Fn(&str) -> View + 'static) -> View {
    let (whole, _, end) = markers();
    let mut rows: Vec<Row> = Vec::new();
    let home = Owner::new();
    follow(Box::new(move || {
        let keys = keys();
        // Kept in order as they come: a sort would cost the page two kilobytes.
        let mut wanted: Vec<&str> = Vec::new();
        for key in &keys {
            if let Err(at) = wanted.binary_search(&key.as_str()) {
                wanted.insert(at, key);
            }
        }
        rows.retain(|row| wanted.binary_search(&row.key.as_str()).is_ok() || row.remove());
        let mut before = end.clone();
        for key in keys.iter().rev() {
            // Kept in the order of their keys: a list may be long.
            let place = rows.binary_search_by(|row| row.key.as_str().cmp(key));
            before = match place {
                Ok(at) => rows.get(at).map(|row| row.start.clone()).unwrap_or(before),
                Err(at) => {
                    let made = Row::make(&home, key.clone(), &before, &mut || row(key));
                    let start = made.start.clone();
                    rows.insert(at, made);
                    start
                }
            };
        }
    }));
    whole
}

#[inline(never)]
pub(super) fn append_live(parent: &Node, read: Read) {
    let View(node) = text("");
    append(parent, &node);
    bind(&node, Sink::Text, read);
}

/// Where a dynamic text goes.
pub(super) enum Sink {
    Text,
    Value,
    Attribute(&'static str),
    Flag(&'static str),
}

impl Sink {
    fn put(&self, node: &Node, value: Option<&str>) {
        match (self, value) {
            (Sink::Text, _) => node.set_node_value(Some(value.unwrap_or_default())),
            (Sink::Value, _) => node.unchecked_ref::<HtmlInputElement>().set_value(value.unwrap_or_default()),
            (Sink::Attribute(name), Some(value)) => {
                let _ = node.unchecked_ref::<Element>().set_attribute(name, value);
            }
            (Sink::Attribute(name), None) => {
                let _ = node.unchecked_ref::<Element>().remove_attribute(name);
            }
            (Sink::Flag(name), _) => {
                let _ = js_sys::Reflect::set(node, &JsValue::from_str(name), &JsValue::from_bool(value.is_some()));
            }
        }
    }
}

/// One part of a [`list`].
struct Row {
    key: String,
    start: Node,
    end: Node,
    owner: Owner,
}

impl Row {
    #[inline(never)]
    fn make(home: &Owner, key: String, before: &Node, make: &mut dyn FnMut() -> View) -> Row {
        let owner = home.child();
        let (row, start, end) = markers();
        let view = fresh(&owner, make);
        put(&view, &end);
        put(&row, before);
        Row { key, start, end, owner }
    }

    /// Takes the row out; never kept afterwards.
    #[inline(never)]
    fn remove(&self) -> bool {
        self.owner.cleanup();
        clear(&self.start, &self.end);
        detach(&self.start);
        detach(&self.end);
        false
    }
}

/// Sets a text, attribute or property now and whenever what it is read from changes; an equal value is not set again.
#[inline(never)]
pub(super) fn bind(node: &Node, sink: Sink, mut read: Read) {
    let node = node.clone();
    let mut last: Option<Option<String>> = None;
    follow(Box::new(move || {
        let now = read();
        if last.as_ref() != Some(&now) {
            // An attribute that was never there need not be removed.
            if last.is_some() || now.is_some() {
                sink.put(&node, now.as_deref());
            }
            last = Some(now);
        }
    }));
}

#[inline(never)]
fn place(mut next: Next) -> View {
    let (whole, start, end) = markers();
    let inside = Owner::new();
    follow(Box::new(move || {
        if let Some(view) = next(&inside) {
            clear(&start, &end);
            put(&view, &end);
        }
    }));
    whole
}

/// Builds with an owner of its own, whose earlier content ends here. Building follows nothing.
#[inline(never)]
fn fresh(owner: &Owner, make: &mut dyn FnMut() -> View) -> View {
    owner.with_cleanup(|| untrack(make))
}
