//! Output to the terminal that survives a closed pipe, and numbers as people read them.

use std::fmt::Display;
use std::io::Write;
use std::time::Duration;

/// A line on standard output. A reader that has gone away is no error of ours.
pub(crate) fn say(text: impl Display) {
    let _gone = writeln!(std::io::stdout(), "{text}");
}

/// A line on standard error.
pub(crate) fn complain(text: impl Display) {
    let _gone = writeln!(std::io::stderr(), "{text}");
}

/// `1234567` as `1 234 567`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// `4.2 s`, `3 min 07 s`.
pub(crate) fn took(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 { format!("{:.1} s", time.as_secs_f64()) } else { format!("{} min {:02} s", seconds / 60, seconds % 60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1 000"), (150_000, "150 000"), (1_234_567, "1 234 567")] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn times_change_unit_at_a_minute() {
        assert_eq!(took(Duration::from_millis(4_200)), "4.2 s");
        assert_eq!(took(Duration::from_secs(187)), "3 min 07 s");
    }
}
