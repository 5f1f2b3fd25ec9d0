//! Pages that may not frame the ticket, and messages that are not what they should be.

use crate::browser::Kind;
use crate::framed::{Framed, host_without_headers, origin_of};
use crate::ways::by_browser;
use serde_json::{Value, json};

#[test]
fn the_gateway_lets_no_stranger_frame_the_ticket() {
    by_browser(async |kind: Kind| {
        let framed = Framed::unlisted(kind).await;
        framed.frame(&format!("{}/frame.html", framed.watched.origin()), true).await;
        framed.frame(&format!("{}/", framed.watched.origin()), true).await;
        // What the browser has put there is of no origin and holds nothing of ours. Chromium says why; WebKitGTK's driver has no console.
        let empty =
            "return origin === 'null' && document.readyState === 'complete' && !document.querySelector('#app, #frame-note, order-ticket')";
        for frame in 0..2 {
            crate::wait::until("the browser refuses both", async || {
                framed.browser.client.enter_parent_frame().await.unwrap();
                framed.browser.client.enter_frame(frame).await.unwrap();
                framed.browser.client.execute(empty, vec![]).await.is_ok_and(|said| said == json!(true))
            })
            .await;
        }
        let said = framed.browser.console().await.join("\n");
        assert!(kind == Kind::WebKit || said.matches("frame-ancestors").count() >= 2, "{said}");
        assert_eq!(framed.inside("return main()").await, Value::Null);
        assert_eq!(framed.around("return told.length", vec![]).await, json!(0));
        framed.venue.stays_at(0).await;
    });
}

/// A host that sends no header keeps nobody from framing its pages; they look themselves who is around them.
#[test]
fn without_headers_a_strangers_frame_holds_no_ticket() {
    by_browser(async |kind: Kind| {
        let framed = Framed::unlisted(kind).await;
        let list = |origins: &str| format!("{{ \"version\": 1, \"origins\": [{origins}] }}");
        for (list, says) in [
            (list(""), "not on this ticket's list"),
            (list("\"https://dash.example\""), "not on this ticket's list"),
            // The same host by another name is another origin.
            (list(&format!("\"http://localhost:{}\"", framed.site.port())), "not on this ticket's list"),
            (list("\"*\""), "“*” is no origin"),
            ("{ \"version\": 2, \"origins\": [] }".to_owned(), "Its version is 1"),
            ("<!doctype html>".to_owned(), "It is no JSON"),
        ] {
            let host = host_without_headers(list.clone()).await;
            framed.go(&origin_of(framed.site)).await;
            framed.frame(&format!("{}/frame.html", origin_of(host)), true).await;
            let wanted = format!("return window.document.querySelector('[role=alert]')?.textContent.includes({}) === true", json!(says));
            framed.inside_says(&list, &wanted).await;
            framed.around("knock({ type: 'order-ticket-connect', version: 1 })", vec![]).await;
            assert_eq!(framed.inside("return window.document.querySelector('order-ticket')").await, Value::Null, "{list}");
            assert_eq!(framed.around("return told.length", vec![]).await, json!(0), "{list}");
        }
        // A page on the list has its ticket there.
        let host = host_without_headers(list(&format!("\"{}\"", origin_of(framed.site)))).await;
        framed.go(&origin_of(framed.site)).await;
        framed.frame(&format!("{}/frame.html", origin_of(host)), true).await;
        framed.is_open().await;
    });
}

/// A listed page may be framed by another one: whoever is around has to be on the list.
#[test]
fn a_stranger_around_a_listed_page_has_no_ticket_either() {
    by_browser(async |kind: Kind| {
        let framed = Framed::unlisted(kind).await;
        let host = host_without_headers(format!("{{ \"version\": 1, \"origins\": [\"{}\"] }}", origin_of(framed.site))).await;
        framed.go(&format!("http://localhost:{}", framed.site.port())).await;
        framed.frame(&origin_of(framed.site), false).await;
        framed.inside_says("the listed page is up", "return window.show !== undefined").await;
        framed.inside(&format!("window.show('{}/frame.html', true)", origin_of(host))).await;
        framed.browser.client.enter_frame(0).await.unwrap();
        let script = "return document.querySelector('[role=alert]')?.textContent.includes('not on this ticket') === true";
        crate::wait::until("the ticket refuses", async || {
            framed.browser.client.execute(script, vec![]).await.is_ok_and(|said| said == json!(true))
        })
        .await;
        let ticket = framed.browser.client.execute("return document.querySelector('order-ticket')", vec![]).await.unwrap();
        assert_eq!(ticket, Value::Null);
    });
}

#[test]
fn the_page_of_its_own_does_not_run_in_a_frame() {
    by_browser(async |kind: Kind| {
        let framed = Framed::unlisted(kind).await;
        let host = host_without_headers(String::new()).await;
        framed.frame(&format!("{}/", origin_of(host)), false).await;
        framed
            .inside_says(
                "it says so, with a way on",
                "const says = document.getElementById('boot-error'); return !says.hidden && says.textContent.includes('frame.html') && \
                 says.querySelector('a').href.endsWith('/docs/frame.md')",
            )
            .await;
        assert_eq!(framed.inside("return main()").await, Value::Null);
    });
}

/// Each is no handshake: the ticket stays barred and answers none of them.
const NO_HANDSHAKES: [&str; 8] = [
    "knock({ type: 'order-ticket-connect', version: 2 })",
    "knock({ type: 'order-ticket-connect', version: '1' })",
    "knock({ type: 'order-ticket-connect' })",
    "knock({ type: 'order-ticket-connect', version: 1, more: true })",
    "knock(JSON.parse('{ \"type\": \"order-ticket-connect\", \"__proto__\": { \"version\": 1 } }'))",
    "knock({ type: 'order-ticket-connect', version: 1 }, 2)",
    "knock({ type: 'order-ticket-connect', version: 1 }, 0)",
    "knock(null)",
];

#[test]
fn only_the_page_around_it_connects_and_only_once() {
    by_browser(async |kind: Kind| {
        let framed = Framed::listed(kind).await;
        framed.frame(&format!("{}/frame.html", framed.watched.origin()), false).await;
        framed.inside_says("the ticket is there", "return main() !== null").await;
        // Another frame of the same page, from another origin and from its own: neither is the page around the ticket.
        for name in ["localhost", "127.0.0.1"] {
            let other = format!("http://{name}:{}", framed.site.port());
            framed.around("show(arguments[0], false)", vec![json!(other)]).await;
            framed.browser.client.enter_frame(1).await.unwrap();
            let script = "if (!window.show) return false; window.heard = []; const { port1, port2 } = new MessageChannel(); \
                 port1.onmessage = ({ data }) => window.heard.push(data); \
                 parent.frames[0].postMessage({ type: 'order-ticket-connect', version: 1 }, '*', [port2]); return true";
            crate::wait::until("it has knocked", async || {
                framed.browser.client.execute(script, vec![]).await.is_ok_and(|said| said == json!(true))
            })
            .await;
            framed.around("document.querySelectorAll('iframe')[1].remove()", vec![]).await;
        }
        for knock in NO_HANDSHAKES {
            framed.around(&format!("window.answers = [...(window.answers ?? []), {knock}.heard]"), vec![]).await;
        }
        framed.venue.stays_at(0).await;
        assert_eq!(framed.around("return answers.flat()", vec![]).await, json!([]));
        assert_eq!(framed.inside("return main().getAttribute('aria-disabled')").await, json!("true"));
        // The right one is heard, a second one is not.
        framed.around("window.first = knock({ type: 'order-ticket-connect', version: 1 })", vec![]).await;
        framed.around_says("the first is heard", "return first.heard.some((m) => m.type === 'state')").await;
        framed
            .around(
                "window.second = knock({ type: 'order-ticket-connect', version: 1 }); second.port.postMessage({ type: 'ping' })",
                vec![],
            )
            .await;
        framed.around("first.port.postMessage({ type: 'ping' })", vec![]).await;
        framed.around_says("the first still is", "return first.heard.some((m) => m.type === 'pong')").await;
        assert_eq!(framed.around("return second.heard", vec![]).await, json!([]));
    });
}

/// Messages that change nothing, with the code of the answer.
const WRONG: [(&str, &str); 17] = [
    ("null", "shape"),
    ("'lock'", "shape"),
    ("[]", "shape"),
    ("new Map([['type', 'lock']])", "shape"),
    ("{ type: ['lock'] }", "shape"),
    ("{ type: 'submit' }", "type"),
    ("{ type: 'confirm' }", "type"),
    ("{ type: 'click' }", "type"),
    ("{ type: '__proto__' }", "type"),
    ("{ type: 'constructor' }", "type"),
    ("{ type: 'lock', also: 1 }", "key"),
    ("{ type: 'prefill' }", "key"),
    ("{ type: 'prefill', fields: { transport: 'direct' } }", "key"),
    ("JSON.parse('{ \"type\": \"prefill\", \"fields\": { \"__proto__\": { \"quantity\": \"9\" } } }')", "key"),
    ("{ type: 'prefill', fields: { quantity: 9 } }", "value"),
    ("{ type: 'prefill', fields: { quantity: '9'.repeat(101) } }", "value"),
    ("{ type: 'theme', theme: 'url(x)' }", "value"),
];

#[test]
fn wrong_messages_and_ten_thousand_of_them_change_nothing() {
    by_browser(async |kind: Kind| {
        let framed = Framed::listed(kind).await;
        framed.frame(&format!("{}/frame.html", framed.watched.origin()), false).await;
        framed.inside_says("the ticket is there", "return main() !== null && line() === 'Connected'").await;
        framed
            .around("window.wire = knock({ type: 'order-ticket-connect', version: 1 }); window.last = () => wire.heard.at(-1)", vec![])
            .await;
        framed.around_says("it is open", "return wire.heard.findLast((m) => m.type === 'state')?.detail.stopped === null").await;
        let quantity = "return document.getElementById('quantity').value";
        let before = framed.inside(quantity).await;
        for (message, code) in WRONG {
            framed.around(&format!("wire.heard.length = 0; wire.port.postMessage({message})"), vec![]).await;
            let answered = format!("return wire.heard.some((m) => m.type === 'error' && m.detail.code === '{code}')");
            framed.around_says(message, &answered).await;
        }
        assert_eq!(framed.inside(quantity).await, before);
        // A flood of messages that are right: few are taken, the rest is answered once a second.
        let flood = "wire.heard.length = 0; for (let n = 0; n < 10000; n += 1) wire.port.postMessage({ type: 'prefill', fields: { quantity: String(1 + n % 3) } })";
        framed.around(flood, vec![]).await;
        framed.around_says("it says that this is too much", "return wire.heard.some((m) => m.detail.code === 'too-many')").await;
        crate::wait::until("it is alive", async || {
            framed.around("wire.port.postMessage({ type: 'ping' })", vec![]).await;
            framed.around("return wire.heard.some((m) => m.type === 'pong')", vec![]).await == json!(true)
        })
        .await;
        let errors = framed.around("return wire.heard.filter((m) => m.type === 'error').length", vec![]).await;
        assert!(errors.as_u64().is_some_and(|errors| errors < 20), "{errors} answers to the flood");
        assert_eq!(framed.inside("return window.document.querySelector('order-ticket').matches(':state(ready)')").await, json!(true));
        framed.venue.stays_at(0).await;
    });
}
