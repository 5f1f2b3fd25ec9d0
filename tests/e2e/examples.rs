//! The dashboards under `examples`, as their commands build and serve them: two tickets, and a limit of the page's own.

use crate::browser::{Browser, Kind};
use crate::desk::{Desk, Way};
use crate::venue::config;
use crate::watched::Watched;
use crate::ways::by_browser;
use order_ticket_gateway::Config;
use std::path::PathBuf;

/// One dashboard, from the folder that `cargo xtask example` builds it into.
fn trades(name: &str) {
    by_browser(async |kind: Kind| {
        let built = std::env::var_os("ORDER_TICKET_EXAMPLES").expect("ORDER_TICKET_EXAMPLES; run by `cargo xtask test e2e`");
        let page = PathBuf::from(built).join(name);
        let gateway = Watched::gateway(Config { page: Some(page), ..config() });
        let ((venue, watched), browser) = tokio::join!(gateway, Browser::start_as(kind));
        let desk = Desk { way: Way::GatewaySocket, browser, venue };
        desk.client().goto(&format!("{}/", watched.origin())).await.unwrap();
        desk.waits(
            "two tickets are ready",
            "const tickets = [...document.querySelectorAll('order-ticket')]; return tickets.length === 2 && tickets.every((e) => e.matches(':state(ready)'))",
        )
        .await;
        desk.js("window.e2eTicket = 'order-ticket:nth-of-type(2)'", vec![]).await;
        desk.is_up().await;
        desk.choose("Type", "Market").await;

        desk.fill("Quantity", "4").await;
        desk.ready().await;
        desk.press_main().await;
        desk.say_yes().await;
        desk.waits(
            "the page's own limit stops it",
            "return all('alert').some((e) => norm(e.textContent).includes('This dashboard allows 3 contracts a click.'))",
        )
        .await;
        desk.venue.stays_at(0).await;

        desk.fill("Quantity", "3").await;
        desk.place().await;
        desk.row(0, "filled").await;
        desk.venue.stays_at(1).await;
        desk.waits(
            "the page tells it",
            "return [...document.querySelectorAll('.told li')].some((e) => /Buy 3 NQ .*: filled/.test(e.textContent))",
        )
        .await;
        let said = desk.browser.console().await;
        assert!(said.is_empty(), "the console says {said:#?}");
        watched.broke_no_policy(desk.client()).await;
    });
}

#[test]
fn the_plain_dashboard_trades_and_stops_what_it_does_not_allow() {
    trades("plain");
}

#[test]
fn the_dashboard_in_react_trades_and_stops_what_it_does_not_allow() {
    trades("react");
}

#[test]
fn the_dashboard_in_vue_trades_and_stops_what_it_does_not_allow() {
    trades("vue");
}

#[test]
fn the_dashboard_in_svelte_trades_and_stops_what_it_does_not_allow() {
    trades("svelte");
}
