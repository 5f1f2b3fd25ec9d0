//! Which rows are made: those in sight and some around them, however many there are.

/// Rows from one place to before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Windows move by so many rows at a time, and reach as far beyond what is seen.
const STEP: usize = 12;

impl Window {
    /// Before anything was measured.
    pub(super) const FIRST: Window = Window { from: 0, to: 3 * STEP };

    /// For a list that is scrolled so far, with a view so high, in pixels.
    pub(super) fn at(scrolled: i32, height: i32, row: i32) -> Window {
        let rows = |px: i32| usize::try_from(px.max(0) / row.max(1)).unwrap_or(0);
        let (first, seen) = (rows(scrolled), rows(height) + 2);
        let from = (first / STEP).saturating_sub(1) * STEP;
        let to = ((first + seen) / STEP + 2) * STEP;
        Window { from, to }
    }
}
