//! The element and the page around it leave each other alone: looks, themes, widths, keys, title, policy.

use crate::access::{RUN_AXE, axe_source, nothing};
use crate::browser::Kind;
use crate::dashboard::{Dashboard, LOOKS, Made};
use crate::ways::by_browser;
use serde_json::{Value, json};

/// A page whose style sheet means everything it can reach. The size of its root alone is meant for the ticket too.
const LOUD: &str = "body * { font-size: 40px; line-height: 3; letter-spacing: 2px; text-transform: uppercase; display: block; color: red; } \
     button { background: lime !important; border: 9px solid; padding: 30px; } .button, .send, .desk, #app, [data-side] { display: none !important; } \
     :root { --bg: red; --surface: red; --ink: red; --row: 90px; }";
const PLAIN: &str =
    "<button id=\"own\" class=\"button send\">Own</button><order-ticket id=\"a\" transport=\"practice\" theme=\"light\"></order-ticket>";
/// The looks of the ticket's main button and first field, in a line.
const OWN_LOOKS: &str = "return [main(), find('textbox', 'Quantity'), home().querySelector('.desk')].map((e) => { const c = css(e); \
     return [c.display, c.fontSize, c.letterSpacing, c.textTransform, c.color, c.backgroundColor, c.borderTopWidth, c.lineHeight, c.textAlign].join(' ') }).join('; ')";

#[test]
fn the_looks_of_the_page_stay_out_and_those_of_the_ticket_stay_in() {
    by_browser(async |kind: Kind| {
        let quiet = Dashboard::make(Made { kind, body: PLAIN.to_owned(), looks: LOOKS.to_owned(), policy: None }).await;
        quiet.choose("Type", "Market").await;
        quiet.ready().await;
        let before = "return ['own', 'h'].map((id) => document.getElementById(id) ?? document.querySelector('h1')).map((e) => \
             css(e).fontFamily + css(e).backgroundColor + css(e).fontSize + css(e).margin).join()";
        let wanted = quiet.text(OWN_LOOKS).await;
        let host = quiet.text(before).await;
        quiet.js("a.remove()", vec![]).await;
        assert_eq!(quiet.text(before).await, host, "the page looks as it did without the ticket");
        let untouched = "const r = document.documentElement; return document.title + ' ' + r.className + ' ' + r.getAttributeNames().join() + \
             document.adoptedStyleSheets.length + document.body.getAttributeNames().join() + document.querySelectorAll('head > *').length";
        assert_eq!(quiet.text(untouched).await, "My dashboard mine lang,class07");
        quiet.is_quiet().await;
        drop(quiet);

        let loud =
            Dashboard::make(Made { kind, body: PLAIN.to_owned(), looks: format!("{LOUD} order-ticket {{ width: 440px }}"), policy: None })
                .await;
        loud.choose("Type", "Market").await;
        loud.ready().await;
        assert_eq!(loud.text(OWN_LOOKS).await, wanted, "the page's looks reach in");
        loud.is_quiet().await;
    });
}

#[test]
fn the_theme_is_the_attributes_else_the_pages() {
    by_browser(async |kind: Kind| {
        let body = "<div id=\"box\"><order-ticket id=\"a\" transport=\"practice\"></order-ticket></div>";
        let page = Dashboard::open(kind, body).await;
        let ground = "return css(form()).backgroundColor + css(main()).color";
        let mut seen = Vec::new();
        for (theme, scheme) in [("light", "normal"), ("dark", "normal"), ("system", "light"), ("system", "dark")] {
            page.js(
                "a.theme = arguments[0]; box.style.colorScheme = document.documentElement.style.colorScheme = arguments[1]",
                vec![json!(theme), json!(scheme)],
            )
            .await;
            page.js("return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))", vec![]).await;
            seen.push(page.text(ground).await);
        }
        assert_ne!(seen[0], seen[1], "light and dark");
        assert!(seen.iter().all(|one| *one == seen[0] || *one == seen[1]), "{seen:?}");
        assert_eq!(page.text("return document.title + (document.documentElement.dataset.theme ?? '')").await, "My dashboard");
        page.is_quiet().await;
    });
}

/// Everything that is visible, with what it overflows by.
const WIDER: &str = "return [...home().querySelectorAll('#app, #app *')].filter((e) => seen(e) && !e.closest('.sr, [class~=log]') && e.clientWidth > 1 && css(e).overflowX !== 'auto' \
     && css(e).display !== 'inline' && e.scrollWidth > e.clientWidth + 1).map((e) => `${e.tagName}.${e.className}#${e.id} ${e.scrollWidth} > ${e.clientWidth}`)";

#[test]
fn the_ticket_fits_280_pixels_and_more_and_has_no_barrier_in_either_theme() {
    by_browser(async |kind: Kind| {
        let body = "<div id=\"box\"><order-ticket id=\"a\" transport=\"practice\" order-type=\"STOPLIMIT\" quantity=\"99\" limit-price=\"1,0\" stop-price=\"6000.10\" instrument=\"ES\"></order-ticket></div>";
        let looks = format!("{LOOKS} order-ticket {{ width: auto; }}");
        let page = Dashboard::make(Made { kind, body: body.to_owned(), looks, policy: None }).await;
        page.is_up().await;
        page.js(&axe_source(), vec![]).await;
        let mut found = Vec::new();
        for (state, limit) in [("errors", "1,0"), ("ready", "")] {
            if limit.is_empty() {
                page.js("a.prefill({ orderType: 'MARKET', quantity: 1 })", vec![]).await;
                page.ready().await;
            }
            for width in [280, 320, 480, 900] {
                page.js("box.style.width = arguments[0] + 'px'; return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))", vec![json!(width)]).await;
                let wider = page.js(WIDER, vec![]).await;
                found.extend(
                    wider.as_array().into_iter().flatten().filter_map(Value::as_str).map(|line| format!("{state}, {width} px: {line}")),
                );
                if width == 280 || width == 480 {
                    for theme in ["light", "dark"] {
                        page.js("a.theme = arguments[0]", vec![json!(theme)]).await;
                        let said = page.js(RUN_AXE, vec![]).await;
                        let said = said.as_array().into_iter().flatten().filter_map(Value::as_str);
                        found.extend(said.map(|line| format!("{state}, {theme}, {width} px: {line}")));
                    }
                }
            }
        }
        nothing(&found);
    });
}

#[test]
fn keys_of_the_page_are_not_the_tickets() {
    by_browser(async |kind: Kind| {
        let body =
            "<p id=\"text\" tabindex=\"0\">A text</p><input id=\"input\"><order-ticket id=\"a\" transport=\"practice\"></order-ticket>";
        let page = Dashboard::open(kind, body).await;
        page.waits("the second part", "return home().querySelector('.positions .empty, .quick') !== null").await;
        let side = "return radio('Side', 'Sell').checked";
        for place in ["text", "input"] {
            page.js("document.getElementById(arguments[0]).focus()", vec![json!(place)]).await;
            page.press("?").await;
            page.press("s").await;
            page.press("b").await;
            page.press("s").await;
            assert!(page.is("return home().querySelector('dialog[open]') === null").await, "help opened from the page's {place}");
            assert!(!page.is(side).await, "a key pressed in the page's {place} chose a side");
        }
        assert_eq!(page.text("return input.value").await, "?sbs");
        page.click_on("the ticket".to_owned(), "return radio('In force', 'GTC').labels[0]", vec![]).await;
        let focused = page.js("return home().activeElement", vec![]).await;
        assert!(!focused.is_null());
        let inside = page.element("the radio".to_owned(), "return home().activeElement", vec![]).await;
        inside.send_keys("?").await.unwrap();
        page.waits("the help of the ticket that has the focus", "return home().querySelector('dialog[open]') !== null").await;
        page.is_quiet().await;
    });
}

/// What docs/element.md names as the least that the element can live with.
const LEAST: &str =
    "default-src 'none'; script-src 'self' TICKET 'wasm-unsafe-eval'; style-src 'self'; connect-src TICKET GATEWAY; img-src 'self'";

#[test]
fn the_least_policy_of_a_page_is_enough() {
    by_browser(async |kind: Kind| {
        let body = "<order-ticket id=\"a\" transport=\"practice\" order-type=\"MARKET\" theme=\"dark\"></order-ticket>".to_owned();
        let page = Dashboard::make(Made { kind, body, looks: LOOKS.to_owned(), policy: Some(LEAST) }).await;
        page.is_up().await;
        page.ready().await;
        page.press_main().await;
        page.say_yes().await;
        page.outcome("filled").await;
        page.settings().await;
        page.choose("Before sending", "Send at once").await;
        page.apply().await;
        page.click("Help: keys and states").await;
        page.waits("help", "return home().querySelector('dialog[open]') !== null").await;
        page.is_quiet().await;
    });
}

/// A gateway of another origin under that policy, by its socket.
#[test]
fn a_gateway_of_another_origin_is_traded_on_by_its_socket_with_the_token_of_the_page() {
    by_browser(async |kind: Kind| {
        let body = "<order-ticket id=\"a\" transport=\"websocket\" gateway=\"GATEWAY\" order-type=\"MARKET\"></order-ticket>".to_owned();
        let policy = "default-src 'none'; script-src 'self' TICKET 'wasm-unsafe-eval'; style-src 'self'; connect-src TICKET GATEWAY SOCKET; img-src 'self'";
        let page = Dashboard::make(Made { kind, body, looks: LOOKS.to_owned(), policy: Some(policy) }).await;
        // Until the page gives a token, the socket is refused.
        page.js(&format!("a.authorization = async () => {}", json!(crate::venue::TOKEN)), vec![]).await;
        page.is_up().await;
        page.ready().await;
        page.press_main().await;
        page.say_yes().await;
        page.outcome("filled").await;
        page.venue.stays_at(1).await;
        assert_eq!(page.text("return wrong.join('; ')").await, "");
    });
}
