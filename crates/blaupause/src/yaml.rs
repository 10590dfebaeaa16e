//! A document as YAML: what names a thing first, then its members in alphabetical order; texts of several lines as
//! blocks.
//!
//! Law: what is written reads back as the same value. A text goes without quotation marks only where no reader of
//! YAML, not even of its old version 1.1, takes it for anything else.

use serde_json::{Map, Value};

const STEP: usize = 2;

/// What something is called, and in which version, is what a reader looks for first.
const NAMES: [&str; 5] = ["format", "owner", "name", "version", "id"];

/// A key is recognised by its colon, for which readers look no further than 1,024 characters.
const LONGEST_KEY: usize = 1_000;

pub(crate) fn written(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(object) if !object.is_empty() => members(object, 0, &mut out),
        Value::Array(list) if !list.is_empty() => items(list, 0, &mut out),
        other => line(other, 0, &mut out),
    }
    out
}

/// The first member stands where the text ends, the others below it.
fn members(object: &Map<String, Value>, indent: usize, out: &mut String) {
    let mut sorted: Vec<(&String, &Value)> = object.iter().collect();
    let rank = |name: &str| NAMES.iter().position(|first| *first == name).unwrap_or(NAMES.len());
    sorted.sort_unstable_by_key(|(name, _)| (rank(name), *name));
    for (idx, (name, value)) in sorted.into_iter().enumerate() {
        if 0 < idx {
            pad(indent, out);
        }
        key(name, indent, out);
        match value {
            Value::Object(object) if !object.is_empty() => {
                below(indent, out);
                members(object, indent + STEP, out);
            }
            Value::Array(list) if !list.is_empty() => {
                below(indent, out);
                items(list, indent + STEP, out);
            }
            other => {
                out.push(' ');
                line(other, indent, out);
            }
        }
    }
}

fn items(list: &[Value], indent: usize, out: &mut String) {
    for (idx, value) in list.iter().enumerate() {
        if 0 < idx {
            pad(indent, out);
        }
        out.push_str("- ");
        match value {
            Value::Object(object) if !object.is_empty() => members(object, indent + STEP, out),
            Value::Array(list) if !list.is_empty() => items(list, indent + STEP, out),
            other => line(other, indent, out),
        }
    }
}

fn key(name: &str, indent: usize, out: &mut String) {
    let name = if is_plain(name) { name.to_owned() } else { quoted(name) };
    if LONGEST_KEY < name.chars().count() {
        out.push_str("? ");
        out.push_str(&name);
        out.push('\n');
        pad(indent, out);
    } else {
        out.push_str(&name);
    }
    out.push(':');
}

fn below(indent: usize, out: &mut String) {
    out.push('\n');
    pad(indent + STEP, out);
}

fn pad(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// What has nothing below it, to the end of its line or of its block.
fn line(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::String(text) if is_block(text) => block(text, indent + STEP, out),
        Value::String(text) if is_plain(text) => out.push_str(text),
        Value::String(text) => out.push_str(&quoted(text)),
        // Numbers, `null`, `true`, `{}`, `[]` are written as in JSON.
        other => out.push_str(&other.to_string()),
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
}

fn block(text: &str, indent: usize, out: &mut String) {
    out.push_str(if text.ends_with('\n') { "|\n" } else { "|-\n" });
    for line in text.lines() {
        if !line.is_empty() {
            pad(indent, out);
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// Several lines, none of which begins like indentation or ends in spaces, which editors take away.
fn is_block(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let begins = body.chars().next().is_some_and(|c| c != ' ' && c != '\n');
    text.contains('\n')
        && begins
        && !body.ends_with('\n')
        && body.split('\n').all(|line| !line.ends_with(' '))
        && text.chars().all(|c| c == '\n' || is_printable(c))
}

fn is_plain(text: &str) -> bool {
    const TAKEN: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let begins = text.chars().next().is_some_and(char::is_alphabetic);
    let is_harmless =
        |c: char| c.is_alphanumeric() || " -_./()+,;!?%§&*'=@„“”’…–".contains(c) || c == ':';
    begins
        && text.chars().all(is_harmless)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !TAKEN.contains(&text.to_ascii_lowercase().as_str())
}

/// Quoted as in JSON, which YAML reads alike, with everything escaped that YAML does not allow as it is.
fn quoted(text: &str) -> String {
    let json = Value::from(text).to_string();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_printable(c) {
            out.push(c);
        } else {
            let escaped = format!("\\u{:04x}", u32::from(c));
            out.push_str(&escaped);
        }
    }
    out
}

/// What stands for itself in every version of YAML; the rest are controls, line ends and byte order marks.
fn is_printable(c: char) -> bool {
    let is_line_end = ['\u{2028}', '\u{2029}'].contains(&c);
    !c.is_control() && !is_line_end && !['\u{feff}', '\u{fffe}', '\u{ffff}'].contains(&c)
}

#[cfg(test)]
mod tests {
    use blueprint::{Syntax, parse};
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn read(text: &str) -> Value {
        parse(text.as_bytes(), Syntax::Yaml)
            .unwrap_or_else(|error| panic!("{error}:\n{text}"))
            .into_value()
    }

    #[test]
    fn a_document_is_easy_on_the_eye() {
        let value = json!({
            "title": {"de": "Müll: was, wann?", "en": "Refuse"},
            "version": "1.0.0", "empty": {}, "none": [], "on": "yes", "url": "https://a.example/b",
            "nodes": [{"id": "start", "inputs": ["a", "b"]}, [1, [2.5]], "Text\n\n  mehr\n", "x\ny"],
        });
        insta::assert_snapshot!(written(&value));
        assert_eq!(read(&written(&value)), value);
    }

    #[test]
    fn a_long_key_and_odd_texts_are_read_back() {
        let odd = [
            "",
            " ",
            "- a",
            "#",
            "a #b",
            "a: b",
            "a:",
            "~",
            "0x1f",
            "1.",
            ".5",
            "---",
            "...",
            "%",
            "\u{feff}a",
            "\u{7f}",
            "\u{85}",
            "a\u{2028}b",
            "a\n",
            "\na",
            "a\n\n",
            " a\nb",
            "a\n \nb",
            "a\tb\nc",
            "a\n\tb",
            "a\r\nb",
            "'",
            "\"\\",
            "[a",
            "Null",
        ];
        let long = "ä".repeat(2_000);
        let value = json!({"odd": odd, "keys": odd.map(|text| json!({text: text})), long: [{"x".repeat(1_500): odd[1]}]});
        assert_eq!(read(&written(&value)), value);
    }

    #[test]
    fn what_other_readers_and_editors_would_change_is_quoted() {
        for (text, expected) in [
            ("a \nb", r#""a \nb""#),
            ("a\n  \nb", r#""a\n  \nb""#),
            ("a\u{2028}b\nc", r#""a\u2028b\nc""#),
            ("No", r#""No""#),
            ("12:30", r#""12:30""#),
        ] {
            assert_eq!(written(&json!(text)), format!("{expected}\n"));
        }
    }

    fn texts() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-zA-Zäß :#,'\"\\-?|>&*!%@{}\\[\\]0-9.~\\\\]{0,12}",
            "[ab \n\t:#-]{0,10}",
            ".{0,6}",
            any::<String>(),
        ]
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            (-1e6..1e6f64).prop_map(Value::from),
            texts().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 16, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::btree_map(texts(), inner, 0..4)
                    .prop_map(|members| members.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn what_is_written_reads_back(members in proptest::collection::btree_map(texts(), values(), 0..4)) {
            let parsed = blueprint::Parsed::of(members.into_iter().collect()).unwrap();
            prop_assert_eq!(&read(&written(parsed.value())), parsed.value());
        }
    }
}
