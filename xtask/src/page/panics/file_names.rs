//! Names of files that only panics say.

/// The names of the standard library's files, which only panics say, become zeros. Those of other files may follow upon words that are
/// used, and stay.
pub(super) fn blank(data: &mut [u8]) {
    const STARTS: &[u8] = b"/rustc/";
    const ENDS: &[u8] = b".rs";
    let mut from = 0;
    while let Some(rest) = data.get_mut(from..) {
        let Some(start) = rest.windows(STARTS.len()).position(|part| part == STARTS) else { return };
        let Some(name) = rest.get_mut(start..) else { return };
        let of_path = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
        let end = name.windows(ENDS.len()).position(|part| part == ENDS).map_or(0, |at| at + ENDS.len());
        let name = name.get_mut(..end).filter(|name| name.iter().all(|byte| of_path(*byte)));
        name.into_iter().for_each(|name| name.fill(0));
        from += start + STARTS.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_of_the_standard_library_go_and_words_around_them_stay() {
        let blanked = |text: &str| {
            let mut data = text.as_bytes().to_vec();
            blank(&mut data);
            String::from_utf8(data).unwrap().replace('\0', "_")
        };
        assert_eq!(blanked("sent/rustc/5980/library/core/src/cell.rs.src/a.rs"), format!("sent{}.src/a.rs", "_".repeat(36)));
        assert_eq!(blanked("/rustc/1/a.rs/rustc/1/b.rs"), "_".repeat(26));
        for kept in ["see /rustc/ and a b.rs", "/rustc/1/a", "/rust/1/a.rs", ""] {
            assert_eq!(blanked(kept), kept);
        }
    }
}
