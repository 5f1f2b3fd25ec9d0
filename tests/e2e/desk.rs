//! `Desk`: a trader at the page. Everything is found by role, label or visible text and used by pointer and keys.

use crate::browser::{Browser, Kind};
use crate::script::{FIND, WATCH_PHASES};
use crate::venue::{Venue, config};
use crate::wait::{PATIENCE, poll, until};
use fantoccini::Client;
use fantoccini::elements::{Element, ElementRef};
use order_ticket_gateway::Config;
use serde_json::{Value, json};

/// How orders travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Practice,
    GatewaySocket,
    GatewayRest,
}

impl Way {
    pub const ALL: [Way; 3] = [Way::Practice, Way::GatewaySocket, Way::GatewayRest];
    pub const GATEWAY: [Way; 2] = [Way::GatewaySocket, Way::GatewayRest];

    /// As the settings name it.
    pub const fn name(self) -> &'static str {
        match self {
            Way::Practice => "Practice in this page",
            Way::GatewaySocket => "This gateway by WebSocket",
            Way::GatewayRest => "This gateway by REST",
        }
    }
}

/// A row of "Orders of this session".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// `working`, `filled`, …
    pub state: String,
    /// The exchange's id; empty while unknown.
    pub id: String,
    /// Everything the row says.
    pub text: String,
}

pub struct Desk {
    pub way: Way,
    pub browser: Browser,
    pub venue: Venue,
}

impl Desk {
    /// A gateway, a browser on its page, and the line up by this way.
    pub async fn open(way: Way) -> Desk {
        Desk::open_with(way, config()).await
    }

    pub async fn open_with(way: Way, config: Config) -> Desk {
        Desk::open_in(Kind::Chromium, way, config).await
    }

    /// The same in a browser of this kind.
    pub async fn open_in(kind: Kind, way: Way, config: Config) -> Desk {
        let (venue, browser) = tokio::join!(Venue::open(config), Browser::start_as(kind));
        let desk = Desk { way, browser, venue };
        desk.visit("").await;
        if way != Way::GatewaySocket {
            desk.settings().await;
            desk.choose("Where orders go", way.name()).await;
            desk.apply().await;
        }
        desk.is_up().await;
        desk
    }

    pub fn client(&self) -> &Client {
        &self.browser.client
    }

    /// Opens the page, with a fragment such as `#instrument=ES`.
    pub async fn visit(&self, fragment: &str) {
        self.client().goto(&format!("{}/{fragment}", self.venue.origin())).await.expect("the page");
        self.has_started().await;
    }

    /// The program runs and has replaced the frame it is painted into.
    pub async fn has_started(&self) {
        self.waits("the program runs", "return document.documentElement.dataset.boot === 'started' && main() !== null").await;
        self.js(WATCH_PHASES, vec![]).await;
    }

    /// Opens it again, as the reload button does.
    pub async fn reload(&self) {
        self.client().refresh().await.expect("a reload");
        self.has_started().await;
    }

    /// Connected, the account read, a quote there.
    pub async fn is_up(&self) {
        self.waits("connected, with a quote", "return line() === 'Connected' && cell('Bid') !== '–' && cell('Bid') !== ''").await;
    }

    /// Runs a script in the page, with the definitions of [`FIND`] before it.
    pub async fn js(&self, script: &str, args: Vec<Value>) -> Value {
        let result = self.client().execute(&format!("{FIND}\n{script}"), args).await;
        result.unwrap_or_else(|error| panic!("{:?}: {script}: {error}", self.way))
    }

    pub async fn text(&self, script: &str) -> String {
        self.js(script, vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    pub async fn is(&self, script: &str) -> bool {
        self.js(script, vec![]).await == json!(true)
    }

    /// Waits until a script says true; says what the page shows when it never does.
    #[track_caller]
    pub fn waits<'a>(&'a self, what: &'a str, script: &'a str) -> impl Future<Output = ()> + 'a {
        let place = std::panic::Location::caller();
        async move {
            // A page on its way to another has no context for scripts.
            let ask = async || {
                let said = self.client().execute(&format!("{FIND}\n{script}"), vec![]).await;
                said.is_ok_and(|said| said == json!(true)).then_some(())
            };
            if poll(PATIENCE, ask).await.is_none() {
                panic!("{place}: {:?}: not in time: {what}\n{}", self.way, self.shows().await);
            }
        }
    }

    /// All that the page shows, for the message of a failure.
    pub async fn shows(&self) -> String {
        let text =
            self.client().execute(&format!("{FIND}\nreturn (home().getElementById('app') ?? document.body).innerText"), vec![]).await;
        format!("the page shows:\n{}", text.ok().as_ref().and_then(Value::as_str).unwrap_or("nothing that can be read"))
    }

    /// The element a script gives, as soon as there is one.
    #[track_caller]
    pub fn element<'a>(&'a self, what: String, script: &'a str, args: Vec<Value>) -> impl Future<Output = Element> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let ask = async || {
                let found = self.js(script, args.clone()).await;
                let id = found.as_object()?.values().next()?.as_str()?.to_owned();
                Some(Element::from_element_id(self.client().clone(), ElementRef::from(id)))
            };
            match poll(PATIENCE, ask).await {
                Some(element) => element,
                None => panic!("{place}: {:?}: there is no {what}\n{}", self.way, self.shows().await),
            }
        }
    }

    /// Clicks what a script gives. A view that is made anew at this moment is found again: no click was made then.
    #[track_caller]
    pub fn click_on<'a>(&'a self, what: String, script: &'a str, args: Vec<Value>) -> impl Future<Output = ()> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let mut last = String::new();
            let click = async || match self.element(what.clone(), script, args.clone()).await.click().await {
                Ok(()) => Some(()),
                Err(error) => {
                    last = error.to_string();
                    None
                }
            };
            if poll(PATIENCE, click).await.is_none() {
                panic!("{place}: {:?}: cannot click {what}: {last}\n{}", self.way, self.shows().await);
            }
        }
    }

    /// Clicks a button by its name.
    #[track_caller]
    pub fn click<'a>(&'a self, name: &'a str) -> impl Future<Output = ()> + 'a {
        self.click_on(format!("button {name:?}"), "return find('button', arguments[0])", vec![json!(name)])
    }

    /// Chooses one of a group of radio buttons.
    #[track_caller]
    pub fn choose<'a>(&'a self, group: &'a str, option: &'a str) -> impl Future<Output = ()> + 'a {
        let script = "return radio(arguments[0], arguments[1])?.labels[0] ?? null";
        self.click_on(format!("{option:?} of {group:?}"), script, vec![json!(group), json!(option)])
    }

    /// Types a text over what a field holds.
    #[track_caller]
    pub fn fill<'a>(&'a self, label: &'a str, text: &'a str) -> impl Future<Output = ()> + 'a {
        let field = self.element(format!("field {label:?}"), "return find('textbox', arguments[0])", vec![json!(label)]);
        async move {
            // Control+A, then the text, or Backspace for none. WebKitGTK lets go of a key only where a command ends.
            let (field, keys) = (field.await, if text.is_empty() { "\u{e003}" } else { text });
            let parts = match self.browser.kind {
                Kind::Chromium => vec![format!("\u{e009}a\u{e000}{keys}")],
                Kind::WebKit => vec!["\u{e009}a".to_owned(), keys.to_owned()],
            };
            for part in parts {
                field.send_keys(&part).await.unwrap_or_else(|error| panic!("typing into {label:?}: {error}"));
            }
        }
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: &str) {
        let element = self.client().active_element().await.expect("something has the focus");
        element.send_keys(keys).await.expect("keys");
    }

    pub async fn settings(&self) {
        self.click("Connection and settings").await;
        self.waits("the settings are open", "return home().querySelector('dialog[open]') !== null").await;
    }

    pub async fn apply(&self) {
        self.click("Apply").await;
        self.waits("the settings are closed", "return home().querySelector('dialog') === null").await;
    }

    /// No question before an order is sent.
    pub async fn send_at_once(&self) {
        self.settings().await;
        self.choose("Before sending", "Send at once").await;
        self.apply().await;
        self.is_up().await;
    }

    /// The order as the main button says it.
    pub async fn label(&self) -> String {
        self.text("return norm(main()?.textContent)").await
    }

    /// Waits until an order could be sent.
    #[track_caller]
    pub fn ready(&self) -> impl Future<Output = ()> + '_ {
        self.waits("an order can be sent", "return main() !== null && !main().hasAttribute('aria-disabled')")
    }

    #[track_caller]
    pub fn press_main(&self) -> impl Future<Output = ()> + '_ {
        self.click_on("main button".to_owned(), "return main()", vec![])
    }

    /// Says yes to the question. The page does not count an answer that comes too soon, so it is given until taken.
    pub async fn say_yes(&self) {
        let asked = "return question() !== null";
        until("the question is answered", async || {
            if !self.is(asked).await {
                return true;
            }
            let send = "return [...(question()?.querySelectorAll('button') ?? [])].find((e) => name(e).startsWith('Send')) ?? null";
            let found = self.js(send, vec![]).await;
            if let Some(id) = found.as_object().and_then(|o| o.values().next()).and_then(Value::as_str) {
                let _ = Element::from_element_id(self.client().clone(), ElementRef::from(id.to_owned())).click().await;
            }
            !self.is(asked).await
        })
        .await;
    }

    /// Sends the order on the ticket, through the question when there is one.
    pub async fn place(&self) {
        self.ready().await;
        let before = self.rows().await.len();
        self.press_main().await;
        if self.is("return question() !== null").await {
            self.say_yes().await;
        }
        until("the order is in the list", async || self.rows().await.len() > before).await;
    }

    /// Waits until the last order is this far, and gives what is said about it.
    #[track_caller]
    pub fn outcome<'a>(&'a self, phase: &'a str) -> impl Future<Output = String> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let ask = async || (self.text("return outcome()?.dataset.phase ?? ''").await == phase).then_some(());
            if poll(PATIENCE, ask).await.is_none() {
                panic!("{place}: {:?}: not in time: {phase}\n{}", self.way, self.shows().await);
            }
            self.text("return norm(outcome().textContent)").await
        }
    }

    /// Every phase the last order was shown in, since the page was loaded.
    pub async fn phases(&self) -> Vec<String> {
        let phases = self.js("return window.e2ePhases", vec![]).await;
        phases.as_array().into_iter().flatten().filter_map(|p| p.as_str().map(str::to_owned)).collect()
    }

    /// Fails unless these phases were shown one after another, others between them or not.
    #[track_caller]
    pub fn showed<'a>(&'a self, wanted: &'a [&'a str]) -> impl Future<Output = ()> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let shown = self.phases().await;
            let mut rest = shown.iter();
            let all = wanted.iter().all(|phase| rest.any(|shown| shown == phase));
            assert!(all, "{place}: {:?}: shown were {shown:?}, not {wanted:?}", self.way);
        }
    }

    /// The orders of this session, newest first.
    pub async fn rows(&self) -> Vec<Row> {
        let script = "return orders().map((e) => [e.dataset.state, e.dataset.orderId, norm(e.innerText)])";
        let rows = self.js(script, vec![]).await;
        let text = |row: &Value, at: usize| row[at].as_str().unwrap_or_default().to_owned();
        let rows = rows.as_array().cloned().unwrap_or_default();
        rows.iter().map(|row| Row { state: text(row, 0), id: text(row, 1), text: text(row, 2) }).collect()
    }

    /// Waits until a row, counted from the newest, is in a state, and gives it.
    #[track_caller]
    pub fn row<'a>(&'a self, at: usize, state: &'a str) -> impl Future<Output = Row> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let ask = async || self.rows().await.into_iter().nth(at).filter(|row| row.state == state);
            match poll(PATIENCE, ask).await {
                Some(row) => row,
                None => panic!("{place}: {:?}: row {at} is not {state} in time\n{}", self.way, self.shows().await),
            }
        }
    }

    /// A price of the market as shown.
    pub async fn quote(&self, term: &str) -> String {
        self.js("return cell(arguments[0])", vec![json!(term)]).await.as_str().unwrap_or_default().replace(' ', "")
    }

    /// Fails when the console has anything to say, or the page has stopped.
    pub async fn was_quiet(&self) {
        assert!(self.is("return document.getElementById('crash').hidden").await, "{}", self.shows().await);
        let said = self.browser.console().await;
        assert!(said.is_empty(), "{:?}: the console says {said:#?}", self.way);
    }
}
