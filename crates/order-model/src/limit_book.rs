//! `LimitBook`: the trader's limits by account and by root, and which of them hold for one order. Plain data; it knows
//! nothing of where it is stored or edited.

use crate::account::same_name;
use crate::{Limits, Millis};

/// Limits for the orders of one account, of one root, or of both together. `None` says nothing about a limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct ScopedLimits {
    /// The account's name, compared without case; `None` holds for every account.
    pub account: Option<String>,
    /// The root, like `ES` or `MES` (they are two roots), compared without case; `None` holds for every root.
    pub root: Option<String>,
    /// [`Limits::max_quantity`].
    pub max_quantity: Option<u32>,
    /// [`Limits::max_position`], which is counted by instrument.
    pub max_position: Option<u32>,
    /// [`Limits::max_notional`].
    pub max_notional: Option<u32>,
    /// [`Limits::collar_ticks`].
    pub collar_ticks: Option<u32>,
    /// [`Limits::collar_bps`].
    pub collar_bps: Option<u32>,
    /// [`Limits::orders_a_minute`].
    pub orders_a_minute: Option<u32>,
    /// [`Limits::duplicate_window_ms`].
    pub duplicate_window_ms: Option<Millis>,
}

/// All limits of a trader.
///
/// The limits of one order are, field by field, **the strictest of all scopes that hold for it and say something, and the
/// defaults where none does**. So a scope may allow more than the defaults, which are only a beginning; but where an account
/// and a root both say something, neither gives way to the other: the one guards the money in that account, the other
/// against the moves of that contract, and an order must be right for both. Their order in the list means nothing.
///
/// ```
/// use order_model::{LimitBook, ScopedLimits};
///
/// let book = LimitBook {
///     scopes: vec![
///         ScopedLimits { root: Some("MES".into()), max_quantity: Some(50), collar_ticks: Some(200), ..ScopedLimits::default() },
///         ScopedLimits { account: Some("Eval1".into()), max_quantity: Some(30), ..ScopedLimits::default() },
///         ScopedLimits { account: Some("Eval1".into()), root: Some("ES".into()), max_quantity: Some(3), ..ScopedLimits::default() },
///     ],
///     ..LimitBook::default()
/// };
/// let quantity = |account, root| book.limits(account, root).max_quantity;
/// assert_eq!(quantity("Sim101", "NQ"), Some(10)); // ours
/// assert_eq!(quantity("Sim101", "MES"), Some(50)); // more than ours: the trader's word for this root
/// assert_eq!(quantity("Eval1", "MES"), Some(30)); // account and root both say something
/// assert_eq!(quantity("Eval1", "ES"), Some(3));
/// assert_eq!(book.limits("Eval1", "MES").collar_ticks, Some(200));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct LimitBook {
    /// What holds where no scope says anything.
    pub defaults: Limits,
    /// The scopes, in any order.
    pub scopes: Vec<ScopedLimits>,
}

impl Default for LimitBook {
    /// [`Limits::OURS`] and no scope.
    fn default() -> Self {
        LimitBook { defaults: Limits::OURS, scopes: Vec::new() }
    }
}

impl LimitBook {
    /// The limits of orders on an account in the instruments of a root ([`crate::Instrument::root`]).
    #[must_use]
    pub fn limits(&self, account: &str, root: &str) -> Limits {
        let mut said = ScopedLimits::default();
        for scope in self.scopes.iter().filter(|scope| scope.holds(account, root)) {
            said.max_quantity = least(said.max_quantity, scope.max_quantity);
            said.max_position = least(said.max_position, scope.max_position);
            said.max_notional = least(said.max_notional, scope.max_notional);
            said.collar_ticks = least(said.collar_ticks, scope.collar_ticks);
            said.collar_bps = least(said.collar_bps, scope.collar_bps);
            said.orders_a_minute = least(said.orders_a_minute, scope.orders_a_minute);
            // The longer window asks more often. `None` is below every window.
            said.duplicate_window_ms = said.duplicate_window_ms.max(scope.duplicate_window_ms);
        }
        let ours = &self.defaults;
        Limits {
            max_quantity: said.max_quantity.or(ours.max_quantity),
            max_position: said.max_position.or(ours.max_position),
            max_notional: said.max_notional.or(ours.max_notional),
            collar_ticks: said.collar_ticks.or(ours.collar_ticks),
            collar_bps: said.collar_bps.or(ours.collar_bps),
            orders_a_minute: said.orders_a_minute.or(ours.orders_a_minute),
            duplicate_window_ms: said.duplicate_window_ms.unwrap_or(ours.duplicate_window_ms),
            quote_stale_ms: ours.quote_stale_ms,
            roll_warning_days: ours.roll_warning_days,
        }
    }
}

impl ScopedLimits {
    /// Whether this scope holds for an account and a root.
    #[must_use]
    pub fn holds(&self, account: &str, root: &str) -> bool {
        let within = |scope: &Option<String>, name| scope.as_deref().is_none_or(|scope| same_name(scope, name));
        within(&self.account, account) && within(&self.root, root)
    }
}

/// The smaller, where both say something.
fn least(a: Option<u32>, b: Option<u32>) -> Option<u32> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
