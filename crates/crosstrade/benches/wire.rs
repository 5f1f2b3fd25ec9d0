//! How long the wire takes: encode a request, read it on the other side, decode a list, classify an answer.

use crosstrade::{
    Answer, ClientFrame, Dialect, Failure, IdKey, OrderRow, OrderState, PlaceBody, PlaceOutcome, Request, ServerFrame, read_list,
};
use divan::{Bencher, black_box};
use order_model::{Context, Draft, Limits, Order, Price, check};

fn main() {
    divan::main();
}

fn order() -> Option<Order> {
    let draft = Draft {
        account: "Sim101".into(),
        instrument: "ES 12-26".into(),
        action: "Buy".into(),
        quantity: "2".into(),
        order_type: "Stop limit".into(),
        limit_price: "6020.50".into(),
        stop_price: "6015.25".into(),
        time_in_force: "GTC".into(),
        oco_id: "oco-1".into(),
        strategy: "MyAtmStrategy".into(),
    };
    let limits = Limits { max_quantity: Some(10), ..Limits::default() };
    check(&draft, &Context { limits, ..Context::default() }).order
}

fn place(order: &Order, dialect: Dialect) -> Request {
    Request::PlaceOrder { account: order.account().to_string(), body: PlaceBody::of(order, dialect, None) }
}

#[divan::bench]
fn encode_place_rest(bencher: Bencher<'_, '_>) {
    let Some(order) = order() else { return };
    bencher.bench(|| place(black_box(&order), Dialect::Rest).to_http());
}

#[divan::bench]
fn encode_place_rpc(bencher: Bencher<'_, '_>) {
    let Some(order) = order() else { return };
    bencher.bench(|| ClientFrame::rpc("req-1", &place(black_box(&order), Dialect::Socket)).to_text());
}

#[divan::bench]
fn route_place_http(bencher: Bencher<'_, '_>) {
    let Some(order) = order() else { return };
    let sent = place(&order, Dialect::Rest).to_http();
    let body = sent.body.unwrap_or_default();
    assert!(Request::from_http("POST", &sent.target, "", &body).is_ok());
    bencher.bench(|| Request::from_http("POST", black_box(&sent.target), "", black_box(&body)));
}

#[divan::bench]
fn route_place_rpc(bencher: Bencher<'_, '_>) {
    let Some(order) = order() else { return };
    let text = ClientFrame::rpc("req-1", &place(&order, Dialect::Socket)).to_text();
    bencher.bench(|| match ClientFrame::parse(black_box(&text)) {
        Ok(ClientFrame::Rpc { api, args, .. }) => Request::from_rpc(&api, &args).ok(),
        _ => None,
    });
}

fn row(n: u32) -> OrderRow {
    OrderRow {
        id: format!("cb1fc8d4e1a84d29ae38fea9{n:08x}"),
        account: "Sim101".into(),
        instrument: "ES 12-26".into(),
        action: "Buy".into(),
        order_type: "Limit".into(),
        state: OrderState::Working,
        quantity: 3,
        filled: 1,
        limit: Price::try_new(601_025, 2),
        stop: None,
        average: Price::try_new(601_025, 2),
        time_in_force: "Gtc".into(),
        oco_id: Some("oco-1".into()),
        at: Some(1_762_180_200_123),
        name: "Entry".into(),
        strategy: None,
        user_data: None,
    }
}

/// Fifty orders as a read brings them.
fn list() -> Result<Answer, Failure> {
    let rows: Vec<String> = (0..50).map(|n| row(n).write(IdKey::Id).end()).collect();
    Ok(Answer::http(200, crosstrade::Object::new().list("orders", &rows).flag("success", true).end()))
}

#[divan::bench]
fn encode_list_of_50_orders() -> Result<Answer, Failure> {
    list()
}

#[divan::bench]
fn decode_list_of_50_orders(bencher: Bencher<'_, '_>) {
    let answer = list();
    assert_eq!(read_list(&answer, "orders", OrderRow::read).map(|list| list.rows.len()), Ok(50));
    bencher.bench(|| read_list(black_box(&answer), "orders", OrderRow::read));
}

#[divan::bench]
fn decode_market_data(bencher: Bencher<'_, '_>) {
    let text =
        r#"{"type":"marketData","seq":7,"quotes":[{"instrument":"ES 12-26","last":6012.25,"bid":6012.25,"ask":6012.5,"volume":42}]}"#;
    bencher.bench(|| ServerFrame::parse(black_box(text)));
}

#[divan::bench]
fn classify_acknowledged(bencher: Bencher<'_, '_>) {
    let answer = Ok(Answer::http(200, r#"{"orderId":"cb1fc8d4e1a84d29ae38fea964aaac8c","success":true}"#));
    bencher.bench(|| PlaceOutcome::of(black_box(&answer)));
}

#[divan::bench]
fn classify_refused(bencher: Bencher<'_, '_>) {
    let answer = Ok(Answer::http(400, r#"{"success":false,"error":"invalid_account","detail":"Account Sim999 not found"}"#));
    bencher.bench(|| PlaceOutcome::of(black_box(&answer)));
}
