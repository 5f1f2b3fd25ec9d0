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

    /// The value of the `Authorization` header. With [`Token::protocol`] the one place where the secret becomes text.
    #[must_use]
    pub fn header(&self) -> String {
        format!("Bearer {}", self.0)
    }

    /// The token as the name of a WebSocket subprotocol, for a page that can set no header there: `bearer.` and the
    /// token's bytes in hexadecimal, because such a name has few letters to choose from. Own to this product's gateway:
    /// CrossTrade knows no such thing.
    ///
    /// ```
    /// let token = crosstrade::Token::parse("a/b").unwrap();
    /// assert_eq!(token.protocol(), "bearer.612f62");
    /// assert!(token.admits(&crosstrade::Token::header_of("order-ticket, bearer.612f62").unwrap()));
    /// ```
    #[must_use]
    pub fn protocol(&self) -> String {
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
        let mut name = "bearer.".to_owned();
        for byte in self.0.bytes() {
            name.push(digit(byte >> 4));
            name.push(digit(byte & 15));
        }
        name
    }

    /// The `Authorization` header that a list of subprotocols stands for; `None` when no token is among them.
    #[must_use]
    pub fn header_of(protocols: &str) -> Option<String> {
        let digits = protocols.split(',').find_map(|name| name.trim().strip_prefix("bearer."))?;
        let mut nibbles = digits.chars().map(|digit| digit.to_digit(16).and_then(|nibble| u8::try_from(nibble).ok()));
        let mut bytes = Vec::new();
        while let Some(high) = nibbles.next() {
            bytes.push((high? << 4) | nibbles.next()??);
        }
        Token::parse(&String::from_utf8(bytes).ok()?).map(|token| token.header())
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
        assert_eq!(Token::header_of(&token.protocol()).as_deref(), Some("Bearer my-secret"));
        for wrong in ["", "order-ticket", "bearer.", "bearer.6", "bearer.6g", "bearer.ff", "bearer.0a"] {
            assert_eq!(Token::header_of(wrong), None, "{wrong}");
        }
        assert_eq!(Token::parse("a\nb"), None);
        assert_eq!(Token::parse("  "), None);
    }
}
