//! Every fault, as a client on a real connection meets it; and what the venue holds then.
mod support;

use std::time::{Duration, Instant};
use support::{BEARER, JSON, PLACE, SAMPLE, closed, get, hear, open, place, placed, say, send, with_faults};

const RPC: &str = r#"{"action":"rpc","id":"r1","api":"PlaceOrder","args":{"account":"Sim101","instrument":"ES 09-26","action":"Buy","orderType":"Market","quantity":1,"timeInForce":"Gtc"}}"#;
/// An order that the rules block.
const BLOCKED: &str =
    r#"{"instrument": "MES 12-25", "action": "BUY", "orderType": "LIMIT", "limitPrice": 5500.1, "quantity": 1, "timeInForce": "DAY"}"#;

/// Whether a place request stays without answer for as long as a test can wait.
async fn silent(running: &order_ticket_gateway::Running) -> bool {
    let headers = [BEARER, JSON];
    let request = send(running.addr, "POST", PLACE, &headers, SAMPLE);
    tokio::time::timeout(Duration::from_millis(400), request).await.is_err()
}

#[tokio::test]
async fn answers_that_never_come() {
    let running = with_faults(&["place:accept-drop:next1"]).await;
    assert!(silent(&running).await);
    assert_eq!(placed(&running), 1);
    let running = with_faults(&["place:drop:next1"]).await;
    assert!(silent(&running).await);
    assert_eq!(placed(&running), 0);
}

#[tokio::test]
async fn connections_that_break_without_a_byte() {
    for (rule, held) in [("place:accept-disconnect:next1", 1), ("place:disconnect:next1", 0)] {
        let running = with_faults(&[rule]).await;
        let error = send(running.addr, "POST", PLACE, &[BEARER, JSON], SAMPLE).await.unwrap_err();
        assert!(matches!(error.kind(), std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::ConnectionReset), "{rule}: {error}");
        assert_eq!(placed(&running), held, "{rule}");
        place(running.addr, SAMPLE).await.is(200, "orderId");
    }
}

#[tokio::test]
async fn a_browser_that_repeats_a_broken_request_breaks_again() {
    let running = with_faults(&["place:accept-disconnect:next1"]).await;
    let headers = [BEARER, JSON, "Order-Ticket-Attempt: 1"];
    for _ in 0..3 {
        send(running.addr, "POST", PLACE, &headers, SAMPLE).await.unwrap_err();
    }
    assert_eq!(placed(&running), 1);
}

#[tokio::test]
async fn answers_that_come_late() {
    let running = with_faults(&["place:delay-300:next1"]).await;
    let start = Instant::now();
    place(running.addr, SAMPLE).await.is(200, "orderId");
    assert!(start.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn statuses_with_and_without_an_order_behind_them() {
    for (rule, status, held) in [
        ("place:status-401:next1", 401, 0),
        ("place:status-408:next1", 408, 0),
        ("place:status-429:next1", 429, 0),
        ("place:status-500:next1", 500, 0),
        ("place:status-502:next1", 502, 0),
        ("place:status-503:next1", 503, 0),
        ("place:accept-status-408:next1", 408, 1),
        ("place:accept-status-502:next1", 502, 1),
        ("place:refuse:next1", 400, 0),
    ] {
        let running = with_faults(&[rule]).await;
        let reply = place(running.addr, SAMPLE).await;
        assert_eq!((reply.status, placed(&running)), (status, held), "{rule}: {}", reply.text());
        assert_eq!(reply.header("retry-after").is_some(), status == 429, "{rule}");
    }
}

#[tokio::test]
async fn refusals_in_both_documented_shapes() {
    let running = with_faults(&["place:refuse-plain:next1", "place:refuse-coded:next1"]).await;
    let plain = place(running.addr, SAMPLE).await;
    plain.is(400, "{\"error\":");
    assert!(!plain.text().contains("success"));
    place(running.addr, SAMPLE).await.is(400, r#""success":false,"error":"#);
}

#[tokio::test]
async fn a_broken_answer_to_an_order_that_was_taken() {
    let running = with_faults(&["place:malformed:next1"]).await;
    let reply = place(running.addr, SAMPLE).await;
    assert_eq!((reply.status, placed(&running)), (200, 1));
    assert!(crosstrade::Fields::parse(reply.text()).is_err(), "{}", reply.text());
}

#[tokio::test]
async fn an_order_that_is_rejected_late() {
    let running = with_faults(&["place:late-reject:next1"]).await;
    let reply = place(running.addr, SAMPLE).await;
    reply.is(200, "orderId");
    let status = format!("/v1/api/accounts/Sim101/orders/{}/status", support::field(reply.text(), "orderId"));
    let start = Instant::now();
    while !get(running.addr, &status, &[BEARER]).await.text().contains("Rejected") {
        assert!(start.elapsed() < Duration::from_secs(10), "never rejected");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn faults_strike_blocked_orders_too_and_none_is_ever_taken() {
    let running = with_faults(&["place:status-503:next1", "place:accept-disconnect:next1", "place:accept-status-408:next1"]).await;
    assert_eq!(place(running.addr, BLOCKED).await.status, 503);
    send(running.addr, "POST", PLACE, &[BEARER, JSON], BLOCKED).await.unwrap_err();
    assert_eq!(place(running.addr, BLOCKED).await.status, 408);
    place(running.addr, BLOCKED).await.is(400, "limit_off_tick");
    assert_eq!(placed(&running), 0);
}

#[tokio::test]
async fn the_socket_answers_twice() {
    let running = with_faults(&["place:duplicate:next1"]).await;
    let mut socket = open(running.addr, &[BEARER]).await.unwrap();
    say(&mut socket, RPC).await;
    let first = hear(&mut socket, r#""id":"r1""#).await.unwrap();
    assert_eq!(hear(&mut socket, r#""id":"r1""#).await.unwrap(), first);
    assert_eq!(placed(&running), 1);
}

#[tokio::test]
async fn the_socket_breaks_mid_order() {
    for (rule, held) in [("place:accept-disconnect:next1", 1), ("place:disconnect:next1", 0)] {
        let running = with_faults(&[rule]).await;
        let mut socket = open(running.addr, &[BEARER]).await.unwrap();
        say(&mut socket, RPC).await;
        assert_eq!(closed(&mut socket).await, None, "{rule}: a break, not a close");
        assert_eq!(placed(&running), held, "{rule}");
    }
}

#[tokio::test]
async fn the_socket_stays_silent_or_answers_nonsense() {
    let running = with_faults(&["place:accept-drop:next1", "place:malformed:next1", "place:status-503:next1"]).await;
    let mut socket = open(running.addr, &[BEARER]).await.unwrap();
    for id in ["dropped", "malformed", "status"] {
        say(&mut socket, &RPC.replace("r1", id)).await;
    }
    // Replies come in order: the one of the second order is heard first.
    let heard = hear(&mut socket, "").await.unwrap();
    assert!(!heard.contains("dropped") && !heard.contains("\"success\":true"), "{heard}");
    let failed = hear(&mut socket, "status").await.unwrap();
    assert!(failed.contains("error"), "{failed}");
    assert_eq!(placed(&running), 2);
}
