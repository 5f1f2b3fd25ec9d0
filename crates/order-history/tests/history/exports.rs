//! What leaves the page: the CSV as another reader reads it, the JSON and its check, and both to the letter.

use crate::drawn::{START, history, stored, written};
use crosstrade::Object;
use order_history::{Bounds, ExportError, Fault, Head, History, Kind, Line, Record, verify_export};
use order_model::{Action, OrderType, Price, TimeInForce};
use proptest::prelude::*;
use proptest::sample::Index;
use std::fs;
use std::path::PathBuf;

/// Columns whose cells are JSON numbers.
const NUMBERS: [&str; 10] =
    ["number", "at", "quantity", "limitPrice", "stopPrice", "fillQuantity", "fillPrice", "filled", "averagePrice", "venueAt"];
/// Columns that are made for the reader; the line has no such fields.
const DERIVED: [&str; 2] = ["utc", "direction"];

/// The rows of a CSV, each as (column, cell).
fn rows(csv: &str) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::ReaderBuilder::new().terminator(csv::Terminator::CRLF).from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| header.iter().zip(row.iter()).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// The stored line that a row was made from.
fn line(row: &[(String, String)]) -> String {
    let there = |(name, cell): &&(String, String)| !cell.is_empty() && !DERIVED.contains(&name.as_str());
    let fields = row.iter().filter(there).fold(Object::new(), |object, (name, cell)| {
        let number = NUMBERS.contains(&name.as_str()) || name == "droppedThrough";
        if number { object.raw(name, cell) } else { object.text(name, cell.strip_prefix('\'').unwrap_or(cell)) }
    });
    fields.end()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn another_reader_finds_every_line_in_the_csv(history in history(0, 6)) {
        let csv = history.to_csv();
        let lines: Vec<String> = rows(&csv).iter().map(|row| line(row)).collect();
        prop_assert_eq!(lines, stored(&history));
        prop_assert!(csv.ends_with("\r\n"));
    }

    #[test]
    fn no_cell_is_a_formula(history in history(1, 4)) {
        for row in rows(&history.to_csv()) {
            for (name, cell) in row.iter().filter(|(name, _)| !NUMBERS.contains(&name.as_str())) {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']), "{}: {:?}", name, cell);
            }
        }
    }

    #[test]
    fn an_export_is_good_as_it_left_and_any_altered_character_shows(history in history(1, 4), place: Index, put in "[ -~]") {
        let file = history.to_json();
        prop_assert!(verify_export(&file).unwrap().is_good());
        prop_assert!(file.contains("\"verified\":true"));
        let (before, after) = file.split_once("\"head\"").unwrap();
        let (from, count) = (before.chars().count(), "\"head\"".len() + after.chars().count());
        let mut chars: Vec<String> = file.chars().map(String::from).collect();
        let at = from + place.index(count);
        prop_assume!(chars[at] != put && chars[at].trim() != put.trim());
        chars[at] = put;
        let verdict = verify_export(&chars.concat());
        prop_assert!(verdict.as_ref().map_or(true, |verdict| !verdict.is_good()), "{:?}", verdict);
    }

    #[test]
    fn any_text_gives_an_answer(text: String, inner in "[\\[\\]{}\":, a0]{0,12}") {
        prop_assert!(verify_export(&text).is_err());
        let _ = verify_export(&(r#"{"format":"order-ticket-history","version":1,"head":"#.to_owned() + &inner + r#","lines":[]}"#));
    }
}

/// A morning: an order that fills, one that is refused, a formula from a server, a line that somebody has spoilt.
fn small() -> History {
    let order = Record {
        session: "3f9a1c".into(),
        venue: "practice".into(),
        transport: "http".into(),
        account: "Sim101".into(),
        instrument: "ES 12-26".into(),
        action: Some(Action::Buy),
        order_type: Some(OrderType::Limit),
        quantity: Some(2),
        limit: Price::parse("6010.25").ok(),
        time_in_force: Some(TimeInForce::Day),
        attempt: "a1".into(),
        ..Record::new(Kind::Place)
    };
    let about = |kind, text: &str| Record { kind, text: text.into(), ..order.clone() };
    let records = vec![
        Record { venue: "practice".into(), text: "order-ticket 0.1.0".into(), ..Record::new(Kind::SessionOpened) },
        Record { bytes: r#"{"instrument":"ES 12-26","action":"BUY","quantity":2}"#.into(), ..order.clone() },
        Record { order_id: "n1".into(), state: "200".into(), ..about(Kind::Acknowledged, "") },
        Record {
            order_id: "n1".into(),
            execution_id: "e1".into(),
            state: "Filled".into(),
            fill_quantity: Some(2),
            fill_price: Price::parse("6010").ok(),
            filled: Some(2),
            average: Price::parse("6010").ok(),
            venue_at: Some(START - 20),
            ..about(Kind::Filled, "")
        },
        Record { state: "400".into(), ..about(Kind::Refused, "=HYPERLINK(\"http://example.invalid\",\"invalid_account\")") },
        Record { limit: Price::parse("-37.63").ok(), ..about(Kind::Change, "line one\nline two") },
        Record::new(Kind::Locked),
    ];
    let whole = written(records, Bounds::default());
    let spoilt = whole.text().replacen("\"kind\":\"locked\"", "\"kind\":\"\"", 1);
    History::restore(&spoilt, Some(whole.head()), Bounds::default())
}

#[test]
fn a_small_log_is_exported_to_the_letter() {
    let history = small();
    golden("small.csv", &history.to_csv());
    golden("small.json", &history.to_json());
    let verdict = verify_export(&history.to_json()).unwrap();
    assert_eq!(verdict, history.verify());
    assert_eq!(verdict.to_string(), "7 lines: line 7 cannot be read (kind is missing or cannot be read)");
}

#[test]
fn what_cannot_be_read_is_exported_as_it_was_found() {
    let history = small();
    let spoilt = stored(&history).pop().unwrap();
    let last = rows(&history.to_csv()).pop().unwrap();
    let cells: Vec<&(String, String)> = last.iter().filter(|(_, cell)| !cell.is_empty()).collect();
    let expected = [("kind", "unreadable"), ("state", "line 7: kind is missing or cannot be read"), ("text", spoilt.as_str())];
    assert_eq!(cells, expected.map(|(name, cell)| (name.to_owned(), cell.to_owned())).iter().collect::<Vec<_>>());

    // What is wrapped is never a line, even when it says one.
    let whole = written(vec![Record::new(Kind::Note)], Bounds::default());
    let line = stored(&whole).concat();
    assert!(Line::parse(&line).is_ok());
    let wrapped = whole.to_json().replace(&line, &Object::new().text("unreadable", &line).end());
    let verdict = verify_export(&wrapped).unwrap();
    assert!(matches!(verdict.faults.as_slice(), [Fault::Unreadable { number: 1, .. }]), "{verdict}");
}

#[test]
fn an_export_whose_head_names_an_earlier_line_is_not_good() {
    let notes = |count, lines| written(vec![Record::new(Kind::Note); count], Bounds { lines, ..Bounds::default() });
    // Of a log that has kept everything, and of one whose first lines the bounds have dropped: their hashes are not at hand.
    for (history, altered) in [(notes(2, 100), 0), (notes(2, 100), 1), (notes(30, 10), 3)] {
        let Head { number, .. } = history.head();
        let file = history.to_json().replacen(&format!("\"number\":{number}"), &format!("\"number\":{altered}"), 1);
        let verdict = verify_export(&file).unwrap();
        let behind = Fault::HeadBehind { number: altered, last: number };
        assert_eq!(verdict.faults.last(), Some(&behind), "{verdict}");
        assert!(verdict.to_string().contains(&format!("the head names line {altered}, and the lines go on to line {number}")));
    }
}

#[test]
fn what_is_no_export_is_refused() {
    let file = written(vec![Record::new(Kind::Note)], Bounds::default()).to_json();
    for (from, to, error) in [
        ("{\"format\"", "\"format\"", ExportError::NotObject),
        ("order-ticket-history", "order-ticket-journal", ExportError::AnotherFormat),
        ("\"version\":1", "\"version\":2", ExportError::AnotherFormat),
        ("\"version\":1", "\"version\":\"1\"", ExportError::AnotherFormat),
        ("\"head\":{\"number\":1", "\"head\":{\"number\":\"1\"", ExportError::Field("head")),
        ("\"head\"", "\"heap\"", ExportError::Field("head")),
        ("\"lines\":[", "\"lines\":{}, \"x\":[", ExportError::Field("lines")),
    ] {
        assert_eq!(verify_export(&file.replacen(from, to, 1)), Err(error), "{to}");
    }
    assert_eq!(ExportError::Field("head").to_string(), "head is missing or cannot be read");
    let empty = History::new(Bounds::default()).to_json();
    assert_eq!(verify_export(&empty).map(|verdict| verdict.to_string()).as_deref(), Ok("0 lines, all as they were written"));
}

/// Compares with `tests/golden/<name>`, or writes it where `UPDATE_GOLDEN` is set.
fn golden(name: &str, actual: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, actual).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}; write it with UPDATE_GOLDEN=1", path.display()));
    assert_eq!(actual, golden, "{name}");
}
