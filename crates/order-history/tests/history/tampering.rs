//! Whoever changes what is stored is seen, and where: every altered byte, every line taken out, moved, doubled or put in.

use crate::drawn::{history, stored};
use order_history::{Bounds, Fault, Head, History, verify};
use proptest::prelude::*;
use proptest::sample::Index;

fn faults(lines: &[String], head: Head) -> Vec<Fault> {
    let restored = History::restore(&lines.join("\n"), Some(head), Bounds::default());
    assert_eq!(restored.text(), lines.iter().map(|line| line.clone() + "\n").collect::<String>(), "nothing is lost");
    let verdict = restored.verify();
    assert!(verdict.end_is_known);
    assert_eq!(verdict.lines, lines.len());
    verdict.faults
}

/// A line's number by its place.
fn number(place: usize) -> u64 {
    u64::try_from(place).unwrap() + 1
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_was_not_touched_is_good(history in history(0, 6)) {
        prop_assert_eq!(faults(&stored(&history), history.head()), []);
        let verdict = verify(history.entries(), None);
        prop_assert!(verdict.is_good() && !verdict.end_is_known);
    }

    #[test]
    fn any_altered_character_shows_in_its_line(
        history in history(1, 5), line: Index, place: Index, put in prop_oneof!["[ -~]", "[0-9a-f]", any::<char>().prop_map(String::from)],
    ) {
        let mut lines = stored(&history);
        let at = line.index(lines.len());
        let mut chars: Vec<String> = lines[at].chars().map(String::from).collect();
        let place = place.index(chars.len());
        prop_assume!(chars[place] != put && put != "\n");
        chars[place] = put;
        lines[at] = chars.concat();
        let found = faults(&lines, history.head());
        let named = match found.as_slice() {
            [Fault::Altered { number } | Fault::Unreadable { number, .. }] => Some(*number),
            _ => None,
        };
        prop_assert_eq!(named, Some(number(at)), "{:?}", found);
    }

    #[test]
    fn a_removed_character_shows(history in history(1, 4), place: Index) {
        let text = history.text();
        let mut chars: Vec<char> = text.chars().collect();
        let at = place.index(chars.len() - 1);
        chars.remove(at);
        let changed: String = chars.iter().collect();
        prop_assert!(!History::restore(&changed, Some(history.head()), Bounds::default()).verify().is_good());
    }

    #[test]
    fn lines_that_are_taken_out_are_missing(history in history(1, 8), from: Index, count: Index) {
        let mut lines = stored(&history);
        let from = from.index(lines.len());
        let to = from + 1 + count.index(lines.len() - from);
        lines.drain(from..to);
        prop_assert_eq!(faults(&lines, history.head()), [Fault::Missing { first: number(from), last: number(to - 1) }]);
    }

    #[test]
    fn a_cut_tail_shows_against_the_head(history in history(1, 8), kept: Index) {
        let mut lines = stored(&history);
        let all = lines.len();
        lines.truncate(kept.index(all));
        let missing = [Fault::Missing { first: number(lines.len()), last: number(all - 1) }];
        prop_assert_eq!(faults(&lines, history.head()), missing);
        let without_head = History::restore(&lines.join("\n"), None, Bounds::default()).verify();
        prop_assert!(without_head.is_good() && !without_head.end_is_known, "and only against the head");
    }

    #[test]
    fn a_swapped_pair_shows(history in history(2, 8), one: Index, other: Index) {
        let mut lines = stored(&history);
        let (a, b) = (one.index(lines.len()), other.index(lines.len()));
        prop_assume!(a != b);
        let (a, b) = (a.min(b), a.max(b));
        lines.swap(a, b);
        let back = Fault::OutOfOrder { number: number(a), after: number(b - 1) };
        let expected = if b == a + 1 {
            vec![Fault::OutOfOrder { number: number(a), after: number(b) }]
        } else {
            vec![Fault::OutOfOrder { number: number(a + 1), after: number(b) }, back]
        };
        prop_assert_eq!(faults(&lines, history.head()), expected);
    }

    #[test]
    fn a_doubled_line_shows(history in history(1, 6), line: Index) {
        let mut lines = stored(&history);
        let at = line.index(lines.len());
        lines.insert(at, lines[at].clone());
        prop_assert_eq!(faults(&lines, history.head()), [Fault::OutOfOrder { number: number(at), after: number(at) }]);
    }

    #[test]
    fn what_is_put_in_between_shows(history in history(0, 6), line: Index, text in "[ -~]{1,20}") {
        let mut lines = stored(&history);
        let at = line.index(lines.len() + 1);
        lines.insert(at, text);
        let found = faults(&lines, history.head());
        // At the end it may be a line that was half written; in between there is no number left for it.
        let named = match found.as_slice() {
            [Fault::Foreign { after }] if at + 1 < lines.len() => Some(*after),
            [Fault::Unreadable { number, .. }] if at + 1 == lines.len() => Some(number - 1),
            _ => None,
        };
        prop_assert_eq!(named, Some(number(at) - 1), "{:?}", found);
    }

    /// Two faults at once do not hide each other.
    #[test]
    fn an_altered_line_beside_a_missing_one_keeps_its_number(history in history(4, 8), at in 1_usize..3, before: bool) {
        let mut lines = stored(&history);
        lines[at] = lines[at].replacen("\"at\":1", "\"at\":2", 1);
        let gone = if before { at - 1 } else { at + 1 };
        lines.remove(gone);
        let expected = [Fault::Altered { number: number(at) }, Fault::Missing { first: number(gone), last: number(gone) }];
        prop_assert_eq!(faults(&lines, history.head()), expected);
    }

    #[test]
    fn any_lines_in_any_order_give_an_answer(history in history(0, 8), picks in proptest::collection::vec(any::<Index>(), 0..12), head in 0_u64..20) {
        let lines = stored(&history);
        let picked = if lines.is_empty() { vec![] } else { picks.iter().map(|pick| lines[pick.index(lines.len())].clone()).collect() };
        let same = picked == lines && head == history.head().number;
        let head = Head { number: head, hash: history.head().hash };
        let mut restored = History::restore(&picked.join("\n"), Some(head), Bounds::default());
        if head.number == history.head().number {
            prop_assert_eq!(restored.verify().is_good(), same);
        }
        let faults = restored.verify().faults;
        let _ = restored.append(order_history::Record::new(order_history::Kind::Note), 1);
        prop_assert!(faults.is_empty() || !restored.verify().is_good(), "no fault is forgotten with the next line: {:?}", faults);
    }
}
