//! The nodes of the page: markup from constant templates, and the few ways in which a part of it follows the state.
//!
//! One type for every element, attribute, handler and dynamic part, on top of Leptos' owners and render effects: the
//! usual typed views are compiled once per distinct element, and the page has a budget of bytes. Knows nothing of orders.

mod copies;
mod live;
mod mount;

pub(crate) use live::{list, view_of, when};

use crate::state::listen_at;
use crate::task;
use copies::copy_of;
use leptos::prelude::document;
use live::{Sink, append_live, bind};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{DocumentFragment, Element, Event, HtmlElement, HtmlInputElement, HtmlTemplateElement, Node, NodeList};

/// Nodes that are not in the page yet.
pub(crate) struct View(Node);

/// Parsed markup, its marked elements waiting to be filled in.
pub(crate) struct Markup {
    content: DocumentFragment,
    marked: NodeList,
    next: Cell<u32>,
}

/// An element of markup.
pub(crate) struct Tag(Element);

/// Markup of this program: parsed where it is needed first, copied from then on.
///
/// An attribute `_` marks an element; [`Markup::at`] hands the marked ones out in the order of the text.
#[inline(never)]
pub(crate) fn html(markup: &'static str) -> Markup {
    filled_in_later(copy_of(markup))
}

/// Markup with nothing to fill in.
#[inline(never)]
pub(crate) fn still(markup: &'static str) -> View {
    html(markup).view()
}

/// Markup put together from constants and numbers: what people type or servers say goes through `text` and `attr`.
#[inline(never)]
pub(crate) fn drawn(markup: &str) -> Markup {
    filled_in_later(parsed(markup))
}

#[inline(never)]
fn filled_in_later(content: DocumentFragment) -> Markup {
    let marked = content.query_selector_all("[_]").unwrap_or_else(|_| content.child_nodes());
    Markup { content, marked, next: Cell::new(0) }
}

#[inline(never)]
fn parsed(markup: &str) -> DocumentFragment {
    let template: HtmlTemplateElement = element("template").unchecked_into();
    template.set_inner_html(markup);
    template.content()
}

/// Views one after the other.
#[inline(never)]
pub(crate) fn all(views: Vec<View>) -> View {
    let row = fragment();
    for view in &views {
        append(&row, &view.0);
    }
    View(row)
}

/// No nodes.
pub(crate) fn nothing() -> View {
    View(fragment())
}

/// A text that stays as it is.
#[inline(never)]
pub(crate) fn text(text: &str) -> View {
    View(document().create_text_node(text).unchecked_into())
}

/// Does something once what is being built is in the page.
#[inline(never)]
pub(crate) fn soon(act: Box<dyn FnOnce()>) {
    task::start(async move { act() });
}

/// An element of a ticket that is in the page already; `home` is what the ticket is mounted into, and may stand in a shadow root.
#[inline(never)]
pub(crate) fn found(home: &Element, id: &str) -> Option<Tag> {
    home.query_selector(&["#", id].concat()).ok().flatten().map(Tag)
}

/// The element that has the focus, as seen from where this one stands: from outside a shadow root only its host is seen.
#[inline(never)]
pub(crate) fn focused(from: &Node) -> Option<Node> {
    let root = from.get_root_node();
    js_sys::Reflect::get(&root, &JsValue::from_str("activeElement")).ok()?.dyn_into().ok()
}

impl Markup {
    /// The next marked element.
    #[inline(never)]
    pub(crate) fn at(&self) -> Tag {
        let index = self.next.replace(self.next.get() + 1);
        let tag = self.marked.item(index).map_or_else(|| element("i"), JsCast::unchecked_into);
        let _ = tag.remove_attribute("_");
        Tag(tag)
    }

    /// The finished nodes.
    pub(crate) fn view(self) -> View {
        View(self.content.unchecked_into())
    }
}

impl Tag {
    #[inline(never)]
    pub(crate) fn attr(self, name: &str, value: &str) -> Tag {
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// An attribute that follows the state.
    pub(crate) fn live<T: Into<Option<String>>>(self, name: &'static str, mut read: impl FnMut() -> T + 'static) -> Tag {
        bind(&self.0, Sink::Attribute(name), Box::new(move || read().into()));
        self
    }

    /// A property that is on or off by the state.
    pub(crate) fn live_flag(self, name: &'static str, mut read: impl FnMut() -> bool + 'static) -> Tag {
        bind(&self.0, Sink::Flag(name), Box::new(move || read().then(String::new)));
        self
    }

    /// The text of a control that follows the state.
    pub(crate) fn live_value(self, mut read: impl FnMut() -> String + 'static) -> Tag {
        bind(&self.0, Sink::Value, Box::new(move || Some(read())));
        self
    }

    /// A property that is on from the start, or not.
    #[inline(never)]
    pub(crate) fn flag(self, name: &str, on: bool) -> Tag {
        let _ = js_sys::Reflect::set(&self.0, &JsValue::from_str(name), &JsValue::from_bool(on));
        self
    }

    /// The text of a control at the start.
    #[inline(never)]
    pub(crate) fn value(self, value: &str) -> Tag {
        self.0.unchecked_ref::<HtmlInputElement>().set_value(value);
        self
    }

    /// Appends a text.
    #[inline(never)]
    pub(crate) fn text(self, words: &str) -> Tag {
        self.child(text(words))
    }

    /// Appends a text that follows the state.
    pub(crate) fn live_text<T: Into<Option<String>>>(self, mut read: impl FnMut() -> T + 'static) -> Tag {
        append_live(&self.0, Box::new(move || read().into()));
        self
    }

    /// Appends a view.
    #[inline(never)]
    pub(crate) fn child(self, view: View) -> Tag {
        append(&self.0, &view.0);
        self
    }

    /// Puts a view before the content there is.
    #[inline(never)]
    pub(crate) fn prepend(self, view: View) -> Tag {
        let _ = self.0.insert_before(&view.0, self.0.first_child().as_ref());
        self
    }

    /// Puts a view before this element, which has a parent.
    #[inline(never)]
    pub(crate) fn before(self, view: View) -> Tag {
        put(&view, &self.0);
        self
    }

    /// Puts a view behind this element, which has a parent.
    #[inline(never)]
    pub(crate) fn after(self, view: View) -> Tag {
        if let Some(parent) = self.0.parent_node() {
            let _ = parent.insert_before(&view.0, self.0.next_sibling().as_ref());
        }
        self
    }

    /// What an event does, until what is being made ends.
    pub(crate) fn on(self, name: &'static str, act: impl FnMut(Event) + 'static) -> Tag {
        hear(&self.0, name, Box::new(act));
        self
    }

    /// What a click does.
    pub(crate) fn click(self, mut act: impl FnMut() + 'static) -> Tag {
        self.on("click", move |_| act())
    }

    /// What a change of a control does with its new text.
    pub(crate) fn typed(self, name: &'static str, mut act: impl FnMut(String) + 'static) -> Tag {
        self.on(name, move |event| act(target_value(&event)))
    }

    /// Puts the focus here once this is in the page.
    #[inline(never)]
    pub(crate) fn take_focus(self) -> Tag {
        let element: HtmlElement = self.0.clone().unchecked_into();
        soon(Box::new(move || {
            let _ = element.focus();
        }));
        self
    }

    /// The element itself.
    pub(crate) fn element(&self) -> Element {
        self.0.clone()
    }
}

/// Two comments in a fragment: what stands between them, wherever they go, can be exchanged.
#[inline(never)]
fn markers() -> (View, Node, Node) {
    let whole = fragment();
    let comment = || -> Node { document().create_comment("").unchecked_into() };
    let (start, end) = (comment(), comment());
    append(&whole, &start);
    append(&whole, &end);
    (View(whole), start, end)
}

#[inline(never)]
fn clear(start: &Node, end: &Node) {
    while let Some(node) = start.next_sibling().filter(|node| node != end) {
        detach(&node);
    }
}

#[inline(never)]
fn detach(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

#[inline(never)]
fn put(view: &View, before: &Node) {
    if let Some(parent) = before.parent_node() {
        let _ = parent.insert_before(&view.0, Some(before));
    }
}

#[inline(never)]
fn append(parent: &Node, node: &Node) {
    let _ = parent.append_child(node);
}

#[inline(never)]
fn fragment() -> Node {
    document().create_document_fragment().unchecked_into()
}

#[inline(never)]
fn element(name: &str) -> Element {
    document().create_element(name).unwrap_or_else(|_| JsValue::NULL.unchecked_into())
}

#[inline(never)]
fn hear(element: &Element, name: &'static str, act: Box<dyn FnMut(Event)>) {
    listen_at(element.clone().unchecked_into(), name, Closure::wrap(act));
}

#[inline(never)]
fn target_value(event: &Event) -> String {
    event.target().map(|target| target.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default()
}
