//! From what the session knows to what the rules may look at.

use crate::attempt::{Attempt, Phase};
use crate::session::Session;
use crosstrade::list_of;
use order_model::{AccountName, Context, Day, Environment, Label, Limits, Millis, PositionView, RecentOrder, WorkingOrder};

/// What the rules need and the session does not know: the trader's settings and the trader's word.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Where orders go.
    pub environment: Environment,
    /// The calendar day.
    pub today: Option<Day>,
    /// Whether a live account is unlocked.
    pub armed: bool,
    /// The accounts that may be traded.
    pub allowed_accounts: Option<Vec<AccountName>>,
    /// The trader's limits.
    pub limits: Limits,
    /// The trader has said that the same order again is meant.
    pub repeat_confirmed: bool,
}

impl Standing {
    /// What the rules look at where there is no session yet: nothing is known of quotes, positions and orders.
    #[must_use]
    pub fn context(&self, now: Millis) -> Context {
        Context {
            now,
            today: self.today,
            environment: self.environment,
            armed: self.armed,
            allowed_accounts: self.allowed_accounts.clone(),
            limits: self.limits.clone(),
            repeat_confirmed: self.repeat_confirmed,
            ..Context::default()
        }
    }
}

impl Session {
    /// Everything the rules look at, for an order on `account`.
    #[must_use]
    pub fn context(&self, account: &str, standing: &Standing, now: Millis) -> Context {
        let book = self.book(account);
        Context {
            quotes: self.quotes().to_vec(),
            positions: book.map(|book| {
                let view = |p: &crosstrade::PositionRow| PositionView {
                    account: p.account.clone(),
                    instrument: p.instrument.clone(),
                    net: p.net,
                    average: p.average,
                };
                book.positions.iter().map(view).collect()
            }),
            working: self.working(account),
            filled: 0,
            recent: self.recent(now),
            sent_at: Some(self.sent_at()),
            used_oco: self.used_oco(account),
            ..standing.context(now)
        }
    }

    /// Orders the last read shows as open, and attempts that no row stands for yet.
    fn working(&self, account: &str) -> Vec<WorkingOrder> {
        let book = self.book(account);
        let mut working = Vec::new();
        for row in book.into_iter().flat_map(|book| &book.orders).filter(|row| row.remaining() > 0) {
            let (Some(action), Some(kind)) = (row.side(), row.kind()) else { continue };
            let (account, instrument) = (row.account.clone(), row.instrument.clone());
            let order_id = Some(row.id.clone());
            let (remaining, filled, oco_id) = (row.remaining(), row.filled, row.oco_id.clone());
            working.push(WorkingOrder { order_id, account, instrument, action, kind, remaining, filled, oco_id });
        }
        let shown = |a: &Attempt| a.order_id.as_ref().is_some_and(|id| book.is_some_and(|b| b.order(id).is_some()));
        for attempt in self.attempts.iter().chain(&self.elsewhere).filter(|a| a.phase.may_fill() && !shown(a)) {
            working.push(WorkingOrder {
                order_id: attempt.order_id.clone(),
                account: attempt.account.clone(),
                instrument: attempt.instrument.clone(),
                action: attempt.action,
                kind: attempt.terms(),
                remaining: attempt.contracts().saturating_sub(attempt.filled()),
                filled: attempt.filled(),
                oco_id: attempt.oco_id.clone(),
            });
        }
        working
    }

    /// Orders that may have reached the venue lately. One of unknown outcome counts as sent this moment.
    fn recent(&self, now: Millis) -> Vec<RecentOrder> {
        let sent = |a: &&Attempt| !matches!(a.phase, Phase::NotSent(_) | Phase::Refused(_) | Phase::DeclaredNotPlaced);
        let at = |a: &Attempt| if matches!(a.phase, Phase::Unknown { .. }) { now } else { a.at };
        let all = self.attempts.iter().chain(&self.elsewhere).filter(sent);
        list_of(all.map(|a| RecentOrder { order_id: a.order_id.clone(), fingerprint: a.fingerprint.clone(), at: at(a) }))
    }

    /// When orders left, here and in other tabs.
    fn sent_at(&self) -> Vec<Millis> {
        let left = |a: &&Attempt| !matches!(a.phase, Phase::Journaling | Phase::NotSent(_));
        list_of(self.attempts.iter().chain(&self.elsewhere).filter(left).map(|a| a.at))
    }

    /// OCO ids of which one leg has ended: NT8 has burned them.
    fn used_oco(&self, account: &str) -> Vec<Label> {
        let rows = self.book(account).into_iter().flat_map(|b| &b.orders).filter(|row| row.state.is_final());
        let reached = |p: &Phase| matches!(p, Phase::Filled | Phase::Cancelled | Phase::Rejected | Phase::LateRejected);
        let attempts = self.attempts.iter().filter(|a| reached(&a.phase));
        let mut ids: Vec<Label> = Vec::new();
        for id in rows.filter_map(|row| row.oco_id.as_ref()).chain(attempts.filter_map(|a| a.oco_id.as_ref())) {
            let Ok(id) = Label::parse(id) else { continue };
            if let Err(place) = ids.binary_search(&id) {
                ids.insert(place, id);
            }
        }
        ids
    }
}
