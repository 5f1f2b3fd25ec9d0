//! `Desk`: the one owner of the exchange. Every request, frame and tick of time goes through its lock, in order; nothing
//! here waits while it holds it.

use crate::attempts::{Attempts, Key};
use crate::clock::Clock;
use crate::rules::{self, Rules};
use crosstrade::{ClientFrame, ErrorShape, Request, ServerFrame};
use order_model::Millis;
use practice_exchange::{Config, Connection, Delivery, Exchange, Faults, Reaction, Send};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, mpsc};

/// Frames that may wait for a slow client before its socket is given up.
const OUTBOX: usize = 1_024;
/// Blocked RPCs remembered per socket, for their replies.
const BLOCKED: usize = 64;

pub(crate) struct Desk {
    state: Mutex<State>,
    wake: Notify,
    clock: Clock,
    config: Config,
    faults: Faults,
    rules: Rules,
}

struct State {
    exchange: Exchange,
    /// Counts resets: numbers of connections mean something within one exchange only.
    generation: u64,
    lines: HashMap<Connection, Line>,
    attempts: Attempts,
}

/// A socket's place at the desk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seat {
    generation: u64,
    connection: Connection,
}

/// A socket as the desk sees it.
struct Line {
    outbox: mpsc::Sender<Send>,
    blocked: Vec<Blocked>,
}

/// An RPC that was blocked: the reply the exchange gives to what stands in for it, and the one the client gets.
struct Blocked {
    id: String,
    theirs: String,
    ours: String,
}

impl Desk {
    pub(crate) fn open(config: Config, faults: Faults, rules: Rules) -> Desk {
        let clock = Clock::default();
        let exchange = fresh(&config, &faults, clock.now());
        let state = State { exchange, generation: 0, lines: HashMap::new(), attempts: Attempts::default() };
        Desk { state: Mutex::new(state), wake: Notify::new(), clock, config, faults, rules }
    }

    /// The shape of error bodies, the gateway's own included.
    pub(crate) fn shape(&self) -> ErrorShape {
        self.config.switches.error_shape
    }

    /// One HTTP request. What is not a read is carried out once for each attempt it names.
    pub(crate) fn http(&self, method: &str, target: &str, body: &str, attempt: Option<String>) -> Reaction {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let request = Request::from_http(method, path, query, body).ok();
        let is_read = request.as_ref().is_some_and(Request::is_read);
        let named = attempt.filter(|_| !is_read);
        let key = named.map(|attempt| Key { attempt, method: method.to_owned(), target: target.to_owned(), body: body.to_owned() });
        self.with(|state, now| {
            if let Some(known) = key.as_ref().and_then(|key| state.attempts.reaction(key)) {
                return known;
            }
            let reaction = match request.and_then(|request| self.rules.block(&request, now)) {
                Some(blocked) => self.blocked_http(state, method, target, &blocked, now),
                None => state.exchange.http(method, target, body, now),
            };
            if let Some(key) = key {
                state.attempts.remember(key, reaction.clone());
            }
            reaction
        })
    }

    fn blocked_http(&self, state: &mut State, method: &str, target: &str, blocked: &rules::Blocked, now: Millis) -> Reaction {
        let plain = state.exchange.request(&blocked.stand_in, now);
        let body = blocked.stand_in.to_http().body.unwrap_or_default();
        let mut reaction = state.exchange.http(method, target, &body, now);
        if let Delivery::Answer(answer) = &mut reaction.deliver
            && plain.body == answer.body
        {
            answer.status = Some(400);
            answer.body = blocked.error.write(self.shape());
        }
        reaction
    }

    /// A socket opened.
    pub(crate) fn connect(&self) -> (Seat, mpsc::Receiver<Send>) {
        let (outbox, inbox) = mpsc::channel(OUTBOX);
        let seat = self.with(|state, now| {
            let connection = state.exchange.connect(now);
            state.lines.insert(connection, Line { outbox, blocked: Vec::new() });
            Seat { generation: state.generation, connection }
        });
        (seat, inbox)
    }

    /// A socket ended.
    pub(crate) fn disconnect(&self, seat: Seat) {
        self.with(|state, _| {
            if seat.generation == state.generation {
                state.lines.remove(&seat.connection);
                state.exchange.disconnect(seat.connection);
            }
        });
    }

    /// One frame of a client.
    pub(crate) fn frame(&self, seat: Seat, text: &str) {
        self.with(|state, now| {
            if seat.generation != state.generation {
                return;
            }
            let connection = seat.connection;
            let blocked = match ClientFrame::parse(text) {
                Ok(ClientFrame::Rpc { id, api, args }) => {
                    let request = Request::from_rpc(&api, &args).ok();
                    request.and_then(|request| self.rules.block(&request, now)).map(|blocked| (id, blocked))
                }
                _ => None,
            };
            let Some((id, blocked)) = blocked else { return state.exchange.frame(connection, text, now) };
            let theirs = state.exchange.request(&blocked.stand_in, now).body;
            if let Some(line) = state.lines.get_mut(&connection) {
                if line.blocked.len() >= BLOCKED {
                    line.blocked.remove(0);
                }
                line.blocked.push(Blocked { id: id.clone(), theirs, ours: blocked.error.write(self.shape()) });
            }
            state.exchange.frame(connection, &ClientFrame::rpc(&id, &blocked.stand_in).to_text(), now);
        });
    }

    /// The exchange itself, for tests and the test control.
    pub(crate) fn with_exchange<R>(&self, look: impl FnOnce(&mut Exchange) -> R) -> R {
        self.with(|state, _| look(&mut state.exchange))
    }

    /// Ends every socket without a close frame, as a cable would.
    pub(crate) fn break_sockets(&self) {
        self.with(|state, _| state.lines.clear());
    }

    /// A new exchange, as at the start.
    pub(crate) fn reset(&self) {
        self.with(|state, now| {
            state.lines.clear();
            state.generation = state.generation.wrapping_add(1);
            state.attempts = Attempts::default();
            state.exchange = fresh(&self.config, &self.faults, now);
        });
    }

    /// Moves time on whenever the exchange has something to do. Never returns.
    pub(crate) async fn run(&self) {
        loop {
            let due = self.locked(|state, now| state.exchange.next_due().map(|due| due.saturating_sub(now).max(1)));
            let pause = async {
                match due {
                    Some(ms) => tokio::time::sleep(Duration::from_millis(ms)).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = pause => {}
                () = self.wake.notified() => {}
            }
        }
    }

    fn with<R>(&self, act: impl FnOnce(&mut State, Millis) -> R) -> R {
        let result = self.locked(act);
        self.wake.notify_one();
        result
    }

    fn locked<R>(&self, act: impl FnOnce(&mut State, Millis) -> R) -> R {
        // A panic of another request leaves the exchange as it was: the lock is taken all the same.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        state.pump(now);
        let result = act(&mut state, now);
        state.pump(now);
        result
    }
}

impl State {
    /// Lets what is due happen and hands out the frames.
    fn pump(&mut self, now: Millis) {
        self.exchange.advance(now);
        for out in self.exchange.outgoing(now) {
            let Some(line) = self.lines.get_mut(&out.connection) else { continue };
            // A full outbox is a client that does not read: dropping its line ends the socket.
            if line.outbox.try_send(line.in_our_words(out.what)).is_err() {
                self.lines.remove(&out.connection);
            }
        }
    }
}

impl Line {
    fn in_our_words(&self, what: Send) -> Send {
        let Send::Text(text) = &what else { return what };
        if self.blocked.is_empty() {
            return what;
        }
        let Ok((_, ServerFrame::Reply { id, data })) = ServerFrame::parse(text) else { return what };
        match self.blocked.iter().rev().find(|blocked| blocked.id == id && blocked.theirs == data) {
            Some(blocked) => Send::Text(ServerFrame::Reply { id, data: blocked.ours.clone() }.to_text(0)),
            None => what,
        }
    }
}

fn fresh(config: &Config, faults: &Faults, now: Millis) -> Exchange {
    let mut exchange = Exchange::new(config.clone(), now);
    exchange.set_faults(faults.clone());
    exchange
}
