//! Every parser on any text and on valid JSON that was damaged: an answer, never a panic, and nothing made up.

use crosstrade::{
    AccountDetail, AccountRow, ActOutcome, Answer, BarRow, ClientFrame, ErrorBody, ExecutionRow, Fields, MarketInfo, OrderRow, OrderState,
    PlaceBody, PlaceOutcome, PositionRow, QuoteRow, Request, ServerFrame, StrategyRow, TemplateRow, Token, read_list, read_one, read_side,
};
use proptest::prelude::*;

/// One of each kind of text that arrives.
const VALID: &[&str] = &[
    include_str!("../golden/page/place_body.json"),
    include_str!("../golden/page/place_rpc.json"),
    include_str!("../golden/page/place_200.json"),
    include_str!("../golden/page/place_400.json"),
    include_str!("../golden/page/error_coded.json"),
    include_str!("../golden/page/order_200.json"),
    include_str!("../golden/page/orders_200.json"),
    include_str!("../golden/page/executions_200.json"),
    include_str!("../golden/page/positions_200.json"),
    include_str!("../golden/page/accounts_200.json"),
    include_str!("../golden/page/quote_200.json"),
    r#"{"type":"orderUpdate","seq":9,"dropped":1,"order":{"id":"o-1","orderState":"Filled","quantity":1,"epoch":1773867114000}}"#,
    r#"{"type":"marketData","quotes":[{"instrument":"ES 03-26","last":6012.25,"bid":6012.0,"ask":6012.5,"volume":42}]}"#,
    r#"{"action":"subscribe","instruments":["ES 03-26"]}"#,
    r#"{"action":"streamPnl","enabled":true,"interval":1000}"#,
    r#"{"type":"pnlUpdate","epoch":1,"accounts":[{"account":"Sim101","realizedProfitLoss":1.5}]}"#,
    r#"{"type":"pnlUpdate","epoch":1,"accounts":{"Sim101":{"realizedProfitLoss":1.5}}}"#,
    r#"{"instrument":"ES 03-26","action":"Buy","quantity":2,"stopLoss":5990.25,"takeProfit":6010}"#,
    r#"{"account":"Sim101","instrument":"ES 03-26","percent":0.5,"marketPosition":"long"}"#,
    r#"{"account":"Sim101","orderId":"o-1","quantity":2,"limitPrice":6000.25,"stopPrice":0.0}"#,
    r#"{"instrument":"ES 03-26","periodType":"minute","period":5,"daysBack":2,"limit":500}"#,
    r#"{"orderIds":["a","b"],"closedPositions":[],"pending":true,"verified":false,"warning":"Nothing open","success":true}"#,
    r#"{"epoch":1795357800000,"open":6000,"high":6001.5,"low":5999.25,"close":6000.25,"volume":12345}"#,
    r#"{"instrument":"ES 12-26","status":{"isOpen":true,"state":"Open"},"session":{"secondsRemaining":60},"upcoming":{}}"#,
];

/// What takes the place of a number, a word or a bracket.
const TOKENS: &[&str] = &[
    "1E-05",
    "-0.0",
    "1e999",
    "-1e-999",
    "123456789012345678901234567890",
    "0.1234567890123456789",
    "\"5500.25\"",
    "\"\"",
    "null",
    "true",
    "[]",
    "{}",
    "[[[[",
    "}}",
    "\"\\ud800\"",
    "\u{feff}",
    "\\",
    "\"",
    ",",
    ":",
    "NaN",
    "\"success\":false,",
    "\"orderId\":1,\"orderId\":2,",
];

const APIS: &[&str] = &[
    "PlaceOrder",
    "Cancel",
    "Change",
    "CancelReplace",
    "CancelAndBracket",
    "CancelOrders",
    "ClosePosition",
    "Flatten",
    "FlattenEverything",
    "GetBars",
    "ListOrders",
    "ListExecutions",
    "GetQuote",
];

#[derive(Clone, Debug)]
enum Damage {
    Cut(usize),
    Remove(usize, usize),
    Put(usize, &'static str),
    Replace(usize, &'static str),
    Double(usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = || any::<proptest::sample::Index>().prop_map(|index| index.index(1_000_000));
    let token = || proptest::sample::select(TOKENS);
    prop_oneof![
        1 => at().prop_map(Damage::Cut),
        1 => (at(), 1_usize..20).prop_map(|(at, length)| Damage::Remove(at, length)),
        1 => (at(), token()).prop_map(|(at, token)| Damage::Put(at, token)),
        4 => (at(), token()).prop_map(|(at, token)| Damage::Replace(at, token)),
        1 => (at(), 1_usize..40).prop_map(|(at, length)| Damage::Double(at, length)),
    ]
}

fn damaged(text: &str, damages: &[Damage]) -> String {
    damages.iter().fold(text.to_owned(), |text, damage| {
        let chars: Vec<char> = text.chars().collect();
        let place = |at: usize| if chars.is_empty() { 0 } else { at % chars.len() };
        let part = |from: usize, to: usize| chars[from.min(chars.len())..to.min(chars.len())].iter().collect::<String>();
        let rest = |from: usize| part(from, chars.len());
        match damage {
            Damage::Cut(at) => part(0, place(*at)),
            Damage::Remove(at, length) => part(0, place(*at)) + &rest(place(*at) + length),
            Damage::Put(at, token) => part(0, place(*at)) + token + &rest(place(*at)),
            Damage::Double(at, length) => part(0, place(*at) + length) + &rest(place(*at)),
            // The value after the nearest colon, so that the JSON mostly stays whole.
            Damage::Replace(at, token) => {
                let from = chars.iter().enumerate().skip(place(*at)).find(|(_, c)| **c == ':').map_or(0, |(n, _)| n + 1);
                let end = chars.iter().enumerate().skip(from).find(|(_, c)| matches!(c, ',' | '}')).map_or(chars.len(), |(n, _)| n);
                part(0, from) + token + &rest(end)
            }
        }
    })
}

fn text() -> impl Strategy<Value = String> {
    let valid = (proptest::sample::select(VALID), proptest::collection::vec(damage(), 0..4));
    prop_oneof![4 => valid.prop_map(|(text, damages)| damaged(text, &damages)), 1 => any::<String>(), 1 => "[\\[\\]{}\":,0-9eE.+ \\\\-]{0,60}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn requests_and_frames(text in text()) {
        let short: String = text.chars().take(30).collect();
        let orders = "/v1/api/accounts/Sim101/orders";
        let paths = ["place", "1/change", "1/replace", "cancel", "cancel_and_bracket", "flatplace"].map(|tail| format!("{orders}/{tail}"));
        let positions = ["close", "flatten", "reverse"].map(|tail| format!("/v1/api/accounts/Sim101/positions/{tail}"));
        let rest = ["/v1/api/accounts", "/v1/api/positions/flatten", "/v1/api/market/bars", &short].map(str::to_owned);
        for path in paths.iter().chain(&positions).chain(&rest) {
            for method in ["GET", "POST"] {
                let _ = Request::from_http(method, path, &text, &text);
            }
        }
        for api in APIS.iter().copied().chain([text.as_str()]) {
            if let Ok(request) = Request::from_rpc(api, &text) {
                // What was read can be written, and then means the same.
                prop_assert_eq!(Request::from_rpc(request.api(), &request.args()), Ok(request));
            }
        }
        if let Ok(frame) = ClientFrame::parse(&text) {
            prop_assert_eq!(ClientFrame::parse(&frame.to_text()), Ok(frame));
        }
        if let Ok((_, frame)) = ServerFrame::parse(&text) {
            let _ = frame.to_text(u64::MAX);
        }
    }

    #[test]
    fn fields(text in text()) {
        let Ok(fields) = Fields::parse(&text) else { return Ok(()) };
        for name in ["quantity", "limitPrice", "orderId", "success", "orders", "epoch", "args", "", "no such field"] {
            let _ = (fields.raw(name), fields.loose_text(name), fields.whole(name), fields.some_price(name), fields.flag(name), fields.array(name));
            prop_assert_eq!(fields.whole(name).unwrap_or(0), fields.count(name));
        }
        let _ = (fields.text("instrument"), fields.integer("quantity"), fields.price("limitPrice"), PlaceBody::read(&fields));
        if let Ok(Some(price)) = fields.price("limitPrice") {
            prop_assert_eq!(fields.number("limitPrice"), Some(price));
        }
    }

    #[test]
    fn rows(text in text()) {
        if let Some(row) = OrderRow::read(&text) {
            prop_assert!(!row.id.is_empty());
            let again = OrderRow::read(&row.write(crosstrade::IdKey::Id).end());
            prop_assert_eq!(again, Some(row));
        }
        if let Some(row) = PositionRow::read(&text) {
            prop_assert_eq!(PositionRow::read(&row.write().end()).map(|again| again.net), Some(row.net));
        }
        if let Some(row) = ExecutionRow::read(&text) {
            prop_assert_eq!(ExecutionRow::read(&row.write().end()), Some(row));
        }
        if let Some(row) = AccountRow::read(&text) {
            prop_assert!(row.name.is_empty() || AccountRow::read(&row.write().end()) == Some(row.clone()));
        }
        if let Some(row) = QuoteRow::read(&text) {
            prop_assert_eq!(QuoteRow::read(&row.write().end()), Some(row));
        }
        if let Some(row) = BarRow::read(&text) {
            prop_assert_eq!(BarRow::read(&row.write().end()), Some(row));
        }
        if let Some(info) = MarketInfo::read(&text) {
            prop_assert_eq!(MarketInfo::read(&info.write().end()), Some(info));
        }
        if let Some(detail) = AccountDetail::read(&text) {
            prop_assert!(!detail.account.name.is_empty());
            let _ = detail.write();
        }
        let _ = (StrategyRow::read(&text), TemplateRow::read(&text));
        let _ = (OrderState::parse(&text), read_side(&text), Token::parse(&text).map(|token| token.admits(&text)));
    }

    #[test]
    fn answers(text in text(), status in proptest::option::of(prop_oneof![Just(200_u16), 100_u16..600])) {
        let answer = Ok(Answer { status, body: text.clone(), retry_after_ms: None });
        for key in ["orders", "accounts", ""] {
            if let Ok(list) = read_list(&answer, key, OrderRow::read) {
                prop_assert!(list.rows.iter().all(|row| !row.id.is_empty()));
            }
        }
        let _ = (read_one(&answer, QuoteRow::read), ErrorBody::read(&text).map(|error| error.to_text()));
        // The same table for both: what is a refusal of an order is one of an act, and the other way round.
        let (placed, acted) = (PlaceOutcome::of(&answer), ActOutcome::of(&answer));
        prop_assert_eq!(matches!(placed, PlaceOutcome::Refused { .. }), matches!(acted, ActOutcome::Refused { .. }));
        if let ActOutcome::Done { order_ids, .. } = acted {
            prop_assert!(order_ids.iter().all(|id| !id.trim().is_empty()));
            prop_assert!(matches!(status, None | Some(200..=299)));
            prop_assert!(Fields::parse(&text).unwrap().flag("success") != Some(false));
        }
        // An order is called taken only by an id that stands in the answer, and never beside a failure.
        if let PlaceOutcome::Acknowledged { order_id } = PlaceOutcome::of(&answer) {
            prop_assert!(!order_id.trim().is_empty());
            prop_assert!(matches!(status, None | Some(200..=299)));
            let fields = Fields::parse(&text).unwrap();
            prop_assert_eq!(fields.loose_text("orderId"), Some(order_id));
            prop_assert!(fields.flag("success") != Some(false));
        }
    }
}

#[test]
fn the_damage_leaves_enough_whole() {
    for text in VALID {
        assert_eq!(damaged(text, &[]), *text);
        assert!(Fields::parse(text).is_ok(), "{text}");
    }
    let replaced = damaged(r#"{"a":1,"b":2}"#, &[Damage::Replace(0, "1E-05")]);
    assert_eq!(replaced, r#"{"a":1E-05,"b":2}"#);
}
