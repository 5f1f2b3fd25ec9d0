//! When the practice market is open, and for how long.

use crate::config::Hours;
use crosstrade::MarketInfo;
use order_model::Millis;

const DAY_MS: Millis = 86_400_000;

impl Hours {
    pub(crate) fn is_open(self, now: Millis) -> bool {
        let time = now % DAY_MS;
        match self {
            Hours::Always => true,
            Hours::Daily { open, close } if open <= close => (open..close).contains(&time),
            Hours::Daily { open, close } => !(close..open).contains(&time),
        }
    }

    /// Milliseconds until it opens or closes; until the next day for a market that does neither.
    fn left(self, now: Millis) -> Millis {
        let edge = match self {
            Hours::Always => 0,
            Hours::Daily { open, close } => {
                if self.is_open(now) {
                    close
                } else {
                    open
                }
            }
        };
        let left = (edge % DAY_MS + DAY_MS).saturating_sub(now % DAY_MS) % DAY_MS;
        if left == 0 { DAY_MS } else { left }
    }

    /// What the API tells about a contract's session. The words are this exchange's own: nobody has shown NT8's.
    pub(crate) fn info(self, instrument: &str, now: Millis) -> MarketInfo {
        let (session, pause) = ("Practice session", "Practice break");
        let (is_open, always) = (self.is_open(now), self == Hours::Always);
        let (label, next) = if is_open { (session, if always { session } else { pause }) } else { (pause, session) };
        let action = match (is_open, always) {
            (true, true) => "Next session",
            (true, false) => "Closes",
            (false, _) => "Opens",
        };
        MarketInfo {
            instrument: instrument.to_owned(),
            is_open: Some(is_open),
            state: if is_open { "Open" } else { "Closed" }.to_owned(),
            label: label.to_owned(),
            action: action.to_owned(),
            seconds_remaining: u32::try_from(self.left(now).div_ceil(1_000)).ok(),
            next: next.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Millis = 3_600_000;

    #[test]
    fn open_and_closed_by_the_clock() {
        let day = Hours::Daily { open: 9 * HOUR, close: 17 * HOUR };
        let night = Hours::Daily { open: 23 * HOUR, close: 22 * HOUR };
        let never = Hours::Daily { open: HOUR, close: HOUR };
        for (hours, hour, open, left) in [
            (Hours::Always, 0, true, 24),
            (Hours::Always, 23, true, 1),
            (day, 8, false, 1),
            (day, 9, true, 8),
            (day, 16, true, 1),
            (day, 17, false, 16),
            (night, 22, false, 1),
            (night, 23, true, 23),
            (night, 0, true, 22),
            (never, 1, false, 24),
            (never, 2, false, 23),
        ] {
            let now = 20_000 * DAY_MS + hour * HOUR;
            assert_eq!((hours.is_open(now), hours.left(now)), (open, left * HOUR), "{hours:?} at {hour}");
        }
        let odd = Hours::Daily { open: Millis::MAX, close: 1 };
        let _ = odd.info("ES 12-26", Millis::MAX);
    }

    #[test]
    fn what_is_told() {
        let info = Hours::Daily { open: 9 * HOUR, close: 17 * HOUR }.info("ES 12-26", 16 * HOUR + 999);
        assert_eq!((info.state.as_str(), info.action.as_str(), info.next.as_str()), ("Open", "Closes", "Practice break"));
        assert_eq!(info.seconds_remaining, Some(3_600), "never less than what is left");
        let info = Hours::Always.info("ES 12-26", 0);
        assert_eq!((info.is_open, info.action.as_str(), info.seconds_remaining), (Some(true), "Next session", Some(86_400)));
    }
}
