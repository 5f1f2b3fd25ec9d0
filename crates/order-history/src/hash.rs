//! `Hash`: SHA-256 of a text, as 64 hex digits. Must not know what is hashed.

use core::fmt;
use sha2::{Digest as _, Sha256};

/// The SHA-256 of a text's UTF-8 bytes. It prints as 64 lower-case hex digits, as `sha256sum` does.
///
/// ```
/// use order_history::Hash;
/// let hash = Hash::of("abc");
/// assert_eq!(hash.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
/// assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What the first line of all names as the hash before it: 64 zeros.
    pub const ZERO: Hash = Hash([0; 32]);

    /// The hash of a text.
    #[must_use]
    pub fn of(text: &str) -> Hash {
        Hash(Sha256::digest(text.as_bytes()).into())
    }

    /// Reads 64 lower-case hex digits; anything else is `None`, so that a hash has one text only.
    #[must_use]
    pub fn parse(text: &str) -> Option<Hash> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let mut hash = Hash::ZERO;
        if pairs.len() != hash.0.len() || !rest.is_empty() {
            return None;
        }
        for (byte, [high, low]) in hash.0.iter_mut().zip(pairs) {
            *byte = nibble(*high)? * 16 + nibble(*low)?;
        }
        Some(hash)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(64);
        for byte in self.0 {
            for nibble in [byte >> 4, byte & 15] {
                text.push(char::from_digit(nibble.into(), 16).unwrap_or('0'));
            }
        }
        f.write_str(&text)
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_has_one_text_only() {
        let text = "00ff0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab";
        assert_eq!(Hash::parse(text).map(|hash| hash.to_string()).as_deref(), Some(text));
        assert_eq!(Hash::parse(&"0".repeat(64)), Some(Hash::ZERO));
        for wrong in [
            "",
            &"0".repeat(63),
            &"0".repeat(65),
            &"0".repeat(66),
            &text.to_uppercase(),
            &text.replace('9', "g"),
            &text.replace("00", "0/"),
            &text.replace("00", "0:"),
            &text.replace("00", "0`"),
            &text.replace("00", "é"),
        ] {
            assert_eq!(Hash::parse(wrong), None, "{wrong}");
        }
    }
}
