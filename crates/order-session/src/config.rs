//! The times and switches of a session. Every wait is here, so that tests can shorten none of them by accident.

use order_model::Millis;

/// How requests travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// One HTTP request each; quotes are polled.
    Http,
    /// RPC frames on one socket; quotes are pushed.
    Socket,
}

/// What a session is told once, at its start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Which exchange this is: journal entries of another venue are not this session's business.
    pub venue: String,
    /// How requests travel.
    pub carrier: Carrier,
    /// Put the attempt's id into the place body as `orderId` (newest documents only; off by default).
    pub own_order_id: bool,
    /// Longest time from click to wire; later the order is not sent at all.
    pub time_to_live_ms: Millis,
    /// How long to wait for the answer to a place request before its outcome counts as unknown.
    pub place_timeout_ms: Millis,
    /// From when a place request is shown as taking long.
    pub taking_long_ms: Millis,
    /// How long to wait for the answer to a read.
    pub read_timeout_ms: Millis,
    /// When to read back after an acknowledgement; NT8 rejects late.
    pub read_back_ms: [Millis; 2],
    /// How often to read while an order may still change.
    pub live_every_ms: Millis,
    /// How often to read while nothing is going on.
    pub idle_every_ms: Millis,
    /// How often to poll the quote where it is not pushed.
    pub quote_every_ms: Millis,
    /// How long after a send a full read that shows nothing may be taken as "nothing found".
    pub settle_ms: Millis,
    /// How long after an act its end is looked for before it is said that things are not as it meant them.
    pub act_settle_ms: Millis,
    /// First and longest wait of the back-off between failed reads.
    pub backoff_ms: (Millis, Millis),
    /// How far an order's own time may lie from the attempt's: two clocks that are not set alike.
    pub clock_skew_ms: Millis,
}

impl Config {
    /// The defaults for a venue.
    #[must_use]
    pub fn new(venue: impl Into<String>, carrier: Carrier) -> Config {
        Config {
            venue: venue.into(),
            carrier,
            own_order_id: false,
            time_to_live_ms: 2_000,
            place_timeout_ms: 10_000,
            taking_long_ms: 1_500,
            read_timeout_ms: 8_000,
            read_back_ms: [1_000, 3_000],
            live_every_ms: 4_000,
            idle_every_ms: 15_000,
            quote_every_ms: 1_500,
            settle_ms: 20_000,
            act_settle_ms: 10_000,
            backoff_ms: (1_000, 30_000),
            clock_skew_ms: 120_000,
        }
    }
}
