//! The ticket in a frame of a page that may frame it: filled and themed from there, sent by the trader alone, and what becomes of
//! its orders told there.

use crate::browser::Kind;
use crate::framed::Framed;
use crate::ways::by_browser;
use serde_json::json;

#[test]
fn a_trader_sends_from_a_frame_and_the_page_around_it_learns_what_becomes_of_the_order() {
    by_browser(async |kind: Kind| {
        let framed = Framed::listed(kind).await;
        framed.show().await;
        framed.around("host.theme('dark'); host.prefill({ action: 'SELL' })", vec![]).await;
        framed.inside_says("the ticket is dark", "return document.querySelector('[data-theme=dark]') !== null").await;
        framed.around("host.prefill({ action: 'BUY' })", vec![]).await;
        framed.prefill_market(2).await;
        framed.venue.stays_at(0).await;

        framed.send().await;
        framed.venue.takes(1).await;
        framed.around_says("its end is told", "return told.some((m) => m.type === 'updated' && m.detail.state === 'filled')").await;
        let order = "const of = (type) => told.filter((m) => m.type === type); const [sent] = of('sent');";
        framed
            .around_says(
                "each stage is told once, of the very order",
                &format!(
                    "{order} return of('sent').length === 1 && of('acknowledged').length === 1 && sent.detail.quantity === 2 && \
                     of('acknowledged')[0].detail.attempt === sent.detail.attempt && of('acknowledged')[0].detail.orderId !== null"
                ),
            )
            .await;
        // Nothing that comes before the send is told: there the page around could only be asked, and it is not.
        let known = json!(["ready", "change", "state", "sent", "acknowledged", "updated"]);
        let others = framed.around("return told.map((m) => m.type).filter((type) => !arguments[0].includes(type))", vec![known]).await;
        assert_eq!(others, json!([]));
        framed.venue.stays_at(1).await;
        framed.broke_no_policy().await;
    });
}

#[test]
fn a_page_that_lets_go_bars_the_ticket_and_may_come_back() {
    by_browser(async |kind: Kind| {
        let framed = Framed::listed(kind).await;
        framed.show().await;
        framed.prefill_market(1).await;
        framed.around("host.close(); told.length = 0", vec![]).await;
        framed.inside_says("the ticket waits", "return main().getAttribute('aria-disabled') === 'true'").await;
        let shown = framed.shows().await;
        assert!(shown.contains("waits for the page around it"), "{shown}");
        framed.click("return main()").await;
        framed.venue.stays_at(0).await;

        framed.around("connect(document.querySelector('iframe'))", vec![]).await;
        framed.is_open().await;
        framed
            .around_says("what it missed is told", "return told.some((m) => m.type === 'change' && m.detail.draft.quantity === '1')")
            .await;
        framed.send().await;
        framed.venue.takes(1).await;
    });
}

#[test]
fn a_page_that_never_connects_has_a_ticket_that_sends_nothing() {
    by_browser(async |kind: Kind| {
        let framed = Framed::listed(kind).await;
        framed.frame(&format!("{}/frame.html?view=desk", framed.watched.origin()), false).await;
        framed.inside_says("the ticket is there", "return main() !== null && line() === 'Connected'").await;
        framed.inside_says("it says why it does not send", "return main().getAttribute('aria-disabled') === 'true'").await;
        framed.around_says("it has greeted with its versions", "return window.greeted.versions.includes(1)").await;
        framed.click("return radio('Type', 'Market').labels[0]").await;
        framed.click("return main()").await;
        assert_eq!(framed.inside("return question()").await, json!(null));
        framed.venue.stays_at(0).await;
    });
}

#[test]
fn the_frame_page_on_its_own_leads_to_the_page_of_its_own() {
    by_browser(async |kind: Kind| {
        let framed = Framed::listed(kind).await;
        framed.browser.client.goto(&format!("{}/frame.html", framed.watched.origin())).await.unwrap();
        framed
            .around_says(
                "the ticket's own page is up",
                "return location.pathname === '/' && document.documentElement.dataset.boot === 'started'",
            )
            .await;
    });
}
