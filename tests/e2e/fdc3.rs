//! The ticket among the applications of a desktop, by FDC3: others fill it in and hear of it; nobody sends with it.

#[path = "fdc3/agents.rs"]
mod agents;

use crate::browser::Kind;
use crate::desk::{Desk, Way};
use crate::venue::{config, front};
use crate::ways::by_browser;
use serde_json::{Value, json};

/// What the ticket listens for.
const LISTENS: &str = "ViewInstrument fdc3.instrument orderTicket.StartOrder";
/// What it fetches for FDC3.
const FETCHED: &str = "return performance.getEntriesByType('resource').filter((e) => e.name.includes('fdc3')).length";

/// The page with an agent that it has joined.
async fn joined(kind: Kind) -> Desk {
    let desk = agents::with(kind, agents::PRELOADED).await;
    listens(&desk).await;
    desk
}

async fn listens(desk: &Desk) {
    let script = format!("return (window.e2eAgent ?? window.opener.e2eAgent).on() === {}", json!(LISTENS));
    desk.waits("the ticket listens", &script).await;
}

/// An instrument, as other applications have it.
fn instrument(ticker: &str) -> Value {
    json!({ "type": "fdc3.instrument", "name": "any", "id": { "ticker": ticker, "FIGI": "BBG00X" } })
}

/// An order to begin with.
fn draft(fields: Value) -> Value {
    json!({ "type": "orderTicket.draft", "draft": fields })
}

/// Raises an intent as another application would, and gives status and message of its result.
async fn raise(desk: &Desk, intent: &str, context: Value) -> (String, String) {
    let script = "return (window.e2eAgent ?? window.opener.e2eAgent).raise(arguments[0], arguments[1])";
    let result = desk.js(script, vec![json!(intent), context]).await;
    assert_eq!(result["type"], "fdc3.transactionResult", "{result}");
    (result["status"].as_str().unwrap().to_owned(), result["message"].as_str().unwrap().to_owned())
}

async fn hear(desk: &Desk, context: Value) {
    desk.js("(window.e2eAgent ?? window.opener.e2eAgent).hear(arguments[0])", vec![context]).await;
}

/// What the ticket has said, with the channel it was said on.
async fn said(desk: &Desk) -> Vec<(String, Value)> {
    let said = desk.js("return (window.e2eAgent ?? window.opener.e2eAgent).said", vec![]).await;
    let said = said.as_array().cloned().unwrap_or_default();
    said.into_iter().map(|pair| (pair[0].as_str().unwrap().to_owned(), pair[1].clone())).collect()
}

async fn waits_for(desk: &Desk, count: usize) -> Vec<(String, Value)> {
    let script = format!("return (window.e2eAgent ?? window.opener.e2eAgent).said.length >= {count}");
    desk.waits("something is said", &script).await;
    said(desk).await
}

/// Waits until the ticket has this instrument and says who filled it in.
async fn filled(desk: &Desk, name: &str) {
    let script = format!(
        "return find('textbox', 'Instrument').value === {} && norm(document.body.innerText).includes('Filled in by another application')",
        json!(name)
    );
    desk.waits("filled in", &script).await;
}

/// Everything the fields hold.
async fn fields(desk: &Desk) -> String {
    desk.text("return [...form().querySelectorAll('input')].map((e) => e.type === 'radio' ? e.checked : e.value).join('|')").await
}

/// From an intent to the result of an order that the trader has sent.
async fn an_order_begins_elsewhere_and_is_sent_here(desk: &Desk) {
    let given = json!({ "instrument": front(), "action": "SELL", "quantity": "2", "orderType": "LIMIT", "limitPrice": "6015.50", "timeInForce": "GTC" });
    let (status, message) = raise(desk, "orderTicket.StartOrder", draft(given)).await;
    assert_eq!((status.as_str(), message.as_str()), ("Updated", "The ticket is filled in. Nothing was sent."));
    filled(desk, &front()).await;
    desk.ready().await;
    assert_eq!(desk.label().await, format!("Sell 2 {} · LIMIT 6015.50 · GTC", front()));
    desk.venue.stays_at(0).await;
    assert_eq!(said(desk).await, vec![], "an instrument that came from outside is not told");

    desk.press_main().await;
    desk.waits("the trader is asked", "return question() !== null").await;
    desk.say_yes().await;
    desk.venue.takes(1).await;
    let row = desk.row(0, "working").await;
    let results = waits_for(desk, 2).await;
    assert!(
        results.iter().all(|(channel, result)| channel == "orderTicket.results" && result["type"] == "orderTicket.result"),
        "{results:?}"
    );
    assert_eq!(results[0].1["event"], "acknowledged");
    let last = &results.last().unwrap().1;
    assert_eq!((&last["event"], &last["state"], &last["filled"]), (&json!("updated"), &json!("working"), &json!("0")), "{last}");
    assert_eq!(last["id"]["orderTicket.orderId"], row.id);
    assert_eq!(last["order"]["type"], "fdc3.order");
    assert_eq!(last["order"]["details"]["limitPrice"], "6015.5", "{last}");
    assert_eq!(last["order"]["details"]["product"]["instrument"]["id"]["ticker"], front());
    assert!(!format!("{results:?}").contains("Sim101"), "no account: {results:?}");
}

#[test]
fn the_desktop_fills_the_ticket_the_trader_sends_and_the_desktop_hears_the_result() {
    by_browser(async |kind: Kind| {
        let desk = joined(kind).await;
        an_order_begins_elsewhere_and_is_sent_here(&desk).await;
        desk.was_quiet().await;
    });
}

#[test]
fn an_instrument_comes_by_channel_and_by_intent_and_is_not_said_back() {
    by_browser(async |kind: Kind| {
        let desk = joined(kind).await;
        let (nasdaq, gold) = (front().replace("ES", "NQ"), "GC 12-30");
        hear(&desk, instrument(&nasdaq)).await;
        filled(&desk, &nasdaq).await;
        // The trader's first edit makes it his; the instrument stays one that others know already.
        desk.fill("Quantity", "2").await;
        desk.waits("the note goes", "return !norm(document.body.innerText).includes('Filled in by')").await;
        let (status, _) = raise(&desk, "ViewInstrument", instrument(gold)).await;
        assert_eq!(status, "Updated");
        filled(&desk, gold).await;
        // Everybody's instruments pass on a channel.
        let before = fields(&desk).await;
        for other in [
            instrument("AAPL"),
            instrument(""),
            json!({ "type": "fdc3.instrument" }),
            json!({ "type": "fdc3.instrument", "id": { "FIGI": "x" } }),
        ] {
            hear(&desk, other).await;
        }
        assert_eq!(fields(&desk).await, before);

        desk.fill("Instrument", &front()).await;
        let told = waits_for(&desk, 1).await;
        assert_eq!(told, vec![("user".to_owned(), json!({ "type": "fdc3.instrument", "name": front(), "id": { "ticker": front() } }))]);
        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

#[test]
fn a_question_that_the_trader_is_asked_is_taken_back_when_another_application_changes_the_order() {
    by_browser(async |kind: Kind| {
        let desk = joined(kind).await;
        crate::lost::ready_with_limit(&desk).await;
        // He did not fill it in himself: he is asked, whatever he has set.
        let (status, _) = raise(&desk, "orderTicket.StartOrder", draft(json!({ "quantity": "2" }))).await;
        assert_eq!(status, "Updated");
        desk.ready().await;
        desk.press_main().await;
        desk.waits("he is asked", "return question() !== null").await;
        // What is there already takes nothing back.
        hear(&desk, instrument(&front())).await;
        assert!(desk.is("return question() !== null").await);
        raise(&desk, "orderTicket.StartOrder", draft(json!({ "quantity": "3" }))).await;
        desk.waits("the question is gone", "return question() === null").await;
        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

#[test]
fn what_cannot_be_read_changes_nothing_and_is_answered_with_why() {
    by_browser(async |kind: Kind| {
        let desk = joined(kind).await;
        let before = fields(&desk).await;
        let start = "orderTicket.StartOrder";
        let cases = [
            ("ViewInstrument", instrument("AAPL"), "no futures contract"),
            ("ViewInstrument", json!({ "type": "fdc3.instrument", "id": { "FIGI": "BBG00X" } }), "id.ticker"),
            ("ViewInstrument", json!({ "type": "fdc3.contact", "id": { "ticker": "ES 12-26" } }), "fdc3.instrument"),
            ("ViewInstrument", Value::Null, "fdc3.instrument"),
            (start, json!({ "type": "orderTicket.draft" }), "\"draft\""),
            (start, draft(json!([])), "\"draft\""),
            (start, draft(json!({})), "Nothing is offered"),
            (start, draft(json!({ "quantity": 2 })), "quantity is a text"),
            (start, draft(json!({ "quantity": "2", "limitPrice": "6,015.50" })), "limitPrice “6,015.50”"),
            (start, draft(json!({ "quantity": "2", "action": "Hold" })), "Buy or Sell"),
            (start, draft(json!({ "quantity": "2", "gateway": "https://example.com" })), "no field named “gateway”"),
            (start, draft(json!({ "quantity": "1.5" })), "quantity “1.5”"),
        ];
        for (intent, context, why) in cases {
            let (status, message) = raise(&desk, intent, context.clone()).await;
            assert!(status == "Failed" && message.contains(why), "{context}: {status}, {message}");
        }
        assert_eq!(fields(&desk).await, before);
        assert!(desk.is("return !norm(document.body.innerText).includes('Filled in by')").await);
        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

#[test]
fn without_an_agent_nothing_of_fdc3_is_fetched_and_one_that_comes_late_is_joined() {
    by_browser(async |kind: Kind| {
        let desk = Desk::open_in(kind, Way::GatewaySocket, config()).await;
        desk.waits("the desk is there", "return document.readyState === 'complete'").await;
        assert_eq!(desk.js(FETCHED, vec![]).await, json!(0));
        desk.js(&format!("(() => {{ {} }})(); dispatchEvent(new Event('fdc3Ready'))", agents::PRELOADED), vec![]).await;
        listens(&desk).await;
        assert_eq!(desk.js(FETCHED, vec![]).await, json!(1), "the library by which pages look for an agent is not needed");
        // It leaves when the page closes.
        desk.js("localStorage.removeItem('e2eLeft')", vec![]).await;
        desk.reload().await;
        desk.waits("three listeners were taken off", "return localStorage.e2eLeft === '3'").await;
        desk.was_quiet().await;
    });
}

#[test]
fn an_agent_that_fails_leaves_the_ticket_as_it_is() {
    by_browser(async |kind: Kind| {
        let desk = agents::with(kind, agents::BROKEN).await;
        crate::lost::ready_with_limit(&desk).await;
        desk.place().await;
        desk.row(0, "working").await;
        desk.venue.stays_at(1).await;
        let said = desk.browser.console().await;
        // WebKitGTK's driver has no console.
        assert!(kind == Kind::WebKit || !said.is_empty(), "it says so");
        assert!(said.iter().all(|line| line.starts_with("WARNING") && line.contains("FDC3")), "{said:#?}");
    });
}

#[test]
fn an_agent_in_the_window_that_opened_the_page_is_found_by_its_protocol() {
    by_browser(async |kind: Kind| {
        let desk = Desk::open_in(kind, Way::GatewaySocket, config()).await;
        let opener = desk.client().window().await.unwrap();
        desk.js(agents::IN_THE_OPENER, vec![]).await;
        // By a click: WebKit opens no window for a script alone.
        let link = "const link = document.createElement('button'); link.textContent = 'Ticket'; form().before(link); \
             link.addEventListener('click', () => window.open(location.origin + '/#quantity=7'))";
        desk.js(link, vec![]).await;
        desk.click("Ticket").await;
        crate::wait::until("a second window", async || desk.client().windows().await.is_ok_and(|windows| windows.len() == 2)).await;
        let windows = desk.client().windows().await.unwrap();
        let opened = windows.into_iter().find(|window| *window != opener).expect("a second window");
        desk.client().switch_to_window(opened).await.unwrap();
        desk.has_started().await;
        desk.is_up().await;
        listens(&desk).await;
        hear(&desk, instrument(&front().replace("ES", "NQ"))).await;
        filled(&desk, &front().replace("ES", "NQ")).await;
        let (status, message) = raise(&desk, "ViewInstrument", instrument("AAPL")).await;
        assert!(status == "Failed" && message.contains("no futures contract"), "{status} {message}");
        an_order_begins_elsewhere_and_is_sent_here(&desk).await;
        desk.was_quiet().await;
    });
}

#[test]
fn an_element_joins_an_agent_that_its_page_gives_it() {
    by_browser(async |kind: Kind| {
        let desk = Desk::open_in(kind, Way::GatewaySocket, config()).await;
        desk.js(&format!("(() => {{ {} }})()", agents::PRELOADED), vec![]).await;
        let join = "const { joinFdc3 } = await import(new URL('element.js', location.href).href); \
             const ticket = Object.assign(document.createElement('order-ticket'), { id: 'e2e', instrument: 'CL 12-30' }); \
             const there = new Promise((resolve) => ticket.addEventListener('order-ticket-ready', resolve)); \
             document.body.append(ticket); await there; \
             window.e2eLeave = await joinFdc3(ticket, { agent: window.fdc3, accounts: true });";
        desk.js(&format!("return (async () => {{ {join} }})()"), vec![]).await;
        listens(&desk).await;
        let (status, _) = raise(&desk, "orderTicket.StartOrder", draft(json!({ "quantity": "3", "action": "sell" }))).await;
        assert_eq!(status, "Updated");
        let draft = desk.js("return document.getElementById('e2e').draft", vec![]).await;
        assert_eq!((&draft["quantity"], &draft["action"], &draft["instrument"]), (&json!("3"), &json!("Sell"), &json!("CL 12-30")));
        let (status, message) = raise(&desk, "ViewInstrument", instrument("MSFT")).await;
        assert!(status == "Failed" && message.contains("no futures contract"), "{message}");
        // This page has asked for accounts; the words of an event are the element's.
        let refused = "document.getElementById('e2e').dispatchEvent(new CustomEvent('order-ticket-refused', { detail: arguments[0] }))";
        let told = json!({ "attempt": "a", "orderId": null, "filled": null, "state": "refused", "account": "Sim101", "reason": "no such account",
             "instrument": "CL 12-30", "quantity": 3, "limitPrice": null, "stopPrice": null, "summary": "Sell 3 CL 12-30" });
        desk.js(refused, vec![told]).await;
        let (channel, result) = waits_for(&desk, 1).await.remove(0);
        assert_eq!(
            (channel.as_str(), &result["account"], &result["reason"]),
            ("orderTicket.results", &json!("Sim101"), &json!("no such account"))
        );
        assert_eq!((&result["event"], &result["id"]), (&json!("refused"), &json!({ "orderTicket.attempt": "a" })));
        desk.js("e2eLeave()", vec![]).await;
        desk.waits("it has left", "return e2eAgent.on() === ''").await;
        desk.venue.stays_at(0).await;
    });
}
