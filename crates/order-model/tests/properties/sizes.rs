//! Sizes against another decimal type: never over the amount, and never a contract fewer than it allows.

use crate::numbers::price;
use crate::texts::text;
use order_model::{Code, Currency, InstrumentSpec, Money, Price, Quantity, RiskBasis, RiskMeasure, SizingDraft, sizing};
use proptest::option::of;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn oracle(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn near() -> impl Strategy<Value = Price> {
    (-40_000_i64..40_000, 0_u32..=4).prop_map(|(mantissa, scale)| Price::try_new(mantissa, scale).unwrap())
}

fn spec() -> impl Strategy<Value = InstrumentSpec> {
    (1_i64..200_000, 0_u32..=3).prop_map(|(point, scale)| {
        InstrumentSpec::try_new(Price::try_new(25, 2).unwrap(), Price::try_new(point, scale).unwrap(), Currency::Usd).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn the_size_is_the_quotient_rounded_down(spec in spec(), entry in near(), stop in near(), amount in 0_i64..100_000_000_000, cents in 0_u32..=3) {
        prop_assume!(entry != stop);
        let risk = Decimal::new(amount, cents);
        let basis = RiskBasis { entry: Some(entry), stop: Some(stop), spec, cash: None };
        let each = (oracle(&entry.to_string()) - oracle(&stop.to_string())).abs() * oracle(&spec.point_value.to_string());
        let checked = sizing(&SizingDraft { risk: risk.to_string(), risk_in: RiskMeasure::Currency }, &basis);
        let whole = (risk / each).floor();
        let Some(found) = checked.sizing else {
            let too_many = whole > Decimal::from(Quantity::MAX);
            let code = if too_many { Code::RiskForm } else { Code::RiskTooSmall };
            prop_assert_eq!(checked.findings.iter().map(|f| f.code).collect::<Vec<_>>(), [code]);
            prop_assert!(too_many || risk < each);
            return Ok(());
        };
        let contracts = Decimal::from(found.contracts.get());
        prop_assert_eq!(contracts, whole);
        prop_assert_eq!(oracle(&found.per_contract.amount_text()), each);
        prop_assert_eq!(oracle(&found.risk.amount_text()), each * contracts);
        prop_assert!(each * contracts <= risk && risk < each * (contracts + Decimal::ONE), "not one more and not one fewer");
    }

    #[test]
    fn a_percentage_is_the_amount_it_comes_to(spec in spec(), entry in near(), stop in near(), cash in 0_i64..10_000_000, percent in 0_i64..=10_000) {
        let money = Money::exact(Price::try_new(cash, 2).unwrap(), Currency::Usd);
        let basis = RiskBasis { entry: Some(entry), stop: Some(stop), spec, cash: Some(money) };
        let percentage = Decimal::new(percent, 2);
        let amount = Decimal::new(cash, 2) * percentage / Decimal::ONE_HUNDRED;
        let by_percent = sizing(&SizingDraft { risk: format!("{percentage}%"), risk_in: RiskMeasure::Percent }, &basis);
        let by_amount = sizing(&SizingDraft { risk: amount.normalize().to_string(), risk_in: RiskMeasure::Currency }, &basis);
        prop_assert_eq!(by_percent, by_amount);
    }

    #[test]
    fn there_is_a_size_or_a_reason(
        risk in prop_oneof![text(), price().prop_map(|price| price.to_string()), Just(String::new())],
        risk_in in proptest::sample::select(RiskMeasure::ALL),
        (entry, stop, cash) in (of(price()), of(price()), of(price())),
        (tick, point) in (price(), price()),
        euro in any::<bool>(),
    ) {
        let Some(spec) = InstrumentSpec::try_new(tick, point, Currency::Usd) else { return Ok(()) };
        let currency = if euro { Currency::Eur } else { Currency::Usd };
        let basis = RiskBasis { entry, stop, spec, cash: cash.map(|cash| Money::exact(cash, currency)) };
        let checked = sizing(&SizingDraft { risk, risk_in }, &basis);
        prop_assert_eq!(checked.sizing.is_some(), checked.findings.is_empty());
        for finding in &checked.findings {
            let text = finding.message();
            prop_assert!(text.len() > 5 && text.ends_with('.'), "{}", text);
            for (_, value) in &finding.params {
                prop_assert!(text.to_lowercase().contains(&value.to_lowercase()), "{:?}: {}", finding, text);
            }
        }
    }
}
