//! One attempt is one request to the exchange, however often a browser sends it.
//!
//! Browsers repeat a request by themselves, a POST too, when a connection they had open before breaks without an answer
//! (measured with Chromium: three clicks, seven orders). Two things keep that from becoming a second order: this server
//! never lets a connection be used twice (`dispatch.rs`), and the page names each attempt in the header
//! `Order-Ticket-Attempt`, a fresh random text of its choice. The same attempt with the same method, target and body again
//! gets what the first one got, a broken connection included, and the exchange never hears of it. That holds for whatever
//! changes something, a second close as well as a second order; a read is answered anew, whatever it names.

use axum::http::HeaderMap;
use practice_exchange::Reaction;
use std::collections::VecDeque;

/// The header's name.
const HEADER: &str = "order-ticket-attempt";
/// Attempts remembered. A browser repeats within milliseconds.
const KEPT: usize = 256;
const LONGEST: usize = 100;

/// The attempt a request names, if any.
pub(crate) fn named(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(HEADER)?.to_str().ok()?.trim();
    (!text.is_empty() && text.len() <= LONGEST).then(|| text.to_owned())
}

/// What became of the latest attempts.
#[derive(Debug, Default)]
pub(crate) struct Attempts(VecDeque<(Key, Reaction)>);

/// An attempt, and the request it stood on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) attempt: String,
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) body: String,
}

impl Attempts {
    pub(crate) fn reaction(&self, key: &Key) -> Option<Reaction> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, reaction)| reaction.clone())
    }

    pub(crate) fn remember(&mut self, key: Key, reaction: Reaction) {
        if self.0.len() >= KEPT {
            self.0.pop_front();
        }
        self.0.push_back((key, reaction));
    }
}
