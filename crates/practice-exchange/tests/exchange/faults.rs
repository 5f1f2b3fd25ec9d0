//! Every fault by both transports: what the client hears, and what the venue holds.

use crate::desk::{Desk, code, config};
use crosstrade::{Answer, ErrorShape, Failure, OrderState, PlaceOutcome, ServerFrame};
use practice_exchange::{Config, Connection, Delivery, Outgoing, Send, Switches};

const PLACE: &str = r#"{"instrument":"ES 12-26","action":"BUY","orderType":"MARKET","quantity":1,"timeInForce":"DAY"}"#;
const PATH: &str = "/v1/api/accounts/Sim101/orders/place";

fn rpc(desk: &mut Desk, connection: Connection, id: &str) {
    let frame =
        format!(r#"{{"action":"rpc","id":"{id}","api":"PlaceOrder","args":{}}}"#, PLACE.replacen('{', r#"{"account":"Sim101","#, 1));
    desk.exchange.frame(connection, &frame, desk.now);
}

/// The data of the replies heard, and the code of a close.
fn replies(desk: &mut Desk) -> (Vec<String>, Option<u16>) {
    let mut data = Vec::new();
    let mut closed = None;
    for Outgoing { what, .. } in desk.exchange.outgoing(desk.now) {
        match what {
            Send::Text(text) => match ServerFrame::parse(&text) {
                Ok((_, ServerFrame::Reply { data: reply, .. })) => data.push(reply),
                Ok(_) => {}
                Err(_) => data.push(text),
            },
            Send::Close { code, .. } => closed = Some(code),
        }
    }
    (data, closed)
}

#[test]
fn every_fault_of_a_place_request() {
    /// What HTTP brings: a status and code, `never` or `broken`; orders at the venue; replies and close by WebSocket.
    type Row = (&'static str, &'static str, u64, usize, Option<u16>);
    let rows: [Row; 17] = [
        ("place:delay-250:next1", "200", 1, 1, None),
        ("place:refuse:next1", "400 invalid_request", 0, 1, None),
        ("place:refuse-plain:next1", "400 Invalid request", 0, 1, None),
        ("place:refuse-coded:next1", "400 invalid_request", 0, 1, None),
        ("place:accept-drop:next1", "never", 1, 0, None),
        ("place:accept-disconnect:next1", "broken", 1, 0, Some(1_006)),
        ("place:drop:next1", "never", 0, 0, None),
        ("place:duplicate:next1", "200", 1, 2, None),
        ("place:malformed:next1", "200 unreadable", 1, 1, None),
        ("place:late-reject:next1", "200", 1, 1, None),
        ("place:disconnect:next1", "broken", 0, 0, Some(1_006)),
        ("place:status-401:next1", "401 invalid_bearer", 0, 1, None),
        ("place:status-429:next1", "429 rate_limited", 0, 1, None),
        ("place:status-503:next1", "503 temporarily_disabled", 0, 1, None),
        ("place:accept-status-408:next1", "408 timeout", 1, 1, None),
        ("place:accept-status-503:next1", "503 internal_error", 1, 1, None),
        ("any:status-500:next1", "500 internal_error", 0, 1, None),
    ];
    for (fault, expected, placed, spoken, close) in rows {
        let mut desk = Desk::with(1_000, &["6000"]);
        desk.fault(&[fault]);
        let reaction = desk.post(PATH, PLACE);
        let heard = match &reaction.deliver {
            Delivery::Never => "never".to_owned(),
            Delivery::Disconnect => "broken".to_owned(),
            Delivery::Answer(Answer { status: Some(200), body, .. }) if body.ends_with('}') => "200".to_owned(),
            Delivery::Answer(Answer { status: Some(200), .. }) => "200 unreadable".to_owned(),
            Delivery::Answer(answer) => format!("{} {}", answer.status.unwrap(), code(answer)),
        };
        assert_eq!((heard.as_str(), desk.exchange.venue().placed()), (expected, placed), "{fault}");
        assert_eq!(reaction.after_ms, if fault.contains("delay") { 250 } else { 0 });
        assert!(desk.exchange.faults().0.is_empty(), "{fault} is used up");
        assert!(matches!(desk.post(PATH, PLACE).deliver, Delivery::Answer(Answer { status: Some(200), .. })));

        let mut desk = Desk::with(1_000, &["6000"]);
        let connection = desk.exchange.connect(desk.now);
        desk.fault(&[fault]);
        rpc(&mut desk, connection, "r");
        desk.wait(if fault.contains("delay") { 250 } else { 0 });
        let (data, closed) = replies(&mut desk);
        assert_eq!((desk.exchange.venue().placed(), data.len(), closed), (placed, spoken, close), "{fault} by WebSocket");
    }
}

/// Whatever a fault makes a client believe, it is never that an order was refused which the venue took.
#[test]
fn no_fault_lets_a_client_take_an_order_for_refused_that_is_there() {
    let kinds = [
        "refuse",
        "refuse-plain",
        "refuse-coded",
        "accept-drop",
        "accept-disconnect",
        "drop",
        "duplicate",
        "malformed",
        "late-reject",
        "disconnect",
        "status-400",
        "status-401",
        "status-408",
        "status-429",
        "status-500",
        "status-502",
        "status-503",
        "accept-status-408",
        "accept-status-500",
        "accept-status-502",
        "accept-status-503",
        "accept-status-504",
    ];
    for shape in [ErrorShape::Coded, ErrorShape::Plain] {
        for kind in kinds {
            let switches = Switches { error_shape: shape, ..Switches::default() };
            let mut desk = Desk::new(Config { switches, ..config(1_000, &["6000"]) });
            let connection = desk.exchange.connect(desk.now);
            desk.fault(&[&format!("place:{kind}:always")]);
            let by_http = match desk.post(PATH, PLACE).deliver {
                Delivery::Answer(answer) => Ok(answer),
                Delivery::Never => Err(Failure::TimedOut),
                Delivery::Disconnect => Err(Failure::Lost("broken".into())),
            };
            assert_honest(kind, &by_http, desk.exchange.venue().placed() == 1);
            let before = desk.exchange.venue().placed();
            rpc(&mut desk, connection, "r");
            let (data, _) = replies(&mut desk);
            let by_socket = data.first().map_or(Err(Failure::TimedOut), |data| Ok(Answer::rpc(data.clone())));
            assert_honest(kind, &by_socket, desk.exchange.venue().placed() == before + 1);
        }
    }
}

fn assert_honest(kind: &str, heard: &Result<Answer, Failure>, placed: bool) {
    match PlaceOutcome::of(heard) {
        PlaceOutcome::Acknowledged { .. } => assert!(placed, "{kind}: {heard:?}"),
        PlaceOutcome::Refused { .. } | PlaceOutcome::NotSent { .. } => assert!(!placed, "{kind}: {heard:?}"),
        PlaceOutcome::Unknown { .. } => {}
    }
}

#[test]
fn a_late_reject_comes_after_the_acknowledgement() {
    let mut desk = Desk::with(1_000, &["6000"]);
    desk.fault(&["place:late-reject:next1"]);
    let id = desk.place("BUY", 1, r#""orderType":"MARKET""#);
    desk.wait(1_199);
    assert_eq!(desk.state(&id), OrderState::Submitted);
    desk.wait(1);
    assert_eq!((desk.state(&id), desk.net()), (OrderState::Rejected, 0));
}

/// The worst of all: nothing is heard, nothing is there, and then it is.
#[test]
fn an_order_may_appear_long_after_a_request_that_was_never_answered() {
    let mut desk = Desk::with(1_000, &["6000"]);
    desk.fault(&["place:late-effect-3000:next1", "cancel:late-effect-500:next1"]);
    assert_eq!(desk.post(PATH, PLACE).deliver, Delivery::Never);
    desk.wait(2_999);
    assert_eq!(desk.exchange.venue().placed(), 0);
    assert_eq!(desk.exchange.next_due(), Some(desk.now + 1));
    desk.wait(1);
    assert_eq!(desk.exchange.venue().placed(), 1);
    desk.wait(200);
    assert_eq!(desk.net(), 1);
    let id = desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":5000"#);
    desk.wait(200);
    desk.post(&format!("/v1/api/accounts/Sim101/orders/{id}/cancel"), "{}");
    desk.wait(450);
    assert_eq!(desk.state(&id), OrderState::Working);
    desk.wait(150);
    assert_eq!(desk.state(&id), OrderState::Cancelled);
}

/// Reads are not carried out late, and a fault of them that makes no sense is not used up.
#[test]
fn a_read_has_no_late_effect() {
    let mut desk = Desk::with(1_000, &["6000"]);
    desk.fault(&["any:late-effect-5:next1"]);
    assert_eq!(desk.get("/v1/api/accounts").status, Some(200));
    assert_eq!(desk.exchange.faults().0.len(), 1);
}

#[test]
fn an_answer_to_a_cancel_can_be_lost_and_the_cancel_stands() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let id = desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":5000"#);
    desk.wait(500);
    desk.fault(&["cancel:accept-drop:always", "read:status-503:always"]);
    assert_eq!(desk.post(&format!("/v1/api/accounts/Sim101/orders/{id}/cancel"), "{}").deliver, Delivery::Never);
    assert_eq!(desk.get("/v1/api/accounts").status, Some(503));
    desk.wait(500);
    assert_eq!(desk.state(&id), OrderState::Cancelled);
}

#[test]
fn lost_events_with_and_without_a_gap() {
    let seqs = |fault: &str| {
        let mut desk = Desk::with(1_000, &["6000"]);
        let connection = desk.exchange.connect(desk.now);
        desk.fault(&[fault]);
        desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":5000"#);
        desk.wait(1_000);
        let texts = desk.heard(connection);
        texts.iter().map(|text| ServerFrame::parse(text).unwrap().0.seq.unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(seqs("events:delay-1:always"), [1, 2, 3, 4]);
    assert_eq!(seqs("events:drop-events:next2"), [1, 2]);
    assert_eq!(seqs("events:seq-gap:next2"), [3, 4]);
}

#[test]
fn a_status_429_says_how_long_to_wait() {
    let mut desk = Desk::with(1_000, &["6000"]);
    desk.fault(&["any:status-429:next1"]);
    assert_eq!(desk.get("/v1/api/accounts").retry_after_ms, Some(1_000));
}
