//! A ticket and its host: a handle for what the host may do to it, and everything that the host hears of it.

use super::detail::{Change, Fields, Problem, to_js};
use super::offer::offer;
use super::orders::Orders;
use super::texts::{entries, text_of};
use super::wish::{Wish, limits_of, wish};
use crate::state::browser::{call, function, get};
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
    pub(super) refused: Vec<(String, String)>,
    /// The ticket waits for its host, and then is for reading only or not.
    pub(super) waits: Option<bool>,
}

/// Hands the handle of the ticket to its host, which hears of everything from now on.
pub(crate) fn attend(attended: Attended) {
    let Attended { app, host, refused, waits } = attended;
    if !app.is_mounted() {
        return;
    }
    let name = get(&host, "name").as_string().unwrap_or_default();
    let guest = Rc::new(Guest { host, orders: Orders(name) });
    let host: Rc<dyn Host> = Rc::<Guest>::clone(&guest);
    *app.state().host.borrow_mut() = Some(host);
    if let Some(read_only) = waits {
        bar(app, read_only);
        guest.ask_for_token(app);
    }
    call(&guest.host, "ready", &[guest.handle(app)]);
    for (name, why) in refused {
        call(&guest.host, "refused", &[JsValue::from_str(&name), JsValue::from_str(&why)]);
        guest.problem("attribute", &why);
    }
    if app.is_mounted() {
        guest.report_changes(app);
    }
}

impl Guest {
    /// What the host may do, as one function of a verb and a value; it does nothing once the ticket is off the page. Nothing of it sends.
    fn handle(self: &Rc<Guest>, app: App) -> JsValue {
        let own = Rc::clone(self);
        function(move |call: JsValue| {
            if !app.is_mounted() {
                return JsValue::UNDEFINED;
            }
            let call: js_sys::Array = call.unchecked_into();
            own.act(app, &call.get(0).as_string().unwrap_or_default(), &call.get(1))
        })
    }

    fn act(self: &Rc<Guest>, app: App, verb: &str, value: &JsValue) -> JsValue {
        let state = app.state();
        // What could not be read, as a sentence.
        let mut refused: Option<String> = None;
        match verb {
            // [name, value]: an attribute or property of the element has changed.
            "set" => {
                let pair: &js_sys::Array = value.unchecked_ref();
                refused = self.grant(app, &pair.get(0).as_string().unwrap_or_default(), text_of(&pair.get(1)).as_deref());
            }
            "prefill" => self.prefill(app, entries(value)),
            // What another application offers: all of it is taken, or nothing.
            "offer" => match offer(&entries(value)) {
                Ok(fields) => fill(app, fields, Filler::Application),
                Err(why) => refused = Some(why),
            },
            // The dated contract that the instrument on the ticket means; undefined while the table knows none.
            "contract" if app.is_listed() => return JsValue::from_str(&app.instrument_untracked()),
            "draft" => return to_js(&state.draft.with_untracked(Fields::of)),
            "lock" => state.armed.set(false),
            "refresh" => {
                self.ask_for_token(app);
                app.refresh();
            }
            // Those that cannot be read leave the ones before.
            "limits" => match limits_of(value.has_type::<js_sys::Object>().then(|| entries(value))) {
                Ok(most) => {
                    state.given.limits.set(most);
                    // What is checked goes by them at once.
                    app.change_settings(|_| {});
                }
                Err(why) => {
                    self.problem("limits", &why);
                    refused = Some(why);
                }
            },
            "bar" => state.barred.set(value.as_string()),
            // Cancels and closes stay open.
            "hold" => state.held.set(value.as_string()),
            _ => {}
        }
        refused.into()
    }

    /// Carries out a changed attribute or property.
    fn grant(&self, app: App, name: &str, value: Option<&str>) -> Option<String> {
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
            Err(why) => {
                self.problem("attribute", &why);
                return Some(why);
            }
        }
        None
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
                let stop = app.block();
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
        match field {
            Field::Instrument => app.watch(),
            Field::Account => state.account_named.set(true),
            _ => {}
        }
    }
    state.prefilled.set(filled);
}

fn bar(app: App, on: bool) {
    app.state().barred.set(on.then(|| READ_ONLY.to_owned()));
}
