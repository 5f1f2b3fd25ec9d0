//! The quotes of the instruments on the tickets: pushed on a socket, polled by HTTP.

use crate::config::Carrier;
use crate::event::Effect;
use crate::session::{LinkState, Purpose, Session};
use crate::sweep::is_among;
use crosstrade::{Answer, ClientFrame, Failure, QuoteRow, Request, list_of, read_list};
use order_model::{Currency, InstrumentSpec, Millis, Quote};

/// How often profits are pushed.
const PNL_EVERY_MS: u32 = 1_000;

/// Most quotes kept beside those that are watched.
const MOST_QUOTES: usize = 32;

/// What is known of prices.
#[derive(Debug, Default)]
pub(crate) struct Market {
    watched: Vec<Watched>,
    quotes: Vec<Quote>,
}

/// An instrument that a ticket shows.
#[derive(Debug)]
struct Watched {
    name: String,
    /// The venue has told its quote when it was asked last. One that it may not know is asked for by itself: it would fail a read of several for all.
    known: bool,
    /// When to ask for its quote next; `None` while it is pushed or asked for.
    poll_at: Option<Millis>,
}

impl Market {
    pub(crate) fn quotes(&self) -> &[Quote] {
        &self.quotes
    }

    /// A new connection: the first poll is due at once.
    pub(crate) fn restart(&mut self) {
        for watched in &mut self.watched {
            watched.poll_at = Some(0);
        }
    }

    /// The names to ask for in one read now: all that the venue knows, or one that it may not know. None while none is due.
    fn due(&self, now: Millis) -> Vec<String> {
        let (mut names, mut any) = (Vec::new(), false);
        for watched in &self.watched {
            match watched.poll_at {
                Some(at) if watched.known => {
                    any |= at <= now;
                    names.push(watched.name.clone());
                }
                Some(at) if at <= now => return vec![watched.name.clone()],
                Some(_) | None => {}
            }
        }
        if any { names } else { Vec::new() }
    }

    #[inline(never)]
    fn plan(&mut self, names: &[String], known: bool, poll_at: Option<Millis>) {
        for watched in &mut self.watched {
            if is_among(&watched.name, names) {
                (watched.known, watched.poll_at) = (known, poll_at);
            }
        }
    }
}

impl Session {
    /// These instruments and no others are on tickets now.
    pub(crate) fn watch_instruments(&mut self, names: Vec<String>) {
        let (mut gone, mut fresh) = (Vec::new(), Vec::new());
        let watched = &mut self.market.watched;
        watched.retain(|w| {
            let stays = is_among(&w.name, &names);
            if !stays {
                gone.push(w.name.clone());
            }
            stays
        });
        for name in names {
            if !name.is_empty() && !watched.iter().any(|w| w.name.eq_ignore_ascii_case(&name)) {
                fresh.push(name.clone());
                watched.push(Watched { name, known: false, poll_at: Some(0) });
            }
        }
        self.tell_market(gone, |instruments| ClientFrame::Unsubscribe { instruments });
        self.tell_market(fresh, |instruments| ClientFrame::Subscribe { instruments });
    }

    /// A new connection knows of no subscription.
    pub(crate) fn subscribe(&mut self) {
        let all = list_of(self.market.watched.iter().map(|w| w.name.clone()));
        self.tell_market(all, |instruments| ClientFrame::Subscribe { instruments });
    }

    fn tell_market(&mut self, instruments: Vec<String>, frame: fn(Vec<String>) -> ClientFrame) {
        if let (Carrier::Socket, LinkState::Up { .. }, false) = (self.config.carrier, &self.link, instruments.is_empty()) {
            self.out.push(Effect::Tell { text: frame(instruments).to_text() });
        }
    }

    /// Profits are pushed from now on, where anything is.
    pub(crate) fn stream_pnl(&mut self) {
        if self.config.carrier == Carrier::Socket {
            let frame = ClientFrame::StreamPnl { enabled: true, interval: PNL_EVERY_MS };
            self.out.push(Effect::Tell { text: frame.to_text() });
        }
    }

    /// By HTTP every so often; on a socket once, for the tick and point value that pushed quotes do not bring.
    pub(crate) fn poll_quotes(&mut self, now: Millis) {
        loop {
            let names = self.market.due(now);
            if names.is_empty() || !self.may_read(1, now) {
                return;
            }
            self.market.plan(&names, false, None);
            self.request(Purpose::Quotes(names.clone()), &Request::GetQuote { instruments: names }, now);
        }
    }

    pub(crate) fn quotes_read(&mut self, names: &[String], result: &Result<Answer, Failure>, now: Millis) {
        let polls = self.config.carrier == Carrier::Http;
        match read_list(result, "", QuoteRow::read) {
            Ok(list) => {
                self.market.plan(names, true, polls.then(|| now + self.config.quote_every_ms));
                self.quoted(list.rows, now);
            }
            // An instrument the venue does not know has no quote; the rules say so. Ask again in a while, for each by itself.
            Err(_) => self.market.plan(names, false, Some(now + self.config.live_every_ms)),
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
        self.market.quotes.truncate(MOST_QUOTES + self.market.watched.len());
    }
}
