//! What stands over the ticket while it cannot trade: no connection, or reads that fail.

use crate::state::{App, Line, time_text};
use crate::ui::erase::{click, maybe, view};
use crate::ui::icon;
use leptos::prelude::*;

/// The banner; nothing while all is well.
pub(crate) fn banner(app: App) -> AnyView {
    let line = Memo::new(move |_| app.shown.with(|s| s.line.clone()));
    view(move || match line.get() {
        Line::Up | Line::Reading { error: None } => ().into_any(),
        // Before the first connection there is nothing to alarm anybody about.
        Line::Down { why, next_try: None, .. } if why.is_empty() => ().into_any(),
        Line::Down { why, since, next_try } => {
            let seconds = move || next_try.map(|at| format!(" Next try in {} s.", at.saturating_sub(app.clock.get()).div_ceil(1000)));
            view! {
                <div class="banner tone-block" role="alert">
                    {icon::icon(icon::LINE_DOWN)}
                    <p><b>"Disconnected"</b> {format!(" since {}: {why}. Nothing is sent and nothing is queued.", time_text(since))} <span aria-hidden="true">{maybe(seconds)}</span></p>
                    <button class="button" type="button" on:click=click(move || app.try_now())>"Try now"</button>
                </div>
            }
            .into_any()
        }
        Line::Reading { error: Some(error) } => view! {
            <div class="banner tone-warn" role="alert">
                {icon::icon(icon::WARN)}
                <p><b>"Reading the account fails"</b> {format!(": {error}. ")} {app.hint()}</p>
                <button class="button" type="button" on:click=click(move || app.refresh())>"Read now"</button>
            </div>
        }
        .into_any(),
    })
}
