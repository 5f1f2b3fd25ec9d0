//! The socket breaks, answers twice, and orders are rejected late.

use crate::desk::{Desk, Way};
use crate::lost::ready_with_limit;
use crate::ways::by;

#[test]
fn a_socket_cut_in_the_middle_of_an_order_is_read_again_before_anything_can_be_sent() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.venue.faults(&["place:delay-20000:next1", "read:delay-1500:always"]);
        desk.place().await;
        desk.venue.takes(1).await;
        // Whether the main button was ever on while the account was not read.
        let watch = "window.e2eEarly = 0; new MutationObserver(() => { \
             const on = main() !== null && !main().hasAttribute('aria-disabled'); \
             if (on && line() !== 'Connected') window.e2eEarly += 1; \
             }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })";
        desk.js(watch, vec![]).await;
        desk.venue.break_sockets();
        desk.outcome("unknown").await;
        desk.waits("it reads first", "return line() === 'Reading' && main().getAttribute('aria-disabled') === 'true'").await;
        desk.row(0, "working").await;
        desk.is_up().await;
        assert!(desk.is("return window.e2eEarly === 0").await, "the button was on before the account was read");
        desk.venue.stays_at(1).await;
    });
}

#[test]
fn an_answer_that_comes_twice_is_one_order() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.venue.faults(&["place:duplicate:next1"]);
        desk.place().await;
        desk.row(0, "working").await;
        desk.venue.stays_at(1).await;
        assert_eq!(desk.rows().await.len(), 1);
        desk.was_quiet().await;
    });
}

#[test]
fn a_late_reject_is_shown_as_one() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.venue.faults(&["place:late-reject:next1"]);
        desk.place().await;
        let said = desk.outcome("late-rejected").await;
        assert!(said.starts_with("Late rejected."), "{said}");
        desk.showed(&["sending", "late-rejected"]).await;
        assert_eq!(desk.venue.placed(), 1);
        desk.was_quiet().await;
    });
}
