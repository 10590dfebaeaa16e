//! Which rule judges which place: one table, put together from the areas.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{
    areas::{
        attachments, documents, general, legal, operations, parameters, personal_data, process,
        rollout, security, service, sovereignty, vendors,
    },
    rule::Rule,
};

/// A place in the schema and the rule for what changes there.
pub(super) type Row = (&'static str, Rule);

const AREAS: &[&[Row]] = &[
    general::ROWS,
    service::ROWS,
    legal::ROWS,
    documents::ROWS,
    personal_data::ROWS,
    process::ROWS,
    parameters::ROWS,
    security::ROWS,
    sovereignty::ROWS,
    vendors::ROWS,
    operations::ROWS,
    rollout::ROWS,
    attachments::ROWS,
];

static TABLE: LazyLock<BTreeMap<&'static str, &'static Rule>> =
    LazyLock::new(|| AREAS.iter().copied().flatten().map(|(place, rule)| (*place, rule)).collect());

pub(super) fn rule(pattern: &str) -> Option<&'static Rule> {
    TABLE.get(pattern).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{super::words, *};
    use crate::schema::Node;

    /// Places that are left to the rule for the unknown on purpose.
    const UNKNOWN: &[&str] = &[];

    /// Every place of the schema at which something can change: down to the places that the table knows, texts and
    /// values.
    fn places(node: Node, pattern: &str, found: &mut BTreeSet<String>) {
        let key = node.keyword("x-merge-key").and_then(serde_json::Value::as_str);
        if rule(pattern).is_some() || words::is_text(node) {
            found.insert(pattern.to_owned());
        } else if let (Some(key), Some(items)) = (key, node.items()) {
            found.insert(format!("{pattern}/*"));
            members(items, &format!("{pattern}/*"), Some(key), found);
        } else if node.keyword("properties").is_some() {
            members(node, pattern, None, found);
        } else if let Some(entry) = node.child("any name") {
            places(entry, &format!("{pattern}/{{}}"), found);
        } else {
            found.insert(pattern.to_owned());
        }
    }

    /// The key of an element cannot change: another key is another element.
    fn members(node: Node, pattern: &str, key: Option<&str>, found: &mut BTreeSet<String>) {
        for (name, member) in node.properties().filter(|(name, _)| key != Some(*name)) {
            places(member, &format!("{pattern}/{name}"), found);
        }
    }

    fn is_text(pattern: &str) -> bool {
        let schema = pattern.split('/').skip(1).try_fold(Node::root(), |node, step| match step {
            "*" => node.items(),
            "{}" => node.child("any name"),
            name => node.property(name),
        });
        schema.is_some_and(words::is_text)
    }

    #[test]
    fn every_place_of_the_schema_is_judged_on_purpose() {
        let mut found = BTreeSet::new();
        places(Node::root(), "", &mut found);
        assert!(150 < found.len(), "{}", found.len());
        let unjudged: Vec<&String> = found
            .iter()
            .filter(|place| rule(place).is_none() && !is_text(place))
            .filter(|place| !UNKNOWN.contains(&place.as_str()))
            .collect();
        assert_eq!(unjudged, [""; 0]);
    }

    #[test]
    fn every_row_is_a_place_of_the_schema_and_stands_once() {
        let mut found = BTreeSet::new();
        places(Node::root(), "", &mut found);
        let rows: Vec<&str> = AREAS.iter().copied().flatten().map(|(place, _)| *place).collect();
        let strangers: Vec<&&str> = rows.iter().filter(|place| !found.contains(**place)).collect();
        assert_eq!(strangers, [&""; 0]);
        assert_eq!(rows.iter().collect::<BTreeSet<_>>().len(), rows.len());
    }
}
