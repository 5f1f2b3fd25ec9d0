//! `OrderRow`: one order as NT8 shows it.

use super::{number, time};
use crate::json::{Fields, Object};
use crate::path::is_segment;
use crate::state::OrderState;
use crate::words::read_side;
use order_model::{Action, Millis, OrderKind, OrderType, Price};

/// Under which key a list writes an order's id: the documents say `orderId`, real lists were seen with `id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum IdKey {
    /// `orderId`.
    #[default]
    OrderId,
    /// `id`.
    Id,
}

/// One order as NT8 shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// The order's id, under either key.
    pub id: String,
    /// Account name.
    pub account: String,
    /// Canonical NT8 name: `ES 12-26`.
    pub instrument: String,
    /// The side's word as it came: `Buy`, `Sell`, `SellShort`, `BuyToCover`.
    pub action: String,
    /// The type's word as it came.
    pub order_type: String,
    /// The state.
    pub state: OrderState,
    /// Contracts ordered.
    pub quantity: u32,
    /// Contracts filled.
    pub filled: u32,
    /// Limit price; the API's `0.0` is `None`.
    pub limit: Option<Price>,
    /// Stop price; the API's `0.0` is `None`.
    pub stop: Option<Price>,
    /// Average fill price, rounded to 15 digits.
    pub average: Option<Price>,
    /// The time in force's word as it came.
    pub time_in_force: String,
    /// OCO group.
    pub oco_id: Option<String>,
    /// When it was made.
    pub at: Option<Millis>,
    /// NT8's name of the order: `Stop1`, `Target1`, ….
    pub name: String,
    /// The ATM strategy that owns it.
    pub strategy: Option<String>,
    /// The caller's own id, where the server keeps one apart.
    pub user_data: Option<String>,
}

impl OrderRow {
    /// Reads a row of a read; `None` when it is no object, has no id at all, or its quantity is no count: taken as zero, it
    /// would be an order of which nothing may fill any more.
    #[must_use]
    pub fn read(text: &str) -> Option<OrderRow> {
        Fields::parse(text).ok()?.whole("quantity")?;
        OrderRow::read_event(text)
    }

    /// Reads the row of an event, which may leave out all but the id. It only says what to read.
    pub(crate) fn read_event(text: &str) -> Option<OrderRow> {
        let fields = Fields::parse(text).ok()?;
        let text = |name| fields.loose_text(name).unwrap_or_default();
        let id = ["orderId", "id"].into_iter().filter_map(|key| fields.loose_text(key)).find(|id| is_segment(id))?;
        let owner = fields.raw("ownerStrategy").and_then(|raw| Fields::parse(raw).ok());
        Some(OrderRow {
            id,
            account: text("account"),
            instrument: text("instrument"),
            action: text("orderAction"),
            order_type: text("orderType"),
            state: OrderState::parse(&text("orderState")),
            quantity: fields.count("quantity"),
            filled: fields.count("filled"),
            limit: fields.some_price("limitPrice"),
            stop: fields.some_price("stopPrice"),
            average: fields.some_price("averageFillPrice"),
            time_in_force: text("timeInForce"),
            oco_id: fields.loose_text("ocoId").filter(|id| !id.is_empty()),
            at: fields.raw("epoch").and_then(|raw| raw.parse().ok()),
            name: text("name"),
            strategy: owner.and_then(|o| o.loose_text("name")).filter(|n| !n.is_empty()),
            user_data: fields.loose_text("userData").filter(|d| !d.is_empty()),
        })
    }

    /// Writes the documented fields. `time` is NT8's local time without zone, which a simulator writes in UTC.
    #[must_use]
    pub fn write(&self, key: IdKey) -> Object {
        let kind = self.order_type.as_str();
        let object = Object::new().text("account", &self.account);
        let object = match key {
            IdKey::OrderId => object.text("orderId", &self.id),
            IdKey::Id => object.text("id", &self.id).raw("orderId", "null"),
        };
        let object = object
            .text("instrument", &self.instrument)
            .text("instrumentType", "Future")
            .text("orderType", kind)
            .text("orderState", self.state.as_str())
            .integer("quantity", i64::from(self.quantity))
            .raw("averageFillPrice", &number(self.average))
            .integer("filled", i64::from(self.filled))
            .raw("fromEntrySignal", "null")
            .text("gtd", "2099-12-01T00:00:00.0000000")
            .flag("hasOverfill", false)
            .flag("isBacktestOrder", false)
            .raw("limitPrice", &number(self.limit))
            .text("ocoId", self.oco_id.as_deref().unwrap_or(""))
            .text("orderAction", &self.action)
            .raw("stopPrice", &number(self.stop))
            .raw("epoch", &time(self.at))
            .text("timeInForce", &self.time_in_force)
            .text("name", &self.name)
            .flag("isLimit", kind == "Limit")
            .flag("isLong", self.side() == Some(Action::Buy))
            .flag("isMarket", kind == "Market")
            .flag("isShort", self.side() == Some(Action::Sell))
            .flag("isStopLimit", kind == "StopLimit")
            .flag("isStopMarket", kind == "StopMarket");
        let object = match &self.user_data {
            Some(data) => object.text("userData", data),
            None => object.raw("userData", "null"),
        };
        match &self.strategy {
            Some(name) => {
                let owner = Object::new().text("id", name).text("name", name).text("displayName", name).end();
                object.raw("ownerStrategy", &owner)
            }
            None => object.raw("ownerStrategy", "null"),
        }
    }

    /// The side, when the word is one.
    #[must_use]
    pub fn side(&self) -> Option<Action> {
        read_side(&self.action)
    }

    /// The kind with its prices, when the words and prices fit together.
    #[must_use]
    pub fn kind(&self) -> Option<OrderKind> {
        let order_type = OrderType::parse(&self.order_type).ok()?;
        let limit = self.limit.filter(|_| order_type.takes_limit());
        let stop = self.stop.filter(|_| order_type.takes_stop());
        OrderKind::try_new(order_type, limit, stop)
    }

    /// Contracts that may still fill; zero once the order has ended.
    #[must_use]
    pub fn remaining(&self) -> u32 {
        if self.state.is_final() { 0 } else { self.quantity.saturating_sub(self.filled) }
    }
}
