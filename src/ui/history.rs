//! The panel with the history: every line, newest first, whether the chain holds, and its export.

use crate::state::browser::download;
use crate::state::history::{Checked, check, delete, export, look, version};
use crate::state::{App, Live, time_text};
use crate::ui::dialog::modal;
use crate::ui::dom::{View, all, html, still, view_of};
use crate::ui::format;
use crate::ui::icon;
use order_history::{Direction, Entry, History, Line, Record};
use std::rc::Rc;

/// Rows drawn; older ones are found by the filter and in the export.
const ROWS: usize = 200;

/// The panel.
#[inline(never)]
pub(crate) fn history(app: App) -> View {
    let version = version();
    let filter = Rc::new(Live::new(String::new()));
    let whole = html(
        r#"<div class="dialog-body history" tabindex="0" role="region" aria-labelledby="history-name"><div _ role="status"></div><div class="history-tools"><label class="sr" for="history-filter">Filter</label><input _ class="input" id="history-filter" type="search" placeholder="Filter: account, id, state …" autocomplete="off" spellcheck="false"><div class="buttons"><button _ class="button" type="button">CSV</button><button _ class="button" type="button">JSON</button><button _ class="button" type="button">Delete</button></div></div><div _></div></div>"#,
    );
    let seen = Rc::clone(&version);
    let verdict = view_of(
        move || {
            seen.version();
            // What is stored is read anew: lines that were altered behind the page's back show.
            check()
        },
        move |checked| verdict(app, checked),
    );
    whole.at().child(verdict);
    let typed = Rc::clone(&filter);
    whole.at().typed("input", move |text| typed.set(text));
    let save = |name: &'static str, kind: &'static str, write: fn(&History) -> String| move || download(name, kind, &export(write));
    whole.at().prepend(icon::icon(icon::EXPORT)).click(save("order-ticket-history.csv", "text/csv", History::to_csv));
    whole.at().prepend(icon::icon(icon::EXPORT)).click(save("order-ticket-history.json", "application/json", History::to_json));
    whole.at().click(move || {
        let lines = look(<[Entry]>::len);
        let touches = vec![format!("{lines} lines, stored in this browser only"), "Export them first: there is no way back.".to_owned()];
        app.ask("Delete the history".to_owned(), touches, "Delete", Box::new(|_| delete()));
    });
    let rows = view_of(
        move || (version.version(), filter.get(), app.state().streamer.get()),
        move |(_, filter, _)| look(|entries| rows(app, entries, filter)),
    );
    whole.at().child(rows);
    modal(app, "history", "History", whole.view())
}

fn verdict(app: App, checked: &Checked) -> View {
    let line = html(r#"<p _ class="note"><span _></span><span _ class="mute id"></span></p>"#);
    let (tone, mark) = if checked.good { ("note tone-ok", icon::FILLED) } else { ("note tone-block", icon::BLOCK) };
    line.at().attr("class", tone).prepend(icon::icon(mark));
    line.at().text(&app.hide_in(&checked.words));
    line.at().text("Head ").text(&checked.head);
    line.view()
}

fn rows(app: App, entries: &[Entry], filter: &str) -> View {
    let wanted = filter.trim().to_ascii_lowercase();
    let fits = |entry: &&Entry| wanted.is_empty() || entry.text().to_ascii_lowercase().contains(&wanted);
    let mut found = 0_usize;
    let mut drawn = Vec::new();
    for entry in entries.iter().rev().filter(fits) {
        found += 1;
        if found <= ROWS {
            drawn.push(row(app, entry));
        }
    }
    if found == 0 {
        let words = if entries.is_empty() {
            r#"<p class="empty">Nothing yet. Everything sent and learned appears here, a line each.</p>"#
        } else {
            r#"<p class="empty">No line has this text.</p>"#
        };
        return still(words);
    }
    let whole = html(r#"<p _ class="mute"></p><ol _ class="lines"></ol>"#);
    let shown = found.min(ROWS);
    whole.at().text(&format!("{shown} of {found} lines, newest first"));
    whole.at().child(all(drawn));
    whole.view()
}

fn row(app: App, entry: &Entry) -> View {
    let item = html(r#"<li><span _ class="mute num"></span><time _ class="mute"></time><b _></b><span _></span></li>"#);
    let (number, time, kind, words) = (item.at(), item.at(), item.at(), item.at());
    match entry {
        Entry::Line(line) => {
            number.text(&line.number().to_string());
            time.text(&time_text(line.at()));
            let record = line.record();
            kind.attr("class", direction(record.kind.direction())).text(record.kind.as_str());
            words.text(&app.hide_in(&sentence(line))).child(bytes(app, record));
        }
        Entry::Unreadable { text, error } => {
            kind.text("unreadable");
            words.text(&app.hide_in(&[&error.to_string(), ": ", text].concat()));
        }
    }
    item.view()
}

const fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Sent => "sent",
        Direction::Received => "received",
        Direction::Own => "own",
    }
}

/// The line in words: what it has, in the order in which a trader reads it.
fn sentence(line: &Line) -> String {
    let record = line.record();
    let mut words: Vec<String> = Vec::new();
    // The summary of a sent order says all of this already.
    let summary = record.kind.direction() == Direction::Sent && !record.text.is_empty();
    if !summary {
        words.extend(record.action.map(|action| action.as_str().to_owned()));
        words.extend(record.fill_quantity.or(record.quantity).map(|n| n.to_string()));
        words.push(record.instrument.clone());
        words.extend(record.fill_price.map(|price| ["@ ", &format::grouped(&price.to_string())].concat()));
        // How its order stands, beside the fills themselves.
        let average = record.average.filter(|_| record.filled.is_some_and(|filled| filled > 0));
        words.extend(average.map(|price| ["average ", &format::grouped(&price.to_string())].concat()));
    }
    words.push(record.text.clone());
    if !record.account.is_empty() {
        words.push(["on ", &record.account].concat());
    }
    if !record.order_id.is_empty() {
        words.push(["· order ", &record.order_id].concat());
    }
    if record.account.is_empty() && !record.venue.is_empty() && record.text.is_empty() {
        words.push(record.venue.clone());
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// The exact text that was sent.
fn bytes(app: App, record: &Record) -> View {
    if record.bytes.is_empty() {
        return crate::ui::dom::nothing();
    }
    let code = html(r"<code _></code>");
    code.at().text(&app.hide_in(&record.bytes));
    code.view()
}
