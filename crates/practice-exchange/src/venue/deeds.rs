//! Deeds: requests that take more than one step, because what they do next depends on what has become of orders meanwhile.
//!
//! A deed looks again every few milliseconds until it can go on, and for a few seconds at most.

use super::Venue;
use super::exits::Exits;
use super::life::Step;
use crosstrade::OrderState;
use order_model::Millis;

/// How often a deed looks again.
const POLL_MS: Millis = 25;
/// The documents: a reversal waits about five seconds for a flat position, then places the order in any case.
const PATIENCE_MS: Millis = 5_000;

/// Something that is on its way in one account and contract.
#[derive(Debug)]
pub(super) struct Deed {
    pub(super) account: usize,
    pub(super) listing: usize,
    /// Orders with smaller numbers were there when it began.
    before: u64,
    until: Millis,
    then: Then,
}

/// What a deed waits to do.
#[derive(Clone, Copy, Debug)]
pub(super) enum Then {
    /// Close the position, once no older order can fill any more.
    Close { late_reject: bool },
    /// Send an order on, once the position is flat, or in any case.
    SubmitFlat { order: u64 },
    /// Send an order on, once another has ended.
    SubmitAfter { order: u64, old: u64 },
    /// Place the exits of a bracket.
    Exits(Exits),
}

impl Venue {
    /// Begins a deed and does at once what can be done at once.
    pub(super) fn begin(&mut self, account: usize, listing: usize, before: u64, then: Then) {
        let slowest = self.latency.cancelled.max(self.latency.bracket);
        let until = self.now.saturating_add(PATIENCE_MS).saturating_add(slowest);
        let deed = Deed { account, listing, before, until, then };
        if matches!(then, Then::Close { .. } | Then::Exits(_)) {
            self.drop_exits(account, Some(listing));
        }
        let after = match then {
            Then::Exits(_) => {
                self.clear(&deed);
                self.latency.bracket
            }
            Then::Close { .. } | Then::SubmitFlat { .. } | Then::SubmitAfter { .. } => {
                if self.go_on(&deed) {
                    return;
                }
                POLL_MS
            }
        };
        let number = self.next_deed;
        self.next_deed += 1;
        self.deeds.push((number, deed));
        self.plan(after, number, Step::Deed);
    }

    /// Drops brackets whose exits are still to come: after a flatten or a newer bracket they would be exits too many.
    pub(super) fn drop_exits(&mut self, account: usize, listing: Option<usize>) {
        let here = |old: &Deed| old.account == account && listing.is_none_or(|listing| listing == old.listing);
        self.deeds.retain(|(_, old)| !(here(old) && matches!(old.then, Then::Exits(_))));
    }

    /// Looks after a deed.
    pub(super) fn attend(&mut self, number: u64) {
        let Some(at) = self.deeds.iter().position(|(of, _)| *of == number) else { return };
        let (_, deed) = self.deeds.remove(at);
        if !self.go_on(&deed) {
            self.deeds.push((number, deed));
            self.plan(POLL_MS, number, Step::Deed);
        }
    }

    /// True while a position is being closed.
    pub(super) fn is_closing(&self, account: usize, listing: usize) -> bool {
        let waits = |deed: &Deed| (deed.account, deed.listing) == (account, listing) && matches!(deed.then, Then::Close { .. });
        self.deeds.iter().any(|(_, deed)| waits(deed)) || self.open_orders(account, Some(listing)).any(|(_, order)| order.is_close())
    }

    /// True when the deed is done.
    fn go_on(&mut self, deed: &Deed) -> bool {
        let is_late = self.now >= deed.until;
        match deed.then {
            Then::Close { late_reject } => {
                let is_clear = self.clear(deed);
                if is_clear {
                    self.close_rest(deed.account, deed.listing, late_reject);
                }
                is_clear || is_late
            }
            Then::SubmitFlat { order } => {
                let is_flat = self.net(deed.account, deed.listing) == 0 && self.older(deed).is_empty();
                (is_flat || is_late) && self.send_on(order)
            }
            Then::SubmitAfter { order, old } => {
                let ended = self.orders.get(old).is_none_or(|old| old.state.is_final());
                (ended || is_late) && self.send_on(order)
            }
            Then::Exits(exits) => {
                // A close that is still to come takes the position with it: exits placed before it would outlive what they protect.
                let is_clear = self.clear(deed) && !self.is_closing(deed.account, deed.listing);
                if is_clear || is_late {
                    self.place_exits(deed.account, deed.listing, exits);
                }
                is_clear || is_late
            }
        }
    }

    /// Sends on an order that was held; one that was cancelled or rejected meanwhile stays so.
    fn send_on(&mut self, order: u64) -> bool {
        if self.orders.get(order).is_some_and(|order| order.state == OrderState::Initialized) {
            self.plan(self.latency.submitted, order, Step::Submit);
        }
        true
    }

    /// Asks for the cancel of every order that the deed finds in its way, but not of one that closes the position, which is
    /// waited for; true when none is left.
    fn clear(&mut self, deed: &Deed) -> bool {
        let older = self.older(deed);
        for number in &older {
            if self.orders.get(*number).is_some_and(|order| !order.is_close()) {
                self.ask_to_cancel(*number);
            }
        }
        older.is_empty()
    }

    /// The orders in a deed's way: those that were there before it, legs that an entry has put up since, and what closes.
    fn older(&self, deed: &Deed) -> Vec<u64> {
        let in_the_way = self
            .open_orders(deed.account, Some(deed.listing))
            .filter(|(number, order)| *number < deed.before || order.is_leg() || order.is_close());
        crosstrade::list_of(in_the_way.map(|(number, _)| number))
    }
}
