//! A checked order: the order, the findings and the preview.

use super::finding::FindingShape;
use super::instrument::{MoneyShape, SpecShape};
use super::{safe, text};
use crate::words::environment;
use order_model::{Checked, Draft, Order, Preview};
use serde::Serialize;

/// What the check of an order says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderAnswer {
    /// The order, when nothing blocks it.
    pub order: Option<OrderShape>,
    /// Everything the rules found: by field in the order of the form, blocks before warnings.
    pub findings: Vec<FindingShape>,
    /// What the order would do. It is there as soon as every field can be read, also when a rule blocks the order.
    pub preview: Option<PreviewShape>,
    /// The whole order in words, as soon as every field can be read.
    pub summary: Option<String>,
}

/// An order that has passed every rule, in the model's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderShape {
    /// The account it goes to.
    pub account: String,
    /// The instrument's name, dated where that is known.
    pub instrument: String,
    /// `Buy` or `Sell`.
    pub action: &'static str,
    /// Contracts.
    pub quantity: u32,
    /// `Market`, `Limit`, `Stop` or `Stop limit`.
    pub order_type: &'static str,
    /// The limit price, where the type has one.
    pub limit_price: Option<String>,
    /// The stop price, where the type has one.
    pub stop_price: Option<String>,
    /// `Day` or `GTC`.
    pub time_in_force: &'static str,
    /// The OCO group.
    pub oco_id: Option<String>,
    /// The ATM strategy.
    pub strategy: Option<String>,
    /// The whole order in words.
    pub text: String,
    /// What makes two orders "the same order again": for `recent` of a later context.
    pub fingerprint: String,
}

/// What the very order that would be sent means. Unknown is `null`, never zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PreviewShape {
    /// `practice`, `sim` or `live`.
    pub environment: &'static str,
    /// Tick and point value, from the quote, else from the built-in table.
    pub spec: Option<SpecShape>,
    /// The price used for the notional.
    pub reference: Option<String>,
    /// Ticks between the order's price and the price it would meet; positive is above the market.
    pub ticks_from_market: Option<i64>,
    /// What the contracts are worth at the reference price.
    pub notional: Option<MoneyShape>,
    /// Contracts now, negative for short.
    pub position_before: Option<i64>,
    /// Contracts after what is open of this order has filled.
    pub position_after: Option<i64>,
    /// Profit or loss of the contracts this order would close, at the reference price.
    pub closes_for: Option<MoneyShape>,
    /// Calendar days to the last trading day.
    pub days_to_expiry: Option<i32>,
}

/// A draft, every field text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DraftShape {
    /// The account.
    pub account: String,
    /// The instrument.
    pub instrument: String,
    /// The side.
    pub action: String,
    /// The order type.
    pub order_type: String,
    /// The quantity.
    pub quantity: String,
    /// The limit price.
    pub limit_price: String,
    /// The stop price.
    pub stop_price: String,
    /// The time in force.
    pub time_in_force: String,
    /// The OCO group.
    pub oco_id: String,
    /// The ATM strategy.
    pub strategy: String,
}

impl From<&Checked> for OrderAnswer {
    fn from(checked: &Checked) -> OrderAnswer {
        OrderAnswer {
            order: checked.order.as_ref().map(OrderShape::from),
            findings: FindingShape::all(&checked.findings),
            preview: checked.preview.as_ref().map(PreviewShape::from),
            summary: checked.summary.clone(),
        }
    }
}

impl From<&Order> for OrderShape {
    fn from(order: &Order) -> OrderShape {
        OrderShape {
            account: order.account().to_string(),
            instrument: order.instrument().name().to_owned(),
            action: order.action().as_str(),
            quantity: order.quantity().get(),
            order_type: order.kind().order_type().as_str(),
            limit_price: text(order.kind().limit()),
            stop_price: text(order.kind().stop()),
            time_in_force: order.time_in_force().as_str(),
            oco_id: order.oco_id().map(ToString::to_string),
            strategy: order.strategy().map(ToString::to_string),
            text: order.to_string(),
            fingerprint: order.fingerprint(),
        }
    }
}

impl From<&Preview> for PreviewShape {
    fn from(preview: &Preview) -> PreviewShape {
        PreviewShape {
            environment: environment(preview.environment),
            spec: preview.spec.map(SpecShape::from),
            reference: text(preview.reference),
            ticks_from_market: preview.ticks_from_market.and_then(safe),
            notional: preview.notional.map(MoneyShape::from),
            position_before: preview.position_before.and_then(safe),
            position_after: preview.position_after.and_then(safe),
            closes_for: preview.closes_for.map(MoneyShape::from),
            days_to_expiry: preview.days_to_expiry,
        }
    }
}

impl From<Draft> for DraftShape {
    fn from(draft: Draft) -> DraftShape {
        let Draft { account, instrument, action, quantity, order_type, limit_price, stop_price, time_in_force, oco_id, strategy } = draft;
        DraftShape { account, instrument, action, order_type, quantity, limit_price, stop_price, time_in_force, oco_id, strategy }
    }
}
