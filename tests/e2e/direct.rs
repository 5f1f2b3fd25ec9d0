//! The direct way: base address and token typed, the token nowhere but in memory, CORS refused and allowed.

use crate::desk::{Desk, Way};
use crate::venue::{Venue, config, front};
use crate::ways::run;
use crosstrade::Token;
use order_ticket_gateway::Config;
use serde_json::json;

const SECRET: &str = "direct-secret-5f3c9a";

#[test]
fn a_server_that_does_not_allow_the_page_is_explained_and_never_traded_on() {
    run(async {
        let desk = Desk::open(Way::GatewayRest).await;
        let other = Venue::open(other()).await;
        connect(&desk, &other.origin(), "Simulated").await;
        let explained = "return line() === 'Reads fail' && all('alert').some((e) => name(e).includes('CORS') && name(e).includes('gateway works everywhere'))";
        desk.waits("why reading fails", explained).await;
        desk.choose("Type", "Market").await;
        desk.waits("it stays off", "return main().getAttribute('aria-disabled') === 'true'").await;
        desk.press_main().await;
        assert!(!desk.is("return question() !== null").await);
        other.stays_at(0).await;
        assert_eq!(desk.venue.placed(), 0);
        token_is_nowhere(&desk).await;
    });
}

#[test]
fn a_server_that_allows_the_page_is_traded_on_and_the_token_stays_in_memory() {
    run(async {
        let desk = Desk::open(Way::GatewayRest).await;
        let allowed = vec![desk.venue.origin().parse().unwrap()];
        let other = Venue::open(Config { allow_origins: allowed, ..other() }).await;
        connect(&desk, &other.origin(), "Simulated").await;
        desk.is_up().await;
        desk.choose("Type", "Market").await;
        desk.ready().await;
        desk.press_main().await;
        desk.waits("the question names the place", &format!("return norm(question()?.textContent).includes({})", json!(other.origin())))
            .await;
        desk.say_yes().await;
        let row = desk.row(0, "filled").await;
        let order = other.order(&row.id);
        assert_eq!((order.instrument, other.placed(), desk.venue.placed()), (front(), 1, 0));
        token_is_nowhere(&desk).await;
        desk.was_quiet().await;
        // Gone with the page.
        desk.reload().await;
        desk.waits("it is not connected any more", "return main().getAttribute('aria-disabled') === 'true' && line() === 'Disconnected'")
            .await;
        other.stays_at(1).await;
    });
}

#[test]
fn a_live_account_is_locked_until_it_is_unlocked_and_locked_again_after_a_reload() {
    run(async {
        let desk = Desk::open(Way::GatewayRest).await;
        let allowed = vec![desk.venue.origin().parse().unwrap()];
        let other = Venue::open(Config { allow_origins: allowed, ..other() }).await;
        connect(&desk, &other.origin(), "Live money").await;
        desk.is_up().await;
        desk.choose("Type", "Market").await;
        let locked = "return norm(form().textContent).includes('This is a live account and the ticket is locked') \
             && described(find('combobox', 'Account')).includes('locked') && find('combobox', 'Account').getAttribute('aria-invalid') === 'true'";
        desk.waits("it is locked", locked).await;
        desk.press_main().await;
        assert!(!desk.is("return question() !== null").await);
        other.stays_at(0).await;
        desk.click("Unlock").await;
        desk.ready().await;
        assert!(desk.is("return find('button', 'Armed') !== null && norm(document.body.innerText).includes('LIVE')").await);
        desk.press_main().await;
        desk.waits(
            "live money is named",
            "return norm(question()?.textContent).includes('live money') && find('button', 'Send live') !== null",
        )
        .await;
        desk.click("Back").await;
        connect(&desk, &other.origin(), "Live money").await;
        desk.waits("locked after a new connection", "return find('button', 'Locked') !== null").await;
        other.stays_at(0).await;
    });
}

#[test]
fn the_settings_refuse_what_could_not_work() {
    run(async {
        let desk = Desk::open(Way::GatewayRest).await;
        for (base, token, says) in [
            ("http://example.com", SECRET, "Base address: write it like"),
            ("https://app.crosstrade.io/v1", SECRET, "Base address: write it like"),
            ("https://app.crosstrade.io", "", "the direct way needs one"),
        ] {
            desk.settings().await;
            desk.choose("Where orders go", "CrossTrade directly by REST").await;
            desk.fill("Base address", base).await;
            desk.fill("Bearer token", token).await;
            desk.click("Apply").await;
            let script = format!("return all('alert').some((e) => name(e).includes({}))", json!(says));
            desk.waits(says, &script).await;
            desk.click("Back").await;
            desk.waits("closed", "return document.querySelector('dialog') === null").await;
        }
        desk.is_up().await;
    });
}

/// A server that is not the page's own.
fn other() -> Config {
    Config { page: None, token: Token::parse(SECRET), ..config() }
}

async fn connect(desk: &Desk, base: &str, class: &str) {
    desk.settings().await;
    desk.choose("Where orders go", "CrossTrade directly by REST").await;
    desk.fill("Base address", base).await;
    desk.fill("Bearer token", SECRET).await;
    desk.choose("Account is", class).await;
    desk.apply().await;
}

/// Not in a storage, the address, an attribute, a text, a live value, or the name of anything that was loaded.
async fn token_is_nowhere(desk: &Desk) {
    let everything = "return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.cookie, history.state, \
         document.documentElement.outerHTML, document.body.innerText, [...document.querySelectorAll('input')].map((e) => e.value), \
         performance.getEntries().map((e) => e.name), window.name])";
    let text = desk.text(everything).await;
    assert!(text.contains("order-ticket.settings") && !text.contains(SECRET), "the token is in {text}");
    let said = desk.browser.console().await;
    assert!(!said.iter().any(|line| line.contains(SECRET)), "{said:#?}");
    // Nor when the settings are opened again.
    desk.settings().await;
    let fields = desk.text("return JSON.stringify([...document.querySelectorAll('input')].map((e) => [e.value, e.outerHTML]))").await;
    assert!(!fields.contains(SECRET), "{fields}");
    desk.click("Back").await;
    desk.waits("closed", "return document.querySelector('dialog') === null").await;
}
