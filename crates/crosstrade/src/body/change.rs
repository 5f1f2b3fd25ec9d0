//! `ChangeBody`: what a change makes different about an order.

use super::some_price;
use crate::json::{FieldError, Fields, Object};
use order_model::Price;

/// The fields of a change request; what is `None` stays as it is. `strategyId`, which the documents also have, is tolerated
/// and not kept: an order's strategy is not this product's to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ChangeBody {
    /// Contracts in all, those filled already included.
    pub quantity: Option<u32>,
    /// Limit price.
    pub limit: Option<Price>,
    /// Stop price.
    pub stop: Option<Price>,
}

impl ChangeBody {
    /// Reads a body. A price of zero, as clients send it where an order has none, is left out.
    pub fn read(fields: &Fields<'_>) -> Result<ChangeBody, FieldError> {
        Ok(ChangeBody {
            quantity: fields.positive("quantity")?,
            limit: some_price(fields, "limitPrice")?,
            stop: some_price(fields, "stopPrice")?,
        })
    }

    /// Appends the fields to an object, in the order of the documents.
    pub(crate) fn write(&self, object: Object) -> Object {
        object.maybe_count("quantity", self.quantity).maybe_price("limitPrice", self.limit).maybe_price("stopPrice", self.stop)
    }

    /// True for a change that changes nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.quantity.is_none() && self.limit.is_none() && self.stop.is_none()
    }
}
