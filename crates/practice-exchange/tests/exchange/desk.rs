//! A desk at an exchange whose ES follows a tape the test writes; time starts at zero of a day in 2026.

use crosstrade::{Answer, ErrorBody, Fields, OrderRow, OrderState, ServerFrame};
use order_model::{Millis, Price};
use practice_exchange::{Config, Connection, Delivery, Exchange, Faults, Market, Outgoing, Reaction, RecordedQuote, Send};

/// 2026-11-22T00:00:00Z
pub(crate) const START: Millis = 1_795_305_600_000;

pub(crate) struct Desk {
    pub(crate) exchange: Exchange,
    pub(crate) now: Millis,
}

pub(crate) fn price(text: &str) -> Price {
    Price::parse(text).unwrap()
}

/// ES at these bids, one after the other, each `step` milliseconds long; the ask is a tick above and the last is the bid.
pub(crate) fn tape(step: Millis, bids: &[&str]) -> Vec<RecordedQuote> {
    let row = |(at, bid): (usize, &&str)| RecordedQuote {
        at: START + step * Millis::try_from(at).unwrap(),
        instrument: "ES 12-26".into(),
        bid: price(bid),
        ask: price(bid).step(price("0.25"), 1).unwrap(),
        last: price(bid),
    };
    bids.iter().enumerate().map(row).collect()
}

/// No rate limit, ES on a tape.
pub(crate) fn config(step: Millis, bids: &[&str]) -> Config {
    Config { rate: None, market: Market { tape: tape(step, bids), ..Market::default() }, ..Config::default() }
}

impl Desk {
    pub(crate) fn new(config: Config) -> Desk {
        Desk { exchange: Exchange::new(config, START), now: START }
    }

    pub(crate) fn with(step: Millis, bids: &[&str]) -> Desk {
        Desk::new(config(step, bids))
    }

    pub(crate) fn wait(&mut self, ms: Millis) {
        self.now += ms;
        self.exchange.advance(self.now);
    }

    pub(crate) fn fault(&mut self, texts: &[&str]) {
        self.exchange.set_faults(Faults(texts.iter().map(|text| text.parse().unwrap()).collect()));
    }

    pub(crate) fn post(&mut self, target: &str, body: &str) -> Reaction {
        self.exchange.http("POST", target, body, self.now)
    }

    pub(crate) fn get(&mut self, target: &str) -> Answer {
        answer(self.exchange.http("GET", target, "", self.now))
    }

    /// Places in Sim101: the fields of an ES order beside `extra`, which may repeat none of them.
    pub(crate) fn try_place(&mut self, extra: &str) -> Answer {
        let body = format!(r#"{{"instrument":"ES 12-26",{extra}}}"#);
        answer(self.post("/v1/api/accounts/Sim101/orders/place", &body))
    }

    /// Places and gives the id.
    pub(crate) fn place(&mut self, action: &str, quantity: u32, kind: &str) -> String {
        let answer = self.try_place(&format!(r#""action":"{action}","quantity":{quantity},"timeInForce":"DAY",{kind}"#));
        assert_eq!(answer.status, Some(200), "{}", answer.body);
        Fields::parse(&answer.body).unwrap().loose_text("orderId").unwrap()
    }

    pub(crate) fn cancel(&mut self, id: &str) -> Answer {
        answer(self.post(&format!("/v1/api/accounts/Sim101/orders/{id}/cancel"), "{}"))
    }

    /// Posts below `/v1/api/accounts/Sim101/`.
    pub(crate) fn act(&mut self, tail: &str, body: &str) -> Answer {
        answer(self.post(&format!("/v1/api/accounts/Sim101/{tail}"), body))
    }

    /// Changes an order; the body without its braces.
    pub(crate) fn change(&mut self, id: &str, fields: &str) -> Answer {
        self.act(&format!("orders/{id}/change"), &format!("{{{fields}}}"))
    }

    /// A market order that has filled.
    pub(crate) fn hold(&mut self, action: &str, quantity: u32) {
        self.place(action, quantity, r#""orderType":"MARKET""#);
        self.wait(200);
    }

    /// Name, side, contracts, price and state of the orders that have not ended.
    pub(crate) fn open(&self) -> Vec<(String, String, u32, Option<Price>, OrderState)> {
        let rows = self.exchange.venue().orders().into_iter().filter(|row| !row.state.is_final());
        rows.map(|row| (row.name, row.action, row.quantity, row.limit.or(row.stop), row.state)).collect()
    }

    pub(crate) fn row(&self, id: &str) -> OrderRow {
        self.exchange.venue().orders().into_iter().find(|row| row.id == id).expect("the order is kept")
    }

    pub(crate) fn state(&self, id: &str) -> OrderState {
        self.row(id).state
    }

    pub(crate) fn net(&self) -> i64 {
        self.exchange.venue().positions().iter().map(|row| row.net).sum()
    }

    /// Frames due now on a connection, as texts.
    pub(crate) fn heard(&mut self, connection: Connection) -> Vec<String> {
        let mine = self.exchange.outgoing(self.now).into_iter().filter(|out| out.connection == connection);
        mine.filter_map(|Outgoing { what, .. }| if let Send::Text(text) = what { Some(text) } else { None }).collect()
    }

    /// The same, read.
    pub(crate) fn frames(&mut self, connection: Connection) -> Vec<ServerFrame> {
        self.heard(connection).iter().map(|text| ServerFrame::parse(text).unwrap().1).collect()
    }
}

pub(crate) fn answer(reaction: Reaction) -> Answer {
    match reaction.deliver {
        Delivery::Answer(answer) => answer,
        other => panic!("no answer: {other:?}"),
    }
}

/// The text of a field.
pub(crate) fn field(answer: &Answer, name: &str) -> String {
    let value = Fields::parse(&answer.body).ok().and_then(|fields| fields.loose_text(name));
    value.unwrap_or_else(|| panic!("no {name}: {}", answer.body))
}

/// The code of a refusal.
pub(crate) fn code(answer: &Answer) -> String {
    ErrorBody::read(&answer.body).unwrap_or_else(|| panic!("no error: {}", answer.body)).error
}
