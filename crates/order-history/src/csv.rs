//! The log as CSV (RFC 4180): one row a line, the hashes in the last columns. Must not know how a line is stored.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula, quotation marks or not
//! (OWASP: CSV injection; ASVS 5.0, 1.2.10). A text that begins so is given an apostrophe in front, and so is a text that begins with an
//! apostrophe, so that whoever takes one off the front of every text that has one gets back what was written. Numbers are
//! written by this program and stay numbers: -37.63 is a price.

use crate::entry::Entry;
use crate::hash::Hash;
use crate::kind::Kind;
use crate::record::{Field, Record, Value};
use crate::time::Utc;

/// What stands in the column `kind` for text that is no line; the text itself is in `text`, the reason in `state`.
const UNREADABLE: &str = "unreadable";

/// The columns before and after those of the record.
const FIRST: [&str; 5] = ["number", "utc", "at", "direction", "kind"];
const LAST: [&str; 2] = ["prev", "hash"];

pub(crate) fn write(entries: &[Entry]) -> String {
    let mut out = String::new();
    let mut row = Row { out: &mut out, begun: false };
    let names = Record::new(Kind::Note);
    for name in FIRST {
        row.cell(name);
    }
    for (name, _) in names.fields() {
        row.cell(name);
    }
    for name in LAST {
        row.cell(name);
    }
    row.end();
    for entry in entries {
        match entry {
            Entry::Line(line) => {
                let record = line.record();
                row.cell(&line.number().to_string());
                row.cell(&Utc(line.at()).to_string());
                row.cell(&line.at().to_string());
                row.cell(record.kind.direction().as_str());
                row.cell(record.kind.as_str());
                row.fields(&record.fields());
                row.hash(line.prev());
                row.hash(line.hash());
            }
            Entry::Unreadable { text, error } => {
                for cell in ["", "", "", "", UNREADABLE] {
                    row.cell(cell);
                }
                for (name, _) in names.fields() {
                    match name {
                        "text" => row.text(text),
                        "state" => row.text(&error.to_string()),
                        _ => row.cell(""),
                    }
                }
                row.cell("");
                row.cell("");
            }
        }
        row.end();
    }
    out
}

struct Row<'a> {
    out: &'a mut String,
    begun: bool,
}

impl Row<'_> {
    fn fields(&mut self, fields: &[Field<'_>]) {
        for (_, value) in fields {
            match value {
                None => self.cell(""),
                Some(Value::Text(text)) => self.text(text),
                Some(Value::Word(word)) => self.cell(word),
                Some(Value::Number(number)) => self.cell(&number.to_string()),
                Some(Value::Price(price)) => self.cell(&price.to_string()),
                Some(Value::Hash(hash)) => self.hash(*hash),
            }
        }
    }

    /// Text from outside, which may look like a formula.
    fn text(&mut self, text: &str) {
        // The full-width forms too: some spreadsheets take them for the plain ones.
        const FORMULA: [char; 13] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '\'', '＝', '＋', '－', '＠'];
        if text.starts_with(FORMULA) {
            self.cell(&("'".to_owned() + text));
        } else {
            self.cell(text);
        }
    }

    fn hash(&mut self, hash: Hash) {
        self.cell(&hash.to_string());
    }

    fn cell(&mut self, cell: &str) {
        if self.begun {
            self.out.push(',');
        }
        self.begun = true;
        if !cell.contains([',', '"', '\r', '\n']) {
            self.out.push_str(cell);
            return;
        }
        self.out.push('"');
        for c in cell.chars() {
            if c == '"' {
                self.out.push('"');
            }
            self.out.push(c);
        }
        self.out.push('"');
    }

    fn end(&mut self) {
        self.out.push_str("\r\n");
        self.begun = false;
    }
}
