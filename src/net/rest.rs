//! One HTTP request by `fetch` (gloo-net): status, `Retry-After` and the text, read once.

use crate::net::carrier::{Access, Outgoing};
use crosstrade::{Answer, Failure, Method};
use gloo_net::Error;
use gloo_net::http::{Request, RequestBuilder};
use web_sys::{RequestCredentials, RequestRedirect};

/// Sends once. The browser does not say why a request failed: refused by CORS, cut off, or never sent all look alike,
/// so every failure after `fetch` was called counts as lost, never as not sent.
///
/// A browser may send a request again by itself when the connection breaks before an answer. The gateway knows the
/// attempt's id and lets a repeat pass only once; CrossTrade knows no such header and is not sent one.
pub(super) async fn send(outgoing: Outgoing) -> Result<Answer, Failure> {
    let Outgoing { base, request, attempt, access, abort } = outgoing;
    let url = format!("{base}{}", request.target);
    let builder = match request.method {
        Method::Get => Request::get(&url),
        Method::Post => Request::post(&url),
        Method::Put => Request::put(&url),
    };
    let builder = with_access(builder, &access)
        .header("Content-Type", "application/json")
        // A redirect answers as another site (a documented trap); following it would turn the order into a page view.
        .redirect(RequestRedirect::Manual)
        .cache(web_sys::RequestCache::NoStore)
        .abort_signal(abort.as_ref());
    let builder = match (&access, &attempt) {
        (Access::Cookie | Access::Gateway(_), Some(attempt)) => builder.header("Order-Ticket-Attempt", &attempt.0),
        (Access::Cookie | Access::Gateway(_), None) | (Access::Bearer(_), _) => builder,
    };
    let built = match &request.body {
        Some(body) => builder.body(body.as_str()),
        None => builder.build(),
    };
    let built = built.map_err(|error| Failure::NotSent(words(error)))?;
    let response = built.send().await.map_err(|error| Failure::Lost(words(error)))?;
    let retry_after_ms = response.headers().get("retry-after").and_then(|s| s.trim().parse::<u64>().ok()).map(|s| s.saturating_mul(1000));
    let status = response.status();
    let body = response.text().await.map_err(|error| Failure::Lost(words(error)))?;
    Ok(Answer { status: Some(status), body, retry_after_ms })
}

/// What the browser says. By its own `Display` the error would bring the words of all of serde's and std's into the page.
fn words(error: Error) -> String {
    match error {
        Error::JsError(thrown) => thrown.to_string(),
        Error::GlooError(text) => text,
        Error::SerdeError(_) => "not JSON".to_owned(),
    }
}

/// Fetches the page's own address: a gateway that was restarted knows the old cookie no more and sets a fresh one.
pub(super) async fn renew() {
    if let Ok(request) = Request::get("./").cache(web_sys::RequestCache::NoStore).build() {
        let _ = request.send().await;
    }
}

fn with_access(builder: RequestBuilder, access: &Access) -> RequestBuilder {
    match access {
        Access::Cookie => builder.credentials(RequestCredentials::SameOrigin),
        Access::Bearer(token) | Access::Gateway(token) => {
            builder.credentials(RequestCredentials::Omit).header("Authorization", &token.header())
        }
    }
}
