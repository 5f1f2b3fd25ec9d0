//! A finding under its field: icon, text, and the fixes as buttons.

use crate::state::App;
use crate::ui::dom::{Tag, View, all, html, view_of};
use crate::ui::format;
use crate::ui::icon;
use order_model::{Code, Field, Finding, Fix, Severity};

/// Whether a finding is shown already. An empty field is not scolded before the trader has tried to send.
fn is_due(app: App, finding: &Finding) -> bool {
    let about_absence = matches!(
        finding.code,
        Code::LimitMissing
            | Code::StopMissing
            | Code::QuantityMissing
            | Code::InstrumentMissing
            | Code::ActionMissing
            | Code::TypeMissing
            | Code::TifMissing
    );
    !about_absence || app.state().tried.get()
}

/// The findings of a field, as data.
#[inline(never)]
pub(crate) fn findings_of(app: App, field: Field) -> Vec<Finding> {
    app.checked().of(field).filter(|f| is_due(app, f)).cloned().collect()
}

/// The ids that `aria-describedby` of the control names; absent when there is nothing to say.
#[inline(never)]
pub(crate) fn described(control: Tag, app: App, field: Field, id: &'static str) -> Tag {
    control.live("aria-describedby", move || {
        let ids: Vec<String> = (0..findings_of(app, field).len()).map(|n| note_id(id, n)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    })
}

/// Ties a control to its notes, and says `aria-invalid` when something about the field stops the order.
#[inline(never)]
pub(crate) fn describe(control: Tag, app: App, field: Field, id: &'static str) {
    described(control, app, field, id)
        .live("aria-invalid", move || findings_of(app, field).iter().any(|f| f.severity() == Severity::Block).then(|| "true".to_owned()));
}

/// The notes under a field.
#[inline(never)]
pub(crate) fn notes(app: App, id: &'static str, field: Field) -> View {
    let all_of = move |findings: &Vec<Finding>| {
        let notes = findings.iter().enumerate();
        all(notes.map(|(n, finding)| note(app, &note_id(id, n), finding)).collect())
    };
    view_of(move || findings_of(app, field), all_of)
}

/// Class, word and icon of a finding. That the same order was just sent stops a second one, and is nobody's mistake: it stands right
/// under the success of the first.
pub(crate) fn tone(finding: &Finding) -> (&'static str, &'static str, icon::Icon) {
    match finding.severity() {
        Severity::Block if finding.code == Code::Duplicate => ("note tone-warn", "Stopped: ", icon::WARN),
        Severity::Block => ("note tone-block", "Error: ", icon::BLOCK),
        Severity::Warn => ("note tone-warn", "Warning: ", icon::WARN),
    }
}

/// One finding.
#[inline(never)]
fn note(app: App, id: &str, finding: &Finding) -> View {
    let (class, word, mark) = tone(finding);
    let fixes = finding.fixes.iter().map(|fix| {
        let button = html(r#"<button _ class="button" type="button"></button>"#);
        let own = fix.clone();
        button.at().text(&label(app, fix)).click(move || app.apply(&own));
        button.view()
    });
    let note = html(r#"<p _><span _><b _ class="sr"></b></span></p>"#);
    let whole = note.at().attr("class", class).attr("id", id).attr("data-code", finding.code.as_str());
    whole.prepend(icon::icon(mark)).child(all(fixes.collect()));
    note.at().text(&finding.message());
    note.at().text(word);
    note.view()
}

/// The label of a fix's button, a price with the decimals of its tick.
fn label(app: App, fix: &Fix) -> String {
    match fix {
        Fix::UsePrice(_, price) => format!("Use {}", format::price(*price, app.spec())),
        other => other.to_string(),
    }
}

fn note_id(id: &str, n: usize) -> String {
    format!("{id}-note-{n}")
}
