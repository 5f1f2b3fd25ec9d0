//! The operations of a whole session over real HTTP and a real WebSocket, from the first order to flat.
// The lints' exceptions for tests reach test functions only, and the helpers are shared by them.
#![allow(clippy::unwrap_used)]

mod support;

use order_ticket_gateway::{Config, Running, start};
use std::time::{Duration, Instant};
use support::{BEARER, JSON, Reply, Socket, config, field, gateway, get, hear, open, placed, say, send, with_faults};

const ACCOUNT: &str = "/v1/api/accounts/Sim101";
const MARKET: &str = r#"{"instrument":"ES 12-26","action":"BUY","orderType":"MARKET","quantity":2,"timeInForce":"DAY"}"#;
/// Far enough from any drawn price never to fill.
const LIMIT: &str = r#"{"instrument":"ES 12-26","action":"BUY","orderType":"LIMIT","limitPrice":100,"quantity":1,"timeInForce":"GTC"}"#;

async fn call(running: &Running, method: &str, path: &str, body: &str) -> Reply {
    send(running.addr, method, &format!("{ACCOUNT}/{path}"), &[BEARER, JSON], body).await.unwrap()
}

async fn post(running: &Running, path: &str, body: &str) -> Reply {
    call(running, "POST", path, body).await
}

/// Waits until the venue is as it should be.
async fn until(running: &Running, what: &str, is_so: impl Fn(&practice_exchange::Venue) -> bool) {
    let start = Instant::now();
    while !running.with_exchange(|exchange| is_so(exchange.venue())) {
        assert!(start.elapsed() < Duration::from_secs(20), "never {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn net(venue: &practice_exchange::Venue) -> i64 {
    venue.positions().iter().map(|row| row.net).sum()
}

fn open_orders(venue: &practice_exchange::Venue) -> usize {
    venue.orders().iter().filter(|row| !row.state.is_final()).count()
}

async fn place_limit(running: &Running) -> String {
    let id = field(post(running, "orders/place", LIMIT).await.text(), "orderId");
    until(running, "working", |venue| venue.orders().iter().any(|row| row.id == id && row.state.as_str() == "Working")).await;
    id
}

#[tokio::test]
async fn a_session_by_rest() {
    let running = gateway().await;
    post(&running, "orders/place", MARKET).await.is(200, "orderId");
    until(&running, "filled", |venue| net(venue) == 2).await;

    let id = place_limit(&running).await;
    call(&running, "PUT", &format!("orders/{id}/change"), r#"{"limitPrice":101,"quantity":3}"#).await.is(200, &id);
    post(&running, &format!("orders/{id}/change"), r#"{"limitPrice":102}"#).await.is(200, &id);
    until(&running, "changed", |venue| venue.orders().iter().any(|row| row.id == id && row.quantity == 3)).await;
    let replaced = post(&running, &format!("orders/{id}/replace"), LIMIT).await;
    replaced.is(200, r#""success":true"#);
    assert_ne!(field(replaced.text(), "orderId"), id);
    until(&running, "replaced", |venue| open_orders(venue) == 1).await;
    post(&running, "orders/cancel", r#"{"instrument":"ES"}"#).await.is(200, "orderIds");
    until(&running, "cancelled", |venue| open_orders(venue) == 0).await;
    post(&running, &format!("orders/{id}/cancel"), "{}").await.is(400, "not found or already terminal");

    let bracket = r#"{"instrument":"ES","action":"BUY","quantity":9,"stopLoss":100,"takeProfit":50000}"#;
    post(&running, "orders/cancel_and_bracket", bracket).await.is(200, r#""success":true"#);
    until(&running, "bracketed", |venue| open_orders(venue) == 2).await;
    post(&running, "positions/close", r#"{"instrument":"ES","percent":0.5}"#).await.is(200, "closedPositions");
    until(&running, "half closed", |venue| net(venue) == 1).await;
    let sell = MARKET.replace("BUY", "SELL");
    post(&running, "positions/reverse", &sell).await.is(200, "orderId");
    until(&running, "reversed", |venue| net(venue) == -2 && open_orders(venue) == 0).await;
    post(&running, "orders/flatplace", MARKET).await.is(200, "orderId");
    until(&running, "turned again", |venue| net(venue) == 2 && open_orders(venue) == 0).await;
    post(&running, "positions/flatten", "{}").await.is(200, "closedPositions");
    until(&running, "flat", |venue| net(venue) == 0 && open_orders(venue) == 0).await;
    post(&running, "positions/close", r#"{"instrument":"ES"}"#).await.is(400, "No positions found for instrument 'ES 12-26'");
    send(running.addr, "POST", "/v1/api/positions/flatten", &[BEARER, JSON], "{}").await.unwrap().is(200, "No open positions");
    send(running.addr, "POST", "/v1/api/orders/cancelall", &[BEARER, JSON], "").await.unwrap().is(200, r#""orderIds":[]"#);
}

#[tokio::test]
async fn what_a_trader_reads_beside_orders() {
    let running = gateway().await;
    let read = |target: &'static str| get(running.addr, target, &[BEARER]);
    read("/v1/api/accounts/Sim101").await.is(200, r#""cashValue":100000"#);
    read("/v1/api/accounts/Sim101/strategies").await.is(200, r#""strategies":[]"#);
    read("/v1/api/atm-templates").await.is(200, "MyAtmStrategy");
    read("/v1/api/market/info?instrument=ES").await.is(200, r#""isOpen":true"#);
    let bars = r#"{"instrument":"ES 12-26","periodType":"minute","period":5,"limit":3}"#;
    let headers = [BEARER, JSON, "Order-Ticket-Attempt: 1"];
    let reply = send(running.addr, "POST", "/v1/api/market/bars", &headers, bars).await.unwrap();
    reply.is(200, r#""count":3"#);
    send(running.addr, "GET", "/v1/api/market/bars", &[BEARER], "").await.unwrap().is(405, "POST");
    post(&running, "orders/plce", MARKET).await.is(404, r#""did_you_mean":"/v1/api/accounts/{account}/orders/place""#);
}

async fn rpc(socket: &mut Socket, api: &str, args: &str) -> String {
    let id = format!("{api}-{}", args.len());
    let args = format!(r#"{{"account":"Sim101"{}{}"#, if args == "{}" { "" } else { "," }, args.trim_start_matches('{'));
    say(socket, &format!(r#"{{"action":"rpc","id":"{id}","api":"{api}","args":{args}}}"#)).await;
    hear(socket, &format!(r#""id":"{id}""#)).await.unwrap()
}

#[tokio::test]
async fn a_session_by_websocket() {
    let running = gateway().await;
    let mut socket = open(running.addr, &[BEARER]).await.unwrap();
    let socket = &mut socket;
    rpc(socket, "PlaceOrder", MARKET).await;
    until(&running, "filled", |venue| net(venue) == 2).await;
    let id = place_limit(&running).await;
    let changed = rpc(socket, "Change", &format!(r#"{{"orderId":"{id}","limitPrice":101}}"#)).await;
    assert!(changed.contains(r#""success":true"#), "{changed}");
    let replaced = rpc(socket, "CancelReplace", &LIMIT.replacen('{', &format!(r#"{{"orderId":"{id}","#), 1)).await;
    assert_ne!(field(&replaced, "orderId"), id);
    assert!(rpc(socket, "CancelOrders", "{}").await.contains("orderIds"));
    until(&running, "cancelled", |venue| open_orders(venue) == 0).await;
    let bracket = rpc(socket, "CancelAndBracket", r#"{"instrument":"ES","action":"Buy","quantity":1,"stopLoss":100}"#).await;
    assert!(bracket.contains(r#""success":true"#), "{bracket}");
    until(&running, "bracketed", |venue| open_orders(venue) == 1).await;
    let closed = rpc(socket, "ClosePosition", r#"{"instrument":"ES","quantity":1}"#).await;
    assert!(closed.contains("closedPositions"), "{closed}");
    until(&running, "part closed", |venue| net(venue) == 1).await;
    rpc(socket, "Reverse", &MARKET.replace("BUY", "SELL")).await;
    until(&running, "reversed", |venue| net(venue) == -2).await;
    rpc(socket, "FlatPlace", MARKET).await;
    until(&running, "turned again", |venue| net(venue) == 2).await;
    rpc(socket, "Flatten", "{}").await;
    until(&running, "flat", |venue| net(venue) == 0 && open_orders(venue) == 0).await;
    assert!(rpc(socket, "Flatten", r#"{"marketPosition":"long"}"#).await.contains("No open positions"));
    assert!(rpc(socket, "GetAccount", "{}").await.contains("cashValue"));
    assert!(rpc(socket, "ListStrategies", "{}").await.contains("strategies"));
    assert!(rpc(socket, "ListAtmTemplates", "{}").await.contains("templates"));
    assert!(rpc(socket, "MarketInfo", r#"{"instrument":"ES"}"#).await.contains("secondsRemaining"));
    assert!(rpc(socket, "GetBars", r#"{"instrument":"ES","periodType":"Day","period":1,"limit":2}"#).await.contains(r#""count":2"#));
}

#[tokio::test]
async fn profits_arrive_by_themselves() {
    let running = gateway().await;
    let mut socket = open(running.addr, &[BEARER]).await.unwrap();
    say(&mut socket, r#"{"action":"streamPnl","enabled":true,"interval":100}"#).await;
    for _ in 0..2 {
        let frame = hear(&mut socket, "pnlUpdate").await.unwrap();
        assert!(frame.contains("Sim101") && frame.contains("realizedProfitLoss"), "{frame}");
    }
}

#[tokio::test]
async fn what_blocks_an_order_blocks_every_other_way_to_place_it() {
    let running = start(Config { max_quantity: 5, ..config() }).await.unwrap();
    let id = place_limit(&running).await;
    let many = MARKET.replace(":2", ":6");
    let replace = format!("orders/{id}/replace");
    let change = format!("orders/{id}/change");
    let bracket = r#"{"instrument":"ES","action":"BUY","quantity":6,"stopLoss":100}"#;
    let blocked = r#"{"success":false,"error":"quantity_over_limit","detail":"6 is over"#;
    for (path, body) in [
        ("orders/flatplace", many.as_str()),
        ("positions/reverse", &many),
        (&replace, &many),
        (&change, r#"{"quantity":6}"#),
        ("orders/cancel_and_bracket", bracket),
    ] {
        post(&running, path, body).await.is(400, blocked);
    }
    let mut socket = open(running.addr, &[BEARER]).await.unwrap();
    let with_id = |body: &str| body.replacen('{', &format!(r#"{{"orderId":"{id}","#), 1);
    for (api, args) in [
        ("FlatPlace", many.clone()),
        ("ReversePosition", many.clone()),
        ("CancelReplace", with_id(&many)),
        ("Change", with_id(r#"{"quantity":6}"#)),
        ("CancelAndBracket", bracket.to_owned()),
    ] {
        let reply = rpc(&mut socket, api, &args).await;
        assert!(reply.contains(blocked), "{api}: {reply}");
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let rows = running.with_exchange(|exchange| exchange.venue().orders());
    assert_eq!((rows.len(), rows[0].state.as_str(), rows[0].quantity), (1, "Working", 1), "nothing came of any of them");
    assert_eq!(placed(&running), 1);
}

/// A second close would be refused and a second reversal would turn the position back: what is not a read is done once.
#[tokio::test]
async fn a_repeat_of_any_attempt_is_not_carried_out_again() {
    let running = gateway().await;
    post(&running, "orders/place", MARKET).await.is(200, "orderId");
    until(&running, "filled", |venue| net(venue) == 2).await;
    let headers = [BEARER, JSON, "Order-Ticket-Attempt: 7f3a"];
    let again = |method: &'static str, path: String, body: String| async move {
        send(running.addr, method, &format!("{ACCOUNT}/{path}"), &headers, &body).await.unwrap()
    };
    let close = r#"{"instrument":"ES","quantity":1}"#;
    let first = again("POST", "positions/close".into(), close.into()).await;
    let second = again("POST", "positions/close".into(), close.into()).await;
    assert_eq!((first.status, first.text()), (200, second.text()));
    let reversal = MARKET.replace("BUY", "SELL");
    let first = again("POST", "positions/reverse".into(), reversal.clone()).await;
    let second = again("POST", "positions/reverse".into(), reversal).await;
    assert_eq!((first.status, field(first.text(), "orderId")), (200, field(second.text(), "orderId")));
    // The same words by another method are another request.
    let id = field(first.text(), "orderId");
    let change = format!("orders/{id}/change");
    again("GET", change.clone(), String::new()).await.is(405, "PUT");
    // A read that carries the header is answered anew.
    let before = again("GET", "positions".into(), String::new()).await;
    before.is(200, "ES 12-26");
    send(running.addr, "POST", &format!("{ACCOUNT}/positions/flatten"), &[BEARER, JSON], "{}").await.unwrap().is(200, "success");
}

#[tokio::test]
async fn a_read_that_carries_an_attempt_is_answered_anew() {
    let running = gateway().await;
    let headers = [BEARER, "Order-Ticket-Attempt: 1"];
    get(running.addr, "/v1/api/accounts/Sim101/orders", &headers).await.is(200, r#""orders":[]"#);
    post(&running, "orders/place", LIMIT).await.is(200, "orderId");
    get(running.addr, "/v1/api/accounts/Sim101/orders", &headers).await.is(200, "ES 12-26");
}

#[tokio::test]
async fn a_lost_answer_to_a_close_is_repeated_as_lost_and_the_close_stands() {
    let running = with_faults(&["close:accept-disconnect:next1"]).await;
    post(&running, "orders/place", MARKET).await.is(200, "orderId");
    until(&running, "filled", |venue| net(venue) == 2).await;
    let headers = [BEARER, JSON, "Order-Ticket-Attempt: 1"];
    for _ in 0..3 {
        let target = format!("{ACCOUNT}/positions/close");
        send(running.addr, "POST", &target, &headers, r#"{"instrument":"ES","quantity":1}"#).await.unwrap_err();
    }
    until(&running, "closed once", |venue| net(venue) == 1).await;
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!(running.with_exchange(|exchange| net(exchange.venue())), 1);
}
