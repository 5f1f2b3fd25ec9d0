//! The headers that tell a browser what the page may do and who may look at an answer.

use axum::http::{HeaderMap, HeaderValue, header};

/// What the page may load and call.
///
/// `connect-src` is wide on purpose: in direct mode the page calls a base address that the user types, which may be any
/// https server or one on this machine. Everything else comes from here. `'wasm-unsafe-eval'` lets WebAssembly be
/// compiled and nothing else be evaluated. (A policy cannot name `[::1]`: its grammar has no IPv6 hosts.)
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self' https: http://127.0.0.1:* http://localhost:* ws://127.0.0.1:* ws://localhost:*; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PERMISSIONS_POLICY: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), \
    microphone=(), midi=(), payment=(), serial=(), usb=()";

/// For every answer.
pub(crate) fn secure(headers: &mut HeaderMap) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
}

/// For HTML besides.
pub(crate) fn secure_html(headers: &mut HeaderMap) {
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("permissions-policy", HeaderValue::from_static(PERMISSIONS_POLICY));
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
