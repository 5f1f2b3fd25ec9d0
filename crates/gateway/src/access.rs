//! Who may do what: the token of native clients, the cookie of the page, and the checks that keep other sites out.
//!
//! A browser sends the cookie with every request it thinks belongs to this site, whoever caused it. So the cookie alone
//! proves nothing; it counts only together with
//! - `Host`: a name this server answers to. A foreign name that resolves to this machine (DNS rebinding) is refused;
//! - `Origin`: the very origin of that name, port included, demanded of everything that is not a plain read;
//! - `Sec-Fetch-Site`: `same-origin` wherever the browser says it. A page on another port of this machine is `same-site`,
//!   would be sent the cookie in spite of `SameSite=Strict`, and is refused here;
//! - a JSON body where there is one: no form and no `no-cors` fetch can send that.
//!
//! The cookie is `HttpOnly`, `SameSite=Strict`, `Path=/`, and `Secure` exactly when the page was reached by https (browsers
//! would drop a `Secure` cookie on plain http, and on the loopback there is nobody to listen in). It lives in the browser's
//! session and dies with this process. It does not keep out other programs of this machine's user: those can read the page.

use crate::secret::Session;
use crate::sites::{Origin, Site, sites};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header, request::Parts};
use base64::Engine as _;
use crosstrade::Token;
use std::net::{IpAddr, SocketAddr};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// Set by proxies: the request comes from farther away than its address says.
const FORWARDED: [&str; 4] = ["forwarded", "x-forwarded-for", "x-forwarded-host", "via"];

/// Why a request is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("this gateway does not answer to that Host; name it with --public-host if it should")]
    Host,
    #[error("this origin may not call the gateway; name it with --allow-origin if it should, and use the token")]
    Origin,
    #[error("the browser says that this request comes from another site or from none")]
    FetchSite,
    #[error("send the header Authorization: Bearer <token>")]
    NoCredentials,
    #[error("the bearer token is not this gateway's")]
    Token,
    #[error("send the body as application/json")]
    ContentType,
}

impl Refusal {
    pub(crate) const fn status(self) -> StatusCode {
        match self {
            Refusal::Host | Refusal::Origin | Refusal::FetchSite => StatusCode::FORBIDDEN,
            Refusal::NoCredentials | Refusal::Token => StatusCode::UNAUTHORIZED,
            Refusal::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        }
    }

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Refusal::Host => "host_not_allowed",
            Refusal::Origin => "origin_not_allowed",
            Refusal::FetchSite => "cross_site",
            Refusal::NoCredentials | Refusal::Token => "invalid_bearer",
            Refusal::ContentType => "unsupported_media_type",
        }
    }
}

/// What a request wants, as far as the checks differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wants {
    /// The API, by HTTP.
    Api,
    /// The WebSocket.
    Socket,
    /// The test control: with the token only.
    Control,
}

/// The keys and the doors.
pub(crate) struct Access {
    sites: Vec<Site>,
    allowed: Vec<Origin>,
    token: Token,
    session: Session,
    port: u16,
}

impl Access {
    pub(crate) fn new(addr: SocketAddr, public: &[Origin], allowed: Vec<Origin>, token: Token, session: Session) -> Access {
        Access { sites: sites(addr, public), allowed, token, session, port: addr.port() }
    }

    /// The site a request is for, by its `Host`.
    pub(crate) fn site(&self, headers: &HeaderMap) -> Result<&Site, Refusal> {
        let host = one(headers, &header::HOST)?.ok_or(Refusal::Host)?;
        let port_of_scheme = |site: &Site| if site.origin.is_secure() { ":443" } else { ":80" };
        let is = |site: &&Site| {
            let host = host.strip_suffix(port_of_scheme(site)).unwrap_or(host);
            host.eq_ignore_ascii_case(site.origin.host())
        };
        self.sites.iter().find(is).ok_or(Refusal::Host)
    }

    /// The `Origin` of a request, when `--allow-origin` lists it: CORS headers belong on the answer.
    pub(crate) fn cors(&self, headers: &HeaderMap) -> Option<String> {
        let origin = one(headers, &header::ORIGIN).ok()??;
        self.allowed.iter().map(ToString::to_string).find(|allowed| allowed == origin)
    }

    /// Lets a request in or says why not. Origin and site are looked at before the keys, so that no foreign page can
    /// try tokens.
    pub(crate) fn admit(&self, parts: &Parts, site: &Site, wants: Wants) -> Result<(), Refusal> {
        let headers = &parts.headers;
        let origin = one(headers, &header::ORIGIN)?;
        let from_page = origin == Some(site.origin.to_string().as_str());
        let from_listed = wants != Wants::Control && self.cors(headers).is_some();
        if origin.is_some() && !from_page && !from_listed {
            return Err(Refusal::Origin);
        }
        let said = one(headers, &SEC_FETCH_SITE)?;
        if !from_listed && said.is_some_and(|said| said != "same-origin") {
            return Err(Refusal::FetchSite);
        }
        if let Some(bearer) = bearer(headers, wants)? {
            return if self.token.admits(&bearer) { Ok(()) } else { Err(Refusal::Token) };
        }
        if wants == Wants::Control || from_listed || !self.has_session(headers, site) {
            return Err(Refusal::NoCredentials);
        }
        let reads = parts.method == Method::GET || parts.method == Method::HEAD;
        if (wants == Wants::Socket || !reads) && !from_page {
            return Err(Refusal::Origin);
        }
        if !reads && !is_json(headers) {
            return Err(Refusal::ContentType);
        }
        Ok(())
    }

    /// Whether the page may have its cookie. On this machine it is enough to ask; from anywhere else the token is
    /// needed once, as the password of the browser's own dialog.
    pub(crate) fn may_open(&self, headers: &HeaderMap, site: &Site, peer: IpAddr) -> bool {
        let near = site.local && peer.to_canonical().is_loopback() && !FORWARDED.iter().any(|name| headers.contains_key(*name));
        near || self.has_session(headers, site) || basic_password(headers).is_some_and(|p| self.token.admits(&format!("Bearer {p}")))
    }

    /// The `Set-Cookie` that lets the page in.
    pub(crate) fn set_cookie(&self, site: &Site) -> String {
        let secure = if site.origin.is_secure() { "; Secure" } else { "" };
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict{secure}", self.cookie_name(site), self.session.cookie_value())
    }

    /// A cookie that the page's program can read: it came from a gateway, this one. It opens nothing. It names the host,
    /// because browsers share cookies between all ports of one.
    pub(crate) fn marker_cookie(site: &Site) -> String {
        format!("order-ticket-at={}; Path=/; SameSite=Strict", site.origin.host())
    }

    /// With the port, because browsers share cookies between all ports of a host.
    fn cookie_name(&self, site: &Site) -> String {
        if site.origin.is_secure() { "__Host-order-ticket".to_owned() } else { format!("order-ticket-{}", self.port) }
    }

    fn has_session(&self, headers: &HeaderMap, site: &Site) -> bool {
        let name = self.cookie_name(site);
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(key, value)| key == name && self.session.admits(value))
    }
}

/// The one value of a header. A header that comes twice or is not text is as good as a wrong one.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, Refusal> {
    let mut values = headers.get_all(name).iter();
    let refusal = || match name.as_str() {
        "host" => Refusal::Host,
        "origin" => Refusal::Origin,
        "authorization" | "sec-websocket-protocol" => Refusal::Token,
        _ => Refusal::FetchSite,
    };
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| refusal()),
        (Some(_), Some(_)) => Err(refusal()),
    }
}

/// The token that a request shows. On a socket it may stand among the subprotocols, because a page can set no header there.
fn bearer(headers: &HeaderMap, wants: Wants) -> Result<Option<String>, Refusal> {
    if let Some(header) = one(headers, &header::AUTHORIZATION)? {
        return Ok(Some(header.to_owned()));
    }
    let named = if wants == Wants::Socket { one(headers, &header::SEC_WEBSOCKET_PROTOCOL)? } else { None };
    Ok(named.and_then(Token::header_of))
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

fn basic_password(headers: &HeaderMap) -> Option<String> {
    let (scheme, coded) = one(headers, &header::AUTHORIZATION).ok()??.split_once(' ')?;
    let plain = base64::engine::general_purpose::STANDARD.decode(coded.trim()).ok()?;
    let plain = String::from_utf8(plain).ok()?;
    let (_, password) = plain.split_once(':')?;
    scheme.eq_ignore_ascii_case("Basic").then(|| password.to_owned())
}
