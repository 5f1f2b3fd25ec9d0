//! What holds whatever clients send, and however time is cut.

use crate::desk::{Desk, START, code, config};
use crosstrade::{OrderState, ServerFrame};
use order_model::Action;
use practice_exchange::{Config, Market, StopRest, Switches, may_follow};
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Act {
    Place { buys: bool, quantity: u32, kind: u8, ticks: i32, oco: Option<u8>, atm: bool },
    Cancel(usize),
    Wait(u64),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (any::<bool>(), 1_u32..14, 0_u8..4, -12_i32..12, proptest::option::weighted(0.4, 0_u8..3), proptest::bool::weighted(0.2))
            .prop_map(|(buys, quantity, kind, ticks, oco, atm)| Act::Place { buys, quantity, kind, ticks, oco, atm }),
        1 => (0_usize..20).prop_map(Act::Cancel),
        4 => (0_u64..900).prop_map(Act::Wait),
    ]
}

/// ES drawn from the seed, so that orders near 6000 see it come and go.
fn walking(seed: u64, stop_rest: StopRest) -> Config {
    let switches = Switches { stop_rest, ..Switches::default() };
    Config { seed, switches, rate: None, market: Market::default(), ..Config::default() }
}

fn ticks_to_text(bid: order_model::Price, ticks: i32) -> String {
    let tick = crate::desk::price("0.25");
    tick.times(bid.ticks(tick).unwrap() + i64::from(ticks)).unwrap().to_string()
}

fn play(desk: &mut Desk, act: &Act, ids: &mut Vec<String>, mut wait: impl FnMut(&mut Desk, u64)) {
    match act {
        Act::Wait(ms) => wait(desk, *ms),
        Act::Cancel(at) => {
            let Some(id) = ids.get(*at).cloned() else { return };
            let over = desk.exchange.venue().orders().iter().find(|row| row.id == id).is_none_or(|row| row.state.is_final());
            let answer = desk.cancel(&id);
            assert_eq!(answer.status, Some(if over { 400 } else { 200 }), "{}", answer.body);
            assert!(!over || code(&answer) == "order_not_found");
        }
        Act::Place { buys, quantity, kind, ticks, oco, atm } => {
            let quote = desk.get("/v1/api/market/quote?instrument=ES%2012-26").body;
            let bid = crosstrade::QuoteRow::read(&quote).unwrap().bid.unwrap();
            let (near, far) = (ticks_to_text(bid, *ticks), ticks_to_text(bid, *ticks + if *buys { 2 } else { -2 }));
            let mut body = match kind {
                0 => r#""orderType":"MARKET""#.to_owned(),
                1 => format!(r#""orderType":"LIMIT","limitPrice":{near}"#),
                2 => format!(r#""orderType":"STOPMARKET","stopPrice":{near}"#),
                _ => format!(r#""orderType":"STOPLIMIT","stopPrice":{near},"limitPrice":{far}"#),
            };
            if let Some(oco) = oco {
                body.push_str(&format!(r#","ocoId":"g{oco}""#));
            }
            if *atm {
                body.push_str(r#","strategy":"Scalp 8-12""#);
            }
            ids.push(desk.place(if *buys { "BUY" } else { "SELL" }, *quantity, &body));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_books_add_up(seed: u64, rests: bool, acts in proptest::collection::vec(act(), 0..60)) {
        let rest = if rests { StopRest::Accepted } else { StopRest::TriggerPending };
        let mut desk = Desk::new(walking(seed, rest));
        let listener = desk.exchange.connect(desk.now);
        let mut ids = Vec::new();
        let mut states: BTreeMap<String, OrderState> = BTreeMap::new();
        for act in &acts {
            play(&mut desk, act, &mut ids, Desk::wait);
            for frame in desk.frames(listener) {
                let ServerFrame::OrderUpdate(row) = frame else { continue };
                match states.get(&row.id) {
                    None => prop_assert_eq!(&row.state, &OrderState::Initialized),
                    // A part filled while a cancel is on its way changes the count and not the state.
                    Some(before) => prop_assert!(may_follow(before, &row.state) || *before == row.state, "{} to {}", before, row.state),
                }
                states.insert(row.id, row.state);
            }
        }
        let venue = desk.exchange.venue();
        prop_assert_eq!(usize::try_from(venue.placed()).unwrap(), ids.len());
        let (orders, executions) = (venue.orders(), venue.executions());
        let mut groups: BTreeMap<String, u32> = BTreeMap::new();
        for row in &orders {
            prop_assert!(row.filled <= row.quantity);
            prop_assert_eq!(row.filled == row.quantity, row.state == OrderState::Filled);
            let sum: u32 = executions.iter().filter(|e| e.order_id == row.id).map(|e| e.quantity).sum();
            prop_assert_eq!(sum, row.filled);
            if let (Some(group), true) = (&row.oco_id, row.filled > 0) {
                *groups.entry(group.clone()).or_default() += 1;
            }
            prop_assert_eq!(states.get(&row.id), Some(&row.state), "the events tell what the venue holds");
        }
        prop_assert!(groups.values().all(|filled| *filled == 1), "two members of a group filled: {:?}", groups);
        let side = |word: &str| if word == "Long" { Action::Buy.sign() } else { Action::Sell.sign() };
        let bought: i64 = executions.iter().map(|e| side(&e.market_position) * i64::from(e.quantity)).sum();
        prop_assert_eq!(desk.net(), bought);
    }

    /// One long advance or many short ones, the quotes, fills and frames are the same.
    #[test]
    fn time_may_be_cut_anyhow(seed: u64, cuts in 1_u64..5, acts in proptest::collection::vec(act(), 0..25)) {
        let run = |cuts: u64| {
            let mut desk = Desk::new(walking(seed, StopRest::Accepted));
            let listener = desk.exchange.connect(desk.now);
            desk.exchange.frame(listener, r#"{"action":"subscribe","instruments":["ES 12-26","NQ 12-26"]}"#, desk.now);
            let mut ids = Vec::new();
            for act in &acts {
                play(&mut desk, act, &mut ids, |desk, ms| {
                    for cut in 1..=cuts {
                        desk.exchange.advance(desk.now + ms * cut / cuts);
                    }
                    desk.now += ms;
                });
            }
            (desk.heard(listener), desk.exchange.venue().orders(), desk.exchange.venue().executions())
        };
        prop_assert_eq!(run(1), run(cuts));
    }

    /// Following `next_due` misses nothing either.
    #[test]
    fn next_due_is_enough(seed: u64, acts in proptest::collection::vec(act(), 0..25)) {
        let run = |follow: bool| {
            let mut desk = Desk::new(walking(seed, StopRest::Accepted));
            let listener = desk.exchange.connect(desk.now);
            let mut ids = Vec::new();
            let mut heard = Vec::new();
            for act in &acts {
                play(&mut desk, act, &mut ids, |desk, ms| {
                    let end = desk.now + ms;
                    while let Some(due) = desk.exchange.next_due().filter(|due| follow && *due <= end) {
                        desk.now = desk.now.max(due);
                        desk.exchange.advance(due);
                        heard.extend(desk.heard(listener));
                    }
                    desk.now = end;
                    desk.exchange.advance(end);
                    heard.extend(desk.heard(listener));
                });
            }
            desk.wait(0);
            heard.extend(desk.heard(listener));
            heard
        };
        prop_assert_eq!(run(true), run(false));
    }

    #[test]
    fn any_text_by_any_door_is_harmless(
        method in "(GET|POST|PUT|DELETE)",
        target in "(/v1/api/)?(accounts|market|orders|positions|Sim101|place|quote|cancel|%[0-9a-f]{2}|/|\\?|=|instrument|ES|.){0,12}",
        body: String,
        frame in "\\{\"action\":\"(rpc|subscribe|ping|x)\",(\"id\":\"1\",)?\"(api|instruments)\":(\"PlaceOrder\"|\\[\"ES\"\\]|.{0,10})\\}",
        steps in proptest::collection::vec(any::<u32>(), 0..5),
    ) {
        let mut desk = Desk::new(Config::default());
        let connection = desk.exchange.connect(START);
        desk.exchange.frame(connection, &frame, START);
        desk.exchange.frame(connection, &body, START);
        let _ = desk.exchange.http(&method, &target, &body, START);
        for step in steps {
            desk.wait(u64::from(step));
            let _ = desk.exchange.outgoing(desk.now);
        }
    }

    /// Prices and sizes at the edge of what the wire can carry.
    #[test]
    fn extreme_orders_are_harmless(price in -999_999_999_999_i64..999_999_999_999, quantity: i64, buys: bool, kind in 0_usize..4) {
        let mut desk = Desk::new(config(1_000, &["6000", "-100", "999999999999", "0"]));
        let kind = ["MARKET", "LIMIT", "STOPMARKET", "STOPLIMIT"][kind];
        let side = if buys { "BUY" } else { "SELL" };
        let _ = desk.try_place(&format!(
            r#""action":"{side}","quantity":{quantity},"orderType":"{kind}","timeInForce":"GTC","limitPrice":{price},"stopPrice":{price},"strategy":"Swing 20-40""#
        ));
        desk.wait(10_000);
        let _ = (desk.exchange.venue().orders(), desk.exchange.venue().positions(), desk.get("/v1/api/accounts"));
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let run = |seed: u64| {
        let mut desk = Desk::new(walking(seed, StopRest::Accepted));
        let listener = desk.exchange.connect(desk.now);
        desk.exchange.frame(listener, r#"{"action":"subscribe","instruments":["ES 12-26"]}"#, desk.now);
        desk.place("BUY", 3, r#""orderType":"MARKET""#);
        desk.wait(20_000);
        desk.heard(listener)
    };
    assert_eq!(run(5), run(5));
    assert_ne!(run(5), run(6));
}
