//! The grammar of JSON (RFC 8259), strictly: where the values of a text begin and end, and what its strings say.
//!
//! Own code, because the general reader with its machinery for types and errors costs the page twenty kilobytes and all
//! that is asked of it is where a field lies; the tests compare the two. It does not recurse, so no depth can hurt it.

use std::borrow::Cow;

/// A member of an object; in an array the names are empty.
pub(super) type Member<'a> = (Cow<'a, str>, &'a str);

/// The members of a text that is one object, each value as raw JSON without blanks around it.
pub(super) fn object(text: &str) -> Option<Vec<Member<'_>>> {
    members(text, b'{', b'}')
}

/// The elements of a text that is one array, each as raw JSON without blanks around it.
pub(super) fn array(text: &str) -> Option<Vec<Member<'_>>> {
    members(text, b'[', b']')
}

/// What a text says that is one string.
pub(super) fn string(text: &str) -> Option<Cow<'_, str>> {
    let mut scan = Scan { text, at: 0 };
    scan.blanks();
    let string = scan.string()?;
    scan.end()?;
    meaning(string)
}

/// Writes a string with its quotation marks.
pub(super) fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                for nibble in [u32::from(c) >> 4, u32::from(c) & 15] {
                    out.push(char::from_digit(nibble, 16).unwrap_or('0'));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn members(text: &str, open: u8, close: u8) -> Option<Vec<Member<'_>>> {
    let mut scan = Scan { text, at: 0 };
    let mut members = Vec::new();
    scan.blanks();
    scan.take(open)?;
    scan.blanks();
    if scan.take(close).is_none() {
        loop {
            let name = if close == b'}' { scan.name()? } else { Cow::Borrowed("") };
            members.push((name, scan.value()?));
            scan.blanks();
            if scan.take(b',').is_none() {
                break;
            }
        }
        scan.take(close)?;
    }
    scan.end()?;
    Some(members)
}

/// A place in a text. Every step is `None` where the text is not what it asks for.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    /// A value of any kind, whole and well-formed.
    fn value(&mut self) -> Option<&'a str> {
        self.blanks();
        let from = self.at;
        // What closes each object and array that is open.
        let mut open: Vec<u8> = Vec::new();
        loop {
            self.blanks();
            let close = match self.peek()? {
                b'{' => Some(b'}'),
                b'[' => Some(b']'),
                _ => None,
            };
            if let Some(close) = close {
                self.at += 1;
                self.blanks();
                if self.take(close).is_none() {
                    open.push(close);
                    if close == b'}' {
                        self.name()?;
                    }
                    continue;
                }
            } else {
                self.plain()?;
            }
            // A value has ended: another follows it, or what it stands in ends too.
            loop {
                let Some(close) = open.last().copied() else { return self.text.get(from..self.at) };
                self.blanks();
                if self.take(close).is_some() {
                    open.pop();
                    continue;
                }
                self.take(b',')?;
                if close == b'}' {
                    self.name()?;
                }
                break;
            }
        }
    }

    /// A value that holds no others.
    fn plain(&mut self) -> Option<()> {
        match self.peek()? {
            b'"' => self.string().map(|_| ()),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            _ => self.number(),
        }
    }

    /// The name of a member and its colon.
    fn name(&mut self) -> Option<Cow<'a, str>> {
        self.blanks();
        let name = self.string()?;
        self.blanks();
        self.take(b':')?;
        meaning(name)
    }

    /// What stands between the quotation marks, its escapes well-formed.
    fn string(&mut self) -> Option<&'a str> {
        self.take(b'"')?;
        let from = self.at;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'"' => return self.text.get(from..self.at - 1),
                b'\\' => {
                    let escape = self.peek()?;
                    self.at += 1;
                    match escape {
                        b'u' => {
                            for _ in 0..4 {
                                self.peek().filter(u8::is_ascii_hexdigit)?;
                                self.at += 1;
                            }
                        }
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                        _ => return None,
                    }
                }
                0..b' ' => return None,
                _ => {}
            }
        }
    }

    fn number(&mut self) -> Option<()> {
        let _ = self.take(b'-');
        if self.take(b'0').is_none() {
            self.digits()?;
        }
        if self.take(b'.').is_some() {
            self.digits()?;
        }
        if self.take(b'e').or_else(|| self.take(b'E')).is_some() {
            let _ = self.take(b'+').or_else(|| self.take(b'-'));
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let from = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > from).then_some(())
    }

    fn word(&mut self, word: &str) -> Option<()> {
        word.bytes().try_for_each(|byte| self.take(byte))
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn end(&mut self) -> Option<()> {
        self.blanks();
        self.peek().is_none().then_some(())
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// What a string says; `None` for half of a surrogate pair. Its escapes are well-formed.
fn meaning(string: &str) -> Option<Cow<'_, str>> {
    if !string.contains('\\') {
        return Some(Cow::Borrowed(string));
    }
    let mut out = String::with_capacity(string.len());
    let mut chars = string.chars();
    while let Some(c) = chars.next() {
        out.push(if c == '\\' { escaped(&mut chars)? } else { c });
    }
    Some(Cow::Owned(out))
}

fn escaped(chars: &mut core::str::Chars<'_>) -> Option<char> {
    Some(match chars.next()? {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => {
            let first = unit(chars)?;
            if !(0xd800..0xdc00).contains(&first) {
                return char::from_u32(first);
            }
            chars.next().filter(|c| *c == '\\')?;
            chars.next().filter(|c| *c == 'u')?;
            let second = unit(chars)?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
            return char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second);
        }
        itself => itself,
    })
}

fn unit(chars: &mut core::str::Chars<'_>) -> Option<u32> {
    (0..4).try_fold(0, |unit, _| Some(unit * 16 + chars.next()?.to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::value::RawValue;
    use std::collections::BTreeMap;

    /// Pieces that make well-formed texts often and broken ones often enough.
    fn text() -> impl Strategy<Value = String> {
        let scalar = prop_oneof![
            Just("null".to_owned()),
            Just("true".to_owned()),
            "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?",
            "-?[0-9.eE+-]{0,5}",
            "\"([ -~]|\\\\[\"\\\\/bfnrtux]|\\\\u(d[89a-f]|[0-9a-fA-F]{2})[0-9a-f]{2}|[\u{0}-\u{7f}é€😀]){0,6}\"",
            any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()),
        ];
        let blank = "[ \n\t]{0,2}";
        scalar.prop_recursive(4, 24, 4, move |inner| {
            let padded = (blank, inner, blank).prop_map(|(before, value, after)| before + &value + &after);
            let name = prop_oneof![4 => "\"[ab]\"", 1 => "\"\\\\u00(61|62)\"", 1 => "[ -~]{0,3}"];
            let member = (name, padded.clone()).prop_map(|(name, value)| format!("{name} :{value}"));
            prop_oneof![
                proptest::collection::vec(padded, 0..4).prop_map(|values| format!("[{}]", values.join(","))),
                proptest::collection::vec(member, 0..4).prop_map(|members| format!("{{{}}}", members.join(","))),
                "[\\[\\]{}\":, a0\\\\-]{0,8}",
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

        #[test]
        fn reads_what_another_reader_reads(text in text()) {
            let members = object(&text).map(|members| members.into_iter().map(|(name, raw)| (name.into_owned(), raw)).collect());
            let others: Option<BTreeMap<String, &RawValue>> = serde_json::from_str(&text).ok();
            let others = others.map(|members| members.into_iter().map(|(name, raw)| (name, raw.get())).collect::<BTreeMap<_, _>>());
            prop_assert_eq!(members, others);
            let elements = array(&text).map(|elements| elements.into_iter().map(|(_, raw)| raw).collect::<Vec<_>>());
            let others: Option<Vec<&RawValue>> = serde_json::from_str(&text).ok();
            prop_assert_eq!(elements, others.map(|elements| elements.into_iter().map(RawValue::get).collect()));
            prop_assert_eq!(string(&text).map(Cow::into_owned), serde_json::from_str::<String>(&text).ok());
        }

        #[test]
        fn writes_what_another_writer_writes(text in prop_oneof![any::<String>(), "[\u{0}-\u{7f}]{0,20}"]) {
            let mut out = String::new();
            quote(&text, &mut out);
            prop_assert_eq!(&out, &serde_json::to_string(&text).unwrap());
            prop_assert_eq!(string(&out), Some(Cow::Borrowed(text.as_str())));
        }

        #[test]
        fn any_text_gives_an_answer(text: String) {
            let _ = (object(&text), array(&text), string(&text));
        }
    }

    #[test]
    fn no_depth_hurts() {
        let deep = 100_000;
        let text = "[".repeat(deep) + &"]".repeat(deep);
        assert_eq!(array(&text).unwrap().len(), 1);
        assert_eq!(array(&"[".repeat(deep)), None);
        assert_eq!(object(&("{\"a\":".repeat(deep))), None);
    }
}
