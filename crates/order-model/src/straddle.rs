//! `straddle`: an entry on either side of the market, of which the first to fill cancels the other. It makes the two drafts
//! and judges what concerns them as a pair; each of them is an order like any other and goes through [`crate::check`].

use crate::finding::{Code, Field, Finding, Report};
use crate::{Action, Context, Draft, Instrument, Label, OrderType, Price};

/// With which orders the market is entered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum StraddleKind {
    /// A buy stop above the market and a sell stop below it: with the move, wherever it goes.
    #[default]
    Breakout,
    /// A buy limit below the market and a sell limit above it: against the move.
    Fade,
}

/// A two-sided entry as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StraddleDraft {
    /// Account, instrument, quantity, time in force and strategy of both sides. Its side, type, prices and OCO id are not
    /// looked at.
    pub order: Draft,
    /// With stops or with limits.
    pub kind: StraddleKind,
    /// The price of the buy.
    pub buy_price: String,
    /// The price of the sell.
    pub sell_price: String,
}

/// The two drafts of an entry, and what is wrong with them as a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Straddle {
    /// The buy.
    pub buy: Draft,
    /// The sell.
    pub sell: Draft,
    /// Every finding blocks both: one side alone is not what was meant. What is wrong with a side by itself,
    /// [`crate::check`] finds in its draft.
    pub findings: Vec<Finding>,
}

impl StraddleKind {
    /// The order type of both sides.
    #[must_use]
    pub const fn order_type(self) -> OrderType {
        match self {
            StraddleKind::Breakout => OrderType::StopMarket,
            StraddleKind::Fade => OrderType::Limit,
        }
    }
}

/// Makes the two orders of an entry, in one OCO group. `oco_id` must be fresh: NT8 refuses one that has been used.
///
/// The sides are held against each other and, where the context has a fresh quote, against the market.
///
/// ```
/// use order_model::{Context, Draft, Label, StraddleDraft, StraddleKind, check, straddle};
///
/// let order = Draft { instrument: "ES 12-26".into(), quantity: "1".into(), ..Draft::default() };
/// let order = Draft { account: "Sim101".into(), time_in_force: "Day".into(), ..order };
/// let kind = StraddleKind::Breakout;
/// let draft = StraddleDraft { order, kind, buy_price: "6015".into(), sell_price: "6005".into() };
/// let mut context = Context::default();
/// context.limits.max_quantity = Some(1);
///
/// let entry = straddle(&draft, &Label::parse("oco-1")?, &context);
/// assert!(entry.findings.is_empty());
/// let says = |draft| check(draft, &context).order.map(|order| order.to_string());
/// assert_eq!(says(&entry.buy).as_deref(), Some("Buy 1 ES 12-26 · STOP 6015.00 · DAY"));
/// assert_eq!(says(&entry.sell).as_deref(), Some("Sell 1 ES 12-26 · STOP 6005.00 · DAY"));
/// # Ok::<(), order_model::LabelError>(())
/// ```
#[must_use]
pub fn straddle(draft: &StraddleDraft, oco_id: &Label, context: &Context) -> Straddle {
    let mut out = Report::default();
    let prices = (Price::parse(&draft.buy_price), Price::parse(&draft.sell_price));
    // A text that is no price is a finding of its own draft.
    if let (Ok(buy), Ok(sell)) = prices
        && !is_beyond(buy, sell, draft.kind, Action::Buy)
    {
        out.add(Field::Order, Code::StraddleCrossed)
            .with("buy", &buy)
            .with("direction", &direction(draft.kind, Action::Buy))
            .with("sell", &sell);
    }
    against_market(prices.0.ok(), Action::Buy, Code::StraddleBuyWrongSide, draft, context, &mut out);
    against_market(prices.1.ok(), Action::Sell, Code::StraddleSellWrongSide, draft, context, &mut out);
    Straddle { buy: leg(draft, Action::Buy, oco_id), sell: leg(draft, Action::Sell, oco_id), findings: out.in_order() }
}

/// At the market itself a stop triggers and a limit fills at once, and the other side is cancelled before it has a chance.
fn against_market(price: Option<Price>, action: Action, code: Code, draft: &StraddleDraft, context: &Context, out: &mut Report) {
    let instrument = Instrument::parse(&draft.order.instrument, context.today).ok();
    let quote = instrument.and_then(|instrument| context.quote(instrument.name())).filter(|quote| context.trusts(quote));
    let (Some(price), Some(market)) = (price, quote.and_then(|quote| quote.facing(action))) else { return };
    if !is_beyond(price, market, draft.kind, action) {
        out.add(Field::Order, code).with("price", &price).with("direction", &direction(draft.kind, action)).with("market", &market);
    }
}

fn lies_above(kind: StraddleKind, action: Action) -> bool {
    (kind == StraddleKind::Breakout) == (action == Action::Buy)
}

fn is_beyond(price: Price, other: Price, kind: StraddleKind, action: Action) -> bool {
    if lies_above(kind, action) { price > other } else { price < other }
}

fn direction(kind: StraddleKind, action: Action) -> &'static str {
    if lies_above(kind, action) { "above" } else { "below" }
}

fn leg(draft: &StraddleDraft, action: Action, oco_id: &Label) -> Draft {
    let price = match action {
        Action::Buy => &draft.buy_price,
        Action::Sell => &draft.sell_price,
    };
    let (limit_price, stop_price) = match draft.kind {
        StraddleKind::Breakout => (String::new(), price.clone()),
        StraddleKind::Fade => (price.clone(), String::new()),
    };
    Draft {
        action: action.as_str().to_owned(),
        order_type: draft.kind.order_type().as_str().to_owned(),
        limit_price,
        stop_price,
        oco_id: oco_id.as_str().to_owned(),
        ..draft.order.clone()
    }
}
