//! The bearer token: full trading authority that the user cannot rotate, so it never shows in text.

use core::fmt;

/// A bearer token. `Debug` prints it redacted and there is no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Takes a token as typed; `None` for an empty one or one that an HTTP header cannot carry.
    #[must_use]
    pub fn parse(text: &str) -> Option<Token> {
        let text = text.trim();
        let carried = !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic());
        carried.then(|| Token(text.to_owned()))
    }

    /// The value of the `Authorization` header. The one place where the secret becomes text.
    #[must_use]
    pub fn header(&self) -> String {
        format!("Bearer {}", self.0)
    }

    /// True when `header` is this token's `Authorization` header. Takes the same time wherever they differ.
    #[must_use]
    pub fn admits(&self, header: &str) -> bool {
        let Some((scheme, given)) = header.split_once(' ') else { return false };
        let given = given.trim().as_bytes();
        let own = self.0.as_bytes();
        let differ = own.iter().zip(given).fold(0_u8, |all, (a, b)| all | (a ^ b));
        scheme.eq_ignore_ascii_case("Bearer") && own.len() == given.len() && differ == 0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_shows_and_compares_whole() {
        let token = Token::parse(" my-secret ").unwrap();
        assert_eq!(format!("{token:?}"), "Token(redacted)");
        assert!(token.admits("Bearer my-secret"));
        assert!(token.admits("bearer my-secret"));
        for wrong in ["Bearer my-secre", "Bearer my-secret2", "my-secret", "Basic my-secret", "Bearer "] {
            assert!(!token.admits(wrong), "{wrong}");
        }
        assert_eq!(Token::parse("a\nb"), None);
        assert_eq!(Token::parse("  "), None);
    }
}
