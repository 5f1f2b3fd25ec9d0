//! What is written down: records of attempts, acts and fills. Plain functions: what is known in, records out.

use crosstrade::{ExecutionRow, Fields};
use order_history::{Kind, Record};
use order_model::{Action, TimeInForce};
use order_session::{Act, ActPhase, Attempt, Phase, Via, What};

/// The word under which an act's report is remembered.
pub(super) const REACHED: &str = "reached";
pub(super) const NOT_REACHED: &str = "not reached";

/// That an order left, or was about to: with its bytes.
pub(super) fn order_sent(attempt: &Attempt) -> Record {
    let kind = match attempt.via {
        Via::Place => Kind::Place,
        Via::Replace { .. } => Kind::Replace,
        Via::FlatPlace => Kind::FlatPlace,
        Via::Reverse => Kind::Reverse,
    };
    let target = if attempt.target.is_empty() { String::new() } else { [" · ", &attempt.target].concat() };
    let text = [attempt.summary.as_str(), &target].concat();
    let order_id = attempt.via.replaced().unwrap_or_default().to_owned();
    Record { bytes: attempt.bytes.clone(), text, order_id, state: Phase::Sending.word().to_owned(), ..order(attempt, kind) }
}

/// How an attempt stands. `before` is the state last written down, `decided` that the trader has said so.
pub(super) fn order_state(attempt: &Attempt, phase: &Phase, before: Option<&str>, decided: bool) -> Option<Record> {
    let (kind, text) = match phase {
        Phase::Journaling => return None,
        Phase::Sending => return Some(order_sent(attempt)),
        Phase::NotSent(why) => (Kind::NotSent, why.as_str()),
        Phase::Refused(why) => (Kind::Refused, why.as_str()),
        Phase::Unknown { why, .. } => (Kind::Unknown, why.as_str()),
        Phase::Acknowledged => (Kind::Acknowledged, ""),
        Phase::Working => (Kind::Working, ""),
        Phase::PartFilled => (Kind::PartFilled, ""),
        Phase::Filled => (Kind::Filled, ""),
        Phase::Cancelled => (Kind::Cancelled, ""),
        Phase::Rejected => (Kind::Rejected, ""),
        Phase::LateRejected => (Kind::LateRejected, ""),
        Phase::DeclaredNotPlaced => (Kind::Decided, "not placed, by the trader's word"),
    };
    let doubt = [Phase::DeclaredNotPlaced.word(), "unknown"];
    let found = before.is_some_and(|before| doubt.contains(&before)) && attempt.order_id.is_some();
    let kind = match kind {
        kind if decided && found => (Kind::Decided, kind.as_str()),
        Kind::Refused | Kind::NotSent | Kind::Unknown | Kind::Decided => (kind, text),
        kind if found => (Kind::Found, kind.as_str()),
        kind => (kind, text),
    };
    let row = attempt.row.as_ref();
    Some(Record {
        state: phase.word().to_owned(),
        text: kind.1.to_owned(),
        filled: row.map(|row| row.filled),
        average: row.and_then(|row| row.average),
        venue_at: row.and_then(|row| row.at),
        ..order(attempt, kind.0)
    })
}

/// The trader's word on an attempt of unknown outcome.
pub(super) fn decision(attempt: &Attempt) -> Record {
    Record { state: attempt.phase.word().to_owned(), text: "the trader has decided".to_owned(), ..order(attempt, Kind::Decided) }
}

fn order(attempt: &Attempt, kind: Kind) -> Record {
    // The summary ends with it, whatever the kind of order.
    let day = !attempt.summary.ends_with("GTC");
    Record {
        account: attempt.account.clone(),
        instrument: attempt.instrument.clone(),
        action: Some(attempt.action),
        order_type: Some(attempt.kind.order_type()),
        quantity: Some(attempt.quantity),
        limit: attempt.kind.limit(),
        stop: attempt.kind.stop(),
        time_in_force: Some(if day { TimeInForce::Day } else { TimeInForce::Gtc }),
        oco_id: attempt.oco_id.clone().unwrap_or_default(),
        attempt: attempt.id.0.clone(),
        order_id: attempt.order_id.clone().unwrap_or_default(),
        ..Record::new(kind)
    }
}

/// How far an act is, as one word that is remembered.
pub(super) fn act_word(act: &Act) -> &'static str {
    match &act.report {
        Some(report) if report.reached => REACHED,
        Some(_) => NOT_REACHED,
        None => act.phase.word(),
    }
}

/// The lines that an act is behind with. `before` is the word last written down.
pub(super) fn act_lines(act: &Act, before: Option<&str>) -> Vec<Record> {
    let mut lines = Vec::new();
    let left = !matches!(act.phase, ActPhase::Journaling | ActPhase::NotSent(_));
    if before.is_none() && left {
        lines.push(Record { bytes: act.bytes.clone(), text: act.what.words(), state: "sending".to_owned(), ..of_act(act, act_kind(act)) });
    }
    let state = |kind, text: &str| Record { text: text.to_owned(), state: act.phase.word().to_owned(), ..of_act(act, kind) };
    // A late answer takes a report back: then the state is news again.
    let reported = act.report.is_some() && (before == Some(REACHED) || before == Some(NOT_REACHED));
    match &act.phase {
        phase if reported || before == Some(phase.word()) => {}
        ActPhase::Journaling | ActPhase::Sending => {}
        ActPhase::NotSent(why) => lines.push(state(Kind::NotSent, &[&act.what.words(), ": ", why].concat())),
        ActPhase::Refused { why, .. } => lines.push(state(Kind::Refused, &[&act.what.words(), ": ", why].concat())),
        ActPhase::Unknown(why) => lines.push(state(Kind::Unknown, &[&act.what.words(), ": ", why].concat())),
        ActPhase::Done => lines.push(state(Kind::Acknowledged, &act.what.words())),
    }
    if let Some(report) = &act.report
        && before != Some(act_word(act))
    {
        let text = [&act.what.words(), ": ", &report.text].concat();
        lines.push(Record { text, state: act_word(act).to_owned(), ..of_act(act, Kind::Found) });
    }
    lines
}

fn act_kind(act: &Act) -> Kind {
    match act.what {
        What::Change { .. } => Kind::Change,
        What::Cancel { .. } => Kind::Cancel,
        What::CancelAll { .. } => Kind::CancelMany,
        What::Close { .. } => Kind::Close,
        What::Flatten { .. } => Kind::Flatten,
        What::Bracket(_) => Kind::Bracket,
    }
}

fn of_act(act: &Act, kind: Kind) -> Record {
    let (quantity, limit, stop) = match &act.what {
        What::Change { body, .. } => (body.quantity, body.limit, body.stop),
        What::Bracket(body) => (Some(body.quantity), body.take_profit, body.stop_loss),
        What::Cancel { .. } | What::CancelAll { .. } | What::Close { .. } | What::Flatten { .. } => (None, None, None),
    };
    Record {
        account: act.account.clone(),
        instrument: act.what.instrument().unwrap_or_default().to_owned(),
        order_id: act.what.order_id().unwrap_or_default().to_owned(),
        attempt: act.id.0.clone(),
        quantity,
        limit,
        stop,
        ..Record::new(kind)
    }
}

/// What differs between two stored settings, limits apart from the rest. The account on the ticket is no setting: every line
/// about an order names its own.
pub(super) fn changes(before: &str, after: &str) -> Vec<(Kind, String)> {
    let (Ok(before), Ok(after)) = (Fields::parse(before), Fields::parse(after)) else { return Vec::new() };
    let mut lines = Vec::new();
    for name in after.names().filter(|name| !["account", "version"].contains(name)) {
        let (old, new) = (before.raw(name).unwrap_or("{}"), after.raw(name).unwrap_or("{}"));
        if old == new {
            continue;
        }
        match (Fields::parse(old), Fields::parse(new)) {
            (Ok(old), Ok(new)) => {
                let differs = new.names().filter(|name| old.raw(name) != new.raw(name));
                lines.extend(differs.map(|name| (Kind::LimitsChanged, change(name, old.raw(name), new.raw(name)))));
            }
            _ => lines.push((Kind::SettingsChanged, change(name, before.raw(name), after.raw(name)))),
        }
    }
    lines
}

fn change(name: &str, old: Option<&str>, new: Option<&str>) -> String {
    [name, ": ", old.unwrap_or("none"), " → ", new.unwrap_or("none")].concat()
}

/// One fill. `filled` and `ordered` are contracts of its order so far and in all, where that is known.
pub(super) fn fill(row: &ExecutionRow, attempt: Option<&Attempt>, filled: u32, ordered: Option<u32>) -> Record {
    let whole = ordered.is_some_and(|ordered| filled >= ordered);
    Record {
        account: row.account.clone(),
        instrument: row.instrument.clone(),
        action: side(row),
        attempt: attempt.map(|a| a.id.0.clone()).unwrap_or_default(),
        order_id: row.order_id.clone(),
        execution_id: row.id.clone(),
        quantity: ordered,
        fill_quantity: Some(row.quantity),
        fill_price: row.price,
        filled: Some(filled),
        venue_at: row.at,
        text: "a fill".to_owned(),
        ..Record::new(if whole { Kind::Filled } else { Kind::PartFilled })
    }
}

/// The side of a fill.
pub(crate) fn side(row: &ExecutionRow) -> Option<Action> {
    match row.market_position.as_str() {
        "Long" => Some(Action::Buy),
        "Short" => Some(Action::Sell),
        _ => None,
    }
}
