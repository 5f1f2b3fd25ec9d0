//! `/ws/stream`: one WebSocket, from its handshake to its end.

use crate::answers;
use crate::api::MOST_BODY;
use crate::desk::{Desk, Seat};
use crate::link::{Phase, next_phase};
use axum::body::Body;
use axum::extract::FromRequestParts as _;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::http::{Response, StatusCode, request::Parts};
use axum::response::IntoResponse as _;
use practice_exchange::Send;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, watch};

/// Frames larger than this are read, so that the close can say why; still larger ones break the connection.
const MOST_READ: usize = 1024 * 1024;
/// How long a client may take to read one frame, and to answer a close.
const PATIENCE: Duration = Duration::from_secs(10);
/// The close code that stands for a line that breaks without a close frame.
const BROKEN: u16 = 1006;

/// Answers the handshake of a client that was let in.
pub(crate) async fn open(desk: Arc<Desk>, slots: &Arc<Semaphore>, phase: watch::Receiver<Phase>, parts: &mut Parts) -> Response<Body> {
    let upgrade = match WebSocketUpgrade::from_request_parts(parts, &()).await {
        Ok(upgrade) => upgrade,
        Err(rejection) => {
            let status = rejection.into_response().status();
            return answers::error(status, "websocket_expected", "this endpoint speaks WebSocket only", desk.shape());
        }
    };
    let Ok(slot) = Arc::clone(slots).try_acquire_owned() else {
        let detail = "the gateway has as many sockets as it takes";
        return answers::error(StatusCode::SERVICE_UNAVAILABLE, "too_many_sockets", detail, desk.shape());
    };
    // A page that offers its token as a subprotocol offers this one too, and fails when none is taken.
    upgrade
        .protocols(["order-ticket"])
        .max_message_size(MOST_READ)
        .max_frame_size(MOST_READ)
        .on_upgrade(move |socket| run(socket, desk, phase, slot))
}

/// A place at the desk that ends with its owner.
struct Open {
    desk: Arc<Desk>,
    seat: Seat,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.desk.disconnect(self.seat);
    }
}

async fn run(mut socket: WebSocket, desk: Arc<Desk>, mut phase: watch::Receiver<Phase>, _slot: OwnedSemaphorePermit) {
    let (seat, mut outbox) = desk.connect();
    let open = Open { desk, seat };
    if let Some((code, reason)) = talk(&mut socket, &open, &mut outbox, &mut phase).await {
        drop(open);
        tokio::select! {
            _ = tokio::time::timeout(PATIENCE, close(&mut socket, code, reason)) => {}
            () = killed(&mut phase) => {}
        }
    }
}

/// Carries frames both ways. Returns the close to say, or `None` for a line that is gone or is to break.
async fn talk(
    socket: &mut WebSocket,
    open: &Open,
    outbox: &mut mpsc::Receiver<Send>,
    phase: &mut watch::Receiver<Phase>,
) -> Option<(u16, String)> {
    loop {
        tokio::select! {
            out = outbox.recv() => match out {
                Some(Send::Text(text)) => {
                    let sent = tokio::select! {
                        sent = tokio::time::timeout(PATIENCE, socket.send(Message::Text(text.into()))) => sent,
                        () = killed(phase) => return None,
                    };
                    if !matches!(sent, Ok(Ok(()))) {
                        return None;
                    }
                }
                Some(Send::Close { code: BROKEN, .. }) | None => return None,
                Some(Send::Close { code, reason }) => return Some((code, reason)),
            },
            frame = socket.recv() => match frame {
                Some(Ok(Message::Text(text))) if text.len() > MOST_BODY => return Some((1009, format!("a frame has at most {MOST_BODY} bytes"))),
                Some(Ok(Message::Text(text))) => open.desk.frame(open.seat, text.as_str()),
                Some(Ok(Message::Binary(_))) => return Some((1003, "send text frames".to_owned())),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
            },
            next = next_phase(phase) => match next {
                Phase::Running => {}
                Phase::Draining => return Some((1001, "the gateway stops".to_owned())),
                Phase::Killed => return None,
            },
        }
    }
}

/// Says the close and waits for the other side's.
async fn close(socket: &mut WebSocket, code: u16, reason: String) {
    let frame = CloseFrame { code, reason: reason.into() };
    if socket.send(Message::Close(Some(frame))).await.is_ok() {
        while let Some(Ok(_)) = socket.recv().await {}
    }
}

async fn killed(phase: &mut watch::Receiver<Phase>) {
    while *phase.borrow() != Phase::Killed {
        if next_phase(phase).await == Phase::Killed {
            return;
        }
    }
}
