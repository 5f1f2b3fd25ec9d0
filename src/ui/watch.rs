//! What the second part does while it is there, without being a panel: keeps the history and gives signals of all sessions of
//! the page, counts down the market's session. Follows the log, the acts and the books, never the quotes: a burst of quotes costs it nothing.

use crate::state::history::{self, News};
use crate::state::{App, listen, now, shells, signals};
use crate::ui::dom::{View, all, found, nothing, soon, view_of};
use crate::ui::veil::veil;
use order_model::Millis;
use order_session::{Ask, Event};

/// How often the market's hours are asked for, and how often while they are not known.
const HOURS_MS: Millis = 60_000;
const HOURS_AGAIN_MS: Millis = 5_000;

/// Starts it all. Nothing is shown by it but the countdown in the quote strip.
#[inline(never)]
pub(crate) fn watch(app: App) -> View {
    signals::begin();
    history::begin(catch_up);
    listen("pagehide", |_| {
        catch_up();
        history::end();
    });
    if let Some(cell) = found(&app.state().given.home, "session-left") {
        cell.live_text(move || left(app));
    }
    let news = move || {
        let state = app.state();
        let versions =
            [state.log.version(), state.settings.version(), state.armed.version(), state.shown.with_untracked(|s| s.line.is_up()).into()];
        (versions, state.killed.get(), state.acts.get(), state.books.get())
    };
    let later = move |_: &_| {
        soon(Box::new(catch_up));
        nothing()
    };
    let ask = move |(instrument, _): &(String, Millis)| {
        let instrument = instrument.clone();
        soon(Box::new(move || {
            // Half a name is no instrument; the venue would say so, once a letter.
            if app.is_mounted() && app.is_listed() {
                app.tell(Event::Ask(Ask::Hours(instrument)));
            }
        }));
        nothing()
    };
    all(vec![view_of(news, later), view_of(move || due(app), ask), veil(app)])
}

/// Takes what was told since, in every session of the page, and says and writes it. Whichever ticket calls it, nothing is
/// said or written twice.
pub(crate) fn catch_up() {
    let shells = shells();
    let mut news: Vec<News> = Vec::new();
    for shell in &shells {
        let mut told = shell.take_told();
        // An attempt that an older session on the same venue has is told by that one.
        told.retain(|told| !news.iter().any(|(older, _)| older.look(|session| session.attempt(&told.id).is_some())));
        shell.look(|session| signals::hear(session, &told));
        news.push((shell.clone(), told));
    }
    signals::say();
    history::keep(news);
}

/// The instrument, and the time at which its hours are asked for again.
fn due(app: App) -> (String, Millis) {
    let (instrument, state) = (app.instrument(), app.state());
    state.beside.get();
    let clock = state.clock.get();
    let known = app.look(|s| s.desk().hours(&instrument).is_some()).unwrap_or(false);
    (instrument, clock / if known { HOURS_MS } else { HOURS_AGAIN_MS })
}

/// ` · 3:12:40 left`, counted from when it was told; with the state where the quote does not tell it.
fn left(app: App) -> String {
    let instrument = app.instrument();
    let state = app.state();
    state.clock.get();
    state.beside.get();
    let hours = app.look(|s| s.desk().hours(&instrument).cloned()).flatten();
    let Some((info, told_at)) = hours else { return String::new() };
    let Some(seconds) = info.seconds_remaining else { return String::new() };
    let passed = now().saturating_sub(told_at) / 1000;
    let Some(rest) = Millis::from(seconds).checked_sub(passed) else { return String::new() };
    let count = format!("{}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
    match info.is_open {
        Some(false) => [" · opens in ", &count].concat(),
        _ => [" · ", &count, " left"].concat(),
    }
}
