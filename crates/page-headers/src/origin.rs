//! An origin as a policy names it. Must not know what it is allowed to do.

use std::fmt;
use std::str::FromStr;

/// A scheme, a host and perhaps a port: `https://desk.example.com`, `http://localhost:8080`. The host may begin with `*.`.
///
/// Nothing that could end a source list or a line of a configuration gets into one.
///
/// ```
/// let origin: page_headers::Origin = "https://desk.example.com".parse()?;
/// assert_eq!(origin.to_string(), "https://desk.example.com");
/// assert!("https://desk.example.com/page".parse::<page_headers::Origin>().is_err());
/// # Ok::<(), page_headers::BadOrigin>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// The text is not an origin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an origin: write it like https://desk.example.com or http://localhost:8080, without a path")]
pub struct BadOrigin(String);

impl Origin {
    /// Reads the origin of a page exactly as browsers write it: it is compared with what they say. No wildcard, no capital, no
    /// port that goes without saying.
    ///
    /// ```
    /// assert!(page_headers::Origin::of_page("https://desk.example.com").is_ok());
    /// assert!(page_headers::Origin::of_page("https://*.example.com").is_err());
    /// ```
    pub fn of_page(text: &str) -> Result<Origin, BadOrigin> {
        let port = if text.starts_with("https://") { ":443" } else { ":80" };
        let exact = text.starts_with("http") && !text.ends_with(port) && !text.contains('*') && text == text.to_ascii_lowercase();
        if exact { text.parse() } else { Err(BadOrigin(text.to_owned())) }
    }
}

impl FromStr for Origin {
    type Err = BadOrigin;

    fn from_str(text: &str) -> Result<Origin, BadOrigin> {
        let rest = ["https://", "http://", "wss://", "ws://"].iter().find_map(|scheme| text.strip_prefix(scheme));
        let (host, port) = rest.and_then(|rest| rest.split_once(':')).map_or((rest, None), |(host, port)| (Some(host), Some(port)));
        let port_is_right = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|number| number > 0 && number.to_string() == port));
        if host.is_some_and(is_host) && port_is_right { Ok(Origin(text.to_owned())) } else { Err(BadOrigin(text.to_owned())) }
    }
}

/// Labels of letters, digits and hyphens. (A policy cannot name `[::1]`: its grammar has no IPv6 hosts.)
fn is_host(host: &str) -> bool {
    let labels = host.strip_prefix("*.").unwrap_or(host);
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    labels.split('.').all(is_label)
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_a_scheme_a_host_and_perhaps_a_port() {
        for text in ["https://example.com", "https://*.example.com", "http://localhost:8080", "wss://127.0.0.1:1", "https://desk"] {
            assert_eq!(text.parse::<Origin>().map(|origin| origin.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn the_origin_of_a_page_is_as_browsers_write_it() {
        for text in ["https://desk.example", "http://localhost:8080", "http://desk:443", "https://desk:80"] {
            assert_eq!(Origin::of_page(text).map(|origin| origin.to_string()), Ok(text.to_owned()));
        }
        for text in
            ["https://*.example", "https://Desk.example", "https://desk:443", "http://desk:80", "wss://desk", "desk", "http://[::1]:8"]
        {
            assert_eq!(Origin::of_page(text), Err(BadOrigin(text.to_owned())));
        }
    }

    #[test]
    fn nothing_else_gets_into_a_policy() {
        for text in [
            "",
            "*",
            "https:",
            "https://",
            "example.com",
            "data:x",
            "https://a b",
            "https://a;",
            "https://a/",
            "https://a'",
            "https://a\"",
            "https://a\n",
            "https://a..b",
            "https://*",
            "https://a:",
            "https://a:0",
            "https://a:08",
            "https://a:70000",
            "https://a,b",
            "https://a$b",
        ] {
            assert_eq!(text.parse::<Origin>(), Err(BadOrigin(text.to_owned())));
        }
    }
}
