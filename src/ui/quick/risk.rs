//! Size by risk: how many contracts lose no more than an amount between the ticket's price and a stop. The number goes into
//! Quantity by the trader's own click.

use super::Typed;
use super::pair::steps_by_keys;
use crate::state::{App, Live};
use crate::ui::dom::{View, all, html, view_of};
use crate::ui::format::{amount, price};
use crate::ui::icon;
use order_model::{Action, Currency, Draft, Field, Finding, Money, OrderType, Price, RiskBasis, RiskMeasure, Sizing, SizingDraft, sizing};
use order_session::Ask;
use std::rc::Rc;

/// The form as typed.
pub(super) struct Risk {
    risk: Live<String>,
    percent: Live<bool>,
    stop: Live<String>,
}

impl Default for Risk {
    fn default() -> Risk {
        Risk { risk: Live::new(String::new()), percent: Live::new(false), stop: Live::new(String::new()) }
    }
}

/// Where the order on the ticket would fill, and the words for it.
fn entry(app: App) -> (Option<Price>, &'static str) {
    let state = app.state();
    let draft = state.draft.with(Draft::as_shown);
    let text = |field: Field| Price::parse(draft.text(field).trim()).ok();
    match OrderType::parse(&draft.order_type) {
        Ok(order_type) if order_type.takes_limit() => (text(Field::LimitPrice), "the ticket’s limit"),
        Ok(order_type) if order_type.takes_stop() => (text(Field::StopPrice), "the ticket’s stop"),
        _ => {
            let action = Action::parse(&draft.action).unwrap_or(Action::Buy);
            (state.shown.with(|s| s.quote.as_ref().and_then(|quote| quote.facing(action))), "the market")
        }
    }
}

/// What is said: a size, or why there is none.
#[derive(PartialEq)]
struct Found {
    sizing: Option<Sizing>,
    findings: Vec<Finding>,
}

fn found(app: App, risk: &Risk) -> Option<Found> {
    let spec = app.spec()?;
    app.state().beside.get();
    let account = app.account();
    // The currency of the cash is not on the wire: accounts of this API are kept in dollars.
    let cash = app.look(|s| s.desk().money(&account).and_then(|told| told.detail.cash)).flatten();
    let basis = RiskBasis {
        entry: entry(app).0,
        stop: risk.stop.with(|stop| Price::parse(stop.trim()).ok()),
        spec,
        cash: cash.map(|cash| Money::exact(cash, Currency::Usd)),
    };
    let risk_in = if risk.percent.get() { RiskMeasure::Percent } else { RiskMeasure::Currency };
    let checked = sizing(&SizingDraft { risk: risk.risk.get(), risk_in }, &basis);
    Some(Found { sizing: checked.sizing, findings: checked.findings })
}

/// The form.
pub(super) fn view(app: App, typed: &Rc<Typed>, of: fn(&Typed) -> &Risk) -> View {
    let form = html(
        r#"<div _ class="tool-fields"><div class="field"><label for="risk">Risk</label><input _ class="input num" id="risk" type="text" inputmode="decimal" autocomplete="off" aria-describedby="risk-says"><div class="seg" role="group" aria-label="Risk in"><label><input _ type="radio" name="risk-in">Money</label><label><input _ type="radio" name="risk-in">% of cash</label></div></div><div class="field"><label for="risk-stop">Stop-loss at</label><input _ class="input num" id="risk-stop" type="text" inputmode="decimal" autocomplete="off" aria-describedby="risk-says"><span _ class="ghost"></span></div><div _ id="risk-says" role="status"></div></div>"#,
    );
    form.at();
    let own = |at: &Rc<Typed>| Rc::clone(at);
    let (a, b, c, d, f, g) = (own(typed), own(typed), own(typed), own(typed), own(typed), own(typed));
    form.at().value(&of(typed).risk.get_untracked()).typed("input", move |text| of(&a).risk.set(text));
    let percent = of(typed).percent.get_untracked();
    let money = move || {
        let account = app.state().draft.with_untracked(|draft| draft.account.clone());
        app.tell(order_session::Event::Ask(Ask::Money(account)));
    };
    money();
    form.at().flag("checked", !percent).on("change", move |_| of(&b).percent.set(false));
    form.at().flag("checked", percent).on("change", move |_| {
        money();
        of(&c).percent.set(true);
    });
    let stop = form.at().live_value(move || of(&g).stop.get()).typed("input", move |text| of(&d).stop.set(text));
    steps_by_keys(app, stop, typed, move |typed| &of(typed).stop);
    form.at().live_text(move || {
        let (at, words) = entry(app);
        at.map_or_else(|| format!("entry: {words}, unknown"), |at| format!("entry {}, {words}", price(at, app.spec())))
    });
    let unknown = || says("The tick of this contract is not known.");
    let said = view_of(move || found(app, of(&f)), move |found| found.as_ref().map_or_else(unknown, |found| result(app, found)));
    form.at().child(said);
    form.view()
}

fn says(words: &str) -> View {
    let line = html(r#"<p _ class="mute"></p>"#);
    line.at().text(words);
    line.view()
}

fn result(app: App, found: &Found) -> View {
    let Some(sizing) = found.sizing else {
        let lines = found.findings.iter().map(|finding| {
            let note = html(r#"<p _ class="note tone-warn"><span _></span></p>"#);
            note.at().prepend(icon::icon(icon::INFO));
            note.at().text(&finding.message());
            note.view()
        });
        return all(lines.collect());
    };
    let contracts = sizing.contracts.to_string();
    let whole =
        html(r#"<div class="size"><p><b _></b> <span _ class="mute"></span></p><button _ class="button" type="button"></button></div>"#);
    let unit = if sizing.contracts.get() == 1 { "contract" } else { "contracts" };
    whole.at().text(&[&contracts, " ", unit].concat());
    let currency = sizing.risk.currency().as_str();
    let (all_of_it, each) = (amount(sizing.risk), amount(sizing.per_contract));
    let lost = move || format!("risk {} {currency}, {} each", app.hide_money(all_of_it.clone()), app.hide_money(each.clone()));
    whole.at().live_text(lost);
    whole.at().text(&format!("Quantity {contracts}")).click(move || app.edit(Field::Quantity, contracts.clone()));
    whole.view()
}
