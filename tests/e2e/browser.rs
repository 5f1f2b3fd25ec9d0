//! One headless Chromium under a chromedriver of its own. Both end with their owner, also when a test fails.

use crate::http;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The flags for a quiet browser, the same as for the browser tests.
const FLAGS: &str = include_str!("../../webdriver.json");

/// A browser that belongs to one test.
pub struct Browser {
    pub client: Client,
    session: String,
    driver: Driver,
}

/// The driver's process.
struct Driver {
    process: Child,
    addr: SocketAddr,
}

impl Browser {
    /// Starts both.
    pub async fn start() -> Browser {
        let driver = Driver::start();
        let mut wanted: Value = serde_json::from_str(FLAGS).unwrap();
        if let Some(chromium) = std::env::var_os("CHROMIUM") {
            wanted["goog:chromeOptions"]["binary"] = json!(chromium.to_str().unwrap());
        }
        wanted["goog:loggingPrefs"] = json!({ "browser": "ALL" });
        let Value::Object(wanted) = wanted else { panic!("webdriver.json is an object") };
        let mut client = ClientBuilder::new(HttpConnector::new());
        client.capabilities(Capabilities::from_iter(wanted));
        let client = client.connect(&format!("http://{}", driver.addr)).await.expect("a browser session");
        let session = client.session_id().await.unwrap().expect("the session's id");
        Browser { client, session, driver }
    }

    /// A command of the browser's own protocol.
    pub async fn cdp(&self, command: &str, params: Value) -> Value {
        self.command("goog/cdp/execute", json!({ "cmd": command, "params": params })).await
    }

    /// What the console has said since it was last asked, as `LEVEL text`.
    pub async fn console(&self) -> Vec<String> {
        let entries = self.command("se/log", json!({ "type": "browser" })).await;
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries.iter().map(|e| format!("{} {}", e["level"].as_str().unwrap_or(""), e["message"].as_str().unwrap_or(""))).collect()
    }

    /// A viewport of this many pixels, also below the narrowest window of the system.
    pub async fn resize(&self, width: u32, height: u32) {
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

impl Driver {
    fn start() -> Driver {
        let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}; run these tests by `cargo xtask test e2e`", program.display()));
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse::<u16>().ok())
            .expect("chromedriver names its port");
        // Reads on, so that the driver never waits for a full pipe.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Driver { process, addr: SocketAddr::from(([127, 0, 0, 1], port)) }
    }
}

impl Drop for Driver {
    /// Asks the driver to go, which ends its browser too; a kill alone would leave that behind.
    fn drop(&mut self) {
        let asked = TcpStream::connect(self.addr).and_then(|mut stream| {
            stream.set_read_timeout(Some(Duration::from_secs(5)))?;
            stream.write_all(format!("GET /shutdown HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.addr).as_bytes())?;
            stream.read(&mut [0_u8; 64])
        });
        let started = Instant::now();
        while asked.is_ok() && started.elapsed() < Duration::from_secs(5) {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
