//! What several parts of the desk say in the same way: an order in words, findings with their fixes, buttons that wait.

use crate::state::App;
use crate::ui::dom::{Tag, View, all, html};
use crate::ui::format;
use crate::ui::icon;
use crate::ui::note::tone;
use crosstrade::{OrderRow, PositionRow};
use order_model::{Finding, Fix, InstrumentSpec};
use order_session::AccountBook;
use std::rc::Rc;

/// A click does it, unless the button is off: then it keeps the focus and says so, which a disabled one would not.
pub(crate) fn waits(button: Tag, off: impl Fn() -> bool + Clone + 'static, act: impl Fn() + 'static) -> Tag {
    let shown = off.clone();
    button.live("aria-disabled", move || shown().then(|| "true".to_owned())).on("click", move |event| {
        use wasm_bindgen::JsCast;
        // The second half of a double click is not a second act.
        let again = event.unchecked_ref::<web_sys::MouseEvent>().detail() > 1;
        if !again && !leptos::prelude::untrack(&off) {
            act();
        }
    })
}

/// Side, quantity, instrument, type and prices of an order as read.
pub(crate) fn order_words(row: &OrderRow, spec: Option<InstrumentSpec>) -> String {
    let kind = row.kind().map_or_else(|| row.order_type.clone(), |kind| format::kind(kind, spec));
    format!("{} {} {} · {kind}", row.action, row.quantity, row.instrument)
}

/// A position in words: `long 2 ES 12-26 at 6 008.25`.
pub(crate) fn position_words(row: &PositionRow, spec: Option<InstrumentSpec>) -> String {
    let side = if row.net < 0 { "short" } else { "long" };
    let average = row.average.map(|p| format!(" at {}", format::price(p, spec))).unwrap_or_default();
    format!("{side} {} {}{average}", row.net.unsigned_abs(), row.instrument)
}

/// What an act on an account, on one instrument or all of them, touches as last read: a line each.
pub(crate) fn touches(app: App, account: &str, instrument: Option<&str>, positions: bool) -> Vec<String> {
    let reaches = |name: &str| instrument.is_none_or(|own| own.eq_ignore_ascii_case(name));
    let lines = |book: &AccountBook| {
        let mut lines = Vec::new();
        if positions {
            let open = book.positions.iter().filter(|p| p.net != 0 && reaches(&p.instrument));
            lines.extend(open.map(|p| ["Position: ", &position_words(p, app.spec_for(&p.instrument))].concat()));
        }
        let orders = book.orders.iter().filter(|row| !row.state.is_final() && reaches(&row.instrument));
        lines.extend(orders.map(|row| format!("Cancels: {}, id {}", order_words(row, app.spec_for(&row.instrument)), row.id)));
        let at = crate::state::time_text(book.read_at);
        if lines.is_empty() {
            lines.push(format!("As read at {at}, there is nothing. What is there when the request arrives is closed or cancelled."));
        } else {
            lines.push(format!("As read at {at}. What else is there when the request arrives goes the same way."));
        }
        lines
    };
    let mut all = vec![format!("{} · {account}", app.destination())];
    let read = app.look(|s| s.book(account).map(lines)).flatten();
    all.extend(read.unwrap_or_else(|| vec!["The account has not been read: what it holds is not known here.".to_owned()]));
    all
}

/// What a fix of a finding does in the place where it is shown.
pub(crate) type Apply = Rc<dyn Fn(&Fix)>;

/// Findings, blocking ones first as they come, each with its fixes as buttons.
pub(crate) fn findings(found: &[Finding], spec: Option<InstrumentSpec>, apply: &Apply) -> View {
    let note = |finding: &Finding| {
        let (class, word, mark) = tone(finding);
        let fixes = finding.fixes.iter().map(|fix| {
            let button = html(r#"<button _ class="button" type="button"></button>"#);
            let (own, apply) = (fix.clone(), Rc::clone(apply));
            let label = match fix {
                Fix::UsePrice(_, price) => format!("Use {}", format::price(*price, spec)),
                other => other.to_string(),
            };
            button.at().text(&label).click(move || apply(&own));
            button.view()
        });
        let note = html(r#"<p _><span _><b _ class="sr"></b></span></p>"#);
        let whole = note.at().attr("class", class).attr("data-code", finding.code.as_str());
        whole.prepend(icon::icon(mark)).child(all(fixes.collect()));
        note.at().text(&finding.message());
        note.at().text(word);
        note.view()
    };
    all(found.iter().map(note).collect())
}

/// A note that stops something.
pub(crate) fn stopped(text: &str) -> View {
    let note = html(r#"<p _ class="note tone-block"><span _></span></p>"#);
    note.at().prepend(icon::icon(icon::BLOCK));
    note.at().text(text);
    note.view()
}
