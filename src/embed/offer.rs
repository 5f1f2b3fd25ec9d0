//! What another application offers to fill in: taken as a whole or not at all. Where a host's own attributes are put into the
//! fields as they are and the rules speak, an application that knows nothing of this ticket is told at once what it cannot read.

use crate::state::today;
use crosstrade::field_name;
use order_model::{AccountName, Action, Field, Instrument, Label, OrderType, Price, Quantity, TimeInForce};

/// The fields of an offer, each of a form the ticket can read; else the sentence for whoever made it. Whether the order may be
/// sent is not asked here.
pub(super) fn offer(given: &[(String, Option<String>)]) -> Result<Vec<(Field, String)>, String> {
    if given.is_empty() {
        return Err("Nothing is offered.".to_owned());
    }
    given.iter().map(|(name, text)| one(name, text.as_deref())).collect()
}

fn one(name: &str, text: Option<&str>) -> Result<(Field, String), String> {
    let known = Field::INPUTS.iter().find(|field| field_name(**field) == name);
    let field = *known.ok_or_else(|| ["There is no field named “", name, "”."].concat())?;
    let text = text.ok_or_else(|| [name, " is a text."].concat())?;
    match readable(field, text) {
        Ok(text) => Ok((field, text)),
        Err(why) => Err([name, " “", text, "”: ", &why, "."].concat()),
    }
}

/// The text to put into the field: as given, words and contracts as the ticket writes them.
fn readable(field: Field, text: &str) -> Result<String, String> {
    let kept = || text.to_owned();
    match field {
        Field::Instrument => listed(text),
        Field::Action => Action::parse(text).map(|word| word.as_str().to_owned()).map_err(|e| e.to_string()),
        Field::OrderType => OrderType::parse(text).map(|word| word.as_str().to_owned()).map_err(|e| e.to_string()),
        Field::TimeInForce => TimeInForce::parse(text).map(|word| word.as_str().to_owned()).map_err(|e| e.to_string()),
        Field::Quantity => Quantity::parse(text).map(|_| kept()).map_err(|e| e.to_string()),
        Field::LimitPrice | Field::StopPrice => Price::parse(text).map(|_| kept()).map_err(|e| e.to_string()),
        Field::Account => AccountName::parse(text).map(|_| kept()).map_err(|e| e.to_string()),
        Field::OcoId | Field::Strategy => Label::parse(text).map(|_| kept()).map_err(|e| e.to_string()),
        Field::StopLoss | Field::TakeProfit | Field::Risk | Field::Order => Err("it is no field of an order".to_owned()),
    }
}

/// A futures contract of the table, by its dated name. A desktop's instruments are mostly others, and many share a ticker with
/// a contract's root only by chance.
fn listed(text: &str) -> Result<String, String> {
    let contract = Instrument::parse(text, Some(today())).map_err(|e| e.to_string())?;
    let known = contract.row().is_some() && contract.month().is_some();
    if known { Ok(contract.name().to_owned()) } else { Err("it is no futures contract that this ticket knows".to_owned()) }
}
