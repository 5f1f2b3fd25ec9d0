//! Presence and form: each field's text is read on its own.

use crate::finding::{Code, Field, Fix, Report};
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

pub(crate) fn read(draft: &Draft, context: &Context, out: &mut Report) -> Read {
    use Field as F;
    let order_type = need(draft, F::OrderType, Code::TypeMissing, out).map(OrderType::parse);
    let account = need(draft, F::Account, Code::AccountMissing, out).map(AccountName::parse);
    let instrument = need(draft, F::Instrument, Code::InstrumentMissing, out).map(|text| Instrument::parse(text, context.today));
    let action = need(draft, F::Action, Code::ActionMissing, out).map(Action::parse);
    let quantity = need(draft, F::Quantity, Code::QuantityMissing, out).map(Quantity::parse);
    let time_in_force = need(draft, F::TimeInForce, Code::TifMissing, out).map(TimeInForce::parse);
    let order_type = formed(order_type, F::OrderType, Code::TypeForm, out);
    Read {
        account: formed(account, F::Account, Code::AccountForm, out),
        instrument: formed(instrument, F::Instrument, Code::InstrumentForm, out),
        action: formed(action, F::Action, Code::ActionForm, out),
        order_type,
        quantity: formed(quantity, F::Quantity, Code::QuantityForm, out),
        limit: price(draft, &LIMIT, order_type.map(OrderType::takes_limit), order_type, out),
        stop: price(draft, &STOP, order_type.map(OrderType::takes_stop), order_type, out),
        time_in_force: formed(time_in_force, F::TimeInForce, Code::TifForm, out),
        oco_id: formed(given(draft, F::OcoId).map(Label::parse), F::OcoId, Code::OcoForm, out),
        strategy: formed(given(draft, F::Strategy).map(Label::parse), F::Strategy, Code::StrategyForm, out),
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

/// The text of a field, when there is any.
fn given(draft: &Draft, field: Field) -> Option<&str> {
    Some(draft.text(field)).filter(|text| !text.trim().is_empty())
}

/// The text of a field that must have one.
fn need<'a>(draft: &'a Draft, field: Field, missing: Code, out: &mut Report) -> Option<&'a str> {
    let text = given(draft, field);
    if text.is_none() {
        out.add(field, missing);
    }
    text
}

/// What was read, or a finding with the reason why it could not be.
fn formed<T, E: Display>(read: Option<Result<T, E>>, field: Field, form: Code, out: &mut Report) -> Option<T> {
    match read? {
        Ok(value) => Some(value),
        Err(reason) => {
            out.add(field, form).with("reason", &reason);
            None
        }
    }
}

/// A price is there exactly when the type takes it. While the type is not known only the form is checked.
fn price(draft: &Draft, codes: &PriceCodes, taken: Option<bool>, order_type: Option<OrderType>, out: &mut Report) -> Option<Price> {
    let Some(text) = given(draft, codes.field) else {
        if taken == Some(true) {
            out.add(codes.field, codes.missing);
        }
        return None;
    };
    if let (Some(false), Some(order_type)) = (taken, order_type) {
        let clear = Fix::UseText(codes.field, String::new());
        out.add(codes.field, codes.not_used).with("type", &order_type).fix(clear);
        return None;
    }
    let price = formed(Some(Price::parse(text)), codes.field, codes.form, out)?;
    if price == Price::ZERO {
        out.add(codes.field, codes.zero);
        return None;
    }
    Some(price)
}
