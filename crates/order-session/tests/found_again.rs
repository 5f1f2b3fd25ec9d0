//! Timelines of orders whose outcome was not known: what reading shows of them, and what it may not guess.

mod support;

use order_session::{Carrier, Event, Evidence, Phase, SubmitBlock, Verdict};
use support::{World, limit};

const BOTH: [Carrier; 2] = [Carrier::Http, Carrier::Socket];

fn is_unknown(phase: &Phase) -> bool {
    matches!(phase, Phase::Unknown { .. })
}

#[test]
fn an_answer_dropped_after_acceptance_is_unknown_and_then_found_by_reading() {
    for fault in ["place:accept-drop:next1", "place:accept-disconnect:next1", "place:malformed:next1", "place:accept-status-503:next1"] {
        for carrier in BOTH {
            let mut world = World::new(carrier, &[fault]);
            world.ready();
            let id = world.click(limit(1, "6000"));
            world.run_until("unknown", |w| is_unknown(w.phase(&id)));
            if !world.is_up() {
                world.connect();
            }
            world.run_until("a working order", |w| *w.phase(&id) == Phase::Working);
            assert_eq!((world.sends.len(), world.venue().len()), (1, 1), "{fault}");
        }
    }
}

#[test]
fn an_order_dropped_before_acceptance_is_called_nothing_found_only_after_the_settling_time() {
    let mut world = World::new(Carrier::Http, &["place:drop:next1"]);
    world.ready();
    let id = world.click(limit(1, "6000"));
    let clicked = world.now;
    world.run_until("unknown", |w| is_unknown(w.phase(&id)));
    // Reading has begun; before it has had its chance the trader cannot close it, and the account takes no order.
    world.run(500);
    world.tell(Event::Decide { id: id.clone(), verdict: Verdict::NotPlaced });
    assert!(is_unknown(world.phase(&id)));
    assert_eq!(world.session.submit_block("Sim101", world.now), Some(SubmitBlock::Reconciling));
    world.run_until("nothing found", |w| matches!(w.phase(&id), Phase::Unknown { evidence: Evidence::NothingFound, .. }));
    assert!(world.now - clicked >= world.session.config().settle_ms);
    world.tell(Event::Decide { id: id.clone(), verdict: Verdict::NotPlaced });
    assert_eq!(*world.phase(&id), Phase::DeclaredNotPlaced);
    assert!(world.venue().is_empty());
    world.ready();
}

#[test]
fn a_reload_while_sending_comes_back_as_unknown_and_is_found() {
    for carrier in BOTH {
        let mut world = World::new(carrier, &["place:delay-3000:next1"]);
        world.ready();
        let id = world.click(limit(2, "6001"));
        world.run(300);
        world.reload();
        assert!(is_unknown(world.phase(&id)));
        world.run_until("a working order", |w| *w.phase(&id) == Phase::Working);
        assert_eq!((world.sends.len(), world.venue().len()), (1, 1));
    }
}

#[test]
fn two_orders_just_alike_of_unknown_outcome_are_a_question_not_a_guess() {
    let mut world = World::new(Carrier::Http, &["place:accept-status-500:next1"]);
    world.ready();
    let first = world.click(limit(1, "6000"));
    world.run_until("a working order", |w| *w.phase(&first) == Phase::Working);
    // The same order is there already, so the next one cannot be mistaken for it.
    world.set_faults(&["place:status-500:next1"]);
    let second = world.click(limit(1, "6000"));
    world.run_until("nothing found", |w| matches!(w.phase(&second), Phase::Unknown { evidence: Evidence::NothingFound, .. }));
    assert_eq!(world.venue().len(), 1);
}

#[test]
fn an_order_declared_not_placed_speaks_up_when_reading_shows_it_after_all() {
    let mut world = World::new(Carrier::Http, &["place:drop:next1"]);
    world.ready();
    let id = world.click(limit(1, "6000"));
    world.run_until("nothing found", |w| matches!(w.phase(&id), Phase::Unknown { evidence: Evidence::NothingFound, .. }));
    world.tell(Event::Decide { id: id.clone(), verdict: Verdict::NotPlaced });
    // The server had it in a queue all along: another program's order stands for it here.
    let body = r#"{"instrument":"ES 12-26","action":"BUY","orderType":"LIMIT","quantity":1,"timeInForce":"DAY","limitPrice":6000}"#;
    let _ = world.exchange.http("POST", "/v1/api/accounts/Sim101/orders/place", body, world.now);
    world.run_until("a working order", |w| *w.phase(&id) == Phase::Working);
}

#[test]
fn with_an_own_order_id_the_order_is_found_by_it() {
    let mut world = World::with(Carrier::Http, &["place:accept-drop:next1"], true);
    world.ready();
    let id = world.click(limit(1, "6000"));
    world.run_until("a working order", |w| *w.phase(&id) == Phase::Working);
    assert_eq!(world.the_attempt(&id).order_id.as_deref(), Some(id.0.as_str()));
}

#[test]
fn an_order_on_its_way_is_not_taken_for_an_older_one_of_unknown_outcome() {
    for carrier in BOTH {
        let mut world = World::new(carrier, &["place:status-408:next1"]);
        world.ready();
        let lost = world.click(limit(1, "6000"));
        world.run_until("nothing found", |w| matches!(w.phase(&lost), Phase::Unknown { evidence: Evidence::NothingFound, .. }));
        world.set_faults(&["place:delay-6000:next1"]);
        world.ready();
        let second = world.click(limit(1, "6000"));
        // Its answer is still on the way while reading shows the order already.
        world.tell(Event::Refresh);
        world.run(5_000);
        assert_eq!((world.phase(&second), world.venue().len()), (&Phase::Sending, 1));
        assert!(world.the_attempt(&lost).order_id.is_none(), "taken by its looks");
        world.run_until("a working order", |w| *w.phase(&second) == Phase::Working);
        world.run(10_000);
        assert!(world.the_attempt(&lost).order_id.is_none());
        assert!(is_unknown(world.phase(&lost)));
        assert_eq!(world.venue().len(), 1);
    }
}
