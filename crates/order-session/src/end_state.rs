//! How things stand after an act. Pure: an act and a full read in, words out.

use crate::act::{Act, Report, What};
use crate::book::AccountBook;
use crosstrade::{BracketBody, ChangeBody, ClosePart, OrderRow, OrderState, list_of};
use order_model::OrderKind;

/// What a read that began after the act says about it.
pub(crate) fn end_state(act: &Act, book: &AccountBook) -> Report {
    match &act.what {
        What::Change { order_id, body } => of_order(book, order_id, |row| changed(row, body)),
        What::Cancel { order_id } => of_order(book, order_id, |row| report(false, state_of(row))),
        What::CancelAll { .. } => {
            let left = left_open(act, book);
            report(left == 0, [working(left), ended(act, book)].concat())
        }
        What::Close { instrument, part } => closed(act, book, instrument, *part),
        What::Flatten { .. } => flattened(act, book),
        What::Bracket(body) => bracketed(body, book),
    }
}

fn report(reached: bool, text: String) -> Report {
    Report { reached, text }
}

/// An order that has ended ends every act on it; one that is not listed says nothing.
fn of_order(book: &AccountBook, order_id: &str, open: impl FnOnce(&OrderRow) -> Report) -> Report {
    match book.order(order_id) {
        Some(row) if row.state.is_final() => report(true, state_of(row)),
        Some(row) => open(row),
        None => report(false, "the order is not listed".to_owned()),
    }
}

fn state_of(row: &OrderRow) -> String {
    let state = match &row.state {
        OrderState::Filled => return format!("the order was filled, {}", contracts(row.filled)),
        OrderState::Cancelled => "the order is cancelled",
        OrderState::Rejected => "the order was rejected",
        _ => return format!("the order is {}, {} of {} filled", row.state, row.filled, row.quantity),
    };
    if row.filled > 0 { format!("{state}, after {} of {} were filled", row.filled, row.quantity) } else { state.to_owned() }
}

fn contracts(n: u32) -> String {
    if n == 1 { "1 contract".to_owned() } else { format!("{n} contracts") }
}

fn changed(row: &OrderRow, body: &ChangeBody) -> Report {
    let is = |wanted: Option<order_model::Price>, price| wanted.is_none() || wanted == price;
    let quantity = body.quantity.is_none_or(|quantity| quantity == row.quantity);
    let under_way = matches!(row.state, OrderState::ChangePending | OrderState::ChangeSubmitted);
    let price = match row.kind() {
        None | Some(OrderKind::Market) => String::new(),
        Some(OrderKind::Limit { limit }) => format!(" at {limit}"),
        Some(OrderKind::StopMarket { stop }) => format!(", stop {stop}"),
        Some(OrderKind::StopLimit { stop, limit }) => format!(", stop {stop}, limit {limit}"),
    };
    report(quantity && is(body.limit, row.limit) && is(body.stop, row.stop) && !under_way, format!("the order is {}{price}", row.quantity))
}

/// Orders within the act's reach that may still fill.
fn left_open(act: &Act, book: &AccountBook) -> usize {
    book.orders.iter().filter(|row| !row.state.is_final() && act.what.reaches(&row.instrument)).count()
}

fn working(left: usize) -> String {
    match left {
        0 => "no working orders".to_owned(),
        1 => "1 order still works".to_owned(),
        left => format!("{left} orders still work"),
    }
}

/// How the orders ended that were open when the act was clicked: a fill may have outrun a cancel.
fn ended(act: &Act, book: &AccountBook) -> String {
    let of = |state: OrderState| act.touched.iter().filter_map(|id| book.order(id)).filter(|row| row.state == state).count();
    let (cancelled, filled) = (of(OrderState::Cancelled), of(OrderState::Filled));
    let mut text = String::new();
    if cancelled > 0 {
        text += &format!(", {cancelled} cancelled");
    }
    if filled > 0 {
        text += &format!(", {filled} filled before that");
    }
    text
}

fn position(net: i64) -> String {
    if net == 0 { "flat".to_owned() } else { format!("{net:+}") }
}

fn net(book: &AccountBook, instrument: &str) -> i64 {
    book.positions.iter().find(|p| p.instrument.eq_ignore_ascii_case(instrument)).map_or(0, |p| p.net)
}

fn closed(act: &Act, book: &AccountBook, instrument: &str, part: ClosePart) -> Report {
    let now = net(book, instrument);
    let before = u32::try_from(act.net_before.unsigned_abs()).unwrap_or(u32::MAX);
    let most_left = u64::from(before.saturating_sub(part.contracts(before)));
    let text = format!("{instrument}: {} → {}{}", position(act.net_before), position(now), ended(act, book));
    // A position on the other side is not what a close leaves.
    let turned = now != 0 && act.net_before != 0 && now.signum() != act.net_before.signum();
    report(now.unsigned_abs() <= most_left && !turned, text)
}

fn flattened(act: &Act, book: &AccountBook) -> Report {
    let open = list_of(book.positions.iter().filter(|p| p.net != 0 && act.what.reaches(&p.instrument)));
    let left = left_open(act, book);
    let mut text = String::new();
    for p in &open {
        text += &format!("still {:+} {}, ", p.net, p.instrument);
    }
    if open.is_empty() {
        text += "flat, ";
    }
    report(open.is_empty() && left == 0, [text, working(left), ended(act, book)].concat())
}

fn bracketed(body: &BracketBody, book: &AccountBook) -> Report {
    let open = |row: &&OrderRow| !row.state.is_final() && row.instrument.eq_ignore_ascii_case(&body.instrument);
    let stop = book.orders.iter().filter(open).find(|row| row.limit.is_none() && row.stop.is_some() && row.stop == body.stop_loss);
    let target = book.orders.iter().filter(open).find(|row| row.stop.is_none() && row.limit.is_some() && row.limit == body.take_profit);
    let net = net(book, &body.instrument);
    let words = |name: &str, wanted: Option<order_model::Price>, found: Option<&OrderRow>| match (wanted, found) {
        (None, _) => String::new(),
        (Some(price), Some(row)) => format!(", {name} {price} for {}", row.remaining()),
        (Some(price), None) => format!(", {name} {price} does not work"),
    };
    let text =
        [format!("{}: {}", body.instrument, position(net)), words("stop", body.stop_loss, stop), words("target", body.take_profit, target)];
    report(net != 0 && stop.is_some() == body.stop_loss.is_some() && target.is_some() == body.take_profit.is_some(), text.concat())
}
