//! End-to-end tests: real Chromium, the built page, a running gateway. `cargo xtask test e2e` runs them.
//!
//! Each test has a gateway and a browser of its own, opens the page as a person would, and compares what it shows with what
//! the practice exchange behind the gateway really holds.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test crate: what cannot go on fails the test"
)]

#[path = "e2e/browser.rs"]
mod browser;
#[path = "e2e/desk.rs"]
mod desk;
#[path = "e2e/http.rs"]
mod http;
#[path = "e2e/script.rs"]
mod script;
#[path = "e2e/venue.rs"]
mod venue;
#[path = "e2e/wait.rs"]
mod wait;
#[path = "e2e/ways.rs"]
mod ways;

#[path = "e2e/orders.rs"]
mod orders;
