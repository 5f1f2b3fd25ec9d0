//! The trader's quantity buttons, order templates and the ATM strategies used before. Kept in the browser's storage as
//! versioned JSON under a key of their own; never a secret, and nothing here sends.

use crate::state::App;
use crate::state::clock::today;
use crate::state::journal::storage;
use crosstrade::{Fields, Object};
use order_model::{Draft, Field, Instrument};
use std::rc::Rc;

const KEY: &str = "order-ticket.presets";
pub(super) const VERSION: i64 = 1;
/// The numbers beside Quantity before the trader chooses others.
pub(crate) const USUAL_NUMBERS: [&str; 5] = ["1", "2", "3", "5", "10"];
/// Names of strategies kept: a list to choose from, not a history.
pub(super) const MOST_STRATEGIES: usize = 20;
/// Numbers beside Quantity, and characters of a template's name.
pub(crate) const MOST_NUMBERS: usize = 6;
pub(crate) const MOST_NAME: usize = 40;
/// What a template keeps, by its name in the storage. An account is chosen in the bar, and a used OCO id is refused for good.
const KEPT: [(&str, Field); 7] = [
    ("side", Field::Action),
    ("type", Field::OrderType),
    ("quantity", Field::Quantity),
    ("limit", Field::LimitPrice),
    ("stop", Field::StopPrice),
    ("tif", Field::TimeInForce),
    ("atm", Field::Strategy),
];

/// All of them.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Presets {
    /// By root; empty for every other. A root is there once.
    quantities: Vec<(String, Vec<String>)>,
    templates: Vec<Template>,
    strategies: Vec<String>,
}

/// A draft with a name. Applying it fills the ticket.
#[derive(Clone, PartialEq)]
pub(crate) struct Template {
    pub(crate) name: String,
    pub(crate) scope: Scope,
    pub(crate) draft: Draft,
}

/// Where a template is offered; the wider stands behind the narrower.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// On one dated contract.
    Contract(String),
    /// On every contract of a root.
    Root(String),
    /// Everywhere.
    Everywhere,
}

impl Scope {
    /// The word beside a template.
    pub(crate) fn word(&self) -> &str {
        match self {
            Scope::Contract(name) | Scope::Root(name) => name,
            Scope::Everywhere => "any contract",
        }
    }

    fn is_for(&self, instrument: &str, root: &str) -> bool {
        match self {
            Scope::Contract(name) => name.eq_ignore_ascii_case(instrument),
            Scope::Root(name) => name.eq_ignore_ascii_case(root),
            Scope::Everywhere => true,
        }
    }
}

impl Presets {
    /// The numbers beside Quantity for a root, where the trader has chosen some.
    pub(crate) fn numbers(&self, root: &str) -> Option<&[String]> {
        let of = |wanted: &str| self.quantities.iter().find(|(root, _)| root == wanted).map(|(_, numbers)| numbers.as_slice());
        of(root).or_else(|| of(""))
    }

    /// Chooses the numbers of a root; none gives it back the usual ones.
    pub(crate) fn set_numbers(&mut self, root: &str, numbers: Vec<String>) {
        self.quantities.retain(|(of, _)| of != root);
        if !numbers.is_empty() {
            self.quantities.push((root.to_owned(), numbers));
        }
    }

    /// The templates for an instrument, the most specific first, then by name.
    pub(crate) fn offered(&self, instrument: &str) -> Vec<Template> {
        let root = root_of(instrument);
        let mut offered: Vec<Template> = Vec::new();
        for template in self.templates.iter().filter(|t| t.scope.is_for(instrument, &root)) {
            let at = offered.iter().position(|other| (&other.scope, &other.name) > (&template.scope, &template.name));
            offered.insert(at.unwrap_or(offered.len()), template.clone());
        }
        offered
    }

    /// Keeps a template, in the place of one of the same name and scope.
    pub(crate) fn keep(&mut self, template: Template) {
        self.forget(&template.name, &template.scope);
        self.templates.push(template);
    }

    pub(crate) fn has(&self, name: &str, scope: &Scope) -> bool {
        self.templates.iter().any(|t| t.name == name && t.scope == *scope)
    }

    pub(crate) fn forget(&mut self, name: &str, scope: &Scope) {
        self.templates.retain(|t| t.name != name || t.scope != *scope);
    }

    /// The strategies used before, the last first.
    pub(crate) fn strategies(&self) -> &[String] {
        &self.strategies
    }

    /// The numbers that were chosen, by root; empty for every other.
    pub(super) fn quantities(&self) -> &[(String, Vec<String>)] {
        &self.quantities
    }

    pub(super) fn templates(&self) -> &[Template] {
        &self.templates
    }

    fn use_strategy(&mut self, name: &str) {
        self.strategies.retain(|other| other != name);
        self.strategies.insert(0, name.to_owned());
        self.strategies.truncate(MOST_STRATEGIES);
    }

    fn load() -> Presets {
        let stored = storage().and_then(|s| s.get_item(KEY).ok().flatten());
        stored.and_then(|text| Presets::parse(&text)).unwrap_or_default()
    }

    /// What cannot be read is left out; the rest stays.
    pub(super) fn parse(text: &str) -> Option<Presets> {
        let fields = Fields::parse(text).ok()?;
        if fields.integer("version") != Ok(Some(VERSION)) {
            return None;
        }
        let rows = |name: &str| fields.array(name).unwrap_or_default().into_iter().filter_map(|raw| Fields::parse(raw).ok());
        let text = |row: &Fields<'_>, name| row.loose_text(name).unwrap_or_default();
        let words = |all: String| all.split(' ').filter(|n| !n.is_empty()).map(str::to_owned).collect();
        Some(Presets {
            quantities: rows("quantities").map(|row| (text(&row, "root"), words(text(&row, "numbers")))).collect(),
            templates: rows("templates").map(|row| Template::read(&row)).filter(|t| !t.name.is_empty()).collect(),
            strategies: rows("strategies").map(|row| text(&row, "name")).filter(|name| !name.is_empty()).collect(),
        })
    }

    /// The presets as text, for the storage and for a file of settings.
    pub(crate) fn json(&self) -> String {
        let quantities: Vec<String> =
            self.quantities.iter().map(|(root, n)| Object::new().text("root", root).text("numbers", &n.join(" ")).end()).collect();
        let templates: Vec<String> = self.templates.iter().map(Template::json).collect();
        let strategies: Vec<String> = self.strategies.iter().map(|name| Object::new().text("name", name).end()).collect();
        Object::new()
            .integer("version", VERSION)
            .list("quantities", &quantities)
            .list("templates", &templates)
            .list("strategies", &strategies)
            .end()
    }
}

impl Template {
    /// What it fills in.
    pub(crate) fn words(&self) -> String {
        let draft = self.draft.as_shown();
        let fields =
            [Field::Action, Field::Quantity, Field::OrderType, Field::StopPrice, Field::LimitPrice, Field::TimeInForce, Field::Strategy];
        let words = fields.iter().map(|field| draft.text(*field).trim()).filter(|text| !text.is_empty());
        words.collect::<Vec<_>>().join(" ")
    }

    fn read(row: &Fields<'_>) -> Template {
        let text = |name| row.loose_text(name).unwrap_or_default();
        let scope = match (text("contract"), text("root")) {
            (contract, _) if !contract.is_empty() => Scope::Contract(contract),
            (_, root) if !root.is_empty() => Scope::Root(root),
            _ => Scope::Everywhere,
        };
        let mut draft = Draft::default();
        for (name, field) in KEPT {
            draft.set(field, text(name));
        }
        Template { name: text("name"), scope, draft }
    }

    fn json(&self) -> String {
        let row = Object::new().text("name", &self.name);
        let row = match &self.scope {
            Scope::Contract(name) => row.text("contract", name),
            Scope::Root(name) => row.text("root", name),
            Scope::Everywhere => row,
        };
        KEPT.iter().fold(row, |row, (name, field)| row.text(name, self.draft.text(*field))).end()
    }
}

/// The root of an instrument; empty while it cannot be read.
pub(crate) fn root_of(instrument: &str) -> String {
    Instrument::parse(instrument, Some(today())).map(|i| i.root().to_owned()).unwrap_or_default()
}

impl App {
    /// Reads the presets, once; from then on the ticket shows the trader's own numbers.
    pub(crate) fn bring_presets(self) {
        let state = self.state();
        if state.presets.with_untracked(Option::is_none) {
            state.presets.set(Some(Rc::new(Presets::load())));
            state.chips.set(Some(numbers_now));
        }
    }

    /// They were changed in another tab.
    pub(crate) fn presets_changed(self, key: Option<&str>) {
        if key.is_none_or(|key| key == KEY) {
            self.state().presets.set(Some(Rc::new(Presets::load())));
        }
    }

    /// The presets; follows them.
    pub(crate) fn presets(self) -> Rc<Presets> {
        self.state().presets.get().unwrap_or_default()
    }

    /// The presets, without following them.
    pub(crate) fn presets_untracked(self) -> Presets {
        self.state().presets.get_untracked().map_or_else(Presets::load, |presets| (*presets).clone())
    }

    /// Changes the presets and stores them.
    pub(crate) fn change_presets(self, change: impl FnOnce(&mut Presets)) {
        let state = self.state();
        let mut presets = self.presets_untracked();
        change(&mut presets);
        if let Some(storage) = storage() {
            let _ = storage.set_item(KEY, &presets.json());
        }
        state.presets.set(Some(Rc::new(presets)));
    }

    /// Fills the ticket from a template. Account, instrument and OCO id stay; nothing is sent.
    pub(crate) fn apply_template(self, template: &Template) {
        for (_, field) in KEPT {
            self.edit(field, template.draft.text(field).to_owned());
        }
    }

    /// The name of a strategy that an order was meant with.
    pub(crate) fn remember_strategy(self, draft: &Draft) {
        let name = draft.strategy.trim();
        if !name.is_empty() && self.presets().strategies().first().is_none_or(|last| last != name) {
            self.change_presets(|presets| presets.use_strategy(name));
        }
    }
}

/// The numbers beside Quantity for the instrument on the ticket.
fn numbers_now(app: App) -> Vec<String> {
    let root = root_of(&app.instrument());
    let usual = || USUAL_NUMBERS.map(str::to_owned).to_vec();
    app.presets().numbers(&root).map_or_else(usual, <[String]>::to_vec)
}
