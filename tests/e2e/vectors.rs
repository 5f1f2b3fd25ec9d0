//! The functions for JavaScript say exactly what the native crate says: the vectors of `tests/vectors`, whose answers a native
//! test holds, in Chromium and in Node, against the built program.

use crate::browser::Browser;
use crate::desk::{Desk, Way};
use crate::lost::ready_with_limit;
use crate::venue::{Venue, config, page};
use crate::ways::{by, run};
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// A module; in a script of the driver it stands as a plain function.
const RUN: &str = include_str!("../vectors/run.mjs");
const NODE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/node.mjs");

const FILES: &[(&str, &str)] = &[
    ("orders", include_str!("../vectors/orders.json")),
    ("rules", include_str!("../vectors/rules.json")),
    ("instruments", include_str!("../vectors/instruments.json")),
    ("fields", include_str!("../vectors/fields.json")),
    ("exits", include_str!("../vectors/exits.json")),
    ("shapes", include_str!("../vectors/shapes.json")),
];

#[test]
fn every_vector_holds_in_chromium_without_any_page() {
    run(async {
        let (venue, browser) = tokio::join!(Venue::open(config()), Browser::start());
        // The script itself as a document: the program has no page to touch.
        browser.client.goto(&format!("{}/api.js", venue.origin())).await.unwrap();
        holds(&in_browser(&browser).await);
    });
}

#[test]
fn every_vector_holds_beside_a_ticket_of_the_same_program() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        ready_with_limit(&desk).await;
        holds(&in_browser(&desk.browser).await);
        desk.ready().await;
        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

#[test]
fn every_vector_holds_in_node() {
    let mut node = Command::new("node")
        .args([NODE.as_ref(), page().as_os_str()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("`node`, which comes with the npm that this project needs anyway");
    node.stdin.take().unwrap().write_all(json!(cases()).to_string().as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "node ended with {}", output.status);
    holds(&serde_json::from_slice(&output.stdout).unwrap());
}

async fn in_browser(browser: &Browser) -> Value {
    let script = format!(
        "{} const [cases, done] = arguments; \
         import('/api.js').then(({{ init }}) => init()).then((api) => done(JSON.stringify(run(api, cases))), (e) => done(String(e)));",
        RUN.replace("export const run", "const run")
    );
    let answer = browser.client.execute_async(&script, vec![json!(cases())]).await.unwrap();
    let text = answer.as_str().unwrap();
    serde_json::from_str(text).unwrap_or_else(|_| panic!("{text}"))
}

/// Every answer is the one in the files, value by value; the order of fields does not matter.
#[track_caller]
fn holds(answers: &Value) {
    let (cases, answers) = (cases(), answers.as_array().unwrap());
    assert_eq!(cases.len(), answers.len());
    let differs = |(case, answer): (&Value, &Value)| {
        let same = case.get("answer") == answer.get("answer") && case.get("error") == answer.get("error");
        (!same).then(|| {
            format!("{}\n  wanted {}\n  got    {answer}", case["name"], json!({ "answer": case.get("answer"), "error": case.get("error") }))
        })
    };
    let wrong: Vec<String> = cases.iter().zip(answers).filter_map(differs).collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

fn cases() -> Vec<Value> {
    let read = |(file, text): &(&str, &str)| -> Vec<Value> { serde_json::from_str(text).unwrap_or_else(|why| panic!("{file}: {why}")) };
    FILES.iter().flat_map(read).collect()
}
