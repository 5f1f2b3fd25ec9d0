//! The sources as `tests/tidy.rs` reads them: files, lines, code without comments, dependencies of a manifest.
//! Must not know any rule.

use std::fs;
use std::io;
use std::path::Path;

/// Names of what holds nothing written by us.
const NOT_OURS: &[&str] = &["target", "dist", "node_modules", ".git"];

pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Every file of the repository.
#[derive(Default)]
pub(crate) struct Files {
    pub(crate) texts: Vec<File>,
    /// The paths of those that are no text.
    pub(crate) others: Vec<String>,
}

impl File {
    pub(crate) fn is(&self, ending: &str) -> bool {
        self.path.ends_with(ending)
    }

    pub(crate) fn under(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Lines with their numbers, without what follows `//`; the one in an address (`https://`) begins no comment.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().map(|(number, line)| {
            let comment = line.match_indices("//").map(|(at, _)| at);
            let mut comment = comment.filter(|at| !line.get(..*at).is_some_and(|before| before.ends_with(':')));
            (number, comment.next().and_then(|at| line.get(..at)).unwrap_or(line))
        })
    }

    /// The code without its tests, which stand last in a file.
    pub(crate) fn shipped(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code().take_while(|(_, line)| line.trim() != "#[cfg(test)]")
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(at, line)| (at + 1, line))
    }
}

fn read(folder: &Path, prefix: &str, found: &mut Files) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        // In a worktree `.git` is a file.
        if NOT_OURS.contains(&name.as_str()) {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{path}/"), found)?;
        } else if let Ok(text) = String::from_utf8(fs::read(entry.path())?) {
            found.texts.push(File { path, text });
        } else {
            found.others.push(path);
        }
    }
    Ok(())
}

pub(crate) fn all_files() -> io::Result<Files> {
    let mut found = Files::default();
    read(Path::new(env!("CARGO_MANIFEST_DIR")), "", &mut found)?;
    Ok(found)
}

/// Every text file of the repository.
pub(crate) fn files() -> io::Result<Vec<File>> {
    all_files().map(|found| found.texts)
}

/// Whether `word` stands in `line` and is not part of a longer word. A word may be longer at its end, as `tokio_util` is.
pub(crate) fn says(line: &str, word: &str) -> bool {
    let part_of_word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
    line.match_indices(word).any(|(at, _)| !line.get(..at).unwrap_or_default().ends_with(part_of_word))
}

/// The lines of a manifest's sections whose heading fits, as (line, name of the dependency).
pub(crate) fn dependencies(manifest: &File, fits: impl Fn(&str) -> bool) -> Vec<(usize, &str)> {
    let mut inside = false;
    let mut found = Vec::new();
    for (number, line) in manifest.lines() {
        if let Some(heading) = line.trim().strip_prefix('[') {
            let heading = heading.trim_end_matches(']');
            inside = fits(heading);
            // `[dependencies.name]`: one dependency as a table of its own.
            let own_table = heading.rsplit_once('.').filter(|(section, _)| fits(section));
            found.extend(own_table.map(|(_, name)| (number, name)));
        } else if inside && !line.starts_with('#') {
            found.extend(line.split_once(['=', '.']).map(|(name, _)| (number, name.trim())));
        }
    }
    found
}
