//! An instrument, its contract facts, and money.

use super::finding::FindingShape;
use order_model::{Instrument, InstrumentSpec, Money};
use serde::Serialize;

/// What a text names, and what the rules say about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InstrumentAnswer {
    /// `null` when the text is not a name; a finding says why.
    pub instrument: Option<InstrumentShape>,
    /// Everything the rules say about the instrument alone.
    pub findings: Vec<FindingShape>,
}

/// An instrument as the API names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InstrumentShape {
    /// The name that is sent: `ES 12-26`.
    pub name: String,
    /// The part before the month: `ES`.
    pub root: String,
    /// What the contract is on, for a root of the built-in table.
    pub description: Option<&'static str>,
    /// Whether a contract month is known.
    pub dated: bool,
    /// The contract month: `2026-12`.
    pub contract_month: Option<String>,
    /// The last trading day by the table's rule: `2026-12-18`. Holidays may move it by a few days.
    pub last_trading_day: Option<String>,
    /// Tick and point value, for a root of the built-in table.
    pub spec: Option<SpecShape>,
}

/// What a tick is and what a point is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SpecShape {
    /// The price grid.
    pub tick_size: String,
    /// Currency units per 1.00 of price, for one contract.
    pub point_value: String,
    /// What one tick of one contract is worth.
    pub tick_value: Option<String>,
    /// `USD` or `EUR`.
    pub currency: &'static str,
    /// `CME`, where known.
    pub exchange: Option<&'static str>,
}

/// An exact amount of one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MoneyShape {
    /// With two decimals at least, negative for a loss.
    pub amount: String,
    /// `USD` or `EUR`.
    pub currency: &'static str,
}

impl From<&Instrument> for InstrumentShape {
    fn from(instrument: &Instrument) -> InstrumentShape {
        let row = instrument.row();
        InstrumentShape {
            name: instrument.name().to_owned(),
            root: instrument.root().to_owned(),
            description: row.map(|row| row.name),
            dated: instrument.month().is_some(),
            contract_month: instrument.month().map(|month| format!("{}-{:02}", month.year(), month.month())),
            last_trading_day: instrument.last_trading_day().map(|day| day.to_string()),
            spec: row.and_then(InstrumentSpec::from_row).map(SpecShape::from),
        }
    }
}

impl From<InstrumentSpec> for SpecShape {
    fn from(spec: InstrumentSpec) -> SpecShape {
        SpecShape {
            tick_size: spec.tick_size.to_string(),
            point_value: spec.point_value.to_string(),
            tick_value: spec.tick_value().map(Money::amount_text),
            currency: spec.currency.as_str(),
            exchange: spec.exchange.map(|exchange| exchange.as_str()),
        }
    }
}

impl From<Money> for MoneyShape {
    fn from(money: Money) -> MoneyShape {
        MoneyShape { amount: money.amount_text(), currency: money.currency().as_str() }
    }
}
