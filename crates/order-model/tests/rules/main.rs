//! Every rule from outside: for each code a case that has it and a neighbour just inside the boundary that has not.
//! Goes through [`order_model::check`] alone.

// The lints' exceptions for tests reach test functions only, and the tables' helper is shared by them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bracket;
mod change;
mod collar;
mod desk;
mod exits;
mod expiry;
mod form;
mod market;
mod position;
mod price;
mod quick;
mod rate;
mod safety;
mod scopes;
mod sizes;
mod straddles;
mod targets;
mod together;

use desk::Case;
use exits::ExitCase;
use order_model::Code;
use std::collections::BTreeSet;

fn tables() -> Vec<&'static [Case]> {
    vec![
        form::WORDS,
        form::NAMES,
        form::PRICES,
        price::GRID,
        price::SIDES,
        collar::COLLARS,
        market::QUOTES,
        market::LISTING,
        expiry::EXPIRY,
        position::POSITIONS,
        position::NOTIONALS,
        safety::LIMITS,
        safety::LOCK,
        safety::REPEATS,
        change::CHANGES,
        rate::RATE,
    ]
}

fn exit_tables() -> Vec<&'static [ExitCase]> {
    vec![bracket::STOPS, bracket::WHOLES, targets::TARGETS]
}

/// The code and the name of every case of every table.
fn cases() -> Vec<(Code, &'static str)> {
    let orders = tables().into_iter().flatten().map(|case| (case.code, case.name));
    let exits = exit_tables().into_iter().flatten().map(|case| (case.code, case.name));
    let sizes = sizes::SIZES.iter().map(|case| (case.code, case.name));
    let straddles = straddles::STRADDLES.iter().map(|case| (case.code, case.name));
    orders.chain(exits).chain(sizes).chain(straddles).collect()
}

#[test]
fn every_case_has_its_finding_and_its_neighbour_has_not() {
    for case in tables().into_iter().flatten() {
        case.run();
    }
    for case in exit_tables().into_iter().flatten() {
        case.run();
    }
    for case in sizes::SIZES {
        case.run();
    }
    for case in straddles::STRADDLES {
        case.run();
    }
}

#[test]
fn every_code_has_a_case() {
    let shown: BTreeSet<Code> = cases().into_iter().map(|(code, _)| code).collect();
    let missing: Vec<&Code> = Code::ALL.iter().filter(|code| !shown.contains(code)).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn case_names_are_unique() {
    let mut seen = BTreeSet::new();
    for (code, name) in cases() {
        assert!(seen.insert((code, name)), "{code} {name} stands twice");
    }
}

#[test]
fn codes_are_distinct_and_named_field_dot_reason() {
    let texts: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(texts.len(), Code::ALL.len());
    for text in texts {
        let (field, reason) = text.split_once('.').expect(text);
        let word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        assert!(word(field) && word(reason), "{text}");
    }
}
