//! Clickjacking: a page that may frame the ticket hides, shrinks or presses it. What the trader does not see he does not send.
//!
//! That something lies over the ticket, or makes it see-through, only Chromium tells (docs/frame.md). WebKit is held to all the
//! rest, and the first test fails once it can tell this too.

use crate::browser::Kind;
use crate::framed::Framed;
use crate::ways::by_browser;
use serde_json::json;

/// What a page does to hide the ticket, how it takes that back, and what the ticket says.
type Trick = (&'static str, &'static str, &'static str);

/// Lays a bait over the middle of the frame; clicks go through it to what lies below.
const BAIT: Trick = (
    "const bait = document.createElement('div'); bait.id = 'bait'; bait.textContent = 'You have won'; \
     bait.style.cssText = 'position:absolute;left:0;top:300px;width:420px;height:500px;background:#fff;pointer-events:none'; document.body.append(bait)",
    "bait.remove()",
    "covers",
);

/// Only a strip of it shows, with its button.
const STRIP: Trick = (
    "Object.assign(place().style, { height: '130px', overflow: 'hidden' }); frame().style.marginTop = '-750px'",
    "place().style.cssText = frame().style.cssText = ''",
    "pixels in view",
);

/// What only a browser sees that knows what lies over what.
const COVERS: [Trick; 5] = [
    BAIT,
    ("frame().style.opacity = '0'", "frame().style.opacity = ''", "covers"),
    ("frame().style.filter = 'invert(1)'", "frame().style.filter = ''", "covers"),
    ("frame().style.transform = 'scale(.5)'", "frame().style.transform = ''", "covers"),
    ("frame().style.visibility = 'hidden'", "frame().style.visibility = ''", "covers"),
];

/// What every browser sees.
const CLIPS: [Trick; 6] = [
    ("place().style.display = 'none'", "place().style.display = ''", "in view"),
    STRIP,
    ("Object.assign(place().style, { height: '200px', overflow: 'hidden' })", "place().style.cssText = ''", "pixels in view"),
    ("place().style.marginLeft = '-200px'", "place().style.marginLeft = ''", "pixels in view"),
    // Where no driver can scroll it into view for its click.
    ("Object.assign(place().style, { position: 'fixed', top: '700px' })", "place().style.cssText = ''", "pixels in view"),
    ("Object.assign(place().style, { position: 'fixed', top: '2000px' })", "place().style.cssText = ''", "not in view"),
];

const PLACES: &str = "window.frame = () => document.querySelector('iframe'); window.place = () => frame().parentElement";

#[test]
fn a_ticket_that_the_trader_does_not_see_sends_nothing_and_opens_again_by_itself() {
    by_browser(async |kind: Kind| {
        let framed = Framed::listed(kind).await;
        framed.show().await;
        framed.around(PLACES, vec![]).await;
        framed.prefill_market(1).await;
        let tells = "return new IntersectionObserver(() => {}, { trackVisibility: true, delay: 100 }).trackVisibility === true";
        let tells = framed.around(tells, vec![]).await == json!(true);
        assert_eq!(tells, kind == Kind::Chromium, "{kind:?} tells of what covers the ticket: {tells}");
        let covers = if tells { COVERS.as_slice() } else { &[] };
        for (trick, back, says) in CLIPS.iter().chain(covers) {
            framed.around(trick, vec![]).await;
            framed.is_stopped(says).await;
            framed.inside_says(trick, "return main().getAttribute('aria-disabled') === 'true'").await;
            framed.click("return main()").await;
            assert_eq!(framed.inside("return question()").await, json!(null), "{trick}");
            framed.venue.stays_at(0).await;
            framed.around(back, vec![]).await;
            // Not the moment it shows: who clicks there then has meant something else.
            let settles = "const states = told.filter((m) => m.type === 'state').map((m) => m.detail.stopped); \
                 return states.at(-1) === null && states.at(-2)?.includes('has just come into view') === true";
            framed.around_says(trick, settles).await;
        }
        // Hidden once the question stands there: its answer does not go out either.
        if !tells {
            // What docs/frame.md says of such a browser: it is not told of these.
            for (trick, back, _) in COVERS {
                framed.around(trick, vec![]).await;
                framed.venue.stays_at(0).await;
                assert_eq!(framed.stopped().await, "", "{trick}");
                framed.around(back, vec![]).await;
            }
        }
        let (trick, back, says) = if tells { BAIT } else { STRIP };
        framed.click("return main()").await;
        framed.inside_says("the ticket asks", "return question() !== null").await;
        framed.around(trick, vec![]).await;
        framed.is_stopped(says).await;
        let yes = "return [...(question()?.querySelectorAll('button') ?? [])].find((e) => name(e).startsWith('Send')) ?? main()";
        // One that comes too soon does not count, so there are several.
        for _ in 0..5 {
            framed.click(yes).await;
            framed.venue.stays_at(0).await;
        }
        framed.inside_says("it says why", &format!("return described(main()).includes('{says}')")).await;
        framed.around(back, vec![]).await;
        framed.is_open().await;
        framed.send().await;
        framed.venue.takes(1).await;
    });
}

#[test]
fn a_frame_that_is_too_small_is_barred_until_it_grows() {
    by_browser(async |kind: Kind| {
        let framed = Framed::listed(kind).await;
        framed.show().await;
        framed.prefill_market(1).await;
        for (width, height) in [(270, 880), (420, 300), (1, 1)] {
            let size = "Object.assign(document.querySelector('iframe').style, { width: arguments[0] + 'px', height: arguments[1] + 'px' })";
            framed.around(size, vec![json!(width), json!(height)]).await;
            framed.is_stopped("280 × 320 pixels").await;
            framed.venue.stays_at(0).await;
            framed.around(size, vec![json!(420), json!(880)]).await;
            framed.is_open().await;
        }
        framed.send().await;
        framed.venue.takes(1).await;
    });
}

/// A dialog of the ticket's own lies over it and is no stranger's.
#[test]
fn a_dialog_of_its_own_does_not_bar_it() {
    by_browser(async |kind: Kind| {
        let framed = Framed::listed(kind).await;
        framed.show().await;
        framed.around("told.length = 0", vec![]).await;
        framed.click("return find('button', 'Connection and settings')").await;
        framed.inside_says("the settings are open", "return document.querySelector('dialog:modal') !== null").await;
        framed.venue.stays_at(0).await;
        framed.click("return find('button', 'Close')").await;
        framed.inside_says("the settings are closed", "return document.querySelector('dialog') === null").await;
        framed.venue.stays_at(0).await;
        assert_eq!(framed.around("return told.filter((m) => m.type === 'state')", vec![]).await, json!([]));
    });
}

/// A script in the frame, as one smuggled in would be, is not the trader.
#[test]
fn what_a_script_presses_in_the_frame_is_nobodys_word() {
    by_browser(async |kind: Kind| {
        let framed = Framed::listed(kind).await;
        framed.show().await;
        framed.prefill_market(1).await;
        for press in [
            "main().click()",
            "main().dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }))",
            "form().requestSubmit()",
            "form().dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))",
            "main().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }))",
        ] {
            framed.inside(press).await;
            assert_eq!(framed.inside("return question()").await, json!(null), "{press}");
        }
        framed.venue.stays_at(0).await;
        framed.send().await;
        framed.venue.takes(1).await;
    });
}
