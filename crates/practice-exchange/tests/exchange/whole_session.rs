//! What a trader reads beside orders: money, strategies, templates, the session, bars, profits.

use crate::desk::{Desk, START, code, config, price};
use crosstrade::{AccountDetail, BarRow, MarketInfo, QuoteRow, ServerFrame, StrategyRow, TemplateRow, read_list, read_one};
use order_model::Millis;
use practice_exchange::{ATM_TEMPLATES, Config, Hours, Market, PnlShape, Switches};

const ATM: &str = r#""orderType":"MARKET","strategy":"Scalp 8-12""#;

#[test]
fn an_account_has_cash_and_what_it_earned() {
    let mut desk = Desk::with(1_000, &["6000", "6002"]);
    desk.hold("BUY", 2);
    desk.wait(1_000);
    let detail = |desk: &mut Desk| read_one(&Ok(desk.get("/v1/api/accounts/sim101")), AccountDetail::read).unwrap();
    let open = detail(&mut desk);
    assert_eq!((open.account.name.as_str(), open.account.is_simulated()), ("Sim101", true));
    // Two contracts, 1.75 points each, at 50 dollars.
    assert_eq!((open.cash, open.realized, open.unrealized), (Some(price("100000")), Some(price("0")), Some(price("175"))));
    assert_eq!((open.net_liquidation, open.max_order_size), (Some(price("100175")), None));
    desk.hold("SELL", 2);
    let flat = detail(&mut desk);
    assert_eq!((flat.cash, flat.realized, flat.unrealized), (Some(price("100175")), Some(price("175")), Some(price("0"))));
    assert_eq!(code(&desk.get("/v1/api/accounts/Sim999")), "invalid_account");
}

#[test]
fn strategies_live_as_long_as_one_of_their_orders() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let strategies = |desk: &mut Desk| {
        let list = read_list(&Ok(desk.get("/v1/api/accounts/Sim101/strategies")), "strategies", StrategyRow::read).unwrap();
        assert_eq!(list.unreadable, 0);
        list.rows
    };
    assert!(strategies(&mut desk).is_empty());
    desk.place("BUY", 1, ATM);
    let entering = strategies(&mut desk);
    desk.wait(1_000);
    let protected = strategies(&mut desk);
    assert_eq!((protected.len(), protected[0].name.as_str()), (1, "Scalp 8-12"));
    assert_eq!(entering, protected, "the same strategy from entry to exit");
    desk.place("BUY", 1, ATM);
    assert_eq!(strategies(&mut desk).len(), 2);
    desk.act("positions/flatten", "");
    desk.wait(1_000);
    assert!(strategies(&mut desk).is_empty());
}

#[test]
fn atm_templates_are_named() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let rows = read_list(&Ok(desk.get("/v1/api/atm-templates")), "templates", TemplateRow::read).unwrap().rows;
    assert!(rows.iter().map(|row| row.name.as_str()).eq(ATM_TEMPLATES.iter().map(|template| template.name)));
}

const HOUR: Millis = 3_600_000;

#[test]
fn while_the_market_is_closed_quotes_go_on_and_nothing_fills() {
    let mut config = config(1_000, &["6000"]);
    config.market.hours = Hours::Daily { open: HOUR, close: 2 * HOUR };
    let mut desk = Desk::new(config);
    let info = |desk: &mut Desk| read_one(&Ok(desk.get("/v1/api/market/info?instrument=ES")), MarketInfo::read).unwrap();
    let quote = |desk: &mut Desk| read_one(&Ok(desk.get("/v1/api/market/quote?instrument=ES")), QuoteRow::read).unwrap();
    let id = desk.place("BUY", 1, r#""orderType":"MARKET""#);
    desk.wait(HOUR / 2);
    let closed = info(&mut desk);
    assert_eq!((closed.is_open, closed.seconds_remaining, closed.instrument.as_str()), (Some(false), Some(1_800), "ES 12-26"));
    assert_eq!((quote(&mut desk).market_open, quote(&mut desk).bid), (Some(false), Some(price("6000"))));
    assert_eq!((desk.row(&id).filled, desk.net()), (0, 0));
    desk.wait(HOUR / 2);
    assert_eq!((info(&mut desk).is_open, quote(&mut desk).market_open), (Some(true), Some(true)));
}

#[test]
fn what_waited_for_the_opening_fills_with_the_first_move() {
    let market = Market { hours: Hours::Daily { open: HOUR, close: 2 * HOUR }, ..Market::default() };
    let mut desk = Desk::new(Config { rate: None, market, ..Config::default() });
    desk.place("BUY", 1, r#""orderType":"MARKET""#);
    desk.wait(HOUR - 1);
    assert_eq!(desk.net(), 0);
    desk.wait(1);
    assert_eq!(desk.net(), 1);
}

fn bars(desk: &mut Desk, rest: &str) -> Vec<BarRow> {
    let reaction = desk.post("/v1/api/market/bars", &format!(r#"{{"instrument":"ES 12-26",{rest}}}"#));
    let answer = crate::desk::answer(reaction);
    assert_eq!(answer.status, Some(200), "{}", answer.body);
    read_list(&Ok(answer), "bars", BarRow::read).unwrap().rows
}

#[test]
fn bars_are_those_of_the_quotes() {
    let mut desk = Desk::new(Config { rate: None, ..Config::default() });
    let rows = bars(&mut desk, r#""periodType":"minute","period":1,"limit":5"#);
    assert_eq!((rows.len(), rows[4].at), (5, START));
    desk.wait(60_000);
    let later = bars(&mut desk, r#""periodType":"Minute","period":1,"limit":5"#);
    assert_eq!((&later[..4], later[4].at), (&rows[1..], START + 60_000));
    let quote = read_one(&Ok(desk.get("/v1/api/market/quote?instrument=ES")), QuoteRow::read).unwrap();
    assert!((later[4].close.ticks_above(quote.last.unwrap(), price("0.25")).unwrap()).abs() < 10, "where the market is now");
    let mut again = Desk::new(Config { rate: None, ..Config::default() });
    assert_eq!(bars(&mut again, r#""periodType":"minute","period":1,"limit":5"#), rows, "the same seed, the same bars");
    assert_eq!(bars(&mut desk, r#""periodType":"day","period":1,"daysBack":3"#).len(), 2, "whole days only");
}

#[test]
fn bars_of_a_tape_see_every_row_of_it() {
    let mut desk = Desk::with(10_000, &["6000", "6005", "5990", "6001", "6002", "6003", "7000"]);
    desk.wait(60_000);
    let rows = bars(&mut desk, r#""periodType":"minute","period":1"#);
    assert_eq!(rows.len(), 1, "before its first row there is nothing");
    let bar = rows[0];
    assert_eq!((bar.open, bar.high, bar.low, bar.close, bar.volume), (price("6000"), price("6005"), price("5990"), price("6003"), 6));
}

#[test]
fn profits_come_at_the_interval_that_was_asked_for_in_either_shape() {
    for (shape, part) in [(PnlShape::Array, r#""accounts":[{"account":"Sim101""#), (PnlShape::Keyed, r#""accounts":{"Sim101":{"#)] {
        let switches = Switches { pnl_shape: shape, ..Switches::default() };
        let mut desk = Desk::new(Config { switches, ..config(1_000, &["6000"]) });
        desk.hold("BUY", 1);
        let connection = desk.exchange.connect(desk.now);
        let ask = |desk: &mut Desk, text: &str| desk.exchange.frame(connection, text, desk.now);
        ask(&mut desk, r#"{"action":"streamPnl","enabled":true,"interval":250}"#);
        ask(&mut desk, r#"{"action":"subscribe","instruments":["ES"]}"#);
        desk.heard(connection);
        desk.wait(1_000);
        let texts = desk.heard(connection);
        assert!(texts.iter().any(|text| text.contains(part)), "{texts:?}");
        let mut numbers = Vec::new();
        let mut profits = Vec::new();
        let mut quotes = 0;
        for text in &texts {
            let (header, frame) = ServerFrame::parse(text).unwrap();
            numbers.extend(header.seq);
            match frame {
                ServerFrame::PnlUpdate { at, rows } => profits.push((at.unwrap() % 1_000, rows)),
                ServerFrame::MarketData(_) => quotes += 1,
                other => panic!("{other:?}"),
            }
        }
        assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1));
        assert_eq!((profits.iter().map(|(at, _)| *at).collect::<Vec<_>>(), quotes), (vec![250, 500, 750, 0], 1));
        let row = &profits[0].1[0];
        assert_eq!((row.account.as_str(), row.realized, row.unrealized), ("Sim101", Some(price("0")), Some(price("-12.5"))));
        ask(&mut desk, r#"{"action":"streamPnl","enabled":false}"#);
        ask(&mut desk, r#"{"action":"unsubscribe","instruments":["ES"]}"#);
        desk.heard(connection);
        desk.wait(5_000);
        assert!(desk.heard(connection).is_empty());
    }
}

#[test]
fn a_profit_stream_without_pause_is_given_one() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let connection = desk.exchange.connect(desk.now);
    desk.exchange.frame(connection, r#"{"action":"streamPnl","enabled":true,"interval":0}"#, desk.now);
    desk.heard(connection);
    desk.wait(1_000);
    assert_eq!(desk.heard(connection).len(), 10);
}
