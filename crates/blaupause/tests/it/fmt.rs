//! `blaupause fmt`: files in their usual form, and nothing else about them.

use std::{fs, os::unix::fs::PermissionsExt as _};

use crate::program::{Home, Run};

#[test]
fn json_is_rewritten_in_place_and_keeps_its_permissions() {
    let home = Home::sqlite();
    let file = home.write("a.json", "{\"b\": 1, \"a\": \"u\u{308}\"}");
    fs::set_permissions(home.path(file), fs::Permissions::from_mode(0o640)).unwrap();
    let run = home.run(&["fmt", file]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(fs::read_to_string(home.path(file)).unwrap(), "{\n  \"a\": \"ü\",\n  \"b\": 1\n}\n");
    assert_eq!(fs::metadata(home.path(file)).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(home.run(&["fmt", "--check", file]).code, 0);
}

#[test]
fn a_file_is_exchanged_as_a_whole_and_a_link_stays_a_link() {
    let home = Home::sqlite();
    let old = "{\"b\": 1, \"a\": 2}";
    let file = home.write("a.json", old);
    // Whoever has the old file open goes on reading the old text.
    fs::hard_link(home.path(file), home.path("alt.json")).unwrap();
    std::os::unix::fs::symlink(home.path(file), home.path("verweis.json")).unwrap();
    assert_eq!(home.run(&["fmt", "verweis.json"]).code, 0);
    assert_eq!(fs::read_to_string(home.path("alt.json")).unwrap(), old);
    assert!(home.path("verweis.json").is_symlink());
    let new = "{\n  \"a\": 2,\n  \"b\": 1\n}\n";
    assert_eq!(fs::read_to_string(home.path(file)).unwrap(), new);
}

#[test]
fn yaml_keeps_its_comments() {
    let home = Home::sqlite();
    let file = home.write("a.yaml", "# Notiz\r\nb: u\u{308} # hier\r\n");
    assert_eq!(home.run(&["fmt", file]).code, 0);
    assert_eq!(fs::read_to_string(home.path(file)).unwrap(), "# Notiz\nb: ü # hier\n");
}

#[test]
fn check_names_the_files_and_writes_nothing() {
    let home = Home::sqlite();
    let text = "{\"a\":1}";
    let file = home.write("a.json", text);
    let run = home.run(&["fmt", "--check", file]);
    assert_eq!((run.code, run.stdout.as_str()), (1, "a.json\n"), "{run:?}");
    assert_eq!(fs::read_to_string(home.path(file)).unwrap(), text);
}

#[test]
fn what_cannot_be_read_stays_as_it_is() {
    let home = Home::sqlite();
    let file = home.write("a.json", "{\"a\":");
    let run = home.run(&["fmt", file]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.starts_with("a.json:1:5: Fehler: Zeile 1, Spalte 5: "), "{run:?}");
    assert_eq!(fs::read_to_string(home.path(file)).unwrap(), "{\"a\":");
}

#[test]
fn stdin_goes_to_stdout() {
    let home = Home::sqlite();
    let run = Run::with_stdin(home.command(&["fmt", "-"]), "{\"a\":1}");
    assert_eq!((run.code, run.stdout.as_str()), (0, "{\n  \"a\": 1\n}\n"), "{run:?}");
}
