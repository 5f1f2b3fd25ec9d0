//! The page's program. `cargo xtask serve` builds it for the browser and serves it.

/// Nothing starts by itself in the browser: a script calls one of the program's exports, `page` or `embed`. The same program
/// serves a page of its own and dashboards, and not even loads of it touch the page.
#[cfg(target_arch = "wasm32")]
fn main() {
    use order_ticket as _;
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("This program is a web page. Run `cargo xtask serve` to build and serve it.");
}
