//! What the trader has set. Kept in the browser's storage as versioned JSON; never a secret.

use crate::state::journal::storage;
use order_model::Limits;
use serde::{Deserialize, Serialize};

const KEY: &str = "order-ticket.settings";
const VERSION: u32 = 1;

/// The page's settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    pub(crate) version: u32,
    /// Where orders go; `None` until chosen, then the page decides by what it finds.
    pub(crate) way: Option<Way>,
    /// The base address of the direct way.
    pub(crate) base: String,
    /// What the accounts of the direct way are.
    pub(crate) class: AccountClass,
    /// Ask before sending.
    pub(crate) confirm: bool,
    /// Put an own id into place bodies.
    pub(crate) own_order_id: bool,
    /// Colours.
    pub(crate) theme: Theme,
    /// Risk limits. They start as ours and are the trader's to change.
    pub(crate) limits: Limits,
    /// The account traded last.
    pub(crate) account: String,
}

/// The four ways an order can travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Way {
    Practice,
    GatewaySocket,
    GatewayRest,
    Direct,
}

/// What the accounts behind the direct way are. Live unless the trader says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) enum AccountClass {
    Sim,
    #[default]
    Live,
}

/// The colours of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Default for Settings {
    fn default() -> Self {
        let limits = Limits { max_quantity: Some(10), max_position: Some(20), collar_bps: Some(200), ..Limits::default() };
        Settings {
            version: VERSION,
            way: None,
            base: "https://app.crosstrade.io".to_owned(),
            class: AccountClass::Live,
            confirm: true,
            own_order_id: false,
            theme: Theme::System,
            limits,
            account: String::new(),
        }
    }
}

impl Settings {
    /// The settings as stored; the defaults when there are none or they are of another version.
    pub(crate) fn load() -> Settings {
        let stored = storage().and_then(|s| s.get_item(KEY).ok().flatten());
        let value = stored.and_then(|text| js_sys::JSON::parse(&text).ok());
        let settings = value.and_then(|value| serde_wasm_bindgen::from_value::<Settings>(value).ok());
        settings.filter(|s| s.version == VERSION).unwrap_or_default()
    }

    /// Stores them. A browser without storage keeps them until the page closes.
    pub(crate) fn store(&self) {
        let value = self.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).ok();
        let text = value.and_then(|value| js_sys::JSON::stringify(&value).ok()).and_then(|text| text.as_string());
        if let (Some(storage), Some(text)) = (storage(), text) {
            let _ = storage.set_item(KEY, &text);
        }
    }
}
