//! Whatever is given, the functions answer or say where it is wrong.

// The lints' exceptions for tests reach test functions only, and the generators are shared by them.
#![allow(clippy::unwrap_used)]

use order_shapes::{ShapeError, Value, check_bracket, check_order, check_straddle, describe_fields, parse_instrument, size_order};
use proptest::prelude::*;
use serde::Serialize;

/// Names of fields of every shape, so that what is drawn gets past the first look.
const NAMES: &[&str] = &[
    "account",
    "instrument",
    "action",
    "orderType",
    "quantity",
    "limitPrice",
    "stopPrice",
    "timeInForce",
    "ocoId",
    "strategy",
    "now",
    "today",
    "environment",
    "armed",
    "quotes",
    "limits",
    "positions",
    "working",
    "recent",
    "sentAt",
    "usedOco",
    "bid",
    "ask",
    "at",
    "spec",
    "tickSize",
    "pointValue",
    "currency",
    "maxQuantity",
    "net",
    "entry",
    "stopLoss",
    "takeProfit",
    "takeProfitIn",
    "risk",
    "riskIn",
    "cash",
    "amount",
    "order",
    "kind",
    "buyPrice",
    "sellPrice",
    "nonsense",
];

const TEXTS: &[&str] = &[
    "",
    " ",
    "Buy",
    "sell",
    "Limit",
    "Stop limit",
    "Day",
    "ES 12-26",
    "ESZ6",
    "ES",
    "Sim101",
    "6010.25",
    "1e9",
    "-0",
    "2026-12-01",
    "live",
    "USD",
    "R",
    "Percent",
    "Currency",
    "999999999999999",
    "0.000000000000001",
    "\u{202e}",
    "１",
];

const NUMBERS: &[&str] = &["0", "1", "-1", "2147483647", "9007199254740991", "-9007199254740991", "0.25", "6010.25", "1e300", "1e-9"];

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Flag),
        prop::sample::select(NUMBERS).prop_map(|text| Value::number(text.parse().unwrap())),
        any::<f64>().prop_map(Value::number),
        prop::sample::select(TEXTS).prop_map(|text| Value::Text(text.to_owned())),
        any::<String>().prop_map(Value::Text),
        Just(Value::Other("a function")),
    ];
    leaf.prop_recursive(5, 60, 8, |inner| {
        let name = prop_oneof![8 => prop::sample::select(NAMES).prop_map(str::to_owned), 1 => any::<String>()];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::btree_map(name, inner, 0..8).prop_map(|fields| Value::Record(fields.into_iter().collect())),
        ]
    })
}

/// An answer can be written, and none of its numbers is more than JavaScript carries.
fn sound<T: Serialize>(answer: Result<T, ShapeError>) {
    match answer {
        Ok(answer) => safe(&serde_json::to_value(answer).unwrap()),
        Err(error) => {
            let root = error.path.split(['.', '[']).next().unwrap_or_default();
            assert!(["draft", "context", "orderType", "text", "today", "exposure", "basis", "ocoId"].contains(&root), "{error}");
        }
    }
}

fn safe(value: &serde_json::Value) {
    match value {
        serde_json::Value::Number(number) => assert!(number.as_i64().is_some_and(|n| n.unsigned_abs() < 1 << 53), "{number}"),
        serde_json::Value::Array(items) => items.iter().for_each(safe),
        serde_json::Value::Object(fields) => fields.values().for_each(safe),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::String(_) => {}
    }
}

/// A record in which most fields have a value of their own kind.
fn record_of(fields: &'static [(&'static str, &'static [&'static str])]) -> impl Strategy<Value = Value> {
    let drawn: Vec<_> = fields
        .iter()
        .map(|(name, texts)| {
            let good = prop::sample::select(*texts).prop_map(|text| serde_json::from_str(text).unwrap());
            prop::option::weighted(0.9, prop_oneof![12 => good, 1 => any_value()]).prop_map(move |value| Some(((*name).to_owned(), value?)))
        })
        .collect();
    drawn.prop_map(|fields| Value::Record(fields.into_iter().flatten().collect()))
}

const DRAFT: &[(&str, &[&str])] = &[
    ("account", &["\"Sim101\""]),
    ("instrument", &["\"ES 12-26\"", "\"ZN\"", "\"AAPL\""]),
    ("action", &["\"Buy\"", "\"Sell\""]),
    ("quantity", &["1", "\"2147483647\"", "3"]),
    ("orderType", &["\"Market\"", "\"Limit\"", "\"Stop\"", "\"Stop limit\""]),
    ("limitPrice", &["6010.25", "\"999999999999999\"", "null", "-37.63"]),
    ("stopPrice", &["6010.25", "\"0.000000000000001\"", "null"]),
    ("timeInForce", &["\"Day\""]),
];

const CONTEXT: &[(&str, &[&str])] = &[
    ("today", &["\"2026-12-01\"", "\"0000-01-01\"", "\"9999-12-31\""]),
    ("now", &["0", "9007199254740991"]),
    ("limits", &[r#"{"maxQuantity":5,"maxPosition":5,"maxNotional":9}"#, r#"{"maxQuantity":4294967295,"collarTicks":1}"#]),
    ("positions", &["[]", r#"[{"account":"Sim101","instrument":"ES 12-26","net":-2147483647,"average":"6000"}]"#]),
    ("filled", &["0", "2", "4294967295"]),
    (
        "quotes",
        &[
            r#"[{"instrument":"ES 12-26","bid":"6010","ask":"6010.25","at":0}]"#,
            r#"[{"instrument":"AAPL","last":-999999999999999,"at":1,"spec":{"tickSize":"0.000000000000001","pointValue":1,"currency":"EUR"}}]"#,
        ],
    ),
];

proptest! {
    #[test]
    fn any_values_at_all(a in any_value(), b in any_value(), c in any_value()) {
        sound(check_order(&a, None));
        sound(check_order(&a, Some(&b)));
        sound(describe_fields(&a));
        sound(parse_instrument(&a, Some(&b)));
        sound(check_bracket(&a, &b));
        sound(size_order(&a, &b));
        sound(check_straddle(&a, &b, Some(&c)));
    }

    #[test]
    fn any_text_as_an_instrument(text in any::<String>(), dated in any::<bool>()) {
        let today = Value::Text("2026-12-01".to_owned());
        let answer = parse_instrument(&Value::Text(text), dated.then_some(&today));
        prop_assert!(answer.is_ok());
        sound(answer);
    }

    #[test]
    fn nearly_right_drafts_and_contexts(draft in record_of(DRAFT), context in record_of(CONTEXT)) {
        sound(check_order(&draft, Some(&context)));
    }

    #[test]
    fn a_number_is_taken_exactly_as_it_was_written_or_not_at_all(mantissa in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0..=8_u32) {
        let price = order_model::Price::try_new(mantissa, scale).unwrap();
        let number = Value::number(price.to_string().parse().unwrap());
        let given = Value::Record(vec![("limitPrice".to_owned(), number)]);
        prop_assert_eq!(order_shapes::draft(&given).unwrap().limit_price, price.to_string());
    }
}
