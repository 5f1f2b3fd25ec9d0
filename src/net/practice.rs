//! The practice exchange in this page: frames go to it and come from it, exactly as over a socket.

use order_model::Millis;
use practice_exchange::{Config, Connection, Exchange, Send};

/// An exchange in this page and the page's connection to it, seen without knowing which: the program of the exchange is
/// fetched only where one is opened.
pub(crate) trait InPage {
    /// A frame from the page.
    fn send(&mut self, text: &str, now: Millis);

    /// Moves the exchange's time on and takes the frames that are due.
    fn advance(&mut self, now: Millis) -> Vec<String>;
}

/// Opens an exchange. The seed decides its quotes.
pub(crate) fn open(seed: u64, now: Millis) -> Box<dyn InPage> {
    let mut exchange = Exchange::new(Config { seed, ..Config::default() }, now);
    let connection = exchange.connect(now);
    Box::new(Practice { exchange, connection })
}

struct Practice {
    exchange: Exchange,
    connection: Connection,
}

impl InPage for Practice {
    fn send(&mut self, text: &str, now: Millis) {
        self.exchange.frame(self.connection, text, now);
    }

    fn advance(&mut self, now: Millis) -> Vec<String> {
        self.exchange.advance(now);
        let due = self.exchange.outgoing(now).into_iter().filter(|out| out.connection == self.connection);
        due.filter_map(|out| match out.what {
            Send::Text(text) => Some(text),
            // The exchange in the page has no line that could break.
            Send::Close { .. } => None,
        })
        .collect()
    }
}
