//! All that a file of settings holds: the settings, and the trader's presets and keys beside them.
//!
//! A file from before there were presets and keys in it says nothing about them, and leaves them as they are.

use super::file::{Changes, settings_lines};
use super::{FILE_VERSION, Settings, keys_file, presets_file, put};
use crate::state::App;
use crate::state::journal::storage;
use crate::state::keys::Keys;
use crate::state::presets::Presets;
use crosstrade::Fields;

/// What was there before the last import.
const BEFORE_KEY: &str = "order-ticket.settings.before";

/// What a file says.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Bundle {
    pub(crate) settings: Settings,
    /// `None` where the file does not speak of them.
    pub(crate) presets: Option<Presets>,
    pub(crate) keys: Option<Keys>,
}

impl Bundle {
    /// Everything as it comes with the page.
    pub(crate) fn defaults() -> Bundle {
        Bundle { settings: Settings::default(), presets: Some(Presets::default()), keys: Some(Keys::default()) }
    }

    /// Everything as it is now. Follows nothing.
    pub(crate) fn now(app: App) -> Bundle {
        let settings = app.state().settings.get_untracked();
        Bundle { settings, presets: Some(app.presets_untracked()), keys: Some(app.keys_untracked()) }
    }

    /// The text of the file.
    pub(crate) fn json(&self) -> String {
        let presets = self.presets.as_ref().map(Presets::json);
        let keys = self.keys.as_ref().map(Keys::json);
        let more = [("presets", presets), ("keys", keys)];
        let written = self.settings.written(FILE_VERSION);
        more.into_iter()
            .fold(written, |written, (name, part)| match part {
                Some(part) => written.raw(name, &part),
                None => written,
            })
            .end()
    }

    /// Keeps this as what was there before an import.
    pub(crate) fn keep_as_before(&self) {
        put(BEFORE_KEY, &self.json());
    }

    /// What was there before the last import.
    pub(crate) fn before() -> Option<Bundle> {
        let text = storage()?.get_item(BEFORE_KEY).ok()??;
        let fields = Fields::parse(&text).ok()?;
        Some(Bundle {
            settings: Settings::parse(&text)?,
            presets: fields.raw("presets").and_then(Presets::parse),
            keys: fields.raw("keys").and_then(Keys::parse),
        })
    }

    /// The last import cannot be undone any more.
    pub(crate) fn forget_before() {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(BEFORE_KEY);
        }
    }

    /// Puts it in the place of what is there. The ticket is connected anew by it, and locked.
    pub(crate) fn apply(&self, app: App) {
        app.set_settings(self.settings.clone());
        if let Some(new) = &self.presets {
            app.change_presets(|presets| presets.clone_from(new));
        }
        if let Some(new) = &self.keys {
            app.change_keys(|keys| keys.clone_from(new));
        }
        app.connect();
    }

    /// What it would change, a line each.
    pub(crate) fn changes(&self, from: &Bundle) -> Vec<String> {
        let mut changes = Changes::default();
        changes.between(&settings_lines(&from.settings), &settings_lines(&self.settings));
        if let (Some(old), Some(new)) = (&from.presets, &self.presets) {
            changes.between(&presets_file::lines(old), &presets_file::lines(new));
        }
        if let (Some(old), Some(new)) = (&from.keys, &self.keys) {
            changes.between(&keys_file::lines(old), &keys_file::lines(new));
        }
        changes.0
    }
}
