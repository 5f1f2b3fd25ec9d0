//! ATM strategies: templates by name, and the stop and target that one puts up when its entry fills.

use super::Venue;
use crate::order::{Kind, Terms};
use crate::random::hex_id;
use order_model::{Action, Quantity, TimeInForce};

/// A template: how far behind the fill the stop stands, and how far ahead the target, in ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtmTemplate {
    /// The name a place body gives as `strategy`; NT8 takes it in any case here.
    pub name: &'static str,
    /// Ticks to the stop.
    pub stop: i64,
    /// Ticks to the target.
    pub target: i64,
}

/// The templates there are.
///
/// ```
/// use practice_exchange::ATM_TEMPLATES;
/// assert!(ATM_TEMPLATES.iter().any(|template| template.name == "Scalp 8-12" && template.stop == 8));
/// ```
///
/// `MyAtmStrategy` is the one of the API page's sample; another name makes NT8 reject the order late.
pub const ATM_TEMPLATES: [AtmTemplate; 3] = [
    AtmTemplate { name: "Scalp 8-12", stop: 8, target: 12 },
    AtmTemplate { name: "Swing 20-40", stop: 20, target: 40 },
    AtmTemplate { name: "MyAtmStrategy", stop: 10, target: 20 },
];

pub(super) fn template(name: &str) -> Option<&'static AtmTemplate> {
    ATM_TEMPLATES.iter().find(|template| template.name.eq_ignore_ascii_case(name.trim()))
}

/// What a fill of an entry is protected with: one OCO pair for each fill, so that a part is protected as soon as it is there.
pub(super) struct Protection {
    pub(super) account: usize,
    pub(super) listing: usize,
    pub(super) side: Action,
    pub(super) contracts: u32,
    pub(super) ticks: i64,
    pub(super) strategy: String,
    /// The entry.
    pub(super) owner: u64,
}

impl Venue {
    pub(super) fn protect(&mut self, fill: &Protection) {
        let (Some(template), Some(quantity)) = (template(&fill.strategy), Quantity::try_new(fill.contracts)) else { return };
        let away = |ticks: i64| fill.ticks.saturating_add(ticks.saturating_mul(fill.side.sign()));
        let oco_id = hex_id(self.seed, 3, self.next_order);
        let legs = [("Stop1", Kind::StopMarket { stop: away(-template.stop) }), ("Target1", Kind::Limit { limit: away(template.target) })];
        for (name, kind) in legs {
            let terms = Terms {
                account: fill.account,
                listing: fill.listing,
                side: fill.side.opposite(),
                quantity,
                kind,
                time_in_force: TimeInForce::Gtc,
                oco_id: Some(oco_id.clone()),
                strategy: Some(template.name.to_owned()),
                user_data: None,
                name,
                owner: Some(fill.owner),
            };
            self.enter(terms, None);
        }
    }
}
