//! The signals that end the program: Ctrl-C, and a polite kill where the system has one. For `main.rs`.

#[cfg(unix)]
mod unix {
    use std::io;
    use tokio::signal::unix::{Signal, SignalKind, signal};

    /// Listens from the moment it exists, so that a signal right after the start is not missed.
    pub(crate) struct Stop {
        interrupt: Signal,
        terminate: Signal,
    }

    impl Stop {
        pub(crate) fn listen() -> io::Result<Stop> {
            Ok(Stop { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
        }

        /// Ends with the first signal.
        pub(crate) async fn asked(mut self) {
            tokio::select! {
                _ = self.interrupt.recv() => {}
                _ = self.terminate.recv() => {}
            }
        }
    }
}

#[cfg(not(unix))]
mod other {
    use std::io;

    pub(crate) struct Stop;

    impl Stop {
        pub(crate) fn listen() -> io::Result<Stop> {
            Ok(Stop)
        }

        pub(crate) async fn asked(self) {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}

#[cfg(not(unix))]
pub(crate) use other::Stop;
#[cfg(unix)]
pub(crate) use unix::Stop;
