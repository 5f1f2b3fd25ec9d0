//! Which chain is this tab's: each has one writer at a time, so that two tabs never write the same line number.
//!
//! With the Web Locks API a tab holds the lock of its chain as long as it lives: the first tab has chain 1, and has it again
//! after a reload; a second tab at the same time has chain 2. A lock around each write would not do: browsers bring one tab's
//! writes to another with a delay, and a line written to an old end would break the chain. Without the API (old browsers,
//! pages that came by plain HTTP from another machine) a tab has a chain of its own, whose name it keeps for its reloads.

use crate::state::browser::{call, function, get, make, set, window};
use crate::state::clock::now;
use crate::task;
use gloo_timers::future::TimeoutFuture;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Tabs at the same time that keep a stored history; a further one keeps its own in memory.
const CHAINS: [&str; 4] = ["1", "2", "3", "4"];
/// A page that is loaded again may be asked before the one before has let go.
const AGAIN_MS: u32 = 400;

/// What is done with the chain; `None` when all are taken.
type Then = Rc<dyn Fn(Option<&str>)>;

/// Finds this tab's chain.
pub(super) fn own(then: Then) {
    let locks = get(&get(&window(), "navigator"), "locks");
    if locks.is_object() {
        ask(locks, 0, then);
    } else {
        then(Some(&of_tab()));
    }
}

/// Asks for the chains one after the other, twice for the first.
fn ask(locks: JsValue, turn: usize, then: Then) {
    let Some(chain) = CHAINS.get(turn.saturating_sub(1)) else { return then(None) };
    let options = make("Object", &[]).unwrap_or(JsValue::UNDEFINED);
    set(&options, "ifAvailable", &JsValue::TRUE);
    let name = JsValue::from_str(&["order-ticket.history.", chain].concat());
    let (own_locks, asked, own_then) = (locks.clone(), Cell::new(false), Rc::clone(&then));
    let granted = function(move |lock| {
        if asked.replace(true) {
            return JsValue::UNDEFINED;
        }
        if lock.is_null() {
            let (locks, then) = (own_locks.clone(), Rc::clone(&own_then));
            task::start(async move {
                if turn == 0 {
                    TimeoutFuture::new(AGAIN_MS).await;
                }
                ask(locks, turn.saturating_add(1), then);
            });
            return JsValue::UNDEFINED;
        }
        own_then(Some(chain));
        // Held until the page ends.
        make("Promise", &[function(|_| JsValue::UNDEFINED)]).unwrap_or(JsValue::UNDEFINED)
    });
    let Some(promised) = call(&locks, "request", &[name, options, granted]) else { return then(Some(&of_tab())) };
    // Where the browser keeps storage from a page in a frame, it refuses only now.
    let refused = function(move |_| {
        then(Some(&of_tab()));
        JsValue::UNDEFINED
    });
    call(&promised, "catch", &[refused]);
}

/// A name that this tab keeps. They sort by age.
fn of_tab() -> String {
    const KEY: &str = "order-ticket.history.tab";
    let storage = get(&window(), "sessionStorage");
    let kept = call(&storage, "getItem", &[JsValue::from_str(KEY)]).and_then(|kept| kept.as_string());
    kept.unwrap_or_else(|| {
        let name = format!("t{:014}", now());
        let _ = call(&storage, "setItem", &[JsValue::from_str(KEY), JsValue::from_str(&name)]);
        name
    })
}
