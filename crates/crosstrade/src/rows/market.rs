//! `MarketInfo`: whether a contract trades now and for how long.

use crate::json::{Fields, Object};

/// The session of a contract. The documents name the fields; the words in `state`, `label` and `action`, and what stands
/// in `upcoming`, are not captured anywhere, so they stay text and may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct MarketInfo {
    /// Canonical NT8 name.
    pub instrument: String,
    /// Whether the market is open; `None` when not told.
    pub is_open: Option<bool>,
    /// The state's word.
    pub state: String,
    /// The session's name.
    pub label: String,
    /// What happens when the countdown ends.
    pub action: String,
    /// The countdown, in seconds.
    pub seconds_remaining: Option<u32>,
    /// The name of the session that follows.
    pub next: String,
}

impl MarketInfo {
    /// Reads the answer; `None` when it names no instrument.
    #[must_use]
    pub fn read(text: &str) -> Option<MarketInfo> {
        let fields = Fields::parse(text).ok()?;
        let part = |name| Fields::parse(fields.raw(name).unwrap_or("{}")).ok();
        let (status, session, upcoming) = (part("status")?, part("session")?, part("upcoming")?);
        let text = |of: &Fields<'_>, name| of.loose_text(name).unwrap_or_default();
        Some(MarketInfo {
            instrument: fields.loose_text("instrument").filter(|i| !i.is_empty())?,
            is_open: status.flag("isOpen"),
            state: text(&status, "state"),
            label: text(&session, "label"),
            action: text(&session, "action"),
            seconds_remaining: session.whole("secondsRemaining"),
            next: text(&upcoming, "label"),
        })
    }

    /// Writes the documented fields that a simulator knows; its time zone is UTC.
    #[must_use]
    pub fn write(&self) -> Object {
        let status = Object::new().raw("isOpen", self.is_open.map_or("null", |open| if open { "true" } else { "false" }));
        let session = Object::new().text("label", &self.label);
        let session = match self.seconds_remaining {
            Some(seconds) => {
                let countdown = format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
                session.text("countdown", &countdown).integer("secondsRemaining", i64::from(seconds))
            }
            None => session,
        };
        Object::new()
            .text("instrument", &self.instrument)
            .text("timeZone", "UTC")
            .raw("status", &status.text("state", &self.state).end())
            .raw("session", &session.text("action", &self.action).end())
            .raw("upcoming", &Object::new().text("label", &self.next).end())
    }
}
