//! Parts of the program that are fetched when they are needed first, so that the ticket itself is there sooner.
//!
//! `cargo xtask page` builds with the feature `split` and cuts the program at these functions; any other build holds it
//! whole, and the same calls return at once. What a part contains is found by the cut itself: everything that is
//! reachable only through these functions.

#[cfg(feature = "split")]
mod split;
#[cfg(not(feature = "split"))]
mod whole;

#[cfg(feature = "split")]
pub(crate) use split::*;
#[cfg(not(feature = "split"))]
pub(crate) use whole::*;

/// A part could not be fetched. Asking again tries again.
#[derive(Debug)]
pub(crate) struct NotLoaded;
