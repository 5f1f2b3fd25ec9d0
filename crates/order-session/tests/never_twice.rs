//! The promise, under any schedule of faults: orders at the venue ≤ clicks, every order at the venue belongs to one
//! attempt, and once reading works no attempt stays without an outcome.

mod support;

use order_model::Order;
use order_session::{Carrier, Evidence, Phase};
use proptest::prelude::*;
use support::{World, cases, limit, market, order};

/// What happens next.
#[derive(Clone, Debug)]
enum Step {
    Click(usize),
    DoubleClick(usize),
    Wait(u64),
    Fault(Vec<&'static str>),
    Cut,
    Connect,
    Reload,
    Decide,
    /// Tickets come, go, and show something else.
    Watch(usize),
}

const FAULTS: [&str; 22] = [
    "place:accept-drop:next1",
    "place:accept-disconnect:next1",
    "place:drop:next1",
    "place:disconnect:next1",
    "place:malformed:next1",
    "place:duplicate:always",
    "place:late-reject:next1",
    "place:refuse:next1",
    "place:status-408:next1",
    "place:status-429:next1",
    "place:status-503:next1",
    "place:accept-status-408:next1",
    "place:accept-status-502:next1",
    "place:delay-700:always",
    "place:delay-12000:next1",
    "any:status-503:share40",
    "any:accept-drop:share20",
    "read:status-500:always",
    "read:malformed:share30",
    "read:drop:share30",
    "events:drop-events:always",
    "events:seq-gap:share50",
];

fn orders(which: usize) -> Order {
    match which {
        0 => limit(1, "6000"),
        1 => limit(2, "6000"),
        2 => market(1),
        3 => order("Sell", 1, "Limit", "6020", ""),
        4 => order("Buy", 1, "Stop", "", "6020"),
        _ => order("Sell", 3, "Stop limit", "5999", "6000"),
    }
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..6_usize).prop_map(Step::Click),
        2 => (0..6_usize).prop_map(Step::DoubleClick),
        6 => (50..15_000_u64).prop_map(Step::Wait),
        4 => proptest::sample::subsequence(FAULTS.to_vec(), 0..4).prop_map(Step::Fault),
        1 => Just(Step::Cut),
        2 => Just(Step::Connect),
        1 => Just(Step::Reload),
        1 => Just(Step::Decide),
        2 => (0..4_usize).prop_map(Step::Watch),
    ]
}

fn act(world: &mut World, step: &Step) {
    match step {
        Step::Click(which) => {
            world.click(orders(*which));
        }
        Step::DoubleClick(which) => {
            world.click(orders(*which));
            world.click(orders(*which));
        }
        Step::Wait(ms) => world.run(*ms),
        Step::Fault(faults) => world.set_faults(faults),
        Step::Cut => world.cut("cut"),
        Step::Connect => {
            if !world.is_up() {
                world.connect();
            }
        }
        Step::Reload => world.reload(),
        Step::Decide => world.decide(),
        Step::Watch(which) => world.watch_some(*which),
    }
}

fn without_outcome(phase: &Phase) -> bool {
    matches!(phase, Phase::Journaling | Phase::Sending | Phase::Unknown { evidence: Evidence::NotReadYet | Evidence::NothingYet, .. })
}

fn promise(carrier: Carrier, own_order_id: bool, steps: &[Step]) -> Result<(), TestCaseError> {
    let mut world = World::with(carrier, &[], own_order_id);
    world.run(500);
    for step in steps {
        act(&mut world, step);
        prop_assert!(world.exchange.venue().placed() <= world.clicks);
    }
    // Everything works again, and a minute passes.
    world.mend(90);
    let open: Vec<_> = world.session.attempts().iter().filter(|a| without_outcome(&a.phase)).collect();
    prop_assert!(open.is_empty(), "without an outcome: {open:#?}");
    // The trader answers what reading asked, and then every order at the venue has exactly one owner.
    for _ in 0..5 {
        world.decide();
        world.run(10_000);
    }
    let mut sends = world.sends.clone();
    sends.sort();
    sends.dedup();
    prop_assert_eq!(sends.len(), world.sends.len(), "an attempt was handed out twice");
    let mut owned: Vec<String> = world.session.attempts().iter().filter_map(|a| a.order_id.clone()).collect();
    owned.sort();
    let mut there: Vec<String> = world.venue().into_iter().map(|row| row.id).collect();
    there.sort();
    prop_assert_eq!(&owned, &there, "attempts: {:#?}", world.phases());
    for attempt in world.session.attempts() {
        if matches!(attempt.phase, Phase::NotSent(_) | Phase::Refused(_)) {
            prop_assert!(attempt.order_id.is_none());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn by_http(steps in proptest::collection::vec(step(), 1..14)) {
        promise(Carrier::Http, false, &steps)?;
    }

    #[test]
    fn by_socket(steps in proptest::collection::vec(step(), 1..14)) {
        promise(Carrier::Socket, false, &steps)?;
    }

    #[test]
    fn with_own_order_ids(steps in proptest::collection::vec(step(), 1..14)) {
        promise(Carrier::Http, true, &steps)?;
    }
}
