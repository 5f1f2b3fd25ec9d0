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

/// The context for an order that comes once every order on an instrument is cancelled and the position closed: for a reversal
/// or a flat-place. Orders that no read has shown stay: nobody knows whether the cancel reaches them.
#[must_use]
pub fn flat_first(mut context: Context, account: &str, instrument: &str) -> Context {
    context.working.retain(|order| {
        order.order_id.is_none() || !order.account.eq_ignore_ascii_case(account) || !order.instrument.eq_ignore_ascii_case(instrument)
    });
    for position in context.positions.iter_mut().flatten() {
        if position.account.eq_ignore_ascii_case(account) && position.instrument.eq_ignore_ascii_case(instrument) {
            position.net = 0;
            position.average = None;
        }
    }
    context
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosstrade::OrderState;
    use order_model::{Action, Currency, OrderKind, PositionView, Price, WorkingOrder};

    fn price(text: &str) -> Price {
        Price::parse(text).unwrap()
    }

    fn row(id: &str, at: Millis, state: OrderState) -> OrderRow {
        OrderRow {
            id: id.to_owned(),
            account: "Sim101".to_owned(),
            instrument: "ES 12-26".to_owned(),
            action: "Buy".to_owned(),
            order_type: "Limit".to_owned(),
            state,
            quantity: 1,
            filled: 0,
            limit: Some(price("6000")),
            stop: None,
            average: None,
            time_in_force: "Day".to_owned(),
            oco_id: None,
            at: Some(at),
            name: "Entry".to_owned(),
            strategy: None,
            user_data: None,
        }
    }

    fn part(id: &str, name: &str, at: Millis) -> OrderRow {
        OrderRow { name: name.to_owned(), strategy: Some("Scalp".to_owned()), ..row(id, at, OrderState::Working) }
    }

    fn book(account: &str, orders: Vec<OrderRow>) -> AccountBook {
        AccountBook { account: account.to_owned(), orders, ..AccountBook::default() }
    }

    fn ids(books: &[AccountBook], filter: &Filter) -> String {
        blotter(books.iter(), filter).iter().map(|line| line.row.id.clone()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn newest_first_across_accounts_and_by_state_account_and_instrument() {
        let other = OrderRow { instrument: "NQ 12-26".to_owned(), ..row("c", 30, OrderState::Working) };
        let books = [
            book("Sim101", vec![row("a", 10, OrderState::Working), other, row("d", 40, OrderState::Filled)]),
            book("Sim102", vec![row("b", 20, OrderState::Working)]),
        ];
        let all = Filter { listed: Listed::All, ..Filter::default() };
        assert_eq!(ids(&books, &all), "d c b a");
        assert_eq!(ids(&books, &Filter::default()), "c b a");
        assert_eq!(ids(&books, &Filter { listed: Listed::Done, ..Filter::default() }), "d");
        assert_eq!(ids(&books, &Filter { account: Some("sim101".to_owned()), ..Filter::default() }), "c a");
        assert_eq!(ids(&books, &Filter { instrument: Some("ES 12-26".to_owned()), ..all }), "d b a");
    }

    #[test]
    fn legs_stand_below_the_last_entry_of_their_strategy_before_them() {
        let orders = vec![
            part("e1", "Entry", 10),
            part("s1", "Stop1", 11),
            part("t1", "Target1", 12),
            row("x", 15, OrderState::Working),
            part("e2", "Entry", 20),
            part("s2", "Stop1", 21),
        ];
        let books = [book("Sim101", orders)];
        assert_eq!(ids(&books, &Filter::default()), "e2 s2 x e1 t1 s1");
        let legs: Vec<bool> = blotter(books.iter(), &Filter::default()).iter().map(|line| line.leg).collect();
        assert_eq!(legs, [false, true, false, false, true, true]);
        // An entry that has ended still gives its legs their place.
        let mut ended = books.clone();
        ended[0].orders[0].state = OrderState::Filled;
        assert_eq!(ids(&ended, &Filter::default()), "e2 s2 x t1 s1");
    }

    #[test]
    fn an_order_without_a_time_counts_as_new_and_a_stop_of_ones_own_is_no_leg() {
        let timeless = OrderRow { at: None, ..row("n", 0, OrderState::Working) };
        let own = OrderRow { name: "Stop loss".to_owned(), ..part("o", "", 5) };
        let books = [book("Sim101", vec![row("a", 10, OrderState::Working), timeless, own])];
        assert_eq!(ids(&books, &Filter::default()), "n a o");
        assert!(blotter(books.iter(), &Filter::default()).iter().all(|line| !line.leg));
    }

    #[test]
    fn a_gain_is_exact_and_unknown_without_a_trade_or_an_average() {
        let quote = Quote {
            instrument: "ES 12-26".to_owned(),
            bid: None,
            ask: None,
            last: Some(price("6012.25")),
            at: 0,
            spec: InstrumentSpec::try_new(price("0.25"), price("50"), Currency::Eur),
            market_open: None,
        };
        let position = PositionRow {
            account: "Sim101".to_owned(),
            instrument: "ES 12-26".to_owned(),
            net: -3,
            average: Some(price("6010.75")),
            market: None,
            unrealized: None,
        };
        let quotes = [quote.clone()];
        // A quote knows no currency; the contract does.
        assert_eq!(gain(&position, &quotes).unwrap().to_string(), "-225.00 USD");
        assert_eq!(gain(&PositionRow { average: None, ..position.clone() }, &quotes), None);
        assert_eq!(gain(&position, &[Quote { last: None, ..quote }]), None);
        assert_eq!(gain(&position, &[]), None);
    }

    #[test]
    fn what_a_close_takes_away_does_not_count_and_what_it_may_miss_does() {
        let order = |id: Option<&str>, instrument: &str| WorkingOrder {
            order_id: id.map(str::to_owned),
            account: "Sim101".to_owned(),
            instrument: instrument.to_owned(),
            action: Action::Buy,
            kind: OrderKind::Market,
            remaining: 1,
            filled: 0,
            oco_id: None,
        };
        let position = |instrument: &str| PositionView {
            account: "Sim101".to_owned(),
            instrument: instrument.to_owned(),
            net: 2,
            average: Some(price("6000")),
        };
        let context = Context {
            working: vec![order(Some("a"), "ES 12-26"), order(None, "ES 12-26"), order(Some("b"), "NQ 12-26")],
            positions: Some(vec![position("ES 12-26"), position("NQ 12-26")]),
            ..Context::default()
        };
        let flat = flat_first(context.clone(), "sim101", "es 12-26");
        assert_eq!(flat.working, context.working[1..]);
        assert_eq!(flat.positions.as_ref().unwrap().iter().map(|p| p.net).collect::<Vec<_>>(), [0, 2]);
    }
}
