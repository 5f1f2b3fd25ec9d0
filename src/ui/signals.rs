//! The group "Signals" of the panel "Connection and settings". Unlike the rest of the panel it takes effect at once: nothing
//! of it touches an order, and a sound is to be heard while it is chosen.

use crate::state::browser::get;
use crate::state::history::note;
use crate::state::signals::{Signal, Signals, ask_permission, change, current, permission, try_out};
use crate::state::{App, Live};
use crate::ui::dom::{Tag, View, all, html, view_of};
use order_history::Kind;
use std::rc::Rc;

/// A switch: its name, whether it is on, and what it sets.
type Switch = (&'static str, bool, Rc<dyn Fn(bool)>);

/// The group.
#[inline(never)]
pub(crate) fn signals(app: App) -> View {
    let now = current();
    let set = |set: fn(&mut Signals, bool)| -> Rc<dyn Fn(bool)> { Rc::new(move |on| change(|signals| set(signals, on))) };
    let each = Signal::ALL.iter().enumerate().map(|(place, signal)| {
        let on = now.each.get(place).copied().unwrap_or(true);
        let set: Rc<dyn Fn(bool)> = Rc::new(move |on| {
            change(|signals| {
                if let Some(one) = signals.each.get_mut(place) {
                    *one = on;
                }
            });
        });
        switch((signal.word(), on, set))
    });
    let group = html(
        r#"<fieldset _ class="signals"><legend>Signals</legend><p class="mute">These take effect at once and stay in this browser.</p><div _ class="switches"></div><div class="field"><label for="volume">Volume</label><input _ id="volume" type="range" min="0" max="100" step="5"><button _ class="button" type="button">Try the sounds</button></div><fieldset class="field"><legend>Signal when</legend><div _ class="switches wide"></div></fieldset><div _ class="field"><span class="label">Notifications</span></div></fieldset>"#,
    );
    group.at();
    group.at().child(all(vec![
        switch(("Sounds", now.sounds, set(|s, on| s.sounds = on))),
        switch(("State in the page’s title", now.title, set(|s, on| s.title = on))),
        switch((
            "Streamer mode: hide account names and money",
            app.state().streamer.get_untracked(),
            Rc::new(move |on| {
                app.set_streamer(on);
                note(Kind::SettingsChanged, ["streamer mode: ", if on { "off → on" } else { "on → off" }].concat());
            }),
        )),
    ]));
    group.at().value(&now.volume.to_string()).typed("change", move |typed| {
        if let Ok(volume) = typed.parse() {
            change(|signals| signals.volume = volume);
        }
    });
    group.at().click(try_out);
    group.at().child(all(each.collect()));
    group.at().child(notifications(now.notify));
    group.view()
}

fn switch((name, on, set): Switch) -> View {
    let whole = html(r#"<label class="switch"><input _ type="checkbox"><span _></span></label>"#);
    let control: Tag = whole.at();
    let own = control.element();
    control.flag("checked", on).on("change", move |_| set(get(&own, "checked").is_truthy()));
    whole.at().text(name);
    whole.view()
}

/// The browser asks the trader itself, and only after this button.
fn notifications(on: bool) -> View {
    let answer = Rc::new(Live::new(permission()));
    let (asked, on) = (Rc::clone(&answer), Rc::new(std::cell::Cell::new(on)));
    view_of(
        move || asked.get(),
        move |allowed| {
            let whole = html(r#"<div _ class="wide buttons"></div>"#);
            let place = whole.at();
            match allowed.as_deref() {
                Some("granted") => {
                    let on_now = Rc::clone(&on);
                    let set: Rc<dyn Fn(bool)> = Rc::new(move |on| {
                        on_now.set(on);
                        change(|signals| signals.notify = on);
                    });
                    place.child(switch(("When filled, rejected or unknown while the page is not seen", on.get(), set)));
                }
                Some("denied") => {
                    place.text("The browser does not allow them for this page.");
                }
                Some(_) => {
                    let ask = html(r#"<button _ class="button" type="button">Allow notifications</button>"#);
                    let (answer, on) = (Rc::clone(&answer), Rc::clone(&on));
                    ask.at().click(move || {
                        let (answer, on) = (Rc::clone(&answer), Rc::clone(&on));
                        ask_permission(move || {
                            let given = permission();
                            if given.as_deref() == Some("granted") {
                                on.set(true);
                                change(|signals| signals.notify = true);
                            }
                            answer.set(given);
                        });
                    });
                    place.child(ask.view());
                }
                None => {
                    place.text("This browser has none.");
                }
            }
            whole.view()
        },
    )
}
