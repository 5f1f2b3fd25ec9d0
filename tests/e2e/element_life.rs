//! The coming and going of the element: moved, taken off, put back, twenty times over, two at a time, and in a form.

use crate::browser::{Browser, Kind};
use crate::dashboard::Dashboard;
use crate::wait::until;
use crate::ways::{by_browser, run};
use serde_json::{Value, json};

#[test]
fn a_ticket_that_is_moved_or_put_back_keeps_what_was_typed() {
    by_browser(async |kind: Kind| {
        let body = "<div id=\"one\"><order-ticket id=\"a\" transport=\"practice\"></order-ticket></div><div id=\"two\"></div>";
        let page = Dashboard::open(kind, body).await;
        page.choose("Side", "Sell").await;
        page.fill("Quantity", "3").await;
        page.fill("Limit", "6000.10").await;
        let typed = "return find('textbox', 'Quantity').value === '3' && find('textbox', 'Limit').value === '6000.10' && radio('Side', 'Sell').checked";
        page.js("window.held = form(); two.append(a)", vec![]).await;
        page.waits("moved", typed).await;
        assert!(page.is("return held === form() && two.contains(a)").await, "moving does not build it again");
        let ready = |told: &[(String, Value)]| told.iter().filter(|(name, _)| name == "ready").count();
        assert_eq!(ready(&page.told("a").await), 1);

        page.js("window.away = a; a.remove()", vec![]).await;
        page.waits("it is gone", "return !away.matches(':state(ready)')").await;
        assert_eq!(
            page.js("return [away.draft.quantity, away.draft.limitPrice, away.draft.action]", vec![]).await,
            json!(["3", "6000.10", "Sell"])
        );
        page.js("away.prefill({ quantity: 4 }); one.append(away)", vec![]).await;
        page.looks_at("#a").await;
        page.waits("put back", &typed.replace("'3'", "'4'")).await;
        assert_eq!(ready(&page.told("a").await), 1);
        page.is_quiet().await;
    });
}

/// What grows when something is left behind. WebKitGTK's driver counts nothing: there only the program's own memory tells.
async fn counted(browser: &Browser) -> [u64; 4] {
    if browser.kind == Kind::WebKit {
        return [0; 4];
    }
    for _ in 0..3 {
        browser.cdp("HeapProfiler.collectGarbage", json!({})).await;
    }
    let dom = browser.cdp("Memory.getDOMCounters", json!({})).await;
    let heap = browser.cdp("Runtime.getHeapUsage", json!({})).await;
    let number = |value: &Value| {
        value.as_u64().unwrap_or_else(|| value.as_f64().and_then(|float| format!("{float:.0}").parse().ok()).unwrap_or_default())
    };
    [&dom["documents"], &dom["nodes"], &dom["jsEventListeners"], &heap["usedSize"]].map(number)
}

#[test]
fn twenty_mounts_leave_nothing_behind() {
    by_browser(async |kind: Kind| {
        let body = "<div id=\"one\"><order-ticket id=\"a\" transport=\"practice\"></order-ticket></div>";
        let page = Dashboard::open(kind, body).await;
        let memory = "const { default: start } = await import(performance.getEntriesByType('resource').find((e) => /order-ticket-\\w+\\.js/.test(e.name)).name); \
             const program = await start(); return program.memory.buffer.byteLength";
        let rounds = async |count: usize| {
            for _ in 0..count {
                page.is_up().await;
                // Typed without the driver's finding anything: it would hold what it has found.
                match kind {
                    Kind::Chromium => {
                        page.js("find('textbox', 'Quantity').focus()", vec![]).await;
                        page.browser.cdp("Input.insertText", json!({ "text": "2" })).await;
                    }
                    Kind::WebKit => page.fill("Quantity", "22").await,
                }
                page.waits("typed", "return find('textbox', 'Quantity').value.length === 2").await;
                page.js("window.away = a; a.remove(); told = []; delete window.held", vec![]).await;
                page.waits("it is gone", "return !away.matches(':state(ready)')").await;
                page.js("one.innerHTML = '<order-ticket id=\"a\" transport=\"practice\"></order-ticket>'; delete window.away", vec![])
                    .await;
                page.looks_at("#a").await;
            }
            page.is_up().await;
            page.js("return new Promise((done) => setTimeout(done, 1500))", vec![]).await;
            let wasm = page.js(&format!("return (async () => {{ {memory} }})()"), vec![]).await;
            (counted(&page.browser).await, wasm.as_u64().unwrap_or_default())
        };
        // The first rounds fetch parts and grow the memory to what one ticket needs.
        let (before, wasm_before) = rounds(5).await;
        let (after, wasm_after) = rounds(20).await;
        eprintln!("{kind:?}: documents, nodes, listeners, heap: {before:?} → {after:?}; wasm {wasm_before} → {wasm_after}");
        assert_eq!(before[0], after[0], "documents");
        assert!(after[1] <= before[1] + before[1] / 10, "nodes: {before:?} → {after:?}");
        assert!(after[2] <= before[2] + 5, "listeners: {before:?} → {after:?}");
        assert!(after[3] <= before[3] + 1_000_000, "heap: {before:?} → {after:?}");
        assert!(wasm_after <= wasm_before + 2 * 65_536, "wasm: {wasm_before} → {wasm_after}");
        page.is_quiet().await;
    });
}

/// Clicks a button by its name's start as a hand does until that has done what it does, without the driver's finding it: it would
/// hold what it has found.
async fn hand(page: &Dashboard, verb: &str, done: &str) {
    let found =
        format!("const e = all('button').find((e) => name(e).startsWith({})); e?.scrollIntoView({{ block: 'center' }});", json!(verb));
    let middle = format!("{found} const r = e?.getBoundingClientRect(); return r ? [r.x + r.width / 2, r.y + r.height / 2] : null");
    until(verb, async || {
        let at = page.js(&middle, vec![]).await;
        for kind in ["mousePressed", "mouseReleased"].iter().filter(|_| !at.is_null()) {
            let event = json!({ "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1 });
            page.browser.cdp("Input.dispatchMouseEvent", event).await;
        }
        page.js("return new Promise((done) => setTimeout(done, 200))", vec![]).await;
        page.is(&format!("return {done}")).await
    })
    .await;
}

#[test]
fn a_desk_with_everything_open_leaves_nothing_behind() {
    run(async {
        let body =
            "<order-ticket id=\"b\" transport=\"practice\" order-type=\"MARKET\" quantity=\"2\"></order-ticket><div id=\"one\"></div>";
        let page = Dashboard::open(Kind::Chromium, body).await;
        // A position and a working order, which the session keeps while `b` is there.
        page.place().await;
        page.row(0, "filled").await;
        page.js("b.prefill({ orderType: 'LIMIT', limitPrice: (Number(cell('Bid').replace(/,/g, '')) - 20).toFixed(2) })", vec![]).await;
        page.place().await;
        page.row(0, "working").await;
        let rounds = async |count: usize| {
            for _ in 0..count {
                let there = "one.innerHTML = '<order-ticket id=\"a\" view=\"desk\" transport=\"practice\"></order-ticket>'";
                page.js(there, vec![]).await;
                page.looks_at("#a").await;
                let forms = "home().querySelectorAll('.inline-form form').length";
                hand(&page, "Bracket ", &format!("{forms} === 1")).await;
                hand(&page, "Change ", &format!("{forms} === 2")).await;
                hand(&page, "OCO pair", "home().querySelector('.tool-part') !== null").await;
                hand(&page, "Connection and settings", "scope() !== home()").await;
                page.js("window.away = a; one.replaceChildren(); told = []", vec![]).await;
                page.waits("it is gone", "return !away.matches(':state(ready)')").await;
                page.js("delete window.away", vec![]).await;
            }
            page.js("return new Promise((done) => setTimeout(done, 1500))", vec![]).await;
            counted(&page.browser).await
        };
        let (before, after) = (rounds(3).await, rounds(10).await);
        eprintln!("documents, nodes, listeners, heap: {before:?} → {after:?}");
        assert!(after[1] <= before[1] + before[1] / 10, "nodes: {before:?} → {after:?}");
        assert!(after[2] <= before[2] + 5, "listeners: {before:?} → {after:?}");
        page.is_quiet().await;
    });
}

#[test]
fn a_ticket_whose_host_cannot_be_asked_says_so_and_leaves_nothing_behind() {
    run(async {
        let body = "<div id=\"one\"><order-ticket id=\"a\" transport=\"practice\" order-type=\"MARKET\"></order-ticket></div>";
        let page = Dashboard::open(Kind::Chromium, body).await;
        page.browser.cdp("Network.enable", json!({})).await;
        page.browser.cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
        page.browser.cdp("Network.setBlockedURLs", json!({ "urls": ["*split_host*"] })).await;
        page.client().refresh().await.unwrap();
        page.js("window.e2eTicket = '#a'", vec![]).await;
        let failed = async || {
            page.waits("it says so", "return norm(a.shadowRoot.textContent).includes('did not load completely') && main() === null").await;
            let hears = "return a.matches(':state(failed)') && told.some((e) => e[1] === 'error' && e[2].code === 'load')";
            page.waits("and its page hears", hears).await;
        };
        let rounds = async |count: usize| {
            for _ in 0..count {
                failed().await;
                page.js("told = []; one.replaceChildren(); one.innerHTML = '<order-ticket id=\"a\" transport=\"practice\" order-type=\"MARKET\"></order-ticket>'", vec![]).await;
            }
            failed().await;
            counted(&page.browser).await
        };
        let (before, after) = (rounds(2).await, rounds(6).await);
        eprintln!("documents, nodes, listeners, heap: {before:?} → {after:?}");
        assert!(after[2] <= before[2] + 5, "listeners: {before:?} → {after:?}");
        // As it says: taken off and put back it tries again.
        page.browser.cdp("Network.setBlockedURLs", json!({ "urls": [] })).await;
        page.js("const away = a; away.remove(); setTimeout(() => one.append(away), 50)", vec![]).await;
        page.looks_at("#a").await;
        page.ready().await;
    });
}

#[test]
fn two_tickets_are_at_one_session_and_each_is_told_of_its_own_orders() {
    by_browser(async |kind: Kind| {
        let body = "<div class=\"tickets\"><order-ticket id=\"a\" transport=\"practice\" order-type=\"MARKET\"></order-ticket>\
             <order-ticket id=\"b\" transport=\"practice\" instrument=\"NQ\" action=\"SELL\" order-type=\"MARKET\"></order-ticket></div>";
        let page = Dashboard::open(kind, body).await;
        page.ready().await;
        page.press_main().await;
        page.say_yes().await;
        page.outcome("filled").await;
        page.told("a").await;
        page.looks_at("#b").await;
        assert!(page.told("b").await.iter().all(|(name, _)| name == "ready"), "it is not told of the other's order");
        page.waits("the one session's order is in both lists", "return orders().length === 1 && orders()[0].dataset.state === 'filled'")
            .await;
        page.ready().await;
        page.press_main().await;
        page.say_yes().await;
        page.outcome("filled").await;
        assert!(page.told("b").await.iter().any(|(name, _)| name == "sent") && page.told("a").await.is_empty());
        // One goes, the other stays in work.
        page.js("a.remove()", vec![]).await;
        page.fill("Quantity", "2").await;
        page.place().await;
        page.row(0, "filled").await;
        assert_eq!(page.rows().await.len(), 3);
        page.is_quiet().await;
    });
}

#[test]
fn a_form_sees_whether_the_order_could_be_sent_and_what_it_is() {
    by_browser(async |kind: Kind| {
        let body = "<form id=\"f\"><order-ticket id=\"a\" name=\"order\" transport=\"practice\" quantity=\"2\" theme=\"light\"></order-ticket></form>";
        let page = Dashboard::open(kind, body).await;
        page.is_up().await;
        page.waits(
            "blocked: no price",
            "return !f.checkValidity() && a.matches(':invalid') && a.form === f && a.validationMessage.includes('price')",
        )
        .await;
        page.choose("Type", "Market").await;
        page.ready().await;
        page.waits("valid", "return f.checkValidity() && a.matches(':valid') && a.validationMessage === ''").await;
        let sent = "const draft = JSON.parse(new FormData(f).get('order')); return [draft.quantity, draft.orderType, draft.action].join()";
        assert_eq!(page.text(sent).await, "2,Market,Buy");
        page.choose("Type", "Limit").await;
        page.fill("Quantity", "5").await;
        page.fill("Limit", "6000").await;
        page.js("f.reset()", vec![]).await;
        page.waits("as the attributes say", "return find('textbox', 'Quantity').value === '2' && find('textbox', 'Limit').value === ''")
            .await;
        assert!(page.told("a").await.iter().all(|(name, _)| name == "ready"), "a reset is no error");
        page.js("a.readonly = true", vec![]).await;
        page.waits("as all that is for reading only, it is not asked", "return !a.willValidate && f.checkValidity()").await;
        page.is_quiet().await;
    });
}
