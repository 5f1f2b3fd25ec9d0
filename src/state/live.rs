//! A value that views follow: plain data beside a Leptos trigger.
//!
//! A signal per type of value would be compiled once per type; all of these share one trigger. Knows nothing of the page.

use leptos::prelude::{ArcTrigger, Notify, RenderEffect, Track, on_cleanup};
use std::cell::{Cell, Ref, RefCell};

/// A value whose readers run again when it changes.
pub(crate) struct Live<T> {
    value: RefCell<T>,
    version: Cell<u32>,
    changed: ArcTrigger,
}

impl<T> Live<T> {
    pub(crate) fn new(value: T) -> Live<T> {
        Live { value: RefCell::new(value), version: Cell::new(0), changed: ArcTrigger::new() }
    }

    /// Looks at the value and follows it.
    pub(crate) fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.follow())
    }

    /// Looks at the value without following it.
    pub(crate) fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.value.borrow())
    }

    /// Changes the value in place.
    pub(crate) fn update(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.value.borrow_mut());
        notify(&self.version, &self.changed);
    }

    pub(crate) fn set(&self, value: T) {
        self.update(|old| *old = value);
    }

    /// Grows with every change; follows the value.
    pub(crate) fn version(&self) -> u32 {
        track(&self.changed);
        self.version.get()
    }

    fn follow(&self) -> Ref<'_, T> {
        track(&self.changed);
        self.value.borrow()
    }
}

impl<T: Clone> Live<T> {
    /// The value; follows it.
    pub(crate) fn get(&self) -> T {
        self.follow().clone()
    }

    /// The value, without following it.
    pub(crate) fn get_untracked(&self) -> T {
        self.value.borrow().clone()
    }
}

#[inline(never)]
fn track(changed: &ArcTrigger) {
    changed.track();
}

#[inline(never)]
fn notify(version: &Cell<u32>, changed: &ArcTrigger) {
    version.set(version.get().wrapping_add(1));
    changed.notify();
}

/// Runs now, and again after anything it read has changed, until the owner is cleaned up.
#[inline(never)]
pub(crate) fn follow(mut run: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_: Option<()>| run());
    on_cleanup(move || drop(effect));
}
