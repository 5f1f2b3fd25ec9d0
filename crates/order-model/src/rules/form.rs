//! Presence and form: each field's text is read on its own.

use crate::finding::{Code, Field, Finding, Fix};
use crate::{AccountName, Action, Context, Draft, Instrument, Label, OrderType, Price, Quantity, TimeInForce};
use core::fmt::Display;

/// What could be read of a draft. A field that is absent here has a finding, or is optional and empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Read {
    pub(crate) account: Option<AccountName>,
    pub(crate) instrument: Option<Instrument>,
    pub(crate) action: Option<Action>,
    pub(crate) order_type: Option<OrderType>,
    pub(crate) quantity: Option<Quantity>,
    pub(crate) limit: Option<Price>,
    pub(crate) stop: Option<Price>,
    pub(crate) time_in_force: Option<TimeInForce>,
    pub(crate) oco_id: Option<Label>,
    pub(crate) strategy: Option<Label>,
}

pub(crate) fn read(draft: &Draft, context: &Context, out: &mut Vec<Finding>) -> Read {
    let order_type = need(draft, Field::OrderType, Code::TypeMissing, Code::TypeForm, OrderType::parse, out);
    Read {
        account: need(draft, Field::Account, Code::AccountMissing, Code::AccountForm, AccountName::parse, out),
        instrument: need(
            draft,
            Field::Instrument,
            Code::InstrumentMissing,
            Code::InstrumentForm,
            |t| Instrument::parse(t, context.today),
            out,
        ),
        action: need(draft, Field::Action, Code::ActionMissing, Code::ActionForm, Action::parse, out),
        order_type,
        quantity: need(draft, Field::Quantity, Code::QuantityMissing, Code::QuantityForm, Quantity::parse, out),
        limit: price(draft, &LIMIT, order_type.map(OrderType::takes_limit), order_type, out),
        stop: price(draft, &STOP, order_type.map(OrderType::takes_stop), order_type, out),
        time_in_force: need(draft, Field::TimeInForce, Code::TifMissing, Code::TifForm, TimeInForce::parse, out),
        oco_id: may(draft, Field::OcoId, Code::OcoForm, out),
        strategy: may(draft, Field::Strategy, Code::StrategyForm, out),
    }
}

struct PriceCodes {
    field: Field,
    missing: Code,
    form: Code,
    not_used: Code,
    zero: Code,
}

const LIMIT: PriceCodes = PriceCodes {
    field: Field::LimitPrice,
    missing: Code::LimitMissing,
    form: Code::LimitForm,
    not_used: Code::LimitNotUsed,
    zero: Code::LimitZero,
};

const STOP: PriceCodes = PriceCodes {
    field: Field::StopPrice,
    missing: Code::StopMissing,
    form: Code::StopForm,
    not_used: Code::StopNotUsed,
    zero: Code::StopZero,
};

fn need<T, E: Display>(
    draft: &Draft,
    field: Field,
    missing: Code,
    form: Code,
    parse: impl FnOnce(&str) -> Result<T, E>,
    out: &mut Vec<Finding>,
) -> Option<T> {
    let text = draft.text(field);
    if text.trim().is_empty() {
        out.push(Finding::new(field, missing));
        return None;
    }
    parse(text).map_err(|reason| out.push(Finding::new(field, form).with("reason", reason))).ok()
}

fn may(draft: &Draft, field: Field, form: Code, out: &mut Vec<Finding>) -> Option<Label> {
    let text = draft.text(field);
    if text.trim().is_empty() {
        return None;
    }
    Label::parse(text).map_err(|reason| out.push(Finding::new(field, form).with("reason", reason))).ok()
}

/// A price is there exactly when the type takes it. While the type is not known only the form is checked.
fn price(draft: &Draft, codes: &PriceCodes, taken: Option<bool>, order_type: Option<OrderType>, out: &mut Vec<Finding>) -> Option<Price> {
    let text = draft.text(codes.field);
    if text.trim().is_empty() {
        if taken == Some(true) {
            out.push(Finding::new(codes.field, codes.missing));
        }
        return None;
    }
    if let (Some(false), Some(order_type)) = (taken, order_type) {
        let clear = Fix::UseText(codes.field, String::new());
        out.push(Finding::new(codes.field, codes.not_used).with("type", order_type).fix(clear));
        return None;
    }
    match Price::parse(text) {
        Ok(price) if price == Price::ZERO => out.push(Finding::new(codes.field, codes.zero)),
        Ok(price) => return Some(price),
        Err(reason) => out.push(Finding::new(codes.field, codes.form).with("reason", reason)),
    }
    None
}
