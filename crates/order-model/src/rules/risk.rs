//! The trader's own limits on one field: quantity, OCO id, account.

use crate::Context;
use crate::finding::{Code, Field, Fix, Report};
use crate::limits::FIRST_QUANTITY;
use crate::rules::form::Read;

pub(crate) fn run(read: &Read, context: &Context, out: &mut Report) {
    if let (Some(account), Some(allowed)) = (&read.account, &context.allowed_accounts)
        && !allowed.contains(account)
    {
        out.add(Field::Account, Code::AccountNotAllowed).with("account", account);
    }
    match (read.quantity, context.limits.max_quantity) {
        (_, None) => {
            out.add(Field::Quantity, Code::QuantityNoLimit).fix(Fix::SetQuantityLimit(FIRST_QUANTITY));
        }
        (Some(quantity), Some(limit)) if quantity.get() > limit => {
            out.add(Field::Quantity, Code::QuantityOverLimit).with("quantity", &quantity).with("limit", &limit);
            if limit > 0 {
                out.fix(Fix::UseText(Field::Quantity, limit.to_string()));
            }
        }
        _ => {}
    }
    if let Some(quantity) = read.quantity.filter(|quantity| context.open_of(*quantity) == 0) {
        out.add(Field::Quantity, Code::QuantityFilled).with("filled", &context.filled).with("quantity", &quantity);
    }
    if let Some(oco) = read.oco_id.as_ref().filter(|oco| context.used_oco.contains(oco)) {
        out.add(Field::OcoId, Code::OcoUsed).with("oco", oco);
    }
}
