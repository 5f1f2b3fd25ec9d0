//! Timelines of acts: what a trader does to orders and positions, what the network does, and what is said in the end.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use crosstrade::{BracketBody, ChangeBody, ClosePart};
use order_model::{Action, OrderKind, Price};
use order_session::{ActPhase, Ask, Attempt, AttemptId, Carrier, Event, Phase, Standing, SubmitBlock, Via, What};
use support::{World, limit, market, on, order};

const BOTH: [Carrier; 2] = [Carrier::Http, Carrier::Socket];
const ES: &str = "ES 12-26";

fn es() -> String {
    ES.to_owned()
}

fn price(text: &str) -> Price {
    Price::parse(text).unwrap()
}

/// A world with one working order to buy 2 at 6000.
fn working(carrier: Carrier) -> (World, AttemptId, String) {
    let mut world = World::new(carrier, &[]);
    world.ready();
    let id = world.click(limit(2, "6000"));
    world.run_until("a working order", |w| *w.phase(&id) == Phase::Working);
    let order_id = world.the_attempt(&id).order_id.clone().unwrap();
    (world, id, order_id)
}

/// A world that is long two.
fn long_two(carrier: Carrier) -> World {
    let mut world = World::new(carrier, &[]);
    world.ready();
    let id = world.click(market(2));
    world.run_until("a fill", |w| *w.phase(&id) == Phase::Filled);
    world.ready();
    world
}

/// Runs until the end of an act is told, and says it.
fn end(world: &mut World, id: &AttemptId) -> (bool, String) {
    world.run_until("the end of an act", |w| !w.the_act(id).is_open());
    let act = world.the_act(id);
    act.report.as_ref().map_or((false, act.line()), |report| (report.reached, report.text.clone()))
}

fn net(world: &World) -> i64 {
    world.exchange.venue().positions().iter().map(|p| p.net).sum()
}

#[test]
fn a_change_is_sent_once_and_told_when_the_order_shows_it() {
    for carrier in BOTH {
        let (mut world, attempt, order_id) = working(carrier);
        assert!(!world.the_attempt(&attempt).is_changed());
        let body = ChangeBody { quantity: Some(3), limit: Some(price("5999.75")), stop: None };
        let id = world.act(What::Change { order_id, body });
        assert_eq!(end(&mut world, &id), (true, "the order is 3 at 5999.75".to_owned()));
        let attempt = world.the_attempt(&attempt);
        assert_eq!((attempt.contracts(), attempt.terms()), (3, OrderKind::Limit { limit: price("5999.75") }));
        assert!(attempt.is_changed() && attempt.quantity == 2, "what was sent is kept beside it");
        assert_eq!(attempt.words(None), "Buy 2 ES 12-26 · LIMIT 6000.00 · DAY, changed to 3 LIMIT 5999.75");
        let row = &world.venue()[0];
        assert_eq!((row.quantity, row.limit), (3, Some(price("5999.75"))));
        assert_eq!(world.exchange.venue().effects(), 2);
    }
}

#[test]
fn an_order_that_was_changed_and_that_no_list_shows_counts_as_it_stands() {
    let mut world = World::new(Carrier::Http, &[]);
    world.ready();
    let attempt = world.click(limit(5, "6000"));
    world.run_until("a working order", |w| *w.phase(&attempt) == Phase::Working);
    let order_id = world.the_attempt(&attempt).order_id.clone().unwrap();
    let change = |quantity, limit: Option<&str>| What::Change {
        order_id: order_id.clone(),
        body: ChangeBody { quantity, limit: limit.map(price), stop: None },
    };
    let act = world.act(change(Some(8), None));
    end(&mut world, &act);
    world.lists_nothing = true;
    // To the market, which shows five.
    world.act(change(None, Some("6012.50")));
    world.run_until("a part of it", |w| w.the_attempt(&attempt).filled() == 5);
    assert_eq!(*world.phase(&attempt), Phase::PartFilled);
    assert!(world.the_attempt(&attempt).words(None).ends_with(", changed to 8 LIMIT 6012.5 at 6012.5"));
    // Filled by what the fills say: the row with its average is older.
    let over = Attempt { phase: Phase::Filled, ..world.the_attempt(&attempt).clone() };
    assert!(over.filled() == 8 && over.words(None).ends_with(", changed to 8 LIMIT 6012.5"));
    let context = world.session.context("Sim101", &Standing::default(), world.now);
    assert_eq!(context.working.iter().map(|order| (order.remaining, order.filled)).collect::<Vec<_>>(), [(3, 5)]);
}

#[test]
fn a_cancel_that_comes_too_late_tells_how_the_order_ended() {
    for carrier in BOTH {
        let mut world = World::new(carrier, &[]);
        world.ready();
        let attempt = world.click(market(1));
        world.run_until("a fill", |w| *w.phase(&attempt) == Phase::Filled);
        let order_id = world.the_attempt(&attempt).order_id.clone().unwrap();
        let id = world.act(What::Cancel { order_id });
        assert_eq!(end(&mut world, &id), (true, "the order was filled, 1 contract".to_owned()));
        assert!(matches!(&world.the_act(&id).phase, ActPhase::Refused { nothing_left: true, .. }));
    }
}

#[test]
fn a_replacement_is_an_attempt_and_its_order_is_followed_by_its_new_id() {
    for carrier in BOTH {
        let (mut world, old, order_id) = working(carrier);
        world.ready();
        let id = world.click_via(limit(1, "5998"), Via::Replace { order_id: order_id.clone() });
        world.run_until("the new order works", |w| *w.phase(&id) == Phase::Working);
        world.run_until("the old order is cancelled", |w| *w.phase(&old) == Phase::Cancelled);
        assert_ne!(world.the_attempt(&id).order_id.as_deref(), Some(order_id.as_str()));
        let open: Vec<_> = world.venue().into_iter().filter(|row| row.remaining() > 0).collect();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].limit, Some(price("5998")));
    }
}

#[test]
fn an_answer_lost_after_a_replacement_is_found_by_reading_and_nothing_is_sent_again() {
    for carrier in BOTH {
        let (mut world, _, order_id) = working(carrier);
        world.ready();
        world.set_faults(&["replace:accept-drop:next1"]);
        let id = world.click_via(limit(1, "5998"), Via::Replace { order_id });
        world.run_until("unknown", |w| matches!(w.phase(&id), Phase::Unknown { .. }));
        world.run_until("found", |w| *w.phase(&id) == Phase::Working);
        assert_eq!(world.exchange.venue().effects(), 2);
    }
}

#[test]
fn a_reversal_turns_the_position() {
    for carrier in BOTH {
        let mut world = long_two(carrier);
        let id = world.click_via(order("Sell", 2, "Market", "", ""), Via::Reverse);
        world.run_until("a fill", |w| *w.phase(&id) == Phase::Filled);
        world.run(5_000);
        assert_eq!(net(&world), -2);
    }
}

#[test]
fn a_full_close_ends_flat_and_takes_the_working_orders_with_it() {
    for carrier in BOTH {
        let mut world = long_two(carrier);
        let attempt = world.click(limit(1, "6000"));
        world.run_until("a working order", |w| *w.phase(&attempt) == Phase::Working);
        let id = world.act(What::Close { instrument: es(), part: ClosePart::All });
        let (reached, text) = end(&mut world, &id);
        assert!(reached, "{text}");
        assert!(text.starts_with("ES 12-26: +2 → flat"), "{text}");
        assert_eq!(net(&world), 0);
        world.run_until("the working order is cancelled", |w| *w.phase(&attempt) == Phase::Cancelled);
    }
}

#[test]
fn a_part_of_a_position_is_closed_and_the_rest_stays() {
    for carrier in BOTH {
        let mut world = long_two(carrier);
        let id = world.act(What::Close { instrument: es(), part: ClosePart::Contracts(1) });
        assert_eq!(end(&mut world, &id), (true, "ES 12-26: +2 → +1".to_owned()));
        assert_eq!(net(&world), 1);
    }
}

#[test]
fn a_flatten_of_unknown_outcome_is_told_as_reading_shows_it() {
    for carrier in BOTH {
        for (fault, reached, net_after) in [("flatten:accept-drop:next1", true, 0), ("flatten:drop:next1", false, 2)] {
            let mut world = long_two(carrier);
            let attempt = world.click(limit(1, "6000"));
            world.run_until("a working order", |w| *w.phase(&attempt) == Phase::Working);
            world.set_faults(&[fault]);
            let id = world.act(What::Flatten { instrument: None });
            world.run_until("unknown", |w| matches!(w.the_act(&id).phase, ActPhase::Unknown(_)));
            let (told, text) = end(&mut world, &id);
            assert_eq!(told, reached, "{text}");
            assert_eq!(text.starts_with("flat, no working orders, 1 cancelled"), reached, "{text}");
            assert_eq!(text.starts_with("still +2 ES 12-26, 1 order still works"), !reached, "{text}");
            assert_eq!(net(&world), net_after);
        }
    }
}

#[test]
fn a_fill_that_outruns_a_flatten_is_told() {
    // The exchange carries the flatten out late: meanwhile an order fills.
    let mut world = long_two(Carrier::Http);
    let attempt = world.click(limit(1, "6000"));
    world.run_until("a working order", |w| *w.phase(&attempt) == Phase::Working);
    let order_id = world.the_attempt(&attempt).order_id.clone().unwrap();
    let change = world.act(What::Change { order_id, body: ChangeBody { limit: Some(price("6012.50")), ..ChangeBody::default() } });
    let id = world.act(What::Flatten { instrument: Some(es()) });
    let (reached, text) = end(&mut world, &id);
    assert!(reached, "{text}");
    assert_eq!(net(&world), 0);
    assert!(!world.the_act(&change).is_open() || end(&mut world, &change).0);
}

#[test]
fn a_bracket_ends_with_its_stop_and_target_working() {
    for carrier in BOTH {
        let mut world = long_two(carrier);
        let body = BracketBody {
            instrument: es(),
            action: Action::Buy,
            quantity: 2,
            stop_loss: Some(price("6000")),
            take_profit: Some(price("6030")),
        };
        let id = world.act(What::Bracket(body));
        assert_eq!(end(&mut world, &id), (true, "ES 12-26: +2, stop 6000 for 2, target 6030 for 2".to_owned()));
    }
}

#[test]
fn the_same_act_while_one_is_on_its_way_is_not_another() {
    for carrier in BOTH {
        let mut world = long_two(carrier);
        let before = world.exchange.venue().effects();
        let close = || What::Close { instrument: es(), part: ClosePart::Contracts(1) };
        let first = world.act(close());
        let second = world.act(close());
        end(&mut world, &first);
        // The exchange would refuse a second close under way by itself: what counts is that none was sent.
        assert!(world.sends.contains(&first) && !world.sends.contains(&second));
        assert!(world.session.acts().iter().all(|act| act.id != second));
        assert_eq!(world.exchange.venue().effects(), before + 1);
        assert_eq!(net(&world), 1);
    }
}

#[test]
fn two_requests_about_one_order_do_not_pass_each_other() {
    let (mut world, _, order_id) = working(Carrier::Http);
    let change = What::Change { order_id: order_id.clone(), body: ChangeBody { quantity: Some(1), ..ChangeBody::default() } };
    let first = world.act(change);
    let second = world.act(What::Cancel { order_id });
    assert!(matches!(&world.the_act(&second).phase, ActPhase::NotSent(why) if why.contains("on its way")));
    assert!(end(&mut world, &first).0);
}

#[test]
fn no_order_is_added_before_the_end_of_a_wide_act_is_told() {
    let mut world = long_two(Carrier::Http);
    let id = world.act(What::Flatten { instrument: None });
    assert!(matches!(world.session.submit_block("Sim101", world.now), Some(SubmitBlock::Acting(_))));
    assert!(end(&mut world, &id).0);
    assert_eq!(world.session.submit_block("Sim101", world.now), None);
}

#[test]
fn a_reload_in_the_middle_of_a_close_tells_how_it_ended() {
    for carrier in BOTH {
        let mut world = long_two(carrier);
        let id = world.act(What::Close { instrument: es(), part: ClosePart::All });
        world.reload();
        assert!(matches!(world.the_act(&id).phase, ActPhase::Unknown(_)));
        let (reached, text) = end(&mut world, &id);
        assert!(reached, "{text}");
        assert_eq!(net(&world), 0);
    }
}

#[test]
fn a_full_storage_stops_a_bracket_and_not_a_flatten() {
    let mut world = long_two(Carrier::Http);
    world.journal_broken = true;
    let body = BracketBody { instrument: es(), action: Action::Buy, quantity: 2, stop_loss: Some(price("6000")), take_profit: None };
    let bracket = world.act(What::Bracket(body));
    assert!(matches!(&world.the_act(&bracket).phase, ActPhase::NotSent(why) if why.contains("journal")));
    let flatten = world.act(What::Flatten { instrument: None });
    assert!(end(&mut world, &flatten).0);
    assert_eq!(net(&world), 0);
}

#[test]
fn nothing_is_sent_without_a_connection_and_nothing_afterwards() {
    let mut world = long_two(Carrier::Socket);
    let before = world.exchange.venue().effects();
    world.cut("cut");
    let id = world.act(What::Flatten { instrument: None });
    assert!(matches!(&world.the_act(&id).phase, ActPhase::NotSent(why) if why.starts_with("not connected")));
    world.connect();
    world.run(30_000);
    assert_eq!(world.exchange.venue().effects(), before);
    assert_eq!(net(&world), 2);
}

#[test]
fn a_read_that_began_before_an_act_says_nothing_about_it() {
    let mut world = World::new(Carrier::Http, &[]);
    world.ready();
    // A read of a flat account is on its way for three seconds.
    world.set_faults(&["read:delay-3000:next3", "flatten:late-reject:next1"]);
    world.tell(Event::Refresh);
    // Meanwhile another program opens a position, and a flatten is taken and then not carried out.
    let body = r#"{"instrument":"ES 12-26","action":"BUY","quantity":2,"orderType":"MARKET","timeInForce":"DAY"}"#;
    world.exchange.http("POST", "/v1/api/accounts/Sim101/orders/place", body, world.now);
    world.run(1_000);
    assert_eq!(net(&world), 2);
    let id = world.act(What::Flatten { instrument: None });
    let (reached, text) = end(&mut world, &id);
    assert!(!reached, "{text}");
    assert!(text.starts_with("still +2 ES 12-26"), "{text}");
}

#[test]
fn an_order_for_a_group_is_an_attempt_an_account_and_a_double_click_is_one_set() {
    for carrier in BOTH {
        let mut world = World::new(carrier, &["place:refuse:next1"]);
        world.tell(Event::Ask(Ask::Book("Sim102".into())));
        world.ready();
        world.run_until("a free second account", |w| w.session.submit_block("Sim102", w.now).is_none());
        let set = |w: &mut World| (w.click(on("Sim101", 2, "5997")), w.click(on("Sim102", 1, "5997")));
        let (first, second) = set(&mut world);
        set(&mut world);
        world.run_until("the second account's order works", |w| *w.phase(&second) == Phase::Working);
        // The first was refused, and the other went its way all the same.
        assert!(matches!(world.phase(&first), Phase::Refused(_)));
        let there: Vec<_> = world.venue().into_iter().map(|row| (row.account, row.quantity)).collect();
        assert_eq!(there, [("Sim102".to_owned(), 1)]);
    }
}

#[test]
fn an_act_older_than_its_time_to_live_is_not_sent() {
    let mut world = long_two(Carrier::Http);
    let (id, clicked_at) = (AttemptId("old".into()), world.now - 5_000);
    world.tell(Event::Act { id: id.clone(), account: "Sim101".into(), what: What::Flatten { instrument: None }, clicked_at });
    assert!(matches!(&world.the_act(&id).phase, ActPhase::NotSent(why) if why.contains("between click and send")));
    world.run(5_000);
    assert_eq!(net(&world), 2);
}
