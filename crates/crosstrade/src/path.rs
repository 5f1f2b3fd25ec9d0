//! Percent-encoding of path segments and query values, both ways (RFC 3986 unreserved characters stay).

/// True for a text that can stand as one segment of a path. `.` and `..` cannot, not even encoded: browsers take them out,
/// and `orders/./cancel` would be `orders/cancel`, which cancels every order of the account.
pub(crate) fn is_segment(text: &str) -> bool {
    !matches!(text.trim(), "" | "." | "..")
}

/// Encodes one segment. A text that cannot be one gets a blank before it, which names nothing: without that an account
/// called `..` would make of its `positions/flatten` the one of every account.
pub(crate) fn segment(text: &str) -> String {
    if is_segment(text) { encode(text) } else { format!("%20{}", encode(text)) }
}

/// Encodes one value.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    out
}

/// Decodes one segment or value; `None` for a broken escape or bytes that are not UTF-8.
pub(crate) fn decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let mut nibble = || char::from(bytes.next()?).to_digit(16);
            let value = nibble()? * 16 + nibble()?;
            out.push(u8::try_from(value).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

/// The value of a query parameter, decoded; `+` is a blank, as forms write it.
pub(crate) fn query_value(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (key == name).then(|| decode(&value.replace('+', " "))).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dots_are_no_segments() {
        for (text, segment) in [("", false), (" ", false), (".", false), ("..", false), ("...", true), ("a", true)] {
            assert_eq!(is_segment(text), segment, "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_segment_names_nothing() {
        for (text, encoded) in [("", "%20"), (" ", "%20%20"), (".", "%20."), ("..", "%20.."), ("Sim 101", "Sim%20101")] {
            assert_eq!(segment(text), encoded, "{text:?}");
        }
    }

    #[test]
    fn table() {
        assert_eq!(encode("Sim 101!/ü"), "Sim%20101%21%2F%C3%BC");
        assert_eq!(decode("Sim%20101%21%2F%C3%BC").as_deref(), Some("Sim 101!/ü"));
        for broken in ["%", "%2", "%zz", "%ff", "%€€"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
        assert_eq!(query_value("a=1&instrument=ES+12-26%2CNQ", "instrument").as_deref(), Some("ES 12-26,NQ"));
    }

    proptest! {
        #[test]
        fn any_text_round_trips(text: String) {
            let encoded = encode(&text);
            prop_assert!(encoded.bytes().all(|b| b.is_ascii_graphic() && b != b'/' && b != b'?'));
            prop_assert_eq!(decode(&encoded), Some(text));
        }

        #[test]
        fn decoding_never_panics(text: String) {
            let _ = decode(&text);
            let _ = query_value(&text, "x");
        }
    }
}
