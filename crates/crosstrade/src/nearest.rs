//! Edit distances, for "did you mean".

/// Edits from a path as typed to a real one. A missing segment costs 2 and one too many 5; a wrong one its own edit distance,
/// and at most 4, so that a forgotten segment counts less than a foreign one; one in the place of a placeholder costs 2.
pub(crate) fn edits(a: &[&str], b: &[&str]) -> usize {
    distance(a, b, (5, 2), |x, y| if y.starts_with('{') { 2 } else { typos(x, y).min(4) })
}

/// Edits between two words.
pub(crate) fn typos(a: &str, b: &str) -> usize {
    let bytes = |text: &str| text.bytes().collect::<Vec<u8>>();
    distance(&bytes(a), &bytes(b), (1, 1), |p, q| usize::from(p != q))
}

/// Levenshtein distance with the costs of one too many and one missing, and of a replacement.
fn distance<T>(a: &[T], b: &[T], (extra, missing): (usize, usize), replace: impl Fn(&T, &T) -> usize) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).map(|j| j * missing).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i * extra;
        let mut left = (i + 1) * extra;
        let mut next = vec![left];
        for (y, above) in b.iter().zip(row.iter().skip(1)) {
            left = (diagonal + replace(x, y)).min(above + extra).min(left + missing);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
