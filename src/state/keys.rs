//! What keys may do, the keys they have to begin with, and the trader's own. Pure but for the storage; who presses them and
//! what happens then is not known here.

use crate::state::app::{App, Panel};
use crate::state::journal::storage;
use crate::state::stepping::Spot;
use crosstrade::{Fields, Object};
use order_model::{Action, Field, OrderType, QuickPrice};
use std::rc::Rc;
use web_sys::KeyboardEvent;

const KEY: &str = "order-ticket.keys";
pub(super) const VERSION: i64 = 1;

/// One thing that a key can do.
pub(crate) struct Deed {
    /// Its name in the storage.
    pub(crate) id: &'static str,
    pub(crate) words: &'static str,
    pub(crate) does: Does,
    /// The key it has before the trader chooses one; empty for none.
    pub(super) first: &'static str,
}

/// What it does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Does {
    Choose(Field, &'static str),
    Quantity(i64),
    Price(i64),
    Fill(Spot),
    Focus(&'static str),
    Template(usize),
    Back,
    Lock,
    Show(Panel),
    /// The main button.
    Review,
    Quick(Action, QuickPrice),
    CancelAll,
    Flatten,
}

impl Does {
    /// May send something, or ask whether to: nobody has a key for it by accident, and a key held down does it once.
    pub(crate) const fn sends(self) -> bool {
        matches!(self, Does::Review | Does::Quick(..) | Does::CancelAll | Does::Flatten)
    }

    /// A key held down goes on stepping.
    pub(crate) const fn repeats(self) -> bool {
        matches!(self, Does::Quantity(_) | Does::Price(_))
    }
}

const fn deed(id: &'static str, words: &'static str, does: Does, first: &'static str) -> Deed {
    Deed { id, words, does, first }
}

/// Everything a key can do, in the order of the panel. What sends has no key to begin with.
pub(crate) const DEEDS: [Deed; 42] = [
    deed("side-buy", "Side: Buy", Does::Choose(Field::Action, Action::Buy.as_str()), "KeyB"),
    deed("side-sell", "Side: Sell", Does::Choose(Field::Action, Action::Sell.as_str()), "KeyS"),
    deed("type-market", "Type: Market", Does::Choose(Field::OrderType, OrderType::Market.as_str()), "KeyM"),
    deed("type-limit", "Type: Limit", Does::Choose(Field::OrderType, OrderType::Limit.as_str()), "KeyL"),
    deed("type-stop", "Type: Stop", Does::Choose(Field::OrderType, OrderType::StopMarket.as_str()), "KeyT"),
    deed("type-stop-limit", "Type: Stop limit", Does::Choose(Field::OrderType, OrderType::StopLimit.as_str()), "KeyY"),
    deed("quantity-more", "Quantity: one contract more", Does::Quantity(1), "Equal"),
    deed("quantity-less", "Quantity: one contract less", Does::Quantity(-1), "Minus"),
    deed("price-up", "Price: one tick up", Does::Price(1), "BracketRight"),
    deed("price-down", "Price: one tick down", Does::Price(-1), "BracketLeft"),
    deed("fill-bid", "Price: at the bid", Does::Fill(Spot::Bid), "KeyD"),
    deed("fill-mid", "Price: in the middle", Does::Fill(Spot::Mid), "KeyF"),
    deed("fill-ask", "Price: at the ask", Does::Fill(Spot::Ask), "KeyG"),
    deed("focus-instrument", "Go to Instrument", Does::Focus("instrument"), "KeyI"),
    deed("focus-quantity", "Go to Quantity", Does::Focus("quantity"), "KeyQ"),
    deed("focus-price", "Go to the price", Does::Focus(""), "KeyP"),
    deed("back", "Back from the question", Does::Back, "Backspace"),
    deed("lock", "Lock the ticket", Does::Lock, "Shift+KeyL"),
    deed("template-1", "Template 1", Does::Template(0), "Digit1"),
    deed("template-2", "Template 2", Does::Template(1), "Digit2"),
    deed("template-3", "Template 3", Does::Template(2), "Digit3"),
    deed("template-4", "Template 4", Does::Template(3), "Digit4"),
    deed("template-5", "Template 5", Does::Template(4), "Digit5"),
    deed("template-6", "Template 6", Does::Template(5), "Digit6"),
    deed("template-7", "Template 7", Does::Template(6), "Digit7"),
    deed("template-8", "Template 8", Does::Template(7), "Digit8"),
    deed("template-9", "Template 9", Does::Template(8), "Digit9"),
    deed("show-connection", "Panel: Connection", Does::Show(Panel::Connect), "Shift+KeyC"),
    deed("show-limits", "Panel: Limits", Does::Show(Panel::Limits), "Shift+KeyM"),
    deed("show-keys", "Panel: Keys", Does::Show(Panel::Keys), "Shift+KeyK"),
    deed("show-groups", "Panel: Groups", Does::Show(Panel::Groups), "Shift+KeyG"),
    deed("show-history", "Panel: History", Does::Show(Panel::History), "Shift+KeyH"),
    deed("show-help", "Panel: Help", Does::Show(Panel::Help), "F1"),
    deed("review", "Review or send the ticket", Does::Review, ""),
    deed("buy-market", "Buy at market", Does::Quick(Action::Buy, QuickPrice::Market), ""),
    deed("buy-bid", "Buy at the bid", Does::Quick(Action::Buy, QuickPrice::Bid), ""),
    deed("buy-ask", "Buy at the ask", Does::Quick(Action::Buy, QuickPrice::Ask), ""),
    deed("sell-market", "Sell at market", Does::Quick(Action::Sell, QuickPrice::Market), ""),
    deed("sell-bid", "Sell at the bid", Does::Quick(Action::Sell, QuickPrice::Bid), ""),
    deed("sell-ask", "Sell at the ask", Does::Quick(Action::Sell, QuickPrice::Ask), ""),
    deed("cancel-all", "Cancel all orders of the instrument", Does::CancelAll, ""),
    deed("flatten", "Flatten the instrument", Does::Flatten, ""),
];

/// Why a key was not taken.
#[derive(Clone, PartialEq)]
pub(crate) enum Bound {
    /// It was.
    Yes,
    /// Another deed has it.
    Has(&'static str),
    /// The page's own fields and buttons need it.
    Page,
}

/// The trader's keys: what differs from the first ones.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Keys {
    own: Vec<(String, String)>,
    off: bool,
}

impl Keys {
    /// The key of a deed; empty for none.
    pub(crate) fn of<'a>(&'a self, deed: &'a Deed) -> &'a str {
        self.own.iter().find(|(id, _)| id == deed.id).map_or(deed.first, |(_, chord)| chord)
    }

    /// What a key does.
    pub(crate) fn deed(&self, chord: &str) -> Option<&'static Deed> {
        DEEDS.iter().find(|deed| self.of(deed) == chord)
    }

    /// Keys do nothing at all while off.
    pub(crate) const fn are_off(&self) -> bool {
        self.off
    }

    pub(crate) fn turn(&mut self, off: bool) {
        self.off = off;
    }

    /// Gives a deed a key, unless that has another meaning already. An empty one takes its key away.
    pub(crate) fn bind(&mut self, deed: &Deed, chord: &str) -> Bound {
        if is_taken_by_page(chord) {
            return Bound::Page;
        }
        if let Some(other) = self.deed(chord).filter(|other| !chord.is_empty() && other.id != deed.id) {
            return Bound::Has(other.words);
        }
        self.own.retain(|(id, _)| id != deed.id);
        if chord != deed.first {
            self.own.push((deed.id.to_owned(), chord.to_owned()));
        }
        Bound::Yes
    }

    /// The first keys again.
    pub(crate) fn reset(&mut self) {
        self.own.clear();
    }

    fn load() -> Keys {
        let stored = storage().and_then(|s| s.get_item(KEY).ok().flatten());
        stored.and_then(|text| Keys::parse(&text)).unwrap_or_default()
    }

    /// A key that would stand for two deeds stands for the one that comes first in the panel and is taken from the other.
    pub(super) fn parse(text: &str) -> Option<Keys> {
        let fields = Fields::parse(text).ok()?;
        if fields.integer("version") != Ok(Some(VERSION)) {
            return None;
        }
        let mut keys = Keys { own: Vec::new(), off: fields.flag("off").unwrap_or(false) };
        let stored = fields.raw("keys").and_then(|raw| Fields::parse(raw).ok())?;
        // First every deed that gives its key away, so that another may have it.
        for deed in &DEEDS {
            if stored.raw(deed.id).is_some() {
                keys.own.push((deed.id.to_owned(), String::new()));
            }
        }
        for deed in &DEEDS {
            if let Some(chord) = stored.loose_text(deed.id) {
                keys.bind(deed, &chord);
            }
        }
        Some(keys)
    }

    /// The keys as text, for the storage and for a file of settings.
    pub(crate) fn json(&self) -> String {
        let own = self.own.iter().fold(Object::new(), |own, (id, chord)| own.text(id, chord)).end();
        Object::new().integer("version", VERSION).flag("off", self.off).raw("keys", &own).end()
    }
}

/// The key of an event with its modifiers, by its place on the keyboard: `Shift+KeyB`. `None` for a modifier by itself.
pub(crate) fn chord_of(event: &KeyboardEvent) -> Option<String> {
    let code = event.code();
    let modifier = ["Control", "Shift", "Alt", "Meta", "OS"].iter().any(|name| code.starts_with(name));
    if code.is_empty() || modifier || code == "CapsLock" {
        return None;
    }
    let mut chord = String::new();
    for (held, name) in [(event.ctrl_key(), "Ctrl+"), (event.alt_key(), "Alt+"), (event.shift_key(), "Shift+"), (event.meta_key(), "Meta+")]
    {
        if held {
            chord += name;
        }
    }
    Some(chord + &code)
}

/// Whether a text can be the key of an event.
pub(super) fn is_chord(text: &str) -> bool {
    let (held, code) = text.rsplit_once('+').unwrap_or(("", text));
    let named = !code.is_empty() && code.len() <= 20 && code.bytes().all(|b| b.is_ascii_alphanumeric());
    let mut modifiers = ["Ctrl", "Alt", "Shift", "Meta"].iter();
    // In the order in which an event's are written, none twice.
    named && held.split('+').filter(|word| !held.is_empty() || !word.is_empty()).all(|word| modifiers.any(|name| *name == word))
}

/// Keys that fields, buttons and dialogs of the page live by.
pub(crate) fn is_taken_by_page(chord: &str) -> bool {
    const TAKEN: [&str; 13] = [
        "Tab",
        "Enter",
        "NumpadEnter",
        "Space",
        "Escape",
        "ArrowUp",
        "ArrowDown",
        "ArrowLeft",
        "ArrowRight",
        "PageUp",
        "PageDown",
        "Home",
        "End",
    ];
    let plain = chord.strip_prefix("Shift+").unwrap_or(chord);
    // A question mark opens the panel of keys.
    TAKEN.contains(&plain) || chord == "Shift+Slash"
}

/// Keys that a browser or a system usually keeps for itself: they may never reach the page.
pub(crate) fn is_reserved(chord: &str) -> bool {
    const RESERVED: [&str; 22] = [
        "Ctrl+KeyW",
        "Ctrl+KeyT",
        "Ctrl+KeyN",
        "Ctrl+KeyR",
        "Ctrl+KeyL",
        "Ctrl+KeyD",
        "Ctrl+KeyP",
        "Ctrl+KeyF",
        "Ctrl+KeyS",
        "Ctrl+KeyQ",
        "Ctrl+KeyA",
        "Ctrl+KeyC",
        "Ctrl+KeyV",
        "Ctrl+KeyX",
        "Ctrl+KeyZ",
        "Alt+F4",
        "Alt+ArrowLeft",
        "Alt+ArrowRight",
        "F5",
        "F11",
        "F12",
        "F6",
    ];
    let plain = chord.replace("Meta+", "Ctrl+").replace("Shift+", "");
    let digit = |prefix: &str| plain.strip_prefix(prefix).is_some_and(|rest| rest.starts_with("Digit"));
    RESERVED.contains(&plain.as_str()) || digit("Ctrl+") || digit("Alt+") || plain.ends_with("+Tab")
}

/// A key as it is printed on most keyboards.
pub(crate) fn words_of(chord: &str) -> String {
    const NAMES: [(&str, &str); 13] = [
        ("Equal", "="),
        ("Minus", "-"),
        ("BracketLeft", "["),
        ("BracketRight", "]"),
        ("Comma", ","),
        ("Period", "."),
        ("Slash", "/"),
        ("Backslash", "\\"),
        ("Semicolon", ";"),
        ("Quote", "'"),
        ("Backquote", "`"),
        ("NumpadAdd", "Num +"),
        ("NumpadSubtract", "Num -"),
    ];
    let (held, code) = chord.rsplit_once('+').map_or(("", chord), |(held, code)| (held, code));
    let named = NAMES.iter().find(|(name, _)| *name == code).map(|(_, word)| *word);
    let key = named.or_else(|| code.strip_prefix("Key")).or_else(|| code.strip_prefix("Digit")).unwrap_or(code);
    if held.is_empty() { key.to_owned() } else { format!("{} + {key}", held.replace('+', " + ")) }
}

impl App {
    /// Reads the keys, once.
    pub(crate) fn bring_keys(self) {
        if self.state().keys.with_untracked(Option::is_none) {
            self.state().keys.set(Some(Rc::new(Keys::load())));
        }
    }

    /// They were changed in another tab.
    pub(crate) fn keys_changed(self, key: Option<&str>) {
        if key.is_none_or(|key| key == KEY) {
            self.state().keys.set(Some(Rc::new(Keys::load())));
        }
    }

    /// The keys; follows them.
    pub(crate) fn keys(self) -> Rc<Keys> {
        self.state().keys.get().unwrap_or_default()
    }

    /// The keys, without following them.
    pub(crate) fn keys_untracked(self) -> Keys {
        self.state().keys.get_untracked().map_or_else(Keys::load, |keys| (*keys).clone())
    }

    /// Changes the keys and stores them.
    pub(crate) fn change_keys<T>(self, change: impl FnOnce(&mut Keys) -> T) -> T {
        let mut keys = self.keys_untracked();
        let result = change(&mut keys);
        if let Some(storage) = storage() {
            let _ = storage.set_item(KEY, &keys.json());
        }
        self.state().keys.set(Some(Rc::new(keys)));
        result
    }
}
