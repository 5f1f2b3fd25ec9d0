//! What a host has been told of the ticket's own orders, and what is news. Knows no JavaScript.

use super::detail::Told;
use order_model::Order;
use order_session::{Attempt, AttemptId, Phase, Session};
use std::cell::RefCell;

/// Most orders kept: a host that wants more keeps them itself.
const MOST: usize = 256;

thread_local! {
    /// Those of all elements of the page, oldest first. A ticket that is taken off and put back goes on where it was.
    static ALL: RefCell<Vec<Own>> = const { RefCell::new(Vec::new()) };
}

/// The orders that the ticket of an element, by its name, has sent.
pub(super) struct Orders(pub(super) String);

struct Own {
    element: String,
    id: AttemptId,
    told: Told,
    /// The stages that the host has been told.
    sent: bool,
    acknowledged: bool,
    /// Where it stood when it was told last.
    state: &'static str,
    filled: Option<u32>,
}

impl Orders {
    /// An order that the host is asked about.
    pub(super) fn begin(&self, id: &AttemptId, order: &Order) -> Told {
        let told = Told::about(&id.0, order);
        let own =
            Own { element: self.0.clone(), id: id.clone(), told: told.clone(), sent: false, acknowledged: false, state: "", filled: None };
        ALL.with_borrow_mut(|all| {
            if all.len() >= MOST {
                all.remove(0);
            }
            all.push(own);
        });
        told
    }

    /// One that did not leave after all.
    pub(super) fn forget(&self, id: &AttemptId) {
        ALL.with_borrow_mut(|all| all.retain(|own| own.id != *id));
    }

    /// Events that are due, in the order in which they happened.
    pub(super) fn news(&self, session: &Session) -> Vec<(&'static str, Told)> {
        let mut due = Vec::new();
        ALL.with_borrow_mut(|all| {
            for own in all.iter_mut().filter(|own| own.element == self.0) {
                if let Some(attempt) = session.attempt(&own.id) {
                    own.catch_up(attempt, &mut due);
                }
            }
        });
        due
    }
}

impl Own {
    fn catch_up(&mut self, attempt: &Attempt, due: &mut Vec<(&'static str, Told)>) {
        let now = self.told.with(attempt);
        if (now.state(), now.filled()) == (self.state, self.filled) {
            return;
        }
        (self.state, self.filled) = (now.state(), now.filled());
        let name = match &attempt.phase {
            Phase::Journaling => return,
            Phase::Sending => None,
            Phase::NotSent(_) | Phase::Refused(_) => Some("refused"),
            Phase::Unknown { .. } => Some("unknown"),
            Phase::Acknowledged => None,
            Phase::Working
            | Phase::PartFilled
            | Phase::Filled
            | Phase::Cancelled
            | Phase::Rejected
            | Phase::LateRejected
            | Phase::DeclaredNotPlaced => Some("updated"),
        };
        // Stages that passed between two looks are told all the same.
        if !std::mem::replace(&mut self.sent, true) && !matches!(attempt.phase, Phase::NotSent(_)) {
            due.push(("sent", now.clone()));
        }
        let taken = attempt.phase == Phase::Acknowledged || (name == Some("updated") && now.is_known());
        if taken && !std::mem::replace(&mut self.acknowledged, true) {
            due.push(("acknowledged", now.clone()));
        }
        due.extend(name.map(|name| (name, now)));
    }
}
