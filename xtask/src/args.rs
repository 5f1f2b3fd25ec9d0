//! The command line: from words to a [`Verb`].

use page_headers::{Origin, Policy};

use crate::bench::Part;
use crate::error::Error;
use crate::example::Example;
use crate::page::Flavor;
use crate::test::Stage;

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Help,
    Serve {
        flavor: Flavor,
        gateway: Vec<String>,
    },
    Page {
        flavor: Flavor,
    },
    /// No stage means all of them.
    Test {
        stages: Vec<Stage>,
    },
    /// For a host with this policy.
    Dist {
        policy: Policy,
    },
    Npm,
    /// Words behind `--` are for the gateway.
    Example {
        example: Example,
        gateway: Vec<String>,
    },
    /// No part means all of them; `args` are for the native one.
    Bench {
        parts: Vec<Part>,
        args: Vec<String>,
    },
    Size,
}

/// Reads the words after `cargo xtask`.
pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Result<Verb, Error> {
    let mut words = words.into_iter();
    let Some(verb) = words.next() else {
        return Ok(Verb::Help);
    };
    let mut own: Vec<String> = Vec::new();
    let mut passed: Vec<String> = Vec::new();
    while let Some(word) = words.next() {
        if word == "--" {
            passed.extend(words.by_ref());
        } else {
            own.push(word);
        }
    }
    if own.iter().any(|word| word == "--help" || word == "-h") {
        return Ok(Verb::Help);
    }
    let parsed = match verb.as_str() {
        "help" | "--help" | "-h" => return Ok(Verb::Help),
        "serve" => Verb::Serve { flavor: flavor(&verb, own.drain(..))?, gateway: std::mem::take(&mut passed) },
        "page" => Verb::Page { flavor: flavor(&verb, own.drain(..))? },
        "test" => Verb::Test { stages: own.drain(..).map(|word| Stage::parse(&word)).collect::<Result<_, _>>()? },
        "dist" => Verb::Dist { policy: policy(&verb, own.drain(..))? },
        "npm" => Verb::Npm,
        "example" => match own.pop().as_deref().map(|word| (word, Example::parse(word))) {
            Some((_, Some(example))) => Verb::Example { example, gateway: std::mem::take(&mut passed) },
            _ => return Err(Error::NoExample),
        },
        "bench" => {
            let parts = own.drain(..).map(|word| Part::parse(word, &verb)).collect::<Result<Vec<_>, _>>()?;
            let args = if Part::Native.is_among(&parts) { std::mem::take(&mut passed) } else { Vec::new() };
            Verb::Bench { parts, args }
        }
        "size" => Verb::Size,
        _ => return Err(Error::UnknownVerb(verb)),
    };
    match own.into_iter().chain(passed).next() {
        Some(argument) => Err(Error::Argument { verb, argument }),
        None => Ok(parsed),
    }
}

fn flavor(verb: &str, words: impl IntoIterator<Item = String>) -> Result<Flavor, Error> {
    let mut flavor = Flavor::Release;
    for word in words {
        flavor = match word.as_str() {
            "--release" => Flavor::Release,
            "--dev" => Flavor::Dev,
            _ => {
                return Err(Error::Argument { verb: verb.to_owned(), argument: word });
            }
        };
    }
    Ok(flavor)
}

fn policy(verb: &str, words: impl IntoIterator<Item = String>) -> Result<Policy, Error> {
    let mut policy = Policy::default();
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let mut origin = || words.next().unwrap_or_default();
        match word.as_str() {
            // The frame compares it with what the browser says.
            "--frame-origin" => policy.frame.push(Origin::of_page(&origin())?),
            "--connect-origin" => policy.connect.push(origin().parse()?),
            _ => return Err(Error::Argument { verb: verb.to_owned(), argument: word }),
        }
    }
    Ok(policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Verb, Error> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn verbs_take_their_own_words_and_pass_on_the_rest() {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let both = Policy { frame: vec!["https://a.example".parse().unwrap()], connect: vec!["https://b.example".parse().unwrap()] };
        let cases = [
            ("", Verb::Help),
            ("test --help", Verb::Help),
            ("serve", Verb::Serve { flavor: Flavor::Release, gateway: vec![] }),
            ("serve --dev -- --port 0", Verb::Serve { flavor: Flavor::Dev, gateway: words("--port 0") }),
            ("dist", Verb::Dist { policy: Policy::default() }),
            ("dist --frame-origin https://a.example --connect-origin https://b.example", Verb::Dist { policy: both }),
            ("test", Verb::Test { stages: vec![] }),
            ("test fmt e2e", Verb::Test { stages: vec![Stage::Fmt, Stage::E2e] }),
            ("npm", Verb::Npm),
            ("example vue -- --listen 0", Verb::Example { example: Example::Vue, gateway: words("--listen 0") }),
            ("bench", Verb::Bench { parts: vec![], args: vec![] }),
            ("bench -- check", Verb::Bench { parts: vec![], args: words("check") }),
            ("bench native -- check", Verb::Bench { parts: vec![Part::Native], args: words("check") }),
            ("bench site", Verb::Bench { parts: vec![Part::Site], args: vec![] }),
            ("bench browser", Verb::Bench { parts: vec![Part::Browser], args: vec![] }),
        ];
        for (line, expected) in cases {
            assert_eq!(read(line).unwrap(), expected, "{line}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused_by_name() {
        for (line, word) in [
            ("srve", "srve"),
            ("size all", "all"),
            ("test unit", "unit"),
            ("page -- x", "x"),
            ("bench check", "check"),
            ("dist --frame", "--frame"),
            ("dist --frame-origin a.example/x", "a.example/x"),
            ("dist --frame-origin", ""),
            ("dist --frame-origin https://*.example", "https://*.example"),
            ("bench browser -- x", "x"),
        ] {
            let message = read(line).unwrap_err().to_string();
            assert!(message.contains(&format!("`{word}`")), "{line}: {message}");
        }
    }
}
