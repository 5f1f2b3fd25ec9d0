//! Brackets of every exposure: what a distance means, against another decimal type; and what holds for any text.

use crate::numbers::price;
use crate::texts::text;
use order_model::{BracketDraft, Code, Currency, Exposure, Field, InstrumentSpec, Measure, Price, Severity, bracket};
use proptest::option::of;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn oracle(price: Price) -> Decimal {
    price.to_string().parse().unwrap()
}

/// A grid and a point value as contracts have them.
fn spec() -> impl Strategy<Value = InstrumentSpec> {
    let ticks = [(25, 2), (1, 2), (5, 1), (15_625, 6), (1, 0), (5, 7), (1, 1)];
    let points = [(50, 0), (1_000, 0), (1, 0), (125_000, 0), (25, 1), (125, 2)];
    (proptest::sample::select(ticks.to_vec()), proptest::sample::select(points.to_vec())).prop_map(|((tick, a), (point, b))| {
        InstrumentSpec::try_new(Price::try_new(tick, a).unwrap(), Price::try_new(point, b).unwrap(), Currency::Usd).unwrap()
    })
}

fn net() -> impl Strategy<Value = i64> {
    (1_i64..500, any::<bool>()).prop_map(|(contracts, short)| if short { -contracts } else { contracts })
}

/// An exposure whose entry is on the grid.
fn exposure() -> impl Strategy<Value = Exposure> {
    (spec(), net(), -20_000_i64..20_000).prop_map(|(spec, net, entry)| Exposure {
        net: Some(net),
        entry: spec.tick_size.times(entry),
        market: None,
        spec,
    })
}

fn measure() -> impl Strategy<Value = Measure> {
    proptest::sample::select(Measure::ALL)
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (0_i64..100, 0_u32..=2).prop_map(|(n, scale)| Decimal::new(n, scale).to_string()),
        3 => (-400_i64..400).prop_map(|n| Price::try_new(n * 25, 2).unwrap().to_string()),
        1 => price().prop_map(|price| price.to_string()),
        1 => text(),
        1 => Just(String::new()),
    ]
}

fn draft() -> impl Strategy<Value = BracketDraft> {
    (typed(), measure(), typed(), measure()).prop_map(|(stop_loss, stop_loss_in, take_profit, take_profit_in)| BracketDraft {
        stop_loss,
        stop_loss_in,
        take_profit,
        take_profit_in,
    })
}

/// Anything that may be known or not, near the prices that are typed.
fn any_exposure() -> impl Strategy<Value = Exposure> {
    let near = || of(prop_oneof![4 => (-400_i64..400).prop_map(|n| Price::try_new(n * 25, 2).unwrap()), 1 => price()]);
    let any_spec = prop_oneof![4 => spec(), 1 => (price(), price()).prop_filter_map("positive", |(tick, point)| InstrumentSpec::try_new(tick, point, Currency::Eur))];
    let nets = prop_oneof![6 => net().prop_map(Some), 1 => Just(Some(0)), 1 => Just(Some(i64::MIN)), 1 => any::<Option<i64>>()];
    (nets, near(), near(), any_spec).prop_map(|(net, entry, market, spec)| Exposure { net, entry, market, spec })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn ticks_lead_to_a_price_that_many_ticks_away(exposure in exposure(), stop in 1_i64..5_000, target in 1_i64..5_000) {
        let draft = BracketDraft { stop_loss: stop.to_string(), take_profit: target.to_string(), ..BracketDraft::default() };
        let (entry, net) = (exposure.entry.unwrap(), exposure.net.unwrap());
        let tick = exposure.spec.tick_size;
        let checked = bracket(&draft, &exposure);
        let Some(found) = checked.bracket else {
            // Only a price of zero is in the way.
            prop_assert!(checked.findings.iter().all(|f| matches!(f.code, Code::StopLossNoPrice | Code::TakeProfitNoPrice)));
            let at = entry.ticks(tick).unwrap();
            prop_assert!(at == stop * net.signum() || at == -target * net.signum());
            return Ok(());
        };
        let (stop_loss, take_profit) = (found.stop_loss.unwrap(), found.take_profit.unwrap());
        prop_assert_eq!(stop_loss.ticks_above(entry, tick), Some(-stop * net.signum()));
        prop_assert_eq!(take_profit.ticks_above(entry, tick), Some(target * net.signum()));
        let worth = |exit: Price| (oracle(exit) - oracle(entry)).abs() * oracle(exposure.spec.point_value) * Decimal::from(net.abs());
        for (money, exit) in [(found.risk, stop_loss), (found.reward, take_profit)] {
            prop_assert_eq!(money.unwrap().amount_text().parse::<Decimal>(), Ok(worth(exit)));
        }
        // The same bracket by its prices, by its money and by its multiple.
        let by_price = BracketDraft { stop_loss: stop_loss.to_string(), stop_loss_in: Measure::Price, take_profit: take_profit.to_string(), take_profit_in: Measure::Price };
        prop_assert_eq!(bracket(&by_price, &exposure).bracket, Some(found));
        let money = |money: Option<order_model::Money>| money.unwrap().amount_text();
        let by_money = BracketDraft { stop_loss: money(found.risk), stop_loss_in: Measure::Currency, take_profit: money(found.reward), take_profit_in: Measure::Currency };
        prop_assert_eq!(bracket(&by_money, &exposure).bracket, Some(found));
        let by_risk = BracketDraft { take_profit: format!("{target}R"), take_profit_in: Measure::Risk, stop_loss: "1".into(), ..draft };
        if let Some(by_risk) = bracket(&by_risk, &exposure).bracket {
            prop_assert_eq!(by_risk.take_profit, Some(take_profit));
        }
    }

    #[test]
    fn a_bracket_is_on_the_grid_on_both_sides_or_blocked(draft in draft(), exposure in any_exposure()) {
        let checked = bracket(&draft, &exposure);
        let blocked = checked.findings.iter().any(|f| f.severity() == Severity::Block);
        prop_assert_eq!(checked.bracket.is_some(), !blocked);
        prop_assert!(checked.findings.is_sorted_by_key(|f| (f.field, f.severity())));
        let Some(found) = checked.bracket else { return Ok(()) };
        let net = exposure.net.unwrap();
        prop_assert!(net != 0);
        let given = [&draft.stop_loss, &draft.take_profit].map(|text| !text.trim().is_empty());
        prop_assert_eq!([found.stop_loss.is_some(), found.take_profit.is_some()], given);
        let parting = exposure.market.or(exposure.entry);
        for (exit, sign) in [(found.stop_loss, -net.signum()), (found.take_profit, net.signum())] {
            let Some(exit) = exit else { continue };
            prop_assert!(exit != Price::ZERO && exit.ticks(exposure.spec.tick_size).is_some());
            if let Some(parting) = parting {
                prop_assert_eq!(exit.cmp(&parting), sign.cmp(&0));
            }
        }
        if let (Some(stop_loss), Some(take_profit)) = (found.stop_loss, found.take_profit) {
            prop_assert_eq!(take_profit.cmp(&stop_loss), net.cmp(&0));
        }
    }

    #[test]
    fn every_fix_of_a_leg_clears_its_finding(draft in draft(), exposure in any_exposure()) {
        for finding in bracket(&draft, &exposure).findings {
            let text = finding.message();
            prop_assert!(text.len() > 5 && text.ends_with('.') && !text.contains("  "), "{}", text);
            for (name, value) in &finding.params {
                prop_assert!(!value.is_empty() && text.to_lowercase().contains(&value.to_lowercase()), "{} is not in {:?}", name, text);
            }
            for fix in &finding.fixes {
                let mut fixed = draft.clone();
                fixed.apply(fix);
                let left = bracket(&fixed, &exposure).findings;
                let blocks = |f: &&order_model::Finding| f.field == finding.field && f.severity() == Severity::Block;
                prop_assert_eq!(left.iter().find(blocks), None, "{:?} by {:?}", finding, fix);
            }
        }
    }

    /// Short is long with the prices turned over: no rule knows one side better than the other.
    #[test]
    fn a_short_bracket_is_the_mirror_of_a_long_one(draft in draft(), exposure in any_exposure()) {
        let turned = |price: Price| price.times(-1).unwrap();
        let turned_text = |text: &str, measure| match Price::parse(text) {
            Ok(price) if measure == Measure::Price => turned(price).to_string(),
            _ => text.to_owned(),
        };
        let mirror = Exposure {
            net: exposure.net.map(i64::saturating_neg),
            entry: exposure.entry.map(turned),
            market: exposure.market.map(turned),
            ..exposure
        };
        if exposure.net == Some(i64::MIN) {
            return Ok(()); // has no mirror
        }
        let turned_draft = BracketDraft {
            stop_loss: turned_text(&draft.stop_loss, draft.stop_loss_in),
            take_profit: turned_text(&draft.take_profit, draft.take_profit_in),
            ..draft.clone()
        };
        let (own, other) = (bracket(&draft, &exposure), bracket(&turned_draft, &mirror));
        let codes = |findings: &[order_model::Finding]| findings.iter().map(|f| (f.field, f.code, f.fixes.len())).collect::<Vec<(Field, Code, usize)>>();
        prop_assert_eq!(codes(&own.findings), codes(&other.findings));
        let prices = |found: Option<order_model::Bracket>| found.map(|f| (f.stop_loss, f.take_profit, f.risk, f.reward));
        let back = prices(other.bracket).map(|(stop, target, risk, reward)| (stop.map(turned), target.map(turned), risk, reward));
        prop_assert_eq!(prices(own.bracket), back);
    }
}
