//! The kill switch: once on, nothing that adds an order leaves this page, after a reload and in other tabs too.
//! What takes risk away – cancel, close, flatten – is never stopped.

use crate::state::clock::now;
use crate::state::journal::storage;
use crate::state::{App, Panel, Stage, history, tickets};
use order_model::Millis;
use order_session::What;

/// Where it is kept: the time at which it was switched on.
pub(super) const KEY: &str = "order-ticket.killed";

/// Why no order can be sent.
pub(super) const SAYS: &str = "The kill switch is on: no order is sent.";

/// What must be typed before orders are sent again.
const PHRASE: &str = "trade again";

/// Whether it is on, as every tab of this page knows it.
pub(super) fn is_stored() -> bool {
    stored().is_some()
}

fn stored() -> Option<String> {
    storage()?.get_item(KEY).ok()?
}

impl App {
    /// Whether an order may not leave now; the panel that tells why opens then.
    #[inline(never)]
    pub(super) fn is_killed(self) -> bool {
        // Another tab may have switched it on this moment.
        let killed = self.state().killed.get_untracked() || is_stored();
        if killed {
            self.show(Some(Panel::Limits));
        }
        killed
    }

    /// Switches it on: locks every ticket of the page, stops every order, cancels the working ones of all accounts
    /// of this ticket's venue and closes positions if that is meant.
    pub(crate) fn kill(self, flatten: bool) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(KEY, &now().to_string());
        }
        for ticket in tickets() {
            ticket.armed.set(false);
            ticket.stage.set(Stage::Editing);
        }
        self.state().killed.set(true);
        let what = if flatten { "on: cancels and closes on " } else { "on: cancels on " };
        history::killed(true, [what, &self.all_accounts().join(", ")].concat());
        self.clear(flatten);
    }

    /// Cancels everything that works, and closes every position if that is meant, on all accounts.
    pub(crate) fn clear(self, flatten: bool) {
        let accounts = self.all_accounts();
        // Every account's orders first: they are what could still add to a position.
        for account in &accounts {
            self.act(account, What::CancelAll { instrument: None });
        }
        for account in accounts.iter().filter(|_| flatten) {
            self.act(account, What::Flatten { instrument: None });
        }
    }

    /// Switches it off when the phrase was typed; the ticket stays locked. False when it was not.
    pub(crate) fn trade_again(self, typed: &str) -> bool {
        let meant = typed.trim() == PHRASE;
        if meant {
            if let Some(storage) = storage() {
                let _ = storage.remove_item(KEY);
            }
            self.state().killed.set(false);
            history::killed(false, "off: the phrase was typed".to_owned());
        }
        meant
    }

    /// The accounts that the venue lists; the ticket's own while they are not read.
    pub(crate) fn all_accounts(self) -> Vec<String> {
        let accounts = self.state().shown.with_untracked(|s| s.accounts.clone());
        if accounts.is_empty() { vec![self.state().account()] } else { accounts }
    }
}

/// When it was switched on.
pub(crate) fn killed_at() -> Option<Millis> {
    stored()?.parse().ok()
}
