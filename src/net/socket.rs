//! One WebSocket: text frames in and out.
//!
//! The browser's own, without a library between: a frame leaves in the very call that hands it over, before anything is
//! drawn.

use crosstrade::{Failure, Token};
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{CloseEvent, Event, MessageEvent, WebSocket};

/// The subprotocol that our gateway takes.
const PROTOCOL: &str = "order-ticket";
const EVENTS: [&str; 3] = ["open", "message", "close"];

/// What a socket reports.
#[derive(Debug)]
pub(crate) enum SocketEvent {
    /// It opened.
    Open,
    /// A text frame came.
    Text(String),
    /// It closed, or never opened.
    Closed { code: u16, reason: String },
}

/// A socket that is open or is being opened. Dropping it closes it and ends its reports.
pub(crate) struct Socket {
    socket: WebSocket,
    handler: Closure<dyn FnMut(Event)>,
}

/// Opens a socket and calls `report` with everything that happens to it, `Closed` last. A token stands among its subprotocols,
/// because a page can set no header.
pub(crate) fn open(url: &str, token: Option<Token>, report: Box<dyn Fn(SocketEvent)>) -> Result<Socket, Failure> {
    // The server must take one of the names that are offered, and may not take the secret one.
    let names: Array = token.iter().flat_map(|token| [PROTOCOL.to_owned(), token.protocol()]).map(JsValue::from).collect();
    let socket =
        WebSocket::new_with_str_sequence(url, &names).map_err(|_| Failure::NotSent(["no WebSocket can be opened at ", url].concat()))?;
    let handler = Closure::<dyn FnMut(Event)>::wrap(Box::new(move |event| {
        if let Some(happened) = read(event) {
            report(happened);
        }
    }));
    for name in EVENTS {
        let _ = socket.add_event_listener_with_callback(name, handler.as_ref().unchecked_ref());
    }
    Ok(Socket { socket, handler })
}

/// The API has text frames only; anything else is not ours.
fn read(event: Event) -> Option<SocketEvent> {
    match event.type_().as_str() {
        "open" => Some(SocketEvent::Open),
        "message" => event.unchecked_into::<MessageEvent>().data().as_string().map(SocketEvent::Text),
        _ => {
            let close: CloseEvent = event.unchecked_into();
            Some(SocketEvent::Closed { code: close.code(), reason: close.reason() })
        }
    }
}

impl Socket {
    /// Hands a frame over. A socket that is not open swallows frames in silence, so that is refused here.
    pub(crate) fn send(&self, text: &str) -> Result<(), Failure> {
        if self.socket.ready_state() != WebSocket::OPEN {
            return Err(Failure::NotSent("the connection is not open".to_owned()));
        }
        self.socket.send_with_str(text).map_err(|_| Failure::NotSent("the connection has ended".to_owned()))
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        for name in EVENTS {
            let _ = self.socket.remove_event_listener_with_callback(name, self.handler.as_ref().unchecked_ref());
        }
        let _ = self.socket.close();
    }
}
