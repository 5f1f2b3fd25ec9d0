//! Positions and what can be done with them; the money of the account; the ways out of everything at once.

mod acts;
mod bracket;
mod money;
pub(crate) mod parts;
mod row;
mod turn;
mod wide;

pub(crate) use acts::act_lines;

use crate::state::{App, Live};
use crate::ui::dom::{View, focused, html, list, still, view_of};
use crosstrade::PositionRow;
use leptos::prelude::{LocalStorage, StoredValue};
use order_session::{Act, Ask, Event};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// What the piece itself is set to.
struct Board {
    /// Positions of every account the venue lists.
    all: Live<bool>,
    /// The position whose bracket is being typed.
    bracket: Live<Option<String>>,
}

/// The piece.
pub(crate) fn positions(app: App) -> View {
    let board = Rc::new(Board { all: Live::new(false), bracket: Live::new(None) });
    let whole = html(
        r#"<div _ class="board" tabindex="-1"><div _ class="board-top"></div><div _ class="board-rows"></div><div _ class="ways-out"></div></div>"#,
    );
    let home = whole.at();
    let element = home.element();
    home.child(act_lines(app, |act: &Act| act.what.order_id().is_none()));
    whole.at().child(money::money(app)).child(all_switch(app, &board));
    let (keys, length) = (Rc::clone(&board), Rc::clone(&board));
    let state = move || {
        let rows = keys_of(app, &length);
        (rows.as_ref().is_some_and(|rows| !rows.is_empty()), rows.is_some(), length.all.get())
    };
    let rows = move |(any, read, all): &(bool, bool, bool)| match (any, read, all) {
        (true, ..) => table(app, &keys, &element),
        (false, true, false) => {
            still(r#"<p class="empty">Flat. A position of this account appears here with its profit and the ways out of it.</p>"#)
        }
        (false, true, true) => {
            still(r#"<p class="empty">Flat on every account that was read. Positions appear here with their profit.</p>"#)
        }
        (false, false, _) => still(r#"<p class="empty">Not read yet. Positions appear here once the account has been read.</p>"#),
    };
    whole.at().child(view_of(state, rows));
    whole.at().child(wide::wide(app)).child(turn::flat_place(app));
    whole.view()
}

fn all_switch(app: App, board: &Rc<Board>) -> View {
    let board = Rc::clone(board);
    let switch = html(r#"<label class="tick"><input _ type="checkbox"><span>All accounts</span></label>"#);
    switch.at().on("change", move |event| {
        let on = event.target().is_some_and(|t| t.unchecked_into::<HtmlInputElement>().checked());
        if on {
            ask_all_books(app);
        }
        board.all.set(on);
    });
    switch.view()
}

/// The other accounts are read from now on, slower than the one on the ticket.
pub(crate) fn ask_all_books(app: App) {
    for account in app.state().shown.with_untracked(|s| s.accounts.clone()) {
        app.tell(Event::Ask(Ask::Book(account)));
    }
}

/// Between account and instrument in the key of a position. NT8 has no such sign in either.
const GAP: char = '\u{1f}';

/// The open positions by their keys; `None` before the account was read.
fn keys_of(app: App, board: &Board) -> Option<Vec<String>> {
    app.state().books.get();
    let own = app.account();
    let all = board.all.get();
    app.look(|s| {
        s.book(&own)?;
        let books = s.books().filter(|book| all || book.account.eq_ignore_ascii_case(&own));
        let mut keys = Vec::new();
        for book in books {
            keys.extend(book.positions.iter().filter(|p| p.net != 0).map(|p| [&book.account, &*GAP.to_string(), &p.instrument].concat()));
        }
        keys.sort();
        Some(keys)
    })
    .flatten()
}

fn table(app: App, board: &Rc<Board>, home: &Element) -> View {
    let (keys, own, home) = (Rc::clone(board), Rc::clone(board), home.clone());
    let whole = html(
        r#"<div _ class="grid" role="table" aria-labelledby="positions-name"><div class="grid-head" role="row"><span role="columnheader">Instrument</span><span role="columnheader">Position</span><span class="num" role="columnheader">Average</span><span class="num" role="columnheader">Market</span><span class="num" role="columnheader">Profit or loss</span><span role="columnheader"><span class="sr">What to do</span></span></div></div>"#,
    );
    let row = move |key: &str| {
        let (account, instrument) = key.split_once(GAP).unwrap_or((key, ""));
        let of = Of { app, account: Rc::from(account), instrument: Rc::from(instrument) };
        row::row(&of, &own, key, &home)
    };
    whole.at().child(list(move || keys_of(app, &keys).unwrap_or_default(), row));
    whole.view()
}

/// One position: looked up whenever it is looked at, so that nothing about it is old.
#[derive(Clone)]
struct Of {
    app: App,
    account: Rc<str>,
    instrument: Rc<str>,
}

impl Of {
    /// The position as last read. Follows the reads.
    fn position(&self) -> Option<PositionRow> {
        self.app.state().books.get();
        self.position_now()
    }

    fn position_now(&self) -> Option<PositionRow> {
        let find = |s: &order_session::Session| {
            let book = s.book(&self.account)?;
            book.positions.iter().find(|p| p.instrument.eq_ignore_ascii_case(&self.instrument)).cloned()
        };
        self.app.look(find).flatten()
    }

    fn net(&self) -> i64 {
        self.position().map_or(0, |p| p.net)
    }

    /// How many contracts are open.
    fn open(&self) -> u32 {
        u32::try_from(self.net().unsigned_abs()).unwrap_or(u32::MAX)
    }

    /// The act on this position that is on its way or has not come to its end. Follows the acts.
    fn busy(&self, means: impl Fn(&Act) -> bool) -> bool {
        self.app.state().acts.get();
        let here = |act: &&Act| {
            act.account.eq_ignore_ascii_case(&self.account)
                && act.what.order_id().is_none()
                && act.what.instrument().is_none_or(|own| own.eq_ignore_ascii_case(&self.instrument))
        };
        self.app.look(|s| s.acts().iter().filter(here).any(&means)).unwrap_or(false)
    }
}

/// Keeps the focus in the piece when a part that has it is taken away.
struct KeepFocus {
    part: Element,
    home: Element,
}

impl Drop for KeepFocus {
    fn drop(&mut self) {
        let focus = focused(&self.home);
        if focus.is_some_and(|focus| self.part.contains(Some(&focus))) {
            let _ = self.home.unchecked_ref::<HtmlElement>().focus();
        }
    }
}

/// For the part that is being made, until it ends.
pub(crate) fn keep_focus(part: Element, home: Element) {
    let _: StoredValue<KeepFocus, LocalStorage> = StoredValue::new_local(KeepFocus { part, home });
}
