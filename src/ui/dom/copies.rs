//! Markup that is parsed once: a part that is made often, a note at every key or a row of a long list, is a copy.
//!
//! Knows constants of the program only, by where they stand in it.

use super::parsed;
use leptos::prelude::document;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::DocumentFragment;

/// Where a constant stands and how long it is: the linker may let one begin within another, but no two are both.
type Place = (usize, usize);

thread_local! {
    /// What has been parsed. A few dozen, so that a search from the start is quick and small.
    static PARSED: RefCell<Vec<(Place, DocumentFragment)>> = const { RefCell::new(Vec::new()) };
}

/// The nodes of a constant, for one use.
#[inline(never)]
pub(super) fn copy_of(markup: &'static str) -> DocumentFragment {
    let place = (markup.as_ptr().addr(), markup.len());
    PARSED.with_borrow_mut(|all| {
        let known = all.iter().find(|(other, _)| *other == place).map(|(_, content)| content.clone());
        let content = known.unwrap_or_else(|| {
            let content = parsed(markup);
            all.push((place, content.clone()));
            content
        });
        // Of this document from the start: a template's own nodes belong to another, and would be moved over one by one.
        document().import_node_with_deep(&content, true).map_or(content, JsCast::unchecked_into)
    })
}
