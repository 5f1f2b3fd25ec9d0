//! `App`: the state of one ticket and its seat at a session. What the trader does with it is in `acts`.

use crate::state::arrival::Arrival;
use crate::state::clock::{now, today};
use crate::state::derived::Derived;
use crate::state::given::{Filler, Given, Host};
use crate::state::group::{Chosen, Sent};
use crate::state::listen::listen;
use crate::state::live::Live;
use crate::state::named::Names;
use crate::state::page::Page;
use crate::state::question::Question;
use crate::state::seat::Seat;
use crate::state::settings::Settings;
use crate::state::shown::Shown;
use crate::state::way::Route;
use crate::state::{deep_link, journal, kill};
use crosstrade::{Token, list_of};
use leptos::prelude::{GetValue, LocalStorage, Owner, StoredValue, on_cleanup, request_animation_frame};
use leptos::reactive::owner::WeakOwner;
use order_model::{Action, Checked, Draft, Field, Instrument, InstrumentSpec, Millis, Order};
use order_session::{AttemptId, LogLine, Session};
use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Deref;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// How far the trader is with the order on the ticket.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stage {
    /// Filling in.
    Editing,
    /// Asked whether to send this very order.
    Confirming { order: Rc<Order>, since: Millis },
}

/// Tells the numbers beside Quantity.
pub(crate) type Chips = fn(App) -> Vec<String>;

/// A panel over the ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    Connect,
    Help,
    Limits,
    Keys,
    History,
    Groups,
}

/// One ticket. `Copy`: a handle of the reactive system, good as long as the ticket is mounted.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct App(StoredValue<Rc<State>, LocalStorage>);

/// What a ticket consists of. What the trader has set is the page's and is read here like the rest.
pub(crate) struct State {
    pub(super) page: Rc<Page>,
    pub(crate) given: Given,
    /// Weak: the ticket's owner holds this very state, and must end with its mount.
    owner: WeakOwner,
    /// Who embeds this ticket; asked before an order leaves.
    pub(crate) host: RefCell<Option<Rc<dyn Host>>>,
    /// Why nothing can be sent from here at all: for reading only, or shown where nobody can trust what he clicks.
    pub(crate) barred: Live<Option<String>>,
    /// Why its host lets nothing through that adds risk: it has set something about where orders go, or how many, that cannot be read.
    pub(crate) held: Live<Option<String>>,
    /// Why the host let the last order not go, until the next one.
    pub(crate) vetoed: Live<Option<String>>,
    /// What is typed, raw, hidden fields included.
    pub(crate) draft: Live<Draft>,
    pub(crate) armed: Live<bool>,
    pub(crate) stage: Live<Stage>,
    pub(crate) panel: Live<Option<Panel>>,
    /// Whether the second part of the page has come.
    pub(crate) desk: Live<Arrival>,
    /// Fields that the trader did not fill in himself, until his first edit, and who did.
    pub(crate) prefilled: Live<Vec<Field>>,
    /// The account came from outside, and the trader has not chosen another since.
    pub(crate) account_named: Cell<bool>,
    pub(crate) filler: Cell<Filler>,
    /// The fields the trader has touched or tried to send with: empty ones are not scolded before.
    pub(crate) tried: Live<bool>,
    pub(crate) shown: Live<Shown>,
    pub(crate) log: Live<Vec<LogLine>>,
    /// Grows with the orders, fills and positions that were read; looked up in the session.
    pub(crate) books: Live<u64>,
    /// Grows with the acts.
    pub(crate) acts: Live<u64>,
    /// Grows with what the desk shows beside them.
    pub(crate) beside: Live<u64>,
    /// What the trader is asked before something wide or dangerous is done.
    pub(crate) question: Live<Option<Rc<Question>>>,
    /// A group of accounts in the place of the one account.
    pub(crate) group: Live<Option<Rc<Chosen>>>,
    /// What became of the last order of a group, until the trader puts it away.
    pub(crate) sent: Live<Option<Rc<Sent>>>,
    /// The time, a few times a second, for ages and windows.
    pub(crate) clock: Live<Millis>,
    pub(crate) repeat_confirmed: Live<bool>,
    /// The instrument that was on the ticket when it last could be read and was meant as it stood.
    pub(super) meant: RefCell<String>,
    pub(super) seat: RefCell<Option<Seat>>,
    /// The attempts that this ticket speaks of as its own: those it sent, and those it found when it opened the session.
    pub(crate) own: RefCell<Vec<AttemptId>>,
    pub(crate) token: RefCell<Option<Token>>,
    /// What the ticket names.
    pub(super) names: Names,
    /// What the rules say about the ticket.
    pub(super) verdict: OnceCell<Derived<Rc<Checked>>>,
    /// The last check and the versions of what it looked at.
    pub(super) checked: RefCell<Option<([u32; 6], Rc<Checked>)>>,
    dirty: Cell<bool>,
    /// How often it has connected: what comes for an earlier time comes too late.
    pub(super) connects: Cell<u32>,
    /// The question was just answered: the focus goes back to the main button.
    pub(crate) answered: Cell<bool>,
}

impl App {
    /// A ticket, connected by the way chosen before, else by what is found.
    pub(crate) fn open(given: Given) -> App {
        let page = Page::shared();
        let mut draft = page.settings.with_untracked(first_draft);
        let filled = if given.guest { given.fields.clone() } else { deep_link::fields() };
        // A field that is left empty is not filled.
        let prefilled = list_of(filled.into_iter().filter_map(|(field, text)| {
            let said = !text.is_empty();
            draft.set(field, text);
            said.then_some(field)
        }));
        let account_named = Cell::new(prefilled.contains(&Field::Account));
        let filler = Cell::new(if given.guest { Filler::Host } else { Filler::Link });
        let route = page.settings.with_untracked(|settings| Route::of(settings, &given));
        let state = State {
            page,
            given,
            owner: Owner::current().unwrap_or_default().downgrade(),
            host: RefCell::new(None),
            barred: Live::new(None),
            held: Live::new(None),
            vetoed: Live::new(None),
            draft: Live::new(draft),
            armed: Live::new(false),
            stage: Live::new(Stage::Editing),
            panel: Live::new(None),
            desk: Live::new(Arrival::Awaited),
            prefilled: Live::new(prefilled),
            account_named,
            filler,
            tried: Live::new(false),
            shown: Live::new(Shown::nothing(route.environment())),
            log: Live::new(Vec::new()),
            books: Live::new(0),
            acts: Live::new(0),
            beside: Live::new(0),
            question: Live::new(None),
            group: Live::new(None),
            sent: Live::new(None),
            clock: Live::new(now()),
            repeat_confirmed: Live::new(false),
            meant: RefCell::default(),
            seat: RefCell::new(None),
            own: RefCell::default(),
            token: RefCell::new(None),
            names: Names::default(),
            verdict: OnceCell::new(),
            checked: RefCell::new(None),
            dirty: Cell::new(false),
            connects: Cell::new(0),
            answered: Cell::new(false),
        };
        let app = App(StoredValue::new_local(Rc::new(state)));
        // Made here, where it belongs to the ticket and to nothing that is opened and closed on it.
        app.follow_names();
        let _ = app.checked_untracked();
        app.connect();
        app.follow();
        app.fetch_desk_soon();
        app
    }

    /// The ticket's state. Only for views and handlers of the ticket, which end with it.
    #[inline(never)]
    pub(crate) fn state(self) -> Rc<State> {
        self.0.get_value()
    }

    /// False once the ticket was taken off the page: what comes later must not touch it.
    pub(crate) fn is_mounted(self) -> bool {
        self.mounted().is_some()
    }

    /// The ticket's state; `None` once it was taken off the page.
    #[inline(never)]
    pub(super) fn mounted(self) -> Option<Rc<State>> {
        self.0.try_get_value()
    }

    /// Runs with the ticket's owner: what is made there ends with the ticket.
    pub(crate) fn owned(self, make: impl FnOnce()) {
        if let Some(owner) = self.state().owner.upgrade() {
            owner.with(make);
        }
    }

    /// Tick and point value that the checked order goes by.
    #[inline(never)]
    pub(crate) fn checked_spec(self) -> Option<InstrumentSpec> {
        self.checked().preview.as_ref().and_then(|p| p.spec)
    }

    /// Bursts of events make one render a frame.
    pub(super) fn mark_dirty(self) {
        if self.mounted().is_some_and(|state| !state.dirty.replace(true)) {
            request_animation_frame(move || self.publish());
        }
    }

    /// Takes from the session what is shown, and sets only what differs.
    pub(crate) fn publish(self) {
        // A frame that was asked for before the ticket was taken off comes after it.
        let Some(state) = self.mounted() else { return };
        state.dirty.set(false);
        let Some(shell) = state.shell() else { return };
        let account = state.account();
        let instrument = self.instrument_untracked();
        let environment = state.route().environment();
        let shown = shell.shown(environment, &account, &instrument);
        let was_up = state.shown.with_untracked(|s| s.line.is_up());
        if was_up && !shown.line.is_up() {
            state.armed.set(false);
        }
        if state.shown.with_untracked(|old| *old != shown) {
            state.shown.set(shown);
        }
        if let Some(log) = state.log.with_untracked(|lines| shell.log(lines)) {
            state.log.set(log);
        }
        let now = shell.look(Session::versions);
        for (live, version) in [(&state.books, now.books), (&state.acts, now.acts), (&state.beside, now.desk)] {
            if live.get_untracked() != version {
                live.set(version);
            }
        }
        self.choose_account();
        let host = state.host.borrow().clone();
        if let Some(host) = host {
            host.look(self);
        }
    }

    /// The first account the venue lists, while the one on the ticket is not among them and nobody named it: one that the page
    /// around the ticket means must not become another.
    fn choose_account(self) {
        let state = self.state();
        if state.account_named.get() {
            return;
        }
        let first =
            state.draft.with_untracked(|d| state.shown.with_untracked(|s| s.accounts.first().filter(|_| !s.lists(&d.account)).cloned()));
        if let Some(first) = first {
            self.edit(Field::Account, first);
        }
    }

    /// Time, other tabs, and the network coming back.
    fn follow(self) {
        let tick = move || {
            if let Some(state) = self.mounted() {
                state.clock.set(now());
                self.publish();
            }
        };
        // Kept with the ticket: taking the ticket off the page drops it, and time stops.
        let _ticker = StoredValue::new_local(gloo_timers::callback::Interval::new(250, tick));
        listen("storage", move |event| {
            let key = event.unchecked_into::<web_sys::StorageEvent>().key();
            if key.as_deref() == Some(kill::KEY) {
                self.state().killed.set(kill::is_stored());
            }
            if key.is_none_or(|key| journal::is_entry(&key))
                && let Some(shell) = self.state().shell()
            {
                shell.tell_journal();
            }
        });
        listen("online", move |_| {
            if self.state().shown.with_untracked(|s| s.line.is_down()) {
                self.try_now();
            }
        });
        on_cleanup(move || {
            let seat = self.mounted().and_then(|state| state.seat.borrow_mut().take());
            drop(seat);
        });
    }
}

impl Deref for State {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}

impl State {
    /// The account on the ticket.
    pub(super) fn account(&self) -> String {
        self.draft.with_untracked(|d| d.account.clone())
    }
}

/// The ticket as it opens: one contract of the front E-mini, at the market's side of a limit still to be typed.
fn first_draft(settings: &Settings) -> Draft {
    let instrument = Instrument::parse("ES", Some(today())).map(|i| i.name().to_owned());
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
