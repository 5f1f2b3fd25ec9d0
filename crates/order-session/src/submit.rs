//! From click to wire: journal first, then send once.

use crate::attempt::{Attempt, AttemptId, Evidence, Phase};
use crate::budget::Use;
use crate::config::Carrier;
use crate::event::{Effect, Payload, Verdict};
use crate::log::Tone;
use crate::session::{Purpose, Session, SubmitBlock};
use crosstrade::list_of;
use crosstrade::{ClientFrame, Dialect, PlaceBody, PlaceOutcome};
use order_model::{Millis, Order};

impl Session {
    /// Writes the attempt down. Nothing leaves before the journal has it.
    pub(crate) fn submit(&mut self, mut attempt: Attempt, order: &Order, now: Millis) {
        let id = attempt.id.clone();
        if self.attempt(&id).is_some() {
            return;
        }
        match self.submit_block(order.account().as_str(), now) {
            // The second click of a double click: not an order, and nothing to tell.
            Some(SubmitBlock::InFlight) => return,
            Some(block) => {
                attempt.phase = Phase::NotSent(block.to_string());
                self.log.add(now, Tone::Bad, format!("{}: not sent – {block}", attempt.summary));
                self.attempts.push(attempt);
                self.out.push(Effect::Milestone { id });
                return;
            }
            None => {}
        }
        attempt.own_id = self.config.own_order_id.then(|| id.0.clone());
        if let Some(quote) = self.quotes().iter().find(|q| order.instrument().is(&q.instrument)) {
            attempt.quote = (quote.bid, quote.ask);
        }
        if let Some(book) = self.book(order.account().as_str()) {
            attempt.known_before = list_of(book.orders.iter().filter(|row| attempt.is_like(row)).map(|row| row.id.clone()));
        }
        let dialect = match self.config.carrier {
            Carrier::Http => Dialect::Rest,
            Carrier::Socket => Dialect::Socket,
        };
        let body = PlaceBody::of(order, dialect, attempt.own_id.as_deref());
        let request = attempt.via.request(order.account().to_string(), body);
        // The id of the RPC frame is the attempt's own, so that the journal holds the very bytes.
        (attempt.target, attempt.bytes) = match self.config.carrier {
            Carrier::Http => {
                let http = request.to_http();
                (http.target, http.body.unwrap_or_default())
            }
            Carrier::Socket => (String::new(), ClientFrame::rpc(&id.0, &request).to_text()),
        };
        let text = crate::journal::write(&attempt, &self.config.venue);
        self.attempts.push(attempt);
        self.out.push(Effect::Journal { id, text, report: true });
    }

    /// The entry is written: hand the request out, unless too much time has passed since the click.
    pub(crate) fn journaled(&mut self, id: &AttemptId, error: Option<String>, now: Millis) {
        let Some(attempt) = self.attempt(id).filter(|a| a.phase == Phase::Journaling) else { return };
        if let Some(error) = error {
            let why = format!("the journal could not be written ({error}); without it an order could be lost from sight");
            return self.settle(id, Phase::NotSent(why), now);
        }
        let age = now.saturating_sub(attempt.at);
        if age > self.config.time_to_live_ms {
            return self.settle(id, Phase::NotSent(format!("{age} ms passed between click and send")), now);
        }
        if let Some(other) = self.same_from_elsewhere(attempt).filter(|_| !attempt.repeat_confirmed) {
            let why = format!("the same order was just sent from another tab ({other})");
            return self.settle(id, Phase::NotSent(why), now);
        }
        if let crate::LinkState::Down { why, .. } = &self.link {
            let why = format!("the connection was lost before the send. {why}");
            return self.settle(id, Phase::NotSent(why), now);
        }
        if !self.budget.take(Use::Place, 1, now) {
            return self.settle(id, Phase::NotSent("the request budget is spent".to_owned()), now);
        }
        let Some(attempt) = self.attempt(id) else { return };
        let payload = match self.config.carrier {
            Carrier::Http => Payload::Http {
                request: crosstrade::HttpRequest {
                    method: crosstrade::Method::Post,
                    target: attempt.target.clone(),
                    body: Some(attempt.bytes.clone()),
                },
                attempt: Some(id.clone()),
            },
            Carrier::Socket => Payload::Frame(attempt.bytes.clone()),
        };
        self.send(Purpose::Place(id.clone()), payload, self.config.place_timeout_ms, now);
        self.settle(id, Phase::Sending, now);
    }

    /// The same order written by another tab within the duplicate window and before this one.
    fn same_from_elsewhere(&self, attempt: &Attempt) -> Option<String> {
        let window = order_model::Limits::default().duplicate_window_ms;
        let earlier = |other: &&Attempt| (other.at, &other.id) < (attempt.at, &attempt.id);
        self.elsewhere
            .iter()
            .filter(|other| other.fingerprint == attempt.fingerprint && attempt.at.abs_diff(other.at) < window)
            .filter(|other| !matches!(other.phase, Phase::NotSent(_) | Phase::Refused(_)))
            .find(earlier)
            .map(|other| other.summary.clone())
    }

    /// What came back for a place request. A late answer is still proof; an answer for a settled attempt is not news.
    pub(crate) fn placed(&mut self, id: &AttemptId, outcome: PlaceOutcome, now: Millis) {
        let Some(attempt) = self.attempt_mut(id) else { return };
        if !matches!(attempt.phase, Phase::Sending | Phase::Unknown { .. } | Phase::DeclaredNotPlaced) {
            return;
        }
        let was_sending = attempt.phase == Phase::Sending;
        match outcome {
            PlaceOutcome::Acknowledged { order_id } => {
                attempt.order_id = Some(order_id.clone());
                let account = attempt.account.clone();
                self.settle(id, Phase::Acknowledged, now);
                self.take_back(id, &order_id, now);
                for wait in self.config.read_back_ms {
                    self.read_account_at(&account, now + wait, now);
                }
            }
            PlaceOutcome::Refused { why } => self.settle(id, Phase::Refused(why), now),
            // Only a request that is on its way for the first time can be called not sent.
            PlaceOutcome::NotSent { why } if was_sending => self.settle(id, Phase::NotSent(why), now),
            PlaceOutcome::Unknown { why } if was_sending => {
                let account = attempt.account.clone();
                self.settle(id, Phase::Unknown { why, evidence: Evidence::NotReadYet }, now);
                self.read_account_at(&account, now, now);
            }
            PlaceOutcome::NotSent { .. } | PlaceOutcome::Unknown { .. } => {}
        }
    }

    /// The trader's word on an attempt that reading cannot settle.
    pub(crate) fn decide(&mut self, id: &AttemptId, verdict: Verdict, now: Millis) {
        let Some(attempt) = self.attempt(id) else { return };
        let Phase::Unknown { evidence, .. } = &attempt.phase else { return };
        match (verdict, evidence) {
            // An order belongs to one attempt: what another has meanwhile been found to own is no choice any more.
            (Verdict::ThisOrder(order_id), Evidence::Candidates(rows)) if !self.claimed().contains(&order_id) => {
                let account = attempt.account.clone();
                if let Some(row) = rows.iter().find(|row| row.id == order_id).cloned() {
                    self.adopt(id, row, now);
                    self.read_account_at(&account, now, now);
                }
            }
            (Verdict::NotPlaced, Evidence::Candidates(_) | Evidence::NothingFound) => self.settle(id, Phase::DeclaredNotPlaced, now),
            // Too early: reading has not had its chance.
            (Verdict::ThisOrder(_), _) | (Verdict::NotPlaced, Evidence::NotReadYet | Evidence::NothingYet) => {}
        }
    }
}
