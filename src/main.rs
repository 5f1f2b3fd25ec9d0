//! The page's entry. `cargo xtask serve` builds it for the browser and serves it.

#[cfg(target_arch = "wasm32")]
fn main() {
    order_ticket::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("This program is a web page. Run `cargo xtask serve` to build and serve it.");
}
