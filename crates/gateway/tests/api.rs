//! The documented endpoints over real HTTP: the API page's sample, errors that name what is wrong, limits.
mod support;

use order_ticket_gateway::{Config, start};
use support::{BEARER, JSON, PLACE, SAMPLE, config, field, gateway, get, place, placed, send};

#[tokio::test]
async fn the_python_sample_of_the_api_page_places_one_order() {
    let running = gateway().await;
    let headers =
        [BEARER, JSON, "User-Agent: python-requests/2.32.5", "Accept-Encoding: gzip, deflate", "Accept: */*", "Connection: keep-alive"];
    let reply = send(running.addr, "POST", PLACE, &headers, SAMPLE).await.unwrap();
    reply.is(200, r#""success":true"#);
    let id = field(reply.text(), "orderId");
    assert!(id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(placed(&running), 1);
    get(running.addr, &format!("/v1/api/accounts/Sim101/orders/{id}"), &[BEARER]).await.is(200, &id);
    get(running.addr, "/v1/api/accounts", &[BEARER]).await.is(200, "Sim101");
    get(running.addr, "/v1/api/market/quote?instrument=MES+12-25", &[BEARER]).await.is(200, "tickSize");
}

#[tokio::test]
async fn only_holders_of_the_token_get_in() {
    let running = gateway().await;
    for headers in [&[JSON][..], &[JSON, "Authorization: Bearer my-secret-tokem"], &[JSON, "Authorization: Basic eDpteS1zZWNyZXQtdG9rZW4="]]
    {
        let reply = send(running.addr, "POST", PLACE, headers, SAMPLE).await.unwrap();
        reply.is(401, r#""success":false,"error":"invalid_bearer","detail":"#);
        assert_eq!(reply.header("www-authenticate"), Some("Bearer"));
    }
    assert_eq!(placed(&running), 0);
}

#[tokio::test]
async fn a_wrong_path_is_answered_with_the_right_one() {
    let running = gateway().await;
    let reply = send(running.addr, "POST", "/v1/api/accounts/Sim101/order/place", &[BEARER, JSON], SAMPLE).await.unwrap();
    reply.is(404, r#""did_you_mean":"/v1/api/accounts/{account}/orders/place""#);
    send(running.addr, "GET", PLACE, &[BEARER], "").await.unwrap().is(405, "POST");
}

#[tokio::test]
async fn a_wrong_type_names_the_field_and_unknown_fields_pass() {
    let running = gateway().await;
    place(running.addr, &SAMPLE.replace("1,", "\"1\",")).await.is(400, "quantity must be an integer");
    place(running.addr, &SAMPLE.replace("\"BUY\"", "7")).await.is(400, "action must be a string");
    place(running.addr, "[]").await.is(400, "not a JSON object");
    place(running.addr, "").await.is(400, "instrument is missing");
    assert_eq!(placed(&running), 0);
    place(running.addr, &SAMPLE.replace('}', r#", "clientOrderId": "x", "nested": {"a": [1]}}"#)).await.is(200, "orderId");
    assert_eq!(placed(&running), 1);
}

#[tokio::test]
async fn what_blocks_in_the_page_blocks_here() {
    let running = start(Config { max_quantity: 5, ..config() }).await.unwrap();
    for (from, to, code) in [
        ("\"quantity\": 1", "\"quantity\": 6", "quantity_over_limit"),
        ("\"quantity\": 1", "\"quantity\": 0", "quantity_form"),
        ("\"MARKET\"", "\"LIMIT\"", "limit_missing"),
        ("\"MARKET\"", "\"LIMIT\", \"limitPrice\": 5500.1", "limit_off_tick"),
        ("\"MARKET\"", "\"MARKET\", \"limitPrice\": 5500", "limit_not_used"),
    ] {
        let reply = place(running.addr, &SAMPLE.replace(from, to)).await;
        reply.is(400, &format!(r#"{{"success":false,"error":"{code}","detail":""#));
    }
    assert_eq!(placed(&running), 0);
    place(running.addr, &SAMPLE.replace("\"quantity\": 1", "\"quantity\": 5")).await.is(200, "orderId");
}

#[tokio::test]
async fn an_attempt_is_one_order_however_often_a_browser_sends_it() {
    let running = gateway().await;
    let addr = running.addr;
    let send = |attempt: &'static str| async move { send(addr, "POST", PLACE, &[BEARER, JSON, attempt], SAMPLE).await };
    let first = send("Order-Ticket-Attempt: 7f3a").await.unwrap();
    let again = send("Order-Ticket-Attempt: 7f3a").await.unwrap();
    assert_eq!(first.text(), again.text());
    assert_eq!(placed(&running), 1);
    send("Order-Ticket-Attempt: 7f3b").await.unwrap().is(200, "orderId");
    assert_eq!(placed(&running), 2);
}

#[tokio::test]
async fn bodies_have_a_bound() {
    let running = gateway().await;
    let long = |bytes: usize| format!("{}{}", " ".repeat(bytes - SAMPLE.len()), SAMPLE);
    place(running.addr, &long(64 * 1024)).await.is(200, "orderId");
    place(running.addr, &long(64 * 1024 + 1)).await.is(413, "body_too_large");
    place(running.addr, &long(1024 * 1024)).await.is(413, "body_too_large");
    assert_eq!(placed(&running), 1);
}

#[tokio::test]
async fn more_than_the_documented_rate_is_429_with_retry_after() {
    let mut config = config();
    config.practice.rate = Some(practice_exchange::Rate { per_second: 1, burst: 2 });
    let running = start(config).await.unwrap();
    for _ in 0..2 {
        get(running.addr, "/v1/api/accounts", &[BEARER]).await.is(200, "Sim101");
    }
    let reply = get(running.addr, "/v1/api/accounts", &[BEARER]).await;
    reply.is(429, "error");
    assert_eq!(reply.header("retry-after"), Some("1"));
}

#[tokio::test]
async fn a_connection_is_never_used_twice() {
    let running = gateway().await;
    let reply = send(running.addr, "GET", "/", &["Connection: keep-alive"], "").await.unwrap();
    assert_eq!(reply.header("connection"), Some("close"));
}

#[tokio::test]
async fn a_stopped_server_is_gone_at_once() {
    let running = gateway().await;
    let addr = running.addr;
    let mut socket = support::open(addr, &[BEARER]).await.unwrap();
    running.stop().await;
    assert_eq!(support::closed(&mut socket).await, None);
    assert!(send(addr, "GET", "/", &[], "").await.is_err());
}

#[tokio::test]
async fn others_are_not_let_near_without_a_chosen_token() {
    let open = Config { listen: ([0, 0, 0, 0], 0).into(), token: None, ..config() };
    let error = start(open).await.err().unwrap().to_string();
    assert!(error.contains("--token") && !error.contains('\n'), "{error}");
}
