//! A change of a working order as typed so far, and what the rules say about it.

use super::Blotter;
use crate::state::{App, Before};
use crosstrade::{ChangeBody, OrderRow};
use order_model::{Checked, Draft, Field, Order, TimeInForce};
use order_session::Line;
use std::cell::Cell;

/// The order under the editor, raw text as on the ticket.
pub(super) struct Edit {
    pub(super) key: String,
    pub(super) draft: Draft,
    pub(super) order_id: String,
    /// The trader has said that the same order again is meant.
    pub(super) repeat: bool,
    /// The editor was just asked for: it takes the focus once, and not when it is scrolled back into sight.
    pub(super) fresh: Cell<bool>,
}

impl Edit {
    /// Starts from the order as it is; `None` for one whose side or type this page cannot read.
    pub(super) fn of(app: App, key: &str, line: &Line) -> Option<Edit> {
        let row = &line.row;
        let kind = row.kind()?;
        let spec = app.spec_for(&row.instrument);
        let text = |p: order_model::Price| spec.map_or_else(|| p.to_string(), |spec| p.at_tick(spec.tick_size));
        let draft = Draft {
            account: line.account.clone(),
            instrument: row.instrument.clone(),
            action: row.side()?.as_str().to_owned(),
            quantity: row.quantity.to_string(),
            order_type: kind.order_type().as_str().to_owned(),
            limit_price: kind.limit().map(text).unwrap_or_default(),
            stop_price: kind.stop().map(text).unwrap_or_default(),
            // A change does not touch it; for a replacement an unknown word is asked about first.
            time_in_force: TimeInForce::parse(&row.time_in_force).unwrap_or(TimeInForce::Gtc).as_str().to_owned(),
            ..Draft::default()
        };
        Some(Edit { key: key.to_owned(), draft, order_id: row.id.clone(), repeat: false, fresh: Cell::new(true) })
    }
}

/// What the typed order comes to.
#[derive(PartialEq)]
pub(super) struct Verdict {
    /// What the rules say about it as a change.
    pub(super) checked: Checked,
    /// What becomes different; empty when nothing does, `None` when the rules stop it.
    pub(super) change: Option<ChangeBody>,
    /// The order that would take its place, when that can be sent now.
    pub(super) replacement: Option<Order>,
    /// Why it cannot be replaced.
    pub(super) no_replacement: Option<String>,
    /// The order as last read.
    pub(super) row: OrderRow,
    /// Another request about it is on its way.
    pub(super) busy: bool,
    /// The kill switch is on: it says so.
    pub(super) stopped: Option<String>,
}

impl Blotter {
    /// Judges what is typed. Follows the time, so that it moves with the market: one order is worth it.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        let state = self.app.state();
        state.clock.get();
        state.acts.get();
        state.armed.get();
        let (draft, key, id, repeat) =
            self.edit.with(|edit| edit.as_ref().map(|e| (e.draft.clone(), e.key.clone(), e.order_id.clone(), e.repeat)))?;
        let row = self.line(&key)?.1.row;
        let draft = draft.as_shown();
        let checked = self.app.check_other(&draft, &Before::Changes(&id), repeat);
        let instead = self.app.check_other(&draft, &Before::Replaces(&id), repeat);
        let busy = self.app.look(|s| {
            let act = s.act_on(&id).is_some_and(|act| act.phase.is_in_flight());
            act || s.attempts().iter().any(|a| a.phase.is_in_flight() && a.via.replaced() == Some(&*id))
        });
        let no_replacement = no_replacement(&row)
            .map(str::to_owned)
            // What stops the change as well is said under its fields.
            .or_else(|| instead.blocking().find(|f| !checked.has(f.code)).map(order_model::Finding::message))
            .or_else(|| self.app.block_on(&draft.account));
        let stopped = self.app.stop();
        let change = checked.order.as_ref().map(|order| difference(order, &row));
        let replacement = instead.order.filter(|_| no_replacement.is_none());
        Some(Verdict { checked, change, replacement, no_replacement, row, busy: busy.unwrap_or(false), stopped })
    }

    /// Puts text into a field of the order under the editor, exactly as typed.
    pub(super) fn type_in(&self, field: Field, text: String) {
        self.edit.update(|edit| {
            if let Some(edit) = edit {
                edit.draft.set(field, text);
                edit.repeat = false;
            }
        });
    }

    pub(super) fn step(&self, field: Field, steps: i64) {
        let draft = self.edit.with_untracked(|edit| edit.as_ref().map(|edit| edit.draft.clone()));
        if let Some(next) = draft.and_then(|draft| self.app.stepped(&draft, field, steps)) {
            self.type_in(field, next);
        }
    }
}

/// What becomes different about an order: only that is sent.
fn difference(order: &Order, row: &OrderRow) -> ChangeBody {
    let kind = order.kind();
    ChangeBody {
        quantity: Some(order.quantity().get()).filter(|quantity| *quantity != row.quantity),
        limit: kind.limit().filter(|limit| Some(*limit) != row.limit),
        stop: kind.stop().filter(|stop| Some(*stop) != row.stop),
    }
}

/// Why an order must not be replaced, whatever is typed.
fn no_replacement(row: &OrderRow) -> Option<&'static str> {
    match () {
        () if row.state.is_final() => Some("the order has ended."),
        () if row.strategy.is_some() => Some("it belongs to an ATM strategy, which a new order would not."),
        () if row.oco_id.is_some() => Some("it is in an OCO group, which a cancel ends for its partners too."),
        () if TimeInForce::parse(&row.time_in_force).is_err() => Some("this page does not know its time in force."),
        () => None,
    }
}
