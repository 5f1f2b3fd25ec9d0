//! `BarRow`: what a contract did in one period.

use crate::json::{Fields, Object};
use order_model::{Day, Millis, Price};

/// One bar. Bars are stamped with the moment they close, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BarRow {
    /// The end of the period.
    pub at: Millis,
    /// First trade.
    pub open: Price,
    /// Highest trade.
    pub high: Price,
    /// Lowest trade.
    pub low: Price,
    /// Last trade.
    pub close: Price,
    /// Contracts traded.
    pub volume: u32,
}

impl BarRow {
    /// Reads a row; `None` when its time or one of its prices is absent or no number, because half a bar draws a wrong one.
    #[must_use]
    pub fn read(text: &str) -> Option<BarRow> {
        let fields = Fields::parse(text).ok()?;
        Some(BarRow {
            at: fields.raw("epoch")?.parse().ok()?,
            open: fields.number("open")?,
            high: fields.number("high")?,
            low: fields.number("low")?,
            close: fields.number("close")?,
            volume: fields.count("volume"),
        })
    }

    /// Writes the documented fields.
    #[must_use]
    pub fn write(&self) -> Object {
        Object::new()
            .text("time", &utc(self.at))
            .raw("epoch", &self.at.to_string())
            .price("open", self.open)
            .price("high", self.high)
            .price("low", self.low)
            .price("close", self.close)
            .integer("volume", i64::from(self.volume))
    }
}

/// `2026-11-22T14:30:00.0000000Z`, as .NET writes a moment.
fn utc(at: Millis) -> String {
    let day = Day::from_unix_millis(i64::try_from(at).unwrap_or(i64::MAX));
    let (seconds, millis) = (at / 1_000, at % 1_000);
    format!("{day}T{:02}:{:02}:{:02}.{millis:03}0000Z", seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60)
}
