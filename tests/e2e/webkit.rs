//! A handful of the page's tests in WebKitGTK, the engine of Safari: that it runs there at all, looks as it should, keeps the
//! way of an order and what it remembers. Element, frame, hosts, FDC3 and examples have tests that run in both browsers; the other
//! tests need Chromium's own protocol or would show nothing new here.

use crate::browser::Kind;
use crate::desk::{Desk, Way};
use crate::venue::config;
use crate::ways::run;
use serde_json::json;

#[test]
fn webkit_places_an_order_on_each_way() {
    run(async {
        for way in Way::ALL {
            let desk = Desk::open_in(Kind::WebKit, way, config()).await;
            desk.choose("Type", "Market").await;
            desk.place().await;
            let row = desk.row(0, "filled").await;
            if way != Way::Practice {
                assert_eq!((desk.venue.placed(), desk.venue.order(&row.id).quantity), (1, 1), "{way:?}");
            }
            desk.was_quiet().await;
        }
    });
}

#[test]
fn webkit_remembers_an_order_that_was_being_sent_when_the_page_was_reloaded() {
    run(async {
        let desk = Desk::open_in(Kind::WebKit, Way::GatewayRest, config()).await;
        desk.choose("Type", "Market").await;
        desk.venue.faults(&["place:delay-8000:next1"]);
        desk.place().await;
        desk.venue.takes(1).await;
        desk.reload().await;
        desk.row(0, "filled").await;
        desk.venue.stays_at(1).await;
    });
}

#[test]
fn webkit_says_rules_where_they_hold_and_lets_nothing_out() {
    run(async {
        let desk = Desk::open_in(Kind::WebKit, Way::GatewaySocket, config()).await;
        for (limit, says, fix) in [("6000.10", "not a multiple of the tick", Some("Use 6000.00")), ("5000.00", "your collar is 2 %", None)]
        {
            desk.fill("Limit", limit).await;
            let said = format!(
                "const e = find('textbox', 'Limit'); return e.value === {} && e.getAttribute('aria-invalid') === 'true' \
                 && described(e).includes({}) && main().getAttribute('aria-disabled') === 'true'",
                json!(limit),
                json!(says)
            );
            desk.waits(says, &said).await;
            desk.press_main().await;
            assert!(!desk.is("return question() !== null").await, "{says}");
            if let Some(fix) = fix {
                desk.click(fix).await;
                desk.ready().await;
            }
        }
        desk.venue.stays_at(0).await;
    });
}

/// WebKit lays the legend of a field out on a line of its own when it is left to.
#[test]
fn webkit_puts_a_choice_beside_its_name() {
    run(async {
        let desk = Desk::open_in(Kind::WebKit, Way::Practice, config()).await;
        let apart = "return all('group').filter((e) => e.matches('.ticket .field')).filter((e) => \
             e.querySelector('legend').getBoundingClientRect().bottom > e.querySelector('.seg').getBoundingClientRect().bottom + 1 || \
             e.querySelector('legend').getBoundingClientRect().top < e.querySelector('.seg').getBoundingClientRect().top - 1 || \
             e.querySelector('legend').getBoundingClientRect().right > e.querySelector('.seg').getBoundingClientRect().left).map(name).join(', ')";
        assert_eq!(desk.text(apart).await, "");
    });
}
