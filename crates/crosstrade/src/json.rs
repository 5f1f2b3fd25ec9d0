//! JSON objects by hand: reading fields one by one with errors that name the field, writing them in a fixed order.
//!
//! Numbers stay text until a type takes them, so that a price is exact both ways and no float is involved.

mod scan;

use order_model::Price;
use std::borrow::Cow;

/// A field that is absent or of the wrong type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// The text is not one JSON object.
    #[error("the body is not a JSON object")]
    NotObject,
    /// A field that must be there is not.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A field has another type than documented.
    #[error("{field} must be {expected}")]
    WrongType {
        /// The field's documented name.
        field: &'static str,
        /// The documented type.
        expected: &'static str,
    },
}

/// The fields of one JSON object. Unknown fields are tolerated; `null` counts as absent; of two with one name the last counts.
#[derive(Debug)]
pub struct Fields<'a>(Vec<scan::Member<'a>>);

impl<'a> Fields<'a> {
    /// Reads an object.
    pub fn parse(text: &'a str) -> Result<Fields<'a>, FieldError> {
        scan::object(text).map(Fields).ok_or(FieldError::NotObject)
    }

    /// The raw JSON of a field.
    #[must_use]
    pub fn raw(&self, name: &str) -> Option<&'a str> {
        self.0.iter().rev().find(|(field, _)| field == name).map(|(_, raw)| *raw).filter(|raw| *raw != "null")
    }

    /// The names of the fields, in the order in which they stand.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    /// A text.
    pub fn text(&self, field: &'static str) -> Result<Option<String>, FieldError> {
        let read = |raw| string(raw).ok_or(FieldError::WrongType { field, expected: "a string" });
        self.raw(field).map(read).transpose()
    }

    /// A text, or a bare number taken as text: ids come both ways.
    #[must_use]
    pub fn loose_text(&self, field: &str) -> Option<String> {
        let raw = self.raw(field)?;
        match raw.bytes().next()? {
            b'"' => string(raw),
            b'{' | b'[' => None,
            _ => Some(raw.to_owned()),
        }
    }

    /// The names of the fields and their raw JSON, in order.
    pub fn members(&self) -> impl Iterator<Item = (&str, &'a str)> {
        self.0.iter().map(|(name, raw)| (name.as_ref(), *raw))
    }

    /// A whole number above zero.
    pub(crate) fn positive(&self, field: &'static str) -> Result<Option<u32>, FieldError> {
        let wrong = FieldError::WrongType { field, expected: "a whole number above zero" };
        self.raw(field).map(|raw| raw.parse().ok().filter(|n| *n > 0).ok_or(wrong.clone())).transpose()
    }

    /// A text that must be there.
    pub(crate) fn need(&self, field: &'static str) -> Result<String, FieldError> {
        self.text(field)?.ok_or(FieldError::Missing(field))
    }

    /// A whole number.
    pub fn integer(&self, field: &'static str) -> Result<Option<i64>, FieldError> {
        let wrong = FieldError::WrongType { field, expected: "an integer" };
        self.raw(field).map(|raw| raw.parse().map_err(|_| wrong.clone())).transpose()
    }

    /// A count as rows write it: `2`, `2.0` or `"2"`. `None` when absent, negative, in parts or not a number.
    #[must_use]
    pub fn whole(&self, field: &str) -> Option<u32> {
        self.number(field)?.ticks(Price::try_new(1, 0)?)?.try_into().ok()
    }

    /// A count, zero when absent or unreadable: for fields of rows that must never make a row unreadable.
    #[must_use]
    pub fn count(&self, field: &str) -> u32 {
        self.whole(field).unwrap_or(0)
    }

    /// A price.
    pub fn price(&self, field: &'static str) -> Result<Option<Price>, FieldError> {
        let wrong = FieldError::WrongType { field, expected: "a number of at most 15 digits" };
        self.raw(field).map(|raw| Price::parse_json(raw).ok_or(wrong.clone())).transpose()
    }

    /// A price of a row: absent, unreadable and the API's "none" (`0.0`) are all `None`; averages are rounded to 15 digits.
    #[must_use]
    pub fn some_price(&self, field: &str) -> Option<Price> {
        self.number(field).filter(|price| *price != Price::ZERO)
    }

    /// A number of a row, zero included.
    #[must_use]
    pub fn number(&self, field: &str) -> Option<Price> {
        let raw = self.raw(field)?;
        Price::nearest_json(raw.trim_matches('"'))
    }

    /// A truth value; `None` when absent or of another type.
    #[must_use]
    pub fn flag(&self, field: &str) -> Option<bool> {
        match self.raw(field)? {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// The elements of an array, each as raw JSON; `None` when absent or not an array.
    #[must_use]
    pub fn array(&self, field: &str) -> Option<Vec<&'a str>> {
        array(self.raw(field)?)
    }
}

/// The elements of a JSON array, each as raw JSON; `None` when the text is none.
#[must_use]
pub fn array(text: &str) -> Option<Vec<&str>> {
    Some(scan::array(text)?.into_iter().map(|(_, raw)| raw).collect())
}

/// The text of a JSON string.
pub(crate) fn string(json: &str) -> Option<String> {
    scan::string(json).map(Cow::into_owned)
}

/// Writes one JSON object, fields in the order of the calls.
///
/// ```
/// # use crosstrade::Object;
/// assert_eq!(Object::new().text("a", "x\"y").integer("n", 3).end(), r#"{"a":"x\"y","n":3}"#);
/// ```
#[derive(Debug)]
pub struct Object(String);

impl Object {
    /// An object without fields.
    #[must_use]
    pub fn new() -> Object {
        Object("{".to_owned())
    }

    /// A field whose value is JSON already.
    #[must_use]
    pub fn raw(mut self, name: &str, json: &str) -> Object {
        self.name(name);
        self.0.push_str(json);
        self
    }

    /// A text.
    #[must_use]
    pub fn text(mut self, name: &str, value: &str) -> Object {
        self.name(name);
        scan::quote(value, &mut self.0);
        self
    }

    /// A text, left out when absent.
    #[must_use]
    pub fn maybe_text(self, name: &str, value: Option<&str>) -> Object {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// A whole number.
    #[must_use]
    pub fn integer(self, name: &str, value: i64) -> Object {
        self.raw(name, &value.to_string())
    }

    /// A count, left out when absent.
    #[must_use]
    pub fn maybe_count(self, name: &str, value: Option<u32>) -> Object {
        match value {
            Some(value) => self.integer(name, i64::from(value)),
            None => self,
        }
    }

    /// A price as a JSON number, exact.
    #[must_use]
    pub fn price(self, name: &str, value: Price) -> Object {
        self.raw(name, &value.to_string())
    }

    /// A price, left out when absent.
    #[must_use]
    pub fn maybe_price(self, name: &str, value: Option<Price>) -> Object {
        match value {
            Some(value) => self.price(name, value),
            None => self,
        }
    }

    /// A truth value.
    #[must_use]
    pub fn flag(self, name: &str, value: bool) -> Object {
        self.raw(name, if value { "true" } else { "false" })
    }

    /// A list of values that are JSON already.
    #[must_use]
    pub fn list(self, name: &str, values: &[String]) -> Object {
        self.raw(name, &format!("[{}]", values.join(",")))
    }

    /// A list of texts.
    #[must_use]
    pub fn texts(self, name: &str, values: &[String]) -> Object {
        self.raw(name, &quoted_list(values))
    }

    /// The finished object.
    #[must_use]
    pub fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }

    fn name(&mut self, name: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        scan::quote(name, &mut self.0);
        self.0.push(':');
    }
}

impl Default for Object {
    fn default() -> Self {
        Object::new()
    }
}

/// A JSON array of strings.
fn quoted_list(texts: &[String]) -> String {
    let mut list = "[".to_owned();
    for text in texts {
        if list.len() > 1 {
            list.push(',');
        }
        scan::quote(text, &mut list);
    }
    list.push(']');
    list
}
