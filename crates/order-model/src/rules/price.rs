//! Prices against the grid, against each other and against the market.

use crate::decimal::Decimal;
use crate::finding::{Code, Field, Fix, Report};
use crate::preview::spec_of;
use crate::rules::form::Read;
use crate::{Action, Context, InstrumentSpec, Limits, OrderType, Price, Quote};

pub(crate) fn run(read: &Read, context: &Context, out: &mut Report) {
    let Some(instrument) = &read.instrument else { return };
    let quote = context.quote(instrument.name());
    let spec = spec_of(instrument, quote);
    if let Some(spec) = spec {
        on_grid(read.limit, Field::LimitPrice, Code::LimitOffTick, spec, out);
        on_grid(read.stop, Field::StopPrice, Code::StopOffTick, spec, out);
    }
    let Some(action) = read.action else { return };
    behind_stop(read, action, out);
    if read.limit.is_none() && read.stop.is_none() {
        return;
    }
    if let Some(quote) = usable(quote, read, context, out) {
        against_market(read, action, quote, spec, context, out);
    }
}

fn on_grid(price: Option<Price>, field: Field, code: Code, spec: InstrumentSpec, out: &mut Report) {
    let Some(price) = price.filter(|p| p.ticks(spec.tick_size).is_none()) else { return };
    out.add(field, code).with("price", &price).with("tick", &spec.tick_size);
    let nearest = price.neighbours(spec.tick_size).into_iter().flat_map(|(below, above)| [below, above]);
    for next in nearest.filter(|next| *next != Price::ZERO) {
        out.fix(Fix::UsePrice(field, next));
    }
}

/// When the stop trades, the market is at the stop or beyond; a limit short of it is already behind the market.
fn behind_stop(read: &Read, action: Action, out: &mut Report) {
    let (Some(limit), Some(stop)) = (read.limit, read.stop) else { return };
    let behind = match action {
        Action::Buy => limit < stop,
        Action::Sell => limit > stop,
    };
    if behind {
        out.add(Field::LimitPrice, Code::LimitBehindStop)
            .with("stop", &stop)
            .with("action", &lower_case(action))
            .with("limit", &limit)
            .fix(Fix::UsePrice(Field::LimitPrice, stop));
    }
}

fn lower_case(action: Action) -> &'static str {
    match action {
        Action::Buy => "buy",
        Action::Sell => "sell",
    }
}

/// A quote the rules may rely on, or a finding that says why there is none.
fn usable<'a>(quote: Option<&'a Quote>, read: &Read, context: &Context, out: &mut Report) -> Option<&'a Quote> {
    let Some(quote) = quote else {
        out.add(Field::Order, Code::QuoteMissing);
        unchecked(read, out);
        return None;
    };
    if let (true, Some(bid), Some(ask)) = (quote.is_crossed(), quote.bid, quote.ask) {
        out.add(Field::Order, Code::QuoteCrossed).with("bid", &bid).with("ask", &ask);
        unchecked(read, out);
        return None;
    }
    let age = context.now.saturating_sub(quote.at);
    if age > context.limits.quote_stale_ms {
        out.add(Field::Order, Code::QuoteStale).with("age", &(age / 1000));
        unchecked(read, out);
        return None;
    }
    Some(quote)
}

/// Says of which instrument what could not be checked.
fn unchecked(read: &Read, out: &mut Report) {
    if let Some(instrument) = &read.instrument {
        let what = if read.stop.is_some() { "the stop" } else { "the limit" };
        out.with("instrument", instrument).with("what", &what);
    }
}

fn against_market(read: &Read, action: Action, quote: &Quote, spec: Option<InstrumentSpec>, context: &Context, out: &mut Report) {
    let Some(market) = quote.facing(action) else {
        out.add(Field::Order, Code::QuoteMissing);
        return unchecked(read, out);
    };
    if let Some(stop) = read.stop {
        wrong_side(stop, action, market, spec, out);
        collar(stop, Field::StopPrice, Code::StopCollar, market, spec, &context.limits, out);
    }
    let Some(limit) = read.limit else { return };
    collar(limit, Field::LimitPrice, Code::LimitCollar, market, spec, &context.limits, out);
    // With a stop, typed already or not, the limit acts only after the trigger; crossing now means nothing.
    let crosses = match action {
        Action::Buy => limit >= market,
        Action::Sell => limit <= market,
    };
    if read.order_type == Some(OrderType::Limit) && crosses {
        let side = if action == Action::Buy { "ask" } else { "bid" };
        out.add(Field::LimitPrice, Code::LimitMarketable).with("side", &side).with("market", &market);
    }
}

/// A stop at the market itself triggers at once too, so it counts as the wrong side.
fn wrong_side(stop: Price, action: Action, market: Price, spec: Option<InstrumentSpec>, out: &mut Report) {
    let (wrong, direction, step) = match action {
        Action::Buy => (stop <= market, "above", 1),
        Action::Sell => (stop >= market, "below", -1),
    };
    if !wrong {
        return;
    }
    out.add(Field::StopPrice, Code::StopWrongSide)
        .with("action", &lower_case(action))
        .with("direction", &direction)
        .with("market", &market);
    if let Some(next) = spec.and_then(|s| market.step(s.tick_size, step)).filter(|next| *next != Price::ZERO) {
        out.fix(Fix::UsePrice(Field::StopPrice, next));
    }
}

fn collar(price: Price, field: Field, code: Code, market: Price, spec: Option<InstrumentSpec>, limits: &Limits, out: &mut Report) {
    let Some(distance) = price.decimal().checked_sub(market.decimal()).map(Decimal::abs) else { return };
    let times = |value: Decimal, n: u32| value.checked_mul(Decimal::new(n.into(), 0));
    let mut add = |distance: String, collar: String| {
        out.add(field, code).with("price", &price).with("distance", &distance).with("market", &market).with("collar", &collar);
    };
    if let (Some(ticks), Some(spec)) = (limits.collar_ticks, spec)
        && times(spec.tick_size.decimal(), ticks).is_some_and(|most| distance > most)
    {
        let away = price.ticks_above(market, spec.tick_size).map_or(0, i64::unsigned_abs);
        let words = |count: u64| if count == 1 { "1 tick".to_owned() } else { format!("{count} ticks") };
        return add(words(away), words(ticks.into()));
    }
    // distance / market > bps / 10 000, without dividing.
    let over = |bps: u32| times(distance, 10_000).zip(times(market.decimal().abs(), bps)).is_some_and(|(left, right)| left > right);
    if let Some(bps) = limits.collar_bps.filter(|bps| over(*bps)) {
        let percent = Decimal::new(bps.into(), 2).normalize().text(0);
        add(distance.normalize().text(0), format!("{percent} %"));
    }
}
