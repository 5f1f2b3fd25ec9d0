//! One WebSocket (gloo-net): a single task owns it whole, text frames in and out.

use crate::net::carrier::{Socket, SocketEvent};
use crate::task;
use crosstrade::Failure;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::{FutureExt, SinkExt, StreamExt, select};
use gloo_net::websocket::futures::WebSocket;
use gloo_net::websocket::{Message, State, WebSocketError};
use std::cell::Cell;
use std::rc::Rc;

/// The sending half. Dropping it closes the socket.
struct Outbox {
    texts: UnboundedSender<String>,
    open: Rc<Cell<bool>>,
}

/// Opens a socket and calls `report` with everything that happens to it, `Closed` last.
pub(super) fn open(url: &str, report: Box<dyn Fn(SocketEvent)>) -> Result<Box<dyn Socket>, Failure> {
    let socket = WebSocket::open(url).map_err(|error| Failure::NotSent(error.to_string()))?;
    let (texts, inbox) = unbounded();
    let open = Rc::new(Cell::new(false));
    task::start(run(socket, inbox, Rc::clone(&open), report));
    Ok(Box::new(Outbox { texts, open }))
}

impl Socket for Outbox {
    /// A socket that is not open swallows frames in silence, so that is refused here.
    fn send(&self, text: String) -> Result<(), Failure> {
        if !self.open.get() {
            return Err(Failure::NotSent("the connection is not open".to_owned()));
        }
        self.texts.unbounded_send(text).map_err(|_| Failure::NotSent("the connection has ended".to_owned()))
    }
}

async fn run(mut socket: WebSocket, mut inbox: UnboundedReceiver<String>, open: Rc<Cell<bool>>, report: impl Fn(SocketEvent)) {
    let mut ended = (1006, "the connection ended".to_owned());
    // Ready once it is open, and also once it has failed.
    let ready = futures::future::poll_fn(|cx| futures::Sink::<Message>::poll_ready(std::pin::Pin::new(&mut socket), cx)).await;
    if ready.is_ok() && matches!(socket.state(), State::Open) {
        open.set(true);
        report(SocketEvent::Open);
    }
    loop {
        select! {
            message = socket.next().fuse() => match message {
                Some(Ok(Message::Text(text))) => report(SocketEvent::Text(text)),
                // The API has text frames only; anything else is not ours.
                Some(Ok(Message::Bytes(_))) => {}
                Some(Err(WebSocketError::ConnectionClose(close))) => ended = (close.code, close.reason),
                Some(Err(_)) => open.set(false),
                None => break,
            },
            text = inbox.next() => match text {
                Some(text) => {
                    if socket.send(Message::Text(text)).await.is_err() {
                        break;
                    }
                }
                // Nobody holds the sending half any more.
                None => break,
            },
        }
    }
    open.set(false);
    let _ = socket.close(Some(1000), None);
    let (code, reason) = ended;
    report(SocketEvent::Closed { code, reason });
}
