//! The browser's clock and randomness: the only places where the page's time and ids come from.

use order_model::{Day, Millis};
use wasm_bindgen::JsValue;

/// The time now.
#[allow(clippy::as_conversions, reason = "a JavaScript date is a whole number of milliseconds far below 2^53")]
pub(crate) fn now() -> Millis {
    js_sys::Date::now() as Millis
}

/// The UTC day now.
pub(crate) fn today() -> Day {
    Day::from_unix_millis(i64::try_from(now()).unwrap_or(0))
}

/// The local time of day, `12:00:01.203`.
pub(crate) fn time_text(at: Millis) -> String {
    let date = js_sys::Date::new(&JsValue::from_str(""));
    #[allow(clippy::as_conversions, reason = "milliseconds since 1970 are far below 2^53")]
    date.set_time(at as f64);
    let (h, m, s, ms) = (date.get_hours(), date.get_minutes(), date.get_seconds(), date.get_milliseconds());
    format!("{h:02}:{m:02}:{s:02}.{ms:03}")
}

/// 32 hex digits nobody can guess.
pub(crate) fn fresh_id() -> String {
    random().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A number nobody can guess, for seeds.
pub(crate) fn fresh_seed() -> u64 {
    random().iter().take(8).fold(0, |all, byte| (all << 8) | u64::from(*byte))
}

fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    let crypto = leptos::prelude::window().crypto();
    let filled = crypto.and_then(|c| c.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        // Without the browser's randomness the clock keeps ids apart; nothing secret hangs on them.
        bytes[..8].copy_from_slice(&now().to_le_bytes());
    }
    bytes
}
