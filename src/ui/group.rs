//! Groups of accounts: setting them, and choosing one for the ticket.

mod legs;

use crate::state::{App, Group, Live, Settings};
use crate::ui::dialog::{close, modal};
use crate::ui::dom::{View, all, html, list, nothing, still, view_of};
use crate::ui::icon;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

pub(crate) use legs::legs;

/// A group as typed.
struct Typed {
    /// The name of the group that is changed; `None` for a new one.
    of: Option<String>,
    name: RefCell<String>,
    rows: Live<Vec<Rc<Row>>>,
    next: Cell<u32>,
    problems: Live<Vec<String>>,
}

struct Row {
    key: String,
    account: RefCell<String>,
    ratio: RefCell<String>,
}

/// The panel.
pub(crate) fn groups(app: App) -> View {
    let editing: Rc<Live<Option<Rc<Typed>>>> = Rc::new(Live::new(None));
    let content = html(
        r#"<div _ class="dialog-body"><p class="mute">A group sends one ticket to several accounts: each takes the quantity times its ratio. Nothing is rounded, every account’s order goes by its own rules, and each is an order of its own.</p></div><footer><button _ class="button" type="button">Done</button></footer>"#,
    );
    let (of_list, of_form) = (Rc::clone(&editing), Rc::clone(&editing));
    let shown = view_of(
        move || (groups_of(app), app.state().group.with(|g| g.as_ref().map(|g| g.group.name.clone())), of_list.version()),
        move |(groups, chosen, _)| all_groups(app, groups, chosen.as_deref(), &editing),
    );
    let count = Rc::clone(&of_form);
    let form = view_of(
        move || count.version(),
        move |_| match of_form.get_untracked() {
            Some(typed) => form(app, &typed, &of_form),
            None => nothing(),
        },
    );
    content.at().child(shown).child(form);
    content.at().click(move || close(app));
    modal(app, "groups", "Groups of accounts", content.view())
}

fn groups_of(app: App) -> Vec<Group> {
    app.state().settings.with(|s| Group::read_all(&s.groups))
}

fn store(app: App, groups: &[Group]) {
    let settings = app.state().settings.get_untracked();
    app.set_settings(Settings { groups: Group::write_all(groups), ..settings });
}

fn all_groups(app: App, groups: &[Group], chosen: Option<&str>, editing: &Rc<Live<Option<Rc<Typed>>>>) -> View {
    let rows = groups.iter().map(|group| {
        let on = chosen == Some(group.name.as_str());
        let row = html(
            r#"<li><span><b _></b> <span _ class="mute"></span></span><span class="buttons"><button _ class="button" type="button"></button><button _ class="button" type="button">Change</button><button _ class="button" type="button">Remove</button></span></li>"#,
        );
        row.at().text(&group.name);
        row.at().text(&group.words());
        let own = group.clone();
        let put = row.at().attr("aria-pressed", if on { "true" } else { "false" }).text(if on { "Take off the ticket" } else { "Put on the ticket" });
        put.attr("aria-label", &format!("{} {}", if on { "Take off the ticket:" } else { "Put on the ticket:" }, group.name)).click(move || {
            if on { app.leave_group() } else { app.choose_group(own.clone()) }
        });
        let (own, edit) = (group.clone(), Rc::clone(editing));
        row.at().attr("aria-label", &["Change ", &group.name].concat()).click(move || edit.set(Some(Rc::new(Typed::of(app, Some(&own))))));
        let name = group.name.clone();
        row.at().attr("aria-label", &["Remove ", &group.name].concat()).click(move || {
            if on {
                app.leave_group();
            }
            let left: Vec<Group> = groups_of(app).into_iter().filter(|g| g.name != name).collect();
            store(app, &left);
        });
        row.view()
    });
    let whole =
        html(r#"<ul _ class="group-list"></ul><div class="buttons"><button _ class="button" type="button">New group</button></div>"#);
    let rows: Vec<View> = rows.collect();
    let rows = if rows.is_empty() { still(r#"<li class="mute">No groups yet.</li>"#) } else { all(rows) };
    whole.at().child(rows);
    let edit = Rc::clone(editing);
    whole.at().prepend(icon::icon(icon::PLUS)).click(move || edit.set(Some(Rc::new(Typed::of(app, None)))));
    whole.view()
}

fn form(app: App, typed: &Rc<Typed>, editing: &Rc<Live<Option<Rc<Typed>>>>) -> View {
    let whole = html(
        r#"<form _ class="stack exception" novalidate aria-label="Group"><div class="cells"><div class="cell"><label for="group-name">Name of the group</label><input _ class="input" id="group-name" type="text" autocomplete="off"></div></div><div _ class="stack"></div><div class="buttons"><button _ class="button" type="button">Add an account</button><button _ class="button" type="button">Leave as it was</button><button class="button" type="submit">Save the group</button></div></form>"#,
    );
    let (own, edit) = (Rc::clone(typed), Rc::clone(editing));
    let element = whole.at().on("submit", move |event| {
        event.prevent_default();
        own.save(app, &edit);
    });
    let own = Rc::clone(typed);
    whole.at().value(&typed.name.borrow()).take_focus().typed("input", move |name| *own.name.borrow_mut() = name);
    let (keys, own) = (Rc::clone(typed), Rc::clone(typed));
    let keys = move || keys.rows.with(|rows| rows.iter().map(|row| row.key.clone()).collect());
    whole.at().child(list(keys, move |key| own.row(app, key)));
    let own = Rc::clone(typed);
    whole.at().click(move || own.add(String::new(), "1".to_owned()));
    let edit = Rc::clone(editing);
    whole.at().click(move || edit.set(None));
    let said = Rc::clone(typed);
    element.child(view_of(
        move || said.problems.get(),
        |problems| if problems.is_empty() { nothing() } else { crate::ui::limits::problem_list("The group was not saved:", problems) },
    ));
    whole.view()
}

impl Typed {
    fn of(app: App, group: Option<&Group>) -> Typed {
        let name = group.map(|g| g.name.clone());
        let typed = Typed {
            of: name.clone(),
            name: RefCell::new(name.unwrap_or_default()),
            rows: Live::new(Vec::new()),
            next: Cell::new(0),
            problems: Live::new(Vec::new()),
        };
        let legs = group.map(|g| g.legs.clone());
        // A new one begins with every account there is.
        let legs = legs.unwrap_or_else(|| app.all_accounts().into_iter().map(|account| (account, "1".to_owned())).collect());
        for (account, ratio) in legs {
            typed.add(account, ratio);
        }
        typed
    }

    fn add(&self, account: String, ratio: String) {
        let n = self.next.replace(self.next.get() + 1);
        let row = Row { key: format!("leg-{n:03}"), account: RefCell::new(account), ratio: RefCell::new(ratio) };
        self.rows.update(|rows| rows.push(Rc::new(row)));
    }

    fn row(self: &Rc<Self>, app: App, key: &str) -> View {
        let Some(row) = self.rows.with_untracked(|rows| rows.iter().find(|row| row.key == key).cloned()) else { return nothing() };
        let n = key.trim_start_matches("leg-").trim_start_matches('0').parse::<u32>().unwrap_or(0) + 1;
        let whole = html(
            r#"<div class="cells leg-cells"><div class="cell"><label _></label><select _></select></div><div class="cell"><label _></label><input _ class="input num" type="text" inputmode="decimal" autocomplete="off"></div><button _ class="button" type="button"></button></div>"#,
        );
        let (account, ratio) = ([key, "-account"].concat(), [key, "-ratio"].concat());
        whole.at().attr("for", &account).text(&format!("Account {n}"));
        let own = Rc::clone(&row);
        let options =
            crate::ui::limits::account_options(&app.state().shown.with_untracked(|s| s.accounts.clone()), &row.account.borrow(), "–");
        whole.at().attr("id", &account).child(options).typed("change", move |chosen| *own.account.borrow_mut() = chosen);
        whole.at().attr("for", &ratio).text(&format!("Ratio {n}"));
        let own = Rc::clone(&row);
        whole.at().attr("id", &ratio).value(&row.ratio.borrow()).typed("input", move |typed| *own.ratio.borrow_mut() = typed);
        let (own, key) = (Rc::clone(self), key.to_owned());
        whole.at().attr("aria-label", &format!("Remove account {n}")).child(icon::icon(icon::CLOSE)).click(move || {
            own.rows.update(|rows| rows.retain(|row| row.key != key));
        });
        whole.view()
    }

    fn save(&self, app: App, editing: &Rc<Live<Option<Rc<Typed>>>>) {
        let legs = self
            .rows
            .with_untracked(|rows| rows.iter().map(|row| (row.account.borrow().clone(), row.ratio.borrow().trim().to_owned())).collect());
        let group = Group { name: self.name.borrow().trim().to_owned(), legs };
        let mut groups = groups_of(app);
        let mut problems = group.problems();
        let taken = |g: &&Group| g.name.eq_ignore_ascii_case(&group.name) && self.of.as_ref() != Some(&g.name);
        if groups.iter().any(|g| taken(&g)) {
            problems.push(format!("There is another group with the name {}.", group.name));
        }
        if !problems.is_empty() {
            return self.problems.set(problems);
        }
        // A group on the ticket would go on with what it was.
        if app.state().group.with_untracked(|g| g.as_ref().is_some_and(|g| Some(&g.group.name) == self.of.as_ref())) {
            app.leave_group();
        }
        match groups.iter_mut().find(|g| Some(&g.name) == self.of.as_ref()) {
            Some(old) => *old = group,
            None => groups.push(group),
        }
        store(app, &groups);
        editing.set(None);
    }
}
