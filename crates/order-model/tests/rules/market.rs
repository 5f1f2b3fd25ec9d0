//! The quote a rule needs, and the contract's listing and market.

use crate::desk::{Case, Change, Desk, NOW, p, quote};
use order_model::Severity::Warn;
use order_model::{Code, Currency, Field, InstrumentSpec};

const fn order(name: &'static str, code: Code, says: &'static str, hit: Change, miss: Change) -> Case {
    Case { name, code, field: Field::Order, severity: Warn, says, fixes: &[], also: &[], hit, miss }
}

fn quote_aged(desk: &mut Desk, ms: u64) -> &mut Desk {
    desk.es().at = NOW - ms;
    desk
}

pub(crate) const QUOTES: &[Case] = &[
    order(
        "a limit without a quote",
        Code::QuoteMissing,
        "No quote for ES 12-26: the limit cannot be checked against the market.",
        |desk| {
            desk.context.quotes.clear();
            desk
        },
        |desk| desk,
    ),
    order(
        "a stop without a quote; a market order needs none",
        Code::QuoteMissing,
        "No quote for ES 12-26: the stop cannot be checked against the market.",
        |desk| {
            desk.context.quotes.clear();
            desk.stop("Buy", "6015")
        },
        |desk| {
            desk.context.quotes.clear();
            desk.market("Buy")
        },
    ),
    order(
        "the quote of another month",
        Code::QuoteMissing,
        "No quote for ES 12-26: the limit cannot be checked against the market.",
        |desk| {
            desk.es().instrument = "ES 03-27".into();
            desk
        },
        |desk| {
            desk.es().instrument = "es 12-26 ".into();
            desk
        },
    ),
    order(
        "a quote with neither ask nor last trade",
        Code::QuoteMissing,
        "No quote for ES 12-26: the limit cannot be checked against the market.",
        |desk| {
            desk.context.quotes = vec![quote("ES 12-26", "6012.25", "", "")];
            desk
        },
        |desk| {
            desk.context.quotes = vec![quote("ES 12-26", "", "", "6012.25")];
            desk
        },
    ),
    order(
        "one millisecond over the age allowed",
        Code::QuoteStale,
        "The last quote is 10 s old: the limit cannot be checked against the market.",
        |desk| quote_aged(desk, 10_001),
        |desk| quote_aged(desk, 10_000),
    ),
    order(
        "the trader's own age, for a stop",
        Code::QuoteStale,
        "The last quote is 2 s old: the stop cannot be checked against the market.",
        |desk| {
            desk.context.limits.quote_stale_ms = 2_000;
            quote_aged(desk, 2_001).stop("Buy", "6015")
        },
        |desk| {
            desk.context.limits.quote_stale_ms = 2_000;
            quote_aged(desk, 2_000).stop("Buy", "6015")
        },
    ),
    order(
        "bid one tick above ask; equal is a locked market, not a crossed one",
        Code::QuoteCrossed,
        "The bid 6012.75 is above the ask 6012.5: the limit cannot be checked against the market.",
        |desk| {
            desk.es().bid = Some(p("6012.75"));
            desk
        },
        |desk| {
            desk.es().bid = Some(p("6012.50"));
            desk
        },
    ),
];

const fn instrument(name: &'static str, code: Code, says: &'static str, hit: Change, miss: Change) -> Case {
    Case { field: Field::Instrument, ..order(name, code, says, hit, miss) }
}

fn month<'a>(desk: &'a mut Desk, name: &str) -> &'a mut Desk {
    desk.context.quotes = vec![quote(name, "6012.25", "6012.50", "6012.25")];
    desk.set(Field::Instrument, name)
}

pub(crate) const LISTING: &[Case] = &[
    Case {
        fixes: &["Use ES 12-26"],
        ..instrument(
            "a serial month of a quarterly contract",
            Code::InstrumentMonthNotListed,
            "01-27 is not a month the exchange lists for ES.",
            |desk| month(desk, "ES 01-27"),
            |desk| month(desk, "ES 03-27"),
        )
    },
    instrument(
        "without a calendar there is no month to offer",
        Code::InstrumentMonthNotListed,
        "01-27 is not a month the exchange lists for ES.",
        |desk| {
            desk.context.today = None;
            month(desk, "ES 01-27")
        },
        |desk| {
            desk.context.today = None;
            month(desk, "ES 12-20")
        },
    ),
    instrument(
        "in no table; a quote with tick and value makes it known",
        Code::InstrumentUnknown,
        "The tick and value of XYZ 12-26 are not known until a quote arrives.",
        |desk| month(desk, "XYZ 12-26"),
        |desk| {
            month(desk, "XYZ 12-26");
            desk.context.quotes[0].spec = InstrumentSpec::try_new(p("0.25"), p("1"), Currency::Usd);
            desk
        },
    ),
    instrument(
        "closed; not saying is not closed",
        Code::MarketClosed,
        "The market is closed; the order waits for the open.",
        |desk| {
            desk.es().market_open = Some(false);
            desk
        },
        |desk| {
            desk.es().market_open = None;
            desk
        },
    ),
];
