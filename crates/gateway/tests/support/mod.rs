//! A gateway on a port of its own and a client that says exactly what it is told to: raw HTTP text, real WebSockets.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crosstrade::Token;
use futures_util::{SinkExt as _, StreamExt as _};
use order_ticket_gateway::{Config, Running, start};
use practice_exchange::Faults;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{self, Message, client::IntoClientRequest as _};

pub const PLACE: &str = "/v1/api/accounts/Sim101/orders/place";
/// The body of the API page's Python sample, as `requests` writes it: blanks after colons and commas.
pub const SAMPLE: &str = r#"{"instrument": "MES 12-25", "action": "BUY", "orderType": "MARKET", "quantity": 1, "timeInForce": "DAY"}"#;
pub const BEARER: &str = "Authorization: Bearer my-secret-token";
pub const JSON: &str = "Content-Type: application/json";
const PATIENCE: Duration = Duration::from_secs(20);

/// A gateway with the token of the API page's sample and without rate limit.
pub fn config() -> Config {
    let mut config = Config { listen: ([127, 0, 0, 1], 0).into(), token: Token::parse("my-secret-token"), ..Config::default() };
    config.practice.rate = None;
    config
}

pub async fn gateway() -> Running {
    start(config()).await.unwrap()
}

pub async fn with_faults(rules: &[&str]) -> Running {
    let faults = Faults(rules.iter().map(|rule| rule.parse().unwrap()).collect());
    start(Config { faults, ..config() }).await.unwrap()
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    #[track_caller]
    pub fn is(&self, status: u16, part: &str) {
        assert!(self.status == status && self.text().contains(part), "expected {status} with {part}: {self:?} {}", self.text());
    }
}

/// Sends one request with these header lines, `Host` and `Content-Length` added, and reads until the server closes.
pub async fn send(addr: SocketAddr, method: &str, target: &str, headers: &[&str], body: &str) -> io::Result<Reply> {
    let host = format!("Host: {addr}");
    let mut lines: Vec<&str> = if headers.iter().any(|line| line.starts_with("Host:")) { Vec::new() } else { vec![&host] };
    lines.extend(headers);
    let text = format!("{method} {target} HTTP/1.1\r\n{}\r\nContent-Length: {}\r\n\r\n{body}", lines.join("\r\n"), body.len());
    let mut stream = TcpStream::connect(addr).await?;
    stream.write_all(text.as_bytes()).await?;
    let mut bytes = Vec::new();
    tokio::time::timeout(PATIENCE, stream.read_to_end(&mut bytes)).await.map_err(|_| io::ErrorKind::TimedOut)??;
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Ok(Reply { status, head, body: bytes[end + 4..].to_vec() })
}

pub async fn get(addr: SocketAddr, target: &str, headers: &[&str]) -> Reply {
    send(addr, "GET", target, headers, "").await.unwrap()
}

/// Places by REST as a native client.
pub async fn place(addr: SocketAddr, body: &str) -> Reply {
    send(addr, "POST", PLACE, &[BEARER, JSON], body).await.unwrap()
}

/// The cookie that the page gives out, as a `Cookie` line.
pub async fn cookie(addr: SocketAddr) -> String {
    let page = get(addr, "/", &[]).await;
    let set = page.header("set-cookie").expect("a cookie");
    format!("Cookie: {}", set.split(';').next().unwrap())
}

pub type Socket = tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<TcpStream>>;

/// Opens the socket with these header lines.
pub async fn open(addr: SocketAddr, headers: &[&str]) -> Result<Socket, tungstenite::Error> {
    let mut request = format!("ws://{addr}/ws/stream").into_client_request()?;
    for line in headers {
        let (name, value) = line.split_once(": ").unwrap();
        let name: tungstenite::http::HeaderName = name.parse().unwrap();
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    tokio_tungstenite::connect_async(request).await.map(|(socket, _)| socket)
}

/// The status of a handshake that is refused.
pub async fn refused(addr: SocketAddr, headers: &[&str]) -> u16 {
    match open(addr, headers).await {
        Err(tungstenite::Error::Http(response)) => response.status().as_u16(),
        other => panic!("the handshake should be refused: {other:?}"),
    }
}

pub async fn say(socket: &mut Socket, text: &str) {
    socket.send(Message::text(text)).await.unwrap();
}

/// The next text frame with this part; `None` when the line ends first.
pub async fn hear(socket: &mut Socket, part: &str) -> Option<String> {
    let listen = async {
        while let Some(Ok(message)) = socket.next().await {
            match message {
                Message::Text(text) if text.contains(part) => return Some(text.to_string()),
                Message::Close(_) => return None,
                _ => {}
            }
        }
        None
    };
    tokio::time::timeout(PATIENCE, listen).await.expect("a frame or an end")
}

/// The close frame, or `None` for a line that broke without one.
pub async fn closed(socket: &mut Socket) -> Option<u16> {
    let listen = async {
        while let Some(message) = socket.next().await {
            match message {
                Ok(Message::Close(frame)) => return Some(frame.map_or(1005, |frame| frame.code.into())),
                Ok(_) => {}
                Err(_) => return None,
            }
        }
        None
    };
    tokio::time::timeout(PATIENCE, listen).await.expect("an end")
}

/// How many orders the venue ever took.
pub fn placed(running: &Running) -> u64 {
    running.with_exchange(|exchange| exchange.venue().placed())
}

/// The value of a text field of flat JSON.
pub fn field(json: &str, name: &str) -> String {
    let start = json.split_once(&format!("\"{name}\":\"")).unwrap_or_else(|| panic!("{name} in {json}")).1;
    start.split('"').next().unwrap().to_owned()
}
