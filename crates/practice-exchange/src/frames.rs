//! The WebSocket side of the exchange: client frames, events and the feed.

use crate::exchange::{Delivery, Exchange, Handled};
use crate::lines::Connection;
use crate::verdict::{self, Loss};
use crosstrade::list_of;
use crosstrade::{ClientFrame, Object, Request, ServerFrame};
use order_model::{Millis, Price};

/// As documented: so many refused requests in a row close the line.
const VIOLATIONS: u32 = 10;

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
            Ok(ClientFrame::StreamPnl { enabled, .. }) => {
                if let Some(line) = self.lines.get(connection) {
                    line.wants_pnl = enabled;
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
        let interval = self.config.market.feed_ms.max(1);
        self.lines.is_feeding().then(|| (from / interval).checked_add(1)?.checked_mul(interval)).flatten()
    }

    /// Sends quotes and profits to the lines that want them.
    pub(crate) fn feed(&mut self) {
        for connection in self.lines.all() {
            let Some(line) = self.lines.get(connection) else { continue };
            let (wanted, wants_pnl) = (line.quotes.clone(), line.wants_pnl);
            self.send_quotes(connection, &wanted);
            if wants_pnl {
                self.send_pnl(connection);
            }
        }
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
        let now = self.venue.now();
        let listings = self.venue.listings();
        let rows = list_of(wanted.iter().filter_map(|at| listings.get(*at)).map(|listing| listing.row(now)));
        if !rows.is_empty() {
            self.lines.write_numbered(connection, now, &ServerFrame::MarketData(rows));
        }
    }

    /// The documents do not show the items of this frame; these carry the names of the account object.
    fn send_pnl(&mut self, connection: Connection) {
        let number = |price: Option<Price>| price.map_or_else(|| "0.0".to_owned(), |p| p.to_string());
        let account = |(name, at): (&String, usize)| {
            let realized = number(self.venue.realized(name));
            let unrealized = number(self.venue.unrealized(at));
            Object::new().text("account", name).raw("realizedProfitLoss", &realized).raw("unrealizedProfitLoss", &unrealized).end()
        };
        let accounts: Vec<String> = self.venue.accounts().iter().zip(0..).map(account).collect();
        let now = self.venue.now();
        let seq = i64::try_from(self.lines.next_seq(connection)).unwrap_or(i64::MAX);
        let epoch = i64::try_from(now).unwrap_or(i64::MAX);
        let text = Object::new().text("type", "pnlUpdate").integer("seq", seq).integer("epoch", epoch).list("accounts", &accounts).end();
        self.lines.write(connection, now, text);
    }

    fn say(&mut self, connection: Connection, text: String) {
        let due = self.venue.now().saturating_add(self.config.latency.answer);
        self.lines.write(connection, due, text);
    }
}

fn status(word: &str, found: &[(usize, String)]) -> String {
    // `Object` quotes a text; a list of texts is put together from quoted ones.
    let names: Vec<String> = found.iter().map(|(_, name)| format!("\"{name}\"")).collect();
    Object::new().text("status", word).list("instruments", &names).end()
}
