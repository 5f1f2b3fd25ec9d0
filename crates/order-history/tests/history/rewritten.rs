//! Whoever writes lines anew, hashes and all, is seen by what hangs on the old ones: the line after, and the head.

use crate::drawn::{START, history, record, stored};
use order_history::{Bounds, Chain, Entry, Fault, Head, History, Kind, Record, verify};
use proptest::prelude::*;
use proptest::sample::Index;

/// Where the log ended before a place.
fn head_before(history: &History, place: usize) -> Head {
    let before = place.checked_sub(1).and_then(|place| history.entries()[place].line());
    before.map_or(Head::START, |line| Head { number: line.number(), hash: line.hash() })
}

/// The log with everything from `place` on written anew, `more` lines longer (or shorter).
fn forged(history: &History, place: usize, other: &Record, length: usize) -> String {
    let mut lines = stored(history);
    let mut chain = Chain::after(head_before(history, place));
    lines.truncate(place);
    lines.push(chain.append(other.clone(), 1).text());
    for at in place + 1..length {
        let old = history.entries().get(at).and_then(Entry::line);
        let record = old.map_or_else(|| Record::new(Kind::Note), |line| line.record().clone());
        lines.push(chain.append(record, START).text());
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn one_line_written_anew_no_longer_fits_the_next(history in history(1, 6), line: Index, other in record()) {
        let mut lines = stored(&history);
        let at = line.index(lines.len());
        lines[at] = Chain::after(head_before(&history, at)).append(other, 1).text();
        let number = u64::try_from(at).unwrap() + 1;
        let last = at + 1 == lines.len();
        let expected = if last { Fault::NotTheHead { number } } else { Fault::Unlinked { number: number + 1 } };
        let restored = History::restore(&lines.join("\n"), Some(history.head()), Bounds::default());
        prop_assert_eq!(restored.verify().faults, [expected]);
    }

    #[test]
    fn a_tail_written_anew_is_not_the_one_of_the_head_and_never_becomes_it(
        history in history(1, 6), line: Index, other in record(), more in 0_usize..3,
    ) {
        let head = history.head();
        let at = line.index(history.entries().len());
        let text = forged(&history, at, &other, history.entries().len() + more);
        let mut restored = History::restore(&text, Some(head), Bounds::default());
        prop_assert_eq!(restored.verify().faults, [Fault::NotTheHead { number: head.number }]);

        // The page goes on with it, stores the new head, and reloads: it still shows.
        let appended = restored.append(Record::new(Kind::SessionOpened), START);
        let number = appended.first;
        prop_assert_eq!(restored.verify().faults, [Fault::Unlinked { number }]);
        let again = History::restore(&restored.text(), Some(appended.head), Bounds::default());
        prop_assert_eq!(again.verify().faults, [Fault::Unlinked { number }]);
        // Whoever noted a head sees it at once.
        let noted = verify(again.entries(), Some(head)).faults;
        prop_assert!(noted.contains(&Fault::NotTheHead { number: head.number }), "{:?}", noted);
    }

    #[test]
    fn a_log_that_lost_lines_keeps_showing_it_when_it_goes_on(history in history(2, 6), kept: Index) {
        let mut lines = stored(&history);
        lines.truncate(kept.index(lines.len()));
        let missing = [Fault::Missing { first: u64::try_from(lines.len()).unwrap() + 1, last: history.head().number }];
        let mut restored = History::restore(&lines.join("\n"), Some(history.head()), Bounds::default());
        let appended = restored.append(Record::new(Kind::SessionOpened), START);
        prop_assert_eq!(appended.first, history.head().number + 1);
        prop_assert_eq!(&restored.verify().faults, &missing);
        let again = History::restore(&restored.text(), Some(appended.head), Bounds::default());
        prop_assert_eq!(&again.verify().faults, &missing);
    }
}

/// What was wrong with where a log ends stays to be seen when the log goes on and has a new head.
fn a_wrong_head_is_never_forgotten(history: &History, head: Head) {
    let mut restored = History::restore(&history.text(), Some(head), Bounds::default());
    assert_eq!(restored.verify().faults, [Fault::NotTheHead { number: head.number }]);
    let appended = restored.append(Record::new(Kind::SessionOpened), START);
    let unlinked = [Fault::Unlinked { number: appended.first }];
    assert_eq!(restored.verify().faults, unlinked);
    assert_eq!(History::restore(&restored.text(), Some(appended.head), Bounds::default()).verify().faults, unlinked);
}

#[test]
fn a_head_that_names_the_end_by_a_wrong_number_is_never_forgotten() {
    let history = crate::drawn::written(vec![Record::new(Kind::Note); 3], Bounds::default());
    for number in 1..3 {
        a_wrong_head_is_never_forgotten(&history, Head { number, ..history.head() });
    }
}

#[test]
fn a_head_that_is_not_the_line_that_was_dropped_last_is_never_forgotten() {
    let history = crate::drawn::written(vec![Record::new(Kind::Note); 15], Bounds { lines: 10, ..Bounds::default() });
    let through = history.verify().dropped_through;
    assert!(through > 0);
    a_wrong_head_is_never_forgotten(&history, Head { number: through, hash: order_history::Hash::of("another") });
}

#[test]
fn the_first_line_hangs_on_nothing_and_says_so() {
    let line = Chain::after(Head { number: 0, hash: order_history::Hash::of("x") }).append(Record::new(Kind::Note), START);
    let restored = History::restore(&line.text(), None, Bounds::default());
    assert_eq!(restored.verify().faults, [Fault::Unlinked { number: 1 }]);
}

#[test]
fn a_lost_head_is_said_and_what_cannot_be_read_at_the_end_keeps_its_number() {
    let history = crate::drawn::written(vec![Record::new(Kind::Note); 3], Bounds::default());
    let text = history.text() + "half a li";
    let mut restored = History::restore(&text, None, Bounds::default());
    assert!(!restored.verify().end_is_known);
    let appended = restored.append(Record::new(Kind::Note), START);
    assert_eq!(appended.first, 5);
    let verdict = restored.verify();
    assert!(matches!(verdict.faults.as_slice(), [Fault::Unreadable { number: 4, .. }]), "{verdict}");
    assert!(!verdict.end_is_known, "what was before this session stays unknown");
}
