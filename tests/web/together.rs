//! Several tickets on one page: one session, one history, one set of settings; and nothing left when they are gone.

use crate::{document, field, host, settle, type_into};
use js_sys::Function;
use order_ticket::{mount, sessions};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

/// Runs a script of the test's own.
fn js(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap()
}

fn all(host: &HtmlElement, selector: &str) -> Vec<HtmlElement> {
    let nodes = host.query_selector_all(selector).unwrap();
    (0..nodes.length()).filter_map(|i| nodes.item(i)).map(JsCast::unchecked_into).collect()
}

fn text(element: &HtmlElement) -> String {
    element.text_content().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn until(what: &str, mut is: impl FnMut() -> bool) {
    for _ in 0..600 {
        if is() {
            return;
        }
        settle().await;
    }
    panic!("{what} did not come about");
}

fn button(host: &HtmlElement, words: &str) -> Option<HtmlElement> {
    all(host, "button").into_iter().find(|b| text(b) == words || b.get_attribute("aria-label").as_deref() == Some(words))
}

/// Clicks a button once it is there and on.
async fn click(host: &HtmlElement, words: &str) {
    let mut found = None;
    until(words, || {
        found = button(host, words).filter(|b| b.get_attribute("aria-disabled").is_none());
        found.is_some()
    })
    .await;
    found.unwrap().click();
    settle().await;
}

/// Answers a question, again until it counts: an answer that comes too soon does not.
async fn say(host: &HtmlElement, words: &str) {
    click(host, words).await;
    while let Some(there) = button(host, words) {
        gloo_timers::future::TimeoutFuture::new(200).await;
        there.click();
        settle().await;
    }
}

fn main_button(host: &HtmlElement) -> Option<HtmlElement> {
    all(host, "button.send").into_iter().next()
}

/// Waits until the ticket could send.
async fn ready(host: &HtmlElement) {
    until("a ticket that can send", || main_button(host).is_some_and(|b| b.get_attribute("aria-disabled").is_none())).await;
}

/// Sends a market order from a ticket, as a person does.
async fn send(host: &HtmlElement) {
    let market = all(host, "label").into_iter().find(|label| text(label) == "Market").unwrap();
    market.click();
    ready(host).await;
    main_button(host).unwrap().click();
    say(host, "Send to practice").await;
}

fn orders(host: &HtmlElement) -> usize {
    all(host, "ol.orders > li").len()
}

/// Where the line under the button says that the ticket's last order stands.
fn outcome(host: &HtmlElement) -> Option<String> {
    all(host, ".submit > p[role=status]").first().and_then(|line| line.get_attribute("data-phase"))
}

/// Lines of all histories in the storage that say this.
fn history_lines(words: &str) -> usize {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let keys = (0..storage.length().unwrap()).filter_map(|i| storage.key(i).ok().flatten());
    let blocks = keys.filter(|key| key.starts_with("order-ticket.history.")).filter_map(|key| storage.get_item(&key).ok().flatten());
    blocks.map(|block| block.lines().filter(|line| line.contains(words)).count()).sum()
}

#[wasm_bindgen_test]
async fn two_tickets_share_one_session_and_each_speaks_of_its_own_orders() {
    let (a, b) = (host(), host());
    let (first, second) = (mount(a.clone()), mount(b.clone()));
    ready_with_limit(&a).await;
    ready_with_limit(&b).await;
    assert_eq!(sessions(), 1);
    // Of every order its way to the exchange is a line; that it filled is one, and each fill is one.
    let lines = || (history_lines(r#""kind":"place""#), history_lines(r#""kind":"filled""#));
    let (placed, filled) = lines();
    send(&a).await;
    until("the order in both lists", || orders(&a) == 1 && orders(&b) == 1).await;
    until("filled", || outcome(&a).as_deref() == Some("filled")).await;
    assert_eq!(outcome(&b), None, "the other ticket announces nothing");
    until("the history", || lines() == (placed + 1, filled + 2)).await;
    send(&b).await;
    until("both orders in both lists", || orders(&a) == 2 && orders(&b) == 2).await;
    until("its own outcome", || outcome(&b).as_deref() == Some("filled")).await;
    // The one that was there first goes; the other works on, and the history with it.
    drop(first);
    settle().await;
    assert_eq!((a.child_element_count(), sessions()), (0, 1));
    send(&b).await;
    until("a third order", || orders(&b) == 3).await;
    until("the history of three", || lines() == (placed + 3, filled + 6)).await;
    gloo_timers::future::TimeoutFuture::new(600).await;
    assert_eq!(lines(), (placed + 3, filled + 6), "nothing is written twice");
    drop(second);
    settle().await;
    assert_eq!(sessions(), 0);
    a.remove();
    b.remove();
}

/// A price that can be sent, so that the ticket can become ready before a side is chosen.
async fn ready_with_limit(host: &HtmlElement) {
    type_into(&field(host, "Limit"), "1000.00");
    until("connected", || !all(host, ".submit").is_empty() && text(host).contains("Sim101")).await;
}

#[wasm_bindgen_test]
async fn the_kill_switch_and_settings_of_one_are_those_of_the_other() {
    let (a, b) = (host(), host());
    let (first, second) = (mount(a.clone()), mount(b.clone()));
    click(&a, "Connection and settings").await;
    until("the settings", || !all(&a, "dialog fieldset").is_empty()).await;
    click(&a, "Limits").await;
    click(&a, "Stop trading…").await;
    say(&a, "Stop and cancel").await;
    for host in [&a, &b] {
        until("stopped", || text(host).contains("Kill switch on")).await;
        until("the reason", || text(host).contains("The kill switch is on")).await;
    }
    type_into(&field(&a, "Type trade again to let orders go"), "trade again");
    click(&a, "Let orders go").await;
    until("both go again", || [&a, &b].iter().all(|host| !text(host).contains("The kill switch is on"))).await;
    // The theme is on the document; the words of its button are each ticket's.
    let theme = |host: &HtmlElement| all(host, ".bar-tools button").first().and_then(|b| b.get_attribute("aria-label"));
    let before = theme(&b);
    all(&a, ".bar-tools button")[0].click();
    until("the other's theme", || theme(&b) != before && theme(&b) == theme(&a)).await;
    drop((first, second));
    settle().await;
    assert_eq!(sessions(), 0);
    a.remove();
    b.remove();
}

#[wasm_bindgen_test]
async fn twenty_mounts_leave_no_timer_no_listener_and_no_session() {
    // The history's lock and the parts of the page are there once a page and stay: they come with the first ticket.
    let there = host();
    let first = mount(there.clone());
    gloo_timers::future::TimeoutFuture::new(1_000).await;
    drop(first);
    settle().await;
    js("const {setInterval: si, clearInterval: ci, addEventListener: add, removeEventListener: remove} = window;
        const own = {setInterval: si, clearInterval: ci, addEventListener: add, removeEventListener: remove};
        const c = (window.counted = {own, timers: new Set(), listeners: 0});
        window.setInterval = (...a) => { const id = si(...a); c.timers.add(id); return id; };
        window.clearInterval = (id) => { c.timers.delete(id); ci(id); };
        window.addEventListener = (...a) => { c.listeners += 1; add.apply(window, a); };
        window.removeEventListener = (...a) => { c.listeners -= 1; remove.apply(window, a); };");
    let count = |what: &str| js(&format!("return window.counted.{what};")).as_f64().unwrap();
    let other = host();
    for turn in 0..10 {
        let mounted = mount(there.clone());
        if turn % 3 == 0 {
            gloo_timers::future::TimeoutFuture::new(500).await;
        }
        let beside = mount(other.clone());
        settle().await;
        assert_eq!(sessions(), 1);
        assert!(count("timers.size") > 2.0, "what is counted is used");
        drop(mounted);
        settle().await;
        assert_eq!(sessions(), 1);
        drop(beside);
        settle().await;
        assert_eq!(sessions(), 0);
    }
    // What was on its way when the last one went.
    gloo_timers::future::TimeoutFuture::new(1_000).await;
    assert_eq!((count("timers.size"), count("listeners"), sessions()), (0.0, 0.0, 0));
    assert_eq!((there.child_element_count(), other.child_element_count()), (0, 0));
    js("Object.assign(window, window.counted.own)");
    there.remove();
    other.remove();
    assert!(document().query_selector(".desk").unwrap().is_none());
}
