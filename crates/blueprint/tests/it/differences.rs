//! Each pair of documents in `changes/` has the kind of change it names, and no other.

use std::{collections::BTreeSet, fmt::Write as _};

use blueprint::{CHANGES, Change, Difference, Level, Syntax, compare, difference, parse};
use proptest::prelude::*;
use serde_json::{Value, json};
use testkit::{change_examples, corpus_document, valid_example};

fn codes(difference: &Difference) -> BTreeSet<&'static str> {
    difference.changes.iter().map(|change| change.code.as_str()).collect()
}

fn told(change: &Change) -> String {
    format!("{} {} {}", change.code.as_str(), change.level, change.path)
}

#[test]
fn a_pair_has_the_change_it_names_and_no_other() {
    let mut wrong = Vec::new();
    for example in change_examples() {
        let difference = difference(&example.old, &example.new);
        if codes(&difference) != BTreeSet::from([example.code.as_str()]) {
            wrong.push((example.name, difference.changes.iter().map(told).collect::<Vec<_>>()));
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn every_kind_of_change_has_a_pair_of_its_name() {
    let shown: BTreeSet<String> =
        change_examples().into_iter().map(|example| example.name).collect();
    let kinds: BTreeSet<String> =
        CHANGES.iter().map(|kind| format!("{}-{}", kind.code.as_str(), kind.name)).collect();
    assert_eq!(shown, kinds);
}

#[test]
fn a_change_is_what_its_kind_says() {
    for example in change_examples() {
        for change in difference(&example.old, &example.new).changes {
            let kind = CHANGES.iter().find(|kind| kind.code == change.code).unwrap();
            assert_eq!(change.level, kind.level, "{}", example.name);
            assert_eq!(change.needs_reason, kind.needs_reason, "{}", example.name);
            assert_eq!(change.notifies_adopters, kind.notifies_adopters, "{}", example.name);
        }
    }
}

#[test]
fn pointers_lead_to_what_a_change_shows() {
    for example in change_examples().into_iter().filter(|example| example.code != "BP005") {
        for change in difference(&example.old, &example.new).changes {
            let at = |document: &Value, pointer: &Option<blueprint::Pointer>| {
                pointer.as_ref().map(|pointer| document.pointer(pointer.as_str()).cloned().unwrap())
            };
            assert_eq!(at(&example.old, &change.pointer_before), change.before, "{}", example.name);
            assert_eq!(at(&example.new, &change.pointer_after), change.after, "{}", example.name);
        }
    }
}

#[test]
fn the_sentences_of_all_changes() {
    let mut text = String::new();
    for example in change_examples() {
        writeln!(text, "{}", example.name).unwrap();
        for change in difference(&example.old, &example.new).changes {
            let asks =
                [(change.needs_reason, ", why"), (change.notifies_adopters, ", to adopters")];
            let asks: String =
                asks.iter().filter(|(asked, _)| *asked).map(|(_, what)| *what).collect();
            writeln!(text, "  {}{asks}", told(&change)).unwrap();
            writeln!(text, "    de: {}", change.message.de).unwrap();
            writeln!(text, "    en: {}", change.message.en).unwrap();
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn every_code_is_explained_and_no_other() {
    let page = include_str!("../../../../docs/changes.md");
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| BP"))
        .map(|line| line.trim_matches('|').splitn(4, '|').map(str::trim).collect())
        .collect();
    let explained: Vec<(&str, &str, &str)> =
        rows.iter().map(|row| (row[0], row[1], row[2])).collect();
    let named: Vec<String> = CHANGES.iter().map(|kind| format!("`{}`", kind.name)).collect();
    let expected: Vec<(&str, &str, &str)> = CHANGES
        .iter()
        .zip(&named)
        .map(|(kind, name)| (kind.code.as_str(), name.as_str(), kind.level.as_str()))
        .collect();
    assert_eq!(explained, expected);
    for (row, kind) in rows.iter().zip(CHANGES) {
        assert!(row[3].starts_with(kind.meaning), "{}: {}", row[0], row[3]);
    }
}

fn seed(text: &str) -> Value {
    parse(text.as_bytes(), Syntax::Yaml).unwrap().value().clone()
}

#[test]
fn the_parking_permit_became_digital_and_then_gained_the_trailer() {
    let paper =
        seed(include_str!("../../../../seed-blueprints/mrn/handwerkerparkausweis/1.0.0.yaml"));
    let digital =
        seed(include_str!("../../../../seed-blueprints/mrn/handwerkerparkausweis/2.0.0.yaml"));
    let trailer =
        seed(include_str!("../../../../seed-blueprints/mrn/handwerkerparkausweis/2.1.0.yaml"));

    let first = difference(&paper, &digital);
    assert_eq!(first.required_bump(), Some(Level::Major));
    let renamed = first.changes.iter().filter(|change| change.code.as_str() == "BP005");
    assert_eq!(renamed.count(), 5);
    let second = difference(&digital, &trailer);
    assert_eq!(second.required_bump(), Some(Level::Minor));
    let told: Vec<String> = second.changes.iter().map(told).collect();
    assert_eq!(
        told,
        [
            "BP006 patch /description/de",
            "BP065 minor /documents/antrag/form/schema/properties/anhaenger_kennzeichen",
            "BP065 minor /documents/ausweis/form/schema/properties/anhaenger_kennzeichen",
            "BP150 minor /parameters/anhaenger-kennzeichen",
            "BP173 minor /security/requirements/kennzeichenauskunft",
            "BP214 minor /vendors/beispiel-it/products/parkservice/tests/musterstadt-parkservice-2026",
            "BP016 patch /extensions/de.blaupausen.sources",
        ]
    );
}

#[test]
fn what_follows_from_the_changes_is_no_change() {
    let old = valid_example("full");
    let mut new = old.clone();
    new["version"] = "2.1.1".into();
    new["changes"]["de"] = "Nichts.".into();
    assert_eq!(difference(&old, &new), Difference::default());
    assert_eq!(difference(&old, &new).required_bump(), None);
}

#[test]
fn a_renamed_id_without_renames_is_removed_and_added() {
    let example = change_examples().into_iter().find(|example| example.code == "BP005").unwrap();
    let mut new = example.new;
    new["renames"] = json!([]);
    let difference = difference(&example.old, &new);
    assert_eq!(codes(&difference), BTreeSet::from(["BP112", "BP114", "BP142"]));
    assert_eq!(difference.required_bump(), Some(Level::Major));
}

#[test]
fn values_of_another_shape_than_expected_are_major() {
    let old = valid_example("full");
    for place in [
        "/process",
        "/process/nodes",
        "/process/flows",
        "/title",
        "/vendors/0/products/0/certificates",
        "/security/requirements/0/controls",
        "/security/requirements/0/obligation",
        "/service/trust_level",
        "/applicability/states",
        "/sovereignty/exit/notice_days",
        "/dependencies/0/version",
        "/service/scope/in",
        "/applicability/population/max",
    ] {
        for stranger in [json!(7.5), json!([7]), json!({"x": 7}), json!([{"id": "a"}, {"id": "a"}])]
        {
            let mut new = old.clone();
            *new.pointer_mut(place).unwrap() = stranger.clone();
            let bump = difference(&old, &new).required_bump();
            assert_eq!(bump, Some(Level::Major), "{place} {stranger}");
        }
    }
}

/// Also where a rule reads a list as a whole, and where a name looks like a place that a rule knows.
#[test]
fn a_member_that_nobody_knows_is_major() {
    let old = valid_example("full");
    for place in [
        "",
        "/contacts/0",
        "/process",
        "/process/flows/0",
        "/process/nodes/1/time",
        "/security/requirements/0/controls/0",
        "/vendors/0/products/0/certificates/0",
        "/vendors/0/products/0/assessment/objectives/SOV-1",
    ] {
        for name in ["colour", "contacts/*", "email", "nodes/*/activity"] {
            let mut new = old.clone();
            let member = new.pointer_mut(place).unwrap().as_object_mut().unwrap();
            if member.insert(name.to_owned(), json!("blue")).is_none() {
                let bump = difference(&old, &new).required_bump();
                assert_eq!(bump, Some(Level::Major), "{place} {name}");
            }
        }
    }
}

#[test]
fn a_step_of_nobody_known_counts_as_the_applicants() {
    let example = change_examples().into_iter().find(|example| example.code == "BP112").unwrap();
    let mut new = example.new;
    let step = new["process"]["nodes"].as_array_mut().unwrap().last_mut().unwrap();
    step["role"] = "niemand".into();
    assert_eq!(codes(&difference(&example.old, &new)), BTreeSet::from(["BP111"]));
}

#[test]
fn a_new_document_of_an_applicant_is_told_once_and_of_others_with_its_step() {
    let mut new = valid_example("full");
    let document = json!({"id": "foto", "kind": "evidence", "title": {"de": "Foto"}});
    new["documents"].as_array_mut().unwrap().push(document);
    let told = |new: &Value| codes(&difference(&valid_example("full"), new));
    let mut optional = new.clone();
    optional["process"]["nodes"][2]["outputs"] = json!(["foto"]);
    assert_eq!(told(&optional), BTreeSet::from(["BP060", "BP121"]));
    new["process"]["nodes"][5]["outputs"] = json!(["zahlungsbeleg", "foto"]);
    assert_eq!(told(&new), BTreeSet::from(["BP061"]));
}

#[test]
fn flows_may_be_numbered_anew() {
    let old = valid_example("full");
    let mut new = old.clone();
    for (n, flow) in new["process"]["flows"].as_array_mut().unwrap().iter_mut().enumerate() {
        flow["id"] = format!("f{}", 9 - n).into();
    }
    let difference = difference(&old, &new);
    assert_eq!(codes(&difference), BTreeSet::from(["BP144"]));
    // One in the middle keeps its number.
    assert_eq!(difference.changes.len(), 8);
}

#[test]
fn a_way_that_lost_its_number_to_another_is_removed() {
    let old = valid_example("full");
    let mut new = old.clone();
    let flows = new["process"]["flows"].as_array_mut().unwrap();
    flows.remove(0);
    flows[0]["id"] = "f1".into();
    let told: Vec<String> = difference(&old, &new).changes.iter().map(told).collect();
    assert_eq!(told, ["BP144 patch /process/flows/f1", "BP141 major /process/flows/f1"]);
}

/// The codes after a change of one place in the full example.
fn after(place: &str, value: Value) -> BTreeSet<&'static str> {
    let old = valid_example("full");
    let mut new = old.clone();
    *new.pointer_mut(place).unwrap() = value;
    codes(&difference(&old, &new))
}

#[test]
fn the_file_of_the_drawing_is_layout() {
    let old = valid_example("full");
    let mut new = old.clone();
    let digest = format!("sha256:{}", "a".repeat(64));
    new["attachments"][2]["digest"] = digest.clone().into();
    assert_eq!(codes(&difference(&old, &new)), BTreeSet::from(["BP262"]));
    new["process"]["diagram"]["bpmn"] = digest.into();
    assert_eq!(codes(&difference(&old, &new)), BTreeSet::from(["BP145"]));
}

#[test]
fn a_wider_range_of_what_must_not_be_there_leaves_less_room() {
    let mut old = valid_example("full");
    old["dependencies"][0]["kind"] = "conflicts".into();
    let mut new = old.clone();
    new["dependencies"][0]["version"] = ">=1.0".into();
    assert_eq!(codes(&difference(&old, &new)), BTreeSet::from(["BP253"]));
    assert_eq!(codes(&difference(&new, &old)), BTreeSet::from(["BP254"]));
}

#[test]
fn what_is_not_stated_has_a_place_among_what_is() {
    // From nobody on is from anybody on.
    assert_eq!(after("/applicability/population/min", Value::Null), BTreeSet::from(["BP019"]));
    assert_eq!(after("/applicability/population/min", json!(5000)), BTreeSet::from(["BP040"]));
    assert_eq!(after("/applicability/states", json!([])), BTreeSet::from(["BP041"]));
    assert_eq!(
        after("/legal_bases/0/citation", json!("§\u{a0}46 Abs.1 StVO")),
        BTreeSet::from(["BP019"])
    );
    let product = "/vendors/0/products/0";
    let test = format!("{product}/tests/0");
    assert_eq!(after(&format!("{test}/result"), json!("failed")), BTreeSet::from(["BP216"]));
    assert_eq!(after(&format!("{test}/result"), Value::Null), BTreeSet::from(["BP216"]));
    let result = format!("{test}/requirements/zugang");
    assert_eq!(after(&result, Value::Null), BTreeSet::from(["BP216"]));
    assert_eq!(after(&result, json!("untested")), BTreeSet::from(["BP216"]));
    let certificate = format!("{product}/certificates/0");
    let until = format!("{certificate}/valid_until");
    assert_eq!(after(&until, Value::Null), BTreeSet::from(["BP218"]));
    assert_eq!(after(&until, json!("2099-06-01")), BTreeSet::from(["BP218"]));
    assert_eq!(
        after(&format!("{certificate}/scope/de"), json!("Alles")),
        BTreeSet::from(["BP006"])
    );
    assert_eq!(after("/maintenance/ends_on", Value::Null), BTreeSet::from(["BP012"]));
}

#[test]
fn a_rename_to_nowhere_is_a_removal() {
    let mut new = valid_example("full");
    new["renames"] = json!([{"from": "/documents/ablehnung", "to": "/documents/absage"}]);
    new["documents"].as_array_mut().unwrap().retain(|document| document["id"] != "ablehnung");
    new["process"]["nodes"][7]["outputs"] = json!([]);
    let difference = difference(&valid_example("full"), &new);
    assert_eq!(codes(&difference), BTreeSet::from(["BP062", "BP123"]));
}

#[test]
fn sections_come_in_order_and_documents_of_strangers_differ() {
    let difference = difference(&valid_example("minimal"), &corpus_document(7));
    assert!(difference.changes.is_sorted_by_key(|change| change.section));
    assert!(codes(&difference).contains("BP003"));
}

/// As large as documents may become, with a change in every step: quadratic work would not end in time.
#[test]
fn two_thousand_steps_are_compared() {
    let mut old = valid_example("minimal");
    let step = |n: usize| json!({"id": format!("s{n}"), "type": "task", "role": "finder", "title": {"de": format!("Schritt {n}")}, "channel": "digital"});
    let flow = |n: usize| json!({"id": format!("f{n}"), "from": format!("s{n}"), "to": format!("s{}", n + 1)});
    old["process"]["nodes"] = (0..2000).map(step).collect();
    old["process"]["flows"] = (0..1999).map(flow).collect();
    let mut new = old.clone();
    for node in new["process"]["nodes"].as_array_mut().unwrap() {
        node["channel"] = "paper".into();
    }
    new["process"]["nodes"].as_array_mut().unwrap().reverse();
    let difference = difference(&old, &new);
    assert_eq!(difference.changes.len(), 2001);
    assert_eq!(codes(&difference), BTreeSet::from(["BP009", "BP119"]));
}

const NAMES: [&str; 12] = [
    "process",
    "nodes",
    "flows",
    "from",
    "vendors",
    "products",
    "id",
    "title",
    "de",
    "renames",
    "certificates",
    "schema",
];

fn any_tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop::sample::select(&NAMES).prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 24, 4, |inner| {
        let name = prop::sample::select(&NAMES).prop_map(str::to_owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name, inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A valid document in which some places hold anything or nothing.
fn any_document() -> impl Strategy<Value = Value> {
    const PLACES: [&str; 14] = [
        "/title",
        "/applicability",
        "/legal_bases",
        "/documents/0",
        "/documents/0/form/schema",
        "/process/nodes/1",
        "/process/nodes/3/outputs",
        "/process/flows",
        "/parameters/0/default",
        "/security/requirements",
        "/sovereignty/exit",
        "/vendors/0/products/0",
        "/dependencies",
        "/extensions",
    ];
    prop::collection::vec((prop::sample::select(&PLACES), any_tree()), 0..4).prop_map(|places| {
        let mut document = valid_example_once().clone();
        for (place, tree) in places {
            if let Some(value) = document.pointer_mut(place) {
                *value = tree;
            }
        }
        document
    })
}

fn valid_example_once() -> &'static Value {
    static FULL: std::sync::OnceLock<Value> = std::sync::OnceLock::new();
    FULL.get_or_init(|| valid_example("full"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn any_two_trees_are_compared(a in any_tree(), b in any_tree()) {
        prop_assert_eq!(difference(&a, &a), Difference::default());
        for change in difference(&a, &b).changes {
            prop_assert!(change.message.de.ends_with(['.', '“']), "{}", change.message.de);
        }
    }

    #[test]
    fn no_place_is_overlooked(a in any_document(), b in any_document()) {
        let changes = difference(&a, &b).changes;
        for edit in compare(&a, &b) {
            let sides = [&edit.before, &edit.after];
            let is_empty = sides.into_iter().flatten().all(says_nothing);
            let is_told = changes.iter().any(|change| {
                belong_together(change.path.as_str(), edit.path.as_str())
            });
            prop_assert!(is_empty || is_told, "{edit:?}");
        }
    }
}

/// An empty object is as good as none.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(says_nothing),
        _ => false,
    }
}

/// One place lies in the other, or both in something that is judged as a whole.
fn belong_together(a: &str, b: &str) -> bool {
    let whole = ["/process/flows", "/documents/antrag/form/schema"];
    a.starts_with(b)
        || b.starts_with(a)
        || whole.iter().any(|whole| a.starts_with(whole) && b.starts_with(whole))
}
