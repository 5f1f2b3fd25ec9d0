//! Just enough HTML: finding tags and their attributes, and writing them back.
//!
//! For the one HTML file of this repository and what Trunk makes of it, not for HTML at large.

/// A part of a document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Anything that is not an opening tag, as it stands. Comments are left out.
    Text(&'a str),
    Tag(Tag<'a>),
}

/// An opening tag.
#[derive(Debug, PartialEq, Eq, Clone)]
pub(crate) struct Tag<'a> {
    pub(crate) name: &'a str,
    /// Names and values in the order written; a value is absent in `<p hidden>`.
    pub(crate) attributes: Vec<(&'a str, Option<String>)>,
}

impl Tag<'_> {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).and_then(|(_, value)| value.as_deref())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(key, _)| *key == name)
    }

    pub(crate) fn write(&self) -> String {
        let mut out = format!("<{}", self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            if let Some(value) = value {
                out.push_str(&format!("=\"{}\"", value.replace('"', "&quot;")));
            }
        }
        out.push('>');
        out
    }
}

/// Takes a document apart.
pub(crate) fn pieces(document: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = document;
    while let Some((text, after)) = rest.split_once('<') {
        found.push(Piece::Text(text));
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, tail)| tail);
            continue;
        }
        let opens = after.starts_with(|letter: char| letter.is_ascii_alphabetic());
        let Some((inside, tail)) = opens.then(|| split_tag(after)).flatten() else {
            found.push(Piece::Text("<"));
            rest = after;
            continue;
        };
        let tag = parse_tag(inside);
        let raw = ["script", "style"].contains(&tag.name);
        let end = if raw { tail.find("</").unwrap_or(tail.len()) } else { 0 };
        found.push(Piece::Tag(tag));
        let (content, tail) = tail.split_at_checked(end).unwrap_or(("", tail));
        found.push(Piece::Text(content));
        rest = tail;
    }
    found.push(Piece::Text(rest));
    found.retain(|piece| *piece != Piece::Text(""));
    found
}

/// The opening tags of a document.
pub(crate) fn tags(document: &str) -> impl Iterator<Item = Tag<'_>> {
    pieces(document).into_iter().filter_map(|piece| match piece {
        Piece::Tag(tag) => Some(tag),
        Piece::Text(_) => None,
    })
}

/// The style sheets that the source of index.html hands to Trunk.
pub(crate) fn style_sheets(source: &str) -> Vec<String> {
    let of_trunk = tags(source).filter(|tag| tag.has("data-trunk") && tag.get("rel") == Some("css"));
    of_trunk.filter_map(|tag| tag.get("href").map(str::to_owned)).collect()
}

/// Whether the source of index.html says what the build depends on; if not, what is missing.
pub(crate) fn check_source(source: &str) -> Result<(), String> {
    let trunk: Vec<Tag<'_>> = tags(source).filter(|tag| tag.has("data-trunk")).collect();
    let app = trunk.iter().find(|tag| tag.get("rel") == Some("rust")).ok_or("has no <link data-trunk rel=\"rust\" …>")?;
    for (name, value) in [("data-cargo-profile-release", "wasm-release"), ("data-wasm-opt", "0")] {
        if app.get(name) != Some(value) {
            return Err(format!("its <link data-trunk rel=\"rust\"> needs {name}=\"{value}\": the page is optimised after it is cut"));
        }
    }
    let boots = |tag: &&Tag<'_>| tag.get("rel") == Some("copy-file") && tag.get("href") == Some("src/boot.js");
    trunk.iter().find(boots).ok_or("needs <link data-trunk rel=\"copy-file\" href=\"src/boot.js\">, which starts the app")?;
    if !tags(source).any(|tag| tag.get("id") == Some("boot-error")) {
        return Err("needs an element with id=\"boot-error\", where a failed start is explained".to_owned());
    }
    Ok(())
}

/// Splits `link href="a>b">rest` at the `>` that ends the tag.
fn split_tag(text: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    for (place, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            (None, '>') => return Some((text.get(..place)?, text.get(place + 1..)?)),
            _ => {}
        }
    }
    None
}

fn parse_tag(inside: &str) -> Tag<'_> {
    let inside = inside.trim_end().trim_end_matches('/');
    let (name, mut rest) = inside.split_once(|letter: char| letter.is_ascii_whitespace()).unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Tag { name, attributes };
        }
        let end = rest.find(|letter: char| letter == '=' || letter.is_ascii_whitespace()).unwrap_or(rest.len());
        let (key, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let Some(value) = after.strip_prefix('=') else {
            attributes.push((key, None));
            rest = after;
            continue;
        };
        let quoted = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.split_once(quote));
        let (value, tail) = quoted.unwrap_or_else(|| value.split_once(|letter: char| letter.is_ascii_whitespace()).unwrap_or((value, "")));
        attributes.push((key, Some(value.to_owned())));
        rest = tail;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_comes_back_as_it_was_but_for_comments() {
        let document = "<!doctype html><!-- a > b --><p hidden title=\"a>b\" data-x='1'>1 < 2</p><script>a<b</script>é";
        let written: String = pieces(document)
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => (*text).to_owned(),
                Piece::Tag(tag) => tag.write(),
            })
            .collect();
        assert_eq!(written, "<!doctype html><p hidden title=\"a>b\" data-x=\"1\">1 < 2</p><script>a<b</script>é");
    }

    #[test]
    fn attributes_are_found_quoted_bare_and_alone() {
        let tag = tags("<link rel=css data-trunk href = 'x' />").next().unwrap();
        assert_eq!(tag.get("rel"), Some("css"));
        assert!(tag.has("data-trunk"));
        assert!(!tag.has("integrity"));
    }

    #[test]
    fn an_index_without_the_profile_is_refused_with_the_attribute_to_add() {
        let source = "<link data-trunk rel=\"rust\" data-wasm-opt=\"0\"/>";
        assert!(check_source(source).unwrap_err().contains("data-cargo-profile-release=\"wasm-release\""));
        assert_eq!(style_sheets("<link data-trunk rel=\"css\" href=\"style/ticket.css\"/>"), ["style/ticket.css"]);
    }
}
