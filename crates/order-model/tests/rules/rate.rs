//! Orders a minute: a stuck key stops, an exit never does.

use crate::desk::{Case, Change, Desk, NOW};
use order_model::Severity::Block;
use order_model::{Code, Field};

const fn often(name: &'static str, says: &'static str, hit: Change, miss: Change) -> Case {
    let (code, field) = (Code::OrdersAMinute, Field::Order);
    Case { name, code, field, severity: Block, says, fixes: &[], also: &[], hit, miss }
}

/// At most this many a minute, and orders sent so many milliseconds ago.
fn sent<'a>(desk: &'a mut Desk, limit: u32, ago: &[u64]) -> &'a mut Desk {
    desk.context.limits.orders_a_minute = Some(limit);
    desk.context.sent_at = Some(ago.iter().map(|ms| NOW - ms).collect());
    desk
}

pub(crate) const RATE: &[Case] = &[
    often(
        "the last millisecond of the minute",
        "Orders sent in the last minute: 1; your limit is 1. The next may go in 1 s.",
        |desk| sent(desk, 1, &[59_999]),
        |desk| sent(desk, 1, &[60_000]),
    ),
    often(
        "one under the limit goes",
        "Orders sent in the last minute: 3; your limit is 3. The next may go in 30 s.",
        |desk| sent(desk, 3, &[10_000, 30_000, 20_000]),
        |desk| sent(desk, 3, &[30_000, 20_000]),
    ),
    often(
        "the wait is rounded up, and older orders do not count",
        "Orders sent in the last minute: 1; your limit is 1. The next may go in 11 s.",
        |desk| sent(desk, 1, &[49_999, 70_000, 90_000]),
        |desk| sent(desk, 1, &[60_001, 70_000, 90_000]),
    ),
    often(
        "over the limit already, several must grow old",
        "Orders sent in the last minute: 4; your limit is 2. The next may go in 40 s.",
        |desk| sent(desk, 2, &[50_000, 40_000, 20_000, 10_000]),
        |desk| sent(desk, 5, &[50_000, 40_000, 20_000, 10_000]),
    ),
    often(
        "those of one moment grow old together",
        "Orders sent in the last minute: 3; your limit is 2. The next may go in 20 s.",
        |desk| sent(desk, 2, &[40_000, 40_000, 10_000]),
        |desk| sent(desk, 4, &[40_000, 40_000, 10_000]),
    ),
    often(
        "none is allowed at all",
        "Orders sent in the last minute: 0; your limit is 0. The next may go when the limit is raised.",
        |desk| sent(desk, 0, &[]),
        |desk| sent(desk, 1, &[]),
    ),
    often(
        "a clock set back does not open the minute",
        "Orders sent in the last minute: 1; your limit is 1. The next may go in 60 s.",
        |desk| {
            sent(desk, 1, &[]).context.sent_at = Some(vec![NOW + 90_000]);
            desk
        },
        |desk| sent(desk, 1, &[]),
    ),
    often(
        "where nobody counts there is no rule",
        "Orders sent in the last minute: 1; your limit is 1. The next may go in 60 s.",
        |desk| sent(desk, 1, &[0]),
        |desk| {
            sent(desk, 1, &[0]).context.sent_at = None;
            desk
        },
    ),
    often(
        "without a limit there is no rule",
        "Orders sent in the last minute: 1; your limit is 1. The next may go in 60 s.",
        |desk| sent(desk, 1, &[0]),
        |desk| {
            sent(desk, 1, &[0]).context.limits.orders_a_minute = None;
            desk
        },
    ),
    often(
        "an exit always goes; through flat it is no exit",
        "Orders sent in the last minute: 1; your limit is 1. The next may go in 60 s.",
        |desk| sent(desk, 1, &[0]).position(2).market("Sell").quantity("3"),
        |desk| sent(desk, 1, &[0]).position(2).market("Sell").quantity("2"),
    ),
];
