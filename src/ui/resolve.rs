//! An order of unknown outcome: what reading has shown, and the trader's own word where reading cannot tell.

use crate::state::{App, time_text};
use crate::ui::erase::{all, click, option};
use crate::ui::phase::look;
use leptos::prelude::*;
use order_session::{Attempt, Evidence, Phase, Verdict};

/// Under a row that is unknown.
pub(crate) fn resolve(app: App, attempt: &Attempt) -> AnyView {
    let why = look(attempt, false).why.unwrap_or_default();
    let Phase::Unknown { evidence, .. } = &attempt.phase else { return ().into_any() };
    let rows = match evidence {
        Evidence::Candidates(rows) => rows.clone(),
        Evidence::NotReadYet | Evidence::NothingYet | Evidence::NothingFound => Vec::new(),
    };
    let may_close = matches!(evidence, Evidence::Candidates(_) | Evidence::NothingFound);
    let id = attempt.id.clone();
    let candidates = (!rows.is_empty()).then(|| {
        let items = rows.into_iter().map(|row| {
            let (id, order_id) = (attempt.id.clone(), row.id.clone());
            let choose = move || app.decide(id.clone(), Verdict::ThisOrder(order_id.clone()));
            view! {
                <li>
                    <span>{attempt.summary.clone()} " · " {row.id.clone()}</span>
                    <span class="state">{row.state.to_string()}</span>
                    <time class="mute">{row.at.map(time_text).unwrap_or_default()}</time>
                    <button class="button" type="button" on:click=click(choose)>"This is my order"</button>
                </li>
            }
            .into_any()
        });
        view! { <h3>"Could be one of these"</h3><ul>{all(items)}</ul> }.into_any()
    });
    view! {
        <div class="resolve">
            <p>{capital(&why)}</p>
            {option(candidates)}
            <p class="buttons">
                <button class="button" type="button" on:click=click(move || app.refresh())>"Read again"</button>
                {option(may_close.then(|| {
                    view! {
                        <button class="button" type="button" on:click=click(move || app.decide(id.clone(), Verdict::NotPlaced))>
                            "It was not placed"
                        </button>
                    }
                    .into_any()
                }))}
                <span class="mute">"Until this is settled it counts towards your position limit."</span>
            </p>
        </div>
    }
    .into_any()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
