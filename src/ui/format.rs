//! Numbers and times as people read them. Display only: nothing here goes back into a field.

use order_model::{InstrumentSpec, Millis, Money, OrderKind, Price};

/// The narrow no-break space that groups digits.
const GROUP: char = '\u{202f}';

/// `6010.25` as `6 010.25`.
pub(crate) fn grouped(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (index, c) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(GROUP);
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A price with the decimals of its tick.
pub(crate) fn price(price: Price, spec: Option<InstrumentSpec>) -> String {
    grouped(&spec.map_or_else(|| price.to_string(), |spec| price.at_tick(spec.tick_size)))
}

/// An amount without its currency.
pub(crate) fn amount(money: Money) -> String {
    grouped(&money.amount_text())
}

/// `+2`, `−1`, `0`.
pub(crate) fn signed(contracts: i64) -> String {
    match contracts {
        0 => "0".to_owned(),
        n if n > 0 => format!("+{}", grouped(&n.to_string())),
        n => grouped(&n.to_string()),
    }
}

/// The type and prices of an order, as the button says them.
pub(crate) fn kind(kind: OrderKind, spec: Option<InstrumentSpec>) -> String {
    match kind {
        OrderKind::Market => "MARKET".to_owned(),
        OrderKind::Limit { limit } => format!("LIMIT {}", price(limit, spec)),
        OrderKind::StopMarket { stop } => format!("STOP {}", price(stop, spec)),
        OrderKind::StopLimit { stop, limit } => format!("STOP {} LIMIT {}", price(stop, spec), price(limit, spec)),
    }
}

/// `0.4 s`, `14 s`, `3 min`.
pub(crate) fn age(from: Millis, now: Millis) -> String {
    let ms = now.saturating_sub(from);
    match ms {
        0..10_000 => format!("{}.{} s", ms / 1000, ms % 1000 / 100),
        10_000..120_000 => format!("{} s", ms / 1000),
        _ => format!("{} min", ms / 60_000),
    }
}

/// Letters and digits from which on a word is an id that nobody reads to its end.
const LONG_ID: usize = 20;

/// A text with long ids cut to their first eight letters: enough to tell them apart at a glance.
pub(crate) fn short_ids(text: &str) -> String {
    let of_id = |c: char| c.is_ascii_hexdigit() || c == '-';
    let mut out = String::new();
    for part in text.split_inclusive(|c| !of_id(c)) {
        let word = part.trim_end_matches(|c| !of_id(c));
        match word.get(..8) {
            Some(head) if word.len() >= LONG_ID => out.extend([head, "…", part.get(word.len()..).unwrap_or_default()]),
            _ => out.push_str(part),
        }
    }
    out
}
