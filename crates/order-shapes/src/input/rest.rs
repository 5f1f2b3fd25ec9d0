//! What the functions beside the check of an order take: exits, sizes and entries on both sides of the market.

use super::context::net;
use super::draft::{draft_at, given};
use super::market::spec;
use super::read::{Read, Record, argument, price, typed, word, word_of};
use crate::value::Value;
use order_model::{BracketDraft, Draft, Exposure, Measure, Money, RiskBasis, RiskMeasure, SizingDraft, StraddleDraft, StraddleKind};

pub(crate) fn bracket(value: &Value) -> Read<BracketDraft> {
    argument("draft", value, |value, path| {
        let of = Record::open(value, path, &["stopLoss", "stopLossIn", "takeProfit", "takeProfitIn"])?;
        Ok(BracketDraft {
            stop_loss: given(&of, "stopLoss", typed)?,
            stop_loss_in: of.or("stopLossIn", Measure::default(), word(Measure::parse))?,
            take_profit: given(&of, "takeProfit", typed)?,
            take_profit_in: of.or("takeProfitIn", Measure::default(), word(Measure::parse))?,
        })
    })
}

pub(crate) fn exposure(value: &Value) -> Read<Exposure> {
    argument("exposure", value, |value, path| {
        let of = Record::open(value, path, &["net", "entry", "market", "spec"])?;
        Ok(Exposure {
            net: of.maybe("net", net)?,
            entry: of.maybe("entry", price)?,
            market: of.maybe("market", price)?,
            spec: of.need("spec", spec)?,
        })
    })
}

/// What may be lost, and what a size is computed from.
pub(crate) fn sizing(draft: &Value, basis: &Value) -> Read<(SizingDraft, RiskBasis)> {
    let draft = argument("draft", draft, |value, path| {
        let of = Record::open(value, path, &["risk", "riskIn"])?;
        Ok(SizingDraft { risk: given(&of, "risk", typed)?, risk_in: of.or("riskIn", RiskMeasure::default(), word(RiskMeasure::parse))? })
    })?;
    let basis = argument("basis", basis, |value, path| {
        let of = Record::open(value, path, &["entry", "stop", "spec", "cash"])?;
        Ok(RiskBasis {
            entry: of.maybe("entry", price)?,
            stop: of.maybe("stop", price)?,
            spec: of.need("spec", spec)?,
            cash: of.maybe("cash", |value, path| {
                let of = Record::open(value, path, &["amount", "currency"])?;
                Ok(Money::exact(of.need("amount", price)?, of.need("currency", word_of)?))
            })?,
        })
    })?;
    Ok((draft, basis))
}

pub(crate) fn straddle(value: &Value) -> Read<StraddleDraft> {
    argument("draft", value, |value, path| {
        let of = Record::open(value, path, &["order", "kind", "buyPrice", "sellPrice"])?;
        Ok(StraddleDraft {
            order: of.or("order", Draft::default(), draft_at)?,
            kind: of.or("kind", StraddleKind::default(), word_of)?,
            buy_price: given(&of, "buyPrice", typed)?,
            sell_price: given(&of, "sellPrice", typed)?,
        })
    })
}
