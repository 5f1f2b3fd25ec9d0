//! Orders of every kind, made by the only door there is.

use order_model::{Context, Day, Draft, Limits, Order, check};

/// A draft of a type with the prices that the type takes.
pub(crate) fn draft(order_type: &str, time_in_force: &str) -> Draft {
    let takes = |word: &str| order_type.to_ascii_lowercase().contains(word);
    Draft {
        account: "Sim101".into(),
        instrument: "ES 12-26".into(),
        action: "Buy".into(),
        quantity: "2".into(),
        order_type: order_type.into(),
        limit_price: if takes("limit") { "6020.50".into() } else { String::new() },
        stop_price: if takes("stop") { "6015.25".into() } else { String::new() },
        time_in_force: time_in_force.into(),
        ..Draft::default()
    }
}

pub(crate) fn context() -> Context {
    Context { today: Day::parse("2026-11-22"), limits: Limits { max_quantity: Some(u32::MAX), ..Limits::default() }, ..Context::default() }
}

pub(crate) fn order(draft: &Draft) -> Order {
    let checked = check(draft, &context());
    checked.order.unwrap_or_else(|| panic!("{:?}", checked.findings))
}

pub(crate) const TYPES: [&str; 4] = ["Market", "Limit", "Stop", "Stop limit"];
pub(crate) const LIVES: [&str; 2] = ["Day", "GTC"];
