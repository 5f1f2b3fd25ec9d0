//! The shipped folder as the tests find it, and as a host has it under a path of its own.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// The path that the folder is served under: no host is asked for its top.
pub const UNDER: &str = "/tools/ticket";

/// What `cargo xtask dist` has left to be served.
pub fn site() -> PathBuf {
    named("ORDER_TICKET_SITE")
}

/// What it has left beside that.
pub fn deploy(file: &str) -> PathBuf {
    named("ORDER_TICKET_DEPLOY").join(file)
}

fn named(variable: &str) -> PathBuf {
    std::env::var_os(variable).unwrap_or_else(|| panic!("{variable}; run these tests by `cargo xtask test e2e`")).into()
}

/// For each file the headers that it is to come with.
pub fn headers() -> BTreeMap<String, BTreeMap<String, String>> {
    let text = fs::read_to_string(deploy("headers.json")).unwrap();
    let read: Value = serde_json::from_str(&text).unwrap();
    let texts = |of: &Value| {
        let pairs = of.as_object().unwrap().iter().map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()));
        pairs.collect::<BTreeMap<_, _>>()
    };
    read.as_object().unwrap().iter().map(|(file, headers)| (file.clone(), texts(headers))).collect()
}

/// A folder that goes away with its owner.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty one.
    pub fn new() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("order-ticket-hosting-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    /// A root with the shipped folder in it, [`UNDER`] its path.
    pub fn with_site() -> Folder {
        let root = Folder::new();
        let place = root.path().join(UNDER.trim_start_matches('/'));
        fs::create_dir_all(&place).unwrap();
        for entry in fs::read_dir(site()).unwrap().map(Result::unwrap) {
            fs::copy(entry.path(), place.join(entry.file_name())).unwrap();
        }
        root
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A file of the page in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(UNDER.trim_start_matches('/')).join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
