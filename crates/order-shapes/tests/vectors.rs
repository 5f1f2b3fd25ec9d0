//! The shared vectors of `tests/vectors`, run natively. The same files are run in a browser and in Node by the end-to-end
//! tests, and all three must say exactly the same.
//!
//! `UPDATE_VECTORS=1 cargo test -p order-shapes --test vectors` writes what is answered now into the files; whoever does that
//! reads the difference. In the arguments an object of the one field `$` stands for what JSON cannot write.

// The lints' exceptions for tests reach test functions only, and these helpers are shared by them.
#![allow(clippy::unwrap_used, clippy::panic)]

use order_model::{Code, OrderType};
use order_shapes::{ShapeError, Value, check_bracket, check_order, check_straddle, describe_fields, parse_instrument, size_order};
use serde::Serialize;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_vector_is_answered_as_written() {
    let update = std::env::var_os("UPDATE_VECTORS").is_some();
    let mut wrong = Vec::new();
    for (path, mut cases) in files() {
        for case in &mut cases {
            let answer = answer(case);
            let Json::Object(fields) = case else { panic!("a case is an object") };
            if fields.get("answer") != answer.get("answer") || fields.get("error") != answer.get("error") {
                wrong.push(format!("{}: {}", path.display(), fields["name"]));
            }
            fields.remove("answer");
            fields.remove("error");
            let Json::Object(answer) = answer else { panic!("an answer is an object") };
            fields.extend(answer);
        }
        if update {
            fs::write(&path, serde_json::to_string_pretty(&cases).unwrap() + "\n").unwrap();
        }
    }
    assert!(update || wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_code_has_a_vector() {
    let said: BTreeSet<String> = cases().flat_map(|case| codes(&case["answer"])).collect();
    let missing: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).filter(|code| !said.contains(*code)).collect();
    assert!(missing.is_empty(), "no vector says {missing:?}");
}

#[test]
fn every_order_type_has_a_vector_that_passes_and_one_of_its_fields() {
    for order_type in OrderType::ALL {
        let word = order_type.as_str();
        assert!(cases().any(|case| case["answer"]["order"]["orderType"] == word), "no vector with an order of type {word}");
        assert!(
            cases().any(|case| case["call"] == "describeFields" && case["arguments"][0] == word),
            "no vector with the fields of {word}"
        );
    }
}

#[test]
fn no_two_vectors_of_a_file_have_the_same_name() {
    for (path, cases) in files() {
        let names: BTreeSet<_> = cases.iter().map(|case| case["name"].to_string()).collect();
        assert_eq!(names.len(), cases.len(), "{}", path.display());
    }
}

/// Runs one case: `{"answer": …}` or `{"error": {"path", "message"}}`.
fn answer(case: &Json) -> Json {
    let given: Vec<Value> = case["arguments"].as_array().unwrap().iter().map(value).collect();
    // As JavaScript has it: an argument that is not given is undefined, and an optional one may be.
    let argument = |at: usize| given.get(at).unwrap_or(&Value::UNDEFINED);
    let optional = |at: usize| given.get(at).filter(|value| **value != Value::UNDEFINED);
    match case["call"].as_str().unwrap() {
        "checkOrder" => outcome(check_order(argument(0), optional(1))),
        "describeFields" => outcome(describe_fields(argument(0))),
        "parseInstrument" => outcome(parse_instrument(argument(0), optional(1))),
        "checkBracket" => outcome(check_bracket(argument(0), argument(1))),
        "sizeOrder" => outcome(size_order(argument(0), argument(1))),
        "checkStraddle" => outcome(check_straddle(argument(0), argument(1), optional(2))),
        call => panic!("there is no function {call}"),
    }
}

fn outcome<T: Serialize>(answer: Result<T, ShapeError>) -> Json {
    match answer {
        Ok(answer) => json!({ "answer": answer }),
        Err(error) => json!({ "error": { "path": error.path, "message": error.to_string() } }),
    }
}

/// An argument, with what `run.js` makes of a `$`.
fn value(json: &Json) -> Value {
    let fields = match json {
        Json::Array(items) => return Value::List(items.iter().map(value).collect()),
        Json::Object(fields) => fields,
        plain => return serde_json::from_value(plain.clone()).unwrap(),
    };
    match fields.get("$").and_then(Json::as_str) {
        Some("NaN") => Value::number(f64::NAN),
        Some("Infinity") => Value::number(f64::INFINITY),
        Some("-Infinity") => Value::number(f64::NEG_INFINITY),
        Some("-0") => Value::number(-0.0),
        Some("0.1+0.2") => Value::number(0.1 + 0.2),
        Some("undefined") => Value::UNDEFINED,
        Some("function") => Value::Other("a function"),
        Some("symbol") => Value::Other("a symbol"),
        Some("Map" | "Date") => Value::Other("an object of a class"),
        Some("cycle") => cycle(),
        Some(whole) => Value::Number(whole.strip_suffix('n').unwrap().to_owned()),
        None => {
            let fields = fields.iter().map(|(name, field)| (name.clone(), value(field)));
            Value::Record(fields.filter(|(_, field)| *field != Value::UNDEFINED).collect())
        }
    }
}

/// An object whose `limits` are itself, as deep as anybody looks.
fn cycle() -> Value {
    (0..8).fold(Value::Null, |inner, _| Value::Record(vec![("limits".to_owned(), inner)]))
}

fn codes(answer: &Json) -> Vec<String> {
    let findings = answer["findings"].as_array().into_iter().flatten();
    findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

fn cases() -> impl Iterator<Item = Json> {
    files().into_iter().flat_map(|(_, cases)| cases)
}

fn files() -> Vec<(PathBuf, Vec<Json>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())).collect()
}
