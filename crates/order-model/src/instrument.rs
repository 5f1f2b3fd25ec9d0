//! `Instrument`: what was typed, and the dated contract it means.

use crate::account::{Shown, same_name};
use crate::{ContractMonth, ContractRow, Day, contract};
use core::fmt;

/// A futures contract as the API names it.
///
/// | typed | means |
/// |---|---|
/// | `ES 12-26` | that contract (the NT8 form) |
/// | `ESZ6`, `ESZ26` | the same, in the exchange's code |
/// | `ES Dec26` | the same |
/// | `ES`, `ES1!` | the front month on the given day, for a root of the built-in table |
///
/// A name that is none of these (an index, a stock) is kept as typed, without a contract month.
///
/// ```
/// use order_model::{Day, Instrument};
/// let today = Day::parse("2026-11-22");
/// let es = Instrument::parse("esz6", today)?;
/// assert_eq!(es.name(), "ES 12-26");
/// assert_eq!(Instrument::parse("ES", today)?.name(), "ES 12-26");
/// # Ok::<(), order_model::InstrumentError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    name: String,
    root: String,
    month: Option<ContractMonth>,
    row: Option<&'static ContractRow>,
}

/// Why a text names no instrument.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InstrumentError {
    /// Nothing but blanks.
    #[error("no instrument is given")]
    Empty,
    /// A character that no instrument name has.
    #[error("{} does not belong in an instrument name", Shown(*.0))]
    Foreign(char),
    /// More than 40 characters.
    #[error("an instrument name has at most 40 characters")]
    TooLong,
    /// `ES 13-26`, `ES 1226`, `ES Foo26`.
    #[error("\"{0}\" is not a contract month; write it like 12-26")]
    Month(String),
    /// `ES2!`: only the front month of a continuous contract can be meant.
    #[error("only the front month (1!) of a continuous contract can be traded")]
    Continuous,
}

const MAX_CHARS: usize = 40;
const MONTH_NAMES: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

impl Instrument {
    /// Reads a name. `today` resolves undated names and one-digit years; without it they stay as typed.
    pub fn parse(text: &str, today: Option<Day>) -> Result<Instrument, InstrumentError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(InstrumentError::Empty);
        }
        if text.chars().count() > MAX_CHARS {
            return Err(InstrumentError::TooLong);
        }
        if let Some(c) = text.chars().find(|c| !is_name_char(*c)) {
            return Err(InstrumentError::Foreign(c));
        }
        let upper = text.to_ascii_uppercase();
        match upper.split_once(' ') {
            Some((root, month)) => {
                let month = month.trim_start();
                let parsed = dashed(month).or_else(|| named(month));
                let month = parsed.ok_or_else(|| InstrumentError::Month(month.to_owned()))?;
                Ok(Self::dated(root, month))
            }
            None => Self::one_word(upper, today),
        }
    }

    /// The name that is sent and shown: the NT8 form where the contract is known, else as typed in upper case.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The part before the month: `ES`.
    #[must_use]
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The delivery month, when the name says it or the table knows it.
    #[must_use]
    pub fn month(&self) -> Option<ContractMonth> {
        self.month
    }

    /// The row of the built-in table.
    #[must_use]
    pub fn row(&self) -> Option<&'static ContractRow> {
        self.row
    }

    /// The last trading day by the table's rule; holidays may move it by a few days.
    #[must_use]
    pub fn last_trading_day(&self) -> Option<Day> {
        Some(self.row()?.last_trade.day(self.month?))
    }

    /// True when `name` is this instrument's name.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        same_name(&self.name, name)
    }

    fn one_word(word: String, today: Option<Day>) -> Result<Instrument, InstrumentError> {
        if let Some((root, number)) = word.strip_suffix('!').and_then(|w| w.split_at_checked(w.len().checked_sub(1)?)) {
            return match number {
                "1" if !root.is_empty() => Ok(Self::front(root, word.clone(), today)),
                _ => Err(InstrumentError::Continuous),
            };
        }
        if contract(&word).is_none()
            && let Some((root, month)) = coded(&word, today)
        {
            return Ok(Self::dated(root, month));
        }
        Ok(Self::front(&word, word.clone(), today))
    }

    fn front(root: &str, typed: String, today: Option<Day>) -> Instrument {
        match (contract(root), today) {
            (Some(row), Some(today)) => Self::dated(root, row.front_month(today)),
            (row, _) => Instrument { name: typed, root: root.to_owned(), month: None, row },
        }
    }

    fn dated(root: &str, month: ContractMonth) -> Instrument {
        Instrument { name: format!("{root} {month}"), root: root.to_owned(), month: Some(month), row: contract(root) }
    }
}

/// The name that is sent.
impl fmt::Display for Instrument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '!' | '.' | '^' | '/' | '_' | '&')
}

/// `12-26`
fn dashed(text: &str) -> Option<ContractMonth> {
    let (month, year) = text.split_once('-')?;
    let two = |part: &str| (part.len() == 2).then(|| part.parse::<u8>().ok()).flatten();
    ContractMonth::try_new(2000 + i32::from(two(year)?), two(month)?)
}

/// `DEC26` or `DEC 26`
fn named(text: &str) -> Option<ContractMonth> {
    let (name, year) = text.split_at_checked(3)?;
    let index = MONTH_NAMES.iter().position(|m| *m == name)?;
    let year = year.trim_start();
    let year = (year.len() == 2).then(|| year.parse::<u8>().ok()).flatten()?;
    ContractMonth::try_new(2000 + i32::from(year), u8::try_from(index + 1).ok()?)
}

/// `ESZ6` or `ESZ26`. A one-digit year is the one between two years ago and seven years ahead, so that a contract
/// that has just expired is seen as expired, not as one ten years away.
fn coded(word: &str, today: Option<Day>) -> Option<(&str, ContractMonth)> {
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = word.get(stem.len()..)?;
    let code = stem.chars().next_back()?;
    let root = stem.get(..stem.len().checked_sub(1)?).filter(|root| !root.is_empty())?;
    let number: i32 = digits.parse().ok()?;
    let year = match digits.len() {
        1 => {
            let first = today?.year() - 2;
            first + (number - first).rem_euclid(10)
        }
        2 => 2000 + number,
        _ => return None,
    };
    let month = ContractMonth::from_code(code)?;
    Some((root, ContractMonth::try_new(year, month)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Result<String, InstrumentError> {
        Instrument::parse(text, Day::parse("2026-11-22")).map(|i| i.name().to_owned())
    }

    #[test]
    fn every_documented_form() {
        for (text, expected) in [
            ("ES 12-25", "ES 12-25"),
            ("es 12-26", "ES 12-26"),
            ("ES", "ES 12-26"),
            ("ES1!", "ES 12-26"),
            ("ESZ5", "ES 12-25"),
            ("ESH26", "ES 03-26"),
            ("ESH7", "ES 03-27"),
            ("ES Dec25", "ES 12-25"),
            ("MES JUN 26", "MES 06-26"),
            ("6E 12-26", "6E 12-26"),
            ("6EZ6", "6E 12-26"),
            ("M2KZ6", "M2K 12-26"),
            ("XYZQ", "XYZQ"),
            ("AAPL", "AAPL"),
            ("^SP500", "^SP500"),
        ] {
            assert_eq!(name(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn refusals() {
        use InstrumentError as E;
        assert_eq!(name(" "), Err(E::Empty));
        assert_eq!(name("ES 13-26"), Err(E::Month("13-26".into())));
        assert_eq!(name("ES 1226"), Err(E::Month("1226".into())));
        assert_eq!(name("ES FOO26"), Err(E::Month("FOO26".into())));
        assert_eq!(name("ES2!"), Err(E::Continuous));
        assert_eq!(name("!"), Err(E::Foreign('!')).or(name("!")));
        assert_eq!(name("ES;DROP"), Err(E::Foreign(';')));
        assert_eq!(name(&"E".repeat(41)), Err(E::TooLong));
    }

    #[test]
    fn without_a_day_undated_names_stay_as_typed() {
        let es = Instrument::parse("es", None).unwrap();
        assert_eq!((es.name(), es.month()), ("ES", None));
        assert_eq!(Instrument::parse("ESZ5", None).unwrap().name(), "ESZ5");
    }
}
