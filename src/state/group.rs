//! One draft for several accounts: groups as they are set, the order of each account, and what became of the set.
//!
//! Each account's order goes by its own rules and is an attempt of its own. What leaves is only what was asked about.

use crate::state::App;
use crate::state::clock::{fresh_id, now};
use crosstrade::{Fields, Object, array};
use order_model::{Checked, Draft, Field, Millis, Order, Quantity, Ratio, Severity};
use order_session::{Ask, AttemptId, Event, Via};
use std::rc::Rc;

/// A group as the trader has set it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) name: String,
    /// Account and ratio, as typed.
    pub(crate) legs: Vec<(String, String)>,
}

/// The group on the ticket. What the main button does comes with it, from the second part of the page.
pub(crate) struct Chosen {
    pub(crate) group: Group,
    pub(crate) intend: Box<dyn Fn(App)>,
    /// Why nothing of it can be sent.
    pub(crate) stop: Box<dyn Fn(App) -> Option<String>>,
}

/// The order of one account, and what stops it.
#[derive(Clone, PartialEq)]
pub(crate) struct Leg {
    pub(crate) account: String,
    pub(crate) ratio: String,
    /// The ratio gives a number of contracts: what the check says is about that number.
    pub(crate) is_whole: bool,
    /// There only when nothing stops it.
    pub(crate) order: Option<Order>,
    pub(crate) checked: Checked,
    pub(crate) stops: Vec<String>,
    pub(crate) warns: Vec<String>,
}

/// A set of orders that was sent, as one thing.
pub(crate) struct Sent {
    pub(crate) name: String,
    pub(crate) at: Millis,
    pub(crate) legs: Vec<SentLeg>,
}

/// One account of a set.
pub(crate) struct SentLeg {
    pub(crate) account: String,
    /// The attempt, or why there is none.
    pub(crate) outcome: Result<AttemptId, String>,
}

impl Group {
    /// The groups in the settings. One that cannot be read is left out.
    pub(crate) fn read_all(text: &str) -> Vec<Group> {
        let mut groups = Vec::new();
        for raw in array(text).unwrap_or_default() {
            groups.extend(Group::read(raw));
        }
        groups
    }

    fn read(raw: &str) -> Option<Group> {
        let fields = Fields::parse(raw).ok()?;
        let mut legs = Vec::new();
        for leg in fields.array("legs")? {
            let leg = Fields::parse(leg).ok()?;
            legs.push((leg.text("account").ok()??, leg.loose_text("ratio")?));
        }
        Some(Group { name: fields.text("name").ok()??, legs })
    }

    /// The groups as the settings keep them.
    pub(crate) fn write_all(groups: &[Group]) -> String {
        let leg = |(account, ratio): &(String, String)| Object::new().text("account", account).text("ratio", ratio).end();
        let group = |g: &Group| {
            let legs: Vec<String> = g.legs.iter().map(leg).collect();
            Object::new().text("name", &g.name).list("legs", &legs).end()
        };
        let groups: Vec<String> = groups.iter().map(group).collect();
        ["[", &groups.join(","), "]"].concat()
    }

    /// Everything that is wrong with it; empty when it can be used.
    pub(crate) fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push("Give the group a name.".to_owned());
        }
        if self.legs.is_empty() {
            problems.push("A group needs an account.".to_owned());
        }
        if self.legs.len() > MOST_LEGS {
            problems.push(format!("A group has {MOST_LEGS} accounts at most: each order needs a request."));
        }
        for (at, (account, ratio)) in self.legs.iter().enumerate() {
            if account.trim().is_empty() {
                problems.push(format!("Account {}: choose an account.", at + 1));
            } else if self.legs.iter().take(at).any(|(other, _)| other.eq_ignore_ascii_case(account)) {
                problems.push(format!("{account} is in the group twice."));
            }
            if let Err(error) = Ratio::parse(ratio) {
                problems.push(format!("{account}: {error}."));
            }
        }
        problems
    }

    /// `Sim101 × 2, Sim102 × 1`
    pub(crate) fn words(&self) -> String {
        let legs: Vec<String> = self.legs.iter().map(|(account, ratio)| format!("{account} × {}", ratio.trim())).collect();
        legs.join(", ")
    }
}

/// As many orders as the request budget can ever carry at once, with something left to take them back.
const MOST_LEGS: usize = 12;

impl App {
    /// Puts a group on the ticket in the place of the one account.
    pub(crate) fn choose_group(self, group: Group) {
        // The ticket shows the market and the findings of the first account. A change of account ends the group before.
        if let Some((account, _)) = group.legs.first() {
            self.edit(Field::Account, account.clone());
        }
        for (account, _) in &group.legs {
            self.tell(Event::Ask(Ask::Book(account.clone())));
        }
        let chosen = Chosen { group, intend: Box::new(App::intend_group), stop: Box::new(App::group_stop) };
        self.state().group.set(Some(Rc::new(chosen)));
    }

    /// Back to the one account.
    pub(crate) fn leave_group(self) {
        self.state().group.set(None);
    }

    /// The order of each account of a group, as the rules see it now. Follows everything they look at.
    pub(crate) fn legs(self, group: &Group) -> Vec<Leg> {
        let state = self.state();
        // All but what was read of other accounts.
        self.follow_rules();
        state.books.version();
        state.acts.version();
        state.killed.version();
        let draft = state.draft.with(Draft::as_shown);
        group.legs.iter().map(|leg| self.leg(&draft, leg)).collect()
    }

    fn leg(self, draft: &Draft, (account, ratio): &(String, String)) -> Leg {
        let state = self.state();
        let mut own = Draft { account: account.clone(), ..draft.clone() };
        let mut stops = Vec::new();
        // A quantity that cannot be read is a finding of the rules.
        if let Ok(quantity) = Quantity::parse(&draft.quantity) {
            match Ratio::parse(ratio).and_then(|ratio| ratio.of(quantity)) {
                Ok(quantity) => own.quantity = quantity.to_string(),
                Err(error) => stops.push(format!("{error}.")),
            }
        }
        let is_whole = stops.is_empty();
        if !draft.oco_id.trim().is_empty() {
            stops.push("An OCO group cannot span accounts: leave the OCO id empty.".to_owned());
        }
        let checked = state.check_draft(&own);
        let said = |severity: Severity| checked.findings.iter().filter(move |f| f.severity() == severity).map(|f| f.message());
        stops.extend(said(Severity::Block));
        let warns = said(Severity::Warn).collect();
        stops.extend(self.session_block(account).map(|block| block.to_string()));
        let order = checked.order.clone().filter(|_| stops.is_empty());
        Leg { account: account.clone(), ratio: ratio.trim().to_owned(), is_whole, order, checked, stops, warns }
    }

    /// Why that many orders cannot leave one after the other now.
    pub(crate) fn budget_stop(self, count: usize) -> Option<String> {
        let wanted = u64::try_from(count).unwrap_or(u64::MAX);
        let (left, ready) = self.look(|s| (s.budget().left(now()), s.budget().orders_ready_at(wanted, now())))?;
        let wait = ready.saturating_sub(now());
        let seconds = wait.div_ceil(1000);
        let left = if left == 1 { "1 request is left".to_owned() } else { format!("{left} requests are left") };
        (wait > 0).then(|| format!("{left}, too few for {} at once. Enough in {seconds} s.", orders(count)))
    }

    /// Why nothing can be sent of the group on the ticket. The reasons of each account stand with its order.
    fn group_stop(self) -> Option<String> {
        let group = self.state().group.get()?;
        match self.legs(&group.group).iter().filter(|leg| leg.order.is_some()).count() {
            0 => Some("No account of the group can send this now; the reasons stand with each.".to_owned()),
            ready => self.budget_stop(ready),
        }
    }

    /// The main button with a group on the ticket: asks, naming every account's order and every one that cannot be sent.
    fn intend_group(self) {
        let Some(chosen) = self.state().group.get_untracked() else { return };
        let legs = leptos::prelude::untrack(|| self.legs(&chosen.group));
        let ready = legs.iter().filter(|leg| leg.order.is_some()).count();
        // The button says why.
        if ready == 0 || self.budget_stop(ready).is_some() {
            return;
        }
        let name = chosen.group.name.clone();
        let (title, verb) = match legs.len() - ready {
            0 => (format!("Send {} of {name}?", orders(ready)), format!("Send {}", orders(ready))),
            stopped => (format!("{name}: {} of {} cannot be sent", stopped, orders(legs.len())), format!("Send the others ({ready})")),
        };
        let said = |leg: &Leg| match &leg.order {
            Some(order) => format!("{}: {order}", leg.account),
            None => format!("{}: not sent. {}", leg.account, leg.stops.join(" ")),
        };
        let touches = legs.iter().map(said).chain([format!("Goes to: {}", self.destination())]).collect();
        self.ask(title, touches, &verb, Box::new(move |app| app.send_group(&name, &legs)));
    }

    /// The trader said yes to these. The rules run once more: what they give now must be what was asked about.
    fn send_group(self, name: &str, asked: &[Leg]) {
        let state = self.state();
        let Some(chosen) = state.group.get_untracked() else { return };
        let legs = leptos::prelude::untrack(|| self.legs(&chosen.group));
        let still = |leg: &Leg| -> Result<Order, String> {
            let Some(order) = &leg.order else { return Err(leg.stops.join(" ")) };
            let now = legs.iter().find(|now| now.account == leg.account);
            match now.map(|now| (&now.order, &now.stops)) {
                Some((Some(now), _)) if now == order => Ok(now.clone()),
                Some((None, stops)) => Err(stops.join(" ")),
                _ => Err("The ticket changed after the question.".to_owned()),
            }
        };
        let orders: Vec<(String, Result<Order, String>)> = asked.iter().map(|leg| (leg.account.clone(), still(leg))).collect();
        let stop = self.budget_stop(orders.iter().filter(|(_, order)| order.is_ok()).count());
        let repeat = state.repeat_confirmed.get_untracked();
        state.repeat_confirmed.set(false);
        let mut sent = Vec::new();
        for (account, order) in orders {
            let outcome = match (order, &stop) {
                (Err(why), _) => Err(why),
                (Ok(_), Some(stop)) => Err(stop.clone()),
                (Ok(order), None) => {
                    let id = AttemptId(fresh_id());
                    self.submit_as(id.clone(), order, Via::Place, repeat).map(|()| id)
                }
            };
            sent.push(SentLeg { account, outcome });
        }
        state.sent.set(Some(Rc::new(Sent { name: name.to_owned(), at: now(), legs: sent })));
    }
}

fn orders(count: usize) -> String {
    if count == 1 { "1 order".to_owned() } else { format!("{count} orders") }
}
