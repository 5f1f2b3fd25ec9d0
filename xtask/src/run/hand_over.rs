//! The last command of a verb: replaces this process where the system can do that.

#[cfg(unix)]
mod unix {
    use std::os::unix::process::CommandExt as _;
    use std::process::{Command, ExitStatus};

    /// Returns only if the program could not be started.
    pub(crate) fn become_or_wait(command: &mut Command) -> std::io::Result<ExitStatus> {
        Err(command.exec())
    }
}

#[cfg(not(unix))]
mod other {
    use std::process::{Command, ExitStatus};

    pub(crate) fn become_or_wait(command: &mut Command) -> std::io::Result<ExitStatus> {
        command.status()
    }
}

#[cfg(not(unix))]
pub(super) use other::become_or_wait;
#[cfg(unix)]
pub(super) use unix::become_or_wait;
