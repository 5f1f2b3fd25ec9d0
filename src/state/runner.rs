//! What runs a session: feeds it events, carries out its effects, keeps its line alive. A part of the program of its own
//! (`src/later.rs`); tickets know it as a [`Shell`].

use crate::net::carrier::{Access, Carrier, Outgoing};
use crate::net::practice::InPage;
use crate::net::socket::Socket;
use crate::state::app::App;
use crate::state::clock::{fresh_seed, now};
use crate::state::settings::Way;
use crate::state::shell::{Shell, Told, Venue};
use crate::state::shown::{News, Shown};
use crate::state::{journal, marks};
use crate::task;
use crosstrade::{Answer, Failure};
use gloo_timers::callback::{Interval, Timeout};
use order_model::{Context, Environment, Millis};
use order_session::{AttemptId, Budget, Config, Effect, Event, LinkId, LogLine, Payload, Phase, RequestId, Session, Standing, SubmitBlock};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use web_sys::AbortController;

/// How often time passes for the session.
const TICK_MS: u32 = 100;
/// Least time between two requests for a fresh cookie.
const RENEW_EVERY_MS: Millis = 3_000;

thread_local! {
    /// What is left of the requests is the user's, not a connection's: all sessions of a page draw on it.
    static LEFT: Cell<Option<Budget>> = const { Cell::new(None) };
}

/// A session and its line. Cloning shares it.
#[derive(Clone)]
pub(crate) struct Runner(pub(super) Rc<Inner>);

pub(super) struct Inner {
    pub(super) venue: Venue,
    pub(super) session: RefCell<Session>,
    pub(super) queue: RefCell<VecDeque<Event>>,
    pub(super) busy: Cell<bool>,
    pub(super) line: RefCell<Line>,
    /// What carries requests by HTTP, once a server is asked so.
    pub(super) carrier: RefCell<Option<Rc<dyn Carrier>>>,
    pub(super) link: Cell<u32>,
    pub(super) losses: Cell<usize>,
    pub(super) up_since: Cell<Millis>,
    /// When a fresh cookie was last asked for.
    pub(super) renewed_at: Cell<Millis>,
    pub(super) retry: RefCell<Option<(Timeout, Millis)>>,
    pub(super) aborts: RefCell<Vec<(RequestId, AbortController)>>,
    /// What happened and was not written into the history yet: that comes with the second part of the page.
    pub(super) told: RefCell<Vec<Told>>,
    /// The tickets that show it.
    pub(super) sitters: RefCell<Vec<App>>,
    pub(super) ticker: RefCell<Option<Interval>>,
}

pub(super) enum Line {
    None,
    Practice(Box<dyn InPage>),
    Socket(Socket),
    Rest(Access),
}

/// Opens a session on a venue and its line.
pub(crate) fn open(venue: Venue) -> Rc<dyn Shell> {
    let carrier = match venue.way {
        Way::Practice | Way::GatewaySocket => order_session::Carrier::Socket,
        Way::GatewayRest | Way::Direct => order_session::Carrier::Http,
    };
    let config = Config { own_order_id: venue.own_order_id, ..Config::new(venue_name(&venue), carrier) };
    let runner = Runner(Rc::new(Inner {
        session: RefCell::new(Session::without_acts(config, fresh_seed(), now())),
        venue,
        queue: RefCell::default(),
        busy: Cell::new(false),
        line: RefCell::new(Line::None),
        carrier: RefCell::new(None),
        link: Cell::new(0),
        losses: Cell::new(0),
        up_since: Cell::new(0),
        renewed_at: Cell::new(0),
        retry: RefCell::new(None),
        aborts: RefCell::default(),
        told: RefCell::default(),
        sitters: RefCell::default(),
        ticker: RefCell::new(None),
    }));
    runner.tell(Event::Opened { journal: journal::read_others(|_| false) });
    runner.connect();
    let weak = Rc::downgrade(&runner.0);
    let tick = move || {
        if let Some(inner) = weak.upgrade() {
            Runner(inner).tick();
        }
    };
    *runner.0.ticker.borrow_mut() = Some(Interval::new(TICK_MS, tick));
    Rc::new(runner)
}

impl Shell for Runner {
    fn venue(&self) -> &Venue {
        &self.0.venue
    }

    fn sitters(&self) -> &RefCell<Vec<App>> {
        &self.0.sitters
    }

    fn session(&self) -> &RefCell<Session> {
        &self.0.session
    }

    fn tell(&self, event: Event) {
        Runner::tell(self, event);
    }

    fn tell_journal(&self) {
        Runner::tell(self, Event::JournalSeen { journal: self.others() });
    }

    fn note(&self, id: AttemptId, phase: Option<Phase>) {
        self.0.told.borrow_mut().push(Told { at: now(), id, phase });
    }

    fn take_told(&self) -> Vec<Told> {
        self.0.told.take()
    }

    fn connect(&self) {
        Runner::connect(self);
    }

    fn close(&self) {
        self.0.ticker.borrow_mut().take();
        self.0.retry.borrow_mut().take();
        self.0.link.set(self.0.link.get().wrapping_add(1));
        *self.0.line.borrow_mut() = Line::None;
    }

    fn shown(&self, environment: Environment, account: &str, instrument: &str) -> Shown {
        let next_try = self.0.retry.borrow().as_ref().map(|(_, at)| *at);
        self.look(|session| Shown::of(session, environment, account, instrument, next_try, now()))
    }

    fn news(&self, own: &[AttemptId]) -> Option<News> {
        self.look(|session| News::of(session, own, now()))
    }

    fn log(&self, lines: &[LogLine]) -> Option<Vec<LogLine>> {
        self.look(|session| {
            let same = session.log().next_back() == lines.first() && session.log().count() == lines.len();
            (!same).then(|| session.log().rev().cloned().collect())
        })
    }

    fn context(&self, account: &str, standing: &Standing) -> Context {
        self.look(|session| session.context(account, standing, now()))
    }

    fn block(&self, account: &str) -> Option<SubmitBlock> {
        self.look(|session| session.submit_block(account, now()))
    }
}

impl Runner {
    /// Gives the session an event and carries out what it asks for.
    pub(super) fn tell(&self, event: Event) {
        self.0.queue.borrow_mut().push_back(event);
        // An effect may bring the next event at once; it waits its turn.
        if self.0.busy.replace(true) {
            return;
        }
        loop {
            let next = self.0.queue.borrow_mut().pop_front();
            let Some(event) = next else { break };
            for effect in self.handle(event) {
                self.carry_out(effect);
            }
        }
        self.0.busy.set(false);
        let sitters = self.0.sitters.borrow().clone();
        for ticket in sitters {
            ticket.mark_dirty();
        }
    }

    /// The exchange in this page counts requests by itself.
    fn handle(&self, event: Event) -> Vec<Effect> {
        let mut session = self.0.session.borrow_mut();
        let counts = self.0.venue.way != Way::Practice;
        if let Some(left) = LEFT.get().filter(|_| counts) {
            session.set_budget(left);
        }
        let effects = session.handle(event, now());
        if counts {
            LEFT.set(Some(*session.budget()));
        }
        effects
    }

    fn look<T>(&self, read: impl FnOnce(&Session) -> T) -> T {
        read(&self.0.session.borrow())
    }

    /// What other tabs have in the journal.
    fn others(&self) -> Vec<String> {
        self.look(|session| {
            let own = |id: &str| session.attempts().iter().any(|a| a.id.0 == id) || session.acts().iter().any(|a| a.id.0 == id);
            journal::read_others(own)
        })
    }

    fn tick(&self) {
        self.deliver_practice();
        self.tell(Event::Tick);
    }

    /// Frames of the exchange in this page that are due.
    fn deliver_practice(&self) {
        let frames = match &mut *self.0.line.borrow_mut() {
            Line::Practice(practice) => practice.advance(now()),
            Line::None | Line::Socket(_) | Line::Rest(_) => return,
        };
        let link = LinkId(self.0.link.get());
        for text in frames {
            self.tell(Event::Frame { link, text });
        }
    }

    fn carry_out(&self, effect: Effect) {
        match effect {
            Effect::Journal { id, text, report } => {
                let written = journal::write(&id, &text);
                if report {
                    // Other tabs may have written since; what they sent must be known before this order leaves.
                    let journal = self.others();
                    let mut queue = self.0.queue.borrow_mut();
                    queue.push_back(Event::JournalSeen { journal });
                    queue.push_back(Event::Journaled { id, error: written.err() });
                }
            }
            Effect::Forget { id } => journal::forget(&id),
            Effect::Milestone { id } => {
                let phase = self.look(|s| s.attempt(&id).map(|a| a.phase.clone()));
                match phase {
                    None => return,
                    Some(Phase::Sending) => marks::mark("order-sent"),
                    Some(Phase::Working | Phase::PartFilled) => {}
                    Some(_) => marks::mark("order-outcome"),
                }
                self.note(id, phase);
            }
            Effect::Send { request, payload } => self.send(request, payload),
            Effect::Abandon { request } => {
                if let Some(abort) = self.take_abort(request) {
                    // Without a reason: a reason that is no Error would bring gloo-net down.
                    abort.abort();
                }
            }
            Effect::Tell { text } => {
                let _ = self.send_frame(text);
            }
        }
    }

    fn send(&self, request: RequestId, payload: Payload) {
        match payload {
            Payload::Frame(text) => {
                if let Err(failure) = self.send_frame(text) {
                    self.0.queue.borrow_mut().push_back(Event::Answered { request, result: Err(failure) });
                }
            }
            Payload::Http { request: http, attempt } => {
                let access = match &*self.0.line.borrow() {
                    Line::Rest(access) => access.clone(),
                    Line::None | Line::Practice(_) | Line::Socket(_) => {
                        let failure = Failure::NotSent("there is no connection".to_owned());
                        self.0.queue.borrow_mut().push_back(Event::Answered { request, result: Err(failure) });
                        return;
                    }
                };
                let base = self.0.venue.base.clone();
                let abort = AbortController::new().ok();
                if let Some(abort) = &abort {
                    self.0.aborts.borrow_mut().push((request, abort.clone()));
                }
                let Some(carrier) = self.carrier() else { return };
                let signal = abort.as_ref().map(AbortController::signal);
                let sent = carrier.fetch(Outgoing { base, request: http, attempt, access: access.clone(), abort: signal });
                let runner = self.clone();
                // Belongs to the session, not to a view: nothing on the screen can cancel it.
                task::start(async move {
                    let result = sent.await;
                    runner.take_abort(request);
                    runner.renew_after(&access, &result);
                    runner.tell(Event::Answered { request, result });
                });
            }
        }
    }

    /// The gateway does not know this page any more: get in again, at most every so often, and read.
    fn renew_after(&self, access: &Access, result: &Result<Answer, Failure>) {
        let shut_out = matches!(access, Access::Cookie) && result.as_ref().is_ok_and(|answer| answer.status == Some(401));
        if shut_out && now().saturating_sub(self.0.renewed_at.get()) >= RENEW_EVERY_MS {
            self.renew(|runner| runner.tell(Event::Refresh));
        }
    }

    fn take_abort(&self, request: RequestId) -> Option<AbortController> {
        let mut aborts = self.0.aborts.borrow_mut();
        let place = aborts.iter().position(|(of, _)| *of == request)?;
        Some(aborts.swap_remove(place).1)
    }

    fn send_frame(&self, text: String) -> Result<(), Failure> {
        match &mut *self.0.line.borrow_mut() {
            Line::Practice(practice) => {
                practice.send(&text, now());
                Ok(())
            }
            Line::Socket(socket) => socket.send(&text),
            Line::None | Line::Rest(_) => Err(Failure::NotSent("there is no connection".to_owned())),
        }
    }
}

thread_local! {
    /// The exchange in a page ends with the page, so each has a name of its own.
    static THIS_PAGE: String = format!("page {}", crate::state::clock::fresh_id());
}

/// What journal entries are filed under.
fn venue_name(venue: &Venue) -> String {
    let origin = || leptos::prelude::window().location().origin().unwrap_or_default();
    match venue.way {
        Way::Practice => THIS_PAGE.with(Clone::clone),
        Way::GatewaySocket | Way::GatewayRest => format!("gateway {}", origin()),
        Way::Direct => format!("direct {}", venue.base),
    }
}
