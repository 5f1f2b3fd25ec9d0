//! What an answer to a place request means for the order. This table decides whether a trader may send again.
//!
//! | answer | class |
//! |---|---|
//! | 2xx with `success` not false and an order id | acknowledged |
//! | 2xx with `success:false` and an error | refused, unless the error says the order may have passed |
//! | 400, 409, 422 with an error of the API | refused, with the same exception |
//! | 401, 403, 404, 405, 413, 415, 429, any body | refused: decided before the order is looked at |
//! | RPC reply with an order id | acknowledged |
//! | RPC reply with an error code or text documented as a refusal | refused |
//! | provably never left | not sent |
//! | everything else: 408, 5xx, redirects, unreadable or odd bodies, other RPC errors, no answer, lost connection | unknown |
//!
//! A wrong "refused" could make a person send a second order; a wrong "unknown" only costs a read. So every doubt is "unknown".

use crate::answer::{Answer, Failure};
use crate::error_body::ErrorBody;
use crate::json::Fields;
use crate::path::is_segment;

/// What became of one place request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceOutcome {
    /// The request provably never left.
    NotSent {
        /// What stopped it.
        why: String,
    },
    /// The answer proves that the venue did not take the order.
    Refused {
        /// The API's words.
        why: String,
    },
    /// The API took the order. NT8 may still reject it within seconds.
    Acknowledged {
        /// The id to read it back by.
        order_id: String,
    },
    /// Not known. Only reading can tell; sending again never.
    Unknown {
        /// What came instead of an outcome.
        why: String,
    },
}

/// Error codes after which a mutation may still have reached the broker.
const MAY_HAVE_PASSED: [&str; 6] =
    ["internal_error", "tradovate_session_expired", "tradovate_unavailable", "timeout", "close_in_progress", "close_needs_reconciliation"];

/// Texts documented as refusals, for RPC replies, which have no status. Compared in lower case, as beginnings.
const REFUSAL_TEXTS: [&str; 4] = ["invalid request", "rate limit exceeded", "unknown api command", "unauthorized"];

impl PlaceOutcome {
    /// Classifies what came back for a place request.
    #[must_use]
    pub fn of(result: &Result<Answer, Failure>) -> PlaceOutcome {
        match result {
            Err(Failure::NotSent(why)) => PlaceOutcome::NotSent { why: why.clone() },
            Err(failure @ (Failure::TimedOut | Failure::Lost(_))) => unknown(failure.to_string()),
            Ok(answer) => of_answer(answer),
        }
    }
}

fn of_answer(answer: &Answer) -> PlaceOutcome {
    let error = ErrorBody::read(&answer.body);
    match answer.status {
        Some(200..=299) => match (error, acknowledged_id(&answer.body)) {
            (None, Some(order_id)) => PlaceOutcome::Acknowledged { order_id },
            (Some(error), None) => refused_unless_passed(&error),
            // No id, an id beside an error, or no JSON at all.
            _ => unknown(format!("an answer that cannot be read: {}", answer.excerpt())),
        },
        Some(401 | 403 | 404 | 405 | 413 | 415 | 429) => {
            let said = error.map_or_else(|| answer.excerpt(), |e| e.to_text());
            PlaceOutcome::Refused { why: said }
        }
        Some(400 | 409 | 422) => match error {
            Some(error) => refused_unless_passed(&error),
            None => unknown(format!("an answer that cannot be read: {}", answer.excerpt())),
        },
        Some(status) => {
            let said = error.map_or_else(|| answer.excerpt(), |e| e.to_text());
            unknown(format!("HTTP {status}: {said}"))
        }
        None => match (error, acknowledged_id(&answer.body)) {
            (None, Some(order_id)) => PlaceOutcome::Acknowledged { order_id },
            (Some(error), None) if is_documented_refusal(&error) => PlaceOutcome::Refused { why: error.to_text() },
            (Some(error), None) => unknown(error.to_text()),
            _ => unknown(format!("a reply that cannot be read: {}", answer.excerpt())),
        },
    }
}

fn acknowledged_id(body: &str) -> Option<String> {
    let fields = Fields::parse(body).ok()?;
    if fields.flag("success") == Some(false) {
        return None;
    }
    fields.loose_text("orderId").filter(|id| is_segment(id))
}

fn refused_unless_passed(error: &ErrorBody) -> PlaceOutcome {
    if MAY_HAVE_PASSED.contains(&error.error.as_str()) {
        return unknown(error.to_text());
    }
    PlaceOutcome::Refused { why: error.to_text() }
}

/// Without a status only a code of the documented form, or a documented text, proves a refusal.
fn is_documented_refusal(error: &ErrorBody) -> bool {
    let name = error.error.as_str();
    let is_code = name.contains('_') && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let lower = name.to_ascii_lowercase();
    (is_code && !MAY_HAVE_PASSED.contains(&name)) || REFUSAL_TEXTS.iter().any(|text| lower.starts_with(text))
}

fn unknown(why: String) -> PlaceOutcome {
    PlaceOutcome::Unknown { why }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn class(result: Result<Answer, Failure>) -> &'static str {
        match PlaceOutcome::of(&result) {
            PlaceOutcome::NotSent { .. } => "not sent",
            PlaceOutcome::Refused { .. } => "refused",
            PlaceOutcome::Acknowledged { .. } => "acknowledged",
            PlaceOutcome::Unknown { .. } => "unknown",
        }
    }

    #[test]
    fn every_row_of_the_table() {
        let page = r#"{"orderId":"cb1fc8d4e1a84d29ae38fea964aaac8c","success":true}"#;
        let plain = r#"{"error":"Invalid request"}"#;
        let coded = r#"{"success":false,"error":"invalid_account","detail":"Account Sim999 not found"}"#;
        let passed = r#"{"success":false,"error":"tradovate_unavailable","detail":"x"}"#;
        let html = "<html>Bad gateway</html>";
        for (status, body, expected) in [
            (200, page, "acknowledged"),
            (201, page, "acknowledged"),
            (200, r#"{"orderId":"x"}"#, "acknowledged"),
            (200, r#"{"orderId":4711,"success":true}"#, "acknowledged"),
            (200, r#"{"success":true}"#, "unknown"),
            (200, r#"{"orderId":"","success":true}"#, "unknown"),
            (200, r#"{"orderId":"..","success":true}"#, "unknown"),
            (200, r#"{"orderId":"x","success":false}"#, "unknown"),
            (200, r#"{"orderId":"x","error":"boom"}"#, "unknown"),
            (200, coded, "refused"),
            (200, plain, "refused"),
            (200, passed, "unknown"),
            (200, html, "unknown"),
            (200, "", "unknown"),
            (200, r#"{"orderId":"#, "unknown"),
            (204, "", "unknown"),
            (302, html, "unknown"),
            (400, plain, "refused"),
            (400, coded, "refused"),
            (400, passed, "unknown"),
            (400, html, "unknown"),
            (401, plain, "refused"),
            (401, html, "refused"),
            (403, coded, "refused"),
            (404, coded, "refused"),
            (405, "", "refused"),
            (408, coded, "unknown"),
            (409, coded, "refused"),
            (409, html, "unknown"),
            (422, coded, "refused"),
            (429, plain, "refused"),
            (429, html, "refused"),
            (500, coded, "unknown"),
            (502, html, "unknown"),
            (503, coded, "unknown"),
            (504, "", "unknown"),
        ] {
            assert_eq!(class(Ok(Answer::http(status, body))), expected, "{status} {body}");
        }
        for (data, expected) in [
            (page, "acknowledged"),
            (plain, "refused"),
            (coded, "refused"),
            (r#"{"error":"Rate limit exceeded"}"#, "refused"),
            (r#"{"error":"Unknown API command: Foo"}"#, "refused"),
            (r#"{"success":false,"error":"Request timed out"}"#, "unknown"),
            (r#"{"success":false,"error":"timeout"}"#, "unknown"),
            (r#"{"success":false,"error":"internal_error"}"#, "unknown"),
            (r#"{"success":false}"#, "unknown"),
            ("null", "unknown"),
        ] {
            assert_eq!(class(Ok(Answer::rpc(data))), expected, "{data}");
        }
        assert_eq!(class(Err(Failure::NotSent("socket closed".into()))), "not sent");
        assert_eq!(class(Err(Failure::TimedOut)), "unknown");
        assert_eq!(class(Err(Failure::Lost("TypeError".into()))), "unknown");
    }

    proptest! {
        /// Whatever the server sends with these statuses, the order is not called refused.
        #[test]
        fn no_body_makes_a_timeout_or_server_error_a_refusal(status in prop_oneof![Just(408_u16), 500_u16..600], body: String) {
            prop_assert_eq!(class(Ok(Answer::http(status, body))), "unknown");
        }

        #[test]
        fn arbitrary_answers_never_panic(status in proptest::option::of(0_u16..1000), body: String) {
            let _ = PlaceOutcome::of(&Ok(Answer { status, body, retry_after_ms: None }));
        }
    }
}
