//! What comes back for a request: an answer, or a failure to get one.

use order_model::Millis;

/// An answer of the API, by HTTP or as the `data` of an RPC reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status; `None` over the WebSocket, which has none.
    pub status: Option<u16>,
    /// The JSON text, or whatever came instead.
    pub body: String,
    /// How long the server asks to wait, from `Retry-After`.
    pub retry_after_ms: Option<Millis>,
}

impl Answer {
    /// An HTTP answer.
    #[must_use]
    pub fn http(status: u16, body: impl Into<String>) -> Answer {
        Answer { status: Some(status), body: body.into(), retry_after_ms: None }
    }

    /// The `data` of an RPC reply.
    #[must_use]
    pub fn rpc(data: impl Into<String>) -> Answer {
        Answer { status: None, body: data.into(), retry_after_ms: None }
    }

    /// The first 200 characters of the body, for a report. Of a web page only that it is one: a proxy, or another server than the one
    /// that is meant, has answered.
    ///
    /// ```
    /// use crosstrade::Answer;
    ///
    /// assert_eq!(Answer::http(404, "<!DOCTYPE html><html>…").excerpt(), "a web page in the place of data (HTTP 404)");
    /// assert_eq!(Answer::http(404, "no such account").excerpt(), "no such account");
    /// ```
    #[must_use]
    pub fn excerpt(&self) -> String {
        if self.body.trim_start().starts_with('<') {
            let status = self.status.map(|status| format!(" (HTTP {status})")).unwrap_or_default();
            return ["a web page in the place of data", &status].concat();
        }
        self.body.chars().take(200).collect()
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The request provably never left: the socket was not open, the text could not be built, its time to live ran out.
    #[error("not sent: {0}")]
    NotSent(String),
    /// No answer within the time allowed.
    #[error("no answer within the time allowed")]
    TimedOut,
    /// The connection ended or the browser gave no reason. The request may have arrived.
    #[error("the connection failed: {0}")]
    Lost(String),
}
