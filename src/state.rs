//! The page's state: the session and its shell, the signals that show it, the settings.

mod acts;
mod app;
mod arrival;
mod clock;
mod deep_link;
mod journal;
mod line;
mod listen;
mod live;
mod marks;
mod question;
mod settings;
mod shell;
mod shown;
mod stepping;
mod trade;
mod way;

pub(crate) use app::{App, Panel, Stage};
pub(crate) use arrival::Arrival;
pub(crate) use clock::{time_text, today};
pub(crate) use listen::listen;
pub(crate) use live::Live;

pub(crate) use settings::{AccountClass, Settings, Theme, Way};
pub(crate) use shown::Line;
pub(crate) use stepping::Spot;
pub(crate) use way::{served_by_gateway, way_of};
