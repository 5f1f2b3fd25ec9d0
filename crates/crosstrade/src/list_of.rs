//! `list_of`: a list of what an iterator gives.

/// Like `collect`, one by one: what `collect` writes down for every kind of iterator, to reserve ahead of a length it does
/// not know, costs the page a quarter of a kilobyte each time, and these lists are short.
///
/// ```
/// assert_eq!(crosstrade::list_of("ES,NQ".split(',')), ["ES", "NQ"]);
/// ```
#[must_use]
pub fn list_of<T>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    for item in items {
        list.push(item);
    }
    list
}
