//! The system's clock: the only file of the gateway that reads it.

use order_model::Millis;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Wall time in milliseconds that never runs backwards, also when somebody sets the system's clock back.
#[derive(Debug, Default)]
pub(crate) struct Clock(AtomicU64);

impl Clock {
    pub(crate) fn now(&self) -> Millis {
        let wall = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        let wall = Millis::try_from(wall).unwrap_or(Millis::MAX);
        self.0.fetch_max(wall, Ordering::Relaxed).max(wall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_runs_backwards() {
        let clock = Clock(AtomicU64::new(Millis::MAX - 1));
        assert_eq!(clock.now(), Millis::MAX - 1);
        assert!(Clock::default().now() > 1_700_000_000_000);
    }
}
