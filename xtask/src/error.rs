//! What can go wrong, each in one line that says what to do.

use std::io;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("there is no command `{0}`; `cargo xtask --help` lists them")]
    UnknownVerb(String),

    #[error("there is no stage `{word}`; the stages are {stages}")]
    UnknownStage { word: String, stages: String },

    #[error("`{verb}` does not take `{argument}`; `cargo xtask --help` says what it takes")]
    Argument { verb: String, argument: String },

    #[error("name an example: cargo xtask example plain | react | vue | svelte")]
    NoExample,

    #[error("not inside the repository: run `cargo xtask` in a folder of it")]
    NoRepository,

    #[error("cannot {doing} {}: {source}", path.display())]
    File { doing: &'static str, path: PathBuf, source: io::Error },

    #[error("cannot start `{program}`: {source}; {hint}")]
    Start { program: String, source: io::Error, hint: &'static str },

    #[error("this failed ({status}): {line}")]
    Failed { line: String, status: String },

    #[error("stage `{stage}` failed: {why}\n       run it again alone: cargo xtask test {stage}{repair}")]
    Stage { stage: &'static str, why: Box<Error>, repair: &'static str },

    #[error("`{program}` is not on this machine: {hint}")]
    Missing { program: String, hint: String },

    #[error("{program} in {} is not version {version}; delete that folder and run the command again", folder.display())]
    WrongVersion { program: String, version: String, folder: PathBuf },

    #[error("Cargo.lock names no version of `{0}`; run `cargo metadata` once in the repository to write it")]
    NotLocked(String),

    #[error("index.html does not exist yet: the page cannot be built without it")]
    NoIndex,

    #[error("index.html: {0}")]
    Index(String),

    #[error("the program cannot be cut into parts: {0}")]
    Cut(String),

    #[error("{} names {}, a folder of this machine; it would go out with the page", file.display(), folder.display())]
    Place { file: PathBuf, folder: PathBuf },

    #[error(transparent)]
    Origin(#[from] page_headers::BadOrigin),

    #[error("src/sw.js has no line `{0}`, where the worker's list goes")]
    Worker(&'static str),

    #[error("{file} and others refer to each other in a circle, so none can be named by its content")]
    Circle { file: String },

    #[error("the npm package: {0}")]
    Package(String),

    #[error("the page is over its size: {0}; look at the largest file above and at what was added to it")]
    TooLarge(String),
}

impl Error {
    /// For `map_err` on file operations: says what was being done to which file.
    pub(crate) fn file(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { doing, path, source }
    }
}
