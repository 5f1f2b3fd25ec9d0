//! The whole page: bar, market, ticket, orders, log, panels.

use crate::state::{App, Panel, apply_theme, follow, listen};
use crate::ui::banner::banner;
use crate::ui::bar::bar;
use crate::ui::dom::{View, all, html, nothing, view_of, when};
use crate::ui::form::ticket_form;
use crate::ui::piece::{Piece, later_piece};
use crate::ui::quote::quote_strip;
use order_model::Environment;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

/// The desk.
pub(crate) fn desk(app: App) -> View {
    let env = move || {
        let word = match app.state().shown.with(|s| s.environment) {
            Environment::Practice => "practice",
            Environment::Sim => "sim",
            Environment::Live => "live",
        };
        word.to_owned()
    };
    let themed = app.state();
    follow(Box::new(move || apply_theme(themed.settings.with(|s| s.theme), &themed.given)));
    listen("keydown", move |event| {
        let asks = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "?" && is_meant(app, event));
        if asks && app.state().panel.get_untracked().is_none() {
            event.prevent_default();
            app.show(Some(Panel::Keys));
        }
    });
    let session = html(
        r#"<div _ class="session" part="session"><section _ class="positions" aria-labelledby="positions-name"><header class="head"><h2 id="positions-name">Positions</h2></header></section><section _ class="own" aria-labelledby="orders-name"><header class="head"><h2 id="orders-name">Orders of this session</h2></header></section></div>"#,
    );
    let column = session.at();
    session.at().child(later_piece(app, Piece::Positions));
    session.at().child(later_piece(app, Piece::Own));
    column.child(later_piece(app, Piece::Blotter)).child(later_piece(app, Piece::Chart)).child(later_piece(app, Piece::Log));
    // The page around a guest has its own main part.
    let main = html(if app.state().given.guest {
        r#"<section _ class="desk" role="group" aria-label="Order ticket"></section>"#
    } else {
        r#"<main _ class="desk"></main>"#
    });
    let whole = main.at().live("data-env", env);
    let killed = when(
        move || app.state().killed.get(),
        move || {
            let place = html(r#"<div _ class="killed"></div>"#);
            place.at().child(later_piece(app, Piece::Kill));
            place.view()
        },
    );
    whole.child(bar(app)).child(quote_strip(app)).child(banner(app)).child(killed).child(ticket_form(app)).child(session.view());
    let over = view_of(
        move || app.state().panel.get(),
        move |panel| match panel {
            Some(Panel::Connect) => later_piece(app, Piece::Connect),
            Some(Panel::Help) => later_piece(app, Piece::Help),
            Some(Panel::Limits) => later_piece(app, Piece::Limits),
            Some(Panel::Keys) => later_piece(app, Piece::Keys),
            Some(Panel::History) => later_piece(app, Piece::History),
            Some(Panel::Groups) => later_piece(app, Piece::Groups),
            None => nothing(),
        },
    );
    let asked = move || app.state().question.with(Option::is_some);
    all(vec![main.view(), over, when(asked, move || later_piece(app, Piece::Question))])
}

/// A question mark typed into a field belongs to the field; one typed beside a guest belongs to its host.
fn is_meant(app: App, event: &KeyboardEvent) -> bool {
    let given = &app.state().given;
    let target = event.composed_path().get(0);
    let typing = target.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() != "radio");
    !typing && (!given.guest || target.dyn_ref().is_some_and(|node| given.home.contains(Some(node))))
}
