//! Civil dates and contract months, in exact integer arithmetic.
//!
//! Knows nothing of clocks, time zones other than UTC, exchanges or holidays.

use std::fmt;

/// A civil date of the proleptic Gregorian calendar, from year 0000 to 9999.
///
/// ```
/// use order_model::Day;
///
/// let day = Day::parse("2025-12-19").expect("a real date");
/// assert_eq!(day.weekday(), 5); // a Friday
/// assert_eq!(day.plus(1).to_string(), "2025-12-20");
/// assert_eq!(day.days_until(day.plus(-3)), -3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    const MIN: i32 = days_from_civil(0, 1, 1);
    const MAX: i32 = days_from_civil(9999, 12, 31);

    /// The date with this year (0..=9999), month (1..=12) and day of the month, if there is one.
    ///
    /// ```
    /// use order_model::Day;
    ///
    /// assert!(Day::try_new(2024, 2, 29).is_some());
    /// assert!(Day::try_new(2025, 2, 29).is_none());
    /// ```
    pub fn try_new(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(0..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 {
            return None;
        }
        let date = Self(days_from_civil(year, i32::from(month), i32::from(day)));
        // A day past the end of its month lands in the next one, so the parts tell whether it exists.
        (date.month() == month).then_some(date)
    }

    /// The UTC date of a moment in milliseconds since 1970-01-01T00:00:00Z. A moment outside the years
    /// 0000..=9999 gives the nearest date.
    ///
    /// ```
    /// use order_model::Day;
    ///
    /// assert_eq!(Day::from_unix_millis(1_766_188_799_999).to_string(), "2025-12-19");
    /// assert_eq!(Day::from_unix_millis(-1).to_string(), "1969-12-31");
    /// ```
    pub fn from_unix_millis(millis: i64) -> Self {
        let days = millis.div_euclid(86_400_000);
        let beyond = if days < 0 { Self::MIN } else { Self::MAX };
        Self(i32::try_from(days).unwrap_or(beyond).clamp(Self::MIN, Self::MAX))
    }

    /// Reads `YYYY-MM-DD`, ASCII digits only; anything else is `None`.
    ///
    /// ```
    /// use order_model::Day;
    ///
    /// assert_eq!(Day::parse("2026-01-31"), Day::try_new(2026, 1, 31));
    /// assert_eq!(Day::parse("2026-1-31"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
            return None;
        };
        let year = i32::from(two_digits(y1, y2)?) * 100 + i32::from(two_digits(y3, y4)?);
        Self::try_new(year, two_digits(m1, m2)?, two_digits(d1, d2)?)
    }

    /// The year, 0..=9999.
    pub const fn year(self) -> i32 {
        self.civil().0
    }

    /// The month, 1..=12.
    pub fn month(self) -> u8 {
        small(self.civil().1)
    }

    /// The day of the month, 1..=31.
    pub fn day(self) -> u8 {
        small(self.civil().2)
    }

    /// The day of the week as ISO 8601 numbers it: 1 is Monday, 7 is Sunday.
    pub fn weekday(self) -> u8 {
        // Day 0, 1970-01-01, was a Thursday.
        small((self.0 + 3).rem_euclid(7) + 1)
    }

    /// Days from this date to the other, negative when the other is earlier.
    pub const fn days_until(self, other: Self) -> i32 {
        other.0 - self.0
    }

    /// The date this many days later (earlier when negative), held within the years 0000..=9999.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days).clamp(Self::MIN, Self::MAX))
    }

    /// Year, month and day: Howard Hinnant's `civil_from_days`, whose years begin in March so that the
    /// leap day comes last. <https://howardhinnant.github.io/date_algorithms.html>
    const fn civil(self) -> (i32, i32, i32) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = doy - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + if month <= 2 { 1 } else { 0 };
        (year, month, day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// The month a futures contract is named after, from January 2000 to December 2099.
///
/// It prints the way NinjaTrader 8 writes it, `MM-YY`.
///
/// ```
/// use order_model::ContractMonth;
///
/// let december = ContractMonth::try_new(2026, 12).expect("in range");
/// assert_eq!(december.to_string(), "12-26");
/// assert_eq!(december.code(), 'Z');
/// assert_eq!(december.next().to_string(), "01-27");
/// assert_eq!(december.last_day().to_string(), "2026-12-31");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContractMonth {
    // The order of the fields is the order of time.
    year: i32,
    month: u8,
}

impl ContractMonth {
    /// The contract month of this year (2000..=2099) and month (1..=12).
    pub const fn try_new(year: i32, month: u8) -> Option<Self> {
        if 2000 <= year && year <= 2099 && 1 <= month && month <= 12 { Some(Self { year, month }) } else { None }
    }

    /// The contract month a date falls in; the nearest one for a date outside 2000..=2099.
    ///
    /// ```
    /// use order_model::{ContractMonth, Day};
    ///
    /// let day = Day::try_new(2025, 12, 19).expect("a real date");
    /// assert_eq!(ContractMonth::containing(day).to_string(), "12-25");
    /// ```
    pub fn containing(day: Day) -> Self {
        match day.year() {
            ..2000 => Self { year: 2000, month: 1 },
            2100.. => Self { year: 2099, month: 12 },
            year => Self { year, month: day.month() },
        }
    }

    /// The year, 2000..=2099.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1..=12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The exchanges' letter for the month: F G H J K M N Q U V X Z from January to December.
    pub const fn code(self) -> char {
        match self.month {
            1 => 'F',
            2 => 'G',
            3 => 'H',
            4 => 'J',
            5 => 'K',
            6 => 'M',
            7 => 'N',
            8 => 'Q',
            9 => 'U',
            10 => 'V',
            11 => 'X',
            _ => 'Z',
        }
    }

    /// The month, 1..=12, of an exchange letter in either case.
    ///
    /// ```
    /// use order_model::ContractMonth;
    ///
    /// assert_eq!(ContractMonth::from_code('z'), Some(12));
    /// assert_eq!(ContractMonth::from_code('A'), None);
    /// ```
    pub const fn from_code(code: char) -> Option<u8> {
        Some(match code.to_ascii_uppercase() {
            'F' => 1,
            'G' => 2,
            'H' => 3,
            'J' => 4,
            'K' => 5,
            'M' => 6,
            'N' => 7,
            'Q' => 8,
            'U' => 9,
            'V' => 10,
            'X' => 11,
            'Z' => 12,
            _ => return None,
        })
    }

    /// The first calendar day of the month.
    pub fn first_day(self) -> Day {
        Day(days_from_civil(self.year, i32::from(self.month), 1))
    }

    /// The last calendar day of the month.
    pub fn last_day(self) -> Day {
        // 31 days on is always in the next month, and its day of the month says how far to step back.
        let beyond = self.first_day().plus(31);
        beyond.plus(-i32::from(beyond.day()))
    }

    /// The month before; January 2000 stays what it is.
    #[must_use]
    pub const fn previous(self) -> Self {
        match (self.year, self.month) {
            (2000, 1) => self,
            (year, 1) => Self { year: year - 1, month: 12 },
            (year, month) => Self { year, month: month - 1 },
        }
    }

    /// The month after; December 2099 stays what it is.
    #[must_use]
    pub const fn next(self) -> Self {
        match (self.year, self.month) {
            (2099, 12) => self,
            (year, 12) => Self { year: year + 1, month: 1 },
            (year, month) => Self { year, month: month + 1 },
        }
    }
}

impl fmt::Display for ContractMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.year % 100)
    }
}

/// Days since 1970-01-01: Howard Hinnant's `days_from_civil`.
const fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let y = if month <= 2 { year - 1 } else { year };
    let yoe = y.rem_euclid(400);
    let doy = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    y.div_euclid(400) * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

/// A part of a date, which is never above 31.
fn small(part: i32) -> u8 {
    u8::try_from(part).unwrap_or(u8::MAX)
}

fn two_digits(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}
