//! Stop-loss and target: each finding of [`order_model::bracket`] with a neighbour that has not got it, and whole brackets.

use crate::exits::{Change, ExitCase, Exits};
use order_model::Measure::{Currency, Price, Risk, Ticks};
use order_model::Severity::{Block, Warn};
use order_model::{Code, Field};

const fn stop(name: &'static str, code: Code, says: &'static str, hit: Change, miss: Change) -> ExitCase {
    ExitCase { name, code, field: Field::StopLoss, severity: Block, says, fixes: &[], also: &[], hit, miss }
}

const fn stop_fixed(
    name: &'static str,
    code: Code,
    says: &'static str,
    fixes: &'static [&'static str],
    hit: Change,
    miss: Change,
) -> ExitCase {
    ExitCase { fixes, ..stop(name, code, says, hit, miss) }
}

pub(crate) const STOPS: &[ExitCase] = &[
    stop(
        "no number",
        Code::StopLossForm,
        "'t' does not belong in the number.",
        |exits| exits.stop("20t", Ticks),
        |exits| exits.stop(" 20 ", Ticks),
    ),
    stop(
        "only a multiple may end in R",
        Code::StopLossForm,
        "'R' does not belong in the number.",
        |exits| exits.stop("500R", Currency),
        |exits| exits.stop("500", Currency),
    ),
    stop(
        "the side is known",
        Code::StopLossForm,
        "Leave out the minus sign: the side is known.",
        |exits| exits.stop("-20", Ticks),
        |exits| exits.stop("20", Ticks),
    ),
    stop(
        "a price is read as a price",
        Code::StopLossForm,
        "Write the price without separators and with a point, like 6010.25.",
        |exits| exits.stop("6,005.00", Price),
        |exits| exits.stop("6005.00", Price),
    ),
    stop(
        "it is the risk",
        Code::StopLossForm,
        "The stop-loss is the risk itself: use ticks, a price or an amount.",
        |exits| exits.stop("1", Risk),
        |exits| exits.stop("1", Ticks),
    ),
    stop(
        "no ticks",
        Code::StopLossZero,
        "The stop-loss is at the entry 6010; it needs a distance.",
        |exits| exits.stop("0.0", Ticks),
        |exits| exits.stop("1", Ticks),
    ),
    stop_fixed(
        "the price of the entry",
        Code::StopLossZero,
        "The stop-loss is at the entry 6010; it needs a distance.",
        &["Use 6009.75"],
        |exits| exits.stop("6010.00", Price),
        |exits| exits.stop("6009.75", Price),
    ),
    stop_fixed(
        "half a tick: the entry itself is not offered",
        Code::StopLossOffTick,
        "A stop-loss of 0.5 ticks falls between the ticks 6009.75 and 6010.",
        &["Use 1"],
        |exits| exits.stop("0.5", Ticks),
        |exits| exits.stop("1", Ticks),
    ),
    stop_fixed(
        "half a tick more",
        Code::StopLossOffTick,
        "A stop-loss of 2.5 ticks falls between the ticks 6009.25 and 6009.5.",
        &["Use 3", "Use 2"],
        |exits| exits.stop("2.5", Ticks),
        |exits| exits.stop("3.0", Ticks),
    ),
    stop_fixed(
        "money for all contracts",
        Code::StopLossOffTick,
        "A stop-loss of 130 USD falls between the ticks 6008.5 and 6008.75.",
        &["Use 150.00", "Use 125.00"],
        |exits| exits.stop("130", Currency),
        |exits| exits.stop("125", Currency),
    ),
    stop_fixed(
        "the least money over a tick",
        Code::StopLossOffTick,
        "A stop-loss of 12.50000001 USD falls between the ticks 6010.25 and 6010.5.",
        &["Use 12.50", "Use 25.00"],
        |exits| exits.net(-1).stop("12.50000001", Currency),
        |exits| exits.net(-1).stop("12.50", Currency),
    ),
    stop_fixed(
        "a price",
        Code::StopLossOffTick,
        "A stop-loss of 6005.10 falls between the ticks 6005 and 6005.25.",
        &["Use 6005", "Use 6005.25"],
        |exits| exits.stop("6005.10", Price),
        |exits| exits.stop("6005.25", Price),
    ),
    stop_fixed(
        "an average off the grid: no count of ticks would ever reach it, so prices are offered",
        Code::StopLossOffTick,
        "A stop-loss of 20 ticks falls between the ticks 6005 and 6005.25.",
        &["Use 6005", "Use 6005.25"],
        |exits| exits.from("6010.1").stop("20", Ticks),
        |exits| exits.from("6010.1").stop("6005", Price),
    ),
    stop_fixed(
        "a long position's above its entry",
        Code::StopLossWrongSide,
        "The stop-loss of a long position must be below the entry at 6010.",
        &["Use 6009.75"],
        |exits| exits.stop("6010.25", Price),
        |exits| exits.stop("6009.75", Price),
    ),
    stop_fixed(
        "a short position's below its entry",
        Code::StopLossWrongSide,
        "The stop-loss of a short position must be above the entry at 6010.",
        &["Use 6010.25"],
        |exits| exits.net(-2).stop("6009.75", Price),
        |exits| exits.net(-2).stop("6010.25", Price),
    ),
    stop_fixed(
        "at the market it triggers at once; behind it a gain can be locked in",
        Code::StopLossWrongSide,
        "The stop-loss of a long position must be below the market at 6020.",
        &["Use 6019.75"],
        |exits| exits.market("6020").stop("6020", Price),
        |exits| exits.market("6020").stop("6019.75", Price),
    ),
    stop_fixed(
        "the market has passed the distance",
        Code::StopLossWrongSide,
        "The stop-loss of a short position must be above the market at 6016.",
        &["Use 6016.25"],
        |exits| exits.net(-2).market("6016").stop("20", Ticks),
        |exits| exits.net(-2).market("6016").stop("25", Ticks),
    ),
    ExitCase {
        also: &[Code::StopLossOffTick],
        ..stop_fixed(
            "a price may be off the grid too",
            Code::StopLossWrongSide,
            "The stop-loss of a long position must be below the entry at 6010.",
            &["Use 6009.75"],
            |exits| exits.stop("6011.10", Price),
            |exits| exits.stop("6009.75", Price),
        )
    },
    stop(
        "a distance from an unknown entry",
        Code::StopLossNoPrice,
        "The entry price is not known, so type a price.",
        |exits| exits.no_entry().stop("20", Ticks),
        |exits| exits.no_entry().stop("6005", Price),
    ),
    stop(
        "a distance to zero",
        Code::StopLossNoPrice,
        "That is a price of zero, which the API reads as none.",
        |exits| exits.from("5").stop("20", Ticks),
        |exits| exits.from("5").stop("21", Ticks),
    ),
    stop(
        "zero",
        Code::StopLossNoPrice,
        "That is a price of zero, which the API reads as none.",
        |exits| exits.from("5").stop("0.00", Price),
        |exits| exits.from("5").stop("-0.25", Price),
    ),
    stop(
        "more digits than a price has",
        Code::StopLossNoPrice,
        "That is beyond any price the API can carry.",
        |exits| exits.stop("999999999999999", Ticks),
        |exits| exits.stop("9999999999999", Ticks),
    ),
    ExitCase {
        severity: Warn,
        ..stop(
            "one tick beyond the entry; behind it risks something",
            Code::StopLossLocksGain,
            "The stop-loss is not behind the entry at 6010: it would close for 25.00 USD.",
            |exits| exits.market("6020").stop("6010.25", Price),
            |exits| exits.market("6020").stop("6009.75", Price),
        )
    },
    ExitCase {
        severity: Warn,
        ..stop(
            "break-even, short",
            Code::StopLossLocksGain,
            "The stop-loss is not behind the entry at 6010: it would close for 0.00 USD.",
            |exits| exits.net(-2).market("6000").stop("6010", Price),
            |exits| exits.net(-2).market("6000").stop("6010.25", Price),
        )
    },
];

const fn whole(name: &'static str, code: Code, says: &'static str, hit: Change, miss: Change) -> ExitCase {
    ExitCase { field: Field::Order, ..stop(name, code, says, hit, miss) }
}

pub(crate) const WHOLES: &[ExitCase] = &[
    whole(
        "neither is given",
        Code::BracketEmpty,
        "Type a stop-loss, a target or both.",
        |exits| exits.stop(" ", Ticks),
        |exits| exits.stop("1", Ticks),
    ),
    whole(
        "flat",
        Code::BracketFlat,
        "The position is flat: there is nothing to protect, and either exit would open a position.",
        |exits| exits.net(0),
        |exits| exits.net(1),
    ),
    ExitCase {
        also: &[Code::StopLossForm, Code::TakeProfitOffTick],
        ..whole(
            "flat: what can be read is still read",
            Code::BracketFlat,
            "The position is flat: there is nothing to protect, and either exit would open a position.",
            |exits| exits.net(0).stop("20t", Ticks).also_target("6020.10", Price),
            |exits| exits.net(-1).stop("20", Ticks).also_target("6000", Price),
        )
    },
    whole(
        "never read",
        Code::BracketPositionUnknown,
        "The position has not been read: should it be flat, either exit would open a position.",
        |exits| {
            exits.exposure.net = None;
            exits
        },
        |exits| exits,
    ),
    ExitCase {
        severity: Warn,
        ..whole(
            "prices alone",
            Code::BracketEntryUnknown,
            "The entry price is not known, so what the exits lose or gain is not known either.",
            |exits| exits.no_entry().stop("6005", Price),
            |exits| exits.stop("6005", Price),
        )
    },
];

#[test]
fn a_whole_bracket_in_every_measure() {
    let cases: [(Change, &str, &str, &str, &str); 7] = [
        (|e| e, "6005", "6020", "500.00 USD", "1000.00 USD"),
        (|e| e.net(-2), "6015", "6000", "500.00 USD", "1000.00 USD"),
        (|e| e.stop("250", Currency).also_target("375.00", Currency), "6007.5", "6013.75", "250.00 USD", "375.00 USD"),
        (|e| e.stop("6000.50", Price).also_target("6020.25", Price), "6000.5", "6020.25", "950.00 USD", "1025.00 USD"),
        (|e| e.stop("4", Ticks).also_target("1.75 r", Risk), "6009", "6011.75", "100.00 USD", "175.00 USD"),
        (|e| e.market("6020").stop("6012", Price).also_target("6030", Price), "6012", "6030", "-200.00 USD", "2000.00 USD"),
        (|e| e.market("6000").stop("5990", Price).also_target("6005", Price), "5990", "6005", "2000.00 USD", "-500.00 USD"),
    ];
    for (change, stop_loss, take_profit, risk, reward) in cases {
        let found = Exits::changed(change).check().bracket.expect("sound");
        let prices = [found.stop_loss, found.take_profit].map(|price| price.unwrap().to_string());
        assert_eq!(prices, [stop_loss, take_profit]);
        let money = [found.risk, found.reward].map(|money| money.unwrap().to_string());
        assert_eq!(money, [risk, reward], "{stop_loss} {take_profit}");
    }
}

#[test]
fn what_is_not_given_or_not_known_is_none_and_never_zero() {
    let stop_alone = Exits::changed(|e| e.stop("20", Ticks)).check().bracket.unwrap();
    assert_eq!((stop_alone.take_profit, stop_alone.reward), (None, None));
    let target_alone = Exits::changed(|e| e.target("20", Ticks)).check().bracket.unwrap();
    assert_eq!((target_alone.stop_loss, target_alone.risk), (None, None));
    let no_entry = Exits::changed(|e| e.no_entry().stop("6005", Price).also_target("6020", Price)).check().bracket.unwrap();
    assert!(no_entry.stop_loss.is_some() && no_entry.take_profit.is_some());
    assert_eq!((no_entry.risk, no_entry.reward), (None, None));
}
