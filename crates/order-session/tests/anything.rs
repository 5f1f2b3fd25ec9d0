//! Whatever comes from outside, in whatever order, the session answers without a panic and sends nothing nobody asked for.

mod support;

use crosstrade::{Answer, ChangeBody, ClosePart, Failure};
use order_session::{AttemptId, Carrier, Event, LinkId, RequestId, Verdict, What};
use proptest::prelude::*;
use support::{World, limit};

/// Text of any kind: noise, and JSON that is nearly right.
fn text() -> impl Strategy<Value = String> {
    let nearly = prop_oneof![
        Just(r#"{"type":"orderUpdate","seq":3,"order":{"orderId":"x"}}"#),
        Just(r#"{"type":"marketData","seq":18446744073709551615,"quotes":[{"instrument":"ES 12-26","bid":1e400}]}"#),
        Just(r#"{"id":"t7-0","data":{"orders":[{}],"success":true}}"#),
        Just(r#"{"id":"t7-1","data":null}"#),
        Just(r#"{"version":1,"id":"","venue":"test"}"#),
        Just(
            r#"{"version":1,"act":"Flatten","id":"x","venue":"test","at":0,"args":{"account":"Sim101"},"bytes":"","phase":"sending","changedAt":0}"#
        ),
        Just(r#"{"orders":[{"id":"..","quantity":-1}],"success":true}"#),
        Just(r#"{"dropped":99,"type":"resync"}"#),
    ];
    prop_oneof![any::<String>(), nearly.prop_map(str::to_owned)]
}

fn event() -> impl Strategy<Value = Event> {
    let result = prop_oneof![
        (proptest::option::of(0_u16..700), text()).prop_map(|(status, body)| Ok(Answer { status, body, retry_after_ms: Some(u64::MAX) })),
        Just(Err(Failure::TimedOut)),
        any::<String>().prop_map(|why| Err(Failure::Lost(why))),
    ];
    prop_oneof![
        proptest::collection::vec(text(), 0..3).prop_map(|journal| Event::Opened { journal }),
        proptest::collection::vec(text(), 0..3).prop_map(|journal| Event::JournalSeen { journal }),
        (any::<String>(), any::<Option<String>>()).prop_map(|(id, error)| Event::Journaled { id: AttemptId(id), error }),
        (0_u64..40, result).prop_map(|(request, result)| Event::Answered { request: RequestId(request), result }),
        (0_u32..4, text()).prop_map(|(link, text)| Event::Frame { link: LinkId(link), text }),
        (0_u32..4).prop_map(|link| Event::LinkUp { link: LinkId(link) }),
        (0_u32..4, any::<String>()).prop_map(|(link, why)| Event::LinkDown { link: LinkId(link), why }),
        (names(), names()).prop_map(|(accounts, instruments)| Event::Watch { accounts, instruments }),
        (any::<String>(), any::<String>(), 0_u64..4, what()).prop_map(|(id, account, at, what)| Event::Act {
            id: AttemptId(id),
            account,
            what,
            clicked_at: at * 1_000,
        }),
        any::<String>().prop_map(|id| Event::Decide { id: AttemptId(id), verdict: Verdict::NotPlaced }),
        Just(Event::Refresh),
        Just(Event::Tick),
    ]
}

/// Names of any kind, some of them twice and in other letters.
fn names() -> impl Strategy<Value = Vec<String>> {
    let known = prop_oneof![Just("Sim101"), Just("sim101"), Just("ES 12-26"), Just("es 12-26"), Just("")];
    proptest::collection::vec(prop_oneof![any::<String>(), known.prop_map(str::to_owned)], 0..4)
}

fn what() -> impl Strategy<Value = What> {
    let name = || any::<String>();
    prop_oneof![
        (name(), any::<Option<u32>>())
            .prop_map(|(order_id, quantity)| What::Change { order_id, body: ChangeBody { quantity, ..ChangeBody::default() } }),
        name().prop_map(|order_id| What::Cancel { order_id }),
        any::<Option<String>>().prop_map(|instrument| What::CancelAll { instrument }),
        (name(), any::<u32>()).prop_map(|(instrument, n)| What::Close { instrument, part: ClosePart::Contracts(n) }),
        any::<Option<String>>().prop_map(|instrument| What::Flatten { instrument }),
    ]
}

proptest! {
    #[test]
    fn no_event_makes_it_panic_or_send_what_nobody_meant(socket: bool, events in proptest::collection::vec((event(), 0_u64..20_000), 0..30)) {
        let mut world = World::new(if socket { Carrier::Socket } else { Carrier::Http }, &[]);
        let acts = events.iter().filter(|(event, _)| matches!(event, Event::Act { .. })).count();
        for (event, wait) in events {
            world.now += wait;
            world.tell(event);
        }
        prop_assert!(world.sends.len() <= acts, "{} requests for {acts} acts", world.sends.len());
    }

    /// An entry of the journal, damaged in any place, is read or reported, and never sent again.
    #[test]
    fn a_damaged_journal_is_never_sent(cut in 0_usize..900, with in any::<char>()) {
        let mut world = World::new(Carrier::Http, &[]);
        world.ready();
        let id = world.click(limit(1, "6000"));
        let entry = world.journal[&id].clone();
        let at = entry.char_indices().map(|(at, _)| at).nth(cut % entry.chars().count()).unwrap_or(0);
        let damaged: String = entry.char_indices().map(|(i, c)| if i == at { with } else { c }).collect();
        let sends = world.sends.len();
        world.journal.insert(id, damaged);
        world.reload();
        world.run(5_000);
        prop_assert_eq!(world.sends.len(), sends);
    }
}
