//! How long `check` takes for one draft in the context of a trading day. The bar is 2 µs.

use divan::{Bencher, black_box};
use order_model::{Action, Context, Day, Draft, Limits, OrderKind, PositionView, Price, Quote, RecentOrder, WorkingOrder, check};

const NOW: u64 = 1_795_305_600_000;

fn main() {
    divan::main();
}

fn draft() -> Draft {
    Draft {
        account: "Sim101".into(),
        instrument: "ES 12-26".into(),
        action: "Buy".into(),
        quantity: "1".into(),
        order_type: "Limit".into(),
        limit_price: "6010.25".into(),
        time_in_force: "Day".into(),
        ..Draft::default()
    }
}

fn price(quarters: i64) -> Option<Price> {
    Price::try_new(quarters * 25, 2)
}

/// One quote, three positions, ten working orders, five orders sent lately, every limit set.
fn context() -> Context {
    let position =
        |instrument: &str, net| PositionView { account: "Sim101".into(), instrument: instrument.into(), net, average: price(24_000) };
    let working = |n: i64| WorkingOrder {
        order_id: Some(format!("{n:032x}")),
        account: "Sim101".into(),
        instrument: if n % 2 == 0 { "ES 12-26".into() } else { "NQ 12-26".into() },
        action: if n < 5 { Action::Buy } else { Action::Sell },
        kind: price(24_000 + n * 20).map_or(OrderKind::Market, |limit| OrderKind::Limit { limit }),
        remaining: 1,
        filled: 0,
        oco_id: None,
    };
    let recent = |n: u64| RecentOrder {
        order_id: Some(format!("{n:032x}")),
        fingerprint: format!("sim101|Buy {n} ES 12-26 · LIMIT 6010.25 · DAY"),
        at: NOW - 1_000,
    };
    Context {
        now: NOW,
        today: Day::parse("2026-11-22"),
        quotes: vec![Quote {
            instrument: "ES 12-26".into(),
            bid: price(24_049),
            ask: price(24_050),
            last: price(24_049),
            at: NOW,
            spec: None,
            market_open: Some(true),
        }],
        limits: Limits {
            max_quantity: Some(10),
            max_position: Some(20),
            max_notional: Some(1_000_000),
            collar_ticks: Some(100),
            ..Limits::default()
        },
        positions: Some(vec![position("NQ 12-26", 1), position("CL 01-27", -1), position("ES 12-26", 2)]),
        working: (0..10).map(working).collect(),
        recent: (2..7).map(recent).collect(),
        sent_at: Some((2..7).map(|n| NOW - n * 1_000).collect()),
        ..Context::default()
    }
}

#[divan::bench]
fn check_clean_limit(bencher: Bencher<'_, '_>) {
    let (draft, context) = (draft(), context());
    let checked = check(&draft, &context);
    assert!(checked.order.is_some() && checked.findings.is_empty(), "{:?}", checked.findings);
    bencher.bench(|| check(black_box(&draft), black_box(&context)));
}

#[divan::bench]
fn check_clean_market(bencher: Bencher<'_, '_>) {
    let (draft, context) = (Draft { order_type: "Market".into(), limit_price: String::new(), ..draft() }, context());
    assert!(check(&draft, &context).order.is_some());
    bencher.bench(|| check(black_box(&draft), black_box(&context)));
}

#[divan::bench]
fn check_five_findings(bencher: Bencher<'_, '_>) {
    let draft = Draft { quantity: "11".into(), limit_price: "6030.30".into(), time_in_force: "IOC".into(), ..draft() };
    let mut context = context();
    context.limits.max_quantity = Some(10);
    context.limits.collar_ticks = Some(10);
    let found = check(&draft, &context).findings.len();
    assert_eq!(found, 5);
    bencher.bench(|| check(black_box(&draft), black_box(&context)));
}

#[divan::bench]
fn check_empty_draft(bencher: Bencher<'_, '_>) {
    let (draft, context) = (Draft::default(), context());
    bencher.bench(|| check(black_box(&draft), black_box(&context)));
}
