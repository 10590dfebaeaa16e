//! The search index is built anew, beside a running server or without one.

use serde_json::Value;

use crate::program::{Home, Server, seeds};

fn total(server: &Server) -> u64 {
    let answer = ureq::get(server.api("blueprints?limit=1")).call().unwrap();
    let page: Value = answer.into_body().read_json().unwrap();
    page["total"].as_u64().unwrap()
}

fn is_built_anew(home: &Home) -> bool {
    home.path("data/index/current").exists()
}

on_each_database! {
    fn a_running_server_builds_its_index_anew_and_serves_on(home: &Home) {
        let server = home.serve(&["--seed", &seeds()]);
        let before = total(&server);
        assert!(0 < before);
        let run = home.run(&["admin", "reindex"]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
        assert!(run.stderr.contains("Der Suchindex ist neu aufgebaut."), "{run:?}");
        assert!(is_built_anew(home));
        assert!(!home.path("data/reindex.json").exists());
        assert_eq!(total(&server), before);
        let said = server.stop().stderr;
        assert!(said.contains("the search index has been built anew"), "{said}");
        let server = home.serve(&[]);
        assert_eq!(total(&server), before, "the new index is in use after a restart");
    }

    fn without_a_server_the_command_builds_it(home: &Home) {
        let server = home.serve(&["--seed", &seeds()]);
        let before = total(&server);
        server.stop();
        let run = home.run(&["admin", "reindex", "--format", "json"]);
        assert_eq!(run.code, 0, "{run:?}");
        let ended: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(ended, serde_json::json!({"status": "built"}));
        assert!(run.stderr.contains("Suchindex: "), "{run:?}");
        assert!(is_built_anew(home));
        assert_eq!(total(&home.serve(&[])), before);
    }
}

#[test]
fn a_wish_outlives_the_server_that_did_not_get_to_it() {
    let home = Home::sqlite();
    let server = home.serve(&["--seed", &seeds()]);
    let before = total(&server);
    server.kill();
    home.write("data/reindex.json", r#"{"status":"building","through":1,"last":9}"#);
    home.write("data/index/1/meta.json", "half of it");
    let server = home.serve(&[]);
    assert_eq!(total(&server), before);
    while home.path("data/reindex.json").exists() {
        std::thread::yield_now();
    }
    assert!(is_built_anew(&home));
    assert_eq!(total(&server), before);
}

#[test]
fn whoever_does_not_wait_leaves_a_wish() {
    let home = Home::sqlite();
    let server = home.serve(&["--seed", &seeds()]);
    let run = home.run(&["admin", "reindex", "--no-wait", "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("requested"), "{run:?}");
    let joined = home.run(&["admin", "reindex"]);
    assert_eq!(joined.code, 0, "{joined:?}");
    assert!(is_built_anew(&home));
    server.stop();
}

#[test]
fn a_folder_without_an_index_gets_none() {
    let home = Home::sqlite();
    home.prepare();
    let run = home.run(&["admin", "reindex"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    assert!(run.stderr.contains("--data"), "{run:?}");
    assert!(!home.path("data/index").exists());
}

#[test]
fn two_servers_do_not_share_a_folder() {
    let home = Home::sqlite();
    let server = home.serve(&[]);
    let run = home.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("läuft schon ein Server"), "{run:?}");
    server.stop();
}
