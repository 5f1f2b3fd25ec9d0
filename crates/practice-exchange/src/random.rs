//! Everything that looks random: numbers drawn from a seed, the same on every machine.

/// SplitMix64's finisher: every bit of the result depends on every bit of the input.
pub(crate) const fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// A key for a name.
pub(crate) fn key(seed: u64, name: &str) -> u64 {
    name.bytes().fold(mix(seed), |key, byte| mix(key ^ u64::from(byte)))
}

/// 32 hexadecimal digits for a number, as NT8's ids have.
pub(crate) fn hex_id(seed: u64, salt: u64, number: u64) -> String {
    let high = mix(seed ^ mix(salt ^ mix(number)));
    format!("{high:016x}{:016x}", mix(high ^ number))
}

/// A stream of drawn numbers.
#[derive(Debug)]
pub(crate) struct Draws(u64);

impl Draws {
    pub(crate) const fn new(seed: u64) -> Draws {
        Draws(seed)
    }

    /// True for so many of a hundred draws.
    pub(crate) fn percent(&mut self, share: u8) -> bool {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0) % 100 < u64::from(share)
    }
}
