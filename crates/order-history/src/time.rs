//! A moment as audit trails write it. Must not know any time zone but UTC.

use core::fmt;
use order_model::{Day, Millis};

/// Milliseconds since 1970-01-01 UTC as `YYYYMMDD-hh:mm:ss.sss`: the UTC timestamp of FIX, which CME's audit trail asks for.
pub(crate) struct Utc(pub(crate) Millis);

impl fmt::Display for Utc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = Day::from_unix_millis(i64::try_from(self.0).unwrap_or(i64::MAX));
        let (millis, seconds) = (self.0 % 1_000, self.0 / 1_000);
        let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
        let (year, month, day) = (day.year(), day.month(), day.day());
        write!(f, "{year:04}{month:02}{day:02}-{hour:02}:{minute:02}:{second:02}.{millis:03}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Times of `date -u -d @… +%Y%m%d-%H:%M:%S`.
    #[test]
    fn moments() {
        for (at, text) in [
            (0, "19700101-00:00:00.000"),
            (1_766_188_799_999, "20251219-23:59:59.999"),
            (1_767_000_000_123, "20251229-09:20:00.123"),
            (951_782_400_007, "20000229-00:00:00.007"),
            (4_102_444_800_010, "21000101-00:00:00.010"),
        ] {
            assert_eq!(Utc(at).to_string(), text);
        }
        assert!(Utc(u64::MAX).to_string().starts_with("99991231-"));
    }
}
