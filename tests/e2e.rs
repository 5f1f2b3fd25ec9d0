//! End-to-end tests: real Chromium, the built page, a running gateway. `cargo xtask test e2e` runs them.
