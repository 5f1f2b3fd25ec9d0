//! The log of the session, newest first, and its export.

use crate::state::browser::download;
use crate::state::{App, time_text};
use crate::ui::dom::{View, all, html, view_of};
use crate::ui::format::short_ids;
use crate::ui::icon;
use crate::ui::watch::watch;
use order_session::{LogLine, Tone};
use wasm_bindgen::prelude::*;

/// The list.
#[inline(never)]
pub(crate) fn log(app: App) -> View {
    let section = html(
        r#"<section aria-labelledby="log-name"><header class="head"><h2 id="log-name">Log</h2><button _ class="button" type="button">Export</button></header><ol _ class="log" tabindex="0" aria-labelledby="log-name"></ol></section>"#,
    );
    let lines = move |_: &(u32, bool)| app.state().log.with_untracked(|lines| all(lines.iter().map(|l| line(app, l)).collect()));
    section.at().prepend(icon::icon(icon::EXPORT)).click(move || app.state().log.with_untracked(|lines| export(lines)));
    section.at().child(view_of(move || (app.state().log.version(), app.state().streamer.get()), lines));
    // What is there from the second part's coming on, whichever panel is open.
    all(vec![section.view(), watch(app)])
}

fn line(app: App, line: &LogLine) -> View {
    let tone = match line.tone {
        Tone::Quiet => "",
        Tone::Good => "tone-ok",
        Tone::Warn => "tone-warn",
        Tone::Bad => "tone-block",
    };
    let item = html("<li _><time _></time><span _></span></li>");
    item.at().attr("class", tone);
    item.at().text(&time_text(line.at));
    let said = app.hide_in(&line.text);
    item.at().attr("title", &said).text(&short_ids(&said));
    item.view()
}

/// Hands the lines to the browser as a text file, oldest first.
fn export(lines: &[LogLine]) {
    let text: String = lines.iter().rev().map(|l| format!("{}\t{}\n", iso(l.at), l.text)).collect();
    download("order-ticket-log.txt", "text/plain", &text);
}

fn iso(at: order_model::Millis) -> String {
    let date = js_sys::Date::new(&JsValue::from_str(""));
    #[allow(clippy::as_conversions, reason = "milliseconds since 1970 are far below 2^53")]
    date.set_time(at as f64);
    date.to_iso_string().into()
}
