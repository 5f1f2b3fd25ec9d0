//! Bars over the same quotes that orders fill at: a function of the seed, the name and the moment, like the quotes.

use crate::listing::Listing;
use crate::quote::{Quote, Source};
use crosstrade::{BarRow, PeriodType};
use order_model::{Day, Millis};

const DAY_MS: Millis = 86_400_000;
/// The API's most.
const MOST: u32 = 5_000;
/// Quotes looked at for one bar of the walk. Longer bars are drawn from a sample, so they may miss an outermost tick.
const SAMPLES: u64 = 60;

/// Which bars are asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub(crate) kind: PeriodType,
    pub(crate) period: u32,
    pub(crate) days_back: Option<u32>,
    pub(crate) limit: Option<u32>,
}

/// The bars that have closed by `now`, oldest first.
pub(crate) fn bars(listing: &Listing, wanted: Wanted, now: Millis) -> Vec<BarRow> {
    let most = wanted.limit.unwrap_or(MOST).min(MOST);
    let from = wanted.days_back.map_or(0, |days| now.saturating_sub(DAY_MS.saturating_mul(days.into())));
    let mut rows = Vec::new();
    let mut end = start_of(wanted, now);
    for _ in 0..most {
        let Some(start) = end.checked_sub(1).map(|before| start_of(wanted, before)) else { break };
        // The first bar of all time would have no beginning.
        if start < from || start == 0 {
            break;
        }
        rows.extend(bar(listing, start, end));
        end = start;
    }
    rows.reverse();
    rows
}

fn bar(listing: &Listing, start: Millis, end: Millis) -> Option<BarRow> {
    let quotes = quotes(&listing.source, start, end);
    let (first, last) = (quotes.first()?, quotes.last()?);
    let lasts = || quotes.iter().map(|quote| quote.last);
    let price = |ticks| listing.tick.price(ticks);
    Some(BarRow {
        at: end,
        open: price(first.last)?,
        high: price(lasts().max()?)?,
        low: price(lasts().min()?)?,
        close: price(last.last)?,
        volume: listing.source.volume(start, end),
    })
}

/// The quotes of a span in the order of time: all of a tape, some of a walk, the first and the last always.
fn quotes(source: &Source, start: Millis, end: Millis) -> Vec<Quote> {
    let mut quotes = Vec::new();
    match source {
        Source::Walk(_) => {
            let (length, last) = (end - start, end - 1);
            let mut sampled = None;
            for sample in 0..SAMPLES {
                let at = if sample + 1 == SAMPLES { last } else { start + length / SAMPLES * sample };
                let quote = source.at(at);
                if quote != sampled {
                    quotes.extend(quote);
                    sampled = quote;
                }
            }
        }
        Source::Tape(_) => {
            quotes.extend(source.at(start));
            let mut at = start;
            while let Some(next) = source.next_after(at).filter(|next| *next < end) {
                quotes.extend(source.at(next));
                at = next;
            }
        }
    }
    quotes
}

/// The beginning of the period that a moment lies in. Weeks begin on Mondays.
fn start_of(wanted: Wanted, at: Millis) -> Millis {
    let period = Millis::from(wanted.period.max(1));
    let floor = |unit: Millis, offset: Millis| {
        let length = unit.saturating_mul(period);
        at.saturating_add(offset) / length * length
    };
    match wanted.kind {
        PeriodType::Minute => floor(60_000, 0),
        PeriodType::Day => floor(DAY_MS, 0),
        // 1970 began on a Thursday.
        PeriodType::Week => floor(7 * DAY_MS, 3 * DAY_MS).saturating_sub(3 * DAY_MS),
        PeriodType::Month => start_of_months(at, period),
        PeriodType::Year => start_of_months(at, period.saturating_mul(12)),
    }
}

fn start_of_months(at: Millis, period: Millis) -> Millis {
    let day = Day::from_unix_millis(i64::try_from(at).unwrap_or(i64::MAX));
    let months = u64::try_from(day.year() - 1_970).unwrap_or(0) * 12 + u64::from(day.month()) - 1;
    let first = months / period * period;
    let start = || {
        let (year, month) = (i32::try_from(first / 12).ok()? + 1_970, u8::try_from(first % 12 + 1).ok()?);
        let days = Day::try_new(1_970, 1, 1)?.days_until(Day::try_new(year, month, 1)?);
        Some(u64::try_from(days).ok()? * DAY_MS)
    };
    start().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Market;
    use crate::listing::Listings;

    /// 2026-11-22T12:34:56Z, a Sunday.
    const NOW: Millis = 1_795_350_896_000;

    fn wanted(kind: PeriodType, period: u32, limit: u32) -> Wanted {
        Wanted { kind, period, days_back: None, limit: Some(limit) }
    }

    fn ends(kind: PeriodType, period: u32) -> Vec<String> {
        let mut listings = Listings::new(1, Market::default());
        let at = listings.resolve("ES 12-26", NOW).unwrap();
        let rows = bars(listings.get(at).unwrap(), wanted(kind, period, 3), NOW);
        rows.iter().map(|row| Day::from_unix_millis(row.at.try_into().unwrap()).to_string()).collect()
    }

    #[test]
    fn periods_end_where_the_calendar_says() {
        assert_eq!(ends(PeriodType::Day, 1), ["2026-11-20", "2026-11-21", "2026-11-22"]);
        assert_eq!(ends(PeriodType::Week, 1), ["2026-11-02", "2026-11-09", "2026-11-16"]);
        assert_eq!(ends(PeriodType::Month, 1), ["2026-09-01", "2026-10-01", "2026-11-01"]);
        assert_eq!(ends(PeriodType::Month, 3), ["2026-04-01", "2026-07-01", "2026-10-01"]);
        assert_eq!(ends(PeriodType::Year, 1), ["2024-01-01", "2025-01-01", "2026-01-01"]);
    }

    #[test]
    fn bars_follow_each_other_and_hold_what_traded() {
        let mut listings = Listings::new(1, Market::default());
        let at = listings.resolve("ES 12-26", NOW).unwrap();
        let listing = listings.get(at).unwrap();
        let rows = bars(listing, wanted(PeriodType::Minute, 5, 300), NOW);
        assert_eq!((rows.len(), rows[299].at), (300, NOW / 300_000 * 300_000));
        for pair in rows.windows(2) {
            assert_eq!(pair[1].at - pair[0].at, 300_000);
        }
        for row in &rows {
            assert!(row.low <= row.open.min(row.close) && row.high >= row.open.max(row.close), "{row:?}");
            assert!((3_500..3_700).contains(&row.volume), "three a move: {}", row.volume);
            let close = listing.source.at(row.at - 1).unwrap().last;
            assert_eq!(Some(row.close), listing.tick.price(close));
        }
        assert_eq!(bars(listing, wanted(PeriodType::Minute, 5, 10), NOW + 1_000), rows[290..], "the same until the next closes");
        let two_days = Wanted { kind: PeriodType::Minute, period: 60, days_back: Some(2), limit: None };
        assert_eq!(bars(listing, two_days, NOW).len(), 47, "whole bars only");
    }

    #[test]
    fn odd_wishes_are_harmless() {
        let mut listings = Listings::new(1, Market::default());
        let at = listings.resolve("ES 12-26", NOW).unwrap();
        for kind in PeriodType::ALL {
            for period in [0, 1, u32::MAX] {
                for now in [0, 1, NOW, Millis::MAX / 2] {
                    let rows = bars(listings.get(at).unwrap(), wanted(*kind, period, 3), now);
                    assert!(rows.len() <= 3 && rows.iter().all(|row| row.at <= now));
                }
            }
        }
    }
}
