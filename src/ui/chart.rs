//! The price of the session, drawn, with the trader's own working orders and fills on it. Closed, it reads and draws nothing.
//!
//! Plain SVG from whole numbers: prices are counted in ticks, places in hundredths of the picture. Only the bars stand in a
//! box that stretches; lines and words keep their size at every width.

mod scene;

use crate::state::browser::get;
use crate::state::{App, Live};
use crate::ui::dom::{View, html, still, view_of, when};
use crate::ui::icon;
use order_model::Millis;
use order_session::{Ask, Event};
use scene::{Scene, Seen};
use std::rc::Rc;

/// How often the bars are read anew, and how often while there are none.
const BARS_MS: Millis = 60_000;
const BARS_AGAIN_MS: Millis = 5_000;

/// The piece.
pub(crate) fn chart(app: App) -> View {
    let open = Rc::new(Live::new(false));
    let whole = html(
        r#"<section class="chart" aria-labelledby="chart-name"><details _><summary _><h2 id="chart-name">Chart</h2> <span class="mute">one-minute bars, your orders and fills</span></summary><div _></div></details></section>"#,
    );
    let set = Rc::clone(&open);
    whole.at().on("toggle", move |event| {
        set.set(event.target().is_some_and(|details| get(&details, "open").is_truthy()));
    });
    whole.at().prepend(icon::icon(icon::CHEVRON));
    whole.at().child(when(move || open.get(), move || picture(app)));
    whole.view()
}

#[inline(never)]
fn picture(app: App) -> View {
    let whole = html("<div _></div>");
    let ask = view_of(
        move || due(app),
        move |(instrument, _): &(String, Millis)| {
            let instrument = instrument.clone();
            crate::ui::dom::soon(Box::new(move || {
                if app.is_mounted() && !instrument.is_empty() {
                    app.tell(Event::Ask(Ask::Bars(instrument)));
                }
            }));
            crate::ui::dom::nothing()
        },
    );
    // The state is set at most once a frame, so this draws at most once a frame, and only what differs from what is drawn.
    let mut last: Option<(Seen, Option<Rc<Scene>>)> = None;
    let drawn = view_of(
        move || {
            let seen = Seen::now(app);
            if let Some((_, scene)) = last.as_ref().filter(|(before, _)| *before == seen) {
                return scene.clone();
            }
            let scene = Scene::of(app, &seen).map(Rc::new);
            last = Some((seen, scene.clone()));
            scene
        },
        |scene| match scene {
            Some(scene) => scene.draw(),
            None => still(r#"<p class="empty">No bars yet. The last day of this contract appears here.</p>"#),
        },
    );
    whole.at().child(ask).child(drawn);
    whole.view()
}

/// The instrument, and the time at which its bars are asked for again.
fn due(app: App) -> (String, Millis) {
    let (instrument, state) = (app.instrument(), app.state());
    state.beside.get();
    let clock = state.clock.get();
    let known = app.look(|s| !s.desk().bars(&instrument).is_empty()).unwrap_or(false);
    (instrument, clock / if known { BARS_MS } else { BARS_AGAIN_MS })
}
