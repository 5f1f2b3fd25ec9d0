//! `Dashboard`: a trader at somebody else's page with tickets in it. The ticket that is looked at is found by its selector; what
//! stands in it is used by pointer and keys, as on the ticket's own page.

use crate::browser::{Browser, Kind};
use crate::desk::{Desk, Way};
use crate::script::WATCH_PHASES;
use crate::site::{File, Site};
use crate::venue::{Venue, config};
use crate::wait::until;
use order_ticket_gateway::Config;
use serde_json::{Value, json};
use std::ops::Deref;

/// What the page notes: events of tickets, errors and what its policy blocked.
const NOTES: &str = "window.told = []; window.wrong = []; window.hostDo = {};
const names = ['ready', 'change', 'before-submit', 'sent', 'acknowledged', 'refused', 'unknown', 'updated', 'error'];
for (const name of names) addEventListener('order-ticket-' + name, (e) => {
  told.push([e.target.id, name, e.detail, e.composed && e.bubbles && e.cancelable === (name === 'before-submit')]);
  hostDo[name]?.(e);
});
addEventListener('error', (e) => wrong.push('error ' + e.message));
addEventListener('unhandledrejection', (e) => wrong.push('rejection ' + e.reason));
addEventListener('securitypolicyviolation', (e) => wrong.push('policy ' + e.violatedDirective + ' ' + e.blockedURI));";

/// A page of a dashboard with its own looks.
pub const LOOKS: &str = "body { margin: 12px; font-family: serif; background: #eef; } .tickets { display: flex; gap: 12px; align-items: flex-start; } \
     order-ticket { width: 440px; }";

/// Derefs to the desk, whose functions look into the ticket that was chosen.
pub struct Dashboard {
    pub desk: Desk,
    pub site: Site,
}

/// What a dashboard is made of.
pub struct Made {
    pub kind: Kind,
    /// The body of its page. `GATEWAY` stands for the gateway's origin.
    pub body: String,
    /// Its style sheet.
    pub looks: String,
    /// Its policy. `TICKET` stands for the origin of the ticket's files, which are then of another site, `GATEWAY` as above, `SOCKET` for its sockets.
    pub policy: Option<&'static str>,
}

impl Dashboard {
    /// A dashboard with this body, whose first ticket is looked at and ready.
    pub async fn open(kind: Kind, body: &str) -> Dashboard {
        Dashboard::make(Made { kind, body: body.to_owned(), looks: LOOKS.to_owned(), policy: None }).await
    }

    pub async fn make(made: Made) -> Dashboard {
        let dashboard = Dashboard::prepare(made).await;
        dashboard.looks_at("order-ticket").await;
        dashboard
    }

    /// The same before its ticket is ready, which it may never be.
    pub async fn prepare(made: Made) -> Dashboard {
        let shelf = Site::open(Vec::new(), None).await;
        let ticket = if made.policy.is_some() { shelf.origin() } else { String::new() };
        // The gateway must know the site's origin, and the site's page the gateway's.
        let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).unwrap();
        let gateway = format!("http://{port}");
        let policy = made
            .policy
            .map(|policy| policy.replace("TICKET", &ticket).replace("GATEWAY", &gateway).replace("SOCKET", &gateway.replace("http", "ws")));
        let site = Site::open(files(&made, &ticket, &gateway), policy).await;
        let allowed = vec![site.origin().parse().unwrap()];
        let config = Config { listen: port, allow_origins: allowed, ..config() };
        let (venue, browser) = tokio::join!(Venue::open(config), Browser::start_as(made.kind));
        let desk = Desk { way: Way::Practice, browser, venue };
        let dashboard = Dashboard { desk, site };
        dashboard.client().goto(&format!("{}/", dashboard.site.origin())).await.expect("the page");
        dashboard
    }

    /// Looks at the ticket that a selector finds, from when it is ready.
    pub async fn looks_at(&self, selector: &str) {
        self.js("window.e2eTicket = arguments[0]", vec![json!(selector)]).await;
        self.waits("the ticket is ready", "return document.querySelector(e2eTicket)?.matches(':state(ready)') && main() !== null").await;
        self.js(WATCH_PHASES, vec![]).await;
    }

    /// The events of the ticket `id` since the last call but `change`: name and detail.
    pub async fn told(&self, id: &str) -> Vec<(String, Value)> {
        let script = "const mine = told.filter(([id, name]) => id === arguments[0] && name !== 'change'); \
             told = told.filter((e) => !mine.includes(e)); return mine";
        let told = self.js(script, vec![json!(id)]).await;
        let told = told.as_array().cloned().unwrap_or_default();
        assert!(told.iter().all(|one| one[3] == json!(true)), "events bubble, are composed, and only one can be cancelled: {told:?}");
        told.iter().map(|one| (one[1].as_str().unwrap_or_default().to_owned(), one[2].clone())).collect()
    }

    /// The names of these events, each once it is there: waits until the last is this one.
    pub async fn told_until(&self, id: &str, last: &str) -> Vec<(String, Value)> {
        let mut all = Vec::new();
        until(&format!("{last} after {all:?}"), async || {
            all.extend(self.told(id).await);
            all.last().is_some_and(|(name, _)| name == last)
        })
        .await;
        all
    }

    /// The last `change` of a ticket.
    pub async fn change(&self, id: &str) -> Value {
        self.js("return told.findLast(([id, name]) => id === arguments[0] && name === 'change')?.[2] ?? null", vec![json!(id)]).await
    }

    /// Fails when the page's own console, or anything else that the page notes, has something to say.
    pub async fn is_quiet(&self) {
        let wrong = self.text("return wrong.join('; ')").await;
        assert_eq!(wrong, "", "{:?}", self.browser.kind);
        let said = self.browser.console().await;
        assert!(said.is_empty(), "the console says {said:#?}");
    }
}

impl Deref for Dashboard {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

fn files(made: &Made, ticket: &str, gateway: &str) -> Vec<File> {
    let body = made.body.replace("GATEWAY", gateway);
    let page = format!(
        "<!doctype html><html lang=\"en\" class=\"mine\"><head><meta charset=\"utf-8\"><title>My dashboard</title><link rel=\"icon\" href=\"/icon.svg\">\
         <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/looks.css\"><script src=\"/notes.js\"></script>\
         <script type=\"module\" src=\"{ticket}/ticket/element.js\"></script></head>\
         <body><main><h1>My dashboard</h1>{body}</main></body></html>"
    );
    vec![
        ("/", "text/html", page),
        ("/notes.js", "text/javascript", NOTES.to_owned()),
        ("/looks.css", "text/css", made.looks.clone()),
        ("/icon.svg", "image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned()),
    ]
}
