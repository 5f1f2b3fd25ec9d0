//! Reading a record's fields back from one JSON object. Must not know of hashes that fit or do not fit.

use super::{Dropped, Record};
use crate::hash::Hash;
use crate::kind::Kind;
use crosstrade::Fields;
use order_model::{Action, OrderType, Price, TimeInForce};

/// A line as it is read: the first field that is wrong is noted, and what is read stands for nothing then. So no field has a
/// way out of its own; with thirty of them that is a third of the code.
pub(crate) struct Reader<'a> {
    fields: Fields<'a>,
    /// The first field that is missing or cannot be read.
    pub(crate) wrong: Option<&'static str>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(fields: Fields<'a>) -> Reader<'a> {
        Reader { fields, wrong: None }
    }

    /// The record. Words are taken as their types take them; that they are spelt as they are written is checked by writing
    /// the line again.
    pub(crate) fn record(&mut self) -> Record {
        let kind = self.word("kind", Kind::parse);
        Record {
            kind: self.needed("kind", kind).unwrap_or(Kind::Note),
            session: self.text("session"),
            operator: self.text("operator"),
            venue: self.text("venue"),
            transport: self.text("transport"),
            account: self.text("account"),
            instrument: self.text("instrument"),
            action: self.word("action", |word| Action::parse(word).ok()),
            order_type: self.word("orderType", |word| OrderType::parse(word).ok()),
            quantity: self.count("quantity"),
            limit: self.price("limitPrice"),
            stop: self.price("stopPrice"),
            time_in_force: self.word("timeInForce", |word| TimeInForce::parse(word).ok()),
            oco_id: self.text("ocoId"),
            strategy: self.text("strategy"),
            attempt: self.text("attempt"),
            order_id: self.text("orderId"),
            execution_id: self.text("executionId"),
            state: self.text("state"),
            fill_quantity: self.count("fillQuantity"),
            fill_price: self.price("fillPrice"),
            filled: self.count("filled"),
            average: self.price("averagePrice"),
            venue_at: self.number("venueAt"),
            text: self.text("text"),
            bytes: self.text("bytes"),
            dropped: self.dropped(),
        }
    }

    /// A number that must be there.
    pub(crate) fn need_number(&mut self, name: &'static str) -> u64 {
        let number = self.number(name);
        self.needed(name, number).unwrap_or_default()
    }

    /// A hash that must be there.
    pub(crate) fn need_hash(&mut self, name: &'static str) -> Hash {
        let hash = self.hash(name);
        self.needed(name, hash).unwrap_or(Hash::ZERO)
    }

    fn dropped(&mut self) -> Option<Dropped> {
        match (self.number("droppedThrough"), self.hash("anchor")) {
            (Some(through), Some(anchor)) => Some(Dropped { through, anchor }),
            (None, None) => None,
            (Some(_), None) => self.needed("anchor", None),
            (None, Some(_)) => self.needed("droppedThrough", None),
        }
    }

    fn text(&mut self, name: &'static str) -> String {
        match self.fields.text(name) {
            Ok(text) => text.unwrap_or_default(),
            Err(_) => self.needed(name, None).unwrap_or_default(),
        }
    }

    fn number(&mut self, name: &'static str) -> Option<u64> {
        let number = self.fields.raw(name)?.parse().ok();
        self.needed(name, number)
    }

    fn count(&mut self, name: &'static str) -> Option<u32> {
        let count = self.number(name)?.try_into().ok();
        self.needed(name, count)
    }

    fn price(&mut self, name: &'static str) -> Option<Price> {
        let price = Price::parse_json(self.fields.raw(name)?);
        self.needed(name, price)
    }

    fn hash(&mut self, name: &'static str) -> Option<Hash> {
        self.word(name, Hash::parse)
    }

    fn word<T>(&mut self, name: &'static str, parse: fn(&str) -> Option<T>) -> Option<T> {
        self.fields.raw(name)?;
        let text = self.text(name);
        self.needed(name, parse(&text))
    }

    /// Notes the field when there is no value where there has to be one.
    fn needed<T>(&mut self, name: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() && self.wrong.is_none() {
            self.wrong = Some(name);
        }
        value
    }
}
