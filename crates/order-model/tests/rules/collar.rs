//! The price collar, in ticks and in hundredths of a percent, on both prices and both sides of the market.

use crate::desk::{Case, Change, Desk, p};
use order_model::Code;
use order_model::Field;
use order_model::Severity::Block;

const fn limit(name: &'static str, says: &'static str, hit: Change, miss: Change) -> Case {
    let (code, field) = (Code::LimitCollar, Field::LimitPrice);
    Case { name, code, field, severity: Block, says, fixes: &[], also: &[], hit, miss }
}

const fn stop(name: &'static str, says: &'static str, hit: Change, miss: Change) -> Case {
    Case { code: Code::StopCollar, field: Field::StopPrice, ..limit(name, says, hit, miss) }
}

/// Ten ticks from a market of 6012.25 to 6012.50, and no percentage.
fn ten_ticks(desk: &mut Desk) -> &mut Desk {
    desk.context.limits.collar_ticks = Some(10);
    desk.context.limits.collar_bps = None;
    desk
}

/// A market at exactly 6000 on both sides, and this many hundredths of a percent.
fn percent(desk: &mut Desk, bps: u32) -> &mut Desk {
    desk.context.limits.collar_bps = Some(bps);
    desk.es().bid = Some(p("6000"));
    desk.es().ask = Some(p("6000"));
    desk
}

pub(crate) const COLLARS: &[Case] = &[
    limit(
        "buy eleven ticks below the ask",
        "6009.75 is 11 ticks away from the market at 6012.5; your collar is 10 ticks.",
        |desk| ten_ticks(desk).limit("Buy", "6009.75"),
        |desk| ten_ticks(desk).limit("Buy", "6010.00"),
    ),
    limit(
        "sell eleven ticks above the bid",
        "6015 is 11 ticks away from the market at 6012.25; your collar is 10 ticks.",
        |desk| ten_ticks(desk).limit("Sell", "6015.00"),
        |desk| ten_ticks(desk).limit("Sell", "6014.75"),
    ),
    limit(
        "a collar of one tick is one tick",
        "6011.75 is 3 ticks away from the market at 6012.5; your collar is 1 tick.",
        |desk| {
            ten_ticks(desk).context.limits.collar_ticks = Some(1);
            desk.limit("Buy", "6011.75")
        },
        |desk| {
            ten_ticks(desk).context.limits.collar_ticks = Some(1);
            desk.limit("Buy", "6012.25")
        },
    ),
    Case {
        also: &[Code::LimitMarketable],
        ..limit(
            "buy eleven ticks above the ask",
            "6015.25 is 11 ticks away from the market at 6012.5; your collar is 10 ticks.",
            |desk| ten_ticks(desk).limit("Buy", "6015.25"),
            |desk| ten_ticks(desk).limit("Buy", "6015.00"),
        )
    },
    limit(
        "buy one tick beyond five percent",
        "5699.75 is 300.25 away from the market at 6000; your collar is 5 %.",
        |desk| percent(desk, 500).limit("Buy", "5699.75"),
        |desk| percent(desk, 500).limit("Buy", "5700.00"),
    ),
    limit(
        "sell one tick beyond a quarter percent",
        "6015.25 is 15.25 away from the market at 6000; your collar is 0.25 %.",
        |desk| percent(desk, 25).limit("Sell", "6015.25"),
        |desk| percent(desk, 25).limit("Sell", "6015.00"),
    ),
    limit(
        "the percentage holds also where the ticks allow more",
        "5699.75 is 300.25 away from the market at 6000; your collar is 5 %.",
        |desk| {
            desk.context.limits.collar_ticks = Some(10_000);
            percent(desk, 500).limit("Buy", "5699.75")
        },
        |desk| {
            desk.context.limits.collar_ticks = Some(10_000);
            percent(desk, 500).limit("Buy", "5700")
        },
    ),
    limit(
        "a collar of nothing allows the market alone",
        "5999.75 is 1 tick away from the market at 6000; your collar is 0 ticks.",
        |desk| {
            desk.context.limits.collar_ticks = Some(0);
            percent(desk, 500).limit("Buy", "5999.75")
        },
        |desk| {
            desk.context.limits.collar_ticks = Some(0);
            percent(desk, 500).limit("Buy", "6000")
        },
    ),
    stop(
        "buy stop eleven ticks above the ask",
        "6015.25 is 11 ticks away from the market at 6012.5; your collar is 10 ticks.",
        |desk| ten_ticks(desk).stop("Buy", "6015.25"),
        |desk| ten_ticks(desk).stop("Buy", "6015.00"),
    ),
    stop(
        "sell stop one tick beyond five percent",
        "5699.75 is 300.25 away from the market at 6000; your collar is 5 %.",
        |desk| percent(desk, 500).stop("Sell", "5699.75"),
        |desk| percent(desk, 500).stop("Sell", "5700"),
    ),
    Case {
        also: &[Code::LimitCollar],
        ..stop(
            "a stop-limit, with its limit",
            "6015.25 is 11 ticks away from the market at 6012.5; your collar is 10 ticks.",
            |desk| ten_ticks(desk).stop_limit("Buy", "6015.25", "6015.25"),
            |desk| ten_ticks(desk).stop_limit("Buy", "6015.00", "6015.00"),
        )
    },
];
