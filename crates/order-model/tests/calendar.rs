//! Days and contract months against a calendar that only counts.

// The lints' exception for tests reaches test functions only, and these helpers are shared by them.
#![allow(clippy::expect_used)]

use order_model::{ContractMonth, Day};

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
