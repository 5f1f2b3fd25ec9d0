//! `quick`: the orders behind the quick buttons, one click from the ticket as it stands. They are drafts like any other: whoever
//! sends one shows it to [`crate::check`] first.

use crate::{Action, Draft, OrderType, Price, Quote};

/// Where a quick order is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuickPrice {
    /// A market order.
    Market,
    /// A limit at the bid.
    Bid,
    /// A limit at the ask.
    Ask,
}

/// A quick order and the words on its button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickDraft {
    /// The side.
    pub action: Action,
    /// Where it is placed.
    pub at: QuickPrice,
    /// The ticket's draft with this side, type and price; all else as typed.
    pub draft: Draft,
    /// `Buy 1 @ bid 6012.25`, with the quantity as typed.
    pub label: String,
}

impl QuickPrice {
    /// Every place, in the order of the buttons.
    pub const ALL: &'static [QuickPrice] = &[QuickPrice::Market, QuickPrice::Bid, QuickPrice::Ask];

    /// The word on the button.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            QuickPrice::Market => "market",
            QuickPrice::Bid => "bid",
            QuickPrice::Ask => "ask",
        }
    }
}

/// A quick order from the ticket's draft and the quote of its instrument; `tick` gives the price its decimals.
/// `None` when the price is not known. Zero, which the API writes where there is none, is not a price.
///
/// ```
/// use order_model::{Action, Draft, Price, QuickPrice, Quote, quick};
///
/// let draft = Draft { instrument: "ES 12-26".into(), quantity: "1".into(), ..Draft::default() };
/// let quote = Quote {
///     instrument: "ES 12-26".into(),
///     bid: Price::parse("6012.5").ok(),
///     ask: None,
///     last: None,
///     at: 0,
///     spec: None,
///     market_open: None,
/// };
/// let tick = Price::parse("0.25").ok();
/// let buy = quick(&draft, Action::Buy, QuickPrice::Bid, Some(&quote), tick).expect("there is a bid");
/// assert_eq!(buy.label, "Buy 1 @ bid 6012.50");
/// assert_eq!((buy.draft.order_type.as_str(), buy.draft.limit_price.as_str()), ("Limit", "6012.50"));
/// assert_eq!(quick(&draft, Action::Buy, QuickPrice::Ask, Some(&quote), tick), None);
/// ```
#[must_use]
pub fn quick(draft: &Draft, action: Action, at: QuickPrice, quote: Option<&Quote>, tick: Option<Price>) -> Option<QuickDraft> {
    let (order_type, price) = match at {
        QuickPrice::Market => (OrderType::Market, None),
        QuickPrice::Bid => (OrderType::Limit, Some(quote?.bid?)),
        QuickPrice::Ask => (OrderType::Limit, Some(quote?.ask?)),
    };
    if price == Some(Price::ZERO) {
        return None;
    }
    let price = price.map(|price| tick.map_or_else(|| price.to_string(), |tick| price.at_tick(tick)));
    let mut label = String::from(action.as_str());
    // A ticket without a quantity has no quantity to show; the order is then blocked for it.
    for word in [draft.quantity.trim(), "@", at.as_str(), price.as_deref().unwrap_or_default()] {
        if !word.is_empty() {
            label.push(' ');
            label.push_str(word);
        }
    }
    let draft = Draft {
        action: action.as_str().to_owned(),
        order_type: order_type.as_str().to_owned(),
        limit_price: price.unwrap_or_default(),
        stop_price: String::new(),
        ..draft.clone()
    };
    Some(QuickDraft { action, at, draft, label })
}

/// All six: Buy at market, bid and ask, then Sell.
///
/// ```
/// use order_model::{Draft, quick_all};
/// let labels = quick_all(&Draft { quantity: "2".into(), ..Draft::default() }, None, None).map(|quick| quick.map(|quick| quick.label));
/// assert_eq!(labels.each_ref().map(Option::as_deref), [Some("Buy 2 @ market"), None, None, Some("Sell 2 @ market"), None, None]);
/// ```
#[must_use]
pub fn quick_all(draft: &Draft, quote: Option<&Quote>, tick: Option<Price>) -> [Option<QuickDraft>; 6] {
    use Action::{Buy, Sell};
    use QuickPrice::{Ask, Bid, Market};
    [(Buy, Market), (Buy, Bid), (Buy, Ask), (Sell, Market), (Sell, Bid), (Sell, Ask)]
        .map(|(action, at)| quick(draft, action, at, quote, tick))
}
