//! Limits by account and root: the strictest of all that hold, and our defaults where none says anything.

use crate::desk::{Desk, codes};
use order_model::{LimitBook, Limits, ScopedLimits};

fn scope(account: &str, root: &str) -> ScopedLimits {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    ScopedLimits { account: given(account), root: given(root), ..ScopedLimits::default() }
}

fn book(scopes: &[ScopedLimits]) -> LimitBook {
    LimitBook { scopes: scopes.to_vec(), ..LimitBook::default() }
}

#[test]
fn the_defaults_of_a_book_are_ours_and_the_plain_defaults_stay_as_they_were() {
    assert_eq!(LimitBook::default().limits("Sim101", "ES"), Limits::OURS);
    let ours = Limits {
        max_quantity: Some(10),
        max_position: Some(20),
        max_notional: Some(5_000_000),
        collar_ticks: None,
        collar_bps: Some(200),
        orders_a_minute: Some(30),
        duplicate_window_ms: 5_000,
        quote_stale_ms: 10_000,
        roll_warning_days: 5,
    };
    assert_eq!(Limits::OURS, ours);
    let plain = Limits { max_quantity: None, max_position: None, max_notional: None, collar_bps: Some(500), ..ours };
    assert_eq!(Limits::default(), plain);
}

#[test]
fn a_scope_holds_for_its_account_and_its_root() {
    for (account, root, holds) in [
        ("", "", true),
        ("Sim101", "", true),
        ("SIM101", "", true),
        ("Sim102", "", false),
        ("Sim10", "", false),
        ("", "ES", true),
        ("", "es", true),
        ("", "MES", false),
        ("", "E", false),
        ("Sim101", "ES", true),
        ("Sim102", "ES", false),
        ("Sim101", "NQ", false),
    ] {
        let scope = scope(account, root);
        assert_eq!(scope.holds("Sim101", "ES"), holds, "{scope:?}");
        let quantity = book(&[ScopedLimits { max_quantity: Some(50), ..scope }]).limits("Sim101", "ES").max_quantity;
        assert_eq!(quantity, Some(if holds { 50 } else { 10 }), "a scope may allow more than ours");
    }
}

#[test]
fn every_field_is_the_strictest_and_its_own() {
    let all = |n: u32| ScopedLimits {
        max_quantity: Some(n + 1),
        max_position: Some(n + 2),
        max_notional: Some(n + 3),
        collar_ticks: Some(n + 4),
        collar_bps: Some(n + 5),
        orders_a_minute: Some(n + 6),
        duplicate_window_ms: Some(u64::from(n) + 7),
        ..ScopedLimits::default()
    };
    let expected = Limits {
        max_quantity: Some(101),
        max_position: Some(102),
        max_notional: Some(103),
        collar_ticks: Some(104),
        collar_bps: Some(105),
        orders_a_minute: Some(106),
        duplicate_window_ms: 207,
        ..Limits::OURS
    };
    let account = ScopedLimits { account: Some("Sim101".into()), ..all(100) };
    let root = ScopedLimits { root: Some("ES".into()), ..all(200) };
    let other = ScopedLimits { root: Some("NQ".into()), ..all(0) };
    let silent = scope("Sim101", "ES");
    for scopes in [[&account, &root, &other, &silent], [&silent, &other, &root, &account]] {
        assert_eq!(book(&scopes.map(Clone::clone)).limits("sim101", "es"), expected);
    }
    let alone = Limits { duplicate_window_ms: 107, ..expected };
    assert_eq!(book(&[account, other]).limits("Sim101", "ES"), alone);
}

#[test]
fn check_judges_by_what_the_book_says() {
    let es = ScopedLimits { max_quantity: Some(3), max_notional: Some(700_000), ..scope("", "ES") };
    let account = ScopedLimits { max_quantity: Some(2), ..scope("Sim101", "") };
    let book = book(&[es, account]);
    let mut desk = Desk::clean();
    desk.quantity("3").context.limits = book.limits("Sim101", "ES");
    assert_eq!(codes(&desk.check().findings), ["quantity.over_limit", "order.notional_over_limit"]);
    desk.context.limits = book.limits("Sim102", "ES");
    assert_eq!(codes(&desk.check().findings), ["order.notional_over_limit"]);
    desk.context.limits = book.limits("Sim102", "NQ");
    assert_eq!(codes(&desk.check().findings), [""; 0]);
}
