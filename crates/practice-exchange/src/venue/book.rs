//! `Book`: the orders that are kept, by number.
//!
//! A sorted queue: orders come in at the back and mostly leave near the front. Sorted vectors are used throughout this
//! crate where a tree would do, because each kind of tree costs the page several kilobytes of code.

use crate::order::Order;
use std::collections::VecDeque;

#[derive(Debug, Default)]
pub(super) struct Book(VecDeque<(u64, Order)>);

impl Book {
    /// Adds an order whose number is larger than all before.
    pub(super) fn push(&mut self, number: u64, order: Order) {
        self.0.push_back((number, order));
    }

    pub(super) fn get(&self, number: u64) -> Option<&Order> {
        self.0.get(self.position(number)?).map(|(_, order)| order)
    }

    pub(super) fn get_mut(&mut self, number: u64) -> Option<&mut Order> {
        let at = self.position(number)?;
        self.0.get_mut(at).map(|(_, order)| order)
    }

    pub(super) fn remove(&mut self, number: u64) {
        if let Some(at) = self.position(number) {
            self.0.remove(at);
        }
    }

    /// Oldest first.
    pub(super) fn all(&self) -> impl Iterator<Item = &Order> {
        self.0.iter().map(|(_, order)| order)
    }

    /// The same with their numbers.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (u64, &Order)> {
        self.0.iter().map(|(number, order)| (*number, order))
    }

    /// The number of the order with an id. It looks at every order, which a few requests a second can afford.
    pub(super) fn number(&self, id: &str) -> Option<u64> {
        self.0.iter().find(|(_, order)| order.id.as_ref() == id).map(|(number, _)| *number)
    }

    fn position(&self, number: u64) -> Option<usize> {
        self.0.binary_search_by_key(&number, |(at, _)| *at).ok()
    }
}
