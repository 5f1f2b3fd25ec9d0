//! The configuration for nginx: what goes into the location that serves the folder.

use page_headers::Policy;

use super::group::{BY_CONTENT, Fits, GROUPS, literal};

const HEAD: &str = r#"# The order ticket's page for nginx 1.20 and newer, written by `cargo xtask dist`. Include it where the folder is served:
#
#   server {
#       listen 443 ssl;
#       ...
#       location /ticket/ {
#           root /srv/www;    # the files of dist/site stand in /srv/www/ticket
#           include /etc/nginx/order-ticket.conf;
#       }
#   }

index index.html;
gzip_static on;
gzip_vary on;
# With Debian's package libnginx-mod-http-brotli-static, or any nginx that has this module:
#brotli_static on;

charset utf-8;
charset_types text/css text/javascript text/plain;
default_type application/octet-stream;
"#;

/// Endings whose kind is told; nginx's own list does not know them all in every version.
const ENDINGS: [&str; 9] = ["html", "js", "css", "wasm", "svg", "json", "webmanifest", "png", "txt"];

/// The file to include.
pub(super) fn configuration(policy: &Policy) -> String {
    let mut out = HEAD.to_owned();
    out.push_str("types {\n");
    for ending in ENDINGS {
        // The character set is added above.
        let kind = page_headers::content_type(&format!("x.{ending}")).split(';').next().unwrap_or_default().to_owned();
        out.push_str(&format!("    {kind} {ending};\n"));
    }
    out.push_str("}\n\n# For hosts that read it in the folder; nothing to serve.\nlocation ~ /_headers$ {\n    return 404;\n}\n");
    for group in GROUPS {
        let form = match group.is {
            Fits::Named(name) => format!("/{}$", literal(name)),
            Fits::Document => r"\.html$".to_owned(),
            Fits::ByContent => BY_CONTENT.to_owned(),
            Fits::Other => String::new(),
        };
        out.push_str(&format!("\nlocation ~ \"{form}\" {{\n"));
        for (name, value) in group.headers(policy) {
            // An error is never kept for good.
            let always = if name == "Cache-Control" { "" } else { " always" };
            out.push_str(&format!("    add_header {name} \"{value}\"{always};\n"));
        }
        out.push_str("}\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_form_that_fits_holds_and_only_names_by_content_are_kept_for_good() {
        let text = configuration(&Policy::default());
        let blocks: Vec<&str> = text.split("\nlocation ~ ").skip(2).collect();
        assert_eq!(blocks.len(), GROUPS.len());
        for block in blocks {
            let for_good = block.contains("immutable");
            assert_eq!(for_good, block.starts_with(&format!("\"{BY_CONTENT}\"")), "{block}");
            assert!(block.contains("X-Content-Type-Options \"nosniff\" always;"), "{block}");
        }
    }
}
