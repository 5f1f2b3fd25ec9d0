//! Keys in a file of settings: everything that is wrong with them, and what they are in words.

use super::file::{Line, Problems, known};
use crate::state::keys::{DEEDS, Keys, VERSION, is_chord, is_taken_by_page, words_of};
use crosstrade::Fields;

/// The keys of a file, or `None` with everything that is wrong with them.
pub(super) fn read(raw: &str, problems: &mut Problems) -> Option<Keys> {
    let before = problems.len();
    let Ok(fields) = Fields::parse(raw) else {
        problems.push("keys: they must be an object.".to_owned());
        return None;
    };
    if fields.integer("version") != Ok(Some(VERSION)) {
        problems.push(format!("keys: version: this page reads {VERSION}."));
    }
    known(&fields, &["version", "off", "keys"], "keys: ", problems);
    if fields.raw("off").is_some() && fields.flag("off").is_none() {
        problems.push("keys: off: it must be true or false.".to_owned());
    }
    match fields.raw("keys").and_then(|raw| Fields::parse(raw).ok()) {
        Some(own) => {
            known(&own, &DEEDS.map(|deed| deed.id), "keys: ", problems);
            chords(&own, problems);
        }
        None => problems.push("keys: keys: they must be an object.".to_owned()),
    }
    Keys::parse(raw).filter(|_| problems.len() == before)
}

/// Each is a key, none is the page's own, and no two deeds have the same, those counted that a deed has to begin with.
fn chords(own: &Fields<'_>, problems: &mut Problems) {
    let mut taken: Vec<(String, &str)> = Vec::new();
    for deed in &DEEDS {
        let chord = match own.text(deed.id) {
            Ok(Some(chord)) => chord,
            Ok(None) => deed.first.to_owned(),
            Err(_) => {
                problems.push(format!("keys: {}: it must be a text.", deed.id));
                continue;
            }
        };
        if chord.is_empty() {
            continue;
        }
        if !is_chord(&chord) {
            problems.push(format!("keys: {}: it must be a key such as KeyB or Shift+KeyB.", deed.id));
        } else if is_taken_by_page(&chord) {
            problems.push(format!("keys: {}: {} is needed by the fields and buttons of the page.", deed.id, words_of(&chord)));
        } else if let Some((_, other)) = taken.iter().find(|(of, _)| *of == chord) {
            problems.push(format!("keys: {}: {} is the key of {other} already.", deed.id, words_of(&chord)));
        }
        taken.push((chord, deed.id));
    }
}

/// Keys in words: name and value.
pub(super) fn lines(keys: &Keys) -> Vec<Line> {
    let word = |chord: &str| if chord.is_empty() { "no key".to_owned() } else { words_of(chord) };
    let each = DEEDS.iter().map(|deed| {
        let sends = if deed.does.sends() { " (may send)" } else { "" };
        (["Key for ", deed.words, sends].concat(), word(keys.of(deed)))
    });
    let switch = ("Keys".to_owned(), if keys.are_off() { "off" } else { "on" }.to_owned());
    each.chain([switch]).collect()
}
