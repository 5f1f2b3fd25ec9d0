//! Connection and settings. Nothing takes effect before Apply; afterwards the ticket is locked.

use crate::state::{AccountClass, App, Live, Settings, Theme, Way, is_origin, served_by_gateway, way_of};
use crate::ui::dialog::{close, modal};
use crate::ui::dom::{View, all, html, nothing, text, view_of, when};
use crate::ui::icon::{self, Icon};
use crate::ui::signals::signals;
use crate::ui::watch::catch_up;
use std::cell::RefCell;
use std::rc::Rc;

/// The form as typed.
struct Typed {
    way: Live<Way>,
    error: Live<Option<String>>,
    texts: RefCell<Texts>,
    /// Where the choices other than the way are made.
    chosen: RefCell<Settings>,
}

#[derive(Default)]
struct Texts {
    base: String,
    token: String,
}

/// One of the texts.
type Slot = fn(&mut Texts) -> &mut String;

/// An answer to a choice: its word, an icon, whether it is the chosen one, and what choosing it sets.
type Answer = (&'static str, Option<Icon>, bool, fn(&mut Settings));

/// The panel.
#[inline(never)]
pub(crate) fn connect(app: App) -> View {
    let typed = Rc::new(app.state().settings.with_untracked(Typed::of));
    let content = html(
        r#"<form _ class="dialog-body" id="connect-form" novalidate></form><footer><span class="mute">The ticket is locked after a change.</span><button _ class="button" type="button">Back</button><button class="button button-main" type="submit" form="connect-form">Apply</button></footer>"#,
    );
    let form = content.at().child(ways(app, &typed)).child(page(&typed)).child(signals(app));
    let said = Rc::clone(&typed);
    let error = view_of(move || said.error.get(), |error| error.as_ref().map_or_else(nothing, |error| problem(error)));
    form.child(error).on("submit", move |event| {
        event.prevent_default();
        typed.apply(app);
    });
    content.at().click(move || close(app));
    modal(app, "connect", "Connection and settings", content.view())
}

fn problem(error: &str) -> View {
    let note = html(r#"<p _ class="note tone-block" role="alert"><span _></span></p>"#);
    note.at().prepend(icon::icon(icon::BLOCK));
    note.at().text(error);
    note.view()
}

#[inline(never)]
fn ways(app: App, typed: &Rc<Typed>) -> View {
    let note = if served_by_gateway() { "" } else { " This page did not come from a gateway." };
    let ways = [
        (Way::Practice, "Practice in this page", "An exchange that runs in this page. No server, no account, no money.", ""),
        (
            Way::GatewaySocket,
            "This gateway by WebSocket",
            "The server this page came from holds the token. Quotes and order states arrive as they happen.",
            note,
        ),
        (Way::GatewayRest, "This gateway by REST", "The same server, one request at a time; for networks that break WebSockets.", note),
        (
            Way::Direct,
            "CrossTrade directly by REST",
            "This page holds your token in memory and asks CrossTrade itself. It is gone when the page closes.",
            "",
        ),
    ];
    let options = ways.iter().map(|(way, name, what, note)| {
        let (own, way) = (Rc::clone(typed), *way);
        let option = html(r#"<label class="way"><input _ type="radio" name="way"><b _></b><span _></span></label>"#);
        option.at().flag("checked", typed.way.with_untracked(|chosen| *chosen == way)).on("change", move |_| own.way.set(way));
        option.at().text(name);
        option.at().text(what).text(note);
        option.view()
    });
    let (asked, own) = (Rc::clone(typed), Rc::clone(typed));
    let more = when(move || asked.way.with(|way| *way == Way::Direct), move || direct(app, &own));
    let fixed = app.state().given.fixes_way();
    let group = html("<fieldset _><legend>Where orders go</legend></fieldset>");
    let whole = group.at().flag("disabled", fixed);
    if fixed {
        whole.text("The page around this ticket has set this: ").text(&app.destination());
        return group.view();
    }
    whole.child(all(options.collect())).child(more);
    group.view()
}

#[inline(never)]
fn direct(app: App, typed: &Rc<Typed>) -> View {
    let placeholder = if app.has_token() { "given; type to replace it" } else { "" };
    let live = typed.chosen.borrow().class == AccountClass::Live;
    let classes: [Answer; 2] = [
        ("Simulated", Some(icon::SIM), !live, |s| s.class = AccountClass::Sim),
        ("Live money", Some(icon::LIVE), live, |s| s.class = AccountClass::Live),
    ];
    let more = html(
        r#"<div class="way-more"><div class="field"><label for="base">Base address</label><input _ class="input wide" id="base" type="url" inputmode="url" autocomplete="off" spellcheck="false"></div><div class="field"><label for="token">Bearer token</label><input _ class="input wide" id="token" type="password" autocomplete="off" spellcheck="false" aria-describedby="token-note"><p _ class="note tone-quiet" id="token-note"><span>Kept in memory only: not stored, not logged, not in the address.</span></p></div><p _ class="note tone-warn"><span>The browser may refuse this: CrossTrade must allow this page’s address (CORS), and a refused request looks the same as no network. Orders stay blocked until a read has worked; if it does not, use the gateway. The WebSocket needs a header that no page can set, so it works by the gateway only.</span></p></div>"#,
    );
    typed.input(more.at(), |t| &mut t.base);
    typed.input(more.at().attr("placeholder", placeholder), |t| &mut t.token);
    more.at().prepend(icon::icon(icon::INFO));
    more.at().before(choice(typed, "Account is", "class", &classes)).prepend(icon::icon(icon::WARN));
    more.view()
}

#[inline(never)]
fn page(typed: &Rc<Typed>) -> View {
    let (confirm, own_id, theme) = {
        let chosen = typed.chosen.borrow();
        (chosen.confirm, chosen.own_order_id, chosen.theme)
    };
    let group = html("<fieldset _><legend>This page</legend></fieldset>");
    let before: [Answer; 2] = [("Ask", None, confirm, |s| s.confirm = true), ("Send at once", None, !confirm, |s| s.confirm = false)];
    let ids: [Answer; 2] = [("Off", None, !own_id, |s| s.own_order_id = false), ("On", None, own_id, |s| s.own_order_id = true)];
    let themes: [Answer; 3] = [
        ("System", None, theme == Theme::System, |s| s.theme = Theme::System),
        ("Light", None, theme == Theme::Light, |s| s.theme = Theme::Light),
        ("Dark", None, theme == Theme::Dark, |s| s.theme = Theme::Dark),
    ];
    group
        .at()
        .child(choice(typed, "Before sending", "confirm", &before))
        .child(choice(typed, "Own order id", "own-id", &ids))
        .child(choice(typed, "Theme", "theme", &themes));
    group.view()
}

#[inline(never)]
fn choice(typed: &Rc<Typed>, legend: &str, name: &str, answers: &[Answer]) -> View {
    let options = answers.iter().map(|(word, mark, on, set)| {
        let (typed, set) = (Rc::clone(typed), *set);
        let option = html(r#"<label _><input _ type="radio"></label>"#);
        let label = option.at();
        let label = match mark {
            Some(mark) => label.child(icon::icon(*mark)),
            None => label,
        };
        label.child(text(word));
        option.at().attr("name", name).flag("checked", *on).on("change", move |_| set(&mut typed.chosen.borrow_mut()));
        option.view()
    });
    let group = html(r#"<fieldset class="field"><legend _></legend><div _ class="seg"></div></fieldset>"#);
    group.at().text(legend);
    group.at().child(all(options.collect()));
    group.view()
}

impl Typed {
    fn of(settings: &Settings) -> Typed {
        let texts = Texts { base: settings.base.clone(), token: String::new() };
        let (way, chosen) = (Live::new(way_of(settings)), RefCell::new(settings.clone()));
        Typed { way, error: Live::new(None), texts: RefCell::new(texts), chosen }
    }

    /// Ties a control to a text.
    fn input(self: &Rc<Self>, control: crate::ui::dom::Tag, slot: Slot) {
        let own = Rc::clone(self);
        let control = control.value(slot(&mut self.texts.borrow_mut()));
        control.typed("input", move |typed| *slot(&mut own.texts.borrow_mut()) = typed);
    }

    #[inline(never)]
    fn apply(&self, app: App) {
        match self.read(app) {
            Ok(settings) => {
                let token = self.texts.borrow().token.clone();
                if !token.is_empty() {
                    app.set_token(&token);
                }
                // What the session before has told goes with it.
                catch_up();
                app.set_settings(settings);
                close(app);
                app.connect();
            }
            Err(error) => self.error.set(Some(error)),
        }
    }

    /// The settings that were typed, or what is wrong with them. Nothing is clamped or guessed.
    fn read(&self, app: App) -> Result<Settings, String> {
        let texts = self.texts.borrow();
        let way = self.way.get_untracked();
        let base = texts.base.trim().trim_end_matches('/').to_owned();
        if way == Way::Direct {
            if !is_origin(&base) {
                return Err("Base address: write it like https://app.crosstrade.io, without a path.".to_owned());
            }
            if texts.token.trim().is_empty() && !app.has_token() {
                return Err("Bearer token: the direct way needs one.".to_owned());
            }
        }
        let old = app.state().settings.get_untracked();
        let chosen = self.chosen.borrow();
        Ok(Settings {
            way: Some(way),
            base,
            class: chosen.class,
            confirm: chosen.confirm,
            own_order_id: chosen.own_order_id,
            theme: chosen.theme,
            ..old
        })
    }
}
