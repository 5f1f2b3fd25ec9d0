//! The page's state: the session and its shell, the signals that show it, the settings.

mod acts;
mod app;
mod arrival;
mod beside;
mod clock;
mod deep_link;
mod journal;
mod keys;
mod line;
mod listen;
mod live;
mod marks;
mod presets;
mod question;
mod settings;
mod shell;
mod shown;
mod stepping;
mod trade;
mod way;

pub(crate) use app::{App, Panel, Stage};
pub(crate) use arrival::Arrival;
pub(crate) use clock::{fresh_id, now, time_text, today};
pub(crate) use keys::{Bound, DEEDS, Deed, Does, chord_of, is_reserved, words_of};
pub(crate) use listen::listen;
pub(crate) use live::Live;
pub(crate) use presets::{Scope, Template, USUAL_NUMBERS, root_of};
pub(crate) use settings::{AccountClass, Settings, Theme, Way};
pub(crate) use shown::Line;
pub(crate) use stepping::Spot;
pub(crate) use way::{served_by_gateway, way_of};
