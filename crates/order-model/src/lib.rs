//! One futures order: what was typed, the rules it must pass, and the order that may be sent.
//!
//! A [`Draft`] holds raw text exactly as a person typed it. [`check`] reads the draft against a
//! [`Context`] (quote, limits, position, clock) and returns **all** findings, and an [`Order`] only when
//! nothing blocks it. There is no other way to obtain an [`Order`].
//!
//! This crate knows nothing of JSON, HTTP, sockets, clocks, randomness or browsers; the time is a parameter.
//!
//! ```
//! use order_model::{Context, Draft, check};
//!
//! let draft = Draft {
//!     account: "Sim101".into(),
//!     instrument: "ES 12-26".into(),
//!     action: "Buy".into(),
//!     quantity: "1".into(),
//!     order_type: "Limit".into(),
//!     limit_price: "6010.30".into(),
//!     time_in_force: "Day".into(),
//!     ..Draft::default()
//! };
//! let mut context = Context::default();
//! context.limits.max_quantity = Some(10);
//! let checked = check(&draft, &context);
//! assert!(checked.order.is_none());
//! let finding = checked.blocking().next().expect("off tick");
//! assert_eq!(finding.code.as_str(), "limit.off_tick");
//! assert_eq!(finding.fixes.len(), 2); // 6010.25 and 6010.50, offered and never applied by itself
//! ```

mod account;
mod amount;
mod bracket;
mod check;
mod context;
mod contracts;
mod day;
mod decimal;
mod draft;
mod exposure;
mod finding;
mod instrument;
mod limit_book;
mod limits;
mod message;
mod money;
mod order;
mod preview;
mod price;
mod quantity;
mod quick;
mod rules;
mod sizing;
mod spec;
mod straddle;
mod words;

pub use account::{AccountName, Label, LabelError};
pub use bracket::{Bracket, BracketChecked, BracketDraft, bracket};
pub use check::{Checked, check};
pub use context::{Context, Environment, Millis, PositionView, Quote, RecentOrder, WorkingOrder};
pub use contracts::{CONTRACTS, ContractRow, Currency, Exchange, Fixed, LastTrade, contract};
pub use day::{ContractMonth, Day};
pub use draft::Draft;
pub use exposure::Exposure;
pub use finding::{Code, Field, Finding, Fix, Severity};
pub use instrument::{Instrument, InstrumentError};
pub use limit_book::{LimitBook, ScopedLimits};
pub use limits::Limits;
pub use money::Money;
pub use order::Order;
pub use preview::Preview;
pub use price::{Price, PriceTextError};
pub use quantity::{Quantity, QuantityTextError};
pub use quick::{QuickDraft, QuickPrice, quick, quick_all};
pub use sizing::{RiskBasis, Sizing, SizingChecked, SizingDraft, sizing};
pub use spec::InstrumentSpec;
pub use straddle::{Straddle, StraddleDraft, StraddleKind, straddle};
pub use words::{Action, Measure, OrderKind, OrderType, RiskMeasure, TimeInForce, WordError};
