//! The rules of `tests/tidy.rs` as tables: who may know what, and why. Must not look at any file.

/// Where browser code begins. Nothing below may know of it.
const BROWSER: &[&str] = &["leptos", "gloo", "wasm_bindgen", "web_sys", "js_sys"];
const CLOCKS: &[&str] = &["std::time", "core::time::Instant", "SystemTime", "Instant::now"];
const SOCKETS: &[&str] = &["std::net", "tokio", "axum", "hyper", "reqwest", "tungstenite"];
const WIRE_WORDS: &[&str] = &["orderType", "timeInForce", "limitPrice", "stopPrice", "ocoId", "STOPMARKET", "STOPLIMIT", "PlaceOrder"];

/// What each package may depend on. A new line here is a decision about the layers: say why in the commit.
pub(crate) const MAY_DEPEND: &[(&str, &[&str])] = &[
    ("crates/order-model", &["serde", "thiserror"]),
    ("crates/crosstrade", &["order-model", "thiserror"]),
    ("crates/order-session", &["order-model", "crosstrade", "thiserror"]),
    ("crates/practice-exchange", &["order-model", "crosstrade", "thiserror"]),
    // `sha2`: a chain is worth what others can check of it, so its hash is nobody's own.
    ("crates/order-history", &["order-model", "crosstrade", "thiserror", "sha2"]),
    // `serde`: how answers become values of any language, which is all that this crate is for.
    ("crates/order-shapes", &["order-model", "serde", "thiserror"]),
    ("crates/page-headers", &["thiserror"]),
];

/// Calls of the API that touch every account.
const WIDE_CALLS: &[&str] = &["FlattenEverything", "CancelAllOrders"];

/// Words that may not stand in the code of a folder, and why. Comments and tests do not count.
pub(crate) const FORBIDDEN: &[(&str, &[&[&str]], &str)] = &[
    ("crates/order-model", &[BROWSER, CLOCKS, SOCKETS, &["serde_json", "http::"]], "the model knows no JSON, HTTP, time or browser"),
    ("crates/order-model", &[WIRE_WORDS], "names of the wire belong to crates/crosstrade"),
    ("crates/crosstrade", &[BROWSER, CLOCKS, SOCKETS, &["futures"]], "the wire is types only: no sockets, clocks or browser"),
    (
        "crates/order-session",
        &[BROWSER, CLOCKS, SOCKETS, &["futures", "async fn"]],
        "the session does no I/O: events and `now` come in, effects go out",
    ),
    (
        "crates/practice-exchange",
        &[BROWSER, CLOCKS, SOCKETS, &["futures", "async fn"]],
        "the exchange has no sockets, no clock and no browser",
    ),
    (
        "crates/order-history",
        &[BROWSER, CLOCKS, SOCKETS, &["futures", "async fn", "std::fs", "serde"]],
        "the history does no I/O: records and `now` come in, texts go out",
    ),
    (
        "crates/order-history",
        &[&["Token", "Authorization", "password", "HttpRequest", "ClientFrame"]],
        "the history has no place for a secret, nor for what carries one",
    ),
    (
        "crates/order-shapes",
        &[BROWSER, CLOCKS, SOCKETS, &["futures", "async fn", "std::fs", "serde_json", "http::"]],
        "the shapes are plain data: how it is written and carried is the caller's",
    ),
    (
        "crates/page-headers",
        &[BROWSER, CLOCKS, SOCKETS, &["std::fs", "nginx", "caddy"]],
        "the table of headers knows no server and looks at no file",
    ),
    ("crates/gateway", &[BROWSER], "the gateway is native: it serves the page and knows nothing of how it is made"),
    ("crates/order-session", &[WIDE_CALLS], "no client sends a call that names nothing of what it touches"),
    ("src", &[WIDE_CALLS], "no client sends a call that names nothing of what it touches"),
    ("src/ui", &[WIRE_WORDS], "the page asks the crates and knows no names of the wire"),
    ("src/state", &[WIRE_WORDS], "the page asks the crates and knows no names of the wire"),
];

/// Words that may stand only below one folder, among the code of another.
pub(crate) const ONLY_IN: &[(&str, &str, &str, &str)] =
    &[("gloo_net", "src", "src/net", "a dependency is named in one place per layer; for gloo-net that is src/net")];

/// Files that may say `unsafe`: none so far. wasm-bindgen writes its own where no one has to.
pub(crate) const MAY_SAY_UNSAFE: &[&str] = &[];

/// Files that are no text.
pub(crate) const PICTURES: &[&str] = &["docs/ticket.png"];

pub(crate) const MOST_LINES: usize = 400;
