//! `bracket`: from the typed distances of a stop-loss and a target to their prices, with everything there is to say.
//!
//! Exact decimals only and nothing is rounded: an amount that does not fall on a tick is a finding that offers the two
//! nearest that do. It knows nothing of how a bracket is sent.

mod leg;

use crate::finding::{Code, Field, Finding, Fix, Report, Severity};
use crate::{Exposure, Measure, Money, Price};
use leg::{Leg, Origin, Side};

/// A stop-loss and a target as typed. An empty text means that there is none.
///
/// ```
/// use order_model::{BracketDraft, Exposure, InstrumentSpec, Measure, Price, bracket, contract};
///
/// let spec = contract("ES").and_then(InstrumentSpec::from_row).expect("in the table");
/// let exposure = Exposure { net: Some(2), entry: Price::try_new(6_010, 0), market: None, spec };
/// let draft = BracketDraft {
///     stop_loss: "500".into(), // for both contracts, at 50 USD a point
///     stop_loss_in: Measure::Currency,
///     take_profit: "2R".into(),
///     take_profit_in: Measure::Risk,
/// };
/// let found = bracket(&draft, &exposure).bracket.expect("nothing blocks it");
/// assert_eq!(found.stop_loss, Price::try_new(6_005, 0));
/// assert_eq!(found.take_profit, Price::try_new(6_020, 0));
/// assert_eq!(found.reward.map(|money| money.to_string()).as_deref(), Some("1000.00 USD"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BracketDraft {
    /// The distance or price of the stop-loss.
    pub stop_loss: String,
    /// What it is typed in; [`Measure::Risk`] is refused here.
    pub stop_loss_in: Measure,
    /// The distance or price of the target.
    pub take_profit: String,
    /// What it is typed in.
    pub take_profit_in: Measure,
}

impl BracketDraft {
    /// Carries out a fix that a finding of [`bracket`] offers: a text stays in its measure, a price is measured as a price.
    /// Fixes of other fields do nothing.
    pub fn apply(&mut self, fix: &Fix) {
        let (field, typed, measure) = match fix {
            Fix::UsePrice(field, price) => (field, price.to_string(), Some(Measure::Price)),
            Fix::UseText(field, text) => (field, text.clone(), None),
            Fix::SetQuantityLimit(_) | Fix::ConfirmRepeat | Fix::Arm => return,
        };
        let (text, own) = match field {
            Field::StopLoss => (&mut self.stop_loss, &mut self.stop_loss_in),
            Field::TakeProfit => (&mut self.take_profit, &mut self.take_profit_in),
            _ => return,
        };
        *text = typed;
        *own = measure.unwrap_or(*own);
    }
}

/// The exits of a position, on the tick grid, and what they mean for all of its contracts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// The stop of the stop-loss.
    pub stop_loss: Option<Price>,
    /// The limit of the target.
    pub take_profit: Option<Price>,
    /// What is lost when the stop-loss fills at its price; negative where it locks in a gain. Fees and slippage are not in it.
    pub risk: Option<Money>,
    /// What is gained when the target fills at its price; negative where it takes a loss.
    pub reward: Option<Money>,
}

/// The result of [`bracket`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BracketChecked {
    /// The bracket, when nothing blocks it.
    pub bracket: Option<Bracket>,
    /// Everything there is to say: stop-loss, target, then the whole.
    pub findings: Vec<Finding>,
}

/// Reads a bracket for an exposure. Returns all findings and never changes what was typed.
///
/// The stop-loss and the target lie on either side of the market where an open position has one, else of the entry; a stop-loss
/// of an open position may lie beyond its entry, with a warning. A flat position blocks it: the API would place the pair as
/// an entry straddle.
#[must_use]
pub fn bracket(draft: &BracketDraft, exposure: &Exposure) -> BracketChecked {
    let mut out = Report::default();
    let side = side(exposure, &mut out);
    let given = |text: &str| !text.trim().is_empty();
    if !given(&draft.stop_loss) && !given(&draft.take_profit) {
        out.add(Field::Order, Code::BracketEmpty);
    }
    if draft.take_profit_in == Measure::Risk && given(&draft.take_profit) && !given(&draft.stop_loss) {
        out.add(Field::TakeProfit, Code::TakeProfitNeedsRisk);
    }
    let from = Origin { exposure, side, stop: None };
    let stop = Leg::STOP_LOSS.read(&draft.stop_loss, draft.stop_loss_in, from, &mut out);
    let from = Origin { stop, ..from };
    let take_profit = Leg::TAKE_PROFIT.read(&draft.take_profit, draft.take_profit_in, from, &mut out);
    if exposure.entry.is_none() && (stop.is_some() || take_profit.is_some()) {
        out.add(Field::Order, Code::BracketEntryUnknown);
    }
    let gain = |entry: Option<Price>, exit: Option<Price>| {
        let spec = exposure.spec;
        Money::profit(entry?, exit?, spec.point_value, exposure.net?, spec.currency)
    };
    let (risk, reward) = (gain(stop, exposure.entry), gain(exposure.entry, take_profit));
    let findings = out.in_order();
    let blocked = findings.iter().any(|finding| finding.severity() == Severity::Block);
    let found = Bracket { stop_loss: stop, take_profit, risk, reward };
    BracketChecked { bracket: (!blocked).then_some(found), findings }
}

/// The side of the exposure, or a finding that says why it has none.
fn side(exposure: &Exposure, out: &mut Report) -> Option<Side> {
    match exposure.net.map(i64::signum) {
        None => {
            out.add(Field::Order, Code::BracketPositionUnknown);
            None
        }
        Some(0) => {
            out.add(Field::Order, Code::BracketFlat);
            None
        }
        Some(-1) => Some(Side::Short),
        Some(_) => Some(Side::Long),
    }
}
