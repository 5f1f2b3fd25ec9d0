//! The page's parts in a real browser: what only a DOM and a JavaScript engine can show. `cargo xtask test wasm` runs them.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[path = "web/together.rs"]
pub mod together;

use order_model::Price;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// A place of its own for one ticket.
fn host() -> HtmlElement {
    let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&host).unwrap();
    host
}

/// Lets the page's own work happen: the DOM follows a change a moment later.
async fn settle() {
    gloo_timers::future::TimeoutFuture::new(60).await;
}

fn field(host: &HtmlElement, label: &str) -> HtmlInputElement {
    let labels = host.query_selector_all("label").unwrap();
    let label = (0..labels.length())
        .filter_map(|i| labels.item(i))
        .map(|node| node.unchecked_into::<HtmlElement>())
        .find(|node| node.has_attribute("for") && node.text_content().is_some_and(|text| text.trim() == label))
        .unwrap_or_else(|| panic!("no field with the label {label}"));
    let id = label.get_attribute("for").unwrap();
    host.query_selector(&format!("[id='{id}']")).unwrap().unwrap().unchecked_into()
}

fn type_into(input: &HtmlInputElement, text: &str) {
    input.set_value(text);
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    input.dispatch_event(&web_sys::Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
}

fn notes(host: &HtmlElement) -> Vec<String> {
    let notes = host.query_selector_all("[data-code]").unwrap();
    (0..notes.length()).filter_map(|i| notes.item(i)?.unchecked_into::<HtmlElement>().get_attribute("data-code")).collect()
}

#[wasm_bindgen_test]
async fn what_is_typed_stays_as_typed_and_its_findings_appear() {
    let host = host();
    let handle = order_ticket::mount(host.clone());
    settle().await;
    let limit = field(&host, "Limit");
    for text in ["6010.3", "6010.30", "1,000.50", "1e3", "6010.", "-", "  6010.25 "] {
        type_into(&limit, text);
        settle().await;
        assert_eq!(limit.value(), text, "the field must not be rewritten");
    }
    type_into(&limit, "1e3");
    settle().await;
    assert!(notes(&host).contains(&"limit.form".to_owned()), "{:?}", notes(&host));
    assert_eq!(limit.get_attribute("aria-invalid").as_deref(), Some("true"));
    let described = limit.get_attribute("aria-describedby").unwrap();
    let text = document().get_element_by_id(described.split(' ').next().unwrap()).unwrap().text_content().unwrap();
    assert!(text.contains("without an exponent"), "{text}");
    drop(handle);
    host.remove();
}

#[wasm_bindgen_test]
async fn a_ticket_taken_off_leaves_nothing_behind() {
    let host = host();
    for _ in 0..3 {
        let handle = order_ticket::mount(host.clone());
        settle().await;
        assert!(host.query_selector("form").unwrap().is_some());
        drop(handle);
        settle().await;
        assert_eq!(host.child_element_count(), 0);
    }
    host.remove();
}

/// A price as a JSON number comes back from the browser's own JSON as the same price: 15 digits fit a double.
#[wasm_bindgen_test]
fn prices_survive_the_json_of_the_browser() {
    let mut seed: u64 = 88_172_645_463_325_252;
    for _ in 0..2_000 {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let mantissa = i64::try_from(seed % 1_000_000_000_000_000).unwrap();
        let decimals = u32::try_from((seed >> 50) % 16).unwrap();
        let price = Price::try_new(mantissa, decimals).unwrap();
        let parsed = js_sys::JSON::parse(&price.to_string()).unwrap();
        let printed = js_sys::JSON::stringify(&parsed).unwrap().as_string().unwrap();
        assert_eq!(Price::parse_json(&printed), Some(price), "{price} came back as {printed}");
    }
}

/// The clock of the page is the browser's: a ticket opened now names a contract that still trades.
#[wasm_bindgen_test]
async fn the_ticket_opens_on_a_contract_that_trades() {
    let host = host();
    let handle = order_ticket::mount(host.clone());
    settle().await;
    let name = field(&host, "Instrument").value();
    let now = js_sys::Date::now();
    let today = order_model::Day::from_unix_millis(millis(now));
    let instrument = order_model::Instrument::parse(&name, Some(today)).unwrap();
    assert!(instrument.last_trading_day().unwrap() >= today, "{name}");
    drop(handle);
    host.remove();
}

#[allow(clippy::as_conversions, reason = "a JavaScript date is a whole number of milliseconds")]
fn millis(now: f64) -> i64 {
    now as i64
}
