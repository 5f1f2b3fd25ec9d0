//! The WebSocket: the API page's RPC, market data, the page's rules, limits.
mod support;

use futures_util::SinkExt as _;
use order_ticket_gateway::{Config, start};
use support::{BEARER, closed, config, field, gateway, hear, open, placed, refused, say};
use tokio_tungstenite::tungstenite::Message;

/// The RPC of the API page, as it stands there.
const SAMPLE: &str = r#"{
  "action": "rpc",
  "id": "my-request",
  "api": "PlaceOrder",
  "args": {
    "account": "Sim101",
    "instrument": "ES 09-26",
    "action": "Buy",
    "orderType": "Market",
    "quantity": 1,
    "timeInForce": "Gtc"
  }
}"#;

#[tokio::test]
async fn the_rpc_of_the_api_page_places_one_order() {
    let running = gateway().await;
    let mut socket = open(running.addr, &[BEARER]).await.unwrap();
    say(&mut socket, SAMPLE).await;
    let reply = hear(&mut socket, r#""id":"my-request""#).await.unwrap();
    assert!(reply.contains(r#""success":true"#), "{reply}");
    assert_eq!(field(&reply, "orderId").len(), 32);
    assert_eq!(placed(&running), 1);
}

#[tokio::test]
async fn subscribed_quotes_arrive_by_themselves() {
    let running = gateway().await;
    let mut socket = open(running.addr, &[BEARER]).await.unwrap();
    say(&mut socket, r#"{"action":"subscribe","instruments":["ES 12-26"]}"#).await;
    for _ in 0..2 {
        let quotes = hear(&mut socket, "marketData").await.unwrap();
        assert!(quotes.contains("ES 12-26") && quotes.contains("\"bid\":"), "{quotes}");
    }
    say(&mut socket, r#"{"action":"ping"}"#).await;
    hear(&mut socket, "pong").await.unwrap();
}

#[tokio::test]
async fn what_blocks_in_the_page_blocks_here() {
    let running = start(Config { max_quantity: 5, ..config() }).await.unwrap();
    let mut socket = open(running.addr, &[BEARER]).await.unwrap();
    say(&mut socket, &SAMPLE.replace("\"quantity\": 1", "\"quantity\": 6").replace("my-request", "big")).await;
    say(&mut socket, SAMPLE).await;
    let reply = hear(&mut socket, r#""id":"big""#).await.unwrap();
    assert!(reply.contains(r#"{"success":false,"error":"quantity_over_limit","detail":"6 is over"#), "{reply}");
    let reply = hear(&mut socket, r#""id":"my-request""#).await.unwrap();
    assert!(reply.contains(r#""success":true"#), "{reply}");
    assert_eq!(placed(&running), 1);
}

#[tokio::test]
async fn one_session_a_user_when_the_switch_says_so() {
    let mut config = config();
    config.practice.switches.sessions = practice_exchange::Sessions::One;
    let running = start(config).await.unwrap();
    let mut first = open(running.addr, &[BEARER]).await.unwrap();
    let mut second = open(running.addr, &[BEARER]).await.unwrap();
    assert!(closed(&mut first).await.is_some_and(|code| code != 1005));
    say(&mut second, SAMPLE).await;
    hear(&mut second, r#""id":"my-request""#).await.unwrap();
}

#[tokio::test]
async fn odd_frames_break_nothing() {
    let running = gateway().await;
    let mut socket = open(running.addr, &[BEARER]).await.unwrap();
    for odd in ["", "null", "[]", "{", r#"{"action":"rpc"}"#, r#"{"action":"rpc","id":"a","api":"Nope","args":[]}"#, "\u{1F4A5}"] {
        say(&mut socket, odd).await;
    }
    say(&mut socket, SAMPLE).await;
    hear(&mut socket, r#""id":"my-request""#).await.unwrap();
}

#[tokio::test]
async fn frames_have_a_bound() {
    let running = gateway().await;
    let mut socket = open(running.addr, &[BEARER]).await.unwrap();
    say(&mut socket, &" ".repeat(64 * 1024 + 1)).await;
    assert_eq!(closed(&mut socket).await, Some(1009));
    let mut socket = open(running.addr, &[BEARER]).await.unwrap();
    socket.send(Message::binary(vec![1, 2, 3])).await.unwrap();
    assert_eq!(closed(&mut socket).await, Some(1003));
}

#[tokio::test]
async fn sockets_have_a_bound_and_give_their_place_back() {
    let running = start(Config { max_sockets: 2, ..config() }).await.unwrap();
    let one = open(running.addr, &[BEARER]).await.unwrap();
    let _two = open(running.addr, &[BEARER]).await.unwrap();
    assert_eq!(refused(running.addr, &[BEARER]).await, 503);
    drop(one);
    let again = async {
        while open(running.addr, &[BEARER]).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), again).await.unwrap();
}

#[tokio::test]
async fn an_ordered_end_says_goodbye() {
    let running = gateway().await;
    let mut socket = open(running.addr, &[BEARER]).await.unwrap();
    let (code, ()) = tokio::join!(closed(&mut socket), running.shut_down());
    assert_eq!(code, Some(1001));
}
