//! Somebody else's web site: a few files of its own, and the built page under `/ticket/`, on a port of its own.

use crate::venue::page;
use std::net::SocketAddr;
use std::path::{Component, Path};
use std::sync::Arc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// A file: path, type, text.
pub type File = (&'static str, &'static str, String);

/// A running site.
pub struct Site {
    pub addr: SocketAddr,
}

impl Site {
    /// `policy` is the content security policy of its pages; scripts of other sites may load what it serves.
    pub async fn open(files: Vec<File>, policy: Option<String>) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let (files, policy) = (Arc::new(files), Arc::new(policy));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, Arc::clone(&files), Arc::clone(&policy)));
            }
        });
        Site { addr }
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.addr)
    }
}

async fn answer(mut stream: TcpStream, files: Arc<Vec<File>>, policy: Arc<Option<String>>) {
    let mut asked = vec![0_u8; 8_192];
    let read = stream.read(&mut asked).await.unwrap_or(0);
    let asked = String::from_utf8_lossy(&asked[..read]);
    let path = asked.split(' ').nth(1).and_then(|target| target.split(['?', '#']).next()).unwrap_or("/");
    let found = match path.strip_prefix("/ticket/") {
        Some(name) => of_the_page(name),
        None => files.iter().find(|file| file.0 == path).map(|(_, kind, text)| (*kind, text.clone().into_bytes())),
    };
    let (status, (kind, body)) = found.map_or(("404 Not Found", ("text/plain", Vec::new())), |found| ("200 OK", found));
    let policy = match &*policy {
        Some(policy) if kind == "text/html" => format!("Content-Security-Policy: {policy}\r\n"),
        _ => String::new(),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nAccess-Control-Allow-Origin: *\r\n{policy}Connection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(&body).await;
}

/// A file of the built page.
fn of_the_page(name: &str) -> Option<(&'static str, Vec<u8>)> {
    let name = Path::new(name);
    if !name.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let kind = match name.extension()?.to_str()? {
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "html" => "text/html",
        _ => "application/octet-stream",
    };
    Some((kind, std::fs::read(page().join(name)).ok()?))
}
