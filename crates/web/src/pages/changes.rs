//! Changes of a document for people: by section, each with what was there before and after.

use blueprint::{Change, Section};
use serde_json::Value;

use super::text::Text;

/// Longest value that is shown; more of it is in the documents themselves.
const LONGEST_VALUE: usize = 600;

/// The changes of one section.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) rows: Vec<Row>,
}

#[derive(Debug)]
pub(super) struct Row {
    pub(super) level: &'static str,
    pub(super) level_name: String,
    pub(super) message: String,
    pub(super) code: &'static str,
    pub(super) path: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// In the order of the sections.
pub(super) fn groups(t: Text, changes: &[Change]) -> Vec<Group> {
    let groups = Section::ALL.into_iter().filter_map(|section| {
        let of_section = changes.iter().filter(|change| change.section == section);
        let rows: Vec<Row> = of_section.map(|change| row(t, change)).collect();
        (!rows.is_empty()).then(|| Group { title: section.title(t.lang), rows })
    });
    groups.collect()
}

fn row(t: Text, change: &Change) -> Row {
    Row {
        level: change.level.as_str(),
        level_name: t.code("bump", change.level.as_str()),
        message: change.message.get(t.lang).to_owned(),
        code: change.code.as_str(),
        path: change.path.to_string(),
        before: change.before.as_ref().map(shown),
        after: change.after.as_ref().map(shown),
    }
}

/// A value as it stands in the document.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => serde_json::to_string_pretty(other).unwrap_or_default(),
    };
    match text.char_indices().nth(LONGEST_VALUE) {
        Some((at, _)) => format!("{} …", text.get(..at).unwrap_or_default()),
        None => text,
    }
}
