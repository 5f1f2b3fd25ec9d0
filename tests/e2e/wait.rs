//! Waiting: poll with a deadline, never sleep and hope.

use std::time::{Duration, Instant};

/// Longer than the longest wait of a session (10 s for an answer, 20 s until "nothing found"), on a slow machine.
pub const PATIENCE: Duration = Duration::from_secs(45);
const PAUSE: Duration = Duration::from_millis(40);

/// Asks until there is an answer; `None` when there is none in time.
pub async fn poll<T>(patience: Duration, mut ask: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return Some(answer);
        }
        if started.elapsed() > patience {
            return None;
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Asks until it is so.
#[track_caller]
pub fn until(what: &str, mut ask: impl AsyncFnMut() -> bool) -> impl Future<Output = ()> {
    let place = std::panic::Location::caller();
    async move {
        let so = poll(PATIENCE, async || ask().await.then_some(())).await;
        assert!(so.is_some(), "{place}: not in time: {what}");
    }
}
