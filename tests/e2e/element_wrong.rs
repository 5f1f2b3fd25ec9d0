//! What pages around an element do wrong, too early or halfway, and what becomes of it: nothing is sent that was not meant, and it is said.

use crate::browser::Kind;
use crate::dashboard::{Dashboard, LOOKS, Made};
use crate::ways::{by_browser, run};
use serde_json::json;

const CANNOT_BE_READ: &str = "return described(main()).includes('The page around this ticket has set what cannot be read')";

#[test]
fn what_was_set_before_the_tag_was_known_holds() {
    by_browser(async |kind: Kind| {
        let body = "<order-ticket id=\"a\" transport=\"practice\" order-type=\"MARKET\"></order-ticket>\
             <script>a.readonly = true; a.limits = { maxQuantity: 2 }; a.quantity = 3; a.stopped = 'Not today.'</script>";
        let page = Dashboard::open(kind, body).await;
        assert_eq!(page.js("return Object.keys(a)", vec![]).await, json!([]));
        assert!(page.is("return a.readonly && a.hasAttribute('readonly') && a.limits.maxQuantity === 2").await);
        page.waits("the limit holds", "return described(find('textbox', 'Quantity')).includes('over your limit of 2')").await;
        page.waits("stopped", "return described(main()).includes('Not today.')").await;
        page.js("a.stopped = null", vec![]).await;
        page.waits("for reading only", "return described(main()).includes('for reading only')").await;
        page.js("a.readonly = false; a.quantity = 2", vec![]).await;
        page.ready().await;
        page.is_quiet().await;
    });
}

#[test]
fn a_way_or_limits_that_cannot_be_read_let_no_order_out() {
    by_browser(async |kind: Kind| {
        let page = Dashboard::open(kind, "<order-ticket id=\"a\" transport=\"pratice\" order-type=\"MARKET\"></order-ticket>").await;
        page.waits("held", CANNOT_BE_READ).await;
        page.waits("and which", "return described(main()).includes('not “pratice”')").await;
        page.waits("its page hears", "return told.some(([, name, detail]) => name === 'error' && detail.message.includes('pratice'))")
            .await;
        page.js("a.transport = 'practice'", vec![]).await;
        page.ready().await;
        for wrong in ["{ maxQty: 1 }", "{ maxQuantity: -1 }", "5", "'2'"] {
            page.js(&format!("a.limits = {{ maxQuantity: 9 }}; a.limits = {wrong}"), vec![]).await;
            page.waits("held", CANNOT_BE_READ).await;
            assert!(page.is("return a.limits.maxQuantity === 9").await, "what holds is read back, after {wrong}");
            page.press_main().await;
        }
        page.js("const away = a; away.remove(); setTimeout(() => document.querySelector('main').append(away), 100)", vec![]).await;
        page.looks_at("#a").await;
        page.waits("still held after it was put back", CANNOT_BE_READ).await;
        page.js("a.limits = null", vec![]).await;
        page.ready().await;
        assert_eq!(page.rows().await, vec![]);
        page.is_quiet().await;
    });
}

#[test]
fn an_account_that_the_venue_does_not_list_stays_and_stops_the_order() {
    by_browser(async |kind: Kind| {
        let body = "<order-ticket id=\"a\" transport=\"practice\" order-type=\"MARKET\" account=\"LIVE-7731\"></order-ticket>";
        let page = Dashboard::open(kind, body).await;
        let stays = "const s = find('combobox', 'Account'); return a.draft.account === 'LIVE-7731' && s?.selectedOptions[0].value === 'LIVE-7731' \
             && s.options.length === 3 && described(s).includes('not on the list of accounts')";
        page.waits("it stays", stays).await;
        page.fill("Quantity", "2").await;
        page.waits("also after an edit", stays).await;
        page.waits("its page hears", "return !a.checkValidity() && a.matches(':state(invalid)')").await;
        page.press_main().await;
        page.js("a.prefill({ account: 'Sim102' })", vec![]).await;
        page.ready().await;
        assert_eq!(page.rows().await, vec![]);
        page.is_quiet().await;
    });
}

#[test]
fn a_ticket_taken_off_in_the_middle_is_told_the_end_when_it_is_put_back() {
    by_browser(async |kind: Kind| {
        let body = "<div id=\"one\"><order-ticket id=\"a\" transport=\"practice\" order-type=\"MARKET\"></order-ticket></div>";
        let page = Dashboard::open(kind, body).await;
        page.js("window.away = a; hostDo.sent = () => away.remove()", vec![]).await;
        page.ready().await;
        page.press_main().await;
        page.say_yes().await;
        page.waits("it is gone", "return !away.matches(':state(ready)')").await;
        page.js("delete hostDo.sent; return new Promise((done) => setTimeout(done, 500))", vec![]).await;
        page.js("one.append(away)", vec![]).await;
        page.looks_at("#a").await;
        let end = "return told.some(([id, name, detail]) => id === 'a' && name === 'updated' && detail.state === 'filled' && detail.filled === 1)";
        page.waits("the end is told", end).await;
        page.waits("and nothing is on its way", "return !away.matches(':state(sending)') && !away.matches(':state(unknown)')").await;
        // The exchange in the page lives as long as the page.
        page.waits("the position is there", "return cell('Position').startsWith('+1 ')").await;
        page.is_quiet().await;
    });
}

#[test]
fn a_form_points_at_a_ticket_that_is_not_complete() {
    by_browser(async |kind: Kind| {
        let body = "<form id=\"f\" onsubmit=\"window.went = true; return false\"><order-ticket id=\"a\" name=\"ticket\" transport=\"practice\" \
             order-type=\"MARKET\"></order-ticket><button id=\"own\">Go</button></form>";
        let page = Dashboard::open(kind, body).await;
        page.ready().await;
        assert!(page.is("return a.name === 'ticket' && !a.disabled").await);
        page.js("a.prefill({ quantity: '' })", vec![]).await;
        page.waits("not valid", "return !f.checkValidity()").await;
        page.js("own.click()", vec![]).await;
        assert!(!page.is("return window.went === true").await);
        page.js("a.prefill({ quantity: {} }); a.prefill({ quantity: ['2'] })", vec![]).await;
        let refused = "return told.filter(([, name, detail]) => name === 'error' && detail.code === 'prefill').length === 2";
        page.waits("no texts", refused).await;
        page.js("a.prefill({ quantity: 1 })", vec![]).await;
        page.waits("valid", "return f.checkValidity()").await;
        page.js("a.disabled = true", vec![]).await;
        page.waits("off", "return a.hasAttribute('disabled') && described(main()).includes('is switched off')").await;
        page.js("a.disabled = false", vec![]).await;
        page.ready().await;
        // A browser that cannot point at it says so here.
        page.is_quiet().await;
    });
}

#[test]
fn each_ticket_shows_how_long_its_own_market_is_open() {
    by_browser(async |kind: Kind| {
        let body = "<div class=\"tickets\"><order-ticket id=\"a\" transport=\"practice\"></order-ticket>\
             <order-ticket id=\"b\" transport=\"practice\" instrument=\"NQ\"></order-ticket></div>";
        let page = Dashboard::open(kind, body).await;
        let left = "return [a, b].every((e) => / left$/.test(norm(e.shadowRoot.querySelector('#session-left')?.textContent)))";
        page.waits("both count down", left).await;
    });
}

#[test]
fn a_style_sheet_that_does_not_come_is_said_and_trading_goes_on() {
    run(async {
        let body = "<order-ticket id=\"a\" transport=\"practice\" order-type=\"MARKET\"></order-ticket>";
        let page = Dashboard::open(Kind::Chromium, body).await;
        page.browser.cdp("Network.enable", json!({})).await;
        page.browser.cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
        page.browser.cdp("Network.setBlockedURLs", json!({ "urls": ["*/desk*.css"] })).await;
        page.client().refresh().await.unwrap();
        page.looks_at("#a").await;
        page.waits("its page hears", "return told.some(([, name, detail]) => name === 'error' && detail.code === 'load')").await;
        page.ready().await;
        page.press_main().await;
        page.say_yes().await;
        page.outcome("filled").await;
    });
}

#[test]
fn a_page_that_lets_no_script_write_markup_is_told() {
    run(async {
        let policy = "default-src 'none'; script-src 'self' 'unsafe-inline' TICKET 'wasm-unsafe-eval'; style-src 'self'; connect-src TICKET; \
             require-trusted-types-for 'script'";
        let body = "<order-ticket id=\"a\" transport=\"practice\"></order-ticket>".to_owned();
        let page = Dashboard::prepare(Made { kind: Kind::Chromium, body, looks: LOOKS.to_owned(), policy: Some(policy) }).await;
        page.waits("its page hears", "return told.some(([, name, detail]) => name === 'error' && detail.code === 'load')").await;
        page.waits("and so does the trader", "return norm(a.shadowRoot.textContent).includes('did not load completely')").await;
        page.waits("in one place", "return a.matches(':state(failed)') && a.shadowRoot.querySelectorAll('[role=alert]').length === 1")
            .await;
    });
}
