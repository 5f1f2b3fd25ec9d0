//! A value that is worked out from others: once for all who follow it, and they run again only when it came out different.
//!
//! The one place where something that follows is itself followed. Knows nothing of the page.

use crate::state::live::{Live, follow};
use leptos::prelude::untrack;
use std::rc::Rc;

/// A derived value. It is kept up under the owner it was made under.
pub(crate) struct Derived<T>(Rc<Live<Rc<T>>>);

impl<T: PartialEq + 'static> Derived<T> {
    /// Follows whatever working it out looks at.
    pub(crate) fn new(work_out: impl Fn() -> T + 'static) -> Derived<T> {
        let value = Rc::new(Live::new(Rc::new(untrack(&work_out))));
        let kept = Rc::clone(&value);
        follow(Box::new(move || {
            let now = work_out();
            if kept.with_untracked(|old| **old != now) {
                kept.set(Rc::new(now));
            }
        }));
        Derived(value)
    }

    /// The value; follows it.
    pub(crate) fn get(&self) -> Rc<T> {
        self.0.get()
    }
}

/// The same value, not another: whatever it is, it is not copied.
impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        Derived(Rc::clone(&self.0))
    }
}
