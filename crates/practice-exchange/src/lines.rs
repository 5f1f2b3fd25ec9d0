//! `Lines`: the open WebSockets, what each wants to hear, and the outbox.

use crosstrade::ServerFrame;
use order_model::Millis;

/// One WebSocket of a client. Numbers are never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Connection(u64);

/// Something that is due on a WebSocket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// On which.
    pub connection: Connection,
    /// What.
    pub what: Send,
}

/// What goes out on a WebSocket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Send {
    /// A text frame.
    Text(String),
    /// The end of the connection; nothing follows on it.
    Close {
        /// The close code. 1006 stands for a line that breaks without a close frame.
        code: u16,
        /// The reason.
        reason: String,
    },
}

/// One open WebSocket.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// The number of the last numbered frame.
    seq: u64,
    /// Contracts whose quotes it wants, by number.
    pub(crate) quotes: Vec<usize>,
    /// Milliseconds between two profit frames, for a line that wants them.
    pub(crate) pnl: Option<Millis>,
    /// Requests beyond the rate, in a row.
    pub(crate) violations: u32,
}

/// All of them.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    opened: u64,
    open: Vec<(Connection, Line)>,
    /// By time, then in the order written.
    outbox: Vec<(Millis, Outgoing)>,
}

impl Lines {
    pub(crate) fn open(&mut self) -> Connection {
        self.opened += 1;
        let connection = Connection(self.opened);
        self.open.push((connection, Line::default()));
        connection
    }

    /// Forgets a line and all that was still to go out on it.
    pub(crate) fn forget(&mut self, connection: Connection) {
        self.open.retain(|(of, _)| *of != connection);
        self.outbox.retain(|(_, outgoing)| outgoing.connection != connection);
    }

    pub(crate) fn get(&mut self, connection: Connection) -> Option<&mut Line> {
        self.open.iter_mut().find(|(of, _)| *of == connection).map(|(_, line)| line)
    }

    pub(crate) fn all(&self) -> Vec<Connection> {
        self.open.iter().map(|(connection, _)| *connection).collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The intervals at which lines want frames, those of quotes being `quotes`.
    pub(crate) fn intervals(&self, quotes: Millis) -> impl Iterator<Item = Millis> {
        let wanted = move |line: &Line| (!line.quotes.is_empty()).then_some(quotes);
        self.open.iter().flat_map(move |(_, line)| wanted(line).into_iter().chain(line.pnl))
    }

    /// Writes a text. Lines that are not open get none.
    pub(crate) fn write(&mut self, connection: Connection, due: Millis, text: String) {
        if self.get(connection).is_some() {
            self.put(connection, due, Send::Text(text));
        }
    }

    /// Writes a numbered frame.
    pub(crate) fn write_numbered(&mut self, connection: Connection, due: Millis, frame: &ServerFrame) {
        let Some(line) = self.get(connection) else { return };
        line.seq += 1;
        let text = frame.to_text(line.seq);
        self.put(connection, due, Send::Text(text));
    }

    /// Takes the next number of a line out for a frame that is not a [`ServerFrame`], or is lost.
    pub(crate) fn next_seq(&mut self, connection: Connection) -> u64 {
        self.get(connection).map_or(0, |line| {
            line.seq += 1;
            line.seq
        })
    }

    /// Ends a line: what was due before still goes out, nothing after.
    pub(crate) fn close(&mut self, connection: Connection, due: Millis, code: u16, reason: &str) {
        if self.get(connection).is_some() {
            self.open.retain(|(of, _)| *of != connection);
            self.outbox.retain(|(at, outgoing)| outgoing.connection != connection || *at <= due);
            self.put(connection, due, Send::Close { code, reason: reason.to_owned() });
        }
    }

    pub(crate) fn next_due(&self) -> Option<Millis> {
        self.outbox.first().map(|(due, _)| *due)
    }

    pub(crate) fn take_due(&mut self, now: Millis) -> Vec<Outgoing> {
        let due = self.outbox.partition_point(|(at, _)| *at <= now);
        self.outbox.drain(..due).map(|(_, outgoing)| outgoing).collect()
    }

    fn put(&mut self, connection: Connection, due: Millis, what: Send) {
        let place = self.outbox.partition_point(|(at, _)| *at <= due);
        self.outbox.insert(place, (due, Outgoing { connection, what }));
    }
}
