//! What stands over the ticket while it cannot trade: no connection, or reads that fail.

use crate::state::{App, Line, time_text};
use crate::ui::dom::{View, html, nothing, view_of};
use crate::ui::icon;
use order_model::Millis;

/// The banner; nothing while all is well.
#[inline(never)]
pub(crate) fn banner(app: App) -> View {
    view_of(
        move || app.state().shown.with(|s| s.line.clone()),
        move |line| match line {
            Line::Up | Line::Reading { error: None } => nothing(),
            // Before the first connection there is nothing to alarm anybody about.
            Line::Down { why, next_try: None, .. } if why.is_empty() => nothing(),
            Line::Down { why, since, next_try } => disconnected(app, why, *since, *next_try),
            Line::Reading { error: Some(error) } => unread(app, error),
        },
    )
}

fn disconnected(app: App, why: &str, since: Millis, next_try: Option<Millis>) -> View {
    let seconds = move || {
        let left = next_try?.saturating_sub(app.state().clock.get());
        Some(format!(" Next try in {} s.", left.div_ceil(1000)))
    };
    let next = html(r#"<span _ aria-hidden="true"></span>"#);
    next.at().live_text(seconds);
    let banner = html(
        r#"<div _ class="banner tone-block" role="alert"><p _><b>Disconnected</b></p><button _ class="button" type="button">Try now</button></div>"#,
    );
    banner.at().prepend(icon::icon(icon::LINE_DOWN));
    let words = format!(" since {}: {why}. Nothing is sent and nothing is queued.", time_text(since));
    banner.at().text(&words).child(next.view());
    banner.at().click(move || app.try_now());
    banner.view()
}

fn unread(app: App, error: &str) -> View {
    let banner = html(
        r#"<div _ class="banner tone-warn" role="alert"><p _><b>Reading the account fails</b></p><button _ class="button" type="button">Read now</button></div>"#,
    );
    banner.at().prepend(icon::icon(icon::WARN));
    banner.at().text(&format!(": {error}. ")).text(app.hint());
    banner.at().click(move || app.refresh());
    banner.view()
}
