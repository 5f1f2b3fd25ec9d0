//! The token bucket that HTTP requests and RPCs share.

use crate::Rate;
use order_model::Millis;

/// A token bucket. Levels are thousandths of a request, so that a rate a second is a whole number a millisecond.
#[derive(Debug)]
pub(crate) struct Bucket {
    rate: Rate,
    level: i64,
    at: Millis,
}

/// The longest answer that was observed instead of a 429.
const SLOWEST_MS: i64 = 16_000;

impl Bucket {
    pub(crate) fn new(rate: Rate, now: Millis) -> Bucket {
        Bucket { rate, level: i64::from(rate.burst) * 1_000, at: now }
    }

    /// Takes one request out, or says how long until there is one, in whole seconds.
    pub(crate) fn take(&mut self, now: Millis) -> Result<(), Millis> {
        self.refill(now);
        if self.level >= 1_000 {
            self.level -= 1_000;
            return Ok(());
        }
        let wait = (1_000 - self.level).checked_div(i64::from(self.rate.per_second)).unwrap_or(SLOWEST_MS);
        Err(u64::try_from(wait).unwrap_or(0).div_ceil(1_000).max(1) * 1_000)
    }

    /// Takes one request out in any case and says how much slower its answer is for it: from 0.7 s to 16 s.
    pub(crate) fn overdraw(&mut self, now: Millis) -> Millis {
        self.refill(now);
        let per_ms = i64::from(self.rate.per_second).max(1);
        self.level = (self.level - 1_000).max(-SLOWEST_MS * per_ms);
        let slower = if self.level >= 0 { 0 } else { (700 - self.level / per_ms).min(SLOWEST_MS) };
        u64::try_from(slower).unwrap_or(0)
    }

    fn refill(&mut self, now: Millis) {
        let passed = i64::try_from(now.saturating_sub(self.at)).unwrap_or(i64::MAX);
        self.at = self.at.max(now);
        let fresh = passed.saturating_mul(i64::from(self.rate.per_second));
        self.level = self.level.saturating_add(fresh).min(i64::from(self.rate.burst) * 1_000);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_burst_then_three_a_second() {
        let mut bucket = Bucket::new(Rate::default(), 0);
        assert!((0..20).all(|_| bucket.take(0).is_ok()));
        assert_eq!(bucket.take(0), Err(1_000));
        assert_eq!(bucket.take(333), Err(1_000));
        assert_eq!(bucket.take(334), Ok(()));
        assert_eq!((0..10).filter(|_| bucket.take(1_334).is_ok()).count(), 3);
        assert_eq!((0..30).filter(|_| bucket.take(100_000).is_ok()).count(), 20);
    }

    #[test]
    fn over_the_limit_answers_get_slower() {
        let mut bucket = Bucket::new(Rate { per_second: 3, burst: 1 }, 0);
        let delays: Vec<Millis> = (0..60).map(|_| bucket.overdraw(0)).collect();
        assert_eq!(delays[0], 0);
        assert_eq!(delays[1], 1_033);
        assert!(delays.windows(2).all(|w| w[0] <= w[1]));
        assert_eq!(delays[59], 16_000);
        assert_eq!(bucket.overdraw(100_000), 0);
    }

    proptest! {
        #[test]
        fn never_more_than_the_burst_and_the_rate(gaps in proptest::collection::vec(0_u64..500, 1..200)) {
            let mut bucket = Bucket::new(Rate::default(), 0);
            let mut now = 0;
            let mut taken = 0;
            for gap in gaps {
                now += gap;
                taken += u64::from(bucket.take(now).is_ok());
            }
            prop_assert!(taken <= 20 + now * 3 / 1_000);
        }

        #[test]
        fn odd_rates_never_panic(per_second: u32, burst: u32, times in proptest::collection::vec(any::<u64>(), 1..20)) {
            let mut bucket = Bucket::new(Rate { per_second, burst }, 0);
            for now in times {
                let _ = bucket.take(now);
                let _ = bucket.overdraw(now);
            }
        }
    }
}
