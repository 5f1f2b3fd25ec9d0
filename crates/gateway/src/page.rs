//! The built page: every file read once at the start, so that no path in a request ever touches the disk.

use crate::answers;
use crate::config::StartError;
use crate::headers;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use page_headers::{FRAME_LIST, Policy};
use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

/// What `/` says when the gateway was started without a page.
const NO_PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Order ticket gateway</title>\n\
    <h1>The gateway runs, without the page</h1>\n\
    <p>Build the page and start the gateway with it: <code>cargo xtask serve</code>. Or name a built page: \
    <code>order-ticket-gateway --page dist/page</code>.</p>\n\
    <p>The API is under <code>/v1/api/</code> and the socket at <code>/ws/stream</code>, both with \
    <code>Authorization: Bearer &lt;token&gt;</code>.</p>\n</html>\n";

/// The files, by their path from `/`.
#[derive(Debug)]
pub(crate) struct Page(BTreeMap<String, File>);

#[derive(Debug)]
struct File {
    is_html: bool,
    headers: HeaderMap,
    tag: String,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

impl Page {
    /// The note that stands in for a page.
    pub(crate) fn none() -> Page {
        Page(BTreeMap::from([("/index.html".to_owned(), File::new("index.html", NO_PAGE.into(), &Policy::default()))]))
    }

    /// Reads a folder. `name.br` and `name.gz` are the compressed forms of `name`, not files of their own.
    /// Who may frame the ticket is this gateway's to say, whatever list the folder holds.
    pub(crate) fn read(folder: &Path, policy: &Policy) -> Result<Page, StartError> {
        let mut raw = BTreeMap::new();
        read_into(folder, "", &mut raw)?;
        let mut files = BTreeMap::new();
        for (name, content) in &raw {
            let packed_of = |ending| name.strip_suffix(ending).is_some_and(|plain| raw.contains_key(plain));
            if packed_of(".br") || packed_of(".gz") {
                continue;
            }
            let mut file = File::new(name, content.clone(), policy);
            file.brotli = raw.get(&format!("{name}.br")).cloned();
            file.gzip = raw.get(&format!("{name}.gz")).cloned();
            files.insert(format!("/{name}"), file);
        }
        files.insert(format!("/{FRAME_LIST}"), File::new(FRAME_LIST, policy.frame_list().into(), policy));
        if !files.contains_key("/index.html") {
            return Err(StartError::NoIndex(folder.to_owned()));
        }
        Ok(Page(files))
    }

    /// Whether a path is an HTML page, which comes with the cookie.
    pub(crate) fn is_html(&self, path: &str) -> bool {
        self.find(path).is_some_and(|file| file.is_html)
    }

    /// The answer to a request for a file.
    pub(crate) fn answer(&self, method: &Method, path: &str, request: &HeaderMap) -> Response<Body> {
        let Some(file) = self.find(path) else {
            return answers::text(StatusCode::NOT_FOUND, "Nothing is here. The page is at /, the API under /v1/api/.");
        };
        if *method != Method::GET && *method != Method::HEAD {
            let mut response = answers::text(StatusCode::METHOD_NOT_ALLOWED, "This can only be read.");
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            return response;
        }
        file.answer(method, request)
    }

    fn find(&self, path: &str) -> Option<&File> {
        if path.ends_with('/') { self.0.get(&format!("{path}index.html")) } else { self.0.get(path) }
    }
}

impl File {
    fn new(name: &str, plain: Bytes, policy: &Policy) -> File {
        let mut hasher = DefaultHasher::new();
        plain.hash(&mut hasher);
        let tag = format!("{:016x}", hasher.finish());
        File { is_html: page_headers::is_html(name), headers: headers::of_file(name, policy), tag, plain, brotli: None, gzip: None }
    }

    fn answer(&self, method: &Method, request: &HeaderMap) -> Response<Body> {
        let packed = self.brotli.is_some() || self.gzip.is_some();
        let (coding, bytes) = self.form(request);
        // Each form is a representation of its own, so each has its own tag.
        let tag = format!("\"{}{}\"", self.tag, coding.map(|coding| format!("-{coding}")).unwrap_or_default());
        let known = request.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let known = known.is_some_and(|tags| tags.trim() == "*" || tags.split(',').any(|t| t.trim().trim_start_matches("W/") == tag));
        let status = if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
        let length = bytes.len();
        let body = if known || *method == Method::HEAD { Body::empty() } else { Body::from(bytes) };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.clone_from(&self.headers);
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        if packed {
            headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        }
        if let (Some(coding), false) = (coding, known) {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        if !known {
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
        response
    }

    /// The smallest form the client takes.
    fn form(&self, request: &HeaderMap) -> (Option<&'static str>, Bytes) {
        let forms = [("br", &self.brotli), ("gzip", &self.gzip)];
        for (coding, bytes) in forms {
            if let (Some(bytes), true) = (bytes, takes(request, coding)) {
                return (Some(coding), bytes.clone());
            }
        }
        (None, self.plain.clone())
    }
}

/// Whether `Accept-Encoding` names a coding and not with a weight of zero.
fn takes(request: &HeaderMap, coding: &str) -> bool {
    let lines = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        named && weight.is_none_or(|weight| !weight.trim().trim_matches(['0', '.']).is_empty())
    })
}

fn read_into(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Bytes>) -> Result<(), StartError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| StartError::Page { path, source }
    };
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            read_into(&path, &format!("{name}/"), files)?;
        } else {
            files.insert(name, fs::read(&path).map_err(failed(&path))?.into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codings_a_client_takes() {
        let takes = |value: &str, coding: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_str(value).unwrap());
            super::takes(&headers, coding)
        };
        assert!(takes("gzip, deflate, br, zstd", "br"));
        assert!(takes("BR;q=0.5", "br"));
        for none in ["", "gzip", "br;q=0", "br;q=0.000", "brx"] {
            assert!(!takes(none, "br"), "{none}");
        }
    }
}
