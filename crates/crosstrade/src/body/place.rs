//! `PlaceBody`: the body of a place request, to the letter of the API page.

use crate::json::{FieldError, Fields, Object};
use crate::words::{Dialect, action_word, tif_word, type_word};
use order_model::{Draft, Order, Price};

/// The fields of a place request as the wire has them. A client makes one from a checked [`Order`] only;
/// a server reads one from a body and knows nothing yet of whether the words mean anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceBody {
    instrument: String,
    action: String,
    order_type: String,
    quantity: i64,
    time_in_force: String,
    limit_price: Option<Price>,
    stop_price: Option<Price>,
    oco_id: Option<String>,
    strategy: Option<String>,
    order_id: Option<String>,
}

impl PlaceBody {
    /// The body of an order, in the words of a transport. `order_id` is the caller's own id, which only the newest
    /// documents know; without it the bytes are to the letter of the API page.
    #[must_use]
    pub fn of(order: &Order, dialect: Dialect, order_id: Option<&str>) -> PlaceBody {
        PlaceBody {
            instrument: order.instrument().name().to_owned(),
            action: action_word(order.action(), dialect).to_owned(),
            order_type: type_word(order.kind().order_type(), dialect).to_owned(),
            quantity: i64::from(order.quantity().get()),
            time_in_force: tif_word(order.time_in_force(), dialect).to_owned(),
            limit_price: order.kind().limit(),
            stop_price: order.kind().stop(),
            oco_id: order.oco_id().map(|id| id.as_str().to_owned()),
            strategy: order.strategy().map(|name| name.as_str().to_owned()),
            order_id: order_id.map(str::to_owned),
        }
    }

    /// Reads a body. Unknown fields are tolerated; a wrong type is an error that names the field.
    pub fn read(fields: &Fields<'_>) -> Result<PlaceBody, FieldError> {
        Ok(PlaceBody { order_id: fields.text("orderId")?, ..PlaceBody::read_unnamed(fields)? })
    }

    /// The same where `orderId` is not the order's own.
    pub(crate) fn read_unnamed(fields: &Fields<'_>) -> Result<PlaceBody, FieldError> {
        Ok(PlaceBody {
            instrument: fields.need("instrument")?,
            action: fields.need("action")?,
            order_type: fields.need("orderType")?,
            quantity: fields.integer("quantity")?.ok_or(FieldError::Missing("quantity"))?,
            time_in_force: fields.need("timeInForce")?,
            limit_price: fields.price("limitPrice")?,
            stop_price: fields.price("stopPrice")?,
            oco_id: fields.text("ocoId")?,
            strategy: fields.text("strategy")?,
            order_id: None,
        })
    }

    /// Appends the fields to an object, in the order of the API page's sample.
    pub(crate) fn write(&self, object: Object) -> Object {
        self.write_unnamed(object).maybe_text("orderId", self.order_id.as_deref())
    }

    /// The same without an own order id: over the WebSocket a replacement has no room for one, because `orderId` there is
    /// the order that is replaced.
    pub(crate) fn write_unnamed(&self, object: Object) -> Object {
        object
            .text("instrument", &self.instrument)
            .text("action", &self.action)
            .text("orderType", &self.order_type)
            .integer("quantity", self.quantity)
            .text("timeInForce", &self.time_in_force)
            .maybe_price("limitPrice", self.limit_price)
            .maybe_price("stopPrice", self.stop_price)
            .maybe_text("ocoId", self.oco_id.as_deref())
            .maybe_text("strategy", self.strategy.as_deref())
    }

    /// The same order as a draft, so that a server runs the very rules of the page on it. The API's `0` for
    /// "no price" on a kind that takes none is left out, as its own sample comments it.
    #[must_use]
    pub fn to_draft(&self, account: &str) -> Draft {
        let price = |price: Option<Price>| price.filter(|p| *p != Price::ZERO).map(|p| p.to_string()).unwrap_or_default();
        Draft {
            account: account.to_owned(),
            instrument: self.instrument.clone(),
            action: self.action.clone(),
            quantity: self.quantity.to_string(),
            order_type: self.order_type.clone(),
            limit_price: price(self.limit_price),
            stop_price: price(self.stop_price),
            time_in_force: self.time_in_force.clone(),
            oco_id: self.oco_id.clone().unwrap_or_default(),
            strategy: self.strategy.clone().unwrap_or_default(),
        }
    }

    /// The caller's own order id, if given.
    #[must_use]
    pub fn order_id(&self) -> Option<&str> {
        self.order_id.as_deref()
    }
}
