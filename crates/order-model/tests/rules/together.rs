//! All findings at once: none hides another, and their order never changes.

use crate::desk::{Change, Desk, codes};
use order_model::{Code, Field, Severity};

/// Mistakes that do not touch each other, in the order in which their findings stand.
const MISTAKES: &[(Code, Change)] = &[
    (Code::AccountForm, |desk| desk.set(Field::Account, "Sim\u{7}101")),
    (Code::MarketClosed, |desk| {
        desk.es().market_open = Some(false);
        desk
    }),
    (Code::QuantityOverLimit, |desk| desk.quantity("11")),
    (Code::LimitOffTick, |desk| desk.limit("Buy", "6010.30")),
    (Code::StopNotUsed, |desk| desk.set(Field::StopPrice, "6015")),
    (Code::TifForm, |desk| desk.set(Field::TimeInForce, "IOC")),
    (Code::OcoForm, |desk| desk.set(Field::OcoId, "a\u{7}b")),
    (Code::StrategyForm, |desk| desk.set(Field::Strategy, "a\u{7}b")),
    (Code::QuoteStale, |desk| {
        desk.es().at -= 60_000;
        desk
    }),
];

#[test]
fn every_set_of_independent_mistakes_gives_exactly_its_findings_in_one_order() {
    for set in 0..1_u32 << MISTAKES.len() {
        let chosen: Vec<&(Code, Change)> = MISTAKES.iter().enumerate().filter(|(n, _)| set >> n & 1 == 1).map(|(_, m)| m).collect();
        let expected: Vec<Code> = chosen.iter().map(|(code, _)| *code).collect();
        let mut forward = Desk::clean();
        let mut backward = Desk::clean();
        for (_, change) in &chosen {
            change(&mut forward);
        }
        for (_, change) in chosen.iter().rev() {
            change(&mut backward);
        }
        let checked = forward.check();
        let found: Vec<Code> = checked.findings.iter().map(|f| f.code).collect();
        assert_eq!(found, expected, "set {set:b}");
        assert_eq!(checked, backward.check(), "set {set:b}: the order of the mistakes does not show");
        assert_eq!(checked.order.is_some(), checked.blocking().next().is_none(), "set {set:b}");
    }
}

#[test]
fn the_clean_desk_has_nothing_to_say() {
    let checked = Desk::clean().check();
    assert_eq!(codes(&checked.findings), [""; 0]);
    assert_eq!(checked.summary.as_deref(), Some("Buy 1 ES 12-26 · LIMIT 6010.25 · DAY"));
    assert_eq!(checked.order.map(|o| o.to_string()), checked.summary);
}

#[test]
fn an_empty_draft_names_every_field_it_needs() {
    let mut desk = Desk::clean();
    desk.draft = order_model::Draft::default();
    let checked = desk.check();
    let missing = ["account.missing", "instrument.missing", "action.missing", "type.missing", "quantity.missing", "tif.missing"];
    assert_eq!(codes(&checked.findings), missing);
    assert_eq!((checked.order, checked.preview, checked.summary), (None, None, None));
}

#[test]
fn within_a_field_blocks_stand_before_warnings() {
    let mut desk = Desk::clean();
    desk.limit("Buy", "6400.10").today("2026-12-23").es().market_open = Some(false);
    let checked = desk.check();
    assert_eq!(
        codes(&checked.findings),
        ["instrument.expired", "instrument.market_closed", "limit.off_tick", "limit.collar", "limit.marketable"]
    );
    assert_eq!(checked.of(Field::LimitPrice).count(), 3);
    assert_eq!(checked.blocking().filter(|f| f.severity() == Severity::Block).count(), 3);
}

#[test]
fn a_blocked_order_still_shows_what_it_would_do() {
    let mut desk = Desk::clean();
    desk.position(-3).limit("Buy", "6010.30").quantity("2");
    let checked = desk.check();
    assert_eq!(codes(&checked.findings), ["limit.off_tick"]);
    assert_eq!(checked.order, None);
    assert_eq!(checked.summary.as_deref(), Some("Buy 2 ES 12-26 · LIMIT 6010.30 · DAY"));
    let preview = checked.preview.unwrap();
    assert_eq!((preview.position_before, preview.position_after), (Some(-3), Some(-1)));
}

#[test]
fn the_preview_is_of_the_very_order() {
    let mut desk = Desk::clean();
    desk.position(-3).quantity("2");
    let preview = desk.check().preview.unwrap();
    assert_eq!(preview.ticks_from_market, Some(-9));
    assert_eq!(preview.notional.map(|m| m.to_string()).as_deref(), Some("601025.00 USD"));
    assert_eq!(preview.closes_for.map(|m| m.to_string()).as_deref(), Some("-1025.00 USD"), "two of three, bought back at 10.25 more");
    assert_eq!(preview.days_to_expiry, Some(26));
    desk.quantity("5");
    let preview = desk.check().preview.unwrap();
    assert_eq!(preview.position_after, Some(2));
    assert_eq!(preview.closes_for.map(|m| m.to_string()).as_deref(), Some("-1537.50 USD"), "only the three that are open can be closed");
    desk.position(3);
    assert_eq!(desk.check().preview.unwrap().closes_for, None, "adding closes nothing");
    desk.context.positions = None;
    let preview = desk.check().preview.unwrap();
    assert_eq!((preview.position_before, preview.position_after, preview.closes_for), (None, None, None), "unknown is not zero");
}
