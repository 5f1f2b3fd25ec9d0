//! What the history writes down of the page itself and of its sessions' lines: opened, connected, unlocked, settings, the kill
//! switch. Each is compared with what was last written, so that it does not matter which ticket looks.

use super::{KILL, Keeper, ON, records, store};
use crate::state::clock::now;
use crate::state::page::Page;
use crate::state::{Settings, tickets};
use order_history::{Kind, Record};
use order_session::{Carrier, LinkState, Session};

/// One session's line, as last written down.
pub(super) struct Opened {
    venue: String,
    transport: &'static str,
    up: bool,
}

impl Keeper {
    /// What is appended from now on is of this session.
    pub(super) fn turn_to(&mut self, session: &Session) {
        self.venue.clone_from(&session.config().venue);
        self.transport = transport(session);
    }

    /// A session that is new here has opened; lines go up and down.
    pub(super) fn look_at_line(&mut self, session: &Session) {
        self.turn_to(session);
        let up = matches!(session.link(), LinkState::Up { .. });
        let known = self.opened.iter().position(|opened| opened.is(session));
        let was = match known {
            Some(at) => self.opened.get_mut(at).is_some_and(|opened| std::mem::replace(&mut opened.up, up)),
            None => {
                self.opened.push(Opened { venue: self.venue.clone(), transport: self.transport, up });
                self.append(Record::new(Kind::SessionOpened), now());
                false
            }
        };
        if was != up {
            let (kind, text) = match session.link() {
                LinkState::Up { .. } => (Kind::Connected, String::new()),
                LinkState::Down { why, .. } => (Kind::Disconnected, why.clone()),
            };
            self.append(Record { text, ..Record::new(kind) }, now());
        }
    }

    /// A session that is not open any more opens anew when it comes back.
    pub(super) fn forget_closed(&mut self, is_open: impl Fn(&Opened) -> bool) {
        self.opened.retain(is_open);
    }

    /// Locks, the kill switch, settings.
    pub(super) fn look_at_page(&mut self) {
        // The page is unlocked while any of its tickets is.
        let armed = tickets().iter().any(|ticket| ticket.armed.get_untracked());
        if self.armed != armed {
            self.armed = armed;
            self.append(Record::new(if armed { Kind::Armed } else { Kind::Locked }), now());
        }
        let page = Page::shared();
        // Compared with what was last written: it holds over a reload, so it may have been there before this page.
        let on = page.killed.get_untracked();
        if (self.known.get(KILL).map(String::as_str) == Some(ON)) != on {
            self.kill_switch(on, state_of_kill(on).to_owned());
        }
        let settings = page.settings.with_untracked(Settings::json);
        if self.settings.as_ref() != Some(&settings) {
            let lines = match &self.settings {
                Some(before) => records::changes(before, &settings),
                None => vec![(Kind::SettingsChanged, ["as found: ", &settings].concat())],
            };
            for (kind, text) in lines {
                self.append(Record { text, ..Record::new(kind) }, now());
            }
            store::set_settings(&settings);
            self.settings = Some(settings);
        }
    }

    /// One line for one throw, whoever tells of it first.
    pub(super) fn kill_switch(&mut self, on: bool, text: String) {
        let state = state_of_kill(on).to_owned();
        self.known.insert(KILL.to_owned(), state.clone());
        self.append(Record { state, text, ..Record::new(Kind::KillSwitch) }, now());
    }
}

impl Opened {
    pub(super) fn is(&self, session: &Session) -> bool {
        self.venue == session.config().venue && self.transport == transport(session)
    }
}

fn transport(session: &Session) -> &'static str {
    if session.config().carrier == Carrier::Http { "http" } else { "socket" }
}

const fn state_of_kill(on: bool) -> &'static str {
    if on { ON } else { "off" }
}
