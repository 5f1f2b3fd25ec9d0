//! Answers: from the API's shapes to HTTP.

use crate::access::Refusal;
use crate::headers;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use crosstrade::{Answer, ErrorBody, ErrorShape};

/// A JSON answer. Never cached: it is about orders.
pub(crate) fn json(status: StatusCode, body: String) -> Response<Body> {
    let mut response = with_type(status, "application/json", body.into());
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A line of plain text.
pub(crate) fn text(status: StatusCode, text: impl Into<String>) -> Response<Body> {
    let mut text = text.into();
    text.push('\n');
    with_type(status, "text/plain; charset=utf-8", text.into())
}

/// An answer of a kind.
pub(crate) fn with_type(status: StatusCode, content_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers::secure(response.headers_mut());
    response
}

/// The exchange's answer.
pub(crate) fn api(answer: Answer) -> Response<Body> {
    // A fault may ask for any number; what HTTP cannot carry as a final answer becomes 500.
    let status = answer.status.filter(|status| *status >= 200).and_then(|status| StatusCode::from_u16(status).ok());
    let mut response = json(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), answer.body);
    if let Some(ms) = answer.retry_after_ms {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(ms.div_ceil(1_000)));
    }
    response
}

/// An error of the gateway, in the API's shape.
pub(crate) fn error(status: StatusCode, code: &str, detail: &str, shape: ErrorShape) -> Response<Body> {
    json(status, ErrorBody::new(code, detail).write(shape))
}

/// A request that is not let in.
pub(crate) fn refused(refusal: Refusal, shape: ErrorShape) -> Response<Body> {
    let mut response = error(refusal.status(), refusal.code(), &refusal.to_string(), shape);
    if refusal.status() == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
