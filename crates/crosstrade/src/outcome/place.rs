//! `PlaceOutcome`: what an answer means for an order that was to be placed.

use super::{Class, classify, order_id};
use crate::answer::{Answer, Failure};
use crate::json::Fields;

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

impl PlaceOutcome {
    /// Classifies what came back for a place request.
    #[must_use]
    pub fn of(result: &Result<Answer, Failure>) -> PlaceOutcome {
        match classify(result, |fields| order_id(fields).is_some()) {
            Class::NotSent(why) => PlaceOutcome::NotSent { why },
            Class::Refused { why, .. } => PlaceOutcome::Refused { why },
            Class::Taken(body) => match Fields::parse(&body).ok().and_then(|fields| order_id(&fields)) {
                Some(order_id) => PlaceOutcome::Acknowledged { order_id },
                None => PlaceOutcome::Unknown { why: body },
            },
            Class::Unknown(why) => PlaceOutcome::Unknown { why },
        }
    }
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
