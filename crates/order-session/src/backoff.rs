//! Exponential back-off with jitter. The randomness is seeded from outside.

use order_model::Millis;

/// Waits that double from `first` to `longest`, each drawn between half and the whole of its step.
#[derive(Clone, Debug)]
pub(crate) struct Jitter(u64);

impl Jitter {
    pub(crate) fn seeded(seed: u64) -> Jitter {
        Jitter(seed)
    }

    /// The wait before attempt number `failures` (1 is the first repeat).
    pub(crate) fn wait(&mut self, (first, longest): (Millis, Millis), failures: u32) -> Millis {
        let doubled = first.saturating_mul(1_u64.checked_shl(failures.saturating_sub(1).min(32)).unwrap_or(u64::MAX));
        let step = doubled.clamp(first, longest);
        let half = step / 2;
        half + self.next() % (step - half + 1)
    }

    /// splitmix64
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_up_to_the_longest_and_stays_within_its_step() {
        let mut jitter = Jitter::seeded(7);
        for (failures, step) in [(1, 1_000), (2, 2_000), (3, 4_000), (6, 30_000), (200, 30_000)] {
            for _ in 0..100 {
                let wait = jitter.wait((1_000, 30_000), failures);
                assert!((step / 2..=step).contains(&wait), "{failures}: {wait}");
            }
        }
    }
}
