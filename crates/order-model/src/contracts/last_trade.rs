//! The rule that leads from a contract month to the last trading day.
//!
//! Knows the calendar of exchange holidays, and nothing of any one contract.

use super::holidays::Calendar;
use crate::day::{ContractMonth, Day};

/// How an exchange fixes the last trading day of a contract. Business days are the exchange's own.
///
/// ```
/// use order_model::{ContractMonth, LastTrade};
///
/// let december = ContractMonth::try_new(2025, 12).expect("in range");
/// assert_eq!(LastTrade::ThirdFriday.day(december).to_string(), "2025-12-19");
/// assert_eq!(LastTrade::LastOfMonth(3).day(december).to_string(), "2025-12-29");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastTrade {
    /// The third Friday of the contract month, or the business day before when that is a holiday.
    ThirdFriday,
    /// The same by Eurex's holidays.
    EurexThirdFriday,
    /// The business day before the second Friday.
    BeforeSecondFriday,
    /// This many business days before the third Wednesday.
    BeforeThirdWednesday(u8),
    /// The last Friday, or the business day before.
    LastFriday,
    /// The business day before the 15th.
    BeforeFifteenth,
    /// This business day of the contract month, counted from its start.
    NthOfMonth(u8),
    /// This business day of the contract month, counted from its end: 1 is the last.
    LastOfMonth(u8),
    /// This business day of the month before the contract month, counted from its end: 1 is the last.
    LastOfPriorMonth(u8),
    /// This many business days before the 25th of the month before the contract month, and one more when
    /// that 25th is no business day.
    BeforeTwentyFifth(u8),
    /// The last Thursday (in November the one before Thanksgiving) that is no holiday and has none in the
    /// four weekdays before it, searched backwards a week at a time.
    FeederCattle,
    /// Two exchange days before the delivery day, which is the 10th or the first exchange day after it.
    EurexBond,
    /// 30 days before the third Friday of the following month; when that Friday is a holiday, 30 days
    /// before the business day before it.
    Volatility,
}

impl LastTrade {
    /// How many days the true last trading day may lie from [`LastTrade::day`], either way.
    ///
    /// Weekends and the exchanges' regular holidays are known. What is not known is a closure decreed for a
    /// single day, a bank holiday that a rule counts and the exchange does not (or London's, for bitcoin),
    /// and a change of rule. Each moves the day by one business day, which a long weekend stretches to four.
    pub const SLACK_DAYS: i32 = 4;

    /// The last trading day of the contract of this month, up to [`LastTrade::SLACK_DAYS`] off.
    pub fn day(self, month: ContractMonth) -> Day {
        let us = Calendar::Us;
        let (first, last) = (month.first_day(), month.last_day());
        // The day before the first: adding n gives the nth of the month.
        let prior = first.plus(-1);
        match self {
            Self::ThirdFriday => us.on_or_before(nth(first, FRIDAY, 3)),
            Self::EurexThirdFriday => Calendar::Eurex.on_or_before(nth(first, FRIDAY, 3)),
            Self::BeforeSecondFriday => us.before(nth(first, FRIDAY, 2), 1),
            Self::BeforeThirdWednesday(count) => us.before(nth(first, WEDNESDAY, 3), count),
            Self::LastFriday => us.on_or_before(on_or_before(last, FRIDAY)),
            Self::BeforeFifteenth => us.before(prior.plus(15), 1),
            Self::NthOfMonth(count) => us.after(prior, count),
            Self::LastOfMonth(count) => us.before(last.plus(1), count),
            Self::LastOfPriorMonth(count) => us.before(first, count),
            Self::BeforeTwentyFifth(count) => {
                let twenty_fifth = prior.plus(25 - i32::from(prior.day()));
                let more = u8::from(!us.open(twenty_fifth));
                us.before(twenty_fifth, count.saturating_add(more))
            }
            Self::FeederCattle => feeder_cattle(month),
            Self::EurexBond => {
                let delivery = Calendar::Eurex.on_or_after(prior.plus(10));
                Calendar::Eurex.before(delivery, 2)
            }
            Self::Volatility => {
                let options = us.on_or_before(nth(last.plus(1), FRIDAY, 3));
                us.on_or_before(options.plus(-30))
            }
        }
    }
}

const WEDNESDAY: u8 = 3;
const THURSDAY: u8 = 4;
const FRIDAY: u8 = 5;

/// CME rule 10202: <https://www.cmegroup.com/rulebook/CME/II/100/102/102.pdf>
fn feeder_cattle(month: ContractMonth) -> Day {
    let mut thursday = match month.month() {
        11 => nth(month.first_day(), THURSDAY, 3),
        _ => on_or_before(month.last_day(), THURSDAY),
    };
    // The four weekdays before a Thursday are the days 1, 2, 3 and 6 back.
    while [0, -1, -2, -3, -6].iter().any(|back| !Calendar::Us.open(thursday.plus(*back))) {
        thursday = thursday.plus(-7);
    }
    thursday
}

/// The `count`th such weekday on or after the first day of a month.
fn nth(first: Day, weekday: u8, count: i32) -> Day {
    let ahead = (i32::from(weekday) - i32::from(first.weekday())).rem_euclid(7);
    first.plus(ahead + 7 * (count - 1))
}

/// The last such weekday on or before the day.
fn on_or_before(day: Day, weekday: u8) -> Day {
    day.plus(-(i32::from(day.weekday()) - i32::from(weekday)).rem_euclid(7))
}
