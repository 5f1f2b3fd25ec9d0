//! A two-sided entry: a buy and a sell around the market in one OCO group, of which the first to fill cancels the other.
//! Shows both in words with everything the rules say about them; carrying it out is in `pair_run`.

use super::pair_run::{Stand, start};
use super::six::question_lines;
use crate::state::{App, Live, fresh_id};
use crate::ui::confirm::send_label;
use crate::ui::dom::{Tag, View, all, html, nothing, view_of};
use crate::ui::icon;
use order_model::{Action, Checked, Label, Order, Price, Severity, Straddle, StraddleDraft, StraddleKind, check, straddle};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, MouseEvent};

/// How far from the market the prices are put by the button that fills them, before the trader types another distance.
const USUAL_TICKS: &str = "8";

/// The pair as typed, and how far the last one is.
pub(super) struct Pair {
    kind: Live<StraddleKind>,
    ticks: Live<String>,
    buy: Live<String>,
    sell: Live<String>,
    /// Fresh for each pair: a used one is refused for good.
    oco_id: Live<String>,
    pub(super) stand: Live<Stand>,
}

/// What is said about the pair as typed.
#[derive(PartialEq)]
struct Said {
    /// Each side in words, as far as it can be read.
    sides: [Option<String>; 2],
    /// What is wrong or to be known, and whether it stops the pair.
    lines: Vec<(bool, String)>,
    can: bool,
}

impl Pair {
    pub(super) fn new() -> Pair {
        Pair {
            kind: Live::new(StraddleKind::Breakout),
            ticks: Live::new(USUAL_TICKS.to_owned()),
            buy: Live::new(String::new()),
            sell: Live::new(String::new()),
            oco_id: Live::new(fresh_oco()),
            stand: Live::new(Stand::None),
        }
    }

    /// The next pair is another group.
    pub(super) fn renew(&self) {
        self.oco_id.set(fresh_oco());
    }

    /// The two drafts as things are now. Follows nothing but what was typed.
    fn drafts(&self, app: App) -> Option<Straddle> {
        let order = app.state().draft.get_untracked();
        let context = app.context_of(&order);
        let draft = StraddleDraft { order, kind: self.kind.get(), buy_price: self.buy.get(), sell_price: self.sell.get() };
        Some(straddle(&draft, &Label::parse(&self.oco_id.get()).ok()?, &context))
    }

    fn said(&self, app: App) -> Said {
        let state = app.state();
        // What the rules look at.
        let _ = (state.draft.version(), state.settings.version(), state.shown.version(), state.clock.version());
        let _ = state.group.version();
        let Some(pair) = self.drafts(app) else { return Said { sides: [None, None], lines: Vec::new(), can: false } };
        let mut lines: Vec<(bool, String)> = pair.findings.iter().map(|f| (true, f.message())).collect();
        let mut said = Said { sides: [None, None], lines: Vec::new(), can: true };
        for (place, draft) in said.sides.iter_mut().zip([&pair.buy, &pair.sell]) {
            let Checked { findings, summary, .. } = check(draft, &app.context_of(draft));
            *place = summary;
            for finding in &findings {
                let line = (finding.severity() == Severity::Block, format!("{}: {}", draft.action, finding.message()));
                lines.push(line);
            }
        }
        let empty = self.buy.with(|b| b.trim().is_empty()) && self.sell.with(|s| s.trim().is_empty());
        said.can = !empty && lines.iter().all(|(blocks, _)| !blocks) && !self.stand.with(Stand::is_under_way);
        said.lines = if empty { Vec::new() } else { lines };
        said
    }

    /// Both orders as things are now, or why there are none.
    pub(super) fn orders(&self, app: App) -> Result<(Straddle, [Order; 2]), String> {
        let pair = leptos::prelude::untrack(|| self.drafts(app)).ok_or_else(|| "There is no OCO id.".to_owned())?;
        if let Some(finding) = pair.findings.first() {
            return Err(finding.message());
        }
        let orders = [app.judge(&pair.buy)?, app.judge(&pair.sell)?];
        Ok((pair, orders))
    }
}

fn fresh_oco() -> String {
    let id: String = fresh_id().chars().take(12).collect();
    format!("oco-{id}")
}

/// The form of a pair.
pub(super) fn view(app: App, pair: &Rc<Pair>) -> View {
    let form = html(
        r#"<div class="tool-fields"><fieldset class="field"><legend>Enter with</legend><div class="seg"><label><input _ type="radio" name="pair-kind">Stops</label><label><input _ type="radio" name="pair-kind">Limits</label></div></fieldset><div class="field"><label for="pair-ticks">Ticks away</label><input _ class="input num" id="pair-ticks" type="text" inputmode="numeric" autocomplete="off"><button _ class="button" type="button">Fill both prices</button></div><div class="field"><label for="pair-buy">Buy at</label><input _ class="input num" id="pair-buy" type="text" inputmode="decimal" autocomplete="off" aria-describedby="pair-says"><span _ class="ghost"></span></div><div class="field"><label for="pair-sell">Sell at</label><input _ class="input num" id="pair-sell" type="text" inputmode="decimal" autocomplete="off" aria-describedby="pair-says"><span _ class="ghost"></span></div><div _ class="pair-says" id="pair-says"></div><button _ class="button pair-send" type="button"></button></div>"#,
    );
    let kind = pair.kind.get_untracked();
    let own = || Rc::clone(pair);
    for this in [StraddleKind::Breakout, StraddleKind::Fade] {
        let at = own();
        form.at().flag("checked", kind == this).on("change", move |_| at.kind.set(this));
    }
    let (typed, filled) = (own(), own());
    form.at().value(&pair.ticks.get_untracked()).typed("input", move |text| typed.ticks.set(text));
    form.at().click(move || fill(app, &filled));
    let sides: [(Slot, StraddleKind); 2] = [(buy, StraddleKind::Breakout), (sell, StraddleKind::Fade)];
    for (of, above) in sides {
        let (shown, typed, at) = (own(), own(), own());
        let input = form.at().live_value(move || of(&shown).get()).typed("input", move |text| of(&typed).set(text));
        steps_by_keys(app, input, pair, of);
        form.at().live_text(move || if at.kind.get() == above { "above the market" } else { "below the market" }.to_owned());
    }
    let (said, can, words, sent) = (own(), own(), own(), own());
    form.at().child(view_of(move || said.said(app), says));
    let button = form.at().live("aria-disabled", move || (!can.said(app).can).then(|| "true".to_owned()));
    let button = button.on("click", move |event| {
        if event.unchecked_ref::<MouseEvent>().detail() <= 1 && leptos::prelude::untrack(|| sent.said(app).can) {
            intend(app, &sent);
        }
    });
    button.live_text(move || {
        let asks = app.state().settings.with(|s| s.confirm);
        let quantity = app.state().draft.with(|d| d.quantity.trim().to_owned());
        let verb = if asks { "Review pair" } else { "Send pair" };
        let _ = words.oco_id.version();
        format!("{verb}: Buy {quantity} and Sell {quantity}")
    });
    form.view()
}

/// One of the two prices.
type Slot = fn(&Pair) -> &Live<String>;

fn buy(pair: &Pair) -> &Live<String> {
    &pair.buy
}

fn sell(pair: &Pair) -> &Live<String> {
    &pair.sell
}

/// Both prices that many ticks from what each side would meet: the trader's own click.
fn fill(app: App, pair: &Pair) {
    let Some(tick) = app.spec().map(|spec| spec.tick_size) else { return };
    let Ok(away) = pair.ticks.with_untracked(|text| text.trim().parse::<u32>()) else { return };
    let above = pair.kind.get_untracked() == StraddleKind::Breakout;
    for (slot, action, up) in [(&pair.buy, Action::Buy, above), (&pair.sell, Action::Sell, !above)] {
        let market = app.state().shown.with_untracked(|s| s.quote.as_ref().and_then(|quote| quote.facing(action)));
        let steps = if up { i64::from(away) } else { -i64::from(away) };
        if let Some(price) = market.and_then(|market| market.step(tick, steps)) {
            slot.set(price.at_tick(tick));
        }
    }
}

fn says(said: &Said) -> View {
    if said.lines.is_empty() && !said.can {
        let hint = html(
            r#"<p class="mute">Two orders in one group with a fresh OCO id: the first to fill cancels the other. Account, quantity, time in force and ATM strategy are the ticket’s.</p>"#,
        );
        return hint.view();
    }
    let sides = said.sides.iter().zip([(icon::UP, "buy"), (icon::DOWN, "sell")]).map(|(words, (mark, side))| {
        let line = html(r#"<p _ class="what"><b _></b></p>"#);
        line.at().attr("data-side", side).prepend(icon::icon(mark));
        line.at().text(words.as_deref().unwrap_or("not complete"));
        line.view()
    });
    let lines = said.lines.iter().map(|(blocks, text)| {
        let (class, mark) = if *blocks { ("note tone-block", icon::BLOCK) } else { ("note tone-warn", icon::WARN) };
        let note = html(r#"<p _><span _></span></p>"#);
        note.at().attr("class", class).prepend(icon::icon(mark));
        note.at().text(text);
        note.view()
    });
    all(sides.chain(lines).collect())
}

/// Asks, or sends at once where the trader has chosen that.
fn intend(app: App, pair: &Rc<Pair>) {
    let (drafts, orders) = match pair.orders(app) {
        Ok(found) => found,
        Err(why) => return pair.stand.set(Stand::Stopped(why)),
    };
    app.remember_strategy(&drafts.buy);
    if !app.state().settings.with_untracked(|s| s.confirm) {
        return start(app, Rc::clone(pair), drafts, orders);
    }
    let lines = question_lines(app, &drafts.buy, &orders);
    let verb = send_label(app.state().shown.with_untracked(|s| s.environment));
    let (own, title) = (Rc::clone(pair), format!("OCO pair on {}", app.hide(&drafts.buy.account)));
    let then = move |app: App| match own.orders(app) {
        Ok((drafts, now)) if now == orders => start(app, Rc::clone(&own), drafts, now),
        Ok(_) => own.stand.set(Stand::Stopped("The pair is not the one that was asked about.".to_owned())),
        Err(why) => own.stand.set(Stand::Stopped(why)),
    };
    app.ask(title, lines, verb, Box::new(then));
}

/// How far the last pair is: stays when the form is closed.
pub(super) fn progress(app: App, pair: &Rc<Pair>) -> View {
    let own = Rc::clone(pair);
    let line = html(r#"<div _ role="status"></div>"#);
    line.at().child(view_of(move || own.stand.get(), move |stand| stood(app, stand)));
    line.view()
}

fn stood(app: App, stand: &Stand) -> View {
    let Some((tone, mark, words)) = stand.words() else { return nothing() };
    let line = html(r#"<p _><span _></span></p>"#);
    let whole = line.at().attr("class", &["note ", tone].concat()).prepend(icon::icon(mark));
    line.at().text(&words);
    if let Stand::Alone { account, order_id: Some(order_id), .. } = stand {
        let (account, order_id) = (account.clone(), order_id.clone());
        let button = html(r#"<button _ class="button" type="button">Cancel the side that works</button>"#);
        button.at().click(move || app.cancel(&account, &order_id));
        whole.child(button.view());
    }
    line.view()
}

/// Up and down step a price that is typed here, as they do on the ticket.
pub(super) fn steps_by_keys<T: 'static>(app: App, input: Tag, typed: &Rc<T>, of: impl Fn(&T) -> &Live<String> + 'static) {
    let typed = Rc::clone(typed);
    input.on("keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let steps = match key.key().as_str() {
            "ArrowUp" => 1,
            "ArrowDown" => -1,
            "PageUp" => 10,
            "PageDown" => -10,
            _ => return,
        };
        if key.alt_key() || key.ctrl_key() || key.meta_key() {
            return;
        }
        event.prevent_default();
        let slot = of(&typed);
        if let Some(text) = stepped(app, &slot.get_untracked(), steps) {
            slot.set(text);
        }
    });
}

/// A price that many ticks on.
fn stepped(app: App, text: &str, steps: i64) -> Option<String> {
    let tick = app.spec()?.tick_size;
    Some(Price::parse(text.trim()).ok()?.step(tick, steps)?.at_tick(tick))
}
