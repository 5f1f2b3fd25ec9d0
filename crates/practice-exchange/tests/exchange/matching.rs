//! Each order kind against a tape, slices, states, cancels.

use crate::desk::{Desk, START, code, config, price};
use crosstrade::{OrderState, ServerFrame};
use order_model::Millis;
use practice_exchange::{Config, Exchange, History, Latency, StopRest, Switches};

#[test]
fn each_kind_fills_when_the_market_says_so() {
    // Bids a second apart; the ask is a quarter above, the last trade is the bid.
    let bids = ["6000", "6001", "6003", "5998", "5995"];
    for (action, kind, second, at) in [
        ("BUY", r#""orderType":"MARKET""#, Some(0), "6000.25"),
        ("SELL", r#""orderType":"MARKET""#, Some(0), "6000"),
        ("BUY", r#""orderType":"LIMIT","limitPrice":6000.25"#, Some(0), "6000.25"),
        ("BUY", r#""orderType":"LIMIT","limitPrice":5998"#, Some(4), "5995.25"),
        ("BUY", r#""orderType":"LIMIT","limitPrice":5995"#, None, ""),
        ("SELL", r#""orderType":"LIMIT","limitPrice":6002.75"#, Some(2), "6003"),
        ("SELL", r#""orderType":"LIMIT","limitPrice":6003.25"#, None, ""),
        ("BUY", r#""orderType":"STOPMARKET","stopPrice":6001"#, Some(1), "6001.25"),
        ("BUY", r#""orderType":"STOPMARKET","stopPrice":6001.25"#, Some(2), "6003.25"),
        ("SELL", r#""orderType":"STOPMARKET","stopPrice":5999"#, Some(3), "5998"),
        ("SELL", r#""orderType":"STOPMARKET","stopPrice":5990"#, None, ""),
        ("BUY", r#""orderType":"STOPLIMIT","stopPrice":6001,"limitPrice":6002"#, Some(1), "6001.25"),
        ("BUY", r#""orderType":"STOPLIMIT","stopPrice":6002,"limitPrice":6002"#, Some(3), "5998.25"),
        ("SELL", r#""orderType":"STOPLIMIT","stopPrice":5999,"limitPrice":5999"#, None, ""),
    ] {
        let mut desk = Desk::with(1_000, &bids);
        let id = desk.place(action, 1, kind);
        desk.wait(200);
        let mut filled = (desk.state(&id) == OrderState::Filled).then_some(0);
        for now in 1..5 {
            desk.wait(1_000);
            if filled.is_none() && desk.state(&id) == OrderState::Filled {
                filled = Some(now);
            }
        }
        assert_eq!(filled, second, "{action} {kind}");
        let average = desk.row(&id).average;
        assert_eq!(average, second.map(|_| price(at)), "{action} {kind}");
    }
}

#[test]
fn large_orders_fill_in_slices_of_the_displayed_size() {
    let mut desk = Desk::with(1_000, &["6000", "6001", "6002", "6003"]);
    let market = desk.place("BUY", 12, r#""orderType":"MARKET""#);
    let limit = desk.place("BUY", 12, r#""orderType":"LIMIT","limitPrice":6001.25"#);
    desk.wait(500);
    assert_eq!((desk.row(&market).filled, desk.state(&market)), (5, OrderState::PartFilled));
    desk.wait(1_000);
    assert_eq!((desk.row(&market).filled, desk.row(&limit).filled), (10, 10));
    desk.wait(1_000);
    assert_eq!((desk.row(&market).filled, desk.state(&market)), (12, OrderState::Filled));
    assert_eq!((desk.row(&limit).filled, desk.state(&limit)), (10, OrderState::PartFilled));
    // 5 at 6000.25, 5 at 6001.25, 2 at 6002.25
    assert_eq!(desk.row(&market).average, Some(price("6001")));
    assert_eq!(desk.cancel(&limit).status, Some(200));
    desk.wait(80);
    assert_eq!((desk.row(&limit).filled, desk.state(&limit)), (10, OrderState::Cancelled));
}

#[test]
fn positions_and_profit_are_exact() {
    let mut desk = Desk::with(1_000, &["6000", "6002", "6010"]);
    desk.place("BUY", 2, r#""orderType":"MARKET""#);
    desk.wait(1_000);
    desk.place("BUY", 1, r#""orderType":"MARKET""#);
    desk.wait(500);
    let row = desk.exchange.venue().positions().remove(0);
    assert_eq!((row.net, row.average, row.market), (3, Some(price("6000.9166666667")), Some(price("6002"))));
    // 2 × 1.75 − 1 × 0.25 points at 50 dollars
    assert_eq!(row.unrealized, Some(price("162.5")));
    desk.wait(500);
    desk.place("SELL", 4, r#""orderType":"MARKET""#);
    desk.wait(500);
    assert_eq!(desk.net(), -1);
    assert_eq!(desk.exchange.venue().realized("Sim101"), Some(price("1362.5")));
    assert!(desk.get("/v1/api/accounts").body.contains(r#""realizedProfitLoss":1362.5,"unrealizedProfitLoss":0"#));
}

#[test]
fn states_in_order() {
    let mut desk = Desk::with(1_000, &["6000", "6000.25"]);
    let listener = desk.exchange.connect(desk.now);
    let market = desk.place("BUY", 1, r#""orderType":"MARKET""#);
    desk.wait(150);
    let states = |frames: Vec<ServerFrame>, id: &str| -> Vec<String> {
        let rows = frames.into_iter().filter_map(|frame| if let ServerFrame::OrderUpdate(row) = frame { Some(row) } else { None });
        rows.filter(|row| row.id == id).map(|row| row.state.to_string()).collect()
    };
    assert_eq!(states(desk.frames(listener), &market), ["Initialized", "Submitted", "Accepted", "Working", "Filled"]);
    let limit = desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":5990"#);
    desk.wait(150);
    desk.cancel(&limit);
    desk.wait(80);
    let expected = ["Initialized", "Submitted", "Accepted", "Working", "CancelPending", "CancelSubmitted", "Cancelled"];
    assert_eq!(states(desk.frames(listener), &limit), expected);
    let stop = desk.place("BUY", 1, r#""orderType":"STOPMARKET","stopPrice":6050"#);
    desk.wait(5_000);
    assert_eq!(states(desk.frames(listener), &stop), ["Initialized", "Submitted", "Accepted"]);
}

#[test]
fn stops_rest_where_the_switch_says() {
    let switches = Switches { stop_rest: StopRest::TriggerPending, ..Switches::default() };
    let mut desk = Desk::new(Config { switches, ..config(1_000, &["6000", "6001"]) });
    let id = desk.place("BUY", 1, r#""orderType":"STOPMARKET","stopPrice":6001"#);
    desk.wait(500);
    assert_eq!(desk.state(&id), OrderState::TriggerPending);
    desk.wait(500);
    assert_eq!(desk.state(&id), OrderState::Filled);
}

#[test]
fn a_cancel_may_be_outrun_by_a_fill_and_is_refused_after_the_end() {
    let mut desk = Desk::with(1_000, &["6000", "5990"]);
    let id = desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":5995"#);
    desk.wait(950);
    assert_eq!(desk.cancel(&id).status, Some(200));
    assert_eq!(desk.cancel(&id).status, Some(200), "a second cancel of a cancel under way is no error");
    desk.wait(50);
    assert_eq!(desk.state(&id), OrderState::Filled);
    desk.wait(1_000);
    let late = desk.cancel(&id);
    assert_eq!((late.status, code(&late).as_str()), (Some(400), "order_not_found"));
    assert!(late.body.contains(&format!("Order linked to '{id}' not found or already terminal.")), "{}", late.body);
    assert!(desk.cancel("nothing").body.contains("not found or already terminal"));
}

#[test]
fn a_cancel_before_the_order_works_keeps_it_from_filling() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let id = desk.place("BUY", 1, r#""orderType":"MARKET""#);
    desk.wait(50);
    desk.cancel(&id);
    desk.wait(1_000);
    assert_eq!((desk.state(&id), desk.net()), (OrderState::Cancelled, 0));
}

#[test]
fn nothing_fills_while_the_tape_is_silent() {
    let mut config = config(1_000, &["6000"]);
    for row in &mut config.market.tape {
        row.at += 5_000;
    }
    let mut desk = Desk::new(config);
    let id = desk.place("BUY", 1, r#""orderType":"MARKET""#);
    desk.wait(4_999);
    assert_eq!(desk.state(&id), OrderState::Working);
    assert_eq!(desk.exchange.next_due(), Some(START + 5_000));
    desk.wait(1);
    assert_eq!(desk.state(&id), OrderState::Filled);
    assert_eq!(desk.exchange.next_due(), None, "nothing is left to do");
}

#[test]
fn latencies_may_be_zero_or_out_of_order() {
    let nothing = Latency {
        answer: 0,
        submitted: 0,
        accepted: 0,
        working: 0,
        cancel_submitted: 0,
        cancelled: 0,
        change_submitted: 0,
        changed: 0,
        bracket: 0,
        rejected: 0,
        late_reject: 0,
    };
    for latency in [nothing, Latency { submitted: 90, accepted: 50, working: 10, cancel_submitted: 70, cancelled: 1, ..nothing }] {
        let mut desk = Desk::new(Config { latency, ..config(1_000, &["6000"]) });
        let market = desk.place("BUY", 1, r#""orderType":"MARKET""#);
        let limit = desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":5000"#);
        let rejected = desk.place("BUY", 1, r#""orderType":"MARKET","strategy":"Nope""#);
        desk.wait(latency.submitted);
        desk.cancel(&limit);
        desk.wait(latency.cancel_submitted);
        assert_eq!((desk.state(&market), desk.state(&limit)), (OrderState::Filled, OrderState::Cancelled));
        assert_eq!(desk.state(&rejected), OrderState::Rejected);
    }
}

#[test]
fn an_exchange_may_live_behind_a_lock_shared_by_threads() {
    fn sendable<T: std::marker::Send>(_: &T) {}
    sendable(&Exchange::new(Config::default(), START));
}

#[test]
fn a_market_in_which_no_order_waits_needs_no_time() {
    let mut desk = Desk::new(Config::default());
    assert_eq!(desk.exchange.next_due(), None);
    let id = desk.place("BUY", 1, r#""orderType":"MARKET""#);
    desk.wait(1_000);
    assert_eq!((desk.state(&id), desk.exchange.next_due()), (OrderState::Filled, None));
    let id = desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":1000"#);
    desk.wait(1_000);
    assert_eq!(desk.exchange.next_due(), Some(desk.now + 250));
    desk.cancel(&id);
    desk.wait(1_000);
    assert_eq!(desk.exchange.next_due(), None);
}

#[test]
fn ended_orders_are_forgotten_and_open_ones_never() {
    let history = History { orders: 3, executions: 2, ..History::default() };
    let mut desk = Desk::new(Config { history, ..config(1_000, &["6000"]) });
    let open = desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":5000"#);
    for _ in 0..10 {
        desk.place("BUY", 1, r#""orderType":"MARKET""#);
    }
    desk.wait(10_000);
    assert_eq!((desk.exchange.venue().orders().len(), desk.exchange.venue().executions().len()), (4, 2));
    desk.wait(600_001);
    assert_eq!(desk.exchange.venue().orders().iter().map(|row| row.id.clone()).collect::<Vec<_>>(), [open]);
    assert_eq!((desk.net(), desk.exchange.venue().placed()), (10, 11));
}

#[test]
fn a_long_sleep_and_the_end_of_time_are_harmless() {
    let mut desk = Desk::new(Config { rate: None, ..Config::default() });
    desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":1000"#);
    let listener = desk.exchange.connect(desk.now);
    desk.exchange.frame(listener, r#"{"action":"subscribe","instruments":["ES 12-26"]}"#, desk.now);
    for now in [START + 365 * 86_400_000, START, Millis::MAX - 1, Millis::MAX, 0] {
        desk.exchange.advance(now);
        let _ = desk.exchange.next_due();
        assert!(desk.exchange.outgoing(now).len() < 100);
    }
    let mut early = Exchange::new(Config::default(), Millis::MAX);
    let _ = early.http("GET", "/v1/api/market/quote?instrument=ES", "", Millis::MAX);
}
