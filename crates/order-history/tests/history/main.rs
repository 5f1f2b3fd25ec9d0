//! The history as its users see it: what is stored, what shows when it was tampered with, what is exported.
//!
//! `UPDATE_GOLDEN=1 cargo test -p order-history --test history` writes the golden files anew; then look at what changed.

// The lints' exceptions for tests reach test functions only, and these helpers are shared by them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod drawn;
mod exports;
mod lines;
mod numbers;
mod rewritten;
mod secrets;
mod storage;
mod tabs;
mod tampering;
