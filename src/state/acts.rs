//! What the trader does with a ticket.

use crate::state::app::{App, Stage};
use crate::state::clock::{fresh_id, now, today};
use crate::state::settings::Settings;
use crate::state::stepping::{self, Spot};
use crate::state::verdict::limits_of;
use crate::state::way::Route;
use crate::state::{Panel, marks};
use crosstrade::Token;
use leptos::prelude::untrack;
use order_model::{Field, Fix, Instrument, InstrumentSpec, Limits, Millis, Order};
use order_session::{AttemptId, Event, Verdict, Via};
use std::rc::Rc;

/// A click this soon after the question appeared was the second half of a double click, not an answer.
const TOO_SOON_MS: Millis = 350;

impl App {
    /// Takes a token for the direct way. It lives in this value and nowhere else.
    pub(crate) fn set_token(self, text: &str) {
        *self.state().token.borrow_mut() = Token::parse(text);
    }

    /// True when a token has been given since the page opened.
    pub(crate) fn has_token(self) -> bool {
        self.state().token.borrow().is_some()
    }

    /// Puts text into a field, exactly as typed.
    #[inline(never)]
    pub(crate) fn edit(self, field: Field, text: String) {
        let state = self.state();
        // Whoever follows one of these runs again when it is set: only where there is something to take back.
        if state.prefilled.with_untracked(|filled| !filled.is_empty()) {
            state.prefilled.set(Vec::new());
        }
        if state.vetoed.with_untracked(Option::is_some) {
            state.vetoed.set(None);
        }
        if state.repeat_confirmed.get_untracked() {
            state.repeat_confirmed.set(false);
        }
        state.draft.update(|d| d.set(field, text));
        match field {
            Field::Account => {
                state.account_named.set(false);
                state.armed.set(false);
                state.group.set(None);
                let name = state.account();
                self.change_settings(|s| s.account = name);
                self.watch();
            }
            // Half-typed names are no instruments: only a contract the table knows is asked for at once.
            Field::Instrument if self.is_listed() => self.watch(),
            _ => {}
        }
    }

    /// The instrument on the ticket is a contract that the table knows, and not half of a name.
    pub(crate) fn is_listed(self) -> bool {
        let instrument = Instrument::parse(&self.instrument_untracked(), Some(today()));
        instrument.is_ok_and(|i| i.row().is_some() && i.month().is_some())
    }

    /// Steps a field by ticks or contracts.
    #[inline(never)]
    pub(crate) fn step(self, field: Field, steps: i64) {
        let state = self.state();
        let spec = self.spec();
        let quote = state.shown.with_untracked(|s| s.quote.clone());
        let next = state.draft.with_untracked(|d| stepping::step(d, field, steps, quote.as_ref(), spec));
        if let Some(text) = next {
            self.edit(field, text);
        }
    }

    /// Fills a price from the market.
    pub(crate) fn fill(self, field: Field, spot: Spot) {
        let Some(spec) = self.spec() else { return };
        let price = self.state().shown.with_untracked(|s| spot.price(s.quote.as_ref()?, spec.tick_size));
        if let Some(price) = price {
            self.edit(field, price.at_tick(spec.tick_size));
        }
    }

    /// Carries out a fix that a finding offers. The trader clicked it; nothing is fixed by itself.
    pub(crate) fn apply(self, fix: &Fix) {
        let state = self.state();
        match fix {
            Fix::UsePrice(field, price) => {
                let text = self.spec().map_or_else(|| price.to_string(), |spec| price.at_tick(spec.tick_size));
                self.edit(*field, text);
            }
            Fix::UseText(field, text) => self.edit(*field, text.clone()),
            Fix::SetQuantityLimit(limit) => {
                self.change_settings(|s| s.limits.defaults.max_quantity = Some(*limit));
            }
            Fix::ConfirmRepeat => state.repeat_confirmed.set(true),
            Fix::Arm => state.armed.set(true),
        }
    }

    /// A fresh OCO id: NT8 burns used ones.
    pub(crate) fn new_oco(self) {
        let id: String = fresh_id().chars().take(12).collect();
        self.edit(Field::OcoId, format!("oco-{id}"));
    }

    /// The trader means the order on the ticket: ask first, or send.
    pub(crate) fn intend(self) {
        let state = self.state();
        state.tried.set(true);
        state.vetoed.set(None);
        if self.block_untracked().is_some() || state.stage.with_untracked(|s| *s != Stage::Editing) {
            return;
        }
        if let Some(group) = state.group.get_untracked() {
            return (group.intend)(self);
        }
        let Some(order) = self.checked_untracked().order.clone() else { return };
        if untrack(|| self.asks_first()) {
            state.stage.set(Stage::Confirming { order: Rc::new(order), since: now() });
        } else {
            self.send(order);
        }
    }

    /// Whether an order is asked about before it is sent: the trader wants it so, or did not fill it in himself.
    pub(crate) fn asks_first(self) -> bool {
        let state = self.state();
        state.settings.with(|s| s.confirm) || state.prefilled.with(|filled| !filled.is_empty())
    }

    /// The trader says yes to the question.
    pub(crate) fn confirm(self) {
        let stage = self.state().stage.get_untracked();
        let Stage::Confirming { order, since } = stage else { return };
        if now().saturating_sub(since) < TOO_SOON_MS {
            return;
        }
        self.back();
        // The world may have moved since the question: the rules run once more, on the same order.
        let still = self.checked_untracked().order.clone().filter(|now| *now == *order);
        if let Some(order) = still {
            self.send(order);
        }
    }

    /// Back to the form; nothing is sent.
    pub(crate) fn back(self) {
        self.state().answered.set(true);
        self.state().stage.set(Stage::Editing);
    }

    /// Opens or closes a panel.
    #[inline(never)]
    pub(crate) fn show(self, panel: Option<Panel>) {
        self.fetch_desk();
        self.state().panel.set(panel);
    }

    /// The trader's word on an attempt of unknown outcome.
    pub(crate) fn decide(self, id: AttemptId, verdict: Verdict) {
        if let Some(shell) = self.state().shell() {
            shell.note(id.clone(), None);
        }
        self.tell(Event::Decide { id, verdict });
    }

    /// Reads everything now.
    pub(crate) fn refresh(self) {
        self.tell(Event::Refresh);
    }

    /// Why no order can be sent now, whatever the order.
    pub(crate) fn block(self) -> Option<String> {
        self.stop().or_else(|| self.state().shown.with(|s| s.block.as_ref().map(ToString::to_string)))
    }

    /// The same without following.
    fn block_untracked(self) -> Option<String> {
        untrack(|| self.block())
    }

    /// The limits that hold for the ticket's account and instrument.
    pub(crate) fn limits(self) -> Limits {
        let state = self.state();
        state.settings.with(|s| state.draft.with(|d| limits_of(s, &state.given, d)))
    }

    /// Changes the page's settings and stores them.
    pub(crate) fn set_settings(self, settings: Settings) {
        self.change_settings(|old| *old = settings);
    }

    /// The same in place.
    pub(crate) fn change_settings(self, change: impl FnOnce(&mut Settings)) {
        let state = self.state();
        state.settings.update(change);
        state.settings.with_untracked(Settings::store);
    }

    /// Tick and point value of the instrument on the ticket.
    #[inline(never)]
    pub(crate) fn spec(self) -> Option<InstrumentSpec> {
        let checked = self.checked_untracked().preview.as_ref().and_then(|p| p.spec);
        let live = || self.state().shown.with_untracked(|s| s.quote.as_ref().and_then(|q| q.spec));
        let row = || Instrument::parse(&self.instrument_untracked(), Some(today())).ok().and_then(|i| i.row());
        checked.or_else(live).or_else(|| row().and_then(InstrumentSpec::from_row))
    }

    /// Where orders go. Follows the settings.
    fn route(self) -> Route {
        let state = self.state();
        // Both what the accounts are and another place: a ticket that connects is locked.
        let _ = (state.settings.version(), state.armed.version());
        state.route()
    }

    /// What to try when reads fail.
    pub(crate) fn hint(self) -> &'static str {
        self.route().hint()
    }

    /// The words for the place orders go to.
    pub(crate) fn destination(self) -> String {
        self.route().destination()
    }

    #[inline(never)]
    fn send(self, order: Order) {
        marks::mark("order-click");
        let state = self.state();
        let repeat_confirmed = state.repeat_confirmed.get_untracked();
        state.repeat_confirmed.set(false);
        state.tried.set(false);
        // It was looked at and meant.
        if state.prefilled.with_untracked(|filled| !filled.is_empty()) {
            state.prefilled.set(Vec::new());
        }
        self.submit(order, Via::Place, repeat_confirmed);
    }
}
