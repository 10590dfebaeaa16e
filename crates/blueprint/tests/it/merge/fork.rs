//! A fork takes in a newer version of its upstream.

use blueprint::{
    Finding, Parsed, check,
    merge::{By, Merged, Resolution, Take, merge, resolve},
    validate,
};
use serde_json::{Value, json};
use testkit::valid_example;

/// The element of a keyed list.
fn element<'v>(document: &'v mut Value, list: &str, id: &str) -> &'v mut Value {
    let items = document.pointer_mut(list).and_then(Value::as_array_mut).unwrap();
    items.iter_mut().find(|item| item["id"] == id).unwrap()
}

fn push(document: &mut Value, list: &str, element: Value) {
    document.pointer_mut(list).and_then(Value::as_array_mut).unwrap().push(element);
}

/// The version from which the fork started.
fn upstream() -> Value {
    let mut document = valid_example("full");
    document["upstream"] = Value::Null;
    document
}

/// A fork as the registry writes it.
fn untouched_fork() -> Value {
    let mut fork = upstream();
    fork["owner"] = "musterstadt".into();
    fork["version"] = "1.0.0".into();
    fork["upstream"] = valid_example("full")["upstream"].clone();
    fork.as_object_mut().unwrap().remove("renames");
    fork.as_object_mut().unwrap().remove("changes");
    fork
}

/// The fork after ten changes of its own.
fn fork() -> Value {
    let mut fork = untouched_fork();
    fork["title"]["de"] = "Handwerkerparkausweis der Musterstadt".into();
    element(&mut fork, "/process/nodes", "pruefen")["title"]["de"] =
        "Antrag von Hand prüfen".into();
    push(
        &mut fork,
        "/process/nodes",
        json!({"id": "statistik", "type": "task", "role": "plattform", "channel": "automated",
            "title": {"de": "Statistik fortschreiben"}}),
    );
    element(&mut fork, "/process/flows", "f8")["to"] = "statistik".into();
    push(&mut fork, "/process/flows", json!({"id": "f10", "from": "statistik", "to": "ende"}));
    element(&mut fork, "/rollout/cost", "einrichtung")["amount"]["max"] = 6000.into();
    fork["keywords"] = json!(["parken", "handwerk", "musterstadt"]);
    element(&mut fork, "/contacts", "leitstelle")["email"] = "parken@musterstadt.example".into();
    element(&mut fork, "/parameters", "gebuehr")["default"] = 150.into();
    let text = fork["description"]["de"].as_str().unwrap();
    let text = text.replace(
        "Der Betrieb stellt den Antrag online.",
        "Der Betrieb stellt den Antrag im Bürgerportal.",
    );
    fork["description"]["de"] = text.into();
    fork
}

/// The upstream's next version: eight changes, of which three collide with the fork's.
fn newer() -> Value {
    let mut newer = upstream();
    newer["version"] = "2.2.0".into();
    element(&mut newer, "/process/nodes", "pruefen")["title"]["de"] =
        "Antrag vollständig prüfen".into();
    newer["rollout"]["cost"] = json!([]);
    newer["keywords"] = json!(["parken", "handwerk", "ausnahmegenehmigung", "anhänger"]);

    let text = newer["description"]["de"].as_str().unwrap();
    let text = text.replace("Der Betrieb zahlt und erhält", "Der Betrieb zahlt online und erhält");
    newer["description"]["de"] = text.into();
    push(
        &mut newer,
        "/security/requirements",
        json!({"id": "protokoll", "title": {"de": "Zugriffe werden protokolliert"}, "obligation": "should"}),
    );
    element(&mut newer, "/parameters", "gebuehr")["binding"] = "fixed".into();
    element(&mut newer, "/vendors", "beispiel-it")["products"][0]["version"] = "4.3".into();

    let renames = json!([{"from": "/process/nodes/antrag-stellen", "to": "/process/nodes/antrag-einreichen"}]);
    newer["renames"] = renames;
    element(&mut newer, "/process/nodes", "antrag-stellen")["id"] = "antrag-einreichen".into();
    element(&mut newer, "/process/flows", "f2")["to"] = "antrag-einreichen".into();
    element(&mut newer, "/process/flows", "f3")["from"] = "antrag-einreichen".into();
    newer
}

fn told(merged: &Merged) -> String {
    let state = |value: &Option<Value>| value.as_ref().map_or("–".into(), Value::to_string);
    let conflicts = merged.conflicts.iter().map(|conflict| {
        format!(
            "{} {}\n  base {}\n  ours {}\n  theirs {}\n  {}\n  {}\n",
            conflict.kind.as_str(),
            conflict.path,
            state(&conflict.base),
            state(&conflict.ours),
            state(&conflict.theirs),
            conflict.message.de,
            conflict.message.en,
        )
    });
    let taken = merged.taken.iter().map(|taken| format!("{} {}\n", taken.by.as_str(), taken.path));
    conflicts.chain(["\n".to_owned()]).chain(taken).collect()
}

fn errors(document: &Value) -> Vec<String> {
    let found = check(&Parsed::of(document.clone()).unwrap(), crate::ON);
    let errors = found.iter().filter(|finding| finding.is_error());
    errors.map(|finding: &Finding| format!("{} {}", finding.code.as_str(), finding.path)).collect()
}

#[test]
fn ten_changes_and_eight_of_which_three_collide() {
    for version in [upstream(), fork(), newer()] {
        assert_eq!(errors(&version), [""; 0]);
    }
    let merged = merge(&upstream(), &fork(), &newer());
    insta::assert_snapshot!(told(&merged));
    assert_eq!(merged.conflicts.len(), 3);
    assert!(merged.conflicts.iter().all(|c| c.base.is_some() && c.ours.is_some()));

    let decide = |path: &str, by| Resolution { path: path.into(), by };
    let settled = resolve(
        &merged,
        &[
            decide("/process/nodes/pruefen/title/de", By::Take(Take::Ours)),
            decide("/rollout/cost/einrichtung", By::Take(Take::Theirs)),
            decide(
                "/keywords",
                By::Value(json!(["parken", "handwerk", "musterstadt", "anhänger"])),
            ),
        ],
    )
    .unwrap();
    assert_eq!(settled.conflicts, []);
    let valid = validate(Parsed::of(settled.merged.clone()).unwrap(), crate::ON).unwrap();
    assert_eq!(valid.document().owner.as_str(), "musterstadt");

    // From now on the newer version is the base, whatever was decided.
    let again = merge(&newer(), &settled.merged, &newer());
    assert_eq!(again.conflicts, []);
    assert_eq!(again.merged, settled.merged);
}

#[test]
fn an_untouched_fork_takes_everything_and_stays_itself() {
    let merged = merge(&upstream(), &untouched_fork(), &newer());
    assert_eq!(merged.conflicts, []);
    let mut expected = newer();
    for own in ["owner", "version", "upstream"] {
        expected[own] = untouched_fork()[own].clone();
    }
    expected.as_object_mut().unwrap().remove("changes");
    assert_eq!(merged.merged, expected);
    assert_eq!(errors(&merged.merged), [""; 0]);
}

/// A merge joins places, and only the rules know what they mean together.
#[test]
fn a_merge_without_conflicts_may_still_break_a_rule() {
    let mut fork = untouched_fork();
    element(&mut fork, "/process/nodes", "gebuehr-zahlen")["role"] = "kasse".into();
    let mut newer = upstream();
    newer["process"]["roles"].as_array_mut().unwrap().retain(|role| role["id"] != "kasse");
    for version in [&fork, &newer] {
        assert_eq!(errors(version), [""; 0]);
    }
    let merged = merge(&upstream(), &fork, &newer);
    assert_eq!(merged.conflicts, []);
    assert_eq!(errors(&merged.merged), ["reference-unknown /process/nodes/gebuehr-zahlen/role"]);
}
