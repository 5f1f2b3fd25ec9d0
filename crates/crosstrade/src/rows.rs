//! The rows of the API's lists and the objects of its reads. Reading is lenient where a row that cannot be read would hide
//! an order, and strict where a guess would be worse; writing gives the documented fields that a simulator knows.

mod account;
mod bar;
mod execution;
mod market;
mod order;
mod pnl;
mod position;
mod quote;
mod strategy;

pub use account::{AccountDetail, AccountRow};
pub use bar::BarRow;
pub use execution::ExecutionRow;
pub use market::MarketInfo;
pub use order::{IdKey, OrderRow};
pub use pnl::PnlRow;
pub use position::PositionRow;
pub use quote::QuoteRow;
pub use strategy::{StrategyRow, TemplateRow};

use order_model::{Millis, Price};

/// A price as NT8 writes it: `0.0` where there is none.
fn number(price: Option<Price>) -> String {
    price.map_or_else(|| "0.0".to_owned(), |p| p.to_string())
}

/// A time as a number; one that is not known is never the year 1970.
fn time(at: Option<Millis>) -> String {
    at.map_or_else(|| "null".to_owned(), |at| at.to_string())
}
