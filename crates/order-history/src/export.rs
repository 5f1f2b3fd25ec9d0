//! The log as one JSON file, and the check of such a file by somebody who has nothing else.

use crate::chain::Head;
use crate::entry::Entry;
use crate::hash::Hash;
use crate::line::{Line, LineError};
use crate::verdict::{Fault, Verdict};
use crate::verify::verify;
use crosstrade::{Fields, Object};

const FORMAT: &str = "order-ticket-history";
const VERSION: u64 = 1;

/// The name under which the file keeps what is no line.
const UNREADABLE: &str = "unreadable";

/// A text that is no export of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// It is not one JSON object.
    #[error("the file is not one JSON object")]
    NotObject,
    /// It is an object of another sort, or of a version that is not known here.
    #[error("the file is not an order-ticket-history of version 1")]
    AnotherFormat,
    /// A part of it is missing or is not what it has to be.
    #[error("{0} is missing or cannot be read")]
    Field(&'static str),
}

pub(crate) fn write(entries: &[Entry], head: Head, verdict: &Verdict) -> String {
    let mut lines = "[".to_owned();
    for (at, entry) in entries.iter().enumerate() {
        lines.push_str(if at == 0 { "\n" } else { ",\n" });
        match entry {
            Entry::Line(line) => lines.push_str(&line.text()),
            Entry::Unreadable { text, .. } => lines.push_str(&Object::new().text(UNREADABLE, text).end()),
        }
    }
    lines.push_str("\n]");
    let head = Object::new().raw("number", &head.number.to_string()).text("hash", &head.hash.to_string()).end();
    Object::new()
        .text("format", FORMAT)
        .raw("version", &VERSION.to_string())
        .flag("verified", verdict.is_good())
        .text("verdict", &verdict.to_string())
        .raw("head", &head)
        .raw("lines", &lines)
        .end()
}

/// Checks an exported JSON file, byte for byte; a file that another program has formatted anew is not the file. What the
/// file says of itself (`verified`, `verdict`) is not asked.
///
/// It shows what was changed since the export by somebody who has not made the chain anew. Whether the file is the one that
/// was handed over, its head tells: compare it with the one that was written down.
///
/// ```
/// use order_history::{Bounds, Fault, History, Kind, Record, verify_export};
/// let mut history = History::new(Bounds::default());
/// let _ = history.append(Record { quantity: Some(1), ..Record::new(Kind::Place) }, 1_767_000_000_000);
/// let file = history.to_json();
/// assert_eq!(verify_export(&file).map(|verdict| verdict.is_good()), Ok(true));
/// let file = file.replace("\"quantity\":1", "\"quantity\":2");
/// assert_eq!(verify_export(&file).map(|verdict| verdict.faults), Ok(vec![Fault::Altered { number: 1 }]));
/// ```
///
/// # Errors
/// [`ExportError`] for a text that is no such file.
pub fn verify_export(text: &str) -> Result<Verdict, ExportError> {
    let file = Fields::parse(text).map_err(|_| ExportError::NotObject)?;
    let version = file.raw("version").and_then(|raw| raw.parse().ok());
    if file.text("format").ok().flatten().as_deref() != Some(FORMAT) || version != Some(VERSION) {
        return Err(ExportError::AnotherFormat);
    }
    let head = file.raw("head").and_then(head).ok_or(ExportError::Field("head"))?;
    let mut entries = Vec::new();
    for raw in file.array("lines").ok_or(ExportError::Field("lines"))? {
        entries.push(entry(raw));
    }
    let mut verdict = verify(&entries, Some(head));
    // A log in storage may be ahead of a head that was kept elsewhere; what is exported carries the head of its own end.
    if !verdict.end_is_known {
        let lines = entries.iter().filter_map(Entry::whole).map(Line::number).max();
        verdict.faults.push(Fault::HeadBehind { number: head.number, last: lines.unwrap_or(verdict.dropped_through) });
    }
    Ok(verdict)
}

fn entry(raw: &str) -> Entry {
    match Fields::parse(raw).ok().and_then(|fields| fields.text(UNREADABLE).ok().flatten()) {
        None => Entry::parse(raw),
        // Never a line, even if it says one: nobody but another hand puts a line there.
        Some(text) => {
            let error = Line::parse(&text).map_or_else(|error| error, |line| LineError::NotAsWritten { number: line.number() });
            Entry::Unreadable { text, error }
        }
    }
}

fn head(raw: &str) -> Option<Head> {
    let fields = Fields::parse(raw).ok()?;
    let hash = Hash::parse(&fields.text("hash").ok()??)?;
    Some(Head { number: fields.raw("number")?.parse().ok()?, hash })
}
