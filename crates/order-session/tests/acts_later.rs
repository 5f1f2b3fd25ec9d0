//! A page that places orders before it has what changes, cancels and closes.

mod support;

use crosstrade::ClosePart;
use order_session::{ActPhase, Carrier, Phase, SubmitBlock, What};
use support::{World, limit, market, on};

const BOTH: [Carrier; 2] = [Carrier::Http, Carrier::Socket];

fn close() -> What {
    What::Close { instrument: "ES 12-26".to_owned(), part: ClosePart::All }
}

/// Long two, with both accounts read.
fn long_two(carrier: Carrier) -> World {
    let mut world = World::new(carrier, &[]);
    world.watch(&["Sim101", "Sim102"], &["ES 12-26"]);
    world.ready();
    let id = world.click(market(2));
    world.run_until("a fill", |w| *w.phase(&id) == Phase::Filled);
    world
}

#[test]
fn orders_are_placed_and_found_without_acts_and_an_act_does_nothing_and_says_so() {
    for carrier in BOTH {
        let mut world = World::new(carrier, &[]);
        world.reload_without_acts();
        world.ready();
        let id = world.click(limit(1, "6000"));
        world.run_until("a working order", |w| *w.phase(&id) == Phase::Working);
        let (effects, sends) = (world.exchange.venue().effects(), world.sends.len());
        world.act(What::Flatten { instrument: None });
        world.run(5_000);
        assert_eq!((world.exchange.venue().effects(), world.sends.len()), (effects, sends));
        assert!(world.session.acts().is_empty());
        assert!(world.session.log().any(|line| line.text.starts_with("Nothing was done")));
        // Nothing that the journal does not know bars anything.
        assert_eq!(world.session.submit_block("Sim101", world.now), None);
    }
}

#[test]
fn a_close_without_an_end_bars_its_account_until_its_end_is_told() {
    for carrier in BOTH {
        let mut world = long_two(carrier);
        let id = world.act(close());
        world.reload_without_acts();
        world.watch(&["Sim101", "Sim102"], &["ES 12-26"]);
        world.run_until("both accounts are read", |w| w.session.is_synced("Sim101") && w.session.is_synced("Sim102"));
        world.run(10_000);
        assert_eq!(world.session.submit_block("sim101", world.now), Some(SubmitBlock::Unread));
        let before = world.exchange.venue().placed();
        let barred = world.click(limit(1, "5990"));
        assert!(matches!(world.phase(&barred), Phase::NotSent(_)), "{:?}", world.phase(&barred));
        let other = world.click(on("Sim102", 1, "5990"));
        world.run_until("an order on the other account", |w| *w.phase(&other) == Phase::Working);
        assert_eq!(world.exchange.venue().placed(), before + 1);
        world.bring();
        assert!(matches!(world.the_act(&id).phase, ActPhase::Unknown(_)));
        assert!(matches!(world.session.submit_block("Sim101", world.now), Some(SubmitBlock::Acting(_))));
        world.run_until("the end of the close", |w| !w.the_act(&id).is_open());
        assert!(world.the_act(&id).report.as_ref().is_some_and(|report| report.reached));
        assert_eq!(world.session.submit_block("Sim101", world.now), None);
        // Bringing them again brings nothing twice.
        world.bring();
        assert_eq!(world.session.acts().len(), 1);
    }
}

#[test]
fn an_act_that_has_its_end_bars_nothing_and_is_there_when_acts_are() {
    let mut world = long_two(Carrier::Http);
    let id = world.act(close());
    world.run_until("the end of the close", |w| !w.the_act(&id).is_open());
    world.reload_without_acts();
    world.ready();
    assert!(world.session.acts().is_empty());
    world.bring();
    assert!(!world.the_act(&id).is_open());
    assert_eq!(world.session.submit_block("Sim101", world.now), None);
}
