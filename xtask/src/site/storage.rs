//! Object storage: the headers of each file for programs to read, and a recipe for people.

use std::collections::BTreeMap;

use page_headers::{Policy, content_type, is_html, is_named_by_content};

const RECIPE: &str = "\
The order ticket's page on a static host. Written by `cargo xtask dist`.

dist/site is the folder to serve, under any path. It works on a host that sends no headers at all: each document carries its
content security policy. What a document cannot say is who may show it in a frame; that takes a header.

  nginx.conf     what to include in nginx's location
  Caddyfile      a site for Caddy
  headers.json   for each file its headers, to be read by programs
  ../site/_headers   the same for Netlify and Cloudflare Pages, which read it there

The page comes by https (or from localhost): on plain http a browser keeps nothing for a start without a network.

Object storage (S3, Cloud Storage, R2)

Copy in this order, so that no visitor is given a document whose files are not there yet. Leave the files of the version before
for a day: a page that is open fetches its later parts by their old names.
";

const AFTER: &str = "
S3 and Cloud Storage send no other headers by themselves. What headers.json has besides goes where the bucket is published: a
response headers policy in CloudFront, custom response headers of a load balancer, a transform rule in Cloudflare. The files
ending in .br and .gz are for servers that choose by Accept-Encoding; leave compression to the network in front of a bucket.
";

/// `headers.json`: an object of objects, file to header to value.
pub(super) fn headers(served: &[String], policy: &Policy) -> String {
    let of_file = |file: &String| (file.clone(), policy.headers(file).into_iter().collect::<BTreeMap<_, _>>());
    let all: BTreeMap<_, _> = served.iter().map(of_file).collect();
    // Maps of texts can always be written.
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

/// `README.txt`.
pub(super) fn recipe(served: &[String], policy: &Policy) -> String {
    let mut out = RECIPE.to_owned();
    let steps = steps(served);
    out.push_str("\nWith the aws program, from the folder dist/site, BUCKET and PATH as yours are:\n\n");
    for file in &steps {
        out.push_str(&format!(
            "  aws s3 cp {file} s3://BUCKET/PATH/{file} --content-type \"{}\" --cache-control \"{}\"\n",
            content_type(file),
            page_headers::caching(file)
        ));
    }
    out.push_str("\nWith gsutil:\n\n");
    for file in &steps {
        out.push_str(&format!(
            "  gsutil -h \"Content-Type:{}\" -h \"Cache-Control:{}\" cp {file} gs://BUCKET/PATH/{file}\n",
            content_type(file),
            page_headers::caching(file)
        ));
    }
    out.push_str(AFTER);
    out.push_str(&format!("\nThe policy of index.html\n\n  {}\n", policy.in_document()));
    out
}

/// Files named by their content first, then other files, documents after all they name, and last the worker.
fn steps(served: &[String]) -> Vec<&String> {
    let rank = |file: &str| match file {
        page_headers::WORKER => 3,
        file if is_html(file) => 2,
        file if is_named_by_content(file) => 0,
        _ => 1,
    };
    let mut steps: Vec<&String> = served.iter().collect();
    steps.sort_by_key(|file| rank(file));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_copied_after_what_it_names_and_the_worker_last() {
        let files = ["element.js", "index.html", "sw.js", "a-0123456789abcdef.js"].map(str::to_owned);
        assert_eq!(steps(&files), ["a-0123456789abcdef.js", "element.js", "index.html", "sw.js"]);
        let text = headers(&files, &Policy::default());
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["sw.js"]["Cache-Control"], "no-cache");
        assert_eq!(read["a-0123456789abcdef.js"]["Content-Type"], "text/javascript; charset=utf-8");
    }
}
