//! The kill switch: the button, what it has done, and the way back.

use crate::state::{App, Live, Panel, killed_at, time_text};
use crate::ui::dom::{View, all, html, nothing, view_of};
use crate::ui::icon;
use order_session::{AccountBook, Act, Ask, Event, What};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Most orders of one account that a question names.
const NAMED: usize = 6;

/// The part of the panel.
pub(super) fn section(app: App) -> View {
    for account in app.all_accounts() {
        app.tell(Event::Ask(Ask::Book(account)));
    }
    let section = html(r#"<section _ class="stack kill" aria-labelledby="kill-name"><h3 id="kill-name">Kill switch</h3></section>"#);
    let content = view_of(move || app.state().killed.get(), move |killed| if *killed { on(app) } else { off(app) });
    section.at().child(content);
    section.view()
}

/// Over the ticket while it is on.
pub(crate) fn banner(app: App) -> View {
    let banner = html(
        r#"<div _ class="killed-bar tone-block"><p role="alert"><span _></span><b>Kill switch on</b><span _></span></p><p _ class="mute" role="status"></p><button _ class="button" type="button">Show the kill switch</button></div>"#,
    );
    banner.at();
    banner.at().child(icon::icon(icon::BLOCK));
    banner.at().text(&[&since(), ". No order is sent. Cancel, close and flatten work."].concat());
    banner.at().live_text(move || tally(app));
    banner.at().click(move || app.show(Some(Panel::Limits)));
    banner.view()
}

fn since() -> String {
    killed_at().map(|at| [" since ", &time_text(at)].concat()).unwrap_or_default()
}

fn off(app: App) -> View {
    let view = html(
        r#"<p class="mute">Stops every order of this page at once, also after a reload, and cancels what works on all accounts. Orders go again only after a phrase is typed.</p><div class="buttons"><label class="check"><input _ type="checkbox"> Close every position too</label><button _ class="button danger-line" type="button">Stop trading…</button></div>"#,
    );
    let flatten: HtmlInputElement = view.at().element().unchecked_into();
    view.at().prepend(icon::icon(icon::BLOCK)).click(move || {
        let flatten = flatten.checked();
        let accounts = app.all_accounts();
        let title = ["Stop trading on ", &accounts.join(", "), "?"].concat();
        let verb = if flatten { "Stop, cancel and flatten" } else { "Stop and cancel" };
        app.ask(title, touches(app, &accounts, flatten), verb, Box::new(move |app| app.kill(flatten)));
    });
    view.view()
}

fn on(app: App) -> View {
    let view = html(
        r#"<p _ class="note tone-block" role="status"><span _></span></p><ul _ class="kill-acts"></ul><div class="buttons"><button _ class="button" type="button">Cancel all again…</button><button _ class="button" type="button">Flatten all…</button></div><form _ class="again" novalidate><label for="again">Type <b>trade again</b> to let orders go</label><input _ class="input" id="again" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"><button class="button" type="submit">Let orders go</button></form>"#,
    );
    view.at().prepend(icon::icon(icon::BLOCK));
    view.at().text(&["On", &since(), ". No order is sent."].concat());
    view.at().child(acts(app));
    for (flatten, title, verb) in
        [(false, "Cancel all orders of ", "Cancel all"), (true, "Cancel all orders and close all positions of ", "Flatten all")]
    {
        view.at().click(move || {
            let accounts = app.all_accounts();
            let title = [title, &accounts.join(", "), "?"].concat();
            app.ask(title, touches(app, &accounts, flatten), verb, Box::new(move |app| app.clear(flatten)));
        });
    }
    let wrong = Rc::new(Live::new(false));
    let form = view.at();
    let input = view.at();
    let typed: HtmlInputElement = input.element().unchecked_into();
    let (said, shown, field) = (Rc::clone(&wrong), Rc::clone(&wrong), wrong);
    input.live("aria-invalid", move || field.get().then(|| "true".to_owned()));
    let note = view_of(
        move || shown.get(),
        |wrong| {
            let text = r#"<p class="note tone-block" role="alert"><span>Not the phrase. Orders stay stopped.</span></p>"#;
            if *wrong { crate::ui::dom::still(text) } else { nothing() }
        },
    );
    form.child(note).on("submit", move |event| {
        event.prevent_default();
        if !app.trade_again(&typed.value()) {
            said.set(true);
            let _ = typed.focus();
        }
    });
    view.view()
}

/// The acts of the switch, as long as it is on.
fn own_acts<T>(app: App, read: impl Fn(&Act) -> T) -> Vec<T> {
    app.state().acts.version();
    let since = killed_at().unwrap_or(0);
    let wide = |what: &What| matches!(what, What::CancelAll { instrument: None } | What::Flatten { instrument: None });
    app.look(|s| s.acts().iter().filter(|act| act.at >= since && wide(&act.what)).map(read).collect()).unwrap_or_default()
}

/// How many of them came to the end they meant.
fn tally(app: App) -> String {
    let ends = own_acts(app, |act| act.report.as_ref().is_some_and(|report| report.reached));
    match (ends.len(), ends.iter().filter(|reached| **reached).count()) {
        (0, _) => String::new(),
        (all, reached) => format!("Cancels and closes that have ended as meant: {reached} of {all}."),
    }
}

/// What the switch has sent, and how each came to its end.
fn acts(app: App) -> View {
    view_of(
        move || own_acts(app, Act::line),
        |lines: &Vec<String>| {
            all(lines
                .iter()
                .map(|line| {
                    let item = html("<li _></li>");
                    item.at().text(line);
                    item.view()
                })
                .collect())
        },
    )
}

/// What is there on each account, as last read.
fn touches(app: App, accounts: &[String], flatten: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for account in accounts {
        let said = app.look(|s| s.book(account).map(|book| of_book(book, flatten))).flatten();
        let said = said.unwrap_or_else(|| vec!["not read yet; whatever works there is cancelled all the same".to_owned()]);
        lines.extend(said.iter().map(|line| [account, ": ", line].concat()));
    }
    lines
}

fn of_book(book: &AccountBook, flatten: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let open: Vec<String> = book
        .orders
        .iter()
        .filter(|row| row.remaining() > 0)
        .map(|row| format!("{} {} {} {}", row.action, row.remaining(), row.instrument, row.order_type))
        .collect();
    lines.extend(open.iter().take(NAMED).map(|order| ["cancels ", order].concat()));
    if open.len() > NAMED {
        lines.push(format!("cancels {} more orders", open.len() - NAMED));
    }
    let held = book.positions.iter().filter(|p| p.net != 0);
    lines.extend(held.map(|p| format!("{} {:+} {}", if flatten { "closes" } else { "keeps its position of" }, p.net, p.instrument)));
    if lines.is_empty() {
        lines.push("no working order and no position".to_owned());
    }
    lines
}
