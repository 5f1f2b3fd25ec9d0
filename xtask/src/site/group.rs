//! Groups of files that come with the same headers, by the form of their names: a configuration by groups stays right when
//! the page is built again. Must not know the language of any server.

use page_headers::{FRAME, Policy, WORKER};

/// A group, in the order in which a name is looked up: the first that fits holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// What it is called in a configuration.
    pub(super) name: &'static str,
    /// Whether an address is one of these.
    pub(super) is: Fits,
    /// A name of this kind.
    sample: &'static str,
}

/// How an address shows its group.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fits {
    /// By its last part.
    Named(&'static str),
    /// A document, which may also be meant by its folder.
    Document,
    /// A hash of the content is in its name.
    ByContent,
    /// All that is left.
    Other,
}

/// The form of a name with a hash of the content, for servers with regular expressions.
pub(super) const BY_CONTENT: &str = r"-[0-9a-f]{16}(_bg)?\.[a-z0-9]+$";

pub(super) const GROUPS: [Group; 5] = [
    Group { name: "frame", is: Fits::Named(FRAME), sample: FRAME },
    Group { name: "document", is: Fits::Document, sample: "index.html" },
    Group { name: "worker", is: Fits::Named(WORKER), sample: WORKER },
    Group { name: "by_content", is: Fits::ByContent, sample: "app-0123456789abcdef.js" },
    Group { name: "other", is: Fits::Other, sample: "element.js" },
];

impl Group {
    /// The headers but for `Content-Type`, which servers know by the ending.
    pub(super) fn headers(&self, policy: &Policy) -> Vec<(&'static str, String)> {
        let mut headers = policy.headers(self.sample);
        headers.retain(|(name, _)| *name != "Content-Type");
        headers
    }
}

/// A name with its dots as themselves in a regular expression.
pub(super) fn literal(name: &str) -> String {
    name.replace('.', r"\.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use page_headers::{is_html, is_named_by_content};

    fn of(file: &str) -> &'static Group {
        let fits = |group: &&Group| match group.is {
            Fits::Named(name) => file == name,
            Fits::Document => is_html(file),
            Fits::ByContent => is_named_by_content(file),
            Fits::Other => true,
        };
        GROUPS.iter().find(fits).unwrap()
    }

    #[test]
    fn a_file_of_a_group_has_the_headers_of_the_group() {
        let policy = Policy { frame: vec!["https://a.example".parse().unwrap()], ..Policy::default() };
        for file in
            ["index.html", FRAME, "demo.html", WORKER, "element.js", "icon.svg", "x_bg-0123456789abcdef.wasm", "x-0123456789abcdef_bg.wasm"]
        {
            let mut own = policy.headers(file);
            own.retain(|(name, _)| *name != "Content-Type");
            assert_eq!(of(file).headers(&policy), own, "{file}");
        }
    }
}
