//! The blotter: orders of all accounts in the order in which they are looked at, and what a position gains. Pure.

use crate::book::AccountBook;
use crosstrade::{OrderRow, PositionRow, list_of};
use order_model::{Context, Instrument, InstrumentSpec, Millis, Money, Quote};

/// Which orders are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Listed {
    /// Those that may still fill.
    #[default]
    Working,
    /// Those that have ended.
    Done,
    /// All of them.
    All,
}

/// What is left of all orders.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Filter {
    /// By state.
    pub listed: Listed,
    /// Of this account only.
    pub account: Option<String>,
    /// On this instrument only (canonical NT8 name).
    pub instrument: Option<String>,
}

/// One order of the blotter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The account, as it was asked for.
    pub account: String,
    /// The order as read.
    pub row: OrderRow,
    /// A stop or target that an ATM strategy put up; it stands below the entry it protects.
    pub leg: bool,
}

/// The orders that a filter leaves, newest first, the legs of an ATM strategy below the entry that started it.
///
/// NT8 names a leg's strategy and not its entry, so of several entries of one strategy the last before the leg is taken.
#[must_use]
pub fn blotter<'a>(books: impl Iterator<Item = &'a AccountBook>, filter: &Filter) -> Vec<Line> {
    let own = |name: &Option<String>, text: &str| name.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(text));
    let mut found: Vec<(Place<'a>, &'a str, &'a OrderRow)> = Vec::new();
    for book in books.filter(|book| own(&filter.account, &book.account)) {
        let entries = list_of(book.orders.iter().filter(|row| row.strategy.is_some() && !is_leg(row)));
        for row in book.orders.iter().filter(|row| filter.listed.takes(row) && own(&filter.instrument, &row.instrument)) {
            let entry = if is_leg(row) { entry_of(row, &entries) } else { None };
            let head = entry.unwrap_or(row);
            found.push((Place { head: time(head), head_id: &head.id, leg: is_leg(row), at: time(row) }, &book.account, row));
        }
    }
    found.sort_by(|(a, _, one), (b, _, other)| a.cmp(b).then_with(|| one.id.cmp(&other.id)));
    let line = |(place, account, row): (Place<'a>, &str, &OrderRow)| Line { account: account.to_owned(), row: row.clone(), leg: place.leg };
    found.into_iter().map(line).collect()
}

/// Where a row stands: groups newest first, in a group the entry first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place<'a> {
    head: std::cmp::Reverse<Millis>,
    head_id: &'a str,
    leg: bool,
    at: std::cmp::Reverse<Millis>,
}

/// An order without a time has just been made, as far as anyone knows.
fn time(row: &OrderRow) -> std::cmp::Reverse<Millis> {
    std::cmp::Reverse(row.at.unwrap_or(Millis::MAX))
}

impl Listed {
    fn takes(self, row: &OrderRow) -> bool {
        match self {
            Listed::Working => !row.state.is_final(),
            Listed::Done => row.state.is_final(),
            Listed::All => true,
        }
    }
}

/// NT8 numbers the legs: `Stop1`, `Target2`.
fn is_leg(row: &OrderRow) -> bool {
    let numbered = |word| row.name.strip_prefix(word).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    row.strategy.is_some() && (numbered("Stop") || numbered("Target"))
}

fn entry_of<'a>(leg: &OrderRow, entries: &[&'a OrderRow]) -> Option<&'a OrderRow> {
    let before = |entry: &&&OrderRow| entry.strategy == leg.strategy && entry.instrument == leg.instrument && entry.at <= leg.at;
    entries.iter().filter(before).max_by_key(|entry| entry.at).copied()
}

/// Tick and point value of an instrument: the newest quote's own, else the built-in table's. A quote names no currency.
#[must_use]
pub fn spec_of(instrument: &str, quotes: &[Quote]) -> Option<InstrumentSpec> {
    let table = Instrument::parse(instrument, None).ok().and_then(|i| i.row()).and_then(InstrumentSpec::from_row);
    let live = quotes.iter().find(|quote| quote.instrument.eq_ignore_ascii_case(instrument)).and_then(|quote| quote.spec);
    match (live, table) {
        (Some(live), Some(table)) => Some(InstrumentSpec { currency: table.currency, exchange: table.exchange, ..live }),
        (live, table) => live.or(table),
    }
}

/// What a position gains or loses at the last trade of a quote; `None` while anything of it is unknown.
#[must_use]
pub fn gain(position: &PositionRow, quotes: &[Quote]) -> Option<Money> {
    let last = quotes.iter().find(|quote| quote.instrument.eq_ignore_ascii_case(&position.instrument))?.last?;
    let spec = spec_of(&position.instrument, quotes)?;
    Money::profit(position.average?, last, spec.point_value, position.net, spec.currency)
}

/// The context for an order that comes after the cancel of every order on an instrument. Orders that no read has shown stay:
/// nobody knows whether the cancel reaches them.
#[must_use]
pub fn orders_gone(mut context: Context, account: &str, instrument: &str) -> Context {
    context.working.retain(|order| {
        order.order_id.is_none() || !order.account.eq_ignore_ascii_case(account) || !order.instrument.eq_ignore_ascii_case(instrument)
    });
    context
}

/// The same, and the position is closed as well: for the order of a reversal or a flat-place.
#[must_use]
pub fn flat_first(context: Context, account: &str, instrument: &str) -> Context {
    let mut context = orders_gone(context, account, instrument);
    for position in context.positions.iter_mut().flatten() {
        if position.account.eq_ignore_ascii_case(account) && position.instrument.eq_ignore_ascii_case(instrument) {
            position.net = 0;
            position.average = None;
        }
    }
    context
}
