//! The states of an order, on one page.

use crate::state::App;
use crate::ui::dialog::modal;
use crate::ui::dom::{View, all, html};
use crate::ui::icon::{self, Icon};

const STATES: [(Icon, &str, &str, &str); 12] = [
    (icon::SENDING, "tone-quiet", "Sending", "On its way; one click is one order."),
    (icon::SLOW, "tone-warn", "Taking long", "No answer yet. Keep waiting."),
    (icon::ACKNOWLEDGED, "tone-live", "Acknowledged", "The API has it. NinjaTrader may still reject it."),
    (icon::WORKING, "tone-live", "Working", "In the market."),
    (icon::PART, "tone-live", "Part filled", "Some contracts are filled, the rest works."),
    (icon::FILLED, "tone-ok", "Filled", "Done."),
    (icon::CANCELLED, "tone-quiet", "Cancelled", "Taken back; nothing works."),
    (icon::REJECTED, "tone-block", "Rejected", "NinjaTrader or the exchange said no."),
    (icon::LATE, "tone-block", "Late rejected", "Acknowledged first, rejected after."),
    (icon::REFUSED, "tone-block", "Refused", "The API said no; the venue never had it."),
    (icon::NOT_SENT, "tone-warn", "Not sent", "It never left this page."),
    (icon::UNKNOWN, "tone-unknown", "Unknown", "It may exist. The ticket reads orders to find out; it never sends again by itself."),
];

const MORE: [(&str, &str); 4] = [
    (
        "History",
        "Everything sent and learned, in this browser only; every line is chained to the one before, so that a changed or missing one shows. Export it, or note its head down.",
    ),
    ("Chart", "Opens below the orders: the last day, your working orders as lines, your fills as arrows."),
    ("Signals", "Sounds, the page’s title and notifications, under Connection. Off or silent until you switch them on."),
    ("Streamer mode", "Hides account names and money on the screen. What is sent and exported stays as it is."),
];

/// The help panel.
#[inline(never)]
pub(crate) fn help(app: App) -> View {
    let page = html(
        r#"<div class="dialog-body" tabindex="0" role="region" aria-labelledby="help-name"><p class="mute">One click is at most one order. What is not known is shown as not known, and found out by reading. The keys have a panel of their own: press ?</p><section aria-labelledby="help-states"><h3 id="help-states">States of an order</h3><dl _ class="columns"></dl></section><section aria-labelledby="help-more"><h3 id="help-more">Also here</h3><dl _ class="columns"></dl></section></div>"#,
    );
    let states = STATES.iter().map(|(mark, tone, word, what)| {
        let entry = html("<div><dt _></dt><dd _></dd></div>");
        entry.at().attr("class", &["state ", tone].concat()).child(icon::icon(*mark)).text(word);
        entry.at().text(what);
        entry.view()
    });
    page.at().child(all(states.collect()));
    let more = MORE.iter().map(|(word, what)| {
        let entry = html("<div><dt><b _></b></dt><dd _></dd></div>");
        entry.at().text(word);
        entry.at().text(what);
        entry.view()
    });
    page.at().child(all(more.collect()));
    modal(app, "help", "Help", page.view())
}
