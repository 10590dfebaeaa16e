//! 0 good, 1 findings or refused, 2 wrong use, 3 registry unavailable; and what is said on the way.

use std::net::TcpListener;

use testkit::valid_example;

use crate::program::{Home, Run};

#[test]
fn good_is_0_and_findings_are_1() {
    let home = Home::sqlite();
    let good = home.write("gut.json", valid_example("minimal").to_string());
    assert_eq!(home.run(&["check", good]).code, 0);
    let broken = home.write("kaputt.json", "{}");
    assert_eq!(home.run(&["check", broken]).code, 1);
    // A document without an address is not sent anywhere.
    let publish = home.run(&["publish", broken]);
    assert_eq!(publish.code, 1, "{publish:?}");
    assert!(publish.stderr.contains("/owner]"), "{publish:?}");
}

#[test]
fn wrong_use_is_2() {
    let home = Home::sqlite();
    let good = home.write("gut.json", valid_example("minimal").to_string());
    home.write("unbekannt.toml", "farbe = 'blau'");
    for wrong in [
        &["tanzen"][..],
        &["check"],
        &["check", "fehlt.yaml"],
        &["check", "--lang", "fr", good],
        &["publish", good, "--registry", "ftp://register.example"],
        &["show", "mrn"],
        &["yank", "mrn/a@^2.0", "--reason", "x"],
        &["yank", "mrn/a@1.0.0"],
        &["search", "--facet", "state"],
        &["serve", "--listen", "nirgends"],
        &["serve", "--seed", "fehlt"],
        &["serve", "--log", "=="],
        &["check", good, "--config", "fehlt.toml"],
        &["check", good, "--config", "unbekannt.toml"],
    ] {
        let run = home.run(wrong);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{wrong:?}: {run:?}");
        assert!(!run.stderr.is_empty(), "{wrong:?}");
    }
}

#[test]
fn a_database_url_that_is_none_is_2_and_its_password_stays_unsaid() {
    let home = Home::sqlite();
    for url in ["mysql://user:geheim@host/name", "/user:geheim"] {
        let mut command = home.command(&["serve"]);
        command.env("DATABASE_URL", url);
        let run = Run::with_stdin(command, "");
        assert_eq!(run.code, 2, "{run:?}");
        assert!(!run.stderr.contains("geheim"), "{run:?}");
    }
}

#[test]
fn a_port_that_is_taken_is_2() {
    let home = Home::sqlite();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let run = home.run(&["serve", "--listen", &address]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains(&address), "{run:?}");
}

#[test]
fn a_registry_or_database_out_of_reach_is_3() {
    let home = Home::sqlite();
    let good = home.write("gut.json", valid_example("minimal").to_string());
    // Bound and let go: nobody listens there.
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let registry = format!("http://{free}");
    for arguments in [
        &["publish", good][..],
        &["show", "mrn/a"],
        &["search", "hund"],
        &["yank", "mrn/a@1.0.0", "--undo"],
        &["fork", "mrn/a", "mrn/b", "--kind", "variant", "--reason", "x"],
    ] {
        let mut command = home.command(&[arguments, &["--registry", &registry]].concat());
        command.env("BLAUPAUSE_TOKEN", "blp_egal");
        let run = Run::with_stdin(command, "");
        assert_eq!(run.code, 3, "{arguments:?}: {run:?}");
        assert!(run.stderr.contains("nicht erreichbar"), "{run:?}");
    }
    let mut command = home.command(&["admin", "organisation", "list"]);
    command.env("DATABASE_URL", format!("postgres://nobody@{free}/nothing"));
    let run = Run::with_stdin(command, "");
    assert_eq!(run.code, 3, "{run:?}");
}

/// The registry answered 401, which told nobody at a terminal what to do.
#[test]
fn writing_without_a_token_is_2_and_says_how_to_get_one() {
    let home = Home::sqlite();
    let good = home.write("gut.json", valid_example("minimal").to_string());
    // Whoever asked here would not be answered.
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    let registry = format!("http://{}", nobody.local_addr().unwrap());
    for arguments in [
        &["publish", good][..],
        &["publish", good, "--dry-run"],
        &["yank", "mrn/a@1.0.0", "--undo"],
        &["fork", "mrn/a", "mrn/b", "--kind", "variant", "--reason", "x"],
    ] {
        for token in [None, Some(""), Some(" \n")] {
            let mut command = home.command(&[arguments, &["--registry", &registry]].concat());
            command.envs(token.map(|token| ("BLAUPAUSE_TOKEN", token)));
            let run = Run::with_stdin(command, "");
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}: {run:?}");
            for expected in ["BLAUPAUSE_TOKEN", "blaupause admin token create"] {
                assert!(run.stderr.contains(expected), "{arguments:?}: {run:?}");
            }
        }
    }
    nobody.set_nonblocking(true).unwrap();
    assert!(nobody.accept().is_err(), "nothing was sent");
}

#[test]
fn the_registry_refusing_is_1_and_says_why_in_german() {
    let home = Home::sqlite();
    let server = home.serve(&[]);
    let good = home.write("gut.json", valid_example("minimal").to_string());
    let run = home.run_at(&server, "blp_unbekannt", &["publish", good]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("Token"), "{run:?}");
    let run = home.run_at(&server, "", &["show", "mrn/fehlt"]);
    assert_eq!(run.code, 1, "{run:?}");
}

#[test]
fn settings_come_from_flags_then_the_environment_then_the_file() {
    let home = Home::sqlite();
    home.write("blaupause.toml", "data = 'aus-der-datei'\nlang = 'en'\n");
    let list = ["admin", "organisation", "list"];
    // None of the folders is there, and the refusal names the one that was meant.
    let names =
        |run: &Run, folder: &str| run.code == 2 && run.stderr.contains(&format!("/{folder}: "));
    let run = home.run(&list);
    assert!(names(&run, "aus-der-datei"), "{run:?}");
    let mut command = home.command(&list);
    command.env("BLAUPAUSE_DATA", "aus-der-umgebung");
    let run = Run::with_stdin(command, "");
    assert!(names(&run, "aus-der-umgebung"), "{run:?}");
    let mut command = home.command(&[&list[..], &["--data", "vom-schalter"]].concat());
    command.env("BLAUPAUSE_DATA", "nicht-dieser");
    let run = Run::with_stdin(command, "");
    assert!(names(&run, "vom-schalter"), "{run:?}");
    let english = home.run(&["check", "fehlt.yaml"]);
    assert!(english.stderr.contains("the file cannot be used"), "{english:?}");
}

#[test]
fn tables_that_are_behind_are_left_alone_when_asked_to() {
    let home = Home::sqlite();
    let run = home.run(&["serve", "--no-migrate"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("--no-migrate"), "{run:?}");
}
