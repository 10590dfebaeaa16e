//! `blaupause diff`: what changed between two files, and what that asks for.

use insta::assert_snapshot;
use serde_json::Value;
use testkit::valid_example;

use crate::program::{Home, Run, parking_permit};

fn permits() -> Home {
    let home = Home::sqlite();
    for version in ["1.0.0", "2.0.0", "2.1.0"] {
        home.write(&format!("{version}.yaml"), parking_permit(version));
    }
    home
}

#[test]
fn the_trailer_rule_is_a_minor_step() {
    let home = permits();
    assert_snapshot!("trailer_rule_de", home.shown(&["diff", "2.0.0.yaml", "2.1.0.yaml"]));
    let english = home.shown(&["diff", "2.0.0.yaml", "2.1.0.yaml", "--lang", "en"]);
    assert_snapshot!("trailer_rule_en", english);
}

#[test]
fn going_digital_is_a_major_step() {
    let home = permits();
    let run = home.run(&["diff", "1.0.0.yaml", "2.0.0.yaml"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
    let last = run.stdout.lines().last().unwrap();
    assert!(last.contains("Nötiger Schritt: Hauptversion."), "{last}");
}

#[test]
fn json_has_the_shape_of_the_api() {
    let home = permits();
    let run = home.run(&["diff", "--format", "json", "2.0.0.yaml", "2.1.0.yaml"]);
    let difference: wire::Difference = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(difference.required_bump.as_deref(), Some("minor"));
    assert_eq!(difference.from.blueprint, "mrn/handwerkerparkausweis");
    assert_eq!((&*difference.from.version, &*difference.to.version), ("2.0.0", "2.1.0"));
    let checked = home.run(&["check", "2.1.0.yaml"]);
    assert!(checked.stderr.contains(&difference.to.digest), "{checked:?}");
    let requirement = "/security/requirements/kennzeichenauskunft";
    let trailer = difference.changes.iter().find(|change| change.path == requirement);
    assert_eq!(trailer.unwrap().level, "minor");
}

#[test]
fn documents_that_do_not_say_who_they_are_go_by_their_file() {
    let home = Home::sqlite();
    let old = home.write("alt.json", "{\"owner\": \"mrn\"}");
    let command = || home.command(&["diff", old, "-"]);
    let run = Run::with_stdin(command(), "owner: mrn");
    assert_eq!(run.stdout, "alt.json → -\n\nNichts hat sich geändert.\n");
    let mut json = command();
    json.args(["--format", "json"]);
    let answer: Value = serde_json::from_str(&Run::with_stdin(json, "owner: a").stdout).unwrap();
    assert_eq!((&answer["from"], &answer["to"]), (&Value::Null, &Value::Null));
    assert!(answer["required_bump"].is_string(), "{answer}");
}

#[test]
fn what_is_no_document_is_1_and_what_is_no_file_is_2() {
    let home = Home::sqlite();
    let good = home.write("gut.json", valid_example("minimal").to_string());
    let list = home.write("liste.json", "[1]");
    for arguments in [["diff", good, list], ["diff", list, good]] {
        let run = home.run(&arguments);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run:?}");
        assert!(run.stderr.contains("liste.json:1:1: Fehler:"), "{run:?}");
    }
    let run = home.run(&["diff", good, "fehlt.json"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("fehlt.json"), "{run:?}");
    assert_eq!(home.run(&["diff", "-", "-"]).code, 2);
}

#[test]
fn colours_are_only_for_terminals_and_say_nothing_of_their_own() {
    let home = permits();
    let arguments = ["diff", "2.0.0.yaml", "2.1.0.yaml"];
    let plain = home.run(&arguments).stdout;
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let mut forced = home.command(&arguments);
    forced.env("CLICOLOR_FORCE", "1");
    let coloured = Run::with_stdin(forced, "").stdout;
    assert!(coloured.contains("\u{1b}[33mNebenversion"), "{coloured}");
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
    let mut refused = home.command(&arguments);
    refused.env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1");
    assert_eq!(Run::with_stdin(refused, "").stdout, plain);
}

#[test]
fn a_document_cannot_steer_the_terminal() {
    let home = Home::sqlite();
    let mut document = valid_example("minimal");
    let old = home.write("alt.json", document.to_string());
    document["title"]["de"] = "\u{1b}[2Jleer\u{9b}31m".into();
    let new = home.write("neu.json", document.to_string());
    for command in [&["diff", old, new][..], &["check", new, "--against", old]] {
        let mut forced = home.command(command);
        forced.env("CLICOLOR_FORCE", "1");
        let run = Run::with_stdin(forced, "");
        assert!(run.stdout.contains("\u{fffd}[2Jleer\u{fffd}31m"), "{run:?}");
    }
}
