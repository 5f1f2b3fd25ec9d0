//! The practice exchange in this page: frames go to it and come from it, exactly as over a socket.

use order_model::Millis;
use practice_exchange::{Config, Connection, Exchange, Send};

/// An exchange and the page's connection to it.
#[derive(Debug)]
pub(crate) struct Practice {
    exchange: Exchange,
    connection: Connection,
}

impl Practice {
    /// Opens an exchange. The seed decides its quotes.
    pub(crate) fn open(seed: u64, now: Millis) -> Practice {
        let mut exchange = Exchange::new(Config { seed, ..Config::default() }, now);
        let connection = exchange.connect(now);
        Practice { exchange, connection }
    }

    /// A frame from the page.
    pub(crate) fn send(&mut self, text: &str, now: Millis) {
        self.exchange.frame(self.connection, text, now);
    }

    /// Moves the exchange's time on and takes the frames that are due.
    pub(crate) fn advance(&mut self, now: Millis) -> Vec<String> {
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
