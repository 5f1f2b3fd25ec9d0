//! `check` on every draft in every context.

use crate::drawn::{context, draft};
use order_model::{
    AccountName, Action, Checked, Context, Draft, Environment, Field, Fix, Instrument, Label, Order, OrderKind, OrderType, Price, Quantity,
    Severity, TimeInForce, check,
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn an_order_comes_exactly_when_nothing_blocks(draft in draft(), context in context()) {
        let before = (draft.clone(), context.clone());
        let checked = check(&draft, &context);
        prop_assert_eq!(&checked, &check(&draft, &context), "the same question, the same answer");
        prop_assert_eq!((draft, context), before, "nothing typed is changed");
        prop_assert_eq!(checked.order.is_some(), checked.blocking().next().is_none(), "{:?}", checked.findings);
        if let Some(order) = &checked.order {
            prop_assert_eq!(checked.summary, Some(order.to_string()));
            prop_assert!(checked.preview.is_some());
        }
    }

    #[test]
    fn findings_stand_in_the_order_of_the_form_and_say_something(draft in draft(), context in context()) {
        let checked = check(&draft, &context);
        let places: Vec<(Field, Severity)> = checked.findings.iter().map(|f| (f.field, f.severity())).collect();
        let mut sorted = places.clone();
        sorted.sort();
        prop_assert_eq!(places, sorted);
        for (n, finding) in checked.findings.iter().enumerate() {
            prop_assert!(checked.findings.iter().skip(n + 1).all(|f| f.code != finding.code), "{} twice", finding.code);
            let text = finding.message();
            prop_assert!(text.len() > 5 && text.ends_with('.'), "{}: {:?}", finding.code, text);
            prop_assert!(!text.contains("  ") || finding.params.iter().any(|(_, v)| v.contains("  ")), "a value is missing: {}", text);
            for (name, value) in &finding.params {
                prop_assert!(!value.is_empty(), "{}: {} is empty", finding.code, name);
                // Two texts about a quote do not repeat whose it is.
                let told = *name == "instrument" || text.to_lowercase().contains(&value.to_lowercase());
                prop_assert!(told, "{}: {} is not in {:?}", finding.code, value, text);
            }
            prop_assert_eq!(text.contains('{'), finding.params.iter().any(|(_, value)| value.contains('{')), "{}", text);
        }
    }

    #[test]
    fn every_fix_clears_its_finding(draft in draft(), context in context()) {
        for finding in check(&draft, &context).findings {
            for fix in &finding.fixes {
                prop_assert!(!fix.to_string().is_empty());
                let checked = fixed(&draft, &context, fix);
                prop_assert!(!checked.has(finding.code), "{}: {:?} leaves {:?}", finding.message(), fix, checked.findings);
                if let Fix::UsePrice(field, _) | Fix::UseText(field, _) = fix {
                    let read = |code: &str| !code.ends_with(".form") && !code.ends_with(".zero");
                    prop_assert!(checked.of(*field).all(|f| read(f.code.as_str())), "{:?} offers what cannot be read", fix);
                }
            }
        }
    }

    /// Once there is an order the draft is not needed: the order holds what each field's own parser reads.
    #[test]
    fn an_order_is_what_was_typed(draft in draft(), context in context()) {
        let Some(order) = check(&draft, &context).order else { return Ok(()) };
        let optional = |text: &str| (!text.trim().is_empty()).then(|| Label::parse(text).unwrap());
        let price = |text: &str| (!text.trim().is_empty()).then(|| Price::parse(text).unwrap());
        prop_assert_eq!(order.account().to_string(), AccountName::parse(&draft.account).unwrap().to_string());
        prop_assert_eq!(order.instrument(), &Instrument::parse(&draft.instrument, context.today).unwrap());
        prop_assert_eq!(Ok(order.action()), Action::parse(&draft.action));
        prop_assert_eq!(Ok(order.quantity()), Quantity::parse(&draft.quantity));
        prop_assert_eq!(Ok(order.time_in_force()), TimeInForce::parse(&draft.time_in_force));
        let order_type = OrderType::parse(&draft.order_type).unwrap();
        prop_assert_eq!(Some(order.kind()), OrderKind::try_new(order_type, price(&draft.limit_price), price(&draft.stop_price)));
        prop_assert_eq!(order.oco_id().cloned(), optional(&draft.oco_id));
        prop_assert_eq!(order.strategy().cloned(), optional(&draft.strategy));
        prop_assert_eq!(Ok(order), redrafted(&draft, &context));
    }

    #[test]
    fn the_preview_adds_the_order_to_the_position(draft in draft(), context in context()) {
        let checked = check(&draft, &context);
        let (Some(preview), Ok(quantity), Ok(action)) = (checked.preview, Quantity::parse(&draft.quantity), Action::parse(&draft.action)) else {
            return Ok(());
        };
        let open = i64::from(quantity.get().saturating_sub(context.filled));
        let signed = if action == Action::Buy { open } else { -open };
        prop_assert_eq!(preview.position_after, preview.position_before.and_then(|net| net.checked_add(signed)));
        prop_assert_eq!(preview.position_before.is_some(), context.positions.is_some());
        prop_assert_eq!(preview.environment, context.environment);
    }

    /// The lock and the position limit are there to stop risk; they never stand between a trader and flat.
    #[test]
    fn what_only_reduces_is_never_locked_or_limited(draft in draft(), mut context in context()) {
        context.environment = Environment::Live;
        context.armed = false;
        context.working.clear();
        let checked = check(&draft, &context);
        // What has filled whole neither adds nor reduces.
        let Some(preview) = checked.preview.as_ref().filter(|_| !checked.has(order_model::Code::QuantityFilled)) else { return Ok(()) };
        let (Some(before), Some(after)) = (preview.position_before, preview.position_after) else { return Ok(()) };
        let reduces = after.unsigned_abs() < before.unsigned_abs() && before.signum() != -after.signum();
        prop_assert_eq!(checked.has(order_model::Code::AccountLocked), !reduces, "{} to {}", before, after);
        if reduces {
            prop_assert!(!checked.has(order_model::Code::PositionOverLimit));
        }
    }

    #[test]
    fn the_shown_draft_has_no_price_its_type_does_not_take(draft in draft()) {
        let shown = draft.as_shown();
        for field in Field::INPUTS {
            let cleared = match (field, OrderType::parse(&draft.order_type)) {
                (Field::LimitPrice, Ok(order_type)) => !order_type.takes_limit(),
                (Field::StopPrice, Ok(order_type)) => !order_type.takes_stop(),
                _ => false,
            };
            prop_assert_eq!(shown.text(*field), if cleared { "" } else { draft.text(*field) });
        }
    }
}

fn fixed(draft: &Draft, context: &Context, fix: &Fix) -> Checked {
    let (mut draft, mut context) = (draft.clone(), context.clone());
    match fix {
        Fix::UsePrice(field, price) => draft.set(*field, price.to_string()),
        Fix::UseText(field, text) => draft.set(*field, text.clone()),
        Fix::SetQuantityLimit(limit) => context.limits.max_quantity = Some(*limit),
        Fix::ConfirmRepeat => context.repeat_confirmed = true,
        Fix::Arm => context.armed = true,
    }
    check(&draft, &context)
}

/// The order of the same draft with every field written anew.
fn redrafted(draft: &Draft, context: &Context) -> Result<Order, String> {
    let mut again = Draft::default();
    for field in Field::INPUTS {
        again.set(*field, format!(" {} ", draft.text(*field)));
    }
    check(&again, context).order.ok_or_else(|| "the second draft was blocked".to_owned())
}
