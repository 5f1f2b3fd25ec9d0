//! axe-core finds nothing, in any state, in both themes, wide and narrow; and nothing is ever wider than the page.

use crate::desk::{Desk, Way};
use crate::lost::{like_it, ready_with_limit};
use crate::venue::config;
use crate::ways::run;
use serde_json::{Value, json};

/// What axe says, as `rule: element: why`.
pub const RUN_AXE: &str = "return axe.run(document, { resultTypes: ['violations'] }).then((r) => r.passes.length < 15 ? ['axe looked at nothing'] : \
     r.violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.target.join(' ') + ': ' + n.failureSummary.replace(/\\s+/g, ' '))))";

/// Looks at one state: both themes at both widths, and no sideways scrolling at any.
pub async fn look(desk: &Desk, state: &str, found: &mut Vec<String>) {
    for theme in ["light", "dark"] {
        // The theme button's own doing, which works also while a dialog covers the button.
        desk.js("document.documentElement.dataset.theme = arguments[0]", vec![json!(theme)]).await;
        for width in [320, 768, 1440] {
            desk.browser.resize(width, 900).await;
            let wider = desk.js("return document.documentElement.scrollWidth - document.documentElement.clientWidth", vec![]).await;
            if wider != json!(0) {
                found.push(format!("{state}, {theme}, {width} px: {wider} px wider than the page"));
            }
            if width != 768 {
                let said = desk.js(RUN_AXE, vec![]).await;
                let said = said.as_array().into_iter().flatten().filter_map(Value::as_str);
                found.extend(said.map(|line| format!("{state}, {theme}, {width} px: {line}")));
            }
        }
    }
    desk.browser.resize(1440, 900).await;
}

pub async fn open() -> Desk {
    let desk = Desk::open(Way::GatewaySocket).await;
    bring_axe(&desk).await;
    desk
}

pub async fn bring_axe(desk: &Desk) {
    desk.browser.cdp("Runtime.evaluate", json!({ "expression": axe_source() })).await;
    assert!(desk.is("return typeof axe === 'object'").await);
}

pub fn axe_source() -> String {
    let file = std::env::var_os("ORDER_TICKET_AXE").expect("ORDER_TICKET_AXE; run these tests by `cargo xtask test e2e`");
    std::fs::read_to_string(file).unwrap()
}

#[track_caller]
pub fn nothing(found: &[String]) {
    assert!(found.is_empty(), "{} found:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_form_and_its_panels_have_no_barrier() {
    run(async {
        let mut found = Vec::new();
        let desk = open().await;
        look(&desk, "idle", &mut found).await;

        desk.click("Help: keys and states").await;
        desk.waits("help", "return document.querySelector('dialog[open]') !== null").await;
        look(&desk, "help", &mut found).await;
        desk.click("Close").await;

        desk.settings().await;
        desk.choose("Where orders go", "CrossTrade directly by REST").await;
        desk.fill("Base address", "nowhere").await;
        desk.click("Apply").await;
        desk.waits("its error", "return all('alert').length > 0").await;
        look(&desk, "settings", &mut found).await;
        desk.click("Back").await;

        desk.choose("Type", "Stop limit").await;
        crate::rules::open_more(&desk).await;
        for (label, text) in
            [("Instrument", "ES 12-25"), ("Quantity", "99"), ("Stop", "6000.10"), ("Limit", "1,0"), ("OCO id", "a\u{200b}b")]
        {
            desk.fill(label, text).await;
        }
        desk.press_main().await;
        look(&desk, "errors", &mut found).await;

        desk.visit("#quantity=1").await;
        bring_axe(&desk).await;
        desk.reload().await;
        bring_axe(&desk).await;
        desk.is_up().await;
        look(&desk, "filled in by a link", &mut found).await;
        desk.choose("Type", "Market").await;
        desk.ready().await;
        desk.press_main().await;
        desk.waits("the question", "return question() !== null").await;
        look(&desk, "confirming", &mut found).await;
        nothing(&found);
    });
}

#[test]
fn every_outcome_of_an_order_has_no_barrier() {
    run(async {
        let mut found = Vec::new();
        let desk = open().await;
        ready_with_limit(&desk).await;
        // Where reads fail for a while, the order has been rejected before it is found.
        // One after another into the list; each look sees all rows so far and the newest outcome.
        for (faults, outcome) in [
            (vec!["place:refuse-coded:next1"], "refused"),
            (vec!["place:late-reject:next1"], "late-rejected"),
            (vec!["place:late-reject:next1", "place:accept-status-408:next1", "read:status-503:next8"], "rejected"),
            (vec![], "working"),
        ] {
            desk.venue.faults(&faults);
            settle_duplicate(&desk).await;
            desk.place().await;
            desk.outcome(outcome).await;
        }
        desk.click("Cancel").await;
        desk.outcome("cancelled").await;
        look(&desk, "refused, late rejected, rejected, cancelled", &mut found).await;

        desk.choose("Type", "Market").await;
        desk.place().await;
        desk.outcome("filled").await;
        // The market shows five contracts and does not move, so that the rest waits.
        desk.fill("Quantity", "8").await;
        desk.place().await;
        desk.outcome("part-filled").await;
        let row = desk.row(0, "part").await;
        assert!(row.text.contains("Part filled 5/8"), "{}", row.text);
        look(&desk, "filled, part filled", &mut found).await;
        desk.fill("Quantity", "1").await;
        desk.choose("Type", "Limit").await;
        settle_duplicate(&desk).await;
        desk.venue.faults(&["place:delay-25000:next1"]);
        desk.place().await;
        desk.row(0, "slow").await;
        look(&desk, "taking long", &mut found).await;
        nothing(&found);
    });
}

#[test]
fn the_states_of_an_unknown_order_and_of_a_lost_line_have_no_barrier() {
    run(async {
        let mut found = Vec::new();
        let mut desk = open().await;
        ready_with_limit(&desk).await;
        desk.venue.faults(&["place:status-408:next1"]);
        desk.place().await;
        desk.outcome("unknown").await;
        look(&desk, "unknown", &mut found).await;
        desk.waits("nothing was found", "return find('button', 'It was not placed') !== null").await;
        look(&desk, "unknown, nothing found", &mut found).await;
        desk.venue.place_natively(&like_it());
        desk.venue.place_natively(&like_it());
        desk.waits("candidates", "return all('button').filter((e) => name(e) === 'This is my order').length === 2").await;
        look(&desk, "unknown, with candidates", &mut found).await;
        desk.click("It was not placed").await;
        desk.row(0, "declared").await;
        look(&desk, "declared not placed", &mut found).await;
        desk.venue.kill().await;
        desk.waits("the line is down", "return all('alert').some((e) => name(e).includes('Disconnected'))").await;
        look(&desk, "disconnected", &mut found).await;
        desk.venue.start_again(config()).await;
        nothing(&found);
    });
}

/// The same order again is meant here.
async fn settle_duplicate(desk: &Desk) {
    desk.fill("Limit", "6000.00").await;
    let wait = "return find('button', 'I mean a second order') !== null || !main().hasAttribute('aria-disabled')";
    desk.waits("it could be sent", wait).await;
    if desk.is("return find('button', 'I mean a second order') !== null").await {
        desk.click("I mean a second order").await;
    }
}
