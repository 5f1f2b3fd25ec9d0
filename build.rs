//! Keeps relocations in a page that is to be cut into parts: the cut follows them to learn what calls what.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let set = |name| std::env::var_os(name).is_some();
    if set("CARGO_FEATURE_SPLIT") && std::env::var_os("CARGO_CFG_TARGET_ARCH").is_some_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
