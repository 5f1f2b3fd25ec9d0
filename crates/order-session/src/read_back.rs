//! What a full read says about each attempt: its state, or where its order is.

use crate::attempt::{AttemptId, Evidence, Phase};
use crate::book::AccountBook;
use crate::log::Tone;
use crate::reconcile::{Match, find};
use crate::session::{Purpose, Session};
use crosstrade::list_of;
use crosstrade::{Answer, Failure, OrderRow, Request, read_one};
use order_model::Millis;

impl Session {
    pub(crate) fn read_back(&mut self, book: &AccountBook, now: Millis) {
        let of_account = |a: &&crate::Attempt| a.account.eq_ignore_ascii_case(&book.account);
        let ids = list_of(self.attempts.iter().filter(of_account).filter(|a| !a.phase.is_final()).map(|a| a.id.clone()));
        for id in &ids {
            self.follow(id, book, now);
        }
        self.reconcile(&ids, book, now);
    }

    /// An attempt whose order is known: take over the order's state.
    fn follow(&mut self, id: &AttemptId, book: &AccountBook, now: Millis) {
        let Some(attempt) = self.attempt_mut(id) else { return };
        let Some(order_id) = attempt.order_id.clone() else { return };
        if let Some(row) = book.order(&order_id) {
            return self.show(id, row.clone(), now);
        }
        if book.filled(&order_id) >= attempt.contracts() {
            return self.settle(id, Phase::Filled, now);
        }
        // Not listed is not cancelled: lists forget, and ids change. Ask for it by its id.
        if now.saturating_sub(attempt.changed_at) >= self.config.read_back_ms[0] && self.may_read(1, now) {
            let account = book.account.clone();
            self.request(Purpose::Lookup(id.clone()), &Request::GetOrder { account, order_id }, now);
        }
    }

    pub(crate) fn looked_up(&mut self, id: &AttemptId, result: &Result<Answer, Failure>, now: Millis) {
        if let Ok(row) = read_one(result, OrderRow::read) {
            self.show(id, row, now);
        }
    }

    fn show(&mut self, id: &AttemptId, row: OrderRow, now: Millis) {
        let Some(attempt) = self.attempt_mut(id) else { return };
        // Anything but "unknown" and "declared" came by the API's word that it took the order.
        let acknowledged = matches!(attempt.phase, Phase::Acknowledged | Phase::Working | Phase::PartFilled);
        let phase = Phase::of_row(&row, acknowledged);
        attempt.row = Some(row);
        self.settle(id, phase, now);
    }

    /// This order is the attempt's.
    pub(crate) fn adopt(&mut self, id: &AttemptId, row: OrderRow, now: Millis) {
        let Some(attempt) = self.attempt_mut(id) else { return };
        let declared = attempt.phase == Phase::DeclaredNotPlaced;
        attempt.order_id = Some(row.id.clone());
        let line = format!("{}: found as order {}", attempt.summary, row.id);
        let tone = if declared { Tone::Bad } else { Tone::Good };
        self.log.add(now, tone, line);
        self.show(id, row, now);
    }

    /// Attempts of unknown outcome against the orders nobody owns.
    fn reconcile(&mut self, ids: &[AttemptId], book: &AccountBook, now: Millis) {
        let open = list_of(ids.iter().filter(|id| self.attempt(id).is_some_and(is_open)).cloned());
        for id in &open {
            let claimed = self.claimed();
            let Some(attempt) = self.attempt(id) else { continue };
            // A read that began before the send can say nothing about it.
            if book.read_at <= attempt.at {
                continue;
            }
            let rivals = self.rivals(attempt);
            match find(attempt, book, &claimed, self.config.clock_skew_ms) {
                Match::Certain(row) => self.adopt(id, *row, now),
                Match::Like(rows) if rows.len() == 1 && rivals == 0 => {
                    if let Some(row) = rows.into_iter().next() {
                        self.adopt(id, row, now);
                    }
                }
                Match::Like(rows) => self.weigh(id, rows, book, now),
            }
        }
        self.keep_looking(&open, &book.account, now);
    }

    /// No single order stands out: say what there is.
    fn weigh(&mut self, id: &AttemptId, rows: Vec<OrderRow>, book: &AccountBook, now: Millis) {
        let settle = self.config.settle_ms;
        let Some(attempt) = self.attempt(id) else { return };
        let Phase::Unknown { why, evidence } = &attempt.phase else { return };
        let settled = book.complete && book.read_at.saturating_sub(attempt.at) >= settle;
        let evidence = match (rows.is_empty(), settled, evidence) {
            (false, _, _) => Evidence::Candidates(rows),
            // Once said, it stays said until a read shows more.
            (true, true, _) | (true, false, Evidence::NothingFound) => Evidence::NothingFound,
            (true, false, _) => Evidence::NothingYet,
        };
        let phase = Phase::Unknown { why: why.clone(), evidence };
        self.settle(id, phase, now);
    }

    /// While something is unknown the next read comes soon, and one just when the settling time is over.
    fn keep_looking(&mut self, open: &[AttemptId], account: &str, now: Millis) {
        let settle = self.config.settle_ms;
        let looked_for = open.iter().filter_map(|id| self.attempt(id)).filter(|a| a.phase.is_being_looked_for());
        let due = list_of(looked_for.map(|a| a.at + settle));
        for at in due {
            self.read_account_at(account, (now + 2_000).min(at.max(now + 1)), now);
        }
    }

    /// Other attempts that the same order could belong to: of unknown outcome, or still on their way, in this tab or another.
    fn rivals(&self, attempt: &crate::Attempt) -> usize {
        let alike = |other: &&crate::Attempt| other.id != attempt.id && other.fingerprint == attempt.fingerprint;
        let unowned = |other: &&crate::Attempt| is_open(other) || other.phase == Phase::Sending;
        self.attempts.iter().chain(&self.elsewhere).filter(alike).filter(unowned).count()
    }

    /// The API's own word gives an order to an attempt; another that took it by its looks was wrong and is unknown again.
    pub(crate) fn take_back(&mut self, owner: &AttemptId, order_id: &str, now: Millis) {
        let wrong = |a: &&crate::Attempt| a.id != *owner && a.order_id.as_deref() == Some(order_id);
        let Some(id) = self.attempts.iter().find(wrong).map(|a| a.id.clone()) else { return };
        if let Some(attempt) = self.attempt_mut(&id) {
            attempt.order_id = None;
            attempt.row = None;
        }
        let why = format!("order {order_id} turned out to be another attempt's");
        self.settle(&id, Phase::Unknown { why, evidence: Evidence::NotReadYet }, now);
    }

    /// Order ids that attempts are known to own, in this tab or another.
    pub(crate) fn claimed(&self) -> Vec<String> {
        list_of(self.attempts.iter().chain(&self.elsewhere).filter_map(|a| a.order_id.clone()))
    }
}

fn is_open(attempt: &crate::Attempt) -> bool {
    attempt.order_id.is_none() && matches!(attempt.phase, Phase::Unknown { .. } | Phase::DeclaredNotPlaced)
}
