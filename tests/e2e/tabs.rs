//! Two tabs of one browser: the same order from the second is a question.

use crate::desk::{Desk, Way};
use crate::rules::limit;
use crate::ways::by;

#[test]
fn the_same_order_from_a_second_tab_is_a_question_first() {
    by(&Way::GATEWAY, async |desk: Desk| {
        limit(&desk, "Same order again", "60").await;
        desk.send_at_once().await;
        desk.choose("Type", "Market").await;
        desk.ready().await;
        let first = desk.client().window().await.unwrap();
        let second = desk.client().new_window(true).await.unwrap().handle;
        desk.client().switch_to_window(second.clone()).await.unwrap();
        desk.visit("").await;
        desk.is_up().await;
        desk.choose("Type", "Market").await;
        desk.ready().await;

        desk.client().switch_to_window(first).await.unwrap();
        desk.place().await;
        desk.outcome("filled").await;
        assert_eq!(desk.venue.placed(), 1);

        desk.client().switch_to_window(second).await.unwrap();
        let asked =
            "return norm(form().textContent).includes('The same order was sent') && main().getAttribute('aria-disabled') === 'true'";
        desk.waits("the second tab asks", asked).await;
        desk.press_main().await;
        desk.venue.stays_at(1).await;
        desk.click("I mean a second order").await;
        desk.place().await;
        desk.outcome("filled").await;
        desk.venue.stays_at(2).await;
        desk.was_quiet().await;
    });
}
