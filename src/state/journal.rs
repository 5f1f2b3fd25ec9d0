//! The journal of attempts in the browser's storage: one entry a key, so that two tabs never overwrite each other.

use order_session::AttemptId;
use wasm_bindgen::JsCast;
use web_sys::Storage;

const PREFIX: &str = "order-ticket.attempt.";

/// Writes an entry; the error is the browser's own word (storage full, storage forbidden).
pub(crate) fn write(id: &AttemptId, text: &str) -> Result<(), String> {
    let storage = storage().ok_or_else(|| "this browser gives the page no storage".to_owned())?;
    storage.set_item(&key(id), text).map_err(|error| error.unchecked_into::<js_sys::Object>().to_string().into())
}

/// Removes an entry.
pub(crate) fn forget(id: &AttemptId) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(id));
    }
}

/// The entries that are not of these, which the session knows already: an order waits while this reads.
pub(crate) fn read_others(known: impl Fn(&str) -> bool) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten());
    let others = keys.filter(|key| key.strip_prefix(PREFIX).is_some_and(|id| !known(id)));
    others.filter_map(|key| storage.get_item(&key).ok().flatten()).collect()
}

/// True for the storage key of an entry.
pub(crate) fn is_entry(key: &str) -> bool {
    key.starts_with(PREFIX)
}

/// The page's storage, where the browser gives one.
pub(crate) fn storage() -> Option<Storage> {
    leptos::prelude::window().local_storage().ok().flatten()
}

fn key(id: &AttemptId) -> String {
    format!("{PREFIX}{}", id.0)
}
