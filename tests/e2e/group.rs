//! One ticket for several accounts: exactly as many contracts as the ratios say, each account for itself.

use crate::access::{bring_axe, look, nothing};
use crate::desk::{Desk, Way};
use crate::kill::say;
use crate::wait::until;
use crate::ways::{by, run};
use serde_json::json;

const ENTER: &str = "\u{e007}";

#[test]
fn two_to_one_puts_exactly_that_many_contracts_on_two_accounts() {
    by(&Way::GATEWAY, async |desk: Desk| {
        on_ticket(&desk, "2", "1").await;
        desk.choose("Type", "Market").await;
        legs_say(&desk, "Sim102 × 1 = Buy 1").await;
        desk.ready().await;
        assert!(desk.label().await.ends_with(" · Pair"), "{}", desk.label().await);
        desk.press_main().await;
        desk.waits("asked", "return find('button', 'Send 2 orders') !== null").await;
        let asked = desk.text("return norm(scope().textContent)").await;
        assert!(asked.contains("Sim101: Buy 2 ") && asked.contains("Sim102: Buy 1 "), "{asked}");
        desk.venue.stays_at(0).await;
        say(&desk, "Send 2 orders").await;
        desk.venue.takes(2).await;
        until("filled", async || (desk.venue.net("Sim101"), desk.venue.net("Sim102")) == (2, 1)).await;
        for at in [0, 1] {
            desk.row(at, "filled").await;
        }
        last_says(&desk, "Sim101 Filled").await;
        last_says(&desk, "Sim102 Filled").await;
        // The same again within the window is a question on both, not another set.
        legs_say(&desk, "The same order was sent").await;
        desk.waits("nothing to send", "return main().getAttribute('aria-disabled') === 'true' && form().textContent.includes('No account of the group can send this now')").await;
        desk.press_main().await;
        desk.venue.stays_at(2).await;
        desk.was_quiet().await;
    });
}

#[test]
fn a_double_click_sends_one_set() {
    by(&Way::GATEWAY, async |desk: Desk| {
        on_ticket(&desk, "1", "1").await;
        desk.fill("Limit", "6000.00").await;
        legs_say(&desk, "Sim102 × 1 = Buy 1").await;
        desk.ready().await;
        desk.press_main().await;
        desk.waits("asked", "return find('button', 'Send 2 orders') !== null").await;
        // Two clicks in one go, until one counts.
        let twice = "const e = find('button', 'Send 2 orders'); e?.click(); e?.click(); return find('button', 'Send 2 orders') === null";
        until("it is answered", async || desk.is(twice).await).await;
        desk.venue.takes(2).await;
        desk.venue.stays_at(2).await;
        assert_eq!(desk.rows().await.len(), 2);
    });
}

#[test]
fn one_account_refused_the_other_works_and_both_are_said() {
    by(&Way::GATEWAY, async |desk: Desk| {
        on_ticket(&desk, "1", "1").await;
        desk.fill("Limit", "6000.00").await;
        legs_say(&desk, "Sim102 × 1 = Buy 1").await;
        desk.ready().await;
        desk.venue.faults(&["place:refuse-coded:next1"]);
        desk.press_main().await;
        say(&desk, "Send 2 orders").await;
        desk.venue.takes(1).await;
        last_says(&desk, "Refused").await;
        last_says(&desk, "Working").await;
        desk.venue.stays_at(1).await;
        assert_eq!(desk.venue.working(), 1);
        // It stays, whatever becomes of the group.
        desk.click("One account again").await;
        last_says(&desk, "Refused").await;
        desk.click("Put away").await;
        desk.waits("gone", "return !form().textContent.includes('Sent to Pair')").await;
    });
}

#[test]
fn what_does_not_come_out_whole_is_named_and_only_the_others_go_when_that_is_said() {
    by(&Way::GATEWAY, async |desk: Desk| {
        on_ticket(&desk, "1", "0.5").await;
        desk.fill("Limit", "6000.00").await;
        legs_say(&desk, "1 × 0.5 is not a whole number of contracts.").await;
        desk.ready().await;
        desk.press_main().await;
        desk.waits("asked", "return find('button', 'Send the others (1)') !== null").await;
        let asked = desk.text("return norm(scope().textContent)").await;
        assert!(asked.contains("Sim102: not sent. 1 × 0.5 is not a whole number of contracts."), "{asked}");
        desk.click("Back").await;
        desk.venue.stays_at(0).await;
        desk.press_main().await;
        say(&desk, "Send the others (1)").await;
        desk.venue.takes(1).await;
        last_says(&desk, "Sim102 Not sent").await;
        assert_eq!(desk.venue.orders()[0].account, "Sim101");
        // Two halves are one.
        desk.fill("Quantity", "2").await;
        legs_say(&desk, "Sim102 × 0.5 = Buy 1").await;
    });
}

#[test]
fn a_budget_that_ends_after_the_question_sends_nothing_of_the_set_and_every_account_says_so() {
    by(&[Way::GatewayRest], async |desk: Desk| {
        on_ticket(&desk, "1", "1").await;
        desk.fill("Limit", "6000.00").await;
        legs_say(&desk, "Sim102 × 1 = Buy 1").await;
        desk.ready().await;
        desk.press_main().await;
        desk.waits("asked", "return find('button', 'Send 2 orders') !== null").await;
        // Another tool of the same user has spent the requests: the next read is told so. An answer that comes too soon after
        // the question is not counted, so this goes on until one is.
        let yes = "if (document.getElementById('budget').value < 4) find('button', 'Send 2 orders')?.click(); \
             return find('button', 'Send 2 orders') === null";
        until("the budget is spent, and the answer given", async || {
            desk.venue.faults(&["read:status-429:next1"]);
            desk.is(yes).await
        })
        .await;
        desk.venue.faults(&[]);
        // With none left or with too few: each account says so in its own row.
        let said = "const rows = [...form().querySelectorAll('[role=status] li')].map((e) => norm([...e.children].map((c) => c.textContent).join(' '))); \
             return ['Sim101', 'Sim102'].every((account) => rows.some((row) => row.startsWith(`${account} Not sent`) && /request budget is spent|too few for 2 orders at once/.test(row)))";
        desk.waits("each says that it was not sent, and why", said).await;
        assert!(desk.rows().await.is_empty(), "no attempt was made");
        // Not queued: nothing follows when there are requests again.
        desk.waits("requests again", "return document.getElementById('budget').value >= 12").await;
        desk.venue.stays_at(0).await;
        desk.ready().await;
        desk.press_main().await;
        say(&desk, "Send 2 orders").await;
        desk.venue.takes(2).await;
        // Not quiet: the browser itself notes the refused read on the console.
        desk.venue.stays_at(2).await;
    });
}

#[test]
fn a_group_by_keys_alone_and_without_a_barrier() {
    run(async {
        let mut found = Vec::new();
        let desk = Desk::open(Way::GatewaySocket).await;
        bring_axe(&desk).await;
        desk.js("find('button', 'Group…').focus()", vec![]).await;
        desk.press(ENTER).await;
        desk.waits("the panel", "return find('button', 'New group') !== null").await;
        desk.js("find('button', 'New group').focus()", vec![]).await;
        desk.press(ENTER).await;
        desk.waits("the form has the focus", "return name(document.activeElement) === 'Name of the group'").await;
        // Without a name: said, and nothing saved.
        desk.press(ENTER).await;
        desk.waits("said", "return all('alert').some((e) => e.textContent.includes('Give the group a name.'))").await;
        look(&desk, "group form", &mut found).await;
        desk.press("Pair").await;
        desk.press(ENTER).await;
        desk.waits("saved", "return find('button', 'Put on the ticket: Pair') !== null").await;
        desk.js("find('button', 'Put on the ticket: Pair').focus()", vec![]).await;
        desk.press(ENTER).await;
        desk.waits("on the ticket", "return find('button', 'Take off the ticket: Pair') !== null").await;
        look(&desk, "groups", &mut found).await;
        desk.press("\u{e00c}").await;
        desk.waits("closed", "return document.querySelector('dialog') === null").await;
        desk.fill("Limit", "6000.00").await;
        legs_say(&desk, "Sim102 × 1 = Buy 1").await;
        look(&desk, "group on the ticket", &mut found).await;
        desk.ready().await;
        desk.js("main().focus()", vec![]).await;
        desk.press(ENTER).await;
        desk.waits("asked", "return document.activeElement.textContent === 'Back'").await;
        desk.press("\u{e004}").await;
        until("Enter counts as the answer", async || {
            if desk.is("return find('button', 'Send 2 orders') !== null").await {
                desk.press(ENTER).await;
            }
            desk.venue.placed() == 2
        })
        .await;
        last_says(&desk, "Sim102 Working").await;
        look(&desk, "group sent", &mut found).await;
        nothing(&found);
        // A change of account ends the group.
        desk.js("const s = document.getElementById('account'); s.value = 'Sim102'; s.dispatchEvent(new Event('change'))", vec![]).await;
        desk.waits("one account", "return find('button', 'Group…') !== null && !main().textContent.includes('Pair')").await;
        desk.was_quiet().await;
    });
}

/// A group "Pair" of Sim101 and Sim102, on the ticket.
async fn on_ticket(desk: &Desk, first: &str, second: &str) {
    desk.click("Group…").await;
    desk.click("New group").await;
    desk.fill("Name of the group", "Pair").await;
    desk.fill("Ratio 1", first).await;
    desk.fill("Ratio 2", second).await;
    desk.click("Save the group").await;
    desk.click("Put on the ticket: Pair").await;
    desk.click("Done").await;
    desk.waits("closed", "return document.querySelector('dialog') === null").await;
}

async fn legs_say(desk: &Desk, text: &str) {
    let script = format!("return norm([...form().querySelectorAll('li')].map((e) => e.innerText).join(' | ')).includes({})", json!(text));
    desk.waits(text, &script).await;
}

async fn last_says(desk: &Desk, text: &str) {
    let script = format!(
        "return [...form().querySelectorAll('[role=status] li')].some((e) => norm([...e.children].map((c) => c.textContent).join(' ')).includes({}))",
        json!(text)
    );
    desk.waits(text, &script).await;
}
