//! What an answer means for what was asked. This table decides whether a trader may send again.
//!
//! | answer | class |
//! |---|---|
//! | 2xx with `success` not false and the mark of success | taken |
//! | 2xx with `success:false` and an error | refused, unless the error says the request may have passed |
//! | 400, 409, 422 with an error of the API | refused, with the same exception |
//! | 401, 403, 404, 405, 413, 415, 429, any body | refused: decided before the request is looked at |
//! | RPC reply with the mark of success | taken |
//! | RPC reply with an error code or text documented as a refusal | refused |
//! | provably never left | not sent |
//! | everything else: 408, 5xx, redirects, unreadable or odd bodies, other RPC errors, no answer, lost connection | unknown |
//!
//! The mark of success is an order id where an order is placed, and else any of the fields that the documents show.
//!
//! A wrong "refused" could make a person send a second order; a wrong "unknown" only costs a read. So every doubt is "unknown".

mod act;
mod place;

pub use act::ActOutcome;
pub use place::PlaceOutcome;

use crate::answer::{Answer, Failure};
use crate::error_body::{ErrorBody, says};
use crate::json::Fields;
use crate::path::is_segment;

/// A row of the table.
enum Class {
    NotSent(String),
    Refused {
        why: String,
        nothing_left: bool,
    },
    /// The JSON text that says so.
    Taken(String),
    Unknown(String),
}

/// Error codes after which a mutation may still have reached the broker.
const MAY_HAVE_PASSED: [&str; 6] =
    ["internal_error", "tradovate_session_expired", "tradovate_unavailable", "timeout", "close_in_progress", "close_needs_reconciliation"];

/// Texts documented as refusals, for RPC replies, which have no status. Compared in lower case, as beginnings.
const REFUSAL_TEXTS: [&str; 5] = ["invalid request", "rate limit exceeded", "unknown api command", "unauthorized", "no positions found"];

/// The part of the refusal of an order that has ended, which the documents declare stable.
const ENDED: &str = "not found or already terminal";

/// What is said when there is nothing to act on; the second stands on the page of the close call, the code in those of
/// the MCP server.
const NOTHING_LEFT: [&str; 3] = [ENDED, "no positions found", "order_not_found"];

/// Classifies what came back. `is_taken` looks for the mark of success in an object that is not a failure.
fn classify(result: &Result<Answer, Failure>, is_taken: fn(&Fields<'_>) -> bool) -> Class {
    match result {
        Err(Failure::NotSent(why)) => Class::NotSent(why.clone()),
        Err(failure @ (Failure::TimedOut | Failure::Lost(_))) => Class::Unknown(failure.to_string()),
        Ok(answer) => of_answer(answer, is_taken),
    }
}

fn of_answer(answer: &Answer, is_taken: fn(&Fields<'_>) -> bool) -> Class {
    let error = ErrorBody::read(&answer.body);
    let fields = Fields::parse(&answer.body).ok().filter(|fields| fields.flag("success") != Some(false));
    let taken = fields.is_some_and(|fields| is_taken(&fields));
    let said = || error.as_ref().map_or_else(|| answer.excerpt(), ErrorBody::to_text);
    let unreadable = || Class::Unknown(format!("an answer that cannot be read: {}", answer.excerpt()));
    match (answer.status, &error, taken) {
        (None | Some(200..=299), None, true) => Class::Taken(answer.body.clone()),
        // No mark, a mark beside an error, or no JSON at all.
        (None | Some(200..=299), None, false) | (None | Some(200..=299), Some(_), true) => unreadable(),
        (Some(200..=299 | 400 | 409 | 422), Some(error), _) if may_have_passed(error) => Class::Unknown(error.to_text()),
        (Some(200..=299 | 400 | 409 | 422), Some(error), _) => refused(error.to_text(), error),
        (Some(400 | 409 | 422), None, _) => unreadable(),
        (Some(401 | 403 | 404 | 405 | 413 | 415 | 429), Some(error), _) => refused(error.to_text(), error),
        (Some(401 | 403 | 404 | 405 | 413 | 415 | 429), None, _) => Class::Refused { why: said(), nothing_left: false },
        (Some(status), _, _) => Class::Unknown(format!("HTTP {status}: {}", said())),
        (None, Some(error), false) if is_documented_refusal(error) => refused(error.to_text(), error),
        (None, Some(error), false) => Class::Unknown(error.to_text()),
    }
}

fn refused(why: String, error: &ErrorBody) -> Class {
    let nothing_left = NOTHING_LEFT.into_iter().any(|text| says(&why, text)) && !may_have_passed(error);
    Class::Refused { why, nothing_left }
}

fn may_have_passed(error: &ErrorBody) -> bool {
    MAY_HAVE_PASSED.contains(&error.error.as_str())
}

/// Without a status only a code of the documented form, or a documented text, proves a refusal.
fn is_documented_refusal(error: &ErrorBody) -> bool {
    let name = error.error.as_str();
    let is_code = name.contains('_') && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let lower = name.to_ascii_lowercase();
    (is_code && !may_have_passed(error)) || REFUSAL_TEXTS.iter().any(|text| lower.starts_with(text)) || says(name, ENDED)
}

/// The id of the order that an answer names.
fn order_id(fields: &Fields<'_>) -> Option<String> {
    fields.loose_text("orderId").filter(|id| is_segment(id))
}
