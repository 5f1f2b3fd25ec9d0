//! Orders for the tests, through the rules.

use order_model::{Context, Draft, Limits, Order, check};

/// A checked order: side, quantity, type, limit, stop.
pub fn order(action: &str, quantity: u32, order_type: &str, limit: &str, stop: &str) -> Order {
    let draft = Draft {
        account: "Sim101".into(),
        instrument: "ES 12-26".into(),
        action: action.into(),
        quantity: quantity.to_string(),
        order_type: order_type.into(),
        limit_price: limit.into(),
        stop_price: stop.into(),
        time_in_force: "Day".into(),
        ..Draft::default()
    };
    of_draft(&draft)
}

/// The same order for another account.
pub fn on(account: &str, quantity: u32, price: &str) -> Order {
    let draft = Draft {
        account: account.into(),
        instrument: "ES 12-26".into(),
        action: "Buy".into(),
        quantity: quantity.to_string(),
        order_type: "Limit".into(),
        limit_price: price.into(),
        time_in_force: "Day".into(),
        ..Draft::default()
    };
    of_draft(&draft)
}

pub fn of_draft(draft: &Draft) -> Order {
    let context = Context { limits: Limits { max_quantity: Some(100), ..Limits::default() }, ..Context::default() };
    check(draft, &context).order.expect("a valid order")
}

pub fn limit(quantity: u32, price: &str) -> Order {
    order("Buy", quantity, "Limit", price, "")
}

pub fn market(quantity: u32) -> Order {
    order("Buy", quantity, "Market", "", "")
}
