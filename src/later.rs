//! Parts of the program that are fetched when they are needed first, so that the ticket itself is there sooner.
//!
//! `cargo xtask page` builds with the feature `split` and cuts the program at these functions; any other build holds it
//! whole, and the same calls return at once. What a part contains is found by the cut itself: everything that is
//! reachable only through these functions.

#[cfg(feature = "split")]
mod split;
#[cfg(not(feature = "split"))]
mod whole;

use crate::state::App;
use crate::ui::{Piece, View, piece};
use order_session::Acts;

#[cfg(feature = "split")]
pub(crate) use split::*;
#[cfg(not(feature = "split"))]
pub(crate) use whole::*;

/// The second part of the page, once it has come: panels and lists that the first order does not need.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// Makes a piece of it.
    pub(crate) piece: fn(App, Piece) -> View,
    /// What its panels and lists change, cancel and close with.
    pub(crate) acts: Acts,
}

impl Desk {
    /// Called by that part only: everything it uses comes with it.
    fn here() -> Desk {
        Desk { piece, acts: Acts::here() }
    }
}

/// A part could not be fetched. Asking again tries again.
#[derive(Debug)]
pub(crate) struct NotLoaded;
