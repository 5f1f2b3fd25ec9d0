//! The history in the browser's storage: lines in blocks, a key each, and the head apart. Knows nothing of what lines say.

use crate::state::journal::storage;
use order_history::{Appended, Head};
use std::collections::BTreeSet;

const PREFIX: &str = "order-ticket.history.";
/// Has no point behind the prefix, so it is no chain's.
const SETTINGS: &str = "order-ticket.history.settings";
const HEAD: &str = "head";
/// Lines in a block: a new line writes its block anew, so a block is small; a key a line would be thousands of keys.
const BLOCK: u64 = 50;

/// The chain of a tab that is alone.
pub(super) const FIRST: &str = "1";

/// The place of one chain.
pub(super) struct Store {
    prefix: String,
}

impl Store {
    pub(super) fn of(chain: &str) -> Store {
        Store { prefix: [PREFIX, chain, "."].concat() }
    }

    pub(super) fn is_first(&self) -> bool {
        self.prefix == [PREFIX, FIRST, "."].concat()
    }

    /// The lines as stored, and the head.
    pub(super) fn read(&self) -> (String, Option<Head>) {
        let mut text = String::new();
        for block in self.blocks() {
            text += &item(&block).unwrap_or_default();
            text.push('\n');
        }
        (text, item(&self.key(HEAD)).and_then(|head| Head::parse(&head)))
    }

    /// Stores what was appended: lines, head, then the oldest go. False when the browser did not take it.
    pub(super) fn write(&self, appended: &Appended) -> bool {
        for (line, number) in appended.lines.iter().zip(appended.first..) {
            let key = self.key(&format!("{:08}", number / BLOCK));
            let block = match item(&key) {
                Some(block) => [&block, "\n", line].concat(),
                None => line.clone(),
            };
            if !put(&key, &block) {
                return false;
            }
        }
        let written = put(&self.key(HEAD), &appended.head.to_string());
        self.drop_oldest(appended.dropped);
        written
    }

    /// Removes everything.
    pub(super) fn clear(&self) {
        for block in self.blocks() {
            remove(&block);
        }
        remove(&self.key(HEAD));
    }

    fn drop_oldest(&self, mut lines: usize) {
        for block in self.blocks() {
            if lines == 0 {
                return;
            }
            let text = item(&block).unwrap_or_default();
            let stored: Vec<&str> = text.split('\n').filter(|line| !line.is_empty()).collect();
            let kept: Vec<&str> = stored.iter().skip(lines).copied().collect();
            if kept.is_empty() {
                remove(&block);
            } else {
                put(&block, &kept.join("\n"));
            }
            lines = lines.saturating_sub(stored.len());
        }
    }

    /// The keys of the blocks, oldest first.
    fn blocks(&self) -> BTreeSet<String> {
        let head = self.key(HEAD);
        keys().filter(|key| key.starts_with(&self.prefix) && *key != head).collect()
    }

    fn key(&self, name: &str) -> String {
        [self.prefix.as_str(), name].concat()
    }
}

/// The names of the chains that are stored.
pub(super) fn chains() -> BTreeSet<String> {
    keys().filter_map(|key| Some(key.strip_prefix(PREFIX)?.split_once('.')?.0.to_owned())).collect()
}

/// The settings as last written into a history.
pub(super) fn settings() -> Option<String> {
    item(SETTINGS)
}

/// Notes them.
pub(super) fn set_settings(text: &str) {
    put(SETTINGS, text);
}

fn keys() -> impl Iterator<Item = String> {
    let storage = storage();
    let length = storage.as_ref().and_then(|s| s.length().ok()).unwrap_or(0);
    (0..length).filter_map(move |index| storage.as_ref()?.key(index).ok().flatten())
}

fn item(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn put(key: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
}

fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}
