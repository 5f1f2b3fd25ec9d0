//! Position and notional after everything that may still fill.

use crate::desk::{Case, Change, Desk};
use order_model::Action::{Buy, Sell};
use order_model::Severity::{Block, Warn};
use order_model::{Code, Field};

const fn over(name: &'static str, says: &'static str, hit: Change, miss: Change) -> Case {
    let (code, field) = (Code::PositionOverLimit, Field::Order);
    Case { name, code, field, severity: Block, says, fixes: &[], also: &[], hit, miss }
}

/// At most five contracts long or short.
fn five(desk: &mut Desk, net: i64) -> &mut Desk {
    desk.context.limits.max_position = Some(5);
    desk.position(net)
}

pub(crate) const POSITIONS: &[Case] = &[
    over(
        "one contract over, from flat",
        "Would reach a position of 6 with all that may still fill; your limit is 5.",
        |desk| five(desk, 0).quantity("6"),
        |desk| five(desk, 0).quantity("5"),
    ),
    over(
        "with the position and the working orders of the same side",
        "Would reach a position of 6 with all that may still fill; your limit is 5.",
        |desk| five(desk, 3).working(Buy, 1, "6000").quantity("2"),
        |desk| five(desk, 3).working(Buy, 1, "6000").quantity("1"),
    ),
    over(
        "working orders of the other side give no room",
        "Would reach a position of 6 with all that may still fill; your limit is 5.",
        |desk| five(desk, 5).working(Sell, 9, "6100").quantity("1"),
        |desk| five(desk, 4).working(Sell, 9, "6100").quantity("1"),
    ),
    over(
        "short",
        "Would reach a position of 6 with all that may still fill; your limit is 5.",
        |desk| five(desk, -3).working(Sell, 2, "6100").market("Sell"),
        |desk| five(desk, -2).working(Sell, 2, "6100").market("Sell"),
    ),
    over(
        "an outsized position may come nearer to flat, not through it and out again",
        "Would reach a position of 6 with all that may still fill; your limit is 5.",
        |desk| {
            desk.context.limits.max_quantity = Some(100);
            five(desk, 50).market("Sell").quantity("56")
        },
        |desk| {
            desk.context.limits.max_quantity = Some(100);
            five(desk, 50).market("Sell").quantity("55")
        },
    ),
    over(
        "orders in another account or instrument do not count",
        "Would reach a position of 6 with all that may still fill; your limit is 5.",
        |desk| five(desk, 0).working(Buy, 5, "6000"),
        |desk| {
            five(desk, 0).working(Buy, 5, "6000").working(Buy, 5, "6000");
            desk.context.working[0].account = "Sim102".into();
            desk.context.working[1].instrument = "NQ 12-26".into();
            desk
        },
    ),
    Case {
        code: Code::PositionUnknown,
        severity: Warn,
        ..over(
            "never read; no row in what was read is flat",
            "The position has not been read: the position limit cannot be checked.",
            |desk| {
                desk.context.positions = None;
                desk.context.limits.max_position = Some(5);
                desk
            },
            |desk| {
                desk.context.positions = Some(Vec::new());
                desk.context.limits.max_position = Some(5);
                desk
            },
        )
    },
    Case {
        code: Code::PositionUnknown,
        severity: Warn,
        ..over(
            "without a limit nobody asks",
            "The position has not been read: the position limit cannot be checked.",
            |desk| {
                desk.context.positions = None;
                desk.context.limits.max_position = Some(0);
                desk
            },
            |desk| {
                desk.context.positions = None;
                desk
            },
        )
    },
];

const fn notional(name: &'static str, says: &'static str, hit: Change, miss: Change) -> Case {
    Case { code: Code::NotionalOverLimit, ..over(name, says, hit, miss) }
}

fn at_most(desk: &mut Desk, units: u32) -> &mut Desk {
    desk.context.limits.max_notional = Some(units);
    desk
}

pub(crate) const NOTIONALS: &[Case] = &[
    notional(
        "half a dollar over, at the limit price",
        "300512.50 USD is over your limit of 300512.00 USD for one order.",
        |desk| at_most(desk, 300_512),
        |desk| at_most(desk, 300_513),
    ),
    notional(
        "exactly at the limit is inside",
        "601025.00 USD is over your limit of 601024.00 USD for one order.",
        |desk| at_most(desk, 601_024).quantity("2"),
        |desk| at_most(desk, 601_025).quantity("2"),
    ),
    notional(
        "a market order at the price it would meet",
        "300612.50 USD is over your limit of 300612.00 USD for one order.",
        |desk| at_most(desk, 300_612).market("Sell"),
        |desk| at_most(desk, 300_613).market("Sell"),
    ),
    notional(
        "a stop at its stop",
        "300750.00 USD is over your limit of 300749.00 USD for one order.",
        |desk| at_most(desk, 300_749).stop("Buy", "6015"),
        |desk| at_most(desk, 300_750).stop("Buy", "6015"),
    ),
    Case {
        code: Code::NotionalUnknown,
        severity: Warn,
        ..notional(
            "a market order without a quote",
            "The notional is not known: its limit cannot be checked.",
            |desk| {
                desk.context.quotes.clear();
                at_most(desk, 1_000_000).market("Buy")
            },
            |desk| at_most(desk, 1_000_000).market("Buy"),
        )
    },
    Case {
        code: Code::NotionalUnknown,
        severity: Warn,
        also: &[Code::InstrumentUnknown],
        ..notional(
            "an instrument of unknown value; without a limit nobody asks",
            "The notional is not known: its limit cannot be checked.",
            |desk| at_most(desk, 1_000_000).market("Buy").set(Field::Instrument, "XYZ 12-26"),
            |desk| desk.market("Buy").set(Field::Instrument, "XYZ 12-26"),
        )
    },
];
