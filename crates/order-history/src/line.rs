//! `Line`: a record with its number, its time, the hash of the line before it and its own; and its one text.
//!
//! Must not know whether the lines around it fit.

use crate::chain::Head;
use crate::hash::Hash;
use crate::record::{Reader, Record, Value};
use core::fmt;
use crosstrade::{Fields, Object};
use order_model::Millis;

/// One line of the log. It is made by [`Chain::append`](crate::Chain::append) or read back by [`Line::parse`]; its parts
/// cannot be set from outside.
///
/// Its text is one JSON object with its fields in one order: `number`, `at`, `kind`, what is there of the [`Record`],
/// `prev`, `hash`. `prev` is the hash of the line before. `hash` is the SHA-256 of the text without the hash itself:
///
/// ```
/// use order_history::{Chain, Hash, Kind, Line, Record};
/// let record = Record { text: "hello".into(), ..Record::new(Kind::Note) };
/// let line = Chain::start().append(record, 1_767_000_000_123);
/// let hashed = r#"{"number":1,"at":1767000000123,"kind":"note","text":"hello","prev":"0000000000000000000000000000000000000000000000000000000000000000"}"#;
/// assert_eq!(line.hash(), Hash::of(hashed));
/// let stored = hashed.strip_suffix('}').unwrap_or_default().to_owned() + r#","hash":""# + &line.hash().to_string() + r#""}"#;
/// assert_eq!(line.text(), stored);
/// assert_eq!(Line::parse(&stored), Ok(line));
/// ```
///
/// In a shell: `sed 's/,"hash":"[0-9a-f]*"}$/}/' line.json | tr -d '\n' | sha256sum`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    number: u64,
    at: Millis,
    record: Record,
    prev: Hash,
    hash: Hash,
    /// The length of its text, for the bounds.
    size: usize,
}

/// A stored line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineError {
    /// It is not one JSON object.
    NotObject,
    /// A field is missing or is not what it has to be.
    Field {
        /// The number that the line gives itself, where that can be read.
        number: Option<u64>,
        /// The field's name.
        field: &'static str,
    },
    /// It can be read, but it is not written as lines are: blanks, another order, a field that does not exist.
    NotAsWritten {
        /// The number that the line gives itself.
        number: u64,
    },
}

impl LineError {
    /// What is wrong with it, without its number.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            LineError::NotObject => "it is not a JSON object".to_owned(),
            LineError::Field { field, .. } => (*field).to_owned() + " is missing or cannot be read",
            LineError::NotAsWritten { .. } => "it is not written as a line of this log".to_owned(),
        }
    }
}

/// The number that the line gives itself, where that can be read, and what is wrong with it.
impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LineError::Field { number: Some(number), .. } | LineError::NotAsWritten { number } => write!(f, "line {number}: ")?,
            LineError::Field { number: None, .. } | LineError::NotObject => {}
        }
        f.write_str(&self.what())
    }
}

impl core::error::Error for LineError {}

impl Line {
    /// The line after `head`.
    pub(crate) fn after(head: Head, record: Record, at: Millis) -> Line {
        let mut line =
            Line { number: head.number.saturating_add(1), at, record: record.kept(), prev: head.hash, hash: Hash::ZERO, size: 0 };
        let content = line.content();
        line.hash = Hash::of(&content);
        line.size = seal(content, line.hash).len();
        line
    }

    /// Reads the text of a line. Every byte counts: what [`Line::text`] would not write is not a line. Whether the hash
    /// fits is another question ([`Line::is_whole`]).
    ///
    /// # Errors
    /// [`LineError`], which names the line and the field.
    pub fn parse(text: &str) -> Result<Line, LineError> {
        let fields = Fields::parse(text).map_err(|_| LineError::NotObject)?;
        let mut reader = Reader::new(fields);
        let number = reader.need_number("number");
        let named = reader.wrong.is_none().then_some(number);
        let at = reader.need_number("at");
        let record = reader.record();
        let (prev, hash) = (reader.need_hash("prev"), reader.need_hash("hash"));
        if let Some(field) = reader.wrong {
            return Err(LineError::Field { number: named, field });
        }
        let line = Line { number, at, record, prev, hash, size: text.len() };
        if line.text() == text { Ok(line) } else { Err(LineError::NotAsWritten { number }) }
    }

    /// Its one text, without a line break. [`Line::parse`] reads it back.
    #[must_use]
    pub fn text(&self) -> String {
        seal(self.content(), self.hash)
    }

    /// Its place in the log; the first line of all is 1.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// When it was written, by the clock of the page. A clock that was set back shows as it is.
    #[must_use]
    pub const fn at(&self) -> Millis {
        self.at
    }

    /// What it says.
    #[must_use]
    pub const fn record(&self) -> &Record {
        &self.record
    }

    /// The hash of the line before it.
    #[must_use]
    pub const fn prev(&self) -> Hash {
        self.prev
    }

    /// Its own hash, as it is written.
    #[must_use]
    pub const fn hash(&self) -> Hash {
        self.hash
    }

    /// True when its hash is the hash of what it says.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.own_hash() == self.hash
    }

    pub(crate) fn own_hash(&self) -> Hash {
        Hash::of(&self.content())
    }

    pub(crate) const fn size(&self) -> usize {
        self.size
    }

    /// What is hashed.
    fn content(&self) -> String {
        let mut object =
            Object::new().raw("number", &self.number.to_string()).raw("at", &self.at.to_string()).text("kind", self.record.kind.as_str());
        for (name, value) in self.record.fields() {
            object = match value {
                None => object,
                Some(Value::Text(text)) => object.text(name, text),
                Some(Value::Word(word)) => object.text(name, word),
                Some(Value::Number(number)) => object.raw(name, &number.to_string()),
                Some(Value::Price(price)) => object.price(name, price),
                Some(Value::Hash(hash)) => object.text(name, &hash.to_string()),
            };
        }
        object.text("prev", &self.prev.to_string()).end()
    }
}

fn seal(mut content: String, hash: Hash) -> String {
    // The object's own end, which the hash goes before.
    content.pop();
    content.push_str(",\"hash\":\"");
    content.push_str(&hash.to_string());
    content.push_str("\"}");
    content
}
