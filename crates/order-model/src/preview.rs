//! `Preview`: what the very order that would be sent means. Unknown is `None`, never zero.

use crate::{Context, Environment, InstrumentSpec, Money, Order, Price, Quote};

/// The consequences of an order, computed from the order itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Where it would go.
    pub environment: Environment,
    /// Tick and point value, from the quote, else from the built-in table.
    pub spec: Option<InstrumentSpec>,
    /// The price used for the notional: the limit, else the stop, else the price the order would meet.
    pub reference: Option<Price>,
    /// Ticks between the order's price and the price it would meet; positive is above the market. `None` for Market.
    pub ticks_from_market: Option<i64>,
    /// What the contracts are worth at the reference price.
    pub notional: Option<Money>,
    /// Contracts now, negative for short.
    pub position_before: Option<i64>,
    /// Contracts after what is open of this order has filled.
    pub position_after: Option<i64>,
    /// Profit or loss of the contracts this order would close, at the reference price.
    pub closes_for: Option<Money>,
    /// Calendar days to the last trading day.
    pub days_to_expiry: Option<i32>,
}

impl Preview {
    pub(crate) fn of(order: &Order, context: &Context) -> Preview {
        let quote = context.quote(order.instrument().name());
        let spec = spec_of(order.instrument(), quote);
        let market = quote.and_then(|q| q.facing(order.action()));
        let own = order.kind().limit().or(order.kind().stop());
        let reference = own.or(market);
        let quantity = i64::from(order.quantity().get());
        let open = context.open_of(order.quantity());
        let position = context.position(order.account(), order.instrument().name());
        let before = position.as_ref().map(|p| p.net);
        Preview {
            environment: context.environment,
            spec,
            reference,
            ticks_from_market: own.zip(market).zip(spec).and_then(|((own, market), spec)| own.ticks_above(market, spec.tick_size)),
            notional: reference.zip(spec).and_then(|(price, spec)| Money::of(price, spec.point_value, quantity, spec.currency)),
            position_before: before,
            position_after: before.and_then(|net| net.checked_add(order.action().sign() * open)),
            closes_for: position.and_then(|p| {
                let (spec, exit, entry) = (spec?, reference?, p.average?);
                let against = p.net.signum() == -order.action().sign();
                let closed = open.min(p.net.saturating_abs()) * p.net.signum();
                against.then(|| Money::profit(entry, exit, spec.point_value, closed, spec.currency)).flatten()
            }),
            days_to_expiry: context.today.zip(order.instrument().last_trading_day()).map(|(today, last)| today.days_until(last)),
        }
    }
}

/// The quote's own facts come first: they are what the platform uses.
pub(crate) fn spec_of(instrument: &crate::Instrument, quote: Option<&Quote>) -> Option<InstrumentSpec> {
    let table = instrument.row().and_then(InstrumentSpec::from_row);
    match (quote.and_then(|q| q.spec), table) {
        // A quote names no currency; the table's is better than a guess.
        (Some(live), Some(table)) => Some(InstrumentSpec { currency: table.currency, exchange: table.exchange, ..live }),
        (live, table) => live.or(table),
    }
}
