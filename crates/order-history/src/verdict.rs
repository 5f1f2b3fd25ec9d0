//! `Verdict`: what a check of the chain has found, in numbers and in words. Must not know how it is found.

use crate::line::LineError;
use core::fmt;

/// What a check has found. Every fault is named, not only the first: those of the lines in the order in which the lines
/// stand, then what is missing, then what the head says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How many lines were looked at.
    pub lines: usize,
    /// Lines up to this number were dropped by the bounds, as the log itself records; 0 for none.
    pub dropped_through: u64,
    /// True when a head was given and its line is among those looked at: only then is it known that nothing was cut off the
    /// end.
    pub end_is_known: bool,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// One thing that is wrong with a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The text at this place is no line.
    #[error("line {number} cannot be read ({})", error.what())]
    Unreadable {
        /// The line that has to stand there.
        number: u64,
        /// Why.
        error: LineError,
    },
    /// The line does not say what its hash says.
    #[error("line {number} was altered")]
    Altered {
        /// The line that has to stand there, whatever number it gives itself.
        number: u64,
    },
    /// The line is whole, but does not name the line before it as that now is: one of the two was written anew.
    #[error("line {number} does not follow from the line before it; one of the two was written anew")]
    Unlinked {
        /// The later of the two.
        number: u64,
    },
    /// The line stands after one that comes later, or stands there twice.
    #[error("line {number} stands after line {after}")]
    OutOfOrder {
        /// The line.
        number: u64,
        /// The one directly before it.
        after: u64,
    },
    /// Something stands here for which there is no number left.
    #[error("something that is no line of this log stands after line {after}")]
    Foreign {
        /// The line before it; 0 for none.
        after: u64,
    },
    /// These lines are not there, and no record says that the bounds have dropped them.
    #[error("{}", missing(*.first, *.last))]
    Missing {
        /// The first of them.
        first: u64,
        /// The last of them.
        last: u64,
    },
    /// The line is whole, and it is not the one that the head names: the log was written anew up to here.
    #[error("line {number} is not the line that the head names; the log was written anew")]
    NotTheHead {
        /// The line.
        number: u64,
    },
    /// An export's own head names a line before its last one. It left as the end of what is in it.
    #[error("the head names line {number}, and the lines go on to line {last}: the head was altered, or lines were added")]
    HeadBehind {
        /// The line that the head names.
        number: u64,
        /// The last line there is.
        last: u64,
    },
}

impl Verdict {
    /// True when nothing is wrong. See [`Verdict::end_is_known`] for what a check without a head cannot tell.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.faults.is_empty()
    }
}

/// In a sentence: `12 lines, all as they were written` or every fault.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.lines, if self.lines == 1 { "line" } else { "lines" })?;
        if self.dropped_through > 0 {
            write!(f, " after line {}, up to which the bounds have dropped them", self.dropped_through)?;
        }
        if self.is_good() {
            f.write_str(", all as they were written")?;
        }
        for (at, fault) in self.faults.iter().enumerate() {
            f.write_str(if at == 0 { ": " } else { "; " })?;
            fmt::Display::fmt(fault, f)?;
        }
        if !self.end_is_known {
            f.write_str(" (without a head it is not known whether lines were cut off the end)")?;
        }
        Ok(())
    }
}

fn missing(first: u64, last: u64) -> String {
    if first == last {
        "line ".to_owned() + &first.to_string() + " is missing"
    } else {
        "lines ".to_owned() + &first.to_string() + " to " + &last.to_string() + " are missing"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_says_everything_in_words() {
        let mut verdict = Verdict { lines: 12, dropped_through: 0, end_is_known: true, faults: vec![] };
        assert_eq!(verdict.to_string(), "12 lines, all as they were written");
        verdict.dropped_through = 40;
        verdict.end_is_known = false;
        assert_eq!(
            verdict.to_string(),
            "12 lines after line 40, up to which the bounds have dropped them, all as they were written \
             (without a head it is not known whether lines were cut off the end)"
        );
        verdict = Verdict {
            lines: 9,
            dropped_through: 0,
            end_is_known: true,
            faults: vec![
                Fault::Unreadable { number: 2, error: LineError::Field { number: Some(2), field: "at" } },
                Fault::Altered { number: 3 },
                Fault::Unlinked { number: 4 },
                Fault::OutOfOrder { number: 5, after: 6 },
                Fault::Foreign { after: 6 },
                Fault::Missing { first: 7, last: 7 },
                Fault::Missing { first: 9, last: 11 },
                Fault::NotTheHead { number: 12 },
            ],
        };
        assert!(!verdict.is_good());
        assert_eq!(
            verdict.to_string(),
            "9 lines: line 2 cannot be read (at is missing or cannot be read); line 3 was altered; \
             line 4 does not follow from the line before it; one of the two was written anew; line 5 stands after line 6; \
             something that is no line of this log stands after line 6; line 7 is missing; lines 9 to 11 are missing; \
             line 12 is not the line that the head names; the log was written anew"
        );
    }
}
