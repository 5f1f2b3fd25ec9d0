//! The CrossTrade API for NinjaTrader 8 as types: every request and answer the product uses, to the letter.
//!
//! Both ends use the same types: a client encodes a [`Request`] and decodes what comes back, the practice
//! exchange decodes the [`Request`] and encodes the reply. Nothing here opens a socket, waits or retries, and nothing
//! here knows a screen.
//!
//! What an answer **means** is decided by one table: for an order in [`PlaceOutcome::of`], for everything else that changes
//! something in [`ActOutcome::of`].
//!
//! ```
//! use crosstrade::{Answer, PlaceOutcome};
//! let answer = Answer::http(200, r#"{"orderId":"cb1fc8d4e1a84d29ae38fea964aaac8c","success":true}"#);
//! assert!(matches!(PlaceOutcome::of(&Ok(answer)), PlaceOutcome::Acknowledged { .. }));
//! let answer = Answer::http(408, r#"{"success":false,"error":"NT8 did not answer"}"#);
//! assert!(matches!(PlaceOutcome::of(&Ok(answer)), PlaceOutcome::Unknown { .. }));
//! ```

mod answer;
mod body;
mod encode;
mod endpoint;
mod error_body;
mod frame;
mod json;
mod list_of;
mod nearest;
mod outcome;
mod path;
mod reply;
mod request;
mod route;
mod rows;
mod state;
mod token;
mod words;

pub use answer::{Answer, Failure};
pub use body::{BracketBody, ChangeBody, ClosePart, Fraction, PlaceBody};
pub use error_body::{ErrorBody, ErrorShape};
pub use frame::{ClientFrame, EventHeader, FrameError, ServerFrame};
pub use json::{FieldError, Fields, Object, array};
pub use list_of::list_of;
pub use outcome::{ActOutcome, PlaceOutcome};
pub use reply::{ListReply, PlacedReply, ReplyError, read_list, read_one};
pub use request::{HttpRequest, Method, Request};
pub use route::RouteError;
pub use rows::{
    AccountDetail, AccountRow, BarRow, ExecutionRow, IdKey, MarketInfo, OrderRow, PnlRow, PositionRow, QuoteRow, StrategyRow, TemplateRow,
};
pub use state::OrderState;
pub use token::Token;
pub use words::{Dialect, MarketPosition, PeriodType, action_word, field_name, read_side, tif_word, type_word};
