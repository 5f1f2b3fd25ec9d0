//! A ticket and its host: a handle for what the host may do to it, and everything that the host hears of it.

use super::detail::{Change, Fields, Problem, to_js};
use super::offer::offer;
use super::orders::Orders;
use super::texts::{entries, text_of};
use super::wish::{Wish, limits_of, wish};
use crate::state::browser::{call, function, set};
use crate::state::{App, Filler, Host, follow};
use crate::task;
use order_model::{Draft, Field, Order};
use order_session::AttemptId;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// Why a ticket that is for reading only sends nothing.
const READ_ONLY: &str = "This ticket is for reading only: the page around it has set it so.";

/// The host's side of a ticket.
pub(super) struct Guest {
    /// The host's object.
    host: JsValue,
    orders: Orders,
}

/// A ticket and the host that it gets.
pub(crate) struct Attended {
    pub(super) app: App,
    pub(super) host: JsValue,
    /// What is said once the host hears: wishes that were refused.
    pub(super) refused: Vec<String>,
    /// The ticket waits for its host, and then is for reading only or not.
    pub(super) waits: Option<bool>,
}

/// Hands the handle of the ticket to its host, which hears of everything from now on.
pub(crate) fn attend(attended: Attended) {
    let Attended { app, host, refused, waits } = attended;
    if !app.is_mounted() {
        return;
    }
    let guest = Rc::new(Guest { host, orders: Orders::default() });
    let host: Rc<dyn Host> = Rc::<Guest>::clone(&guest);
    *app.state().host.borrow_mut() = Some(host);
    if let Some(read_only) = waits {
        bar(app, read_only);
        guest.ask_for_token(app);
    }
    call(&guest.host, "ready", &[guest.handle(app)]);
    for why in refused {
        guest.problem("attribute", &why);
    }
    if app.is_mounted() {
        guest.report_changes(app);
    }
}

impl Guest {
    /// What the host may do. Nothing of it sends.
    fn handle(self: &Rc<Guest>, app: App) -> JsValue {
        let handle: JsValue = js_sys::Object::new().into();
        let own = Rc::clone(self);
        // set([name, value]): an attribute or property of the element has changed.
        let changed = move |pair: JsValue| {
            let pair: js_sys::Array = pair.unchecked_into();
            own.grant(app, &pair.get(0).as_string().unwrap_or_default(), text_of(&pair.get(1)).as_deref());
            JsValue::UNDEFINED
        };
        set(&handle, "set", &alive(app, changed));
        let own = Rc::clone(self);
        let filled = move |fields: JsValue| {
            own.prefill(app, entries(&fields));
            JsValue::UNDEFINED
        };
        set(&handle, "prefill", &alive(app, filled));
        // What another application offers: all of it is taken (null), or nothing, and why.
        let offered = move |fields: JsValue| match offer(&entries(&fields)) {
            Ok(fields) => {
                fill(app, fields, Filler::Application);
                JsValue::NULL
            }
            Err(why) => JsValue::from_str(&why),
        };
        set(&handle, "offer", &alive(app, offered));
        // The dated contract that the instrument on the ticket means; undefined while the table knows none.
        let contract = move |_| if app.is_listed() { JsValue::from_str(&app.instrument_untracked()) } else { JsValue::UNDEFINED };
        set(&handle, "contract", &alive(app, contract));
        set(&handle, "draft", &alive(app, move |_| to_js(&app.state().draft.with_untracked(Fields::of))));
        let lock = move |_| {
            app.state().armed.set(false);
            JsValue::UNDEFINED
        };
        set(&handle, "lock", &alive(app, lock));
        let own = Rc::clone(self);
        let refresh = move |_| {
            own.ask_for_token(app);
            app.refresh();
            JsValue::UNDEFINED
        };
        set(&handle, "refresh", &alive(app, refresh));
        let own = Rc::clone(self);
        let limits = move |limits: JsValue| {
            match limits_of(&entries(&limits)) {
                Ok(most) => {
                    app.state().given.limits.set(most);
                    // What is checked goes by them at once.
                    app.change_settings(|_| {});
                }
                Err(why) => own.problem("limits", &why),
            }
            JsValue::UNDEFINED
        };
        set(&handle, "limits", &alive(app, limits));
        let barred = move |why: JsValue| {
            app.state().barred.set(why.as_string());
            JsValue::UNDEFINED
        };
        set(&handle, "bar", &alive(app, barred));
        handle
    }

    /// Carries out a changed attribute or property.
    fn grant(&self, app: App, name: &str, value: Option<&str>) {
        let state = app.state();
        match wish(name, value) {
            Ok(Wish::Fill(field, text)) => fill(app, vec![(field, text)], Filler::Host),
            Ok(Wish::Theme(theme)) => {
                state.given.theme.set(theme);
                app.change_settings(|_| {});
            }
            Ok(Wish::Transport(way)) => {
                state.given.venue.borrow_mut().0 = way;
                app.connect();
            }
            Ok(Wish::Gateway(base)) => {
                state.given.venue.borrow_mut().1 = base;
                app.connect();
            }
            Ok(Wish::ReadOnly(on)) => bar(app, on),
            Err(why) => self.problem("attribute", &why),
        }
    }

    fn prefill(&self, app: App, fields: Vec<(String, Option<String>)>) {
        let mut filled = Vec::new();
        for (name, value) in fields {
            match wish(&name, value.as_deref()) {
                Ok(Wish::Fill(field, text)) => filled.push((field, text)),
                Ok(_) => self.problem("prefill", &["“", &name, "” is no field of an order."].concat()),
                Err(why) => self.problem("prefill", &why),
            }
        }
        fill(app, filled, Filler::Host);
    }

    /// Asks the host for a token, when it has given a way to. A token never stands in an attribute.
    fn ask_for_token(self: &Rc<Guest>, app: App) {
        let Some(answer) = call(&self.host, "authorization", &[]).filter(|answer| !answer.is_undefined() && !answer.is_null()) else {
            return;
        };
        let own = Rc::clone(self);
        task::start(async move {
            let token = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&answer)).await;
            if !app.is_mounted() {
                return;
            }
            match token.ok().and_then(|token| token.as_string()) {
                Some(token) => {
                    app.set_token(&token);
                    app.connect();
                }
                None => own.problem("authorization", "The page around this ticket gave no token."),
            }
        });
    }

    /// Tells the host of every change of the ticket, once each.
    fn report_changes(self: &Rc<Guest>, app: App) {
        let own = Rc::clone(self);
        let last = RefCell::new(None);
        app.owned(move || {
            follow(Box::new(move || {
                let locked = !app.state().armed.get();
                let stop = app.stop();
                let change = app.state().draft.with(|draft: &Draft| Change::of(draft, &app.checked(), stop.as_deref(), locked));
                if last.borrow().as_ref() != Some(&change) {
                    own.report("change", &to_js(&change));
                    *last.borrow_mut() = Some(change);
                }
            }));
        });
    }

    fn problem(&self, code: &str, message: &str) {
        self.report("error", &to_js(&Problem { code, message }));
    }

    fn report(&self, name: &str, detail: &JsValue) {
        call(&self.host, "report", &[JsValue::from_str(name), detail.clone()]);
    }
}

impl Host for Guest {
    fn may_send(&self, id: &AttemptId, order: &Order) -> Result<(), String> {
        let told = self.orders.begin(id, order);
        // A host that throws has not agreed.
        match call(&self.host, "allows", &[to_js(&told)]) {
            Some(answer) if answer.is_null() => Ok(()),
            answer => {
                self.orders.forget(id);
                let why = answer.and_then(|answer| answer.as_string()).filter(|why| !why.is_empty());
                Err(why.unwrap_or_else(|| "The page around this ticket stopped this order.".to_owned()))
            }
        }
    }

    fn look(&self, app: App) {
        let news = app.look(|session| self.orders.news(session)).unwrap_or_default();
        for (name, told) in news {
            self.report(name, &to_js(&told));
        }
    }
}

/// Fills fields as another wishes. An order that is being asked about is taken back first: what is shown is what is sent.
fn fill(app: App, fields: Vec<(Field, String)>, by: Filler) {
    let state = app.state();
    state.filler.set(by);
    app.back();
    state.answered.set(false);
    let mut filled: Vec<Field> = state.prefilled.get_untracked();
    for (field, text) in fields {
        app.edit(field, text);
        if !filled.contains(&field) {
            filled.push(field);
        }
        if field == Field::Instrument {
            app.watch();
        }
    }
    state.prefilled.set(filled);
}

fn bar(app: App, on: bool) {
    app.state().barred.set(on.then(|| READ_ONLY.to_owned()));
}

/// A function of the handle; it does nothing once the ticket is off the page.
fn alive(app: App, mut act: impl FnMut(JsValue) -> JsValue + 'static) -> JsValue {
    function(move |value| if app.is_mounted() { act(value) } else { JsValue::UNDEFINED })
}
