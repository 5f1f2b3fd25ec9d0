//! The keys and what they do: shown, found by a question mark, and changed.

mod perform;

use crate::state::{App, Bound, DEEDS, Deed, Live, chord_of, is_reserved, words_of};
use crate::ui::bar::truth;
use crate::ui::dialog::modal;
use crate::ui::dom::{View, all, html, nothing, text, view_of};
use crate::ui::icon;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

pub(crate) use perform::follow_keys;

/// What fields, buttons and dialogs do by themselves, as everywhere.
const FIXED: [(&str, &str); 7] = [
    ("Enter", "Review the order; on “Send”, send it once"),
    ("Esc", "Back to the form, or close a panel. Nothing is sent"),
    ("↑ ↓", "One tick or one contract; the wheel does the same in the field that has the focus"),
    ("Page Up / Page Down", "Ten ticks or ten contracts"),
    ("← →", "Next side, type or time in force"),
    ("Tab", "Fields in the order they are read; − and + are left out"),
    ("?", "This panel"),
];

/// What is going on in the panel.
struct Press {
    /// The deed that waits for its key.
    waits: Live<Option<&'static str>>,
    /// What is said about the last change, and whether it was refused.
    said: Live<Option<(bool, String)>>,
}

/// The panel.
pub(crate) fn keys(app: App) -> View {
    app.bring_keys();
    let press = Rc::new(Press { waits: Live::new(None), said: Live::new(None) });
    let whole = html(
        r#"<div class="dialog-body" tabindex="0" role="region" aria-labelledby="keys-name"><p class="mute">These keys work on the ticket, not in a panel, and in a text field only together with Ctrl, Alt or Meta. What may send has no key until you give it one, and a key held down never sends again.</p><label class="keys-on"><input _ type="checkbox">Keys are on</label><table class="keys"><caption class="sr">Keys</caption><tbody _></tbody></table><section aria-labelledby="keys-fixed"><h3 id="keys-fixed">Always</h3><table class="keys"><tbody _></tbody></table></section></div><footer><div _ class="keys-said" role="status"></div><button _ class="button" type="button">First keys again</button></footer>"#,
    );
    let on = move || !app.keys().are_off();
    whole.at().live_flag("checked", on).on("change", move |_| app.change_keys(|keys| keys.turn(!keys.are_off())));
    whole.at().child(all(DEEDS.iter().map(|deed| row(app, deed, &press)).collect()));
    let fixed = FIXED.iter().map(|(key, what)| {
        let row = html(r#"<tr><th _ scope="row"></th><td><kbd _></kbd></td></tr>"#);
        row.at().text(what);
        row.at().text(key);
        row.view()
    });
    whole.at().child(all(fixed.collect()));
    let said = Rc::clone(&press);
    whole.at().child(view_of(move || said.said.get(), |said| said.as_ref().map_or_else(nothing, |(bad, words)| line(*bad, words))));
    whole.at().click(move || {
        app.change_keys(|keys| keys.reset());
        press.waits.set(None);
        press.said.set(Some((false, "Every key is as it was at first.".to_owned())));
    });
    modal(app, "keys", "Keys", whole.view())
}

fn line(bad: bool, words: &str) -> View {
    let (tone, mark) = if bad { ("note tone-block", icon::BLOCK) } else { ("note tone-quiet", icon::INFO) };
    let note = html(r#"<p _><span _></span></p>"#);
    note.at().attr("class", tone).prepend(icon::icon(mark));
    note.at().text(words);
    note.view()
}

fn row(app: App, deed: &'static Deed, press: &Rc<Press>) -> View {
    let row = html(
        r#"<tr><th _ scope="row"></th><td><button _ class="button key" type="button"></button><button _ class="button button-plain" type="button"></button></td></tr>"#,
    );
    let name = row.at().text(deed.words);
    if deed.does.sends() {
        let mark = html(r#" <span class="mute">may send</span>"#);
        name.child(mark.view());
    }
    let (waits, pressed, started, left, words) = (Rc::clone(press), Rc::clone(press), Rc::clone(press), Rc::clone(press), Rc::clone(press));
    let is_waiting = move || waits.waits.with(|waiting| *waiting == Some(deed.id));
    let named = Rc::clone(press);
    // What the button shows is part of its name.
    let name = move || {
        let waiting = named.waits.with(|waiting| *waiting == Some(deed.id));
        let shows = if waiting { PRESS.to_owned() } else { spoken(app, deed) };
        format!("Key for {}: {shows}", deed.words)
    };
    let button = row.at().live("aria-label", name).live("aria-pressed", move || truth(is_waiting()));
    let button = button.on("keydown", move |event| record(app, deed, &pressed, &event));
    let button = button.on("blur", move |_| {
        if left.waits.with_untracked(|waiting| *waiting == Some(deed.id)) {
            left.waits.set(None);
        }
    });
    let shown = move || (words.waits.with(|waiting| *waiting == Some(deed.id)), spoken(app, deed));
    let look = |(waiting, chord): &(bool, String)| {
        if *waiting {
            return text(PRESS);
        }
        let key = html("<kbd _></kbd>");
        key.at().text(chord);
        if chord == NONE { text(NONE) } else { key.view() }
    };
    button.child(view_of(shown, look)).click(move || {
        started.waits.set(Some(deed.id));
        started.said.set(Some((false, format!("Press the key for “{}”, or Esc.", deed.words))));
    });
    let cleared = Rc::clone(press);
    row.at()
        .attr("aria-label", &format!("No key for {}", deed.words))
        .live_flag("disabled", move || app.keys().of(deed).is_empty())
        .child(icon::icon(icon::CLOSE))
        .click(move || {
            app.change_keys(|keys| keys.bind(deed, ""));
            cleared.said.set(Some((false, format!("“{}” has no key.", deed.words))));
        });
    row.view()
}

const NONE: &str = "no key";
const PRESS: &str = "Press a key…";

fn spoken(app: App, deed: &Deed) -> String {
    let keys = app.keys();
    match keys.of(deed) {
        "" => NONE.to_owned(),
        chord => words_of(chord),
    }
}

/// The key that was pressed becomes the deed's, unless it has another meaning.
fn record(app: App, deed: &'static Deed, press: &Press, event: &Event) {
    let key: &KeyboardEvent = event.unchecked_ref();
    if press.waits.with_untracked(|waiting| *waiting != Some(deed.id)) || key.repeat() {
        return;
    }
    // Tab leaves, as everywhere; the button then waits no more.
    if key.code() == "Tab" {
        return;
    }
    let Some(chord) = chord_of(key) else { return };
    // Also Escape: it ends the waiting and not the panel.
    event.prevent_default();
    event.stop_propagation();
    press.waits.set(None);
    if key.code() == "Escape" {
        return press.said.set(Some((false, "Nothing was changed.".to_owned())));
    }
    let words = words_of(&chord);
    let (bad, said) = match app.change_keys(|keys| keys.bind(deed, &chord)) {
        Bound::Yes if is_reserved(&chord) => (
            true,
            format!("“{}” is on {words} now. Browsers usually keep that key for themselves: try it before you rely on it.", deed.words),
        ),
        Bound::Yes => (false, format!("“{}” is on {words} now.", deed.words)),
        Bound::Has(other) => (true, format!("{words} is for “{other}” already. Take it away there first; nothing was changed.")),
        Bound::Page => (true, format!("{words} is needed by the fields and buttons of the page; nothing was changed.")),
    };
    press.said.set(Some((bad, said)));
}
