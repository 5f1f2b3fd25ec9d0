//! Presets in a file of settings: everything that is wrong with them, and what they are in words.

use super::file::{Line, Problems, known, objects};
use crate::state::presets::{MOST_NAME, MOST_NUMBERS, MOST_STRATEGIES, Presets, Template, USUAL_NUMBERS, VERSION};
use crosstrade::Fields;
use order_model::{Action, OrderType, Quantity, TimeInForce};

/// The presets of a file, or `None` with everything that is wrong with them.
pub(super) fn read(raw: &str, problems: &mut Problems) -> Option<Presets> {
    let before = problems.len();
    let Ok(fields) = Fields::parse(raw) else {
        problems.push("presets: they must be an object.".to_owned());
        return None;
    };
    if fields.integer("version") != Ok(Some(VERSION)) {
        problems.push(format!("presets: version: this page reads {VERSION}."));
    }
    known(&fields, &["version", "quantities", "templates", "strategies"], "presets: ", problems);
    let mut taken = Vec::new();
    objects(&fields, "quantities", "presets: quantities", problems, |row, at, problems| {
        known(row, &["root", "numbers"], at, problems);
        let root = text(row, "root", at, problems);
        let numbers = text(row, "numbers", at, problems);
        let words: Vec<&str> = numbers.split(' ').filter(|word| !word.is_empty()).collect();
        problems.extend(
            words
                .iter()
                .filter(|word| Quantity::parse(word).is_err())
                .map(|word| format!("{at}“{}” is not a number of contracts.", short(word))),
        );
        if words.is_empty() || words.len() > MOST_NUMBERS {
            problems.push(format!("{at}numbers: there must be 1 to {MOST_NUMBERS}."));
        }
        once(&mut taken, root, at, problems);
    });
    let mut taken = Vec::new();
    objects(&fields, "templates", "presets: templates", problems, |row, at, problems| {
        let names = ["name", "contract", "root", "side", "type", "quantity", "limit", "stop", "tif", "atm"];
        known(row, &names, at, problems);
        let [name, contract, root, ..] = names.map(|name| text(row, name, at, problems));
        if name.trim().is_empty() || name.chars().count() > MOST_NAME {
            problems.push(format!("{at}name: it must have 1 to {MOST_NAME} characters."));
        }
        if !contract.is_empty() && !root.is_empty() {
            problems.push(format!("{at}it must be for a contract or for a root, not for both."));
        }
        word(row, "side", at, |text| Action::parse(text).is_ok(), problems);
        word(row, "type", at, |text| OrderType::parse(text).is_ok(), problems);
        word(row, "tif", at, |text| TimeInForce::parse(text).is_ok(), problems);
        once(&mut taken, [name, contract, root].join("\u{1f}"), at, problems);
    });
    let (mut taken, mut count) = (Vec::new(), 0);
    objects(&fields, "strategies", "presets: strategies", problems, |row, at, problems| {
        known(row, &["name"], at, problems);
        let name = text(row, "name", at, problems);
        if name.trim().is_empty() {
            problems.push(format!("{at}it must have a name."));
        }
        count += 1;
        once(&mut taken, name, at, problems);
    });
    if count > MOST_STRATEGIES {
        problems.push(format!("presets: strategies: there may be {MOST_STRATEGIES} at most."));
    }
    Presets::parse(raw).filter(|_| problems.len() == before)
}

/// A text; empty where there is none.
fn text(row: &Fields<'_>, name: &'static str, at: &str, problems: &mut Problems) -> String {
    match row.text(name) {
        Ok(text) => text.unwrap_or_default(),
        Err(_) => {
            problems.push(format!("{at}{name}: it must be a text."));
            String::new()
        }
    }
}

/// A word of the ticket, or none.
fn word(row: &Fields<'_>, name: &'static str, at: &str, is_one: fn(&str) -> bool, problems: &mut Problems) {
    let wrong = row.text(name).ok().flatten().is_some_and(|text| !text.is_empty() && !is_one(&text));
    if wrong {
        problems.push(format!("{at}{name}: the ticket has no such choice."));
    }
}

fn once(taken: &mut Vec<String>, what: String, at: &str, problems: &mut Problems) {
    if taken.contains(&what) {
        problems.push(format!("{at}it stands there twice."));
    }
    taken.push(what);
}

fn short(text: &str) -> String {
    text.chars().take(20).collect()
}

/// Presets in words: name and value.
pub(super) fn lines(presets: &Presets) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    // Roots without numbers of their own have the usual ones.
    let every = presets.quantities().iter().all(|(root, _)| !root.is_empty());
    if every {
        lines.push(("Quantities of every root".to_owned(), USUAL_NUMBERS.join(" ")));
    }
    for (root, numbers) in presets.quantities() {
        let of = if root.is_empty() { "every root" } else { root };
        lines.push((["Quantities of ", of].concat(), numbers.join(" ")));
    }
    for template in presets.templates() {
        lines.push((format!("Template {}, {}", template.name, template.scope.word()), Template::words(template)));
    }
    if !presets.strategies().is_empty() {
        lines.push(("ATM strategies to choose from".to_owned(), presets.strategies().join(", ")));
    }
    lines
}
