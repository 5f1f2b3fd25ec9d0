//! What the limits are called, their units, and their numbers as people write them.

use order_model::Price;

/// One limit, in the order of [`super::Values`].
pub(crate) struct LimitWords {
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    /// The unit and what the limit does.
    pub(crate) unit: &'static str,
    /// Decimals of the number as it is written: percent has two, seconds three.
    decimals: u32,
}

/// The limits.
pub(crate) const LIMIT_WORDS: [LimitWords; 7] = [
    words("max-quantity", "Quantity per order", "contracts at most; empty stops every order", 0),
    words("max-position", "Position", "contracts at most, either way, with all that may fill", 0),
    words("max-notional", "Notional per order", "units of the contract’s currency at most", 0),
    words("collar-ticks", "Price collar in ticks", "from the market at most", 0),
    words("collar", "Price collar in percent", "from the market at most", 2),
    words("rate", "Orders a minute", "at most; those that only reduce do not count", 0),
    words("duplicate", "Same order again", "seconds within which it is a question first", 3),
];

const fn words(id: &'static str, label: &'static str, unit: &'static str, decimals: u32) -> LimitWords {
    LimitWords { id, label, unit, decimals }
}

impl LimitWords {
    /// The number as it is written; empty for none.
    pub(crate) fn text(&self, value: Option<u64>) -> String {
        let price = value.and_then(|n| i64::try_from(n).ok()).and_then(|n| Price::try_new(n, self.decimals));
        price.map(|p| p.to_string()).unwrap_or_default()
    }

    /// The number that was typed, or what is wrong with it. Nothing is clamped or rounded.
    pub(crate) fn read(&self, typed: &str) -> Result<Option<u64>, String> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let plain = typed.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let unit = Price::try_new(1, self.decimals);
        let read = Price::parse(typed).ok().filter(|_| plain).zip(unit).and_then(|(price, unit)| price.ticks(unit));
        let fits = read.and_then(|n| u32::try_from(n).ok()).map(u64::from);
        let kind = match self.decimals {
            0 => "a whole number",
            2 => "a number with at most two decimals",
            _ => "a number of seconds",
        };
        fits.map(Some).ok_or_else(|| format!("{}: “{typed}” is not {kind}.", self.label))
    }
}
