//! The pieces of the page that come with its second part, and what stands in their place until then.

use crate::state::{App, Arrival};
use crate::ui::blotter::blotter;
use crate::ui::chart::chart;
use crate::ui::connect::connect;
use crate::ui::dom::{View, html, nothing, view_of};
use crate::ui::group::{groups, legs};
use crate::ui::help::help;
use crate::ui::history::history;
use crate::ui::icon;
use crate::ui::keys::keys;
use crate::ui::limits;
use crate::ui::log::log;
use crate::ui::orders::orders;
use crate::ui::positions::positions;
use crate::ui::question::question;
use crate::ui::quick::quick;

/// A piece of the second part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The panel "Connection and settings".
    Connect,
    /// The panel "Keys and states".
    Help,
    /// The log of the session.
    Log,
    /// Positions and what can be done with them, the account's money.
    Positions,
    /// The orders of this session with their states.
    Own,
    /// Orders of all accounts, as the venue lists them.
    Blotter,
    /// A question before something wide or dangerous is done.
    Question,
    /// Quick orders, presets and templates on the ticket.
    Quick,
    /// The price of the session with the trader's own orders and fills on it.
    Chart,
    /// The panel with limits by account and root, the kill switch, and settings as a file.
    Limits,
    /// The panel with the keys and what they do.
    Keys,
    /// The panel with the chained history and its export.
    History,
    /// The panel with groups of accounts.
    Groups,
    /// Every account's order while a group is on the ticket, and what became of the last set.
    Legs,
    /// Over the ticket while the kill switch is on.
    Kill,
}

/// Makes a piece. Called by the second part only: everything it uses comes with it.
pub(crate) fn piece(app: App, which: Piece) -> View {
    match which {
        Piece::Connect => connect(app),
        Piece::Help => help(app),
        Piece::Log => log(app),
        Piece::Positions => positions(app),
        Piece::Own => orders(app),
        Piece::Blotter => blotter(app),
        Piece::Question => question(app),
        Piece::Quick => quick(app),
        Piece::Chart => chart(app),
        Piece::Limits => limits::limits(app),
        Piece::Keys => keys(app),
        Piece::History => history(app),
        Piece::Groups => groups(app),
        Piece::Legs => legs(app),
        Piece::Kill => limits::banner(app),
    }
}

/// A piece as soon as it can be made.
pub(crate) fn later_piece(app: App, which: Piece) -> View {
    let place = html(r#"<div _ class="place"></div>"#);
    let content = view_of(
        move || app.state().desk.get(),
        move |arrival| match arrival {
            Arrival::Awaited => nothing(),
            Arrival::There => app.state().second.get().map_or_else(|| missing(app), |desk| (desk.piece)(app, which)),
            Arrival::Failed => missing(app),
        },
    );
    place.at().child(content);
    place.view()
}

/// Nothing of an order is in the second part, so the ticket goes on without it.
fn missing(app: App) -> View {
    let note = html(
        r#"<p _ class="note tone-warn" role="alert"><span>A part of this page did not load. The ticket works without it.</span><button _ class="button" type="button">Load it now</button></p>"#,
    );
    note.at().prepend(icon::icon(icon::WARN));
    note.at().click(move || app.fetch_desk());
    note.view()
}
