//! Another site, open in the same browser, tries to place an order through the page's cookie.

use crate::desk::{Desk, Way};
use crate::http::foreign_site;
use crate::venue::front;
use crate::ways::run;
use serde_json::{Value, json};

const PAGE: &str =
    "<!doctype html><html lang=en><meta charset=utf-8><title>Elsewhere</title><link rel=icon href='data:,'><p>Elsewhere</p></html>";

#[test]
fn a_foreign_page_cannot_place_an_order_through_the_cookie() {
    run(async {
        let desk = Desk::open(Way::GatewaySocket).await;
        let site = foreign_site(PAGE).await;
        let gateway = desk.venue.origin();
        let body = format!(r#"{{"instrument":"{}","action":"BUY","orderType":"MARKET","quantity":1,"timeInForce":"DAY"}}"#, front());
        // The same host on another port is the same site for a cookie; another name is another site; a file has no origin.
        for elsewhere in [format!("http://{site}/"), format!("http://localhost:{}/", site.port())] {
            desk.client().goto(&elsewhere).await.unwrap();
            for attack in ATTACKS {
                let args = vec![json!(gateway), json!(body), json!(desk.venue.addr.port())];
                let said = desk.client().execute(attack, args).await.unwrap();
                assert_ne!(said["status"], json!(200), "{elsewhere}: {attack}");
            }
            desk.venue.stays_at(0).await;
        }
        // The page itself still can, in the same browser.
        desk.visit("").await;
        desk.is_up().await;
        desk.choose("Type", "Market").await;
        desk.place().await;
        desk.outcome("filled").await;
        assert_eq!(desk.venue.placed(), 1);
    });
}

/// Scripts of the foreign page. `arguments`: origin, body, port.
const ATTACKS: [&str; 7] = [
    // Asks first, as any cross-origin JSON must.
    "return fetch(arguments[0] + '/v1/api/accounts/Sim101/orders/place', { method: 'POST', credentials: 'include', \
       headers: { 'Content-Type': 'application/json' }, body: arguments[1] }).then((r) => ({ status: r.status }), (e) => ({ status: String(e) }))",
    // Does not ask: simple requests, whose answers it may not read.
    "return fetch(arguments[0] + '/v1/api/accounts/Sim101/orders/place', { method: 'POST', mode: 'no-cors', credentials: 'include', \
       headers: { 'Content-Type': 'text/plain' }, body: arguments[1] }).then((r) => ({ status: r.status }), (e) => ({ status: String(e) }))",
    "return fetch(arguments[0] + '/v1/api/accounts/Sim101/orders/place', { method: 'POST', mode: 'no-cors', credentials: 'include', \
       body: new Blob([arguments[1]], { type: 'application/x-www-form-urlencoded' }) }).then((r) => ({ status: r.status }), (e) => ({ status: String(e) }))",
    "return { status: navigator.sendBeacon(arguments[0] + '/v1/api/accounts/Sim101/orders/place', new Blob([arguments[1]], { type: 'text/plain' })) }",
    // Under the other name of this machine.
    "return fetch('http://localhost:' + arguments[2] + '/v1/api/accounts/Sim101/orders/place', { method: 'POST', mode: 'no-cors', \
       credentials: 'include', body: arguments[1] }).then((r) => ({ status: r.status }), (e) => ({ status: String(e) }))",
    // A form whose text is JSON, into a frame.
    "return new Promise((done) => { const frame = document.createElement('iframe'); frame.name = 'f' + Math.random(); document.body.append(frame); \
       const form = document.createElement('form'); form.method = 'POST'; form.enctype = 'text/plain'; form.target = frame.name; \
       form.action = arguments[0] + '/v1/api/accounts/Sim101/orders/place'; const input = document.createElement('input'); \
       input.name = arguments[1].slice(0, -1) + ',\"x\":\"'; input.value = '\"}'; form.append(input); document.body.append(form); \
       frame.addEventListener('load', () => done({ status: 'loaded' })); form.submit(); setTimeout(() => done({ status: 'no load' }), 3000); })",
    // The socket, to which the browser sends the cookie without asking.
    "return new Promise((done) => { const args = JSON.parse(arguments[1]); const socket = new WebSocket(arguments[0].replace('http', 'ws') + '/ws/stream'); \
       socket.onopen = () => { socket.send(JSON.stringify({ action: 'rpc', id: 'x', api: 'PlaceOrder', args: { account: 'Sim101', ...args } })); \
         done({ status: 200 }); }; socket.onclose = () => done({ status: 'closed' }); })",
];

/// What the browser has of the gateway is out of the foreign page's sight.
#[test]
fn the_session_cookie_cannot_be_read_by_a_script() {
    run(async {
        let desk = Desk::open(Way::GatewaySocket).await;
        let cookies = desk.text("return document.cookie").await;
        let all = desk.browser.cdp("Network.getAllCookies", json!({})).await;
        let session =
            all["cookies"].as_array().into_iter().flatten().find(|c| c["httpOnly"] == json!(true)).cloned().unwrap_or(Value::Null);
        assert_eq!((&session["sameSite"], &session["session"]), (&json!("Strict"), &json!(true)), "{all}");
        let value = session["value"].as_str().unwrap();
        assert!(value.len() >= 32 && !cookies.contains(value));
    });
}
