//! What holds for every order, row, request and text, drawn at random. Goes through the public interface alone.

// The lints' exceptions for tests reach test functions only, and the generators are shared by them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod drawn;
mod orders;
mod parsers;
mod requests;
mod rows;
mod words;
