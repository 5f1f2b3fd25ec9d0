//! The bar: where orders go, on which account, locked or armed, the line, the budget, the panels.

use crate::state::{App, Line, Panel, Theme};
use crate::ui::dom::{View, all, html, text, view_of};
use crate::ui::icon::{self, Icon};
use crate::ui::note::describe;
use order_model::{Environment, Field};
use order_session::Budget;

/// The header of the ticket.
#[inline(never)]
pub(crate) fn bar(app: App) -> View {
    let bar = html(
        r#"<header _ class="bar" part="bar"><h1 class="sr">Order ticket</h1><div _ class="bar-group"></div><div _ class="bar-group"></div></header>"#,
    );
    let header = bar.at();
    bar.at().child(environment_badge(app)).child(account_select(app)).child(group(app)).child(lock(app));
    bar.at().child(connection(app)).child(requests(app));
    header.child(tools(app));
    bar.view()
}

fn environment_badge(app: App) -> View {
    let look = |environment: &Environment| match environment {
        Environment::Practice => marked(icon::PRACTICE, "PRACTICE"),
        Environment::Sim => marked(icon::SIM, "SIM"),
        Environment::Live => marked(icon::LIVE, "LIVE"),
    };
    let badge = html(r#"<button _ class="button env" type="button" aria-haspopup="dialog"></button>"#);
    badge.at().click(move || app.show(Some(Panel::Connect))).child(view_of(move || app.state().shown.with(|s| s.environment), look));
    badge.view()
}

/// A list once the accounts were read; a text while they cannot be.
#[inline(never)]
fn account_select(app: App) -> View {
    let control = move |(names, typed): &(Vec<String>, bool)| {
        let edit = move |name| app.edit(Field::Account, name);
        if *typed {
            let input =
                html(r#"<input _ class="input" id="account" name="account" type="text" size="10" autocomplete="off" spellcheck="false">"#);
            let control = input.at().live_value(move || app.state().draft.with(|d| d.account.clone())).typed("change", edit);
            describe(control, app, Field::Account, "account");
            return input.view();
        }
        let options = names.iter().map(|name| account_option(app, name)).collect();
        let select = html(r#"<select _ id="account" name="account"></select>"#);
        describe(select.at().child(all(options)).typed("change", edit), app, Field::Account, "account");
        select.view()
    };
    let label = html(r#"<label class="sr" for="account">Account</label>"#);
    // While the accounts are being read the one on the ticket stands for them; when that fails its name can be typed.
    let choice = move || {
        let own = app.state().draft.with(|d| d.account.clone());
        app.state().shown.with(|s| {
            let typed = s.accounts.is_empty() && matches!(s.line, Line::Reading { error: Some(_) });
            let mut names = s.accounts.clone();
            // One that was named from outside and is not listed shows all the same: nothing else may look chosen.
            if !typed && (names.is_empty() || !s.lists(&own)) {
                names.push(own);
            }
            (names, typed)
        })
    };
    all(vec![label.view(), view_of(choice, control)])
}

fn account_option(app: App, name: &str) -> View {
    let own = name.to_owned();
    let option = html("<option _></option>");
    let selected = move || app.state().draft.with(|d| d.account.eq_ignore_ascii_case(&own));
    let label = name.to_owned();
    option.at().attr("value", name).live_text(move || app.hide(&label)).live_flag("selected", selected);
    option.view()
}

/// Several accounts in the place of the one: the panel where they are chosen.
fn group(app: App) -> View {
    let button = html(r#"<button _ class="button group" type="button" aria-haspopup="dialog"></button>"#);
    let name = move || app.state().group.with(|g| g.as_ref().map_or_else(|| "Group…".to_owned(), |g| g.group.name.clone()));
    button.at().click(move || app.show(Some(Panel::Groups))).live_text(name);
    button.view()
}

fn lock(app: App) -> View {
    let lock = html(
        r#"<button _ class="button lock" type="button" aria-describedby="lock-note"></button><span class="sr" id="lock-note">While locked, orders that add risk on a live account are blocked. Cancel always works.</span>"#,
    );
    let armed = move || app.state().armed.get();
    let look = |armed: &bool| if *armed { marked(icon::UNLOCK, "Armed") } else { marked(icon::LOCK, "Locked") };
    let button = lock.at().live("aria-pressed", move || truth(armed())).click(move || app.state().armed.update(|a| *a = !*a));
    button.child(view_of(armed, look));
    lock.view()
}

fn connection(app: App) -> View {
    // Class, icon and word of the line.
    let look = move || {
        app.state().shown.with(|s| match &s.line {
            Line::Up => ("conn tone-ok", icon::LINE_UP, "Connected"),
            Line::Reading { error: None } => ("conn tone-warn", icon::LINE_WAIT, "Reading"),
            Line::Reading { error: Some(_) } => ("conn tone-warn", icon::LINE_WAIT, "Reads fail"),
            Line::Down { next_try: Some(_), .. } => ("conn tone-block", icon::LINE_DOWN, "Reconnecting"),
            Line::Down { .. } => ("conn tone-block", icon::LINE_DOWN, "Disconnected"),
        })
    };
    let trip = move || app.state().shown.with(|s| s.round_trip_ms.filter(|_| s.line.is_up()).map(|ms| format!("{ms} ms")));
    let line = html(r#"<p _><span _ role="status"></span> <span _ class="mute"></span></p>"#);
    line.at().live("class", move || look().0.to_owned()).prepend(view_of(move || look().1, |mark| icon::icon(*mark)));
    line.at().live_text(move || look().2.to_owned());
    line.at().live_text(trip);
    line.view()
}

fn requests(app: App) -> View {
    let left = move || app.state().shown.with(|s| s.budget).to_string();
    let most = Budget::capacity().to_string();
    let budget = html(
        r#"<p class="budget"><label for="budget">Requests left</label><meter _ id="budget" min="0" low="6" high="10"></meter><span _></span></p>"#,
    );
    budget.at().attr("max", &most).attr("optimum", &most).live("value", left);
    budget.at().live_text(left);
    budget.view()
}

fn tools(app: App) -> View {
    let theme = move || {
        let words = match app.state().settings.with(|s| s.theme) {
            Theme::System => "Theme: as the system",
            Theme::Light => "Theme: light",
            Theme::Dark => "Theme: dark",
        };
        words.to_owned()
    };
    let next_theme = move || {
        // The trader's word is the last, also where the host has wished for colours.
        app.state().given.theme.set(None);
        app.change_settings(|settings| {
            settings.theme = match settings.theme {
                Theme::System => Theme::Light,
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::System,
            };
        });
    };
    let tools = html(
        r#"<div class="bar-group bar-tools"><button _ class="button button-plain" type="button" title="Theme"></button><button _ class="button button-plain" type="button" aria-label="Connection and settings" aria-haspopup="dialog" title="Connection and settings"></button><button _ class="button button-plain" type="button" aria-label="Help: keys and states" aria-haspopup="dialog" title="Help"></button></div>"#,
    );
    tools.at().live("aria-label", theme).click(next_theme).child(icon::icon(icon::THEME));
    tools.at().click(move || app.show(Some(Panel::Connect))).child(icon::icon(icon::SETTINGS));
    tools.at().click(move || app.show(Some(Panel::Help))).child(icon::icon(icon::HELP));
    tools.view()
}

/// An icon and its word.
#[inline(never)]
fn marked(mark: Icon, word: &str) -> View {
    all(vec![icon::icon(mark), text(word)])
}

/// `aria-pressed` and its like.
pub(crate) fn truth(on: bool) -> String {
    if on { "true" } else { "false" }.to_owned()
}
