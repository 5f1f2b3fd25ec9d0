//! The exchange from outside: requests and frames in, answers, frames and the venue's truth out.

// The lints' exceptions for tests reach test functions only, and the desk's helpers are shared by them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod changes;
mod desk;
mod exits;
mod faults;
mod matching;
mod oco_and_atm;
mod places;
mod play;
mod properties;
mod reads;
mod socket;
mod whole_session;
