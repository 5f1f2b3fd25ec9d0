//! End-to-end tests: real browsers, the built page, a running gateway. `cargo xtask test e2e` runs them.
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
#[path = "e2e/dashboard.rs"]
mod dashboard;
#[path = "e2e/desk.rs"]
mod desk;
#[path = "e2e/driver.rs"]
mod driver;
#[path = "e2e/framed.rs"]
mod framed;
#[path = "e2e/http.rs"]
mod http;
#[path = "e2e/script.rs"]
mod script;
#[path = "e2e/site.rs"]
mod site;
#[path = "e2e/venue.rs"]
mod venue;
#[path = "e2e/wait.rs"]
mod wait;
#[path = "e2e/watched.rs"]
mod watched;
#[path = "e2e/ways.rs"]
mod ways;

#[path = "e2e/access.rs"]
mod access;
#[path = "e2e/blotter.rs"]
mod blotter;
#[path = "e2e/cancel.rs"]
mod cancel;
#[path = "e2e/direct.rs"]
mod direct;
#[path = "e2e/element.rs"]
mod element;
#[path = "e2e/element_life.rs"]
mod element_life;
#[path = "e2e/element_page.rs"]
mod element_page;
#[path = "e2e/element_wrong.rs"]
mod element_wrong;
#[path = "e2e/examples.rs"]
mod examples;
#[path = "e2e/fdc3.rs"]
mod fdc3;
#[path = "e2e/figures.rs"]
mod figures;
#[path = "e2e/foreign.rs"]
mod foreign;
#[path = "e2e/frame.rs"]
mod frame;
#[path = "e2e/frame_attacks.rs"]
mod frame_attacks;
#[path = "e2e/frame_sight.rs"]
mod frame_sight;
#[path = "e2e/frames.rs"]
mod frames;
#[path = "e2e/group.rs"]
mod group;
#[path = "e2e/history.rs"]
mod history;
#[path = "e2e/hosting.rs"]
mod hosting;
#[path = "e2e/hotkeys.rs"]
mod hotkeys;
#[path = "e2e/keys.rs"]
mod keys;
#[path = "e2e/kill.rs"]
mod kill;
#[path = "e2e/limits.rs"]
mod limits;
#[path = "e2e/lost.rs"]
mod lost;
#[path = "e2e/market.rs"]
mod market;
#[path = "e2e/once.rs"]
mod once;
#[path = "e2e/orders.rs"]
mod orders;
#[path = "e2e/page.rs"]
mod page;
#[path = "e2e/parts.rs"]
mod parts;
#[path = "e2e/positions.rs"]
mod positions;
#[path = "e2e/quick.rs"]
mod quick;
#[path = "e2e/refused.rs"]
mod refused;
#[path = "e2e/rules.rs"]
mod rules;
#[path = "e2e/sample.rs"]
mod sample;
#[path = "e2e/settings_file.rs"]
mod settings_file;
#[path = "e2e/signals.rs"]
mod signals;
#[path = "e2e/soak.rs"]
mod soak;
#[path = "e2e/socket.rs"]
mod socket;
#[path = "e2e/tabs.rs"]
mod tabs;
#[path = "e2e/vectors.rs"]
mod vectors;
#[path = "e2e/webkit.rs"]
mod webkit;
