//! `Venue`: the accounts, their orders, fills and positions, and the time they live in. It knows no transport and no fault.

mod account;
mod answers;
mod atm;
mod book;
mod change;
mod deeds;
mod entry;
mod exits;
mod fills;
mod groups;
mod life;

pub use atm::{ATM_TEMPLATES, AtmTemplate};

use crate::config::{Config, History, Hours, Latency, Switches};
use crate::listing::Listings;
use crate::number::amount;
use crate::order::Order;
use crate::position::Position;
use crate::random::hex_id;
use book::Book;
use crosstrade::{ExecutionRow, OrderRow, PnlRow, PositionRow, ServerFrame, list_of};
use deeds::Deed;
use groups::Groups;
use life::Step;
use order_model::{Action, Currency, Millis, Price};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::sync::Arc;

/// What the venue really holds, whatever the clients heard of it.
///
/// ```
/// # use practice_exchange::{Config, Exchange};
/// let mut exchange = Exchange::new(Config::default(), 0);
/// exchange.set_faults(practice_exchange::Faults(vec!["place:accept-drop:next1".parse()?]));
/// let body = r#"{"instrument":"ES 12-26","action":"BUY","orderType":"MARKET","quantity":1,"timeInForce":"DAY"}"#;
/// exchange.http("POST", "/v1/api/accounts/Sim101/orders/place", body, 0);
/// assert_eq!(exchange.venue().placed(), 1); // no answer, and yet there is an order
/// # Ok::<(), practice_exchange::FaultTextError>(())
/// ```
#[derive(Debug)]
pub struct Venue {
    seed: u64,
    accounts: Vec<String>,
    switches: Switches,
    latency: Latency,
    history: History,
    /// Contracts one order can get from one move of the market.
    displayed: u32,
    now: Millis,
    /// Moves of the market before this moment are skipped.
    moves_from: Millis,
    hours: Hours,
    listings: Listings,
    orders: Book,
    /// Callers' own ids, which are good for one order ever; sorted.
    used_ids: Vec<String>,
    groups: Groups,
    /// Orders that may fill, by contract, in the order they came to wait.
    waiting: Vec<(usize, Vec<u64>)>,
    /// What happens to orders by itself, by time and then in the order it was planned.
    steps: BinaryHeap<Reverse<(Millis, u64, u64, Step)>>,
    planned: u64,
    /// Requests that take more than one step.
    deeds: Vec<(u64, Deed)>,
    next_deed: u64,
    /// Orders that have ended, by when.
    ended: VecDeque<(Millis, u64)>,
    executions: VecDeque<Execution>,
    positions: Vec<((usize, usize), Position)>,
    /// Numbers of the next order and fill.
    next_order: u64,
    next_fill: u64,
    placed: u64,
    effects: u64,
    /// Whether anybody listens to news.
    watched: bool,
    news: Vec<ServerFrame>,
}

/// One fill.
#[derive(Debug)]
struct Execution {
    number: u64,
    order_id: Arc<str>,
    account: usize,
    listing: usize,
    side: Action,
    contracts: u32,
    ticks: i64,
    at: Millis,
}

impl Venue {
    pub(crate) fn new(config: &Config, now: Millis) -> Venue {
        Venue {
            seed: config.seed,
            accounts: config.accounts.clone(),
            switches: config.switches,
            latency: config.latency,
            history: config.history,
            displayed: config.market.displayed.max(1),
            now,
            moves_from: now,
            hours: config.market.hours,
            listings: Listings::new(config.seed, config.market.clone()),
            orders: Book::default(),
            used_ids: Vec::new(),
            groups: Groups::default(),
            waiting: Vec::new(),
            steps: BinaryHeap::new(),
            planned: 0,
            deeds: Vec::new(),
            next_deed: 0,
            ended: VecDeque::new(),
            executions: VecDeque::new(),
            positions: Vec::new(),
            next_order: 0,
            next_fill: 0,
            placed: 0,
            effects: 0,
            watched: false,
            news: Vec::new(),
        }
    }

    /// How many orders of clients were ever taken, those no longer kept included. What the venue puts up by itself, legs of
    /// ATM strategies, exits of brackets and what closes a position, does not count.
    #[must_use]
    pub fn placed(&self) -> u64 {
        self.placed
    }

    /// How many requests other than reads were ever carried out, whatever their senders heard of it.
    #[must_use]
    pub fn effects(&self) -> u64 {
        self.effects
    }

    /// The orders kept, oldest first, legs of ATM strategies included.
    #[must_use]
    pub fn orders(&self) -> Vec<OrderRow> {
        self.orders.all().filter_map(|order| self.order_row(order)).collect()
    }

    /// The fills kept, oldest first.
    #[must_use]
    pub fn executions(&self) -> Vec<ExecutionRow> {
        self.executions.iter().filter_map(|execution| self.execution_row(execution)).collect()
    }

    /// The open positions.
    #[must_use]
    pub fn positions(&self) -> Vec<PositionRow> {
        self.positions.iter().filter(|(_, p)| p.net() != 0).filter_map(|(at, p)| self.position_row(*at, p)).collect()
    }

    /// What an account's closed contracts have earned in dollars, exactly; contracts in other currencies do not count.
    /// `None` for an unknown account or beyond 15 digits.
    #[must_use]
    pub fn realized(&self, account: &str) -> Option<Price> {
        let account = self.accounts.iter().position(|name| name.eq_ignore_ascii_case(account.trim()))?;
        self.realized_micros(account).and_then(amount)
    }

    /// What every account has earned.
    pub(crate) fn profits(&self) -> Vec<PnlRow> {
        let row = |(name, at): (&String, usize)| PnlRow {
            account: name.clone(),
            realized: self.realized_micros(at).and_then(amount),
            unrealized: self.unrealized_micros(at).and_then(amount),
        };
        list_of(self.accounts.iter().zip(0..).map(row))
    }

    fn realized_micros(&self, account: usize) -> Option<i128> {
        self.dollars(account, |position, _| Some(position.realized()))
    }

    fn unrealized_micros(&self, account: usize) -> Option<i128> {
        self.dollars(account, |position, last| if position.net() == 0 { Some(0) } else { Some(position.unrealized(last?)) })
    }

    fn dollars(&self, account: usize, ticks: impl Fn(&Position, Option<i64>) -> Option<i128>) -> Option<i128> {
        let mut sum = 0_i128;
        for ((_, listing), position) in self.positions.iter().filter(|((a, _), _)| *a == account) {
            let Some(listing) = self.listings.get(*listing).filter(|l| l.currency == Currency::Usd) else { continue };
            let last = listing.source.at(self.now).map(|quote| quote.last);
            sum = sum.checked_add(listing.tick.micros(ticks(position, last)?)?)?;
        }
        Some(sum)
    }

    pub(crate) const fn now(&self) -> Millis {
        self.now
    }

    pub(crate) const fn hours(&self) -> Hours {
        self.hours
    }

    pub(crate) fn listings(&mut self) -> &mut Listings {
        &mut self.listings
    }

    /// When something happens by itself next: a step of an order, or a move of a market in which an order waits.
    pub(crate) fn next_due(&self) -> Option<Millis> {
        let step = self.steps.peek().map(|Reverse((due, ..))| *due);
        let from = self.now.max(self.moves_from);
        let moves = self.waiting.iter().filter_map(|(listing, _)| self.listings.get(*listing)?.source.next_after(from));
        moves.chain(step).min()
    }

    /// Leaves out the moves of the market before a moment, for machines that have slept long.
    pub(crate) fn skip_moves_before(&mut self, moment: Millis) {
        self.moves_from = self.moves_from.max(moment);
    }

    /// Moves time to `now`, which is no later than [`Venue::next_due`].
    pub(crate) fn run_to(&mut self, now: Millis) {
        let from = self.now.max(self.moves_from);
        self.now = self.now.max(now);
        let moved = |listing: &usize| self.listings.get(*listing).and_then(|l| l.source.next_after(from)).is_some_and(|at| at <= now);
        let moved = list_of(self.waiting.iter().map(|(listing, _)| *listing).filter(moved));
        for listing in moved {
            self.match_waiting(listing);
        }
        while let Some(Reverse((due, ..))) = self.steps.peek()
            && *due <= self.now
        {
            let Some(Reverse((_, _, order, step))) = self.steps.pop() else { break };
            self.take_step(order, step);
        }
        self.forget_old();
    }

    /// Says whether news are wanted; without listeners none is written.
    pub(crate) fn watch(&mut self, watched: bool) {
        self.watched = watched;
    }

    /// The events since the last call.
    pub(crate) fn take_news(&mut self) -> Vec<ServerFrame> {
        std::mem::take(&mut self.news)
    }

    fn order_row(&self, order: &Order) -> Option<OrderRow> {
        Some(order.row(self.accounts.get(order.terms.account)?, self.listings.get(order.terms.listing)?))
    }

    fn execution_row(&self, execution: &Execution) -> Option<ExecutionRow> {
        let listing = self.listings.get(execution.listing)?;
        let side = match execution.side {
            Action::Buy => "Long",
            Action::Sell => "Short",
        };
        Some(ExecutionRow {
            id: hex_id(self.seed, 2, execution.number),
            order_id: execution.order_id.as_ref().to_owned(),
            account: self.accounts.get(execution.account)?.clone(),
            instrument: listing.name.clone(),
            market_position: side.to_owned(),
            quantity: execution.contracts,
            price: listing.tick.price(execution.ticks),
            at: Some(execution.at),
        })
    }

    fn position_row(&self, at: (usize, usize), position: &Position) -> Option<PositionRow> {
        let listing = self.listings.get(at.1)?;
        let (cost, contracts) = position.cost();
        let last = listing.source.at(self.now).map(|quote| quote.last);
        Some(PositionRow {
            account: self.accounts.get(at.0)?.clone(),
            instrument: listing.name.clone(),
            net: position.net(),
            average: listing.tick.average(cost, contracts),
            market: last.and_then(|last| listing.tick.price(last)),
            unrealized: last.and_then(|last| listing.tick.micros(position.unrealized(last))).and_then(amount),
        })
    }
}
