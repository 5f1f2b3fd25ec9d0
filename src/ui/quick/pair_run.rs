//! Carrying out a pair: the buy first, the sell only after the buy is known to be taken. Each is an attempt of its own with
//! the same OCO id; what is not known of the first is a reason not to send the second.

use super::pair::Pair;
use crate::state::{App, now};
use crate::task;
use crate::ui::icon::{self, Icon};
use gloo_timers::future::TimeoutFuture;
use order_model::{Millis, Order, Straddle};
use order_session::{AttemptId, Phase};
use std::rc::Rc;

/// How often it is looked whether the first side was taken.
const LOOK_MS: u32 = 25;
/// How long the second side waits for what holds every order back for a moment: a spent budget, a read.
const PATIENCE_MS: Millis = 3_000;

/// How far a pair is.
#[derive(Clone, PartialEq)]
pub(super) enum Stand {
    /// There is none.
    None,
    /// Nothing was sent.
    Stopped(String),
    /// The first is on its way.
    First,
    /// The first was not taken; the second was not sent.
    Neither(String),
    /// It is not known whether the first was taken; the second was not sent.
    Doubt(String),
    /// The first was taken and the second is on its way.
    Second,
    /// The first stands alone.
    Alone { why: String, account: String, order_id: Option<String> },
    /// The first was taken and of the second it is not known.
    HalfDoubt(String),
    /// Both were taken.
    Both(String),
}

impl Stand {
    pub(super) const fn is_under_way(&self) -> bool {
        matches!(self, Stand::First | Stand::Second)
    }

    /// Tone, icon and words; nothing to say about no pair.
    pub(super) fn words(&self) -> Option<(&'static str, Icon, String)> {
        Some(match self {
            Stand::None => return None,
            Stand::Stopped(why) => ("tone-block", icon::BLOCK, format!("The pair was not sent: {why}")),
            Stand::First => ("tone-quiet", icon::SENDING, "Pair: the buy is on its way.".to_owned()),
            Stand::Neither(why) => ("tone-block", icon::REFUSED, format!("The buy was not taken: {why} The sell was not sent.")),
            Stand::Doubt(why) => {
                let words = format!("It is not known whether the buy exists: {why} The sell was not sent. See the orders of this session.");
                ("tone-unknown", icon::UNKNOWN, words)
            }
            Stand::Second => ("tone-quiet", icon::SENDING, "Pair: the buy was taken, the sell is on its way.".to_owned()),
            Stand::Alone { why, .. } => ("tone-warn", icon::WARN, format!("Only the buy was taken. The sell does not exist: {why}")),
            Stand::HalfDoubt(why) => {
                let words = format!("The buy was taken. It is not known whether the sell exists: {why} See the orders of this session.");
                ("tone-unknown", icon::UNKNOWN, words)
            }
            Stand::Both(oco_id) => ("tone-ok", icon::ACKNOWLEDGED, format!("Both sides were taken, OCO {oco_id}.")),
        })
    }
}

/// What became of one side.
enum Taken {
    Yes,
    /// It has ended or begun to fill: there is nothing left for another side to be tied to.
    Over(&'static str),
    No(String),
    Unknown(String),
}

/// Sends the pair, each side at most once.
pub(super) fn start(app: App, pair: Rc<Pair>, drafts: Straddle, [first, second]: [Order; 2]) {
    if pair.stand.with_untracked(Stand::is_under_way) {
        return;
    }
    pair.renew();
    pair.stand.set(Stand::First);
    let id = app.send_beside(first);
    task::start(async move {
        let end = carry_on(app, &pair, &drafts, second, id).await;
        if app.is_mounted() {
            pair.stand.set(end);
        }
    });
}

async fn carry_on(app: App, pair: &Pair, drafts: &Straddle, second: Order, first: AttemptId) -> Stand {
    match taken(app, &first).await {
        Taken::Yes => {}
        Taken::No(why) => return Stand::Neither(why),
        Taken::Unknown(why) => return Stand::Doubt(why),
        Taken::Over(how) => return alone(app, drafts, &first, format!("the buy {how} before it could be sent.")),
    }
    pair.stand.set(Stand::Second);
    let began = now();
    let order = loop {
        let judged = app.judge(&drafts.sell);
        // What holds back every order passes; what the rules say of this one does not.
        if app.held().is_none() || now().saturating_sub(began) > PATIENCE_MS {
            break judged;
        }
        TimeoutFuture::new(LOOK_MS).await;
        if !app.is_mounted() {
            return Stand::None;
        }
    };
    let id = match order {
        Ok(order) if order == second => app.send_beside(order),
        Ok(_) => return alone(app, drafts, &first, "it is not the order that was asked about.".to_owned()),
        Err(why) => return alone(app, drafts, &first, why),
    };
    match taken(app, &id).await {
        Taken::Yes | Taken::Over(_) => Stand::Both(drafts.buy.oco_id.clone()),
        Taken::No(why) => alone(app, drafts, &first, why),
        Taken::Unknown(why) => Stand::HalfDoubt(why),
    }
}

fn alone(app: App, drafts: &Straddle, first: &AttemptId, why: String) -> Stand {
    let works = matches!(app.phase_of(first), Some(Phase::Acknowledged | Phase::Working | Phase::PartFilled));
    let order_id = app.order_id_of(first).filter(|_| works);
    Stand::Alone { why, account: drafts.buy.account.clone(), order_id }
}

/// Waits until it is known of a side whether it was taken, or known that it is not known.
async fn taken(app: App, id: &AttemptId) -> Taken {
    loop {
        if !app.is_mounted() {
            return Taken::Unknown("the ticket was taken off the page.".to_owned());
        }
        match app.phase_of(id) {
            // Sent while another order was on its way, or the session it belonged to has ended.
            None => return Taken::No("there is no such order in this session.".to_owned()),
            Some(Phase::Journaling | Phase::Sending) => {}
            Some(Phase::Acknowledged | Phase::Working) => return Taken::Yes,
            Some(Phase::PartFilled) => return Taken::Over("began to fill"),
            Some(Phase::Filled) => return Taken::Over("was filled"),
            Some(Phase::Cancelled) => return Taken::Over("was cancelled"),
            Some(Phase::Rejected | Phase::LateRejected) => return Taken::No("it was rejected.".to_owned()),
            Some(Phase::NotSent(why) | Phase::Refused(why)) => return Taken::No(sentence(&why)),
            Some(Phase::Unknown { why, .. }) => return Taken::Unknown(sentence(&why)),
            Some(Phase::DeclaredNotPlaced) => return Taken::Unknown("you have said that it was not placed.".to_owned()),
        }
        TimeoutFuture::new(LOOK_MS).await;
    }
}

fn sentence(why: &str) -> String {
    if why.ends_with('.') { why.to_owned() } else { format!("{why}.") }
}
