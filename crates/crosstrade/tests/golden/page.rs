//! The API page's own samples: ours are the same, key by key, and the page's are read.

use crate::file::{compact, sample};
use crate::orders::{draft, order};
use crosstrade::{Answer, ClientFrame, Dialect, ErrorBody, ErrorShape, Fields, PlaceBody, PlaceOutcome, PlacedReply, Request};
use order_model::{Action, Draft, OrderType, TimeInForce, check};

const ID: &str = "cb1fc8d4e1a84d29ae38fea964aaac8c";

fn page_order(instrument: &str, life: &str) -> Draft {
    Draft { instrument: instrument.into(), quantity: "1".into(), ..draft("Market", life) }
}

#[test]
fn the_python_sample_is_what_we_send() {
    let page = sample("place_body.json");
    let order = order(&Draft { instrument: "MES 12-26".into(), ..page_order("", "Day") });
    let ours = Request::PlaceOrder { account: "Sim101".into(), body: PlaceBody::of(&order, Dialect::Rest, None) }.to_http();
    assert_eq!(ours.target, "/v1/api/accounts/Sim101/orders/place");
    assert_eq!(ours.method.as_str(), "POST");
    // The page's contract has expired since; nothing else differs.
    assert_eq!(ours.body.as_deref(), Some(compact(&page).replace("12-25", "12-26").as_str()));
}

#[test]
fn the_python_sample_is_read_as_it_stands() {
    let page = sample("place_body.json");
    let read = Request::from_http("POST", "/v1/api/accounts/Sim101/orders/place", "", &page).unwrap();
    assert_eq!(read.to_http().body, Some(compact(&page)));
    let Request::PlaceOrder { account, body } = read else { panic!("a place request") };
    let draft = body.to_draft(&account);
    assert_eq!((draft.account.as_str(), draft.instrument.as_str(), draft.quantity.as_str()), ("Sim101", "MES 12-25", "1"));
    assert_eq!(Action::parse(&draft.action), Ok(Action::Buy));
    assert_eq!(OrderType::parse(&draft.order_type), Ok(OrderType::Market));
    assert_eq!(TimeInForce::parse(&draft.time_in_force), Ok(TimeInForce::Day));
    assert_eq!((draft.limit_price.as_str(), draft.stop_price.as_str(), draft.oco_id.as_str(), draft.strategy.as_str()), ("", "", "", ""));
}

/// The lines that the sample has as comments, switched on: a zero stop price on a kind without one means none.
#[test]
fn the_commented_lines_of_the_sample_are_read_too() {
    let lines = r#","limitPrice":5500,"stopPrice":0,"ocoId":"abc123","strategy":"MyAtmStrategy"}"#;
    let body = compact(&sample("place_body.json")).replace("MARKET", "LIMIT").replace('}', lines);
    let read = Request::from_http("POST", "/v1/api/accounts/Sim101/orders/place", "", &body).unwrap();
    let Request::PlaceOrder { account, body: read } = read else { panic!("a place request") };
    let draft = Draft { instrument: "MES 12-26".into(), ..read.to_draft(&account) };
    let order = order(&draft);
    assert_eq!(order.to_string(), "Buy 1 MES 12-26 · LIMIT 5500.00 · DAY");
    assert_eq!(order.oco_id().map(|id| id.as_str()), Some("abc123"));
    let ours = Request::PlaceOrder { account, body: PlaceBody::of(&order, Dialect::Rest, None) }.to_http().body.unwrap();
    assert_eq!(ours.replace("12-26", "12-25"), body.replace(r#","stopPrice":0"#, ""), "the order of the keys is the page's");
}

#[test]
fn the_socket_sample_is_what_we_send_and_read() {
    let page = sample("place_rpc.json");
    let context =
        order_model::Context { limits: order_model::Limits { max_quantity: Some(1), ..Default::default() }, ..Default::default() };
    let order = check(&page_order("ES 09-26", "GTC"), &context).order.unwrap();
    let request = Request::PlaceOrder { account: "Sim101".into(), body: PlaceBody::of(&order, Dialect::Socket, None) };
    assert_eq!(ClientFrame::rpc("my-request", &request).to_text(), compact(&page));

    let ClientFrame::Rpc { id, api, args } = ClientFrame::parse(&page).unwrap() else { panic!("an RPC") };
    assert_eq!((id.as_str(), api.as_str()), ("my-request", "PlaceOrder"));
    assert_eq!(Request::from_rpc(&api, &args), Ok(request));
}

#[test]
fn the_page_s_answers_are_written_and_understood() {
    let placed = PlacedReply { order_id: ID.into() }.write();
    assert_eq!(placed, compact(&sample("place_200.json")));
    let refused = ErrorBody { error: "Invalid request".into(), detail: None };
    assert_eq!(refused.write(ErrorShape::Plain), compact(&sample("place_400.json")));
    let coded = ErrorBody::new("invalid_account", "Account Sim999 not found");
    assert_eq!(coded.write(ErrorShape::Coded), compact(&sample("error_coded.json")));
    assert_eq!(coded.write(ErrorShape::Plain), r#"{"error":"Account Sim999 not found"}"#);
    assert_eq!(ErrorBody::read(&sample("place_400.json")), Some(refused));
    assert_eq!(ErrorBody::read(&sample("error_coded.json")), Some(coded));
    assert_eq!(ErrorBody::read(&sample("place_200.json")), None);

    let of = |status: u16, name: &str| PlaceOutcome::of(&Ok(Answer::http(status, sample(name))));
    assert_eq!(of(200, "place_200.json"), PlaceOutcome::Acknowledged { order_id: ID.into() });
    assert_eq!(of(400, "place_400.json"), PlaceOutcome::Refused { why: "Invalid request".into() });
    assert_eq!(of(400, "error_coded.json"), PlaceOutcome::Refused { why: "Account Sim999 not found (invalid_account)".into() });
    assert_eq!(of(429, "rate_429.json"), PlaceOutcome::Refused { why: "Rate limit exceeded".into() });
    assert_eq!(of(408, "error_coded.json"), PlaceOutcome::Unknown { why: "HTTP 408: Account Sim999 not found (invalid_account)".into() });
}

#[test]
fn numbers_and_words_are_read_in_every_spelling_that_clients_use() {
    let read = |body: &str| Fields::parse(body).and_then(|fields| PlaceBody::read(&fields)).map(|body| body.to_draft("Sim101"));
    let base = r#"{"instrument":"MES 12-26","action":"sell","orderType":"stoplimit","quantity":1,"timeInForce":"gtc""#;
    let with = |fields: &str| read(&format!("{base}{fields}}}"));
    let draft =
        with(r#","limitPrice":1E-05,"stopPrice":5.5e3,"clientOrderId":"x","stopLoss":{"a":[1]},"ocoId":null,"strategy":null"#).unwrap();
    assert_eq!((draft.limit_price.as_str(), draft.stop_price.as_str()), ("0.00001", "5500"));
    assert_eq!((draft.oco_id.as_str(), draft.strategy.as_str()), ("", ""), "null is absent");
    assert_eq!(with(r#","limitPrice":0.0,"stopPrice":-0"#).unwrap().limit_price, "", "the API's zero is none");
    assert_eq!(with(r#","limitPrice":1,"limitPrice":2"#).unwrap().limit_price, "2", "of two, the last");
    for (fields, says) in [
        (r#","limitPrice":"5500""#, "limitPrice must be a number of at most 15 digits"),
        (r#","limitPrice":5500.0000000000001"#, "limitPrice must be a number of at most 15 digits"),
        (r#","stopPrice":true"#, "stopPrice must be a number of at most 15 digits"),
        (r#","quantity":1.5"#, "quantity must be an integer"),
        (r#","quantity":"1""#, "quantity must be an integer"),
        (r#","quantity":99999999999999999999"#, "quantity must be an integer"),
        (r#","quantity":null"#, "quantity is missing"),
        (r#","action":1"#, "action must be a string"),
        (r#","ocoId":[]"#, "ocoId must be a string"),
        (r#","instrument":null"#, "instrument is missing"),
    ] {
        assert_eq!(with(fields).unwrap_err().to_string(), says, "{fields}");
    }
    assert_eq!(read("[]").unwrap_err().to_string(), "the body is not a JSON object");
    let odd = read(&base.replace("sell", "HOLD").replace("stoplimit", "Mit").replace("gtc", "Ioc").replace("MES 12-26", "S P")).err();
    assert!(odd.is_some(), "an object without its end");
    let odd = with("").unwrap();
    let kept = read(&format!("{base}}}").replace("sell", "HOLD").replace("stoplimit", "Mit").replace("gtc", "Ioc")).unwrap();
    assert_eq!(
        (kept.action.as_str(), kept.order_type.as_str(), kept.time_in_force.as_str()),
        ("HOLD", "Mit", "Ioc"),
        "unknown words stay text"
    );
    assert_eq!(odd.action, "sell");
}
