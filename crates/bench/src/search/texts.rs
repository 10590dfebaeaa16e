//! What the yardsticks hold of a document: the same texts that are found in ours, read without the help of our search.

use serde_json::Value;

/// A document as rows of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Texts {
    pub(super) title: String,
    pub(super) summary: String,
    /// All other texts, a line each.
    pub(super) body: String,
    pub(super) license: String,
    pub(super) trust_level: String,
    pub(super) keywords: Vec<String>,
    pub(super) states: Vec<String>,
}

impl Texts {
    pub(super) fn of(document: &Value) -> Self {
        let text =
            |at: &str| document.pointer(at).and_then(Value::as_str).unwrap_or_default().to_owned();
        let list = |at: &str| {
            let items = document.pointer(at).and_then(Value::as_array).into_iter().flatten();
            items.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let mut lines = Vec::new();
        for (name, member) in document.as_object().into_iter().flatten() {
            if !["title", "summary", "changes"].contains(&name.as_str()) {
                gather(member, &mut lines);
            }
        }
        Self {
            title: format!("{}\n{}", text("/title/de"), text("/title/en")),
            summary: text("/summary/de"),
            body: lines.join("\n"),
            license: text("/license"),
            trust_level: text("/service/trust_level"),
            keywords: list("/keywords"),
            states: list("/applicability/states"),
        }
    }
}

/// Texts in a language, and the few that have none: citations, names, keys.
fn gather<'v>(value: &'v Value, lines: &mut Vec<&'v str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(item, lines)),
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(text)
                        if ["de", "en", "citation", "name", "control", "key"]
                            .contains(&name.as_str()) =>
                    {
                        lines.push(text);
                    }
                    other => gather(other, lines),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use testkit::corpus_document;

    use super::Texts;

    #[test]
    fn the_texts_of_a_document_are_there_once() {
        let document = corpus_document(1);
        let texts = Texts::of(&document);
        for at in ["/description/de", "/process/nodes/3/title/de", "/legal_bases/0/citation"] {
            let text = document.pointer(at).unwrap().as_str().unwrap();
            assert!(texts.body.contains(text), "{at}");
        }
        assert!(!texts.body.contains(document["summary"]["de"].as_str().unwrap()));
        assert!(texts.body.contains(document["vendors"][0]["name"].as_str().unwrap()));
        assert_eq!(texts.keywords.len(), 4);
        assert!(!texts.states.is_empty() && !texts.license.is_empty());
    }
}
