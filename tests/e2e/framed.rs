//! `Framed`: a page of somebody else, on an origin of its own, with the ticket in a frame; and the trader before it.

use crate::browser::{Browser, Kind};
use crate::http::{bare_site, foreign_site};
use crate::script::FIND;
use crate::venue::{Venue, config, page};
use crate::wait::{PATIENCE, poll};
use crate::watched::Watched;
use fantoccini::elements::{Element, ElementRef};
use order_ticket_gateway::Config;
use serde_json::{Value, json};
use std::net::SocketAddr;

/// What a page around the ticket ships to talk to it.
const HELPER: &str = include_str!("../../src/embed/frame-host.js");

/// The page around it. `show` puts a frame up and keeps what the ticket says; `knock` is the handshake by hand.
const AROUND: &str = r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>Dashboard</title><link rel="icon" href="data:,">
<style>body { margin: 0 } iframe { display: block; width: 420px; height: 880px; border: 0 }</style>
<script type="module">
HELPER
window.told = [];
window.show = (address, connects) => {
  const frame = document.createElement('iframe');
  frame.title = 'Order ticket';
  frame.src = address;
  const place = document.createElement('div');
  place.append(frame);
  document.body.append(place);
  if (connects) connect(frame);
};
window.connect = (frame) => {
  const origin = new URL(frame.src).origin;
  window.host = connectFrame(frame, { origin, onEvent: (type, detail) => window.told.push({ type, detail }) });
};
window.knock = (data, count = 1) => {
  const ends = Array.from({ length: count }, () => new MessageChannel());
  const heard = [];
  for (const { port1 } of ends) port1.onmessage = ({ data }) => heard.push(data);
  const frame = document.querySelector('iframe');
  frame.contentWindow.postMessage(data, new URL(frame.src).origin, ends.map(({ port2 }) => port2));
  return { port: ends[0]?.port1, heard };
};
addEventListener('message', ({ data }) => { if (data?.type === 'order-ticket-hello') window.greeted = data; });
document.documentElement.dataset.up = 'yes';
</script></html>"#;

/// Scripts inside the frame find things in the ticket as others do in a page.
const INSIDE: &str = "const document = window.document.querySelector('order-ticket')?.shadowRoot ?? window.document;";

pub struct Framed {
    pub venue: Venue,
    /// The way to the gateway's pages.
    pub watched: Watched,
    pub browser: Browser,
    /// Where the page around the ticket comes from.
    pub site: SocketAddr,
}

impl Framed {
    /// A dashboard that the gateway has on its list, open and without a frame yet.
    pub async fn listed(kind: Kind) -> Framed {
        Framed::of(kind, |site| Config { frame_origins: vec![origin_of(site).parse().unwrap()], ..config() }).await
    }

    /// The same where nobody is on the list.
    pub async fn unlisted(kind: Kind) -> Framed {
        Framed::of(kind, |_| config()).await
    }

    async fn of(kind: Kind, config: impl FnOnce(SocketAddr) -> Config) -> Framed {
        let site = foreign_site(Box::leak(AROUND.replace("HELPER", HELPER).into_boxed_str())).await;
        let ((venue, watched), browser) = tokio::join!(Watched::gateway(config(site)), Browser::start_as(kind));
        let framed = Framed { venue, watched, browser, site };
        // All of the frame is in it: the driver of WebKitGTK scrolls no page around a frame.
        framed.browser.resize(900, 900).await;
        framed.go(&origin_of(site)).await;
        framed
    }

    /// Opens the page around the ticket, under any of its names.
    pub async fn go(&self, address: &str) {
        self.browser.client.goto(address).await.expect("the page around");
        self.around_says("the page around it is up", "return document.documentElement.dataset.up === 'yes'").await;
    }

    /// Frames the gateway's ticket and talks to it; gives control once it says that it may send.
    pub async fn show(&self) {
        self.frame(&format!("{}/frame.html", self.watched.origin()), true).await;
        self.is_open().await;
    }

    /// Frames an address, and talks to it or not.
    pub async fn frame(&self, address: &str, connects: bool) {
        self.around("show(arguments[0], arguments[1])", vec![json!(address), json!(connects)]).await;
    }

    /// The ticket has said last that nothing stops it, and is there.
    #[track_caller]
    pub fn is_open(&self) -> impl Future<Output = ()> + '_ {
        self.around_says(
            "the ticket is open",
            "return told.some((m) => m.type === 'ready') && told.findLast((m) => m.type === 'state')?.detail.stopped === null",
        )
    }

    /// Why the ticket sends nothing, as it told the page around it last.
    pub async fn stopped(&self) -> String {
        let said = self.around("return told.findLast((m) => m.type === 'state')?.detail.stopped ?? ''", vec![]).await;
        said.as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn is_stopped<'a>(&'a self, why: &'a str) -> impl Future<Output = ()> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let so = poll(PATIENCE, async || self.stopped().await.contains(why).then_some(())).await;
            assert!(so.is_some(), "{place}: {why:?} was expected, it says {:?}", self.stopped().await);
        }
    }

    /// Runs a script in the page around the ticket.
    pub async fn around(&self, script: &str, args: Vec<Value>) -> Value {
        self.browser.client.enter_parent_frame().await.expect("the page around");
        self.browser.client.execute(script, args).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script in the frame, with the definitions of [`FIND`] for the ticket in it.
    pub async fn inside(&self, script: &str) -> Value {
        self.enter().await;
        self.browser.client.execute(&format!("{INSIDE}\n{FIND}\n{script}"), vec![]).await.unwrap_or(Value::Null)
    }

    /// Fails when the frame's policy forbade anything. The console has something to say afterwards.
    pub async fn broke_no_policy(&self) {
        self.enter().await;
        self.watched.broke_no_policy(&self.browser.client).await;
    }

    async fn enter(&self) {
        self.browser.client.enter_parent_frame().await.expect("the page around");
        self.browser.client.enter_frame(0).await.expect("a frame");
    }

    #[track_caller]
    pub fn around_says<'a>(&'a self, what: &'a str, script: &'a str) -> impl Future<Output = ()> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let so = poll(PATIENCE, async || (self.around(script, vec![]).await == json!(true)).then_some(())).await;
            if so.is_none() {
                let told = self.around("return JSON.stringify(window.told?.slice(-6))", vec![]).await;
                panic!("{place}: not in time: {what}; told was {told}; {}", self.shows().await);
            }
        }
    }

    #[track_caller]
    pub fn inside_says<'a>(&'a self, what: &'a str, script: &'a str) -> impl Future<Output = ()> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let so = poll(PATIENCE, async || (self.inside(script).await == json!(true)).then_some(())).await;
            if so.is_none() {
                panic!("{place}: not in time: {what}; {}", self.shows().await);
            }
        }
    }

    /// What the frame shows, for the message of a failure.
    pub async fn shows(&self) -> String {
        let text = self.inside("return document.getElementById('app')?.innerText ?? window.document.body.innerText").await;
        format!("the frame shows:\n{}", text.as_str().unwrap_or("nothing"))
    }

    /// Fills a market order of so many contracts from the page around, and waits until the ticket shows it.
    pub async fn prefill_market(&self, quantity: u32) {
        let fields = json!({ "orderType": "Market", "quantity": quantity.to_string() });
        self.around("host.prefill(arguments[0])", vec![fields]).await;
        let shown =
            format!("return norm(main()?.textContent).startsWith('Buy {quantity} ') && norm(main().textContent).includes('MARKET')");
        self.inside_says("the order is on the ticket", &shown).await;
    }

    /// The trader clicks, as a hand does: at a place on the screen, whatever lies there.
    pub async fn click(&self, script: &str) {
        self.enter().await;
        let found = self.inside(script).await;
        let id = found.as_object().and_then(|o| o.values().next()).and_then(Value::as_str).map(str::to_owned);
        let id = id.unwrap_or_else(|| panic!("nothing to click: {script}"));
        // Whatever becomes of the click is what the tests look at.
        let _ = Element::from_element_id(self.browser.client.clone(), ElementRef::from(id)).click().await;
    }

    /// The trader sends the order on the ticket, through its question.
    pub async fn send(&self) {
        self.inside_says("an order can be sent", "return main() !== null && !main().hasAttribute('aria-disabled')").await;
        self.click("return main()").await;
        self.inside_says("the ticket asks", "return question() !== null").await;
        let answered = poll(PATIENCE, async || {
            // An answer that comes too soon does not count, so it is given until taken.
            if self.inside("return question() === null").await == json!(true) {
                return Some(());
            }
            self.click("return [...(question()?.querySelectorAll('button') ?? [])].find((e) => name(e).startsWith('Send')) ?? main()")
                .await;
            None
        });
        assert!(answered.await.is_some(), "the question is answered; {}", self.shows().await);
    }
}

/// An origin as browsers write it.
pub fn origin_of(site: SocketAddr) -> String {
    format!("http://{site}")
}

/// The built page on a host without any header of ours, with this list of who may frame it.
pub async fn host_without_headers(list: String) -> SocketAddr {
    bare_site(page(), "frame.json", list).await
}
