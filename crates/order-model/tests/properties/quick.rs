//! Quick drafts of every ticket and quote.

use crate::drawn::{context, draft};
use crate::numbers::price;
use order_model::{Action, OrderKind, Price, Quantity, QuickPrice, check, quick_all};
use proptest::option::of;
use proptest::prelude::*;

proptest! {
    #[test]
    fn the_label_says_what_the_order_is(draft in draft(), context in context(), which in any::<proptest::sample::Index>(), tick in of(price())) {
        let quote = (!context.quotes.is_empty()).then(|| which.get(&context.quotes));
        let all = quick_all(&draft, quote, tick);
        for (place, quick) in all.iter().enumerate() {
            let (action, at) = (Action::ALL[place / 3], QuickPrice::ALL[place % 3]);
            let market = match at {
                QuickPrice::Market => None,
                QuickPrice::Bid => Some(quote.and_then(|quote| quote.bid)),
                QuickPrice::Ask => Some(quote.and_then(|quote| quote.ask)),
            };
            let known = market.is_none_or(|market| market.is_some_and(|price| price != Price::ZERO));
            prop_assert_eq!(quick.is_some(), known);
            let Some(quick) = quick else { continue };
            prop_assert_eq!((quick.action, quick.at), (action, at));
            let Some(order) = check(&quick.draft, &context).order else { continue };
            prop_assert_eq!(order.action(), action);
            prop_assert_eq!(order.kind(), market.flatten().map_or(OrderKind::Market, |limit| OrderKind::Limit { limit }));
            let quantity = Quantity::parse(&draft.quantity).unwrap();
            let words: Vec<&str> = quick.label.split(' ').collect();
            prop_assert_eq!(&words[..4], &[action.as_str(), draft.quantity.trim(), "@", at.as_str()]);
            prop_assert_eq!(Quantity::parse(words[1]), Ok(quantity));
            prop_assert_eq!(words.get(4).map(|text| Price::parse(text).unwrap()), market.flatten());
        }
    }
}
