//! A context as given: all that the rules may know besides the draft.

use super::market::{quote, working};
use super::read::{Read, Record, account, argument, count, day, flag, label, list, millis, nullable, price, text, whole, word_of};
use crate::error::Path;
use crate::value::Value;
use order_model::{Context, Limits, PositionView, RecentOrder};

const KNOWN: &[&str] = &[
    "now",
    "today",
    "environment",
    "armed",
    "allowedAccounts",
    "quotes",
    "limits",
    "positions",
    "working",
    "filled",
    "recent",
    "sentAt",
    "usedOco",
    "repeatConfirmed",
];

const LIMITS: &[&str] = &[
    "maxQuantity",
    "maxPosition",
    "maxNotional",
    "collarTicks",
    "collarBps",
    "ordersAMinute",
    "duplicateWindowMs",
    "quoteStaleMs",
    "rollWarningDays",
];

/// The API's integers, within which every sum with an order's contracts is exact in JavaScript too.
const MOST_CONTRACTS: i64 = 2_147_483_647;

/// Reads a context. Every field may be absent and then is what [`Context::default`] has; in `limits` what
/// [`Limits::default`] has, and `null` there is *no limit*.
///
/// ```
/// use order_shapes::{Value, context};
///
/// let given: Value = serde_json::from_str(r#"{ "today": "2026-12-01", "environment": "live", "limits": { "collarBps": null } }"#)?;
/// let read = context(&given)?;
/// assert_eq!((read.limits.collar_bps, read.limits.duplicate_window_ms), (None, 5_000));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub fn context(value: &Value) -> Read<Context> {
    argument("context", value, |value, path| {
        let of = Record::open(value, path, KNOWN)?;
        let plain = Context::default();
        Ok(Context {
            now: of.or("now", plain.now, millis)?,
            today: of.maybe("today", day)?,
            environment: of.or("environment", plain.environment, word_of)?,
            armed: of.or("armed", plain.armed, flag)?,
            allowed_accounts: of.maybe("allowedAccounts", list(account))?,
            quotes: of.or("quotes", plain.quotes, list(quote))?,
            limits: of.or("limits", plain.limits, limits)?,
            positions: of.maybe("positions", list(position))?,
            working: of.or("working", plain.working, list(working))?,
            filled: of.or("filled", plain.filled, count)?,
            recent: of.or("recent", plain.recent, list(recent))?,
            sent_at: of.maybe("sentAt", list(millis))?,
            used_oco: of.or("usedOco", plain.used_oco, list(label))?,
            repeat_confirmed: of.or("repeatConfirmed", plain.repeat_confirmed, flag)?,
        })
    })
}

fn limits(value: &Value, path: &Path<'_>) -> Read<Limits> {
    let of = Record::open(value, path, LIMITS)?;
    let plain = Limits::default();
    Ok(Limits {
        max_quantity: of.or("maxQuantity", plain.max_quantity, nullable(count))?,
        max_position: of.or("maxPosition", plain.max_position, nullable(count))?,
        max_notional: of.or("maxNotional", plain.max_notional, nullable(count))?,
        collar_ticks: of.or("collarTicks", plain.collar_ticks, nullable(count))?,
        collar_bps: of.or("collarBps", plain.collar_bps, nullable(count))?,
        orders_a_minute: of.or("ordersAMinute", plain.orders_a_minute, nullable(count))?,
        duplicate_window_ms: of.or("duplicateWindowMs", plain.duplicate_window_ms, millis)?,
        quote_stale_ms: of.or("quoteStaleMs", plain.quote_stale_ms, millis)?,
        roll_warning_days: of.or("rollWarningDays", plain.roll_warning_days, whole(0, 36_500))?,
    })
}

/// Contracts, negative for short.
pub(super) fn net(value: &Value, path: &Path<'_>) -> Read<i64> {
    whole(-MOST_CONTRACTS, MOST_CONTRACTS)(value, path)
}

fn position(value: &Value, path: &Path<'_>) -> Read<PositionView> {
    let of = Record::open(value, path, &["account", "instrument", "net", "average"])?;
    Ok(PositionView {
        account: of.need("account", text)?,
        instrument: of.need("instrument", text)?,
        net: of.need("net", net)?,
        average: of.maybe("average", price)?,
    })
}

fn recent(value: &Value, path: &Path<'_>) -> Read<RecentOrder> {
    let of = Record::open(value, path, &["orderId", "fingerprint", "at"])?;
    Ok(RecentOrder { order_id: of.maybe("orderId", text)?, fingerprint: of.need("fingerprint", text)?, at: of.need("at", millis)? })
}
