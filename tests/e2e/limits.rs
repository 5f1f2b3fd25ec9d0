//! Limits by account and root, and settings as a file.

use crate::access::{bring_axe, look, nothing};
use crate::desk::{Desk, Way};
use crate::lost::ready_with_limit;
use crate::rules::{limit, open_limits, says};
use crate::ways::{by, run};
use serde_json::json;

/// Keeps what an export hands to the browser.
pub const CATCH: &str =
    "window.e2eFiles = []; HTMLAnchorElement.prototype.click = function () { window.e2eFiles.push([this.download, this.href]); }";

#[test]
fn a_limit_of_a_root_blocks_that_root_and_no_other() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        open_limits(&desk).await;
        desk.waits("ours", "return find('textbox', 'Quantity per order').parentElement.textContent.includes('ours')").await;
        desk.click("Add an exception").await;
        desk.fill("Exception 1: Root", "es").await;
        desk.fill("Exception 1: Quantity per order", "1").await;
        desk.apply().await;
        desk.fill("Quantity", "2").await;
        says(&desk, "2 is over your limit of 1").await;
        desk.press_main().await;
        desk.venue.stays_at(0).await;
        // Over a reload too, and the other contract has the limit of every order.
        desk.reload().await;
        desk.is_up().await;
        desk.fill("Limit", "6000.00").await;
        desk.fill("Quantity", "2").await;
        says(&desk, "2 is over your limit of 1").await;
        desk.fill("Instrument", &crate::venue::front().replace("ES", "MES")).await;
        desk.waits("free", "return !described(find('textbox', 'Quantity')).includes('over your limit')").await;
        // An exception for an account on top: the strictest holds.
        desk.fill("Instrument", &crate::venue::front()).await;
        open_limits(&desk).await;
        desk.fill("Exception 1: Quantity per order", "5").await;
        desk.click("Add an exception").await;
        desk.js("const s = find('combobox', 'Exception 2: Account'); s.value = 'Sim101'; s.dispatchEvent(new Event('change'))", vec![])
            .await;
        desk.fill("Exception 2: Quantity per order", "3").await;
        desk.apply().await;
        desk.fill("Quantity", "4").await;
        says(&desk, "4 is over your limit of 3").await;
        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

#[test]
fn everything_wrong_in_the_form_is_said_at_once_and_nothing_changes() {
    by(&Way::GATEWAY, async |desk: Desk| {
        open_limits(&desk).await;
        desk.fill("Quantity per order", "ten").await;
        desk.fill("Price collar in percent", "1.234").await;
        desk.click("Add an exception").await;
        desk.fill("Exception 1: Position", "-1").await;
        desk.click("Apply").await;
        for part in [
            "Quantity per order: “ten” is not a whole number.",
            "Price collar in percent: “1.234” is not a number with at most two decimals.",
            "Exception 1: name an account or a root.",
            "Exception 1, Position: “-1” is not a whole number.",
        ] {
            desk.waits(part, &format!("return all('alert').some((e) => norm(e.textContent).includes({}))", json!(part))).await;
        }
        let state = "return find('textbox', 'Quantity per order').value === 'ten' \
             && find('textbox', 'Quantity per order').getAttribute('aria-invalid') === 'true' \
             && name(document.activeElement) === 'Quantity per order'";
        desk.waits("as typed, and the focus on the first", state).await;
        desk.click("Back").await;
        open_limits(&desk).await;
        assert_eq!(desk.text("return find('textbox', 'Quantity per order').value").await, "10");
        desk.was_quiet().await;
    });
}

#[test]
fn a_broken_file_names_every_error_and_changes_nothing_and_no_token_gets_in() {
    by(&Way::GATEWAY, async |desk: Desk| {
        let before = desk.text("return localStorage.getItem('order-ticket.settings') ?? ''").await;
        for (file, wanted) in [
            ("not json", vec!["not one JSON object"]),
            (r#"{"limits":{}}"#, vec!["version: it is missing"]),
            (
                r#"{"version":2,"token":"secret-1","Authorization":"Bearer secret-2","way":"Mail","base":"https://me:secret-3@x.example",
                 "confirm":"no","limits":{"max_quantity":"ten","token":"secret-4"},"scopes":[{"max_quantity":1}],
                 "groups":[{"name":"G","legs":[{"account":"Sim101","ratio":"0"}],"token":"secret-5"}]}"#,
                vec![
                    "token: this is not a setting.",
                    "Authorization: this is not a setting.",
                    "way: it must be one of",
                    "base: its",
                    "confirm: it must be true or false",
                    "limits: token: this is not a setting.",
                    "limits: max_quantity: it must be a whole number",
                    "scopes, 1: it must name an account or a root",
                    "groups, 1: token: this is not a setting.",
                    "groups, 1: Sim101: write the ratio as a number above zero",
                ],
            ),
        ] {
            open_limits(&desk).await;
            paste(&desk, file).await;
            desk.click("See what it would change").await;
            for part in wanted {
                desk.waits(part, &format!("return all('alert').some((e) => norm(e.textContent).includes({}))", json!(part))).await;
            }
            assert!(!desk.is("return find('button', 'Apply these settings') !== null").await);
            assert!(
                !desk.is("return norm(document.querySelector('[role=alert]').textContent).includes('secret')").await,
                "secrets are not repeated"
            );
            desk.click("Back").await;
        }
        assert_eq!(desk.text("return localStorage.getItem('order-ticket.settings') ?? ''").await, before);
        let kept = "return Object.entries(localStorage).some(([k, v]) => (k + v).includes('secret'))";
        assert!(!desk.is(kept).await);
        desk.was_quiet().await;
    });
}

#[test]
fn export_then_reset_then_import_restores_and_an_import_can_be_taken_back() {
    by(&Way::GATEWAY, async |desk: Desk| {
        limit(&desk, "Quantity per order", "7").await;
        open_limits(&desk).await;
        desk.click("Add an exception").await;
        desk.fill("Exception 1: Root", "ES").await;
        desk.fill("Exception 1: Price collar in ticks", "40").await;
        desk.apply().await;
        open_limits(&desk).await;
        desk.js(CATCH, vec![]).await;
        desk.click("Export settings").await;
        let file = desk.text("return decodeURIComponent(window.e2eFiles[0][1].split(',').slice(1).join(','))").await;
        assert_eq!(desk.text("return window.e2eFiles[0][0]").await, "order-ticket-settings.json");
        assert!(file.contains("\"version\":3") && file.contains("\"max_quantity\":7") && !file.to_lowercase().contains("token"), "{file}");

        desk.click("Back to the defaults…").await;
        changes(&desk, "Quantity per order: 7 → 10").await;
        changes(&desk, "Limits of ES on every account: Price collar in ticks 40 → –").await;
        desk.click("Apply these settings").await;
        desk.waits("the form shows it", "return find('textbox', 'Quantity per order').value === '10'").await;
        assert!(!file_of(&desk).await.contains("\"max_quantity\":7"));

        paste(&desk, &file).await;
        desk.click("See what it would change").await;
        changes(&desk, "Quantity per order: 10 → 7").await;
        desk.click("Apply these settings").await;
        desk.waits("as it was", "return find('textbox', 'Quantity per order').value === '7'").await;
        let own = |text: &str| {
            text.split_once("\"way\"").or_else(|| text.split_once("\"base\"")).map(|(_, own)| own.trim_end_matches('}').to_owned()).unwrap()
        };
        assert!(own(&file).starts_with(&own(&file_of(&desk).await)), "{file}");

        desk.click("Undo").await;
        desk.waits("taken back", "return find('textbox', 'Quantity per order').value === '10'").await;

        // A file of version 1 knew one set of limits.
        let old = r#"{"version":1,"base":"https://app.crosstrade.io","class":"Live","confirm":true,"own_order_id":false,"theme":"System",
            "limits":{"max_quantity":4,"max_position":null,"max_notional":null,"collar_ticks":null,"collar_bps":200,
            "duplicate_window_ms":5000,"quote_stale_ms":10000,"roll_warning_days":5},"account":"Sim101"}"#;
        paste(&desk, old).await;
        desk.click("See what it would change").await;
        changes(&desk, "Quantity per order: 10 → 4").await;
        changes(&desk, "Position: 20 → none").await;
        assert!(!desk.is("return document.body.innerText.includes('Orders a minute: ')").await, "version 1 had none: ours stays");
        desk.click("Leave as it is").await;
        desk.was_quiet().await;
    });
}

#[test]
fn the_token_of_the_direct_way_is_in_no_export() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        desk.settings().await;
        desk.choose("Where orders go", "CrossTrade directly by REST").await;
        desk.fill("Base address", &desk.venue.origin()).await;
        desk.fill("Bearer token", "my-secret-token").await;
        desk.apply().await;
        open_limits(&desk).await;
        desk.js(CATCH, vec![]).await;
        desk.click("Export settings").await;
        let file = desk.text("return decodeURIComponent(window.e2eFiles[0][1])").await;
        assert!(file.contains("\"Direct\"") && !file.contains("secret"), "{file}");
        assert!(!desk.is("return Object.entries(localStorage).some(([k, v]) => (k + v).includes('my-secret'))").await);
    });
}

#[test]
fn the_panel_of_the_limits_has_no_barrier() {
    run(async {
        let mut found = Vec::new();
        let desk = Desk::open(Way::GatewaySocket).await;
        bring_axe(&desk).await;
        open_limits(&desk).await;
        desk.click("Add an exception").await;
        desk.fill("Quantity per order", "ten").await;
        desk.click("Apply").await;
        paste(&desk, "{}").await;
        desk.click("See what it would change").await;
        look(&desk, "limits", &mut found).await;
        desk.click("Back to the defaults…").await;
        look(&desk, "defaults", &mut found).await;
        nothing(&found);
    });
}

pub async fn changes(desk: &Desk, line: &str) {
    let script =
        format!("return all('status').some((e) => [...e.querySelectorAll('li')].some((l) => norm(l.textContent) === {}))", json!(line));
    desk.waits(line, &script).await;
}

async fn file_of(desk: &Desk) -> String {
    desk.text("return localStorage.getItem('order-ticket.settings')").await
}

/// Puts a text into the field for one, as a paste does.
pub async fn paste(desk: &Desk, text: &str) {
    let put = "const e = find('textbox', 'Or its text'); e.value = arguments[0]; e.dispatchEvent(new Event('input', { bubbles: true }))";
    desk.js(put, vec![json!(text)]).await;
}
