//! `Config`: everything about a practice exchange that can be chosen before it opens.

use crosstrade::{ErrorShape, IdKey};
use order_model::{Millis, Price};

/// What a practice exchange is made from. The same configuration, requests and times give the same answers, byte for byte.
///
/// ```
/// use practice_exchange::Config;
/// let config = Config { seed: 7, accounts: vec!["Sim101".into(), "Eval 2".into()], ..Config::default() };
/// assert_eq!(config.rate.map(|rate| rate.burst), Some(20));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where quotes, order ids and drawn faults come from.
    pub seed: u64,
    /// NT8 names of the accounts; `Sim101` and `Sim102` by default.
    pub accounts: Vec<String>,
    /// Which side of the API documents' contradictions is played.
    pub switches: Switches,
    /// The limit on requests; `None` for no limit.
    pub rate: Option<Rate>,
    /// How quotes move.
    pub market: Market,
    /// How long things take.
    pub latency: Latency,
    /// How much of the past is kept.
    pub history: History,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            seed: 1,
            accounts: vec!["Sim101".to_owned(), "Sim102".to_owned()],
            switches: Switches::default(),
            rate: Some(Rate::default()),
            market: Market::default(),
            latency: Latency::default(),
            history: History::default(),
        }
    }
}

/// The points on which the documents, or the documents and what was observed, disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Switches {
    /// The shape of error bodies.
    pub error_shape: ErrorShape,
    /// The key of an order's id in lists.
    pub list_id_key: IdKey,
    /// What happens to requests beyond the rate.
    pub over_limit: OverLimit,
    /// What becomes of an `orderId` in a place body.
    pub custom_id: CustomId,
    /// How many WebSockets one user may have.
    pub sessions: Sessions,
    /// Where a stop order waits for its price.
    pub stop_rest: StopRest,
    /// Which HTTP methods change an order.
    pub change_verb: ChangeVerb,
    /// How `pnlUpdate` frames hold the accounts.
    pub pnl_shape: PnlShape,
}

/// Which HTTP methods change an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ChangeVerb {
    /// `PUT`, and `POST` as the newest documents have it.
    #[default]
    PutOrPost,
    /// `PUT` alone; `POST` is answered with 405.
    PutOnly,
}

/// How `pnlUpdate` frames hold the accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PnlShape {
    /// An array, as documented.
    #[default]
    Array,
    /// An object whose keys are the accounts, as one client reads it.
    Keyed,
}

/// What happens to a request beyond the rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum OverLimit {
    /// 429 with `Retry-After`, as documented; an error reply over the WebSocket, and 1008 after ten in a row.
    #[default]
    Refuse,
    /// A 200 that takes longer and longer, as observed.
    Delay,
}

/// What becomes of an `orderId` that a caller puts into a place body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CustomId {
    /// It is the order's id: echoed, good for lookup and cancel, refused when used before.
    #[default]
    Echo,
    /// The order gets a generated id. Orders with an ATM strategy carry the caller's inside `userData`; others lose it,
    /// and a repeat is a second order.
    OnlyInUserData,
}

/// How many WebSockets one user may have at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Sessions {
    /// Any number.
    #[default]
    Many,
    /// One: a new one closes the old one with "Session active elsewhere", as documented.
    One,
}

/// The state in which a stop order waits for its price. NT8 has both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum StopRest {
    /// `Accepted`, as for stops held by the broker.
    #[default]
    Accepted,
    /// `TriggerPending`, as for stops that NT8 itself holds.
    TriggerPending,
}

/// A token bucket, shared by HTTP requests and RPCs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Requests that become free each second.
    pub per_second: u32,
    /// Requests that may come at once.
    pub burst: u32,
}

/// The documented 3 a second, 20 at once.
impl Default for Rate {
    fn default() -> Self {
        Rate { per_second: 3, burst: 20 }
    }
}

/// How quotes move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Market {
    /// Time between two moves of the drawn quotes, in milliseconds; zero counts as one.
    pub step_ms: Millis,
    /// Contracts one order can get from one move. Orders do not compete for them.
    pub displayed: u32,
    /// Time between two `marketData` frames, in milliseconds; zero counts as one.
    pub feed_ms: Millis,
    /// Instruments that appear here follow it instead of the drawn quotes. Rows need no order.
    pub tape: Vec<RecordedQuote>,
    /// When orders fill.
    pub hours: Hours,
}

/// Four moves a second, five contracts a move, one frame a second, no tape, always open.
impl Default for Market {
    fn default() -> Self {
        Market { step_ms: 250, displayed: 5, feed_ms: 1_000, tape: Vec::new(), hours: Hours::Always }
    }
}

/// When the market is open: the same for every contract, because a practice market has no calendar. While it is closed
/// quotes go on and nothing fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Hours {
    /// Always. The session is the day in UTC.
    #[default]
    Always,
    /// Every day, between two times of the day in UTC, in milliseconds after midnight; `close` before `open` is past midnight.
    Daily {
        /// When it opens.
        open: Millis,
        /// When it closes; the same moment as `open` means never open.
        close: Millis,
    },
}

/// One row of a recorded tape, valid from `at` until the next row of its instrument.
/// Prices off the instrument's tick grid make the row count as no quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedQuote {
    /// From when.
    pub at: Millis,
    /// The instrument, in NT8's form: `ES 12-26`.
    pub instrument: String,
    /// Best bid.
    pub bid: Price,
    /// Best ask.
    pub ask: Price,
    /// Last trade.
    pub last: Price,
}

/// How long things take, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Latency {
    /// From a request to its answer.
    pub answer: Millis,
    /// From the order's entry to `Submitted`.
    pub submitted: Millis,
    /// From the order's entry to `Accepted`, or to `Rejected` for a stop on the wrong side of the market.
    pub accepted: Millis,
    /// From the order's entry to `Working`.
    pub working: Millis,
    /// From a cancel to `CancelSubmitted`.
    pub cancel_submitted: Millis,
    /// From a cancel to `Cancelled`.
    pub cancelled: Millis,
    /// From a change to `ChangeSubmitted`.
    pub change_submitted: Millis,
    /// From a change until it counts.
    pub changed: Millis,
    /// From a cancel-and-bracket until the new pair is placed.
    pub bracket: Millis,
    /// From the order's entry to `Rejected`, where NT8 finds the order impossible: unknown ATM template, used OCO id.
    pub rejected: Millis,
    /// From the order's entry to `Rejected`, for a late reject that a fault asks for.
    pub late_reject: Millis,
}

/// Answers at once, `Working` after 150 ms, `Cancelled` or changed after 80 ms, brackets after half a second, rejects after 300 ms, those of a fault after 1.2 s.
impl Default for Latency {
    fn default() -> Self {
        Latency {
            answer: 0,
            submitted: 40,
            accepted: 100,
            working: 150,
            cancel_submitted: 30,
            cancelled: 80,
            change_submitted: 30,
            changed: 80,
            bracket: 500,
            rejected: 300,
            late_reject: 1_200,
        }
    }
}

/// How much of the past is kept. Orders that have not ended are always kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    /// How long an order that has ended is kept, in milliseconds.
    pub orders_ms: Millis,
    /// How many orders that have ended are kept.
    pub orders: usize,
    /// How many executions are kept. Those older than 15 minutes, the API's longest lookback, never are.
    pub executions: usize,
}

/// Ten minutes and 2 000 orders, 5 000 executions.
impl Default for History {
    fn default() -> Self {
        History { orders_ms: 600_000, orders: 2_000, executions: 5_000 }
    }
}
