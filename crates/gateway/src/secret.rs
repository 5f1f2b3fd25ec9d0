//! Secrets out of the system's random numbers. Nothing here prints one.

use crosstrade::Token;
use std::fmt::Write as _;

/// 256 random bits as 64 hexadecimal digits.
pub(crate) fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// The session's secret. A [`Token`] because that one compares in constant time and never shows.
#[derive(Clone)]
pub(crate) struct Session {
    token: Token,
    text: String,
}

impl Session {
    pub(crate) fn random() -> Result<Session, getrandom::Error> {
        let text = random()?;
        // Hexadecimal digits are always a token; the fallback cannot happen and admits nobody.
        let token = Token::parse(&text).ok_or(getrandom::Error::UNSUPPORTED)?;
        Ok(Session { token, text })
    }

    pub(crate) fn admits(&self, given: &str) -> bool {
        self.token.admits(&format!("Bearer {given}"))
    }

    /// The value of the cookie. The one place where the secret becomes text.
    pub(crate) fn cookie_value(&self) -> &str {
        &self.text
    }
}
