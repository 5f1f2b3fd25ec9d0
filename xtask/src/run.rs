//! Running other programs: one place that knows how a command is shown, started and judged.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::Error;

mod hand_over;

/// A command about to run.
pub(crate) struct Run {
    command: Command,
    line: String,
    hint: &'static str,
}

impl Run {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        Self {
            command: Command::new(program),
            line: Path::new(program).file_name().unwrap_or(program).to_string_lossy().into_owned(),
            hint: "is it installed and on PATH?",
        }
    }

    /// The cargo that runs us, or the one on PATH.
    pub(crate) fn cargo() -> Self {
        let mut run = Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        run.line = "cargo".to_owned();
        run
    }

    /// What to do when the program is missing.
    pub(crate) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.line.push(' ');
        self.line.push_str(&arg.as_ref().to_string_lossy());
        self.command.arg(arg);
        self
    }

    pub(crate) fn args(self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    pub(crate) fn env(mut self, key: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(key, value);
        self
    }

    pub(crate) fn env_remove(mut self, key: &str) -> Self {
        self.command.env_remove(key);
        self
    }

    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Puts folders in front of PATH for this command.
    pub(crate) fn path_first(self, folders: &[PathBuf]) -> Self {
        let old = std::env::var_os("PATH").unwrap_or_default();
        let all = folders.iter().cloned().chain(std::env::split_paths(&old));
        match std::env::join_paths(all) {
            Ok(path) => self.env("PATH", path),
            Err(_) => self,
        }
    }

    /// Runs to the end with our own input and output; anything but success is an error.
    pub(crate) fn check(mut self) -> Result<(), Error> {
        let status = match self.command.status() {
            Ok(status) => status,
            Err(source) => return Err(self.not_started(source)),
        };
        if status.success() { Ok(()) } else { Err(Error::Failed { line: self.line, status: status.to_string() }) }
    }

    /// Runs to the end and returns what it printed; its errors go to the terminal.
    pub(crate) fn output(mut self) -> Result<String, Error> {
        self.command.stderr(Stdio::inherit());
        let output = match self.command.output() {
            Ok(output) => output,
            Err(source) => return Err(self.not_started(source)),
        };
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(Error::Failed { line: self.line, status: output.status.to_string() })
        }
    }

    /// Runs to the end and hands on each line it prints while it runs.
    pub(crate) fn lines(mut self, mut each: impl FnMut(&str)) -> Result<(), Error> {
        self.command.stdout(Stdio::piped());
        let mut child = match self.command.spawn() {
            Ok(child) => child,
            Err(source) => return Err(self.not_started(source)),
        };
        if let Some(out) = child.stdout.take() {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                each(&line);
            }
        }
        match child.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Error::Failed { line: self.line, status: status.to_string() }),
            Err(source) => Err(self.not_started(source)),
        }
    }

    /// Becomes the program where the system can do that, so that signals reach it directly; else waits for it.
    pub(crate) fn hand_over(mut self) -> Result<(), Error> {
        match hand_over::become_or_wait(&mut self.command) {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Error::Failed { line: self.line, status: status.to_string() }),
            Err(source) => Err(self.not_started(source)),
        }
    }

    fn not_started(self, source: std::io::Error) -> Error {
        let program = self.command.get_program().to_string_lossy().into_owned();
        Error::Start { program, source, hint: self.hint }
    }
}

/// The first line a program prints about its version, or nothing if it cannot be run.
pub(crate) fn version_of(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().next()?.trim();
    (output.status.success() && !line.is_empty()).then(|| line.to_owned())
}

/// The full path of a program on PATH.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let file: OsString = format!("{program}{}", std::env::consts::EXE_SUFFIX).into();
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|found| found.is_file())
}
