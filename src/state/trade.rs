//! What the trader does to orders and positions that are there.

use crate::state::App;
use crate::state::clock::{fresh_id, now};
use order_model::Order;
use order_session::{AttemptId, Event, Via, What};

impl App {
    /// Does this once. The session journals it, sends it and reads how things stand afterwards.
    pub(crate) fn act(self, account: &str, what: What) {
        let id = AttemptId(fresh_id());
        self.tell(Event::Act { id, account: account.to_owned(), what, clicked_at: now() });
        self.publish();
    }

    /// Cancels an order.
    pub(crate) fn cancel(self, account: &str, order_id: &str) {
        self.act(account, What::Cancel { order_id: order_id.to_owned() });
    }

    /// Sends a checked order that comes into being in its own way: a replacement, a reversal, a flat-place, one of a group.
    pub(crate) fn submit(self, order: Order, via: Via, repeat_confirmed: bool) {
        self.submit_as(AttemptId(fresh_id()), order, via, repeat_confirmed);
    }

    /// The same under a name that was made before.
    pub(crate) fn submit_as(self, id: AttemptId, order: Order, via: Via, repeat_confirmed: bool) {
        self.tell(Event::Submit { id, order: Box::new(order), clicked_at: now(), via, repeat_confirmed });
        self.publish();
    }
}
