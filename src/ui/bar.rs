//! The bar: where orders go, on which account, locked or armed, the line, the budget, the panels.

use crate::state::{App, Line, Panel, Settings, Theme};
use crate::ui::erase::{all, click, flag, maybe, text, value, view};
use crate::ui::icon;
use crate::ui::note::{described_by, findings_of, is_invalid};
use leptos::prelude::*;
use order_model::{Environment, Field};
use order_session::Budget;

/// The header of the ticket.
pub(crate) fn bar(app: App) -> AnyView {
    view! {
        <header class="bar">
            <h1 class="sr">"Order ticket"</h1>
            <div class="bar-group">{environment_badge(app)} {account_select(app)} {lock(app)}</div>
            <div class="bar-group">{connection(app)} {requests(app)}</div>
            {tools(app)}
        </header>
    }
    .into_any()
}

fn environment_badge(app: App) -> AnyView {
    let content = move || {
        let (mark, word) = match app.shown.with(|s| s.environment) {
            Environment::Practice => (icon::PRACTICE, "PRACTICE"),
            Environment::Sim => (icon::SIM, "SIM"),
            Environment::Live => (icon::LIVE, "LIVE"),
        };
        view! { {icon::icon(mark)} {word} }.into_any()
    };
    view! {
        <button class="button env" type="button" aria-haspopup="dialog" on:click=click(move || app.panel.set(Some(Panel::Connect)))>{view(content)}</button>
    }
    .into_any()
}

/// A list once the accounts were read; a text while they cannot be.
fn account_select(app: App) -> AnyView {
    let findings = findings_of(app, Field::Account);
    let accounts = Memo::new(move |_| app.shown.with(|s| s.accounts.clone()));
    let chosen = move || app.draft.with(|d| d.account.clone());
    let control = move || {
        let names = accounts.get();
        if names.is_empty() {
            return view! {
                <input class="input" id="account" name="account" type="text" size="10" autocomplete="off" spellcheck="false"
                    prop:value=text(chosen)
                    on:change=value(move |name| app.edit(Field::Account, name))
                    aria-describedby=described_by("account", findings) aria-invalid=is_invalid(findings)/>
            }
            .into_any();
        }
        let options = names.into_iter().map(|name| {
            let own = name.clone();
            let selected = move || app.draft.with(|d| d.account.eq_ignore_ascii_case(&own));
            view! { <option value=name.clone() prop:selected=flag(selected)>{name.clone()}</option> }.into_any()
        });
        view! {
            <select id="account" name="account" on:change=value(move |name| app.edit(Field::Account, name))
                aria-describedby=described_by("account", findings) aria-invalid=is_invalid(findings)>
                {all(options)}
            </select>
        }
        .into_any()
    };
    view! { <label class="sr" for="account">"Account"</label> {view(control)} }.into_any()
}

fn lock(app: App) -> AnyView {
    let content = move || {
        if app.armed.get() {
            view! { {icon::icon(icon::UNLOCK)} "Armed" }.into_any()
        } else {
            view! { {icon::icon(icon::LOCK)} "Locked" }.into_any()
        }
    };
    let pressed = move || app.armed.get().to_string();
    view! {
        <button class="button lock" type="button" aria-pressed=text(pressed) aria-describedby="lock-note" on:click=click(move || app.armed.update(|a| *a = !*a))>
            {view(content)}
        </button>
        <span class="sr" id="lock-note">"While locked, orders that add risk on a live account are blocked. Cancel always works."</span>
    }
    .into_any()
}

fn connection(app: App) -> AnyView {
    let line = Memo::new(move |_| app.shown.with(|s| s.line.clone()));
    let look = move || match line.get() {
        Line::Up => ("conn tone-ok", icon::LINE_UP, "Connected"),
        Line::Reading { error: None } => ("conn tone-warn", icon::LINE_WAIT, "Reading"),
        Line::Reading { error: Some(_) } => ("conn tone-warn", icon::LINE_WAIT, "Reads fail"),
        Line::Down { next_try: Some(_), .. } => ("conn tone-block", icon::LINE_DOWN, "Reconnecting"),
        Line::Down { .. } => ("conn tone-block", icon::LINE_DOWN, "Disconnected"),
    };
    let trip = move || app.shown.with(|s| s.round_trip_ms.filter(|_| s.line.is_up()).map(|ms| format!("{ms} ms")));
    view! {
        <p class=text(move || look().0.to_owned())>
            {view(move || icon::icon(look().1))} <span role="status">{text(move || look().2.to_owned())}</span> " " <span class="mute">{maybe(trip)}</span>
        </p>
    }
    .into_any()
}

fn requests(app: App) -> AnyView {
    let left = Memo::new(move |_| app.shown.with(|s| s.budget));
    view! {
        <p class="budget">
            <label for="budget">"Requests left"</label>
            <meter id="budget" min="0" max=Budget::capacity().to_string() low="6" high="10" optimum=Budget::capacity().to_string() value=text(move || left.get().to_string())></meter>
            <span>{text(move || left.get().to_string())}</span>
        </p>
    }
    .into_any()
}

fn tools(app: App) -> AnyView {
    let theme = move || match app.settings.with(|s| s.theme) {
        Theme::System => "Theme: as the system".to_owned(),
        Theme::Light => "Theme: light".to_owned(),
        Theme::Dark => "Theme: dark".to_owned(),
    };
    let next_theme = move || {
        let settings = app.settings.get_untracked();
        let theme = match settings.theme {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        };
        app.set_settings(Settings { theme, ..settings });
    };
    view! {
        <div class="bar-group bar-tools">
            <button class="button button-plain" type="button" aria-label=text(theme) title="Theme" on:click=click(next_theme)>{icon::icon(icon::THEME)}</button>
            <button class="button button-plain" type="button" aria-label="Connection and settings" aria-haspopup="dialog" title="Connection and settings"
                on:click=click(move || app.panel.set(Some(Panel::Connect)))>{icon::icon(icon::SETTINGS)}</button>
            <button class="button button-plain" type="button" aria-label="Help: keys and states" aria-haspopup="dialog" title="Help"
                on:click=click(move || app.panel.set(Some(Panel::Help)))>{icon::icon(icon::HELP)}</button>
        </div>
    }
    .into_any()
}
