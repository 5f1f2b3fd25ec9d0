//! An order arrives exactly as it was previewed: by every way, both sides, all kinds, Day and GTC, OCO and ATM.

use crate::desk::{Desk, Way};
use crate::venue::{front, price};
use crate::wait::until;
use crate::ways::by;
use crosstrade::OrderState;

/// An order to fill in. Prices are ticks away from the market, in the direction in which the order waits.
struct Wanted {
    side: &'static str,
    kind: &'static str,
    quantity: u32,
    tif: &'static str,
    oco: &'static str,
    atm: &'static str,
}

const fn plain(side: &'static str, kind: &'static str, quantity: u32, tif: &'static str) -> Wanted {
    Wanted { side, kind, quantity, tif, oco: "", atm: "" }
}

/// Every pair of side, kind and time in force, and the two options.
const ORDERS: [Wanted; 10] = [
    plain("Buy", "Limit", 1, "Day"),
    plain("Sell", "Limit", 2, "GTC"),
    plain("Buy", "Stop", 1, "GTC"),
    plain("Sell", "Stop", 3, "Day"),
    plain("Buy", "Stop limit", 2, "Day"),
    plain("Sell", "Stop limit", 1, "GTC"),
    plain("Sell", "Market", 1, "GTC"),
    plain("Buy", "Market", 2, "Day"),
    Wanted { oco: "oco-e2e-1", ..plain("Buy", "Limit", 3, "GTC") },
    Wanted { atm: "Scalp 8-12", ..plain("Buy", "Market", 1, "Day") },
];

#[test]
fn every_kind_of_order_arrives_as_the_button_and_the_question_said_it() {
    by(&Way::ALL, async |desk: Desk| {
        for wanted in &ORDERS {
            let prices = fill_in(&desk, wanted).await;
            let said = wanted.words(&prices);
            desk.ready().await;
            assert_eq!(desk.label().await, said);
            desk.press_main().await;
            desk.waits("the question", "return question() !== null").await;
            let question = desk.text("return norm(question().textContent)").await;
            for part in [said.as_str(), "Sim101", wanted.oco, wanted.atm] {
                assert!(question.contains(part), "{part:?} in {question}");
            }
            let before = desk.rows().await.len();
            desk.say_yes().await;
            let market = wanted.kind == "Market";
            let row = desk.row(0, if market { "filled" } else { "working" }).await;
            assert_eq!(desk.rows().await.len(), before + 1);
            row_says(&row.text, wanted, &prices);
            if desk.way != Way::Practice {
                arrived(&desk, &row.id, wanted, &prices).await;
            }
        }
        if desk.way != Way::Practice {
            assert_eq!(desk.venue.placed(), 10, "as many orders as clicks");
            let legs = desk.venue.orders().into_iter().filter(|row| row.name != "Entry" && row.strategy.is_some());
            assert_eq!(legs.count(), 2, "the strategy's stop and target");
        }
        desk.was_quiet().await;
    });
}

/// Fills the ticket and gives its stop and limit price.
async fn fill_in(desk: &Desk, wanted: &Wanted) -> (Option<String>, Option<String>) {
    desk.choose("Side", wanted.side).await;
    desk.choose("Type", wanted.kind).await;
    desk.fill("Quantity", &wanted.quantity.to_string()).await;
    desk.choose("In force", wanted.tif).await;
    if !desk.is("return find('textbox', 'OCO id') !== null").await {
        let script = "return all('button').find((e) => norm(e.textContent).startsWith('OCO · ATM')) ?? null";
        desk.click_on("OCO · ATM".to_owned(), script, vec![]).await;
    }
    desk.fill("OCO id", wanted.oco).await;
    desk.fill("ATM strategy", wanted.atm).await;
    let (stop, limit) = wanted.prices(&desk.quote("Bid").await, &desk.quote("Ask").await);
    for (label, text) in [("Stop", &stop), ("Limit", &limit)] {
        if let Some(text) = text {
            desk.fill(label, text).await;
        }
    }
    (stop, limit)
}

impl Wanted {
    /// Stop and limit price, ten points from the market, the limit of a stop one point beyond its stop.
    fn prices(&self, bid: &str, ask: &str) -> (Option<String>, Option<String>) {
        let tick = price("0.25");
        let away = |from: &str, ticks: i64| price(from).step(tick, ticks).map(|p| p.at_tick(tick));
        let buy = self.side == "Buy";
        match (self.kind, buy) {
            ("Limit", true) => (None, away(bid, -40)),
            ("Limit", false) => (None, away(ask, 40)),
            ("Stop", true) => (away(ask, 40), None),
            ("Stop", false) => (away(bid, -40), None),
            ("Stop limit", true) => (away(ask, 40), away(ask, 44)),
            ("Stop limit", false) => (away(bid, -40), away(bid, -44)),
            _ => (None, None),
        }
    }

    /// The order in the words of the button.
    fn words(&self, (stop, limit): &(Option<String>, Option<String>)) -> String {
        let kind = match (stop, limit) {
            (None, None) => "MARKET".to_owned(),
            (None, Some(limit)) => format!("LIMIT {limit}"),
            (Some(stop), None) => format!("STOP {stop}"),
            (Some(stop), Some(limit)) => format!("STOP {stop} LIMIT {limit}"),
        };
        format!("{} {} {} · {kind} · {}", self.side, self.quantity, front(), self.tif.to_uppercase())
    }
}

#[track_caller]
fn row_says(text: &str, wanted: &Wanted, (stop, limit): &(Option<String>, Option<String>)) {
    let what = format!("{} {} {}", wanted.side, wanted.quantity, front());
    // The short column says Day as the form does.
    for part in [Some(&what), stop.as_ref(), limit.as_ref(), Some(&wanted.tif.to_owned())].into_iter().flatten() {
        assert!(text.contains(part.as_str()), "{part:?} in the row {text:?}");
    }
}

/// What the exchange holds is what was clicked, field by field.
async fn arrived(desk: &Desk, id: &str, wanted: &Wanted, (stop, limit): &(Option<String>, Option<String>)) {
    let state = match wanted.kind {
        "Market" => OrderState::Filled,
        "Limit" => OrderState::Working,
        _ => OrderState::Accepted,
    };
    until(&format!("{id} is {state:?}"), async || desk.venue.order(id).state == state).await;
    let row = desk.venue.order(id);
    let kind = match wanted.kind {
        "Stop" => "StopMarket",
        "Stop limit" => "StopLimit",
        word => word,
    };
    assert_eq!((row.account.as_str(), row.instrument.as_str()), ("Sim101", front().as_str()));
    assert_eq!((row.action.as_str(), row.order_type.as_str(), row.quantity), (wanted.side, kind, wanted.quantity));
    assert_eq!(row.time_in_force.to_ascii_uppercase(), wanted.tif.to_ascii_uppercase());
    assert_eq!((row.stop, row.limit), (stop.as_deref().map(price), limit.as_deref().map(price)));
    assert_eq!(row.oco_id.as_deref().unwrap_or_default(), wanted.oco);
    if wanted.atm.is_empty() {
        assert_eq!(row.strategy, None);
    } else {
        assert_eq!(row.strategy.as_deref(), Some(wanted.atm));
    }
    assert_eq!(row.filled, if wanted.kind == "Market" { wanted.quantity } else { 0 });
}
