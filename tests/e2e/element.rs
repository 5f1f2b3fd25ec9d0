//! The element `<order-ticket>` in somebody else's page: what the page may set and fill, what it cannot do, what it is told.

use crate::browser::Kind;
use crate::dashboard::Dashboard;
use crate::venue::{TOKEN, front};
use crate::ways::by_browser;
use serde_json::{Value, json};

const PLAIN: &str = "<div class=\"tickets\"><order-ticket id=\"a\" transport=\"practice\"></order-ticket></div>";

#[test]
fn attributes_fill_the_ticket_properties_show_them_and_a_filled_order_is_asked_about() {
    by_browser(async |kind: Kind| {
        let body = format!(
            "<order-ticket id=\"a\" transport=\"practice\" theme=\"light\" instrument=\"{}\" action=\"SELL\" order-type=\"market\" \
             quantity=\"2\" time-in-force=\"GTC\"></order-ticket>",
            front()
        );
        let page = Dashboard::open(kind, &body).await;
        page.ready().await;
        assert_eq!(page.told("a").await.first().map(|one| one.0.clone()).as_deref(), Some("ready"));
        assert_eq!(page.label().await, format!("Sell 2 {} · MARKET · GTC", front()));
        let shown = page.js(
            "const { quantity, orderType, readonly, draft } = a; return [quantity, orderType, readonly, draft.action, draft.orderType]",
            vec![],
        );
        assert_eq!(shown.await, json!(["2", "market", false, "Sell", "Market"]));
        assert_eq!(
            page.text(NOTE).await,
            "Filled in by the page around this ticket: Instrument, Side, Order type, Quantity, Time in force. Nothing was sent. Check every field."
        );

        // What the trader has set for his own orders does not hold for an order that a page has filled.
        page.settings().await;
        page.choose("Before sending", "Send at once").await;
        page.apply().await;
        page.js(
            "a.prefill({ quantity: 3, action: 'BUY' }); a.draft = { orderType: 'LIMIT', limitPrice: '1' }; a.timeInForce = 'DAY'",
            vec![],
        )
        .await;
        page.waits("all of it", "return norm(main().textContent).startsWith('Buy 3') && find('textbox', 'Limit').value === '1'").await;
        let note = page.text(NOTE).await;
        assert!(["Side", "Quantity", "Limit price", "Time in force"].iter().all(|field| note.contains(field)), "{note}");
        page.js("a.orderType = 'MARKET'", vec![]).await;
        page.ready().await;
        page.press_main().await;
        page.waits("a question", "return question() !== null").await;
        // Whatever the page fills now is not what was asked about.
        page.js("a.quantity = 1", vec![]).await;
        page.waits("the question is taken back", "return question() === null").await;
        page.ready().await;
        assert_eq!(page.told("a").await, vec![], "nothing was to be sent");

        // The first edit makes it the trader's own.
        page.fill("Quantity", "2").await;
        page.waits("the note goes", &format!("{NOTE} === ''")).await;
        page.ready().await;
        page.press_main().await;
        page.outcome("filled").await;
        page.is_quiet().await;
    });
}

/// What is said about what the page filled.
const NOTE: &str = "return norm(all('status').find((e) => e.textContent.includes('Filled in'))?.textContent)";

#[test]
fn a_page_is_told_of_an_order_in_the_order_of_what_happened() {
    by_browser(async |kind: Kind| {
        let body = "<order-ticket id=\"a\" transport=\"practice\" order-type=\"MARKET\" quantity=\"2\"></order-ticket>";
        let page = Dashboard::open(kind, body).await;
        page.ready().await;
        page.press_main().await;
        page.say_yes().await;
        let mut told = Vec::new();
        while told.last().is_none_or(|(_, detail): &(String, Value)| detail["state"] != json!("filled")) {
            told.extend(page.told_until("a", "updated").await);
        }
        let names: Vec<_> = told.iter().map(|one| one.0.as_str()).collect();
        assert_eq!(names[..4], ["ready", "before-submit", "sent", "acknowledged"], "{told:?}");
        assert!(names[4..].iter().all(|name| *name == "updated"), "{names:?}");
        let (asked, last) = (&told[1].1, &told.last().unwrap().1);
        assert_eq!((&asked["state"], &asked["orderId"], &asked["filled"]), (&json!("checked"), &Value::Null, &Value::Null));
        for (name, value) in [
            ("account", json!("Sim101")),
            ("instrument", json!(front())),
            ("action", json!("Buy")),
            ("quantity", json!(2)),
            ("orderType", json!("Market")),
            ("limitPrice", Value::Null),
            ("stopPrice", Value::Null),
            ("timeInForce", json!("Day")),
            ("summary", json!(format!("Buy 2 {} · MARKET · DAY", front()))),
            ("reason", Value::Null),
        ] {
            assert_eq!((&asked[name], &last[name]), (&value, &value), "{name}");
        }
        assert!(told[1..].iter().all(|(_, detail)| detail["attempt"] == asked["attempt"]), "{told:?}");
        assert_eq!((&last["filled"], &told[3].1["orderId"]), (&json!(2), &last["orderId"]));
        assert_eq!(page.rows().await.first().map(|row| json!(row.id)), Some(last["orderId"].clone()));
        page.is_quiet().await;
    });
}

/// By a gateway of another origin, whose token the page gives when it is asked.
const AWAY: &str = "<order-ticket id=\"a\" transport=\"rest\" gateway=\"GATEWAY\" order-type=\"MARKET\"></order-ticket>";

async fn away(kind: Kind) -> Dashboard {
    let page = Dashboard::open(kind, AWAY).await;
    page.js("a.authorization = () => Promise.resolve(arguments0)".replace("arguments0", &json!(TOKEN).to_string()).as_str(), vec![]).await;
    page.is_up().await;
    page.ready().await;
    page.told("a").await;
    assert!(!page.text("return document.documentElement.outerHTML").await.contains(TOKEN));
    page
}

#[test]
fn a_refused_order_and_one_whose_answer_was_lost_are_told_with_their_reasons() {
    by_browser(async |kind: Kind| {
        let page = away(kind).await;
        page.venue.faults(&["place:refuse-coded:next1"]);
        page.press_main().await;
        page.say_yes().await;
        let told = page.told_until("a", "refused").await;
        assert_eq!(told.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(), ["before-submit", "sent", "refused"]);
        let refused = &told[2].1;
        assert!(refused["state"] == json!("refused") && refused["reason"].as_str().is_some_and(|why| !why.is_empty()), "{refused}");
        page.venue.stays_at(0).await;

        page.venue.faults(&["place:accept-drop:next1", "read:delay-1000:always"]);
        page.fill("Quantity", "2").await;
        page.ready().await;
        page.press_main().await;
        page.say_yes().await;
        let told = page.told_until("a", "updated").await;
        let names: Vec<_> = told.iter().map(|one| one.0.as_str()).collect();
        assert_eq!(names, ["before-submit", "sent", "unknown", "acknowledged", "updated"], "{told:?}");
        assert!(told[2].1["reason"].is_string() && told[2].1["orderId"].is_null(), "{told:?}");
        assert_eq!(told[4].1["orderId"], json!(page.venue.orders()[0].id));
        page.venue.stays_at(1).await;
    });
}

#[test]
fn a_veto_is_shown_with_its_reason_and_nothing_reaches_the_exchange() {
    by_browser(async |kind: Kind| {
        let page = away(kind).await;
        page.js("hostDo['before-submit'] = (e) => { e.detail.reason = 'Not before ten.'; e.preventDefault(); }", vec![]).await;
        stopped(&page, "Nothing was sent. Not before ten.").await;
        page.js("hostDo['before-submit'] = (e) => e.preventDefault()", vec![]).await;
        stopped(&page, "Nothing was sent. The page around this ticket stopped this order.").await;
        // A check that breaks has not agreed.
        page.js("hostDo['before-submit'] = () => { throw new Error('broken check'); }", vec![]).await;
        stopped(&page, "Nothing was sent. A check of the page around this ticket failed with an error").await;
        assert!(page.text("return wrong.splice(0).join()").await.contains("error"), "the page hears of its own error");
        assert_eq!(page.rows().await, vec![]);
        // A page that agrees.
        page.js("hostDo = {}", vec![]).await;
        page.ready().await;
        page.press_main().await;
        page.say_yes().await;
        page.outcome("filled").await;
        page.waits("the old word is gone", "return !all('alert').some((e) => name(e).startsWith('Nothing was sent.'))").await;
        page.venue.stays_at(1).await;
    });
}

/// Tries to send, and is stopped with these words.
async fn stopped(page: &Dashboard, says: &str) {
    page.ready().await;
    page.press_main().await;
    page.say_yes().await;
    let said = format!("return all('alert').some((e) => name(e).startsWith({}))", json!(says));
    page.waits(says, &said).await;
    let told = page.told("a").await;
    assert_eq!(told.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(), ["before-submit"], "{told:?}");
    page.venue.stays_at(0).await;
}

#[test]
fn a_ticket_for_reading_and_one_in_a_form_that_is_switched_off_send_nothing() {
    by_browser(async |kind: Kind| {
        let body = "<form><fieldset id=\"set\"><order-ticket id=\"a\" transport=\"practice\" order-type=\"MARKET\"></order-ticket></fieldset></form>";
        let page = Dashboard::open(kind, body).await;
        for (on, off, says) in [
            ("a.readonly = true", "a.readonly = false", "This ticket is for reading only"),
            ("set.disabled = true", "set.disabled = false", "The form around this ticket is switched off"),
        ] {
            page.ready().await;
            page.js(on, vec![]).await;
            let said = format!("return main().getAttribute('aria-disabled') === 'true' && described(main()).includes({})", json!(says));
            page.waits(says, &said).await;
            page.press_main().await;
            assert!(page.is("return question() === null").await, "{says}");
            page.js(off, vec![]).await;
        }
        page.ready().await;
        // While a question stands, too.
        page.press_main().await;
        page.waits("a question", "return question() !== null").await;
        page.js("a.readonly = true", vec![]).await;
        page.say_yes().await;
        page.waits("it says why not", "return norm(form().textContent).includes('for reading only')").await;
        assert!(page.told("a").await.iter().all(|(name, _)| !["sent", "before-submit"].contains(&name.as_str())));
        assert_eq!(page.rows().await, vec![]);
        page.is_quiet().await;
    });
}

/// The shadow root is open; what a script presses there is nobody's word.
#[test]
fn a_script_of_the_page_cannot_send() {
    by_browser(async |kind: Kind| {
        let page = Dashboard::open(kind, PLAIN).await;
        page.choose("Type", "Market").await;
        page.settings().await;
        page.choose("Before sending", "Send at once").await;
        page.apply().await;
        page.ready().await;
        // The trader is in the middle of something: what he presses elsewhere on the ticket lends a script nothing.
        page.choose("Type", "Limit").await;
        page.choose("Type", "Market").await;
        for attack in [
            "main().click()",
            "form().requestSubmit()",
            "form().requestSubmit(main())",
            "form().dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true, submitter: main() }))",
            "main().dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, detail: 1 }))",
            "const e = find('textbox', 'Quantity'); e.focus(); for (const t of ['keydown', 'keypress', 'keyup']) e.dispatchEvent(new KeyboardEvent(t, { key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true, composed: true, cancelable: true }))",
            "for (const e of all('button').filter((e) => /^(Buy|Sell) /.test(name(e)))) e.click()",
            "const e = find('textbox', 'Quantity'); e.value = '9'; e.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))",
        ] {
            page.js(attack, vec![]).await;
            page.waits("it did not ask", "return question() === null").await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        assert!(page.told("a").await.iter().all(|(name, _)| name == "ready"));
        assert_eq!(page.rows().await, vec![]);
        assert_eq!(page.change("a").await["draft"]["quantity"], json!("1"), "nor type");
        // The trader still can, and with Enter; his press is good for one, whoever asks for more.
        page.js("main().addEventListener('click', () => { form().requestSubmit(); form().requestSubmit(main()); })", vec![]).await;
        page.press_main().await;
        page.outcome("filled").await;
        page.fill("Quantity", "2").await;
        page.press("\u{e007}").await;
        page.waits("both orders, and no third", "return orders().length === 2").await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        assert_eq!(page.rows().await.len(), 2);
        page.is_quiet().await;
    });
}

#[test]
fn a_wrong_wish_is_said_and_the_ticket_goes_on() {
    by_browser(async |kind: Kind| {
        let body =
            "<order-ticket id=\"a\" transport=\"carrier-pigeon\" theme=\"pink\" gateway=\"nowhere\" quantity=\"many\"></order-ticket>";
        let page = Dashboard::open(kind, body).await;
        page.waits("three errors", "return told.filter(([, name]) => name === 'error').length === 3").await;
        let told = page.told("a").await;
        assert!(told[1..].iter().all(|(name, detail)| name == "error" && detail["code"] == json!("attribute")), "{told:?}");
        let all = told.iter().filter_map(|(_, detail)| detail["message"].as_str()).collect::<Vec<_>>().join("; ");
        assert!(["carrier-pigeon", "pink", "nowhere"].iter().all(|word| all.contains(word)), "{all}");
        page.waits("the rules say the rest", "return find('textbox', 'Quantity').getAttribute('aria-invalid') === 'true'").await;

        page.js("a.setAttribute('theme', 'mauve'); a.prefill({ size: 1 }); a.limits = { maxQuantity: -1 }", vec![]).await;
        page.waits("three more", "return told.filter(([, name]) => name === 'error').length === 3").await;
        let codes: Vec<_> = page.told("a").await.iter().map(|one| one.1["code"].clone()).collect();
        assert_eq!(codes, [json!("attribute"), json!("prefill"), json!("limits")]);

        page.js("a.transport = 'practice'; a.theme = ''; a.gateway = null; a.limits = { maxQuantity: 2 }", vec![]).await;
        page.is_up().await;
        page.choose("Type", "Market").await;
        page.fill("Quantity", "3").await;
        page.waits("the page's limit holds", "return described(find('textbox', 'Quantity')).includes('over your limit of 2')").await;
        page.fill("Quantity", "2").await;
        page.ready().await;
        page.press_main().await;
        page.say_yes().await;
        page.outcome("filled").await;
        page.is_quiet().await;
    });
}
