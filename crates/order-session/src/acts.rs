//! An act from click to its end: journal, send once, read how things stand, say it.

use crate::act::{Act, ActPhase, Report, What};
use crate::attempt::AttemptId;
use crate::book::AccountBook;
use crate::budget::Use;
use crate::config::Carrier;
use crate::end_state::end_state;
use crate::event::{Effect, Payload};
use crate::link::KEEP_MS;
use crate::log::Tone;
use crate::session::{LinkState, Purpose, Session};
use crosstrade::{ActOutcome, ClientFrame, list_of};
use order_model::Millis;

/// Acts kept for showing; their lines stay in the log and the history.
const MOST_ACTS: usize = 200;

/// How soon after an act the account is read again while its end is not seen.
const LOOK_AGAIN_MS: Millis = 1_500;

impl Session {
    /// The acts of this session and of the journal, oldest first.
    #[must_use]
    pub fn acts(&self) -> &[Act] {
        &self.acts
    }

    /// The newest act about an order, until the order has ended.
    #[must_use]
    pub fn act_on(&self, order_id: &str) -> Option<&Act> {
        self.acts.iter().rev().find(|act| act.what.order_id() == Some(order_id))
    }

    /// The trader means this. One call is at most one request; the same again while it is on its way is not another.
    pub(crate) fn act(&mut self, id: AttemptId, account: String, what: What, clicked_at: Millis, now: Millis) {
        let same = |act: &Act| act.id == id || (act.phase.is_in_flight() && act.account == account && act.what == what);
        if self.acts.iter().any(same) {
            return;
        }
        let request = what.request(&account);
        let bytes = match self.config.carrier {
            Carrier::Http => request.to_http().body.unwrap_or_default(),
            Carrier::Socket => ClientFrame::rpc(&id.0, &request).to_text(),
        };
        let mut act = Act {
            id: id.clone(),
            account,
            what,
            at: clicked_at,
            bytes,
            phase: ActPhase::Journaling,
            report: None,
            changed_at: now,
            touched: Vec::new(),
            net_before: 0,
        };
        if let Some(book) = self.book(&act.account) {
            let open = book.orders.iter().filter(|row| !row.state.is_final() && act.what.reaches(&row.instrument));
            act.touched = list_of(open.map(|row| row.id.clone()));
            let own = |instrument: &str| act.what.instrument().is_some_and(|own| own.eq_ignore_ascii_case(instrument));
            act.net_before = book.positions.iter().find(|p| own(&p.instrument)).map_or(0, |p| p.net);
        }
        // Two requests about one order could pass each other on the way.
        let crossing = act.what.order_id().is_some_and(|order| {
            self.acts.iter().any(|other| other.phase.is_in_flight() && other.what.order_id() == Some(order))
                || self.attempts.iter().any(|a| a.phase.is_in_flight() && a.via.replaced() == Some(order))
        });
        let block = match &self.link {
            LinkState::Down { why, .. } => Some(["not connected. ", why].concat()),
            LinkState::Up { .. } if crossing => Some("another request about this order is on its way".to_owned()),
            LinkState::Up { .. } => None,
        };
        let text = crate::act_journal::write(&act, &self.config.venue);
        self.acts.push(act);
        if self.acts.len() > MOST_ACTS
            && let Some(old) = self.acts.iter().position(|act| !act.is_open())
        {
            self.acts.remove(old);
        }
        match block {
            Some(why) => self.act_settled(&id, ActPhase::NotSent(why), now),
            None => self.out.push(Effect::Journal { id, text, report: true }),
        }
    }

    /// The entry is written, or cannot be: hand the request out.
    pub(crate) fn act_journaled(&mut self, id: &AttemptId, error: Option<String>, now: Millis) {
        let Some(act) = self.acts.iter().find(|act| act.id == *id && act.phase == ActPhase::Journaling) else { return };
        let (age, use_) = (now.saturating_sub(act.at), if act.what.only_reduces() { Use::Cancel } else { Use::Place });
        let stop = match (&self.link, error) {
            (LinkState::Down { why, .. }, _) => Some(["the connection was lost before the send. ", why].concat()),
            // A full storage must not keep a trader in a position.
            (_, Some(error)) if use_ == Use::Place => Some(["the journal could not be written: ", &error].concat()),
            _ if age > self.config.time_to_live_ms => Some(format!("{age} ms passed between click and send")),
            _ if !self.budget.take(use_, 1, now) => {
                let wait = self.budget.ready_at(use_, 1, now).saturating_sub(now);
                Some(format!("the request budget is spent; next request in {wait} ms"))
            }
            _ => None,
        };
        if let Some(why) = stop {
            return self.act_settled(id, ActPhase::NotSent(why), now);
        }
        let Some(act) = self.acts.iter().find(|act| act.id == *id) else { return };
        let payload = match self.config.carrier {
            Carrier::Http => Payload::Http { request: act.what.request(&act.account).to_http(), attempt: Some(id.clone()) },
            Carrier::Socket => Payload::Frame(act.bytes.clone()),
        };
        self.send(Purpose::Act(id.clone()), payload, self.config.place_timeout_ms, now);
        self.act_settled(id, ActPhase::Sending, now);
    }

    /// What came back. A late answer still tells more than none.
    pub(crate) fn act_answered(&mut self, id: &AttemptId, outcome: ActOutcome, now: Millis) {
        let Some(act) = self.acts.iter().find(|act| act.id == *id) else { return };
        let sending = act.phase == ActPhase::Sending;
        if !sending && !matches!(act.phase, ActPhase::Unknown(_)) {
            return;
        }
        let account = act.account.clone();
        let phase = match outcome {
            ActOutcome::Done { warning, .. } => {
                if let Some(warning) = warning {
                    self.log.add(now, Tone::Warn, warning);
                }
                ActPhase::Done
            }
            ActOutcome::Refused { why, nothing_left } => ActPhase::Refused { why, nothing_left },
            ActOutcome::NotSent { why } if sending => ActPhase::NotSent(why),
            ActOutcome::Unknown { why } if sending => ActPhase::Unknown(why),
            ActOutcome::NotSent { .. } | ActOutcome::Unknown { .. } => return,
        };
        self.act_settled(id, phase, now);
        self.read_account_at(&account, now + 300, now);
        self.read_account_at(&account, now + self.config.read_back_ms[0], now);
    }

    /// What a full read says about the acts whose end is not told yet.
    pub(crate) fn report_acts(&mut self, book: &AccountBook, now: Millis) {
        let mut look_again = false;
        let open = |act: &&Act| act.account.eq_ignore_ascii_case(&book.account) && act.is_open() && !act.phase.is_in_flight();
        let open = list_of(self.acts.iter().filter(open).map(|act| act.id.clone()));
        for id in open {
            let Some(act) = self.acts.iter().find(|act| act.id == id) else { continue };
            // A read that began before the act had its answer may not have seen what it did.
            if book.read_at < act.changed_at {
                look_again = true;
                continue;
            }
            let report = end_state(act, book);
            let settled = now.saturating_sub(act.changed_at) >= self.config.act_settle_ms;
            if report.reached || settled {
                self.act_reported(&id, report, now);
            } else {
                look_again = true;
            }
        }
        if look_again {
            self.read_account_at(&book.account, now + LOOK_AGAIN_MS, now);
        }
    }

    fn act_reported(&mut self, id: &AttemptId, report: Report, now: Millis) {
        let tone = if report.reached { Tone::Good } else { Tone::Bad };
        let venue = self.config.venue.clone();
        self.versions.acts += 1;
        let Some(act) = self.acts.iter_mut().find(|act| act.id == *id) else { return };
        act.report = Some(report);
        let (line, text) = (act.line(), crate::act_journal::write(act, &venue));
        self.log.add(now, tone, line);
        self.out.push(Effect::Journal { id: id.clone(), text, report: false });
    }

    fn act_settled(&mut self, id: &AttemptId, phase: ActPhase, now: Millis) {
        let venue = self.config.venue.clone();
        self.versions.acts += 1;
        let Some(act) = self.acts.iter_mut().find(|act| act.id == *id) else { return };
        act.phase = phase;
        // What was read before says nothing about an answer that comes late.
        act.report = None;
        act.changed_at = now;
        let tone = match act.phase {
            ActPhase::NotSent(_) | ActPhase::Refused { nothing_left: false, .. } => Tone::Bad,
            ActPhase::Unknown(_) => Tone::Warn,
            ActPhase::Journaling | ActPhase::Sending | ActPhase::Done | ActPhase::Refused { nothing_left: true, .. } => Tone::Quiet,
        };
        let (line, text) = (act.line(), crate::act_journal::write(act, &venue));
        self.log.add(now, tone, line);
        self.out.push(Effect::Journal { id: id.clone(), text, report: false });
        self.out.push(Effect::Milestone { id: id.clone() });
    }

    /// An entry of the journal.
    pub(crate) fn open_act(&mut self, text: &str, now: Millis) {
        match crate::act_journal::read(text) {
            Ok((act, _)) if !act.is_open() && now.saturating_sub(act.changed_at) > KEEP_MS => self.out.push(Effect::Forget { id: act.id }),
            Ok((act, venue)) if venue == self.config.venue => self.reopen_act(act, now),
            Ok(_) => {}
            Err(error) => self.log.add(now, Tone::Warn, error.to_string()),
        }
    }

    /// An act that came back with the journal. What was on its way when the page ended is unknown, and reading tells.
    fn reopen_act(&mut self, act: Act, now: Millis) {
        if self.acts.iter().any(|own| own.id == act.id) {
            return;
        }
        if act.is_open() {
            self.log.add(now, Tone::Warn, act.line());
            let account = act.account.clone();
            self.read_account_at(&account, now, now);
        }
        self.versions.acts += 1;
        let later = |other: &Act| (other.at, &other.id) > (act.at, &act.id);
        let at = self.acts.iter().position(later).unwrap_or(self.acts.len());
        self.acts.insert(at, act);
    }

    /// An act after which the account is not as the ticket shows it: no order adds to it before its end is told.
    pub(crate) fn unsettled_act(&self, account: &str) -> Option<&Act> {
        let wide = |act: &&Act| act.what.order_id().is_none() || matches!(act.phase, ActPhase::Unknown(_));
        self.acts.iter().filter(|act| act.account.eq_ignore_ascii_case(account) && act.is_open()).find(wide)
    }
}
