//! `/v1/api/...`: the documented endpoints, answered by the exchange.

use crate::answers;
use crate::attempts;
use crate::desk::Desk;
use crate::link::Link;
use axum::body::Body;
use axum::http::{Response, StatusCode, request::Parts};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use practice_exchange::Delivery;
use std::time::Duration;

/// Largest body the API takes.
pub(crate) const MOST_BODY: usize = 64 * 1024;
/// How much of a larger body is read and dropped, so that its sender hears the answer before the connection ends.
const MOST_DROPPED: usize = 1024 * 1024;
/// How long a body may take.
const BODY_TIME: Duration = Duration::from_secs(10);
/// How long "never" is.
const NEVER: Duration = Duration::from_secs(120);

/// Answers a request that was let in.
pub(crate) async fn answer(desk: &Desk, link: &Link, parts: &Parts, body: Incoming) -> Response<Body> {
    let body = match read(body).await {
        Ok(body) => body,
        Err(NoBody::TooLarge) => {
            let detail = format!("a body has at most {MOST_BODY} bytes");
            return answers::error(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", &detail, desk.shape());
        }
        Err(NoBody::NotText) => {
            return answers::error(StatusCode::BAD_REQUEST, "invalid_request", "the body is not UTF-8 text", desk.shape());
        }
        // Nobody is there any more who could be told.
        Err(NoBody::Broken) => match link.break_off().await {},
    };
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    let reaction = desk.http(parts.method.as_str(), target, &body, attempts::named(&parts.headers));
    if reaction.after_ms > 0 {
        tokio::time::sleep(Duration::from_millis(reaction.after_ms)).await;
    }
    match reaction.deliver {
        Delivery::Answer(answer) => answers::api(answer),
        Delivery::Disconnect => match link.break_off().await {},
        Delivery::Never => {
            tokio::time::sleep(NEVER).await;
            match link.break_off().await {}
        }
    }
}

/// Why there is no body.
pub(crate) enum NoBody {
    TooLarge,
    NotText,
    Broken,
}

/// Reads and forgets the body of a request that is answered without it. A connection that ends while its client still
/// writes is reset, and the client may never see the answer.
pub(crate) async fn drain(body: Incoming) {
    let _ = read(body).await;
}

/// Reads a body as text, within size and time.
pub(crate) async fn read(body: Incoming) -> Result<String, NoBody> {
    let bytes = tokio::time::timeout(BODY_TIME, collect(body)).await.map_err(|_| NoBody::Broken)??;
    String::from_utf8(bytes).map_err(|_| NoBody::NotText)
}

async fn collect(mut body: Incoming) -> Result<Vec<u8>, NoBody> {
    let mut bytes = Vec::new();
    let mut length = 0_usize;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| NoBody::Broken)?.into_data() else { continue };
        length = length.saturating_add(data.len());
        if length > MOST_DROPPED {
            return Err(NoBody::TooLarge);
        }
        if length <= MOST_BODY {
            bytes.extend_from_slice(&data);
        }
    }
    if length > MOST_BODY { Err(NoBody::TooLarge) } else { Ok(bytes) }
}
