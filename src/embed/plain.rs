//! From a value of JavaScript to plain data, whatever it is. Not by `serde`: there a field that nobody asked for is never
//! seen, and what is no data fails without its place.

use js_sys::{Array, BigInt, Object, Reflect};
use order_shapes::Value;
use wasm_bindgen::{JsCast, JsValue};

/// Deeper than any shape. An object that contains itself ends here.
const DEEPEST: usize = 8;
/// More values than any context has; what comes after them is not read.
const MOST: usize = 1_000_000;

/// Reads a value. What is no data becomes [`Value::Other`] in its place.
pub(super) fn plain(value: &JsValue) -> Value {
    Reading { left: MOST }.value(value, 0)
}

struct Reading {
    left: usize,
}

impl Reading {
    fn value(&mut self, value: &JsValue, depth: usize) -> Value {
        let Some(left) = self.left.checked_sub(1) else { return Value::Other("more than can be read") };
        self.left = left;
        if value.is_undefined() {
            Value::UNDEFINED
        } else if value.is_null() {
            Value::Null
        } else if let Some(flag) = value.as_bool() {
            Value::Flag(flag)
        } else if let Some(number) = value.as_f64() {
            Value::number(number)
        } else if let Some(text) = value.as_string() {
            Value::Text(text)
        } else if let Some(whole) = value.dyn_ref::<BigInt>() {
            whole.to_string(10).map_or(Value::Other("a bigint"), |text| Value::Number(text.into()))
        } else if value.is_function() {
            Value::Other("a function")
        } else if value.is_symbol() {
            Value::Other("a symbol")
        } else if depth == DEEPEST {
            Value::Other("an object in too many others")
        } else {
            self.object(value, depth)
        }
    }

    fn object(&mut self, value: &JsValue, depth: usize) -> Value {
        // Also the first look at it, which an object that cannot be read does not let pass.
        let Ok(prototype) = Reflect::get_prototype_of(value) else { return Value::Other("an object that cannot be read") };
        if let Some(items) = value.dyn_ref::<Array>() {
            let most = u32::try_from(self.left).unwrap_or(u32::MAX);
            if items.length() > most {
                return Value::Other("more than can be read");
            }
            return Value::List((0..items.length()).map(|at| self.part(Reflect::get_u32(value, at), depth)).collect());
        }
        // A record is what `{}` makes, in whatever window, or an object without a prototype. A Map or a Date would be an
        // empty one.
        let prototype: JsValue = prototype.into();
        if !(prototype.is_null() || Reflect::get_prototype_of(&prototype).is_ok_and(|above| JsValue::from(above).is_null())) {
            return Value::Other("an object of a class");
        }
        let mut fields = Vec::new();
        for key in Object::keys(value.unchecked_ref::<Object>()).iter() {
            let field = self.part(Reflect::get(value, &key), depth);
            if field != Value::UNDEFINED {
                fields.push((key.as_string().unwrap_or_default(), field));
            }
        }
        Value::Record(fields)
    }

    fn part(&mut self, part: Result<JsValue, JsValue>, depth: usize) -> Value {
        part.map_or(Value::Other("a value that cannot be read"), |part| self.value(&part, depth + 1))
    }
}
