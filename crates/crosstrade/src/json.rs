//! JSON objects by hand: reading fields one by one with errors that name the field, writing them in a fixed order.
//!
//! Numbers stay text (`RawValue`) until a type takes them, so that a price is exact both ways and no float is involved.

use order_model::Price;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

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

/// The fields of one JSON object. Unknown fields are tolerated; `null` counts as absent.
#[derive(Debug)]
pub struct Fields<'a>(BTreeMap<String, &'a RawValue>);

impl<'a> Fields<'a> {
    /// Reads an object.
    pub fn parse(text: &'a str) -> Result<Fields<'a>, FieldError> {
        serde_json::from_str(text).map(Fields).map_err(|_| FieldError::NotObject)
    }

    /// The raw JSON of a field.
    #[must_use]
    pub fn raw(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).map(|raw| raw.get()).filter(|raw| *raw != "null")
    }

    /// A text.
    pub fn text(&self, field: &'static str) -> Result<Option<String>, FieldError> {
        let read = |raw| serde_json::from_str(raw).map_err(|_| FieldError::WrongType { field, expected: "a string" });
        self.raw(field).map(read).transpose()
    }

    /// A text, or a bare number taken as text: ids come both ways.
    #[must_use]
    pub fn loose_text(&self, field: &str) -> Option<String> {
        let raw = self.raw(field)?;
        match raw.bytes().next()? {
            b'"' => serde_json::from_str(raw).ok(),
            b'{' | b'[' => None,
            _ => Some(raw.to_owned()),
        }
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

/// The elements of a JSON array, each as raw JSON.
pub(crate) fn array(text: &str) -> Option<Vec<&str>> {
    let elements: Vec<&RawValue> = serde_json::from_str(text).ok()?;
    Some(elements.into_iter().map(RawValue::get).collect())
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
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&quoted(name));
        self.0.push(':');
        self.0.push_str(json);
        self
    }

    /// A text.
    #[must_use]
    pub fn text(self, name: &str, value: &str) -> Object {
        self.raw(name, &quoted(value))
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

    /// The finished object.
    #[must_use]
    pub fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

impl Default for Object {
    fn default() -> Self {
        Object::new()
    }
}

/// A JSON string. Writing a `str` cannot fail; were it to, an empty string is still well-formed.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned())
}

/// A JSON array of strings.
pub(crate) fn quoted_list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|t| quoted(t)).collect::<Vec<_>>().join(","))
}
