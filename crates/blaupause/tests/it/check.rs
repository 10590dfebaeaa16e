//! `blaupause check`: what it prints, letter by letter.

use insta::assert_snapshot;
use testkit::valid_example;

use crate::program::{Home, Run};

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

fn shown(run: &Run) -> String {
    format!("{}-- stderr --\n{}-- exit code {} --", run.stdout, run.stderr, run.code)
}

#[test]
fn findings_have_file_line_column_and_a_german_sentence() {
    let home = Home::sqlite();
    let file = home.write("kaputt.yaml", BROKEN);
    assert_snapshot!(shown(&home.run(&["check", file])));
}

#[test]
fn the_same_in_english() {
    let home = Home::sqlite();
    let file = home.write("kaputt.yaml", BROKEN);
    let by_flag = home.run(&["check", "--lang", "en", file]);
    assert_snapshot!(shown(&by_flag));
    let mut command = home.command(&["check", file]);
    command.env("LANG", "en_GB.UTF-8");
    assert_eq!(String::from_utf8(command.output().unwrap().stdout).unwrap(), by_flag.stdout);
}

#[test]
fn json_has_one_object_for_each_file() {
    let home = Home::sqlite();
    let broken = home.write("kaputt.yaml", BROKEN);
    let good = home.write("gut.json", valid_example("minimal").to_string());
    assert_snapshot!(shown(&home.run(&["check", "--format", "json", broken, good])));
}

#[test]
fn text_that_is_no_document_has_one_finding() {
    let home = Home::sqlite();
    let empty = home.write("leer.yaml", "");
    let torn = home.write("zerrissen.json", "{\n  \"format\": 1,\n  \"owner\": \"must");
    let twice = home.write("doppelt.yaml", "format: 1\nformat: 1\n");
    assert_snapshot!(shown(&home.run(&["check", empty, torn, twice])));
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
