//! Prices against the grid, against each other and against the market.

use crate::desk::{Case, Change, Desk, p, quote};
use order_model::Severity::{Block, Warn};
use order_model::{Code, Currency, Field, InstrumentSpec};

const fn off_limit(name: &'static str, says: &'static str, fixes: &'static [&'static str], hit: Change, miss: Change) -> Case {
    let (code, field) = (Code::LimitOffTick, Field::LimitPrice);
    Case { name, code, field, severity: Block, says, fixes, also: &[], hit, miss }
}

pub(crate) const GRID: &[Case] = &[
    off_limit(
        "between two ticks",
        "6010.3 is not a multiple of the tick 0.25.",
        &["Use 6010.25", "Use 6010.5"],
        |desk| desk.limit("Buy", "6010.30"),
        |desk| desk.limit("Buy", "6010.50"),
    ),
    off_limit(
        "the smallest step off",
        "6010.25000000001 is not a multiple of the tick 0.25.",
        &["Use 6010.25", "Use 6010.5"],
        |desk| desk.limit("Buy", "6010.25000000001"),
        |desk| desk.limit("Buy", "6010.25"),
    ),
    off_limit(
        "below zero",
        "-37.635 is not a multiple of the tick 0.01.",
        &["Use -37.64", "Use -37.63"],
        |desk| crude(desk).limit("Buy", "-37.635"),
        |desk| crude(desk).limit("Buy", "-37.63"),
    ),
    off_limit(
        "the quote's own tick comes before the table's",
        "6010.25 is not a multiple of the tick 0.1.",
        &["Use 6010.2", "Use 6010.3"],
        |desk| {
            desk.es().spec = InstrumentSpec::try_new(p("0.1"), p("50"), Currency::Usd);
            desk
        },
        |desk| {
            desk.es().spec = InstrumentSpec::try_new(p("0.05"), p("50"), Currency::Usd);
            desk
        },
    ),
    off_limit(
        "zero is never offered, for it is no price",
        "0.1 is not a multiple of the tick 0.25.",
        &["Use 0.25"],
        |desk| {
            desk.context.limits.collar_bps = None;
            desk.limit("Buy", "0.10")
        },
        |desk| {
            desk.context.limits.collar_bps = None;
            desk.limit("Buy", "0.25")
        },
    ),
    Case {
        name: "between two ticks",
        code: Code::StopOffTick,
        field: Field::StopPrice,
        severity: Block,
        says: "6015.1 is not a multiple of the tick 0.25.",
        fixes: &["Use 6015", "Use 6015.25"],
        also: &[],
        hit: |desk| desk.stop("Buy", "6015.10"),
        miss: |desk| desk.stop("Buy", "6015.00"),
    },
];

const fn stop(name: &'static str, says: &'static str, fixes: &'static [&'static str], hit: Change, miss: Change) -> Case {
    let (code, field) = (Code::StopWrongSide, Field::StopPrice);
    Case { name, code, field, severity: Block, says, fixes, also: &[], hit, miss }
}

const fn marketable(name: &'static str, says: &'static str, hit: Change, miss: Change) -> Case {
    let (code, field) = (Code::LimitMarketable, Field::LimitPrice);
    Case { name, code, field, severity: Warn, says, fixes: &[], also: &[], hit, miss }
}

pub(crate) const SIDES: &[Case] = &[
    stop(
        "buy stop at the ask",
        "A buy stop must be above the market at 6012.5; it would trigger at once.",
        &["Use 6012.75"],
        |desk| desk.stop("Buy", "6012.50"),
        |desk| desk.stop("Buy", "6012.75"),
    ),
    stop(
        "sell stop at the bid",
        "A sell stop must be below the market at 6012.25; it would trigger at once.",
        &["Use 6012"],
        |desk| desk.stop("Sell", "6012.25"),
        |desk| desk.stop("Sell", "6012.00"),
    ),
    stop(
        "stop-limit too",
        "A buy stop must be above the market at 6012.5; it would trigger at once.",
        &["Use 6012.75"],
        |desk| desk.stop_limit("Buy", "6012.50", "6020"),
        |desk| desk.stop_limit("Buy", "6012.75", "6020"),
    ),
    stop(
        "the last trade stands in for a missing ask",
        "A buy stop must be above the market at 6012.25; it would trigger at once.",
        &["Use 6012.5"],
        |desk| {
            desk.es().ask = None;
            desk.stop("Buy", "6012.25")
        },
        |desk| {
            desk.es().ask = None;
            desk.stop("Buy", "6012.50")
        },
    ),
    stop(
        "a market off the grid: the fix is on it",
        "A buy stop must be above the market at 6012.6; it would trigger at once.",
        &["Use 6012.75"],
        |desk| {
            desk.es().ask = Some(p("6012.60"));
            desk.stop("Buy", "6012.50")
        },
        |desk| {
            desk.es().ask = Some(p("6012.60"));
            desk.stop("Buy", "6012.75")
        },
    ),
    stop(
        "zero is never offered, for it is no price",
        "A sell stop must be below the market at 0.01; it would trigger at once.",
        &[],
        |desk| {
            crude(desk).stop("Sell", "0.01");
            desk.context.limits.collar_bps = None;
            desk.context.quotes = vec![quote("CL 01-27", "0.01", "0.02", "")];
            desk
        },
        |desk| {
            crude(desk).stop("Sell", "0.01");
            desk.context.limits.collar_bps = None;
            desk.context.quotes = vec![quote("CL 01-27", "0.02", "0.03", "")];
            desk
        },
    ),
    Case {
        name: "buy: one tick short of the stop",
        code: Code::LimitBehindStop,
        field: Field::LimitPrice,
        severity: Block,
        says: "When the stop 6015 trades, a buy limit of 6014.75 cannot fill.",
        fixes: &["Use 6015"],
        also: &[],
        hit: |desk| desk.stop_limit("Buy", "6015", "6014.75"),
        miss: |desk| desk.stop_limit("Buy", "6015", "6015"),
    },
    Case {
        name: "sell: one tick above the stop",
        code: Code::LimitBehindStop,
        field: Field::LimitPrice,
        severity: Block,
        says: "When the stop 6010 trades, a sell limit of 6010.25 cannot fill.",
        fixes: &["Use 6010"],
        also: &[],
        hit: |desk| desk.stop_limit("Sell", "6010", "6010.25"),
        miss: |desk| desk.stop_limit("Sell", "6010", "6010"),
    },
    marketable(
        "buy at the ask",
        "Would fill at once: the ask is 6012.5.",
        |desk| desk.limit("Buy", "6012.50"),
        |desk| desk.limit("Buy", "6012.25"),
    ),
    marketable(
        "sell at the bid",
        "Would fill at once: the bid is 6012.25.",
        |desk| desk.limit("Sell", "6012.25"),
        |desk| desk.limit("Sell", "6012.50"),
    ),
    marketable(
        "buy through the ask; behind a stop the same limit waits for its trigger",
        "Would fill at once: the ask is 6012.5.",
        |desk| desk.limit("Buy", "6020"),
        |desk| desk.stop_limit("Buy", "6015", "6020"),
    ),
];

/// Crude oil around its day below zero.
fn crude(desk: &mut Desk) -> &mut Desk {
    desk.context.quotes = vec![quote("CL 01-27", "-37.00", "-36.99", "-37.00")];
    desk.set(Field::Instrument, "CL 01-27")
}
