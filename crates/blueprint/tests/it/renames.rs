//! Laws of renaming: the way back leads back, and no reference is lost.

use blueprint::{Parsed, Renames, check, following};
use proptest::prelude::*;
use serde_json::{Value, json};

const FREE: [&str; 3] = ["x", "y", "z"];
const LISTS: [&str; 7] = [
    "/process/roles",
    "/process/nodes",
    "/documents",
    "/legal_bases",
    "/security/requirements",
    "/attachments",
    "/rollout/steps",
];

/// Which of three ids (or none) each reference in the document names.
fn document() -> impl Strategy<Value = Value> {
    let id = || (0..3_usize).prop_map(|n| ["a", "b", "c"][n]);
    let ids = move || prop::collection::btree_set(id(), 0..3);
    let node = (id(), ids(), ids(), ids(), ids());
    let flow = (id(), id());
    (
        [node.clone(), node.clone(), node],
        [flow.clone(), flow],
        (ids(), id(), ids(), id(), ids()),
    )
        .prop_map(|(nodes, flows, (laws, attachment, tested, used, after))| {
            let list = || json!([{"id": "a"}, {"id": "b"}, {"id": "c"}]);
            let nodes: Vec<Value> = nodes.into_iter().zip(["a", "b", "c"])
                .map(|((role, inputs, outputs, laws, requirements), id)| json!({
                    "id": id, "role": role, "inputs": inputs, "outputs": outputs,
                    "legal_bases": laws, "requirements": requirements,
                }))
                .collect();
            let flows: Vec<Value> = flows.into_iter().enumerate()
                .map(|(n, (from, to))| json!({"id": format!("f{n}"), "from": from, "to": to}))
                .collect();
            let results: Value = tested.iter().map(|id| ((*id).to_owned(), json!("met"))).collect();
            json!({
                "documents": list(), "legal_bases": list(), "attachments": list(),
                "personal_data": {"legal_bases": laws, "dpia": {"attachment": attachment}},
                "process": {"roles": list(), "nodes": nodes, "flows": flows},
                "parameters": [{"id": "p", "used_by": [format!("/process/nodes/{used}/role")]}],
                "security": {"requirements": list()},
                "vendors": [{"id": "v", "products": [{"id": "p", "tests": [{"id": "t", "requirements": results}]}]}],
                "rollout": {"steps": [{"id": "a"}, {"id": "b"}, {"id": "c", "after": after}]},
            })
        })
}

/// For some lists, new names out of the old ones and free ones: swaps, chains and plain renames.
fn renames() -> impl Strategy<Value = Renames> {
    let names: Vec<&str> = ["a", "b", "c"].into_iter().chain(FREE).collect();
    let lists = prop::sample::subsequence(LISTS.to_vec(), 1..4);
    let orders = prop::collection::vec(Just(names).prop_shuffle(), 3);
    (lists, orders).prop_map(|(lists, orders)| {
        let mut entries = Vec::new();
        for (list, order) in lists.iter().zip(&orders) {
            for (from, to) in ["a", "b", "c"].into_iter().zip(order) {
                entries
                    .push(json!({"from": format!("{list}/{from}"), "to": format!("{list}/{to}")}));
            }
        }
        Renames::of(&json!({ "renames": entries }))
    })
}

/// The document with the member `renames`.
fn declaring(document: &Value, renames: &Renames) -> Value {
    let mut document = document.clone();
    let entries =
        renames.iter().map(|(from, to)| json!({"from": from.as_str(), "to": to.as_str()}));
    if let Some(members) = document.as_object_mut() {
        members.insert("renames".to_owned(), entries.collect());
    }
    document
}

fn dangling(document: &Value) -> Vec<String> {
    check(&Parsed::of(document.clone()).unwrap(), crate::ON)
        .into_iter()
        .filter(|finding| finding.code.as_str().starts_with("reference-"))
        .map(|finding| finding.pointer.to_string())
        .collect()
}

const STEPS: [&str; 8] = ["process", "nodes", "documents", "vendors", "products", "id", "a", "b"];

fn any_path() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(&STEPS), 0..5).prop_map(|steps| steps.join("/")),
        prop::sample::select(vec![
            "/process/nodes",
            "/vendors/a/products",
            "/vendors/b/products",
            "/vendors"
        ])
        .prop_flat_map(|list| prop::sample::select(vec!["a", "b", "c", "~1", ""])
            .prop_map(move |id| format!("{list}/{id}"))),
    ]
}

fn any_tree() -> impl Strategy<Value = Value> {
    let name = prop::sample::select(&STEPS);
    let leaf = prop_oneof![Just(Value::Null), name.prop_map(Value::from)];
    leaf.prop_recursive(5, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(
                prop::sample::select(&STEPS).prop_map(str::to_owned),
                inner,
                0..4
            )
            .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Trees in which the lists of ids are lists, whatever their elements are.
fn any_document() -> impl Strategy<Value = Value> {
    let elements = || {
        prop::collection::vec(
            prop_oneof![
                any_tree(),
                (prop::sample::select(vec!["a", "b", "c"]), any_tree()).prop_map(
                    |(id, products)| json!({"id": id, "products": [{"id": id}, products]})
                ),
            ],
            0..4,
        )
    };
    (elements(), elements())
        .prop_map(|(nodes, vendors)| json!({"process": {"nodes": nodes}, "vendors": vendors}))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_way_back_leads_back(old in document(), renames in renames()) {
        let new = renames.apply(&old);
        prop_assert_eq!(renames.is_empty(), new == old);
        prop_assert_eq!(renames.inverse().apply(&new), old);
    }

    #[test]
    fn several_renames_are_one(
        old in document(),
        first in renames(),
        second in renames(),
    ) {
        let middle = first.apply(&old);
        let last = second.apply(&middle);
        let versions = [declaring(&middle, &first), declaring(&last, &second)];
        let later: Vec<&Value> = versions.iter().collect();
        prop_assert_eq!(Renames::through(&old, &later).apply(&old), last);
    }

    #[test]
    fn hostile_trees_are_survived(
        pairs in prop::collection::vec((any_path(), any_path()), 0..6),
        junk in any_tree(),
        old in prop_oneof![any_tree(), any_document()],
    ) {
        let mut entries: Vec<Value> =
            pairs.iter().map(|(from, to)| json!({"from": from, "to": to})).collect();
        entries.push(junk);
        let renames = Renames::of(&json!({ "renames": entries }));
        let new = renames.apply(&old);
        prop_assert_eq!(renames.within(&old).is_empty(), new == old);
        let versions = [declaring(&new, &renames), declaring(&old, &renames.inverse())];
        drop(following(&old, &versions.iter().collect::<Vec<_>>()));
    }
}

proptest! {
    // The rules judge each document, which is a hundred times the work of renaming it.
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_reference_is_lost(old in document(), renames in renames()) {
        prop_assert_eq!(dangling(&old), Vec::<String>::new());
        prop_assert_eq!(dangling(&renames.apply(&old)), Vec::<String>::new());
    }
}
