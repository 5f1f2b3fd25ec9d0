//! One row of limits as typed: the defaults, or those of an account and a root.

use crate::state::{LIMIT_WORDS, Live, Values};
use crate::ui::dom::{Tag, View, all, html, nothing, still, view_of};
use crate::ui::icon;
use order_model::{Instrument, ScopedLimits};
use std::cell::RefCell;
use std::rc::Rc;

/// What is wrong: the id of the control, and a sentence.
pub(super) type Problem = (String, String);

/// A row as typed.
pub(super) struct Typed {
    /// `limits` for the defaults, else `exception-3`.
    pub(super) id: String,
    /// `Exception 3`; empty for the defaults.
    pub(super) name: String,
    account: RefCell<String>,
    root: RefCell<String>,
    texts: RefCell<Vec<String>>,
    problems: Rc<Live<Vec<Problem>>>,
}

impl Typed {
    pub(super) fn of(id: String, name: String, scope: (&str, &str), values: Values, problems: &Rc<Live<Vec<Problem>>>) -> Typed {
        let texts = LIMIT_WORDS.iter().zip(values).map(|(words, value)| words.text(value)).collect();
        let (account, root) = (RefCell::new(scope.0.to_owned()), RefCell::new(scope.1.to_owned()));
        Typed { id, name, account, root, texts: RefCell::new(texts), problems: Rc::clone(problems) }
    }

    /// The numbers; what is wrong goes to `problems`.
    pub(super) fn values(&self, problems: &mut Vec<Problem>) -> Values {
        let texts = self.texts.borrow();
        let mut typed = texts.iter();
        LIMIT_WORDS.each_ref().map(|words| match words.read(typed.next().map_or("", String::as_str)) {
            Ok(value) => value,
            Err(why) => {
                let whose = if self.name.is_empty() { String::new() } else { [&self.name, ", "].concat() };
                problems.push((self.control(words.id), [whose, why].concat()));
                None
            }
        })
    }

    /// The account and the root, when they can be read; `None` is every one.
    pub(super) fn scope(&self, problems: &mut Vec<Problem>) -> ScopedLimits {
        let some = |text: &RefCell<String>| Some(text.borrow().trim().to_owned()).filter(|text| !text.is_empty());
        let (account, root) = (some(&self.account), some(&self.root));
        let is_root = |text: &String| Instrument::parse(text, None).is_ok_and(|i| i.root().eq_ignore_ascii_case(text));
        if root.as_ref().is_some_and(|root| !is_root(root)) {
            problems.push((self.control("root"), format!("{}, Root: write it like ES, without a month.", self.name)));
        }
        if account.is_none() && root.is_none() {
            problems.push((self.control("root"), format!("{}: name an account or a root.", self.name)));
        }
        ScopedLimits { account, root, ..ScopedLimits::default() }
    }

    /// The id of one of its controls.
    pub(super) fn control(&self, what: &str) -> String {
        if self.name.is_empty() { what.to_owned() } else { [&self.id, "-", what].concat() }
    }

    /// Account and root of an exception.
    pub(super) fn scope_view(self: &Rc<Self>, accounts: &[String]) -> View {
        let scope = html(
            r#"<div class="cell"><label _><span _ class="sr"></span>Account</label><select _></select></div><div class="cell"><label _><span _ class="sr"></span>Root</label><input _ class="input" type="text" placeholder="every" autocomplete="off" autocapitalize="characters" spellcheck="false"></div>"#,
        );
        let sr = [&self.name, ": "].concat();
        let (account, root) = (self.control("account"), self.control("root"));
        scope.at().attr("for", &account);
        scope.at().text(&sr);
        let own = Rc::clone(self);
        let select = scope.at().attr("id", &account).child(account_options(accounts, &self.account.borrow(), "every account"));
        select.typed("change", move |chosen| *own.account.borrow_mut() = chosen);
        scope.at().attr("for", &root);
        scope.at().text(&sr);
        let own = Rc::clone(self);
        let input = scope.at().attr("id", &root).value(&self.root.borrow());
        self.invalid(input, root).typed("input", move |typed| *own.root.borrow_mut() = typed);
        scope.view()
    }

    /// The numbers, each with its unit. `ours` marks those that nobody has changed.
    pub(super) fn fields(self: &Rc<Self>, ours: Option<Values>) -> View {
        let fields = LIMIT_WORDS.iter().enumerate().map(|(at, words)| {
            let id = self.control(words.id);
            let unit_id = [&id, "-unit"].concat();
            let field = html(if ours.is_some() {
                r#"<div class="field"><label _><span _ class="sr"></span></label><input _ class="input num" type="text" inputmode="decimal" autocomplete="off"><span _ class="ghost"></span></div>"#
            } else {
                r#"<div class="cell"><label _><span _ class="sr"></span></label><input _ class="input num" type="text" placeholder="–" inputmode="decimal" autocomplete="off"><span _ class="sr"></span></div>"#
            });
            field.at().attr("for", &id).text(words.label);
            field.at().text(&if self.name.is_empty() { String::new() } else { [&self.name, ": "].concat() });
            let text = self.texts.borrow().get(at).cloned().unwrap_or_default();
            let own = Rc::clone(self);
            let changed = Rc::new(Live::new(()));
            let told = Rc::clone(&changed);
            let input = field.at().attr("id", &id).attr("aria-describedby", &unit_id).value(&text);
            self.invalid(input, id).typed("input", move |typed| {
                if let Some(slot) = own.texts.borrow_mut().get_mut(at) {
                    *slot = typed;
                }
                told.set(());
            });
            let unit = field.at().attr("id", &unit_id).text(words.unit);
            if let Some(values) = ours {
                let ours = LIMIT_WORDS.iter().zip(values).nth(at).map(|(words, value)| words.text(value)).unwrap_or_default();
                let (own, is_none) = (Rc::clone(self), ours.is_empty());
                unit.prepend(view_of(
                    move || {
                        changed.with(|()| {});
                        own.texts.borrow().get(at).is_some_and(|text| *text == ours)
                    },
                    move |is_ours| match (is_ours, is_none) {
                        (false, _) => nothing(),
                        (true, false) => still(r#"<b class="ours">ours</b> "#),
                        (true, true) => still(r#"<b class="ours">ours</b> none; "#),
                    },
                ));
            }
            field.view()
        });
        all(fields.collect())
    }

    /// Ties a control to what is wrong with it.
    fn invalid(&self, control: Tag, id: String) -> Tag {
        let problems = Rc::clone(&self.problems);
        control.live("aria-invalid", move || problems.with(|p| p.iter().any(|(of, _)| *of == id)).then(|| "true".to_owned()))
    }
}

/// All accounts and one that is named but not listed.
pub(crate) fn account_options(accounts: &[String], chosen: &str, none: &str) -> View {
    let listed = accounts.iter().any(|a| a.eq_ignore_ascii_case(chosen));
    let own = Some(chosen.to_owned()).filter(|name| !listed && !name.is_empty());
    let names = [String::new()].into_iter().chain(accounts.iter().cloned()).chain(own);
    let options = names.map(|name| {
        let option = html("<option _></option>");
        let text = if name.is_empty() { none } else { &name };
        option.at().attr("value", &name).text(text).flag("selected", name.eq_ignore_ascii_case(chosen));
        option.view()
    });
    all(options.collect())
}

/// All that is wrong, in one place.
pub(crate) fn problem_list(title: &str, problems: &[String]) -> View {
    let note = html(r#"<div _ class="note tone-block" role="alert"><span><b _></b><ul _></ul></span></div>"#);
    note.at().prepend(icon::icon(icon::BLOCK));
    note.at().text(title);
    let items = problems.iter().map(|problem| {
        let item = html("<li _></li>");
        item.at().text(problem);
        item.view()
    });
    note.at().child(all(items.collect()));
    note.view()
}
