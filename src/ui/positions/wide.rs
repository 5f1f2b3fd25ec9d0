//! The ways out of everything: cancel all, flatten; of the instrument on the ticket or of its whole account; the kill switch.

use super::parts::{touches, waits};
use crate::state::{App, Panel};
use crate::ui::dom::{Tag, View, html};
use order_session::{Act, What};

/// The buttons. They are on whatever was read: an old read must not keep anybody from the way out.
pub(super) fn wide(app: App) -> View {
    let whole = html(
        r#"<div class="way-out" role="group" aria-label="Cancel all orders"><span class="mute">Cancel all</span><button _ class="button" type="button"></button><button _ class="button" type="button"></button></div><div class="way-out" role="group" aria-label="Flatten"><span class="mute">Flatten</span><button _ class="button" type="button"></button><button _ class="button" type="button"></button></div><div class="way-out"><button _ class="button danger-line" type="button">Kill switch…</button></div>"#,
    );
    button(app, whole.at(), "Cancel all", false, |instrument| What::CancelAll { instrument });
    button(app, whole.at(), "Cancel all", true, |instrument| What::CancelAll { instrument });
    button(app, whole.at(), "Flatten", false, |instrument| What::Flatten { instrument });
    button(app, whole.at(), "Flatten", true, |instrument| What::Flatten { instrument });
    whole.at().click(move || app.show(Some(Panel::Limits)));
    whole.view()
}

fn button(app: App, button: Tag, verb: &'static str, whole_account: bool, what: fn(Option<String>) -> What) {
    let scope = move || Some(app.instrument()).filter(|_| !whole_account);
    let sending = move || {
        app.state().acts.get();
        let (account, meant) = (app.account(), what(scope()));
        let same = |act: &Act| act.phase.is_in_flight() && act.account.eq_ignore_ascii_case(&account) && act.what == meant;
        app.look(|s| s.acts().iter().any(same)).unwrap_or(false)
    };
    // An instrument that cannot be read must not become "all of them".
    let nothing_named = move || app.account().is_empty() || scope().is_some_and(|name| name.is_empty());
    let label = move || match (sending(), scope()) {
        (true, _) => "Sending…".to_owned(),
        (false, Some(instrument)) if instrument.is_empty() => "instrument unknown".to_owned(),
        (false, Some(instrument)) => instrument,
        (false, None) => ["all on ", &app.hide(&app.account())].concat(),
    };
    let name = move || match scope() {
        Some(instrument) => format!("{verb} {instrument} on {}", app.hide(&app.account())),
        None => format!("{verb}{} on {}", if verb.ends_with("all") { "" } else { " all" }, app.hide(&app.account())),
    };
    let button = button.live("aria-label", name).live_text(label);
    waits(button, move || sending() || nothing_named(), move || ask(app, verb, leptos::prelude::untrack(scope), what));
}

fn ask(app: App, verb: &'static str, instrument: Option<String>, what: fn(Option<String>) -> What) {
    let account = app.state().draft.with_untracked(|d| d.account.clone());
    let meant = what(instrument.clone());
    let positions = matches!(meant, What::Flatten { .. });
    let scope = instrument.clone().unwrap_or_else(|| "every instrument".to_owned());
    let title = match positions {
        true => format!("Flatten {scope} on {account}: close what is open and cancel every order?"),
        false => format!("Cancel every order in {scope} on {account}?"),
    };
    let lines = touches(app, &account, instrument.as_deref(), positions);
    let verb = [verb, " on ", &account].concat();
    app.ask(title, lines, &verb, Box::new(move |app| app.act(&account, meant.clone())));
}
