//! Rows, quotes, replies and frames come back from what is written, under either key of an order's id.

use crate::drawn::{price, some_text, text};
use crosstrade::{
    AccountDetail, AccountRow, Answer, BarRow, ClientFrame, ErrorBody, ErrorShape, EventHeader, ExecutionRow, IdKey, MarketInfo, OrderRow,
    OrderState, PlaceOutcome, PlacedReply, PnlRow, PositionRow, QuoteRow, ServerFrame, StrategyRow, TemplateRow, read_list, read_one,
};
use order_model::Price;
use proptest::option::of;
use proptest::prelude::*;

fn state() -> impl Strategy<Value = OrderState> {
    prop_oneof![4 => proptest::sample::select(OrderState::all()), 1 => text().prop_map(|word| OrderState::parse(&word))]
}

fn order_row() -> impl Strategy<Value = OrderRow> {
    let types =
        prop_oneof![proptest::sample::select(&["Market", "Limit", "StopMarket", "StopLimit", "MIT"][..]).prop_map(str::to_owned), text()];
    let sides = prop_oneof![proptest::sample::select(&["Buy", "Sell", "SellShort", "BuyToCover"][..]).prop_map(str::to_owned), text()];
    let texts = (some_text(), text(), text(), sides, types, text(), text());
    let counts = (any::<u32>(), any::<u32>(), of(0_u64..10_000_000_000_000));
    let prices = (of(price()), of(price()), of(price()));
    (texts, state(), counts, prices, of(some_text()), of(some_text()), of(some_text())).prop_map(
        |(
            (id, account, instrument, action, order_type, life, name),
            state,
            (quantity, filled, at),
            prices,
            oco_id,
            strategy,
            user_data,
        )| {
            let (limit, stop, average) = prices;
            OrderRow {
                id,
                account,
                instrument,
                action,
                order_type,
                state,
                quantity,
                filled,
                limit,
                stop,
                average,
                time_in_force: life,
                oco_id,
                at,
                name,
                strategy,
                user_data,
            }
        },
    )
}

fn execution_row() -> impl Strategy<Value = ExecutionRow> {
    (text(), text(), text(), text(), text(), any::<u32>(), of(price()), of(any::<u64>())).prop_map(
        |(id, order_id, account, instrument, market_position, quantity, price, at)| ExecutionRow {
            id,
            order_id,
            account,
            instrument,
            market_position,
            quantity,
            price,
            at,
        },
    )
}

fn position_row() -> impl Strategy<Value = PositionRow> {
    let most = i64::from(u32::MAX);
    (text(), text(), -most..=most, of(price()), of(price()), price()).prop_map(|(account, instrument, net, average, market, unrealized)| {
        PositionRow { account, instrument, net, average, market, unrealized: Some(unrealized) }
    })
}

fn quote_row() -> impl Strategy<Value = QuoteRow> {
    let prices = (of(price()), of(price()), of(price()), of(price()), of(price()));
    (some_text(), prices, any::<Option<bool>>(), any::<u32>(), of(0_u64..10_000_000_000)).prop_map(
        |(instrument, (bid, ask, last, tick_size, point_value), market_open, volume, seconds)| QuoteRow {
            instrument,
            bid,
            ask,
            last,
            tick_size,
            point_value,
            market_open,
            volume,
            at: seconds.map(|s| s * 1000),
        },
    )
}

proptest! {
    #[test]
    fn orders(row in order_row(), key in proptest::sample::select(&[IdKey::OrderId, IdKey::Id][..])) {
        let written = row.write(key);
        prop_assert_eq!(OrderRow::read(&written.end()), Some(row.clone()));
        // A read of one order has the success flag beside the fields.
        let one = row.write(key).flag("success", true).end();
        prop_assert_eq!(read_one(&Ok(Answer::http(200, one)), OrderRow::read), Ok(row.clone()));
        prop_assert!(row.remaining() <= row.quantity);
        if row.state.is_final() {
            prop_assert_eq!(row.remaining(), 0);
        }
    }

    #[test]
    fn executions_positions_accounts_quotes(fill in execution_row(), position in position_row(), quote in quote_row(), name in some_text(), provider in text()) {
        prop_assert_eq!(ExecutionRow::read(&fill.write().end()), Some(fill));
        prop_assert_eq!(PositionRow::read(&position.write().end()), Some(position));
        prop_assert_eq!(QuoteRow::read(&quote.write().end()), Some(quote));
        let account = AccountRow { name, provider: provider.clone(), connection_status: provider };
        prop_assert_eq!(AccountRow::read(&account.write().end()), Some(account));
    }

    #[test]
    fn details_bars_sessions_and_profits(
        name in some_text(), words in (text(), text(), text(), text()), money in proptest::collection::vec(of(price()), 6), sizes in (of(1_u32..), of(1_u32..)),
        bar in (any::<u64>(), price(), price(), price(), price(), any::<u32>()), open in any::<Option<bool>>(), seconds in of(any::<u32>()),
    ) {
        let (one, two, three, four) = words;
        let account = AccountRow { name: name.clone(), provider: one.clone(), connection_status: two.clone() };
        let [cash, realized, unrealized, net_liquidation, buying_power, daily_loss_limit] = money[..] else { panic!("six") };
        let (max_order_size, max_position_size) = sizes;
        let detail = AccountDetail {
            account, cash, realized, unrealized, net_liquidation, buying_power, daily_loss_limit, max_order_size, max_position_size,
        };
        prop_assert_eq!(AccountDetail::read(&detail.write().flag("success", true).end()), Some(detail));
        let bar = BarRow { at: bar.0, open: bar.1, high: bar.2, low: bar.3, close: bar.4, volume: bar.5 };
        prop_assert_eq!(BarRow::read(&bar.write().end()), Some(bar));
        let info = MarketInfo { instrument: name.clone(), is_open: open, state: one, label: two, action: three, seconds_remaining: seconds, next: four };
        prop_assert_eq!(MarketInfo::read(&info.write().end()), Some(info));
        let strategy = StrategyRow { id: name.clone(), name: name.clone(), display_name: name.clone() };
        prop_assert_eq!(StrategyRow::read(&strategy.write().end()), Some(strategy));
        let template = TemplateRow { name: name.clone() };
        prop_assert_eq!(TemplateRow::read(&template.write().end()), Some(template));
        let row = PnlRow { account: name, realized: Some(realized.unwrap_or(Price::ZERO)), unrealized: Some(bar.close) };
        let keyed = format!(r#"{{"type":"pnlUpdate","accounts":{}}}"#, PnlRow::write_keyed(std::slice::from_ref(&row)).end());
        let frame = ServerFrame::PnlUpdate { at: Some(bar.at), rows: vec![row.clone()] };
        prop_assert_eq!(ServerFrame::parse(&frame.to_text(7)).map(|(_, read)| read), Ok(frame));
        prop_assert_eq!(ServerFrame::parse(&keyed).map(|(_, read)| read), Ok(ServerFrame::PnlUpdate { at: None, rows: vec![row] }));
    }

    #[test]
    fn lists_lose_no_row(rows in proptest::collection::vec((order_row(), any::<bool>()), 0..6), success in any::<bool>()) {
        let texts: Vec<String> = rows.iter().map(|(row, id)| row.write(if *id { IdKey::Id } else { IdKey::OrderId }).end()).collect();
        let rows: Vec<OrderRow> = rows.into_iter().map(|(row, _)| row).collect();
        let object = crosstrade::Object::new().list("orders", &texts);
        let body = if success { object.flag("success", true) } else { object }.end();
        for answer in [Answer::http(200, body.clone()), Answer::rpc(body), Answer::http(200, format!("[{}]", texts.join(", ")))] {
            let list = read_list(&Ok(answer), "orders", OrderRow::read).unwrap();
            prop_assert_eq!((list.rows, list.unreadable), (rows.clone(), 0));
        }
    }

    #[test]
    fn server_frames(row in order_row(), fill in execution_row(), position in position_row(), quotes in proptest::collection::vec(quote_row(), 0..4), state in text(), seq in 0_u64..=i64::MAX.unsigned_abs()) {
        let short = |quote: QuoteRow| QuoteRow { tick_size: None, point_value: None, market_open: None, at: None, ..quote };
        for frame in [
            ServerFrame::OrderUpdate(Box::new(row)),
            ServerFrame::ExecutionUpdate(fill),
            ServerFrame::PositionUpdate(position),
            ServerFrame::MarketData(quotes.into_iter().map(short).collect()),
            ServerFrame::Status(state),
            ServerFrame::Resync,
        ] {
            let header = EventHeader { seq: Some(seq), dropped: 0 };
            prop_assert_eq!(ServerFrame::parse(&frame.to_text(seq)), Ok((header, frame)));
        }
        prop_assert_eq!(ServerFrame::parse(&ServerFrame::Pong.to_text(seq)), Ok((EventHeader::default(), ServerFrame::Pong)));
    }

    #[test]
    fn replies(id in text(), order_id in some_text(), error in text(), detail in of(text())) {
        let data = PlacedReply { order_id: order_id.clone() }.write();
        let frame = ServerFrame::Reply { id, data: data.clone() };
        prop_assert_eq!(ServerFrame::parse(&frame.to_text(1)), Ok((EventHeader::default(), frame)));
        // Neither blanks nor dots can name an order: they would name another place in the path of a cancel.
        let nameless = matches!(order_id.trim(), "" | "." | "..");
        let expected = if nameless { None } else { Some(PlaceOutcome::Acknowledged { order_id }) };
        for answer in [Answer::http(200, data.clone()), Answer::rpc(data)] {
            let outcome = PlaceOutcome::of(&Ok(answer));
            let unknown = matches!(outcome, PlaceOutcome::Unknown { .. });
            prop_assert!(expected.as_ref().map_or(unknown, |expected| outcome == *expected), "{:?}", outcome);
        }
        let body = ErrorBody { error, detail };
        prop_assert_eq!(ErrorBody::read(&body.write(ErrorShape::Coded)), Some(body.clone()));
        let plain = ErrorBody { error: body.detail.clone().unwrap_or_else(|| body.error.clone()), detail: None };
        prop_assert_eq!(ErrorBody::read(&body.write(ErrorShape::Plain)), Some(plain));
    }

    #[test]
    fn client_frames(instruments in proptest::collection::vec(text(), 0..5), enabled in any::<bool>(), interval in any::<u32>()) {
        for frame in [
            ClientFrame::Subscribe { instruments: instruments.clone() },
            ClientFrame::Unsubscribe { instruments },
            ClientFrame::StreamPnl { enabled, interval },
            ClientFrame::Ping,
        ] {
            prop_assert_eq!(ClientFrame::parse(&frame.to_text()), Ok(frame));
        }
    }

    /// Counts come as integers, with a point, with an exponent and as text; a position that cannot be counted is not flat.
    #[test]
    fn counts_and_prices_in_every_spelling(count in 0_u32..100_000, price in price()) {
        for spelled in [format!("{count}"), format!("{count}.0"), format!("{count}.00"), format!("{count}e0"), format!("\"{count}\""), format!("\"{count}.0\"")] {
            let row = format!(r#"{{"id":"1","quantity":{spelled},"filled":{spelled},"marketPosition":"Short","limitPrice":"{price}","stopPrice":{price}}}"#);
            let order = OrderRow::read(&row).unwrap();
            prop_assert_eq!((order.quantity, order.filled, order.remaining()), (count, count, 0));
            prop_assert_eq!((order.limit, order.stop), (Some(price), Some(price)), "numbers come as text too");
            prop_assert_eq!(PositionRow::read(&row).unwrap().net, -i64::from(count));
        }
        for odd in ["null", "-1", "1.5", "\"many\"", "true", "[]", "1e99"] {
            let row = format!(r#"{{"id":"1","quantity":{odd},"marketPosition":"Long"}}"#);
            prop_assert_eq!(PositionRow::read(&row), None, "{}", odd);
            prop_assert_eq!(OrderRow::read(&row), None, "{}", odd);
            prop_assert_eq!(PositionRow::read(&row.replace("Long", "Flat")).unwrap().net, 0);
        }
    }
}

#[test]
fn the_api_s_zero_is_no_price() {
    let row = OrderRow::read(r#"{"id":"1","quantity":1,"limitPrice":0.0,"stopPrice":0,"averageFillPrice":"0.00","epoch":null}"#).unwrap();
    assert_eq!((row.limit, row.stop, row.average, row.at), (None, None, None, None));
    let small = OrderRow::read(r#"{"id":"1","quantity":1,"limitPrice":1E-05}"#).unwrap();
    assert_eq!(small.limit, Price::parse("0.00001").ok());
}
