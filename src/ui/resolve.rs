//! An order of unknown outcome: what reading has shown, and the trader's own word where reading cannot tell.

use crate::state::{App, time_text};
use crate::ui::dom::{View, all, html, still};
use crate::ui::phase::look;
use order_session::{Attempt, Evidence, Phase, Verdict};

/// Under a row that is unknown.
#[inline(never)]
pub(crate) fn resolve(app: App, attempt: &Attempt) -> View {
    let why = look(attempt, false).why.unwrap_or_default();
    let (rows, may_close) = match &attempt.phase {
        Phase::Unknown { evidence: Evidence::Candidates(rows), .. } => (rows.as_slice(), true),
        Phase::Unknown { evidence, .. } => (&[][..], *evidence == Evidence::NothingFound),
        _ => (&[][..], false),
    };
    let whole = html(
        r#"<div class="resolve"><p _></p><p _ class="buttons"><button _ class="button" type="button">Read again</button><span class="mute">Until this is settled it counts towards your position limit.</span></p></div>"#,
    );
    whole.at().text(&capital(&why));
    let buttons = whole.at();
    let again = whole.at().click(move || app.refresh());
    if !rows.is_empty() {
        let items = rows.iter().map(|row| {
            let (id, order_id) = (attempt.id.clone(), row.id.clone());
            let item = html(
                r#"<li><span _></span><span _ class="state"></span><time _ class="mute"></time><button _ class="button" type="button">This is my order</button></li>"#,
            );
            item.at().text(&attempt.summary).text(" · ").text(&row.id);
            item.at().text(&row.state.to_string());
            item.at().text(&row.at.map(time_text).unwrap_or_default());
            item.at().click(move || app.decide(id.clone(), Verdict::ThisOrder(order_id.clone())));
            item.view()
        });
        let found = html("<ul _></ul>");
        found.at().child(all(items.collect()));
        buttons.before(all(vec![still("<h3>Could be one of these</h3>"), found.view()]));
    }
    if may_close {
        let id = attempt.id.clone();
        let close = html(r#"<button _ class="button" type="button">It was not placed</button>"#);
        close.at().click(move || app.decide(id.clone(), Verdict::NotPlaced));
        again.after(close.view());
    }
    whole.view()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| core::iter::once(first.to_ascii_uppercase()).chain(chars).collect())
}
