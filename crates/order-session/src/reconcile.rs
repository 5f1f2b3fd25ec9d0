//! Which orders could be an attempt's. Pure: rows in, candidates out.

use crate::attempt::Attempt;
use crate::book::AccountBook;
use crosstrade::list_of;
use crosstrade::{OrderRow, OrderState};
use order_model::{Action, Millis};

/// What one full read says about one attempt of unknown outcome.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// Its own id is there: no doubt.
    Certain(Box<OrderRow>),
    /// Orders just like it, new since the send, and not claimed by another attempt.
    Like(Vec<OrderRow>),
}

/// Looks for an attempt's order. `claimed` are the ids that other attempts are known to own.
pub(crate) fn find(attempt: &Attempt, book: &AccountBook, claimed: &[String], skew: Millis) -> Match {
    let own = attempt.own_id.as_deref().filter(|id| !id.is_empty());
    if let Some(own) = own
        && let Some(row) = book.orders.iter().find(|row| row.id == own || row.user_data.as_deref().is_some_and(|data| holds(data, own)))
    {
        return Match::Certain(Box::new(row.clone()));
    }
    let free = |id: &str| !claimed.iter().any(|c| c == id) && !attempt.known_before.iter().any(|k| k == id);
    let near = |at: Option<Millis>| at.is_none_or(|at| at.abs_diff(attempt.at) <= skew);
    let listed = book.orders.iter().filter(|row| attempt.is_like(row)).cloned();
    let possible = listed.chain(from_fills(attempt, book)).filter(|row| free(&row.id) && near(row.at));
    Match::Like(list_of(possible))
}

/// By bytes: the general search of a text in a text would cost the page three kilobytes.
fn holds(text: &str, id: &str) -> bool {
    text.as_bytes().windows(id.len().max(1)).any(|part| part == id.as_bytes())
}

/// Orders that the list has dropped already and that only their fills still show. Known of them: side, contracts, time.
fn from_fills(attempt: &Attempt, book: &AccountBook) -> Vec<OrderRow> {
    let side = match attempt.action {
        Action::Buy => "Long",
        Action::Sell => "Short",
    };
    let mut found: Vec<OrderRow> = Vec::new();
    for fill in &book.executions {
        let like = fill.instrument.eq_ignore_ascii_case(&attempt.instrument) && fill.market_position.eq_ignore_ascii_case(side);
        if !like || fill.order_id.is_empty() || book.order(&fill.order_id).is_some() {
            continue;
        }
        let filled = book.filled(&fill.order_id);
        if filled > attempt.quantity || found.iter().any(|row| row.id == fill.order_id) {
            continue;
        }
        found.push(OrderRow {
            id: fill.order_id.clone(),
            account: attempt.account.clone(),
            instrument: attempt.instrument.clone(),
            action: attempt.action.as_str().to_owned(),
            order_type: attempt.kind.order_type().as_str().to_owned(),
            state: if filled == attempt.quantity { OrderState::Filled } else { OrderState::PartFilled },
            quantity: attempt.quantity,
            filled,
            limit: attempt.kind.limit(),
            stop: attempt.kind.stop(),
            average: fill.price,
            time_in_force: String::new(),
            oco_id: None,
            at: fill.at,
            name: String::new(),
            strategy: None,
            user_data: None,
        });
    }
    found
}
