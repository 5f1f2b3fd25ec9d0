//! Success bodies: the envelope around one row or a list of rows.

use crate::answer::{Answer, Failure};
use crate::error_body::{ErrorBody, says};
use crate::json::{Fields, Object, array};
use crate::list_of::list_of;

/// Why a read brought nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// No answer came. Reading again may help.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// The server is busy or not connected to NT8 (408, 429, 5xx). Reading again later may help.
    #[error("{said}")]
    Busy {
        /// The server's words.
        said: String,
        /// How long it asks to wait, in milliseconds.
        retry_after_ms: Option<u64>,
    },
    /// The token is not accepted. Reading again does not help.
    #[error("{0}")]
    Unauthorized(String),
    /// The server says there is no such thing, or refuses the read.
    #[error("{0}")]
    Refused(String),
    /// The answer is not what is documented.
    #[error("an answer that cannot be read: {0}")]
    Unreadable(String),
}

impl ReplyError {
    /// True when the same read may succeed later.
    #[must_use]
    pub const fn may_retry(&self) -> bool {
        match self {
            ReplyError::Failed(Failure::NotSent(_) | Failure::TimedOut | Failure::Lost(_))
            | ReplyError::Busy { .. }
            | ReplyError::Unreadable(_) => true,
            ReplyError::Unauthorized(_) | ReplyError::Refused(_) => false,
        }
    }
}

/// A list and how many of its rows could not be read. Rows that could not be read are never taken as absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListReply<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Rows that could not be read.
    pub unreadable: usize,
}

/// The reply to a place, cancel or similar request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedReply {
    /// The order's id.
    pub order_id: String,
}

impl PlacedReply {
    /// `{"orderId":"…","success":true}`
    #[must_use]
    pub fn write(&self) -> String {
        Object::new().text("orderId", &self.order_id).flag("success", true).end()
    }
}

/// Reads a list: `{"orders":[…],"success":true}`, a bare array, or a single row where one was asked for.
pub fn read_list<T>(result: &Result<Answer, Failure>, key: &str, read: impl Fn(&str) -> Option<T>) -> Result<ListReply<T>, ReplyError> {
    let elements = elements(result, key)?;
    let count = elements.len();
    let rows = list_of(elements.into_iter().filter_map(read));
    Ok(ListReply { unreadable: count - rows.len(), rows })
}

/// The elements of a list as raw JSON.
fn elements<'a>(result: &'a Result<Answer, Failure>, key: &str) -> Result<Vec<&'a str>, ReplyError> {
    let answer = success(result)?;
    let body = answer.body.trim();
    let elements = match body.bytes().next() {
        Some(b'[') => array(body),
        _ => Fields::parse(body).ok().and_then(|fields| fields.array(key)),
    };
    match elements {
        Some(elements) => Ok(elements),
        None if key.is_empty() => Ok(vec![body]),
        None => Err(ReplyError::Unreadable(answer.excerpt())),
    }
}

/// Reads one row: the object itself, its `success` flag beside its fields.
pub fn read_one<T>(result: &Result<Answer, Failure>, read: impl Fn(&str) -> Option<T>) -> Result<T, ReplyError> {
    let answer = success(result)?;
    read(&answer.body).ok_or_else(|| ReplyError::Unreadable(answer.excerpt()))
}

/// The answer, when it is a success of any shape.
fn success(result: &Result<Answer, Failure>) -> Result<&Answer, ReplyError> {
    let answer = result.as_ref().map_err(Failure::clone)?;
    let error = ErrorBody::read(&answer.body);
    let said = || error.as_ref().map_or_else(|| answer.excerpt(), ErrorBody::to_text);
    let busy = || ReplyError::Busy { said: said(), retry_after_ms: answer.retry_after_ms };
    match (answer.status, &error) {
        (Some(401 | 403), _) => Err(ReplyError::Unauthorized(said())),
        (Some(408 | 429 | 500..=599), _) => Err(busy()),
        (Some(200..=299), None) => Ok(answer),
        (Some(200..=299 | 400..=499), Some(error)) => Err(ReplyError::Refused(error.to_text())),
        (Some(400..=499), None) => Err(ReplyError::Refused(said())),
        (Some(_), _) => Err(ReplyError::Unreadable(answer.excerpt())),
        // Over the socket there is no status to tell a busy server from a refusal.
        (None, Some(error)) if is_busy(&error.error) => Err(busy()),
        (None, Some(error)) => Err(ReplyError::Refused(error.to_text())),
        (None, None) => Ok(answer),
    }
}

fn is_busy(error: &str) -> bool {
    ["rate", "timeout", "timed out", "internal_error", "unavailable", "temporarily"].into_iter().any(|word| says(error, word))
}
