//! A finding under its field: icon, text, and the fixes as buttons.

use crate::state::App;
use crate::ui::erase::{Reactive, all, click, maybe, view};
use crate::ui::format;
use crate::ui::icon;
use leptos::prelude::*;
use order_model::{Code, Field, Finding, Fix, Severity};

/// Whether a finding is shown already. An empty field is not scolded before the trader has tried to send.
pub(crate) fn is_due(app: App, finding: &Finding) -> bool {
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
    !about_absence || app.tried.get()
}

/// The findings of a field, as data.
pub(crate) fn findings_of(app: App, field: Field) -> Memo<Vec<Finding>> {
    Memo::new(move |_| app.checked.with(|c| c.of(field).filter(|f| is_due(app, f)).cloned().collect()))
}

/// The ids that `aria-describedby` of the control names; `None` when there is nothing to say.
pub(crate) fn described_by(id: &'static str, findings: Memo<Vec<Finding>>) -> Reactive<Option<String>> {
    maybe(move || {
        let count = findings.with(Vec::len);
        (count > 0).then(|| (0..count).map(|n| note_id(id, n)).collect::<Vec<_>>().join(" "))
    })
}

/// `"true"` when something about the field stops the order.
pub(crate) fn is_invalid(findings: Memo<Vec<Finding>>) -> Reactive<Option<String>> {
    maybe(move || findings.with(|all| all.iter().any(|f| f.severity() == Severity::Block)).then(|| "true".to_owned()))
}

/// The notes under a field.
pub(crate) fn notes(app: App, id: &'static str, findings: Memo<Vec<Finding>>) -> AnyView {
    view(move || all(findings.get().into_iter().enumerate().map(|(n, finding)| note(app, note_id(id, n), &finding))))
}

/// One finding.
pub(crate) fn note(app: App, id: String, finding: &Finding) -> AnyView {
    let (class, word, mark) = match finding.severity() {
        Severity::Block => ("note tone-block", "Error: ", icon::BLOCK),
        Severity::Warn => ("note tone-warn", "Warning: ", icon::WARN),
    };
    let fixes = finding.fixes.iter().cloned().map(|fix| {
        let label = label(app, &fix);
        view! { <button class="button" type="button" on:click=click(move || app.apply(&fix))>{label}</button> }.into_any()
    });
    view! {
        <p class=class id=id data-code=finding.code.as_str()>
            {icon::icon(mark)}
            <span><b class="sr">{word}</b>{finding.message()}</span>
            {all(fixes)}
        </p>
    }
    .into_any()
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
