//! Whether the second part of the page has come: panels and lists that the first order does not need.

use crate::later::{self, Desk, NotLoaded};
use crate::state::App;
use crate::state::page::present;
use crate::state::seat::shells;
use crate::task;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::document;
use order_session::Event;

/// How long the first part has the network for itself.
const HEAD_START_MS: u32 = 400;

/// How far the second part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// On its way, or about to be asked for.
    Awaited,
    /// There.
    There,
    /// It could not be fetched; the trader may ask again.
    Failed,
}

impl App {
    /// Fetches the second part once the first has settled.
    pub(crate) fn fetch_desk_soon(self) {
        task::start(async move {
            TimeoutFuture::new(HEAD_START_MS).await;
            self.fetch_desk();
        });
    }

    /// Fetches the second part now. Harmless while it is on its way.
    pub(crate) fn fetch_desk(self) {
        if self.is_mounted() && self.state().desk.get_untracked() != Arrival::There {
            self.state().desk.set(Arrival::Awaited);
            link_style_sheet();
            task::start(async move {
                let arrival = match later::desk().await {
                    Ok(desk) => {
                        bring(desk);
                        Arrival::There
                    }
                    Err(NotLoaded) => Arrival::Failed,
                };
                if self.is_mounted() {
                    self.state().desk.set(arrival);
                }
            });
        }
    }
}

/// What it acts with goes to the sessions that there are, before anything can be asked of them by it; those to come get it when they open.
fn bring(desk: Desk) {
    if let Some(page) = present() {
        page.second.set(Some(desk));
    }
    for shell in shells() {
        shell.tell(Event::Bring(desk.acts));
    }
}

/// The style sheet of the second part; the tag that started the page knows its name. Until it is there the second part is
/// not shown.
fn link_style_sheet() {
    let tag = document().query_selector("script[data-desk]").ok().flatten();
    let Some((tag, name)) = tag.and_then(|tag| Some((tag.clone(), tag.get_attribute("data-desk")?))) else { return };
    if let (Ok(link), Some(head)) = (document().create_element("link"), document().head()) {
        let _ = link.set_attribute("rel", "stylesheet");
        let _ = link.set_attribute("href", &name);
        let _ = head.append_child(&link);
        // Once is enough.
        let _ = tag.remove_attribute("data-desk");
    }
}
