//! What the page says without being looked at: sounds, the title, the badge of an installed page, notifications.
//!
//! Settings of their own, kept under a key of their own; they take effect at once and hold nothing secret. Sounds are off
//! until switched on, and made by the browser's own oscillator: the policy of the page lets no file be loaded for them.

use crate::state::browser::{call, function, get, make, set, window};
use crate::state::journal::storage;
use crate::state::shell::Told;
use crate::state::{listen, shells, tickets};
use crosstrade::{Fields, Object};
use order_session::{ActPhase, Phase, Session};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::prelude::*;

const KEY: &str = "order-ticket.signals";
const VERSION: i64 = 1;

/// Something worth a signal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Signal {
    Sent,
    Acknowledged,
    Filled,
    Rejected,
    Unknown,
}

impl Signal {
    pub(crate) const ALL: [Signal; 5] = [Signal::Sent, Signal::Acknowledged, Signal::Filled, Signal::Rejected, Signal::Unknown];

    /// For people and for storage.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Signal::Sent => "Sent",
            Signal::Acknowledged => "Acknowledged",
            Signal::Filled => "Filled",
            Signal::Rejected => "Rejected",
            Signal::Unknown => "Unknown",
        }
    }

    /// Pitches one after the other, and how long each sounds, in seconds. Up is good, down is bad, three alike is a question.
    const fn tones(self) -> (&'static [f64], f64) {
        match self {
            Signal::Sent => (&[660.0], 0.05),
            Signal::Acknowledged => (&[880.0], 0.08),
            Signal::Filled => (&[660.0, 990.0], 0.09),
            Signal::Rejected => (&[330.0, 220.0], 0.14),
            Signal::Unknown => (&[520.0, 520.0, 520.0], 0.10),
        }
    }

    const fn of(phase: &Phase) -> Option<Signal> {
        match phase {
            Phase::Sending => Some(Signal::Sent),
            Phase::Acknowledged => Some(Signal::Acknowledged),
            Phase::PartFilled | Phase::Filled => Some(Signal::Filled),
            Phase::NotSent(_) | Phase::Refused(_) | Phase::Rejected | Phase::LateRejected => Some(Signal::Rejected),
            Phase::Unknown { .. } => Some(Signal::Unknown),
            Phase::Journaling | Phase::Working | Phase::Cancelled | Phase::DeclaredNotPlaced => None,
        }
    }

    const fn of_act(phase: &ActPhase) -> Option<Signal> {
        match phase {
            ActPhase::Sending => Some(Signal::Sent),
            ActPhase::Done => Some(Signal::Acknowledged),
            ActPhase::NotSent(_) | ActPhase::Refused { nothing_left: false, .. } => Some(Signal::Rejected),
            ActPhase::Unknown(_) => Some(Signal::Unknown),
            ActPhase::Journaling | ActPhase::Refused { nothing_left: true, .. } => None,
        }
    }
}

/// What is switched on.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Signals {
    pub(crate) sounds: bool,
    /// In percent.
    pub(crate) volume: u32,
    /// By [`Signal::ALL`].
    pub(crate) each: [bool; 5],
    pub(crate) title: bool,
    pub(crate) notify: bool,
}

thread_local! {
    static NOW: RefCell<Heard> = RefCell::new(Heard::default());
}

#[derive(Default)]
struct Heard {
    signals: Option<Signals>,
    /// The browser's sound, from the first gesture on.
    audio: Option<JsValue>,
    /// The page's own title.
    title: Option<String>,
    acts: BTreeMap<String, &'static str>,
    /// Venues whose acts have been looked at.
    started: BTreeSet<String>,
}

impl Signals {
    fn load() -> Signals {
        let stored = storage().and_then(|s| s.get_item(KEY).ok().flatten()).unwrap_or_default();
        let fields = Fields::parse(&stored).ok().filter(|f| f.integer("version") == Ok(Some(VERSION)));
        let flag = |name: &str, ours| fields.as_ref().and_then(|f| f.flag(name)).unwrap_or(ours);
        Signals {
            sounds: flag("sounds", false),
            volume: fields.as_ref().and_then(|f| f.whole("volume")).filter(|v| *v <= 100).unwrap_or(40),
            each: Signal::ALL.map(|signal| flag(signal.word(), true)),
            title: flag("title", true),
            notify: flag("notify", false),
        }
    }

    fn store(&self) {
        let mut stored = Object::new()
            .integer("version", VERSION)
            .flag("sounds", self.sounds)
            .integer("volume", i64::from(self.volume))
            .flag("title", self.title)
            .flag("notify", self.notify);
        for (signal, on) in Signal::ALL.iter().zip(self.each) {
            stored = stored.flag(signal.word(), on);
        }
        if let Some(storage) = storage() {
            let _ = storage.set_item(KEY, &stored.end());
        }
    }

    fn wants(&self, signal: Signal) -> bool {
        Signal::ALL.iter().zip(self.each).any(|(one, on)| *one == signal && on)
    }
}

/// What is switched on now.
pub(crate) fn current() -> Signals {
    NOW.with_borrow_mut(|heard| heard.signals.get_or_insert_with(Signals::load).clone())
}

/// Changes what is switched on, and stores it.
pub(crate) fn change(change: impl FnOnce(&mut Signals)) {
    let mut signals = current();
    change(&mut signals);
    signals.store();
    NOW.with_borrow_mut(|heard| heard.signals = Some(signals));
    wake();
    say();
}

/// Starts: the title as it is, and the gesture that browsers want before they let a page sound.
pub(crate) fn begin() {
    let title = get(&document(), "title").as_string();
    NOW.with_borrow_mut(|heard| heard.title = heard.title.take().or(title));
    for gesture in ["pointerdown", "keydown"] {
        listen(gesture, |_| wake());
    }
}

/// Hears what happened in a session, and says it.
pub(crate) fn hear(session: &Session, told: &[Told]) {
    let mut signals: Vec<Signal> = told.iter().filter_map(|told| Signal::of(told.phase.as_ref()?)).collect();
    NOW.with_borrow_mut(|heard| heard.hear_acts(session, &mut signals));
    let current = current();
    let wanted: Vec<Signal> = signals.into_iter().filter(|signal| current.wants(*signal)).collect();
    // What was sent and filled in one moment is one sound: the last word on it.
    if let Some(signal) = wanted.last() {
        if current.sounds {
            sound(*signal, 0.0, current.volume);
        }
        if current.notify && !matches!(signal, Signal::Sent | Signal::Acknowledged) {
            notify(session, *signal);
        }
    }
}

/// Sounds one, to be heard before it is needed.
pub(crate) fn try_out() {
    let volume = current().volume;
    wake_always();
    for (place, signal) in [0.0, 0.4, 0.8, 1.3, 1.9].into_iter().zip(Signal::ALL) {
        sound(signal, place, volume);
    }
}

impl Heard {
    /// Acts that were there at the start were heard before.
    fn hear_acts(&mut self, session: &Session, signals: &mut Vec<Signal>) {
        for act in session.acts() {
            let word = act.phase.word();
            if self.acts.insert(act.id.0.clone(), word) != Some(word) && self.started.contains(&session.config().venue) {
                signals.extend(Signal::of_act(&act.phase));
            }
        }
        self.started.insert(session.config().venue.clone());
    }
}

/// Title and badge, by what is unknown and what works in all sessions. Where every ticket is a guest they are the host's.
pub(crate) fn say() {
    if tickets().iter().all(|ticket| ticket.given.guest) {
        return;
    }
    let counts = shells().into_iter().map(|shell| shell.look(counts)).fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
    title(counts);
}

fn counts(session: &Session) -> (usize, usize) {
    let count = |is: fn(&Phase) -> bool| session.attempts().iter().filter(|a| is(&a.phase)).count();
    let unknown = count(|phase| matches!(phase, Phase::Unknown { .. }));
    let acts = session.acts().iter().filter(|act| matches!(act.phase, ActPhase::Unknown(_)) && act.is_open()).count();
    (unknown + acts, count(|phase| phase.may_fill() && !matches!(phase, Phase::Unknown { .. })))
}

fn title((unknown, working): (usize, usize)) {
    let base = NOW.with_borrow(|heard| heard.title.clone()).unwrap_or_default();
    let on = current().title;
    let title = match (unknown, working) {
        _ if !on => base,
        (0, 0) => base,
        (0, n) => format!("● {n} working · {base}"),
        (n, _) => format!("? {n} unknown · {base}"),
    };
    if get(&document(), "title").as_string().as_ref() != Some(&title) {
        set(&document(), "title", &JsValue::from_str(&title));
        let badge = if on { unknown + working } else { 0 };
        let navigator = get(&window(), "navigator");
        let badged = match u32::try_from(badge) {
            Ok(0) | Err(_) => call(&navigator, "clearAppBadge", &[]),
            Ok(n) => call(&navigator, "setAppBadge", &[n.into()]),
        };
        // A page that is not installed has no badge; that is no fault of anybody.
        if let Some(badged) = badged {
            let _ = call(&badged, "catch", &[function(|_| JsValue::UNDEFINED)]);
        }
    }
}

/// How the browser stands to notifications: `granted`, `denied`, `default`; `None` where it knows none.
pub(crate) fn permission() -> Option<String> {
    get(&get(&window(), "Notification"), "permission").as_string()
}

/// Asks the browser's question. `then` is called with the answer. Only a button calls this.
pub(crate) fn ask_permission(then: impl Fn() + 'static) {
    let asked = call(&get(&window(), "Notification"), "requestPermission", &[]);
    if let Some(asked) = asked {
        let answered = function(move |_| {
            then();
            JsValue::UNDEFINED
        });
        let _ = call(&asked, "then", &[answered.clone(), answered]);
    }
}

/// Only where the page is not seen: what is on the screen says it better.
fn notify(session: &Session, signal: Signal) {
    if get(&document(), "hidden").as_bool() != Some(true) {
        return;
    }
    let last = session.attempts().last().map(|a| a.summary.clone()).unwrap_or_default();
    let options = make("Object", &[]).unwrap_or(JsValue::UNDEFINED);
    set(&options, "body", &JsValue::from_str(&last));
    set(&options, "tag", &JsValue::from_str("order-ticket"));
    let _ = make("Notification", &[JsValue::from_str(signal.word()), options]);
}

/// After a gesture: sound may begin.
fn wake() {
    if current().sounds {
        wake_always();
    }
}

fn wake_always() {
    NOW.with_borrow_mut(|heard| {
        let audio = heard.audio.get_or_insert_with(|| make("AudioContext", &[]).unwrap_or(JsValue::UNDEFINED));
        if get(audio, "state").as_string().as_deref() == Some("suspended") {
            let _ = call(audio, "resume", &[]);
        }
    });
}

/// Sounds a signal in a while, in seconds. Without a gesture before there is nothing to sound with.
fn sound(signal: Signal, after: f64, volume: u32) {
    let Some(audio) = NOW.with_borrow(|heard| heard.audio.clone()) else { return };
    let (tones, each) = signal.tones();
    let mut at = get(&audio, "currentTime").as_f64().unwrap_or(0.0) + after;
    for tone in tones {
        let (Some(tone_of), Some(gain)) = (call(&audio, "createOscillator", &[]), call(&audio, "createGain", &[])) else { return };
        set(&get(&tone_of, "frequency"), "value", &JsValue::from_f64(*tone));
        set(&get(&gain, "gain"), "value", &JsValue::from_f64(f64::from(volume) / 250.0));
        let _ = call(&tone_of, "connect", std::slice::from_ref(&gain));
        let _ = call(&gain, "connect", &[get(&audio, "destination")]);
        let _ = call(&tone_of, "start", &[JsValue::from_f64(at)]);
        at += each;
        let _ = call(&tone_of, "stop", &[JsValue::from_f64(at)]);
        at += each / 2.0;
    }
}

fn document() -> JsValue {
    leptos::prelude::document().into()
}
