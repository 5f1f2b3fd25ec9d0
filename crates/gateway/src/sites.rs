//! `Origin` and the sites the gateway answers as: which `Host` it accepts and which `Origin` is then its own page.

use core::fmt;
use core::str::FromStr;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

/// An origin as browsers write it: `https://desk.example`, `http://127.0.0.1:9000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    secure: bool,
    host: String,
}

/// Why a text is no origin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an origin; write scheme, host and port only, like https://desk.example or http://localhost:9000")]
pub struct OriginTextError(String);

impl Origin {
    /// Reads an origin; a bare host means `https://`, as for a gateway behind a proxy that ends TLS.
    pub fn parse_host(text: &str) -> Result<Origin, OriginTextError> {
        if text.contains("://") { text.parse() } else { format!("https://{text}").parse().map_err(|_| OriginTextError(text.to_owned())) }
    }

    /// Host and port as the `Host` header has them: the scheme's own port is left out.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) const fn is_secure(&self) -> bool {
        self.secure
    }
}

impl FromStr for Origin {
    type Err = OriginTextError;

    fn from_str(text: &str) -> Result<Origin, OriginTextError> {
        let lower = text.trim().to_ascii_lowercase();
        let (secure, host) = match (lower.strip_prefix("https://"), lower.strip_prefix("http://")) {
            (Some(host), _) => (true, host),
            (None, Some(host)) => (false, host),
            (None, None) => return Err(OriginTextError(text.to_owned())),
        };
        let host = host.strip_suffix(if secure { ":443" } else { ":80" }).unwrap_or(host);
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
        if host.is_empty() || !host.chars().all(fits) {
            return Err(OriginTextError(text.to_owned()));
        }
        Ok(Origin { secure, host: host.to_owned() })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.secure { "https://" } else { "http://" }, self.host)
    }
}

/// One name the gateway answers to.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// The origin of the page when it is opened under this name.
    pub(crate) origin: Origin,
    /// A name of this machine only. No DNS answer of an attacker can make a browser send one of these names elsewhere.
    pub(crate) local: bool,
}

/// The names for a listening address: those of the loopback, the address itself, and what `--public-host` adds.
pub(crate) fn sites(addr: SocketAddr, public: &[Origin]) -> Vec<Site> {
    let port = addr.port();
    let own = (!addr.ip().is_unspecified() && !addr.ip().is_loopback()).then_some(addr);
    let loopback = [SocketAddr::from((Ipv4Addr::LOCALHOST, port)), SocketAddr::from((Ipv6Addr::LOCALHOST, port))];
    let also = addr.ip().is_loopback().then_some(addr);
    let local = loopback.into_iter().chain(also).map(|a| a.to_string()).chain([format!("localhost:{port}")]);
    let site = |host: String, local: bool| Some(Site { origin: format!("http://{host}").parse().ok()?, local });
    let local = local.filter_map(|host| site(host, true));
    let own = own.into_iter().filter_map(|addr| site(addr.to_string(), false));
    let public = public.iter().map(|origin| Site { origin: origin.clone(), local: false });
    local.chain(own).chain(public).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_as_browsers_write_them() {
        for (text, shown) in [
            ("https://Desk.Example", "https://desk.example"),
            ("https://desk.example:443", "https://desk.example"),
            ("http://localhost:80", "http://localhost"),
            ("http://[::1]:8080", "http://[::1]:8080"),
        ] {
            assert_eq!(text.parse::<Origin>().unwrap().to_string(), shown, "{text}");
        }
        for wrong in ["", "*", "null", "desk.example", "https://", "https://a/b", "https://a b", "ftp://a", "https://a?x", "https://u@a"] {
            assert!(wrong.parse::<Origin>().is_err(), "{wrong}");
        }
        assert_eq!(Origin::parse_host("desk.example").unwrap().to_string(), "https://desk.example");
        assert_eq!(Origin::parse_host("http://10.0.0.5:8080").unwrap().host(), "10.0.0.5:8080");
        assert!(Origin::parse_host("a/b").is_err());
    }

    #[test]
    fn names_of_a_listening_address() {
        let hosts = |addr: &str| -> Vec<(String, bool)> {
            sites(addr.parse().unwrap(), &[]).into_iter().map(|s| (s.origin.host().to_owned(), s.local)).collect()
        };
        assert!(hosts("127.0.0.1:8080").contains(&("localhost:8080".into(), true)));
        assert!(hosts("127.0.0.1:80").contains(&("127.0.0.1".into(), true)), "port 80 is not in the Host header");
        assert!(hosts("10.0.0.5:8080").contains(&("10.0.0.5:8080".into(), false)));
        assert!(hosts("0.0.0.0:8080").iter().all(|(_, local)| *local));
    }
}
