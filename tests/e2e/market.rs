//! The market beside the ticket: the session's countdown, the last price for a field, the chart.

use crate::access::{bring_axe, look, nothing};
use crate::desk::{Desk, Way};
use crate::keys::tab_to;
use crate::lost::ready_with_limit;
use crate::venue::QUOTE;
use crate::ways::by;

/// What the picture says.
const PICTURE: &str = "const picture = () => norm(document.querySelector('svg[role=img]')?.getAttribute('aria-label'));";

#[test]
fn the_session_counts_down() {
    by(&Way::ALL, async |desk: Desk| {
        desk.waits("a countdown", "return /^open · \\d+:\\d\\d:\\d\\d left$/.test(cell('Session'))").await;
        let before = desk.text("return cell('Session')").await;
        desk.waits("it goes on", &format!("return cell('Session') !== {before:?} && cell('Session').endsWith('left')")).await;
        desk.was_quiet().await;
    });
}

#[test]
fn a_price_is_filled_with_the_last_one() {
    by(&Way::GATEWAY, async |desk: Desk| {
        desk.click("Limit at last").await;
        let [_, _, last] = QUOTE;
        desk.waits("filled in", &format!("return find('textbox', 'Limit').value === {last:?}")).await;
    });
}

#[test]
fn the_chart_draws_the_price_the_working_order_and_the_fill() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        assert!(desk.is("return document.querySelector('svg[role=img]') === null").await, "closed, it draws nothing");
        tab_to(&desk, "Chart one-minute bars, your orders and fills").await;
        desk.press("\u{e007}").await;
        desk.waits("the picture", &format!("{PICTURE} return picture().includes('last 6012.25')")).await;
        assert!(!desk.is(&format!("{PICTURE} return picture().includes('Working')")).await);
        desk.fill("Limit", "6010.00").await;
        desk.place().await;
        desk.row(0, "working").await;
        desk.waits("the order", &format!("{PICTURE} return picture().includes('Working: Buy 1 LIMIT 6010.00.')")).await;
        let drawn = "return norm(document.querySelector('.chart-picture .own.buy text')?.textContent) === 'Buy 1 LIMIT 6010.00'";
        desk.waits("its line", drawn).await;
        desk.choose("Type", "Market").await;
        desk.place().await;
        desk.row(0, "filled").await;
        desk.waits("the fill", &format!("{PICTURE} return picture().includes('Fill: Buy 1 at 6012.50.')")).await;
        assert!(desk.is("return document.querySelector('.chart-picture .fill.buy') !== null").await);
        desk.click("Cancel").await;
        desk.waits("no order any more", &format!("{PICTURE} return !picture().includes('Working')")).await;
        if desk.way == Way::GatewaySocket {
            let mut found = Vec::new();
            bring_axe(&desk).await;
            look(&desk, "chart", &mut found).await;
            nothing(&found);
        }
        desk.was_quiet().await;
    });
}
