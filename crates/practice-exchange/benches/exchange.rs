//! How many market orders a second the exchange places and fills on one core. The bar is 200 000 by the typed entry.

use crosstrade::{Fields, PlaceBody, Request};
use divan::{Bencher, counter::ItemsCount};
use practice_exchange::{Config, Exchange};

const ORDERS: u64 = 1_000;
const PATH: &str = "/v1/api/accounts/Sim101/orders/place";

fn main() {
    divan::main();
}

fn body(action: &str) -> String {
    format!(r#"{{"instrument":"ES 12-26","action":"{action}","orderType":"MARKET","quantity":1,"timeInForce":"DAY"}}"#)
}

fn exchange() -> Exchange {
    Exchange::new(Config { rate: None, ..Config::default() }, 0)
}

/// A thousand orders and the 150 ms in which they fill.
fn orders(bencher: Bencher<'_, '_>, mut place: impl FnMut(&mut Exchange, u64, u64)) {
    let mut exchange = exchange();
    let mut now = 0;
    bencher.counter(ItemsCount::new(ORDERS)).bench_local(|| {
        for order in 0..ORDERS {
            place(&mut exchange, order, now);
        }
        now += 200;
        exchange.advance(now);
        assert_eq!(exchange.venue().placed() % ORDERS, 0);
    });
    let filled = exchange.venue().executions().len();
    assert!(filled >= 1_000, "the orders were filled");
}

#[divan::bench]
fn typed(bencher: Bencher<'_, '_>) {
    let request = |action: &str| {
        let text = body(action);
        let body = Fields::parse(&text).and_then(|fields| PlaceBody::read(&fields));
        body.map(|body| Request::PlaceOrder { account: "Sim101".to_owned(), body })
    };
    let (Ok(buy), Ok(sell)) = (request("BUY"), request("SELL")) else { return };
    orders(bencher, |exchange, order, now| {
        let answer = exchange.request(if order % 2 == 0 { &buy } else { &sell }, now);
        assert_eq!(answer.status, Some(200));
    });
}

#[divan::bench]
fn json(bencher: Bencher<'_, '_>) {
    let (buy, sell) = (body("BUY"), body("SELL"));
    orders(bencher, |exchange, order, now| {
        divan::black_box(exchange.http("POST", PATH, if order % 2 == 0 { &buy } else { &sell }, now));
    });
}

/// The same with one client listening to every event.
#[divan::bench]
fn json_watched(bencher: Bencher<'_, '_>) {
    let (buy, sell) = (body("BUY"), body("SELL"));
    let mut connected = false;
    orders(bencher, |exchange, order, now| {
        if !connected {
            exchange.connect(now);
            connected = true;
        }
        divan::black_box(exchange.http("POST", PATH, if order % 2 == 0 { &buy } else { &sell }, now));
        divan::black_box(exchange.outgoing(now));
    });
}
