//! What became of the acts: a line each, which stays with its state until it is dismissed.

use crate::state::{App, Live, time_text};
use crate::ui::dom::{View, html, list, nothing, view_of, when};
use crate::ui::format::short_ids;
use crate::ui::icon::{self, Icon};
use order_model::Millis;
use order_session::{Act, ActPhase, AttemptId};
use std::rc::Rc;

/// Acts of the journal from before this page are shown while they are open, or this fresh.
const FRESH_MS: Millis = 60_000;
/// Lines at a time, newest first. All are in the log.
const MOST: usize = 5;

/// The lines of the acts that are of a kind, newest first, and a region that says the newest without taking the focus.
pub(crate) fn act_lines(app: App, shows: fn(&Act) -> bool) -> View {
    let opened = app.state().clock.get_untracked();
    let dismissed: Rc<Live<Vec<AttemptId>>> = Rc::new(Live::new(Vec::new()));
    let hidden = Rc::clone(&dismissed);
    let ids = move || -> Vec<String> {
        app.state().acts.get();
        hidden.with(|gone| {
            let seen = |act: &&Act| shows(act) && !gone.contains(&act.id) && (act.is_open() || act.at + FRESH_MS >= opened);
            app.look(|s| s.acts().iter().rev().filter(seen).take(MOST).map(|act| act.id.0.clone()).collect()).unwrap_or_default()
        })
    };
    let newest = {
        let ids = ids.clone();
        move || ids().first().and_then(|id| find(app, id)).map(|act| app.hide_in(&act.line()))
    };
    // The region is there from the start, so that the first line is announced too.
    let whole = html(r#"<p _ class="sr" role="status"></p><div _></div>"#);
    whole.at().live_text(newest);
    let any = ids.clone();
    let row = move |id: &str| {
        let (id, dismissed) = (id.to_owned(), Rc::clone(&dismissed));
        let act = {
            let id = id.clone();
            move || {
                app.state().acts.get();
                find(app, &id).map(|act| (app.hide_in(&act.line()), act))
            }
        };
        view_of(act, move |act| act.as_ref().map_or_else(nothing, |(said, act)| line(act, said, &dismissed)))
    };
    let rows = move || {
        let rows = html(r#"<ul _ class="acts" aria-label="What was done, newest first"></ul>"#);
        rows.at().child(list(ids.clone(), row.clone()));
        rows.view()
    };
    whole.at().child(when(move || !any().is_empty(), rows));
    whole.view()
}

fn find(app: App, id: &str) -> Option<Act> {
    app.look(|s| s.acts().iter().find(|act| act.id.0 == id).cloned()).flatten()
}

fn line(act: &Act, said: &str, dismissed: &Rc<Live<Vec<AttemptId>>>) -> View {
    let (icon, tone) = look(act);
    let item = html(r#"<li _ class="act-line"><time _ class="mute"></time><span _></span></li>"#);
    let whole = item.at().attr("class", &["act-line ", tone].concat()).prepend(icon::icon(icon));
    // What it says of a position was so then.
    item.at().text(time_text(act.changed_at).split('.').next().unwrap_or_default());
    item.at().attr("title", said).text(&short_ids(said));
    // What is not known yet stays in sight.
    if !act.is_open() {
        let button = html(r#"<button _ class="button button-plain" type="button"></button>"#);
        let (id, dismissed) = (act.id.clone(), Rc::clone(dismissed));
        let name = ["Dismiss: ", &act.what.words()].concat();
        button.at().attr("aria-label", &name).child(icon::icon(icon::CLOSE)).click(move || dismissed.update(|gone| gone.push(id.clone())));
        whole.child(button.view());
    }
    item.view()
}

/// How an act looks that stands like this.
fn look(act: &Act) -> (Icon, &'static str) {
    let reached = act.report.as_ref().map(|report| report.reached);
    match (&act.phase, reached) {
        (ActPhase::Journaling | ActPhase::Sending, _) => (icon::SENDING, "tone-quiet"),
        (ActPhase::NotSent(_), _) => (icon::NOT_SENT, "tone-warn"),
        (ActPhase::Refused { nothing_left: false, .. }, _) => (icon::REFUSED, "tone-block"),
        (ActPhase::Done | ActPhase::Unknown(_) | ActPhase::Refused { nothing_left: true, .. }, Some(true)) => (icon::FILLED, "tone-ok"),
        (ActPhase::Unknown(_), _) => (icon::UNKNOWN, "tone-unknown"),
        (_, Some(false)) => (icon::WARN, "tone-warn"),
        (ActPhase::Done | ActPhase::Refused { nothing_left: true, .. }, None) => (icon::ACKNOWLEDGED, "tone-live"),
    }
}
