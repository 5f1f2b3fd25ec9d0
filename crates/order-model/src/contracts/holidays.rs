//! The days on which a futures exchange does not count a business day.
//!
//! Knows weekends and the holidays that follow a rule. A closure decreed for one day (a day of national
//! mourning) is not known, nor a bank holiday on which the exchange stays open.

use crate::day::Day;

/// Whose holidays count.
#[derive(Clone, Copy)]
pub(super) enum Calendar {
    /// CME Group and Cboe. <https://www.cmegroup.com/trading-hours.html>
    Us,
    /// Eurex. <https://www.eurex.com/ex-en/trade/trading-calendar>
    Eurex,
}

impl Calendar {
    /// The day itself if it is a business day, otherwise the one before.
    pub(super) fn on_or_before(self, mut day: Day) -> Day {
        while !self.open(day) {
            day = day.plus(-1);
        }
        day
    }

    /// The day itself if it is a business day, otherwise the one after.
    pub(super) fn on_or_after(self, mut day: Day) -> Day {
        while !self.open(day) {
            day = day.plus(1);
        }
        day
    }

    /// The `count`th business day before the day, which itself does not count.
    pub(super) fn before(self, mut day: Day, count: u8) -> Day {
        for _ in 0..count {
            day = self.on_or_before(day.plus(-1));
        }
        day
    }

    /// The `count`th business day after the day, which itself does not count.
    pub(super) fn after(self, mut day: Day, count: u8) -> Day {
        for _ in 0..count {
            day = self.on_or_after(day.plus(1));
        }
        day
    }

    /// Whether the day is a business day.
    pub(super) fn open(self, day: Day) -> bool {
        day.weekday() <= 5
            && !match self {
                Self::Us => us_holiday(day),
                Self::Eurex => eurex_holiday(day),
            }
    }
}

fn us_holiday(day: Day) -> bool {
    match (day.month(), day.day(), day.weekday()) {
        // New Year, which moves to Monday from Sunday and nowhere from Saturday.
        (1, 1, _) | (1, 2, 1) => true,
        // Martin Luther King and Presidents Day, Memorial Day, Labor Day, Thanksgiving.
        (1 | 2, 15..=21, 1) | (5, 25.., 1) | (9, ..=7, 1) | (11, 22..=28, 4) => true,
        // Juneteenth since 2022, Independence Day, Christmas.
        (6, ..) => day.year() >= 2022 && observed(day, 19),
        (7, ..) => observed(day, 4),
        (12, ..) => observed(day, 25),
        _ => day == good_friday(day.year()),
    }
}

fn eurex_holiday(day: Day) -> bool {
    match (day.month(), day.day()) {
        (1 | 5, 1) | (12, 24..=26 | 31) => true,
        _ => {
            let friday = good_friday(day.year());
            day == friday || day == friday.plus(3)
        }
    }
}

/// Whether a holiday on this date of the month is kept today: on the Friday before when it falls on a
/// Saturday, on the Monday after when it falls on a Sunday.
fn observed(day: Day, date: u8) -> bool {
    match day.weekday() {
        1 => day.day() == date || day.day() == date + 1,
        5 => day.day() == date || day.day() + 1 == date,
        _ => day.day() == date,
    }
}

/// The Friday before Easter Sunday, by the anonymous Gregorian computus.
fn good_friday(year: i32) -> Day {
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (8 * b + 13) / 25 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    // Days after 22 March, the earliest Easter Sunday.
    let easter = h + l - 7 * m;
    march_first(year).plus(21 + easter - 2)
}

fn march_first(year: i32) -> Day {
    // Every year in 0000..=9999 has a 1 March, so the other arm is never taken.
    Day::try_new(year, 3, 1).unwrap_or(Day::from_unix_millis(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(calendar: Calendar, year: i32) -> Vec<String> {
        let first = Day::try_new(year, 1, 1).unwrap();
        (0..365)
            .map(|n| first.plus(n))
            .filter(|day| day.weekday() <= 5 && !calendar.open(*day))
            .map(|day| format!("{:02}-{:02}", day.month(), day.day()))
            .collect()
    }

    /// <https://www.nyse.com/markets/hours-calendars>
    #[test]
    fn us_holidays() {
        let cases = [
            (2022, "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26"),
            (2023, "01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25"),
            (2025, "01-01 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25"),
            (2026, "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25"),
            (2027, "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24"),
        ];
        for (year, expected) in cases {
            assert_eq!(closed(Calendar::Us, year).join(" "), expected, "{year}");
        }
    }

    #[test]
    fn eurex_holidays() {
        let expected = "01-01 04-18 04-21 05-01 12-24 12-25 12-26 12-31";
        assert_eq!(closed(Calendar::Eurex, 2025).join(" "), expected);
    }

    #[test]
    fn good_fridays() {
        for text in ["2000-04-21", "2008-03-21", "2019-04-19", "2024-03-29", "2038-04-23", "2076-04-17"] {
            let day = Day::parse(text).unwrap();
            assert_eq!(good_friday(day.year()), day);
        }
    }
}
