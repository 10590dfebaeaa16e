//! Bytes within the limits, or a fault that says where.

use std::fmt::Write as _;

use blueprint::{ParseError, Place, Pointer, Syntax, parse};
use serde_json::json;

fn code(bytes: &[u8], syntax: Syntax) -> String {
    let finding = parse(bytes, syntax).unwrap_err().finding();
    format!("{} {}", finding.code.as_str(), finding.pointer).trim_end().to_owned()
}

#[test]
fn json_and_yaml_give_the_same_document() {
    let from_json = parse(br#"{"b": [1, 2.5, null, true], "a": "x"}"#, Syntax::Json).unwrap();
    let from_yaml = parse(b"b: [1, 2.5, null, true]\na: x\n", Syntax::Yaml).unwrap();
    assert_eq!(from_json.canonical(), br#"{"a":"x","b":[1,2.5,null,true]}"#);
    assert_eq!(from_json.digest(), from_yaml.digest());
}

#[test]
fn yaml_is_version_1_2() {
    let text = "on: yes\nversion: 2.1.0\nday: 2026-03-14\nhex: 0x1F\noct: 0o17\nland: '08'\nfloat: 1e3\nempty:\n";
    let parsed = parse(text.as_bytes(), Syntax::Yaml).unwrap();
    let expected = json!({"on": "yes", "version": "2.1.0", "day": "2026-03-14", "hex": 31, "oct": 15, "land": "08", "float": 1000, "empty": null});
    assert_eq!(parsed.value(), &expected);
}

#[test]
fn what_is_no_document_is_refused_with_its_place() {
    let json = |bytes: &[u8]| code(bytes, Syntax::Json);
    assert_eq!(json(b""), "parse-empty");
    assert_eq!(json(b" \n "), "parse-empty");
    assert_eq!(json(b"[1]"), "parse-not-an-object");
    assert_eq!(json(b"{\"a\": \"\xff\"}"), "parse-encoding");
    assert_eq!(json(b"{\"a\": 1"), "parse-syntax");
    assert_eq!(json(b"{} x"), "parse-syntax");
    assert_eq!(json(b"{\"a\": {\"b\": 1, \"b\": 2}}"), "parse-duplicate-key /a/b");
    assert_eq!(json(b"{\"a\": [9007199254740993]}"), "parse-number /a/0");
    assert_eq!(json(b"{\"a\": [1e300]}"), "parse-number /a/0");
    assert_eq!(json(&vec![b' '; 1024 * 1024 + 1]), "parse-too-large");
}

#[test]
fn yaml_refuses_what_could_hide_or_multiply() {
    let yaml = |text: &str| code(text.as_bytes(), Syntax::Yaml);
    assert_eq!(yaml("a: &x 1\nb: *x\n"), "parse-yaml");
    assert_eq!(yaml("a: *x\n"), "parse-yaml");
    assert_eq!(yaml("a: !!int 1\n"), "parse-yaml");
    assert_eq!(yaml("a: 1\n---\nb: 2\n"), "parse-yaml");
    assert_eq!(yaml("1: a\n"), "parse-yaml");
    assert_eq!(yaml("? [a]\n: b\n"), "parse-yaml");
    assert_eq!(yaml("a: 1\na: 2\n"), "parse-duplicate-key /a");
    assert_eq!(yaml("a: .inf\n"), "parse-number /a");
    assert_eq!(yaml("a: 123456789012345678901234567890\n"), "parse-number /a");
}

const NO_JSON: &[&str] = &[
    r#"{"a": [1, 2"#,
    r#"{"a": 1"#,
    r#"{"a": "x"#,
    r#"{"a": "#,
    r#"{"a" 1}"#,
    r#"{"a": [1 2]}"#,
    r#"{"a": 1 "b": 2}"#,
    r#"{"a": 1,}"#,
    r#"{"a": 'x'}"#,
    r#"{"a": trie}"#,
    "{a: 1}",
    r#"{"a": "C:\Daten"}"#,
    r#"{"a": "\ud800"}"#,
    r#"{"a": "\ud800\u0041"}"#,
    r#"{"a": "\u12"}"#,
    "{\"a\": \"x\ny\"}",
    r#"{"a": 01}"#,
    r#"{"a": 1.}"#,
    r#"{"a": 1e400}"#,
    r#"{"a": 1} {"#,
    r#"{"a": NaN}"#,
];

const NO_YAML: &[&str] = &[
    "a: [1, 2",
    "a: {b: 1",
    "a: \"x",
    "a: 'x\nb: 1",
    "a:\n\t- b\n",
    "\ta: 1\n",
    "a: \"x\" y\n",
    "a: \"C:\\Daten\"\n",
    "a: \"\\xzz\"\n",
    "a: [1, 2}\n",
    "a: {b: 1]\n",
    "a: b: c\n",
    "a: 1\nb\nc: 2\n",
    "a: @b\n",
    "a: 1\n  b: 2\n",
    "a:\n    b: 1\n  c: 2\n",
    "- a\nb: 1\n",
    "a: 1\n- b\n",
    "a: \u{1}\n",
    "a: %b\n",
    "a: ]\n",
    "a: 1\n]\n",
    "a: [1,, 2]\n",
    "a: *nirgends\n",
];

/// The readers' English stood in the German sentence.
#[test]
fn what_is_no_json_or_yaml_is_told_in_plain_words() {
    let mut text = String::new();
    let json = NO_JSON.iter().map(|source| (source, Syntax::Json));
    let yaml = NO_YAML.iter().map(|source| (source, Syntax::Yaml));
    for (source, syntax) in json.chain(yaml) {
        let Err(error) = parse(source.as_bytes(), syntax) else {
            writeln!(text, "{source:?}: reads").unwrap();
            continue;
        };
        let finding = error.finding();
        let (code, message) = (finding.code.as_str(), finding.message);
        writeln!(text, "{source:?}: {code}\n    de: {}\n    en: {}", message.de, message.en)
            .unwrap();
    }
    insta::assert_snapshot!(text);
}

#[test]
fn nesting_ends_at_64() {
    let nested = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    assert!(parse(nested(63).as_bytes(), Syntax::Json).is_ok());
    assert!(parse(nested(63).as_bytes(), Syntax::Yaml).is_ok());
    for syntax in [Syntax::Json, Syntax::Yaml] {
        for depth in [64, 10_000] {
            let refused = parse(nested(depth).as_bytes(), syntax);
            assert!(matches!(refused, Err(ParseError::TooDeep { limit: 64, .. })), "{depth}");
        }
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    assert!(parse("\u{feff}{\"a\": 1}".as_bytes(), Syntax::Json).is_ok());
}

#[test]
fn a_finding_can_be_shown_in_the_source() {
    let source = b"title:\n  de: A\nprocess:\n  nodes:\n    - id: a\n    - id: b\n      role: x\n";
    let place = |pointer: &str| Place::of(source, &Pointer::new(pointer));
    assert_eq!(place("/process/nodes/1/role"), Some(Place { line: 7, column: 13 }));
    assert_eq!(place("/title/en"), place("/title"), "a missing member is shown at its object");
    let json = b"{\n  \"title\": {\"de\": 1}\n}";
    assert_eq!(Place::of(json, &Pointer::new("/title/de")), Some(Place { line: 2, column: 19 }));
}
