//! Which line has to stand where, when lines themselves cannot be believed: claimed numbers, gaps, leftovers of a drop.

use crate::drawn::{stored, written};
use order_history::{Bounds, Fault, Head, History, Kind, LineError, Record, Verdict};

const TWENTY: Bounds = Bounds { lines: 20, bytes: 1_000_000 };

/// A log of so many lines and its head.
fn log(lines: usize, bounds: Bounds) -> (Vec<String>, Head) {
    let history = written(vec![Record::new(Kind::Note); lines], bounds);
    (stored(&history), history.head())
}

fn checked(lines: &[String], head: Head) -> Verdict {
    History::restore(&lines.join("\n"), Some(head), Bounds::default()).verify()
}

/// Gives the line at a place another number, and leaves its hash as it is.
fn claim(lines: &mut [String], place: usize, number: u64) {
    let (_, rest) = lines[place].split_once(',').unwrap();
    lines[place] = format!("{{\"number\":{number},{rest}");
}

fn unreadable(number: u64) -> Fault {
    Fault::Unreadable { number, error: LineError::NotObject }
}

#[test]
fn a_claimed_number_counts_for_nothing_where_another_has_to_stand() {
    let (lines, head) = log(6, Bounds::default());
    for (place, own) in (1..=6).enumerate() {
        for claimed in (0..12).chain([u64::MAX]).filter(|claimed| *claimed != own) {
            let mut lines = lines.clone();
            claim(&mut lines, place, claimed);
            assert_eq!(checked(&lines, head).faults, [Fault::Altered { number: own }], "{own} says {claimed}");
        }
    }
}

#[test]
fn a_claimed_number_counts_where_it_may_be_true() {
    let (lines, head) = log(8, Bounds::default());
    // Lines 3 to 6 are gone but for one, which is altered.
    for (claimed, number, missing) in
        [(3, 3, vec![(4, 6)]), (5, 5, vec![(3, 4), (6, 6)]), (6, 6, vec![(3, 5)]), (2, 3, vec![(4, 6)]), (7, 3, vec![(4, 6)])]
    {
        let mut lines = [&lines[..2], &lines[4..5], &lines[6..]].concat();
        claim(&mut lines, 2, claimed);
        lines[2] = lines[2].replacen("\"at\":1", "\"at\":2", 1);
        let missing = missing.into_iter().map(|(first, last)| Fault::Missing { first, last });
        // It is line 5; where it passes for line 6, line 7 does not follow from it.
        let link = (number == 6).then_some(Fault::Unlinked { number: 7 });
        let expected: Vec<Fault> = [Fault::Altered { number }].into_iter().chain(link).chain(missing).collect();
        assert_eq!(checked(&lines, head).faults, expected, "{claimed}");
    }
}

#[test]
fn lines_altered_side_by_side_are_each_named() {
    let (mut lines, head) = log(6, Bounds::default());
    claim(&mut lines, 1, 3);
    lines[2] = "?".to_owned();
    claim(&mut lines, 5, 600);
    assert_eq!(checked(&lines, head).faults, [Fault::Altered { number: 2 }, unreadable(3), Fault::Altered { number: 6 }]);
    // Without the whole lines after them, what they claim is all there is.
    lines.truncate(3);
    let verdict = History::restore(&lines.join("\n"), None, Bounds::default()).verify();
    assert_eq!(verdict.faults, [Fault::Altered { number: 3 }, unreadable(4), Fault::Missing { first: 2, last: 2 }]);
}

#[test]
fn of_more_things_than_there_are_numbers_the_last_have_them() {
    let (lines, head) = log(4, Bounds::default());
    let question = || vec!["?".to_owned()];
    let lines = [question(), lines[..1].to_vec(), question(), question(), lines[2..].to_vec()].concat();
    assert_eq!(checked(&lines, head).faults, [Fault::Foreign { after: 0 }, Fault::Foreign { after: 1 }, unreadable(2)]);
}

#[test]
fn the_first_lines_after_a_drop_are_counted_from_the_drop() {
    let (lines, head) = log(50, TWENTY);
    let through = checked(&lines, head).dropped_through;
    assert!(through > 20);
    for claimed in [0, 1, through - 1, through, through + 2, through + 3] {
        let mut lines = lines.clone();
        claim(&mut lines, 0, claimed);
        // Another one farther on changes nothing for it.
        lines[5] = "?".to_owned();
        let expected = [Fault::Altered { number: through + 1 }, unreadable(through + 6)];
        assert_eq!(checked(&lines, head).faults, expected, "{claimed}");
    }
}

/// The page ended after the record of a drop was written and before the lines were removed.
#[test]
fn leftovers_of_a_drop_are_checked_like_any_line_and_need_not_be_there() {
    let mut history = History::new(TWENTY);
    let mut lines = Vec::new();
    let dropped = loop {
        let appended = history.append(Record::new(Kind::Note), 7);
        lines.extend(appended.lines);
        if appended.dropped > 0 {
            break appended.dropped;
        }
    };
    let head = history.head();
    assert_eq!((checked(&lines, head).faults, dropped), (vec![], 3));
    for gone in 0..=dropped {
        assert_eq!(checked(&lines[gone..], head).faults, [], "{gone} are removed");
    }
    for gone in 0..dropped {
        let mut left = lines[gone..].to_vec();
        left[0] = "?".to_owned();
        let number = u64::try_from(gone).unwrap() + 1;
        assert_eq!(checked(&left, head).faults, [unreadable(number)], "{gone} are removed");
    }
    let mut holed = lines.clone();
    holed.remove(1);
    assert_eq!(checked(&holed, head).faults, [], "a leftover may be gone, in any order");
    holed.remove(2);
    assert_eq!(checked(&holed, head).faults, [Fault::Missing { first: 4, last: 4 }], "what was kept may not");
}
