//! `Entry`: what stands at one place of a stored log, readable or not. Nothing that was stored is lost because of its form.

use crate::line::{Line, LineError};

/// One stored line: read, or kept as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A line. Whether it is whole is for [`verify`](crate::verify) to say.
    Line(Box<Line>),
    /// Text that is no line.
    Unreadable {
        /// The text as it was found.
        text: String,
        /// Why it is no line.
        error: LineError,
    },
}

impl Entry {
    /// Reads one stored line.
    #[must_use]
    pub fn parse(text: &str) -> Entry {
        match Line::parse(text) {
            Ok(line) => Entry::Line(Box::new(line)),
            Err(error) => Entry::Unreadable { text: text.to_owned(), error },
        }
    }

    /// The line, where it is one.
    #[must_use]
    pub fn line(&self) -> Option<&Line> {
        match self {
            Entry::Line(line) => Some(line),
            Entry::Unreadable { .. } => None,
        }
    }

    /// The text that is stored.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Entry::Line(line) => line.text(),
            Entry::Unreadable { text, .. } => text.clone(),
        }
    }

    /// The line, when its hash is its own.
    pub(crate) fn whole(&self) -> Option<&Line> {
        self.line().filter(|line| line.is_whole())
    }

    /// What it takes in storage, with its line break.
    pub(crate) fn size(&self) -> usize {
        let text = match self {
            Entry::Line(line) => line.size(),
            Entry::Unreadable { text, .. } => text.len(),
        };
        text.saturating_add(1)
    }
}
