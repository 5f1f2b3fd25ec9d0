//! What the properties draw: records with anything in them, and logs of such records.

use order_history::{Bounds, History, Kind, Record};
use order_model::{Action, OrderType, Price, TimeInForce};
use proptest::prelude::*;
use proptest::sample::select;

/// 2025-12-29 09:20 UTC.
pub(crate) const START: u64 = 1_767_000_000_000;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => Just(String::new()),
        3 => "[ -~]{1,12}",
        1 => "[=+@'\t\r\n\u{0}＝－-][ -~]{0,6}",
        1 => "([ -~]|[\"\\\\,;\r\n\t]|[\u{0}-\u{1f}é€😀]){1,10}",
    ]
}

fn price() -> impl Strategy<Value = Option<Price>> {
    prop_oneof![Just(None), (-9_999_999_i64..9_999_999, 0_u32..7).prop_map(|(mantissa, decimals)| Price::try_new(mantissa, decimals))]
}

pub(crate) fn record() -> impl Strategy<Value = Record> {
    let order = (
        proptest::option::of(select(Action::ALL)),
        proptest::option::of(select(OrderType::ALL)),
        proptest::option::of(select(TimeInForce::ALL)),
        proptest::option::of(any::<u32>()),
        (price(), price(), price(), price()),
        (proptest::option::of(any::<u32>()), proptest::option::of(any::<u32>()), proptest::option::of(any::<u64>())),
    );
    (select(Kind::ALL), proptest::collection::vec(text(), 14), order).prop_map(|(kind, texts, order)| {
        let mut texts = texts.into_iter();
        let mut text = || texts.next().unwrap();
        let (action, order_type, time_in_force, quantity, prices, (fill_quantity, filled, venue_at)) = order;
        let (limit, stop, fill_price, average) = prices;
        Record {
            kind,
            session: text(),
            operator: text(),
            venue: text(),
            transport: text(),
            account: text(),
            instrument: text(),
            action,
            order_type,
            quantity,
            limit,
            stop,
            time_in_force,
            oco_id: text(),
            strategy: text(),
            attempt: text(),
            order_id: text(),
            execution_id: text(),
            state: text(),
            fill_quantity,
            fill_price,
            filled,
            average,
            venue_at,
            text: text(),
            bytes: text(),
            dropped: None,
        }
    })
}

/// A log of `least` to `most` lines, without bounds.
pub(crate) fn history(least: usize, most: usize) -> impl Strategy<Value = History> {
    proptest::collection::vec(record(), least..=most).prop_map(|records| written(records, Bounds::default()))
}

pub(crate) fn written(records: Vec<Record>, bounds: Bounds) -> History {
    let mut history = History::new(bounds);
    for (now, record) in (START..).zip(records) {
        let _ = history.append(record, now);
    }
    history
}

/// The stored lines of a log.
pub(crate) fn stored(history: &History) -> Vec<String> {
    history.entries().iter().map(order_history::Entry::text).collect()
}
