//! The same test by several ways, or in both browsers, at a time: most of it is waiting.

use crate::browser::Kind;
use crate::desk::{Desk, Way};
use std::any::Any;
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::Poll;

/// Runs a test on a runtime of its own.
pub fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(test);
}

/// Opens a desk for each way and runs the test on all of them. A failure says by which way, after the others have ended.
pub fn by(ways: &[Way], test: impl AsyncFn(Desk)) {
    run(async {
        let test = &test;
        let one = |at: usize| {
            let way = ways.get(at).copied();
            caught(way, async move {
                if let Some(way) = way {
                    test(Desk::open(way).await).await;
                }
            })
        };
        let ended = tokio::join!(one(0), one(1), one(2));
        assert!(ways.len() <= 3, "three at a time");
        if let Some(failed) = ended.0.or(ended.1).or(ended.2) {
            resume_unwind(failed);
        }
    });
}

/// Runs the test in Chromium and in WebKitGTK.
pub fn by_browser(test: impl AsyncFn(Kind)) {
    run(async {
        let ended = tokio::join!(caught(Kind::Chromium, test(Kind::Chromium)), caught(Kind::WebKit, test(Kind::WebKit)));
        if let Some(failed) = ended.0.or(ended.1) {
            resume_unwind(failed);
        }
    });
}

/// Runs to the end or to the panic.
async fn caught(by: impl Debug, test: impl Future<Output = ()>) -> Option<Box<dyn Any + Send>> {
    let mut test = pin!(test);
    let ended = std::future::poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| test.as_mut().poll(cx))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(())) => Poll::Ready(None),
        Err(panic) => Poll::Ready(Some(panic)),
    })
    .await;
    if ended.is_some() {
        eprintln!("^ failed by {by:?}");
    }
    ended
}
