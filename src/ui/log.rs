//! The log of the session, newest first, and its export.

use crate::state::{App, time_text};
use crate::ui::dom::{View, all, html, view_of};
use crate::ui::icon;
use leptos::prelude::document;
use order_session::{LogLine, Tone};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

/// The list.
#[inline(never)]
pub(crate) fn log(app: App) -> View {
    let section = html(
        r#"<section aria-labelledby="log-name"><header class="head"><h2 id="log-name">Log</h2><button _ class="button" type="button">Export</button></header><ol _ class="log" tabindex="0" aria-labelledby="log-name"></ol></section>"#,
    );
    let lines = move |_: &u32| app.state().log.with_untracked(|lines| all(lines.iter().map(line).collect()));
    section.at().prepend(icon::icon(icon::EXPORT)).click(move || app.state().log.with_untracked(|lines| export(lines)));
    section.at().child(view_of(move || app.state().log.version(), lines));
    section.view()
}

fn line(line: &LogLine) -> View {
    let tone = match line.tone {
        Tone::Quiet => "",
        Tone::Good => "tone-ok",
        Tone::Warn => "tone-warn",
        Tone::Bad => "tone-block",
    };
    let item = html("<li _><time _></time><span _></span></li>");
    item.at().attr("class", tone);
    item.at().text(&time_text(line.at));
    item.at().text(&line.text);
    item.view()
}

/// Hands the lines to the browser as a text file, oldest first. A `data:` link needs no right beyond the page's own.
fn export(lines: &[LogLine]) {
    let text: String = lines.iter().rev().map(|l| format!("{}\t{}\n", iso(l.at), l.text)).collect();
    let encoded: String = js_sys::encode_uri_component(&text).into();
    let link = document().create_element("a").ok().and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(link) = link {
        let _ = link.set_attribute("href", &format!("data:text/plain;charset=utf-8,{encoded}"));
        let _ = link.set_attribute("download", "order-ticket-log.txt");
        link.click();
    }
}

fn iso(at: order_model::Millis) -> String {
    let date = js_sys::Date::new(&JsValue::from_str(""));
    #[allow(clippy::as_conversions, reason = "milliseconds since 1970 are far below 2^53")]
    date.set_time(at as f64);
    date.to_iso_string().into()
}
