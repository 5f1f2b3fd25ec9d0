//! `App`: the signals of one ticket, and what the trader can do with it.

use crate::state::clock::{fresh_id, now, today};
use crate::state::settings::{AccountClass, Settings, Way};
use crate::state::shell::{Shell, Venue};
use crate::state::shown::{Shown, log_of};
use crate::state::stepping::{self, Spot};
use crate::state::{deep_link, journal, marks};
use crosstrade::Token;
use leptos::prelude::*;
use order_model::{Action, Checked, Draft, Environment, Field, Fix, InstrumentSpec, Millis, Order, check};
use order_session::{AttemptId, Event, LogLine, Standing, Verdict};
use wasm_bindgen::prelude::*;

/// A click this soon after the question appeared was the second half of a double click, not an answer.
const TOO_SOON_MS: Millis = 350;

/// How far the trader is with the order on the ticket.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stage {
    /// Filling in.
    Editing,
    /// Asked whether to send this very order.
    Confirming { order: Box<Order>, since: Millis },
}

/// A panel over the ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    Connect,
    Help,
}

/// One ticket. `Copy`: every field is a handle of the reactive system.
#[derive(Clone, Copy)]
pub(crate) struct App {
    /// What is typed, raw, hidden fields included.
    pub(crate) draft: RwSignal<Draft>,
    pub(crate) settings: RwSignal<Settings>,
    pub(crate) armed: RwSignal<bool>,
    pub(crate) stage: RwSignal<Stage>,
    pub(crate) panel: RwSignal<Option<Panel>>,
    /// Fields that a link filled, until the first edit.
    pub(crate) prefilled: RwSignal<Vec<Field>>,
    /// The fields the trader has touched or tried to send with: empty ones are not scolded before.
    pub(crate) tried: RwSignal<bool>,
    pub(crate) shown: RwSignal<Shown>,
    pub(crate) log: RwSignal<Vec<LogLine>>,
    /// The time, a few times a second, for ages and windows.
    pub(crate) clock: RwSignal<Millis>,
    pub(crate) checked: Memo<Checked>,
    /// The canonical name of the instrument on the ticket; empty while it cannot be read.
    pub(crate) instrument: Memo<String>,
    repeat_confirmed: RwSignal<bool>,
    /// Grows with every change of what the rules look at.
    version: RwSignal<u32>,
    dirty: StoredValue<bool>,
    shell: StoredValue<Option<Shell>, LocalStorage>,
    token: StoredValue<Option<Token>, LocalStorage>,
}

impl App {
    /// A ticket, connected by the way chosen before, else by what is found.
    pub(crate) fn open() -> App {
        let settings = Settings::load();
        let mut draft = first_draft(&settings);
        let prefilled = deep_link::prefill(&mut draft);
        let draft = RwSignal::new(draft);
        let settings = RwSignal::new(settings);
        let armed = RwSignal::new(false);
        let repeat_confirmed = RwSignal::new(false);
        let version = RwSignal::new(0);
        let clock = RwSignal::new(now());
        let shell: StoredValue<Option<Shell>, LocalStorage> = StoredValue::new_local(None);
        let instrument = Memo::new(move |_| {
            let typed = draft.with(|d| d.instrument.clone());
            order_model::Instrument::parse(&typed, Some(today())).map(|i| i.name().to_owned()).unwrap_or_default()
        });
        let environment = Memo::new(move |_| settings.with(environment_of));
        let checked = Memo::new(move |_| {
            version.track();
            let draft = draft.with(Draft::as_shown);
            let standing = Standing {
                environment: environment.get(),
                today: Some(today()),
                armed: armed.get(),
                allowed_accounts: None,
                limits: settings.with(|s| s.limits.clone()),
                repeat_confirmed: repeat_confirmed.get(),
            };
            let context = shell.with_value(|shell| shell.as_ref().map(|shell| shell.look(|s| s.context(&draft.account, &standing, now()))));
            check(&draft, &context.unwrap_or_default())
        });
        let app = App {
            draft,
            settings,
            armed,
            stage: RwSignal::new(Stage::Editing),
            panel: RwSignal::new(None),
            prefilled: RwSignal::new(prefilled),
            tried: RwSignal::new(false),
            shown: RwSignal::new(Shown::nothing(environment.get_untracked())),
            log: RwSignal::new(Vec::new()),
            clock,
            checked,
            instrument,
            repeat_confirmed,
            version,
            dirty: StoredValue::new(false),
            shell,
            token: StoredValue::new_local(None),
        };
        app.connect();
        app.follow();
        marks::mark("ticket-interactive");
        app
    }

    /// Connects by the way that is set. The ticket is locked afterwards, whatever it was.
    pub(crate) fn connect(self) {
        if let Some(old) = self.shell.try_update_value(Option::take).flatten() {
            old.close();
        }
        self.armed.set(false);
        self.stage.set(Stage::Editing);
        let settings = self.settings.get_untracked();
        let venue = Venue {
            way: way_of(&settings),
            base: if settings.way == Some(Way::Direct) { settings.base.trim_end_matches('/').to_owned() } else { String::new() },
            token: self.token.get_value(),
            own_order_id: settings.own_order_id,
        };
        let shell = Shell::open(venue, move || self.mark_dirty());
        shell.tell(Event::Account { name: self.draft.with_untracked(|d| d.account.clone()) });
        shell.tell(Event::Instrument { name: self.instrument.get_untracked() });
        self.shell.set_value(Some(shell));
        self.publish();
    }

    /// Connects again at once.
    pub(crate) fn try_now(self) {
        self.with_shell(Shell::connect);
    }

    /// Takes a token for the direct way. It lives in this value and nowhere else.
    pub(crate) fn set_token(self, text: &str) -> bool {
        let token = Token::parse(text);
        let taken = token.is_some();
        self.token.set_value(token);
        taken
    }

    /// True when a token has been given since the page opened.
    pub(crate) fn has_token(self) -> bool {
        self.token.with_value(Option::is_some)
    }

    /// Puts text into a field, exactly as typed.
    pub(crate) fn edit(self, field: Field, text: String) {
        self.prefilled.set(Vec::new());
        self.repeat_confirmed.set(false);
        self.draft.update(|d| d.set(field, text));
        match field {
            Field::Account => {
                self.armed.set(false);
                let name = self.draft.with_untracked(|d| d.account.clone());
                self.settings.update(|s| s.account.clone_from(&name));
                self.settings.with_untracked(Settings::store);
                self.tell(Event::Account { name });
            }
            Field::Instrument => self.tell(Event::Instrument { name: self.instrument.get_untracked() }),
            _ => {}
        }
    }

    /// Steps a field by ticks or contracts.
    pub(crate) fn step(self, field: Field, steps: i64) {
        let (quote, spec) = (self.shown.with_untracked(|s| s.quote.clone()), self.spec());
        let mut draft = self.draft.get_untracked();
        if stepping::step(&mut draft, field, steps, quote.as_ref(), spec) {
            self.edit(field, draft.text(field).to_owned());
        }
    }

    /// Fills a price from the market.
    pub(crate) fn fill(self, field: Field, spot: Spot) {
        let price = self.shown.with_untracked(|s| Some((s.quote.clone()?, self.spec()?)));
        let price = price.and_then(|(quote, spec)| Some(spot.price(&quote, spec.tick_size)?.at_tick(spec.tick_size)));
        if let Some(text) = price {
            self.edit(field, text);
        }
    }

    /// Carries out a fix that a finding offers. The trader clicked it; nothing is fixed by itself.
    pub(crate) fn apply(self, fix: &Fix) {
        match fix {
            Fix::UsePrice(field, price) => {
                let text = self.spec().map_or_else(|| price.to_string(), |spec| price.at_tick(spec.tick_size));
                self.edit(*field, text);
            }
            Fix::UseText(field, text) => self.edit(*field, text.clone()),
            Fix::SetQuantityLimit(limit) => {
                self.settings.update(|s| s.limits.max_quantity = Some(*limit));
                self.settings.with_untracked(Settings::store);
            }
            Fix::ConfirmRepeat => self.repeat_confirmed.set(true),
            Fix::Arm => self.armed.set(true),
        }
    }

    /// A fresh OCO id: NT8 burns used ones.
    pub(crate) fn new_oco(self) {
        let id: String = fresh_id().chars().take(12).collect();
        self.edit(Field::OcoId, format!("oco-{id}"));
    }

    /// The trader means the order on the ticket: ask first, or send.
    pub(crate) fn intend(self) {
        self.tried.set(true);
        let checked = self.checked.get_untracked();
        let Some(order) = checked.order.filter(|_| self.block().is_none()) else { return };
        match self.stage.get_untracked() {
            Stage::Editing if self.settings.with_untracked(|s| s.confirm) => {
                self.stage.set(Stage::Confirming { order: Box::new(order), since: now() });
            }
            Stage::Editing => self.send(order),
            Stage::Confirming { .. } => {}
        }
    }

    /// The trader says yes to the question.
    pub(crate) fn confirm(self) {
        let Stage::Confirming { order, since } = self.stage.get_untracked() else { return };
        if now().saturating_sub(since) < TOO_SOON_MS {
            return;
        }
        self.stage.set(Stage::Editing);
        // The world may have moved since the question: the rules run once more, on the same order.
        let still = self.checked.get_untracked().order.filter(|now| *now == *order);
        if let Some(order) = still {
            self.send(order);
        }
    }

    /// Back to the form; nothing is sent.
    pub(crate) fn back(self) {
        self.stage.set(Stage::Editing);
    }

    /// Cancels an order.
    pub(crate) fn cancel(self, account: String, order_id: String) {
        self.tell(Event::Cancel { account, order_id });
    }

    /// The trader's word on an attempt of unknown outcome.
    pub(crate) fn decide(self, id: AttemptId, verdict: Verdict) {
        self.tell(Event::Decide { id, verdict });
    }

    /// Reads everything now.
    pub(crate) fn refresh(self) {
        self.tell(Event::Refresh);
    }

    /// Why no order can be sent now, whatever the order.
    pub(crate) fn block(self) -> Option<String> {
        self.shown.with(|s| s.block.as_ref().map(ToString::to_string))
    }

    /// Changes settings and stores them.
    pub(crate) fn set_settings(self, settings: Settings) {
        settings.store();
        self.settings.set(settings);
        apply_theme(self.settings.with_untracked(|s| s.theme));
    }

    /// Tick and point value of the instrument on the ticket.
    pub(crate) fn spec(self) -> Option<InstrumentSpec> {
        self.checked.with_untracked(|c| c.preview.as_ref().and_then(|p| p.spec)).or_else(|| {
            let instrument = self.instrument.get_untracked();
            let live = self.shown.with_untracked(|s| s.quote.as_ref().and_then(|q| q.spec));
            let row = order_model::Instrument::parse(&instrument, Some(today())).ok().and_then(|i| i.row());
            live.or_else(|| row.and_then(InstrumentSpec::from_row))
        })
    }

    /// What to try when reads fail.
    pub(crate) fn hint(self) -> &'static str {
        match self.settings.with(way_of) {
            Way::Direct => {
                "In a page this also happens when CrossTrade does not allow this page’s address (CORS); the browser does not say which. \
                 The gateway works everywhere."
            }
            Way::Practice | Way::GatewaySocket | Way::GatewayRest => "Orders open again after a read that works.",
        }
    }

    /// The words for the place orders go to.
    pub(crate) fn destination(self) -> String {
        self.settings.with(|s| match way_of(s) {
            Way::Practice => "Practice exchange in this page".to_owned(),
            Way::GatewaySocket => "Practice exchange of this gateway, by WebSocket".to_owned(),
            Way::GatewayRest => "Practice exchange of this gateway, by REST".to_owned(),
            Way::Direct if s.class == AccountClass::Sim => format!("CrossTrade at {}, simulated account", s.base),
            Way::Direct => format!("CrossTrade at {}, live money", s.base),
        })
    }

    fn send(self, order: Order) {
        marks::mark("order-click");
        let repeat_confirmed = self.repeat_confirmed.get_untracked();
        self.repeat_confirmed.set(false);
        self.tried.set(false);
        self.tell(Event::Submit { id: AttemptId(fresh_id()), order: Box::new(order), clicked_at: now(), repeat_confirmed });
        self.publish();
    }

    fn tell(self, event: Event) {
        self.with_shell(|shell| shell.tell(event));
    }

    fn with_shell(self, act: impl FnOnce(&Shell)) {
        if let Some(shell) = self.shell.get_value() {
            act(&shell);
        }
    }

    /// Bursts of events make one render a frame.
    fn mark_dirty(self) {
        if self.dirty.try_update_value(|dirty| std::mem::replace(dirty, true)) == Some(false) {
            request_animation_frame(move || self.publish());
        }
    }

    /// Takes from the session what is shown, and sets only the signals that differ.
    fn publish(self) {
        // A frame that was asked for before the ticket was taken off comes after it.
        if self.dirty.try_set_value(false).is_some() {
            return;
        }
        let Some(shell) = self.shell.get_value() else { return };
        let account = self.draft.with_untracked(|d| d.account.clone());
        let instrument = self.instrument.get_untracked();
        let environment = self.settings.with_untracked(environment_of);
        let shown = shell.look(|s| Shown::of(s, environment, &account, &instrument, shell.next_try(), now()));
        let was_up = self.shown.with_untracked(|s| s.line.is_up());
        if was_up && !shown.line.is_up() {
            self.armed.set(false);
        }
        if self.shown.with_untracked(|old| *old != shown) {
            self.shown.set(shown);
            self.version.update(|v| *v = v.wrapping_add(1));
        }
        let newest = shell.look(|s| s.log().next_back().cloned());
        let (length, first) = self.log.with_untracked(|lines| (lines.len(), lines.first().cloned()));
        if newest != first || length != shell.look(|s| s.log().count()) {
            self.log.set(shell.look(log_of));
        }
        self.choose_account();
    }

    /// The first account the venue lists, while the one on the ticket is not among them and nobody typed it.
    fn choose_account(self) {
        let accounts = self.shown.with_untracked(|s| s.accounts.clone());
        let account = self.draft.with_untracked(|d| d.account.clone());
        let listed = accounts.iter().any(|a| a.eq_ignore_ascii_case(&account));
        if let (false, Some(first)) = (listed, accounts.first()) {
            self.edit(Field::Account, first.clone());
        }
    }

    /// Time, other tabs, and the network coming back.
    fn follow(self) {
        apply_theme(self.settings.with_untracked(|s| s.theme));
        let tick = move || {
            self.clock.set(now());
            self.version.update(|v| *v = v.wrapping_add(1));
            self.publish();
        };
        // Kept with the ticket: taking the ticket off the page drops it, and time stops.
        let _ticker = StoredValue::new_local(gloo_timers::callback::Interval::new(250, tick));
        let stored = window_event_listener(leptos::ev::storage, move |event| {
            if event.key().is_none_or(|key| journal::is_entry(&key)) {
                self.tell(Event::JournalSeen { journal: journal::read_all() });
            }
        });
        let online = window_event_listener(leptos::ev::online, move |_| {
            if self.shown.with_untracked(|s| s.line.is_down()) {
                self.try_now();
            }
        });
        on_cleanup(move || {
            if let Some(shell) = self.shell.try_get_value().flatten() {
                shell.close();
            }
            stored.remove();
            online.remove();
        });
    }
}

/// The ticket as it opens: one contract of the front E-mini, at the market's side of a limit still to be typed.
fn first_draft(settings: &Settings) -> Draft {
    let instrument = order_model::Instrument::parse("ES", Some(today())).map(|i| i.name().to_owned());
    Draft {
        account: if settings.account.is_empty() { "Sim101".to_owned() } else { settings.account.clone() },
        instrument: instrument.unwrap_or_default(),
        action: Action::Buy.as_str().to_owned(),
        quantity: "1".to_owned(),
        order_type: order_model::OrderType::Limit.as_str().to_owned(),
        time_in_force: order_model::TimeInForce::Day.as_str().to_owned(),
        ..Draft::default()
    }
}

/// The way that is set; before one is, the gateway when it served this page, else the exchange in the page.
pub(crate) fn way_of(settings: &Settings) -> Way {
    settings.way.unwrap_or_else(|| if served_by_gateway() { Way::GatewaySocket } else { Way::Practice })
}

/// The gateway leaves a readable cookie with its own host beside the session's, which no script can read.
pub(crate) fn served_by_gateway() -> bool {
    let document: JsValue = document().into();
    let cookies = js_sys::Reflect::get(&document, &JsValue::from_str("cookie")).ok().and_then(|c| c.as_string());
    let host = window().location().host().unwrap_or_default();
    let ours = |pair: &str| pair.trim().strip_prefix("order-ticket-at=").is_some_and(|at| at == host);
    cookies.is_some_and(|all| all.split(';').any(ours))
}

fn environment_of(settings: &Settings) -> Environment {
    match (way_of(settings), settings.class) {
        (Way::Practice | Way::GatewaySocket | Way::GatewayRest, _) => Environment::Practice,
        (Way::Direct, AccountClass::Sim) => Environment::Sim,
        (Way::Direct, AccountClass::Live) => Environment::Live,
    }
}

fn apply_theme(theme: crate::state::Theme) {
    let Some(root) = document().document_element() else { return };
    let _ = match theme {
        crate::state::Theme::System => root.remove_attribute("data-theme"),
        crate::state::Theme::Light => root.set_attribute("data-theme", "light"),
        crate::state::Theme::Dark => root.set_attribute("data-theme", "dark"),
    };
}
