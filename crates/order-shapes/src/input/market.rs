//! Quotes, contract facts and working orders as given.

use super::read::{Read, Record, count, flag, millis, positive, price, text, word, word_of};
use crate::error::{Path, Problem};
use crate::value::Value;
use order_model::{Action, InstrumentSpec, OrderKind, OrderType, Price, Quote, WorkingOrder};

const QUOTE: &[&str] = &["instrument", "bid", "ask", "last", "at", "spec", "marketOpen"];
const WORKING: &[&str] =
    &["orderId", "account", "instrument", "action", "orderType", "limitPrice", "stopPrice", "remaining", "filled", "ocoId"];

pub(super) fn quote(value: &Value, path: &Path<'_>) -> Read<Quote> {
    let of = Record::open(value, path, QUOTE)?;
    Ok(Quote {
        instrument: of.need("instrument", text)?,
        bid: of.maybe("bid", price)?,
        ask: of.maybe("ask", price)?,
        last: of.maybe("last", price)?,
        at: of.need("at", millis)?,
        spec: of.maybe("spec", spec)?,
        market_open: of.maybe("marketOpen", flag)?,
    })
}

pub(super) fn spec(value: &Value, path: &Path<'_>) -> Read<InstrumentSpec> {
    // As the answers write it, so that one can be given back: the value of a tick is only derived.
    let of = Record::open(value, path, &["tickSize", "pointValue", "currency", "exchange", "tickValue"])?;
    Ok(InstrumentSpec {
        tick_size: of.need("tickSize", positive)?,
        point_value: of.need("pointValue", positive)?,
        currency: of.need("currency", word_of)?,
        exchange: of.maybe("exchange", word_of)?,
    })
}

pub(super) fn working(value: &Value, path: &Path<'_>) -> Read<WorkingOrder> {
    let of = Record::open(value, path, WORKING)?;
    let order_type = of.need("orderType", word(OrderType::parse))?;
    Ok(WorkingOrder {
        order_id: of.maybe("orderId", text)?,
        account: of.need("account", text)?,
        instrument: of.need("instrument", text)?,
        action: of.need("action", word(Action::parse))?,
        kind: kind(&of, path, order_type)?,
        remaining: of.need("remaining", count)?,
        filled: of.or("filled", 0, count)?,
        oco_id: of.maybe("ocoId", text)?,
    })
}

/// The type with exactly its prices. One that the type does not take is passed over: lists of orders write a zero there.
fn kind(of: &Record<'_>, path: &Path<'_>, order_type: OrderType) -> Read<OrderKind> {
    let own = |taken: bool, name| if taken { of.need(name, price).map(Some) } else { of.maybe(name, price).map(|_| None) };
    let limit: Option<Price> = own(order_type.takes_limit(), "limitPrice")?;
    let stop: Option<Price> = own(order_type.takes_stop(), "stopPrice")?;
    // Both are there by now where the type takes them.
    OrderKind::try_new(order_type, limit, stop).map_or_else(|| path.fails(Problem::Missing), Ok)
}
