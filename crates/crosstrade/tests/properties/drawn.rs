//! Texts, prices and orders drawn at random.

use order_model::{Context, Day, Draft, Label, Limits, Order, Price, check};
use proptest::option::of;
use proptest::prelude::*;

/// Any text that a JSON string may hold, odd characters included.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-z0-9]{1,12}", any::<String>(), "[ -~]{0,20}", Just("null".to_owned()), Just("\"\\/\u{0}\u{2028}".to_owned())]
}

pub(crate) fn some_text() -> impl Strategy<Value = String> {
    text().prop_filter("what can stand in a path", |text| !matches!(text.trim(), "" | "." | ".."))
}

/// A name as NT8 takes it: seen on screen, no blanks around it.
pub(crate) fn label() -> impl Strategy<Value = String> {
    text().prop_filter_map("a name", |text| Label::parse(&text).ok().map(|label| label.to_string()))
}

/// A price of at most 15 digits that is not zero.
pub(crate) fn price() -> impl Strategy<Value = Price> {
    let mantissa = (1_u32..=15).prop_flat_map(|digits| 1..10_i64.pow(digits));
    (mantissa, 0_u32..=15, any::<bool>())
        .prop_map(|(mantissa, scale, below)| Price::try_new(if below { -mantissa } else { mantissa }, scale).unwrap())
}

pub(crate) fn context() -> Context {
    Context { today: Day::parse("2026-11-22"), limits: Limits { max_quantity: Some(u32::MAX), ..Limits::default() }, ..Context::default() }
}

/// An order that the rules let pass, with the draft it came from.
pub(crate) fn order() -> impl Strategy<Value = (Draft, Order)> {
    // Contracts of no table have no grid; those of the table get prices on theirs.
    let free = (proptest::sample::select(&["XYZ 12-26", "xyzz6", "AAPL", "^SP500"][..]), price(), price());
    let on_grid = (proptest::sample::select(&["ES", "esz6", "ES1!", "ES 12-26", "ES Dec26", "MES 03-27"][..]), quarters(), quarters());
    let what = prop_oneof![free, on_grid];
    let words = (
        proptest::sample::select(&["Buy", "sell", "BUY"][..]),
        proptest::sample::select(&["Market", "LIMIT", "Stop", "StopMarket", "stop limit"][..]),
        proptest::sample::select(&["Day", "gtc"][..]),
    );
    (label(), what, words, 1_u32..=2_147_483_647, of(label()), of(label())).prop_filter_map(
        "blocked by a rule",
        |(account, (instrument, limit, stop), (action, order_type, life), quantity, oco, strategy)| {
            let draft = Draft {
                account,
                instrument: instrument.to_owned(),
                action: action.to_owned(),
                quantity: quantity.to_string(),
                order_type: order_type.to_owned(),
                limit_price: limit.to_string(),
                stop_price: stop.to_string(),
                time_in_force: life.to_owned(),
                oco_id: oco.unwrap_or_default(),
                strategy: strategy.unwrap_or_default(),
            }
            .as_shown();
            let order = check(&draft, &context()).order?;
            Some((draft, order))
        },
    )
}

fn quarters() -> impl Strategy<Value = Price> {
    (1_i64..4_000_000).prop_map(|quarters| Price::try_new(quarters * 25, 2).unwrap())
}
