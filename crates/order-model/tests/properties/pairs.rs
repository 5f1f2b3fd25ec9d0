//! Two-sided entries in every context.

use crate::drawn::{context, draft};
use order_model::{Action, Code, Context, Draft, Label, OrderKind, StraddleDraft, StraddleKind, check, straddle};
use proptest::prelude::*;

fn pair() -> impl Strategy<Value = StraddleDraft> {
    let kind = proptest::sample::select(&[StraddleKind::Breakout, StraddleKind::Fade][..]);
    let price = || prop_oneof![9 => (23_980_i64..24_020).prop_map(|n| order_model::Price::try_new(n * 25, 2).unwrap().to_string()), 1 => "[0-9.]{0,4}"];
    (draft(), kind, price(), price()).prop_map(|(order, kind, buy_price, sell_price)| StraddleDraft { order, kind, buy_price, sell_price })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    /// What the pair does not mention, `check` does not find on either side: the pair's rules hold the market as the
    /// order's rules do, and more.
    #[test]
    fn a_pair_without_findings_has_two_sides_that_wait(pair in pair(), context in context()) {
        let entry = straddle(&pair, &Label::parse("pair").unwrap(), &context);
        prop_assert!(entry.findings.iter().all(|f| f.severity() == order_model::Severity::Block && f.message().ends_with('.')));
        if !entry.findings.is_empty() {
            return Ok(());
        }
        let sides = [check(&entry.buy, &context), check(&entry.sell, &context)];
        prop_assert!(sides.iter().all(|side| !side.has(Code::StopWrongSide) && !side.has(Code::LimitMarketable)));
        let [Some(buy), Some(sell)] = sides.map(|side| side.order) else { return Ok(()) };
        prop_assert_eq!((buy.action(), sell.action()), (Action::Buy, Action::Sell));
        prop_assert_eq!((buy.quantity(), buy.account(), buy.instrument()), (sell.quantity(), sell.account(), sell.instrument()));
        prop_assert_eq!(buy.oco_id(), sell.oco_id());
        match (buy.kind(), sell.kind()) {
            (OrderKind::StopMarket { stop: above }, OrderKind::StopMarket { stop: below }) => prop_assert!(above > below),
            (OrderKind::Limit { limit: below }, OrderKind::Limit { limit: above }) => prop_assert!(above > below),
            kinds => prop_assert!(false, "{:?}", kinds),
        }
    }

    /// The ticket may hold an order of its own while a pair is typed beside it.
    #[test]
    fn the_side_and_type_of_the_order_are_not_looked_at(pair in pair(), context in context(), other in draft()) {
        let order = Draft {
            action: other.action,
            order_type: other.order_type,
            limit_price: other.limit_price,
            stop_price: other.stop_price,
            oco_id: other.oco_id,
            ..pair.order.clone()
        };
        let of = |pair: &StraddleDraft, context: &Context| straddle(pair, &Label::parse("pair").unwrap(), context);
        prop_assert_eq!(of(&StraddleDraft { order, ..pair.clone() }, &context), of(&pair, &context));
    }
}
