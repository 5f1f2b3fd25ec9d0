//! Expiry and roll: ES 12-26 stops trading on Friday, 18 December 2026.

use crate::desk::{Case, Change};
use order_model::Severity::{Block, Warn};
use order_model::{Code, Day, Field, Instrument, LastTrade};

const fn near(name: &'static str, says: &'static str, hit: Change, miss: Change) -> Case {
    let (code, field) = (Code::InstrumentNearRoll, Field::Instrument);
    Case { name, code, field, severity: Warn, says, fixes: &[], also: &[], hit, miss }
}

pub(crate) const EXPIRY: &[Case] = &[
    Case {
        severity: Block,
        code: Code::InstrumentExpired,
        fixes: &["Use ES 03-27"],
        ..near(
            "one day past the slack of the table",
            "ES 12-26 stopped trading on 2026-12-18.",
            |desk| desk.today("2026-12-23"),
            |desk| desk.today("2026-12-22"),
        )
    },
    Case {
        severity: Block,
        code: Code::InstrumentExpired,
        fixes: &["Use ES 12-26"],
        ..near(
            "a one-digit year means the past contract, not one in ten years",
            "ES 12-25 stopped trading on 2025-12-19.",
            |desk| desk.set(Field::Instrument, "ESZ5").market("Buy"),
            |desk| desk.set(Field::Instrument, "ESZ6").market("Buy"),
        )
    },
    near(
        "the first of the warning days",
        "The last trading day of ES 12-26 is 2026-12-18 (5 d).",
        |desk| desk.today("2026-12-13"),
        |desk| desk.today("2026-12-12"),
    ),
    near(
        "the trader's own warning days",
        "The last trading day of ES 12-26 is 2026-12-18 (0 d).",
        |desk| {
            desk.context.limits.roll_warning_days = 0;
            desk.today("2026-12-18")
        },
        |desk| {
            desk.context.limits.roll_warning_days = 0;
            desk.today("2026-12-17")
        },
    ),
    near(
        "no calendar, no expiry",
        "The last trading day of ES 12-26 is 2026-12-18 (1 d).",
        |desk| desk.today("2026-12-17"),
        |desk| {
            desk.context.today = None;
            desk
        },
    ),
];

#[test]
fn the_slack_of_the_table_decides_between_near_and_expired() {
    let es = Instrument::parse("ES 12-26", None).unwrap();
    let last = es.last_trading_day().unwrap();
    assert_eq!(Some(last), Day::parse("2026-12-18"));
    for (days, expected) in [
        (-6, None),
        (-5, Some(Code::InstrumentNearRoll)),
        (0, Some(Code::InstrumentNearRoll)),
        (LastTrade::SLACK_DAYS, Some(Code::InstrumentNearRoll)),
        (LastTrade::SLACK_DAYS + 1, Some(Code::InstrumentExpired)),
        (400, Some(Code::InstrumentExpired)),
    ] {
        let mut desk = crate::desk::Desk::clean();
        desk.context.today = Some(last.plus(days));
        let checked = desk.check();
        let codes: Vec<Code> = checked.findings.iter().map(|f| f.code).collect();
        assert_eq!(codes, expected.into_iter().collect::<Vec<_>>(), "{days} days after the last trading day");
    }
}
