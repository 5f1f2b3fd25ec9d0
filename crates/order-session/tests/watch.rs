//! What several tickets on one page show at a time: what is asked for, what is let go, and nothing twice.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use crosstrade::{Answer, ClientFrame, Request};
use order_session::{Ask, Carrier, Config, Effect, Event, LinkId, LinkState, Payload, RequestId, Session};
use proptest::prelude::*;
use std::collections::BTreeSet;
use support::{START, World};

const ES: &str = "ES 12-26";
const NQ: &str = "NQ 12-26";
/// A name that the exchange does not know.
const NONE: &str = "XX 12-26";

fn session(carrier: Carrier) -> Session {
    let mut session = Session::new(Config::new("test", carrier), 7, START);
    drop(session.handle(Event::Opened { journal: Vec::new() }, START));
    session
}

fn watch(session: &mut Session, accounts: &[&str], instruments: &[&str], after: u64) -> Vec<Effect> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    session.handle(Event::Watch { accounts: owned(accounts), instruments: owned(instruments) }, START + after)
}

/// The subscriptions among effects: `+` what begins, `-` what ends.
fn subscriptions(effects: &[Effect]) -> Vec<(char, Vec<String>)> {
    let of = |effect: &Effect| match effect {
        Effect::Tell { text } => match ClientFrame::parse(text).unwrap() {
            ClientFrame::Subscribe { instruments } => Some(('+', instruments)),
            ClientFrame::Unsubscribe { instruments } => Some(('-', instruments)),
            _ => None,
        },
        _ => None,
    };
    effects.iter().filter_map(of).collect()
}

/// The reads of quotes among effects.
fn quote_reads(effects: &[Effect]) -> Vec<(RequestId, Vec<String>)> {
    let read = |effect: &Effect| {
        let Effect::Send { request, payload } = effect else { return None };
        let asked = match payload {
            Payload::Http { request, .. } => {
                let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
                Request::from_http(request.method.as_str(), path, query, request.body.as_deref().unwrap_or_default()).unwrap()
            }
            Payload::Frame(text) => match ClientFrame::parse(text).unwrap() {
                ClientFrame::Rpc { api, args, .. } => Request::from_rpc(&api, &args).unwrap(),
                _ => return None,
            },
        };
        if let Request::GetQuote { instruments } = asked { Some((*request, instruments)) } else { None }
    };
    effects.iter().filter_map(read).collect()
}

fn answer(session: &mut Session, request: RequestId, status: u16, body: &str, after: u64) -> Vec<Effect> {
    let result = Ok(Answer { status: Some(status), body: body.to_owned(), retry_after_ms: None });
    session.handle(Event::Answered { request, result }, START + after)
}

fn quote(name: &str) -> String {
    format!(r#"{{"instrument":"{name}","bid":1,"ask":2,"last":1,"tickSize":0.25,"pointValue":50}}"#)
}

#[test]
fn of_two_instruments_the_one_removed_is_unsubscribed_and_nothing_else_is_said() {
    let mut session = session(Carrier::Socket);
    drop(session.handle(Event::LinkUp { link: LinkId(1) }, START));
    let both = watch(&mut session, &["Sim101"], &[ES, NQ], 10);
    assert_eq!(subscriptions(&both), [('+', vec![ES.to_owned(), NQ.to_owned()])]);
    assert_eq!(quote_reads(&both).len(), 2, "tick and point value of each, once");
    assert_eq!(watch(&mut session, &["sim101", ""], &["nq 12-26", ES, ES, ""], 20), []);
    let one = watch(&mut session, &["Sim101"], &[NQ], 30);
    assert_eq!(subscriptions(&one), [('-', vec![ES.to_owned()])]);
    assert_eq!(one.len(), 1, "{one:?}");
}

#[test]
fn a_new_connection_is_told_everything_and_an_old_one_nothing() {
    let mut session = session(Carrier::Socket);
    assert_eq!(subscriptions(&watch(&mut session, &["Sim101"], &[ES, NQ], 0)), []);
    let up = session.handle(Event::LinkUp { link: LinkId(1) }, START + 10);
    assert_eq!(subscriptions(&up), [('+', vec![ES.to_owned(), NQ.to_owned()])]);
    for (request, names) in quote_reads(&up) {
        drop(answer(&mut session, request, 200, &quote(&names[0]), 20));
    }
    drop(session.handle(Event::LinkDown { link: LinkId(1), why: "cut".into() }, START + 30));
    assert_eq!(subscriptions(&watch(&mut session, &["Sim101"], &[NQ], 40)), []);
    let again = session.handle(Event::LinkUp { link: LinkId(2) }, START + 50);
    assert_eq!(subscriptions(&again), [('+', vec![NQ.to_owned()])]);
}

#[test]
fn by_http_all_known_instruments_are_one_read() {
    let mut session = session(Carrier::Http);
    drop(session.handle(Event::LinkUp { link: LinkId(1) }, START));
    let first = quote_reads(&watch(&mut session, &["Sim101"], &[ES, NQ], 10));
    assert_eq!(first.len(), 2, "new ones each by itself: {first:?}");
    for (request, names) in &first {
        drop(answer(&mut session, *request, 200, &quote(&names[0]), 20));
    }
    let next = quote_reads(&session.handle(Event::Tick, START + 2_000));
    assert_eq!(next.len(), 1);
    assert_eq!(next[0].1, [ES, NQ]);
    let both = format!("[{},{}]", quote(ES), quote(NQ));
    drop(answer(&mut session, next[0].0, 200, &both, 2_020));
    assert_eq!(session.quotes().len(), 2);
}

/// One ticket with a wrong name must not take the prices from the others.
#[test]
fn an_instrument_nobody_knows_leaves_the_others_their_quotes() {
    let mut world = World::new(Carrier::Http, &[]);
    world.ready();
    world.watch(&["Sim101"], &[ES, NONE, "NQ 12-26"]);
    world.run(30_000);
    for name in [ES, "NQ 12-26"] {
        let quote = world.session.quotes().iter().find(|q| q.instrument == name);
        assert!(quote.is_some_and(|q| world.now - q.at < 3_000), "{name}: {quote:?}");
    }
}

#[test]
fn every_watched_account_is_read_and_an_account_let_go_is_read_less() {
    let mut world = World::new(Carrier::Socket, &[]);
    world.watch(&["Sim101", "Sim102"], &[ES]);
    world.run_until("both accounts", |w| w.session.is_synced("Sim101") && w.session.is_synced("Sim102"));
    let read_at = |w: &World| w.session.book("Sim102").map(|book| book.read_at);
    let first = read_at(&world);
    world.run(16_000);
    assert_ne!(read_at(&world), first);
    world.watch(&["Sim101"], &[ES]);
    world.run(16_000);
    let then = read_at(&world);
    world.run(16_000);
    assert_eq!(read_at(&world), then);
}

fn names() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(prop_oneof![Just(ES), Just(NQ), Just(NONE), Just("es 12-26"), Just("")], 0..5)
}

proptest! {
    /// What is subscribed on a connection is what is watched, and nothing is said that changes nothing.
    #[test]
    fn subscriptions_follow_what_is_watched(sets in proptest::collection::vec((names(), any::<bool>()), 1..12)) {
        let mut session = session(Carrier::Socket);
        let mut subscribed: BTreeSet<String> = BTreeSet::new();
        let mut link = 0;
        for (set, cut) in sets {
            let mut effects = Vec::new();
            if cut || link == 0 {
                drop(session.handle(Event::LinkDown { link: LinkId(link), why: "cut".into() }, START));
                subscribed.clear();
                link += 1;
                effects.extend(session.handle(Event::LinkUp { link: LinkId(link) }, START));
            }
            effects.extend(watch(&mut session, &["Sim101"], &set, 0));
            for (change, names) in subscriptions(&effects) {
                for name in names {
                    let name = name.to_lowercase();
                    let changed = if change == '+' { subscribed.insert(name) } else { subscribed.remove(&name) };
                    prop_assert!(changed, "said without need");
                }
            }
            let wanted: BTreeSet<String> = set.iter().filter(|name| !name.is_empty()).map(|name| name.to_lowercase()).collect();
            prop_assert_eq!(&subscribed, &wanted);
        }
    }
}

#[test]
fn each_instrument_keeps_its_own_hours_and_bars() {
    let mut world = World::new(Carrier::Socket, &[]);
    world.ready();
    for name in [ES, NQ] {
        world.tell(Event::Ask(Ask::Hours(name.to_owned())));
        world.tell(Event::Ask(Ask::Bars(name.to_owned())));
        world.run(2_000);
    }
    for name in [ES, NQ] {
        assert_eq!(world.session.desk().hours(&name.to_ascii_lowercase()).map(|(info, _)| info.instrument.as_str()), Some(name));
        assert!(!world.session.desk().bars(name).is_empty(), "{name}");
    }
    // Asked for again, an answer takes the place of the one before.
    let told = world.session.desk().hours(ES).map(|(_, at)| *at);
    world.tell(Event::Ask(Ask::Hours(ES.to_owned())));
    world.run(2_000);
    assert!(world.session.desk().hours(ES).map(|(_, at)| *at) > told);
}

#[test]
fn a_line_that_never_comes_up_says_why_and_one_that_is_up_hears_nothing_of_older_ones() {
    let mut world = World::new(Carrier::Socket, &[]);
    let why = |world: &World| match world.session.link() {
        LinkState::Down { why, .. } => Some(why.clone()),
        LinkState::Up { .. } => None,
    };
    world.ready();
    assert_eq!(why(&world), None);
    world.tell(Event::LinkDown { link: LinkId(999), why: "an older one".to_owned() });
    assert_eq!(why(&world), None);
    world.cut("cut");
    assert_eq!(why(&world).as_deref(), Some("cut"));
    world.tell(Event::LinkDown { link: LinkId(1_000), why: "no such server".to_owned() });
    assert_eq!(why(&world).as_deref(), Some("no such server"));
}
