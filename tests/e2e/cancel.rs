//! Taking a working order back from the list.

use crate::desk::{Desk, Way};
use crate::lost::ready_with_limit;
use crate::rules::open_more;
use crate::ways::by;
use crosstrade::OrderState;

#[test]
fn a_cancel_from_the_list_ends_the_order_and_its_oco_partner() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        open_more(&desk).await;
        desk.fill("OCO id", "pair").await;
        desk.place().await;
        desk.row(0, "working").await;
        desk.fill("Limit", "5999.00").await;
        desk.place().await;
        desk.row(0, "working").await;
        desk.row(1, "working").await;
        let newest = "return [...orders()[0].querySelectorAll('button')].find((e) => name(e).startsWith('Cancel')) ?? null";
        desk.click_on("Cancel in the newest row".to_owned(), newest, vec![]).await;
        for at in [0, 1] {
            let row = desk.row(at, "cancelled").await;
            assert_eq!(desk.venue.order(&row.id).state, OrderState::Cancelled);
            assert!(row.text.contains("Cancelled"), "{}", row.text);
        }
        assert_eq!(desk.venue.placed(), 2);
        desk.was_quiet().await;
    });
}
