//! `Watched`: the way to a host on which nothing is changed but for one header more: the host's own policy once again, as one
//! that only reports. So a browser tells by itself what a policy forbids, in documents and workers, from their first byte on and
//! from a cache too; WebKitGTK's driver has no other means for it.

use crate::venue::Venue;
use crate::wait::until;
use fantoccini::Client;
use order_ticket_gateway::Config;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// A way to a host, and what browsers have reported.
pub struct Watched {
    /// The host's address for browsers.
    pub addr: SocketAddr,
    reports: Arc<Mutex<Vec<String>>>,
    way: JoinHandle<()>,
}

/// A script that every policy of ours forbids.
const FORBIDDEN: &str = "const script = document.createElement('script'); script.textContent = 'window.e2eRan = true'; \
     document.head.append(script); return window.e2eRan === undefined";

impl Watched {
    /// A way to what listens there.
    pub async fn before(host: SocketAddr) -> Watched {
        Watched::on(bound().await, host).await
    }

    /// A gateway and the way to it. A gateway answers to the names of this machine with its own port, so it has that port on
    /// another address of this machine.
    pub async fn gateway(config: Config) -> (Venue, Watched) {
        let listener = bound().await;
        let listen = SocketAddr::from(([127, 0, 0, 2], listener.local_addr().unwrap().port()));
        let venue = Venue::open(Config { listen, ..config }).await;
        (venue, Watched::on(listener, listen).await)
    }

    async fn on(listener: TcpListener, host: SocketAddr) -> Watched {
        let (addr, sink, reports) = (listener.local_addr().unwrap(), bound().await, Arc::default());
        let reports_to = format!("http://{}/", sink.local_addr().unwrap());
        tokio::spawn(take(sink, Arc::clone(&reports)));
        Watched { addr, reports, way: tokio::spawn(lead(listener, host, reports_to)) }
    }

    /// Goes away, with every connection. Reports are still taken.
    pub async fn stop(&mut self) {
        self.way.abort();
        let _ = (&mut self.way).await;
    }

    /// Its address as browsers write it.
    pub fn origin(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Fails when the policy of anything loaded by this way forbade anything. Tries something forbidden in the document that is
    /// looked at, to be sure of being told; so the console has something to say afterwards.
    pub async fn broke_no_policy(&self, client: &Client) {
        assert_eq!(client.execute(FORBIDDEN, vec![]).await.unwrap(), json!(true), "an inline script runs");
        until("the policy forbids what is foreign, and says so", async || self.reports().iter().any(|said| said.contains("inline"))).await;
        let reports = self.reports();
        assert!(reports.len() == 1, "a policy forbade {reports:#?}");
    }

    fn reports(&self) -> Vec<String> {
        self.reports.lock().unwrap().clone()
    }
}

async fn bound() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

/// Takes reports.
async fn take(listener: TcpListener, reports: Arc<Mutex<Vec<String>>>) {
    while let Ok((mut stream, _)) = listener.accept().await {
        let reports = Arc::clone(&reports);
        tokio::spawn(async move {
            let mut bytes = head(&mut stream).await;
            let mut part = [0_u8; 4_096];
            let report = loop {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let body = text.split_once("\r\n\r\n").map(|(_, body)| serde_json::from_str::<Value>(body));
                if let Some(Ok(report)) = body {
                    break report;
                }
                match stream.read(&mut part).await {
                    Ok(read) if read > 0 => bytes.extend_from_slice(&part[..read]),
                    _ => return,
                }
            };
            let of = |key: &str| report["csp-report"][key].as_str().unwrap_or("?").to_owned();
            reports.lock().unwrap().push(format!("{} {} in {}", of("effective-directive"), of("blocked-uri"), of("document-uri")));
            let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").await;
        });
    }
}

async fn lead(listener: TcpListener, host: SocketAddr, reports_to: String) {
    // Dropped with this task, and with it every connection.
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(pass(stream, host, reports_to.clone()));
    }
}

/// Passes on one request, and the answer with its header more; for a socket, whatever follows.
async fn pass(mut browser: TcpStream, host: SocketAddr, reports_to: String) {
    let asked = head(&mut browser).await;
    let Ok(mut host) = TcpStream::connect(host).await else { return };
    let text = String::from_utf8_lossy(&asked).into_owned();
    let lines = text.split_inclusive("\r\n").map(|line| {
        let keeps = line.to_ascii_lowercase().starts_with("connection:") && !line.to_ascii_lowercase().contains("upgrade");
        if keeps { "Connection: close\r\n" } else { line }
    });
    let _ = host.write_all(lines.collect::<String>().as_bytes()).await;
    let (mut from_browser, mut to_browser) = browser.split();
    let (mut from_host, mut to_host) = host.split();
    let answer = async {
        let mut bytes = head(&mut from_host).await;
        if !bytes.starts_with(b"HTTP/1.1 101") {
            let _ = from_host.read_to_end(&mut bytes).await;
            let policy = policy(&String::from_utf8_lossy(&bytes));
            if let (Some(policy), Some(line)) = (policy, bytes.windows(2).position(|two| two == b"\r\n")) {
                let more = format!("\r\nContent-Security-Policy-Report-Only: {policy}; report-uri {reports_to}");
                bytes.splice(line..line, more.into_bytes());
            }
        }
        let _ = to_browser.write_all(&bytes).await;
        let _ = tokio::io::copy(&mut from_host, &mut to_browser).await;
    };
    let question = async {
        let _ = tokio::io::copy(&mut from_browser, &mut to_host).await;
        let _ = to_host.shutdown().await;
        // It ends with the answer.
        std::future::pending::<()>().await;
    };
    tokio::select! { () = answer => (), () = question => () }
}

/// The policy of an answer: its header's, else its document's own.
fn policy(answer: &str) -> Option<String> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let header =
        head.lines().filter_map(|line| line.split_once(':')).find(|(name, _)| name.eq_ignore_ascii_case("content-security-policy"));
    let own = || Some(body.split_once("http-equiv=\"Content-Security-Policy\" content=\"")?.1.split_once('"')?.0);
    header.map(|(_, value)| value.trim()).or_else(own).map(str::to_owned)
}

/// Reads until the head is there, and as much more as has come with it.
async fn head(stream: &mut (impl tokio::io::AsyncRead + Unpin)) -> Vec<u8> {
    let (mut bytes, mut part) = (Vec::new(), [0_u8; 4_096]);
    while !bytes.windows(4).any(|four| four == b"\r\n\r\n") {
        match stream.read(&mut part).await {
            Ok(read) if read > 0 => bytes.extend_from_slice(&part[..read]),
            _ => break,
        }
    }
    bytes
}
