//! What clients do, drawn at random, and how it is done at a desk.

use crate::desk::{Desk, code, field};
use crosstrade::Answer;
use practice_exchange::{Config, Market, StopRest, Switches};
use proptest::option::{of, weighted};
use proptest::prelude::*;

#[derive(Clone, Debug)]
pub(crate) enum Act {
    Place { buys: bool, quantity: u32, kind: u8, ticks: i32, oco: Option<u8>, atm: bool },
    Cancel(usize),
    Change { at: usize, quantity: Option<u32>, limit: Option<i32>, stop: Option<i32> },
    Replace { at: usize, ticks: i32 },
    CancelAll,
    Close(Option<u32>),
    Flatten,
    FlatPlace { buys: bool, quantity: u32, reverses: bool },
    Bracket { buys: bool, quantity: u32, stop: i32, target: i32 },
    Wait(u64),
}

pub(crate) fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (any::<bool>(), 1_u32..14, 0_u8..4, -12_i32..12, weighted(0.4, 0_u8..3), proptest::bool::weighted(0.2))
            .prop_map(|(buys, quantity, kind, ticks, oco, atm)| Act::Place { buys, quantity, kind, ticks, oco, atm }),
        1 => (0_usize..20).prop_map(Act::Cancel),
        2 => (0_usize..20, of(1_u32..14), of(-12_i32..12), of(-12_i32..12))
            .prop_map(|(at, quantity, limit, stop)| Act::Change { at, quantity, limit, stop }),
        1 => (0_usize..20, -12_i32..12).prop_map(|(at, ticks)| Act::Replace { at, ticks }),
        1 => prop_oneof![Just(Act::CancelAll), Just(Act::Flatten), of(1_u32..9).prop_map(Act::Close)],
        1 => (any::<bool>(), 1_u32..9, any::<bool>()).prop_map(|(buys, quantity, reverses)| Act::FlatPlace { buys, quantity, reverses }),
        1 => (any::<bool>(), 1_u32..9, 1_i32..12, 1_i32..12)
            .prop_map(|(buys, quantity, stop, target)| Act::Bracket { buys, quantity, stop, target }),
        4 => (0_u64..900).prop_map(Act::Wait),
    ]
}

/// ES drawn from the seed, so that orders near 6000 see it come and go.
pub(crate) fn walking(seed: u64, stop_rest: StopRest) -> Config {
    let switches = Switches { stop_rest, ..Switches::default() };
    Config { seed, switches, rate: None, market: Market::default(), ..Config::default() }
}

fn ticks_to_text(bid: order_model::Price, ticks: i32) -> String {
    let tick = crate::desk::price("0.25");
    tick.times(bid.ticks(tick).unwrap() + i64::from(ticks)).unwrap().to_string()
}

/// The bid, so many ticks away.
fn near(desk: &mut Desk, ticks: i32) -> String {
    let quote = desk.get("/v1/api/market/quote?instrument=ES%2012-26").body;
    ticks_to_text(crosstrade::QuoteRow::read(&quote).unwrap().bid.unwrap(), ticks)
}

/// An answer to what places an order: its id is kept, a refusal is one that makes sense.
fn keep(answer: &Answer, ids: &mut Vec<String>) {
    match answer.status {
        Some(200) => ids.push(field(answer, "orderId")),
        _ => assert!(["order_not_found", "position_not_found"].contains(&code(answer).as_str()), "{}", answer.body),
    }
}

/// One act; `ids` are those of the orders that clients placed.
pub(crate) fn play(desk: &mut Desk, act: &Act, ids: &mut Vec<String>, mut wait: impl FnMut(&mut Desk, u64)) {
    match act {
        Act::Wait(ms) => wait(desk, *ms),
        Act::Cancel(at) => {
            let Some(id) = ids.get(*at).cloned() else { return };
            let over = desk.exchange.venue().orders().iter().find(|row| row.id == id).is_none_or(|row| row.state.is_final());
            let answer = desk.cancel(&id);
            assert_eq!(answer.status, Some(if over { 400 } else { 200 }), "{}", answer.body);
            assert!(!over || code(&answer) == "order_not_found");
        }
        Act::Change { at, quantity, limit, stop } => {
            let Some(id) = ids.get(*at).cloned() else { return };
            let quantity = quantity.map(|quantity| format!(r#""quantity":{quantity}"#));
            let limit = limit.map(|ticks| format!(r#""limitPrice":{}"#, near(desk, ticks)));
            let stop = stop.map(|ticks| format!(r#""stopPrice":{}"#, near(desk, ticks)));
            let fields: Vec<String> = quantity.into_iter().chain(limit).chain(stop).collect();
            let answer = desk.change(&id, &fields.join(","));
            let refusals = ["order_not_found", "order_not_changeable", "invalid_quantity", "invalid_request"];
            assert!(answer.status == Some(200) || refusals.contains(&code(&answer).as_str()), "{}", answer.body);
        }
        Act::Replace { at, ticks } => {
            let Some(id) = ids.get(*at).cloned() else { return };
            let price = near(desk, *ticks);
            let body = format!(
                r#"{{"instrument":"ES","action":"BUY","quantity":2,"orderType":"LIMIT","limitPrice":{price},"timeInForce":"DAY"}}"#
            );
            keep(&desk.act(&format!("orders/{id}/replace"), &body), ids);
        }
        Act::CancelAll => assert_eq!(desk.act("orders/cancel", "").status, Some(200)),
        Act::Flatten => assert_eq!(desk.act("positions/flatten", "").status, Some(200)),
        Act::Close(contracts) => {
            let part = contracts.map(|contracts| format!(r#","quantity":{contracts}"#)).unwrap_or_default();
            let answer = desk.act("positions/close", &format!(r#"{{"instrument":"ES"{part}}}"#));
            let refusals = ["position_not_found", "close_in_progress"];
            assert!(answer.status == Some(200) || refusals.contains(&code(&answer).as_str()), "{}", answer.body);
        }
        Act::FlatPlace { buys, quantity, reverses } => {
            let side = if *buys { "BUY" } else { "SELL" };
            let body = format!(r#"{{"instrument":"ES","action":"{side}","quantity":{quantity},"orderType":"MARKET","timeInForce":"DAY"}}"#);
            keep(&desk.act(if *reverses { "positions/reverse" } else { "orders/flatplace" }, &body), ids);
        }
        Act::Bracket { buys, quantity, stop, target } => {
            let sign = if *buys { 1 } else { -1 };
            let (stop, target) = (near(desk, -stop * sign), near(desk, target * sign));
            let side = if *buys { "BUY" } else { "SELL" };
            let body = format!(r#"{{"instrument":"ES","action":"{side}","quantity":{quantity},"stopLoss":{stop},"takeProfit":{target}}}"#);
            let answer = desk.act("orders/cancel_and_bracket", &body);
            assert!(answer.status == Some(200) || code(&answer) == "invalid_request", "{}", answer.body);
        }
        Act::Place { buys, quantity, kind, ticks, oco, atm } => {
            let (near, far) = (near(desk, *ticks), near(desk, *ticks + if *buys { 2 } else { -2 }));
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
