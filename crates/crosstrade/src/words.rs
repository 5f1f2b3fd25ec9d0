//! The API's words for action, type and time in force, in the casing of each transport.
//!
//! The REST pages write `BUY`, `STOPLIMIT`, `GTC`; the WebSocket sample on the same page writes `Buy`, `Market`, `Gtc`.

use crate::json::FieldError;
use order_model::{Action, Field, OrderType, TimeInForce};

/// Which of the two documented casings is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Upper case, as on the REST pages.
    Rest,
    /// Capitalised, as in the WebSocket samples and in everything NT8 echoes.
    Socket,
}

/// `BUY` or `Buy`.
#[must_use]
pub const fn action_word(action: Action, dialect: Dialect) -> &'static str {
    match (action, dialect) {
        (Action::Buy, Dialect::Rest) => "BUY",
        (Action::Sell, Dialect::Rest) => "SELL",
        (Action::Buy, Dialect::Socket) => "Buy",
        (Action::Sell, Dialect::Socket) => "Sell",
    }
}

/// `STOPMARKET` or `StopMarket`.
#[must_use]
pub const fn type_word(order_type: OrderType, dialect: Dialect) -> &'static str {
    match (order_type, dialect) {
        (OrderType::Market, Dialect::Rest) => "MARKET",
        (OrderType::Limit, Dialect::Rest) => "LIMIT",
        (OrderType::StopMarket, Dialect::Rest) => "STOPMARKET",
        (OrderType::StopLimit, Dialect::Rest) => "STOPLIMIT",
        (OrderType::Market, Dialect::Socket) => "Market",
        (OrderType::Limit, Dialect::Socket) => "Limit",
        (OrderType::StopMarket, Dialect::Socket) => "StopMarket",
        (OrderType::StopLimit, Dialect::Socket) => "StopLimit",
    }
}

/// `DAY` or `Day`.
#[must_use]
pub const fn tif_word(tif: TimeInForce, dialect: Dialect) -> &'static str {
    match (tif, dialect) {
        (TimeInForce::Day, Dialect::Rest) => "DAY",
        (TimeInForce::Gtc, Dialect::Rest) => "GTC",
        (TimeInForce::Day, Dialect::Socket) => "Day",
        (TimeInForce::Gtc, Dialect::Socket) => "Gtc",
    }
}

/// The name of a field of a place request, the account among them; empty for what is not a field of it.
#[must_use]
pub const fn field_name(field: Field) -> &'static str {
    match field {
        Field::Account => "account",
        Field::Instrument => "instrument",
        Field::Action => "action",
        Field::OrderType => "orderType",
        Field::Quantity => "quantity",
        Field::LimitPrice => "limitPrice",
        Field::StopPrice => "stopPrice",
        Field::TimeInForce => "timeInForce",
        Field::OcoId => "ocoId",
        Field::Strategy => "strategy",
        Field::StopLoss | Field::TakeProfit | Field::Risk | Field::Order => "",
    }
}

/// The side of an order row. NT8 also has `SellShort` and `BuyToCover`, which are sides too. `None` for other words.
#[must_use]
pub fn read_side(word: &str) -> Option<Action> {
    if word.eq_ignore_ascii_case("SellShort") {
        return Some(Action::Sell);
    }
    if word.eq_ignore_ascii_case("BuyToCover") {
        return Some(Action::Buy);
    }
    Action::parse(word).ok()
}

/// Which way a position points, as the filter of a wide flatten names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarketPosition {
    /// Bought.
    Long,
    /// Sold.
    Short,
}

impl MarketPosition {
    /// The API's word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            MarketPosition::Long => "long",
            MarketPosition::Short => "short",
        }
    }

    /// Reads the word in any case. Another word is an error, never "no filter".
    pub(crate) fn read(word: &str) -> Result<MarketPosition, FieldError> {
        let known = [MarketPosition::Long, MarketPosition::Short];
        let wrong = FieldError::WrongType { field: "marketPosition", expected: "long or short" };
        known.into_iter().find(|side| side.as_str().eq_ignore_ascii_case(word)).ok_or(wrong)
    }
}

/// What the length of a bar is counted in. Older documents also have ticks, seconds, ranges and renko.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodType {
    /// Minutes.
    Minute,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl PeriodType {
    /// All of them.
    pub const ALL: &'static [PeriodType] = &[PeriodType::Minute, PeriodType::Day, PeriodType::Week, PeriodType::Month, PeriodType::Year];

    /// The API's word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            PeriodType::Minute => "minute",
            PeriodType::Day => "day",
            PeriodType::Week => "week",
            PeriodType::Month => "month",
            PeriodType::Year => "year",
        }
    }

    /// Reads the word in any case.
    pub(crate) fn read(word: &str) -> Result<PeriodType, FieldError> {
        let wrong = FieldError::WrongType { field: "periodType", expected: "minute, day, week, month or year" };
        PeriodType::ALL.iter().copied().find(|kind| kind.as_str().eq_ignore_ascii_case(word)).ok_or(wrong)
    }
}
