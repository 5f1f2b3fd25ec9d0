//! The built-in contracts against what the exchanges publish, written down a second time and by hand.

// The lints' exception for tests reaches test functions only, and these helpers are shared by them.
#![allow(clippy::expect_used, clippy::panic)]

use order_model::{CONTRACTS, ContractMonth, ContractRow, Currency, Day, Exchange, Fixed, LastTrade, contract};

/// The value of one tick as the exchange prints it on the contract's page. Not computed from the table.
const PUBLISHED: &[(&str, &str, Currency, Exchange)] = &[
    // https://www.cmegroup.com/markets/equities.html
    ("ES", "12.50", Currency::Usd, Exchange::Cme),
    ("MES", "1.25", Currency::Usd, Exchange::Cme),
    ("NQ", "5.00", Currency::Usd, Exchange::Cme),
    ("MNQ", "0.50", Currency::Usd, Exchange::Cme),
    ("RTY", "5.00", Currency::Usd, Exchange::Cme),
    ("M2K", "0.50", Currency::Usd, Exchange::Cme),
    ("EMD", "10.00", Currency::Usd, Exchange::Cme),
    ("NKD", "25.00", Currency::Usd, Exchange::Cme),
    ("YM", "5.00", Currency::Usd, Exchange::Cbot),
    ("MYM", "0.50", Currency::Usd, Exchange::Cbot),
    // https://www.cmegroup.com/markets/fx/fx-product-guide and https://www.cmegroup.com/markets/microsuite/fx.html
    ("6A", "5.00", Currency::Usd, Exchange::Cme),
    ("6B", "6.25", Currency::Usd, Exchange::Cme),
    ("6C", "5.00", Currency::Usd, Exchange::Cme),
    ("6E", "6.25", Currency::Usd, Exchange::Cme),
    ("6J", "6.25", Currency::Usd, Exchange::Cme),
    ("6M", "5.00", Currency::Usd, Exchange::Cme),
    ("6N", "5.00", Currency::Usd, Exchange::Cme),
    ("6S", "6.25", Currency::Usd, Exchange::Cme),
    ("E7", "6.25", Currency::Usd, Exchange::Cme),
    ("J7", "6.25", Currency::Usd, Exchange::Cme),
    ("M6A", "1.00", Currency::Usd, Exchange::Cme),
    ("M6B", "0.625", Currency::Usd, Exchange::Cme),
    ("M6E", "1.25", Currency::Usd, Exchange::Cme),
    // https://www.cmegroup.com/markets/cryptocurrencies/micro-cryptocurrency-futures-and-options.html
    ("BTC", "25.00", Currency::Usd, Exchange::Cme),
    ("MBT", "0.50", Currency::Usd, Exchange::Cme),
    ("MET", "0.05", Currency::Usd, Exchange::Cme),
    // https://www.cmegroup.com/markets/agriculture.html
    ("HE", "10.00", Currency::Usd, Exchange::Cme),
    ("LE", "10.00", Currency::Usd, Exchange::Cme),
    ("GF", "12.50", Currency::Usd, Exchange::Cme),
    ("ZC", "12.50", Currency::Usd, Exchange::Cbot),
    ("ZW", "12.50", Currency::Usd, Exchange::Cbot),
    ("KE", "12.50", Currency::Usd, Exchange::Cbot),
    ("ZO", "12.50", Currency::Usd, Exchange::Cbot),
    ("ZS", "12.50", Currency::Usd, Exchange::Cbot),
    ("ZM", "10.00", Currency::Usd, Exchange::Cbot),
    ("ZL", "6.00", Currency::Usd, Exchange::Cbot),
    // https://www.cmegroup.com/markets/interest-rates/us-treasury.html
    ("ZT", "7.8125", Currency::Usd, Exchange::Cbot),
    ("ZF", "7.8125", Currency::Usd, Exchange::Cbot),
    ("ZN", "15.625", Currency::Usd, Exchange::Cbot),
    ("TN", "15.625", Currency::Usd, Exchange::Cbot),
    ("ZB", "31.25", Currency::Usd, Exchange::Cbot),
    ("UB", "31.25", Currency::Usd, Exchange::Cbot),
    // https://www.cmegroup.com/markets/energy.html
    ("CL", "10.00", Currency::Usd, Exchange::Nymex),
    ("QM", "12.50", Currency::Usd, Exchange::Nymex),
    ("MCL", "1.00", Currency::Usd, Exchange::Nymex),
    ("NG", "10.00", Currency::Usd, Exchange::Nymex),
    ("QG", "12.50", Currency::Usd, Exchange::Nymex),
    ("MNG", "1.00", Currency::Usd, Exchange::Nymex),
    ("RB", "4.20", Currency::Usd, Exchange::Nymex),
    ("HO", "4.20", Currency::Usd, Exchange::Nymex),
    // https://www.cmegroup.com/markets/metals.html; palladium: CME notice SER-8668R of December 2020
    ("GC", "10.00", Currency::Usd, Exchange::Comex),
    ("MGC", "1.00", Currency::Usd, Exchange::Comex),
    ("QO", "12.50", Currency::Usd, Exchange::Comex),
    ("SI", "25.00", Currency::Usd, Exchange::Comex),
    ("SIL", "5.00", Currency::Usd, Exchange::Comex),
    ("HG", "12.50", Currency::Usd, Exchange::Comex),
    ("MHG", "1.25", Currency::Usd, Exchange::Comex),
    ("PL", "5.00", Currency::Usd, Exchange::Nymex),
    ("PA", "50.00", Currency::Usd, Exchange::Nymex),
    // https://www.eurex.com/ex-en/markets
    ("FDAX", "25", Currency::Eur, Exchange::Eurex),
    ("FDXM", "5", Currency::Eur, Exchange::Eurex),
    ("FDXS", "1", Currency::Eur, Exchange::Eurex),
    ("FESX", "10", Currency::Eur, Exchange::Eurex),
    ("FSXE", "0.50", Currency::Eur, Exchange::Eurex),
    ("FGBS", "5", Currency::Eur, Exchange::Eurex),
    ("FGBM", "10", Currency::Eur, Exchange::Eurex),
    ("FGBL", "10", Currency::Eur, Exchange::Eurex),
    ("FGBX", "20", Currency::Eur, Exchange::Eurex),
    ("FBTP", "10", Currency::Eur, Exchange::Eurex),
    ("FOAT", "10", Currency::Eur, Exchange::Eurex),
    // https://www.cboe.com/tradable_products/vix/vix_futures/specifications
    ("VX", "50.00", Currency::Usd, Exchange::Cfe),
];

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

#[test]
fn days_agree_with_a_calendar_that_only_counts() {
    let (mut year, mut month, mut date, mut weekday) = (2000, 1, 1, 6); // a Saturday
    let mut today = day("2000-01-01");
    while year < 2101 {
        assert_eq!((today.year(), today.month(), today.day()), (year, month, date));
        assert_eq!(today.weekday(), weekday, "{today}");
        assert_eq!(today.to_string(), format!("{year:04}-{month:02}-{date:02}"));
        assert_eq!(Day::try_new(year, month, date), Some(today));
        assert_eq!(Day::parse(&today.to_string()), Some(today));
        let days = i64::from(day("1970-01-01").days_until(today));
        assert_eq!(Day::from_unix_millis(days * 86_400_000), today);
        assert_eq!(Day::from_unix_millis(days * 86_400_000 + 86_399_999), today);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        assert_eq!(Day::try_new(year, month, length + 1), None);
        if let Some(contract) = ContractMonth::try_new(year, month) {
            assert_eq!(contract.last_day().day(), length);
            assert_eq!(contract.first_day().plus(i32::from(date) - 1), today);
            assert_eq!(ContractMonth::containing(today), contract);
        }
        weekday = weekday % 7 + 1;
        date += 1;
        if date > length {
            (month, date) = (month + 1, 1);
        }
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
        let next = today.plus(1);
        assert!(next > today && today.days_until(next) == 1 && next.plus(-1) == today);
        today = next;
    }
}

#[test]
fn days_at_the_edges() {
    let (first, last) = (day("0000-01-01"), day("9999-12-31"));
    assert_eq!((first.plus(-1), last.plus(1)), (first, last));
    assert_eq!((last.plus(i32::MIN), first.plus(i32::MAX)), (first, last));
    assert_eq!(Day::from_unix_millis(i64::MIN), first);
    assert_eq!(Day::from_unix_millis(i64::MAX), last);
    assert_eq!(Day::from_unix_millis(0).to_string(), "1970-01-01");
    for (year, month, date) in [(2025, 0, 1), (2025, 13, 1), (2025, 1, 0), (2025, 4, 31), (-1, 1, 1)] {
        assert_eq!(Day::try_new(year, month, date), None);
    }
    assert_eq!(Day::try_new(i32::MAX, 1, 1), None);
    assert_eq!(Day::try_new(2025, 12, 255), None);
    for text in ["", "2025-12-1", "2025/12/19", "+025-12-19", "2025-12-19 ", "２025-12-19", "2025-02-30"] {
        assert_eq!(Day::parse(text), None, "{text:?}");
    }
}

#[test]
fn contract_months() {
    let months: Vec<_> = every_month().collect();
    assert_eq!(months.len(), 1_200);
    for pair in months.windows(2) {
        assert!(pair[0] < pair[1]);
        assert_eq!(pair[1].previous(), pair[0]);
        assert_eq!(pair[0].last_day().plus(1), pair[1].first_day());
    }
    assert_eq!(months[0].previous(), months[0]);
    assert_eq!(months[1_199].next(), months[1_199]);
    for month in months {
        assert_eq!(ContractMonth::from_code(month.code()), Some(month.month()));
        assert_eq!(ContractMonth::from_code(month.code().to_ascii_lowercase()), Some(month.month()));
    }
    for (year, month) in [(1999, 12), (2100, 1), (2025, 0), (2025, 13)] {
        assert_eq!(ContractMonth::try_new(year, month), None);
    }
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
