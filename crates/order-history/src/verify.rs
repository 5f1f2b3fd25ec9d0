//! Checking a log: every line against its hash, against the line before it, against what has to be there, and the end
//! against the head. Must not change anything.

use crate::chain::Head;
use crate::entry::Entry;
use crate::hash::Hash;
use crate::line::Line;
use crate::record::Dropped;
use crate::verdict::{Fault, Verdict};

/// Checks a log, as it stands in storage or in a file. Without a head everything is checked but the end: that the last lines
/// were cut off shows only to who knows where the log ended.
///
/// What it cannot show: somebody who can write all lines **and** the head can write another log. That takes a head kept
/// where they cannot reach it; an export that was handed over is one.
///
/// ```
/// use order_history::{Bounds, Fault, History, Kind, Record, verify};
/// let mut history = History::new(Bounds::default());
/// for now in 0..5 {
///     let _ = history.append(Record::new(Kind::Note), now);
/// }
/// let mut entries = history.entries().to_vec();
/// entries.remove(1);
/// assert_eq!(verify(&entries, Some(history.head())).faults, [Fault::Missing { first: 2, last: 2 }]);
/// ```
#[must_use]
pub fn verify(entries: &[Entry], head: Option<Head>) -> Verdict {
    let mut places = Vec::with_capacity(entries.len());
    for entry in entries {
        places.push(Place { entry, own: entry.line().map(Line::own_hash), number: None, below: 0 });
    }
    let dropped = last_drop(&places);
    let floor = dropped.map_or(0, Dropped::through);
    let last = places.iter().filter_map(Place::whole).map(Line::number).max().unwrap_or(floor);
    number(&mut places, floor, head.filter(|head| head.number > last));

    let mut faults = Vec::new();
    let mut before: Option<&Place<'_>> = None;
    for place in &places {
        faults.extend(place.fault(before, dropped));
        if place.number.is_some() {
            before = Some(place);
        }
    }
    missing(&places, floor, head, &mut faults);
    if let Some(head) = head
        && hash_of(&places, dropped, head.number).is_some_and(|hash| hash != head.hash)
    {
        faults.push(Fault::NotTheHead { number: head.number });
    }
    let end_is_known = head.is_some_and(|head| head.number >= last);
    Verdict { lines: entries.len(), dropped_through: floor, end_is_known, faults }
}

/// An entry and what is found out about it.
struct Place<'a> {
    entry: &'a Entry,
    /// The hash of what the line says, where it is one.
    own: Option<Hash>,
    /// Which line has to stand here; `None` where there is no number left.
    number: Option<u64>,
    /// What stands here has a number below this, if the whole lines after it are to have theirs.
    below: u64,
}

impl<'a> Place<'a> {
    /// The line, when what it says can be believed.
    fn whole(&self) -> Option<&'a Line> {
        self.entry.line().filter(|line| Some(line.hash()) == self.own)
    }

    fn fault(&self, before: Option<&Place<'_>>, dropped: Option<Dropped>) -> Option<Fault> {
        let after = before.and_then(|before| before.number);
        let Some(number) = self.number else { return Some(Fault::Foreign { after: after.unwrap_or(0) }) };
        let Some(line) = self.whole() else {
            return Some(match self.entry {
                Entry::Line(_) => Fault::Altered { number },
                Entry::Unreadable { error, .. } => Fault::Unreadable { number, error: error.clone() },
            });
        };
        if let Some(after) = after.filter(|after| number <= *after) {
            return Some(Fault::OutOfOrder { number, after });
        }
        let names = |hash| line.prev() == hash;
        let linked = match before {
            // An altered line still tells its hash: as written, or, when that was altered, by what it says.
            Some(before) if before.number.and_then(|n| n.checked_add(1)) == Some(number) => {
                before.entry.line().is_none_or(|it| names(it.hash()) || before.own.is_some_and(names))
            }
            _ => true,
        };
        let anchored = match dropped {
            _ if number == 1 => names(Hash::ZERO),
            Some(dropped) if dropped.through().checked_add(1) == Some(number) => names(dropped.anchor()),
            _ => true,
        };
        (!linked || !anchored).then_some(Fault::Unlinked { number })
    }
}

/// The newest record of lines dropped.
fn last_drop(places: &[Place<'_>]) -> Option<Dropped> {
    places.iter().filter_map(|place| place.whole()?.record().dropped).max_by_key(|dropped| dropped.through())
}

/// Says of every place which line has to stand there. Whole lines say so themselves. What cannot be believed is given the
/// number it claims where that fits between its neighbours, and the next free one where it does not.
fn number(places: &mut [Place<'_>], floor: u64, beyond: Option<Head>) {
    let mut below = beyond.map_or(u64::MAX, |head| head.number.saturating_add(1));
    let mut leading = 0_u64;
    let mut first = None;
    for place in places.iter_mut().rev() {
        place.below = below;
        match place.whole() {
            Some(line) => {
                below = line.number();
                first = Some(below);
                leading = 0;
            }
            None => {
                below = below.saturating_sub(1);
                leading = leading.saturating_add(1);
            }
        }
    }
    // Lines that were to be dropped may still stand there: the page may have ended between the record and the removal.
    let mut last = first.map_or(0, |first| floor.min(first.saturating_sub(1).saturating_sub(leading)));
    for place in places {
        let free = |number: u64| (number > last && number < place.below).then_some(number);
        place.number = match place.whole() {
            Some(line) => Some(line.number()),
            None => place.entry.line().and_then(|line| free(line.number())).or_else(|| free(last.saturating_add(1))),
        };
        last = place.number.unwrap_or(last);
    }
}

/// What has to be there and is not: everything above the floor up to the last line or the head.
fn missing(places: &[Place<'_>], floor: u64, head: Option<Head>, faults: &mut Vec<Fault>) {
    // Almost always in order already, so that each goes to the end.
    let mut there = Vec::with_capacity(places.len());
    for number in places.iter().filter_map(|place| place.number).chain(head.and_then(|head| head.number.checked_add(1))) {
        there.insert(there.partition_point(|other| *other < number), number);
    }
    let mut last = floor;
    for number in there {
        if let Some(before) = number.checked_sub(1)
            && before > last
        {
            faults.push(Fault::Missing { first: last.saturating_add(1), last: before });
        }
        last = last.max(number);
    }
}

/// The hash of a line, by the line itself or by the record of its drop.
fn hash_of(places: &[Place<'_>], dropped: Option<Dropped>, number: u64) -> Option<Hash> {
    let line = places.iter().filter_map(Place::whole).find(|line| line.number() == number);
    line.map(Line::hash).or_else(|| dropped.filter(|dropped| dropped.through() == number).map(Dropped::anchor))
}
