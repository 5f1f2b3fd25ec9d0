//! What is taken, what is refused at once and what is rejected late.

use crate::desk::{Desk, START, answer, code, config};
use crosstrade::{ErrorShape, OrderState};
use practice_exchange::{Config, CustomId, Switches};

const FLAT: &[&str] = &["6000"];
const MARKET: &str = r#""action":"BUY","quantity":1,"orderType":"MARKET","timeInForce":"DAY""#;

#[test]
fn the_api_pages_python_sample_is_accepted() {
    let mut desk = Desk::new(Config::default());
    let body = r#"{"instrument": "MES 12-25", "action": "BUY", "orderType": "MARKET", "quantity": 1, "timeInForce": "DAY"}"#;
    let answer = answer(desk.post("/v1/api/accounts/Sim101/orders/place", body));
    assert_eq!(answer.status, Some(200));
    let fields = crosstrade::Fields::parse(&answer.body).unwrap();
    let id = fields.loose_text("orderId").unwrap();
    assert!(id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
    assert_eq!(fields.flag("success"), Some(true));
    desk.wait(1_000);
    assert_eq!((desk.row(&id).instrument.as_str(), desk.state(&id)), ("MES 12-25", OrderState::Filled));
}

#[test]
fn the_api_pages_sample_with_every_optional_field_is_accepted() {
    let mut desk = Desk::new(Config::default());
    let body = r#"{"instrument":"MES 12-25","action":"BUY","orderType":"MARKET","quantity":1,"timeInForce":"DAY",
        "limitPrice":5500,"stopPrice":0,"ocoId":"abc123","strategy":"MyAtmStrategy","clientOrderId":"x"}"#;
    assert_eq!(answer(desk.post("/v1/api/accounts/sim101/orders/place", body)).status, Some(200));
    desk.wait(1_000);
    let names: Vec<String> = desk.exchange.venue().orders().into_iter().map(|row| row.name).collect();
    assert_eq!(names, ["Entry", "Stop1", "Target1"]);
}

#[test]
fn every_refusal_in_both_shapes() {
    let rows = [
        (r#""action":"HOLD","quantity":1,"orderType":"MARKET","timeInForce":"DAY""#, "invalid_request", "action must be Buy or Sell"),
        (r#""action":"BUY","quantity":1,"orderType":"MIT","timeInForce":"DAY""#, "invalid_request", "orderType must be"),
        (r#""action":"BUY","quantity":1,"orderType":"MARKET","timeInForce":"IOC""#, "invalid_request", "timeInForce must be"),
        (r#""action":"BUY","quantity":0,"orderType":"MARKET","timeInForce":"DAY""#, "invalid_quantity", "quantity 0 refused"),
        (r#""action":"BUY","quantity":-1,"orderType":"MARKET","timeInForce":"DAY""#, "invalid_quantity", "quantity -1 refused"),
        (r#""action":"BUY","quantity":9999999999,"orderType":"MARKET","timeInForce":"DAY""#, "invalid_quantity", "refused"),
        (r#""action":"BUY","quantity":1.5,"orderType":"MARKET","timeInForce":"DAY""#, "invalid_request", "quantity must be an integer"),
        (r#""action":"BUY","quantity":1,"orderType":"LIMIT","timeInForce":"DAY""#, "invalid_price", "limitPrice is required for Limit"),
        (
            r#""action":"BUY","quantity":1,"orderType":"LIMIT","timeInForce":"DAY","limitPrice":0"#,
            "invalid_price",
            "limitPrice is required for Limit",
        ),
        (r#""action":"BUY","quantity":1,"orderType":"STOPMARKET","timeInForce":"DAY""#, "invalid_price", "stopPrice is required"),
        (
            r#""action":"BUY","quantity":1,"orderType":"STOPLIMIT","timeInForce":"DAY","stopPrice":6010"#,
            "invalid_price",
            "limitPrice is required for Stop limit",
        ),
        (
            r#""action":"BUY","quantity":1,"orderType":"LIMIT","timeInForce":"DAY","limitPrice":6000.10"#,
            "invalid_price",
            "limitPrice 6000.1 is not a multiple of the tick size 0.25",
        ),
        (r#""quantity":1,"orderType":"MARKET","timeInForce":"DAY""#, "invalid_request", "action is missing"),
        (r#""action":7,"quantity":1,"orderType":"MARKET","timeInForce":"DAY""#, "invalid_request", "action must be a string"),
        (
            r#""action":"BUY","quantity":1,"orderType":"MARKET","timeInForce":"DAY","ocoId":"a\u202eb""#,
            "invalid_request",
            "ocoId: there is an invisible character",
        ),
    ];
    for (extra, expected, text) in rows {
        for shape in [ErrorShape::Coded, ErrorShape::Plain] {
            let switches = Switches { error_shape: shape, ..Switches::default() };
            let mut desk = Desk::new(Config { switches, ..config(1, FLAT) });
            let answer = desk.try_place(extra);
            assert_eq!(answer.status, Some(400), "{extra}");
            assert!(answer.body.contains(text), "{extra}: {}", answer.body);
            match shape {
                ErrorShape::Coded => assert_eq!(code(&answer), expected),
                ErrorShape::Plain => assert!(answer.body.starts_with(r#"{"error":""#), "{}", answer.body),
            }
            assert_eq!(desk.exchange.venue().placed(), 0);
        }
    }
}

#[test]
fn unknown_accounts_instruments_and_paths() {
    let mut desk = Desk::with(1, FLAT);
    let body = format!(r#"{{"instrument":"ES 12-26",{MARKET}}}"#);
    let unknown = answer(desk.post("/v1/api/accounts/Sim999/orders/place", &body));
    assert_eq!(unknown.body, r#"{"success":false,"error":"invalid_account","detail":"Account Sim999 not found"}"#);
    let other = answer(desk.post("/v1/api/accounts/Sim101/orders/place", &body.replace("ES 12-26", "AAPL")));
    assert_eq!((other.status, code(&other).as_str()), (Some(400), "invalid_instrument"));
    let lost = answer(desk.post("/v1/api/accounts/Sim101/order/place", &body));
    assert_eq!(lost.status, Some(404));
    assert!(lost.body.contains(r#""did_you_mean":"/v1/api/accounts/{account}/orders/place""#), "{}", lost.body);
    assert_eq!(desk.get("/v1/api/accounts/Sim101/orders/place").status, Some(405));
    assert_eq!(code(&answer(desk.post("/v1/api/accounts/Sim101/orders/place", "nonsense"))), "invalid_request");
    assert_eq!(desk.exchange.venue().placed(), 0);
}

#[test]
fn undated_names_mean_the_front_month_of_the_simulated_day() {
    let mut desk = Desk::with(1, FLAT);
    for name in ["ES", "es1!", "ESZ6", "ES Dec26"] {
        let body = format!(r#"{{"instrument":"{name}",{MARKET}}}"#);
        assert_eq!(answer(desk.post("/v1/api/accounts/Sim101/orders/place", &body)).status, Some(200), "{name}");
    }
    assert!(desk.exchange.venue().orders().iter().all(|row| row.instrument == "ES 12-26"));
    assert_eq!(START % 86_400_000, 0);
}

#[test]
fn a_stop_on_the_wrong_side_is_taken_and_then_rejected() {
    for (action, stop, expected) in [
        ("BUY", "6000.25", OrderState::Rejected),
        ("BUY", "6000.50", OrderState::Accepted),
        ("SELL", "6000", OrderState::Rejected),
        ("SELL", "5999.75", OrderState::Accepted),
    ] {
        for kind in ["STOPMARKET", "STOPLIMIT"] {
            let mut desk = Desk::with(1, FLAT);
            let id = desk.place(action, 1, &format!(r#""orderType":"{kind}","stopPrice":{stop},"limitPrice":{stop}"#));
            assert_eq!(desk.state(&id), OrderState::Initialized);
            desk.wait(100);
            assert_eq!(desk.state(&id), expected, "{action} {kind} {stop}");
        }
    }
}

#[test]
fn an_unknown_atm_template_is_rejected_late() {
    let mut desk = Desk::with(1, FLAT);
    let id = desk.place("BUY", 1, r#""orderType":"MARKET","strategy":"Nope""#);
    desk.wait(299);
    assert_eq!(desk.state(&id), OrderState::Submitted);
    desk.wait(1);
    assert_eq!((desk.state(&id), desk.net(), desk.exchange.venue().placed()), (OrderState::Rejected, 0, 1));
}

#[test]
fn an_own_order_id_is_good_for_lookup_and_cancel_and_for_one_order_ever() {
    let mut desk = Desk::with(1, FLAT);
    let limit = r#""orderType":"LIMIT","limitPrice":5990,"orderId":"mine-1""#;
    assert_eq!(desk.place("BUY", 1, limit), "mine-1");
    desk.wait(500);
    let again = desk.try_place(&format!(r#""action":"BUY","quantity":1,"timeInForce":"DAY",{limit}"#));
    assert_eq!((again.status, code(&again).as_str()), (Some(400), "duplicate_order_id"));
    assert_eq!(desk.get("/v1/api/accounts/Sim101/orders/mine-1/status").body, r#"{"status":"Working","success":true}"#);
    assert_eq!(desk.cancel("mine-1").status, Some(200));
    desk.wait(700_000);
    assert!(desk.exchange.venue().orders().is_empty(), "forgotten after ten minutes");
    let again = desk.try_place(&format!(r#""action":"BUY","quantity":1,"timeInForce":"DAY",{limit}"#));
    assert_eq!(code(&again), "duplicate_order_id");
    assert_eq!(desk.exchange.venue().placed(), 1);
}

#[test]
fn an_own_order_id_may_be_kept_in_user_data_of_atm_orders_only() {
    let switches = Switches { custom_id: CustomId::OnlyInUserData, ..Switches::default() };
    let mut desk = Desk::new(Config { switches, ..config(1, FLAT) });
    let plain = desk.place("BUY", 1, r#""orderType":"MARKET","orderId":"mine""#);
    let second = desk.place("BUY", 1, r#""orderType":"MARKET","orderId":"mine""#);
    let atm = desk.place("BUY", 1, r#""orderType":"MARKET","orderId":"mine<","strategy":"Scalp 8-12""#);
    assert_eq!(desk.exchange.venue().placed(), 3);
    assert!(plain != second && plain.len() == 32);
    assert_eq!(desk.row(&plain).user_data, None);
    let expected = "<NinjaTrader><AutomatedTradingOrderId>mine&lt;</AutomatedTradingOrderId></NinjaTrader>";
    assert_eq!(desk.row(&atm).user_data.as_deref(), Some(expected));
}
