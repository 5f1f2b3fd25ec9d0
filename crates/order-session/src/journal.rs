//! The journal entry of an attempt: enough to find its order again after a reload, and nothing secret.

use crate::attempt::{Attempt, AttemptId, Evidence, Phase, Via};
use crosstrade::list_of;
use crosstrade::{Fields, Object};
use order_model::{Action, OrderKind, OrderType, Price};

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
        .text("via", attempt.via.word())
        .maybe_text("replaces", attempt.via.replaced())
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

/// Reads an attempt's journal entry and the venue it belongs to. An attempt that was on its way when the page ended has an
/// unknown outcome.
///
/// # Errors
/// [`JournalError`] names the field that cannot be read.
pub fn read(text: &str) -> Result<(Attempt, String), JournalError> {
    let fields = Fields::parse(text).map_err(|e| JournalError(e.to_string()))?;
    if fields.integer("version") != Ok(Some(VERSION)) {
        return Err(JournalError("its version is not known".to_owned()));
    }
    let mut entry = Entry { fields, error: None };
    let order_type = OrderType::parse(&entry.need("orderType")).map_err(|e| JournalError(e.to_string()))?;
    let (limit, stop) = (entry.price("limitPrice"), entry.price("stopPrice"));
    let kind = OrderKind::try_new(order_type, limit, stop).ok_or_else(|| JournalError("prices".to_owned()))?;
    let action = Action::parse(&entry.need("action")).map_err(|e| JournalError(e.to_string()))?;
    let quantity = u32::try_from(entry.number("quantity")).map_err(|_| JournalError("quantity".to_owned()))?;
    let via = Via::read(&entry.fields.loose_text("via").unwrap_or_default(), entry.fields.loose_text("replaces"));
    let attempt = Attempt {
        id: AttemptId(entry.need("id")),
        via: entry.noted(via, "via").unwrap_or_default(),
        target: String::new(),
        account: entry.need("account"),
        instrument: entry.need("instrument"),
        action,
        kind,
        quantity,
        oco_id: entry.fields.loose_text("ocoId"),
        summary: entry.need("summary"),
        fingerprint: entry.need("fingerprint"),
        bytes: entry.need("bytes"),
        own_id: entry.fields.loose_text("ownId"),
        quote: (entry.price("bid"), entry.price("ask")),
        at: entry.number("at"),
        known_before: known(&entry.fields),
        phase: phase(&entry.need("phase"), entry.fields.loose_text("why").unwrap_or_default()),
        order_id: entry.fields.loose_text("orderId"),
        row: None,
        changed_at: entry.number("changedAt"),
        repeat_confirmed: false,
    };
    let venue = entry.need("venue");
    match entry.error {
        Some(error) => Err(error),
        None => Ok((attempt, venue)),
    }
}

/// An entry as it is read: the first field that is absent or wrong is noted, and what is read stands for nothing then.
/// So no field has a way out of its own; with two dozen of them that is a third of the code.
struct Entry<'a> {
    fields: Fields<'a>,
    error: Option<JournalError>,
}

impl Entry<'_> {
    fn need(&mut self, name: &'static str) -> String {
        let text = self.fields.text(name).ok().flatten();
        self.noted(text, name).unwrap_or_default()
    }

    fn number(&mut self, name: &'static str) -> u64 {
        let number = self.fields.integer(name).ok().flatten().and_then(|n| u64::try_from(n).ok());
        self.noted(number, name).unwrap_or_default()
    }

    fn price(&mut self, name: &'static str) -> Option<Price> {
        let price = self.fields.price(name).ok();
        self.noted(price, name).flatten()
    }

    fn noted<T>(&mut self, value: Option<T>, name: &str) -> Option<T> {
        if value.is_none() && self.error.is_none() {
            self.error = Some(JournalError(name.to_owned()));
        }
        value
    }
}

fn known(fields: &Fields<'_>) -> Vec<String> {
    let ids = fields.array("knownBefore").unwrap_or_default().into_iter();
    list_of(ids.filter_map(|raw| Fields::parse(raw).ok()?.loose_text("id")))
}

fn phase(word: &str, why: String) -> Phase {
    match word {
        "acknowledged" => Phase::Acknowledged,
        "working" => Phase::Working,
        "part filled" => Phase::PartFilled,
        "filled" => Phase::Filled,
        "cancelled" => Phase::Cancelled,
        "rejected" => Phase::Rejected,
        "late rejected" => Phase::LateRejected,
        "declared not placed" => Phase::DeclaredNotPlaced,
        "not sent" => Phase::NotSent(why),
        "refused" => Phase::Refused(why),
        // The entry is written before the send, and the send may have followed at once.
        "journaling" | "sending" => {
            Phase::Unknown { why: "the page ended before an answer came".to_owned(), evidence: Evidence::NotReadYet }
        }
        _ => Phase::Unknown { why, evidence: Evidence::NotReadYet },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_settled_phase_is_read_back() {
        let why = || "why".to_owned();
        for settled in [
            Phase::Acknowledged,
            Phase::Working,
            Phase::PartFilled,
            Phase::Filled,
            Phase::Cancelled,
            Phase::Rejected,
            Phase::LateRejected,
            Phase::DeclaredNotPlaced,
            Phase::NotSent(why()),
            Phase::Refused(why()),
            Phase::Unknown { why: why(), evidence: Evidence::NotReadYet },
        ] {
            assert_eq!(phase(settled.word(), why()), settled);
        }
    }
}
