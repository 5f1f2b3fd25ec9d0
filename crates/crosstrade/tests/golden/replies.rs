//! Answers of every kind: the API's own samples are read, ours are written to the byte.

use crate::file::sample;
use crosstrade::{
    AccountRow, Answer, ExecutionRow, Failure, Fields, ListReply, OrderRow, OrderState, PositionRow, QuoteRow, ReplyError, read_list,
    read_one,
};
use order_model::{Action, OrderKind, Price};

fn p(text: &str) -> Price {
    Price::parse(text).unwrap()
}

fn answer(name: &str) -> Result<Answer, Failure> {
    Ok(Answer::http(200, sample(name)))
}

#[test]
fn one_order() {
    let row = read_one(&answer("order_200.json"), OrderRow::read).unwrap();
    assert_eq!(row.id, "cb1fc8d4e1a84d29ae38fea964aaac8c");
    assert_eq!((row.state.clone(), row.side(), row.remaining()), (OrderState::PartFilled, Some(Action::Sell), 2));
    assert_eq!(row.kind(), Some(OrderKind::Limit { limit: p("6010.25") }));
    assert_eq!((row.stop, row.average), (None, Some(p("6010.16666666667"))), "none is 0.0; an average is rounded");
    assert_eq!((row.oco_id, row.user_data, row.strategy.as_deref(), row.at), (None, None, Some("MyAtmStrategy"), Some(1_762_180_200_123)));
    assert_eq!(row.time_in_force, "Gtc");
}

#[test]
fn lists_with_ids_under_either_key_keep_unknown_words_and_count_what_they_cannot_read() {
    let ListReply { rows, unreadable } = read_list(&answer("orders_200.json"), "orders", OrderRow::read).unwrap();
    assert_eq!(unreadable, 1);
    let [stop, odd] = rows.as_slice() else { panic!("two rows") };
    assert_eq!((stop.id.as_str(), stop.oco_id.as_deref(), stop.name.as_str()), ("412345678901", Some("oco-1"), "Stop1"));
    assert_eq!(stop.kind(), Some(OrderKind::StopMarket { stop: p("6050.5") }));
    assert_eq!((odd.state.clone(), odd.order_type.as_str()), (OrderState::Other("Parked".into()), "MIT"));
    assert_eq!((odd.side(), odd.kind(), odd.remaining(), odd.at), (Some(Action::Sell), None, 2, None));
}

#[test]
fn executions_positions_accounts_and_quotes() {
    let fills = read_list(&answer("executions_200.json"), "executions", ExecutionRow::read).unwrap();
    assert_eq!(fills.rows.len(), 1);
    assert_eq!((fills.rows[0].market_position.as_str(), fills.rows[0].price, fills.rows[0].quantity), ("Long", Some(p("6010.25")), 1));
    let positions = read_list(&answer("positions_200.json"), "positions", PositionRow::read).unwrap();
    let short = &positions.rows[0];
    assert_eq!((short.net, short.average, short.market, short.unrealized), (-2, Some(p("6010.25")), Some(p("6008")), Some(p("225"))));
    let flat = &positions.rows[1];
    assert_eq!((flat.net, flat.average, flat.unrealized), (0, None, Some(Price::ZERO)));
    let accounts = read_list(&answer("accounts_200.json"), "accounts", AccountRow::read).unwrap();
    assert_eq!(accounts.rows.iter().map(AccountRow::is_simulated).collect::<Vec<_>>(), [true, false]);
    assert_eq!(accounts.rows[1].name, "DEMO 123!/ü");
    let quote = read_list(&answer("quote_200.json"), "", QuoteRow::read).unwrap();
    let quote = &quote.rows[0];
    assert_eq!((quote.bid, quote.ask, quote.last), (Some(p("6012.25")), Some(p("6012.5")), Some(p("6012.25"))));
    assert_eq!((quote.tick_size, quote.point_value, quote.market_open), (Some(p("0.25")), Some(p("50")), Some(true)));
    assert_eq!((quote.at, quote.volume), (Some(1_773_867_114_000), 123_456), "a quote's epoch is in seconds");
    let status = Fields::parse(&sample("status_200.json")).unwrap().loose_text("status");
    assert_eq!(status.map(|word| OrderState::parse(&word)), Some(OrderState::Filled));
}

#[test]
fn a_read_that_brings_nothing_says_whether_to_read_again() {
    let read = |answer: Answer| read_list(&Ok(answer), "orders", OrderRow::read).map(|list| list.rows.len());
    let coded = |code: &str| format!(r#"{{"success":false,"error":"{code}"}}"#);
    for (answer, again) in [
        (Answer::http(408, coded("x")), true),
        (Answer::http(429, sample("rate_429.json")), true),
        (Answer::http(500, "<html>"), true),
        (Answer::http(503, coded("temporarily_disabled")), true),
        (Answer::http(200, "<html>"), true),
        (Answer::http(200, r#"{"success":true}"#), true),
        (Answer::http(302, ""), true),
        (Answer::http(401, coded("invalid_bearer")), false),
        (Answer::http(403, ""), false),
        (Answer::http(404, coded("not_found")), false),
        (Answer::http(400, sample("cancel_400.json")), false),
        (Answer::http(200, coded("invalid_account")), false),
        (Answer::rpc(coded("rate_limited")), true),
        (Answer::rpc(coded("invalid_account")), false),
    ] {
        let error = read(answer.clone()).unwrap_err();
        assert_eq!(error.may_retry(), again, "{answer:?}: {error}");
    }
    let busy = Answer { retry_after_ms: Some(1_500), ..Answer::http(429, sample("rate_429.json")) };
    assert_eq!(read(busy), Err(ReplyError::Busy { said: "Rate limit exceeded".into(), retry_after_ms: Some(1_500) }));
    let error = |failure| read_list(&Err(failure), "orders", OrderRow::read).unwrap_err();
    for failure in [Failure::TimedOut, Failure::NotSent("closed".into()), Failure::Lost("x".into())] {
        assert!(error(failure).may_retry());
    }
    for (body, rows) in
        [("[]", 0), (r#" [{"id":"1","quantity":1}]"#, 1), (r#"{"orders":[{"orderId":4711,"quantity":1}],"success":true}"#, 1)]
    {
        assert_eq!(read(Answer::http(200, body)), Ok(rows), "{body}");
    }
}
