//! The cases of the merge, one by one. The laws are in `tests/it/merge_laws.rs`.

use serde_json::{Value, json};

use super::*;
use crate::Lang;

fn conflicts(merged: &Merged) -> Vec<(&str, &str)> {
    merged.conflicts.iter().map(|c| (c.path.as_str(), c.kind.as_str())).collect()
}

fn taken(merged: &Merged) -> Vec<(&str, &str)> {
    merged.taken.iter().map(|taken| (taken.path.as_str(), taken.by.as_str())).collect()
}

fn take(path: &str, take: Take) -> Resolution {
    Resolution { path: path.into(), by: By::Take(take) }
}

fn value(path: &str, value: Value) -> Resolution {
    Resolution { path: path.into(), by: By::Value(value) }
}

fn settled(merged: &Merged, resolution: Resolution) -> Value {
    let settled = resolve(merged, &[resolution]).unwrap();
    assert_eq!(settled.conflicts, []);
    settled.merged
}

fn nodes(ids: &[&str]) -> Value {
    let nodes: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
    json!({"process": {"nodes": nodes}})
}

#[test]
fn each_side_s_changes_are_taken_and_named() {
    let base =
        json!({"title": {"de": "A"}, "license": "MIT", "summary": {"de": "S"}, "keywords": ["a"]});
    let ours =
        json!({"title": {"de": "B"}, "license": "MIT", "summary": {"de": "T"}, "keywords": ["a"]});
    let theirs =
        json!({"title": {"de": "A", "en": "A"}, "license": "EUPL-1.2", "summary": {"de": "T"}});
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(
        merged.merged,
        json!({"title": {"de": "B", "en": "A"}, "license": "EUPL-1.2", "summary": {"de": "T"}})
    );
    assert_eq!(merged.conflicts, []);
    assert_eq!(
        taken(&merged),
        [
            ("/keywords", "upstream"),
            ("/license", "upstream"),
            ("/summary/de", "both"),
            ("/title/de", "own"),
            ("/title/en", "upstream"),
        ]
    );
}

#[test]
fn a_conflict_has_all_three_states_their_places_and_a_sentence() {
    let side = |title: &str, first: &str| json!({"process": {"nodes": [{"id": first}, {"id": "pruefen", "title": {"de": title}}]}});
    let base = json!({"process": {"nodes": [{"id": "pruefen", "title": {"de": "Prüfen"}}]}});
    let merged = merge(&base, &side("Antrag prüfen", "a"), &side("Vorprüfen", "b"));
    assert_eq!(conflicts(&merged), [("/process/nodes/pruefen/title/de", "changed")]);
    let conflict = &merged.conflicts[0];
    assert_eq!(conflict.base, Some(json!("Prüfen")));
    assert_eq!(conflict.ours, Some(json!("Antrag prüfen")));
    assert_eq!(conflict.theirs, Some(json!("Vorprüfen")));
    let pointers = conflict.pointers.as_ref().map(|pointer| pointer.as_ref().unwrap().as_str());
    assert_eq!(pointers.base, "/process/nodes/0/title/de");
    assert_eq!(pointers.ours, "/process/nodes/1/title/de");
    assert_eq!(
        conflict.message.get(Lang::De),
        "Hier und im Ursprung wurde dieselbe Stelle verschieden geändert: Prozessschritt „Antrag prüfen“, Bezeichnung, Deutsch."
    );
    assert_eq!(
        conflict.message.get(Lang::En),
        "The same place was changed differently here and upstream: Step “Antrag prüfen”, Title, German."
    );
    assert_eq!(merged.merged["process"]["nodes"][2]["title"]["de"], "Antrag prüfen");
}

#[test]
fn every_kind_of_conflict_has_its_sentence() {
    let base = json!({"license": "A", "process": {"nodes": [{"id": "a"}, {"id": "b"}, {"id": "c"}]},
        "documents": [{"id": "x", "kind": "form"}, {"id": "y", "kind": "form"}]});
    let ours = json!({"license": "B", "process": {"nodes": [{"id": "b"}, {"id": "c"}, {"id": "a"}]},
        "documents": [{"id": "y", "kind": "other"}], "keywords": ["o"],
        "renames": [{"from": "/documents/q", "to": "/documents/r"}]});
    let theirs = json!({"license": "C", "process": {"nodes": [{"id": "c"}, {"id": "a"}, {"id": "b"}]},
        "documents": [{"id": "x", "kind": "other"}], "keywords": ["t"],
        "renames": [{"from": "/documents/q", "to": "/documents/s"}]});
    let merged = merge(&base, &ours, &theirs);
    insta::assert_snapshot!(
        merged
            .conflicts
            .iter()
            .map(|conflict| format!(
                "{} {}\n{}\n{}\n",
                conflict.path,
                conflict.kind.as_str(),
                conflict.message.de,
                conflict.message.en
            ))
            .collect::<Vec<_>>()
            .join("\n")
    );
    let pointers = |path: &str| {
        let found = merged.conflicts.iter().find(|conflict| conflict.path.as_str() == path);
        found.unwrap().pointers.clone().map(|pointer| pointer.map(|pointer| pointer.to_string()))
    };
    assert_eq!(
        pointers("/documents/x"),
        Sides {
            base: Some("/documents/0".into()),
            ours: None,
            theirs: Some("/documents/0".into())
        }
    );
    assert_eq!(pointers("/keywords").base, None);
}

#[test]
fn deletion_against_a_change_is_a_conflict_and_deletion_of_the_same_is_none() {
    let base = json!({"documents": [{"id": "a", "kind": "form"}, {"id": "b"}, {"id": "c"}]});
    let ours = json!({"documents": [{"id": "c"}]});
    let theirs = json!({"documents": [{"id": "a", "kind": "other"}, {"id": "c"}]});
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(conflicts(&merged), [("/documents/a", "deleted-by-ours")]);
    assert_eq!(taken(&merged), [("/documents/b", "both")]);
    assert_eq!(merged.merged, ours);
    assert_eq!(settled(&merged, take("/documents/a", Take::Theirs)), theirs);
    let mirrored = merge(&base, &theirs, &ours);
    assert_eq!(conflicts(&mirrored), [("/documents/a", "deleted-by-theirs")]);
    assert_eq!(settled(&mirrored, take("/documents/a", Take::Theirs)), ours);
    assert_eq!(
        settled(&mirrored, take("/documents/a", Take::Base)),
        json!({"documents": [{"id": "a", "kind": "form"}, {"id": "c"}]})
    );
}

#[test]
fn a_list_taken_away_meets_changes_element_by_element() {
    let base = json!({"documents": [{"id": "a"}, {"id": "b"}]});
    let theirs = json!({"documents": [{"id": "a"}, {"id": "b", "kind": "form"}]});
    let merged = merge(&base, &json!({}), &theirs);
    assert_eq!(conflicts(&merged), [("/documents/b", "deleted-by-ours")]);
    assert_eq!(merged.merged, json!({}));
    assert_eq!(
        settled(&merged, take("/documents/b", Take::Theirs)),
        json!({"documents": [{"id": "b", "kind": "form"}]})
    );
}

#[test]
fn an_empty_list_is_written_as_the_side_that_changed_it_did() {
    let (absent, null, empty) = (json!({}), json!({"documents": null}), json!({"documents": []}));
    let full = json!({"documents": [{"id": "a"}]});
    let cases = [
        (&absent, &null, &empty, &empty),
        (&full, &absent, &null, &null),
        (&full, &absent, &empty, &absent),
        (&empty, &absent, &empty, &absent),
    ];
    for (base, ours, theirs, expected) in cases {
        assert_eq!(merge(base, ours, theirs).merged, *expected);
        assert_eq!(merge(base, theirs, ours).merged, *expected);
    }
}

#[test]
fn what_both_added_merges_member_by_member() {
    let ours = json!({"documents": [{"id": "a", "kind": "form", "title": {"de": "A"}}]});
    let theirs = json!({"documents": [{"id": "a", "kind": "other", "title": {"en": "A"}}]});
    let merged = merge(&json!({}), &ours, &theirs);
    assert_eq!(conflicts(&merged), [("/documents/a/kind", "added")]);
    assert_eq!(merged.conflicts[0].base, None);
    assert_eq!(
        merged.merged,
        json!({"documents": [{"id": "a", "kind": "form", "title": {"de": "A", "en": "A"}}]})
    );
}

#[test]
fn lists_without_a_key_are_one_value() {
    let side = |words: &[&str]| json!({ "keywords": words });
    let merged = merge(&side(&["a"]), &side(&["a", "b"]), &side(&["c", "a"]));
    assert_eq!(conflicts(&merged), [("/keywords", "changed")]);
    assert_eq!(
        settled(&merged, value("/keywords", json!(["c", "a", "b"]))),
        side(&["c", "a", "b"])
    );
    assert_eq!(settled(&merged, value("/keywords", Value::Null)), json!({}));
}

#[test]
fn a_keyed_list_that_breaks_its_key_is_one_value() {
    let twins = json!({"documents": [{"id": "a"}, {"id": "a", "kind": "form"}]});
    let merged = merge(&nodes(&[]), &twins, &json!({"documents": [{"id": "b"}]}));
    assert_eq!(conflicts(&merged), [("/documents", "added")]);
    let nameless = json!({"documents": [{"kind": "form"}]});
    assert_eq!(merge(&twins, &twins, &nameless).merged, nameless);
}

#[test]
fn texts_merge_by_line() {
    let side = |text: &str| json!({"description": {"de": text}});
    let base = side("Eins\n\nZwei\n\nDrei");
    let merged =
        merge(&base, &side("Eins!\n\nZwei\n\nDrei"), &side("Eins\n\nZwei\n\nDrei\n\nVier"));
    assert_eq!(merged.merged, side("Eins!\n\nZwei\n\nDrei\n\nVier"));
    assert_eq!(taken(&merged), [("/description/de", "both")]);
    let clash = merge(&base, &side("Eins\n\nZWEI\n\nDrei"), &side("Eins\n\nzwei\n\nDrei"));
    assert_eq!(conflicts(&clash), [("/description/de", "changed")]);
    assert_eq!(clash.conflicts[0].base, Some(json!("Eins\n\nZwei\n\nDrei")));
}

#[test]
fn free_places_do_not_merge_by_line() {
    let side = |text: &str| json!({"extensions": {"de.beispiel.satz": text}});
    let merged = merge(&side("a\nb\nc"), &side("A\nb\nc"), &side("a\nb\nC"));
    assert_eq!(conflicts(&merged), [("/extensions/de.beispiel.satz", "changed")]);
}

#[test]
fn what_is_local_stays_as_the_fork_has_it() {
    let base = json!({"owner": "a", "version": "1.0.0", "contacts": [{"id": "x"}],
        "parameters": [{"id": "gebuehr", "default": 1, "binding": "free"}, {"id": "frist", "default": 7}]});
    let ours = json!({"owner": "b", "version": "1.0.0", "upstream": {"version": "1.0.0"},
        "parameters": [{"id": "gebuehr", "default": 2, "binding": "free"}]});
    let theirs = json!({"owner": "a", "version": "2.0.0", "contacts": [{"id": "x"}, {"id": "y"}],
        "changes": {"de": "Neu."}, "parameters": [{"id": "gebuehr", "default": 3, "binding": "fixed"},
        {"id": "frist", "default": 8}, {"id": "neu", "default": 9}]});
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.conflicts, []);
    assert_eq!(
        merged.merged,
        json!({"owner": "b", "version": "1.0.0", "upstream": {"version": "1.0.0"},
            "parameters": [{"id": "gebuehr", "default": 2, "binding": "fixed"}, {"id": "neu", "default": 9}]})
    );
    assert_eq!(
        taken(&merged),
        [
            ("/contacts", "own"),
            ("/owner", "own"),
            ("/parameters/frist", "own"),
            ("/parameters/gebuehr/binding", "upstream"),
            ("/parameters/gebuehr/default", "own"),
            ("/parameters/neu", "upstream"),
            ("/upstream", "own"),
        ]
    );
}

#[test]
fn an_order_that_clashes_is_decided_as_one() {
    let merged =
        merge(&nodes(&["a", "b", "c"]), &nodes(&["c", "a", "b"]), &nodes(&["b", "c", "x", "a"]));
    assert_eq!(conflicts(&merged), [("/process/nodes", "order")]);
    assert_eq!(merged.conflicts[0].theirs, Some(json!(["b", "c", "a"])));
    assert_eq!(merged.merged, nodes(&["c", "x", "a", "b"]));
    assert_eq!(
        settled(&merged, take("/process/nodes", Take::Theirs)),
        nodes(&["b", "c", "x", "a"])
    );
    let own = value("/process/nodes", json!(["b", "a", "c"]));
    assert_eq!(settled(&merged, own), nodes(&["b", "a", "c", "x"]));
    for unfit in [
        json!(["a", "b"]),
        json!(["a", "b", "c", "d"]),
        json!(["a", "a", "b"]),
        json!("a"),
        Value::Null,
    ] {
        let findings = resolve(&merged, &[value("/process/nodes", unfit)]).unwrap_err();
        assert_eq!(findings[0].code.as_str(), "merge-resolution-unfit");
    }
}

#[test]
fn a_resolution_that_fits_no_conflict_is_refused_with_all_others() {
    let base = json!({"documents": [{"id": "a", "kind": "form"}], "license": "A"});
    let ours = json!({"documents": [{"id": "a", "kind": "other"}], "license": "B"});
    let merged = merge(&base, &ours, &json!({"license": "C"}));
    assert_eq!(
        conflicts(&merged),
        [("/documents/a", "deleted-by-theirs"), ("/license", "changed")]
    );
    let findings = resolve(
        &merged,
        &[
            take("/title", Take::Ours),
            take("/license", Take::Ours),
            take("/license", Take::Theirs),
            value("/documents/a", json!({"id": "b"})),
        ],
    )
    .unwrap_err();
    let told: Vec<_> =
        findings.iter().map(|f| (f.code.as_str(), f.path.as_str(), f.pointer.as_str())).collect();
    assert_eq!(
        told,
        [
            ("merge-resolution-unknown", "/title", ""),
            ("merge-resolution-twice", "/license", "/license"),
            ("merge-resolution-unfit", "/documents/a", "/documents/0"),
        ]
    );
    insta::assert_snapshot!(
        findings
            .iter()
            .map(|f| format!("{}\n{}", f.message.de, f.message.en))
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn conflicts_may_be_decided_one_after_the_other() {
    let side = |license: &str, keyword: &str| json!({"license": license, "keywords": [keyword]});
    let merged = merge(&side("A", "a"), &side("B", "b"), &side("C", "c"));
    let first = resolve(&merged, &[take("/license", Take::Theirs)]).unwrap();
    assert_eq!(conflicts(&first), [("/keywords", "changed")]);
    assert_eq!(taken(&first), [("/license", "upstream")]);
    assert_eq!(settled(&first, take("/keywords", Take::Ours)), side("C", "b"));
    assert!(resolve(&first, &[take("/license", Take::Ours)]).is_err(), "decided for good");
}

#[test]
fn where_nothing_is_open_nothing_can_be_decided() {
    let document = |license: &str, title: &str| json!({"license": license, "title": {"de": title}});
    let base = document("MIT", "A");
    let clean = merge(&base, &document("MIT", "B"), &document("ISC", "A"));
    assert_eq!(clean.conflicts, []);
    assert_eq!(resolve(&clean, &[]).unwrap(), clean);

    let merged = merge(&base, &document("MIT", "B"), &document("ISC", "C"));
    let by = By::Take(Take::Theirs);
    let decision = Resolution { path: merged.conflicts[0].path.clone(), by };
    let settled = resolve(&merged, std::slice::from_ref(&decision)).unwrap();
    assert_eq!(settled.merged, document("ISC", "C"));
    assert_eq!(resolve(&settled, &[]).unwrap(), settled);
    let again = resolve(&settled, &[decision]).unwrap_err();
    assert_eq!(again[0].code.as_str(), "merge-resolution-unknown");
}
