//! What the trader does to orders and positions that are there.

use crate::state::clock::{fresh_id, now, today};
use crate::state::{App, kill, stepping};
use leptos::prelude::untrack;
use order_model::{
    AccountName, BracketChecked, BracketDraft, Checked, Context, Draft, Exposure, Field, Instrument, InstrumentSpec, Order, bracket, check,
};
use order_session::{AttemptId, Event, SubmitBlock, Via, What, flat_first, spec_of};

/// What is true of an order that comes about in its own way, before its rules run.
pub(crate) enum Before<'a> {
    /// It is a working order made different: that one does not count beside it.
    Changes(&'a str),
    /// It takes a working order's place after a cancel.
    Replaces(&'a str),
    /// Every order on its instrument is cancelled and its position closed first.
    Flat,
}

impl App {
    /// Does this once. The session journals it, sends it and reads how things stand afterwards.
    pub(crate) fn act(self, account: &str, what: What) {
        let barred = self.state().barred.get_untracked();
        if barred.is_some() {
            return self.state().vetoed.set(barred);
        }
        if !what.only_reduces() && (self.is_killed() || untrack(|| self.stop()).is_some()) {
            return;
        }
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
        // A veto stands on the ticket; the other refusals have stood there before the click.
        let _ = self.submit_as(AttemptId(fresh_id()), order, via, repeat_confirmed);
    }

    /// The same under a name that was made before. The one door through which orders leave: the kill switch shuts
    /// it, and so do a ticket that is for reading only and a host that says no.
    pub(crate) fn submit_as(self, id: AttemptId, order: Order, via: Via, repeat_confirmed: bool) -> Result<(), String> {
        let state = self.state();
        if let Some(why) = untrack(|| self.stop()) {
            return Err(why);
        }
        // Nothing waits for a session that is still to come.
        let Some(shell) = state.shell() else { return Err(SubmitBlock::Reading.to_string()) };
        let host = state.host.borrow().clone();
        if let Some(Err(why)) = host.map(|host| host.may_send(&id, &order)) {
            state.vetoed.set(Some(why.clone()));
            return Err(why);
        }
        state.own.borrow_mut().push(id.clone());
        shell.tell(Event::Submit { id, order: Box::new(order), clicked_at: now(), via, repeat_confirmed });
        self.publish();
        Ok(())
    }

    /// What the rules say about an order that does not come from the ticket. Follows nothing.
    pub(crate) fn check_other(self, draft: &Draft, before: &Before<'_>, repeat_confirmed: bool) -> Checked {
        let (account, instrument) = (draft.account.as_str(), draft.instrument.as_str());
        let context = Context { repeat_confirmed, ..self.state().context(draft) };
        let context = match before {
            Before::Changes(order_id) => context.changing(order_id),
            Before::Replaces(order_id) => context.without(order_id),
            Before::Flat => flat_first(context, account, instrument),
        };
        check(draft, &context)
    }

    /// What the rules say about a bracket for a position; `None` where its tick and point value are not known. Follows nothing.
    pub(crate) fn check_bracket(self, account: &str, instrument: &str, draft: &BracketDraft) -> Option<BracketChecked> {
        let (name, contract) = (AccountName::parse(account).ok()?, Instrument::parse(instrument, Some(today())).ok()?);
        let of = Draft { account: account.to_owned(), instrument: instrument.to_owned(), ..Draft::default() };
        let exposure = Exposure::of_position(&name, &contract, &self.state().context(&of))?;
        Some(bracket(draft, &exposure))
    }

    /// Tick and point value of any instrument.
    pub(crate) fn spec_for(self, instrument: &str) -> Option<InstrumentSpec> {
        self.look(|s| spec_of(instrument, s.quotes())).flatten()
    }

    /// The text of a field of any order after a number of steps; `None` when there is nothing to step from.
    pub(crate) fn stepped(self, draft: &Draft, field: Field, steps: i64) -> Option<String> {
        let quote = self.look(|s| s.quotes().iter().find(|q| q.instrument.eq_ignore_ascii_case(&draft.instrument)).cloned()).flatten();
        stepping::step(draft, field, steps, quote.as_ref(), self.spec_for(&draft.instrument))
    }

    /// Why nothing that adds risk leaves this ticket, whatever the account. Follows it.
    pub(crate) fn stop(self) -> Option<String> {
        let (barred, held) = (self.state().barred.get(), self.state().held.get());
        barred.or(held).or_else(|| self.state().killed.get().then(|| kill::SAYS.to_owned()))
    }

    /// What the session has against any order on an account now; without a session nothing is sent.
    pub(super) fn session_block(self, account: &str) -> Option<SubmitBlock> {
        self.state().shell().map_or(Some(SubmitBlock::Reading), |shell| shell.block(account))
    }

    /// Why no order can be sent to an account now, whatever the order.
    pub(crate) fn block_on(self, account: &str) -> Option<String> {
        self.stop().or_else(|| self.session_block(account).map(|block| block.to_string()))
    }
}
