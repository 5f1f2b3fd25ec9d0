//! The ticket on each host in a browser: it starts under a path, trades on the practice exchange, and breaks no policy.

use super::files::UNDER;
use super::plain::Plain;
use super::real::{self, Real};
use crate::browser::{Browser, Kind};
use crate::desk::{Desk, Way};
use crate::venue::{Venue, config};
use crate::watched::Watched;
use crate::ways::by_browser;
use std::net::SocketAddr;

/// A browser on a page that no gateway serves. (A gateway belongs to every desk; here nothing calls it.)
pub async fn desk(kind: Kind, page: &str) -> Desk {
    let (venue, browser) = tokio::join!(Venue::open(config()), Browser::start_as(kind));
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

/// The page's address on the way to a host.
pub fn page(watched: &Watched) -> String {
    format!("{}{UNDER}/", watched.origin())
}

/// The whole of it on one host.
async fn works(kind: Kind, host: SocketAddr) {
    let watched = Watched::before(host).await;
    let desk = desk(kind, &page(&watched)).await;
    has_all_parts(&desk).await;
    trades(&desk).await;
    desk.was_quiet().await;
    watched.broke_no_policy(desk.client()).await;
}

#[test]
fn the_ticket_trades_under_a_path_on_nginx() {
    by_browser(async |kind: Kind| {
        let server = Real::start(real::Kind::Nginx).await;
        works(kind, server.addr).await;
    });
}

#[test]
fn the_ticket_trades_under_a_path_on_caddy() {
    by_browser(async |kind: Kind| {
        let server = Real::start(real::Kind::Caddy).await;
        works(kind, server.addr).await;
    });
}

#[test]
fn the_ticket_trades_on_a_host_that_reads_the_headers_file() {
    by_browser(async |kind: Kind| {
        let host = Plain::start(true).await;
        works(kind, host.addr).await;
    });
}

/// The document's own policy holds there.
#[test]
fn on_a_host_without_headers_the_ticket_trades_and_still_forbids_what_is_foreign() {
    by_browser(async |kind: Kind| {
        let host = Plain::start(false).await;
        let watched = Watched::before(host.addr).await;
        let desk = desk(kind, &page(&watched)).await;
        has_all_parts(&desk).await;
        trades(&desk).await;
        // Not without a word: it does not know what WebAssembly is.
        watched.broke_no_policy(desk.client()).await;
    });
}
