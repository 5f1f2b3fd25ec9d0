//! The figures of the page in a browser, as `tests/e2e/figures.rs` measures and words them, held against their bars.

use crate::error::Error;
use crate::test::end_to_end::{self, Build};
use crate::text::say;

/// The tests that measure.
const TESTS: [&str; 3] = ["figures::", "frames::", "soak::"];

/// Measures with as many samples as a 99th percentile needs.
pub(super) fn run() -> Result<(), Error> {
    let mut figures = Vec::new();
    if let Some(run) = end_to_end::command(Build::Release)? {
        // `--show-output`: what a test prints stands on lines of its own, after all of them have run.
        run.args(TESTS).arg("--show-output").env("ORDER_TICKET_FIGURES", "many").lines(|line| {
            say(line);
            figures.extend(verdict(line));
        })?;
    }
    say("\nbars in the browser, and the figures measured now; times of the browser's clock, in steps of 0.1 ms");
    if figures.is_empty() {
        say("  not measured");
    }
    for (what, verdict) in figures {
        say(format_args!("  {what}\n      {verdict}"));
    }
    Ok(())
}

/// Reads `figure NAME UNIT n=… p50=… p99=… max=… bar=… what=…` as what was measured, and how it came out.
fn verdict(line: &str) -> Option<(String, String)> {
    let figure = line.strip_prefix("figure ")?;
    Some(read(figure).unwrap_or_else(|| (figure.to_owned(), "not understood".to_owned())))
}

fn read(figure: &str) -> Option<(String, String)> {
    let (head, what) = figure.split_once(" what=")?;
    let unit = head.split(' ').nth(1)?;
    let text = |key: &str| head.split(' ').find_map(|word| word.strip_prefix(key)?.strip_prefix('='));
    let (n, p50, p99, max) = (text("n")?, text("p50")?, text("p99")?, text("max")?);
    let measured = format!("p50 {p50}, p99 {p99}, max {max} {unit} of {n}");
    let verdict = match text("bar")? {
        "none" => format!("no bar  {measured}"),
        bar => {
            let within = if p99.parse::<f64>().ok()? <= bar.parse().ok()? { "within" } else { "OVER  " };
            format!("{within}  {measured}; bar: p99 at most {bar} {unit}")
        }
    };
    Some((what.to_owned(), verdict))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_held_against_the_bar_that_it_names() {
        let line = |p99: &str, bar: &str| format!("figure key ms n=400 p50=1.2 p99={p99} max=9.0 bar={bar} what=key in Limit, p99=x");
        let (what, said) = verdict(&line("4.0", "4")).unwrap();
        assert_eq!(what, "key in Limit, p99=x");
        assert_eq!(said, "within  p50 1.2, p99 4.0, max 9.0 ms of 400; bar: p99 at most 4 ms");
        assert!(verdict(&line("4.1", "4")).unwrap().1.starts_with("OVER"));
        assert!(verdict(&line("11.0", "4")).unwrap().1.starts_with("OVER"), "numbers, not texts");
        assert!(verdict(&line("9.9", "none")).unwrap().1.starts_with("no bar  p50 1.2"));
    }

    #[test]
    fn other_lines_are_passed_over_and_a_broken_figure_is_said() {
        assert_eq!(verdict("test figures::findings_follow_a_key_press ... ok"), None);
        for broken in ["figure ", "figure key", "figure key ms n=1 p50=1 p99=x max=1 bar=4 what=x", "figure key ms n=1 what=x"] {
            assert_eq!(verdict(broken).unwrap().1, "not understood", "{broken}");
        }
    }
}
