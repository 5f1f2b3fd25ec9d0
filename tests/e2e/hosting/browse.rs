//! The ticket on each host in a browser: it starts under a path, trades on the practice exchange, and breaks no policy.

use super::plain::Plain;
use super::real::{Kind, Real};
use crate::browser::Browser;
use crate::desk::{Desk, Way};
use crate::venue::{Venue, config};
use crate::ways::run;
use serde_json::json;

/// Hears of everything that a policy forbids, from the start of each document on.
const WATCH: &str = "window.e2eBlocked = []; \
     addEventListener('securitypolicyviolation', (e) => e2eBlocked.push(e.violatedDirective + ' ' + e.blockedURI));";

/// A browser on a page that no gateway serves. (A gateway belongs to every desk; here nothing calls it.)
pub async fn desk(page: &str) -> Desk {
    let (venue, browser) = tokio::join!(Venue::open(config()), Browser::start());
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await;
    let desk = Desk { way: Way::Practice, browser, venue };
    visit(&desk, page).await;
    desk
}

/// Opens a page and waits until the ticket is on it.
pub async fn visit(desk: &Desk, page: &str) {
    desk.client().goto(page).await.expect("the page");
    desk.has_started().await;
    desk.is_up().await;
}

/// An order at the market on the practice exchange, through the question.
pub async fn trades(desk: &Desk) {
    desk.choose("Type", "Market").await;
    desk.place().await;
    desk.row(0, "filled").await;
    assert_eq!(desk.venue.placed(), 0, "the exchange is the page's own");
}

/// The second part has come: its panels open.
pub async fn has_all_parts(desk: &Desk) {
    desk.settings().await;
    desk.waits("its panel", "return radio('Where orders go', 'Practice in this page') !== null").await;
    desk.click("Back").await;
    desk.waits("closed", "return document.querySelector('dialog') === null").await;
}

/// Nothing was forbidden since the document began.
pub async fn broke_no_policy(desk: &Desk) {
    assert_eq!(desk.text("return e2eBlocked.join(', ')").await, "", "the policy blocked something");
}

/// The whole of it on one host.
async fn works(page: &str) {
    let desk = desk(page).await;
    has_all_parts(&desk).await;
    trades(&desk).await;
    broke_no_policy(&desk).await;
    desk.was_quiet().await;
}

#[test]
fn the_ticket_trades_under_a_path_on_nginx() {
    run(async {
        let server = Real::start(Kind::Nginx).await;
        works(&server.page()).await;
    });
}

#[test]
fn the_ticket_trades_under_a_path_on_caddy() {
    run(async {
        let server = Real::start(Kind::Caddy).await;
        works(&server.page()).await;
    });
}

#[test]
fn the_ticket_trades_on_a_host_that_reads_the_headers_file() {
    run(async {
        let host = Plain::start(true).await;
        works(&host.page()).await;
    });
}

#[test]
fn on_a_host_without_headers_the_ticket_trades_and_still_forbids_what_is_foreign() {
    run(async {
        let host = Plain::start(false).await;
        let desk = desk(&host.page()).await;
        has_all_parts(&desk).await;
        trades(&desk).await;
        broke_no_policy(&desk).await;
        // The document's own policy holds: an inline script does not run.
        let inline = "const s = document.createElement('script'); s.textContent = 'window.e2eRan = true'; document.head.append(s); \
             return window.e2eRan === undefined";
        assert!(desk.is(inline).await);
        desk.waits("it is told", "return e2eBlocked.some((e) => e.startsWith('script-src'))").await;
    });
}
