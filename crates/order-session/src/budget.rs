//! The user's request budget: one token bucket for everything that counts, 3 a second, 20 at once.
//!
//! Some tokens are kept back: a read never takes the last ones from an order, an order never from a cancel.

use order_model::Millis;

/// What a token is asked for; the order of the variants is the order of importance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Read,
    Place,
    Cancel,
}

impl Use {
    /// Tokens that must remain after this use.
    const fn keeps(self) -> u64 {
        match self {
            Use::Read => 6,
            Use::Place => 3,
            Use::Cancel => 0,
        }
    }
}

const PER_SECOND: u64 = 3;
const BURST: u64 = 20;
/// A token in thousandths, so that a millisecond refills a whole number.
const TOKEN: u64 = 1_000;

/// The bucket as this session believes it to be. Other tools of the same user draw on the same one unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    thousandths: u64,
    at: Millis,
}

impl Budget {
    pub(crate) fn full(now: Millis) -> Budget {
        Budget { thousandths: BURST * TOKEN, at: now }
    }

    /// Takes `count` tokens if that leaves what the use must keep.
    pub(crate) fn take(&mut self, use_: Use, count: u64, now: Millis) -> bool {
        self.refill(now);
        let needed = (count + use_.keeps()) * TOKEN;
        let enough = self.thousandths >= needed;
        if enough {
            self.thousandths -= count * TOKEN;
        }
        enough
    }

    /// The server said that the budget is spent: believe it.
    pub(crate) fn spent(&mut self, now: Millis) {
        self.thousandths = 0;
        self.at = now;
    }

    /// When `count` tokens will be there for this use.
    pub(crate) fn ready_at(&self, use_: Use, count: u64, now: Millis) -> Millis {
        let missing = ((count + use_.keeps()) * TOKEN).saturating_sub(self.level(now));
        now + missing.div_ceil(PER_SECOND)
    }

    /// When this many orders can leave one after the other.
    #[must_use]
    pub fn orders_ready_at(&self, count: u64, now: Millis) -> Millis {
        self.ready_at(Use::Place, count, now)
    }

    /// Whole requests left now.
    #[must_use]
    pub fn left(&self, now: Millis) -> u64 {
        self.level(now) / TOKEN
    }

    /// The most there can be.
    #[must_use]
    pub const fn capacity() -> u64 {
        BURST
    }

    fn level(&self, now: Millis) -> u64 {
        let refilled = now.saturating_sub(self.at).saturating_mul(PER_SECOND);
        self.thousandths.saturating_add(refilled).min(BURST * TOKEN)
    }

    fn refill(&mut self, now: Millis) {
        self.thousandths = self.level(now);
        self.at = self.at.max(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_leave_room_for_orders_and_orders_for_cancels() {
        let mut budget = Budget::full(0);
        let mut drain = |use_| (0..30).filter(|_| budget.take(use_, 1, 0)).count();
        assert_eq!((drain(Use::Read), drain(Use::Place), drain(Use::Cancel)), (14, 3, 3));
        assert_eq!(budget.left(1_000), 3);
        assert_eq!(budget.ready_at(Use::Place, 1, 1_000), 1_000 + 334);
        assert_eq!(budget.orders_ready_at(2, 1_000), 1_000 + 667);
        assert!(!budget.take(Use::Place, 1, 1_333));
        assert!(budget.take(Use::Place, 1, 1_334));
        budget.spent(2_000);
        assert_eq!(budget.left(2_000), 0);
        assert_eq!(budget.left(1_000_000), 20);
    }
}
