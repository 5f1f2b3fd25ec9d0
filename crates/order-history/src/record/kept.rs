//! What of a record's texts is kept: no credential, and nothing without end. Must not know what a text is about.

use super::Record;

/// The longest text kept, in bytes. The longest request is a tenth of it; only a server's error page is longer.
const MOST_BYTES: usize = 4_096;

const INSTEAD: &str = "(redacted)";

impl Record {
    /// The record as it goes into the log.
    pub(crate) fn kept(mut self) -> Record {
        for text in self.texts_mut() {
            mask(text);
            cut(text);
        }
        self
    }
}

/// Replaces what stands after the word `Bearer`: the one form in which a credential becomes text in this workspace
/// (`Authorization: Bearer …`). A record has no place for one; this is for an error text that quotes a request whole.
fn mask(text: &mut String) {
    if !text.split_whitespace().any(announces) {
        return;
    }
    let mut kept = String::with_capacity(text.len());
    let mut secret = false;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if secret && !word.is_empty() {
            kept.push_str(INSTEAD);
            kept.push_str(piece.strip_prefix(word).unwrap_or_default());
        } else {
            kept.push_str(piece);
        }
        // Blanks between the two words do not end the watch. Neither does a credential that ends like the word itself.
        secret = announces(word) || (secret && word.is_empty());
    }
    *text = kept;
}

/// True for a word after which a credential follows: `Bearer`, in any case, whatever stands before it.
fn announces(word: &str) -> bool {
    let start = word.len().checked_sub("bearer".len());
    start.and_then(|start| word.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case("bearer"))
}

fn cut(text: &mut String) {
    let length = text.len();
    if length > MOST_BYTES {
        text.truncate(text.floor_char_boundary(MOST_BYTES));
        text.push_str(" … (cut; it had ");
        text.push_str(&length.to_string());
        text.push_str(" bytes)");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;
    use crosstrade::Token;
    use proptest::prelude::*;

    fn kept(text: &str) -> String {
        Record { text: text.to_owned(), ..Record::new(Kind::Note) }.kept().text
    }

    #[test]
    fn a_credential_is_taken_out_and_nothing_else() {
        for (text, expected) in [
            ("", ""),
            ("Buy 1 ES 12-26", "Buy 1 ES 12-26"),
            ("Authorization: Bearer abc.def", "Authorization: Bearer (redacted)"),
            ("authorization:bearer abc\nnext line", "authorization:bearer (redacted)\nnext line"),
            (r#"{"Authorization":"BEARER  abc","a":1} and more"#, r#"{"Authorization":"BEARER  (redacted) and more"#),
            ("Bearer \t\u{a0}x y", "Bearer \t\u{a0}(redacted) y"),
            ("Bearer xbearer y", "Bearer (redacted) (redacted)"),
            ("the bearer", "the bearer"),
            ("Bearer ", "Bearer "),
            ("bearers are fine", "bearers are fine"),
            ("ébearer x", "ébearer (redacted)"),
        ] {
            assert_eq!(kept(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        let most = "é".repeat(2_048);
        assert_eq!(kept(&most), most);
        let over = most.clone() + "x";
        assert_eq!(kept(&over), most.clone() + " … (cut; it had 4097 bytes)");
        let odd = "x".to_owned() + &most;
        assert_eq!(kept(&odd), "x".to_owned() + &"é".repeat(2_047) + " … (cut; it had 4097 bytes)", "never inside a character");
    }

    proptest! {
        /// `Token::header` is the only way a token becomes text.
        #[test]
        fn no_token_stays_in_any_text(secret in "[!-~]{8,40}", before in "[ -~]{0,20}", after in "[ -~]{0,20}") {
            let text = before.clone() + &Token::parse(&secret).unwrap().header() + " " + &after;
            prop_assume!(!before.contains(&secret) && !after.contains(&secret) && !INSTEAD.contains(&secret));
            let mut record = Record::new(Kind::Note);
            for place in record.texts_mut() {
                place.clone_from(&text);
            }
            for place in record.kept().texts_mut() {
                prop_assert!(!place.contains(&secret), "{}", place);
            }
        }
    }
}
