//! The order model as functions of JavaScript, without any page: what `api.js` and `node.js` hand on. Each function reads its
//! arguments, asks [`order_shapes`] and writes the answer; it knows no rule, and nothing here touches a document.
//!
//! The functions are fetched as a part of their own, when the first of them is wanted.

use super::plain::plain;
use crate::later::{self, NotLoaded};
use crate::state::browser::{call, set};
use crate::task;
use js_sys::{Error, Object, TypeError};
use order_shapes::{ShapeError, Value, check_bracket, check_order, check_straddle, describe_fields, parse_instrument, size_order};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};

/// Fetches the functions and hands them to `host.ready` as a frozen object, or tells `host.failed` that they could not be
/// fetched. They are documented for authors in `types/api.d.ts`. A promise would cost the first part half a kilobyte.
#[wasm_bindgen]
pub fn api(host: JsValue) {
    task::start(async move {
        match later::api().await {
            Ok(functions) => call(&host, "ready", &[functions]),
            Err(NotLoaded) => call(&host, "failed", &[Error::new("A part of the order ticket did not load. Check the connection.").into()]),
        };
    });
}

/// Makes the object.
pub(crate) fn functions() -> JsValue {
    let api: JsValue = Object::new().into();
    function(&api, "checkOrder", |given| answer(check_order(&given.first, given.second())));
    function(&api, "describeFields", |given| answer(describe_fields(&given.first)));
    function(&api, "parseInstrument", |given| answer(parse_instrument(&given.first, given.second())));
    function(&api, "checkBracket", |given| answer(check_bracket(&given.first, &given.second)));
    function(&api, "sizeOrder", |given| answer(size_order(&given.first, &given.second)));
    function(&api, "checkStraddle", |given| answer(check_straddle(&given.first, &given.second, given.third())));
    Object::freeze(api.unchecked_ref::<Object>());
    api
}

/// The arguments of a call. One that was not given is undefined.
struct Given {
    first: Value,
    second: Value,
    third: Value,
}

impl Given {
    /// The second, where it may be left out.
    fn second(&self) -> Option<&Value> {
        given(&self.second)
    }

    /// The third, where it may be left out.
    fn third(&self) -> Option<&Value> {
        given(&self.third)
    }
}

fn given(value: &Value) -> Option<&Value> {
    (*value != Value::UNDEFINED).then_some(value)
}

fn function(api: &JsValue, name: &str, call: impl Fn(Given) -> Result<JsValue, JsValue> + 'static) {
    let call = move |first: JsValue, second: JsValue, third: JsValue| {
        call(Given { first: plain(&first), second: plain(&second), third: plain(&third) })
    };
    let call: Box<dyn Fn(JsValue, JsValue, JsValue) -> Result<JsValue, JsValue>> = Box::new(call);
    set(api, name, &Closure::wrap(call).into_js_value());
}

/// The answer as plain objects with `null` for what is not there, or what JavaScript throws.
fn answer(answer: Result<impl Serialize, ShapeError>) -> Result<JsValue, JsValue> {
    let answer = answer.map_err(|error| {
        let thrown: JsValue = TypeError::new(&error.to_string()).into();
        set(&thrown, "path", &JsValue::from_str(&error.path));
        thrown
    })?;
    answer.serialize(&Serializer::json_compatible()).map_err(JsValue::from)
}
