//! The form of the limits: those for every order, and the exceptions by account and root.

use super::scope::{Problem, Typed, problem_list};
use crate::state::{App, Live, Row};
use crate::ui::dialog::close;
use crate::ui::dom::{View, found, html, list, nothing, view_of};
use crate::ui::icon;
use order_model::{LimitBook, Limits, ScopedLimits};
use std::cell::Cell;
use std::rc::Rc;

/// The form as typed.
struct Form {
    defaults: Rc<Typed>,
    scopes: Live<Vec<Rc<Typed>>>,
    /// The number of the next exception.
    next: Cell<usize>,
    problems: Rc<Live<Vec<Problem>>>,
}

pub(super) fn form(app: App) -> View {
    let form = Rc::new(app.state().settings.with_untracked(|s| Form::of(&s.limits)));
    let whole = html(
        r#"<form _ id="limits-form" class="stack" novalidate><fieldset _><legend>Every order</legend></fieldset><section class="stack" aria-labelledby="exceptions-name"><h3 id="exceptions-name">Exceptions by account and root</h3><p class="mute">An exception holds in the place of the number above; where several hold, the strictest does. Empty says nothing.</p><div _ class="stack"></div><div class="buttons"><button _ class="button" type="button" id="exceptions-add">Add an exception</button></div></section></form>"#,
    );
    let own = Rc::clone(&form);
    let element = whole.at().on("submit", move |event| {
        event.prevent_default();
        own.apply(app);
    });
    whole.at().child(form.defaults.fields(Some(Limits::OURS.values())));
    let (keys, own) = (Rc::clone(&form), Rc::clone(&form));
    let keys = move || keys.scopes.with(|scopes| scopes.iter().map(|scope| scope.id.clone()).collect());
    whole.at().child(list(keys, move |id| own.exception(app, id)));
    let own = Rc::clone(&form);
    whole.at().click(move || own.add(app));
    let said = Rc::clone(&form.problems);
    element.child(view_of(
        move || said.with(|p| p.iter().map(|(_, why)| why.clone()).collect::<Vec<String>>()),
        |problems| if problems.is_empty() { nothing() } else { problem_list("Nothing was changed:", problems) },
    ));
    whole.view()
}

impl Form {
    fn of(book: &LimitBook) -> Form {
        let problems = Rc::new(Live::new(Vec::new()));
        let defaults = Rc::new(Typed::of("limits".to_owned(), String::new(), ("", ""), book.defaults.values(), &problems));
        let form = Form { defaults, scopes: Live::new(Vec::new()), next: Cell::new(1), problems };
        for scope in &book.scopes {
            form.push(scope);
        }
        form
    }

    fn push(&self, scope: &ScopedLimits) -> String {
        let n = self.next.replace(self.next.get() + 1);
        // Keys of a list are kept in order of their text.
        let id = format!("exception-{n:03}");
        let of = (scope.account.as_deref().unwrap_or_default(), scope.root.as_deref().unwrap_or_default());
        let typed = Typed::of(id.clone(), format!("Exception {n}"), of, scope.values(), &self.problems);
        self.scopes.update(|scopes| scopes.push(Rc::new(typed)));
        id
    }

    fn add(&self, app: App) {
        let id = self.push(&ScopedLimits::default());
        focus(app, &format!("{id}-account"));
    }

    fn exception(self: &Rc<Self>, app: App, id: &str) -> View {
        let Some(typed) = self.scopes.with_untracked(|scopes| scopes.iter().find(|s| s.id == id).cloned()) else { return nothing() };
        let whole = html(
            r#"<fieldset class="exception"><legend _></legend><div _ class="cells"></div><button _ class="button" type="button"></button></fieldset>"#,
        );
        whole.at().text(&typed.name);
        let accounts = app.state().shown.with_untracked(|s| s.accounts.clone());
        whole.at().child(typed.scope_view(&accounts)).child(typed.fields(None));
        let (own, id) = (Rc::clone(self), id.to_owned());
        let remove = whole.at().text(&format!("Remove {}", typed.name.to_lowercase())).click(move || {
            own.scopes.update(|scopes| scopes.retain(|scope| scope.id != id));
            focus(app, "exceptions-add");
        });
        remove.prepend(icon::icon(icon::CLOSE));
        whole.view()
    }

    /// Takes effect whole or not at all.
    fn apply(&self, app: App) {
        let mut problems = Vec::new();
        let mut settings = app.state().settings.get_untracked();
        let mut defaults = settings.limits.defaults.clone();
        let mut values = self.defaults.values(&mut problems);
        // No time at all is no question: as good as none.
        if let Some(window) = values.last_mut() {
            *window = window.or(Some(0));
        }
        defaults.set_values(values);
        let mut scopes: Vec<ScopedLimits> = Vec::new();
        for typed in self.scopes.get_untracked() {
            let mut scope = typed.scope(&mut problems);
            scope.set_values(typed.values(&mut problems));
            let same =
                |a: &Option<String>, b: &Option<String>| a.as_ref().map(|a| a.to_lowercase()) == b.as_ref().map(|b| b.to_lowercase());
            if scopes.iter().any(|other| same(&other.account, &scope.account) && same(&other.root, &scope.root)) {
                problems.push((typed.control("account"), format!("{}: another exception is for the same.", typed.name)));
            }
            scopes.push(scope);
        }
        let first = problems.first().map(|(id, _)| id.clone());
        self.problems.set(problems);
        match first {
            Some(id) => focus(app, &id),
            None => {
                settings.set_limits(LimitBook { defaults, scopes });
                app.set_settings(settings);
                close(app);
            }
        }
    }
}

/// Puts the focus on a control, once it is there.
fn focus(app: App, id: &str) {
    let id = id.to_owned();
    crate::ui::dom::soon(Box::new(move || {
        if let Some(tag) = found(&app.state().given.home, &id) {
            tag.take_focus();
        }
    }));
}
