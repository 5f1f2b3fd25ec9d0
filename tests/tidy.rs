//! Layers and house rules, checked by reading the sources: what the compiler cannot see and a reader would have to hope
//! for. Every failure names file and line and the reason of its rule. Must not need anything but `std`.
#![cfg(not(target_arch = "wasm32"))]

#[path = "tidy/rules.rs"]
mod rules;
#[path = "tidy/sources.rs"]
mod sources;

use rules::{FORBIDDEN, MAY_DEPEND, MAY_SAY_UNSAFE, MOST_LINES, ONLY_IN, PICTURES};
use sources::{File, all_files, dependencies, files, says};

#[test]
fn each_package_depends_only_on_what_its_layer_may_know() {
    let files = files().unwrap();
    let mut broken = Vec::new();
    let manifest = |folder: &str| files.iter().find(|file| file.path == format!("{folder}/Cargo.toml"));
    for (folder, allowed) in MAY_DEPEND {
        let manifest = manifest(folder).unwrap_or_else(|| panic!("{folder}/Cargo.toml is missing"));
        for (line, name) in dependencies(manifest, |heading| heading == "dependencies" || heading.ends_with(").dependencies")) {
            if !allowed.contains(&name) {
                broken.push(format!("{}:{line}: `{name}`: this layer may know only {}", manifest.path, allowed.join(", ")));
            }
        }
    }
    let root = files.iter().find(|file| file.path == "Cargo.toml").unwrap();
    for (line, name) in dependencies(root, |heading| heading == "dependencies") {
        broken.push(format!(
            "Cargo.toml:{line}: `{name}`: the page's dependencies stand under the wasm target, so that native builds skip them"
        ));
    }
    report(broken);
}

#[test]
fn no_layer_mentions_what_it_must_not_know() {
    let files = files().unwrap();
    let mut broken = Vec::new();
    for (folder, words, why) in FORBIDDEN {
        for file in files.iter().filter(|file| file.under(&source_of(folder)) && file.is(".rs")) {
            for (number, line) in file.shipped() {
                for word in words.iter().copied().flatten().filter(|word| says(line, word)) {
                    broken.push(format!("{}:{number}: `{word}`: {why}", file.path));
                }
            }
        }
    }
    for (word, among, only, why) in ONLY_IN {
        let elsewhere = |file: &&File| file.under(among) && !file.under(only) && file.path != format!("{only}.rs") && file.is(".rs");
        for file in files.iter().filter(elsewhere) {
            for (number, _) in file.code().filter(|(_, line)| says(line, word)) {
                broken.push(format!("{}:{number}: `{word}`: {why}", file.path));
            }
        }
    }
    report(broken);
}

/// Tests and benchmarks of a crate may read a clock; what it ships may not.
fn source_of(folder: &str) -> String {
    if folder.starts_with("crates/") { format!("{folder}/src") } else { folder.to_owned() }
}

#[test]
fn nothing_unfinished_unsafe_or_of_one_machine_is_left() {
    // Put together here so that this file does not find itself.
    let anywhere = [
        (concat!("/wo", "rk/"), "a path of one machine"),
        (concat!("/ro", "ot/"), "a path of one machine"),
        (concat!("arbitrary_", "precision"), "it changes how every crate of the build reads numbers"),
    ];
    let in_code = [
        (concat!("to", "do!"), "finish it or leave it out"),
        (concat!("unimple", "mented!"), "finish it or leave it out"),
        (concat!("#[ig", "nore"), "a test that does not run says nothing; make it run or remove it"),
    ];
    let mut broken = Vec::new();
    for file in files().unwrap().iter().filter(|file| file.path != "Cargo.lock") {
        for (number, line) in file.lines() {
            for (word, why) in anywhere.iter().filter(|(word, _)| line.contains(word)) {
                broken.push(format!("{}:{number}: `{word}`: {why}", file.path));
            }
        }
        for (number, line) in file.code().filter(|_| file.is(".rs")) {
            for (word, why) in in_code.iter().filter(|(word, _)| line.contains(word)) {
                broken.push(format!("{}:{number}: `{word}`: {why}", file.path));
            }
            let keyword = concat!("un", "safe");
            let says_it =
                line.split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '-').any(|word| word == keyword);
            if says_it && !MAY_SAY_UNSAFE.contains(&file.path.as_str()) {
                broken.push(format!(
                    "{}:{number}: `{keyword}`: nothing here needs it; the files that may are listed in tests/tidy.rs",
                    file.path
                ));
            }
        }
    }
    report(broken);
}

#[test]
fn every_source_file_says_what_it_is_and_is_short() {
    let mut broken = Vec::new();
    for file in files().unwrap().iter().filter(|file| file.is(".rs")) {
        if !file.text.starts_with("//!") {
            broken.push(format!("{}:1: a file opens with `//!`: what it is and what it must not know", file.path));
        }
        let lines = file.text.lines().count();
        let generated = file.text.lines().take(5).any(|line| line.contains("@generated"));
        if lines > MOST_LINES && !generated {
            broken.push(format!(
                "{}:{lines}: over {MOST_LINES} lines; one concept a file (generated tables say `@generated` at their top)",
                file.path
            ));
        }
    }
    report(broken);
}

#[test]
fn every_style_sheet_is_used() {
    let files = files().unwrap();
    let users = || files.iter().filter(|file| file.is(".html") || file.is(".css") || file.under("src"));
    let unused = files.iter().filter(|file| file.under("style")).filter(|sheet| {
        let name = sheet.path.rsplit('/').next().unwrap_or_default();
        !users().any(|user| user.path != sheet.path && user.text.contains(name))
    });
    report(unused.map(|sheet| format!("{}:1: no page links it and no style sheet imports it", sheet.path)).collect());
}

#[test]
fn everything_but_the_pictures_is_text() {
    let others = all_files().unwrap().others.into_iter().filter(|path| !PICTURES.contains(&path.as_str()));
    report(others.map(|path| format!("{path}: everything here is written by hand; what a tool brings or makes stays outside")).collect());
}

fn report(broken: Vec<String>) {
    assert!(broken.is_empty(), "{} broken:\n{}", broken.len(), broken.join("\n"));
}
