//! What a page does with the log: writes, removes, ends anywhere in between, comes back. The bounds hold and the log is good.

use crate::drawn::{START, record};
use order_history::{Appended, Bounds, Entry, Fault, Head, History, Kind, Record, verify};
use proptest::prelude::*;

/// Storage as a page has it.
#[derive(Clone, Default)]
struct Storage {
    lines: Vec<String>,
    head: Option<Head>,
}

impl Storage {
    /// Carries out the first `steps` steps of what has to be done: each line, the head, each removal.
    fn carry_out(&mut self, appended: &Appended, steps: usize) {
        let lines = appended.lines.iter().map(|line| Step::Write(line.clone()));
        let all = lines.chain([Step::Head(appended.head)]).chain((0..appended.dropped).map(|_| Step::Remove));
        for step in all.take(steps) {
            match step {
                Step::Write(line) => self.lines.push(line),
                Step::Head(head) => self.head = Some(head),
                Step::Remove => drop(self.lines.remove(0)),
            }
        }
    }

    fn restore(&self, bounds: Bounds) -> History {
        History::restore(&self.lines.join("\n"), self.head, bounds)
    }
}

enum Step {
    Write(String),
    Head(Head),
    Remove,
}

fn bounds() -> impl Strategy<Value = Bounds> {
    (10_usize..40, 4_000_usize..30_000).prop_map(|(lines, bytes)| Bounds { lines, bytes })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 25, ..ProptestConfig::default() })]

    #[test]
    fn a_page_that_reloads_anywhere_has_a_good_log_within_its_bounds(
        bounds in bounds(), records in proptest::collection::vec((record(), any::<bool>()), 0..120),
    ) {
        let mut storage = Storage::default();
        let mut history = History::new(bounds);
        for (now, (record, reload)) in (START..).zip(records) {
            let appended = history.append(record.clone(), now);
            storage.carry_out(&appended, usize::MAX);
            prop_assert!(history.entries().len() <= bounds.lines);
            prop_assert!(history.size() <= bounds.bytes, "{} of {}", history.size(), bounds.bytes);
            prop_assert_eq!(history.size(), history.text().len());
            let newest = history.entries().iter().rev().nth(appended.lines.len() - 1).and_then(Entry::line);
            prop_assert_eq!(newest.map(|line| line.record()), Some(&record), "the newest is never dropped");
            if reload {
                history = storage.restore(bounds);
                prop_assert_eq!(history.head(), appended.head);
            }
        }
        let again = storage.restore(bounds);
        prop_assert_eq!(again.text(), history.text());
        let verdict = again.verify();
        prop_assert!(verdict.is_good(), "{}", verdict);
    }

    #[test]
    fn a_page_that_ends_between_two_writes_has_a_good_log(
        bounds in bounds(), records in proptest::collection::vec((record(), 0_usize..12), 0..100),
    ) {
        let mut storage = Storage::default();
        let mut history = History::new(bounds);
        for (now, (record, steps)) in (START..).zip(records) {
            let appended = history.append(record, now);
            // Mostly all of it; now and then the page ends after a few steps.
            let ends = steps > 8;
            storage.carry_out(&appended, if ends { steps - 8 } else { usize::MAX });
            if ends {
                history = storage.restore(bounds);
                let verdict = history.verify();
                prop_assert!(verdict.is_good(), "{}", verdict);
            }
        }
        prop_assert!(storage.restore(bounds).verify().is_good());
    }
}

fn long(lines: usize, bounds: Bounds) -> (History, Storage, usize) {
    let (mut storage, mut history, mut drops) = (Storage::default(), History::new(bounds), 0);
    for (now, _) in (START..).zip(0..lines) {
        let appended = history.append(Record::new(Kind::Note), now);
        drops += usize::from(appended.dropped > 0);
        storage.carry_out(&appended, usize::MAX);
    }
    (history, storage, drops)
}

const TWENTY: Bounds = Bounds { lines: 20, bytes: 1_000_000 };

#[test]
fn the_oldest_tenth_is_dropped_and_the_log_says_so() {
    let mut history = History::new(TWENTY);
    for now in 0..20 {
        assert_eq!(history.append(Record::new(Kind::Note), now).dropped, 0);
    }
    let oldest = history.entries()[2].line().unwrap().hash();
    let appended = history.append(Record::new(Kind::Note), 20);
    assert_eq!((appended.first, appended.lines.len(), appended.dropped, appended.head.number), (21, 2, 3, 22));
    let record = history.entries().last().and_then(Entry::line).unwrap().record().clone();
    let dropped = record.dropped.unwrap();
    assert_eq!((record.kind, dropped.through(), dropped.anchor()), (Kind::Dropped, 3, oldest));
    assert_eq!(history.entries().len(), 19);
    let verdict = history.verify();
    assert_eq!(verdict.to_string(), "19 lines after line 3, up to which the bounds have dropped them, all as they were written");
}

#[test]
fn the_first_line_kept_hangs_on_the_record_of_the_drop() {
    let (history, storage, drops) = long(50, TWENTY);
    assert!(drops > 5, "it has dropped time and again: {drops}");
    let through = history.verify().dropped_through;
    assert_eq!(storage.lines.len(), history.entries().len());

    let mut cut = storage.clone();
    cut.lines.remove(0);
    assert_eq!(cut.restore(TWENTY).verify().faults, [Fault::Missing { first: through + 1, last: through + 1 }]);

    let mut altered = storage.clone();
    altered.lines[0] = altered.lines[0].replacen("\"at\":1", "\"at\":2", 1);
    assert_eq!(altered.restore(TWENTY).verify().faults, [Fault::Altered { number: through + 1 }]);

    // Without the newest record of a drop, the older one tells of less.
    let mut unsaid = storage.clone();
    let is_drop = |line: &String| line.contains("\"kind\":\"dropped\"");
    let newest = unsaid.lines.iter().rposition(is_drop).unwrap();
    unsaid.lines.remove(newest);
    let verdict = unsaid.restore(TWENTY).verify();
    assert!(verdict.dropped_through < through);
    assert!(verdict.faults.contains(&Fault::Missing { first: verdict.dropped_through + 1, last: through }), "{verdict}");

    // Another line of the same number at the front does not fit the anchor.
    let mut forged = storage.clone();
    let other = Head { number: through, hash: order_history::Hash::of("other") };
    forged.lines[0] = order_history::Chain::after(other).append(Record::new(Kind::Note), 1).text();
    assert_eq!(forged.restore(TWENTY).verify().faults, [through + 1, through + 2].map(|number| Fault::Unlinked { number }));
}

#[test]
fn a_head_of_an_earlier_day_still_tells_a_log_from_another() {
    let (history, _, _) = long(30, TWENTY);
    let (other, _, _) = {
        let mut bounds_differ = long(29, TWENTY);
        let _ = bounds_differ.0.append(Record::new(Kind::Locked), 1);
        bounds_differ
    };
    let noted = history.head();
    let mut later = history;
    for now in 0..5 {
        let _ = later.append(Record::new(Kind::Note), now);
    }
    let verdict = verify(later.entries(), Some(noted));
    assert!(verdict.is_good() && !verdict.end_is_known, "what came after the head may have been cut off");
    assert_eq!(verify(later.entries(), Some(other.head())).faults, [Fault::NotTheHead { number: other.head().number }]);

    // The last line dropped is still known by the anchor.
    let through = later.verify().dropped_through;
    let at_anchor = Head { number: through, hash: order_history::Hash::of("x") };
    assert_eq!(verify(later.entries(), Some(at_anchor)).faults, [Fault::NotTheHead { number: through }]);
    for now in 0..40 {
        let _ = later.append(Record::new(Kind::Note), now);
    }
    let verdict = verify(later.entries(), Some(noted));
    assert!(verdict.is_good() && !verdict.end_is_known, "its line is gone: nothing to hold against it");
}

#[test]
fn a_line_alone_over_the_bound_is_kept() {
    let bounds = Bounds { lines: 10, bytes: 500 };
    let mut history = History::new(bounds);
    for now in 0..3 {
        let appended = history.append(Record { text: "x".repeat(1_000), ..Record::new(Kind::Note) }, now);
        assert_eq!(appended.dropped > 0, now > 0, "there is nothing to drop before the first");
        assert!(history.verify().is_good());
        assert!(history.text().contains(&"x".repeat(1_000)));
    }
    assert!(history.entries().len() <= 2);
}

#[test]
fn what_cannot_be_read_is_dropped_in_its_turn() {
    let (_, mut storage, _) = long(19, TWENTY);
    storage.lines[2] = "?".to_owned();
    storage.lines[3] = storage.lines[3].replacen("note", "locked", 1);
    let mut history = storage.restore(TWENTY);
    assert_eq!(history.verify().faults.len(), 2);
    assert_eq!(history.append(Record::new(Kind::Note), 1).dropped, 0);
    let appended = history.append(Record::new(Kind::Note), 1);
    assert_eq!(appended.dropped, 4, "three to come to eighteen, and on to a line that can be believed");
    assert_eq!(history.verify().to_string(), "18 lines after line 4, up to which the bounds have dropped them, all as they were written");
}

#[test]
fn the_default_is_well_below_what_browsers_give() {
    assert_eq!(Bounds::default(), Bounds { lines: 5_000, bytes: 1_500_000 });
}
