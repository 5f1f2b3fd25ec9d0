//! The configuration for Caddy: a site of its own, or a part of one.

use page_headers::Policy;

use super::group::{BY_CONTENT, Fits, GROUPS};

const HEAD: &str = "\
# The order ticket's page for Caddy 2.6 and newer, written by `cargo xtask dist`.
#
# ORDER_TICKET_ADDRESS is the site's address (Caddy gets a certificate for a name), ORDER_TICKET_ROOT the folder that `/`
# stands for: the files of dist/site, or a folder with them in a folder of it.

{$ORDER_TICKET_ADDRESS:localhost} {
\troot * {$ORDER_TICKET_ROOT:/srv/order-ticket}

\tfile_server {
\t\tprecompressed br gzip
\t\thide _headers
\t}

\t@write not method GET HEAD
\trespond @write 405
";

/// The Caddyfile.
pub(super) fn configuration(policy: &Policy) -> String {
    let mut out = HEAD.to_owned();
    let mut earlier: Vec<String> = Vec::new();
    for group in GROUPS {
        let is = match group.is {
            Fits::Named(name) => vec![format!("path */{name}")],
            Fits::Document => vec!["path */ *.html".to_owned()],
            // Only one that is there: an error is never kept for good.
            Fits::ByContent => vec![format!("path_regexp {BY_CONTENT}"), "file".to_owned()],
            Fits::Other => Vec::new(),
        };
        out.push_str(&format!("\n\t@{} {{\n", group.name));
        // Caddy gives a file to every group that fits, so that each names those before it.
        for line in is.iter().cloned().chain(earlier.iter().map(|before| format!("not {before}"))) {
            out.push_str(&format!("\t\t{line}\n"));
        }
        out.push_str(&format!("\t}}\n\theader @{} {{\n", group.name));
        for (name, value) in group.headers(policy) {
            out.push_str(&format!("\t\t{name} \"{value}\"\n"));
        }
        out.push_str("\t}\n");
        earlier.extend(is.into_iter().next());
    }
    out.push_str("}\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_leaves_out_those_before_it() {
        let text = configuration(&Policy::default());
        let document = text.split("@document {").nth(1).unwrap().split('}').next().unwrap().to_owned();
        assert_eq!(document.split_whitespace().collect::<Vec<_>>().join(" "), "path */ *.html not path */frame.html");
        let other = text.split("@other {").nth(1).unwrap().split("\n\t}").next().unwrap().to_owned();
        assert_eq!(other.matches("not ").count(), GROUPS.len() - 1, "{other}");
        assert_eq!(text.matches("immutable").count(), 1);
    }
}
