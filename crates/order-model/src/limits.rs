//! `Limits`: what the trader allows one order to do. They are the trader's own; nothing here comes from the exchange or the
//! broker. Where they come from for one account and root is the business of [`crate::LimitBook`].

use crate::Millis;

/// The quantity limit of [`Limits::OURS`], and the one offered when none is set: small, because it is a guess.
pub(crate) const FIRST_QUANTITY: u32 = 10;

/// Risk limits of one check.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct Limits {
    /// Most contracts in one order. `None` blocks every order until a limit is chosen.
    pub max_quantity: Option<u32>,
    /// Most contracts long or short after everything that may still fill has filled.
    pub max_position: Option<u32>,
    /// Largest notional of one order, in whole units of the contract's currency.
    pub max_notional: Option<u32>,
    /// Farthest a limit or stop may lie from the market, in ticks.
    pub collar_ticks: Option<u32>,
    /// The same in hundredths of a percent.
    pub collar_bps: Option<u32>,
    /// Most orders sent within one minute. It holds for orders that add risk and only where
    /// [`crate::Context::sent_at`] is known.
    pub orders_a_minute: Option<u32>,
    /// The same order again within this time is a question first.
    pub duplicate_window_ms: Millis,
    /// A quote older than this is stale.
    pub quote_stale_ms: Millis,
    /// Days before the last trading day from which the contract is "near roll".
    pub roll_warning_days: i32,
}

impl Limits {
    /// Our own conservative limits, to begin with: a guess at what is more often a slip than a plan, labelled as ours
    /// wherever they are shown. None of them is advice or a rule of an exchange, and every one can be changed.
    ///
    /// | limit | ours | because |
    /// |---|---|---|
    /// | quantity | 10 | a digit typed twice (11, 22) is over it |
    /// | position | 20 | two of the largest orders |
    /// | notional | 5 000 000 | ten E-mini S&P stay below it up to 10 000 points |
    /// | collar, ticks | none | ticks differ too much between contracts for one number: set it by root |
    /// | collar, percent | 2 % | a digit wrong in the first three is beyond it, a day's usual prices are not |
    /// | orders a minute | 30 | no hand keeps up one in two seconds; a stuck key or a loop is there at once |
    /// | same order again | 5 s | longer than the second click of somebody who waits for the first |
    /// | quote stale | 10 s | an open market of a listed root quotes far more often |
    /// | near roll | 5 days | a trading week |
    ///
    /// ```
    /// use order_model::Limits;
    /// assert_eq!(Limits::OURS.max_quantity, Some(10));
    /// // The plain default sets none, so that an embedding program must choose:
    /// assert_eq!(Limits::default().max_quantity, None);
    /// ```
    pub const OURS: Limits = Limits {
        max_quantity: Some(FIRST_QUANTITY),
        max_position: Some(20),
        max_notional: Some(5_000_000),
        collar_ticks: None,
        collar_bps: Some(200),
        orders_a_minute: Some(30),
        duplicate_window_ms: 5_000,
        quote_stale_ms: 10_000,
        roll_warning_days: 5,
    };
}

/// No limit on size, which blocks every order until one is chosen; a wide collar; [`Limits::OURS`] in the rest.
impl Default for Limits {
    fn default() -> Self {
        Limits { max_quantity: None, max_position: None, max_notional: None, collar_bps: Some(500), ..Limits::OURS }
    }
}
