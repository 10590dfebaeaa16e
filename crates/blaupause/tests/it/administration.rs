//! Organisations and tokens, beside a running server or without one.

use serde_json::Value;

on_each_database! {
    fn an_organisation_gets_a_token_which_can_be_revoked(home: &Home) {
        home.prepare();
        let created = home.run(&[
            "admin", "organisation", "create", "bensheim", "--kind", "municipality", "--name", "Bensheim",
            "--ars", "064310002002", "--population", "42089", "--format", "json",
        ]);
        assert_eq!(created.code, 0, "{created:?}");
        let organisation: Value = serde_json::from_str(&created.stdout).unwrap();
        assert_eq!(organisation["state"], "06");
        assert_eq!(organisation["population"], 42089);
        let again = home.run(&["admin", "organisation", "create", "bensheim", "--kind", "other", "--name", "B"]);
        assert_eq!(again.code, 1, "{again:?}");
        assert!(again.stderr.contains("„bensheim“ gibt es schon"), "{again:?}");

        let made = home.run(&[
            "admin", "token", "create", "--organisation", "bensheim", "--scopes", "publish,yank",
            "--pattern", "bensheim/*", "--expires", "90", "--label", "Rathaus",
        ]);
        assert_eq!(made.code, 0, "{made:?}");
        let secret = made.stdout.strip_suffix('\n').unwrap();
        assert!(secret.starts_with("blp_") && secret.len() == 36 && !secret.contains('\n'), "{secret}");

        let listed = home.run(&["admin", "token", "list", "--organisation", "bensheim", "--format", "json"]);
        let listed: Value = serde_json::from_str(&listed.stdout).unwrap();
        let token = &listed["items"][0];
        assert_eq!(token["label"], "Rathaus");
        assert_eq!(token["scopes"], serde_json::json!(["publish", "yank"]));
        assert!(token["expires_at"].is_string() && token["revoked_at"].is_null(), "{token}");
        assert!(!listed.to_string().contains(secret));

        let id = token["id"].as_str().unwrap();
        assert_eq!(home.run(&["admin", "token", "revoke", id]).code, 0);
        let listed = home.run(&["admin", "token", "list", "--organisation", "bensheim"]);
        assert!(listed.stdout.contains("widerrufen"), "{listed:?}");
        assert_eq!(home.run(&["admin", "token", "revoke", "nie-gesehen"]).code, 1);
    }

    fn a_user_gets_a_first_password_and_a_role(home: &Home) {
        home.prepare();
        let town = ["admin", "organisation", "create", "bensheim", "--kind", "municipality", "--name", "Bensheim"];
        assert_eq!(home.run(&town).code, 0);
        let create = [
            "admin", "user", "create", "poststelle@musterstadt.example", "--name", "Poststelle",
            "--organisation", "bensheim", "--role", "owner",
        ];
        let made = home.run(&create);
        assert_eq!(made.code, 0, "{made:?}");
        let password = made.stdout.strip_suffix('\n').unwrap();
        assert!(password.len() == 32 && !password.contains('\n'), "{password}");
        assert_eq!(home.run(&create).code, 1, "the login is taken");
        let reset = home.run(&["admin", "user", "password", "POSTSTELLE@musterstadt.example"]);
        assert!(reset.code == 0 && reset.stdout != made.stdout, "{reset:?}");
        assert_eq!(home.run(&["admin", "user", "operator", "poststelle@musterstadt.example"]).code, 0);
        let listed = home.run(&["admin", "user", "list", "--format", "json"]);
        let listed: Value = serde_json::from_str(&listed.stdout).unwrap();
        assert_eq!((&listed["total"], &listed["items"][0]["is_operator"]), (&1.into(), &true.into()));
        let last = home.run(&["admin", "user", "delete", "poststelle@musterstadt.example"]);
        assert_eq!(last.code, 1, "{last:?}");
        assert!(last.stderr.contains("bensheim"), "{last:?}");
        let faulty = home.run(&["admin", "user", "create", "poststelle", "--name", "Poststelle"]);
        assert_eq!(faulty.code, 2, "{faulty:?}");
        assert!(faulty.stderr.contains("E-Mail-Adresse"), "{faulty:?}");
        assert_eq!(home.run(&["admin", "user", "password", "niemand@musterstadt.example"]).code, 1);
    }

    fn organisations_are_listed_and_filtered(home: &Home) {
        home.prepare();
        for (slug, kind, parent) in [("kreis", "district", None), ("stadt", "municipality", Some("kreis"))] {
            let mut arguments = vec!["admin", "organisation", "create", slug, "--kind", kind, "--name", slug];
            arguments.extend(parent.into_iter().flat_map(|parent| ["--parent", parent]));
            assert_eq!(home.run(&arguments).code, 0);
        }
        let all = home.run(&["admin", "organisation", "list"]);
        assert_eq!(all.stdout, "kreis\tdistrict\tkreis\nstadt\tmunicipality\tstadt\n");
        let below = home.run(&["admin", "organisation", "list", "--parent", "kreis", "--format", "json"]);
        let below: Value = serde_json::from_str(&below.stdout).unwrap();
        assert_eq!((&below["total"], &below["items"][0]["slug"]), (&1.into(), &"stadt".into()));
    }

    fn what_names_something_unknown_is_refused(home: &Home) {
        home.prepare();
        let orphan = home.run(&["admin", "organisation", "create", "a", "--kind", "other", "--name", "A", "--parent", "fehlt"]);
        assert_eq!(orphan.code, 1, "{orphan:?}");
        let token = ["admin", "token", "create", "--organisation", "fehlt", "--scopes", "publish", "--pattern", "fehlt/*"];
        assert_eq!(home.run(&token).code, 1);
        assert_eq!(home.run(&["admin", "token", "list", "--organisation", "fehlt"]).code, 1);
    }
}

#[test]
fn regions_patterns_and_scopes_are_checked_before_anything_is_written() {
    let home = crate::program::Home::sqlite();
    let organisation =
        ["admin", "organisation", "create", "a", "--kind", "municipality", "--name", "A"];
    for wrong in [
        &["--ars", "064310002"][..],
        &["--ars", "174310002002"],
        &["--ars", "064310002002", "--state", "08"],
        &["--state", "17"],
        &["--kind", "dorf"],
        &["--population", "-1"],
    ] {
        let run = home.run(&[&organisation[..], wrong].concat());
        assert_eq!(run.code, 2, "{wrong:?}: {run:?}");
    }
    let token = ["admin", "token", "create", "--organisation", "a"];
    for wrong in [
        &["--scopes", "alles", "--pattern", "a/*"][..],
        &["--scopes", "publish", "--pattern", "*"],
        &["--scopes", "publish", "--pattern", "b/*"],
        &["--scopes", "publish", "--pattern", "a/*", "--expires", "0"],
    ] {
        let run = home.run(&[&token[..], wrong].concat());
        assert_eq!(run.code, 2, "{wrong:?}: {run:?}");
    }
    assert!(!home.path("data").exists());
}

/// A mistyped folder got an empty database, and a token made in it was good nowhere.
#[test]
fn a_folder_without_a_registry_gets_none() {
    let home = crate::program::Home::sqlite();
    home.write("leer/brief.txt", "kein Register");
    for arguments in [
        &["admin", "organisation", "list"][..],
        &["admin", "organisation", "create", "a", "--kind", "municipality", "--name", "A"],
        &[
            "admin",
            "token",
            "create",
            "--organisation",
            "a",
            "--scopes",
            "publish",
            "--pattern",
            "a/*",
        ],
        &["admin", "token", "list", "--organisation", "a"],
        &["admin", "token", "revoke", "3f1c0a9be277"],
    ] {
        for folder in ["tippfehler", "leer"] {
            let run = home.run(&[arguments, &["--data", folder]].concat());
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
            let path = home.path(folder);
            assert!(run.stderr.contains(path.to_str().unwrap()), "{run:?}");
            assert!(run.stderr.contains("blaupause serve"), "{run:?}");
        }
    }
    assert!(!home.path("tippfehler").exists());
    assert_eq!(home.path("leer").read_dir().unwrap().count(), 1);
}

#[test]
fn a_database_without_tables_gets_none() {
    let home = crate::program::Home::postgres();
    home.drop_tables();
    let list = ["admin", "organisation", "list"];
    let run = home.run(&list);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("DATABASE_URL"), "{run:?}");
    assert_eq!(home.store().tables().unwrap(), store::Tables::Absent);
}

#[test]
fn with_a_database_elsewhere_no_folder_is_made() {
    let home = crate::program::Home::postgres();
    let run = home.run(&["admin", "organisation", "list"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!home.path("data").exists());
}
