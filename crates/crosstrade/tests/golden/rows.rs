//! Rows and objects as they are written, to the byte, and as they are read.

use crate::file::golden;
use crosstrade::{
    AccountDetail, AccountRow, BarRow, ExecutionRow, IdKey, MarketInfo, OrderRow, OrderState, PositionRow, QuoteRow, StrategyRow,
    TemplateRow,
};
use order_model::Price;

fn p(text: &str) -> Price {
    Price::parse(text).unwrap()
}

#[test]
fn rows_are_written_to_the_byte() {
    let order = OrderRow {
        id: "cb1fc8d4".into(),
        account: "Sim 101".into(),
        instrument: "ES 12-26".into(),
        action: "Sell".into(),
        order_type: "StopLimit".into(),
        state: OrderState::TriggerPending,
        quantity: 3,
        filled: 1,
        limit: Some(p("6010.25")),
        stop: Some(p("6010.5")),
        average: None,
        time_in_force: "Gtc".into(),
        oco_id: Some("oco \"1\"".into()),
        at: Some(1_762_180_200_123),
        name: "Stop1".into(),
        strategy: Some("My ATM".into()),
        user_data: Some("<NinjaTrader/>".into()),
    };
    let bare = OrderRow { at: None, oco_id: None, strategy: None, user_data: None, limit: None, stop: None, ..order.clone() };
    let fill = ExecutionRow {
        id: "e-1".into(),
        order_id: "cb1fc8d4".into(),
        account: "Sim101".into(),
        instrument: "ES 12-26".into(),
        market_position: "Short".into(),
        quantity: 2,
        price: Some(p("6010.5")),
        at: Some(1_762_180_200_123),
    };
    let position = PositionRow {
        account: "Sim101".into(),
        instrument: "ES 12-26".into(),
        net: -2,
        average: Some(p("6010.25")),
        market: Some(p("6008")),
        unrealized: Some(p("-12.5")),
    };
    let account = AccountRow { name: "Sim101".into(), provider: "Simulator".into(), connection_status: "Connected".into() };
    let quote = QuoteRow {
        instrument: "ES 12-26".into(),
        bid: Some(p("6012")),
        ask: Some(p("6012.25")),
        last: None,
        tick_size: Some(p("0.25")),
        point_value: Some(p("50")),
        market_open: Some(false),
        volume: 42,
        at: Some(1_773_867_114_999),
    };
    let unknown = QuoteRow { market_open: None, at: None, ..quote.clone() };
    let detail = AccountDetail {
        account: account.clone(),
        cash: Some(p("100012.5")),
        realized: Some(p("12.5")),
        unrealized: Some(p("-40")),
        net_liquidation: Some(p("99972.5")),
        buying_power: Some(p("100000")),
        daily_loss_limit: Some(p("500")),
        max_order_size: Some(5),
        max_position_size: None,
    };
    let bar = BarRow { at: 1_773_867_114_250, open: p("6012"), high: p("6013.5"), low: p("0"), close: p("-1.25"), volume: 42 };
    let info = MarketInfo {
        instrument: "ES 12-26".into(),
        is_open: Some(true),
        state: "Open".into(),
        label: "Regular".into(),
        action: "Closes".into(),
        seconds_remaining: Some(3_725),
        next: "Overnight".into(),
    };
    let rows = [
        ("order, id under orderId", order.write(IdKey::OrderId)),
        ("order, id under id", order.write(IdKey::Id)),
        ("order with nothing optional", bare.write(IdKey::OrderId)),
        ("execution", fill.write()),
        ("position", position.write()),
        ("flat", PositionRow { net: 0, average: None, ..position.clone() }.write()),
        ("account", account.write()),
        ("quote", quote.write()),
        ("quote of which little is known", unknown.write()),
        ("quote of a marketData frame", quote.write_short()),
        ("account with money and limits", detail.write()),
        ("bar", bar.write()),
        ("session", info.write()),
        ("session of which nothing is known", MarketInfo { instrument: "ES 12-26".into(), ..MarketInfo::default() }.write()),
        ("strategy", StrategyRow { id: "7".into(), name: "ATM".into(), display_name: "My ATM".into() }.write()),
        ("ATM template", TemplateRow { name: "Scalp 8-12".into() }.write()),
    ];
    let lines: Vec<String> = rows.into_iter().flat_map(|(title, row)| [format!("# {title}"), row.end(), String::new()]).collect();
    golden("rows.txt", &lines);
}

/// The account object of the documents, shortened to the fields that are read.
#[test]
fn an_account_is_read_with_its_money_and_limits() {
    let text = r#"{"id":1,"name":"Sim101","displayName":"Sim101","provider":"Simulator","dailyLossLimit":0.0,"maxOrderSize":10,
        "maxPositionSize":0,"connectionStatus":"Connected","item":{"buyingPower":0.0,"cashValue":100000.0,"dailyLossLimit":250.0,
        "netLiquidation":99950.25,"realizedProfitLoss":-49.75,"unrealizedProfitLoss":0.0},"success":true}"#;
    let detail = AccountDetail::read(text).unwrap();
    assert_eq!((detail.account.name.as_str(), detail.account.is_simulated()), ("Sim101", true));
    assert_eq!(
        (detail.cash, detail.buying_power, detail.unrealized),
        (Some(p("100000")), Some(p("0")), Some(p("0"))),
        "nothing is an amount"
    );
    assert_eq!((detail.realized, detail.net_liquidation), (Some(p("-49.75")), Some(p("99950.25"))));
    assert_eq!(
        (detail.daily_loss_limit, detail.max_order_size, detail.max_position_size),
        (Some(p("250")), Some(10), None),
        "zero is no limit"
    );
    let bare = AccountDetail::read(r#"{"name":"Sim101","cashValue":5,"item":"none"}"#).unwrap();
    assert_eq!((bare.cash, bare.realized, bare.daily_loss_limit), (Some(p("5")), None, None), "what is not told is not zero");
    for nameless in ["{}", "[]", "\"Sim101\"", r#"{"name":""}"#] {
        assert_eq!(AccountDetail::read(nameless), None, "{nameless}");
    }
}

#[test]
fn the_session_and_the_lists_that_nobody_has_shown_are_read_leniently() {
    let text = r#"{"success":true,"timestamp":1,"instrument":"ES 12-26","timeZone":"US/Central","status":{"isOpen":false,"state":"Closed"},
        "session":{"label":"ETH","utcStart":"x","countdown":"1:00","action":"Opens","secondsRemaining":60.0},"upcoming":{"label":"RTH"}}"#;
    let info = MarketInfo::read(text).unwrap();
    assert_eq!((info.is_open, info.seconds_remaining), (Some(false), Some(60)));
    assert_eq!((info.state.as_str(), info.label.as_str(), info.action.as_str(), info.next.as_str()), ("Closed", "ETH", "Opens", "RTH"));
    let bare = MarketInfo::read(r#"{"instrument":"ES 12-26","session":null}"#).unwrap();
    assert_eq!(bare, MarketInfo { instrument: "ES 12-26".into(), ..MarketInfo::default() });
    assert_eq!(MarketInfo::read(r#"{"status":{"isOpen":true}}"#), None);
    let name = |text: &str| TemplateRow::read(text).map(|row| row.name);
    assert_eq!((name("\"A\""), name(r#"{"name":"A","x":1}"#), name("7"), name("\"\"")), (Some("A".into()), Some("A".into()), None, None));
    let strategy = StrategyRow::read(r#"{"strategyId":412,"name":"ATM"}"#).unwrap();
    assert_eq!((strategy.id.as_str(), strategy.display_name.as_str()), ("412", "ATM"));
    assert_eq!(StrategyRow::read(r#"{"name":"ATM"}"#), None);
}

#[test]
fn half_a_bar_is_none() {
    let whole = r#"{"time":"2026-11-22T14:30:00.0000000Z","epoch":1795357800000,"open":6000,"high":6001.5,"low":5999.25,"close":6000.25,"volume":12345}"#;
    let bar = BarRow::read(whole).unwrap();
    assert_eq!((bar.at, bar.high, bar.volume), (1_795_357_800_000, p("6001.5"), 12_345));
    assert_eq!(bar.write().end(), whole);
    for field in ["epoch", "open", "high", "low", "close"] {
        assert_eq!(BarRow::read(&whole.replace(&format!("\"{field}\""), "\"x\"")), None, "{field}");
    }
}

/// Zero contracts left would mean that nothing can fill any more.
#[test]
fn an_order_whose_quantity_cannot_be_read_is_not_read_as_done() {
    for quantity in ["", r#","quantity":null"#, r#","quantity":"many""#, r#","quantity":-1"#, r#","quantity":1.5"#] {
        assert_eq!(OrderRow::read(&format!(r#"{{"orderId":"1","orderState":"Working"{quantity}}}"#)), None, "{quantity}");
    }
    let row = OrderRow::read(r#"{"orderId":"1","orderState":"Working","quantity":2,"filled":"?"}"#).unwrap();
    assert_eq!(row.remaining(), 2, "what is filled may be unknown: then all may still fill");
}
