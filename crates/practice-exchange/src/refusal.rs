//! `Refusal`: why the exchange says no at once, as the API words it.

use crosstrade::{Answer, ErrorBody, ErrorShape};
use order_model::Price;

/// A refusal. The text is the `detail`; the `error` code stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("Account {0} not found")]
    Account(String),
    #[error("Instrument '{0}' not found")]
    Instrument(String),
    #[error("{field} must be {allowed}, not '{given}'")]
    Word { field: &'static str, allowed: &'static str, given: String },
    #[error("quantity {0} refused: {1}")]
    Quantity(String, String),
    #[error("{field} is required for {order_type}")]
    MissingPrice { field: &'static str, order_type: String },
    #[error("{field} {price} is not a multiple of the tick size {tick}")]
    OffTick { field: &'static str, price: Price, tick: Price },
    #[error("{field}: {why}")]
    Name { field: &'static str, why: String },
    #[error("Order id '{0}' was used before")]
    UsedId(String),
    /// The documents call "not found or already terminal" stable and good for parsing.
    #[error("Order linked to '{0}' not found or already terminal.")]
    NotWorking(String),
    #[error("Order '{0}' not found")]
    NoOrder(String),
    #[error("No positions found for instrument '{0}'")]
    NoPosition(String),
    #[error("The position in '{0}' is already being closed")]
    Closing(String),
    #[error("Order '{0}' is being cancelled")]
    Leaving(String),
    #[error("{0} contracts are filled already")]
    BelowFilled(u32),
    #[error("The position in '{0}' is not on the side of action")]
    OtherSide(String),
    #[error("{0} is missing")]
    Missing(&'static str),
}

impl Refusal {
    const fn code(&self) -> &'static str {
        match self {
            Refusal::Account(_) => "invalid_account",
            Refusal::Instrument(_) => "invalid_instrument",
            Refusal::Word { .. } | Refusal::Name { .. } | Refusal::Missing(_) | Refusal::OtherSide(_) => "invalid_request",
            Refusal::Quantity(..) | Refusal::BelowFilled(_) => "invalid_quantity",
            Refusal::MissingPrice { .. } | Refusal::OffTick { .. } => "invalid_price",
            Refusal::UsedId(_) => "duplicate_order_id",
            Refusal::NoPosition(_) => "position_not_found",
            Refusal::Closing(_) => "close_in_progress",
            Refusal::Leaving(_) => "order_not_changeable",
            Refusal::NotWorking(_) | Refusal::NoOrder(_) => "order_not_found",
        }
    }

    /// The 400 of the API, in the shape the switches say.
    pub(crate) fn to_answer(&self, shape: ErrorShape) -> Answer {
        Answer::http(400, ErrorBody::new(self.code(), self.to_string()).write(shape))
    }
}

/// The answer that a server gives with a status of its own accord. Where the order may have passed the texts are those
/// that prove nothing, so that an RPC reply, which has no status, is not read as a refusal.
pub(crate) fn status_answer(status: u16, accepted: bool, shape: ErrorShape) -> Answer {
    let (code, detail) = match status {
        408 => ("timeout", "NinjaTrader did not answer in time"),
        _ if accepted => ("internal_error", "Something went wrong on our side"),
        400 => ("invalid_request", "Invalid request"),
        401 => ("invalid_bearer", "Unauthorized"),
        403 => ("endpoint_not_available", "Forbidden"),
        404 => ("not_found", "Not found"),
        429 => ("rate_limited", "Rate limit exceeded"),
        503 => ("temporarily_disabled", "The API is temporarily disabled"),
        _ => ("internal_error", "Something went wrong on our side"),
    };
    let mut answer = Answer::http(status, ErrorBody::new(code, detail).write(shape));
    if status == 429 {
        answer.retry_after_ms = Some(1_000);
    }
    answer
}
