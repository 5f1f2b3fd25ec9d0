//! The page's state: the session and its shell, the signals that show it, the settings.

mod app;
mod clock;
mod deep_link;
mod journal;
mod marks;
mod settings;
mod shell;
mod shown;
mod stepping;

pub(crate) use app::{App, Panel, Stage, served_by_gateway, way_of};
pub(crate) use clock::{time_text, today};
pub(crate) use settings::{AccountClass, Settings, Theme, Way};
pub(crate) use shown::Line;
pub(crate) use stepping::Spot;
