//! The exact bytes of everything that is sent, against files that a person reads and commits.
//!
//! `UPDATE_GOLDEN=1 cargo test -p crosstrade --test golden` writes the files anew; then look at what changed. The files
//! in `golden/page` are the API's own samples and are never written.

// The lints' exceptions for tests reach test functions only, and these helpers are shared by them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod file;
mod frames;
mod operations;
mod orders;
mod page;
mod paths;
mod replies;
mod requests;
mod rows;
