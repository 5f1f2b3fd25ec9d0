//! Which rows are made: those in sight and some around them, however many there are.

/// Rows from one place to before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Windows move by so many rows at a time: as many as can be made within a frame.
const STEP: usize = 4;
/// How far they reach beyond what is seen.
const BEYOND: usize = 12;

impl Window {
    /// Before anything was measured.
    pub(super) const FIRST: Window = Window { from: 0, to: 3 * BEYOND };

    /// For a list that is scrolled so far, with a view so high, in pixels.
    pub(super) fn at(scrolled: i32, height: i32, row: i32) -> Window {
        let rows = |px: i32| usize::try_from(px.max(0) / row.max(1)).unwrap_or(0);
        let (first, seen) = (rows(scrolled), rows(height) + 2);
        let from = (first / STEP * STEP).saturating_sub(BEYOND);
        let to = ((first + seen) / STEP + 1) * STEP + BEYOND;
        Window { from, to }
    }
}
