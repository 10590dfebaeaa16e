//! Whatever comes, there is an answer: no panic, and findings that are bounded.

use blueprint::{Parsed, Syntax, check, compare, media_breaks, parse};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::ON;

const NAMES: &[&str] = &[
    "format",
    "owner",
    "version",
    "title",
    "license",
    "contacts",
    "service",
    "process",
    "nodes",
    "flows",
    "roles",
    "id",
    "role",
    "security",
    "requirements",
    "controls",
    "control",
    "catalogue",
    "sovereignty",
    "exit",
    "notice_days",
    "vendors",
    "products",
    "tests",
    "parameters",
    "schema",
    "default",
    "$ref",
    "pattern",
    "renames",
    "from",
    "to",
    "used_by",
    "dependencies",
    "blueprint",
    "de",
    "en",
    "states",
    "type",
    "channel",
    "inputs",
    "outputs",
    "maintenance",
    "review_by",
];

/// The members of a blueprint, filled with anything.
fn any_blueprint() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a-z/@^.0-9]{0,12}".prop_map(Value::from),
        prop::sample::select(&[
            "task",
            "start_event",
            "parallel_gateway",
            "digital",
            "paper",
            "2020-02-30"
        ])
        .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let tree = leaf.prop_recursive(6, 96, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(prop::sample::select(NAMES), inner, 0..6)
                .prop_map(|members| members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    });
    prop::collection::btree_map(prop::sample::select(NAMES), tree, 0..12)
        .prop_map(|members| members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn any_tree_is_checked(document in any_blueprint()) {
        let parsed = Parsed::of(document).unwrap();
        let found = check(&parsed, ON);
        prop_assert!(found.iter().any(blueprint::Finding::is_error), "no such tree is a blueprint");
        prop_assert!(found.len() <= 1000);
        prop_assert!(media_breaks(parsed.value()).share_free() <= 1.0);
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for syntax in [Syntax::Json, Syntax::Yaml] {
            if let Err(error) = parse(&bytes, syntax) {
                let finding = error.finding();
                prop_assert!(!finding.message.de.is_empty() && !finding.message.en.is_empty());
            }
        }
    }

    #[test]
    fn any_text_is_answered_as_yaml(text in "[\\[\\]{}:,&*!|>'\"#%@? \n a-z0-9-]{0,200}") {
        let _answered = parse(text.as_bytes(), Syntax::Yaml).map_err(|error| error.finding());
    }
}

#[test]
fn a_list_of_strangers_is_cut_off() {
    let nodes: Vec<Value> = (0..1990).map(|n| json!({"id": format!("n{n}"), "type": "task", "role": "x", "title": {"de": "A"}, "inputs": ["a", "b"]})).collect();
    let mut value = testkit::valid_example("minimal");
    value["process"]["nodes"] = nodes.into();
    let found = check(&Parsed::of(value.clone()).unwrap(), ON);
    assert_eq!(found.len(), 1000);
    assert!(compare(&value, &testkit::valid_example("minimal")).len() > 1990);
}
