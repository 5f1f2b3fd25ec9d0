//! `Value`: plain data of any shape, as another language gives it. Must not know what any of it means.

use core::fmt;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value before it is read.
///
/// ```
/// use order_shapes::Value;
///
/// assert_eq!(serde_json::from_str::<Value>("6010.50")?, Value::Number("6010.5".into()));
/// assert_eq!(Value::number(f64::NAN), Value::Other("NaN or an infinite number"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    Null,
    /// True or false.
    Flag(bool),
    /// A finite number as the shortest plain decimal that reads back as the same number.
    Number(String),
    /// Text.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object with its fields, in their order; a field that is `undefined` is not among them.
    Record(Vec<(String, Value)>),
    /// What is no data, such as a function: what it is, in words that follow "got".
    Other(&'static str),
}

impl Value {
    /// What JavaScript has where nothing was given.
    pub const UNDEFINED: Value = Value::Other("undefined");

    /// A number of JavaScript. It becomes text at once, and nothing here computes with it: the shortest text of a number
    /// somebody wrote with at most 15 digits is what was written.
    #[must_use]
    pub fn number(number: f64) -> Value {
        if !number.is_finite() {
            return Value::Other("NaN or an infinite number");
        }
        let text = number.to_string();
        Value::Number(if text == "-0" { "0".to_owned() } else { text })
    }

    /// What it is, in words that follow "got".
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Flag(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "an array",
            Value::Record(_) => "an object",
            Value::Other(what) => what,
        }
    }
}

/// From any format that names its types, such as JSON.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(Plain)
    }
}

struct Plain;

impl<'de> Visitor<'de> for Plain {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("plain data")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            fields.push(entry);
        }
        Ok(Value::Record(fields))
    }
}
