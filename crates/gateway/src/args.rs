//! The command line.

use crate::config::Config;
use crate::sites::Origin;
use crosstrade::Token;
use lexopt::{Arg, Parser, ValueExt as _};
use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The variable that holds the token, so that it need not stand in the list of processes.
pub const TOKEN_VARIABLE: &str = "ORDER_TICKET_TOKEN";

/// What `--help` prints.
pub const HELP: &str = r#"order-ticket-gateway: serves the order ticket and the CrossTrade API over a practice exchange.

Usage: order-ticket-gateway [options]

  --listen ADDR         Where to listen; port 0 lets the system choose. A port alone means 127.0.0.1.
                        An address that other machines reach needs --token. [default: 127.0.0.1:8080]
  --page DIR            The built page to serve at /; read once at the start. [default: a note how to build it]
  --token TOKEN         What native clients send as Authorization: Bearer TOKEN. Better given in the environment as
                        ORDER_TICKET_TOKEN: others can see a command line. [default: random, printed at the start]
  --public-host HOST    A further name under which browsers reach this gateway: desk.example (https, behind a proxy) or
                        http://10.0.0.5:8080. Under such a name, and from other machines, the page asks for the token
                        once. May be repeated. [default: the loopback's names and the listening address only]
  --allow-origin ORIGIN A foreign page that may call the API and open the socket with the token: https://dash.example.
                        May be repeated.
                        [default: none, no CORS headers at all]
  --frame-origin ORIGIN A foreign page that may show the ticket in a frame, as /frame.html: https://dash.example. It can fill
                        the ticket and learns what becomes of its orders; it can send none. May be repeated.
                        [default: none, nobody may]
  --max-quantity N      Most contracts in one order, change or bracket. [default: 100]
  --seed N              Where quotes, order ids and drawn faults come from. [default: 1]
  --no-rate-limit       Take any number of requests. [default: 3 a second, 20 at once, as documented]
  --fault RULE          Something that goes wrong on purpose: <on>:<kind>:<times>. May be repeated. [default: none]
                          on     place, change, replace, flat-place, bracket, cancel, close, flatten, reverse, read, any,
                                 events
                          kind   delay-<ms>, refuse, refuse-plain, refuse-coded, accept-drop, accept-disconnect, drop,
                                 duplicate, malformed, late-reject, late-effect-<ms>, disconnect, status-<code>,
                                 accept-status-<code>, drop-events, seq-gap
                          times  next<count>, share<percent>, always
                        For example place:accept-drop:next1 takes one order and never answers.
  --switch NAME=WORD    Which side of the API documents' contradictions is played. May be repeated.
                        [default: the first words]
                          error-shape=coded|plain      {"success","error","detail"} or {"error"}
                          list-id=order-id|id          the key of the id in lists of orders
                          over-limit=refuse|delay      429, or an answer that takes long
                          custom-id=echo|user-data     what becomes of an orderId in a place body
                          sessions=many|one            sockets a user may have
                          stop-rest=accepted|trigger-pending  where a stop waits
                          change-verb=put-or-post|put  the HTTP methods that change an order
                          pnl-shape=array|keyed        how profit frames hold the accounts
  --test-control        For tests, with the token: POST /test/faults (rules, one a line), GET /test/venue (all orders),
                        POST /test/break-sockets, POST /test/reset. [default: off]
  --version             Print the version.
  --help                Print this.

Native clients: Authorization: Bearer TOKEN, at http://ADDR/v1/api/... and ws://ADDR/ws/stream.
The page gets in by a cookie that only pages of this very address can use. Ctrl-C stops the gateway.
"#;

/// What the command line asks for.
#[derive(Debug)]
pub enum Command {
    /// Start the gateway.
    Run(Box<Config>),
    /// Print [`HELP`].
    Help,
    /// Print the version.
    Version,
}

/// A command line that cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum ArgsError {
    /// An unknown flag, or one without its value.
    #[error("{0}; --help lists the options")]
    Form(#[from] lexopt::Error),
    /// A value that does not fit.
    #[error("{flag}: {why}")]
    Value {
        /// The flag.
        flag: &'static str,
        /// What is wrong with its value, and what would be right. Never the value of a secret.
        why: String,
    },
}

/// Reads a command line, without the program's name. `token` is the value of [`TOKEN_VARIABLE`]; the flag goes before it.
///
/// # Errors
/// An [`ArgsError`] of one line.
pub fn parse(args: impl IntoIterator<Item = OsString>, token: Option<String>) -> Result<Command, ArgsError> {
    let mut config = Config::default();
    if let Some(text) = token.filter(|text| !text.trim().is_empty()) {
        config.token = Some(token_of(TOKEN_VARIABLE, &text)?);
    }
    let mut parser = Parser::from_args(args);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("listen") => config.listen = listen(&parser.value()?.string()?)?,
            Arg::Long("page") => config.page = Some(parser.value()?.into()),
            Arg::Long("token") => config.token = Some(token_of("--token", &parser.value()?.string()?)?),
            Arg::Long("allow-origin") => {
                let origin = parser.value()?.string()?;
                config.allow_origins.push(origin.parse().map_err(value("--allow-origin"))?);
            }
            Arg::Long("frame-origin") => {
                let origin = parser.value()?.string()?;
                config.frame_origins.push(origin.parse().map_err(value("--frame-origin"))?);
            }
            Arg::Long("public-host") => {
                let host = parser.value()?.string()?;
                config.public_hosts.push(Origin::parse_host(&host).map_err(value("--public-host"))?);
            }
            Arg::Long("max-quantity") => config.max_quantity = parser.value()?.string()?.parse().map_err(value("--max-quantity"))?,
            Arg::Long("seed") => config.practice.seed = parser.value()?.string()?.parse().map_err(value("--seed"))?,
            Arg::Long("no-rate-limit") => config.practice.rate = None,
            Arg::Long("fault") => config.faults.0.push(parser.value()?.string()?.parse().map_err(value("--fault"))?),
            Arg::Long("switch") => {
                crate::switches::set(&mut config.practice.switches, &parser.value()?.string()?).map_err(value("--switch"))?;
            }
            Arg::Long("test-control") => config.test_control = true,
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            Arg::Long("version") | Arg::Short('V') => return Ok(Command::Version),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Run(Box::new(config)))
}

fn value<E: std::fmt::Display>(flag: &'static str) -> impl FnOnce(E) -> ArgsError {
    move |error| ArgsError::Value { flag, why: error.to_string() }
}

fn token_of(flag: &'static str, text: &str) -> Result<Token, ArgsError> {
    let why = || "a token is made of visible ASCII characters without blanks".to_owned();
    Token::parse(text).ok_or_else(|| ArgsError::Value { flag, why: why() })
}

fn listen(text: &str) -> Result<SocketAddr, ArgsError> {
    let why = || ArgsError::Value { flag: "--listen", why: format!("{text:?} is no address; write 127.0.0.1:8080, [::1]:8080 or 8080") };
    if let Ok(port) = text.trim_start_matches(':').parse() {
        return Ok(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port));
    }
    let text = text.strip_prefix("localhost:").map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    text.parse().map_err(|_| why())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(line: &str) -> Result<Config, String> {
        match parse(line.split_whitespace().map(OsString::from), None) {
            Ok(Command::Run(config)) => Ok(*config),
            Ok(other) => Err(format!("{other:?}")),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn every_option() {
        let config = run("--listen 0 --page p --token t --allow-origin https://a --frame-origin http://Dash:80 --public-host desk.example --max-quantity 5 --seed 9 \
             --no-rate-limit --fault place:drop:next1 --fault any:delay-5:always --switch sessions=one --test-control")
        .unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:0");
        assert_eq!(config.public_hosts.first().map(ToString::to_string).as_deref(), Some("https://desk.example"));
        assert_eq!(config.frame_origins.first().map(ToString::to_string).as_deref(), Some("http://dash"));
        assert_eq!((config.max_quantity, config.practice.seed, config.practice.rate), (5, 9, None));
        assert_eq!(config.faults.0.len(), 2);
        assert!(config.test_control && config.token.is_some() && config.page.is_some());
        assert_eq!(run("--listen localhost:81").unwrap().listen.to_string(), "127.0.0.1:81");
    }

    #[test]
    fn one_clear_line_for_each_mistake() {
        for (line, word) in [
            ("--prot 1", "--prot"),
            ("stray", "stray"),
            ("--seed", "--seed"),
            ("--seed x", "--seed"),
            ("--listen nowhere", "127.0.0.1:8080"),
            ("--allow-origin *", "https://desk.example"),
            ("--frame-origin *", "https://desk.example"),
            ("--frame-origin https://*.example", "https://desk.example"),
            ("--fault place:dorp:always", "accept-drop"),
            ("--switch sessions=two", "sessions=many|one"),
            ("--token ä", "visible ASCII"),
        ] {
            let error = run(line).unwrap_err();
            assert!(error.contains(word) && !error.contains('\n'), "{line}: {error}");
        }
        assert!(!run("--token sécret").unwrap_err().contains("cret"));
    }

    #[test]
    fn the_environment_gives_the_token_and_the_flag_goes_first() {
        let token = |line: &str, variable: &str| match parse(line.split_whitespace().map(OsString::from), Some(variable.into())) {
            Ok(Command::Run(config)) => config.token.map(|token| token.header()),
            _ => None,
        };
        assert_eq!(token("", "env").as_deref(), Some("Bearer env"));
        assert_eq!(token("--token flag", "env").as_deref(), Some("Bearer flag"));
        assert_eq!(token("", ""), None);
    }

    #[test]
    fn help_names_every_option() {
        for flag in [
            "listen",
            "page",
            "token",
            "public-host",
            "allow-origin",
            "frame-origin",
            "max-quantity",
            "seed",
            "no-rate-limit",
            "fault",
            "switch",
            "test-control",
        ] {
            assert!(HELP.contains(&format!("  --{flag} ")), "{flag}");
        }
    }
}
