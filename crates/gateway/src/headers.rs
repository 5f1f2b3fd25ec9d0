//! The headers that tell a browser what the page may do and who may look at an answer.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use page_headers::{FOR_EVERY_ANSWER, Policy};

/// For every answer, the page's and the API's.
pub(crate) fn secure(headers: &mut HeaderMap) {
    for (name, value) in FOR_EVERY_ANSWER {
        set(headers, name, value);
    }
}

/// What a file of the page comes with: the same as on any other host with this policy.
pub(crate) fn of_file(name: &str, policy: &Policy) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in policy.headers(name) {
        set(&mut headers, name, &value);
    }
    headers
}

fn set(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
        headers.insert(name, value);
    }
}

/// For answers to an origin that `--allow-origin` lists. Credentials are never allowed: such a page has the token.
pub(crate) fn allow_origin(headers: &mut HeaderMap, origin: &str) {
    if let Ok(origin) = HeaderValue::from_str(origin) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Retry-After"));
    }
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
}

/// For the answer to a preflight of such an origin.
pub(crate) fn preflight(headers: &mut HeaderMap, private_network: bool) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, PUT"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("Authorization, Content-Type, Order-Ticket-Attempt"));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    if private_network {
        // Chromium asks before a public page may call an address of this machine.
        headers.insert("access-control-allow-private-network", HeaderValue::from_static("true"));
    }
}
