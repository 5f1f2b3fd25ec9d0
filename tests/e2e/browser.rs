//! One browser under a driver of its own: Chromium, headless, or WebKitGTK on a display of its own. All of it ends with its
//! owner, also when a test fails.

use crate::driver::Driver;
use crate::http;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// The flags for a quiet browser, the same as for the browser tests.
const FLAGS: &str = include_str!("../../webdriver.json");

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Chromium,
    /// WebKitGTK's own small browser: the engine of Safari, not Safari.
    WebKit,
}

/// A browser that belongs to one test.
pub struct Browser {
    pub kind: Kind,
    pub client: Client,
    session: String,
    driver: Driver,
}

impl Browser {
    /// Chromium and its driver.
    pub async fn start() -> Browser {
        Browser::start_as(Kind::Chromium).await
    }

    pub async fn start_as(kind: Kind) -> Browser {
        let mut driver = match kind {
            Kind::Chromium => Driver::chromium(),
            Kind::WebKit => Driver::webkit(),
        };
        let mut client = ClientBuilder::new(HttpConnector::new());
        client.capabilities(wanted(kind));
        let client = client.connect(&format!("http://{}", driver.addr)).await.expect("a browser session");
        let session = client.session_id().await.unwrap().expect("the session's id");
        driver.has_session(&session);
        Browser { kind, client, session, driver }
    }

    /// A command of Chromium's own protocol.
    pub async fn cdp(&self, command: &str, params: Value) -> Value {
        self.command("goog/cdp/execute", json!({ "cmd": command, "params": params })).await
    }

    /// What the console has said since it was last asked, as `LEVEL text`. WebKitGTK's driver has no way to ask.
    pub async fn console(&self) -> Vec<String> {
        if self.kind == Kind::WebKit {
            return Vec::new();
        }
        let entries = self.command("se/log", json!({ "type": "browser" })).await;
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries.iter().map(|e| format!("{} {}", e["level"].as_str().unwrap_or(""), e["message"].as_str().unwrap_or(""))).collect()
    }

    /// A viewport of this many pixels. In Chromium also below the narrowest window of the system; WebKitGTK has its window changed.
    pub async fn resize(&self, width: u32, height: u32) {
        if self.kind == Kind::WebKit {
            // Its window has a bar above the page, whose height the page can tell.
            let bar = self.client.execute("return outerHeight - innerHeight", vec![]).await.unwrap().as_u64().unwrap_or_default();
            let height = height + u32::try_from(bar).unwrap();
            return self.client.set_window_size(width, height).await.expect("a window of this size");
        }
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
    }

    async fn command(&self, path: &str, body: Value) -> Value {
        let target = format!("/session/{}/{path}", self.session);
        let kind = ["Content-Type: application/json"];
        let (status, text) = http::request(self.driver.addr, "POST", &target, &kind, &body.to_string()).await;
        assert_eq!(status, 200, "{path} {body}: {text}");
        let mut answer: Value = serde_json::from_str(&text).unwrap();
        answer["value"].take()
    }
}

/// What a driver is asked for.
fn wanted(kind: Kind) -> Capabilities {
    if kind == Kind::WebKit {
        // Its driver knows its browser.
        return Capabilities::new();
    }
    let mut wanted: Value = serde_json::from_str(FLAGS).unwrap();
    if let Some(chromium) = std::env::var_os("CHROMIUM") {
        wanted["goog:chromeOptions"]["binary"] = json!(chromium.to_str().unwrap());
    }
    wanted["goog:loggingPrefs"] = json!({ "browser": "ALL" });
    let Value::Object(wanted) = wanted else { panic!("webdriver.json is an object") };
    Capabilities::from_iter(wanted)
}
