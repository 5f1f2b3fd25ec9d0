//! Golden files: compared line by line, written only when asked for.

use crosstrade::{ClientFrame, HttpRequest, Request};
use std::fs;
use std::path::PathBuf;

/// Compares with `tests/golden/<name>`, or writes it where `UPDATE_GOLDEN` is set.
pub(crate) fn golden(name: &str, lines: &[String]) {
    let path = folder().join(name);
    let actual = lines.join("\n") + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &actual).unwrap();
        return;
    }
    let golden = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}; write it with UPDATE_GOLDEN=1", path.display()));
    for (number, (ours, theirs)) in actual.lines().zip(golden.lines()).enumerate() {
        assert_eq!(ours, theirs, "{name}:{}", number + 1);
    }
    assert_eq!(actual, golden, "{name}: another number of lines");
}

/// One of the API's own samples.
pub(crate) fn sample(name: &str) -> String {
    fs::read_to_string(folder().join("page").join(name)).unwrap()
}

/// JSON without the blanks between its tokens: the order of the keys and the spelling of each value stay.
pub(crate) fn compact(json: &str) -> String {
    let mut out = String::new();
    let (mut inside, mut escaped) = (false, false);
    for c in json.chars() {
        if inside || !c.is_whitespace() {
            out.push(c);
        }
        if c == '"' && !escaped {
            inside = !inside;
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

/// Title, request line and body: three lines a request, and a blank one.
pub(crate) fn http(title: &str, request: &Request) -> [String; 4] {
    let HttpRequest { method, target, body } = request.to_http();
    [format!("# {title}"), format!("{method} {target}"), body.unwrap_or_else(|| "(no body)".into()), String::new()]
}

/// Title and frame.
pub(crate) fn rpc(title: &str, request: &Request) -> [String; 3] {
    [format!("# {title}"), ClientFrame::rpc("req-1", request).to_text(), String::new()]
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

#[test]
fn compacting_keeps_what_strings_hold() {
    assert_eq!(compact(" { \"a b\" : [ 1, \"x \\\" y \" ] }\n"), r#"{"a b":[1,"x \" y "]}"#);
}
