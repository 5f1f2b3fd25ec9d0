//! The API's error bodies, in both documented shapes.

use crate::json::{Fields, Object};

/// Which of the two documented shapes a server writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ErrorShape {
    /// `{"error":"text"}`, as on the endpoint pages.
    Plain,
    /// `{"success":false,"error":"code","detail":"text"}`, as in the AI documents.
    #[default]
    Coded,
}

/// An error answer: what the API calls the error, and what it says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorBody {
    /// The code, or the text where the shape has no code.
    pub error: String,
    /// The text beside a code.
    pub detail: Option<String>,
}

impl ErrorBody {
    /// Joins a code and a text.
    #[must_use]
    pub fn new(error: impl Into<String>, detail: impl Into<String>) -> ErrorBody {
        ErrorBody { error: error.into(), detail: Some(detail.into()) }
    }

    /// Reads either shape; `None` when the body is not an error of the API.
    #[must_use]
    pub fn read(body: &str) -> Option<ErrorBody> {
        let fields = Fields::parse(body).ok()?;
        if fields.flag("success") == Some(true) {
            return None;
        }
        let error = fields.text("error").ok()??;
        Some(ErrorBody { error, detail: fields.text("detail").ok().flatten() })
    }

    /// Writes a shape. The plain one has room for one text only: the detail where there is one.
    #[must_use]
    pub fn write(&self, shape: ErrorShape) -> String {
        match shape {
            ErrorShape::Plain => Object::new().text("error", self.detail.as_deref().unwrap_or(&self.error)).end(),
            ErrorShape::Coded => {
                Object::new().flag("success", false).text("error", &self.error).maybe_text("detail", self.detail.as_deref()).end()
            }
        }
    }

    /// The text for a person: code and detail.
    #[must_use]
    pub fn to_text(&self) -> String {
        match &self.detail {
            Some(detail) => format!("{detail} ({})", self.error),
            None => self.error.clone(),
        }
    }
}

/// True when a text has a word in it, in any case.
pub(crate) fn says(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}
