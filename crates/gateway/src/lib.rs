//! The gateway: one small native server that serves the built page, the documented `/v1/api/...` endpoints and
//! `/ws/stream` over a practice exchange.
//!
//! It holds the token so that the page never sees one: native programs send `Authorization: Bearer <token>`, the page it
//! serves gets in by a session cookie that no other site can use (`access.rs`). It knows nothing of how the page is made.
//!
//! ```
//! use order_ticket_gateway::{Config, start};
//!
//! let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//! runtime.block_on(async {
//!     let config = Config { listen: ([127, 0, 0, 1], 0).into(), ..Config::default() };
//!     let running = start(config).await?;
//!     assert_ne!(running.addr.port(), 0);
//!     running.stop().await;
//!     Ok::<(), order_ticket_gateway::StartError>(())
//! })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod access;
mod answers;
mod api;
pub mod args;
mod attempts;
mod clock;
mod config;
mod control;
mod desk;
mod dispatch;
mod headers;
mod link;
mod page;
mod rules;
mod secret;
mod server;
mod sites;
mod socket;
mod switches;

pub use config::{Config, StartError};
pub use server::{Running, start};
pub use sites::{Origin, OriginTextError};
