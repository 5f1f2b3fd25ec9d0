//! `bench`: the benchmarks, and beside them the bars they are held against.
//!
//! A bar that is missed is said, not failed: a time measured on a busy machine proves nothing.

mod browser;
mod site;

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::run::Run;
use crate::text::say;

/// Packages with benchmarks, by folder and name.
const PACKAGES: &[(&str, &str)] = &[
    ("crates/order-model", "order-model"),
    ("crates/crosstrade", "crosstrade"),
    ("crates/practice-exchange", "practice-exchange"),
    ("crates/order-history", "order-history"),
];

/// A bar: the median of every benchmark of this name (or of this name, `_` and more) in this package.
struct Bar {
    package: &'static str,
    bench: &'static str,
    nanoseconds: f64,
    text: &'static str,
}

const BARS: &[Bar] = &[
    Bar { package: "order-model", bench: "check", nanoseconds: 2_000.0, text: "`check` takes at most 2 µs a draft" },
    Bar {
        package: "practice-exchange",
        bench: "order",
        nanoseconds: 5_000.0,
        text: "the exchange takes at least 200 000 orders/s on one core, 5 µs each",
    },
];

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The crates, by their benchmarks.
    Native,
    /// The page.
    Browser,
    /// The shipped folder, by Lighthouse.
    Site,
}

impl Part {
    pub(crate) fn parse(word: String, verb: &str) -> Result<Self, Error> {
        match word.as_str() {
            "native" => Ok(Self::Native),
            "browser" => Ok(Self::Browser),
            "site" => Ok(Self::Site),
            _ => Err(Error::Argument { verb: verb.to_owned(), argument: word }),
        }
    }

    /// Whether this one is meant where no name means all.
    pub(crate) fn is_among(self, named: &[Self]) -> bool {
        named.is_empty() || named.contains(&self)
    }
}

/// Measures the parts named, none named means all; `args` go to the benchmark programs.
pub(crate) fn run(parts: &[Part], args: &[String]) -> Result<(), Error> {
    if Part::Native.is_among(parts) {
        native(args)?;
    }
    if Part::Browser.is_among(parts) {
        browser::run()?;
    }
    if Part::Site.is_among(parts) {
        site::run()?;
    }
    Ok(())
}

fn native(args: &[String]) -> Result<(), Error> {
    let mut verdicts = Vec::new();
    for (folder, package) in PACKAGES {
        let names = bench_names(Path::new(folder));
        if names.is_empty() {
            say(format_args!("{package} has no benchmarks yet"));
            continue;
        }
        let mut run = Run::cargo().args(["bench", "--locked", "--package", package]);
        for name in names {
            run = run.args(["--bench", &name]);
        }
        let run = if args.is_empty() { run } else { run.arg("--").args(args) };
        run.lines(|line| {
            say(line);
            verdicts.extend(verdict(package, line));
        })?;
    }
    say("\nbars, and the medians measured now");
    for bar in BARS {
        say(format_args!("  {}", bar.text));
        let own = verdicts.iter().filter(|verdict| verdict.package == bar.package && verdict.bench == bar.bench);
        let mut measured = own.peekable();
        if measured.peek().is_none() {
            say("      not measured");
        }
        for verdict in measured {
            say(format_args!("      {}", verdict.text));
        }
    }
    Ok(())
}

struct Verdict {
    package: &'static str,
    bench: &'static str,
    text: String,
}

/// The names of the files in `benches`.
fn bench_names(package: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(package.join("benches")) else {
        return Vec::new();
    };
    let files = entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let mut names: Vec<String> = files.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect();
    names.sort();
    names
}

/// Reads one line of divan's table: `├─ name  fastest │ slowest │ median │ mean │ …`.
fn verdict(package: &str, line: &str) -> Option<Verdict> {
    let mut cells = line.trim_start_matches(['├', '╰', '─', '│', ' ']).split('│').map(str::trim);
    let name = cells.next()?.split_whitespace().next()?;
    let median = cells.nth(1)?;
    let fits =
        |bar: &&Bar| bar.package == package && name.strip_prefix(bar.bench).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
    let bar = BARS.iter().find(fits)?;
    let within = if nanoseconds(median)? <= bar.nanoseconds { "within" } else { "OVER" };
    Some(Verdict { package: bar.package, bench: bar.bench, text: format!("{within}  {name}: {median}") })
}

fn nanoseconds(text: &str) -> Option<f64> {
    let (number, unit) = text.split_once(' ')?;
    let unit = match unit {
        "ps" => 0.001,
        "ns" => 1.0,
        "µs" | "us" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_table_is_held_against_its_bar() {
        let line = |median: &str| format!("├─ check_limit   1.2 µs      │ 9 µs  │ {median} │ 1.4 µs  │ 100 │ 100");
        assert!(verdict("order-model", &line("1.9 µs")).unwrap().text.starts_with("within"));
        assert!(verdict("order-model", &line("2.1 µs")).unwrap().text.starts_with("OVER"));
        assert!(verdict("crosstrade", &line("2.1 µs")).is_none(), "another package has no such bar");
        assert!(verdict("order-model", "order_model   fastest  │ slowest │ median │ mean").is_none());
        assert!(verdict("order-model", "").is_none());
    }
}
