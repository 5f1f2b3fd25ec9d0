//! The shipped folder under Lighthouse, served by Caddy with the configuration that is shipped.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use page_headers::Policy;
use serde_json::Value;

use crate::error::Error;
use crate::repo;
use crate::run::Run;
use crate::site;
use crate::text::say;
use crate::tools::{self, browser, server};

/// What each score has to reach, of 100.
const BAR: f64 = 95.0;

/// What is scored.
const CATEGORIES: [&str; 3] = ["performance", "accessibility", "best-practices"];

/// Where the ticket is looked at: Lighthouse's own presets. The first is its default, a middling phone on a slow network: the
/// CPU slowed 4×, 1.6 Mbit/s, 150 ms.
const DEVICES: [(&str, &[&str]); 2] = [("mobile", &[]), ("desktop", &["--preset=desktop"])];

/// A median of an odd number is one that was measured.
const RUNS: usize = 3;

pub(super) fn run() -> Result<(), Error> {
    let lighthouse = tools::lighthouse()?;
    let chromium = browser::provide()?.chromium;
    site::build(&Policy::default())?;
    let host = Host::start(&server::provide()?.caddy)?;
    let mut lines = Vec::new();
    for (device, preset) in DEVICES {
        let mut reports = Vec::new();
        for number in 1..=RUNS {
            say(format_args!("Lighthouse, {device}, run {number} of {RUNS}"));
            let run = Run::new(&lighthouse)
                .arg(&host.address)
                .args(["--quiet", "--no-enable-error-reporting", "--output=json", "--output-path=stdout"])
                .arg(format!("--only-categories={}", CATEGORIES.join(",")))
                .arg("--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu")
                .args(preset);
            match run.env("CHROME_PATH", &chromium).output() {
                Ok(report) => reports.push(report),
                // On a busy machine Lighthouse gives up on a load now and then; the other runs still say something.
                Err(why @ Error::Failed { .. }) => say(format_args!("this run says nothing: {why}")),
                Err(why) => return Err(why),
            }
        }
        for category in CATEGORIES {
            let scores = reports.iter().map(|report| score(report, category)).collect::<Option<Vec<f64>>>();
            lines.push(format!("  {device}, {category}\n      {}", verdict(scores)));
        }
    }
    say(format_args!("\nLighthouse on {}, medians of {RUNS} runs of 100; a busy machine lowers performance", site::FOLDER));
    lines.iter().for_each(say);
    Ok(())
}

/// The score of a category in a report, of 100.
fn score(report: &str, category: &str) -> Option<f64> {
    let report: Value = serde_json::from_str(report).ok()?;
    let score = report.get("categories")?.get(category)?.get("score")?.as_f64()?;
    Some((score * 100.0).round())
}

fn verdict(scores: Option<Vec<f64>>) -> String {
    let Some(mut scores) = scores else {
        return "not understood".to_owned();
    };
    scores.sort_by(f64::total_cmp);
    let (Some(median), Some(least), Some(most)) = (scores.get(scores.len() / 2), scores.first(), scores.last()) else {
        return "not measured".to_owned();
    };
    let within = if *median >= BAR { "within" } else { "UNDER " };
    format!("{within}  {median} ({least} to {most}); bar: at least {BAR}")
}

/// Caddy on this machine, gone with its owner.
struct Host {
    address: String,
    process: Child,
    /// Its own folder.
    home: PathBuf,
}

impl Host {
    fn start(caddy: &Path) -> Result<Self, Error> {
        let home = std::env::temp_dir().join(format!("order-ticket-site-{}", std::process::id()));
        fs::create_dir_all(&home).map_err(Error::file("create", &home))?;
        let file = home.join("Caddyfile");
        let shipped = repo::absolute(&Path::new(site::DEPLOY).join("Caddyfile"))?;
        fs::write(&file, format!("{{\nadmin off\n}}\nimport {}\n", shipped.display())).map_err(Error::file("write", &file))?;
        // Asked of the system and given back at once: Caddy cannot say which port it was given.
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let socket = free.map_err(Error::file("find a free port for", caddy))?;
        let address = format!("http://{socket}");
        let mut command = Command::new(caddy);
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&file);
        command.env("ORDER_TICKET_ADDRESS", &address).env("ORDER_TICKET_ROOT", repo::absolute(Path::new(site::FOLDER))?);
        for variable in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(variable, &home);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let process = command.spawn().map_err(Error::file("start", caddy))?;
        let host = Self { address, process, home };
        let since = Instant::now();
        while TcpStream::connect(socket).is_err() {
            if since.elapsed() > Duration::from_secs(10) {
                let hint = "it did not listen in time; `caddy run` with the shipped Caddyfile says why".to_owned();
                return Err(Error::Missing { program: "a running caddy".to_owned(), hint });
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(host)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _gone = self.process.kill();
        let _ended = self.process.wait();
        let _best_effort = fs::remove_dir_all(&self.home);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_held_against_the_bar() {
        let report = "{\"categories\":{\"performance\":{\"title\":\"Performance\",\"score\":0.95},\"accessibility\":{\"score\":null}}}";
        assert_eq!(score(report, "performance"), Some(95.0));
        assert_eq!(score(report, "accessibility"), None);
        assert!(verdict(Some(vec![96.0, 50.0, 95.0])).starts_with("within  95 (50 to 96)"));
        assert!(verdict(Some(vec![94.0])).starts_with("UNDER   94"));
        assert_eq!(verdict(None), "not understood");
    }
}
