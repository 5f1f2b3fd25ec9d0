//! The pieces of the page that come with its second part, and what stands in their place until then.

use crate::later;
use crate::state::{App, Arrival};
use crate::ui::connect::connect;
use crate::ui::dom::{View, html, nothing, view_of};
use crate::ui::help::help;
use crate::ui::icon;
use crate::ui::log::log;
use futures::FutureExt;

/// A piece of the second part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The panel "Connection and settings".
    Connect,
    /// The panel "Keys and states".
    Help,
    /// The log of the session.
    Log,
}

/// Makes a piece. Called by the second part only: everything it uses comes with it.
pub(crate) fn piece(app: App, which: Piece) -> View {
    match which {
        Piece::Connect => connect(app),
        Piece::Help => help(app),
        Piece::Log => log(app),
    }
}

/// A piece as soon as it can be made.
pub(crate) fn later_piece(app: App, which: Piece) -> View {
    view_of(
        move || app.state().desk.get(),
        move |arrival| match arrival {
            Arrival::Awaited => nothing(),
            // What has come is at hand: the call returns at once.
            Arrival::There => later::piece(app, which).now_or_never().and_then(Result::ok).unwrap_or_else(|| missing(app)),
            Arrival::Failed => missing(app),
        },
    )
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
