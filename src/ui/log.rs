//! The log of the session, newest first, and its export.

use crate::state::{App, time_text};
use crate::ui::erase::{all, click, view};
use crate::ui::icon;
use leptos::prelude::*;
use order_session::{LogLine, Tone};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

/// The list.
pub(crate) fn log(app: App) -> AnyView {
    let lines = move || all(app.log.get().into_iter().map(line));
    view! {
        <section aria-labelledby="log-name">
            <header class="head">
                <h2 id="log-name">"Log"</h2>
                <button class="button" type="button" on:click=click(move || export(&app.log.get_untracked()))>{icon::icon(icon::EXPORT)} "Export"</button>
            </header>
            <ol class="log" tabindex="0" aria-labelledby="log-name">{view(lines)}</ol>
        </section>
    }
    .into_any()
}

fn line(line: LogLine) -> AnyView {
    let tone = match line.tone {
        Tone::Quiet => "",
        Tone::Good => "tone-ok",
        Tone::Warn => "tone-warn",
        Tone::Bad => "tone-block",
    };
    view! { <li class=tone><time>{time_text(line.at)}</time><span>{line.text}</span></li> }.into_any()
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
