//! One line: its text, and what is refused.

use crate::drawn::{START, record};
use order_history::{Chain, Entry, Hash, Kind, Line, LineError, Record};
use order_model::{Action, OrderType, Price, TimeInForce};
use proptest::prelude::*;

/// A line with every field.
fn full() -> Line {
    let price = |text| Price::parse(text).ok();
    let text = |text: &str| text.to_owned();
    let record = Record {
        kind: Kind::PartFilled,
        session: text("s"),
        operator: text("o"),
        venue: text("v"),
        transport: text("http"),
        account: text("Sim101"),
        instrument: text("ES 12-26"),
        action: Some(Action::Buy),
        order_type: Some(OrderType::StopLimit),
        quantity: Some(3),
        limit: price("6020.5"),
        stop: price("6015.25"),
        time_in_force: Some(TimeInForce::Gtc),
        oco_id: text("oco-1"),
        strategy: text("atm"),
        attempt: text("a1"),
        order_id: text("n1"),
        execution_id: text("e1"),
        state: text("PartFilled"),
        fill_quantity: Some(1),
        fill_price: price("6016"),
        filled: Some(2),
        average: price("6015.75"),
        venue_at: Some(START),
        text: text("a \"b\""),
        bytes: text("{\"a\":1}"),
        dropped: None,
    };
    Chain::start().append(record, START + 5)
}

const CONTENT: &str = concat!(
    r#"{"number":1,"at":1767000000005,"kind":"part filled","session":"s","operator":"o","venue":"v","transport":"http","#,
    r#""account":"Sim101","instrument":"ES 12-26","action":"Buy","orderType":"Stop limit","quantity":3,"limitPrice":6020.5,"#,
    r#""stopPrice":6015.25,"timeInForce":"GTC","ocoId":"oco-1","strategy":"atm","attempt":"a1","orderId":"n1","executionId":"e1","#,
    r#""state":"PartFilled","fillQuantity":1,"fillPrice":6016,"filled":2,"averagePrice":6015.75,"venueAt":1767000000000,"#,
    r#""text":"a \"b\"","bytes":"{\"a\":1}","prev":"0000000000000000000000000000000000000000000000000000000000000000"}"#,
);

#[test]
fn a_line_is_written_to_the_letter() {
    let line = full();
    assert_eq!(line.hash().to_string(), SHA256SUM);
    assert_eq!(line.text(), CONTENT.strip_suffix('}').unwrap().to_owned() + ",\"hash\":\"" + SHA256SUM + "\"}");
    assert_eq!(Line::parse(&line.text()), Ok(line));
}

/// The SHA-256 of [`CONTENT`] as `sha256sum` and Python's `hashlib` give it.
const SHA256SUM: &str = "bd5bf672769e670a088db2a7ce16031083e948908ff6be828d86d0642e332bf4";

#[test]
fn what_cannot_be_read_is_refused_with_line_and_field() {
    let text = full().text();
    let anchor = format!("\"anchor\":\"{}\",\"prev\"", Hash::of("x"));
    for (field, from, to) in [
        ("number", "\"number\":1,", ""),
        ("number", "\"number\":1", "\"number\":\"1\""),
        ("number", "\"number\":1", "\"number\":-1"),
        ("number", "\"number\":1", "\"number\":18446744073709551616"),
        ("at", "1767000000005", "1767000000005.5"),
        ("at", "\"at\":1767000000005,", ""),
        ("at", "\"at\":1767000000005", "\"at\":null"),
        ("kind", "\"part filled\"", "\"partly\""),
        ("kind", "\"kind\":\"part filled\",", ""),
        ("kind", "\"part filled\"", "7"),
        ("session", "\"session\":\"s\"", "\"session\":1"),
        ("operator", "\"operator\":\"o\"", "\"operator\":[]"),
        ("action", "\"Buy\"", "\"Hold\""),
        ("orderType", "\"Stop limit\"", "\"MIT\""),
        ("quantity", "\"quantity\":3", "\"quantity\":4294967296"),
        ("quantity", "\"quantity\":3", "\"quantity\":\"3\""),
        ("limitPrice", "6020.5", "\"6020.5\""),
        ("limitPrice", "6020.5", "1234567890123456"),
        ("stopPrice", "6015.25", "[1]"),
        ("timeInForce", "\"GTC\"", "\"IOC\""),
        ("orderId", "\"n1\"", "17"),
        ("fillQuantity", "\"fillQuantity\":1", "\"fillQuantity\":1.5"),
        ("fillPrice", "6016", "true"),
        ("filled", "\"filled\":2", "\"filled\":-2"),
        ("averagePrice", "6015.75", "\"\""),
        ("venueAt", "\"venueAt\":1767000000000", "\"venueAt\":{}"),
        ("text", "\"a \\\"b\\\"\"", "1"),
        ("bytes", "\"{\\\"a\\\":1}\"", "{}"),
        ("prev", "\"0000000000", "\"000000000g"),
        ("prev", "\"prev\":\"0", "\"prev\":\""),
        ("hash", "\"hash\":\"", "\"hash\":\"00"),
        ("anchor", "\"prev\"", "\"droppedThrough\":7,\"prev\""),
        ("droppedThrough", "\"prev\"", &anchor),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from} is not in the line");
        let number = if field == "number" { None } else { Some(1) };
        assert_eq!(Line::parse(&changed), Err(LineError::Field { number, field }), "{changed}");
        assert!(matches!(Entry::parse(&changed), Entry::Unreadable { text, .. } if text == changed), "nothing is lost");
    }
    let two = text.replacen("\"Buy\"", "1", 1).replacen("\"quantity\":3", "\"quantity\":{}", 1);
    assert_eq!(Line::parse(&two), Err(LineError::Field { number: Some(1), field: "action" }), "the first is named");
    assert_eq!(LineError::Field { number: Some(7), field: "at" }.to_string(), "line 7: at is missing or cannot be read");
    assert_eq!(LineError::Field { number: None, field: "number" }.to_string(), "number is missing or cannot be read");
}

#[test]
fn what_is_not_written_as_lines_are_is_refused() {
    let text = full().text();
    for (from, to) in [
        ("\"at\":", "\"at\": "),
        ("{\"number\"", "{ \"number\""),
        ("\"number\":1,\"at\":1767000000005", "\"at\":1767000000005,\"number\":1"),
        ("\"number\":1", "\"number\":1,\"number\":1"),
        ("\"number\":1", "\"number\":2,\"number\":1"),
        ("\"session\":\"s\"", "\"session\":\"\""),
        ("\"session\":\"s\"", "\"session\":null"),
        ("\"session\":\"s\"", "\"session\":\"\\u0073\""),
        ("\"session\":\"s\"", "\"session\":\"s\",\"more\":1"),
        ("\"Buy\"", "\"BUY\""),
        ("\"Stop limit\"", "\"StopLimit\""),
        ("\"GTC\"", "\"Gtc\""),
        ("6020.5", "6020.50"),
        ("6016", "6.016e3"),
        ("ES 12-26", "ES\\u002012-26"),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from} is not in the line");
        assert_eq!(Line::parse(&changed), Err(LineError::NotAsWritten { number: 1 }), "{changed}");
    }
    assert_eq!(Line::parse(&(text.clone() + " ")), Err(LineError::NotAsWritten { number: 1 }));
    assert_eq!(Line::parse(&(text + "\r")), Err(LineError::NotAsWritten { number: 1 }));
    for other in ["", "x", "[]", "{", "1", "null"] {
        assert_eq!(Line::parse(other), Err(LineError::NotObject), "{other}");
    }
    assert_eq!(LineError::NotObject.to_string(), "it is not a JSON object");
    assert_eq!(LineError::NotAsWritten { number: 3 }.to_string(), "line 3: it is not written as a line of this log");
}

proptest! {
    #[test]
    fn every_line_is_read_back(record in record(), number in any::<u64>(), now: u64, before: String) {
        let head = order_history::Head { number, hash: Hash::of(&before) };
        let mut chain = Chain::after(head);
        let line = chain.append(record.clone(), now);
        prop_assert_eq!((line.number(), line.at(), line.prev()), (number.saturating_add(1), now, head.hash));
        prop_assert_eq!(line.record(), &record);
        prop_assert_eq!((chain.head().number, chain.head().hash), (line.number(), line.hash()));
        prop_assert!(line.is_whole());
        let text = line.text();
        prop_assert!(!text.contains('\n'));
        prop_assert_eq!(Line::parse(&text), Ok(line));
    }

    #[test]
    fn any_text_gives_an_answer(text: String) {
        let entry = Entry::parse(&text);
        prop_assert_eq!(entry.text(), text);
    }
}
