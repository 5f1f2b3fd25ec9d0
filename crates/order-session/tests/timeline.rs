//! Timelines: what a trader does and what the network does, told with fake time; and where each attempt ends.

mod support;

use crosstrade::{Answer, Failure};
use order_session::{Carrier, Event, LinkId, Phase, RequestId, SubmitBlock, Via, What};
use support::{World, limit, market, of_draft, order};

const BOTH: [Carrier; 2] = [Carrier::Http, Carrier::Socket];

fn is_unknown(phase: &Phase) -> bool {
    matches!(phase, Phase::Unknown { .. })
}

#[test]
fn a_limit_order_is_acknowledged_then_read_back_as_working() {
    for carrier in BOTH {
        let mut world = World::new(carrier, &[]);
        world.ready();
        let id = world.click(limit(1, "6000"));
        world.run_until("an acknowledgement", |w| *w.phase(&id) == Phase::Acknowledged || *w.phase(&id) == Phase::Working);
        world.run_until("a working order", |w| *w.phase(&id) == Phase::Working);
        let venue = world.venue();
        assert_eq!(venue.len(), 1);
        assert_eq!(world.the_attempt(&id).order_id.as_ref(), Some(&venue[0].id));
    }
}

#[test]
fn a_market_order_ends_as_filled() {
    for carrier in BOTH {
        let mut world = World::new(carrier, &[]);
        world.ready();
        let id = world.click(market(3));
        world.run_until("a fill", |w| *w.phase(&id) == Phase::Filled);
        assert_eq!(world.session.book("Sim101").unwrap().positions[0].net, 3);
    }
}

#[test]
fn a_second_click_while_one_is_in_flight_is_ignored() {
    for carrier in BOTH {
        let mut world = World::new(carrier, &["place:delay-800:always"]);
        world.ready();
        world.click(limit(1, "6000"));
        world.run(100);
        world.click(limit(1, "6000"));
        world.run(5_000);
        assert_eq!((world.sends.len(), world.venue().len(), world.session.attempts().len()), (1, 1, 1));
    }
}

#[test]
fn a_slow_answer_is_shown_as_taking_long_and_is_still_taken() {
    let mut world = World::new(Carrier::Http, &["place:delay-4000:next1"]);
    world.ready();
    let id = world.click(limit(1, "6000"));
    world.run(2_000);
    assert!(world.session.is_taking_long(world.the_attempt(&id), world.now));
    world.run_until("a working order", |w| *w.phase(&id) == Phase::Working);
}

#[test]
fn a_late_reject_follows_an_acknowledgement() {
    for carrier in BOTH {
        let mut world = World::new(carrier, &["place:late-reject:next1"]);
        world.ready();
        let id = world.click(limit(1, "6000"));
        world.run_until("a late reject", |w| *w.phase(&id) == Phase::LateRejected);
    }
}

#[test]
fn a_refusal_is_final_and_nothing_is_at_the_venue() {
    for fault in ["place:refuse-plain:next1", "place:refuse-coded:next1", "place:status-429:next1", "place:status-401:next1"] {
        let mut world = World::new(Carrier::Http, &[fault]);
        world.ready();
        let id = world.click(limit(1, "6000"));
        world.run(1_000);
        assert!(matches!(world.phase(&id), Phase::Refused(_)), "{fault}: {:?}", world.phase(&id));
        assert!(world.venue().is_empty());
    }
}

#[test]
fn nothing_is_sent_without_the_journal() {
    let mut world = World::new(Carrier::Http, &[]);
    world.ready();
    world.journal_broken = true;
    let id = world.click(limit(1, "6000"));
    assert!(matches!(world.phase(&id), Phase::NotSent(_)));
    assert!(world.sends.is_empty());
}

#[test]
fn an_order_older_than_its_time_to_live_is_not_sent() {
    let mut world = World::new(Carrier::Http, &[]);
    world.ready();
    let clicked_at = world.now - 2_001;
    let id = order_session::AttemptId("old".into());
    world.tell(Event::Submit { id: id.clone(), order: Box::new(limit(1, "6000")), clicked_at, via: Via::Place, repeat_confirmed: true });
    assert!(matches!(world.phase(&id), Phase::NotSent(_)));
    assert!(world.sends.is_empty());
}

#[test]
fn offline_orders_are_not_queued_and_not_flushed_after_a_reconnect() {
    let mut world = World::new(Carrier::Socket, &[]);
    world.ready();
    world.cut("cable");
    let id = world.click(limit(1, "6000"));
    assert!(matches!(world.phase(&id), Phase::NotSent(_)));
    world.connect();
    world.run(10_000);
    assert!(world.sends.is_empty() && world.venue().is_empty());
}

#[test]
fn after_a_reconnect_the_account_is_read_before_orders_are_enabled_again() {
    let mut world = World::new(Carrier::Socket, &[]);
    world.ready();
    world.cut("cable");
    assert!(matches!(world.session.submit_block("Sim101", world.now), Some(SubmitBlock::NotConnected(_))));
    world.connect();
    assert_eq!(world.session.submit_block("Sim101", world.now), Some(SubmitBlock::Reading));
    world.ready();
}

#[test]
fn a_late_answer_after_the_time_out_still_settles_the_order() {
    let mut world = World::new(Carrier::Http, &["place:delay-14000:next1", "read:status-503:always"]);
    world.set_faults(&[]);
    world.ready();
    world.set_faults(&["place:delay-14000:next1", "read:status-503:always"]);
    let id = world.click(limit(1, "6000"));
    world.run_until("unknown", |w| is_unknown(w.phase(&id)));
    world.run_until("an acknowledgement", |w| *w.phase(&id) == Phase::Acknowledged);
}

#[test]
fn foreign_duplicate_and_unreadable_frames_change_nothing() {
    let mut world = World::new(Carrier::Socket, &["place:duplicate:next1"]);
    world.ready();
    let id = world.click(limit(1, "6000"));
    world.run_until("a working order", |w| *w.phase(&id) == Phase::Working);
    let link = match world.session.link() {
        order_session::LinkState::Up { link, .. } => *link,
        order_session::LinkState::Down { .. } => panic!("the line is up"),
    };
    for text in [
        r#"{"id":"somebody-else","data":{"orderId":"x","success":true}}"#.to_owned(),
        format!(r#"{{"id":"{}","data":{{"success":false,"error":"invalid_account"}}}}"#, id.0),
        "not json".to_owned(),
        "[]".to_owned(),
        r#"{"type":"somethingNew","seq":99999}"#.to_owned(),
        String::new(),
    ] {
        world.tell(Event::Frame { link, text });
    }
    // An old connection's frames are not this one's.
    world.tell(Event::Frame { link: LinkId(link.0.wrapping_sub(1)), text: r#"{"type":"resync"}"#.into() });
    world.tell(Event::Answered { request: RequestId(123_456), result: Ok(Answer::http(200, "{}")) });
    world.run(3_000);
    assert_eq!(*world.phase(&id), Phase::Working);
    assert_eq!((world.sends.len(), world.venue().len()), (1, 1));
}

#[test]
fn a_gap_in_the_event_numbers_reads_everything_again() {
    let mut world = World::new(Carrier::Socket, &[]);
    world.ready();
    let read_before = world.session.book("Sim101").unwrap().read_at;
    world.run(200);
    let order_session::LinkState::Up { link, .. } = *world.session.link() else { panic!("up") };
    world.tell(Event::Frame { link, text: r#"{"type":"marketData","seq":1,"quotes":[]}"#.into() });
    world.tell(Event::Frame { link, text: r#"{"type":"marketData","seq":5,"quotes":[]}"#.into() });
    world.run(200);
    assert!(world.session.book("Sim101").unwrap().read_at > read_before);
}

#[test]
fn a_cancel_is_sent_once_and_the_order_ends_as_cancelled() {
    for carrier in BOTH {
        let mut world = World::new(carrier, &[]);
        world.ready();
        let id = world.click(limit(1, "6000"));
        world.run_until("a working order", |w| *w.phase(&id) == Phase::Working);
        let order_id = world.the_attempt(&id).order_id.clone().unwrap();
        world.act(What::Cancel { order_id });
        world.run_until("a cancelled order", |w| *w.phase(&id) == Phase::Cancelled);
    }
}

#[test]
fn the_same_order_from_another_tab_is_not_sent_twice_without_a_question() {
    let mut world = World::new(Carrier::Http, &[]);
    world.ready();
    let other = {
        let mut tab = World::new(Carrier::Http, &[]);
        tab.ready();
        tab.now = world.now - 500;
        let id = tab.click(limit(1, "6000"));
        tab.journal.remove(&id).unwrap()
    };
    world.journal.insert(order_session::AttemptId("other-tab".into()), other.replace("00000001\"", "other-tab\""));
    let id = order_session::AttemptId("mine".into());
    let order = Box::new(limit(1, "6000"));
    world.tell(Event::Submit { id: id.clone(), order, clicked_at: world.now, via: Via::Place, repeat_confirmed: false });
    world.run(100);
    assert!(matches!(world.phase(&id), Phase::NotSent(_)), "{:?}", world.phase(&id));
    assert!(world.sends.is_empty());
}

#[test]
fn reads_back_off_after_failures_and_honour_retry_after() {
    let mut world = World::new(Carrier::Http, &["read:status-429:always"]);
    world.run(60_000);
    let requests = world.session.log().filter(|line| line.text.contains("failed")).count();
    assert!((2..=20).contains(&requests), "{requests} failed reads in a minute");
    world.set_faults(&[]);
    world.ready();
}

#[test]
fn the_context_counts_orders_in_flight_and_unknown() {
    let mut world = World::new(Carrier::Http, &["place:drop:next1"]);
    world.ready();
    let id = world.click(limit(4, "6000"));
    world.run_until("unknown", |w| is_unknown(w.phase(&id)));
    let context = world.session.context("Sim101", &order_session::Standing::default(), world.now);
    let open: u32 = context.working.iter().map(|w| w.remaining).sum();
    assert_eq!(open, 4);
    let again = limit(4, "6000").fingerprint();
    assert!(context.recent.iter().any(|r| r.fingerprint == again && r.at == world.now));
}

#[test]
fn a_used_oco_id_is_known_after_one_leg_has_ended() {
    let mut world = World::new(Carrier::Http, &[]);
    world.ready();
    let draft = order_model::Draft {
        account: "Sim101".into(),
        instrument: "ES 12-26".into(),
        action: "Buy".into(),
        quantity: "1".into(),
        order_type: "Market".into(),
        time_in_force: "Day".into(),
        oco_id: "exit-1".into(),
        ..order_model::Draft::default()
    };
    let id = world.click(of_draft(&draft));
    world.run_until("a fill", |w| *w.phase(&id) == Phase::Filled);
    let context = world.session.context("Sim101", &order_session::Standing::default(), world.now);
    assert_eq!(context.used_oco.iter().map(ToString::to_string).collect::<Vec<_>>(), ["exit-1"]);
}

#[test]
fn a_stop_on_the_wrong_side_is_rejected_late() {
    let mut world = World::new(Carrier::Http, &[]);
    world.ready();
    let id = world.click(order("Buy", 1, "Stop", "", "6000"));
    world.run_until("a late reject", |w| *w.phase(&id) == Phase::LateRejected);
}

#[test]
fn a_failure_before_the_send_is_not_sent() {
    let mut world = World::new(Carrier::Http, &["place:drop:next1"]);
    world.ready();
    let id = world.click(limit(1, "6000"));
    // The only place request in flight is the newest request of the session.
    for number in 0..200 {
        let result = Err(Failure::NotSent("the text could not be built".into()));
        if matches!(world.phase(&id), Phase::Sending) {
            world.tell(Event::Answered { request: RequestId(number), result });
        }
    }
    assert!(matches!(world.phase(&id), Phase::NotSent(_)));
}

#[test]
fn a_retry_after_of_any_size_is_honoured_up_to_five_minutes() {
    let mut world = World::new(Carrier::Http, &[]);
    // The first reads of the session: accounts, orders, fills, positions.
    for number in 0..5 {
        let answer = Answer { retry_after_ms: Some(u64::MAX), ..Answer::http(503, "{}") };
        world.tell(Event::Answered { request: RequestId(number), result: Ok(answer) });
    }
    world.run(60_000);
    assert!(!world.session.is_synced("Sim101"), "the server asked for more time than that");
    world.run(250_000);
    assert!(world.session.is_synced("Sim101"));
}

#[test]
fn the_context_counts_the_orders_that_left_and_not_those_that_did_not() {
    let mut world = World::new(Carrier::Http, &["place:refuse:next1"]);
    world.ready();
    let context = |w: &World| w.session.context("Sim101", &Default::default(), w.now);
    assert_eq!(context(&world).sent_at, Some(vec![]));
    let refused = world.click(limit(1, "6000"));
    let at = world.now;
    world.run_until("a refusal", |w| matches!(w.phase(&refused), Phase::Refused(_)));
    // A refused order has left: the limit is on what this program does, not on what the venue makes of it.
    assert_eq!(context(&world).sent_at, Some(vec![at]));
    world.journal_broken = true;
    world.click(limit(1, "5999"));
    assert_eq!(context(&world).sent_at, Some(vec![at]));
}
