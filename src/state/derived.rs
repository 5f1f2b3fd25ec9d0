//! A value that is worked out from others: once for all who follow it, and they run again only when it came out different.
//!
//! One Leptos memo counts how often that was, whatever the type of the value. Knows nothing of the page.

use leptos::prelude::{ArcMemo, Get, GetValue, LocalStorage, StoredValue, untrack};
use std::cell::RefCell;
use std::rc::Rc;

/// Works a value out again; true when it differs from the last.
type Renew = Rc<dyn Fn() -> bool>;

/// A derived value, good as long as the owner it was made under.
pub(crate) struct Derived<T> {
    value: Rc<RefCell<Rc<T>>>,
    count: ArcMemo<u32>,
}

impl<T: PartialEq + 'static> Derived<T> {
    /// Follows whatever working it out looks at.
    pub(crate) fn new(work_out: impl Fn() -> T + 'static) -> Derived<T> {
        let value = Rc::new(RefCell::new(Rc::new(untrack(&work_out))));
        let kept = Rc::clone(&value);
        let renew = move || {
            let now = work_out();
            let differs = **kept.borrow() != now;
            if differs {
                *kept.borrow_mut() = Rc::new(now);
            }
            differs
        };
        Derived { value, count: count(Rc::new(renew)) }
    }

    /// The value as it is now; follows it.
    pub(crate) fn get(&self) -> Rc<T> {
        let _ = self.count.get();
        Rc::clone(&self.value.borrow())
    }
}

/// The same value, not another: whatever the value is, it is not copied.
impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        Derived { value: Rc::clone(&self.value), count: self.count.clone() }
    }
}

/// How often it came out different.
#[inline(never)]
fn count(renew: Renew) -> ArcMemo<u32> {
    // Leptos wants what could go to another thread: a handle could.
    let renew: StoredValue<Renew, LocalStorage> = StoredValue::new_local(renew);
    ArcMemo::new(move |last: Option<&u32>| {
        let differs = renew.try_get_value().is_some_and(|renew| renew());
        last.map_or(0, |last| last.wrapping_add(u32::from(differs)))
    })
}
