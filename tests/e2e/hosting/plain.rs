//! A host that knows nothing: files and their kinds, no other headers, unless it reads `_headers`. It counts what it is asked.

use super::files::{Folder, UNDER};
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// A running one.
pub struct Plain {
    pub addr: SocketAddr,
    /// `GET /tools/ticket/`, in the order of arrival.
    pub asked: Arc<Mutex<Vec<String>>>,
    /// What it serves.
    pub root: Folder,
    task: JoinHandle<()>,
}

impl Plain {
    /// On a port of its own. With `rules` it sends what `_headers` says.
    pub async fn start(rules: bool) -> Plain {
        let root = Folder::with_site();
        let asked = Arc::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let served = Served { root: root.path().to_owned(), rules, asked: Arc::clone(&asked) };
        Plain { addr, asked, root, task: tokio::spawn(listen(listener, served)) }
    }

    /// The page's address.
    pub fn page(&self) -> String {
        format!("http://{}{UNDER}/", self.addr)
    }

    /// Goes away, with every connection.
    pub async fn stop(&mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }

    /// How many requests began with these words.
    pub fn count(&self, words: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|line| line.starts_with(words)).count()
    }
}

#[derive(Clone)]
struct Served {
    root: PathBuf,
    rules: bool,
    asked: Arc<Mutex<Vec<String>>>,
}

async fn listen(listener: TcpListener, served: Served) {
    // Dropped with this task, and with it every connection.
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(answer(stream, served.clone()));
    }
}

async fn answer(mut stream: TcpStream, served: Served) {
    let mut bytes = Vec::new();
    let mut part = [0_u8; 4_096];
    while !bytes.windows(4).any(|four| four == b"\r\n\r\n") {
        match stream.read(&mut part).await {
            Ok(read) if read > 0 => bytes.extend_from_slice(&part[..read]),
            _ => return,
        }
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut words = text.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    served.asked.lock().unwrap().push(format!("{method} {target}"));
    let path = target.split('?').next().unwrap_or_default();
    let name = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let (status, body) = match fs::read(served.root.join(name.trim_start_matches('/'))) {
        Ok(body) if method == "GET" => ("200 OK", body),
        _ => ("404 Not Found", b"nothing".to_vec()),
    };
    let kind = kind(&name);
    let rules = if served.rules && status == "200 OK" { rules(&served.root, path) } else { format!("Content-Type: {kind}\r\n") };
    let head = format!("HTTP/1.1 {status}\r\n{rules}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(&body).await;
    let _ = stream.shutdown().await;
}

/// As a host that has never heard of WebAssembly.
fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html",
        "js" => "text/javascript",
        "css" => "text/css",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

/// The lines of `_headers` for an address, which it knows from the top of its site.
fn rules(root: &Path, path: &str) -> String {
    let file = root.join(UNDER.trim_start_matches('/')).join("_headers");
    let text = fs::read_to_string(file).unwrap();
    let address = path.strip_prefix(UNDER).unwrap_or(path);
    let mut lines = text.lines().skip_while(|line| *line != address);
    assert!(lines.next().is_some(), "_headers does not know {address}");
    lines.take_while(|line| line.starts_with("  ")).map(|line| format!("{}\r\n", line.trim())).collect()
}
