//! Where a request goes: first the checks that hold for all, then page, API, socket or test control.

use crate::access::{Access, Refusal, Wants};
use crate::answers;
use crate::api;
use crate::control;
use crate::desk::Desk;
use crate::headers;
use crate::link::{Link, Phase};
use crate::page::Page;
use crate::sites::Site;
use crate::socket;
use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode, header, request::Parts};
use hyper::body::Incoming;
use std::sync::Arc;
use tokio::sync::{Semaphore, watch};

/// Everything a request may need.
pub(crate) struct App {
    pub(crate) access: Access,
    pub(crate) page: Page,
    pub(crate) desk: Arc<Desk>,
    pub(crate) sockets: Arc<Semaphore>,
    pub(crate) phase: watch::Receiver<Phase>,
    pub(crate) test_control: bool,
}

impl App {
    /// Answers one request.
    pub(crate) async fn handle(&self, link: Link, request: Request<Incoming>) -> Response<Body> {
        let (mut parts, body) = request.into_parts();
        let cors = self.access.cors(&parts.headers);
        let mut response = match self.door(&parts, cors.is_some(), &link) {
            Ok(wants) => self.behind(wants, &link, &mut parts, body).await,
            Err(response) => {
                api::drain(body).await;
                *response
            }
        };
        if response.status() != StatusCode::SWITCHING_PROTOCOLS {
            // A connection is never used twice. When one that was used before breaks, browsers repeat the request by
            // themselves, orders included; on a fresh one they report an error, and the page finds out by reading.
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        if let Some(origin) = cors {
            headers::allow_origin(response.headers_mut(), &origin);
        }
        response
    }

    /// Which door a request is let through, or the answer it gets without one.
    fn door(&self, parts: &Parts, listed: bool, link: &Link) -> Result<Wants, Box<Response<Body>>> {
        let refused = |refusal| Box::new(answers::refused(refusal, self.desk.shape()));
        let site = self.access.site(&parts.headers).map_err(refused)?;
        let Some(wants) = self.wants(parts.uri.path()) else { return Err(Box::new(self.page(parts, site, link))) };
        if parts.method == Method::OPTIONS {
            return Err(Box::new(self.preflight(parts, listed)));
        }
        self.access.admit(parts, site, wants).map_err(refused)?;
        Ok(wants)
    }

    /// The door a path stands behind; `None` for the page, which is open.
    fn wants(&self, path: &str) -> Option<Wants> {
        let under = |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if path == "/ws/stream" {
            Some(Wants::Socket)
        } else if under("/v1/api") {
            Some(Wants::Api)
        } else if self.test_control && under("/test") {
            Some(Wants::Control)
        } else {
            None
        }
    }

    async fn behind(&self, wants: Wants, link: &Link, parts: &mut Parts, body: Incoming) -> Response<Body> {
        match wants {
            Wants::Api => api::answer(&self.desk, link, parts, body).await,
            Wants::Socket => socket::open(Arc::clone(&self.desk), &self.sockets, self.phase.clone(), parts).await,
            Wants::Control => control::answer(&self.desk, &parts.method, parts.uri.path(), body).await,
        }
    }

    fn page(&self, parts: &Parts, site: &Site, link: &Link) -> Response<Body> {
        let path = parts.uri.path();
        if !self.page.is_html(path) {
            return self.page.answer(&parts.method, path, &parts.headers);
        }
        if !self.access.may_open(&parts.headers, site, link.peer) {
            let mut response = answers::text(StatusCode::UNAUTHORIZED, "Sign in with any name and the gateway's token as the password.");
            let ask =
                HeaderValue::from_static("Basic realm=\"Order ticket: any name, the gateway's token as password\", charset=\"UTF-8\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, ask);
            return response;
        }
        let mut response = self.page.answer(&parts.method, path, &parts.headers);
        if let Ok(cookie) = HeaderValue::from_str(&self.access.set_cookie(site)) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        if let Ok(marker) = HeaderValue::from_str(&Access::marker_cookie(site)) {
            response.headers_mut().append(header::SET_COOKIE, marker);
        }
        response
    }

    /// Without a listed origin there is nothing to negotiate: no CORS header at all.
    fn preflight(&self, parts: &Parts, listed: bool) -> Response<Body> {
        if !listed {
            return answers::refused(Refusal::Origin, self.desk.shape());
        }
        let mut response = answers::text(StatusCode::NO_CONTENT, "");
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
        headers::preflight(response.headers_mut(), parts.headers.contains_key("access-control-request-private-network"));
        response
    }
}
