//! The WebSocket side of the exchange: client frames, events and the feed.

use crate::config::PnlShape;
use crate::exchange::{Delivery, Exchange, Handled};
use crate::lines::Connection;
use crate::verdict::{self, Loss};
use crosstrade::{ClientFrame, Object, PnlRow, Request, ServerFrame, list_of};
use order_model::Millis;

/// As documented: so many refused requests in a row close the line.
const VIOLATIONS: u32 = 10;

/// The shortest interval of profit frames; the API's is not known.
const SHORTEST_PNL_MS: Millis = 100;

impl Exchange {
    /// One text frame from a client. What it causes goes to the outbox, see [`Exchange::outgoing`].
    ///
    /// ```
    /// # use practice_exchange::{Config, Exchange, Send};
    /// let mut exchange = Exchange::new(Config::default(), 0);
    /// let connection = exchange.connect(0);
    /// exchange.frame(connection, r#"{"action":"ping"}"#, 0);
    /// let out = exchange.outgoing(0);
    /// assert_eq!(out[0].what, Send::Text(r#"{"type":"pong"}"#.to_owned()));
    /// ```
    pub fn frame(&mut self, connection: Connection, text: &str, now: Millis) {
        self.advance(now);
        if self.lines.get(connection).is_none() {
            return;
        }
        match ClientFrame::parse(text) {
            Ok(ClientFrame::Rpc { id, api, args }) => self.rpc(connection, &id, Request::from_rpc(&api, &args)),
            Ok(ClientFrame::Subscribe { instruments }) => self.subscribe(connection, &instruments),
            Ok(ClientFrame::Unsubscribe { instruments }) => {
                let found = self.find(&instruments);
                if let Some(line) = self.lines.get(connection) {
                    line.quotes.retain(|at| !found.iter().any(|(gone, _)| gone == at));
                }
                self.say(connection, status("unsubscribed", &found));
            }
            Ok(ClientFrame::StreamPnl { enabled, interval }) => {
                if let Some(line) = self.lines.get(connection) {
                    line.pnl = enabled.then_some(Millis::from(interval).max(SHORTEST_PNL_MS));
                }
                self.say(connection, Object::new().text("status", "streamPnl").flag("enabled", enabled).end());
            }
            Ok(ClientFrame::Ping) => self.say(connection, ServerFrame::Pong.to_text(0)),
            // The documents do not show this frame; a client takes it as one of a type it does not know.
            Err(error) => self.say(connection, Object::new().text("type", "error").text("error", &error.to_string()).end()),
        }
    }

    /// Hands the venue's news to every line, less what the faults take away.
    pub(crate) fn tell(&mut self) {
        for news in self.venue.take_news() {
            let loss = verdict::on_event(&mut self.faults, &mut self.draws);
            for connection in self.lines.all() {
                match loss {
                    None => self.lines.write_numbered(connection, self.venue.now(), &news),
                    Some(Loss::Gap) => {
                        self.lines.next_seq(connection);
                    }
                    Some(Loss::Silent) => {}
                }
            }
        }
        self.venue.watch(!self.lines.is_empty());
    }

    /// When the feed is next due.
    pub(crate) fn next_feed(&self, from: Millis) -> Option<Millis> {
        let next = |interval: Millis| (from / interval).checked_add(1)?.checked_mul(interval);
        self.lines.intervals(self.quote_interval()).filter_map(next).min()
    }

    /// Sends quotes and profits to the lines that want them at this moment.
    pub(crate) fn feed(&mut self, at: Millis) {
        let quotes_due = at.is_multiple_of(self.quote_interval());
        for connection in self.lines.all() {
            let Some(line) = self.lines.get(connection) else { continue };
            let pnl_due = line.pnl.is_some_and(|interval| at.is_multiple_of(interval));
            let wanted = line.quotes.clone();
            if quotes_due {
                self.send_quotes(connection, &wanted);
            }
            if pnl_due {
                self.send_pnl(connection);
            }
        }
    }

    fn quote_interval(&self) -> Millis {
        self.config.market.feed_ms.max(1)
    }

    fn rpc(&mut self, connection: Connection, id: &str, read: Result<Request, crosstrade::RouteError>) {
        let Handled { after, deliver, twice, over_limit } = self.handle(read);
        let now = self.venue.now();
        let due = now.saturating_add(after);
        match deliver {
            Delivery::Answer(answer) => {
                let reply = ServerFrame::Reply { id: id.to_owned(), data: answer.body }.to_text(0);
                if twice {
                    self.lines.write(connection, due, reply.clone());
                }
                self.lines.write(connection, due, reply);
            }
            Delivery::Never => {}
            Delivery::Disconnect => self.lines.close(connection, due, 1_006, ""),
        }
        let Some(line) = self.lines.get(connection) else { return };
        line.violations = if over_limit { line.violations + 1 } else { 0 };
        if line.violations >= VIOLATIONS {
            self.lines.close(connection, due, 1_008, "Rate limit exceeded");
        }
    }

    /// The acknowledgement names the contracts that were understood, and the first quotes follow it.
    fn subscribe(&mut self, connection: Connection, instruments: &[String]) {
        let found = self.find(instruments);
        self.say(connection, status("subscribed", &found));
        let added: Vec<usize> = found.into_iter().map(|(at, _)| at).collect();
        if let Some(line) = self.lines.get(connection) {
            line.quotes.retain(|at| !added.contains(at));
            line.quotes.extend(added.iter().copied());
        }
        self.send_quotes(connection, &added);
    }

    /// The numbers and names of the contracts that are meant; texts that mean none, or one that
    /// was there already, are left out.
    fn find(&mut self, instruments: &[String]) -> Vec<(usize, String)> {
        let now = self.venue.now();
        let listings = self.venue.listings();
        let mut found: Vec<(usize, String)> = Vec::new();
        for at in list_of(instruments.iter().filter_map(|text| listings.resolve(text, now))) {
            if let Some(listing) = listings.get(at).filter(|_| found.iter().all(|(other, _)| *other != at)) {
                found.push((at, listing.name.clone()));
            }
        }
        found
    }

    fn send_quotes(&mut self, connection: Connection, wanted: &[usize]) {
        let (now, hours) = (self.venue.now(), self.venue.hours());
        let listings = self.venue.listings();
        let rows = list_of(wanted.iter().filter_map(|at| listings.get(*at)).map(|listing| listing.row(now, hours)));
        if !rows.is_empty() {
            self.lines.write_numbered(connection, now, &ServerFrame::MarketData(rows));
        }
    }

    fn send_pnl(&mut self, connection: Connection) {
        let now = self.venue.now();
        let frame = ServerFrame::PnlUpdate { at: Some(now), rows: self.venue.profits() };
        match (self.config.switches.pnl_shape, frame) {
            (PnlShape::Keyed, ServerFrame::PnlUpdate { rows, .. }) => {
                let seq = self.lines.next_seq(connection);
                let head = Object::new().text("type", "pnlUpdate").raw("seq", &seq.to_string()).raw("epoch", &now.to_string());
                let text = head.raw("accounts", &PnlRow::write_keyed(&rows).end()).end();
                self.lines.write(connection, now, text);
            }
            (_, frame) => self.lines.write_numbered(connection, now, &frame),
        }
    }

    fn say(&mut self, connection: Connection, text: String) {
        let due = self.venue.now().saturating_add(self.config.latency.answer);
        self.lines.write(connection, due, text);
    }
}

fn status(word: &str, found: &[(usize, String)]) -> String {
    Object::new().text("status", word).texts("instruments", &list_of(found.iter().map(|(_, name)| name.clone()))).end()
}
