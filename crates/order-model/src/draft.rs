//! `Draft`: an order as typed, every field raw text.

use crate::{Field, OrderType};

/// What a person typed or a caller gave. Nothing here is valid or invalid; [`crate::check`] says.
/// An empty text means the field is not given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct Draft {
    /// NT8 account name.
    pub account: String,
    /// Any form that [`crate::Instrument::parse`] reads.
    pub instrument: String,
    /// `Buy` or `Sell`.
    pub action: String,
    /// Whole contracts.
    pub quantity: String,
    /// `Market`, `Limit`, `Stop` or `Stop limit`.
    pub order_type: String,
    /// Plain decimal, for the types that take a limit.
    pub limit_price: String,
    /// Plain decimal, for the types that take a stop.
    pub stop_price: String,
    /// `Day` or `GTC`.
    pub time_in_force: String,
    /// OCO group id; optional.
    pub oco_id: String,
    /// ATM strategy template name; optional.
    pub strategy: String,
}

impl Draft {
    /// The raw text of a field; empty for a field that is not of a draft, like [`Field::Order`].
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Account => &self.account,
            Field::Instrument => &self.instrument,
            Field::Action => &self.action,
            Field::OrderType => &self.order_type,
            Field::Quantity => &self.quantity,
            Field::LimitPrice => &self.limit_price,
            Field::StopPrice => &self.stop_price,
            Field::TimeInForce => &self.time_in_force,
            Field::OcoId => &self.oco_id,
            Field::Strategy => &self.strategy,
            Field::StopLoss | Field::TakeProfit | Field::Risk | Field::Order => "",
        }
    }

    /// Puts text into a field, as typed.
    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        let slot = match field {
            Field::Account => &mut self.account,
            Field::Instrument => &mut self.instrument,
            Field::Action => &mut self.action,
            Field::OrderType => &mut self.order_type,
            Field::Quantity => &mut self.quantity,
            Field::LimitPrice => &mut self.limit_price,
            Field::StopPrice => &mut self.stop_price,
            Field::TimeInForce => &mut self.time_in_force,
            Field::OcoId => &mut self.oco_id,
            Field::Strategy => &mut self.strategy,
            Field::StopLoss | Field::TakeProfit | Field::Risk | Field::Order => return,
        };
        *slot = text.into();
    }

    /// This draft without the prices that its order type does not take: what a form that hides those fields means.
    /// The form's own draft keeps the hidden text, so that switching back loses nothing.
    #[must_use]
    pub fn as_shown(&self) -> Draft {
        let mut shown = self.clone();
        if let Ok(order_type) = OrderType::parse(&self.order_type) {
            if !order_type.takes_limit() {
                shown.limit_price.clear();
            }
            if !order_type.takes_stop() {
                shown.stop_price.clear();
            }
        }
        shown
    }
}
