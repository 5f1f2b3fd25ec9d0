//! `Exchange`: the venue behind its two transports, with the rate limit and the faults in between.

use crate::config::{ChangeVerb, Config, OverLimit, Sessions};
use crate::fault::Faults;
use crate::lines::{Connection, Lines, Outgoing};
use crate::random::Draws;
use crate::rate::Bucket;
use crate::refusal::status_answer;
use crate::venue::Venue;
use crate::verdict::{self, End};
use crosstrade::{Answer, ErrorBody, Request, RouteError};
use order_model::Millis;

/// A practice exchange. Its caller brings the transports and the time:
///
/// ```
/// use practice_exchange::{Config, Exchange, Outgoing};
///
/// /// What a server does whenever its timer rings; it then sets the timer to what comes back.
/// fn turn(exchange: &mut Exchange, now: u64, mut send: impl FnMut(Outgoing)) -> Option<u64> {
///     exchange.advance(now);
///     exchange.outgoing(now).into_iter().for_each(&mut send);
///     exchange.next_due()
/// }
///
/// let mut exchange = Exchange::new(Config::default(), 1_000);
/// let connection = exchange.connect(1_000);
/// exchange.frame(connection, r#"{"action":"subscribe","instruments":["ES"]}"#, 1_000);
/// let mut sent = 0;
/// assert_eq!(turn(&mut exchange, 1_000, |_| sent += 1), Some(2_000));
/// assert_eq!(sent, 2); // the acknowledgement and the first quotes
/// ```
///
/// Time never runs backwards: a `now` before the latest one counts as the latest one.
#[derive(Debug)]
pub struct Exchange {
    pub(crate) config: Config,
    pub(crate) venue: Venue,
    pub(crate) lines: Lines,
    pub(crate) faults: Faults,
    pub(crate) draws: Draws,
    bucket: Option<Bucket>,
    /// Requests that a fault holds back, by when they are carried out.
    later: Vec<(Millis, Request)>,
}

/// What becomes of an HTTP request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// When, in milliseconds from the request.
    pub after_ms: Millis,
    /// What then.
    pub deliver: Delivery,
}

/// How an HTTP request ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// With an answer; its status is always there.
    Answer(Answer),
    /// Not at all: the connection stays open and silent.
    Never,
    /// The connection breaks without an answer.
    Disconnect,
}

/// What becomes of a request by either transport.
pub(crate) struct Handled {
    pub(crate) after: Millis,
    pub(crate) deliver: Delivery,
    pub(crate) twice: bool,
    /// It came beyond the rate and was refused for that.
    pub(crate) over_limit: bool,
}

/// A machine that sleeps longer than this misses the moves of the market between.
const LONGEST_SLEEP_MS: Millis = 86_400_000;

/// Feed frames older than this are left out when time jumps.
const OLDEST_FEED_MS: Millis = 60_000;

impl Exchange {
    /// Opens an exchange.
    #[must_use]
    pub fn new(config: Config, now: Millis) -> Exchange {
        Exchange {
            venue: Venue::new(&config, now),
            lines: Lines::default(),
            faults: Faults::default(),
            draws: Draws::new(config.seed),
            bucket: config.rate.map(|rate| Bucket::new(rate, now)),
            later: Vec::new(),
            config,
        }
    }

    /// One HTTP request: `method` in upper case, `target` is path and optional `?query`. It is carried out at once, whenever
    /// its answer comes. Who may ask is the caller's to check.
    ///
    /// ```
    /// # use practice_exchange::{Config, Delivery, Exchange};
    /// let mut exchange = Exchange::new(Config::default(), 0);
    /// let reaction = exchange.http("GET", "/v1/api/market/quote?instrument=ES%2012-26", "", 0);
    /// assert!(matches!(reaction.deliver, Delivery::Answer(answer) if answer.body.contains(r#""tickSize":0.25"#)));
    /// ```
    pub fn http(&mut self, method: &str, target: &str, body: &str, now: Millis) -> Reaction {
        self.advance(now);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut read = Request::from_http(method, path, query, body);
        let put_only = self.config.switches.change_verb == ChangeVerb::PutOnly;
        if put_only && method == "POST" && matches!(read, Ok(Request::ChangeOrder { .. })) {
            read = Err(RouteError::Method("PUT"));
        }
        let handled = self.handle(read);
        Reaction { after_ms: handled.after, deliver: handled.deliver }
    }

    /// A request that is read already, answered at once: no rate limit and no faults. For native callers and measurements.
    ///
    /// ```
    /// # use practice_exchange::{Config, Exchange};
    /// let mut exchange = Exchange::new(Config::default(), 0);
    /// let answer = exchange.request(&crosstrade::Request::ListAccounts, 0);
    /// assert!(answer.body.contains("Sim101"));
    /// ```
    pub fn request(&mut self, request: &Request, now: Millis) -> Answer {
        self.advance(now);
        let answer = self.venue.answer(request, false);
        self.tell();
        answer
    }

    /// A WebSocket opened.
    pub fn connect(&mut self, now: Millis) -> Connection {
        self.advance(now);
        if self.config.switches.sessions == Sessions::One {
            for older in self.lines.all() {
                // The documents give the reason; the code is not known, so it is one of the private ones.
                self.lines.close(older, self.venue.now(), 4_000, "Session active elsewhere");
            }
        }
        let connection = self.lines.open();
        self.venue.watch(true);
        connection
    }

    /// As if nobody had asked for anything for long: whoever comes next has the whole burst of the rate limit.
    pub fn rest(&mut self, now: Millis) {
        self.advance(now);
        self.bucket = self.config.rate.map(|rate| Bucket::new(rate, now));
    }

    /// A WebSocket ended. What was still to go out on it is dropped.
    pub fn disconnect(&mut self, connection: Connection) {
        self.lines.forget(connection);
        self.venue.watch(!self.lines.is_empty());
    }

    /// Moves simulated time to `now`: quotes, triggers, fills, asynchronous changes of state, late rejects and the feed.
    /// How many calls it takes makes no difference to what happens, up to a day at once; a machine that sleeps longer
    /// misses the moves of the market before the last day, and after a jump only the last minute of the feed is sent.
    pub fn advance(&mut self, now: Millis) {
        self.venue.skip_moves_before(now.saturating_sub(LONGEST_SLEEP_MS));
        let feed_from = now.saturating_sub(OLDEST_FEED_MS);
        let mut fed = self.venue.now().max(feed_from);
        loop {
            let feed = self.next_feed(fed);
            let later = self.later.first().map(|(due, _)| *due);
            let due = self.venue.next_due().into_iter().chain(feed).chain(later).min();
            let Some(at) = due.filter(|at| *at <= now) else { break };
            self.venue.run_to(at);
            if later.is_some_and(|due| due <= at) {
                let (_, request) = self.later.remove(0);
                self.venue.answer(&request, false);
            }
            self.tell();
            if feed.is_some_and(|due| due <= at) {
                self.feed(at);
                fed = at;
            }
        }
        self.venue.run_to(now);
        self.tell();
    }

    /// When [`Exchange::advance`] or [`Exchange::outgoing`] next has something to do; `None` when nothing happens by itself.
    #[must_use]
    pub fn next_due(&self) -> Option<Millis> {
        let feed = self.next_feed(self.venue.now());
        let later = self.later.first().map(|(due, _)| *due);
        self.venue.next_due().into_iter().chain(feed).chain(later).chain(self.lines.next_due()).min()
    }

    /// Frames and closes that are due at `now`, in order.
    pub fn outgoing(&mut self, now: Millis) -> Vec<Outgoing> {
        self.lines.take_due(now)
    }

    /// What the venue really holds: for tests and the report of a test control; nothing that a client may see by itself.
    #[must_use]
    pub fn venue(&self) -> &Venue {
        &self.venue
    }

    /// Replaces the faults in force.
    pub fn set_faults(&mut self, faults: Faults) {
        self.faults = faults;
    }

    /// The faults in force; those that were for the next so many requests count down and go away.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// One request by either transport: the rate limit, then the faults, then the venue.
    pub(crate) fn handle(&mut self, read: Result<Request, RouteError>) -> Handled {
        let shape = self.config.switches.error_shape;
        let mut after = self.config.latency.answer;
        let now = self.venue.now();
        match (&mut self.bucket, self.config.switches.over_limit) {
            (None, _) => {}
            (Some(bucket), OverLimit::Delay) => after = after.saturating_add(bucket.overdraw(now)),
            (Some(bucket), OverLimit::Refuse) => {
                if let Err(wait) = bucket.take(now) {
                    let answer = Answer { retry_after_ms: Some(wait), ..status_answer(429, false, shape) };
                    return Handled { after, deliver: Delivery::Answer(answer), twice: false, over_limit: true };
                }
            }
        }
        let plain = |after, answer| Handled { after, deliver: Delivery::Answer(answer), twice: false, over_limit: false };
        let request = match read {
            Ok(request) => request,
            Err(RouteError::Field(error)) => {
                return plain(after, Answer::http(400, ErrorBody::new("invalid_request", error.to_string()).write(shape)));
            }
            Err(error) => {
                let (status, body) = error.to_answer();
                return plain(after, Answer::http(status, body));
            }
        };
        let verdict = verdict::on_request(&mut self.faults, &request, &mut self.draws);
        let after = after.saturating_add(verdict.delay);
        let accepted = verdict.end.is_none_or(End::is_accepted).then(|| self.venue.answer(&request, verdict.late_reject));
        self.tell();
        if let Some(End::Later(after)) = verdict.end {
            let due = now.saturating_add(after);
            let place = self.later.partition_point(|(at, _)| *at <= due);
            self.later.insert(place, (due, request));
        }
        let deliver = match (verdict.end, accepted) {
            (Some(End::Later(_)), _) => Delivery::Never,
            (Some(End::Drop { .. }), _) => Delivery::Never,
            (Some(End::Disconnect { .. }), _) => Delivery::Disconnect,
            (Some(End::Refuse(wanted)), _) => Delivery::Answer(status_answer(400, false, wanted.unwrap_or(shape))),
            (Some(End::Status { code, accepted }), _) => Delivery::Answer(status_answer(code, accepted, shape)),
            (Some(End::Malformed), Some(answer)) => {
                let half = answer.body.chars().count() / 2;
                Delivery::Answer(Answer { body: answer.body.chars().take(half).collect(), ..answer })
            }
            (None, Some(answer)) => Delivery::Answer(answer),
            // An end that lets the answer pass has one.
            (Some(End::Malformed) | None, None) => Delivery::Never,
        };
        Handled { after, deliver, twice: verdict.twice, over_limit: false }
    }
}
