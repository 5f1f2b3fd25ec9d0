//! Frames of the WebSocket, both directions.

use crate::json::{Fields, Object, array, string};
use crate::list_of::list_of;
use crate::request::Request;
use crate::rows::{ExecutionRow, OrderRow, PnlRow, PositionRow, QuoteRow};
use order_model::Millis;

/// What a client sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientFrame {
    /// A request with the id its answer will carry.
    Rpc {
        /// Chosen by the client, unique on the connection.
        id: String,
        /// The RPC's name.
        api: String,
        /// The arguments, as JSON.
        args: String,
    },
    /// Ask for market data.
    Subscribe {
        /// Instruments.
        instruments: Vec<String>,
    },
    /// End market data.
    Unsubscribe {
        /// Instruments.
        instruments: Vec<String>,
    },
    /// Ask for `pnlUpdate` frames, or end them.
    StreamPnl {
        /// On or off.
        enabled: bool,
        /// Milliseconds between two frames; the documents' sample has 1 000.
        interval: u32,
    },
    /// Ask whether the line lives.
    Ping,
}

/// The interval of the documents' sample, for a frame that names none.
const PNL_INTERVAL_MS: u32 = 1_000;

/// A frame that is not of the protocol.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// Not a JSON object.
    #[error("the frame is not a JSON object")]
    NotObject,
    /// An action the protocol does not have.
    #[error("unknown action \"{0}\"")]
    UnknownAction(String),
    /// A field is absent.
    #[error("{0} is missing")]
    Missing(&'static str),
}

impl ClientFrame {
    /// The frame of a request.
    #[must_use]
    pub fn rpc(id: &str, request: &Request) -> ClientFrame {
        ClientFrame::Rpc { id: id.to_owned(), api: request.api().to_owned(), args: request.args() }
    }

    /// The frame's text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let action = |name: &str| Object::new().text("action", name);
        match self {
            ClientFrame::Rpc { id, api, args } => action("rpc").text("id", id).text("api", api).raw("args", args).end(),
            ClientFrame::Subscribe { instruments } => action("subscribe").texts("instruments", instruments).end(),
            ClientFrame::Unsubscribe { instruments } => action("unsubscribe").texts("instruments", instruments).end(),
            ClientFrame::StreamPnl { enabled, interval } => {
                action("streamPnl").flag("enabled", *enabled).integer("interval", i64::from(*interval)).end()
            }
            ClientFrame::Ping => action("ping").end(),
        }
    }

    /// Reads a frame.
    pub fn parse(text: &str) -> Result<ClientFrame, FrameError> {
        let fields = Fields::parse(text).map_err(|_| FrameError::NotObject)?;
        let instruments = || {
            let texts = fields.array("instruments").ok_or(FrameError::Missing("instruments"))?;
            Ok(list_of(texts.into_iter().filter_map(string)))
        };
        match fields.loose_text("action").ok_or(FrameError::Missing("action"))?.as_str() {
            "rpc" => Ok(ClientFrame::Rpc {
                id: fields.loose_text("id").ok_or(FrameError::Missing("id"))?,
                api: fields.loose_text("api").ok_or(FrameError::Missing("api"))?,
                args: fields.raw("args").unwrap_or("{}").to_owned(),
            }),
            "subscribe" => Ok(ClientFrame::Subscribe { instruments: instruments()? }),
            "unsubscribe" => Ok(ClientFrame::Unsubscribe { instruments: instruments()? }),
            "streamPnl" => {
                let interval = fields.whole("interval").unwrap_or(PNL_INTERVAL_MS);
                Ok(ClientFrame::StreamPnl { enabled: fields.flag("enabled").unwrap_or(false), interval })
            }
            "ping" => Ok(ClientFrame::Ping),
            other => Err(FrameError::UnknownAction(other.to_owned())),
        }
    }
}

/// What event frames carry beside their payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct EventHeader {
    /// Number on this connection. A gap means events were lost: read everything again.
    pub seq: Option<u64>,
    /// Events the server left out. Above zero: read everything again.
    pub dropped: u64,
}

/// What a server sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerFrame {
    /// The answer to a request.
    Reply {
        /// The request's id.
        id: String,
        /// The same JSON that REST gives, errors included.
        data: String,
    },
    /// Quotes.
    MarketData(Vec<QuoteRow>),
    /// An order changed.
    OrderUpdate(Box<OrderRow>),
    /// A fill.
    ExecutionUpdate(ExecutionRow),
    /// A position changed.
    PositionUpdate(PositionRow),
    /// What the accounts have earned.
    PnlUpdate {
        /// When.
        at: Option<Millis>,
        /// One row an account.
        rows: Vec<PnlRow>,
    },
    /// The server asks for everything to be read again.
    Resync,
    /// The server's own state: `syncing`, `ready`, `stalled`, `stopped`, `disconnected`.
    Status(String),
    /// The answer to a ping.
    Pong,
    /// A frame of a type this crate does not know: never an error, the protocol grows.
    Other(String),
}

impl ServerFrame {
    /// Reads a frame. Payloads of events are taken nested under their name, under `data`, or flat.
    pub fn parse(text: &str) -> Result<(EventHeader, ServerFrame), FrameError> {
        let fields = Fields::parse(text).map_err(|_| FrameError::NotObject)?;
        let count = |name| fields.raw(name).and_then(|raw| raw.parse::<u64>().ok());
        let header = EventHeader { seq: count("seq"), dropped: count("dropped").unwrap_or(0) };
        let kind = fields.loose_text("type");
        if let (None, Some(id)) = (&kind, fields.loose_text("id")) {
            // An error answer may stand beside the id instead of inside `data`.
            let data = fields.raw("data").unwrap_or(text).to_owned();
            return Ok((header, ServerFrame::Reply { id, data }));
        }
        let kind = kind.or_else(|| fields.loose_text("status")).unwrap_or_default();
        let payload = |name: &str| fields.raw(name).or_else(|| fields.raw("data")).unwrap_or(text);
        let other = || ServerFrame::Other(kind.clone());
        let frame = match kind.as_str() {
            "marketData" => {
                let rows = fields.raw("quotes").and_then(array).unwrap_or_default();
                ServerFrame::MarketData(list_of(rows.into_iter().filter_map(QuoteRow::read_short)))
            }
            "orderUpdate" => OrderRow::read_event(payload("order")).map_or_else(other, |row| ServerFrame::OrderUpdate(Box::new(row))),
            "executionUpdate" => ExecutionRow::read(payload("execution")).map_or_else(other, ServerFrame::ExecutionUpdate),
            "positionUpdate" => PositionRow::read(payload("position")).map_or_else(other, ServerFrame::PositionUpdate),
            "pnlUpdate" => {
                ServerFrame::PnlUpdate { at: count("epoch"), rows: fields.raw("accounts").map(PnlRow::read_all).unwrap_or_default() }
            }
            "resync" => ServerFrame::Resync,
            "status" => ServerFrame::Status(fields.loose_text("state").unwrap_or_default()),
            "pong" => ServerFrame::Pong,
            _ => other(),
        };
        Ok((header, frame))
    }

    /// The frame's text, with a number for events.
    #[must_use]
    pub fn to_text(&self, seq: u64) -> String {
        let event = |kind: &str| Object::new().text("type", kind).integer("seq", i64::try_from(seq).unwrap_or(i64::MAX));
        match self {
            ServerFrame::Reply { id, data } => Object::new().text("id", id).raw("data", data).end(),
            ServerFrame::MarketData(rows) => {
                let rows: Vec<String> = rows.iter().map(|row| row.write_short().end()).collect();
                event("marketData").list("quotes", &rows).end()
            }
            ServerFrame::OrderUpdate(row) => event("orderUpdate").raw("order", &row.write(crate::IdKey::OrderId).end()).end(),
            ServerFrame::ExecutionUpdate(row) => event("executionUpdate").raw("execution", &row.write().end()).end(),
            ServerFrame::PositionUpdate(row) => event("positionUpdate").raw("position", &row.write().end()).end(),
            ServerFrame::PnlUpdate { at, rows } => {
                let epoch = at.map_or_else(|| "null".to_owned(), |at| at.to_string());
                event("pnlUpdate").raw("epoch", &epoch).list("accounts", &list_of(rows.iter().map(|row| row.write().end()))).end()
            }
            ServerFrame::Resync => event("resync").raw("accounts", "[]").end(),
            ServerFrame::Status(state) => event("status").text("state", state).end(),
            ServerFrame::Pong => Object::new().text("type", "pong").end(),
            ServerFrame::Other(kind) => event(kind).end(),
        }
    }
}
