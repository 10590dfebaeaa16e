//! What serde says of a value that has another shape than was expected, in words for its sender.
//!
//! serde tells it by an English text; its forms are known here and nowhere else, and none of them gets out.

use serde_json::error::Category;

use super::json;
use crate::Message;

/// What is wrong, with the line and column where serde knows them.
pub fn misread(error: &serde_json::Error) -> Message {
    match error.classify() {
        Category::Syntax | Category::Eof => json::syntax(error).finding().message,
        Category::Data | Category::Io => {
            let text = error.to_string();
            // A value that was read before has no lines any more.
            let place = (error.line() != 0).then(|| (error.line(), error.column()));
            let what = text.split(" at line ").next().unwrap_or_default();
            placed(place, of_data(what))
        }
    }
}

fn placed(place: Option<(usize, usize)>, message: Message) -> Message {
    let Some((line, column)) = place else { return message };
    let Message { de, en } = message;
    Message::new(
        format!("Zeile {line}, Spalte {column}: {de}"),
        format!("Line {line}, column {column}: {en}"),
    )
}

fn of_data(text: &str) -> Message {
    let named = |start: &str| {
        let (name, rest) = text.strip_prefix(start)?.strip_prefix('`')?.split_once('`')?;
        Some((name, rest))
    };
    if let Some((name, rest)) = named("unknown field ") {
        return unknown(name, &possible(rest));
    }
    if let Some((name, _)) = named("missing field ") {
        return Message::new(
            format!("Die Angabe „{name}“ fehlt."),
            format!("The member “{name}” is missing."),
        );
    }
    if let Some((name, _)) = named("duplicate field ") {
        return Message::new(
            format!("Die Angabe „{name}“ steht doppelt da."),
            format!("The member “{name}” stands there twice."),
        );
    }
    if let Some((name, rest)) = named("unknown variant ") {
        return no_choice(name, &possible(rest));
    }
    text.strip_prefix("invalid type: ").and_then(of_type).unwrap_or_else(|| {
        Message::new("Dieser Wert ist hier nicht zulässig.", "This value is not allowed here.")
    })
}

fn unknown(name: &str, possible: &str) -> Message {
    let (de, en) = choices(possible);
    Message::new(
        format!("Die Angabe „{name}“ gibt es hier nicht.{de}"),
        format!("There is no member “{name}” here.{en}"),
    )
}

fn no_choice(name: &str, possible: &str) -> Message {
    let (de, en) = choices(possible);
    Message::new(
        format!("„{name}“ ist hier kein zulässiger Wert.{de}"),
        format!("“{name}” is not a value that is allowed here.{en}"),
    )
}

fn choices(possible: &str) -> (String, String) {
    if possible.is_empty() {
        return Default::default();
    }
    (format!(" Möglich sind: {possible}."), format!(" Possible are: {possible}."))
}

/// The names behind `, expected one of`, which stand between backticks.
fn possible(rest: &str) -> String {
    let names: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    names.join(", ")
}

/// `string "x", expected u32`: what is there may itself hold a comma, what is expected may not.
fn of_type(text: &str) -> Option<Message> {
    let (found, expected) = text.rsplit_once(", expected ")?;
    let found = found_kind(found)?;
    Some(match expected_kind(expected) {
        Some(expected) => Message::new(
            format!("Hier steht {}, erwartet wird {}.", found.0, expected.0),
            format!("There is {} here, {} is expected.", found.1, expected.1),
        ),
        None => Message::new(
            format!("Hier steht {}; das ist hier nicht zulässig.", found.0),
            format!("There is {} here, which is not allowed.", found.1),
        ),
    })
}

type Kind = (&'static str, &'static str);

const TEXT: Kind = ("ein Text", "a text");
const NUMBER: Kind = ("eine Zahl", "a number");
const BOOLEAN: Kind = ("true oder false", "true or false");
const LIST: Kind = ("eine Liste", "a list");
const OBJECT: Kind = ("ein Objekt mit benannten Angaben", "an object with named members");

fn found_kind(text: &str) -> Option<Kind> {
    Some(match text.split(' ').next()? {
        "string" | "character" => TEXT,
        "integer" | "floating" => NUMBER,
        "boolean" => BOOLEAN,
        "sequence" => LIST,
        "map" => OBJECT,
        "null" => ("null", "null"),
        _ => return None,
    })
}

fn expected_kind(text: &str) -> Option<Kind> {
    match text.split(' ').next()? {
        "u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" | "isize" | "f32"
        | "f64" => Some(NUMBER),
        "struct" => Some(OBJECT),
        _ => match text {
            "a string" | "string" | "a borrowed string" => Some(TEXT),
            "a boolean" => Some(BOOLEAN),
            "a sequence" => Some(LIST),
            "a map" => Some(OBJECT),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, fmt::Write as _};

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        #[expect(dead_code, reason = "read for its faults")]
        name: String,
        #[expect(dead_code, reason = "read for its faults")]
        #[serde(default)]
        count: u8,
        #[expect(dead_code, reason = "read for its faults")]
        #[serde(default)]
        is_dry: bool,
        #[expect(dead_code, reason = "read for its faults")]
        #[serde(default)]
        list: Vec<Choice>,
        #[expect(dead_code, reason = "read for its faults")]
        #[serde(default)]
        map: BTreeMap<String, u8>,
        #[expect(dead_code, reason = "read for its faults")]
        inner: Option<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[expect(dead_code, reason = "read for its faults")]
        reason: String,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Choice {
        One,
        Two,
    }

    #[test]
    fn every_form_has_its_words_and_none_is_the_library_s() {
        let mut text = String::new();
        for source in [
            r#"{"name": "a", "extra": 1}"#,
            r#"{"name": "a", "inner": {"reason": "x", "by": "y"}}"#,
            "{}",
            r#"{"name": "a", "inner": {}}"#,
            r#"{"name": "a", "name": "b"}"#,
            r#"{"name": 7}"#,
            r#"{"name": 7.5}"#,
            r#"{"name": null}"#,
            r#"{"name": ["a, expected b"]}"#,
            r#"{"name": "a", "count": "x, expected y"}"#,
            r#"{"name": "a", "count": 300}"#,
            r#"{"name": "a", "is_dry": {}}"#,
            r#"{"name": "a", "list": "x"}"#,
            r#"{"name": "a", "list": ["three"]}"#,
            r#"{"name": "a", "list": [true]}"#,
            r#"{"name": "a", "map": 1}"#,
            r#"{"name": "a", "inner": "x"}"#,
            r#""a""#,
            "[",
            "",
            "{\n  name: 1}",
        ] {
            let error = serde_json::from_str::<Outer>(source).unwrap_err();
            let Message { de, en } = misread(&error);
            writeln!(text, "{source}\n    de: {de}\n    en: {en}").unwrap();
        }
        let value = serde_json::json!({"name": "a", "inner": 1});
        let Message { de, en } = misread(&serde_json::from_value::<Outer>(value).unwrap_err());
        writeln!(text, "without lines\n    de: {de}\n    en: {en}").unwrap();
        insta::assert_snapshot!(text);
    }
}
