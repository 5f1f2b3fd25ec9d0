//! Closures of one type: each distinct closure type in a view is compiled with its own copy of the renderer,
//! and the page has a budget of bytes. Views take their dynamic parts through these.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

/// A dynamic part of a view.
pub(crate) type Reactive<T> = Box<dyn FnMut() -> T + Send>;

/// A text, or an attribute that is always there.
pub(crate) fn text(f: impl FnMut() -> String + Send + 'static) -> Reactive<String> {
    Box::new(f)
}

/// An attribute that may be absent, or a text that may be.
pub(crate) fn maybe(f: impl FnMut() -> Option<String> + Send + 'static) -> Reactive<Option<String>> {
    Box::new(f)
}

/// A property that is on or off.
pub(crate) fn flag(f: impl FnMut() -> bool + Send + 'static) -> Reactive<bool> {
    Box::new(f)
}

/// A part of the view that is made anew when what it reads changes.
pub(crate) fn view(f: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let erased: Reactive<AnyView> = Box::new(f);
    erased.into_any()
}

/// A part of the view that is there while a condition holds.
pub(crate) fn when(condition: impl Fn() -> bool + Send + Sync + 'static, then: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    either(condition, then, || ().into_any())
}

/// One of two parts of the view.
pub(crate) fn either(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    then: impl Fn() -> AnyView + Send + 'static,
    otherwise: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let condition: Box<dyn Fn() -> bool + Send + Sync> = Box::new(condition);
    let condition = Memo::new(move |_| condition());
    view(move || if condition.get() { untrack(&then) } else { untrack(&otherwise) })
}

/// What a click does.
pub(crate) fn click(mut f: impl FnMut() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| f())
}

/// What a change of a control does with its new text.
pub(crate) fn value(mut f: impl FnMut(String) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(move |event| f(event_target_value(&event)))
}

/// What an event of another kind does.
pub(crate) fn on<E>(f: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(f)
}

/// Views of one type in a row.
pub(crate) fn all(views: impl Iterator<Item = AnyView>) -> AnyView {
    views.collect::<Vec<AnyView>>().into_any()
}

/// A view that may be absent.
pub(crate) fn option(view: Option<AnyView>) -> AnyView {
    view.unwrap_or_else(|| ().into_any())
}
