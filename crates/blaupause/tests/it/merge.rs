//! `blaupause merge`: a fork takes in what its upstream changed, and says what is left to decide.

use std::fs;

use blueprint::{Syntax, parse};
use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::valid_example;

use crate::program::{Home, parking_permit};

const FILES: [&str; 3] = ["1.0.0.yaml", "unsere.yaml", "2.0.0.yaml"];
const CONFLICT: &str = "/documents/antrag/title/de";

/// Version 1.0.0, a fork that calls the application by another name, and version 2.0.0, which does so too.
fn permits() -> Home {
    let home = Home::sqlite();
    let base = parking_permit("1.0.0");
    let ours = base.replacen("owner: mrn", "owner: musterstadt", 1).replacen(
        "de: Antrag auf Vordruck",
        "de: Antrag an die Stadt",
        1,
    );
    assert!(ours.contains("Antrag an die Stadt"));
    home.write("1.0.0.yaml", base);
    home.write("unsere.yaml", ours);
    home.write("2.0.0.yaml", parking_permit("2.0.0"));
    home
}

/// The same with a smaller document, whose findings do not change with the day.
fn minimal() -> Home {
    let home = Home::sqlite();
    let base = valid_example("minimal");
    let mut ours = base.clone();
    ours["owner"] = "neustadt".into();
    ours["summary"]["de"] = "Wer in Neustadt etwas findet, meldet es.".into();
    let mut theirs = base.clone();
    theirs["summary"]["de"] = "Wer etwas findet oder verliert, meldet es.".into();
    theirs["summary"]["en"] = "Whoever finds or loses something reports it.".into();
    theirs["process"]["roles"][0]["title"]["de"] = "Wer etwas findet".into();
    for (name, value) in [("base.json", base), ("ours.json", ours), ("theirs.json", theirs)] {
        home.write(name, value.to_string());
    }
    home
}

fn document(text: &str, syntax: Syntax) -> Value {
    parse(text.as_bytes(), syntax).unwrap().into_value()
}

#[test]
fn an_open_conflict_is_1_and_a_decided_one_0() {
    let home = permits();
    let command = [&["merge"], &FILES[..]].concat();
    let run = home.run(&command);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains(&format!("Konflikt {CONFLICT}\n")), "{run:?}");
    let open = document(&run.stdout, Syntax::Yaml);
    assert_eq!(open["owner"], "musterstadt");
    assert_eq!(open["documents"][1]["title"]["de"], "Antrag an die Stadt");

    for (side, expected) in [
        ("ours", "Antrag an die Stadt"),
        ("theirs", "Antrag auf Erteilung des Ausweises"),
        ("base", "Antrag auf Vordruck"),
    ] {
        let take = format!("{CONFLICT}={side}");
        let run = home.run(&[&command[..], &["--take", &take]].concat());
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.stderr.ends_with("Kein Konflikt ist offen.\n"), "{run:?}");
        let merged = document(&run.stdout, Syntax::Yaml);
        assert_eq!(merged["documents"][1]["title"]["de"], expected);
    }
}

#[test]
fn a_conflict_is_shown_with_its_three_states() {
    let home = minimal();
    let files = ["base.json", "ours.json", "theirs.json"];
    let german = [&["merge", "--output", "neu.json"], &files[..]].concat();
    assert_snapshot!("conflict_de", home.shown(&german));
    let english = [&german[..], &["--lang", "en"]].concat();
    assert_snapshot!("conflict_en", home.shown(&english));
    let json = [&["merge", "--format", "json"], &files[..]].concat();
    assert_snapshot!("conflict_json", home.shown(&json));
}

#[test]
fn a_file_is_written_in_the_syntax_of_its_name() {
    let home = minimal();
    let command =
        ["merge", "base.json", "ours.json", "theirs.json", "--take", "/summary/de=theirs"];
    let to_stdout = home.run(&command);
    assert_eq!(to_stdout.code, 0, "{to_stdout:?}");
    let merged = document(&to_stdout.stdout, Syntax::Json);
    for (file, syntax) in
        [("neu.yaml", Syntax::Yaml), ("neu.json", Syntax::Json), ("neu", Syntax::Json)]
    {
        let run = home.run(&[&command[..], &["--output", file]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
        let written = fs::read_to_string(home.path(file)).unwrap();
        assert_eq!(document(&written, syntax), merged, "{file}");
        assert_eq!(written.starts_with('{'), syntax == Syntax::Json, "{file}");
        if syntax == Syntax::Json {
            assert_eq!(written, to_stdout.stdout, "{file}");
            assert_eq!(home.run(&["fmt", "--check", file]).code, 0, "{file}");
        }
    }
    let both = [&command[..], &["--output", "neu.json", "--format", "json"]].concat();
    let answer: Value = serde_json::from_str(&home.run(&both).stdout).unwrap();
    assert_eq!(answer, json!({"merged": merged, "conflicts": [], "findings": []}));
}

#[test]
fn a_decision_may_meet_what_another_one_opens() {
    let home = Home::sqlite();
    let base = valid_example("minimal");
    let renamed = |id: &str, title: &str| {
        let mut document = base.clone();
        document["renames"] =
            json!([{"from": "/process/nodes/ende", "to": format!("/process/nodes/{id}")}]);
        document["process"]["nodes"][1]["id"] = id.into();
        document["process"]["nodes"][1]["title"]["de"] = title.into();
        document["process"]["flows"][0]["to"] = id.into();
        document
    };
    home.write("base.json", base.to_string());
    home.write("ours.json", renamed("fertig", "Fertig").to_string());
    home.write("theirs.json", renamed("schluss", "Schluss").to_string());
    let command = |takes: &[&str]| {
        let files = ["merge", "base.json", "ours.json", "theirs.json", "--format", "json"];
        let takes = takes.iter().flat_map(|take| ["--take", *take]);
        let run = home.run(&files.into_iter().chain(takes).collect::<Vec<_>>());
        let answer: Value = serde_json::from_str(&run.stdout).unwrap();
        let paths = answer["conflicts"].as_array().unwrap().iter();
        let open: Vec<String> = paths.map(|one| one["path"].as_str().unwrap().to_owned()).collect();
        (open, answer["merged"]["process"]["nodes"][1].clone())
    };
    // The title stands below the new name, so only the choice of a name brings its path about.
    let name = "/renames/~1process~1nodes~1ende/to=theirs";
    let (open, _) = command(&[name]);
    assert_eq!(open, ["/process/nodes/schluss/title/de"]);
    let (open, node) = command(&["/process/nodes/schluss/title/de=ours", name]);
    assert_eq!(open, [""; 0]);
    assert_eq!((&node["id"], &node["title"]["de"]), (&json!("schluss"), &json!("Fertig")));
}

#[test]
fn a_long_entry_is_shown_by_its_beginning() {
    let home = permits();
    // The fork goes without a document whose form the upstream filled in.
    let base = parking_permit("1.0.0");
    let (before, from) = base.split_once("  - id: antrag\n").unwrap();
    let (_, after) = from.split_once("  - id: ").unwrap();
    home.write("unsere.yaml", format!("{before}  - id: {after}"));
    let run = home.run(&[&["merge", "-o", "neu.yaml"], &FILES[..]].concat());
    assert_eq!(run.code, 1, "{run:?}");
    let block: Vec<&str> =
        run.stderr.lines().skip_while(|line| *line != "  Im Ursprung (theirs):").collect();
    assert_eq!(block[1], "    id: antrag", "{run:?}");
    assert!(block[21].starts_with("    … (weitere Zeilen: "), "{run:?}");
}

#[test]
fn the_merged_document_may_replace_the_fork() {
    let home = minimal();
    let command = ["merge", "base.json", "ours.json", "theirs.json", "--output", "ours.json"];
    assert_eq!(home.run(&command).code, 1);
    let written = fs::read_to_string(home.path("ours.json")).unwrap();
    assert_eq!(
        document(&written, Syntax::Json)["summary"]["en"],
        "Whoever finds or loses something reports it."
    );
}

#[test]
fn what_the_rules_refuse_is_1_though_nothing_is_open() {
    let home = Home::sqlite();
    let base = valid_example("minimal");
    let mut ours = base.clone();
    ours["legal_bases"] = json!([{"id": "bgb-965", "citation": "§ 965 BGB", "level": "nirgends"}]);
    home.write("base.json", base.to_string());
    home.write("ours.json", ours.to_string());
    let run = home.run(&["merge", "base.json", "ours.json", "base.json", "-o", "neu.json"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.starts_with("neu.json:"), "{run:?}");
    assert!(run.stderr.contains("/legal_bases/0/level]"), "{run:?}");
    assert!(run.stderr.ends_with("aber das Dokument ist so nicht gültig.\n"), "{run:?}");
}

#[test]
fn a_decision_about_nothing_is_wrong_use_and_names_what_is_open() {
    let home = permits();
    let command = [&["merge"], &FILES[..], &["--output", "neu.yaml", "--take"]].concat();
    let run = home.run(&[&command[..], &["/documents/antrag/title/en=ours"]].concat());
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    assert!(run.stderr.contains("„/documents/antrag/title/en“"), "{run:?}");
    assert!(run.stderr.ends_with(&format!("Offen sind:\n  {CONFLICT}\n")), "{run:?}");
    assert!(!home.path("neu.yaml").exists());
    for wrong in ["/documents", "/documents=mine", "documents=ours"] {
        assert_eq!(home.run(&[&command[..], &[wrong]].concat()).code, 2, "{wrong}");
    }
}
