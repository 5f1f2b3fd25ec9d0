//! What is seen: one component a file, the markup of the style sheet, no rules.

mod banner;
mod bar;
mod blotter;
mod chart;
mod confirm;
mod connect;
mod desk;
mod dialog;
mod dom;
mod fields;
mod form;
mod format;
mod group;
mod help;
mod history;
mod icon;
mod keys;
mod limits;
mod log;
mod note;
mod orders;
mod phase;
mod piece;
mod positions;
mod preview;
mod question;
mod quick;
mod quote;
mod resolve;
mod signals;
mod submit;
mod veil;
mod watch;

pub(crate) use desk::desk;
pub(crate) use dom::{View, nothing};
pub(crate) use piece::{Piece, piece};
