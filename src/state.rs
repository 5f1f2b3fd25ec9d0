//! The page's state: the session and its shell, the signals that show it, the settings.

mod acts;
mod app;
mod arrival;
pub(crate) mod browser;
mod clock;
mod deep_link;
mod group;
pub(crate) mod history;
mod journal;
mod kill;
mod line;
mod listen;
mod live;
mod marks;
mod question;
mod settings;
mod shell;
mod shown;
pub(crate) mod signals;
mod stepping;
mod streamer;
mod trade;
mod way;

pub(crate) use app::{App, Panel, Stage};
pub(crate) use arrival::Arrival;
pub(crate) use clock::{now, time_text, today};
pub(crate) use group::{Group, Leg, Sent, SentLeg};
pub(crate) use kill::killed_at;
pub(crate) use listen::listen;
pub(crate) use live::Live;
pub(crate) use settings::{AccountClass, Import, LIMIT_WORDS, Row, Settings, Theme, Values, Way, change_lines, is_origin};
pub(crate) use shown::Line;
pub(crate) use stepping::Spot;
pub(crate) use trade::Before;
pub(crate) use way::{served_by_gateway, way_of};
