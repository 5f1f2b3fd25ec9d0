//! The built-in contracts against what the exchanges publish, written down a second time and by hand.

// The lints' exception for tests reaches test functions only, and these helpers are shared by them.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "contract_table/published.rs"]
mod published;

use order_model::{CONTRACTS, ContractMonth, ContractRow, Day, Fixed, LastTrade, contract};
use published::PUBLISHED;

/// Last trading days that are past and known, or that follow from the rule's own words.
const LAST_DAYS: &[(&str, &str, &str)] = &[
    ("ES", "12-25", "2025-12-19"),
    ("ES", "12-26", "2026-12-18"),
    ("ES", "06-25", "2025-06-20"),
    // The third Friday is Juneteenth: the first earlier day on which the index is published.
    ("ES", "06-26", "2026-06-18"),
    ("MNQ", "03-25", "2025-03-21"),
    ("YM", "09-25", "2025-09-19"),
    ("NKD", "12-25", "2025-12-11"),
    ("6E", "12-25", "2025-12-15"),
    ("M6E", "03-25", "2025-03-17"),
    ("6C", "12-25", "2025-12-16"),
    ("MBT", "11-25", "2025-11-28"),
    ("HE", "12-25", "2025-12-12"),
    ("HE", "07-25", "2025-07-15"),
    ("LE", "12-25", "2025-12-31"),
    ("GF", "11-25", "2025-11-20"),
    // The Thursday before Thanksgiving, though a later Thursday follows.
    ("GF", "11-23", "2023-11-16"),
    ("GF", "05-25", "2025-05-22"),
    ("GF", "01-26", "2026-01-29"),
    ("ZN", "12-25", "2025-12-19"),
    ("ZB", "03-25", "2025-03-20"),
    ("ZT", "12-25", "2025-12-31"),
    ("ZC", "12-25", "2025-12-12"),
    ("ZS", "11-25", "2025-11-14"),
    ("CL", "01-26", "2025-12-19"),
    ("CL", "12-25", "2025-11-20"),
    ("CL", "03-25", "2025-02-20"),
    ("CL", "05-25", "2025-04-22"),
    ("CL", "02-25", "2025-01-21"),
    // The 25th is Memorial Day.
    ("CL", "06-26", "2026-05-19"),
    // https://axc.vn/product/dau-wti-mini-nymex/?lang=en, the months without a holiday in the way
    ("QM", "01-23", "2022-12-19"),
    ("QM", "02-23", "2023-01-19"),
    ("QM", "05-23", "2023-04-19"),
    ("QM", "11-23", "2023-10-19"),
    ("NG", "01-26", "2025-12-29"),
    ("NG", "02-26", "2026-01-28"),
    ("QG", "02-26", "2026-01-27"),
    ("RB", "01-26", "2025-12-31"),
    ("GC", "12-25", "2025-12-29"),
    ("SI", "12-25", "2025-12-29"),
    ("QO", "02-26", "2026-01-28"),
    ("PL", "01-26", "2026-01-28"),
    // https://en.mxv.com.vn/product/8/micro-copper.html
    ("MHG", "09-22", "2022-08-29"),
    ("MHG", "10-22", "2022-09-28"),
    ("MHG", "11-22", "2022-10-27"),
    ("MHG", "12-22", "2022-11-28"),
    ("MHG", "01-23", "2022-12-28"),
    ("MHG", "02-23", "2023-01-27"),
    ("MHG", "03-23", "2023-02-24"),
    ("MHG", "04-23", "2023-03-29"),
    ("MHG", "05-23", "2023-04-26"),
    ("MHG", "06-23", "2023-05-26"),
    ("MHG", "07-23", "2023-06-28"),
    ("MHG", "08-23", "2023-07-27"),
    ("FDAX", "12-25", "2025-12-19"),
    // No holiday in Frankfurt.
    ("FESX", "06-26", "2026-06-19"),
    ("FGBL", "12-25", "2025-12-08"),
    ("FGBL", "03-25", "2025-03-06"),
    ("VX", "12-24", "2024-12-18"),
    // A month later the third Friday is Good Friday.
    ("VX", "03-25", "2025-03-18"),
    ("VX", "11-25", "2025-11-19"),
];

/// Days that a broker or a doubtful reading of the rule gives, which the documented slack must reach.
const WITHIN_SLACK: &[(&str, &str, &str)] = &[
    // Presidents Day and Juneteenth stand in the way, and the broker's list ignores them.
    ("QM", "03-23", "2023-02-20"),
    ("QM", "07-23", "2023-06-19"),
    // Boxing Day is no business day in London.
    ("BTC", "12-25", "2025-12-24"),
    // Columbus Day is a bank holiday on which the exchange is open.
    ("6E", "10-25", "2025-10-10"),
];

#[test]
fn tick_values_are_what_the_exchanges_print() {
    for (root, value, currency, exchange) in PUBLISHED {
        let row = row(root);
        assert_eq!(row.tick_value(), fixed(value), "{root}");
        assert_eq!((row.currency, row.exchange), (*currency, *exchange), "{root}");
    }
    assert_eq!(PUBLISHED.len(), CONTRACTS.len(), "a contract has no published value here");
}

#[test]
fn rows_are_well_formed() {
    for pair in CONTRACTS.windows(2) {
        assert!(pair[0].root < pair[1].root, "{} before {}", pair[0].root, pair[1].root);
    }
    for row in CONTRACTS {
        let root = row.root;
        assert!(root.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()), "{root}");
        assert!((2..=4).contains(&root.len()) && !row.name.is_empty(), "{root}");
        let months: Vec<u8> = row.months.chars().map(|code| ContractMonth::from_code(code).expect(root)).collect();
        assert!(!months.is_empty() && months.is_sorted_by(|a, b| a < b), "{root}");
        assert_eq!(row.months, row.months.to_uppercase());
        for value in [row.tick, row.point_value] {
            assert!(value.mantissa > 0, "{root}");
            assert!(value.scale == 0 || value.mantissa % 10 != 0, "{root} has trailing zeros");
        }
        assert!(row.source().starts_with("https://www."), "{root} has no source");
    }
}

#[test]
fn a_root_is_found_in_either_case_and_nothing_else_is() {
    for row in CONTRACTS {
        assert_eq!(contract(row.root), Some(row));
        assert_eq!(contract(&row.root.to_lowercase()), Some(row));
        assert_eq!(contract(&format!("{}9", row.root)), None);
    }
    for text in ["", " ES", "ES ", "E", "\u{fb01}", "ES 12-25", "zzzzzzzz", "０"] {
        assert_eq!(contract(text), None, "{text:?}");
    }
}

#[test]
fn known_last_trading_days() {
    for (root, text, expected) in LAST_DAYS {
        let found = row(root).last_trade.day(month(text));
        assert_eq!(found.to_string(), *expected, "{root} {text}");
    }
    for (root, text, other) in WITHIN_SLACK {
        let found = row(root).last_trade.day(month(text));
        let off = found.days_until(day(other)).abs();
        assert!(off <= LastTrade::SLACK_DAYS, "{root} {text}: {found} is {off} days from {other}");
    }
}

#[test]
fn last_trading_days_are_weekdays_near_their_month_in_every_month() {
    for row in CONTRACTS {
        let mut before: Option<Day> = None;
        for month in every_month() {
            let last = row.last_trade.day(month);
            assert!(last.weekday() <= 5, "{} {month}: {last}", row.root);
            assert!(last <= month.last_day(), "{} {month}: {last}", row.root);
            assert!(last.days_until(month.first_day()) <= 20, "{} {month}: {last}", row.root);
            assert!(before.is_none_or(|before| before < last), "{} {month}: {last}", row.root);
            before = Some(last);
        }
    }
}

#[test]
fn front_month_around_expiry() {
    let cases = [
        ("ES", "2025-12-18", "12-25"),
        ("ES", "2025-12-19", "12-25"),
        ("ES", "2025-12-20", "03-26"),
        ("CL", "2025-12-19", "01-26"),
        ("CL", "2025-12-20", "02-26"),
        ("GC", "2025-12-29", "12-25"),
        ("GC", "2025-12-30", "02-26"),
        ("6E", "2025-12-15", "12-25"),
        ("6E", "2025-12-16", "03-26"),
        ("ZS", "2025-11-15", "01-26"),
        ("NG", "2025-12-30", "02-26"),
        ("FGBL", "2025-12-08", "12-25"),
        ("FGBL", "2025-12-09", "03-26"),
        ("VX", "2025-11-19", "11-25"),
        ("VX", "2025-11-20", "12-25"),
    ];
    for (root, today, expected) in cases {
        assert_eq!(row(root).front_month(day(today)), month(expected), "{root} on {today}");
    }
}

#[test]
fn front_month_is_the_first_that_still_trades() {
    let from = day("2024-01-01");
    for row in CONTRACTS {
        for today in (0..800).map(|n| from.plus(n)) {
            let front = row.front_month(today);
            assert!(row.lists(front) && row.months.contains(front.code()));
            assert!(row.last_trade.day(front) >= today, "{} on {today}", row.root);
            let mut earlier = front.previous();
            while !row.months.contains(earlier.code()) {
                earlier = earlier.previous();
            }
            assert!(row.last_trade.day(earlier) < today, "{} on {today}", row.root);
        }
    }
    // Outside the range of contract months there is an answer, though not a useful one.
    assert_eq!(row("ES").front_month(day("1980-01-01")), month("03-00"));
    assert_eq!(row("ES").front_month(day("9999-12-31")), month("12-99"));
}

#[test]
fn listed_months() {
    let cases = [
        ("ES", "HMUZ", ""),
        ("6E", "FGHJKMNQUVXZ", ""),
        ("6N", "HMUZ", "FGJK"),
        ("GC", "FGHJKMNQUVXZ", ""),
        ("MGC", "GJMQVZ", "FHKNUX"),
        ("HE", "GJKMNQVZ", "FHUX"),
        ("ZC", "HKNUZ", "FGJMQVX"),
    ];
    for (root, listed, not_listed) in cases {
        for month in every_month().take(12) {
            let row = row(root);
            if listed.contains(month.code()) {
                assert!(row.lists(month), "{root} {month}");
            }
            if not_listed.contains(month.code()) {
                assert!(!row.lists(month), "{root} {month}");
            }
        }
    }
}

#[test]
fn fixed_prints_exactly() {
    let cases = [(5, 7, "0.0000005"), (12_500_000, 0, "12500000"), (-125, 1, "-12.5"), (0, 2, "0.00")];
    for (mantissa, scale, text) in cases {
        assert_eq!(Fixed { mantissa, scale }.to_string(), text);
    }
    assert_eq!(row("6J").tick.times(row("6J").point_value).to_string(), "6.25");
}

fn row(root: &str) -> &'static ContractRow {
    contract(root).unwrap_or_else(|| panic!("{root} is not in the table"))
}

fn day(text: &str) -> Day {
    Day::parse(text).expect(text)
}

/// Reads `MM-YY`.
fn month(text: &str) -> ContractMonth {
    let (month, year) = text.split_once('-').expect(text);
    ContractMonth::try_new(2000 + year.parse::<i32>().expect(text), month.parse().expect(text)).expect(text)
}

fn every_month() -> impl Iterator<Item = ContractMonth> {
    let first = month("01-00");
    std::iter::successors(Some(first), |month| Some(month.next()).filter(|next| next != month))
}

/// Reads a printed amount into the form that [`ContractRow::tick_value`] gives.
fn fixed(text: &str) -> Fixed {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = part.trim_end_matches('0');
    Fixed { mantissa: format!("{whole}{part}").parse().expect(text), scale: u8::try_from(part.len()).expect(text) }
}
