//! Orders that do not come from the main button: quick orders and the two sides of a pair. The same rules judge them, and
//! nothing of them is written into the ticket.

use crate::state::app::{App, Stage};
use crate::state::clock::fresh_id;
use crate::state::marks;
use leptos::prelude::untrack;
use order_model::{Checked, Context, Draft, Order, check};
use order_session::{AttemptId, Phase, Via};

impl App {
    /// What the rules look at, for a draft that is not the ticket's: the trader's word on a repeat was about the ticket.
    pub(crate) fn context_of(self, draft: &Draft) -> Context {
        Context { repeat_confirmed: false, ..self.state().context(draft) }
    }

    /// The order of a draft as things are now, or the first thing that stops it. Follows nothing.
    pub(crate) fn judge(self, draft: &Draft) -> Result<Order, String> {
        if let Some(why) = self.held() {
            return Err(why);
        }
        let Checked { order, findings, .. } = check(draft, &self.context_of(draft));
        let stops = || findings.iter().find(|f| f.severity() == order_model::Severity::Block).map(|f| f.message());
        order.ok_or_else(|| stops().unwrap_or_default())
    }

    /// Why no order beside the ticket's own can be sent now, whatever the order. Follows nothing.
    pub(crate) fn held(self) -> Option<String> {
        if self.state().stage.with_untracked(|stage| *stage != Stage::Editing) {
            return Some("The order on the ticket is being asked about.".to_owned());
        }
        if self.state().group.with_untracked(Option::is_some) {
            return Some("A group of accounts is chosen: these orders go to one account.".to_owned());
        }
        untrack(|| self.block())
    }

    /// Sends an order once, under a fresh name that tells what became of it.
    pub(crate) fn send_beside(self, order: Order) -> AttemptId {
        marks::mark("order-click");
        let id = AttemptId(fresh_id());
        let _ = self.submit_as(id.clone(), order, Via::Place, false);
        id
    }

    /// How far an attempt is; `None` when this session has none of this name.
    pub(crate) fn phase_of(self, id: &AttemptId) -> Option<Phase> {
        self.look(|session| session.attempt(id).map(|attempt| attempt.phase.clone())).flatten()
    }

    /// The exchange's id of an attempt's order, once known.
    pub(crate) fn order_id_of(self, id: &AttemptId) -> Option<String> {
        self.look(|session| session.attempt(id).and_then(|attempt| attempt.order_id.clone())).flatten()
    }
}
