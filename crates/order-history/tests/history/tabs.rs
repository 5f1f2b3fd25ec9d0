//! Two tabs, one log: each takes in what the other writes.

use crate::drawn::{START, record};
use order_history::{Bounds, Chain, Fault, History, Kind, Record};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 25, ..ProptestConfig::default() })]

    #[test]
    fn tabs_that_take_in_each_others_lines_have_one_log(
        records in proptest::collection::vec((record(), any::<bool>()), 0..60), lines in 10_usize..25,
    ) {
        let bounds = Bounds { lines, bytes: 1_000_000 };
        let mut tabs = (History::new(bounds), History::new(bounds));
        for (now, (record, first)) in (START..).zip(records) {
            let (writer, reader) = if first { (&mut tabs.0, &mut tabs.1) } else { (&mut tabs.1, &mut tabs.0) };
            for line in writer.append(record, now).lines {
                prop_assert!(reader.take_in(&line));
            }
            prop_assert_eq!(reader.text(), writer.text());
            prop_assert_eq!((reader.head(), reader.size()), (writer.head(), writer.size()));
            prop_assert!(reader.verify().is_good());
        }
    }
}

#[test]
fn only_the_next_line_is_taken_in() {
    let bounds = Bounds::default();
    let (mut one, mut other) = (History::new(bounds), History::new(bounds));
    let note = |text: &str| Record { text: text.to_owned(), ..Record::new(Kind::Note) };
    let first = one.append(note("a"), START).lines.concat();
    assert!(other.take_in(&first));
    let before = other.text();
    let second = one.append(note("b"), START).lines.concat();
    let third = one.append(note("c"), START).lines.concat();
    let elsewhere = Chain::after(order_history::Head { number: 1, hash: order_history::Hash::of("x") }).append(note("b"), START).text();
    for wrong in [first.as_str(), &third, &elsewhere, &second.replace("\"b\"", "\"x\""), &(second.clone() + " "), "", "{}"] {
        assert!(!other.take_in(wrong), "{wrong}");
    }
    assert_eq!(other.text(), before);
    assert!(other.take_in(&second) && other.take_in(&third));
    assert_eq!(other.text(), one.text());
}

/// Why only one may write at a time.
#[test]
fn two_writers_at_once_show() {
    let bounds = Bounds::default();
    let mut one = History::new(bounds);
    let mut other = one.clone();
    let mut stored = one.append(Record::new(Kind::Locked), START).lines;
    stored.extend(other.append(Record::new(Kind::Armed), START).lines);
    let restored = History::restore(&stored.join("\n"), Some(one.head()), bounds);
    assert_eq!(restored.verify().faults, [Fault::OutOfOrder { number: 1, after: 1 }]);
}
