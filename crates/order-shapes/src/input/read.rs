//! Reading single values and the fields of records, strictly. Must not know any field's name.

use crate::error::{Path, Problem, ShapeError};
use crate::value::Value;
use crate::words::Word;
use order_model::{AccountName, Day, Label, LabelError, Price, WordError};

pub(crate) type Read<T> = Result<T, ShapeError>;

/// Whole numbers that a number of JavaScript carries exactly.
const SAFE: i64 = 9_007_199_254_740_991;

/// The fields of a record of which only known ones are there.
pub(crate) struct Record<'a> {
    fields: &'a [(String, Value)],
    path: &'a Path<'a>,
}

impl<'a> Record<'a> {
    /// Opens an object; a field that is not `known` is an error, because nobody would read it.
    pub(crate) fn open(value: &'a Value, path: &'a Path<'a>, known: &'static [&'static str]) -> Read<Record<'a>> {
        let Value::Record(fields) = value else {
            return path.fails(expected("an object", value));
        };
        for (at, (name, _)) in fields.iter().enumerate() {
            let here = Path::Field(path, name);
            if !known.contains(&name.as_str()) {
                return here.fails(Problem::Unknown(known));
            }
            if fields.iter().take(at).any(|(before, _)| before == name) {
                return here.fails(Problem::Twice);
            }
        }
        Ok(Record { fields, path })
    }

    /// A field, or `absent` when it is not there.
    pub(crate) fn or<T>(&self, name: &str, absent: T, read: impl FnOnce(&Value, &Path<'_>) -> Read<T>) -> Read<T> {
        match self.find(name) {
            Some(value) => read(value, &Path::Field(self.path, name)),
            None => Ok(absent),
        }
    }

    /// A field that must be there.
    pub(crate) fn need<T>(&self, name: &str, read: impl FnOnce(&Value, &Path<'_>) -> Read<T>) -> Read<T> {
        let here = Path::Field(self.path, name);
        self.find(name).map_or_else(|| here.fails(Problem::Missing), |value| read(value, &here))
    }

    /// A field that may be `null`, which is what it is when it is absent too.
    pub(crate) fn maybe<T>(&self, name: &str, read: impl FnOnce(&Value, &Path<'_>) -> Read<T>) -> Read<Option<T>> {
        self.or(name, None, nullable(read))
    }

    fn find(&self, name: &str) -> Option<&'a Value> {
        self.fields.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }
}

/// The argument of a function.
pub(crate) fn argument<T>(name: &'static str, value: &Value, read: impl FnOnce(&Value, &Path<'_>) -> Read<T>) -> Read<T> {
    read(value, &Path::Argument(name))
}

/// `null`, or what `read` reads.
pub(crate) fn nullable<T>(read: impl FnOnce(&Value, &Path<'_>) -> Read<T>) -> impl FnOnce(&Value, &Path<'_>) -> Read<Option<T>> {
    move |value, path| if *value == Value::Null { Ok(None) } else { read(value, path).map(Some) }
}

/// Every item of an array.
pub(crate) fn list<T>(read: impl Fn(&Value, &Path<'_>) -> Read<T>) -> impl FnOnce(&Value, &Path<'_>) -> Read<Vec<T>> {
    move |value, path| match value {
        Value::List(items) => items.iter().enumerate().map(|(at, item)| read(item, &Path::Item(path, at))).collect(),
        other => path.fails(expected("an array", other)),
    }
}

pub(crate) fn text(value: &Value, path: &Path<'_>) -> Read<String> {
    match value {
        Value::Text(text) => Ok(text.clone()),
        other => path.fails(expected("text", other)),
    }
}

pub(crate) fn flag(value: &Value, path: &Path<'_>) -> Read<bool> {
    match value {
        Value::Flag(flag) => Ok(*flag),
        other => path.fails(expected("true or false", other)),
    }
}

/// Text as typed, or a number whose text can be nothing but what was written.
pub(crate) fn typed(value: &Value, path: &Path<'_>) -> Read<String> {
    match value {
        Value::Text(text) => Ok(text.clone()),
        Value::Number(number) if significant(number) > Price::MAX_DIGITS => path.fails(Problem::Inexact(number.clone())),
        Value::Number(number) => Ok(number.clone()),
        other => path.fails(expected("text or a number", other)),
    }
}

pub(crate) fn price(value: &Value, path: &Path<'_>) -> Read<Price> {
    let given = typed(value, path)?;
    Price::parse(&given).or_else(|reason| path.fails(Problem::Price { given, reason }))
}

/// A price above zero.
pub(crate) fn positive(value: &Value, path: &Path<'_>) -> Read<Price> {
    let price = price(value, path)?;
    if price > Price::ZERO { Ok(price) } else { path.fails(Problem::NotPositive(price.to_string())) }
}

/// A whole number that fits, within what JavaScript carries exactly.
pub(crate) fn whole<T: TryFrom<i64>>(least: i64, most: i64) -> impl Fn(&Value, &Path<'_>) -> Read<T> {
    move |value, path| {
        let Value::Number(number) = value else {
            return path.fails(expected("a whole number", value));
        };
        if number.contains('.') {
            return path.fails(Problem::Fraction(number.clone()));
        }
        let fits = number.parse().ok().filter(|number| (least..=most).contains(number));
        let bounds = || Problem::Bounds { given: number.clone(), least, most };
        fits.and_then(|number| T::try_from(number).ok()).map_or_else(|| path.fails(bounds()), Ok)
    }
}

/// A count of contracts, ticks or the like.
pub(crate) fn count(value: &Value, path: &Path<'_>) -> Read<u32> {
    whole(0, u32::MAX.into())(value, path)
}

/// Milliseconds, of a moment since 1970 or of a time.
pub(crate) fn millis(value: &Value, path: &Path<'_>) -> Read<u64> {
    whole(0, SAFE)(value, path)
}

pub(crate) fn day(value: &Value, path: &Path<'_>) -> Read<Day> {
    let given = text(value, path)?;
    Day::parse(&given).map_or_else(|| path.fails(Problem::Day(given)), Ok)
}

/// A word that the model reads.
pub(crate) fn word<T>(parse: impl Fn(&str) -> Result<T, WordError>) -> impl Fn(&Value, &Path<'_>) -> Read<T> {
    move |value, path| parse(&text(value, path)?).or_else(|reason| path.fails(Problem::Word(reason)))
}

/// A word that only other languages use.
pub(crate) fn word_of<T: Word>(value: &Value, path: &Path<'_>) -> Read<T> {
    let parse = |given: &str| {
        let found = T::ALL.iter().find(|one| one.word().eq_ignore_ascii_case(given.trim()));
        found.copied().ok_or_else(|| WordError { given: given.trim().to_owned(), allowed: T::WORDS })
    };
    word(parse)(value, path)
}

pub(crate) fn label(value: &Value, path: &Path<'_>) -> Read<Label> {
    name(Label::parse)(value, path)
}

pub(crate) fn account(value: &Value, path: &Path<'_>) -> Read<AccountName> {
    name(AccountName::parse)(value, path)
}

fn name<T>(parse: impl Fn(&str) -> Result<T, LabelError>) -> impl Fn(&Value, &Path<'_>) -> Read<T> {
    move |value, path| parse(&text(value, path)?).or_else(|reason| path.fails(Problem::Name(reason)))
}

fn expected(expected: &'static str, value: &Value) -> Problem {
    Problem::Type { expected, got: value.kind() }
}

/// The significant digits of a plain decimal.
fn significant(number: &str) -> u32 {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    // Zeros at the end of a whole number are written for its size, not known.
    let digits = if number.contains('.') { digits } else { digits.trim_end_matches('0') };
    u32::try_from(digits.len()).unwrap_or(u32::MAX)
}
