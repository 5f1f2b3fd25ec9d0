//! The line: requests out, answers in, matched by id; late, duplicate and foreign ones are ignored safely.

use crate::acting::{Doing, Unread};
use crate::attempt::{AttemptId, Evidence, Phase};
use crate::budget::Use;
use crate::config::Carrier;
use crate::event::{Effect, LinkId, Payload, RequestId};
use crate::log::Tone;
use crate::session::{LinkState, Pending, Purpose, Session};
use crosstrade::list_of;
use crosstrade::{Answer, ClientFrame, Failure, PlaceOutcome, Request, ServerFrame};
use order_model::Millis;

/// How long an entry that asks nothing of anybody is kept.
pub(crate) const KEEP_MS: Millis = 24 * 3_600_000;

/// How long after its deadline a place request is still listened for.
const LATE_ANSWER_MS: Millis = 60_000;

impl Session {
    /// The page opened: attempts of this venue come back, those without an outcome as unknown.
    pub(crate) fn open(&mut self, journal: Vec<String>, now: Millis) {
        for text in journal {
            if crate::act_journal::is_act(&text) {
                if self.acting.is_some() {
                    self.hand_on(Doing::Open(&text), now);
                } else {
                    let unsettled_on = crate::act_journal::unsettled_on(&text, &self.config.venue);
                    self.unread.push(Unread { text, unsettled_on });
                }
                continue;
            }
            match crate::journal::read(&text) {
                Ok((attempt, _)) if is_outdated(&attempt, now) => self.out.push(Effect::Forget { id: attempt.id }),
                Ok((attempt, venue)) if venue == self.config.venue => self.reopen(attempt, now),
                Ok(_) => {}
                Err(error) => self.log.add(now, Tone::Warn, error.to_string()),
            }
        }
    }

    fn reopen(&mut self, attempt: crate::Attempt, now: Millis) {
        if self.attempt(&attempt.id).is_some() {
            return;
        }
        if let Phase::Unknown { why, .. } = &attempt.phase {
            let line = format!("{} on {}: outcome unknown – {why}", attempt.summary, attempt.account);
            self.log.add(now, Tone::Warn, line);
        }
        let account = attempt.account.clone();
        let live = !attempt.phase.is_final();
        let later = |other: &crate::Attempt| (other.at, &other.id) > (attempt.at, &attempt.id);
        let at = self.attempts.iter().position(later).unwrap_or(self.attempts.len());
        self.attempts.insert(at, attempt);
        if live {
            self.read_account_at(&account, now, now);
        }
    }

    /// Another tab wrote: its attempts count for the duplicate rule and for risk, but they are its own to settle.
    pub(crate) fn see_journal(&mut self, journal: &[String]) {
        let read = journal.iter().filter_map(|text| crate::journal::read(text).ok());
        let here = read.filter(|(_, venue)| *venue == self.config.venue).map(|(attempt, _)| attempt);
        self.elsewhere = list_of(here.filter(|a| self.attempts.iter().all(|own| own.id != a.id)));
    }

    pub(crate) fn link_up(&mut self, link: LinkId, now: Millis) {
        self.link = LinkState::Up { link, since: now };
        self.last_seq = None;
        self.log.add(now, Tone::Quiet, "Connected".to_owned());
        self.request(Purpose::Accounts, &Request::ListAccounts, now);
        for sweep in &mut self.sweeps {
            sweep.restart(now);
        }
        self.market.restart();
        self.subscribe();
        self.stream_pnl();
    }

    pub(crate) fn link_down(&mut self, link: LinkId, why: String, now: Millis) {
        let current = matches!(self.link, LinkState::Up { link: up, .. } if up == link);
        if !current {
            // A line that never came up: why is what the trader can do something about.
            if let LinkState::Down { why: known, .. } = &mut self.link {
                *known = why;
            }
            return;
        }
        self.log.add(now, Tone::Warn, format!("Disconnected: {why}"));
        self.link = LinkState::Down { why: why.clone(), since: now };
        for sweep in &mut self.sweeps {
            sweep.restart(now);
        }
        // Whatever was on its way may or may not have arrived.
        for (_, pending) in std::mem::take(&mut self.pending) {
            self.deliver(&pending, Err(Failure::Lost(why.clone())), now);
        }
    }

    /// Hands a request out.
    pub(crate) fn request(&mut self, purpose: Purpose, request: &Request, now: Millis) {
        let payload = match self.config.carrier {
            Carrier::Http => Payload::Http { request: request.to_http(), attempt: None },
            Carrier::Socket => Payload::Frame(ClientFrame::rpc(&self.rpc_id(RequestId(self.next_request)), request).to_text()),
        };
        self.send(purpose, payload, self.config.read_timeout_ms, now);
    }

    pub(crate) fn send(&mut self, purpose: Purpose, payload: Payload, timeout: Millis, now: Millis) {
        let request = RequestId(self.next_request);
        self.next_request += 1;
        self.pending.push((request, Pending { purpose, sent_at: now, deadline: now + timeout, late: false }));
        self.out.push(Effect::Send { request, payload });
    }

    fn rpc_id(&self, request: RequestId) -> String {
        format!("{}-{}", self.nonce, request.0)
    }

    /// The request that an RPC reply answers: an attempt's own id for place requests, else this session's numbering.
    fn request_of(&self, rpc_id: &str) -> Option<RequestId> {
        let is_place = |p: &Pending| matches!(&p.purpose, Purpose::Place(AttemptId(own)) | Purpose::Act(AttemptId(own)) if own == rpc_id);
        let placed = self.pending.iter().find(|(_, p)| is_place(p)).map(|(request, _)| *request);
        placed.or_else(|| {
            let number = rpc_id.strip_prefix(&self.nonce)?.strip_prefix('-')?.parse().ok()?;
            Some(RequestId(number)).filter(|request| self.pending.iter().any(|(id, _)| id == request))
        })
    }

    pub(crate) fn answered(&mut self, request: RequestId, result: Result<Answer, Failure>, now: Millis) {
        // Not pending: answered before, or nobody waits any more.
        let Some(at) = self.pending.iter().position(|(id, _)| *id == request) else { return };
        let (_, pending) = self.pending.remove(at);
        self.deliver(&pending, result, now);
    }

    pub(crate) fn frame(&mut self, link: LinkId, text: &str, now: Millis) {
        if !matches!(self.link, LinkState::Up { link: up, .. } if up == link) {
            return;
        }
        let (header, frame) = match ServerFrame::parse(text) {
            Ok(parsed) => parsed,
            Err(error) => {
                let excerpt: String = text.chars().take(200).collect();
                return self.log.add(now, Tone::Warn, format!("A frame that cannot be read ({error}): {excerpt}"));
            }
        };
        let gap = matches!((self.last_seq, header.seq), (Some(last), Some(seq)) if seq != last + 1);
        self.last_seq = header.seq.or(self.last_seq);
        if gap || header.dropped > 0 || frame == ServerFrame::Resync {
            self.log.add(now, Tone::Quiet, "Events were lost: reading everything again".to_owned());
            self.refresh(now);
        }
        match frame {
            ServerFrame::Reply { id, data } => {
                if let Some(request) = self.request_of(&id) {
                    self.answered(request, Ok(Answer::rpc(data)), now);
                }
            }
            ServerFrame::MarketData(rows) => self.quoted(rows, now),
            // Events are hints, reads are the truth: a lost, doubled or reordered event can then do no harm.
            ServerFrame::OrderUpdate(row) => self.read_account_at(&row.account, now, now),
            ServerFrame::ExecutionUpdate(row) => self.read_account_at(&row.account, now, now),
            ServerFrame::PositionUpdate(row) => self.read_account_at(&row.account, now, now),
            ServerFrame::Status(state) => self.log.add(now, Tone::Quiet, format!("Server: {state}")),
            ServerFrame::PnlUpdate { rows, .. } => self.hand_on(Doing::Profits(rows), now),
            ServerFrame::Resync | ServerFrame::Pong | ServerFrame::Other(_) => {}
        }
    }

    /// Requests whose time is over: reads have failed, a place request has an unknown outcome but is still listened for.
    pub(crate) fn expire(&mut self, now: Millis) {
        let over = list_of(self.pending.iter().filter(|(_, p)| p.deadline <= now).map(|(request, _)| *request));
        for request in over {
            let Some(at) = self.pending.iter().position(|(id, _)| *id == request) else { continue };
            let (_, mut pending) = self.pending.remove(at);
            let first_time_over = !pending.late;
            if matches!(pending.purpose, Purpose::Place(_) | Purpose::Act(_)) && first_time_over {
                pending.late = true;
                pending.deadline = now + LATE_ANSWER_MS;
                self.pending.insert(at, (request, pending.clone()));
            } else {
                self.out.push(Effect::Abandon { request });
            }
            if first_time_over {
                self.deliver(&pending, Err(Failure::TimedOut), now);
            }
        }
    }

    fn deliver(&mut self, pending: &Pending, result: Result<Answer, Failure>, now: Millis) {
        if let Ok(answer) = &result {
            let is_read = !matches!(pending.purpose, Purpose::Place(_) | Purpose::Act(_));
            if is_read {
                self.round_trip_ms = Some(now.saturating_sub(pending.sent_at));
            }
            if answer.status == Some(429) {
                self.budget.spent(now);
            }
        }
        match &pending.purpose {
            Purpose::Place(id) => self.placed(id, PlaceOutcome::of(&result), now),
            Purpose::Act(id) => self.hand_on(Doing::Answered(id, &result), now),
            Purpose::Orders(account) => self.orders_read(account, &result, now),
            Purpose::Executions(account) => self.executions_read(account, &result, now),
            Purpose::Positions(account) => self.positions_read(account, &result, now),
            Purpose::Desk(ask) => self.hand_on(Doing::Read(ask, &result), now),
            Purpose::Lookup(id) => self.looked_up(id, &result, now),
            Purpose::Accounts => self.accounts_read(&result, now),
            Purpose::Quotes(names) => self.quotes_read(names, &result, now),
        }
    }

    /// Reads cost tokens; when there are none the read waits, it is never dropped.
    pub(crate) fn may_read(&mut self, count: u64, now: Millis) -> bool {
        matches!(self.link, LinkState::Up { .. }) && self.budget.take(Use::Read, count, now)
    }
}

fn is_outdated(attempt: &crate::Attempt, now: Millis) -> bool {
    let over = attempt.phase.is_final() || attempt.phase == Phase::DeclaredNotPlaced;
    over && now.saturating_sub(attempt.changed_at) > KEEP_MS
}

impl Phase {
    /// True for an attempt of unknown outcome that reading has not had its chance with yet.
    pub(crate) const fn is_being_looked_for(&self) -> bool {
        matches!(self, Phase::Unknown { evidence: Evidence::NotReadYet | Evidence::NothingYet, .. })
    }
}
