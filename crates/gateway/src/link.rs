//! `Link`: the TCP connection a request came on, for faults that break it; and `Phase`, how the server ends.

use std::net::IpAddr;
use std::sync::Arc;
use tokio::sync::{Notify, watch};

/// The connection under a request.
#[derive(Clone)]
pub(crate) struct Link {
    pub(crate) peer: IpAddr,
    broken: Arc<Notify>,
}

impl Link {
    pub(crate) fn new(peer: IpAddr) -> Link {
        Link { peer, broken: Arc::new(Notify::new()) }
    }

    /// Breaks the connection without an answer. Never returns: whoever serves the connection drops it.
    pub(crate) async fn break_off(&self) -> std::convert::Infallible {
        self.broken.notify_one();
        std::future::pending().await
    }

    /// Ends when somebody broke the connection.
    pub(crate) async fn broken(&self) {
        self.broken.notified().await;
    }
}

/// How far the server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Running,
    /// Nothing new; what is under way may end.
    Draining,
    /// Everything is dropped.
    Killed,
}

/// Waits for the next phase. A server that is simply gone counts as killed.
pub(crate) async fn next_phase(phase: &mut watch::Receiver<Phase>) -> Phase {
    match phase.changed().await {
        Ok(()) => *phase.borrow_and_update(),
        Err(_) => Phase::Killed,
    }
}
