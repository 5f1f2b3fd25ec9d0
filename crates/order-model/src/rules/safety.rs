//! The order as a whole: position, notional, lock, duplicates, own orders.

use crate::finding::{Code, Field, Fix, Report};
use crate::{Action, Context, Environment, Label, Millis, Money, Order, OrderKind, Preview, Price, WorkingOrder};

/// `summary` is the order in words, which has been written already.
pub(crate) fn run(order: &Order, preview: &Preview, summary: &str, context: &Context, out: &mut Report) {
    let own: Vec<&WorkingOrder> = context.working_in(order.account(), order.instrument().name()).collect();
    let reduces = only_reduces(order, preview, &own, context);
    if context.environment == Environment::Live && !context.armed && !reduces {
        out.add(Field::Account, Code::AccountLocked).fix(Fix::Arm);
    }
    if order.strategy().is_some() && reduces {
        out.add(Field::Strategy, Code::StrategyReduces).fix(Fix::UseText(Field::Strategy, String::new()));
    }
    position(order, preview, &own, context, out);
    notional(preview, context, out);
    duplicate(order, summary, context, out);
    if !reduces {
        orders_a_minute(context, out);
    }
    crosses_own(order, &own, out);
}

/// True when the order, with all working orders of its side, can only bring the position nearer to flat.
fn only_reduces(order: &Order, preview: &Preview, own: &[&WorkingOrder], context: &Context) -> bool {
    let Some(net) = preview.position_before else { return false };
    let against = net.signum() == -order.action().sign();
    against && same_side(order, own, context) <= net.saturating_abs()
}

/// Contracts that may still fill, of this order and of all orders of its side. Of an OCO group only the largest counts,
/// because at most one of it fills: a stop and a target on the same position are one exit, not two.
fn same_side(order: &Order, own: &[&WorkingOrder], context: &Context) -> i64 {
    let group = order.oco_id().map(Label::as_str);
    let (mut largest, mut others) = (context.open_of(order.quantity()), 0_i64);
    for working in own.iter().filter(|w| w.action == order.action()) {
        let remaining = i64::from(working.remaining);
        if group.is_some() && working.oco_id.as_deref() == group {
            largest = largest.max(remaining);
        } else {
            others = others.saturating_add(remaining);
        }
    }
    others.saturating_add(largest)
}

fn position(order: &Order, preview: &Preview, own: &[&WorkingOrder], context: &Context, out: &mut Report) {
    let Some(limit) = context.limits.max_position else { return };
    let Some(net) = preview.position_before else {
        out.add(Field::Order, Code::PositionUnknown);
        return;
    };
    // Only the side the order adds to: an order that brings an outsized position nearer to flat is never stopped.
    let reach = net.saturating_mul(order.action().sign()).saturating_add(same_side(order, own, context));
    if reach > i64::from(limit) {
        out.add(Field::Order, Code::PositionOverLimit).with("reach", &reach).with("limit", &limit);
    }
}

fn notional(preview: &Preview, context: &Context, out: &mut Report) {
    let Some(limit) = context.limits.max_notional else { return };
    let Some(notional) = preview.notional else {
        out.add(Field::Order, Code::NotionalUnknown);
        return;
    };
    let limit = Money::units(limit, notional.currency());
    if notional.exceeds(limit) == Some(true) {
        out.add(Field::Order, Code::NotionalOverLimit).with("notional", &notional).with("limit", &limit);
    }
}

fn duplicate(order: &Order, summary: &str, context: &Context, out: &mut Report) {
    if context.repeat_confirmed {
        return;
    }
    let age = |at| context.now.saturating_sub(at);
    // Nearly always none ends alike, and then nothing more has to be written.
    let alike = context.recent.iter().filter(|r| r.fingerprint.ends_with(summary) && r.fingerprint == order.fingerprint());
    let newest = alike.map(|r| age(r.at)).min();
    if let Some(age) = newest.filter(|age| *age < context.limits.duplicate_window_ms) {
        // Of unknown outcome counts as sent this very moment, however long ago its click was.
        let when = if age == 0 { "just now, or its outcome is not known yet".to_owned() } else { format!("{} s ago", age / 1000) };
        out.add(Field::Order, Code::Duplicate).with("when", &when).fix(Fix::ConfirmRepeat);
    }
}

/// Stops a stuck key or a loop; never an order that only reduces, of which no more can be sent than there is to reduce.
fn orders_a_minute(context: &Context, out: &mut Report) {
    const MINUTE: Millis = 60_000;
    let (Some(limit), Some(sent_at)) = (context.limits.orders_a_minute, &context.sent_at) else { return };
    let ages = || sent_at.iter().map(|at| context.now.saturating_sub(*at)).filter(|age| *age < MINUTE);
    let sent = ages().count();
    let below = |count: usize| u32::try_from(count).is_ok_and(|count| count < limit);
    if below(sent) {
        return;
    }
    // The oldest order at whose end of the minute those after it are few enough. None, when the limit allows no order at all.
    let oldest = ages().filter(|age| below(ages().filter(|other| other < age).count())).max();
    let next = oldest.map(|age| format!("in {} s", (MINUTE - age).div_ceil(1000)));
    let next = next.as_deref().unwrap_or("when the limit is raised");
    out.add(Field::Order, Code::OrdersAMinute).with("sent", &sent).with("limit", &limit).with("next", &next);
}

/// A resting limit of ours on the other side that this order could meet.
fn crosses_own(order: &Order, own: &[&WorkingOrder], out: &mut Report) {
    let crossed = own
        .iter()
        .filter(|w| w.action == order.action().opposite())
        .filter_map(|w| Some((w, resting_limit(w.kind)?)))
        .find(|(_, price)| meets(order, *price));
    if let Some((own, price)) = crossed {
        out.add(Field::Order, Code::CrossesOwn).with("action", &own.action).with("quantity", &own.remaining).with("price", &price);
    }
}

fn resting_limit(kind: OrderKind) -> Option<Price> {
    match kind {
        OrderKind::Limit { limit } => Some(limit),
        OrderKind::Market | OrderKind::StopMarket { .. } | OrderKind::StopLimit { .. } => None,
    }
}

fn meets(order: &Order, own: Price) -> bool {
    match (order.kind(), order.action()) {
        (OrderKind::Market, _) => true,
        (OrderKind::Limit { limit }, Action::Buy) => limit >= own,
        (OrderKind::Limit { limit }, Action::Sell) => limit <= own,
        // Acts only after its trigger, at a market not known now.
        (OrderKind::StopMarket { .. } | OrderKind::StopLimit { .. }, _) => false,
    }
}
