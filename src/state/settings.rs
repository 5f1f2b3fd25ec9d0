//! What the trader has set. Kept in the browser's storage as versioned JSON; never a secret.

use crate::state::journal::storage;
use crosstrade::{Fields, Object};
use order_model::Limits;

const KEY: &str = "order-ticket.settings";
const VERSION: i64 = 1;

/// The page's settings.
#[derive(Clone, PartialEq)]
pub(crate) struct Settings {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Practice,
    GatewaySocket,
    GatewayRest,
    Direct,
}

/// What the accounts behind the direct way are. Live unless the trader says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AccountClass {
    Sim,
    Live,
}

/// The colours of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    System,
    Light,
    Dark,
}

impl Default for Settings {
    fn default() -> Self {
        let limits = Limits { max_quantity: Some(10), max_position: Some(20), collar_bps: Some(200), ..Limits::default() };
        Settings {
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
        stored.and_then(|text| Settings::parse(&text)).unwrap_or_default()
    }

    /// Stores them. A browser without storage keeps them until the page closes.
    pub(crate) fn store(&self) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(KEY, &self.json());
        }
    }

    /// A field that is absent or unreadable keeps its default.
    fn parse(text: &str) -> Option<Settings> {
        let fields = Fields::parse(text).ok()?;
        if fields.integer("version") != Ok(Some(VERSION)) {
            return None;
        }
        let ours = Settings::default();
        let text = |name| fields.text(name).ok().flatten();
        Some(Settings {
            way: word(&WAYS, text("way")),
            base: text("base").unwrap_or(ours.base),
            class: word(&CLASSES, text("class")).unwrap_or(ours.class),
            confirm: fields.flag("confirm").unwrap_or(ours.confirm),
            own_order_id: fields.flag("own_order_id").unwrap_or(ours.own_order_id),
            theme: word(&THEMES, text("theme")).unwrap_or(ours.theme),
            limits: fields.raw("limits").and_then(|raw| Fields::parse(raw).ok()).map_or(ours.limits, |f| limits_of(&f)),
            account: text("account").unwrap_or_default(),
        })
    }

    /// The text that is stored.
    pub(crate) fn json(&self) -> String {
        let limits = &self.limits;
        let mut stored = Object::new();
        for (name, limit) in [
            ("max_quantity", limits.max_quantity),
            ("max_position", limits.max_position),
            ("max_notional", limits.max_notional),
            ("collar_ticks", limits.collar_ticks),
            ("collar_bps", limits.collar_bps),
        ] {
            stored = match limit {
                Some(limit) => stored.integer(name, i64::from(limit)),
                None => stored.raw(name, "null"),
            };
        }
        let whole = |ms| i64::try_from(ms).unwrap_or(i64::MAX);
        let limits = stored
            .integer("duplicate_window_ms", whole(limits.duplicate_window_ms))
            .integer("quote_stale_ms", whole(limits.quote_stale_ms))
            .integer("roll_warning_days", i64::from(limits.roll_warning_days))
            .end();
        Object::new()
            .integer("version", VERSION)
            .maybe_text("way", self.way.and_then(|way| name(&WAYS, way)))
            .text("base", &self.base)
            .maybe_text("class", name(&CLASSES, self.class))
            .flag("confirm", self.confirm)
            .flag("own_order_id", self.own_order_id)
            .maybe_text("theme", name(&THEMES, self.theme))
            .raw("limits", &limits)
            .text("account", &self.account)
            .end()
    }
}

const WAYS: [(&str, Way); 4] =
    [("Practice", Way::Practice), ("GatewaySocket", Way::GatewaySocket), ("GatewayRest", Way::GatewayRest), ("Direct", Way::Direct)];
const CLASSES: [(&str, AccountClass); 2] = [("Sim", AccountClass::Sim), ("Live", AccountClass::Live)];
const THEMES: [(&str, Theme); 3] = [("System", Theme::System), ("Light", Theme::Light), ("Dark", Theme::Dark)];

fn word<T: Copy>(words: &[(&str, T)], stored: Option<String>) -> Option<T> {
    let stored = stored?;
    words.iter().find(|(name, _)| *name == stored).map(|(_, word)| *word)
}

fn name<T: Copy + PartialEq>(words: &[(&'static str, T)], word: T) -> Option<&'static str> {
    words.iter().find(|(_, w)| *w == word).map(|(name, _)| *name)
}

/// Stored limits. Every version of this page wrote all of them, so one that is not a number was "no limit".
fn limits_of(stored: &Fields<'_>) -> Limits {
    let ours = Limits::default();
    let count = |name| stored.integer(name).ok().flatten().and_then(|n| u32::try_from(n).ok());
    let whole = |name, default| stored.integer(name).ok().flatten().and_then(|n| u64::try_from(n).ok()).unwrap_or(default);
    Limits {
        max_quantity: count("max_quantity"),
        max_position: count("max_position"),
        max_notional: count("max_notional"),
        collar_ticks: count("collar_ticks"),
        collar_bps: count("collar_bps"),
        orders_a_minute: ours.orders_a_minute,
        duplicate_window_ms: whole("duplicate_window_ms", ours.duplicate_window_ms),
        quote_stale_ms: whole("quote_stale_ms", ours.quote_stale_ms),
        roll_warning_days: stored
            .integer("roll_warning_days")
            .ok()
            .flatten()
            .and_then(|n| i32::try_from(n).ok())
            .unwrap_or(ours.roll_warning_days),
    }
}
