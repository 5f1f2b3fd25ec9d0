//! The contracts that trade here: any month of any root in the built-in table, expired ones too, because a simulated
//! market has no calendar and the API page's own sample trades `MES 12-25`.

use crate::config::{Hours, Market};
use crate::number::Tick;
use crate::quote::{Quote, Source, Walk};
use crate::random::key;
use crate::start_price::start_ticks;
use crosstrade::QuoteRow;
use order_model::{Currency, Day, Instrument, InstrumentSpec, Millis, Price};

/// One contract.
#[derive(Debug)]
pub(crate) struct Listing {
    /// NT8's form: `ES 12-26`.
    pub(crate) name: String,
    pub(crate) tick: Tick,
    pub(crate) point_value: Price,
    pub(crate) currency: Currency,
    pub(crate) source: Source,
}

impl Listing {
    /// The quote as a read gives it; prices are absent where the tape is silent.
    pub(crate) fn row(&self, now: Millis, hours: Hours) -> QuoteRow {
        let quote = self.source.at(now);
        let price = |side: fn(Quote) -> i64| quote.and_then(|q| self.tick.price(side(q)));
        QuoteRow {
            instrument: self.name.clone(),
            bid: price(|q| q.bid),
            ask: price(|q| q.ask),
            last: price(|q| q.last),
            tick_size: Some(self.tick.size),
            point_value: Some(self.point_value),
            market_open: Some(hours.is_open(now)),
            volume: quote.map_or(0, |q| q.volume),
            at: quote.map(|q| q.at),
        }
    }
}

/// The contracts that somebody has asked for.
#[derive(Debug)]
pub(crate) struct Listings {
    seed: u64,
    market: Market,
    rows: Vec<Listing>,
    /// Their numbers, sorted by name.
    by_name: Vec<usize>,
}

impl Listings {
    pub(crate) fn new(seed: u64, market: Market) -> Listings {
        Listings { seed, market, rows: Vec::new(), by_name: Vec::new() }
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Listing> {
        self.rows.get(at)
    }

    /// The number of the contract that a text means today, in any form the API knows; `None` when there is none.
    pub(crate) fn resolve(&mut self, text: &str, now: Millis) -> Option<usize> {
        let today = Day::from_unix_millis(i64::try_from(now).unwrap_or(i64::MAX));
        let instrument = Instrument::parse(text, Some(today)).ok()?;
        let name = |at: &usize| self.rows.get(*at).map_or("", |listing| listing.name.as_str());
        match self.by_name.binary_search_by(|at| name(at).cmp(instrument.name())) {
            Ok(found) => self.by_name.get(found).copied(),
            Err(place) => {
                let listing = self.open(&instrument)?;
                let at = self.rows.len();
                self.by_name.insert(place, at);
                self.rows.push(listing);
                Some(at)
            }
        }
    }

    fn open(&self, instrument: &Instrument) -> Option<Listing> {
        instrument.month()?;
        let row = instrument.row()?;
        let spec = InstrumentSpec::from_row(row)?;
        let name = instrument.name().to_owned();
        let tick = Tick::try_new(row)?;
        let source = match self.tape(&name, tick) {
            tape if tape.is_empty() => Source::Walk(Walk::new(key(self.seed, &name), start_ticks(row, tick.size), self.market.step_ms)),
            tape => Source::Tape(tape),
        };
        Some(Listing { name, tick, point_value: spec.point_value, currency: spec.currency, source })
    }

    fn tape(&self, name: &str, tick: Tick) -> Vec<(Millis, Option<Quote>)> {
        let mut rows: Vec<(Millis, Option<Quote>)> = Vec::new();
        for (row, volume) in self.market.tape.iter().filter(|row| row.instrument.trim().eq_ignore_ascii_case(name)).zip(1_u32..) {
            let quote = || {
                let (bid, ask, last) = (row.bid.ticks(tick.size)?, row.ask.ticks(tick.size)?, row.last.ticks(tick.size)?);
                Some(Quote { bid, ask, last, volume, at: row.at })
            };
            // Tapes mostly come in the order of time.
            let place = rows.partition_point(|(at, _)| *at <= row.at);
            rows.insert(place, (row.at, quote()));
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-22
    const NOW: Millis = 1_795_305_600_000;

    #[test]
    fn every_documented_form_and_any_month_resolves() {
        let mut listings = Listings::new(1, Market::default());
        for (text, name) in [
            ("ES 12-26", Some("ES 12-26")),
            ("es", Some("ES 12-26")),
            ("ES1!", Some("ES 12-26")),
            ("ESZ5", Some("ES 12-25")),
            ("MES 12-25", Some("MES 12-25")),
            ("ES 01-26", Some("ES 01-26")),
            ("XX 12-26", None),
            ("AAPL", None),
            ("ES 13-26", None),
            ("", None),
        ] {
            let found = listings.resolve(text, NOW).and_then(|at| listings.get(at)).map(|l| l.name.clone());
            assert_eq!(found.as_deref(), name, "{text}");
        }
    }

    #[test]
    fn start_prices_are_plausible() {
        let mut listings = Listings::new(1, Market::default());
        for (text, low, high) in
            [("ES", "5900", "6100"), ("NQ", "20900", "21100"), ("CL", "66", "74"), ("6E", "1.06", "1.10"), ("ZN", "104", "116")]
        {
            let at = listings.resolve(text, NOW).unwrap();
            let bid = listings.get(at).unwrap().row(NOW, Hours::Always).bid.unwrap();
            assert!(bid > Price::parse(low).unwrap() && bid < Price::parse(high).unwrap(), "{text} {bid}");
        }
    }
}
