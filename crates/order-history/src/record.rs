//! `Record`: what a line says. Must not know how a line is chained, stored or exported; there is no place for a secret.

mod kept;
mod read;

pub(crate) use read::Reader;

use crate::hash::Hash;
use crate::kind::Kind;
use order_model::{Action, Millis, Order, OrderType, Price, TimeInForce};

/// What happened, with the fields that an audit trail asks for (see the crate's page). A text that is empty and a value that
/// is `None` are not there: such fields are not written.
///
/// A record has no place for a credential. Should a text carry one all the same, in the one form in which credentials
/// become text here (`Bearer …`), it is taken out before the line is made; texts over 4 096 bytes are cut, and say so.
///
/// ```
/// use order_history::{Kind, Record};
/// let record = Record { account: "Sim101".into(), order_id: "cb1fc8d4".into(), ..Record::new(Kind::Cancel) };
/// assert_eq!(record.quantity, None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is about.
    pub kind: Kind,
    /// The page's own name for this session (CME: Session ID).
    pub session: String,
    /// Who trades, where the trader has set it (CME: Operator ID, Tag 50). The API knows no such thing.
    pub operator: String,
    /// The venue: `practice`, or whose API it is.
    pub venue: String,
    /// How requests travel: `http`, `socket`.
    pub transport: String,
    /// NT8 account name.
    pub account: String,
    /// Canonical NT8 name.
    pub instrument: String,
    /// Side.
    pub action: Option<Action>,
    /// Order type.
    pub order_type: Option<OrderType>,
    /// Contracts asked for.
    pub quantity: Option<u32>,
    /// Limit price, in the instrument's quotation unit.
    pub limit: Option<Price>,
    /// Stop price, in the instrument's quotation unit.
    pub stop: Option<Price>,
    /// Time in force.
    pub time_in_force: Option<TimeInForce>,
    /// OCO group.
    pub oco_id: String,
    /// ATM strategy.
    pub strategy: String,
    /// The ticket's own name of the attempt; the same on every line about it (CME: Client Order ID, Order Flow ID).
    pub attempt: String,
    /// The id of the order at the API (CME: the exchange's Order ID; this one is NinjaTrader's).
    pub order_id: String,
    /// The id of the execution at the API.
    pub execution_id: String,
    /// The state as the API wrote it, or the status of its answer.
    pub state: String,
    /// Contracts of this fill.
    pub fill_quantity: Option<u32>,
    /// Price of this fill.
    pub fill_price: Option<Price>,
    /// Contracts filled so far.
    pub filled: Option<u32>,
    /// Average price of what is filled so far.
    pub average: Option<Price>,
    /// The time that the venue gave, in milliseconds since 1970-01-01 UTC.
    pub venue_at: Option<Millis>,
    /// What was said: the reason of a refusal, the trader's decision, the old and the new setting, the note.
    pub text: String,
    /// The exact text that was handed to the carrier, without headers.
    pub bytes: String,
    /// Which lines were dropped; only on a line of [`Kind::Dropped`].
    pub dropped: Option<Dropped>,
}

/// Which lines the bounds have dropped, as the log itself says it. Only a [`History`](crate::History) makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped {
    through: u64,
    anchor: Hash,
}

impl Dropped {
    pub(crate) const fn new(through: u64, anchor: Hash) -> Dropped {
        Dropped { through, anchor }
    }

    /// The last number that was dropped: this line and all before it are gone.
    #[must_use]
    pub const fn through(self) -> u64 {
        self.through
    }

    /// The hash of that line, which the first line kept has to name.
    #[must_use]
    pub const fn anchor(self) -> Hash {
        self.anchor
    }
}

/// One field's value.
#[derive(Clone, Copy)]
pub(crate) enum Value<'a> {
    /// Text from outside.
    Text(&'a str),
    /// A word of ours.
    Word(&'static str),
    /// A whole number.
    Number(u64),
    /// A price.
    Price(Price),
    /// A hash.
    Hash(Hash),
}

/// A field's name and its value, where it has one.
pub(crate) type Field<'a> = (&'static str, Option<Value<'a>>);

impl Record {
    /// A record of which only the kind is known yet.
    #[must_use]
    pub fn new(kind: Kind) -> Record {
        Record {
            kind,
            session: String::new(),
            operator: String::new(),
            venue: String::new(),
            transport: String::new(),
            account: String::new(),
            instrument: String::new(),
            action: None,
            order_type: None,
            quantity: None,
            limit: None,
            stop: None,
            time_in_force: None,
            oco_id: String::new(),
            strategy: String::new(),
            attempt: String::new(),
            order_id: String::new(),
            execution_id: String::new(),
            state: String::new(),
            fill_quantity: None,
            fill_price: None,
            filled: None,
            average: None,
            venue_at: None,
            text: String::new(),
            bytes: String::new(),
            dropped: None,
        }
    }

    /// A record with everything that a checked order says.
    ///
    /// ```
    /// use order_history::{Kind, Record};
    /// use order_model::{Action, Context, Draft, OrderType, Price, TimeInForce, check};
    /// let draft = Draft {
    ///     account: "Sim101".into(),
    ///     instrument: "ES 12-26".into(),
    ///     action: "Sell".into(),
    ///     quantity: "2".into(),
    ///     order_type: "Stop limit".into(),
    ///     limit_price: "6010.25".into(),
    ///     stop_price: "6012.50".into(),
    ///     time_in_force: "GTC".into(),
    ///     oco_id: "oco-1".into(),
    ///     strategy: "atm".into(),
    /// };
    /// let mut context = Context::default();
    /// context.limits.max_quantity = Some(10);
    /// let order = check(&draft, &context).order.expect("nothing blocks it");
    /// let expected = Record {
    ///     account: "Sim101".into(),
    ///     instrument: "ES 12-26".into(),
    ///     action: Some(Action::Sell),
    ///     order_type: Some(OrderType::StopLimit),
    ///     quantity: Some(2),
    ///     limit: Price::parse("6010.25").ok(),
    ///     stop: Price::parse("6012.5").ok(),
    ///     time_in_force: Some(TimeInForce::Gtc),
    ///     oco_id: "oco-1".into(),
    ///     strategy: "atm".into(),
    ///     ..Record::new(Kind::Place)
    /// };
    /// assert_eq!(Record::of(Kind::Place, &order), expected);
    /// ```
    #[must_use]
    pub fn of(kind: Kind, order: &Order) -> Record {
        let label = |label: Option<&order_model::Label>| label.map_or_else(String::new, |label| label.as_str().to_owned());
        Record {
            account: order.account().as_str().to_owned(),
            instrument: order.instrument().name().to_owned(),
            action: Some(order.action()),
            order_type: Some(order.kind().order_type()),
            quantity: Some(order.quantity().get()),
            limit: order.kind().limit(),
            stop: order.kind().stop(),
            time_in_force: Some(order.time_in_force()),
            oco_id: label(order.oco_id()),
            strategy: label(order.strategy()),
            ..Record::new(kind)
        }
    }

    /// Every field after the kind, in the one order in which it is written and exported. The table that the JSON, the hash
    /// and the columns of the CSV are made from.
    pub(crate) fn fields(&self) -> [Field<'_>; 27] {
        [
            ("session", some(&self.session)),
            ("operator", some(&self.operator)),
            ("venue", some(&self.venue)),
            ("transport", some(&self.transport)),
            ("account", some(&self.account)),
            ("instrument", some(&self.instrument)),
            ("action", self.action.map(|word| Value::Word(word.as_str()))),
            ("orderType", self.order_type.map(|word| Value::Word(word.as_str()))),
            ("quantity", count(self.quantity)),
            ("limitPrice", self.limit.map(Value::Price)),
            ("stopPrice", self.stop.map(Value::Price)),
            ("timeInForce", self.time_in_force.map(|word| Value::Word(word.as_str()))),
            ("ocoId", some(&self.oco_id)),
            ("strategy", some(&self.strategy)),
            ("attempt", some(&self.attempt)),
            ("orderId", some(&self.order_id)),
            ("executionId", some(&self.execution_id)),
            ("state", some(&self.state)),
            ("fillQuantity", count(self.fill_quantity)),
            ("fillPrice", self.fill_price.map(Value::Price)),
            ("filled", count(self.filled)),
            ("averagePrice", self.average.map(Value::Price)),
            ("venueAt", self.venue_at.map(Value::Number)),
            ("text", some(&self.text)),
            ("bytes", some(&self.bytes)),
            ("droppedThrough", self.dropped.map(|dropped| Value::Number(dropped.through))),
            ("anchor", self.dropped.map(|dropped| Value::Hash(dropped.anchor))),
        ]
    }

    fn texts_mut(&mut self) -> [&mut String; 14] {
        [
            &mut self.session,
            &mut self.operator,
            &mut self.venue,
            &mut self.transport,
            &mut self.account,
            &mut self.instrument,
            &mut self.oco_id,
            &mut self.strategy,
            &mut self.attempt,
            &mut self.order_id,
            &mut self.execution_id,
            &mut self.state,
            &mut self.text,
            &mut self.bytes,
        ]
    }
}

fn some(text: &str) -> Option<Value<'_>> {
    if text.is_empty() { None } else { Some(Value::Text(text)) }
}

fn count(count: Option<u32>) -> Option<Value<'static>> {
    count.map(|count| Value::Number(count.into()))
}
