//! WebSockets: replies, events, feeds, the rate, sessions.

use crate::desk::{Desk, START, answer, config};
use crosstrade::{OrderState, ServerFrame};
use practice_exchange::{Config, Connection, Outgoing, OverLimit, Rate, Send, Sessions, Switches};

const SAMPLE: &str = r#"{"action": "rpc","id": "my-request","api": "PlaceOrder","args": {"account": "Sim101","instrument": "ES 09-26",
    "action": "Buy","orderType": "Market","quantity": 1,"timeInForce": "Gtc"}}"#;

fn say(desk: &mut Desk, connection: Connection, text: &str) {
    desk.exchange.frame(connection, text, desk.now);
}

#[test]
fn the_api_pages_sample_is_accepted_and_its_events_follow() {
    let mut desk = Desk::new(Config::default());
    let (mine, other) = (desk.exchange.connect(desk.now), desk.exchange.connect(desk.now));
    say(&mut desk, mine, SAMPLE);
    let out = desk.exchange.outgoing(desk.now);
    let texts: Vec<(Connection, String)> = out
        .into_iter()
        .map(|Outgoing { connection, what }| match what {
            Send::Text(text) => (connection, text),
            Send::Close { .. } => panic!("closed"),
        })
        .collect();
    let reply = texts.iter().filter(|(c, text)| *c == mine && text.starts_with(r#"{"id":"my-request","data":{"orderId":""#));
    assert_eq!(reply.count(), 1);
    assert!(texts.iter().filter(|(c, _)| *c == other).all(|(_, text)| text.contains("orderUpdate")), "events go to everybody");
    desk.wait(1_000);
    let frames = desk.frames(mine);
    let Some(ServerFrame::ExecutionUpdate(fill)) = frames.iter().find(|f| matches!(f, ServerFrame::ExecutionUpdate(_))) else {
        panic!("a fill: {frames:?}")
    };
    assert_eq!((fill.instrument.as_str(), fill.quantity), ("ES 09-26", 1));
    let position = frames.iter().find_map(|f| if let ServerFrame::PositionUpdate(row) = f { Some(row.net) } else { None });
    assert_eq!(position, Some(1));
    assert!(matches!(frames.iter().rev().find(|f| matches!(f, ServerFrame::OrderUpdate(_))),
        Some(ServerFrame::OrderUpdate(row)) if row.state == OrderState::Filled));
}

#[test]
fn every_rpc_gives_what_rest_gives() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let id = desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":5990"#);
    desk.wait(500);
    let connection = desk.exchange.connect(desk.now);
    let order = format!(r#"{{"account":"Sim101","orderId":"{id}"}}"#);
    for (api, args, target) in [
        ("GetOrder", order.as_str(), format!("/v1/api/accounts/Sim101/orders/{id}")),
        ("GetOrderStatus", &order, format!("/v1/api/accounts/Sim101/orders/{id}/status")),
        ("ListOrders", r#"{"account":"Sim101","activeOnly":true}"#, "/v1/api/accounts/Sim101/orders?activeOnly=true".into()),
        ("ListExecutions", r#"{"account":"Sim101"}"#, "/v1/api/accounts/Sim101/executions".into()),
        ("ListPositions", r#"{"account":"Sim101"}"#, "/v1/api/accounts/Sim101/positions".into()),
        ("ListPositions", r#"{"account":"Sim9"}"#, "/v1/api/accounts/Sim9/positions".into()),
        ("ListAccounts", "{}", "/v1/api/accounts".into()),
        ("GetQuote", r#"{"instrument":"ES,NQ"}"#, "/v1/api/market/quote?instrument=ES%2CNQ".into()),
    ] {
        say(&mut desk, connection, &format!(r#"{{"action":"rpc","id":7,"api":"{api}","args":{args}}}"#));
        let expected = desk.get(&target).body;
        assert_eq!(desk.heard(connection), [format!(r#"{{"id":"7","data":{expected}}}"#)], "{api}");
    }
    say(&mut desk, connection, &format!(r#"{{"action":"rpc","id":"c","api":"Cancel","args":{order}}}"#));
    assert!(desk.heard(connection).contains(&format!(r#"{{"id":"c","data":{{"orderId":"{id}","success":true}}}}"#)));
    say(&mut desk, connection, r#"{"action":"rpc","id":"x","api":"Frobnicate","args":{}}"#);
    assert_eq!(desk.heard(connection), [r#"{"id":"x","data":{"error":"Unknown API command: Frobnicate"}}"#]);
}

#[test]
fn a_subscription_brings_quotes_at_once_and_every_second() {
    let mut desk = Desk::with(250, &["6000", "6001", "6002", "6003", "6004"]);
    let connection = desk.exchange.connect(desk.now);
    say(&mut desk, connection, r#"{"action":"subscribe","instruments":["ES","ZN 12-26","NOPE"]}"#);
    let heard = desk.heard(connection);
    assert_eq!(heard[0], r#"{"status":"subscribed","instruments":["ES 12-26","ZN 12-26"]}"#);
    assert!(heard[1].starts_with(r#"{"type":"marketData","seq":1,"quotes":[{"instrument":"ES 12-26","last":6000,"#), "{}", heard[1]);
    assert_eq!(desk.exchange.next_due(), Some(START + 1_000));
    desk.wait(2_500);
    let frames = desk.frames(connection);
    let lasts: Vec<String> = frames
        .iter()
        .map(|frame| match frame {
            ServerFrame::MarketData(rows) => rows[0].last.unwrap().to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(lasts, ["6004", "6004"]);
    say(&mut desk, connection, r#"{"action":"unsubscribe","instruments":["ES 12-26","ZN 12-26"]}"#);
    assert_eq!(desk.heard(connection), [r#"{"status":"unsubscribed","instruments":["ES 12-26","ZN 12-26"]}"#]);
    desk.wait(5_000);
    assert!(desk.heard(connection).is_empty());
    assert_eq!(desk.exchange.next_due(), None);
}

#[test]
fn profits_stream_when_asked_for() {
    let mut desk = Desk::with(1_000, &["6000", "6001"]);
    desk.place("BUY", 1, r#""orderType":"MARKET""#);
    desk.wait(500);
    let connection = desk.exchange.connect(desk.now);
    say(&mut desk, connection, r#"{"action":"streamPnl","enabled":true,"interval":1000}"#);
    desk.wait(500);
    let expected = format!(
        r#"{{"type":"pnlUpdate","seq":1,"epoch":{},"accounts":[{{"account":"Sim101","realizedProfitLoss":0,"unrealizedProfitLoss":37.5}},{{"account":"Sim102","realizedProfitLoss":0,"unrealizedProfitLoss":0}}]}}"#,
        desk.now
    );
    assert_eq!(desk.heard(connection), [r#"{"status":"streamPnl","enabled":true}"#.to_owned(), expected]);
}

#[test]
fn what_is_not_of_the_protocol_is_answered_and_harmless() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let connection = desk.exchange.connect(desk.now);
    for text in ["", "nonsense", "[]", r#"{"action":"dance"}"#, r#"{"action":"subscribe","accounts":["Sim101"]}"#, r#"{"action":"rpc"}"#] {
        say(&mut desk, connection, text);
        let heard = desk.heard(connection);
        assert!(heard.len() == 1 && heard[0].starts_with(r#"{"type":"error","error":""#), "{text}: {heard:?}");
    }
    say(&mut desk, connection, r#"{"action":"ping"}"#);
    assert_eq!(desk.heard(connection), [r#"{"type":"pong"}"#]);
    desk.exchange.disconnect(connection);
    say(&mut desk, connection, r#"{"action":"ping"}"#);
    assert!(desk.heard(connection).is_empty(), "a line that has ended hears nothing");
}

#[test]
fn beyond_the_rate_http_gets_429_and_a_socket_is_closed_after_ten_in_a_row() {
    let mut desk = Desk::new(Config { rate: Some(Rate::default()), ..config(1_000, &["6000"]) });
    assert!((0..20).all(|_| desk.get("/v1/api/accounts").status == Some(200)));
    let refused = desk.get("/v1/api/accounts");
    assert_eq!((refused.status, refused.retry_after_ms), (Some(429), Some(1_000)));
    assert_eq!(refused.body, r#"{"success":false,"error":"rate_limited","detail":"Rate limit exceeded"}"#);
    let connection = desk.exchange.connect(desk.now);
    let list = r#"{"action":"rpc","id":"1","api":"ListAccounts","args":{}}"#;
    for _ in 0..9 {
        say(&mut desk, connection, list);
    }
    desk.wait(1_000);
    for _ in 0..3 {
        say(&mut desk, connection, list);
    }
    assert_eq!(desk.heard(connection).len(), 12, "three good ones start the count again");
    for _ in 0..12 {
        say(&mut desk, connection, list);
    }
    let out = desk.exchange.outgoing(desk.now);
    assert_eq!(out.len(), 11);
    let close = Send::Close { code: 1_008, reason: "Rate limit exceeded".into() };
    assert_eq!(out.last().map(|out| out.what.clone()), Some(close));
}

#[test]
fn beyond_the_rate_answers_may_be_slow_instead() {
    let switches = Switches { over_limit: OverLimit::Delay, ..Switches::default() };
    let mut desk = Desk::new(Config { rate: Some(Rate::default()), switches, ..config(1_000, &["6000"]) });
    let mut delays = Vec::new();
    for _ in 0..24 {
        let reaction = desk.exchange.http("GET", "/v1/api/accounts", "", desk.now);
        delays.push(reaction.after_ms);
        assert_eq!(answer(reaction).status, Some(200));
    }
    assert!(delays[..20].iter().all(|ms| *ms == 0) && delays[20..].windows(2).all(|w| 700 < w[0] && w[0] < w[1]), "{delays:?}");
}

#[test]
fn a_second_session_may_close_the_first() {
    let switches = Switches { sessions: Sessions::One, ..Switches::default() };
    let mut desk = Desk::new(Config { switches, ..config(1_000, &["6000"]) });
    let first = desk.exchange.connect(desk.now);
    let second = desk.exchange.connect(desk.now);
    let out = desk.exchange.outgoing(desk.now);
    assert_eq!(out.len(), 1);
    assert_eq!(out[0].connection, first);
    assert!(matches!(&out[0].what, Send::Close { reason, .. } if reason == "Session active elsewhere"));
    desk.place("BUY", 1, r#""orderType":"MARKET""#);
    assert!(desk.exchange.outgoing(desk.now).iter().all(|out| out.connection == second));
}

#[test]
fn answers_take_their_time_on_both_transports() {
    let mut config = config(1_000, &["6000"]);
    config.latency.answer = 40;
    let mut desk = Desk::new(config);
    assert_eq!(desk.exchange.http("GET", "/v1/api/accounts", "", desk.now).after_ms, 40);
    let connection = desk.exchange.connect(desk.now);
    say(&mut desk, connection, r#"{"action":"ping"}"#);
    assert!(desk.heard(connection).is_empty());
    assert_eq!(desk.exchange.next_due(), Some(START + 40));
    desk.wait(40);
    assert_eq!(desk.heard(connection), [r#"{"type":"pong"}"#]);
}
