//! What carries requests by HTTP, seen without knowing how: its program is fetched only where a server is asked so.

use crate::net::rest;
use crosstrade::{Answer, Failure, HttpRequest, Token};
use futures::future::LocalBoxFuture;
use order_session::AttemptId;
use std::task::{Context, Poll, Waker};
use web_sys::AbortSignal;

/// How a request gets in.
#[derive(Clone, Debug)]
pub(crate) enum Access {
    /// By the session cookie of the server the page came from.
    Cookie,
    /// By a token the user typed; in memory only.
    Bearer(Token),
    /// The same at a gateway of another origin, which knows the names of attempts.
    Gateway(Token),
}

/// One HTTP request on its way out.
pub(crate) struct Outgoing {
    /// Origin of the server; empty for the page's own.
    pub(crate) base: String,
    pub(crate) request: HttpRequest,
    /// The attempt it carries out.
    pub(crate) attempt: Option<AttemptId>,
    pub(crate) access: Access,
    pub(crate) abort: Option<AbortSignal>,
}

/// HTTP.
pub(crate) trait Carrier {
    /// Sends once; no retries. The request is issued by the call itself; what is returned waits for its answer.
    fn fetch(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Answer, Failure>>;

    /// Fetches the page's own address: a gateway that was restarted knows the old cookie no more and sets a fresh one.
    fn renew(&self) -> LocalBoxFuture<'static, ()>;
}

/// The browser's own.
pub(crate) fn carrier() -> Box<dyn Carrier> {
    Box::new(Browser)
}

/// Takes the first step of a request now: what waits in the browser's queue comes after the page has drawn.
fn at_once(mut request: LocalBoxFuture<'static, Result<Answer, Failure>>) -> LocalBoxFuture<'static, Result<Answer, Failure>> {
    match request.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Box::pin(std::future::ready(done)),
        // Whoever waits for it is told on the next step, which comes before any answer can.
        Poll::Pending => request,
    }
}

struct Browser;

impl Carrier for Browser {
    fn fetch(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Answer, Failure>> {
        at_once(Box::pin(rest::send(outgoing)))
    }

    fn renew(&self) -> LocalBoxFuture<'static, ()> {
        Box::pin(rest::renew())
    }
}
