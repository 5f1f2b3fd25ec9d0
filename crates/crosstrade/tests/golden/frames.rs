//! The frames of the WebSocket: ours to the byte, the documented and observed ones read.

use crate::file::{golden, sample};
use crosstrade::{ClientFrame, EventHeader, ExecutionRow, FrameError, OrderRow, OrderState, PnlRow, PositionRow, QuoteRow, ServerFrame};
use order_model::Price;

fn instruments(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn client_frames() {
    let frames = [
        ClientFrame::Rpc { id: "req-1".into(), api: "ListAccounts".into(), args: "{}".into() },
        ClientFrame::Subscribe { instruments: instruments(&["ES 03-26"]) },
        ClientFrame::Subscribe { instruments: instruments(&["ES 03-26", "6E \"03\"-26"]) },
        ClientFrame::Unsubscribe { instruments: instruments(&["ES 03-26"]) },
        ClientFrame::Unsubscribe { instruments: Vec::new() },
        ClientFrame::StreamPnl { enabled: true, interval: 1_000 },
        ClientFrame::StreamPnl { enabled: false, interval: 250 },
        ClientFrame::Ping,
    ];
    let lines: Vec<String> = frames.iter().map(ClientFrame::to_text).collect();
    for (frame, line) in frames.iter().zip(&lines) {
        assert_eq!(ClientFrame::parse(line).as_ref(), Ok(frame));
    }
    golden("client_frames.txt", &lines);
}

#[test]
fn frames_that_are_none_say_why() {
    for (text, expected) in [
        ("", FrameError::NotObject),
        ("ping", FrameError::NotObject),
        ("[]", FrameError::NotObject),
        ("{}", FrameError::Missing("action")),
        (r#"{"action":null}"#, FrameError::Missing("action")),
        (r#"{"action":"buy"}"#, FrameError::UnknownAction("buy".into())),
        (r#"{"action":"rpc"}"#, FrameError::Missing("id")),
        (r#"{"action":"rpc","id":"1"}"#, FrameError::Missing("api")),
        (r#"{"action":"subscribe","events":["orders"]}"#, FrameError::Missing("instruments")),
        (r#"{"action":"subscribe","instruments":"ES"}"#, FrameError::Missing("instruments")),
    ] {
        assert_eq!(ClientFrame::parse(text), Err(expected), "{text}");
    }
    let rpc = ClientFrame::Rpc { id: "7".into(), api: "ListAccounts".into(), args: "{}".into() };
    assert_eq!(
        ClientFrame::parse(r#"{"action":"rpc","id":7,"api":"ListAccounts"}"#),
        Ok(rpc),
        "an id may be a number, arguments may be absent"
    );
}

fn order(state: OrderState) -> OrderRow {
    let mut row = OrderRow::read(r#"{"orderId":"o-1","quantity":0}"#).unwrap();
    row.state = state;
    row
}

fn quote() -> QuoteRow {
    let price = |text| Price::parse(text).ok();
    QuoteRow {
        instrument: "ES 03-26".into(),
        bid: price("6012"),
        ask: price("6012.5"),
        last: price("6012.25"),
        volume: 42,
        ..QuoteRow::default()
    }
}

fn position() -> PositionRow {
    PositionRow { account: "Sim101".into(), instrument: "ES 03-26".into(), net: 1, average: None, market: None, unrealized: None }
}

fn fill() -> ExecutionRow {
    ExecutionRow {
        id: "e-1".into(),
        order_id: "o-1".into(),
        account: String::new(),
        instrument: String::new(),
        market_position: String::new(),
        quantity: 1,
        price: Price::parse("6012.5").ok(),
        at: None,
    }
}

fn pnl(account: &str) -> PnlRow {
    let price = |text| Price::parse(text).ok();
    PnlRow { account: account.into(), realized: price("-12.5"), unrealized: price("0") }
}

/// Nobody has shown what is inside; both shapes that clients read are taken, and items of neither are left out.
#[test]
fn profits_come_as_a_list_or_by_account() {
    let rows = |accounts: &str| match ServerFrame::parse(&format!(r#"{{"type":"pnlUpdate","seq":3,"epoch":5,"accounts":{accounts}}}"#)) {
        Ok((_, ServerFrame::PnlUpdate { at: Some(5), rows })) => rows,
        other => panic!("{accounts}: {other:?}"),
    };
    let item = r#"{"realizedProfitLoss":-12.5,"unrealizedProfitLoss":0.0}"#;
    let one = vec![pnl("Sim101")];
    assert_eq!(rows(&format!(r#"[{{"name":"Sim101","item":{item}}},{{"item":{item}}},7,null]"#)), one);
    assert_eq!(rows(&format!(r#"[{}]"#, item.replacen('{', r#"{"account":"Sim101","#, 1))), one);
    assert_eq!(rows(&format!(r#"{{"Sim101":{item},"Sim102":null,"":{item}}}"#)), one);
    assert_eq!(rows(&format!(r#"{{"Sim101":{{"item":{item}}}}}"#)), one);
    assert_eq!(rows(&PnlRow::write_keyed(&[pnl("a"), pnl("b")]).end()), [pnl("a"), pnl("b")]);
    for nothing in ["[]", "{}", "null", "\"Sim101\"", "[[]]"] {
        assert!(rows(nothing).is_empty(), "{nothing}");
    }
    let unknown = PnlRow { account: "a".into(), realized: None, unrealized: None };
    assert_eq!(rows(r#"{"a":{"realizedProfitLoss":"much"}}"#), [unknown]);
}

#[test]
fn a_quote_of_a_frame_has_its_time_in_milliseconds() {
    let text = r#"{"type":"marketData","quotes":[{"instrument":"ES 03-26","last":6012.25,"epoch":1773867114123}]}"#;
    let Ok((_, ServerFrame::MarketData(rows))) = ServerFrame::parse(text) else { panic!("quotes") };
    assert_eq!(rows[0].at, Some(1_773_867_114_123));
}

#[test]
fn documented_and_observed_server_frames_are_read() {
    let header = |seq, dropped| EventHeader { seq, dropped };
    let none = header(None, 0);
    let expected = [
        (none, ServerFrame::Reply { id: "req-1".into(), data: r#"{"orderId":"cb1fc8d4e1a84d29ae38fea964aaac8c","success":true}"#.into() }),
        (none, ServerFrame::Other("subscribed".into())),
        (none, ServerFrame::MarketData(vec![quote()])),
        (header(Some(1), 0), ServerFrame::Status("syncing".into())),
        (header(Some(7), 0), ServerFrame::Resync),
        (header(Some(8), 2), ServerFrame::OrderUpdate(Box::new(order(OrderState::Working)))),
        (header(Some(9), 0), ServerFrame::OrderUpdate(Box::new(order(OrderState::Filled)))),
        (header(Some(10), 0), ServerFrame::ExecutionUpdate(fill())),
        (header(Some(11), 0), ServerFrame::PositionUpdate(position())),
        (none, ServerFrame::PnlUpdate { at: Some(1_773_867_114_000), rows: Vec::new() }),
        (none, ServerFrame::Pong),
    ];
    let text = sample("frames.txt");
    assert_eq!(text.lines().count(), expected.len());
    for (line, expected) in text.lines().zip(expected) {
        assert_eq!(ServerFrame::parse(line), Ok(expected), "{line}");
    }
}

#[test]
fn an_error_reply_may_stand_beside_the_id() {
    let text = r#"{"id":"req-1","success":false,"error":"rate_limited"}"#;
    let reply = ServerFrame::Reply { id: "req-1".into(), data: text.into() };
    assert_eq!(ServerFrame::parse(text), Ok((EventHeader::default(), reply)));
}

#[test]
fn events_that_cannot_be_read_are_kept_by_their_name() {
    for (text, kind) in [
        (r#"{"type":"orderUpdate","order":{"orderState":"Filled"}}"#, "orderUpdate"),
        (r#"{"type":"positionUpdate","position":{"marketPosition":"Sideways","quantity":1}}"#, "positionUpdate"),
        (r#"{"type":"positionUpdate","position":{"marketPosition":"Long","quantity":"many"}}"#, "positionUpdate"),
        (r#"{"type":"executionUpdate","execution":[]}"#, "executionUpdate"),
        (r#"{"type":"tomorrow"}"#, "tomorrow"),
        ("{}", ""),
    ] {
        assert_eq!(ServerFrame::parse(text).map(|(_, frame)| frame), Ok(ServerFrame::Other(kind.into())), "{text}");
    }
}

#[test]
fn server_frames() {
    let frames = [
        ServerFrame::Reply { id: "req-1".into(), data: r#"{"orderId":"o-1","success":true}"#.into() },
        ServerFrame::MarketData(vec![quote(), quote()]),
        ServerFrame::OrderUpdate(Box::new(order(OrderState::Rejected))),
        ServerFrame::ExecutionUpdate(fill()),
        ServerFrame::PositionUpdate(position()),
        ServerFrame::PnlUpdate { at: Some(1_773_867_114_000), rows: vec![pnl("Sim101"), pnl("Größe \"1\"")] },
        ServerFrame::PnlUpdate { at: None, rows: Vec::new() },
        ServerFrame::Resync,
        ServerFrame::Status("ready".into()),
        ServerFrame::Pong,
        ServerFrame::Other("tomorrow".into()),
    ];
    let lines: Vec<String> = frames.iter().zip(1..).map(|(frame, seq)| frame.to_text(seq)).collect();
    golden("server_frames.txt", &lines);
}
