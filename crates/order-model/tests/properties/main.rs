//! What holds for every price, text, draft and context, drawn at random. Goes through the public interface alone.

// The lints' exceptions for tests reach test functions only, and the generators are shared by them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod changes;
mod checks;
mod drawn;
mod exits;
mod grid;
mod numbers;
mod pairs;
mod quick;
mod scopes;
mod sizes;
mod texts;
