//! `StrategyRow` and `TemplateRow`: the strategies that run in an account, and the ATM templates an order may name.

use crate::json::{Fields, Object, string};

/// One running strategy. The documents show these three names inside an order's `ownerStrategy`; that a list of
/// strategies has the same ones is an inference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrategyRow {
    /// The strategy's id: what a close of it names.
    pub id: String,
    /// NT8's name of it.
    pub name: String,
    /// The name on NT8's screens.
    pub display_name: String,
}

impl StrategyRow {
    /// Reads a row; `None` when it has no id.
    #[must_use]
    pub fn read(text: &str) -> Option<StrategyRow> {
        let fields = Fields::parse(text).ok()?;
        let id = ["id", "strategyId"].into_iter().filter_map(|key| fields.loose_text(key)).find(|id| !id.is_empty())?;
        let name = fields.loose_text("name").unwrap_or_default();
        let display_name = fields.loose_text("displayName").unwrap_or_else(|| name.clone());
        Some(StrategyRow { id, name, display_name })
    }

    /// Writes the fields.
    #[must_use]
    pub fn write(&self) -> Object {
        Object::new().text("id", &self.id).text("name", &self.name).text("displayName", &self.display_name)
    }
}

/// One ATM template. Only that there is such a list is known, from client code; its shape is an inference, so a bare
/// string is read as well as an object with a `name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateRow {
    /// The name that `strategy` in a place body takes.
    pub name: String,
}

impl TemplateRow {
    /// Reads a row; `None` when it has no name.
    #[must_use]
    pub fn read(text: &str) -> Option<TemplateRow> {
        let named = || Fields::parse(text).ok()?.loose_text("name");
        string(text).or_else(named).filter(|name| !name.is_empty()).map(|name| TemplateRow { name })
    }

    /// Writes the fields.
    #[must_use]
    pub fn write(&self) -> Object {
        Object::new().text("name", &self.name)
    }
}
