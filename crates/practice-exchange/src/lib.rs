//! A simulated NinjaTrader account set behind the CrossTrade API: deterministic from a seed, faults on demand.
//!
//! It answers requests and emits event frames. It knows no socket, no clock, no thread and no randomness of its own: the
//! time is a parameter called `now`, and whatever looks random is drawn from the seed of the [`Config`]. The same code
//! runs inside the page and behind the gateway.
//!
//! ```
//! use practice_exchange::{Config, Delivery, Exchange};
//!
//! let mut now = 1_764_600_000_000;
//! let mut exchange = Exchange::new(Config::default(), now);
//! let body = r#"{"instrument":"MES 12-25","action":"BUY","orderType":"MARKET","quantity":1,"timeInForce":"DAY"}"#;
//! let reaction = exchange.http("POST", "/v1/api/accounts/Sim101/orders/place", body, now);
//! let Delivery::Answer(answer) = reaction.deliver else { panic!("an answer") };
//! assert_eq!(answer.status, Some(200));
//! now += 200;
//! exchange.advance(now);
//! assert_eq!(exchange.venue().positions()[0].net, 1);
//! ```
//!
//! # Rules of the house
//!
//! * **Instruments**: any month of any root in [`order_model::CONTRACTS`], expired ones too; answers carry NT8's form.
//! * **Quotes** move four times a second around a round start price, one tick wide, or follow a recorded tape. They are a
//!   function of the seed, the name and the moment, so it makes no difference in how many steps time is advanced.
//! * **Fills** are at the other side of the market and never worse than the limit, five contracts a move and order. Stops
//!   trigger on the last trade. Orders do not compete with each other and do not move the market.
//! * **Late rejects**, after a 200, as in NT8: a stop on the wrong side of the market, an unknown ATM template, an OCO id
//!   whose group is resolved.
//! * **OCO**: the first fill of any part, cancel or reject of a member cancels the others in the same instant, before any
//!   other order is looked at; never two members of a group fill, not even within one move of the market.
//! * **ATM**: each fill of an entry gets its own stop and target, an OCO pair that the strategy owns, see [`ATM_TEMPLATES`].
//! * **States** change along [`may_follow`] and no other way. A fill may outrun a cancel.
//! * **Changes** count after a moment, and a fill may outrun them at the old price. One below what is filled is refused; one
//!   of a stop to the wrong side of the market is dropped later, and the order stays as it was.
//! * **Replacements** are held until the old order has ended, however it did: where a fill outruns the cancel, both count.
//! * **Closing** all of a position and **flattening** cancel the working orders, wait until none of them can fill, and then
//!   close what is there. So neither ever turns a position, however often it is asked for. Closing a part is a market order
//!   and leaves working orders alone. While a position is being closed another close of it is refused.
//! * **Reversals and flat-places** flatten the instrument, hold their order until it is flat, and after five seconds send it
//!   all the same.
//! * **Brackets** are placed after half a second, no more than the position, and not at all when it is gone by then or has
//!   turned. Without a position from the start the pair is a straddle, as documented. A position on the other side refuses it.
//! * **Bars** are drawn from the quotes; those of more than a quarter of a minute are drawn from sixty of them.
//! * **Positions** close first in, first out; profits are exact.
//! * **History**: see [`History`]. A used order id and the id of a resolved OCO group are refused for good all the same.
//!
//! Left out: `DAY` orders do not expire, the market never closes unless [`Hours`] say so, margin and commission do not exist, profits of contracts
//! in euro do not reach the account's total, and subscriptions have no rate of their own.

mod bars;
mod config;
mod exchange;
mod fault;
mod frames;
mod hours;
mod lines;
mod listing;
mod number;
mod order;
mod position;
mod quote;
mod random;
mod rate;
mod refusal;
mod start_price;
mod transition;
mod venue;
mod verdict;

pub use config::{
    ChangeVerb, Config, CustomId, History, Hours, Latency, Market, OverLimit, PnlShape, Rate, RecordedQuote, Sessions, StopRest, Switches,
};
pub use exchange::{Delivery, Exchange, Reaction};
pub use fault::{Fault, FaultKind, FaultTextError, Faults, Target, Times};
pub use lines::{Connection, Outgoing, Send};
pub use transition::may_follow;
pub use venue::{ATM_TEMPLATES, AtmTemplate, Venue};
