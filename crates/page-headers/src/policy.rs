//! The policy of a host, and the headers it gives each file. Must not know how a server is told about them.

use crate::files::{WORKER, caching, content_type, is_html};
use crate::origin::Origin;

/// The document that other sites may show in a frame, if the policy names them.
pub const FRAME: &str = "frame.html";

/// The list beside it by which it looks itself who is around it: a host without headers keeps nobody away.
pub const FRAME_LIST: &str = "frame.json";

/// For every answer, whatever it is about.
pub const FOR_EVERY_ANSWER: [(&str, &str); 3] =
    [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), (RESOURCE_POLICY, "same-origin")];

const RESOURCE_POLICY: &str = "Cross-Origin-Resource-Policy";

/// What the page calls by default besides its own origin. Wide on purpose: in the direct way it calls a base address that
/// the user types, which may be any https server or one on this machine.
const ANY_TYPED_ADDRESS: &str = "https: http://127.0.0.1:* http://localhost:* ws://127.0.0.1:* ws://localhost:*";

/// What a page in this folder needs of the machine: nothing of this.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), \
    microphone=(), midi=(), payment=(), serial=(), usb=()";

/// The worker fetches files of its own folder and nothing else, and no script but its own.
const OF_THE_WORKER: &str = "default-src 'none'; connect-src 'self'";

/// What whoever hosts the page decides. The default lets the page call any address that is typed into it, and lets nobody
/// show it in a frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The only origins that the page may call besides its own; none means any https server and this machine.
    pub connect: Vec<Origin>,
    /// The sites that may show [`FRAME`] in a frame. Other documents are never shown in one.
    pub frame: Vec<Origin>,
}

impl Policy {
    /// The headers of one file, by its path below the page's folder: names as they are usually written, each once.
    ///
    /// ```
    /// let headers = page_headers::Policy::default().headers("index.html");
    /// assert!(headers.contains(&("Cache-Control", "no-cache".to_owned())));
    /// ```
    pub fn headers(&self, file: &str) -> Vec<(&'static str, String)> {
        let mut headers = vec![("Content-Type", content_type(file).to_owned()), ("Cache-Control", caching(file).to_owned())];
        for (name, value) in FOR_EVERY_ANSWER {
            // A site that isolates itself shows a frame of another origin only if that one says so.
            let value = if name == RESOURCE_POLICY && !self.may_frame(file).is_empty() { "cross-origin" } else { value };
            headers.push((name, value.to_owned()));
        }
        if is_html(file) {
            headers.push(("Content-Security-Policy", format!("{}; frame-ancestors {}", self.in_document(), self.ancestors(file))));
            // Ignored in a frame, so that it does the frame no harm.
            headers.push(("Cross-Origin-Opener-Policy", "same-origin".to_owned()));
            headers.push(("Permissions-Policy", PERMISSIONS.to_owned()));
        } else if file == WORKER {
            headers.push(("Content-Security-Policy", OF_THE_WORKER.to_owned()));
        }
        headers
    }

    /// The content of [`FRAME_LIST`]: the same sites as in the header.
    ///
    /// ```
    /// assert_eq!(page_headers::Policy::default().frame_list(), "{ \"version\": 1, \"origins\": [] }\n");
    /// ```
    pub fn frame_list(&self) -> String {
        let origins: Vec<_> = self.frame.iter().map(|origin| format!("\"{origin}\"")).collect();
        format!("{{ \"version\": 1, \"origins\": [{}] }}\n", origins.join(", "))
    }

    /// The content security policy as a document can carry it itself, for hosts that send no headers. A document cannot say
    /// who may frame it.
    ///
    /// Everything that is loaded comes from the page's own folder. `'wasm-unsafe-eval'` lets WebAssembly be compiled and
    /// nothing else be evaluated.
    pub fn in_document(&self) -> String {
        let connect = if self.connect.is_empty() { ANY_TYPED_ADDRESS.to_owned() } else { listed(&self.connect) };
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; \
             worker-src 'self'; connect-src 'self' {connect}; base-uri 'none'; form-action 'none'"
        )
    }

    fn ancestors(&self, file: &str) -> String {
        let sites = self.may_frame(file);
        if sites.is_empty() { "'none'".to_owned() } else { listed(sites) }
    }

    fn may_frame(&self, file: &str) -> &[Origin] {
        if file == FRAME { &self.frame } else { &[] }
    }
}

fn listed(origins: &[Origin]) -> String {
    origins.iter().map(Origin::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(policy: &Policy, file: &str, name: &str) -> String {
        let found = policy.headers(file).into_iter().filter(|(key, _)| *key == name).map(|(_, value)| value);
        found.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn nothing_is_evaluated_or_written_inline() {
        let csp = header(&Policy::default(), "index.html", "Content-Security-Policy");
        assert!(csp.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), "{csp}");
        assert!(!csp.contains("unsafe-inline") && !csp.contains("'unsafe-eval'"), "{csp}");
        assert!(csp.ends_with("; frame-ancestors 'none'"), "{csp}");
    }

    #[test]
    fn only_the_frame_may_be_framed_and_only_by_those_named() {
        let policy =
            Policy { frame: vec!["https://a.example".parse().unwrap(), "https://b.example".parse().unwrap()], ..Policy::default() };
        let csp = |policy, file| header(policy, file, "Content-Security-Policy");
        assert!(csp(&policy, FRAME).ends_with("; frame-ancestors https://a.example https://b.example"));
        assert!(csp(&policy, "index.html").ends_with("; frame-ancestors 'none'"));
        assert_eq!(policy.frame_list(), "{ \"version\": 1, \"origins\": [\"https://a.example\", \"https://b.example\"] }\n");
        assert!(csp(&Policy::default(), FRAME).ends_with("; frame-ancestors 'none'"));
        assert_eq!(header(&policy, FRAME, RESOURCE_POLICY), "cross-origin");
        assert_eq!(header(&policy, "index.html", RESOURCE_POLICY), "same-origin");
    }

    #[test]
    fn the_page_calls_what_is_typed_unless_the_host_narrows_it() {
        let csp = Policy::default().in_document();
        assert!(csp.contains("connect-src 'self' https: http://127.0.0.1:* "), "{csp}");
        let narrow = Policy { connect: vec!["https://app.crosstrade.io".parse().unwrap()], ..Policy::default() };
        let csp = narrow.in_document();
        assert!(csp.contains("connect-src 'self' https://app.crosstrade.io; base-uri"), "{csp}");
    }

    #[test]
    fn each_header_stands_once() {
        for file in ["index.html", FRAME, WORKER, "app-0123456789abcdef.js", "icon.svg"] {
            let mut names: Vec<_> = Policy::default().headers(file).into_iter().map(|(name, _)| name).collect();
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "{file}");
        }
    }
}
