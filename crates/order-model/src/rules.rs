//! The rules, by what they look at. Each takes what was read and adds findings; none changes anything.

pub(crate) mod form;
pub(crate) mod market;
pub(crate) mod price;
pub(crate) mod risk;
pub(crate) mod safety;
