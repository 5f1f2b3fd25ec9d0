//! The package's `package.json`: what can be imported from it, by which name, with which types.

use super::PACKAGE;

/// What can be imported.
struct Entry {
    /// After the name of the package.
    name: &'static str,
    types: &'static str,
    script: &'static str,
    /// Another script for Node.js, where it is there.
    node: &'static str,
}

const ENTRIES: &[Entry] = &[
    Entry { name: ".", types: "types/element.d.ts", script: "element.js", node: "" },
    Entry { name: "./element", types: "types/element.d.ts", script: "element.js", node: "" },
    Entry { name: "./react", types: "types/react.d.ts", script: "react.js", node: "" },
    Entry { name: "./api", types: "types/api.d.ts", script: "api.js", node: "node.js" },
    Entry { name: "./frame-host", types: "types/frame-host.d.ts", script: "frame-host.js", node: "" },
];

/// Files that are addressed by their own names: by a bundler's `?url`, a CDN, a tool.
const BY_NAME: &[&str] = &["./*.wasm", "./*.css", "./custom-elements.json", "./sri.json", "./package.json"];

/// The text of `package.json` for a package of these files.
pub(super) fn package_json(version: &str, files: &[String]) -> String {
    let there = |name: &str| files.iter().any(|file| file == name);
    let mut exports = Vec::new();
    for entry in ENTRIES.iter().filter(|entry| there(entry.script) && there(entry.types)) {
        let Entry { name, types, script, node } = entry;
        let node = if there(node) { format!("\"node\": \"./{node}\", ") } else { String::new() };
        // TypeScript takes the first condition that fits, so types stand first.
        exports.push(format!("    \"{name}\": {{ \"types\": \"./{types}\", {node}\"default\": \"./{script}\" }}"));
    }
    exports.extend(BY_NAME.iter().map(|name| format!("    \"{name}\": \"{name}\"")));
    format!(
        r#"{{
  "name": "{PACKAGE}",
  "version": "{version}",
  "description": "An order ticket for NinjaTrader 8 over the CrossTrade API, as a custom element",
  "keywords": ["custom-element", "web-component", "order-ticket", "trading", "futures", "ninjatrader", "crosstrade", "wasm"],
  "license": "{}",
  "repository": {{ "type": "git", "url": "git+{}.git" }},
  "type": "module",
  "sideEffects": ["./element.js", "./*.css"],
  "customElements": "custom-elements.json",
  "exports": {{
{}
  }},
  "peerDependencies": {{ "react": ">=18" }},
  "peerDependenciesMeta": {{ "react": {{ "optional": true }} }}
}}
"#,
        env!("CARGO_PKG_LICENSE"),
        env!("CARGO_PKG_REPOSITORY"),
        exports.join(",\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_types_can_be_imported_and_they_come_first() {
        let files = ["element.js", "types/element.d.ts", "api.js", "types/api.d.ts", "node.js", "react.js"].map(str::to_owned);
        let text = package_json("1.2.3", &files);
        assert!(text.contains("\"version\": \"1.2.3\""));
        assert!(text.contains("\".\": { \"types\": \"./types/element.d.ts\", \"default\": \"./element.js\" }"), "{text}");
        assert!(
            text.contains("\"./api\": { \"types\": \"./types/api.d.ts\", \"node\": \"./node.js\", \"default\": \"./api.js\" }"),
            "{text}"
        );
        assert!(!text.contains("./react"), "{text}");
    }
}
