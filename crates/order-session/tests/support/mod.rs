//! A world with fake time: a session, the practice exchange, a network between them, a journal, a trader.
#![allow(dead_code, unused_imports, unreachable_pub, reason = "each test file uses its part of the support")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod orders;

pub use orders::*;

use crosstrade::{Failure, OrderRow};
use order_model::{Millis, Order};
use order_session::{
    Act, Acts, Attempt, AttemptId, Carrier, Config, Effect, Event, Evidence, LinkId, LinkState, Payload, Phase, RequestId, Session,
    Verdict, Via, What,
};
use practice_exchange::{Connection, Delivery, Exchange, Fault, Faults, RecordedQuote, Send};
use std::collections::BTreeMap;

pub const START: Millis = 1_764_600_000_000;

/// What is on its way to the session.
#[derive(Debug)]
enum Coming {
    Answer(RequestId, Result<crosstrade::Answer, Failure>),
}

pub struct World {
    pub now: Millis,
    pub exchange: Exchange,
    pub session: Session,
    pub journal: BTreeMap<AttemptId, String>,
    /// Lists of orders are empty, whatever there is.
    pub lists_nothing: bool,
    /// The browser's storage is full.
    pub journal_broken: bool,
    /// Requests other than reads that were handed out, by attempt or act.
    pub sends: Vec<AttemptId>,
    pub clicks: u64,
    pub acts: u64,
    pub abandoned: Vec<RequestId>,
    coming: Vec<(Millis, Coming)>,
    connection: Option<Connection>,
    link: u32,
    carrier: Carrier,
    own_order_id: bool,
    /// One-way time of the network.
    pub latency: Millis,
}

impl World {
    pub fn new(carrier: Carrier, faults: &[&str]) -> World {
        World::with(carrier, faults, false)
    }

    pub fn with(carrier: Carrier, faults: &[&str], own_order_id: bool) -> World {
        World::showing(5, carrier, faults, own_order_id)
    }

    /// A world in which any order at the market fills at once. Its one quote never changes, so what it shows never comes back.
    pub fn deep(carrier: Carrier) -> World {
        World::showing(1_000, carrier, &[], false)
    }

    fn showing(displayed: u32, carrier: Carrier, faults: &[&str], own_order_id: bool) -> World {
        let price = |text: &str| order_model::Price::parse(text).unwrap();
        let tape = vec![RecordedQuote {
            at: 0,
            instrument: "ES 12-26".into(),
            bid: price("6012.25"),
            ask: price("6012.50"),
            last: price("6012.25"),
        }];
        let market = practice_exchange::Market { tape, displayed, ..Default::default() };
        let exchange = Exchange::new(practice_exchange::Config { rate: None, market, ..Default::default() }, START);
        let mut world = World {
            now: START,
            exchange,
            session: Session::new(config(carrier, own_order_id), 7, START),
            journal: BTreeMap::new(),
            lists_nothing: false,
            journal_broken: false,
            sends: Vec::new(),
            clicks: 0,
            acts: 0,
            abandoned: Vec::new(),
            coming: Vec::new(),
            connection: None,
            link: 0,
            carrier,
            own_order_id,
            latency: 20,
        };
        world.set_faults(faults);
        world.open();
        world
    }

    pub fn set_faults(&mut self, faults: &[&str]) {
        let faults = faults.iter().map(|text| text.parse::<Fault>().unwrap()).collect();
        self.exchange.set_faults(Faults(faults));
    }

    fn open(&mut self) {
        let journal = self.journal.values().cloned().collect();
        self.tell(Event::Opened { journal });
        self.watch(&["Sim101"], &["ES 12-26"]);
        self.connect();
    }

    /// What the tickets show from now on.
    pub fn watch(&mut self, accounts: &[&str], instruments: &[&str]) {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        self.tell(Event::Watch { accounts: owned(accounts), instruments: owned(instruments) });
    }

    /// One of some things that tickets can show.
    pub fn watch_some(&mut self, which: usize) {
        let accounts: &[&str] = if which.is_multiple_of(2) { &["Sim101"] } else { &["Sim102", "sim101"] };
        let instruments: &[&str] = if which < 2 { &["ES 12-26"] } else { &["XX 12-26", "NQ 12-26"] };
        self.watch(accounts, instruments);
    }

    /// The page is closed and opened again: only the journal survives.
    pub fn reload(&mut self) {
        self.reload_as(Session::new);
    }

    /// The same, by a page that has no acts yet.
    pub fn reload_without_acts(&mut self) {
        self.reload_as(Session::without_acts);
    }

    fn reload_as(&mut self, session: fn(Config, u64, Millis) -> Session) {
        self.cut("reload");
        self.coming.clear();
        self.session = session(config(self.carrier, self.own_order_id), 11 + u64::from(self.link), self.now);
        self.open();
    }

    /// What changes, cancels and closes has come.
    pub fn bring(&mut self) {
        self.tell(Event::Bring(Acts::here()));
    }

    pub fn connect(&mut self) {
        if self.carrier == Carrier::Socket {
            self.connection = Some(self.exchange.connect(self.now));
        }
        self.link += 1;
        self.tell(Event::LinkUp { link: LinkId(self.link) });
    }

    /// The connection breaks; what was on its way to the page is lost.
    pub fn cut(&mut self, why: &str) {
        if let Some(connection) = self.connection.take() {
            self.exchange.disconnect(connection);
        }
        if self.carrier == Carrier::Socket {
            self.tell(Event::LinkDown { link: LinkId(self.link), why: why.into() });
        }
    }

    pub fn tell(&mut self, event: Event) {
        let mut queue = std::collections::VecDeque::from([event]);
        while let Some(event) = queue.pop_front() {
            for effect in self.session.handle(event, self.now) {
                self.carry_out(effect, &mut queue);
            }
        }
    }

    fn carry_out(&mut self, effect: Effect, queue: &mut std::collections::VecDeque<Event>) {
        match effect {
            Effect::Journal { id, text, report } => {
                let error = self.journal_broken.then(|| "storage is full".to_owned());
                if error.is_none() {
                    self.journal.insert(id.clone(), text);
                }
                if report {
                    queue.push_back(Event::JournalSeen { journal: self.journal.values().cloned().collect() });
                    queue.push_back(Event::Journaled { id, error });
                }
            }
            Effect::Forget { id } => {
                self.journal.remove(&id);
            }
            Effect::Send { request, payload } => self.send(request, payload),
            Effect::Abandon { request } => self.abandoned.push(request),
            Effect::Tell { text } => {
                if let Some(connection) = self.connection {
                    self.exchange.frame(connection, &text, self.now);
                }
            }
            Effect::Milestone { .. } => {}
        }
    }

    fn send(&mut self, request: RequestId, payload: Payload) {
        match payload {
            Payload::Frame(text) => {
                self.note_place(&text);
                match self.connection {
                    Some(connection) => self.exchange.frame(connection, &text, self.now),
                    None => self.answer_at(0, request, Err(Failure::NotSent("no connection".into()))),
                }
            }
            Payload::Http { request: http, attempt } => {
                if let Some(attempt) = attempt {
                    self.sends.push(attempt);
                }
                let body = http.body.unwrap_or_default();
                let reaction = self.exchange.http(http.method.as_str(), &http.target, &body, self.now);
                match reaction.deliver {
                    Delivery::Answer(_)
                        if self.lists_nothing && http.target.split('?').next().is_some_and(|path| path.ends_with("/orders")) =>
                    {
                        let nothing = crosstrade::Answer::http(200, r#"{"orders":[],"success":true}"#.to_owned());
                        self.answer_at(reaction.after_ms, request, Ok(nothing));
                    }
                    Delivery::Answer(answer) => self.answer_at(reaction.after_ms, request, Ok(answer)),
                    Delivery::Disconnect => self.answer_at(reaction.after_ms, request, Err(Failure::Lost("TypeError".into()))),
                    Delivery::Never => {}
                }
            }
        }
    }

    fn note_place(&mut self, text: &str) {
        if let Ok(crosstrade::ClientFrame::Rpc { id, api, args }) = crosstrade::ClientFrame::parse(text)
            && !crosstrade::Request::from_rpc(&api, &args).unwrap().is_read()
        {
            self.sends.push(AttemptId(id));
        }
    }

    fn answer_at(&mut self, after: Millis, request: RequestId, result: Result<crosstrade::Answer, Failure>) {
        self.coming.push((self.now + self.latency + after, Coming::Answer(request, result)));
    }

    /// Time passes in steps of 50 ms; everything due arrives in order.
    pub fn run(&mut self, ms: Millis) {
        let until = self.now + ms;
        while self.now < until {
            self.now += 50;
            self.exchange.advance(self.now);
            for out in self.exchange.outgoing(self.now) {
                if Some(out.connection) != self.connection {
                    continue;
                }
                match out.what {
                    Send::Text(text) => self.tell(Event::Frame { link: LinkId(self.link), text }),
                    Send::Close { code, reason } => {
                        self.connection = None;
                        self.tell(Event::LinkDown { link: LinkId(self.link), why: format!("{reason} ({code})") });
                    }
                }
            }
            let now = self.now;
            let mut due: Vec<(Millis, Coming)> = self.coming.extract_if(.., |(at, _)| *at <= now).collect();
            due.sort_by_key(|(at, _)| *at);
            for (_, Coming::Answer(request, result)) in due {
                self.tell(Event::Answered { request, result });
            }
            self.tell(Event::Tick);
        }
    }

    /// Runs until a condition holds, for a minute at most.
    pub fn run_until(&mut self, what: &str, condition: impl Fn(&World) -> bool) {
        for _ in 0..1200 {
            if condition(self) {
                return;
            }
            self.run(50);
        }
        panic!("{what} did not come about: {:#?}", self.phases());
    }

    /// Everything works again, and so many seconds pass.
    pub fn mend(&mut self, seconds: u32) {
        self.set_faults(&[]);
        for _ in 0..seconds {
            if !self.is_up() {
                self.connect();
            }
            self.run(1_000);
        }
    }

    /// Runs until the ticket is free.
    pub fn ready(&mut self) {
        self.run_until("a free ticket", |w| w.session.submit_block("Sim101", w.now).is_none());
    }

    /// The trader clicks. A click is a click, whether the ticket takes it or not.
    pub fn click(&mut self, order: Order) -> AttemptId {
        self.clicks += 1;
        let id = AttemptId(format!("{:032x}", self.clicks));
        self.submit(&id, order, Via::Place);
        id
    }

    fn submit(&mut self, id: &AttemptId, order: Order, via: Via) {
        let order = Box::new(order);
        self.tell(Event::Submit { id: id.clone(), order, clicked_at: self.now, via, repeat_confirmed: true });
    }

    /// An order that comes into being in another way than by a place.
    pub fn click_via(&mut self, order: Order, via: Via) -> AttemptId {
        self.clicks += 1;
        let id = AttemptId(format!("{:032x}", self.clicks));
        self.submit(&id, order, via);
        id
    }

    /// The trader acts on what is there.
    pub fn act(&mut self, what: What) -> AttemptId {
        self.act_on("Sim101", what)
    }

    /// The same on any account.
    pub fn act_on(&mut self, account: &str, what: What) -> AttemptId {
        self.acts += 1;
        let id = AttemptId(format!("ac{:030x}", self.acts));
        self.tell(Event::Act { id: id.clone(), account: account.into(), what, clicked_at: self.now });
        id
    }

    /// How an attempt stands.
    pub fn the_attempt(&self, id: &AttemptId) -> &Attempt {
        self.session.attempt(id).unwrap()
    }

    /// How an act stands.
    pub fn the_act(&self, id: &AttemptId) -> &Act {
        self.session.acts().iter().find(|act| act.id == *id).unwrap()
    }

    /// The trader decides what reading could not.
    pub fn decide(&mut self) {
        let open: Vec<(AttemptId, Verdict)> = self.session.attempts().iter().filter_map(verdict).collect();
        for (id, verdict) in open {
            self.tell(Event::Decide { id, verdict });
        }
    }

    pub fn is_up(&self) -> bool {
        matches!(self.session.link(), LinkState::Up { .. })
    }

    pub fn phase(&self, id: &AttemptId) -> &Phase {
        &self.the_attempt(id).phase
    }

    pub fn phases(&self) -> Vec<(&str, &str, Option<&str>)> {
        let of = |a| {
            let a: &Attempt = a;
            (a.summary.as_str(), a.phase.word(), a.order_id.as_deref())
        };
        self.session.attempts().iter().map(of).collect()
    }

    pub fn venue(&self) -> Vec<OrderRow> {
        let orders = self.exchange.venue().orders();
        // The legs of ATM strategies are the exchange's own.
        orders.into_iter().filter(|row| row.strategy.is_none() || !["Stop1", "Target1"].contains(&row.name.as_str())).collect()
    }
}

/// Schedules drawn for each test; `PROPTEST_CASES` asks for more.
pub fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(96)
}

fn verdict(attempt: &Attempt) -> Option<(AttemptId, Verdict)> {
    match &attempt.phase {
        Phase::Unknown { evidence: Evidence::Candidates(rows), .. } => {
            Some((attempt.id.clone(), Verdict::ThisOrder(rows.first()?.id.clone())))
        }
        Phase::Unknown { evidence: Evidence::NothingFound, .. } => Some((attempt.id.clone(), Verdict::NotPlaced)),
        _ => None,
    }
}

fn config(carrier: Carrier, own_order_id: bool) -> Config {
    Config { own_order_id, ..Config::new("test", carrier) }
}
