//! The accept loop, and the life of the server from start to stop.
//!
//! Its own loop instead of `axum::serve`, because it must be able to drop a connection in the middle of a request (faults,
//! [`Running::stop`]), to bound what a silent client holds, and to close each connection after one answer.

use crate::access::Access;
use crate::config::{Config, StartError};
use crate::desk::Desk;
use crate::dispatch::App;
use crate::link::{Link, Phase, next_phase};
use crate::page::Page;
use crate::rules::Rules;
use crate::secret::{self, Session};
use crate::sites::Origin;
use crosstrade::Token;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use page_headers::Policy;
use practice_exchange::Exchange;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

/// Connections at a time.
const CONNECTIONS: u32 = 512;
/// How long a client may take to send its headers.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// How long requests and closes under way may take when the server shuts down.
const DRAIN_TIME: Duration = Duration::from_secs(2);
/// After a failed accept, such as too many open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A gateway that runs. Dropping it stops it.
pub struct Running {
    /// Where it listens.
    pub addr: SocketAddr,
    /// What native clients send.
    pub token: Token,
    desk: Arc<Desk>,
    phase: watch::Sender<Phase>,
    slots: Arc<Semaphore>,
    sockets: (Arc<Semaphore>, u32),
    tasks: [JoinHandle<()>; 2],
}

/// Starts a gateway on the runtime of the caller. It answers as soon as this returns.
///
/// # Errors
/// A [`StartError`] that says what to change.
pub async fn start(config: Config) -> Result<Running, StartError> {
    if config.token.is_none() && !config.listen.ip().to_canonical().is_loopback() {
        return Err(StartError::OpenToOthers(config.listen));
    }
    let page = match config.page {
        Some(folder) => Page::read(&folder, &policy(&config.frame_origins)?)?,
        None => Page::none(),
    };
    let token = match config.token {
        Some(token) => token,
        None => random_token().map_err(StartError::Random)?,
    };
    let session = Session::random().map_err(StartError::Random)?;
    let failed = |source| StartError::Listen { addr: config.listen, source };
    let listener = TcpListener::bind(config.listen).await.map_err(failed)?;
    let addr = listener.local_addr().map_err(failed)?;
    let desk = Arc::new(Desk::open(config.practice, config.faults, Rules { max_quantity: config.max_quantity }));
    let (phase, phases) = watch::channel(Phase::Running);
    let slots = Arc::new(Semaphore::new(usize::try_from(CONNECTIONS).unwrap_or(usize::MAX)));
    let max_sockets = u32::from(config.max_sockets);
    let sockets = (Arc::new(Semaphore::new(usize::from(config.max_sockets))), max_sockets);
    let app = App {
        access: Access::new(addr, &config.public_hosts, config.allow_origins, token.clone(), session),
        page,
        desk: Arc::clone(&desk),
        sockets: Arc::clone(&sockets.0),
        phase: phases.clone(),
        test_control: config.test_control,
    };
    let ticker = Arc::clone(&desk);
    let tasks =
        [tokio::spawn(async move { ticker.run().await }), tokio::spawn(accept(listener, Arc::new(app), phases, Arc::clone(&slots)))];
    Ok(Running { addr, token, desk, phase, slots, sockets, tasks })
}

impl Running {
    /// Looks at the exchange, or does something to it: for tests.
    pub fn with_exchange<R>(&self, look: impl FnOnce(&mut Exchange) -> R) -> R {
        self.desk.with_exchange(look)
    }

    /// Ends every socket without a close frame, as a cut cable would; the server goes on.
    pub fn break_sockets(&self) {
        self.desk.break_sockets();
    }

    /// Drops the listener and every connection at once, as if the process had been killed.
    pub async fn stop(self) {
        self.phase.send_replace(Phase::Killed);
        for task in &self.tasks {
            task.abort();
        }
        self.all_ended().await;
    }

    /// Takes nothing new, lets what is under way end for two seconds, then stops.
    pub async fn shut_down(self) {
        self.phase.send_replace(Phase::Draining);
        self.all_ended().await;
        self.stop().await;
    }

    /// Waits until every connection and socket has let go of its slot, or for [`DRAIN_TIME`].
    async fn all_ended(&self) {
        let (sockets, max) = &self.sockets;
        let all = async { (self.slots.acquire_many(CONNECTIONS).await.is_ok(), sockets.acquire_many(*max).await.is_ok()) };
        let _ = tokio::time::timeout(DRAIN_TIME, all).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.phase.send_replace(Phase::Killed);
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// What the page may do, and who may show it in a frame.
fn policy(frame_origins: &[Origin]) -> Result<Policy, StartError> {
    let origins = frame_origins.iter().map(|origin| page_headers::Origin::of_page(&origin.to_string()));
    let frame = origins.collect::<Result<_, _>>().map_err(StartError::FrameOrigin)?;
    Ok(Policy { frame, ..Policy::default() })
}

fn random_token() -> Result<Token, getrandom::Error> {
    Token::parse(&secret::random()?).ok_or(getrandom::Error::UNSUPPORTED)
}

async fn accept(listener: TcpListener, app: Arc<App>, mut phase: watch::Receiver<Phase>, slots: Arc<Semaphore>) {
    loop {
        let Ok(slot) = Arc::clone(&slots).acquire_owned().await else { return };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(_) => {
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            },
            next = next_phase(&mut phase) => match next {
                Phase::Running => continue,
                Phase::Draining | Phase::Killed => return,
            },
        };
        // Frames are small and each is waited for.
        let _ = stream.set_nodelay(true);
        let (app, phase) = (Arc::clone(&app), phase.clone());
        tokio::spawn(async move {
            serve(stream, peer, app, phase).await;
            drop(slot);
        });
    }
}

/// One connection, until it ends, breaks or is dropped.
async fn serve(stream: TcpStream, peer: SocketAddr, app: Arc<App>, mut phase: watch::Receiver<Phase>) {
    let link = Link::new(peer.ip());
    let service = service_fn(|request| {
        let (app, link) = (Arc::clone(&app), link.clone());
        async move { Ok::<_, Infallible>(app.handle(link, request).await) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEADER_TIME);
    let connection = http.serve_connection(TokioIo::new(stream), service).with_upgrades();
    let mut connection = std::pin::pin!(connection);
    loop {
        tokio::select! {
            _ = connection.as_mut() => return,
            () = link.broken() => return,
            next = next_phase(&mut phase) => match next {
                Phase::Running => {}
                Phase::Draining => connection.as_mut().graceful_shutdown(),
                Phase::Killed => return,
            },
        }
    }
}
