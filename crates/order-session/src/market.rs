//! The quote of the instrument on the ticket: pushed on a socket, polled by HTTP.

use crate::config::Carrier;
use crate::event::Effect;
use crate::session::{LinkState, Purpose, Session};
use crosstrade::{Answer, ClientFrame, Failure, QuoteRow, Request, read_list};
use order_model::{Currency, InstrumentSpec, Millis, Quote};

/// How often profits are pushed.
const PNL_EVERY_MS: u32 = 1_000;

/// Most quotes kept; the ticket looks at one at a time.
const MOST_QUOTES: usize = 32;

/// What is known of prices.
#[derive(Debug, Default)]
pub(crate) struct Market {
    watched: Option<String>,
    quotes: Vec<Quote>,
    /// When to ask for the quote next; `None` while it is pushed or asked for.
    poll_at: Option<Millis>,
}

impl Market {
    pub(crate) fn quotes(&self) -> &[Quote] {
        &self.quotes
    }

    /// A new connection: the first poll is due at once.
    pub(crate) fn restart(&mut self) {
        self.poll_at = Some(0);
    }
}

impl Session {
    pub(crate) fn watch_instrument(&mut self, name: String, _now: Millis) {
        if self.market.watched.as_ref() == Some(&name) {
            return;
        }
        let old = self.market.watched.replace(name);
        if let (Carrier::Socket, LinkState::Up { .. }, Some(old)) = (self.config.carrier, &self.link, old) {
            self.out.push(Effect::Tell { text: ClientFrame::Unsubscribe { instruments: vec![old] }.to_text() });
        }
        self.market.restart();
        self.subscribe();
    }

    pub(crate) fn subscribe(&mut self) {
        let (Carrier::Socket, LinkState::Up { .. }, Some(name)) = (self.config.carrier, &self.link, &self.market.watched) else { return };
        self.out.push(Effect::Tell { text: ClientFrame::Subscribe { instruments: vec![name.clone()] }.to_text() });
    }

    /// Profits are pushed from now on, where anything is.
    pub(crate) fn stream_pnl(&mut self) {
        if self.config.carrier == Carrier::Socket {
            let frame = ClientFrame::StreamPnl { enabled: true, interval: PNL_EVERY_MS };
            self.out.push(Effect::Tell { text: frame.to_text() });
        }
    }

    /// By HTTP every so often; on a socket once, for the tick and point value that pushed quotes do not bring.
    pub(crate) fn poll_quote(&mut self, now: Millis) {
        let Some(name) = self.market.watched.clone() else { return };
        if self.market.poll_at.is_some_and(|at| at <= now) && self.may_read(1, now) {
            self.market.poll_at = None;
            self.request(Purpose::Quote, &Request::GetQuote { instruments: vec![name] }, now);
        }
    }

    pub(crate) fn quote_read(&mut self, result: &Result<Answer, Failure>, now: Millis) {
        let polls = self.config.carrier == Carrier::Http;
        match read_list(result, "", QuoteRow::read) {
            Ok(list) => {
                self.market.poll_at = polls.then(|| now + self.config.quote_every_ms);
                self.quoted(list.rows, now);
            }
            // An instrument the venue does not know has no quote; the rules say so. Ask again in a while.
            Err(_) => self.market.poll_at = Some(now + self.config.live_every_ms),
        }
    }

    pub(crate) fn quoted(&mut self, rows: Vec<QuoteRow>, now: Millis) {
        for row in rows {
            let known = self.market.quotes.iter().position(|q| q.instrument.eq_ignore_ascii_case(&row.instrument));
            let before = known.map(|index| self.market.quotes.remove(index));
            // The currency of a live tick value is not on the wire; the table's is put in its place where it knows the root.
            let live = row.tick_size.zip(row.point_value).and_then(|(tick, point)| InstrumentSpec::try_new(tick, point, Currency::Usd));
            self.market.quotes.insert(
                0,
                Quote {
                    instrument: row.instrument,
                    bid: row.bid,
                    ask: row.ask,
                    last: row.last,
                    at: now,
                    spec: live.or(before.as_ref().and_then(|q| q.spec)),
                    market_open: row.market_open.or(before.and_then(|q| q.market_open)),
                },
            );
        }
        self.market.quotes.truncate(MOST_QUOTES);
    }
}
