//! A book of limits against the plainest reading of its rule, and against `check` itself.

use crate::drawn::{context, draft, limits};
use order_model::{Code, Instrument, LimitBook, Limits, ScopedLimits, check};
use proptest::option::of;
use proptest::prelude::*;

fn scope() -> impl Strategy<Value = ScopedLimits> {
    let number = || prop_oneof![2 => of(0_u32..50), 1 => any::<Option<u32>>()];
    let names = (of("(?i)sim101|Sim102"), of("(?i)es|NQ"));
    (names, number(), number(), number(), number(), number(), number(), of(0_u64..10_000)).prop_map(
        |((account, root), max_quantity, max_position, max_notional, collar_ticks, collar_bps, orders_a_minute, duplicate_window_ms)| {
            ScopedLimits {
                account,
                root,
                max_quantity,
                max_position,
                max_notional,
                collar_ticks,
                collar_bps,
                orders_a_minute,
                duplicate_window_ms,
            }
        },
    )
}

fn book() -> impl Strategy<Value = LimitBook> {
    (limits(), proptest::collection::vec(scope(), 0..6)).prop_map(|(defaults, scopes)| LimitBook { defaults, scopes })
}

/// What would stop an order by its limits.
const BY_LIMITS: [Code; 7] = [
    Code::QuantityOverLimit,
    Code::PositionOverLimit,
    Code::NotionalOverLimit,
    Code::LimitCollar,
    Code::StopCollar,
    Code::OrdersAMinute,
    Code::Duplicate,
];

proptest! {
    #[test]
    fn each_limit_is_the_strictest_said_or_the_default(book in book(), back in any::<bool>()) {
        let found = book.limits("Sim101", "ES");
        let same = |scope: &Option<String>, name: &str| scope.as_ref().is_none_or(|scope| scope.to_lowercase() == name);
        let mut holding: Vec<&ScopedLimits> = book.scopes.iter().filter(|s| same(&s.account, "sim101") && same(&s.root, "es")).collect();
        if back {
            holding.reverse();
        }
        let least = |of: fn(&ScopedLimits) -> Option<u32>, default: Option<u32>| holding.iter().filter_map(|s| of(s)).min().or(default);
        let defaults = &book.defaults;
        let longest = holding.iter().filter_map(|s| s.duplicate_window_ms).max();
        let expected = Limits {
            max_quantity: least(|s| s.max_quantity, defaults.max_quantity),
            max_position: least(|s| s.max_position, defaults.max_position),
            max_notional: least(|s| s.max_notional, defaults.max_notional),
            collar_ticks: least(|s| s.collar_ticks, defaults.collar_ticks),
            collar_bps: least(|s| s.collar_bps, defaults.collar_bps),
            orders_a_minute: least(|s| s.orders_a_minute, defaults.orders_a_minute),
            duplicate_window_ms: longest.unwrap_or(defaults.duplicate_window_ms),
            ..defaults.clone()
        };
        prop_assert_eq!(found, expected);
    }

    /// One scope more can only stop more, once the others say everything that it says.
    #[test]
    fn what_a_single_scope_stops_the_whole_book_stops(book in book(), draft in draft(), mut context in context()) {
        let Ok(instrument) = Instrument::parse(&draft.instrument, context.today) else { return Ok(()) };
        let mut stopped_by = |book: &LimitBook| {
            context.limits = book.limits(&draft.account, instrument.root());
            let checked = check(&draft, &context);
            BY_LIMITS.into_iter().filter(|code| checked.has(*code)).collect::<Vec<Code>>()
        };
        let whole = stopped_by(&book);
        let silent = Limits { collar_bps: None, orders_a_minute: None, duplicate_window_ms: 0, max_quantity: Some(u32::MAX), ..Limits::default() };
        for scope in &book.scopes {
            let alone = stopped_by(&LimitBook { defaults: silent.clone(), scopes: vec![scope.clone()] });
            prop_assert!(alone.iter().all(|code| whole.contains(code)), "{:?} stops {:?}, the book {:?}", scope, alone, whole);
        }
    }

    /// By its meaning: told when the next may go, it goes then and not a second before.
    #[test]
    fn the_next_order_may_go_when_it_is_said(ages in proptest::collection::vec(0_u64..70_000, 0..8), limit in 0_u32..6) {
        let now = 1_795_305_600_000;
        let blocked = |later: u64| {
            let mut context = order_model::Context { now: now + later, ..order_model::Context::default() };
            context.sent_at = Some(ages.iter().map(|age| now - age).collect());
            context.limits = Limits { max_quantity: Some(1), orders_a_minute: Some(limit), ..Limits::default() };
            let draft = order_model::Draft {
                account: "Sim101".into(),
                instrument: "ES 12-26".into(),
                action: "Buy".into(),
                quantity: "1".into(),
                order_type: "Market".into(),
                time_in_force: "Day".into(),
                ..order_model::Draft::default()
            };
            check(&draft, &context).blocking().find(|f| f.code == Code::OrdersAMinute).map(|f| f.param("next").to_owned())
        };
        let young = ages.iter().filter(|age| **age < 60_000).count();
        let Some(next) = blocked(0) else {
            prop_assert!(young < usize::try_from(limit).unwrap());
            return Ok(());
        };
        prop_assert!(young >= usize::try_from(limit).unwrap());
        match next.strip_prefix("in ").and_then(|next| next.strip_suffix(" s")) {
            Some(seconds) => {
                let wait = seconds.parse::<u64>().unwrap() * 1_000;
                prop_assert!(blocked(wait).is_none());
                prop_assert!(blocked(wait - 1_000).is_some());
            }
            None => prop_assert_eq!(limit, 0),
        }
    }
}
