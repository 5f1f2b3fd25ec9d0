//! `Chain` and `Head`: where a log ends, and how the next line hangs on to it. Must not know the lines before.

use crate::hash::Hash;
use crate::line::Line;
use crate::record::Record;
use core::fmt;
use order_model::Millis;

/// The end of a log: the number and the hash of its last line. Kept apart from the lines, it is what shows that the last
/// ones were cut off; kept where nobody can reach it (on paper, with somebody else), it is what shows everything.
///
/// ```
/// use order_history::{Chain, Head, Kind, Record};
/// let mut chain = Chain::start();
/// chain.append(Record::new(Kind::SessionOpened), 1_767_000_000_000);
/// assert_eq!(Head::parse(&chain.head().to_string()), Some(chain.head()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last line; 0 while there is none.
    pub number: u64,
    /// Its hash; [`Hash::ZERO`] while there is none.
    pub hash: Hash,
}

impl Head {
    /// The head of a log without lines.
    pub const START: Head = Head { number: 0, hash: Hash::ZERO };

    /// Reads what it prints as, `<number> <hash>`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Head> {
        let (number, hash) = text.split_once(' ')?;
        Some(Head { number: number.parse().ok()?, hash: Hash::parse(hash)? })
    }

    /// The head that a line makes.
    pub(crate) const fn at(line: &Line) -> Head {
        Head { number: line.number(), hash: line.hash() }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number, self.hash)
    }
}

/// A log as far as its next line is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain {
    head: Head,
}

impl Chain {
    /// A new log.
    #[must_use]
    pub const fn start() -> Chain {
        Chain::after(Head::START)
    }

    /// A log that goes on after this head.
    #[must_use]
    pub const fn after(head: Head) -> Chain {
        Chain { head }
    }

    /// Where it ends.
    #[must_use]
    pub const fn head(self) -> Head {
        self.head
    }

    /// The next line. `now` is in milliseconds since 1970-01-01 UTC.
    pub fn append(&mut self, record: Record, now: Millis) -> Line {
        let line = Line::after(self.head, record, now);
        self.head = Head::at(&line);
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_back_and_nothing_else_is_a_head() {
        let head = Head { number: 12, hash: Hash::of("x") };
        let text = head.to_string();
        assert_eq!(Head::parse(&text), Some(head));
        for wrong in ["", "12", "12 ", &text.replace("12 ", "12"), &text.replace("12 ", "-1 "), &(text.clone() + " ")] {
            assert_eq!(Head::parse(wrong), None, "{wrong}");
        }
    }
}
