//! The promise for acts, under any schedule of faults: what the venue carries out ≤ what the trader meant, every act comes
//! to a told end once reading works, and a flatten in the end leaves nothing.

mod support;

use crosstrade::{BracketBody, ChangeBody, ClosePart};
use order_model::{Action, Price};
use order_session::{Ask, Carrier, Event, Via, What};
use proptest::prelude::*;
use support::{World, cases, limit, market, on, order};

/// What happens next. Indices choose among what is there.
#[derive(Clone, Debug)]
enum Step {
    Buy(bool),
    Sell,
    /// One click on a group of two accounts, ratio 2 : 1, or both halves of a double click.
    Group(bool),
    Via(usize),
    Cancel(usize),
    Change(usize),
    CancelAll,
    Close(u32),
    CloseTwice,
    Flatten(bool),
    Bracket,
    Wait(u64),
    Fault(Vec<&'static str>),
    Cut,
    Connect,
    /// The page comes again, with what acts or without it.
    Reload(bool),
    /// That comes.
    Bring,
    Decide,
    /// Tickets come, go, and show something else.
    Watch(usize),
}

const FAULTS: [&str; 20] = [
    "place:accept-drop:next1",
    "change:accept-drop:next1",
    "change:late-reject:next1",
    "replace:accept-disconnect:next1",
    "replace:drop:next1",
    "cancel:accept-drop:next1",
    "cancel:status-503:next1",
    "close:accept-status-408:next1",
    "close:drop:next1",
    "close:delay-12000:next1",
    "close:refuse:next1",
    "flatten:accept-drop:next1",
    "flatten:malformed:next1",
    "flatten:disconnect:next1",
    "reverse:accept-drop:next1",
    "bracket:accept-drop:next1",
    "any:status-503:share30",
    "any:accept-drop:share20",
    "read:drop:share30",
    "close:duplicate:always",
];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => any::<bool>().prop_map(Step::Buy),
        1 => Just(Step::Sell),
        2 => any::<bool>().prop_map(Step::Group),
        2 => (0..6_usize).prop_map(Step::Via),
        2 => (0..6_usize).prop_map(Step::Cancel),
        2 => (0..6_usize).prop_map(Step::Change),
        1 => Just(Step::CancelAll),
        2 => (0..3_u32).prop_map(Step::Close),
        1 => Just(Step::CloseTwice),
        2 => any::<bool>().prop_map(Step::Flatten),
        1 => Just(Step::Bracket),
        6 => (50..12_000_u64).prop_map(Step::Wait),
        4 => proptest::sample::subsequence(FAULTS.to_vec(), 0..4).prop_map(Step::Fault),
        1 => Just(Step::Cut),
        2 => Just(Step::Connect),
        2 => any::<bool>().prop_map(Step::Reload),
        1 => Just(Step::Bring),
        1 => Just(Step::Decide),
        2 => (0..4_usize).prop_map(Step::Watch),
    ]
}

fn es() -> String {
    "ES 12-26".to_owned()
}

fn some_order(world: &World, which: usize) -> Option<String> {
    let orders = world.venue();
    orders.get(which % orders.len().max(1)).map(|row| row.id.clone())
}

fn read_second_account(world: &mut World) {
    world.tell(Event::Ask(Ask::Book("Sim102".into())));
}

/// Of a page that has its acts already, too: each of its tickets brings them.
fn bring(world: &mut World) {
    world.bring();
    read_second_account(world);
}

fn take(world: &mut World, step: &Step) {
    let price = |text: &str| Price::parse(text).ok();
    match step {
        Step::Buy(at_market) => drop(world.click(if *at_market { market(2) } else { limit(1, "6000") })),
        Step::Sell => drop(world.click(order("Sell", 1, "Limit", "6030", ""))),
        Step::Group(twice) => {
            for _ in 0..=u8::from(*twice) {
                world.click(on("Sim101", 2, "5997"));
                world.click(on("Sim102", 1, "5997"));
            }
        }
        Step::Via(which) => {
            let via = match which {
                0 => Via::FlatPlace,
                1 => Via::Reverse,
                _ => match some_order(world, *which) {
                    Some(order_id) => Via::Replace { order_id },
                    None => return,
                },
            };
            world.click_via(limit(1, "5999"), via);
        }
        Step::Cancel(which) => {
            if let Some(order_id) = some_order(world, *which) {
                world.act(What::Cancel { order_id });
            }
        }
        Step::Change(which) => {
            if let Some(order_id) = some_order(world, *which) {
                let body = ChangeBody { quantity: Some(2), limit: price("5998.5"), stop: None };
                world.act(What::Change { order_id, body });
            }
        }
        Step::CancelAll => drop(world.act(What::CancelAll { instrument: Some(es()) })),
        Step::Close(contracts) => {
            let part = if *contracts == 0 { ClosePart::All } else { ClosePart::Contracts(*contracts) };
            world.act(What::Close { instrument: es(), part });
        }
        Step::CloseTwice => {
            for _ in 0..2 {
                world.act(What::Close { instrument: es(), part: ClosePart::Contracts(1) });
            }
        }
        Step::Flatten(all) => drop(world.act(What::Flatten { instrument: (!all).then(es) })),
        Step::Bracket => {
            let (stop_loss, take_profit) = (price("5990"), price("6050"));
            let body = BracketBody { instrument: es(), action: Action::Buy, quantity: 1, stop_loss, take_profit };
            world.act(What::Bracket(body));
        }
        Step::Wait(ms) => world.run(*ms),
        Step::Fault(faults) => world.set_faults(faults),
        Step::Cut => world.cut("cut"),
        Step::Connect => {
            if !world.is_up() {
                world.connect();
            }
        }
        Step::Reload(true) => {
            world.reload();
            read_second_account(world);
        }
        Step::Reload(false) => world.reload_without_acts(),
        Step::Bring => bring(world),
        Step::Decide => world.decide(),
        Step::Watch(which) => world.watch_some(*which),
    }
}

fn promise(carrier: Carrier, steps: &[Step]) -> Result<(), TestCaseError> {
    let mut world = World::deep(carrier);
    read_second_account(&mut world);
    world.run(500);
    for step in steps {
        take(&mut world, step);
        let meant = world.clicks + world.acts;
        prop_assert!(world.exchange.venue().effects() <= meant, "{} effects of {meant} clicks", world.exchange.venue().effects());
    }
    // Everything works again, and a while passes.
    bring(&mut world);
    world.mend(60);
    let open: Vec<_> = world.session.acts().iter().filter(|act| act.is_open()).collect();
    prop_assert!(open.is_empty(), "without an end: {open:#?}");
    let mut sends = world.sends.clone();
    sends.sort();
    sends.dedup();
    prop_assert_eq!(sends.len(), world.sends.len(), "something was handed out twice");
    // Of a double click at most one set left: one order in flight an account, each account by itself.
    let owners: Vec<_> = world.session.attempts().iter().filter_map(|a| a.order_id.as_deref()).collect();
    let mut single = owners.clone();
    single.sort_unstable();
    single.dedup();
    prop_assert_eq!(single.len(), owners.len(), "an order with two owners");
    // The way out works after anything, and says the truth.
    for account in ["Sim101", "Sim102"] {
        let id = world.act_on(account, What::Flatten { instrument: None });
        world.run_until("the end of the flatten", |w| !w.the_act(&id).is_open());
        let report = world.the_act(&id).report.clone();
        prop_assert!(report.as_ref().is_some_and(|report| report.reached), "{account}: {report:?}");
    }
    let left: Vec<_> = world.exchange.venue().orders().into_iter().filter(|row| row.remaining() > 0).collect();
    prop_assert!(left.is_empty(), "{left:#?}");
    prop_assert!(world.exchange.venue().positions().is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn by_http(steps in proptest::collection::vec(step(), 1..16)) {
        promise(Carrier::Http, &steps)?;
    }

    #[test]
    fn by_socket(steps in proptest::collection::vec(step(), 1..16)) {
        promise(Carrier::Socket, &steps)?;
    }
}
