//! What is lowered has a reason in the release notes, as far as a program can tell: they speak of it.

use std::{collections::BTreeSet, fmt::Write as _};

use blueprint::{CHANGES, Finding, Syntax, difference, law::missing_reasons, parse};
use serde_json::{Value, json};
use testkit::{ChangeExample, change_examples, valid_example};

/// By which names release notes may speak of what each example lowers.
const NAMES: [(&str, &[&str]); 11] = [
    ("BP027", &["trust_level", "Vertrauensniveau", "Trust level"]),
    ("BP087", &["dpia", "Datenschutz-Folgenabschätzung", "Data protection impact assessment"]),
    ("BP118", &["pruefen", "Antrag prüfen", "Check application"]),
    ("BP129", &["antrag-stellen", "Antrag stellen", "Submit application"]),
    ("BP157", &["gebuehr", "Verwaltungsgebühr in Euro", "Administrative fee in euros"]),
    ("BP171", &["integrity", "Integrität", "Integrity"]),
    (
        "BP176",
        &["zugang", "Anmeldung mit Organisationskonto", "Sign-in with an organisation account"],
    ),
    (
        "BP178",
        &["zugang", "Anmeldung mit Organisationskonto", "Sign-in with an organisation account"],
    ),
    (
        "BP181",
        &["zugang", "Anmeldung mit Organisationskonto", "Sign-in with an organisation account"],
    ),
    ("BP193", &["SOV-3"]),
    ("BP198", &["data_locations", "Speicherorte", "Data locations"]),
];

fn missing(example: &ChangeExample, changes: Value) -> Vec<Finding> {
    let mut new = example.new.clone();
    new["changes"] = changes;
    missing_reasons(&difference(&example.old, &new), &new)
}

#[test]
fn every_kind_of_lowering_is_told_once_and_no_other() {
    let lowerings: BTreeSet<&str> =
        CHANGES.iter().filter(|kind| kind.needs_reason).map(|kind| kind.code.as_str()).collect();
    let mut text = String::new();
    for example in change_examples() {
        let found = missing(&example, json!({"de": "Wir verlangen weniger."}));
        let is_lowering = lowerings.contains(example.code.as_str());
        assert_eq!(found.len(), usize::from(is_lowering), "{}", example.name);
        for finding in found {
            let Finding { code, pointer, path, message, .. } = &finding;
            assert!(finding.is_error());
            writeln!(text, "{}\n  {} {pointer} {path}", example.name, code.as_str()).unwrap();
            writeln!(text, "    de: {}\n    en: {}", message.de, message.en).unwrap();
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn release_notes_speak_of_it_by_short_name_or_title() {
    for (code, names) in NAMES {
        let example = change_examples().into_iter().find(|example| example.code == code).unwrap();
        for name in names {
            let notes = format!("Gelockert ({}), weil es sich bewährt hat.", name.to_uppercase());
            assert_eq!(missing(&example, json!({"de": notes})), [], "{code} {name}");
            let english = json!({"de": "Weniger.", "en": format!("{name}: no longer needed")});
            assert_eq!(missing(&example, english), [], "{code} {name}");
        }
    }
}

#[test]
fn without_release_notes_nothing_is_spoken_of() {
    let example = change_examples().into_iter().find(|example| example.code == "BP176").unwrap();
    for changes in
        [Value::Null, json!("zugang"), json!({"de": ["zugang"]}), json!({"fr": "zugang"})]
    {
        assert_eq!(missing(&example, changes.clone()).len(), 1, "{changes}");
    }
}

/// Its removal is major, and says what the steps lose.
#[test]
fn a_requirement_that_is_gone_takes_no_reason_at_each_step() {
    let old = valid_example("full");
    let mut new = old.clone();
    new["security"]["requirements"] = json!([]);
    new["process"]["nodes"][1]["requirements"] = json!([]);
    new["vendors"] = json!([]);
    let difference = difference(&old, &new);
    let lost = difference.changes.iter().find(|change| change.code.as_str() == "BP129").unwrap();
    assert!(!lost.needs_reason);
    assert_eq!(missing_reasons(&difference, &new), []);
}

#[test]
fn the_seeds_give_their_reasons() {
    let seed = |text: &str| parse(text.as_bytes(), Syntax::Yaml).unwrap().into_value();
    let permit = [
        seed(include_str!("../../../../seed-blueprints/mrn/handwerkerparkausweis/1.0.0.yaml")),
        seed(include_str!("../../../../seed-blueprints/mrn/handwerkerparkausweis/2.0.0.yaml")),
        seed(include_str!("../../../../seed-blueprints/mrn/handwerkerparkausweis/2.1.0.yaml")),
    ];
    for pair in permit.windows(2) {
        assert_eq!(missing_reasons(&difference(&pair[0], &pair[1]), &pair[1]), []);
    }
}

/// As many lowerings as a document has room for, and notes as long as they may be.
#[test]
fn two_thousand_lowerings_are_looked_up() {
    let requirement = |n: usize, obligation: &str| json!({"id": format!("a{n}"), "title": {"de": "a".repeat(100)}, "obligation": obligation});
    let document = |obligation: &str| json!({"security": {"requirements": (0..2000).map(|n| requirement(n, obligation)).collect::<Vec<_>>()}});
    let mut new = document("may");
    new["changes"] = json!({"de": "a".repeat(1_000_000), "en": "a ".repeat(1_000_000)});
    assert_eq!(missing_reasons(&difference(&document("must"), &new), &new).len(), 2000);
}
