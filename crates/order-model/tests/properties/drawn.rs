//! Drafts and contexts drawn at random: sensible ones, nearly right ones, and nonsense.

use crate::numbers::price;
use crate::texts::text;
use order_model::{
    AccountName, Action, Context, Currency, Day, Draft, Environment, InstrumentSpec, Label, Limits, OrderKind, PositionView, Price, Quote,
    RecentOrder, WorkingOrder,
};
use proptest::option::of;
use proptest::prelude::*;

const NOW: u64 = 1_795_305_600_000;

/// Mostly one of the words, sometimes anything.
fn word(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![12 => proptest::sample::select(words).prop_map(str::to_owned), 1 => text()]
}

const ACCOUNTS: &[&str] = &["Sim101", "sim101", "Sim102", "Sim 101!/ü"];
const INSTRUMENTS: &[&str] =
    &["ES 12-26", "es", "ESZ6", "ES1!", "NQ 12-26", "CL 01-27", "ES 12-25", "ES 11-26", "ZB 12-26", "XYZ 12-26", "AAPL"];

fn price_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => near().prop_map(|price| price.to_string()),
        1 => price().prop_map(|price| price.to_string()),
        1 => text(),
        1 => Just(String::new()),
    ]
}

/// Around 6000, on the grid of a quarter or a little off it.
fn near() -> impl Strategy<Value = Price> {
    (5_900_i64..6_100, prop_oneof![6 => proptest::sample::select(&[0_i64, 25, 50, 75][..]), 1 => 0_i64..100])
        .prop_map(|(whole, part)| Price::try_new(whole * 100 + part, 2).unwrap())
}

fn any_price() -> impl Strategy<Value = Price> {
    prop_oneof![5 => near(), 1 => price(), 1 => Just(Price::ZERO)]
}

pub(crate) fn draft() -> impl Strategy<Value = Draft> {
    let words = (
        word(ACCOUNTS),
        word(INSTRUMENTS),
        word(&["Buy", "SELL", "sell"]),
        word(&["1", "2", "3", "10", "2147483647", "0", ""]),
        word(&["Market", "Limit", "STOPMARKET", "Stop limit"]),
        word(&["Day", "GTC"]),
    );
    let optional = || prop_oneof![3 => Just(String::new()), 2 => "[a-z]{1,6}", 1 => text()];
    (words, price_text(), price_text(), optional(), optional(), any::<bool>()).prop_map(|(words, limit, stop, oco, strategy, shown)| {
        let (account, instrument, action, quantity, order_type, time_in_force) = words;
        let draft = Draft {
            account,
            instrument,
            action,
            quantity,
            order_type,
            limit_price: limit,
            stop_price: stop,
            time_in_force,
            oco_id: oco,
            strategy,
        };
        if shown { draft.as_shown() } else { draft }
    })
}

fn quote() -> impl Strategy<Value = Quote> {
    let spec = (price(), price()).prop_map(|(tick_size, point_value)| InstrumentSpec {
        tick_size,
        point_value,
        currency: Currency::Eur,
        exchange: None,
    });
    let time = prop_oneof![3 => Just(NOW), 1 => NOW - 20_000..NOW + 20_000, 1 => any::<u64>()];
    (
        word(INSTRUMENTS),
        of(any_price()),
        of(any_price()),
        of(any_price()),
        time,
        prop_oneof![4 => Just(None), 1 => of(spec)],
        any::<Option<bool>>(),
    )
        .prop_map(|(instrument, bid, ask, last, at, spec, market_open)| Quote { instrument, bid, ask, last, at, spec, market_open })
}

fn position() -> impl Strategy<Value = PositionView> {
    let net = prop_oneof![6 => -20_i64..20, 1 => any::<i64>(), 1 => proptest::sample::select(&[i64::MIN, i64::MAX][..])];
    (word(ACCOUNTS), word(INSTRUMENTS), net, of(any_price())).prop_map(|(account, instrument, net, average)| PositionView {
        account,
        instrument,
        net,
        average,
    })
}

/// Few, so that two rows often share one.
fn order_id() -> impl Strategy<Value = Option<String>> {
    of("[abc]")
}

pub(crate) fn working() -> impl Strategy<Value = WorkingOrder> {
    let kind = prop_oneof![
        Just(OrderKind::Market),
        any_price().prop_map(|limit| OrderKind::Limit { limit }),
        any_price().prop_map(|stop| OrderKind::StopMarket { stop }),
    ];
    let remaining = prop_oneof![4 => 0_u32..20, 1 => any::<u32>()];
    (order_id(), word(ACCOUNTS), word(INSTRUMENTS), proptest::sample::select(Action::ALL), kind, remaining, 0_u32..5).prop_map(
        |(order_id, account, instrument, action, kind, remaining, filled)| WorkingOrder {
            order_id,
            account,
            instrument,
            action,
            kind,
            remaining,
            filled,
            oco_id: None,
        },
    )
}

pub(crate) fn limits() -> impl Strategy<Value = Limits> {
    let number = || prop_oneof![3 => Just(None), 3 => of(0_u32..50), 1 => any::<Option<u32>>()];
    let quantity = prop_oneof![8 => Just(Some(u32::MAX)), 2 => of(0_u32..50)];
    let times = (any::<u64>(), any::<u64>(), prop_oneof![Just(5), any::<i32>()]);
    (quantity, number(), number(), number(), number(), of(0_u32..4), times).prop_map(
        |(max_quantity, max_position, max_notional, collar_ticks, collar_bps, orders_a_minute, times)| {
            let (duplicate_window_ms, quote_stale_ms, roll_warning_days) = times;
            Limits {
                max_quantity,
                max_position,
                max_notional,
                collar_ticks,
                collar_bps,
                orders_a_minute,
                duplicate_window_ms,
                quote_stale_ms,
                roll_warning_days,
            }
        },
    )
}

pub(crate) fn context() -> impl Strategy<Value = Context> {
    let day = prop_oneof![
        4 => Just(Day::parse("2026-11-22")),
        2 => (0_i32..36_000).prop_map(|days| Some(Day::parse("2000-01-01").unwrap().plus(days))),
        1 => Just(None),
    ];
    let environment = proptest::sample::select(&[Environment::Practice, Environment::Sim, Environment::Live][..]);
    let accounts = of(proptest::collection::vec(word(ACCOUNTS), 0..3));
    let recent = (order_id(), word(&["sim101|Buy 1 ES 12-26 · MARKET · DAY"]), any::<u64>())
        .prop_map(|(order_id, fingerprint, at)| RecentOrder { order_id, fingerprint, at });
    let used = proptest::collection::vec(prop_oneof!["[a-z]{1,2}", text()], 0..3);
    let lists = (
        proptest::collection::vec(quote(), 0..4),
        of(proptest::collection::vec(position(), 0..4)),
        proptest::collection::vec(working(), 0..5),
        proptest::collection::vec(recent, 0..3),
        accounts,
        used,
    );
    let now = prop_oneof![4 => Just(NOW), 1 => any::<u64>()];
    let sent_at = of(proptest::collection::vec(prop_oneof![NOW - 70_000..NOW + 10, any::<u64>()], 0..6));
    let filled = prop_oneof![8 => Just(0_u32), 1 => 1_u32..4, 1 => any::<u32>()];
    (now, day, environment, any::<bool>(), limits(), lists, (filled, sent_at), any::<bool>()).prop_map(
        |(
            now,
            today,
            environment,
            armed,
            limits,
            (quotes, positions, working, recent, accounts, used),
            (filled, sent_at),
            repeat_confirmed,
        )| {
            Context {
                now,
                today,
                environment,
                armed,
                allowed_accounts: accounts.map(|names| names.iter().filter_map(|name| AccountName::parse(name).ok()).collect()),
                quotes,
                limits,
                positions,
                working,
                filled,
                recent,
                sent_at,
                used_oco: used.iter().filter_map(|id| Label::parse(id).ok()).collect(),
                repeat_confirmed,
            }
        },
    )
}
