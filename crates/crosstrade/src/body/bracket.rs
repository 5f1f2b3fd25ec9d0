//! `BracketBody`: a stop and a target for a position, in place of every order on the instrument.

use super::some_price;
use crate::json::{FieldError, Fields, Object};
use crate::words::{Dialect, action_word};
use order_model::{Action, Price};

/// The fields of a cancel-and-bracket request. The delay field that the documents mention is not captured anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BracketBody {
    /// Instrument in any form the API knows.
    pub instrument: String,
    /// The direction of the position that is protected, `Buy` for a long one: the orders are on the other side.
    pub action: Action,
    /// Contracts; the API makes it no more than the position.
    pub quantity: u32,
    /// Price of the stop-market order.
    pub stop_loss: Option<Price>,
    /// Price of the limit order.
    pub take_profit: Option<Price>,
}

impl BracketBody {
    /// Reads a body; at least one of the prices must be there.
    pub fn read(fields: &Fields<'_>) -> Result<BracketBody, FieldError> {
        let body = BracketBody {
            instrument: fields.need("instrument")?,
            action: Action::parse(&fields.need("action")?)
                .map_err(|error| FieldError::WrongType { field: "action", expected: error.allowed })?,
            quantity: fields.positive("quantity")?.ok_or(FieldError::Missing("quantity"))?,
            stop_loss: some_price(fields, "stopLoss")?,
            take_profit: some_price(fields, "takeProfit")?,
        };
        match (body.stop_loss, body.take_profit) {
            (None, None) => Err(FieldError::Missing("stopLoss or takeProfit")),
            _ => Ok(body),
        }
    }

    /// Appends the fields to an object.
    pub(crate) fn write(&self, object: Object, dialect: Dialect) -> Object {
        object
            .text("instrument", &self.instrument)
            .text("action", action_word(self.action, dialect))
            .integer("quantity", i64::from(self.quantity))
            .maybe_price("stopLoss", self.stop_loss)
            .maybe_price("takeProfit", self.take_profit)
    }
}
