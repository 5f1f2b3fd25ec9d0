//! A link that prefills the ticket: `#instrument=ES+12-26&action=Buy&quantity=1`, names as the API has them.
//! It fills fields and never sends.

use crosstrade::{field_name, list_of};
use leptos::prelude::window;
use order_model::Field;
use web_sys::UrlSearchParams;

/// Longest text taken from a link for one field.
const MOST_CHARS: usize = 100;

/// The fields that the page's address fills.
pub(crate) fn fields() -> Vec<(Field, String)> {
    let hash = window().location().hash().unwrap_or_default();
    let Some(query) = hash.strip_prefix('#').filter(|q| !q.is_empty()) else { return Vec::new() };
    let Ok(params) = UrlSearchParams::new_with_str(query) else { return Vec::new() };
    let given = Field::INPUTS.iter().filter_map(|field| Some((*field, params.get(field_name(*field))?)));
    let short = given.filter(|(_, text)| text.chars().count() <= MOST_CHARS);
    list_of(short.map(|(field, text)| (field, normal_word(field, text))))
}

/// The words of radio buttons, so that a link in the API's casing selects one; anything else stays as given and is refused.
pub(crate) fn normal_word(field: Field, text: String) -> String {
    let word = match field {
        Field::Action => order_model::Action::parse(&text).ok().map(|w| w.as_str()),
        Field::OrderType => order_model::OrderType::parse(&text).ok().map(|w| w.as_str()),
        Field::TimeInForce => order_model::TimeInForce::parse(&text).ok().map(|w| w.as_str()),
        _ => None,
    };
    word.map_or(text, str::to_owned)
}
