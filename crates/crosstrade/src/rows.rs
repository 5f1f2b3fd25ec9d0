//! The rows of the API's lists: orders, executions, positions, accounts, quotes. Reading is lenient, because a row that
//! cannot be read would hide an order; writing gives every documented field.

use crate::json::{Fields, Object, string};
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
    /// Reads a row; `None` only when it is no object or has no id at all.
    #[must_use]
    pub fn read(text: &str) -> Option<OrderRow> {
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

/// One fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecutionRow {
    /// The fill's id.
    pub id: String,
    /// The order it belongs to.
    pub order_id: String,
    /// Account name.
    pub account: String,
    /// Canonical NT8 name.
    pub instrument: String,
    /// `Long` for bought, `Short` for sold.
    pub market_position: String,
    /// Contracts.
    pub quantity: u32,
    /// Price.
    pub price: Option<Price>,
    /// When.
    pub at: Option<Millis>,
}

impl ExecutionRow {
    /// Reads a row; `None` when it is no object.
    #[must_use]
    pub fn read(text: &str) -> Option<ExecutionRow> {
        let fields = Fields::parse(text).ok()?;
        let text = |name| fields.loose_text(name).unwrap_or_default();
        Some(ExecutionRow {
            id: text("id"),
            order_id: text("orderId"),
            account: text("account"),
            instrument: text("instrument"),
            market_position: text("marketPosition"),
            quantity: fields.count("quantity"),
            price: fields.some_price("price"),
            at: fields.raw("epoch").and_then(|raw| raw.parse().ok()),
        })
    }

    /// Writes the documented fields that a simulator knows.
    #[must_use]
    pub fn write(&self) -> Object {
        Object::new()
            .text("id", &self.id)
            .text("type", "NinjaTrader.Cbi.Execution")
            .raw("epoch", &time(self.at))
            .text("orderId", &self.order_id)
            .text("account", &self.account)
            .text("instrument", &self.instrument)
            .text("instrumentType", "Future")
            .text("marketPosition", &self.market_position)
            .raw("price", &number(self.price))
            .integer("quantity", i64::from(self.quantity))
    }
}

/// One position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionRow {
    /// Account name.
    pub account: String,
    /// Canonical NT8 name.
    pub instrument: String,
    /// Contracts, negative for short.
    pub net: i64,
    /// Average entry price.
    pub average: Option<Price>,
    /// The market's price.
    pub market: Option<Price>,
    /// Profit or loss if closed now, in the account's currency.
    pub unrealized: Option<Price>,
}

impl PositionRow {
    /// Reads a row; `None` when it is no object, its side is no word of NT8's or its quantity no count, because a guess at
    /// the sign could double a loss, and a guess at zero would hide a position.
    #[must_use]
    pub fn read(text: &str) -> Option<PositionRow> {
        let fields = Fields::parse(text).ok()?;
        let side = fields.loose_text("marketPosition")?;
        let quantity = fields.whole("quantity").map(i64::from);
        let net = match side.to_ascii_lowercase().as_str() {
            "long" => quantity?,
            "short" => -quantity?,
            "flat" => 0,
            _ => return None,
        };
        Some(PositionRow {
            account: fields.loose_text("account").unwrap_or_default(),
            instrument: fields.loose_text("instrument").unwrap_or_default(),
            net,
            average: fields.some_price("averagePrice"),
            market: fields.some_price("marketPrice"),
            unrealized: fields.number("unrealizedProfitLoss"),
        })
    }

    /// Writes the documented fields.
    #[must_use]
    pub fn write(&self) -> Object {
        let side = match self.net.signum() {
            1 => "Long",
            -1 => "Short",
            _ => "Flat",
        };
        Object::new()
            .text("type", "NinjaTrader.Cbi.Position")
            .text("account", &self.account)
            .text("instrument", &self.instrument)
            .text("instrumentType", "Future")
            .text("marketPosition", side)
            .integer("quantity", self.net.saturating_abs())
            .raw("averagePrice", &number(self.average))
            .raw("marketPrice", &number(self.market))
            .raw("unrealizedProfitLoss", &number(self.unrealized))
    }
}

/// One account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// NT8's name, which paths and bodies take.
    pub name: String,
    /// `Simulator` for simulated accounts; a broker's name else.
    pub provider: String,
    /// `Connected` or another word.
    pub connection_status: String,
}

impl AccountRow {
    /// Reads a row; `None` when it has no name. A bare string is taken as the name.
    #[must_use]
    pub fn read(text: &str) -> Option<AccountRow> {
        if let Some(name) = string(text) {
            return Some(AccountRow { name, provider: String::new(), connection_status: String::new() });
        }
        let fields = Fields::parse(text).ok()?;
        Some(AccountRow {
            name: fields.loose_text("name").filter(|n| !n.is_empty())?,
            provider: fields.loose_text("provider").unwrap_or_default(),
            connection_status: fields.loose_text("connectionStatus").unwrap_or_default(),
        })
    }

    /// Writes the documented fields that a simulator knows.
    #[must_use]
    pub fn write(&self) -> Object {
        Object::new()
            .text("name", &self.name)
            .text("displayName", &self.name)
            .text("provider", &self.provider)
            .text("denomination", "UsDollar")
            .text("status", "Enabled")
            .text("connectionStatus", &self.connection_status)
    }

    /// True for NT8's own simulator.
    #[must_use]
    pub fn is_simulated(&self) -> bool {
        self.provider.eq_ignore_ascii_case("Simulator") || self.provider.eq_ignore_ascii_case("Playback")
    }
}

/// One quote, from a read or a `marketData` frame.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct QuoteRow {
    /// Canonical NT8 name.
    pub instrument: String,
    /// Best bid.
    pub bid: Option<Price>,
    /// Best ask.
    pub ask: Option<Price>,
    /// Last trade.
    pub last: Option<Price>,
    /// Price grid; only a read brings it.
    pub tick_size: Option<Price>,
    /// Currency per point; only a read brings it.
    pub point_value: Option<Price>,
    /// Whether the market is open; only a read brings it.
    pub market_open: Option<bool>,
    /// Contracts traded this session.
    pub volume: u32,
    /// When, in milliseconds; a read gives seconds on the wire.
    pub at: Option<Millis>,
}

impl QuoteRow {
    /// Reads a row; `None` when it names no instrument.
    #[must_use]
    pub fn read(text: &str) -> Option<QuoteRow> {
        let fields = Fields::parse(text).ok()?;
        Some(QuoteRow {
            instrument: fields.loose_text("instrument").filter(|i| !i.is_empty())?,
            bid: fields.some_price("bid"),
            ask: fields.some_price("ask"),
            last: fields.some_price("last"),
            tick_size: fields.some_price("tickSize"),
            point_value: fields.some_price("pointValue"),
            market_open: fields.flag("isMarketOpen"),
            volume: fields.count("volume"),
            at: fields.raw("epoch").and_then(|raw| raw.parse::<Millis>().ok()).and_then(|s| s.checked_mul(1000)),
        })
    }

    /// Writes what a quote read gives.
    #[must_use]
    pub fn write(&self) -> Object {
        let open = self.market_open.map_or("null", |open| if open { "true" } else { "false" });
        self.write_short()
            .raw("tickSize", &number(self.tick_size))
            .raw("pointValue", &number(self.point_value))
            .raw("isMarketOpen", open)
            .raw("epoch", &time(self.at.map(|ms| ms / 1000)))
    }

    /// Writes what a `marketData` frame gives.
    #[must_use]
    pub fn write_short(&self) -> Object {
        Object::new()
            .text("instrument", &self.instrument)
            .raw("last", &number(self.last))
            .raw("bid", &number(self.bid))
            .raw("ask", &number(self.ask))
            .integer("volume", i64::from(self.volume))
    }
}

/// A price as NT8 writes it: `0.0` where there is none.
fn number(price: Option<Price>) -> String {
    price.map_or_else(|| "0.0".to_owned(), |p| p.to_string())
}

/// A time as a number; one that is not known is never the year 1970.
fn time(at: Option<Millis>) -> String {
    at.map_or_else(|| "null".to_owned(), |at| at.to_string())
}
