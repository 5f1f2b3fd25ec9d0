//! Settings as a file: everything that is wrong with one, by name, and what one would change.
//!
//! A file is taken whole or not at all. Names that are no settings are refused, so nothing else can ride along.

use super::bundle::Bundle;
use super::words::LIMIT_WORDS;
use super::{CLASSES, FILE_VERSION, LIMITS, Row, Settings, THEMES, Theme, WAYS, Way, keys_file, presets_file};
use crate::state::group::Group;
use crate::state::{AccountClass, Values};
use crosstrade::{Fields, array};

/// Reading a file.
pub(crate) struct Import;

/// What is wrong, in sentences.
pub(super) type Problems = Vec<String>;

/// Something that is set, in words: name and value.
pub(super) type Line = (String, String);

const TOP: [&str; 13] =
    ["version", "way", "base", "class", "confirm", "own_order_id", "theme", "limits", "scopes", "groups", "account", "presets", "keys"];

impl Import {
    /// What a file says, or all that is wrong with it.
    pub(crate) fn read(text: &str) -> Result<Bundle, Problems> {
        let Ok(fields) = Fields::parse(text) else {
            return Err(vec!["This is no settings file: its text is not one JSON object.".to_owned()]);
        };
        let mut problems = Vec::new();
        match fields.integer("version") {
            Ok(Some(version)) if (1..=FILE_VERSION).contains(&version) => {}
            Ok(None) => problems.push("version: it is missing, so this is no settings file.".to_owned()),
            _ => problems.push(format!("version: this page reads 1 to {FILE_VERSION}.")),
        }
        known(&fields, &TOP, "", &mut problems);
        one_of(&fields, "way", &WAYS, &mut problems);
        one_of(&fields, "class", &CLASSES, &mut problems);
        one_of(&fields, "theme", &THEMES, &mut problems);
        for name in ["base", "account"] {
            texts(&fields, name, "", &mut problems);
        }
        for name in ["confirm", "own_order_id"] {
            if fields.raw(name).is_some() && fields.flag(name).is_none() {
                problems.push(format!("{name}: it must be true or false."));
            }
        }
        if let Some(base) = fields.text("base").ok().flatten().filter(|base| !is_origin(base)) {
            // Not repeated: an address may carry a secret.
            problems.push(format!("base: its {} characters are not like https://app.crosstrade.io, without a path.", base.chars().count()));
        }
        limits(&fields, &mut problems);
        scopes(&fields, &mut problems);
        groups(&fields, &mut problems);
        let presets = fields.raw("presets").and_then(|raw| presets_file::read(raw, &mut problems));
        let keys = fields.raw("keys").and_then(|raw| keys_file::read(raw, &mut problems));
        match Settings::parse(text) {
            Some(mut settings) if problems.is_empty() => {
                // What is kept is what was read, written anew.
                settings.groups = Group::write_all(&Group::read_all(&settings.groups));
                settings.set_limits(settings.limits.clone());
                Ok(Bundle { settings, presets, keys })
            }
            _ => Err(problems),
        }
    }
}

/// Names that are no settings, and names that stand there twice.
pub(super) fn known(fields: &Fields<'_>, names: &[&str], at: &str, problems: &mut Problems) {
    let mut seen: Vec<&str> = Vec::new();
    for (name, _) in fields.members() {
        if !names.contains(&name) {
            let short: String = name.chars().take(40).collect();
            problems.push(format!("{at}{short}: this is not a setting."));
        } else if seen.contains(&name) {
            problems.push(format!("{at}{name}: it stands there twice."));
        }
        seen.push(name);
    }
}

fn one_of<T>(fields: &Fields<'_>, name: &'static str, words: &[(&str, T)], problems: &mut Problems) {
    let known = |text: &str| words.iter().any(|(word, _)| *word == text);
    let wrong = match fields.text(name) {
        Ok(None) => false,
        Ok(Some(text)) => !known(&text),
        Err(_) => true,
    };
    if wrong {
        let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        problems.push(format!("{name}: it must be one of {}.", words.join(", ")));
    }
}

fn texts(fields: &Fields<'_>, name: &'static str, at: &str, problems: &mut Problems) {
    if fields.text(name).is_err() {
        problems.push(format!("{at}{name}: it must be a text."));
    }
}

fn limits(fields: &Fields<'_>, problems: &mut Problems) {
    let Some(raw) = fields.raw("limits") else { return problems.push("limits: they are missing.".to_owned()) };
    let Ok(limits) = Fields::parse(raw) else { return problems.push("limits: they must be an object.".to_owned()) };
    let names: Vec<&str> = LIMITS.iter().copied().chain(["quote_stale_ms", "roll_warning_days"]).collect();
    known(&limits, &names, "limits: ", problems);
    counts(&limits, &["quote_stale_ms", "roll_warning_days"], "limits: ", problems);
    counts(&limits, &LIMITS, "limits: ", problems);
}

fn counts(fields: &Fields<'_>, names: &[&'static str], at: &str, problems: &mut Problems) {
    for name in names {
        let fits = match fields.integer(name) {
            Ok(None) => true,
            Ok(Some(n)) => u32::try_from(n).is_ok(),
            Err(_) => false,
        };
        if !fits {
            problems.push(format!("{at}{name}: it must be a whole number from 0 to {}.", u32::MAX));
        }
    }
}

/// The objects of a list that need not be there, each with the words for its place.
pub(super) fn objects(
    fields: &Fields<'_>,
    name: &str,
    words: &str,
    problems: &mut Problems,
    mut read: impl FnMut(&Fields<'_>, &str, &mut Problems),
) {
    let Some(raw) = fields.raw(name) else { return };
    let Some(list) = array(raw) else { return problems.push(format!("{words}: they must be a list.")) };
    for (n, raw) in list.iter().enumerate() {
        let at = format!("{words}, {}: ", n + 1);
        match Fields::parse(raw) {
            Ok(fields) => read(&fields, &at, problems),
            Err(_) => problems.push(format!("{at}it must be an object.")),
        }
    }
}

fn scopes(fields: &Fields<'_>, problems: &mut Problems) {
    let names: Vec<&str> = LIMITS.iter().copied().chain(["account", "root"]).collect();
    objects(fields, "scopes", "scopes", problems, |scope, at, problems| {
        known(scope, &names, at, problems);
        for name in ["account", "root"] {
            texts(scope, name, at, problems);
        }
        if scope.raw("account").is_none() && scope.raw("root").is_none() {
            problems.push(format!("{at}it must name an account or a root."));
        }
        counts(scope, &LIMITS, at, problems);
    });
}

fn groups(fields: &Fields<'_>, problems: &mut Problems) {
    let Some(raw) = fields.raw("groups") else { return };
    let Some(list) = array(raw) else { return problems.push("groups: they must be a list.".to_owned()) };
    for (n, raw) in list.iter().enumerate() {
        let at = format!("groups, {}: ", n + 1);
        let Ok(fields) = Fields::parse(raw) else {
            problems.push(format!("{at}it must be an object."));
            continue;
        };
        known(&fields, &["name", "legs"], &at, problems);
        for leg in fields.array("legs").unwrap_or_default() {
            if let Ok(leg) = Fields::parse(leg) {
                known(&leg, &["account", "ratio"], &at, problems);
            }
        }
        match Group::read_all(&["[", raw, "]"].concat()).first() {
            Some(group) => problems.extend(group.problems().iter().map(|problem| [&at, problem.as_str()].concat())),
            None => problems.push(format!("{at}it must have a name and legs, each with an account and a ratio.")),
        }
    }
}

/// A scheme and a host, nothing behind it; plain http only on this machine.
pub(crate) fn is_origin(text: &str) -> bool {
    let Ok(url) = web_sys::Url::new(text) else { return false };
    let local = matches!(url.hostname().as_str(), "127.0.0.1" | "localhost" | "[::1]");
    let scheme = url.protocol() == "https:" || (url.protocol() == "http:" && local);
    scheme && url.origin() == text.to_ascii_lowercase()
}

/// What would change, a line each.
#[derive(Default)]
pub(super) struct Changes(pub(super) Vec<String>);

impl Changes {
    /// Adds what differs between what is and what would be.
    pub(super) fn between(&mut self, old: &[Line], new: &[Line]) {
        let find = |in_: &[Line], name: &str| in_.iter().find(|(n, _)| n == name).map_or("–", |(_, value)| value).to_owned();
        let gone = old.iter().filter(|(name, _)| !new.iter().any(|(n, _)| n == name));
        for (name, _) in new.iter().chain(gone) {
            let (before, after) = (find(old, name), find(new, name));
            if before != after {
                self.0.push(format!("{name}: {before} → {after}"));
            }
        }
    }
}

/// Settings in words.
pub(super) fn settings_lines(s: &Settings) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut line = |name: &str, value: &str| lines.push((name.to_owned(), value.to_owned()));
    let way = match s.way {
        None => "as this page finds it",
        Some(Way::Practice) => "practice in this page",
        Some(Way::GatewaySocket) => "this gateway by WebSocket",
        Some(Way::GatewayRest) => "this gateway by REST",
        Some(Way::Direct) => "CrossTrade directly by REST",
    };
    line("Where orders go", way);
    line("Base address", &s.base);
    line("Account is", if s.class == AccountClass::Live { "live money" } else { "simulated" });
    line("Before sending", if s.confirm { "ask" } else { "send at once" });
    line("Own order id", if s.own_order_id { "on" } else { "off" });
    let theme = match s.theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    line("Theme", theme);
    line("Account", if s.account.is_empty() { "–" } else { &s.account });
    let defaults = &s.limits.defaults;
    for (words, value) in LIMIT_WORDS.iter().zip(defaults.values()) {
        line(words.label, &or_none(words.text(value)));
    }
    line("Quote is stale after", &format!("{} ms", defaults.quote_stale_ms));
    let days = defaults.roll_warning_days;
    line("Near roll", &if days == 1 { "1 day".to_owned() } else { format!("{days} days") });
    for scope in &s.limits.scopes {
        let of = [scope.root.as_deref().unwrap_or("every root"), " on ", scope.account.as_deref().unwrap_or("every account")].concat();
        line(&["Limits of ", &of].concat(), &said(scope.values()));
    }
    for group in Group::read_all(&s.groups) {
        line(&["Group ", &group.name].concat(), &group.words());
    }
    lines
}

fn or_none(text: String) -> String {
    if text.is_empty() { "none".to_owned() } else { text }
}

/// The limits that say something.
fn said(values: Values) -> String {
    let said = LIMIT_WORDS.iter().zip(values).filter(|(_, value)| value.is_some());
    let said: Vec<String> = said.map(|(words, value)| format!("{} {}", words.label, words.text(value))).collect();
    or_none(said.join(", "))
}
