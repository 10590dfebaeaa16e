//! Values as people read them.

use serde_json::Value;

use super::deadline;
use crate::{Lang, Message, schema::Node};

const LONGEST_QUOTE: usize = 120;

/// One sentence, made once in each language.
pub(super) fn message(sentence: impl Fn(Lang) -> String) -> Message {
    Message::new(sentence(Lang::De), sentence(Lang::En))
}

/// Whether the schema describes a text by language here.
pub(super) fn is_text(node: Node) -> bool {
    node.keyword("propertyNames").is_some() && node.property("de").is_some()
}

pub(super) fn quoted(text: &str, lang: Lang) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if LONGEST_QUOTE < text.chars().count() {
        text = text.chars().take(LONGEST_QUOTE).collect();
        text.push('…');
    }
    match lang {
        Lang::De => format!("„{text}“"),
        Lang::En => format!("“{text}”"),
    }
}

/// How an element is called: its title, its name or what it cites.
pub(super) fn title(element: &Value, lang: Lang) -> Option<&str> {
    let mut named = ["title", "name", "citation"].iter().filter_map(|member| element.get(*member));
    named.find_map(|name| wording(name, lang))
}

/// A text, or its wording in a language, else in German.
pub(super) fn wording(text: &Value, lang: Lang) -> Option<&str> {
    let in_language = |tag| text.get(tag).and_then(Value::as_str);
    text.as_str().or_else(|| in_language(lang.tag())).or_else(|| in_language("de"))
}

/// A value in words: labels of codes, yes and no, lists by comma.
pub(super) fn value(value: Option<&Value>, node: Option<Node>, lang: Lang) -> String {
    let pick = |de: &str, en: &str| match lang {
        Lang::De => de.to_owned(),
        Lang::En => en.to_owned(),
    };
    match value {
        None | Some(Value::Null) => pick("nicht angegeben", "not stated"),
        Some(Value::Bool(true)) => pick("ja", "yes"),
        Some(Value::Bool(false)) => pick("nein", "no"),
        Some(Value::Number(number)) => match lang {
            Lang::De => number.to_string().replace('.', ","),
            Lang::En => number.to_string(),
        },
        Some(text @ Value::String(code)) => {
            let length = Some(text).filter(|_| is_duration(node));
            let label = node.and_then(|node| node.label(code, lang)).unwrap_or(code);
            length
                .and_then(|length| deadline::words(length, lang))
                .unwrap_or_else(|| quoted(label, lang))
        }
        Some(Value::Array(items)) => list(items, node.and_then(Node::items), lang),
        Some(object @ Value::Object(_)) => match wording(object, lang) {
            Some(text) => quoted(text, lang),
            None => pick("eine eigene Angabe", "an entry of its own"),
        },
    }
}

fn is_duration(node: Option<Node>) -> bool {
    let format = node.and_then(|node| node.keyword("format")).and_then(Value::as_str);
    format == Some("duration")
}

fn list(items: &[Value], node: Option<Node>, lang: Lang) -> String {
    if items.is_empty() {
        return value(None, node, lang);
    }
    let items: Vec<String> = items.iter().map(|item| value(Some(item), node, lang)).collect();
    items.join(", ")
}

/// The language of a text, as people call it.
pub(super) fn language(tag: &str, lang: Lang) -> String {
    let name = match (tag, lang) {
        ("de", Lang::De) => "Deutsch",
        ("de", Lang::En) => "German",
        ("en", Lang::De) => "Englisch",
        ("en", Lang::En) => "English",
        ("fr", Lang::De) => "Französisch",
        ("fr", Lang::En) => "French",
        _ => tag,
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_read_out() {
        assert_eq!(value(Some(&json!(195.5)), None, Lang::De), "195,5");
        assert_eq!(value(None, None, Lang::De), "nicht angegeben");
        assert_eq!(value(Some(&json!(["a", true])), None, Lang::En), "“a”, yes");
        assert_eq!(value(Some(&json!({"de": "Antrag"})), None, Lang::En), "“Antrag”");
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let quoted = quoted(&"ß".repeat(200), Lang::De);
        assert_eq!(quoted.chars().count(), LONGEST_QUOTE + 3);
    }
}
