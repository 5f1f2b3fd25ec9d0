//! The six buttons. Their words follow the quote once a frame; what a click sends is the order that the button said.

use crate::state::{App, Derived, Live};
use crate::ui::confirm::send_label;
use crate::ui::dom::{View, all, html, nothing, view_of};
use crate::ui::format::{grouped, signed};
use crate::ui::icon;
use order_model::{Action, Draft, Order, Preview, QuickDraft, QuickPrice, check, quick_all};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::MouseEvent;

/// One button as it is now.
#[derive(Clone, PartialEq)]
struct Offer {
    /// `Buy 1`
    what: String,
    /// `@ bid 6 012.25`
    at: String,
    draft: Option<Draft>,
    /// Why it cannot be pressed.
    why: Option<String>,
}

/// All six, worked out once for all that shows them.
type Offers = Derived<Vec<Offer>>;

/// What the trader is told below the buttons.
type Said = Rc<Live<Option<String>>>;

/// The buttons, and a line that says why one could not be pressed.
pub(super) fn six(app: App) -> View {
    let offers = Offers::new(move || {
        let state = app.state();
        app.follow_rules();
        state.stage.version();
        state.killed.version();
        state.barred.version();
        state.group.version();
        compute(app)
    });
    let said = Rc::new(Live::new(None));
    let buttons = (0..6).map(|index| button(app, index, offers.clone(), Rc::clone(&said)));
    let whole = html(r#"<div _ class="six" role="group" aria-label="Quick orders"></div><div _ role="status"></div>"#);
    whole.at().child(all(buttons.collect()));
    let words = Rc::clone(&said);
    whole.at().child(view_of(move || words.get(), |said| said.as_deref().map_or_else(nothing, stopped)));
    whole.view()
}

/// Why nothing was done.
pub(super) fn stopped(why: &str) -> View {
    let note = html(r#"<p _ class="note tone-block"><span _><b class="sr">Not sent: </b></span></p>"#);
    note.at().prepend(icon::icon(icon::BLOCK));
    note.at().text(why);
    note.view()
}

fn button(app: App, index: usize, offers: Offers, said: Said) -> View {
    let offer = move || offers.get().get(index).cloned();
    let offer = Rc::new(offer);
    let read = |of: fn(Offer) -> Option<String>| {
        let offer = Rc::clone(&offer);
        move || offer().and_then(of)
    };
    let whole = html(r#"<button _ class="button quick-order" type="button"><b _></b> <span _></span></button>"#);
    // The order that the button says, for the click: a quote that comes between the two changes nothing.
    let labelled: Rc<RefCell<Option<Draft>>> = Rc::default();
    let (own, kept) = (Rc::clone(&offer), Rc::clone(&labelled));
    let at = move || {
        let now = own();
        now.map(|offer| {
            *kept.borrow_mut() = offer.draft;
            offer.at
        })
    };
    let tag = whole.at().attr("data-side", if index < 3 { "buy" } else { "sell" });
    let tag = tag.live("aria-disabled", read(|offer| offer.why.map(|_| "true".to_owned()))).live("title", read(|offer| offer.why));
    let clicked = Rc::clone(&offer);
    tag.on("click", move |event| {
        // The second half of a double click is not a second order.
        if event.unchecked_ref::<MouseEvent>().detail() > 1 {
            return;
        }
        let draft = labelled.borrow().clone();
        said.set(match (draft, clicked().and_then(|offer| offer.why)) {
            (_, Some(why)) => Some(why),
            (Some(draft), None) => send(app, &draft, Rc::clone(&said)).err(),
            (None, None) => None,
        });
    });
    whole.at().live_text(read(|offer| Some(offer.what)));
    whole.at().live_text(at);
    whole.view()
}

fn compute(app: App) -> Vec<Offer> {
    let state = app.state();
    let draft = state.draft.get_untracked();
    let held = app.held();
    let context = app.context_of(&draft);
    let tick = app.spec().map(|spec| spec.tick_size);
    let six = state.shown.with_untracked(|shown| quick_all(&draft, shown.quote.as_ref(), tick));
    let places = [Action::Buy, Action::Sell].into_iter().flat_map(|action| QuickPrice::ALL.iter().map(move |at| (action, *at)));
    let offer = |(quick, (action, at)): (Option<QuickDraft>, (Action, QuickPrice))| {
        let Some(quick) = quick else {
            let what = [action.as_str(), " ", draft.quantity.trim()].concat();
            return Offer { what, at: format!("@ {} –", at.as_str()), draft: None, why: Some(format!("There is no {}.", at.as_str())) };
        };
        let blocks = || {
            let checked = check(&quick.draft, &context);
            checked.blocking().next().map(|finding| finding.message())
        };
        let (what, place) = quick.label.split_once(" @ ").unwrap_or((&quick.label, ""));
        let place = match place.split_once(' ') {
            Some((word, price)) => format!("@ {word} {}", grouped(price)),
            None => format!("@ {place}"),
        };
        Offer { what: what.to_owned(), at: place, why: held.clone().or_else(blocks), draft: Some(quick.draft) }
    };
    six.into_iter().zip(places).map(offer).collect()
}

/// The same by a key: the order as the ticket and the quote are at this moment.
pub(crate) fn press(app: App, action: Action, at: QuickPrice) {
    let state = app.state();
    let tick = app.spec().map(|spec| spec.tick_size);
    let draft = state.draft.get_untracked();
    let quick = state.shown.with_untracked(|shown| order_model::quick(&draft, action, at, shown.quote.as_ref(), tick));
    let Some(quick) = quick else { return };
    let said: Said = Rc::new(Live::new(None));
    if let Err(why) = send(app, &quick.draft, said) {
        // There is no button to say it at: a question with nothing to say yes to would be worse than a line of its own.
        app.ask(format!("{} was not sent", quick.label), vec![why], "Close", Box::new(|_| ()));
    }
}

/// Asks, or sends at once where the trader has chosen that.
fn send(app: App, draft: &Draft, said: Said) -> Result<(), String> {
    let order = app.judge(draft)?;
    app.remember_strategy(draft);
    if !app.state().settings.with_untracked(|s| s.confirm) {
        app.send_beside(order);
        return Ok(());
    }
    let lines = question_lines(app, draft, std::slice::from_ref(&order));
    let verb = send_label(app.state().shown.with_untracked(|s| s.environment));
    let (title, draft) = (format!("Quick order on {}", app.hide(order.account().as_str())), draft.clone());
    let then = move |app: App| {
        // The world may have moved since the question: the rules run once more, on the same order.
        said.set(match app.judge(&draft) {
            Ok(now) if now == order => {
                app.send_beside(now);
                None
            }
            Ok(_) => Some("The order is not the one that was asked about.".to_owned()),
            Err(why) => Some(why),
        });
    };
    app.ask(title, lines, verb, Box::new(then));
    Ok(())
}

/// Orders in words, and where they go.
pub(crate) fn question_lines(app: App, draft: &Draft, orders: &[Order]) -> Vec<String> {
    let mut lines: Vec<String> = orders.iter().map(ToString::to_string).collect();
    let context = app.context_of(draft);
    lines.push(format!("Goes to: {}", leptos::prelude::untrack(|| app.destination())));
    lines.push(format!("Account: {}", app.hide(&draft.account)));
    for (name, text) in [("OCO", draft.oco_id.trim()), ("ATM", draft.strategy.trim())] {
        if !text.is_empty() {
            lines.push(format!("{name}: {text}"));
        }
    }
    if orders.len() == 1 {
        let checked = check(draft, &context);
        lines.extend(checked.preview.as_ref().map(position));
        lines.extend(checked.findings.iter().map(|finding| format!("Warning: {}", finding.message())));
    }
    lines
}

fn position(preview: &Preview) -> String {
    match (preview.position_before, preview.position_after) {
        (Some(before), Some(after)) => format!("Position: {} → {}", signed(before), signed(after)),
        _ => "Position: unknown".to_owned(),
    }
}
