//! Every blocking rule that a person can run into: said at its field, nothing sent, and the offered fix clears it.

use crate::desk::{Desk, Way};
use crate::venue::{QUOTE, Venue, front};
use crate::ways::{by, run};
use serde_json::json;

/// What to fill in before a rule speaks: (field or group, text).
type Steps = &'static [(&'static str, &'static str)];

/// A rule that blocks: how to get there, the field it speaks at, part of what it says, and the fix it offers, if any.
struct Blocked(Steps, &'static str, &'static str, Option<&'static str>);

const LIMIT: (&str, &str) = ("Limit", "6000.00");
const STOP: (&str, &str) = ("Type", "Stop");

/// `ES 12-26` stands for the front contract.
const RULES: &[Blocked] = &[
    Blocked(&[LIMIT, ("Instrument", "")], "Instrument", "Type an instrument", None),
    Blocked(&[LIMIT, ("Instrument", "ES 13-26")], "Instrument", "is not a contract month", None),
    Blocked(&[LIMIT, ("Instrument", "ES 12-25")], "Instrument", "stopped trading on", Some("Use ES 12-26")),
    Blocked(&[LIMIT, ("Quantity", "")], "Quantity", "Type a quantity", None),
    Blocked(&[LIMIT, ("Quantity", "1.5")], "Quantity", "Contracts are whole", None),
    Blocked(&[LIMIT, ("Quantity", "-1")], "Quantity", "Leave out the sign", None),
    Blocked(&[LIMIT, ("Quantity", "0")], "Quantity", "The quantity is zero", None),
    Blocked(&[LIMIT, ("Quantity", "11")], "Quantity", "11 is over your limit of 10", Some("Use 10")),
    Blocked(&[], "Limit", "Type a limit price", None),
    Blocked(&[("Limit", "6,000.00")], "Limit", "without separators", None),
    Blocked(&[("Limit", "6e3")], "Limit", "without an exponent", None),
    Blocked(&[("Limit", "0")], "Limit", "Zero is not a price", None),
    Blocked(&[("Limit", "6000.10")], "Limit", "not a multiple of the tick", Some("Use 6000.00")),
    Blocked(&[("Limit", "5000.00")], "Limit", "away from the market at 6012.5; your collar is 2 %", None),
    Blocked(&[("Type", "Stop limit"), ("Stop", "6020.00"), ("Limit", "6015.00")], "Limit", "cannot fill", Some("Use 6020.00")),
    Blocked(&[STOP], "Stop", "Type a stop price", None),
    Blocked(&[STOP, ("Stop", "6 020")], "Stop", "without separators", None),
    Blocked(&[STOP, ("Stop", "0.0")], "Stop", "Zero is not a price", None),
    Blocked(&[STOP, ("Stop", "6020.20")], "Stop", "not a multiple of the tick", Some("Use 6020.00")),
    Blocked(&[STOP, ("Stop", "6000.00")], "Stop", "must be above the market at 6012.5", Some("Use 6012.75")),
    Blocked(&[STOP, ("Side", "Sell"), ("Stop", "6020.00")], "Stop", "must be below the market at 6012.25", Some("Use 6012.00")),
    Blocked(&[STOP, ("Stop", "7000.00")], "Stop", "your collar is 2 %", None),
    Blocked(&[LIMIT, ("OCO id", "a\u{200b}b")], "OCO id", "invisible character", None),
    Blocked(&[LIMIT, ("ATM strategy", "a\u{200b}b")], "ATM strategy", "invisible character", None),
];

#[test]
fn each_rule_about_a_field_speaks_there_and_lets_nothing_out() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        for Blocked(steps, field, says, fix) in RULES {
            desk.visit("").await;
            desk.is_up().await;
            open_more(&desk).await;
            for (label, text) in *steps {
                set(&desk, label, &text.replace("ES 12-26", &front())).await;
            }
            // An empty field is not scolded before somebody tries to send.
            desk.press_main().await;
            let blocked = format!(
                "const e = find('textbox', {}); return e.getAttribute('aria-invalid') === 'true' && described(e).includes({}) \
                 && main().getAttribute('aria-disabled') === 'true' && described(main()).includes('Not possible')",
                json!(field),
                json!(says)
            );
            desk.waits(&format!("{field}: {says}"), &blocked).await;
            desk.press_main().await;
            let enter = desk.element(format!("field {field}"), "return find('textbox', arguments[0])", vec![json!(field)]).await;
            enter.send_keys("\u{e007}").await.unwrap();
            assert!(!desk.is("return question() !== null").await, "{field}: {says}: no question either");
            if let Some(fix) = fix {
                desk.click(&fix.replace("ES 12-26", &front())).await;
                let cleared = format!("return !described(find('textbox', {})).includes({})", json!(field), json!(says));
                desk.waits(&format!("{fix} clears it"), &cleared).await;
            }
        }
        desk.venue.stays_at(0).await;
        assert_eq!(desk.rows().await, vec![]);
        desk.was_quiet().await;
    });
}

#[test]
fn rules_that_the_settings_turn_on_block_too() {
    by(&[Way::GatewayRest], async |desk: Desk| {
        set(&desk, "Limit", "6000.00").await;
        set(&desk, "Quantity", "2").await;
        desk.ready().await;

        limit(&desk, "Quantity per order", "").await;
        says(&desk, "No limit on the quantity of one order is set").await;
        desk.click("Set the limit to 10").await;
        desk.ready().await;

        limit(&desk, "Position", "1").await;
        says(&desk, "Would reach a position of 2 with all that may still fill; your limit is 1").await;
        limit(&desk, "Position", "20").await;
        desk.ready().await;

        limit(&desk, "Notional per order", "1000").await;
        says(&desk, "is over your limit of").await;
        limit(&desk, "Notional per order", "").await;
        desk.ready().await;

        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

#[test]
fn the_same_order_again_is_a_question_and_a_used_oco_id_is_refused() {
    by(&Way::GATEWAY, async |desk: Desk| {
        // Long enough for a slow machine to be within it.
        limit(&desk, "Same order again", "60").await;
        desk.choose("Type", "Market").await;
        open_more(&desk).await;
        desk.fill("OCO id", "once").await;
        desk.place().await;
        desk.outcome("filled").await;
        says(&desk, "The OCO id once has been used").await;
        desk.press_main().await;
        desk.fill("OCO id", "").await;
        says(&desk, "The same order was sent").await;
        desk.press_main().await;
        desk.venue.stays_at(1).await;
        desk.click("I mean a second order").await;
        desk.place().await;
        desk.outcome("filled").await;
        assert_eq!(desk.venue.placed(), 2);
        desk.was_quiet().await;
    });
}

#[test]
fn words_that_only_a_link_can_bring_block_as_well() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        let cases = [
            ("action=HOLD", "Side", "is not one of"),
            ("orderType=ICEBERG", "Type", "is not one of"),
            ("timeInForce=IOC", "In force", "is not one of"),
        ];
        for (fragment, group, text) in cases {
            // A fragment alone is no new page.
            desk.client().goto("about:blank").await.unwrap();
            desk.visit(&format!("#instrument=ES&quantity=1&{fragment}")).await;
            desk.is_up().await;
            let script = format!(
                "return described(find('group', {})).includes({}) && main().getAttribute('aria-disabled') === 'true'",
                json!(group),
                json!(text)
            );
            desk.waits(&format!("{group}: {text}"), &script).await;
            desk.press_main().await;
            assert!(!desk.is("return question() !== null").await);
        }
        desk.venue.stays_at(0).await;
    });
}

#[test]
fn nothing_is_sent_while_a_quote_that_a_rule_needs_is_missing_without_saying_so() {
    run(async {
        // No row of the tape is valid yet: the instrument has no quote.
        let mut config = crate::venue::config();
        for row in &mut config.practice.market.tape {
            row.at = u64::MAX / 2;
        }
        let (venue, browser) = tokio::join!(Venue::open(config), crate::browser::Browser::start());
        let desk = Desk { way: Way::GatewaySocket, browser, venue };
        desk.visit("").await;
        desk.fill("Limit", QUOTE[0]).await;
        desk.waits("the warning", "return norm(document.body.innerText).includes('cannot be checked against the market')").await;
    });
}

/// Chooses where there are options, types where there is a field.
async fn set(desk: &Desk, label: &str, text: &str) {
    if matches!(label, "Side" | "Type" | "In force") {
        desk.choose(label, text).await;
    } else {
        desk.fill(label, text).await;
    }
}

/// Changes one limit of every order.
pub async fn limit(desk: &Desk, label: &str, text: &str) {
    limits(desk, &[(label, text)]).await;
}

/// Changes limits of every order.
pub async fn limits(desk: &Desk, texts: &[(&str, &str)]) {
    open_limits(desk).await;
    for (label, text) in texts {
        desk.fill(label, text).await;
    }
    desk.apply().await;
}

/// Opens the panel of the limits.
pub async fn open_limits(desk: &Desk) {
    desk.settings().await;
    desk.click("Limits").await;
    desk.waits("the limits", "return find('textbox', 'Quantity per order') !== null").await;
}

/// OCO id and ATM strategy are folded away at first.
pub async fn open_more(desk: &Desk) {
    if !desk.is("return find('textbox', 'OCO id') !== null").await {
        let script = "return all('button').find((e) => norm(e.textContent).startsWith('OCO · ATM')) ?? null";
        desk.click_on("OCO · ATM".to_owned(), script, vec![]).await;
    }
}

/// Waits until the form says it and the main button is off.
pub async fn says(desk: &Desk, text: &str) {
    let script = format!("return norm(form().textContent).includes({}) && main().getAttribute('aria-disabled') === 'true'", json!(text));
    desk.waits(text, &script).await;
}
