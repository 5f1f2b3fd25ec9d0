//! The change or replacement of a working order, against the same order where the old one never was.

use crate::drawn::{context, draft, working};
use order_model::{Code, Quantity, RecentOrder, check};
use proptest::prelude::*;
use proptest::sample::Index;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn a_replacement_is_judged_as_if_the_old_order_had_never_been(draft in draft(), context in context(), old in working(), at in any::<(Index, Index)>()) {
        let mut with = context.clone();
        with.filled = 0;
        let never = with.clone();
        with.working.insert(at.0.index(with.working.len() + 1), order_model::WorkingOrder { order_id: Some("old".into()), ..old });
        // Even where it is the very same order, sent this moment.
        let fingerprint = check(&draft, &never).order.map(|order| order.fingerprint()).unwrap_or_default();
        let sent = RecentOrder { order_id: Some("old".into()), fingerprint, at: with.now };
        with.recent.insert(at.1.index(with.recent.len() + 1), sent);
        prop_assert_eq!(check(&draft, &with.clone().without("old")), check(&draft, &never));
        prop_assert_eq!(with.without("old"), never);
    }

    /// The position rules see a change of a part-filled order as a new order of the rest.
    #[test]
    fn a_change_reaches_as_far_as_a_new_order_of_what_is_open(draft in draft(), context in context(), old in working()) {
        let Ok(quantity) = Quantity::parse(&draft.quantity) else { return Ok(()) };
        let mut with = context;
        let filled = old.filled;
        with.working.push(order_model::WorkingOrder { order_id: Some("old".into()), ..old });
        let change = check(&draft, &with.clone().changing("old"));
        let Some(open) = quantity.get().checked_sub(filled).filter(|open| *open > 0) else {
            prop_assert!(change.has(Code::QuantityFilled) && change.order.is_none());
            return Ok(());
        };
        prop_assert!(!change.has(Code::QuantityFilled));
        with.filled = 0;
        let rest = check(&order_model::Draft { quantity: open.to_string(), ..draft }, &with.without("old"));
        for code in [Code::PositionOverLimit, Code::AccountLocked, Code::StrategyReduces] {
            let params = |checked: &order_model::Checked| checked.findings.iter().find(|f| f.code == code).map(|f| f.params.clone());
            prop_assert_eq!(params(&change), params(&rest), "{}", code);
        }
        let after = |checked: &order_model::Checked| checked.preview.as_ref().map(|p| (p.position_after, p.closes_for));
        prop_assert_eq!(after(&change), after(&rest));
    }
}
