//! The group on the ticket: every account's order as it would be sent, and what became of the last set.

use crate::state::{App, Leg, Sent, SentLeg, time_text};
use crate::ui::dom::{View, all, html, nothing, view_of};
use crate::ui::icon;
use crate::ui::phase::look;
use crate::ui::preview::position_text;
use order_model::Fix;
use std::rc::Rc;

/// In the place of the preview while a group is on the ticket, and until the last set is put away.
pub(crate) fn legs(app: App) -> View {
    let of_group = view_of(
        move || app.state().group.with(|g| g.as_ref().map(|g| g.group.name.clone())),
        move |name| name.as_ref().map_or_else(nothing, |name| orders(app, name)),
    );
    let of_last = view_of(
        move || app.state().sent.version(),
        move |_| app.state().sent.get_untracked().map_or_else(nothing, |sent| last(app, &sent)),
    );
    all(vec![of_group, of_last])
}

fn orders(app: App, name: &str) -> View {
    let whole = html(
        r#"<section class="legs" aria-labelledby="legs-name"><header><h3 _ id="legs-name"></h3><button _ class="button" type="button">One account again</button></header><ul _></ul></section>"#,
    );
    whole.at().text(&["Group ", name].concat());
    whole.at().click(move || app.leave_group());
    let now = move || app.state().group.get().map(|g| app.legs(&g.group)).unwrap_or_default();
    whole.at().child(view_of(now, move |legs: &Vec<Leg>| all(legs.iter().map(|leg| row(app, leg)).collect())));
    whole.view()
}

fn row(app: App, leg: &Leg) -> View {
    let row = html(r#"<li><b _></b><span _></span><span _ class="num"></span></li>"#);
    row.at().text(&leg.account);
    let order = leg.order.as_ref().map(|order| format!(" = {} {}", order.action(), order.quantity())).unwrap_or_default();
    row.at().text(&["× ", &leg.ratio, &order].concat());
    let position = leg.checked.preview.as_ref().filter(|_| leg.is_whole).map_or_else(|| "unknown".to_owned(), position_text);
    let said = leg.stops.iter().map(|why| ("tone-block", why)).chain(leg.warns.iter().map(|why| ("tone-warn", why)));
    let notes = said.map(|(tone, why)| note(app, tone, why, &fixes(leg, why)));
    row.at().text(&position).after(all(notes.collect()));
    row.view()
}

/// What the trader can say to a finding of one account: the same again is meant, or the account is armed.
fn fixes(leg: &Leg, why: &str) -> Vec<Fix> {
    let own = leg.checked.findings.iter().filter(|finding| finding.message() == why).flat_map(|finding| &finding.fixes);
    own.filter(|fix| matches!(fix, Fix::ConfirmRepeat | Fix::Arm)).cloned().collect()
}

fn note(app: App, tone: &str, why: &str, fixes: &[Fix]) -> View {
    let note = html(r#"<p _><span _></span></p>"#);
    let buttons = fixes.iter().map(|fix| {
        let button = html(r#"<button _ class="button" type="button"></button>"#);
        let own = fix.clone();
        button.at().text(&fix.to_string()).click(move || app.apply(&own));
        button.view()
    });
    let mark = if tone == "tone-block" { icon::BLOCK } else { icon::WARN };
    note.at().attr("class", &["note ", tone].concat()).prepend(icon::icon(mark)).child(all(buttons.collect()));
    note.at().text(why);
    note.view()
}

/// What became of the last set, account by account. It stays until it is put away.
fn last(app: App, sent: &Rc<Sent>) -> View {
    let whole = html(
        r#"<section class="legs" aria-labelledby="sent-name"><header><h3 _ id="sent-name"></h3><button _ class="button" type="button">Put away</button></header><div role="status"><ul _></ul></div></section>"#,
    );
    whole.at().text(&format!("Sent to {} at {}", sent.name, time_text(sent.at)));
    whole.at().click(move || app.state().sent.set(None));
    let own = Rc::clone(sent);
    // Tone, icon, word and reason of each account.
    let states = move || {
        let state = |leg: &SentLeg| match &leg.outcome {
            Ok(id) => app.state().shown.with(|s| {
                let attempt = s.attempts.iter().find(|a| a.id == *id)?;
                let look = look(attempt, s.slow.contains(id));
                Some((leg.account.clone(), look.tone, look.icon, look.word, look.why, attempt.summary.clone()))
            }),
            Err(why) => Some((leg.account.clone(), "tone-warn", icon::NOT_SENT, "Not sent".to_owned(), Some(why.clone()), String::new())),
        };
        own.legs.iter().filter_map(state).collect::<Vec<_>>()
    };
    whole.at().child(view_of(states, |states| {
        let rows = states.iter().map(|(account, tone, mark, word, why, summary)| {
            let row = html(r#"<li><b _></b><span _ class="state"></span><span _ class="mute"></span></li>"#);
            row.at().text(account);
            row.at().attr("class", &["state ", tone].concat()).child(icon::icon(*mark)).text(word);
            row.at().text(summary).text(&why.as_ref().map(|why| [" ", why].concat()).unwrap_or_default());
            row.view()
        });
        all(rows.collect())
    }));
    whole.view()
}
