//! Connection and settings. Nothing takes effect before Apply; afterwards the ticket is locked.

use crate::state::{AccountClass, App, Settings, Theme, Way, served_by_gateway, way_of};
use crate::ui::dialog::modal;
use crate::ui::erase::{all, click, flag, on, option, text, value, view, when};
use crate::ui::icon;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use order_model::Limits;

/// The form as typed.
#[derive(Clone, Copy)]
struct Typed {
    way: RwSignal<Way>,
    base: RwSignal<String>,
    token: RwSignal<String>,
    class: RwSignal<AccountClass>,
    max_quantity: RwSignal<String>,
    max_position: RwSignal<String>,
    max_notional: RwSignal<String>,
    collar_ticks: RwSignal<String>,
    collar_percent: RwSignal<String>,
    duplicate_s: RwSignal<String>,
    confirm: RwSignal<bool>,
    own_order_id: RwSignal<bool>,
    theme: RwSignal<Theme>,
    error: RwSignal<Option<String>>,
}

/// The panel.
pub(crate) fn connect(app: App) -> AnyView {
    let typed = Typed::of(&app.settings.get_untracked());
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        match typed.read(app) {
            Ok(settings) => {
                let token = typed.token.get_untracked();
                if !token.is_empty() {
                    app.set_token(&token);
                }
                app.set_settings(settings);
                app.panel.set(None);
                app.connect();
            }
            Err(error) => typed.error.set(Some(error)),
        }
    };
    let error =
        move || {
            option(typed.error.get().map(|error| {
                view! { <p class="note tone-block" role="alert">{icon::icon(icon::BLOCK)} <span>{error}</span></p> }.into_any()
            }))
        };
    let content = view! {
            <form class="dialog-body" id="connect-form" on:submit=on(on_submit) novalidate>
                {ways(app, typed)}
                {checks(typed)}
                {page(typed)}
                {view(error)}
            </form>
            <footer>
                <span class="mute">"The ticket is locked after a change."</span>
                <button class="button" type="button" on:click=click(move || app.panel.set(None))>"Back"</button>
                <button class="button button-main" type="submit" form="connect-form">"Apply"</button>
            </footer>
    };
    modal(app, "connect", "Connection and settings", content.into_any())
}

fn ways(app: App, typed: Typed) -> AnyView {
    let gateway = served_by_gateway();
    let note = if gateway { "" } else { " This page did not come from a gateway." };
    let ways = [
        (Way::Practice, "Practice in this page", "An exchange that runs in this page. No server, no account, no money.".to_owned()),
        (
            Way::GatewaySocket,
            "This gateway by WebSocket",
            format!("The server this page came from holds the token. Quotes and order states arrive as they happen.{note}"),
        ),
        (
            Way::GatewayRest,
            "This gateway by REST",
            format!("The same server, one request at a time; for networks that break WebSockets.{note}"),
        ),
        (
            Way::Direct,
            "CrossTrade directly by REST",
            "This page holds your token in memory and asks CrossTrade itself. It is gone when the page closes.".to_owned(),
        ),
    ];
    let options = ways.into_iter().map(|(way, name, what)| {
        view! {
            <label class="way">
                <input type="radio" name="way" prop:checked=flag(move || typed.way.get() == way) on:change=value(move |_| typed.way.set(way))/>
                <b>{name}</b><span>{what}</span>
            </label>
        }
        .into_any()
    });
    view! {
        <fieldset>
            <legend>"Where orders go"</legend>
            {all(options)}
            {when(move || typed.way.get() == Way::Direct, move || direct(app, typed))}
        </fieldset>
    }
    .into_any()
}

fn direct(app: App, typed: Typed) -> AnyView {
    let has_token = app.has_token();
    let class = |class, word, mark| {
        view! {
            <label>
                <input type="radio" name="class" prop:checked=flag(move || typed.class.get() == class) on:change=value(move |_| typed.class.set(class))/>
                {icon::icon(mark)} {word}
            </label>
        }
        .into_any()
    };
    view! {
        <div class="way-more">
            <div class="field">
                <label for="base">"Base address"</label>
                <input class="input wide" id="base" type="url" inputmode="url" autocomplete="off" spellcheck="false"
                    prop:value=text(move || typed.base.get()) on:input=value(move |t| typed.base.set(t))/>
            </div>
            <div class="field">
                <label for="token">"Bearer token"</label>
                <input class="input wide" id="token" type="password" autocomplete="off" spellcheck="false" aria-describedby="token-note"
                    placeholder=if has_token { "given; type to replace it" } else { "" }
                    prop:value=text(move || typed.token.get()) on:input=value(move |t| typed.token.set(t))/>
                <p class="note tone-quiet" id="token-note">{icon::icon(icon::INFO)} <span>"Kept in memory only: not stored, not logged, not in the address."</span></p>
            </div>
            <fieldset class="field">
                <legend>"Account is"</legend>
                <div class="seg">{class(AccountClass::Sim, "Simulated", icon::SIM)} {class(AccountClass::Live, "Live money", icon::LIVE)}</div>
            </fieldset>
            <p class="note tone-warn">
                {icon::icon(icon::WARN)}
                <span>
                    "The browser may refuse this: CrossTrade must allow this page’s address (CORS), and a refused request looks the same as no network. "
                    "Orders stay blocked until a read has worked; if it does not, use the gateway. "
                    "The WebSocket needs a header that no page can set, so it works by the gateway only."
                </span>
            </p>
        </div>
    }
    .into_any()
}

fn checks(typed: Typed) -> AnyView {
    let number = |id: &'static str, label: &'static str, unit: &'static str, limit: RwSignal<String>| {
        let unit_id = format!("{id}-unit");
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input class="input num" id=id type="text" inputmode="decimal" autocomplete="off" aria-describedby=unit_id.clone()
                    prop:value=text(move || limit.get()) on:input=value(move |t| limit.set(t))/>
                <span class="ghost" id=unit_id>{unit}</span>
            </div>
        }
        .into_any()
    };
    view! {
        <fieldset>
            <legend>"Checks on every order"</legend>
            {number("max-quantity", "Quantity per order", "contracts at most; empty stops every order", typed.max_quantity)}
            {number("max-position", "Position", "contracts at most, either way; empty for none", typed.max_position)}
            {number("max-notional", "Notional per order", "currency units at most; empty for none", typed.max_notional)}
            {number("collar", "Price collar", "% from the market; empty for none", typed.collar_percent)}
            {number("collar-ticks", "Price collar", "ticks from the market; empty for none", typed.collar_ticks)}
            {number("duplicate", "Same order again", "seconds within which it is a question", typed.duplicate_s)}
        </fieldset>
    }
    .into_any()
}

fn page(typed: Typed) -> AnyView {
    view! {
        <fieldset>
            <legend>"This page"</legend>
            {choice("Before sending", "confirm", [("Ask", true), ("Send at once", false)], typed.confirm)}
            {choice("Own order id", "own-id", [("Off", false), ("On", true)], typed.own_order_id)}
            {choice("Theme", "theme", [("System", Theme::System), ("Light", Theme::Light), ("Dark", Theme::Dark)], typed.theme)}
        </fieldset>
    }
    .into_any()
}

fn choice<T: Copy + PartialEq + Send + Sync + 'static, const N: usize>(
    legend: &'static str,
    name: &'static str,
    options: [(&'static str, T); N],
    chosen: RwSignal<T>,
) -> AnyView {
    let options = options.into_iter().map(|(word, option)| {
        view! {
            <label>
                <input type="radio" name=name prop:checked=flag(move || chosen.get() == option) on:change=value(move |_| chosen.set(option))/>
                {word}
            </label>
        }
        .into_any()
    });
    view! { <fieldset class="field"><legend>{legend}</legend><div class="seg">{all(options)}</div></fieldset> }.into_any()
}

impl Typed {
    fn of(settings: &Settings) -> Typed {
        let limits = &settings.limits;
        let count = |n: Option<u32>| RwSignal::new(n.map(|n| n.to_string()).unwrap_or_default());
        Typed {
            way: RwSignal::new(way_of(settings)),
            base: RwSignal::new(settings.base.clone()),
            token: RwSignal::new(String::new()),
            class: RwSignal::new(settings.class),
            max_quantity: count(limits.max_quantity),
            max_position: count(limits.max_position),
            max_notional: count(limits.max_notional),
            collar_ticks: count(limits.collar_ticks),
            collar_percent: RwSignal::new(limits.collar_bps.map(percent).unwrap_or_default()),
            duplicate_s: RwSignal::new((limits.duplicate_window_ms / 1000).to_string()),
            confirm: RwSignal::new(settings.confirm),
            own_order_id: RwSignal::new(settings.own_order_id),
            theme: RwSignal::new(settings.theme),
            error: RwSignal::new(None),
        }
    }

    /// The settings that were typed, or what is wrong with them. Nothing is clamped or guessed.
    fn read(self, app: App) -> Result<Settings, String> {
        let way = self.way.get_untracked();
        let base = self.base.get_untracked().trim().trim_end_matches('/').to_owned();
        if way == Way::Direct {
            if !is_origin(&base) {
                return Err("Base address: write it like https://app.crosstrade.io, without a path.".to_owned());
            }
            if self.token.get_untracked().trim().is_empty() && !app.has_token() {
                return Err("Bearer token: the direct way needs one.".to_owned());
            }
        }
        let count = |label: &str, text: RwSignal<String>| match text.get_untracked().trim() {
            "" => Ok(None),
            typed => typed.parse::<u32>().map(Some).map_err(|_| format!("{label}: {typed:?} is not a whole number.")),
        };
        let duplicate = count("Same order again", self.duplicate_s)?.unwrap_or(0);
        let old = app.settings.get_untracked();
        let limits = Limits {
            max_quantity: count("Quantity per order", self.max_quantity)?,
            max_position: count("Position", self.max_position)?,
            max_notional: count("Notional per order", self.max_notional)?,
            collar_ticks: count("Price collar in ticks", self.collar_ticks)?,
            collar_bps: bps(self.collar_percent.get_untracked().trim())?,
            duplicate_window_ms: u64::from(duplicate) * 1000,
            ..old.limits.clone()
        };
        Ok(Settings {
            way: Some(way),
            base,
            class: self.class.get_untracked(),
            confirm: self.confirm.get_untracked(),
            own_order_id: self.own_order_id.get_untracked(),
            theme: self.theme.get_untracked(),
            limits,
            ..old
        })
    }
}

/// Hundredths of a percent as percent: 250 is `2.5`.
fn percent(bps: u32) -> String {
    order_model::Price::try_new(i64::from(bps), 2).map(|p| p.to_string()).unwrap_or_default()
}

fn bps(text: &str) -> Result<Option<u32>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let hundredth = order_model::Price::try_new(1, 2);
    let read = order_model::Price::parse(text).ok().zip(hundredth).and_then(|(p, unit)| p.ticks(unit)).and_then(|n| u32::try_from(n).ok());
    read.map(Some).ok_or_else(|| format!("Price collar: {text:?} is not a percentage with at most two decimals."))
}

/// A scheme and a host, nothing behind it; plain http only on this machine.
fn is_origin(text: &str) -> bool {
    let Ok(url) = web_sys::Url::new(text) else { return false };
    let local = matches!(url.hostname().as_str(), "127.0.0.1" | "localhost" | "[::1]");
    let scheme = url.protocol() == "https:" || (url.protocol() == "http:" && local);
    scheme && url.origin() == text.to_ascii_lowercase()
}
