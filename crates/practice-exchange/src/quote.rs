//! Where quotes come from: a drawn walk or a recorded tape. All prices are whole ticks.
//!
//! Both are pure functions of the moment, so the tape is the same whatever the steps in which time is advanced, and an
//! instrument that nobody watches costs nothing.

use crate::random::mix;
use order_model::Millis;

/// A quote in ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    pub(crate) bid: i64,
    pub(crate) ask: i64,
    pub(crate) last: i64,
    pub(crate) volume: u32,
    /// When it became so.
    pub(crate) at: Millis,
}

/// Where an instrument's quotes come from.
#[derive(Debug)]
pub(crate) enum Source {
    /// Drawn from the seed.
    Walk(Walk),
    /// Recorded, in the order of time; `None` where the recorded prices lie off the grid.
    Tape(Vec<(Millis, Option<Quote>)>),
}

impl Source {
    /// The quote at a moment.
    pub(crate) fn at(&self, now: Millis) -> Option<Quote> {
        match self {
            Source::Walk(walk) => Some(walk.at(now)),
            Source::Tape(rows) => {
                let after = rows.partition_point(|(at, _)| *at <= now);
                rows.get(after.checked_sub(1)?).and_then(|(_, quote)| *quote)
            }
        }
    }

    /// Contracts traded in a span.
    pub(crate) fn volume(&self, from: Millis, to: Millis) -> u32 {
        match self {
            Source::Walk(walk) => u32::try_from((to.saturating_sub(from) / walk.step_ms).saturating_mul(3)).unwrap_or(u32::MAX),
            Source::Tape(rows) => {
                let before = |at: Millis| rows.partition_point(|(row, _)| *row < at);
                u32::try_from(before(to).saturating_sub(before(from))).unwrap_or(u32::MAX)
            }
        }
    }

    /// When the quote next moves.
    pub(crate) fn next_after(&self, now: Millis) -> Option<Millis> {
        match self {
            Source::Walk(walk) => (now / walk.step_ms).checked_add(1)?.checked_mul(walk.step_ms),
            Source::Tape(rows) => rows.get(rows.partition_point(|(at, _)| *at <= now)).map(|(at, _)| *at),
        }
    }
}

/// A walk that can be read at any moment without the moments before: noise of fourteen frequencies, each half as fast
/// and √2 as large as the one before. That is how a random walk looks up to an hour, and unlike one it never leaves the
/// neighbourhood of its start.
#[derive(Debug)]
pub(crate) struct Walk {
    key: u64,
    start: i64,
    /// 1/1024 of the full size.
    scale: i64,
    step_ms: Millis,
}

/// 64 × √2^k for k from 1.
const SIZES: [i64; 14] = [91, 128, 181, 256, 362, 512, 724, 1_024, 1_448, 2_048, 2_896, 4_096, 5_793, 8_192];

/// How far the walk may go at full size, in ticks: the sum of [`SIZES`] by 64.
const REACH: i64 = 434;

impl Walk {
    /// A walk around `start` ticks that stays within a quarter of it.
    pub(crate) fn new(key: u64, start: i64, step_ms: Millis) -> Walk {
        Walk { key, start, scale: (start.saturating_mul(1_024) / (4 * REACH)).clamp(1, 768), step_ms: step_ms.max(1) }
    }

    fn at(&self, now: Millis) -> Quote {
        let step = now / self.step_ms;
        let sum: i64 = SIZES.iter().zip(1_u32..).map(|(size, octave)| size * self.noise(octave, step)).sum();
        // The values of the noise have 15 bits, the sizes 6, the scale 10.
        let bid = self.start + ((sum * self.scale) >> 31);
        let ask = bid + 1;
        let drawn = mix(self.key ^ mix(step));
        let last = if drawn & 1 == 0 { bid } else { ask };
        // Contracts since midnight: three a move, and up to two more that never let it fall.
        let today = step % (86_400_000 / self.step_ms).max(1);
        let volume = u32::try_from(today * 3 + (drawn >> 1) % 3).unwrap_or(u32::MAX);
        Quote { bid, ask, last, volume, at: step * self.step_ms }
    }

    /// A value of 15 bits and a sign: a drawn one every 2^octave steps, straight lines between.
    fn noise(&self, octave: u32, step: u64) -> i64 {
        let cell = step >> octave;
        let drawn = |cell: u64| {
            let [low, high, ..] = mix(self.key ^ mix(cell ^ (u64::from(octave) << 56))).to_le_bytes();
            i64::from(i16::from_le_bytes([low, high]))
        };
        let (from, to) = (drawn(cell), drawn(cell.wrapping_add(1)));
        let part = i64::try_from(step - (cell << octave)).unwrap_or(0);
        from + (((to - from) * part) >> octave)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_walk_moves_like_a_market() {
        let walk = Walk::new(7, 24_000, 250);
        let bids: Vec<i64> = (0..40_000_u64).map(|step| walk.at(1_764_600_000_000 + step * 250).bid).collect();
        let moves: Vec<i64> = bids.windows(2).map(|w| (w[1] - w[0]).abs()).collect();
        let still = moves.iter().filter(|m| **m == 0).count();
        assert!(moves.iter().all(|m| *m <= 4), "no jumps: {:?}", moves.iter().max());
        assert!((8_000..32_000).contains(&still), "neither dead nor nervous: {still}");
        let (low, high) = (bids.iter().min().unwrap(), bids.iter().max().unwrap());
        assert!((20..652).contains(&(high - low)), "a day's range: {low} to {high}");
    }

    proptest! {
        #[test]
        fn a_walk_stays_near_its_start(seed: u64, start in 100_i64..1_000_000, now: u64) {
            let quote = Walk::new(seed, start, 250).at(now);
            prop_assert!(quote.bid > start * 7 / 10 && quote.ask < start * 13 / 10);
            prop_assert_eq!(quote.ask - quote.bid, 1);
            prop_assert!(quote.last == quote.bid || quote.last == quote.ask);
        }

        #[test]
        fn a_quote_holds_until_the_next_move_and_volume_grows(seed: u64, now in 0_u64..4_000_000_000_000) {
            let source = Source::Walk(Walk::new(seed, 24_000, 250));
            let next = source.next_after(now).unwrap();
            prop_assert!(next > now && next <= now + 250);
            prop_assert_eq!(source.at(now), source.at(next - 1));
            let (before, after) = (source.at(now).unwrap(), source.at(next).unwrap());
            prop_assert!(after.volume > before.volume || after.at % 86_400_000 == 0);
        }
    }

    #[test]
    fn a_tape_is_silent_before_its_first_row_and_holds_its_last() {
        let quote = |at, bid| Quote { bid, ask: bid + 1, last: bid, volume: 0, at };
        let tape = Source::Tape(vec![(10, Some(quote(10, 5))), (20, None), (30, Some(quote(30, 7)))]);
        assert_eq!((tape.at(9), tape.next_after(9)), (None, Some(10)));
        assert_eq!((tape.at(19).map(|q| q.bid), tape.next_after(10)), (Some(5), Some(20)));
        assert_eq!(tape.at(25), None);
        assert_eq!((tape.at(99).map(|q| q.bid), tape.next_after(30)), (Some(7), None));
    }
}
