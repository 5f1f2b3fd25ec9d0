//! The history: written whatever happens, chained, checked, exported; and it survives what a page goes through.

use crate::access::{bring_axe, look, nothing};
use crate::desk::{Desk, Way};
use crate::keys::tab_to;
use crate::lost::ready_with_limit;
use crate::positions::hold;
use crate::ways::by;
use order_history::verify_export;
use serde_json::json;

const ENTER: &str = "\u{e007}";

/// The lines of the open panel, newest first.
const LINES: &str = "const lines = () => [...scope().querySelectorAll('ol.lines > li')].map((e) => norm(e.textContent));";

/// Catches what a page hands to the browser as files.
const CATCH_FILES: &str = "window.e2eFiles = {}; HTMLAnchorElement.prototype.click = function () { \
     e2eFiles[this.download] = decodeURIComponent(this.href.slice(this.href.indexOf(',') + 1)) }; return true";

/// Opens the panel.
pub async fn open_history(desk: &Desk) {
    desk.settings().await;
    desk.click("History").await;
    desk.waits("the history", "return scope().querySelector('[role=status]')?.textContent.includes('Chain') === true").await;
}

async fn close(desk: &Desk) {
    desk.click("Close").await;
    desk.waits("no panel", "return document.querySelector('dialog') === null").await;
}

async fn lines(desk: &Desk) -> Vec<String> {
    let said = desk.js(&format!("{LINES} return lines()"), vec![]).await;
    said.as_array().into_iter().flatten().filter_map(|line| line.as_str().map(str::to_owned)).collect()
}

async fn verdict(desk: &Desk) -> String {
    desk.text("return norm(scope().querySelector('[role=status]').textContent)").await
}

/// The lines that have all of these words.
fn with<'a>(lines: &'a [String], words: &[&str]) -> Vec<&'a String> {
    lines.iter().filter(|line| words.iter().all(|word| line.contains(word))).collect()
}

#[test]
fn what_was_sent_and_learned_is_there_after_a_reload_and_the_chain_holds() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.place().await;
        let row = desk.row(0, "working").await;
        desk.click("Cancel").await;
        desk.row(0, "cancelled").await;
        for visit in 1..=2 {
            open_history(&desk).await;
            let said = verdict(&desk).await;
            assert!(said.contains("Chain verified"), "{said}");
            let lines = lines(&desk).await;
            let placed = with(&lines, &["place", "LIMIT 6000", "Sim101", "limitPrice"]);
            assert_eq!(placed.len(), 1, "once, with its bytes: {lines:#?}");
            for state in ["acknowledged", "working", "cancelled"] {
                assert_eq!(with(&lines, &[&format!("{state}Buy"), &row.id]).len(), 1, "{state}: {lines:#?}");
            }
            assert!(!with(&lines, &["cancel", "Cancel of order", &row.id]).is_empty(), "{lines:#?}");
            // One for the way before the one that was chosen, one for each page after it.
            assert!(with(&lines, &["session opened"]).len() >= visit, "{lines:#?}");
            assert!(!with(&lines, &["settings changed", "confirm: true → false"]).is_empty(), "{lines:#?}");
            close(&desk).await;
            desk.reload().await;
            desk.is_up().await;
        }
        desk.was_quiet().await;
    });
}

#[test]
fn an_altered_line_shows_with_its_number_and_the_files_hold_every_byte() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.place().await;
        let row = desk.row(0, "working").await;
        open_history(&desk).await;
        desk.js(CATCH_FILES, vec![]).await;
        desk.click("CSV").await;
        desk.click("JSON").await;
        let csv = desk.text("return e2eFiles['order-ticket-history.csv']").await;
        let json_file = desk.text("return e2eFiles['order-ticket-history.json']").await;
        assert!(csv.starts_with("number,utc,at,direction,kind,"), "{csv}");
        for part in ["limitPrice", "6000", &row.id] {
            assert!(csv.contains(part) && json_file.contains(part), "{part}");
        }
        let checked = verify_export(&json_file).unwrap();
        assert!(checked.is_good(), "{checked}");
        close(&desk).await;

        let alter = "const key = Object.keys(localStorage).find((k) => /^order-ticket[.]history[.]1[.]\\d+$/.test(k)); \
             const lines = localStorage.getItem(key).split('\\n'); \
             const at = lines.findIndex((l) => l.includes('\"kind\":\"place\"')); \
             lines[at] = lines[at].replace('\"quantity\":1', '\"quantity\":2'); \
             localStorage.setItem(key, lines.join('\\n')); return JSON.parse(lines[at]).number";
        let number = desk.js(alter, vec![]).await;
        for _ in 0..2 {
            open_history(&desk).await;
            let said = verdict(&desk).await;
            assert!(said.contains("Chain broken") && said.contains(&format!("line {number} was altered")), "{said}");
            desk.reload().await;
            desk.is_up().await;
        }
    });
}

#[test]
fn a_fill_has_its_price_and_its_order_the_average() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        hold(&desk, "Buy", 2).await;
        let average = desk.venue.positions().first().and_then(|p| p.average).expect("an average").to_string();
        let whole = average.split('.').next().unwrap_or_default().to_owned();
        open_history(&desk).await;
        let filled = format!(
            "{LINES} const filled = lines().filter((l) => /filled/.test(l)); return filled.some((l) => /@ {whole}.* a fill on Sim101/.test(l)) \
             && filled.some((l) => /Buy 2 .* average {whole}.* on Sim101/.test(l))"
        );
        desk.waits("both lines", &filled).await;
    });
}

#[test]
fn a_deleted_history_begins_anew_and_says_so() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.place().await;
        desk.row(0, "working").await;
        open_history(&desk).await;
        desk.fill("Filter", "acknowledged").await;
        desk.waits("only these", &format!("{LINES} return lines().length === 1 && lines()[0].includes('acknowledged')")).await;
        desk.fill("Filter", "").await;
        desk.click("Delete").await;
        desk.waits("the question", "return scope().id === 'ask' && norm(scope().textContent).includes('no way back')").await;
        desk.click("Back").await;
        assert!(lines(&desk).await.len() > 4);
        desk.click("Delete").await;
        desk.waits("the question", "return scope().id === 'ask'").await;
        // An answer that comes too soon does not count.
        crate::wait::until("it is deleted", async || {
            if desk.is("return scope().id === 'ask'").await {
                desk.click("Delete").await;
            }
            desk.is("return scope().id !== 'ask'").await
        })
        .await;
        desk.waits("one line", &format!("{LINES} return lines().length === 1 && lines()[0].includes('deleted by the trader')")).await;
        let said = verdict(&desk).await;
        assert!(said.contains("Chain verified: 1 line,"), "{said}");
    });
}

#[test]
fn an_order_sent_before_the_second_part_came_is_in_the_history() {
    by(&Way::GATEWAY, async |desk: Desk| {
        desk.send_at_once().await;
        desk.browser.cdp("Network.enable", json!({})).await;
        desk.browser.cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
        desk.browser.cdp("Network.setBlockedURLs", json!({ "urls": ["*desk*.wasm*"] })).await;
        desk.reload().await;
        desk.is_up().await;
        desk.waits("it is said that a part is missing", "return norm(document.body.innerText).includes('did not load')").await;
        desk.fill("Limit", "6000.00").await;
        desk.ready().await;
        desk.press_main().await;
        desk.outcome("working").await;
        desk.browser.cdp("Network.setBlockedURLs", json!({ "urls": [] })).await;
        desk.click("Load it now").await;
        desk.waits("the second part", "return !norm(document.body.innerText).includes('did not load')").await;
        let row = desk.row(0, "working").await;
        open_history(&desk).await;
        let lines = lines(&desk).await;
        for words in [&["place", "limitPrice"][..], &["acknowledgedBuy", &row.id], &["workingBuy", &row.id]] {
            assert_eq!(with(&lines, words).len(), 1, "{words:?}: {lines:#?}");
        }
    });
}

#[test]
fn two_tabs_write_two_chains_and_both_hold() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        ready_with_limit(&desk).await;
        let first = desk.client().window().await.unwrap();
        let second = desk.client().new_window(true).await.unwrap().handle;
        desk.client().switch_to_window(second.clone()).await.unwrap();
        desk.visit("").await;
        desk.is_up().await;
        for (tab, limit) in [(&first, "6000.00"), (&second, "5999.00"), (&first, "5998.00")] {
            desk.client().switch_to_window(tab.clone()).await.unwrap();
            desk.fill("Limit", limit).await;
            desk.place().await;
            desk.row(0, "working").await;
        }
        for tab in [&first, &second] {
            desk.client().switch_to_window(tab.clone()).await.unwrap();
            open_history(&desk).await;
            let said = verdict(&desk).await;
            assert!(said.contains("Chain verified"), "{said}");
        }
        let chains = "return [...new Set(Object.keys(localStorage).map((k) => /history[.](\\w+)[.]head/.exec(k)?.[1]).filter(Boolean))].sort().join()";
        assert_eq!(desk.text(chains).await, "1,2");
    });
}

#[test]
fn the_history_by_keys_alone_and_without_a_barrier() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.place().await;
        desk.row(0, "working").await;
        desk.visit("").await;
        desk.is_up().await;
        tab_to(&desk, "Connection and settings").await;
        desk.press(ENTER).await;
        desk.waits("the panel", "return document.querySelector('dialog[open]') !== null").await;
        tab_to(&desk, "History").await;
        desk.press(ENTER).await;
        desk.waits("the history", "return scope().id === 'history'").await;
        tab_to(&desk, "Filter").await;
        desk.press("unknown").await;
        desk.waits("no such line", "return norm(scope().textContent).includes('No line has this text')").await;
        tab_to(&desk, "Delete").await;
        desk.press(ENTER).await;
        desk.waits("the question", "return scope().id === 'ask' && document.activeElement.textContent === 'Back'").await;
        desk.press("\u{e00c}").await;
        desk.waits("back", "return scope().id === 'history'").await;
        desk.fill("Filter", "").await;
        let mut found = Vec::new();
        bring_axe(&desk).await;
        look(&desk, "history", &mut found).await;
        nothing(&found);
    });
}

#[test]
fn the_kill_switch_and_what_it_sent_are_in_the_history() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.place().await;
        desk.row(0, "working").await;
        desk.settings().await;
        desk.click("Limits").await;
        desk.click("Stop trading…").await;
        desk.waits("the question", "return scope().id === 'ask'").await;
        // An answer that comes too soon does not count.
        crate::wait::until("it is stopped", async || {
            if desk.is("return scope().id === 'ask'").await {
                desk.click("Stop and cancel").await;
            }
            desk.is("return scope().id !== 'ask'").await
        })
        .await;
        desk.row(0, "cancelled").await;
        for _ in 0..2 {
            desk.reload().await;
            desk.is_up().await;
            open_history(&desk).await;
            let lines = lines(&desk).await;
            assert_eq!(with(&lines, &["kill switchon"]).len(), 1, "{lines:#?}");
            assert!(!with(&lines, &["cancel many", "Sim101"]).is_empty(), "{lines:#?}");
            assert!(verdict(&desk).await.contains("Chain verified"));
        }
    });
}
