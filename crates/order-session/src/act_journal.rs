//! The journal entry of an act: enough to say after a reload what was asked for and to read how it ended.

use crate::act::{Act, ActPhase, Report, What};
use crate::attempt::AttemptId;
use crate::journal::JournalError;
use crosstrade::{Fields, Object, Request, list_of};
use order_model::Millis;

const VERSION: i64 = 1;

/// Writes an entry. What is done is written as the RPC that does it, whatever the carrier.
pub(crate) fn write(act: &Act, venue: &str) -> String {
    let request = act.what.request(&act.account);
    let touched: Vec<String> = act.touched.iter().map(|id| Object::new().text("id", id).end()).collect();
    let entry = Object::new()
        .integer("version", VERSION)
        .text("act", request.api())
        .text("id", &act.id.0)
        .text("venue", venue)
        .integer("at", i64::try_from(act.at).unwrap_or(i64::MAX))
        .raw("args", &request.args())
        .text("bytes", &act.bytes)
        .list("touched", &touched)
        .integer("netBefore", act.net_before)
        .text("phase", act.phase.word())
        .maybe_text("why", act.phase.why())
        .integer("changedAt", i64::try_from(act.changed_at).unwrap_or(i64::MAX));
    match &act.report {
        Some(report) => entry.flag("reached", report.reached).text("report", &report.text).end(),
        None => entry.end(),
    }
}

/// Whether an entry is an act's.
pub(crate) fn is_act(text: &str) -> bool {
    Fields::parse(text).is_ok_and(|fields| fields.raw("act").is_some())
}

/// Reads an entry and the venue it belongs to.
pub(crate) fn read(text: &str) -> Result<(Act, String), JournalError> {
    let wrong = |name: &str| JournalError(name.to_owned());
    let fields = Fields::parse(text).map_err(|error| JournalError(error.to_string()))?;
    if fields.integer("version") != Ok(Some(VERSION)) {
        return Err(wrong("its version is not known"));
    }
    let need = |name: &str| fields.loose_text(name).ok_or_else(|| wrong(name));
    let time = |name: &'static str| -> Result<Millis, JournalError> {
        fields.integer(name).ok().flatten().and_then(|at| u64::try_from(at).ok()).ok_or_else(|| wrong(name))
    };
    let args = fields.raw("args").ok_or_else(|| wrong("args"))?;
    let request = Request::from_rpc(&need("act")?, args).map_err(|error| JournalError(error.to_string()))?;
    let (account, what) = what(request).ok_or_else(|| wrong("act"))?;
    let report = fields.loose_text("report").map(|text| Report { reached: fields.flag("reached") == Some(true), text });
    let touched = fields.array("touched").unwrap_or_default().into_iter();
    let act = Act {
        id: AttemptId(need("id")?),
        account,
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

fn what(request: Request) -> Option<(String, What)> {
    Some(match request {
        Request::ChangeOrder { account, order_id, body } => (account, What::Change { order_id, body }),
        Request::CancelOrder { account, order_id } => (account, What::Cancel { order_id }),
        Request::CancelOrders { account, instrument } => (account, What::CancelAll { instrument }),
        Request::ClosePosition { account, instrument, part } => (account, What::Close { instrument, part }),
        Request::Flatten { account, instrument } => (account, What::Flatten { instrument }),
        Request::CancelAndBracket { account, body } => (account, What::Bracket(body)),
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
    use crosstrade::{BracketBody, ChangeBody, ClosePart};
    use order_model::{Action, Price};

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
