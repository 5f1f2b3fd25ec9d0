//! The trader's own limits on one field: quantity, OCO id, account.

use crate::Context;
use crate::finding::{Code, Field, Finding, Fix};
use crate::rules::form::Read;

/// The quantity limit offered when none is set: small, because it is a guess.
const FIRST_LIMIT: u32 = 10;

pub(crate) fn run(read: &Read, context: &Context, out: &mut Vec<Finding>) {
    if let (Some(account), Some(allowed)) = (&read.account, &context.allowed_accounts)
        && !allowed.contains(account)
    {
        out.push(Finding::new(Field::Account, Code::AccountNotAllowed).with("account", account));
    }
    match (read.quantity, context.limits.max_quantity) {
        (_, None) => out.push(Finding::new(Field::Quantity, Code::QuantityNoLimit).fix(Fix::SetQuantityLimit(FIRST_LIMIT))),
        (Some(quantity), Some(limit)) if quantity.get() > limit => {
            let finding = Finding::new(Field::Quantity, Code::QuantityOverLimit).with("quantity", &quantity).with("limit", &limit);
            let most = Fix::UseText(Field::Quantity, limit.to_string());
            out.push(if limit == 0 { finding } else { finding.fix(most) });
        }
        _ => {}
    }
    if let Some(oco) = read.oco_id.as_ref().filter(|oco| context.used_oco.contains(oco)) {
        out.push(Finding::new(Field::OcoId, Code::OcoUsed).with("oco", oco));
    }
}
