//! Targets: each finding with a neighbour that has not got it, and from what a position or an order an exposure is made.

use crate::desk::{Desk, NOW, p};
use crate::exits::{Change, ExitCase};
use order_model::Measure::{Currency, Price, Risk, Ticks};
use order_model::Severity::{Block, Warn};
use order_model::{AccountName, Code, Exposure, Field, Instrument, Measure};

const fn target(name: &'static str, code: Code, says: &'static str, hit: Change, miss: Change) -> ExitCase {
    ExitCase { name, code, field: Field::TakeProfit, severity: Block, says, fixes: &[], also: &[], hit, miss }
}

pub(crate) const TARGETS: &[ExitCase] = &[
    target(
        "two multiples",
        Code::TakeProfitForm,
        "'R' does not belong in the number.",
        |exits| exits.also_target("2RR", Risk),
        |exits| exits.also_target("2 r", Risk),
    ),
    target(
        "none of the risk",
        Code::TakeProfitZero,
        "The target is at the entry 6010; it needs a distance.",
        |exits| exits.also_target("0R", Risk),
        |exits| exits.also_target("0.05R", Risk),
    ),
    ExitCase {
        fixes: &["Use 6010.25"],
        ..target(
            "the price of the entry",
            Code::TakeProfitZero,
            "The target is at the entry 6010; it needs a distance.",
            |exits| exits.target("6010", Price),
            |exits| exits.target("6010.25", Price),
        )
    },
    ExitCase {
        fixes: &["Use 6013.5", "Use 6013.75"],
        ..target(
            "a multiple rarely ends on a tick: prices are offered",
            Code::TakeProfitOffTick,
            "A target of 1.41R falls between the ticks 6013.5 and 6013.75.",
            |exits| exits.stop("10", Ticks).also_target("1.41R", Risk),
            |exits| exits.stop("10", Ticks).also_target("1.4R", Risk),
        )
    },
    ExitCase {
        fixes: &["Use 125.00", "Use 150.00"],
        ..target(
            "money for all contracts",
            Code::TakeProfitOffTick,
            "A target of 130 USD falls between the ticks 6011.25 and 6011.5.",
            |exits| exits.target("130", Currency),
            |exits| exits.target("150", Currency),
        )
    },
    ExitCase {
        fixes: &["Use 6010.25"],
        ..target(
            "a long position's below its entry",
            Code::TakeProfitWrongSide,
            "The target of a long position must be above the entry at 6010.",
            |exits| exits.target("6009.75", Price),
            |exits| exits.target("6010.25", Price),
        )
    },
    ExitCase {
        fixes: &["Use 6019.75"],
        ..target(
            "at the market it fills at once",
            Code::TakeProfitWrongSide,
            "The target of a short position must be below the market at 6020.",
            |exits| exits.net(-2).market("6020").target("6020", Price),
            |exits| exits.net(-2).market("6020").target("6019.75", Price),
        )
    },
    ExitCase {
        also: &[Code::BracketEntryUnknown],
        fixes: &["Use 6005.25"],
        ..target(
            "with nothing else known, at least beyond the stop-loss",
            Code::TakeProfitWrongSide,
            "The target of a long position must be above the stop-loss at 6005.",
            |exits| exits.no_entry().stop("6005", Price).also_target("6005", Price),
            |exits| exits.no_entry().stop("6005", Price).also_target("6005.25", Price),
        )
    },
    target(
        "a distance to zero",
        Code::TakeProfitNoPrice,
        "That is a price of zero, which the API reads as none.",
        |exits| exits.net(-2).from("5").target("20", Ticks),
        |exits| exits.net(-2).from("5").target("19", Ticks),
    ),
    target(
        "a distance from an unknown entry",
        Code::TakeProfitNoPrice,
        "The entry price is not known, so type a price.",
        |exits| exits.no_entry().target("500", Currency),
        |exits| exits.no_entry().target("6020", Price),
    ),
    ExitCase {
        severity: Warn,
        ..target(
            "the entry itself; one tick beyond gains something",
            Code::TakeProfitTakesLoss,
            "The target is not beyond the entry at 6010: it would close for 0.00 USD.",
            |exits| exits.market("6000").target("6010", Price),
            |exits| exits.market("6000").target("6010.25", Price),
        )
    },
    target(
        "no stop-loss",
        Code::TakeProfitNeedsRisk,
        "A target in R needs a stop-loss that risks something.",
        |exits| exits.target("2R", Risk),
        |exits| exits.stop("1", Ticks).also_target("2R", Risk),
    ),
    ExitCase {
        also: &[Code::TakeProfitForm],
        ..target(
            "no stop-loss and no number",
            Code::TakeProfitNeedsRisk,
            "A target in R needs a stop-loss that risks something.",
            |exits| exits.target("two", Risk),
            |exits| exits.target("2", Ticks),
        )
    },
    ExitCase {
        also: &[Code::StopLossLocksGain],
        ..target(
            "a stop-loss that risks nothing",
            Code::TakeProfitNeedsRisk,
            "A target in R needs a stop-loss that risks something.",
            |exits| exits.market("6020").stop("6010", Price).also_target("2R", Risk),
            |exits| exits.market("6012").stop("6009.75", Price).also_target("20R", Risk),
        )
    },
];

#[test]
fn an_unsound_stop_loss_is_one_finding_not_two() {
    let cases: [(&str, Measure, Code); 4] = [
        ("20t", Ticks, Code::StopLossForm),
        ("6011", Price, Code::StopLossWrongSide),
        ("6005.10", Price, Code::StopLossOffTick),
        ("2.5", Ticks, Code::StopLossOffTick),
    ];
    for (text, measure, code) in cases {
        let mut exits = crate::exits::Exits::clean();
        exits.stop(text, measure).also_target("1.5R", Risk);
        let codes: Vec<Code> = exits.check().findings.iter().map(|f| f.code).collect();
        assert_eq!(codes, [code], "{text}");
    }
}

/// The exposure of the desk's own position.
fn of_position(desk: &Desk) -> Option<Exposure> {
    let account = AccountName::parse(&desk.draft.account).unwrap();
    let instrument = Instrument::parse(&desk.draft.instrument, desk.context.today).unwrap();
    Exposure::of_position(&account, &instrument, &desk.context)
}

#[test]
fn an_exposure_of_a_position_counts_from_its_average_and_meets_the_other_side() {
    let mut desk = Desk::clean();
    let long = of_position(desk.position(3)).unwrap();
    assert_eq!((long.net, long.entry, long.market), (Some(3), Some(p("6000")), Some(p("6012.25"))), "sold at the bid");
    let short = of_position(desk.position(-3)).unwrap();
    assert_eq!((short.net, short.market), (Some(-3), Some(p("6012.50"))), "bought at the ask");
    assert_eq!(long.spec.point_value, p("50"));
    desk.es().at = NOW - 10_001;
    assert_eq!(of_position(&desk).unwrap().market, None, "stale");
    desk.es().at = NOW - 10_000;
    assert_eq!(of_position(&desk).unwrap().market, Some(p("6012.50")));
    desk.es().bid = Some(p("6012.75"));
    assert_eq!(of_position(&desk).unwrap().market, None, "crossed");
    desk.context.positions = Some(Vec::new());
    let flat = of_position(&desk).unwrap();
    assert_eq!((flat.net, flat.entry, flat.market), (Some(0), None, None));
    desk.context.positions = None;
    assert_eq!(of_position(&desk).unwrap().net, None);
    desk.draft.instrument = "XYZ 12-26".into();
    assert_eq!(of_position(&desk), None, "no tick, no bracket");
}

#[test]
fn an_exposure_of_an_order_counts_from_the_price_it_waits_for() {
    let mut desk = Desk::clean();
    let of_order = |desk: &Desk| {
        let checked = desk.check();
        Exposure::of_order(&checked.order.unwrap(), &checked.preview.unwrap()).unwrap()
    };
    let buy = of_order(desk.quantity("2"));
    assert_eq!((buy.net, buy.entry, buy.market), (Some(2), Some(p("6010.25")), None));
    let sell = of_order(desk.limit("Sell", "6015"));
    assert_eq!((sell.net, sell.entry), (Some(-2), Some(p("6015"))));
    assert_eq!(of_order(desk.stop("Buy", "6020")).entry, Some(p("6020")));
    assert_eq!(of_order(Desk::clean().market("Sell")).entry, Some(p("6012.25")), "what it would meet now");
    desk.context.quotes.clear();
    assert_eq!(of_order(desk.set(Field::StopPrice, "").market("Sell")).entry, None);
}
