//! What holds whatever clients send, and however time is cut.

use crate::desk::{Desk, START, config};
use crate::play::{act, play, walking};
use crosstrade::{OrderState, ServerFrame};
use order_model::Action;
use practice_exchange::{Config, Latency, StopRest, may_follow};
use proptest::prelude::*;
use std::collections::BTreeMap;

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

    /// However it came about, a flatten ends without positions and without orders.
    #[test]
    fn a_flatten_ends_flat(seed: u64, acts in proptest::collection::vec(act(), 0..30)) {
        let mut desk = Desk::new(walking(seed, StopRest::Accepted));
        let mut ids = Vec::new();
        for act in &acts {
            play(&mut desk, act, &mut ids, Desk::wait);
        }
        desk.act("positions/flatten", "");
        desk.wait(60_000);
        prop_assert_eq!((desk.net(), desk.open()), (0, Vec::new()));
    }

    /// Once a bracket has settled there are no more exits than there is position, in one direction, and nothing else.
    #[test]
    fn a_bracket_never_leaves_more_exits_than_position(seed: u64, acts in proptest::collection::vec(act(), 0..30), quantity in 1_u32..20) {
        let mut desk = Desk::new(walking(seed, StopRest::Accepted));
        let mut ids = Vec::new();
        for act in &acts {
            play(&mut desk, act, &mut ids, Desk::wait);
        }
        let held = desk.net();
        let side = if held > 0 { "BUY" } else { "SELL" };
        let body = format!(r#"{{"instrument":"ES","action":"{side}","quantity":{quantity},"stopLoss":1,"takeProfit":1}}"#);
        let body = if held > 0 { body.replace(r#""takeProfit":1"#, r#""takeProfit":9000"#) } else { body.replace(r#""stopLoss":1"#, r#""stopLoss":9000"#) };
        if held == 0 || desk.act("orders/cancel_and_bracket", &body).status != Some(200) {
            return Ok(());
        }
        desk.wait(8_000);
        let net = desk.net();
        for (name, action, contracts, ..) in desk.open() {
            prop_assert!(["Stop loss", "Profit target"].contains(&name.as_str()), "{}", name);
            prop_assert_eq!(action.as_str(), if net > 0 { "Sell" } else { "Buy" });
            prop_assert!(i64::from(contracts) <= net.abs() && contracts <= quantity, "{} for {}", contracts, net);
        }
        prop_assert!(desk.open().len() <= 2);
    }

    /// Without a fill in between the old order and the new one never work at the same time.
    #[test]
    fn a_replacement_is_never_a_second_order(pause in 0_u64..400, cancelled in 0_u64..400, cancel_submitted in 0_u64..400, working in 0_u64..400) {
        let latency = Latency { cancelled, cancel_submitted, working, ..Latency::default() };
        let mut desk = Desk::new(Config { latency, ..config(1_000, &["6000"]) });
        let limit = r#""orderType":"LIMIT","limitPrice":5990"#;
        let old = desk.place("BUY", 1, limit);
        desk.wait(pause);
        let body = format!(r#"{{"instrument":"ES","action":"BUY","quantity":1,"timeInForce":"DAY",{limit}}}"#);
        let new = crate::desk::field(&desk.act(&format!("orders/{old}/replace"), &body), "orderId");
        for _ in 0..200 {
            desk.wait(7);
            let resting = desk.open().into_iter().filter(|row| row.4 == OrderState::Working).count();
            prop_assert!(resting <= 1);
        }
        prop_assert_eq!((desk.state(&old), desk.state(&new)), (OrderState::Cancelled, OrderState::Working));
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
