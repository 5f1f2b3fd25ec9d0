//! The journal entry of an attempt: enough to find its order again after a reload, and nothing secret.

use crate::attempt::{Attempt, AttemptId, Evidence, Phase};
use crosstrade::{Fields, Object};
use order_model::{Action, Millis, OrderKind, OrderType};

/// A journal entry that cannot be read. It is kept where it is and shown, never dropped in silence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a journal entry cannot be read: {0}")]
pub struct JournalError(pub String);

const VERSION: i64 = 1;

/// Writes an entry.
pub(crate) fn write(attempt: &Attempt, venue: &str) -> String {
    let known: Vec<String> = attempt.known_before.iter().map(|id| Object::new().text("id", id).end()).collect();
    let why = match &attempt.phase {
        Phase::NotSent(why) | Phase::Refused(why) | Phase::Unknown { why, .. } => Some(why.as_str()),
        _ => None,
    };
    Object::new()
        .integer("version", VERSION)
        .text("id", &attempt.id.0)
        .text("venue", venue)
        .integer("at", i64::try_from(attempt.at).unwrap_or(i64::MAX))
        .text("account", &attempt.account)
        .text("instrument", &attempt.instrument)
        .text("action", attempt.action.as_str())
        .integer("quantity", i64::from(attempt.quantity))
        .text("orderType", attempt.kind.order_type().as_str())
        .maybe_price("limitPrice", attempt.kind.limit())
        .maybe_price("stopPrice", attempt.kind.stop())
        .maybe_text("ocoId", attempt.oco_id.as_deref())
        .text("summary", &attempt.summary)
        .text("fingerprint", &attempt.fingerprint)
        .text("bytes", &attempt.bytes)
        .maybe_text("ownId", attempt.own_id.as_deref())
        .maybe_price("bid", attempt.quote.0)
        .maybe_price("ask", attempt.quote.1)
        .list("knownBefore", &known)
        .text("phase", attempt.phase.word())
        .maybe_text("why", why)
        .maybe_text("orderId", attempt.order_id.as_deref())
        .integer("changedAt", i64::try_from(attempt.changed_at).unwrap_or(i64::MAX))
        .end()
}

/// Reads an entry and the venue it belongs to. An attempt that was on its way when the page ended has an unknown outcome.
pub(crate) fn read(text: &str) -> Result<(Attempt, String), JournalError> {
    let error = |what: &str| JournalError(what.to_owned());
    let fields = Fields::parse(text).map_err(|e| error(&e.to_string()))?;
    if fields.integer("version") != Ok(Some(VERSION)) {
        return Err(error("its version is not known"));
    }
    let need = |name: &'static str| fields.text(name).ok().flatten().ok_or_else(|| error(name));
    let price = |name: &'static str| fields.price(name).map_err(|e| error(&e.to_string()));
    let time = |name: &'static str| fields.integer(name).ok().flatten().and_then(|n| Millis::try_from(n).ok()).ok_or_else(|| error(name));
    let order_type = OrderType::parse(&need("orderType")?).map_err(|e| error(&e.to_string()))?;
    let kind = OrderKind::try_new(order_type, price("limitPrice")?, price("stopPrice")?).ok_or_else(|| error("prices"))?;
    let quantity = fields.integer("quantity").ok().flatten().and_then(|n| u32::try_from(n).ok()).ok_or_else(|| error("quantity"))?;
    let known = fields.array("knownBefore").unwrap_or_default();
    let attempt = Attempt {
        id: AttemptId(need("id")?),
        account: need("account")?,
        instrument: need("instrument")?,
        action: Action::parse(&need("action")?).map_err(|e| error(&e.to_string()))?,
        kind,
        quantity,
        oco_id: fields.loose_text("ocoId"),
        summary: need("summary")?,
        fingerprint: need("fingerprint")?,
        bytes: need("bytes")?,
        own_id: fields.loose_text("ownId"),
        quote: (price("bid")?, price("ask")?),
        at: time("at")?,
        known_before: known.into_iter().filter_map(|raw| Fields::parse(raw).ok()?.loose_text("id")).collect(),
        phase: phase(&need("phase")?, fields.loose_text("why").unwrap_or_default()),
        order_id: fields.loose_text("orderId"),
        row: None,
        changed_at: time("changedAt")?,
        repeat_confirmed: false,
    };
    Ok((attempt, need("venue")?))
}

fn phase(word: &str, why: String) -> Phase {
    let simple = [
        Phase::Acknowledged,
        Phase::Working,
        Phase::PartFilled,
        Phase::Filled,
        Phase::Cancelled,
        Phase::Rejected,
        Phase::LateRejected,
        Phase::DeclaredNotPlaced,
    ];
    if let Some(phase) = simple.into_iter().find(|p| p.word() == word) {
        return phase;
    }
    match word {
        "not sent" => Phase::NotSent(why),
        "refused" => Phase::Refused(why),
        // The entry is written before the send, and the send may have followed at once.
        "journaling" | "sending" => {
            Phase::Unknown { why: "the page ended before an answer came".to_owned(), evidence: Evidence::NotReadYet }
        }
        _ => Phase::Unknown { why, evidence: Evidence::NotReadYet },
    }
}
