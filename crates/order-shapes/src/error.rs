//! `ShapeError`: why a value could not be read, and where it stands. These are errors of a program, not of a trader: what a
//! trader types wrong is a finding.

use core::fmt;
use order_model::{LabelError, PriceTextError, WordError};

/// A value that does not have its shape.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct ShapeError {
    /// Where it stands: `draft.limitPrice`, `context.quotes[0].bid`.
    pub path: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a value. Each text says what to give instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A value of another type.
    #[error("expected {expected}, got {got}")]
    Type {
        /// What belongs there.
        expected: &'static str,
        /// What is there.
        got: &'static str,
    },
    /// A field that must be there and is not.
    #[error("is missing")]
    Missing,
    /// A field that nobody reads: most often a slip of the pen.
    #[error("is not a field; the fields are {}", .0.join(", "))]
    Unknown(&'static [&'static str]),
    /// A field that is there twice, which only formats other than JavaScript can say.
    #[error("is given twice")]
    Twice,
    /// A number that may have been rounded before it came here.
    #[error("the number {0} has more than 15 digits and may have been rounded: pass it as text")]
    Inexact(String),
    /// A fraction where whole numbers belong.
    #[error("{0} is not a whole number")]
    Fraction(String),
    /// A whole number out of bounds.
    #[error("{given} is not between {least} and {most}")]
    Bounds {
        /// What was given.
        given: String,
        /// The least that is taken.
        least: i64,
        /// The most that is taken.
        most: i64,
    },
    /// Text that is no calendar day.
    #[error("\"{0}\" is not a day; write it like 2026-12-18")]
    Day(String),
    /// Zero or less, for a tick or the value of a point.
    #[error("{0} is not above zero")]
    NotPositive(String),
    /// Text that is no price.
    #[error("\"{given}\" is not a price: {reason}")]
    Price {
        /// What was given.
        given: String,
        /// Why it is none.
        reason: PriceTextError,
    },
    /// A word the model does not know.
    #[error("{0}")]
    Word(WordError),
    /// Text that is no name.
    #[error("{0}")]
    Name(LabelError),
}

/// Where a value stands, written only when it is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Path<'a> {
    /// The argument of a function.
    Argument(&'static str),
    /// A field of a record.
    Field(&'a Path<'a>, &'a str),
    /// An item of a list.
    Item(&'a Path<'a>, usize),
}

impl Path<'_> {
    pub(crate) fn fails<T>(&self, problem: Problem) -> Result<T, ShapeError> {
        Err(ShapeError { path: self.to_string(), problem })
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Argument(name) => f.write_str(name),
            Path::Field(of, name) => write!(f, "{of}.{name}"),
            Path::Item(of, index) => write!(f, "{of}[{index}]"),
        }
    }
}
