//! `blaupause check`: what it prints, letter by letter.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::valid_example;

use crate::program::{Home, Run, parking_permit};

/// As a person writes it, with faults that each rule family and the reader would find.
const BROKEN: &str = "\
# Eine Blaupause mit Fehlern
format: 1
owner: musterstadt
name: fundsache-melden
version: '1.0'
title: {de: Fundsache melden}
license: Quatsch-1.0
contacts:
  - id: fundbuero
maintenance: {maintainer: musterstadt}
service:
  target_groups: [citizen]
unbekannt: ja
process:
  roles:
    - id: finder
      kind: applicant
      title: {de: Finderin oder Finder}
  nodes:
    - {id: start, type: start_event, role: niemand, title: {de: Sache gefunden}}
  flows: []
";

#[test]
fn findings_have_file_line_column_and_a_german_sentence() {
    let home = Home::sqlite();
    let file = home.write("kaputt.yaml", BROKEN);
    assert_snapshot!(home.shown(&["check", file]));
}

#[test]
fn the_same_in_english() {
    let home = Home::sqlite();
    let file = home.write("kaputt.yaml", BROKEN);
    let by_flag = home.run(&["check", "--lang", "en", file]);
    assert_snapshot!(home.shown(&["check", "--lang", "en", file]));
    let mut command = home.command(&["check", file]);
    command.env("LANG", "en_GB.UTF-8");
    assert_eq!(String::from_utf8(command.output().unwrap().stdout).unwrap(), by_flag.stdout);
}

#[test]
fn json_has_one_object_for_each_file() {
    let home = Home::sqlite();
    let broken = home.write("kaputt.yaml", BROKEN);
    let good = home.write("gut.json", valid_example("minimal").to_string());
    assert_snapshot!(home.shown(&["check", "--format", "json", broken, good]));
}

#[test]
fn text_that_is_no_document_has_one_finding() {
    let home = Home::sqlite();
    let empty = home.write("leer.yaml", "");
    let torn = home.write("zerrissen.json", "{\n  \"format\": 1,\n  \"owner\": \"must");
    let twice = home.write("doppelt.yaml", "format: 1\nformat: 1\n");
    assert_snapshot!(home.shown(&["check", empty, torn, twice]));
}

#[test]
fn a_good_document_is_good_from_stdin_too() {
    let home = Home::sqlite();
    let text = valid_example("minimal").to_string();
    let run = Run::with_stdin(home.command(&["check", "-"]), &text);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    assert!(run.stderr.starts_with("-: gültig, sha256:"), "{run:?}");
}

#[test]
fn a_file_that_is_missing_does_not_hide_the_others() {
    let home = Home::sqlite();
    let file = home.write("kaputt.yaml", BROKEN);
    let run = home.run(&["check", "fehlt.yaml", file]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("fehlt.yaml"), "{run:?}");
    assert!(run.stdout.contains("kaputt.yaml:7:"), "{run:?}");
}

/// A process with a step on paper between two digital ones.
fn printed_in_between() -> Value {
    let mut document = valid_example("minimal");
    let step = |id: &str, channel: &str, title: &str| json!({"id": id, "type": "task", "role": "finder", "channel": channel, "title": {"de": title}});
    document["process"]["nodes"] = json!([
        {"id": "start", "type": "start_event", "role": "finder", "title": {"de": "Sache gefunden"}},
        step("melden", "digital", "Fund online melden"),
        step("drucken", "paper", "Meldung ausdrucken und abzeichnen"),
        step("ablegen", "automated", "Meldung ablegen"),
        {"id": "ende", "type": "end_event", "role": "finder", "title": {"de": "Sache gemeldet"}},
    ]);
    let flow = |id: &str, from: &str, to: &str| json!({"id": id, "from": from, "to": to});
    document["process"]["flows"] = json!([
        flow("f1", "start", "melden"),
        flow("f2", "melden", "drucken"),
        flow("f3", "drucken", "ablegen"),
        flow("f4", "ablegen", "ende"),
    ]);
    document
}

#[test]
fn a_paper_step_between_two_digital_ones_is_one_media_break() {
    let home = Home::sqlite();
    let file = home.write("papier.json", printed_in_between().to_string());
    let run = home.run(&["check", "--format", "json", file]);
    assert_eq!(run.code, 0, "{run:?}");
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    let breaks = &answer["media_breaks"];
    assert_eq!((&breaks["count"], &breaks["hand_overs"]), (&json!(1), &json!(2)), "{breaks}");
    assert_eq!(breaks["breaks"][0]["path"], "/process/flows/f2");
    assert_eq!(answer["findings"][0]["code"], "media-break");
    assert_eq!(answer["findings"][0]["line"], 1);
    assert_snapshot!(home.shown(&["check", file]));
}

#[test]
fn json_has_every_member_that_the_api_has() {
    let home = Home::sqlite();
    let file = home.write("voll.json", valid_example("full").to_string());
    let run = home.run(&["check", "--format", "json", file, "--against", file]);
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    let by_api: wire::CheckResult = serde_json::from_value(answer.clone()).unwrap();
    assert_eq!((by_api.changes.len(), by_api.required_bump), (0, None));
    for member in ["sovereignty", "coverage", "alternatives"] {
        assert!(answer[member].is_object() || answer[member].is_array(), "{member}: {answer}");
    }
}

#[test]
fn against_an_earlier_document_the_changes_and_their_step_are_told() {
    let home = Home::sqlite();
    let mut document = printed_in_between();
    let old = home.write("vorher.json", document.to_string());
    document["title"]["de"] = "Fundsachen melden".into();
    document["documents"] =
        json!([{"id": "meldung", "kind": "form", "title": {"de": "Meldung eines Funds"}}]);
    let new = home.write("nachher.json", document.to_string());
    assert_snapshot!(home.shown(&["check", new, "--against", old]));
    let run = home.run(&["check", "--format", "json", new, "--against", old]);
    let answer: wire::CheckResult = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(answer.required_bump.as_deref(), Some("minor"), "{run:?}");
    assert_eq!(answer.changes.len(), 2, "{run:?}");
    let without = home.run(&["check", "--format", "json", new]);
    let without: wire::CheckResult = serde_json::from_str(&without.stdout).unwrap();
    assert_eq!((without.required_bump, without.changes.len()), (None, 0));
}

#[test]
fn what_to_compare_with_has_to_be_a_document() {
    let home = Home::sqlite();
    let new = home.write("neu.yaml", parking_permit("2.0.0"));
    let torn = home.write("zerrissen.yaml", "a: [\n");
    let run = home.run(&["check", new, "--against", torn]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run:?}");
    assert!(run.stderr.contains("zerrissen.yaml:2:1: Fehler:"), "{run:?}");
    let run = home.run(&["check", new, "--against", "fehlt.yaml"]);
    assert_eq!(run.code, 2, "{run:?}");
    let run = Run::with_stdin(home.command(&["check", "-", "--against", "-"]), "{}");
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("stdin"), "{run:?}");
}
