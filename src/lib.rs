//! The order ticket page: a Leptos app over the pure crates.
//!
//! `embed` puts tickets into other pages, `net` carries requests, `state` owns the session and the signals, `ui` shows them. Rules, wire names and the life of an
//! order are in the crates; nothing here decides what may be sent.
//!
//! Natively this crate is empty: the page exists for `wasm32` only, so that `cargo test --workspace` never compiles it.

#[cfg(target_arch = "wasm32")]
mod crash;
#[cfg(target_arch = "wasm32")]
mod embed;
#[cfg(target_arch = "wasm32")]
mod later;
#[cfg(target_arch = "wasm32")]
mod net;
#[cfg(target_arch = "wasm32")]
mod state;
#[cfg(target_arch = "wasm32")]
mod task;
#[cfg(target_arch = "wasm32")]
mod ui;

#[cfg(all(target_arch = "wasm32", feature = "split"))]
pub use crash::crashed;
#[cfg(target_arch = "wasm32")]
pub use embed::{api, attend, embed};
#[cfg(target_arch = "wasm32")]
pub use start::{mount, page};
#[cfg(target_arch = "wasm32")]
pub use state::sessions;

#[cfg(target_arch = "wasm32")]
mod start;
