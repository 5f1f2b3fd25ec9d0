//! The practice exchange in this page: frames go to it and come from it, exactly as over a socket.

use order_model::Millis;
use practice_exchange::{Config, Connection, Exchange, Send};
use std::cell::Cell;

thread_local! {
    /// The exchange while nobody is at it: who comes back finds what was left there, for as long as the page lives.
    static LEFT: Cell<Option<Exchange>> = const { Cell::new(None) };
}

/// An exchange in this page and the page's connection to it, seen without knowing which: the program of the exchange is
/// fetched only where one is opened.
pub(crate) trait InPage {
    /// A frame from the page.
    fn send(&mut self, text: &str, now: Millis);

    /// Moves the exchange's time on and takes the frames that are due.
    fn advance(&mut self, now: Millis) -> Vec<String>;
}

/// Opens the exchange of this page, or another while somebody is at that one. The seed decides its quotes.
pub(crate) fn open(seed: u64, now: Millis) -> Box<dyn InPage> {
    let mut exchange = LEFT.take().unwrap_or_else(|| Exchange::new(Config { seed, ..Config::default() }, now));
    // The session that comes counts its requests from the whole.
    exchange.rest(now);
    let connection = exchange.connect(now);
    Box::new(Practice { exchange: Some(exchange), connection })
}

struct Practice {
    /// There until it is left.
    exchange: Option<Exchange>,
    connection: Connection,
}

impl Drop for Practice {
    fn drop(&mut self) {
        if let Some(mut exchange) = self.exchange.take() {
            exchange.disconnect(self.connection);
            LEFT.set(Some(exchange));
        }
    }
}

impl InPage for Practice {
    fn send(&mut self, text: &str, now: Millis) {
        if let Some(exchange) = &mut self.exchange {
            exchange.frame(self.connection, text, now);
        }
    }

    fn advance(&mut self, now: Millis) -> Vec<String> {
        let Some(exchange) = &mut self.exchange else { return Vec::new() };
        exchange.advance(now);
        let due = exchange.outgoing(now).into_iter().filter(|out| out.connection == self.connection);
        due.filter_map(|out| match out.what {
            Send::Text(text) => Some(text),
            // The exchange in the page has no line that could break.
            Send::Close { .. } => None,
        })
        .collect()
    }
}
