//! What the functions beside the check of an order say: exits, sizes and entries on both sides of the market.

use super::checked::DraftShape;
use super::finding::FindingShape;
use super::instrument::MoneyShape;
use super::text;
use order_model::{Bracket, BracketChecked, Sizing, SizingChecked, Straddle};
use serde::Serialize;

/// What there is to say about a stop-loss and a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BracketAnswer {
    /// The exits, when nothing blocks them.
    pub bracket: Option<BracketShape>,
    /// Everything the rules found.
    pub findings: Vec<FindingShape>,
}

/// The exits of a position, on the tick grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BracketShape {
    /// The stop of the stop-loss.
    pub stop_loss: Option<String>,
    /// The limit of the target.
    pub take_profit: Option<String>,
    /// What is lost at the stop-loss; negative where it locks in a gain.
    pub risk: Option<MoneyShape>,
    /// What is gained at the target; negative where it takes a loss.
    pub reward: Option<MoneyShape>,
}

/// What there is to say about a size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SizingAnswer {
    /// The size, when there is one.
    pub sizing: Option<SizingShape>,
    /// Why there is none.
    pub findings: Vec<FindingShape>,
}

/// A size and what it risks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SizingShape {
    /// Contracts, at least one.
    pub contracts: u32,
    /// What all of them lose at the stop.
    pub risk: MoneyShape,
    /// What one of them loses at the stop.
    pub per_contract: MoneyShape,
}

/// The two drafts of an entry on both sides of the market.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StraddleAnswer {
    /// The buy.
    pub buy: DraftShape,
    /// The sell.
    pub sell: DraftShape,
    /// What is wrong with them as a pair; each side is checked like any order.
    pub findings: Vec<FindingShape>,
}

impl From<BracketChecked> for BracketAnswer {
    fn from(checked: BracketChecked) -> BracketAnswer {
        let shape = |bracket: Bracket| BracketShape {
            stop_loss: text(bracket.stop_loss),
            take_profit: text(bracket.take_profit),
            risk: bracket.risk.map(MoneyShape::from),
            reward: bracket.reward.map(MoneyShape::from),
        };
        BracketAnswer { bracket: checked.bracket.map(shape), findings: FindingShape::all(&checked.findings) }
    }
}

impl From<SizingChecked> for SizingAnswer {
    fn from(checked: SizingChecked) -> SizingAnswer {
        let shape = |sizing: Sizing| SizingShape {
            contracts: sizing.contracts.get(),
            risk: sizing.risk.into(),
            per_contract: sizing.per_contract.into(),
        };
        SizingAnswer { sizing: checked.sizing.map(shape), findings: FindingShape::all(&checked.findings) }
    }
}

impl From<Straddle> for StraddleAnswer {
    fn from(straddle: Straddle) -> StraddleAnswer {
        let findings = FindingShape::all(&straddle.findings);
        StraddleAnswer { buy: straddle.buy.into(), sell: straddle.sell.into(), findings }
    }
}
