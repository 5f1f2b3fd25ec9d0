//! The journal entry of an act: enough to say after a reload what was asked for and to read how it ended.

use crate::act::{Act, ActPhase, Report, What};
use crate::attempt::AttemptId;
use crate::journal::JournalError;
use crosstrade::{BracketBody, ChangeBody, ClosePart, Fields, Fraction, Object, list_of};
use order_model::{Action, Millis};

const VERSION: i64 = 1;

/// Writes an entry.
pub(crate) fn write(act: &Act, venue: &str) -> String {
    let touched: Vec<String> = list_of(act.touched.iter().map(|id| Object::new().text("id", id).end()));
    let time = |at: Millis| i64::try_from(at).unwrap_or(i64::MAX);
    let entry = Object::new()
        .integer("version", VERSION)
        .text("act", word(&act.what))
        .text("id", &act.id.0)
        .text("venue", venue)
        .integer("at", time(act.at))
        .text("account", &act.account)
        .maybe_text("orderId", act.what.order_id())
        .maybe_text("instrument", act.what.instrument());
    let entry = match &act.what {
        What::Change { body, .. } => {
            entry.maybe_count("quantity", body.quantity).maybe_price("limitPrice", body.limit).maybe_price("stopPrice", body.stop)
        }
        What::Close { part: ClosePart::Contracts(contracts), .. } => entry.maybe_count("quantity", Some(*contracts)),
        What::Close { part: ClosePart::Percent(fraction), .. } => entry.maybe_price("percent", Some(fraction.value())),
        What::Bracket(body) => entry
            .text("action", body.action.as_str())
            .maybe_count("quantity", Some(body.quantity))
            .maybe_price("stopPrice", body.stop_loss)
            .maybe_price("limitPrice", body.take_profit),
        What::Close { part: ClosePart::All, .. } | What::Cancel { .. } | What::CancelAll { .. } | What::Flatten { .. } => entry,
    };
    let entry = entry
        .text("bytes", &act.bytes)
        .list("touched", &touched)
        .integer("netBefore", act.net_before)
        .text("phase", act.phase.word())
        .maybe_text("why", act.phase.why())
        .integer("changedAt", time(act.changed_at));
    match &act.report {
        Some(report) => entry.flag("reached", report.reached).text("report", &report.text).end(),
        None => entry.end(),
    }
}

const fn word(what: &What) -> &'static str {
    match what {
        What::Change { .. } => "change",
        What::Cancel { .. } => "cancel",
        What::CancelAll { .. } => "cancel all",
        What::Close { .. } => "close",
        What::Flatten { .. } => "flatten",
        What::Bracket(_) => "bracket",
    }
}

/// Whether a journal entry is an act's.
#[must_use]
pub fn is_act(text: &str) -> bool {
    Fields::parse(text).is_ok_and(|fields| fields.raw("act").is_some())
}

/// The account of an act of this venue whose end its entry does not tell: so much is said without the rest of [`read`].
pub(crate) fn unsettled_on(text: &str, venue: &str) -> Option<String> {
    let fields = Fields::parse(text).ok().filter(|fields| fields.loose_text("venue").as_deref() == Some(venue))?;
    let over = fields.raw("report").is_some() || matches!(fields.loose_text("phase")?.as_str(), "not sent" | "refused");
    if over { None } else { fields.loose_text("account") }
}

/// Reads an act's journal entry and the venue it belongs to.
///
/// # Errors
/// [`JournalError`] names the field that cannot be read.
pub fn read(text: &str) -> Result<(Act, String), JournalError> {
    let wrong = |name: &str| JournalError(name.to_owned());
    let fields = Fields::parse(text).map_err(|error| JournalError(error.to_string()))?;
    if fields.integer("version") != Ok(Some(VERSION)) {
        return Err(wrong("its version is not known"));
    }
    let need = |name: &str| fields.loose_text(name).ok_or_else(|| wrong(name));
    let time = |name: &'static str| -> Result<Millis, JournalError> {
        fields.integer(name).ok().flatten().and_then(|at| u64::try_from(at).ok()).ok_or_else(|| wrong(name))
    };
    let what = what(&fields).ok_or_else(|| wrong("act"))?;
    let report = fields.loose_text("report").map(|text| Report { reached: fields.flag("reached") == Some(true), text });
    let touched = fields.array("touched").unwrap_or_default().into_iter();
    let act = Act {
        id: AttemptId(need("id")?),
        account: need("account")?,
        what,
        at: time("at")?,
        bytes: need("bytes")?,
        phase: phase(&need("phase")?, fields.loose_text("why").unwrap_or_default()),
        report,
        changed_at: time("changedAt")?,
        touched: list_of(touched.filter_map(|raw| Fields::parse(raw).ok()?.loose_text("id"))),
        net_before: fields.integer("netBefore").ok().flatten().unwrap_or(0),
    };
    Ok((act, need("venue")?))
}

/// `None` for a word of another version, and for an act that lacks what it is about.
fn what(fields: &Fields<'_>) -> Option<What> {
    let order_id = || fields.loose_text("orderId");
    let instrument = || fields.loose_text("instrument");
    let (quantity, limit, stop) = (fields.whole("quantity"), fields.number("limitPrice"), fields.number("stopPrice"));
    Some(match fields.loose_text("act")?.as_str() {
        "change" => What::Change { order_id: order_id()?, body: ChangeBody { quantity, limit, stop } },
        "cancel" => What::Cancel { order_id: order_id()? },
        "cancel all" => What::CancelAll { instrument: instrument() },
        "close" => {
            let percent = fields.number("percent").and_then(Fraction::try_new).map(ClosePart::Percent);
            let part = quantity.map(ClosePart::Contracts).or(percent).unwrap_or(ClosePart::All);
            What::Close { instrument: instrument()?, part }
        }
        "flatten" => What::Flatten { instrument: instrument() },
        "bracket" => What::Bracket(BracketBody {
            instrument: instrument()?,
            action: Action::parse(&fields.loose_text("action")?).ok()?,
            quantity: quantity?,
            stop_loss: stop,
            take_profit: limit,
        }),
        _ => return None,
    })
}

fn phase(word: &str, why: String) -> ActPhase {
    match word {
        "not sent" => ActPhase::NotSent(why),
        "refused" => ActPhase::Refused { why, nothing_left: false },
        "nothing left" => ActPhase::Refused { why, nothing_left: true },
        "done" => ActPhase::Done,
        // The entry is written before the send, and the send may have followed at once.
        "journaling" | "sending" => ActPhase::Unknown("the page ended before an answer came".to_owned()),
        _ => ActPhase::Unknown(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use order_model::Price;

    fn acts() -> Vec<What> {
        let price = |text| Price::parse(text).ok();
        let es = || "ES 12-26".to_owned();
        let order_id = || "abc".to_owned();
        let bracket = BracketBody { instrument: es(), action: Action::Buy, quantity: 2, stop_loss: price("5990"), take_profit: None };
        vec![
            What::Change { order_id: order_id(), body: ChangeBody { quantity: Some(2), limit: price("6000.25"), stop: None } },
            What::Cancel { order_id: order_id() },
            What::CancelAll { instrument: None },
            What::CancelAll { instrument: Some(es()) },
            What::Close { instrument: es(), part: ClosePart::All },
            What::Close { instrument: es(), part: ClosePart::Contracts(2) },
            What::Close { instrument: es(), part: ClosePart::Percent(Fraction::try_new(Price::parse("0.5").unwrap()).unwrap()) },
            What::Flatten { instrument: None },
            What::Flatten { instrument: Some(es()) },
            What::Bracket(bracket),
        ]
    }

    #[test]
    fn every_act_in_every_phase_is_read_back() {
        let why = || "why".to_owned();
        let phases = [
            ActPhase::NotSent(why()),
            ActPhase::Refused { why: why(), nothing_left: false },
            ActPhase::Refused { why: why(), nothing_left: true },
            ActPhase::Unknown(why()),
            ActPhase::Done,
        ];
        for what in acts() {
            for phase in &phases {
                for report in [None, Some(Report { reached: true, text: "flat".to_owned() })] {
                    let act = Act {
                        id: AttemptId("1".to_owned()),
                        account: "Sim101".to_owned(),
                        what: what.clone(),
                        at: 5,
                        bytes: "{}".to_owned(),
                        phase: phase.clone(),
                        report,
                        changed_at: 6,
                        touched: vec!["a".to_owned(), "b".to_owned()],
                        net_before: -3,
                    };
                    let text = write(&act, "venue");
                    assert!(is_act(&text));
                    let unsettled = act.is_open().then(|| "Sim101".to_owned());
                    assert_eq!(unsettled_on(&text, "venue"), unsettled, "{text}");
                    assert_eq!(unsettled_on(&text, "another venue"), None);
                    assert_eq!(read(&text), Ok((act, "venue".to_owned())));
                }
            }
        }
    }

    #[test]
    fn what_was_on_its_way_is_unknown_afterwards() {
        for word in ["journaling", "sending", "a word of a later version"] {
            assert!(matches!(phase(word, String::new()), ActPhase::Unknown(_)));
        }
    }
}
