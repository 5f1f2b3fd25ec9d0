//! `History`: the log as a page holds it, within its bounds. Must not know where it is stored: it says what to write and
//! what to remove, and the caller does it.

use crate::chain::{Chain, Head};
use crate::entry::Entry;
use crate::hash::Hash;
use crate::kind::Kind;
use crate::line::Line;
use crate::record::{Dropped, Record};
use crate::verdict::{Fault, Verdict};
use crate::verify::verify;
use crate::{csv, export};
use order_model::Millis;

/// How much is kept. At either bound the oldest tenth is dropped and a line says so; the newest line is never dropped. What
/// was wrong with dropped lines goes with them: whoever keeps records exports before that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The most lines; fewer than ten make no sense.
    pub lines: usize,
    /// The most bytes of text, line breaks included.
    pub bytes: usize,
}

/// 5 000 lines and 1.5 MB: a day of hard trading, in less than a third of what browsers give a page (about 5 MB).
impl Default for Bounds {
    fn default() -> Self {
        Bounds { lines: 5_000, bytes: 1_500_000 }
    }
}

/// What has to be done in storage after a record was taken, in this order: write the lines, write the head, remove the
/// oldest. Wherever the page ends in between, the log stays good.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Appended {
    /// The new line, and the record of a drop when there was one.
    pub lines: Vec<String>,
    /// The number of the first of them.
    pub first: u64,
    /// Where the log ends now.
    pub head: Head,
    /// How many of the oldest stored lines to remove.
    pub dropped: usize,
}

/// A log that only grows, within its bounds.
///
/// One writer at a time: two tabs that write the same stored log at once would both write a line of the same number, and the
/// check would show it. A tab takes in what another has written with [`History::take_in`], or keeps a log of its own.
///
/// ```
/// use order_history::{Bounds, Fault, History, Kind, Record};
/// let mut history = History::new(Bounds::default());
/// let mut storage = String::new();
/// for text in ["a", "b"] {
///     let appended = history.append(Record { text: text.into(), ..Record::new(Kind::Note) }, 1_767_000_000_000);
///     storage += &(appended.lines.join("\n") + "\n");
/// }
/// let head = history.head();
///
/// let again = History::restore(&storage, Some(head), Bounds::default());
/// assert!(again.verify().is_good());
/// let altered = History::restore(&storage.replace("\"a\"", "\"x\""), Some(head), Bounds::default());
/// assert_eq!(altered.verify().faults, [Fault::Altered { number: 1 }]);
/// ```
#[derive(Clone, Debug)]
pub struct History {
    entries: Vec<Entry>,
    chain: Chain,
    /// What the end is checked against; `None` for a log that was restored without a head and not appended to since.
    known: Option<Head>,
    /// False for a log that was restored without a head.
    had_head: bool,
    size: usize,
    bounds: Bounds,
}

impl History {
    /// A new log.
    #[must_use]
    pub fn new(bounds: Bounds) -> History {
        History { entries: Vec::new(), chain: Chain::start(), known: Some(Head::START), had_head: true, size: 0, bounds }
    }

    /// The log as storage gives it back: its lines in the order in which they were written, each on a line of its own, and
    /// the head, where there is one. Whatever is wrong with it, it can be appended to, and stays visibly wrong.
    #[must_use]
    pub fn restore(stored: &str, head: Option<Head>, bounds: Bounds) -> History {
        let mut history = History::new(bounds);
        for text in stored.split('\n').filter(|text| !text.is_empty()) {
            history.push(Entry::parse(text));
        }
        let end = history.end();
        history.had_head = head.is_some();
        history.known = head;
        history.chain = Chain::after(match head {
            None => end,
            Some(head) if head.number >= end.number => head,
            // The page ended after it had written a line and before it had written the head; or somebody has written the log
            // anew. That must not be forgotten with the next line, so that line names what the head names, or nothing where
            // the head names the end by a wrong number.
            Some(head) if history.is_not(head) => {
                Head { number: end.number, hash: if head.hash == end.hash { Hash::ZERO } else { head.hash } }
            }
            Some(_) => end,
        });
        history
    }

    /// Takes a record. `now` is in milliseconds since 1970-01-01 UTC.
    pub fn append(&mut self, record: Record, now: Millis) -> Appended {
        let mut lines = vec![self.write(record, now)];
        let first = self.chain.head().number;
        let mut dropped = 0;
        if self.entries.len() > self.bounds.lines || self.size > self.bounds.bytes {
            dropped = self.drop_oldest();
            // One line alone may be over the bound; then there is nothing to drop and nothing to say.
            if let Some(record) = self.record_of_drop().filter(|_| dropped > 0) {
                lines.push(self.write(record, now));
            }
        }
        Appended { lines, first, head: self.chain.head(), dropped }
    }

    /// Takes in the text of the next line as another tab has written it, and drops what that tab has dropped. False, and
    /// nothing is done, when it is not the next line of this log: then restore it from storage.
    #[must_use]
    pub fn take_in(&mut self, text: &str) -> bool {
        let Ok(line) = Line::parse(text) else { return false };
        let head = self.chain.head();
        if !line.is_whole() || line.number() != head.number.saturating_add(1) || line.prev() != head.hash {
            return false;
        }
        let dropped = line.record().dropped;
        self.chain = Chain::after(Head::at(&line));
        self.known = Some(self.chain.head());
        self.push(Entry::Line(Box::new(line)));
        if let Some(dropped) = dropped {
            let kept = |entry: &Entry| entry.line().is_some_and(|line| line.number() > dropped.through());
            let gone = self.entries.iter().position(kept).unwrap_or(0);
            self.forget(gone);
        }
        true
    }

    /// Checks it all; see [`verify`].
    #[must_use]
    pub fn verify(&self) -> Verdict {
        let mut verdict = verify(&self.entries, self.known);
        verdict.end_is_known &= self.had_head;
        verdict
    }

    /// What is kept, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Where it ends.
    #[must_use]
    pub const fn head(&self) -> Head {
        self.chain.head()
    }

    /// What it takes in storage, in bytes of text with line breaks.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// Everything as it is stored, a line each.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.size);
        for entry in &self.entries {
            text.push_str(&entry.text());
            text.push('\n');
        }
        text
    }

    /// Everything as one JSON object that [`verify_export`](crate::verify_export) checks.
    #[must_use]
    pub fn to_json(&self) -> String {
        export::write(&self.entries, self.chain.head(), &self.verify())
    }

    /// Everything as CSV: one row a line, no rows of any other sort. See the crate's page for the columns.
    #[must_use]
    pub fn to_csv(&self) -> String {
        csv::write(&self.entries)
    }

    fn write(&mut self, record: Record, now: Millis) -> String {
        let line = self.chain.append(record, now);
        let text = line.text();
        self.known = Some(self.chain.head());
        self.push(Entry::Line(Box::new(line)));
        text
    }

    fn push(&mut self, entry: Entry) {
        self.size = self.size.saturating_add(entry.size());
        self.entries.push(entry);
    }

    /// Drops a tenth, and goes on until a whole line is the oldest: its number and its hash before are what the record says.
    fn drop_oldest(&mut self) -> usize {
        let lines = self.bounds.lines.saturating_sub((self.bounds.lines / 10).max(1));
        let bytes = self.bounds.bytes.saturating_sub(self.bounds.bytes / 10);
        let (mut count, mut size) = (self.entries.len(), self.size);
        let mut dropped = 0_usize;
        for entry in &self.entries {
            if count <= 1 || (count <= lines && size <= bytes && entry.whole().is_some()) {
                break;
            }
            count = count.saturating_sub(1);
            size = size.saturating_sub(entry.size());
            dropped = dropped.saturating_add(1);
        }
        self.forget(dropped);
        dropped
    }

    fn record_of_drop(&self) -> Option<Record> {
        let oldest = self.entries.first()?.line()?;
        let through = oldest.number().checked_sub(1)?;
        Some(Record { dropped: Some(Dropped::new(through, oldest.prev())), ..Record::new(Kind::Dropped) })
    }

    fn forget(&mut self, oldest: usize) {
        for entry in self.entries.drain(..oldest.min(self.entries.len())) {
            self.size = self.size.saturating_sub(entry.size());
        }
    }

    /// The end as the lines themselves tell it: the last that can be believed. What stands after it has had a number too.
    fn end(&self) -> Head {
        let mut unread = 0_u64;
        for entry in self.entries.iter().rev() {
            if let Some(line) = entry.whole() {
                return Head { number: line.number().saturating_add(unread), hash: line.hash() };
            }
            unread = unread.saturating_add(1);
        }
        Head { number: unread, hash: Hash::ZERO }
    }

    /// Whether the line that a head names is known, and is another.
    fn is_not(&self, head: Head) -> bool {
        verify(&self.entries, Some(head)).faults.contains(&Fault::NotTheHead { number: head.number })
    }
}
