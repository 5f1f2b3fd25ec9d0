//! `sizing`: how many contracts a risk allows. Never one more: the largest whole number whose loss at the stop is not over
//! the amount. It knows nothing of limits, which [`crate::check`] holds against the order that comes of it.

use crate::amount::amount;
use crate::decimal::{Decimal, divide};
use crate::finding::{Code, Field, Finding, Report};
use crate::{InstrumentSpec, Money, Price, Quantity, RiskMeasure};
use core::fmt::Display;

/// What may be lost, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SizingDraft {
    /// The amount in the contract's currency, or the percentage (with or without its sign).
    pub risk: String,
    /// What it is typed in.
    pub risk_in: RiskMeasure,
}

/// What a size is computed from. Unknown is `None`, never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RiskBasis {
    /// Where the order would fill.
    pub entry: Option<Price>,
    /// Where its stop-loss would; on which side of the entry does not matter here.
    pub stop: Option<Price>,
    /// Tick and point value.
    pub spec: InstrumentSpec,
    /// The cash of the account, for a percentage of it.
    pub cash: Option<Money>,
}

/// A size and what it risks. Fees and slippage are not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizing {
    /// Contracts, at least one.
    pub contracts: Quantity,
    /// What all of them lose at the stop; not over what was typed.
    pub risk: Money,
    /// What one of them loses at the stop.
    pub per_contract: Money,
}

/// The result of [`sizing`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SizingChecked {
    /// The size, when there is one.
    pub sizing: Option<Sizing>,
    /// Why there is none. Every finding blocks.
    pub findings: Vec<Finding>,
}

/// The largest size whose loss between entry and stop is not over the typed amount.
///
/// ```
/// use order_model::{Currency, InstrumentSpec, Money, Price, RiskBasis, RiskMeasure, SizingDraft, contract, sizing};
///
/// let spec = contract("ES").and_then(InstrumentSpec::from_row).expect("in the table");
/// let cash = Money::exact(Price::parse("25000")?, Currency::Usd);
/// let (entry, stop) = (Price::parse("6010").ok(), Price::parse("6006").ok());
/// let basis = RiskBasis { entry, stop, spec, cash: Some(cash) };
/// let draft = SizingDraft { risk: "2 %".into(), risk_in: RiskMeasure::Percent };
/// let found = sizing(&draft, &basis).sizing.expect("500 USD are two contracts and a half");
/// assert_eq!(found.contracts.get(), 2);
/// assert_eq!(found.risk.to_string(), "400.00 USD");
/// # Ok::<(), order_model::PriceTextError>(())
/// ```
#[must_use]
pub fn sizing(draft: &SizingDraft, basis: &RiskBasis) -> SizingChecked {
    let mut out = Report::default();
    let risk = allowed(draft, basis, &mut out);
    let each = per_contract(basis, &mut out);
    let sizing = risk.zip(each).and_then(|(risk, each)| largest(risk, each, basis.spec, &mut out));
    SizingChecked { sizing, findings: out.in_order() }
}

/// The typed amount as money.
fn allowed(draft: &SizingDraft, basis: &RiskBasis, out: &mut Report) -> Option<Decimal> {
    if draft.risk.trim().is_empty() {
        out.add(Field::Risk, Code::RiskMissing);
        return None;
    }
    let percent = draft.risk_in == RiskMeasure::Percent;
    let number = match amount(&draft.risk, percent.then_some('%')) {
        Ok(number) => Some(number.decimal()),
        Err(reason) => unusable(&reason, out),
    };
    if !percent {
        return number;
    }
    let number = number.and_then(|percent| {
        if percent > Decimal::new(100, 0) { unusable(&"more than all of the cash cannot be risked", out) } else { Some(percent) }
    });
    let Some(cash) = basis.cash else {
        out.add(Field::Risk, Code::RiskCashUnknown);
        return None;
    };
    if cash.currency() != basis.spec.currency {
        let (cash, contract) = (cash.currency().as_str(), basis.spec.currency.as_str());
        out.add(Field::Risk, Code::RiskCurrency).with("cash", &cash).with("contract", &contract);
        return None;
    }
    let hundredths = cash.decimal().checked_mul(number?);
    computed(hundredths.and_then(|amount| amount.checked_mul(Decimal::new(1, 2))), out)
}

/// What one contract loses between entry and stop.
fn per_contract(basis: &RiskBasis, out: &mut Report) -> Option<Decimal> {
    let (Some(entry), Some(stop)) = (basis.entry, basis.stop) else {
        out.add(Field::Risk, Code::RiskDistanceUnknown);
        return None;
    };
    if entry == stop {
        out.add(Field::Risk, Code::RiskNoDistance).with("entry", &entry);
        return None;
    }
    let distance = entry.decimal().checked_sub(stop.decimal()).map(Decimal::abs);
    computed(distance.and_then(|distance| distance.checked_mul(basis.spec.point_value.decimal())), out)
}

fn largest(risk: Decimal, each: Decimal, spec: InstrumentSpec, out: &mut Report) -> Option<Sizing> {
    let scale = risk.scale().max(each.scale());
    let parts = risk.at_scale(scale).zip(each.at_scale(scale));
    let (contracts, _) = computed(parts.and_then(|(risk, each)| divide(risk, each)), out)?;
    let per_contract = Money::of_decimal(each, spec.currency);
    if contracts < 1 {
        let risk = Money::of_decimal(risk, spec.currency);
        out.add(Field::Risk, Code::RiskTooSmall).with("one", &per_contract).with("risk", &risk);
        return None;
    }
    let Some(contracts) = u32::try_from(contracts).ok().and_then(Quantity::try_new) else {
        return unusable(&"that is more contracts than the API can carry", out);
    };
    let risk = computed(per_contract.times(contracts), out)?;
    Some(Sizing { contracts, risk, per_contract })
}

/// What does not fit the exact arithmetic is said, not guessed.
fn computed<T>(result: Option<T>, out: &mut Report) -> Option<T> {
    result.or_else(|| unusable(&"the numbers are too long to be computed exactly", out))
}

fn unusable<T>(reason: &dyn Display, out: &mut Report) -> Option<T> {
    out.add(Field::Risk, Code::RiskForm).with("reason", reason);
    None
}
