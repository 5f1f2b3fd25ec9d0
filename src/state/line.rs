//! The session's line: opening it by the way that was chosen, losing it, opening it again.

use crate::later::{self, NotLoaded};
use crate::net::carrier::{Access, Carrier};
use crate::net::socket::{self, SocketEvent};
use crate::state::clock::{fresh_seed, now};
use crate::state::runner::{Line, Runner};
use crate::state::settings::Way;
use crate::task;
use gloo_timers::callback::Timeout;
use order_model::Millis;
use order_session::{Event, LinkId};
use std::rc::Rc;

/// Waits between attempts to connect; the last repeats.
const RECONNECT_MS: [Millis; 6] = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000];
/// A line that lived this long was a good one: the next loss starts at the first wait again.
const GOOD_LINE_MS: Millis = 30_000;

impl Runner {
    /// Connects, or connects again at once.
    pub(super) fn connect(&self) {
        self.0.retry.borrow_mut().take();
        let link = self.0.link.get().wrapping_add(1);
        self.0.link.set(link);
        match self.0.venue.way {
            Way::Practice => self.open_practice(link),
            Way::GatewaySocket => self.connect_socket(link),
            Way::GatewayRest | Way::Direct => self.open_rest(link),
        }
    }

    /// HTTP. The program that carries requests so is fetched first.
    fn open_rest(&self, link: u32) {
        let runner = self.clone();
        task::start(async move {
            let carrier = runner.fetch_carrier().await;
            // Closed, or connected elsewhere in the meantime.
            if runner.0.link.get() != link {
                return;
            }
            let token = runner.0.venue.token.clone();
            let access = match runner.0.venue.way {
                Way::Direct => token.map(Access::Bearer),
                Way::GatewayRest | Way::GatewaySocket | Way::Practice => Some(token.map_or(Access::Cookie, Access::Gateway)),
            };
            match (carrier, access) {
                (None, _) => runner.not_loaded(link),
                (Some(_), None) => {}
                (Some(_), Some(access)) => {
                    *runner.0.line.borrow_mut() = Line::Rest(access);
                    runner.up(link);
                }
            }
        });
    }

    /// What carries requests by HTTP; `None` when it could not be fetched.
    async fn fetch_carrier(&self) -> Option<Rc<dyn Carrier>> {
        if self.carrier().is_none() {
            let came = later::carrier().await.ok()?;
            *self.0.carrier.borrow_mut() = Some(Rc::from(came));
        }
        self.carrier()
    }

    fn not_loaded(&self, link: u32) {
        self.plan_reconnect();
        let why = "a part of this page did not load; check the connection".to_owned();
        self.tell(Event::LinkDown { link: LinkId(link), why });
    }

    /// The exchange in this page. Its program is fetched first.
    fn open_practice(&self, link: u32) {
        let runner = self.clone();
        task::start(async move {
            let opened = later::open_practice(fresh_seed(), now()).await;
            // Closed, or connected elsewhere in the meantime.
            if runner.0.link.get() != link {
                return;
            }
            match opened {
                Ok(practice) => {
                    *runner.0.line.borrow_mut() = Line::Practice(practice);
                    runner.up(link);
                }
                Err(NotLoaded) => runner.not_loaded(link),
            }
        });
    }

    fn connect_socket(&self, link: u32) {
        let weak = Rc::downgrade(&self.0);
        let report = move |event| {
            if let Some(inner) = weak.upgrade() {
                Runner(inner).socket_event(link, event);
            }
        };
        match socket::open(&socket_url(&self.0.venue.base), self.0.venue.token.clone(), Box::new(report)) {
            Ok(socket) => *self.0.line.borrow_mut() = Line::Socket(socket),
            Err(error) => self.socket_event(link, SocketEvent::Closed { code: 1006, reason: error.to_string() }),
        }
    }

    fn socket_event(&self, link: u32, event: SocketEvent) {
        if link != self.0.link.get() {
            return;
        }
        match event {
            SocketEvent::Open => self.up(link),
            SocketEvent::Text(text) => self.tell(Event::Frame { link: LinkId(link), text }),
            SocketEvent::Closed { code, reason } => {
                *self.0.line.borrow_mut() = Line::None;
                let elsewhere = reason.as_bytes().windows(9).any(|part| part.eq_ignore_ascii_case(b"elsewhere"));
                let why = match (reason.is_empty(), elsewhere) {
                    (_, true) => format!("{reason}: another program of yours took the one connection there is"),
                    (true, _) => format!("the connection closed ({code})"),
                    (false, _) => format!("{reason} ({code})"),
                };
                // Taking the connection back by itself would start a fight with the other program.
                if !elsewhere {
                    self.plan_reconnect();
                }
                self.tell(Event::LinkDown { link: LinkId(link), why });
            }
        }
    }

    fn up(&self, link: u32) {
        self.0.up_since.set(now());
        self.tell(Event::LinkUp { link: LinkId(link) });
    }

    fn plan_reconnect(&self) {
        let lived = now().saturating_sub(self.0.up_since.get());
        let losses = if lived >= GOOD_LINE_MS { 0 } else { self.0.losses.get() };
        self.0.losses.set(losses + 1);
        let step = RECONNECT_MS.get(losses).or(RECONNECT_MS.last()).copied().unwrap_or(1_000);
        let wait = step / 2 + fresh_seed() % (step / 2 + 1);
        let weak = Rc::downgrade(&self.0);
        let again = move || {
            if let Some(inner) = weak.upgrade() {
                Runner(inner).renew(Runner::connect);
            }
        };
        let timeout = Timeout::new(u32::try_from(wait).unwrap_or(1_000), again);
        *self.0.retry.borrow_mut() = Some((timeout, now() + wait));
    }

    /// Asks for a fresh cookie where one lets in, because the gateway may have been restarted, and goes on with what needs it.
    pub(super) fn renew(&self, then: fn(&Runner)) {
        self.0.renewed_at.set(now());
        let (runner, link) = (self.clone(), self.0.link.get());
        let by_cookie = self.0.venue.way != Way::Practice && self.0.venue.base.is_empty();
        task::start(async move {
            if by_cookie && let Some(carrier) = runner.fetch_carrier().await {
                carrier.renew().await;
            }
            // Closed, or connected by hand in the meantime.
            if runner.0.link.get() == link {
                then(&runner);
            }
        });
    }

    pub(super) fn carrier(&self) -> Option<Rc<dyn Carrier>> {
        self.0.carrier.borrow().clone()
    }
}

fn socket_url(base: &str) -> String {
    let origin = if base.is_empty() { leptos::prelude::window().location().origin().unwrap_or_default() } else { base.to_owned() };
    // http → ws, https → wss
    let rest = origin.strip_prefix("http").unwrap_or(&origin);
    format!("ws{rest}/ws/stream")
}
