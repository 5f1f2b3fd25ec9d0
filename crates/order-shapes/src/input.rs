//! From a [`Value`] to what the model takes. A field that is absent means what it means in the model's own `Default`; `null`
//! is taken only where it says something: not given, not known, no limit.

mod context;
mod draft;
mod market;
mod read;
mod rest;

pub use context::context;
pub use draft::draft;
pub(crate) use read::{argument, day, label, text, word};
pub(crate) use rest::{bracket, exposure, sizing, straddle};
