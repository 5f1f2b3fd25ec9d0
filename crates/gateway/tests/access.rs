//! The page's cookie and everybody else: no other site in the same browser, and no rebound name, gets anything done.
mod support;

use order_ticket_gateway::{Config, start};
use support::{BEARER, JSON, PLACE, SAMPLE, config, cookie, gateway, get, hear, open, placed, refused, say, send};

#[tokio::test]
async fn the_page_gets_a_cookie_that_scripts_and_other_sites_cannot_use() {
    let running = gateway().await;
    let page = get(running.addr, "/", &["Sec-Fetch-Site: none"]).await;
    let set = page.header("set-cookie").unwrap();
    let (pair, attributes) = set.split_once("; ").unwrap();
    assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Strict");
    let (name, value) = pair.split_once('=').unwrap();
    assert_eq!(name, format!("order-ticket-{}", running.addr.port()));
    assert_eq!(value.len(), 64);
    assert!(!page.text().contains("my-secret-token"));
}

#[tokio::test]
async fn the_page_places_reads_and_listens_with_its_cookie() {
    let running = gateway().await;
    let (cookie, origin) = (cookie(running.addr).await, format!("Origin: http://{}", running.addr));
    let site = "Sec-Fetch-Site: same-origin";
    send(running.addr, "POST", PLACE, &[&cookie, &origin, site, JSON], SAMPLE).await.unwrap().is(200, "orderId");
    // An older browser says nothing of the site.
    get(running.addr, "/v1/api/accounts", &[&cookie]).await.is(200, "Sim101");
    get(running.addr, "/v1/api/accounts", &[&cookie, site]).await.is(200, "Sim101");
    open(running.addr, &[&cookie, &origin]).await.unwrap();
    assert_eq!(placed(&running), 1);
}

#[tokio::test]
async fn a_foreign_origin_with_the_cookie_gets_nothing_done() {
    let running = gateway().await;
    let cookie = cookie(running.addr).await;
    let other_port = format!("Origin: http://127.0.0.1:{}", running.addr.port() ^ 1);
    let other_name = format!("Origin: http://localhost:{}", running.addr.port());
    let https = format!("Origin: https://{}", running.addr);
    for origin in ["Origin: https://evil.example", "Origin: null", &other_port, &other_name, &https] {
        send(running.addr, "POST", PLACE, &[&cookie, origin, JSON], SAMPLE).await.unwrap().is(403, "origin_not_allowed");
        let read = get(running.addr, "/v1/api/accounts", &[&cookie, origin]).await;
        read.is(403, "origin_not_allowed");
        assert_eq!(read.header("access-control-allow-origin"), None);
        assert_eq!(refused(running.addr, &[&cookie, origin]).await, 403);
    }
    let two = [cookie.as_str(), &format!("Origin: http://{}", running.addr), "Origin: https://evil.example", JSON];
    send(running.addr, "POST", PLACE, &two, SAMPLE).await.unwrap().is(403, "origin_not_allowed");
    assert_eq!(placed(&running), 0);
}

#[tokio::test]
async fn orders_and_sockets_need_the_origin_said() {
    let running = gateway().await;
    let cookie = cookie(running.addr).await;
    send(running.addr, "POST", PLACE, &[&cookie, JSON], SAMPLE).await.unwrap().is(403, "origin_not_allowed");
    assert_eq!(refused(running.addr, &[&cookie]).await, 403);
    assert_eq!(placed(&running), 0);
}

#[tokio::test]
async fn what_the_browser_calls_cross_site_is_refused() {
    let running = gateway().await;
    let (cookie, origin) = (cookie(running.addr).await, format!("Origin: http://{}", running.addr));
    for site in ["cross-site", "same-site", "none"].map(|site| format!("Sec-Fetch-Site: {site}")) {
        send(running.addr, "POST", PLACE, &[&cookie, &origin, &site, JSON], SAMPLE).await.unwrap().is(403, "cross_site");
        get(running.addr, "/v1/api/accounts", &[&cookie, &site]).await.is(403, "cross_site");
        assert_eq!(refused(running.addr, &[&cookie, &origin, &site]).await, 403);
    }
    assert_eq!(placed(&running), 0);
}

#[tokio::test]
async fn a_rebound_name_is_not_answered() {
    let running = gateway().await;
    let cookie = cookie(running.addr).await;
    let port = running.addr.port();
    for host in [format!("evil.example:{port}"), "127.0.0.1".to_owned(), format!("127.0.0.1:{}", port ^ 1), String::new()] {
        let (line, origin) = (format!("Host: {host}"), format!("Origin: http://{host}"));
        send(running.addr, "POST", PLACE, &[&line, &origin, &cookie, JSON], SAMPLE).await.unwrap().is(403, "host_not_allowed");
        let page = get(running.addr, "/", &[&line]).await;
        page.is(403, "host_not_allowed");
        assert_eq!(page.header("set-cookie"), None);
        assert_eq!(refused(running.addr, &[&line, &origin, &cookie]).await, 403);
    }
    let local = format!("Host: localhost:{port}");
    assert_eq!(get(running.addr, "/", &[&local]).await.status, 200);
    assert_eq!(placed(&running), 0);
}

#[tokio::test]
async fn a_form_cannot_place_an_order() {
    let running = gateway().await;
    let (cookie, origin) = (cookie(running.addr).await, format!("Origin: http://{}", running.addr));
    for kind in ["Content-Type: text/plain", "Content-Type: application/x-www-form-urlencoded"] {
        send(running.addr, "POST", PLACE, &[&cookie, &origin, kind], SAMPLE).await.unwrap().is(415, "unsupported_media_type");
    }
    assert_eq!(placed(&running), 0);
}

#[tokio::test]
async fn wrong_keys_on_the_socket_end_before_the_upgrade() {
    let running = gateway().await;
    let origin = format!("Origin: http://{}", running.addr);
    assert_eq!(refused(running.addr, &[]).await, 401);
    assert_eq!(refused(running.addr, &["Authorization: Bearer wrong"]).await, 401);
    let stale = format!("Cookie: order-ticket-{}={}", running.addr.port(), "0".repeat(64));
    assert_eq!(refused(running.addr, &[&stale, &origin]).await, 401);
    open(running.addr, &[BEARER]).await.unwrap();
}

#[tokio::test]
async fn cors_is_off_unless_an_origin_is_listed() {
    let running = gateway().await;
    let ask = ["Origin: https://dash.example", "Access-Control-Request-Method: POST"];
    let reply = send(running.addr, "OPTIONS", PLACE, &ask, "").await.unwrap();
    assert_eq!(reply.status, 403);
    assert!(!reply.head.to_lowercase().contains("access-control-"), "{}", reply.head);
    let reply = send(running.addr, "POST", PLACE, &["Origin: https://dash.example", BEARER, JSON], SAMPLE).await.unwrap();
    reply.is(403, "origin_not_allowed");
    assert!(!reply.head.to_lowercase().contains("access-control-"), "{}", reply.head);
    assert_eq!(placed(&running), 0);
}

#[tokio::test]
async fn a_listed_origin_calls_with_the_token_and_never_with_the_cookie() {
    let listed = Config { allow_origins: vec!["https://dash.example".parse().unwrap()], ..config() };
    let running = start(listed).await.unwrap();
    let origin = "Origin: https://dash.example";
    let ask = [origin, "Access-Control-Request-Method: POST", "Access-Control-Request-Private-Network: true"];
    let reply = send(running.addr, "OPTIONS", PLACE, &ask, "").await.unwrap();
    assert_eq!(reply.status, 204);
    assert_eq!(reply.header("access-control-allow-origin"), Some("https://dash.example"));
    assert_eq!(reply.header("access-control-allow-headers"), Some("Authorization, Content-Type, Order-Ticket-Attempt"));
    assert_eq!(reply.header("access-control-allow-private-network"), Some("true"));
    assert_eq!(reply.header("access-control-allow-credentials"), None);
    let headers = [origin, "Sec-Fetch-Site: cross-site", BEARER, JSON];
    let reply = send(running.addr, "POST", PLACE, &headers, SAMPLE).await.unwrap();
    reply.is(200, "orderId");
    assert_eq!(reply.header("access-control-allow-origin"), Some("https://dash.example"));
    assert_eq!(reply.header("vary"), Some("Origin"));
    let cookie = cookie(running.addr).await;
    send(running.addr, "POST", PLACE, &[origin, &cookie, JSON], SAMPLE).await.unwrap().is(401, "invalid_bearer");
    assert_eq!(refused(running.addr, &[origin, &cookie]).await, 401);
    assert_eq!(placed(&running), 1);
}

#[tokio::test]
async fn a_listed_origin_opens_the_socket_with_the_token_as_a_subprotocol() {
    let listed = Config { allow_origins: vec!["https://dash.example".parse().unwrap()], ..config() };
    let running = start(listed).await.unwrap();
    let token = crosstrade::Token::parse("my-secret-token").unwrap().protocol();
    let (origin, site) = ("Origin: https://dash.example", "Sec-Fetch-Site: cross-site");
    let offered = format!("Sec-WebSocket-Protocol: order-ticket, {token}");
    let mut socket = open(running.addr, &[origin, site, &offered]).await.unwrap();
    say(&mut socket, r#"{"action":"ping"}"#).await;
    hear(&mut socket, "pong").await.unwrap();
    let wrong = "Sec-WebSocket-Protocol: order-ticket, bearer.00";
    let cookie = cookie(running.addr).await;
    for (headers, status) in [
        (vec![origin, site, wrong, &cookie], 401),
        (vec![origin, site, &cookie], 401),
        (vec!["Origin: https://evil.example", site, &offered], 403),
        (vec![site, &offered], 403),
    ] {
        assert_eq!(refused(running.addr, &headers).await, status, "{headers:?}");
    }
    // By HTTP a subprotocol is nobody's key.
    send(running.addr, "POST", PLACE, &[origin, &offered, JSON], SAMPLE).await.unwrap().is(401, "invalid_bearer");
    assert_eq!(placed(&running), 0);
}

#[tokio::test]
async fn under_a_public_name_the_page_asks_for_the_token_once() {
    let public = Config { public_hosts: vec!["https://desk.example".parse().unwrap()], ..config() };
    let running = start(public).await.unwrap();
    let host = "Host: desk.example";
    let page = get(running.addr, "/", &[host]).await;
    assert_eq!((page.status, page.header("set-cookie")), (401, None));
    assert!(page.header("www-authenticate").unwrap().starts_with("Basic "));
    assert_eq!(get(running.addr, "/", &[host, "Authorization: Basic eDp3cm9uZw=="]).await.status, 401);
    let page = get(running.addr, "/", &[host, "Authorization: Basic eDpteS1zZWNyZXQtdG9rZW4="]).await;
    let set = page.header("set-cookie").unwrap();
    assert!(set.starts_with("__Host-order-ticket=") && set.ends_with("; Path=/; HttpOnly; SameSite=Strict; Secure"), "{set}");
    let cookie = format!("Cookie: {}", set.split(';').next().unwrap());
    let headers = [host, &cookie, "Origin: https://desk.example", JSON];
    send(running.addr, "POST", PLACE, &headers, SAMPLE).await.unwrap().is(200, "orderId");
    // A proxy on this machine that hides the public name is farther away than it looks.
    assert_eq!(get(running.addr, "/", &["X-Forwarded-For: 203.0.113.9"]).await.status, 401);
}

#[tokio::test]
async fn the_test_control_is_off_and_takes_the_token_only() {
    let running = gateway().await;
    assert_eq!(get(running.addr, "/test/venue", &[BEARER]).await.status, 404);
    let running = start(Config { test_control: true, ..config() }).await.unwrap();
    let (cookie, origin) = (cookie(running.addr).await, format!("Origin: http://{}", running.addr));
    assert_eq!(get(running.addr, "/test/venue", &[&cookie, &origin]).await.status, 401);
    assert_eq!(get(running.addr, "/test/venue", &[]).await.status, 401);
    get(running.addr, "/test/venue", &[BEARER]).await.is(200, r#""placed":0"#);
    let rules = "# two rules\nplace:status-503:next1\n\nread:delay-1:always\n";
    send(running.addr, "POST", "/test/faults", &[BEARER], rules).await.unwrap().is(200, "true");
    get(running.addr, "/test/venue", &[BEARER]).await.is(200, r#""faults":["place:status-503:next1","read:delay-1:always"]"#);
    send(running.addr, "POST", "/test/faults", &[BEARER], "place:dorp:always").await.unwrap().is(400, "accept-drop");
    assert_eq!(support::place(running.addr, SAMPLE).await.status, 503);
    support::place(running.addr, SAMPLE).await.is(200, "orderId");
    get(running.addr, "/test/venue", &[BEARER]).await.is(200, r#""placed":1"#);
    let mut socket = open(running.addr, &[BEARER]).await.unwrap();
    send(running.addr, "POST", "/test/break-sockets", &[BEARER], "").await.unwrap().is(200, "true");
    assert_eq!(support::closed(&mut socket).await, None);
    send(running.addr, "POST", "/test/reset", &[BEARER], "").await.unwrap().is(200, "true");
    get(running.addr, "/test/venue", &[BEARER]).await.is(200, r#""placed":0,"orders":[],"executions":[],"positions":[],"faults":[]"#);
}
