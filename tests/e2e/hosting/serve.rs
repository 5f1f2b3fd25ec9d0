//! What nginx and Caddy answer for every file of the folder, without a browser.

use super::files::{UNDER, headers, site};
use super::real::{Kind, Real};
use crate::http::answer;
use crate::ways::run;

#[test]
fn nginx_and_caddy_send_every_file_with_its_headers() {
    run(async {
        for kind in Kind::ALL {
            let server = Real::start(kind).await;
            let expected = headers();
            assert!(expected.len() > 8, "{expected:?}");
            for (file, headers) in &expected {
                let document = file.ends_with(".html");
                let addresses = [Some(file.clone()), document.then(|| file.trim_end_matches("index.html").to_owned())];
                for address in addresses.into_iter().flatten() {
                    let answer = answer(server.addr, "GET", &format!("{UNDER}/{address}"), &[], "").await;
                    assert_eq!(answer.status, 200, "{kind:?}: {address}: {}", answer.head);
                    for (name, value) in headers {
                        let sent: Vec<_> = answer.headers(name).collect();
                        assert_eq!(sent, [value], "{kind:?}: {address}: {name}: {}", answer.head);
                    }
                }
            }
        }
    });
}

#[test]
fn nginx_and_caddy_send_the_packed_form_a_browser_takes() {
    run(async {
        for kind in Kind::ALL {
            let server = Real::start(kind).await;
            // The smallest files have no packed form: it would be larger.
            let packed = |file: &String| ["br", "gz"].iter().all(|ending| site().join(format!("{file}.{ending}")).is_file());
            let files: Vec<String> = headers().into_keys().filter(packed).collect();
            assert!(files.len() > 8, "{files:?}");
            for file in files {
                let target = format!("{UNDER}/{file}");
                let plain = answer(server.addr, "GET", &target, &[], "").await;
                for (takes, coding) in [("gzip", "gzip"), ("gzip, br", if kind.knows_brotli() { "br" } else { "gzip" })] {
                    let line = format!("Accept-Encoding: {takes}");
                    let packed = answer(server.addr, "GET", &target, &[&line], "").await;
                    assert_eq!(packed.headers("content-encoding").collect::<Vec<_>>(), [coding], "{kind:?}: {file}: {}", packed.head);
                    assert!(packed.headers("vary").any(|vary| vary.contains("Accept-Encoding")), "{kind:?}: {file}: {}", packed.head);
                    assert!(packed.body.len() < plain.body.len(), "{kind:?}: {file}");
                }
            }
        }
    });
}

#[test]
fn what_is_not_there_is_not_kept_and_a_post_is_refused() {
    run(async {
        for kind in Kind::ALL {
            let server = Real::start(kind).await;
            for (method, address, status) in
                [("GET", "gone-0123456789abcdef.wasm", 404), ("GET", "_headers", 404), ("POST", "index.html", 405), ("POST", "", 405)]
            {
                let answer = answer(server.addr, method, &format!("{UNDER}/{address}"), &[], "").await;
                assert_eq!(answer.status, status, "{kind:?}: {method} {address}: {}", answer.head);
                assert!(!answer.head.contains("immutable"), "{kind:?}: {method} {address}: {}", answer.head);
            }
        }
    });
}
