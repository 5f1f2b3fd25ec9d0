//! What authors of dashboards read about the element (types, manifest) against what the program does: names and words, by
//! reading the sources. Types proper are held by the compiler in `cargo xtask test npm`. Must not need anything but `std`.
#![cfg(not(target_arch = "wasm32"))]

#[path = "element/read.rs"]
mod read;

use read::{camel, fields, members, names_in, part, quoted, read, section};
use std::collections::BTreeSet;
use std::path::Path;

const TYPES: &str = "src/embed/types/element.d.ts";
const MANIFEST: &str = "src/embed/package/custom-elements.json";
const SCRIPT: &str = "src/embed/element.js";
const GUEST: &str = "src/embed/guest.rs";
const ORDERS: &str = "src/embed/orders.rs";
const WISH: &str = "src/embed/wish.rs";

#[test]
fn every_detail_has_the_members_that_the_program_gives() {
    let (types, program) = (read(TYPES), read("src/embed/detail.rs"));
    let pairs = [("Draft", "Fields"), ("Finding", "Said"), ("ChangeDetail", "Change"), ("OrderDetail", "Told"), ("ErrorDetail", "Problem")];
    for (interface, given) in pairs {
        let given: BTreeSet<String> = fields(&program, given).iter().map(|name| camel(name)).collect();
        same(members(&types, interface), given);
    }
}

#[test]
fn words_and_limits_are_those_that_are_understood() {
    let (types, wish) = (read(TYPES), read(WISH));
    let alias = |name: &str| quoted(section(&types, &format!("export type {name} ="), ";"));
    same(alias("Transport"), quoted(section(&wish, "const WAYS", ";\nconst")));
    same(alias("Theme"), quoted(section(&wish, "const THEMES", "];")));
    same(members(&types, "Limits"), quoted(section(&wish, "const LIMITS", "];")));
}

#[test]
fn states_of_an_order_are_those_of_the_session() {
    let session = read("crates/order-session/src/attempt.rs");
    let mut states = quoted(section(&session, "pub const fn word(", "\n    }"));
    // Never told: the host hears of an order before its journal is written (`checked`) and after.
    assert!(states.remove("journaling"));
    states.insert("checked".to_owned());
    same(quoted(section(&read(TYPES), "export type OrderState =", ";\n\n")), states);
}

#[test]
fn codes_of_errors_are_all_and_only_those_that_are_said() {
    let mut said = names_in(&read(GUEST), ".problem(\"");
    said.extend(names_in(&read(SCRIPT), "#fail(\""));
    same(quoted(section(&read(TYPES), "export type ErrorCode =", ";")), said);
}

#[test]
fn events_are_all_and_only_those_that_are_sent() {
    let (script, guest, orders) = (read(SCRIPT), read(GUEST), read(ORDERS));
    let mut sent = names_in(&script, "#send(\"");
    sent.extend(names_in(&guest, ".report(\""));
    sent.extend(names_in(&orders, "Some(\""));
    sent.extend(names_in(&orders, "push((\""));
    let sent: BTreeSet<String> = sent.iter().map(|name| format!("order-ticket-{name}")).collect();
    same(quoted_members(&read(TYPES), "OrderTicketEventMap"), sent.clone());
    same(names_in(part(&read(MANIFEST), "events"), "{\"name\": \""), sent.clone());
    let react = read("src/embed/react.js");
    same(quoted(section(&react, "const HANDLERS", "};")), sent);
}

#[test]
fn attributes_of_the_react_wrapper_are_those_of_the_element() {
    let script = read(SCRIPT);
    let own = section(&script, "const PROPERTIES", "};");
    let known: BTreeSet<String> = quoted(own).into_iter().filter(|name| name != "readonly" && !is_camel(name)).collect();
    let react = read("src/embed/react.js");
    let mut passed = quoted(section(&react, "const ATTRIBUTES", "};"));
    assert!(passed.remove("class"));
    same(passed, known);
}

#[test]
fn parts_slots_states_and_tokens_of_the_manifest_are_there() {
    let manifest = read(MANIFEST);
    let listed = |list: &str| names_in(part(&manifest, list), "{\"name\": \"");
    let (script, sheet) = (read(SCRIPT), read("style/ticket.css"));

    same(listed("slots"), names_in(&script, "<slot name=\""));
    same(listed("cssParts"), read::parts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui")));
    let states = listed("cssStates");
    assert!(!states.is_empty());
    for state in states {
        let set = script.split("#states({").skip(1).filter_map(|rest| rest.split_once("})"));
        let known = set
            .map(|(states, _)| states)
            .any(|states| states.split(',').any(|one| one.split(':').next().map(str::trim) == Some(state.as_str())));
        assert!(known, "the script never sets the state {state}");
    }
    let tokens = section(&sheet, ":where(:root, :host) {", "\n}");
    let lines: Vec<&str> = part(&manifest, "cssProperties").lines().filter(|line| line.contains("\"name\": \"--")).collect();
    assert!(!lines.is_empty());
    for line in lines {
        let name = section(line, "\"name\": \"", "\",");
        let value = section(line, "\"default\": \"", "\", \"description\"").replace("\\\"", "\"");
        assert!(tokens.contains(&format!("\n  {name}: {value};")), "{name}: {value} is not what the style sheet says");
    }
}

/// Two lists of names are one; none at all means that they were not found.
#[track_caller]
fn same(written: BTreeSet<String>, known: BTreeSet<String>) {
    assert!(!known.is_empty(), "the names have not been found: the sources are written otherwise than this test reads them");
    assert_eq!(written, known);
}

/// Members of an interface whose names are quoted.
fn quoted_members(types: &str, interface: &str) -> BTreeSet<String> {
    names_in(section(types, &format!("interface {interface} {{"), "\n}"), "\n  \"")
}

fn is_camel(name: &str) -> bool {
    name.chars().any(|letter| letter.is_ascii_uppercase())
}
