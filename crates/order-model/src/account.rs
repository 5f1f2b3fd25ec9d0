//! Names given by people or by NinjaTrader: account names, OCO ids, strategy names.

use core::fmt;

/// Why a text is not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// Nothing but blanks.
    #[error("no name is given")]
    Empty,
    /// More than [`Label::MAX_CHARS`] characters.
    #[error("a name has at most {max} characters", max = Label::MAX_CHARS)]
    TooLong,
    /// A control or direction-changing character, which would not be seen on screen.
    #[error("there is an invisible character (U+{0:04X}) in the name")]
    Invisible(u32),
    /// `.` or `..`, which a browser takes out of an address: the request would go to another place.
    #[error("an account cannot be named . or ..")]
    Dots,
}

/// A name of free text: any characters that can be seen, 1 to 100 of them, blanks around it removed.
/// OCO ids and ATM strategy names are labels.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(String);

impl Label {
    /// The longest name taken.
    pub const MAX_CHARS: usize = 100;

    /// Reads a name.
    pub fn parse(text: &str) -> Result<Label, LabelError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(LabelError::Empty);
        }
        if let Some(c) = text.chars().find(|c| is_invisible(*c)) {
            return Err(LabelError::Invisible(u32::from(c)));
        }
        if text.chars().count() > Self::MAX_CHARS {
            return Err(LabelError::TooLong);
        }
        Ok(Label(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An NT8 account **name** (not its display name), such as `Sim101`. NT8 compares names without regard to case,
/// and so does `==` here.
///
/// ```
/// use order_model::AccountName;
/// assert_eq!(AccountName::parse("sim101"), AccountName::parse("Sim101"));
/// ```
#[derive(Clone, Debug)]
pub struct AccountName(Label);

impl AccountName {
    /// Reads an account name: any text NT8 allows, as long as it can be seen.
    pub fn parse(text: &str) -> Result<AccountName, LabelError> {
        let name = Label::parse(text)?;
        if matches!(name.as_str(), "." | "..") {
            return Err(LabelError::Dots);
        }
        Ok(AccountName(name))
    }

    /// The text as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// True when `other` names the same account.
    #[must_use]
    pub fn is(&self, other: &str) -> bool {
        same_name(self.as_str(), other)
    }
}

impl PartialEq for AccountName {
    fn eq(&self, other: &Self) -> bool {
        self.is(other.as_str())
    }
}

impl Eq for AccountName {}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The comparison of account and instrument names everywhere: without regard to ASCII case and to blanks around.
/// Every rule asks it of every row, and nearly every name is without blanks, so it trims only where there may be some.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    let bare = |text: &str| matches!(text.as_bytes(), [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic());
    a.eq_ignore_ascii_case(b) || (!(bare(a) && bare(b)) && a.trim().eq_ignore_ascii_case(b.trim()))
}

/// A character as a message shows it: in quotation marks, or by its number where it would not be seen. `{:?}` knows this of
/// every language, and its tables cost the page kilobytes.
pub(crate) struct Shown(pub(crate) char);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_invisible(self.0) { write!(f, "U+{:04X}", u32::from(self.0)) } else { write!(f, "'{}'", self.0) }
    }
}

fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_would_not_be_seen_is_named() {
        for (c, shown) in [('x', "'x'"), ('€', "'€'"), ('\u{200b}', "U+200B"), ('\n', "U+000A")] {
            assert_eq!(Shown(c).to_string(), shown);
        }
    }

    #[test]
    fn names() {
        assert_eq!(Label::parse(" My Atm! ").map(|l| l.to_string()), Ok("My Atm!".to_owned()));
        assert_eq!(Label::parse("   "), Err(LabelError::Empty));
        assert_eq!(Label::parse("a\u{202e}b"), Err(LabelError::Invisible(0x202e)));
        assert_eq!(Label::parse("a\nb"), Err(LabelError::Invisible(10)));
        assert_eq!(Label::parse(&"x".repeat(101)), Err(LabelError::TooLong));
        assert_eq!(AccountName::parse(" .. "), Err(LabelError::Dots));
        assert!(Label::parse("..").is_ok());
        assert!(AccountName::parse("SIM101").unwrap().is("sim101"));
    }

    #[test]
    fn names_are_the_same_without_case_and_blanks_around() {
        for (a, b, same) in [
            ("Sim101", "sIM101", true),
            ("Sim101", " sim101\t", true),
            ("\u{3000}Größe", "Größe ", true),
            ("x", " x ", true),
            ("", " ", true),
            ("Sim101", "Sim10", false),
            ("Sim 101", "Sim101", false),
            ("ES 12-26", "ES 12-25", false),
            ("", "x", false),
        ] {
            assert_eq!(same_name(a, b), same, "{a:?} {b:?}");
            assert_eq!(same_name(b, a), same, "{b:?} {a:?}");
        }
    }
}
