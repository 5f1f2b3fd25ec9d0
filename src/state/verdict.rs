//! What the rules say about the ticket, worked out once for everybody who shows a part of it.

use crate::state::app::{App, State};
use crate::state::clock::{now, today};
use crate::state::derived::Derived;
use crate::state::given::Given;
use crate::state::settings::{Row, Settings};
use leptos::prelude::untrack;
use order_model::{Checked, Context, Draft, Instrument, Limits, check};
use order_session::Standing;
use std::rc::Rc;

impl App {
    /// What the rules say about the ticket as it is. Follows what they say: not every quote or tick of the clock changes that.
    #[inline(never)]
    pub(crate) fn checked(self) -> Rc<Checked> {
        let state = self.state();
        state.verdict.get_or_init(|| Derived::new(move || self.weigh())).get();
        state.check_once()
    }

    /// Asks the rules when anything they look at has changed.
    fn weigh(self) -> Rc<Checked> {
        self.follow_rules();
        self.state().check_once()
    }

    /// The same without following.
    #[inline(never)]
    pub(crate) fn checked_untracked(self) -> Rc<Checked> {
        untrack(|| self.checked())
    }

    /// Follows everything the rules look at, for who asks them about an order that is not the ticket's.
    #[inline(never)]
    pub(crate) fn follow_rules(self) {
        let _ = self.state().looked_at();
    }
}

impl State {
    /// The versions of everything the rules look at.
    fn looked_at(&self) -> [u32; 6] {
        [
            self.draft.version(),
            self.settings.version(),
            self.armed.version(),
            self.repeat_confirmed.version(),
            self.shown.version(),
            self.clock.version(),
        ]
    }

    /// The check of these versions: one, however often it is asked for.
    #[inline(never)]
    fn check_once(&self) -> Rc<Checked> {
        let versions = untrack(|| self.looked_at());
        if let Some((_, checked)) = self.checked.borrow().as_ref().filter(|(of, _)| *of == versions) {
            return Rc::clone(checked);
        }
        let checked = Rc::new(self.check_draft(&self.draft.with_untracked(Draft::as_shown)));
        *self.checked.borrow_mut() = Some((versions, Rc::clone(&checked)));
        checked
    }

    /// What the rules say about a draft, with the limits of its account and root.
    #[inline(never)]
    pub(crate) fn check_draft(&self, draft: &Draft) -> Checked {
        check(draft, &self.context(draft))
    }

    /// What the rules look at besides the draft.
    pub(super) fn context(&self, draft: &Draft) -> Context {
        let (environment, limits) = (self.route().environment(), self.settings.with_untracked(|s| limits_of(s, &self.given, draft)));
        let standing = Standing {
            environment,
            today: Some(today()),
            armed: self.armed.get_untracked(),
            // None, where it is not one that the venue lists.
            allowed_accounts: self.shown.with_untracked(|shown| (!shown.lists(&draft.account)).then(Vec::new)),
            limits,
            repeat_confirmed: self.repeat_confirmed.get_untracked(),
        };
        match self.shell() {
            Some(shell) => shell.context(&draft.account, &standing),
            None => standing.context(now()),
        }
    }
}

/// The limits that hold for a draft: the trader's, and the host's where they are stricter.
#[inline(never)]
pub(super) fn limits_of(settings: &Settings, given: &Given, draft: &Draft) -> Limits {
    let root = Instrument::parse(&draft.instrument, Some(today())).map(|i| i.root().to_owned()).unwrap_or_default();
    let mut limits = settings.limits.limits(&draft.account, &root);
    if let Some(most) = given.limits.get() {
        limits.tighten(most);
    }
    limits
}
