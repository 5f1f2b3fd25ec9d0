//! `ActOutcome`: what an answer means for a change, a cancel, a close or another act on what is there.

use super::{Class, classify, order_id};
use crate::answer::{Answer, Failure};
use crate::json::{Fields, string};
use crate::list_of::list_of;
use crate::path::is_segment;

/// What became of one request that acts on orders or positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActOutcome {
    /// The request provably never left.
    NotSent {
        /// What stopped it.
        why: String,
    },
    /// The answer proves that the request was not taken.
    Refused {
        /// The API's words.
        why: String,
        /// There was nothing (left) to act on: the order has ended, no position is open. What was wanted may well be so.
        nothing_left: bool,
    },
    /// The API took the request. NT8 may still fail to carry it out: a fill may outrun a cancel or a change.
    Done {
        /// The orders that the answer names. After a replace, a flat-place or a reversal the first is the new order.
        order_ids: Vec<String>,
        /// The API says itself that it has not yet seen the act carried out (`pending`, or `verified:false`).
        pending: bool,
        /// What the API remarks: that nothing was open, for one.
        warning: Option<String>,
    },
    /// Not known. Only reading can tell.
    Unknown {
        /// What came instead of an outcome.
        why: String,
    },
}

impl ActOutcome {
    /// Classifies what came back for a change, cancel, close, flatten or bracket.
    ///
    /// ```
    /// use crosstrade::{ActOutcome, Answer};
    /// let late = Answer::http(400, r#"{"error":"Order linked to 'x' not found or already terminal."}"#);
    /// assert!(matches!(ActOutcome::of(&Ok(late)), ActOutcome::Refused { nothing_left: true, .. }));
    /// ```
    #[must_use]
    pub fn of(result: &Result<Answer, Failure>) -> ActOutcome {
        ActOutcome::from_class(classify(result, is_done))
    }

    /// The same for a replace, a flat-place or a reversal, which is only done when the answer names the new order.
    #[must_use]
    pub fn of_new_order(result: &Result<Answer, Failure>) -> ActOutcome {
        ActOutcome::from_class(classify(result, |fields| order_id(fields).is_some()))
    }

    fn from_class(class: Class) -> ActOutcome {
        match class {
            Class::NotSent(why) => ActOutcome::NotSent { why },
            Class::Refused { why, nothing_left } => ActOutcome::Refused { why, nothing_left },
            Class::Taken(body) => match Fields::parse(&body) {
                Ok(fields) => done(&fields),
                Err(_) => ActOutcome::Unknown { why: body },
            },
            Class::Unknown(why) => ActOutcome::Unknown { why },
        }
    }
}

/// Any of the fields that the documents show in a success.
fn is_done(fields: &Fields<'_>) -> bool {
    fields.flag("success") == Some(true)
        || order_id(fields).is_some()
        || ["orderIds", "closedPositions"].into_iter().any(|name| fields.array(name).is_some())
}

fn done(fields: &Fields<'_>) -> ActOutcome {
    let listed = fields.array("orderIds").unwrap_or_default();
    let listed = listed.into_iter().filter_map(|raw| string(raw).or_else(|| raw.parse::<u64>().ok().map(|id| id.to_string())));
    ActOutcome::Done {
        order_ids: list_of(order_id(fields).into_iter().chain(listed.filter(|id| is_segment(id)))),
        pending: fields.flag("pending") == Some(true) || fields.flag("verified") == Some(false),
        warning: fields.loose_text("warning").filter(|text| !text.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(outcome: ActOutcome) -> &'static str {
        match outcome {
            ActOutcome::NotSent { .. } => "not sent",
            ActOutcome::Refused { nothing_left: true, .. } => "nothing left",
            ActOutcome::Refused { nothing_left: false, .. } => "refused",
            ActOutcome::Done { pending: true, .. } => "pending",
            ActOutcome::Done { pending: false, .. } => "done",
            ActOutcome::Unknown { .. } => "unknown",
        }
    }

    const ENDED: &str = r#"{"error":"Order linked to 'x' not found or already terminal."}"#;
    const ENDED_CODED: &str =
        r#"{"success":false,"error":"order_not_found","detail":"Order linked to 'x' not found or already terminal."}"#;
    const FLAT: &str = r#"{"error":"No positions found for instrument 'ES 12-24'"}"#;
    const PLAIN: &str = r#"{"error":"Invalid request"}"#;
    const CODED: &str = r#"{"success":false,"error":"invalid_account","detail":"Account Sim999 not found"}"#;
    const PASSED: &str = r#"{"success":false,"error":"close_in_progress","detail":"No positions found yet"}"#;
    const HTML: &str = "<html>Bad gateway</html>";

    #[test]
    fn every_row_of_the_table() {
        for (status, body, expected) in [
            (200, r#"{"orderId":"x","success":true}"#, "done"),
            (200, r#"{"orderId":"x"}"#, "done"),
            (200, r#"{"orderIds":[],"success":true}"#, "done"),
            (200, r#"{"orderIds":["a"]}"#, "done"),
            (200, r#"{"closedPositions":[],"success":true,"warning":"No open positions"}"#, "done"),
            (200, r#"{"success":true}"#, "done"),
            (200, r#"{"success":true,"pending":true,"verified":false,"remainingQuantity":1}"#, "pending"),
            (200, r#"{"success":true,"verified":false}"#, "pending"),
            (200, r#"{"success":true,"pending":false,"verified":true}"#, "done"),
            (200, r#"{"orderId":"x","success":false}"#, "unknown"),
            (200, r#"{"orderId":"x","error":"boom"}"#, "unknown"),
            (200, r#"{"success":false}"#, "unknown"),
            (200, "{}", "unknown"),
            (200, r#"{"orderIds":"a"}"#, "unknown"),
            (200, "[]", "unknown"),
            (200, "", "unknown"),
            (200, HTML, "unknown"),
            (204, "", "unknown"),
            (200, CODED, "refused"),
            (200, PASSED, "unknown"),
            (200, ENDED, "nothing left"),
            (302, HTML, "unknown"),
            (400, ENDED, "nothing left"),
            (400, ENDED_CODED, "nothing left"),
            (400, FLAT, "nothing left"),
            (400, PLAIN, "refused"),
            (400, CODED, "refused"),
            (400, PASSED, "unknown"),
            (400, HTML, "unknown"),
            (401, HTML, "refused"),
            (404, CODED, "refused"),
            (404, ENDED_CODED, "nothing left"),
            (405, "", "refused"),
            (408, ENDED, "unknown"),
            (409, PASSED, "unknown"),
            (429, PLAIN, "refused"),
            (500, ENDED, "unknown"),
            (503, CODED, "unknown"),
        ] {
            assert_eq!(class(ActOutcome::of(&Ok(Answer::http(status, body)))), expected, "{status} {body}");
        }
        for (data, expected) in [
            (r#"{"orderIds":["a"],"success":true}"#, "done"),
            (ENDED, "nothing left"),
            (ENDED_CODED, "nothing left"),
            (FLAT, "nothing left"),
            (PLAIN, "refused"),
            (CODED, "refused"),
            (PASSED, "unknown"),
            (r#"{"error":"The order is not found or already terminal, or it is not"}"#, "nothing left"),
            (r#"{"error":"Could not close"}"#, "unknown"),
            ("null", "unknown"),
        ] {
            assert_eq!(class(ActOutcome::of(&Ok(Answer::rpc(data)))), expected, "{data}");
        }
        assert_eq!(class(ActOutcome::of(&Err(Failure::NotSent("closed".into())))), "not sent");
        assert_eq!(class(ActOutcome::of(&Err(Failure::TimedOut))), "unknown");
        assert_eq!(class(ActOutcome::of(&Err(Failure::Lost("x".into())))), "unknown");
    }

    #[test]
    fn what_places_an_order_is_done_only_with_its_id() {
        for (body, expected) in [
            (r#"{"orderId":"new","success":true}"#, "done"),
            (r#"{"success":true}"#, "unknown"),
            (r#"{"orderIds":["a"],"success":true}"#, "unknown"),
            (ENDED, "nothing left"),
        ] {
            assert_eq!(class(ActOutcome::of_new_order(&Ok(Answer::http(200, body)))), expected, "{body}");
        }
    }

    #[test]
    fn ids_and_remarks_are_kept() {
        let body = r#"{"orderId":"n","orderIds":["a","",null,4711,".."],"warning":"Nothing was open","success":true}"#;
        let ActOutcome::Done { order_ids, warning, .. } = ActOutcome::of(&Ok(Answer::http(200, body))) else { panic!("done") };
        assert_eq!((order_ids, warning.as_deref()), (vec!["n".into(), "a".into(), "4711".into()], Some("Nothing was open")));
    }
}
