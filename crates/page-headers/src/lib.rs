//! The headers that come with each file of the page: what a browser may do with it, and for how long it may keep it.
//!
//! One table for everybody who serves the page: the gateway sends these headers, and `cargo xtask dist` writes them as
//! configurations of other servers. It must not know any server, nor how the page is built.
//!
//! `Strict-Transport-Security` is missing on purpose: it is about a whole host and all that is on it, not about a folder.

mod files;
mod origin;
mod policy;

pub use files::{CACHED_FOR_GOOD, WORKER, caching, content_type, is_html, is_named_by_content};
pub use origin::{BadOrigin, Origin};
pub use policy::{FOR_EVERY_ANSWER, FRAME, FRAME_LIST, Policy};
