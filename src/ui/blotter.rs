//! Orders of all accounts as the venue lists them: find, change, cancel, replace.
//!
//! Follows the reads and the acts, and nothing that moves with the market: a quote costs it nothing.

mod edit;
mod editor;
mod filter;
mod grid;
mod look;
mod row;
mod window;

use crate::state::{App, Derived, Live};
use crate::ui::dom::{View, html};
use crate::ui::positions::act_lines;
use edit::Edit;
use order_session::{Act, ActPhase, Filter, Line, Listed, What};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use window::Window;

/// The piece's own state.
struct Blotter {
    app: App,
    listed: Live<Listed>,
    /// Account and instrument on the ticket: a thousand rows must not look again at every key that is typed there.
    ticket: Derived<(String, String)>,
    all_accounts: Live<bool>,
    one_instrument: Live<bool>,
    /// The row the keys are about, by its key.
    active: Live<Option<String>>,
    /// The order that is being changed, as typed so far. It outlives its row while that is scrolled away.
    edit: Live<Option<Edit>>,
    /// The rows that are made.
    window: Live<Window>,
    /// Height of a row, as last measured.
    row_px: Cell<i32>,
    /// The orders as last put together, and what they were put together from.
    lines: RefCell<Option<(Asked, Rc<Vec<Line>>)>>,
}

/// The version of the books and the filter that lines were put together from.
type Asked = (u64, Filter);

/// The piece.
pub(crate) fn blotter(app: App) -> View {
    let blotter = Rc::new(Blotter {
        app,
        listed: Live::new(Listed::Working),
        ticket: Derived::new(move || (app.account(), app.instrument())),
        all_accounts: Live::new(false),
        one_instrument: Live::new(false),
        active: Live::new(None),
        edit: Live::new(None),
        window: Live::new(Window::FIRST),
        row_px: Cell::new(0),
        lines: RefCell::new(None),
    });
    let section = html(
        r#"<section _ class="blotter" aria-labelledby="blotter-name"><header class="head"><h2 id="blotter-name">Orders at the venue</h2><span _ class="mute"></span></header></section>"#,
    );
    let whole = section.at();
    whole.child(filter::filter(&blotter)).child(act_lines(app, is_news)).child(grid::grid(&blotter));
    section.at().live_text(move || {
        let lines = blotter.lines();
        (!lines.is_empty()).then(|| lines.len().to_string())
    });
    section.view()
}

/// A cancel or change that went as it was meant shows in its row; everything else about one gets a line.
fn is_news(act: &Act) -> bool {
    let ours = matches!(act.what, What::Cancel { .. } | What::Change { .. });
    let as_meant = act.phase.is_in_flight()
        || match &act.report {
            Some(report) => report.reached && !matches!(act.phase, ActPhase::Refused { nothing_left: false, .. }),
            None => act.phase == ActPhase::Done,
        };
    ours && !as_meant
}

impl Blotter {
    /// The orders that the filters leave. Follows the reads and the filters.
    fn lines(&self) -> Rc<Vec<Line>> {
        let state = self.app.state();
        let books = state.books.get();
        let ticket = self.ticket.get();
        let (account, instrument) = (*ticket).clone();
        let account = Some(account).filter(|_| !self.all_accounts.get());
        let instrument = Some(instrument).filter(|_| self.one_instrument.get());
        let filter = Filter { listed: self.listed.get(), account, instrument };
        let asked = (books, filter);
        if let Some((_, lines)) = self.lines.borrow().as_ref().filter(|(of, _)| *of == asked) {
            return Rc::clone(lines);
        }
        let lines = Rc::new(self.app.look(|s| order_session::blotter(s.books(), &asked.1)).unwrap_or_default());
        *self.lines.borrow_mut() = Some((asked, Rc::clone(&lines)));
        lines
    }

    /// The line of a key with its place; `None` once the filters or the venue have taken it away.
    fn line(&self, key: &str) -> Option<(usize, Line)> {
        let lines = self.lines();
        lines.iter().enumerate().find(|(_, line)| is_key(line, key)).map(|(at, line)| (at, line.clone()))
    }

    /// Cancels an order that may still fill; nothing else.
    fn cancel(&self, key: &str) {
        if let Some((_, line)) = leptos::prelude::untrack(|| self.line(key)).filter(|(_, line)| !line.row.state.is_final()) {
            self.app.cancel(&line.account, &line.row.id);
        }
    }

    /// Opens the editor of an order that may still fill.
    fn change(&self, key: &str) {
        let Some((_, line)) = leptos::prelude::untrack(|| self.line(key)) else { return };
        // What was typed about this order already is kept.
        let open = self.edit.with_untracked(|edit| edit.as_ref().is_some_and(|edit| edit.key == key));
        if !open && !line.row.state.is_final() {
            self.edit.set(Edit::of(self.app, key, &line));
        }
    }

    fn is_open(&self, key: &str) -> bool {
        self.edit.with(|edit| edit.as_ref().is_some_and(|edit| edit.key == key))
    }
}

/// Between account and id in a key: ids are unique within an account only.
const GAP: char = '\u{1f}';

fn key_of(line: &Line) -> String {
    [line.account.as_str(), &line.row.id].join(&GAP.to_string())
}

fn is_key(line: &Line, key: &str) -> bool {
    key.strip_prefix(line.account.as_str()).and_then(|rest| rest.strip_prefix(GAP)).is_some_and(|id| id == line.row.id)
}
