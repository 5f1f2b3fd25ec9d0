//! The session's log: what happened, when, in words.

use order_model::Millis;

/// How a line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// For the record.
    Quiet,
    /// Something went as wanted.
    Good,
    /// The trader should look.
    Warn,
    /// Something was refused or failed.
    Bad,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// When.
    pub at: Millis,
    /// How it is meant.
    pub tone: Tone,
    /// What happened.
    pub text: String,
}

/// The newest lines; older ones are dropped so that a day of trading does not fill the memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log(std::collections::VecDeque<LogLine>);

const MOST_LINES: usize = 500;

impl Log {
    pub(crate) fn add(&mut self, at: Millis, tone: Tone, text: String) {
        if self.0.len() == MOST_LINES {
            self.0.pop_front();
        }
        self.0.push_back(LogLine { at, tone, text });
    }

    pub(crate) fn lines(&self) -> impl DoubleEndedIterator<Item = &LogLine> {
        self.0.iter()
    }
}
