//! Streamer mode: names of accounts and money are not shown. What is sent, stored and exported stays as it is.
//!
//! Kept under a key of its own, whose presence is the switch: it must hold from the first thing that is drawn.

use crate::state::App;
use crate::state::journal::storage;

const KEY: &str = "order-ticket.streamer";
/// What stands for what is not shown.
pub(crate) const DOTS: &str = "•••";
/// Letters of a name that stay.
const LEFT: usize = 3;

/// Whether it was on when the page was last open.
pub(crate) fn was_on() -> bool {
    storage().is_some_and(|s| s.get_item(KEY).ok().flatten().is_some())
}

impl App {
    /// An account's name as it is shown: `Sim•••1` in streamer mode, the number its place in the list, so that two accounts
    /// that begin alike are never taken for one another. Follows the switch.
    #[inline(never)]
    pub(crate) fn hide(self, name: &str) -> String {
        let state = self.state();
        if !state.streamer.get() {
            return name.to_owned();
        }
        let place = state.shown.with_untracked(|s| s.accounts.iter().position(|a| a.eq_ignore_ascii_case(name)));
        let mut hidden: String = name.chars().take(LEFT.min(name.len() / 2)).collect();
        hidden += DOTS;
        if let Some(place) = place {
            hidden += &(place + 1).to_string();
        }
        hidden
    }

    /// An amount of money as it is shown. Follows the switch.
    #[inline(never)]
    pub(crate) fn hide_money(self, amount: String) -> String {
        if self.state().streamer.get() { DOTS.to_owned() } else { amount }
    }

    /// A sentence as it is shown: every account's name in it is hidden. Follows the switch.
    pub(crate) fn hide_in(self, sentence: &str) -> String {
        let state = self.state();
        let mut shown = sentence.to_owned();
        if state.streamer.get() {
            let mut names = state.shown.with_untracked(|s| s.accounts.clone());
            names.push(state.draft.with_untracked(|d| d.account.clone()));
            // The longest first: one name may begin another.
            names.sort_by_key(|name| std::cmp::Reverse(name.len()));
            // A shorter name would be found inside of words and numbers.
            for name in names.iter().filter(|name| name.len() >= LEFT) {
                shown = shown.replace(name.as_str(), &self.hide(name));
            }
        }
        shown
    }

    /// Switches it, and remembers it.
    pub(crate) fn set_streamer(self, on: bool) {
        if let Some(storage) = storage() {
            let _ = if on { storage.set_item(KEY, "1") } else { storage.remove_item(KEY) };
        }
        self.state().streamer.set(on);
    }
}
