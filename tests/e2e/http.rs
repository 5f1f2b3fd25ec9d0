//! Raw HTTP over TCP: commands that the driver's client has no name for, and clients that are no browser.

use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// An answer as it came.
pub struct Answer {
    pub status: u16,
    /// Everything before the body.
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// The values of a header.
    pub fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        lines.filter(move |(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }
}

/// Sends one request and gives status and body. `headers` are whole lines.
pub async fn request(addr: SocketAddr, method: &str, target: &str, headers: &[&str], body: &str) -> (u16, String) {
    let answer = answer(addr, method, target, headers, body).await;
    (answer.status, String::from_utf8_lossy(&answer.body).into_owned())
}

/// Sends one request and gives all that comes back.
pub async fn answer(addr: SocketAddr, method: &str, target: &str, headers: &[&str], body: &str) -> Answer {
    let lines: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    let length = body.len();
    let text = format!("{method} {target} HTTP/1.1\r\nHost: {addr}\r\n{lines}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}");
    let mut stream = TcpStream::connect(addr).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    let mut part = vec![0_u8; 65_536];
    loop {
        let (head, rest) = split(&bytes);
        if let Some(head) = head {
            let wanted = header(head, "content-length").and_then(|n| n.parse::<usize>().ok());
            if wanted.is_some_and(|wanted| rest.len() >= wanted) {
                break;
            }
        }
        let read = stream.read(&mut part).await.unwrap();
        if read == 0 {
            break;
        }
        bytes.extend_from_slice(&part[..read]);
    }
    let (head, body) = split(&bytes);
    let head = head.unwrap_or_else(|| panic!("{method} {target}: no answer"));
    let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap();
    Answer { status, head: head.to_owned(), body: body.to_vec() }
}

fn split(bytes: &[u8]) -> (Option<&str>, &[u8]) {
    match bytes.windows(4).position(|four| four == b"\r\n\r\n") {
        Some(end) => (std::str::from_utf8(&bytes[..end]).ok(), &bytes[end + 4..]),
        None => (None, &[]),
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().skip(1).find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// A site of somebody else: the same page of HTML whatever is asked, on a port of its own.
pub async fn foreign_site(html: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut asked = [0_u8; 8_192];
                let _ = stream.read(&mut asked).await;
                let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close";
                let answer = format!("{head}\r\nContent-Length: {}\r\n\r\n{html}", html.len());
                let _ = stream.write_all(answer.as_bytes()).await;
            });
        }
    });
    addr
}

/// A host that knows types of files and no other header: the files of a folder, one of them with another content.
pub async fn bare_site(folder: PathBuf, other: &'static str, content: String) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let (folder, content) = (folder.clone(), content.clone());
            tokio::spawn(async move {
                let mut asked = [0_u8; 8_192];
                let read = stream.read(&mut asked).await.unwrap_or_default();
                let line = String::from_utf8_lossy(&asked[..read]).into_owned();
                let path = line.split([' ', '?']).nth(1).unwrap_or_default().trim_start_matches('/').to_owned();
                let name = if path.is_empty() { "index.html" } else { &path };
                let found = if name == other { Some(content.into_bytes()) } else { std::fs::read(folder.join(name)).ok() };
                let kind = match name.rsplit('.').next() {
                    Some("html") => "text/html; charset=utf-8",
                    Some("js") => "text/javascript",
                    Some("css") => "text/css",
                    Some("wasm") => "application/wasm",
                    Some("svg") => "image/svg+xml",
                    _ => "application/json",
                };
                let status = if found.is_some() { "200 OK" } else { "404 Not Found" };
                let body = found.unwrap_or_default();
                let head =
                    format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
                let _ = stream.write_all(&[head.as_bytes(), &body].concat()).await;
            });
        }
    });
    addr
}
