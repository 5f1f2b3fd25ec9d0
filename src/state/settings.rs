//! What the trader has set. Kept in the browser's storage as versioned JSON; never a secret.
//!
//! Reading here is lenient, because a page must open; a file from elsewhere is read by `file`, which is not.

mod bundle;
mod file;
mod keys_file;
mod presets_file;
mod words;

use crate::state::journal::storage;
use crosstrade::{Fields, Object};
use order_model::{LimitBook, Limits, ScopedLimits};

pub(crate) use bundle::Bundle;
pub(crate) use file::{Import, is_origin};
pub(crate) use words::LIMIT_WORDS;

const KEY: &str = "order-ticket.settings";
/// Version 1 knew one set of limits for all, and no groups.
const VERSION: i64 = 2;
/// A file has presets and keys beside the settings since version 3.
const FILE_VERSION: i64 = 3;

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
    /// Risk limits, by account and root. They start as ours and are the trader's to change.
    pub(crate) limits: LimitBook,
    /// The scopes of the limits as JSON: what is stored. [`Settings::set_limits`] keeps both alike.
    pub(crate) scopes: String,
    /// Groups of accounts as JSON, for [`crate::state::group`] to read.
    pub(crate) groups: String,
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

/// The limits of one scope in the order of [`LIMITS`]; `None` says nothing.
pub(crate) type Values = [Option<u64>; 7];

/// The names of limits in the settings.
const LIMITS: [&str; 7] =
    ["max_quantity", "max_position", "max_notional", "collar_ticks", "collar_bps", "orders_a_minute", "duplicate_window_ms"];

impl Default for Settings {
    fn default() -> Self {
        Settings {
            way: None,
            base: "https://app.crosstrade.io".to_owned(),
            class: AccountClass::Live,
            confirm: true,
            own_order_id: false,
            theme: Theme::System,
            limits: LimitBook::default(),
            scopes: String::new(),
            groups: String::new(),
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
        put(KEY, &self.json());
    }

    /// A field that is absent or unreadable keeps its default.
    fn parse(text: &str) -> Option<Settings> {
        let fields = Fields::parse(text).ok()?;
        let version = fields.integer("version").ok()??;
        if !(1..=FILE_VERSION).contains(&version) {
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
            limits: book_of(&fields, version),
            scopes: fields.raw("scopes").unwrap_or_default().to_owned(),
            groups: fields.raw("groups").unwrap_or_default().to_owned(),
            account: text("account").unwrap_or_default(),
        })
    }

    /// The settings as text, for the storage and the history.
    pub(crate) fn json(&self) -> String {
        self.written(VERSION).end()
    }

    /// The members of that text, for a file that holds more.
    fn written(&self, version: i64) -> Object {
        let defaults = &self.limits.defaults;
        let whole = |ms| i64::try_from(ms).unwrap_or(i64::MAX);
        let limits = limits_json(Object::new(), defaults.values())
            .integer("quote_stale_ms", whole(defaults.quote_stale_ms))
            .integer("roll_warning_days", i64::from(defaults.roll_warning_days))
            .end();
        let list = |text: &'_ str| if text.is_empty() { "[]".to_owned() } else { text.to_owned() };
        Object::new()
            .integer("version", version)
            .maybe_text("way", self.way.and_then(|way| name(&WAYS, way)))
            .text("base", &self.base)
            .maybe_text("class", name(&CLASSES, self.class))
            .flag("confirm", self.confirm)
            .flag("own_order_id", self.own_order_id)
            .maybe_text("theme", name(&THEMES, self.theme))
            .raw("limits", &limits)
            .raw("scopes", &list(&self.scopes))
            .raw("groups", &list(&self.groups))
            .text("account", &self.account)
    }

    /// Other limits in the place of these.
    pub(crate) fn set_limits(&mut self, limits: LimitBook) {
        let scope = |s: &ScopedLimits| {
            let names = Object::new().maybe_text("account", s.account.as_deref()).maybe_text("root", s.root.as_deref());
            limits_json(names, s.values()).end()
        };
        let scopes: Vec<String> = limits.scopes.iter().map(scope).collect();
        self.scopes = ["[", &scopes.join(","), "]"].concat();
        self.limits = limits;
    }
}

fn put(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, text);
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

#[inline(never)]
fn limits_json(mut written: Object, values: Values) -> Object {
    for (name, value) in LIMITS.iter().zip(values) {
        if let Some(value) = value {
            written = written.raw(name, &value.to_string());
        }
    }
    written
}

/// Stored limits. Every version of this page wrote all that there were, so one that is not a number was "no limit".
#[inline(never)]
fn book_of(stored: &Fields<'_>, version: i64) -> LimitBook {
    let Some(fields) = stored.raw("limits").and_then(|raw| Fields::parse(raw).ok()) else { return LimitBook::default() };
    let ours = Limits::OURS;
    let count = |name| fields.integer(name).ok().flatten();
    let mut defaults = Limits {
        quote_stale_ms: count("quote_stale_ms").and_then(|n| n.try_into().ok()).unwrap_or(ours.quote_stale_ms),
        roll_warning_days: count("roll_warning_days").and_then(|n| n.try_into().ok()).unwrap_or(ours.roll_warning_days),
        ..ours
    };
    defaults.set_values(values_of(&fields));
    if version == 1 {
        defaults.orders_a_minute = ours.orders_a_minute;
    }
    let mut scopes = Vec::new();
    for raw in stored.array("scopes").unwrap_or_default() {
        if let Ok(fields) = Fields::parse(raw) {
            let text = |name| fields.text(name).ok().flatten();
            let mut scope = ScopedLimits { account: text("account"), root: text("root"), ..ScopedLimits::default() };
            scope.set_values(values_of(&fields));
            scopes.push(scope);
        }
    }
    LimitBook { defaults, scopes }
}

#[inline(never)]
fn values_of(fields: &Fields<'_>) -> Values {
    LIMITS.map(|name| fields.integer(name).ok().flatten().and_then(|n| n.try_into().ok()))
}

/// Limits as a row of numbers, for what treats them all alike.
pub(crate) trait Row {
    fn values(&self) -> Values;
    fn set_values(&mut self, values: Values);

    /// Keeps of each the stricter one: the smaller number, but the longer window for repeats.
    fn tighten(&mut self, most: Values) {
        let [.., own_window] = self.values();
        let [.., most_window] = most;
        let mut values = self.values();
        for (own, most) in values.iter_mut().zip(most) {
            *own = match (*own, most) {
                (Some(own), Some(most)) => Some(own.min(most)),
                (own, most) => own.or(most),
            };
        }
        let [quantity, position, notional, ticks, bps, rate, _] = values;
        self.set_values([quantity, position, notional, ticks, bps, rate, own_window.max(most_window)]);
    }
}

impl Row for Limits {
    fn values(&self) -> Values {
        let duplicate = Some(self.duplicate_window_ms);
        let counts = [self.max_quantity, self.max_position, self.max_notional, self.collar_ticks, self.collar_bps, self.orders_a_minute];
        row(counts, duplicate)
    }

    fn set_values(&mut self, [quantity, position, notional, ticks, bps, rate, duplicate]: Values) {
        self.max_quantity = small(quantity);
        self.max_position = small(position);
        self.max_notional = small(notional);
        self.collar_ticks = small(ticks);
        self.collar_bps = small(bps);
        self.orders_a_minute = small(rate);
        self.duplicate_window_ms = duplicate.unwrap_or(Limits::OURS.duplicate_window_ms);
    }
}

impl Row for ScopedLimits {
    fn values(&self) -> Values {
        let counts = [self.max_quantity, self.max_position, self.max_notional, self.collar_ticks, self.collar_bps, self.orders_a_minute];
        row(counts, self.duplicate_window_ms)
    }

    fn set_values(&mut self, values: Values) {
        let mut limits = Limits::OURS;
        limits.set_values(values);
        let [.., duplicate] = values;
        self.max_quantity = limits.max_quantity;
        self.max_position = limits.max_position;
        self.max_notional = limits.max_notional;
        self.collar_ticks = limits.collar_ticks;
        self.collar_bps = limits.collar_bps;
        self.orders_a_minute = limits.orders_a_minute;
        self.duplicate_window_ms = duplicate;
    }
}

fn row([quantity, position, notional, ticks, bps, rate]: [Option<u32>; 6], duplicate: Option<u64>) -> Values {
    let wide = |n: Option<u32>| n.map(u64::from);
    [wide(quantity), wide(position), wide(notional), wide(ticks), wide(bps), wide(rate), duplicate]
}

/// A limit that does not fit is the strictest there is: it can only block.
fn small(value: Option<u64>) -> Option<u32> {
    value.map(|n| n.try_into().unwrap_or(0))
}
