//! The quick buttons: their labels, their drafts, and that those are orders like any other.

use crate::desk::{Desk, codes, p, quote};
use order_model::{Draft, Field, Price, QuickDraft, Quote, check, quick_all};

fn labels(draft: &Draft, quote: Option<&Quote>, tick: Option<Price>) -> [Option<String>; 6] {
    quick_all(draft, quote, tick).map(|quick| quick.map(|quick| quick.label))
}

#[test]
fn six_buttons_say_the_order() {
    let desk = Desk::clean();
    let es = quote("ES 12-26", "6012.50", "6012.75", "6012.75");
    let shown = labels(&desk.draft, Some(&es), Some(p("0.25")));
    let expected =
        ["Buy 1 @ market", "Buy 1 @ bid 6012.50", "Buy 1 @ ask 6012.75", "Sell 1 @ market", "Sell 1 @ bid 6012.50", "Sell 1 @ ask 6012.75"];
    assert_eq!(shown.each_ref().map(Option::as_deref), expected.map(Some));
    let shown = labels(&desk.draft, Some(&es), None);
    assert_eq!(shown[1].as_deref(), Some("Buy 1 @ bid 6012.5"), "without a tick the shortest text");
    let draft = Draft { quantity: "  ".into(), ..desk.draft.clone() };
    assert_eq!(labels(&draft, None, None)[0].as_deref(), Some("Buy @ market"));
    let draft = Draft { quantity: " 25 ".into(), ..desk.draft };
    assert_eq!(labels(&draft, None, None)[3].as_deref(), Some("Sell 25 @ market"));
}

#[test]
fn a_price_that_is_not_known_has_no_button() {
    let draft = Desk::clean().draft;
    let there = |quote: Option<&Quote>| quick_all(&draft, quote, None).map(|quick| quick.is_some());
    let mut es = quote("ES 12-26", "6012.25", "", "6012.25");
    assert_eq!(there(None), [true, false, false, true, false, false]);
    assert_eq!(there(Some(&es)), [true, true, false, true, true, false], "the last trade is neither bid nor ask");
    (es.bid, es.ask) = (Some(Price::ZERO), Some(p("6012.50")));
    assert_eq!(there(Some(&es)), [true, false, true, true, false, true], "zero is how the API writes none");
}

#[test]
fn every_quick_draft_is_the_ticket_with_its_side_and_price_and_passes_check() {
    let mut desk = Desk::clean();
    desk.stop_limit("Sell", "6000", "5999").set(Field::Strategy, "Scalp").set(Field::OcoId, "oco-1").quantity("3");
    let mut says = Vec::new();
    for QuickDraft { action, draft, .. } in quick_all(&desk.draft, desk.context.quote("ES 12-26"), Some(p("0.25"))).into_iter().flatten() {
        let checked = check(&draft, &desk.context);
        says.push(checked.order.map(|order| order.to_string()).unwrap_or_default());
        let back = Draft {
            action: "Sell".into(),
            order_type: "Stop limit".into(),
            limit_price: "5999".into(),
            stop_price: "6000".into(),
            ..draft
        };
        assert_eq!(back, desk.draft, "{action}: all else as typed");
    }
    let expected = [
        "Buy 3 ES 12-26 · MARKET · DAY",
        "Buy 3 ES 12-26 · LIMIT 6012.25 · DAY",
        "Buy 3 ES 12-26 · LIMIT 6012.50 · DAY",
        "Sell 3 ES 12-26 · MARKET · DAY",
        "Sell 3 ES 12-26 · LIMIT 6012.25 · DAY",
        "Sell 3 ES 12-26 · LIMIT 6012.50 · DAY",
    ];
    assert_eq!(says, expected);
}

#[test]
fn a_quick_draft_is_blocked_like_any_other() {
    let mut desk = Desk::clean();
    desk.quantity("11");
    for quick in quick_all(&desk.draft, desk.context.quote("ES 12-26"), None).into_iter().flatten() {
        let checked = check(&quick.draft, &desk.context);
        assert!(codes(&checked.findings).contains(&"quantity.over_limit"), "{}", quick.label);
        assert_eq!(checked.order, None);
    }
}
