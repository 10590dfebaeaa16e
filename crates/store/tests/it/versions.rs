//! Publishing, reading and withdrawing versions.

use blueprint::{Digest, Level};
use store::{
    Blob, Dependency, NewVersion, Step, StoreError, StoredDocument, VersionFacts, Yank,
    blueprint_get, document_get, event_last, version_all, version_attachments, version_count,
    version_dependencies, version_dependencies_all, version_get, version_list, version_publish,
    version_yank,
};
use testkit::TestDatabase;

use crate::given::{
    by, document, id, organisation, publish, publish_with, slug, some_facts, upload, version,
};

const ID: &str = "mrn/hundesteuer";

/// What is latest, and the title that lists show.
fn head(db: &TestDatabase) -> (Option<String>, String) {
    let found = db.store().read(|conn| blueprint_get(conn, &id(ID))).unwrap().unwrap();
    (found.latest.map(|latest| latest.to_string()), found.title_de)
}

fn yank(db: &TestDatabase, number: &str, reason: Option<&str>) -> Option<store::Seq> {
    db.store()
        .write(|txn| version_yank(txn, (&id(ID), &version(number)), reason, None, 500))
        .unwrap()
}

fn publish_seeing(db: &TestDatabase, number: &str, seen: Option<i64>) -> Result<(), StoreError> {
    let new = NewVersion {
        id: &id(ID),
        version: &version(number),
        document: &document(ID, number),
        facts: &some_facts(number),
        published_at: 100,
        published_by: &by("mrn-token"),
        step: &Step::default(),
        seen_revision: seen,
    };
    db.store().write(|txn| version_publish(txn, &new)).map(|_| ())
}

on_each_database! {
    fn a_version_comes_back_as_it_was(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let facts = VersionFacts {
            summary_en: Some("short".to_owned()),
            changes_en: Some("first".to_owned()),
            review_by: Some("2027-06-30".to_owned()),
            ..some_facts("Hundesteuer")
        };
        publish_with(db.store(), ID, "1.0.0-rc.1", &facts).unwrap();
        let number = version("1.0.0-rc.1");
        let record = db.store().read(|conn| version_get(conn, &id(ID), &number)).unwrap().unwrap();
        let stored = document(ID, "1.0.0-rc.1");
        assert_eq!((record.id, record.version), (id(ID), number));
        assert_eq!((record.digest, record.size), (stored.digest, stored.size));
        assert_eq!((record.published_at, record.published_by), (100, by("mrn-token")));
        assert_eq!(record.yanked, None);
        assert_eq!((record.title_de, record.title_en), (facts.title_de, facts.title_en));
        assert_eq!((record.summary_de, record.summary_en), (facts.summary_de, facts.summary_en));
        assert_eq!((record.changes_de, record.changes_en), (facts.changes_de, facts.changes_en));
        assert_eq!((record.license.as_str(), record.review_by), ("CC-BY-4.0", facts.review_by));

        let found = db.store().read(|conn| document_get(conn, &stored.digest)).unwrap();
        assert_eq!(found.as_ref(), Some(&stored));
        assert_eq!(
            found.unwrap().decompress().unwrap(),
            br#"{"name":"mrn/hundesteuer","version":"1.0.0-rc.1"}"#
        );
        let none = db.store().read(|conn| document_get(conn, &Digest::of(b""))).unwrap();
        assert_eq!(none, None);
        let none = db.store().read(|conn| version_get(conn, &id(ID), &version("1.0.0"))).unwrap();
        assert_eq!(none, None);
    }

    fn the_first_version_makes_the_blueprint(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        publish_seeing(db, "1.0.0", None).unwrap();
        let found = db.store().read(|conn| blueprint_get(conn, &id(ID))).unwrap().unwrap();
        assert_eq!((found.id, found.revision), (id(ID), 1));
        assert_eq!(found.latest, Some(version("1.0.0")));
        assert_eq!((found.title_de, found.title_en), ("1.0.0".to_owned(), Some("1.0.0 (en)".to_owned())));
        assert_eq!((found.summary_de, found.summary_en), ("1.0.0, kurz".to_owned(), None));
        assert_eq!((found.created_at, found.updated_at), (100, 100));
        assert_eq!(found.license, "CC-BY-4.0");
    }

    fn a_stale_writer_changes_nothing(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        publish_seeing(db, "1.0.0", None).unwrap();
        publish_seeing(db, "1.1.0", Some(1)).unwrap();
        let before = db.store().read(event_last).unwrap();
        for seen in [None, Some(0), Some(1), Some(3)] {
            let refused = publish_seeing(db, "2.0.0", seen);
            assert!(matches!(refused, Err(StoreError::Stale)), "{seen:?}: {refused:?}");
        }
        assert_eq!(head(db), (Some("1.1.0".to_owned()), "1.1.0".to_owned()));
        assert_eq!(db.store().read(event_last).unwrap(), before);
        let digest = document(ID, "2.0.0").digest;
        assert_eq!(db.store().read(|conn| document_get(conn, &digest)).unwrap(), None);
        assert_eq!(db.store().read(|conn| version_count(conn, &id(ID))).unwrap(), 2);
    }

    fn who_saw_a_blueprint_where_there_is_none_is_stale(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let refused = publish_seeing(db, "1.0.0", Some(1));
        assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
        assert_eq!(db.store().read(|conn| blueprint_get(conn, &id(ID))).unwrap(), None);
    }

    fn a_version_is_published_once(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        publish(db.store(), ID, "1.0.0").unwrap();
        for number in ["1.0.0", "1.0.0+build"] {
            let again = publish(db.store(), ID, number);
            assert!(matches!(again, Err(StoreError::Exists)), "{number}: {again:?}");
        }
        assert_eq!(db.store().read(|conn| version_count(conn, &id(ID))).unwrap(), 1);
        let found = db.store().read(|conn| blueprint_get(conn, &id(ID))).unwrap().unwrap();
        assert_eq!(found.revision, 1);
    }

    fn two_versions_may_share_a_document(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let shared = StoredDocument::compress(b"{}").unwrap();
        for (number, seen_revision) in [("1.0.0", None), ("1.0.1", Some(1))] {
            let new = NewVersion {
                id: &id(ID),
                version: &version(number),
                document: &shared,
                facts: &some_facts("Titel"),
                published_at: 100,
                published_by: &by("mrn-token"),
                step: &Step::default(),
                seen_revision,
            };
            db.store().write(|txn| version_publish(txn, &new)).unwrap();
        }
        let all = db.store().read(|conn| version_all(conn, &id(ID))).unwrap();
        assert_eq!(
            all,
            [(version("1.0.1"), shared.digest, false), (version("1.0.0"), shared.digest, false)]
        );
    }

    fn what_a_version_names_must_be_there(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let facts = VersionFacts { attachments: vec![Digest::of(b"pdf")], ..some_facts("Titel") };
        let refused = publish_with(db.store(), ID, "1.0.0", &facts);
        assert!(matches!(refused, Err(StoreError::Missing { what: "attachment" })), "{refused:?}");
        let refused = publish(db.store(), "nobody/hundesteuer", "1.0.0");
        assert!(matches!(refused, Err(StoreError::Missing { what: "organisation" })), "{refused:?}");

        let new = NewVersion {
            id: &id(ID),
            version: &version("1.0.0"),
            document: &document(ID, "1.0.0"),
            facts: &some_facts("Titel"),
            published_at: 100,
            published_by: &by("no-token"),
            step: &Step::default(),
            seen_revision: None,
        };
        let refused = db.store().write(|txn| version_publish(txn, &new));
        assert!(matches!(refused, Err(StoreError::Missing { what: "author" })), "{refused:?}");
        assert_eq!(db.store().read(|conn| blueprint_get(conn, &id(ID))).unwrap(), None);
    }

    fn dependencies_and_attachments_are_kept(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let blob = Blob {
            digest: Digest::of(b"pdf"),
            media_type: "application/pdf".to_owned(),
            uploaded_by: slug("mrn"),
            uploaded_at: 7,
            bytes: b"pdf".to_vec(),
        };
        upload(db.store(), &blob).unwrap();
        let on = |name: &str, kind: &str| Dependency {
            on: id(name),
            requirement: "^1.0".to_owned(),
            kind: kind.to_owned(),
        };
        let facts = VersionFacts {
            dependencies: vec![on("fitko/b", "requires"), on("bund/a", "uses"), on("fitko/b", "requires")],
            attachments: vec![blob.digest, blob.digest],
            ..some_facts("Titel")
        };
        publish_with(db.store(), ID, "1.0.0", &facts).unwrap();
        publish(db.store(), ID, "1.1.0").unwrap();
        let dependencies = |number: &str| {
            db.store()
                .read(|conn| version_dependencies(conn, &id(ID), &version(number)))
                .unwrap()
        };
        assert_eq!(dependencies("1.0.0"), [on("bund/a", "uses"), on("fitko/b", "requires")]);
        assert_eq!(dependencies("1.1.0"), []);
        let all = db.store().read(|conn| version_dependencies_all(conn, &id(ID))).unwrap();
        let of_first = dependencies("1.0.0").into_iter().map(|on| (version("1.0.0"), on));
        assert_eq!(all, of_first.collect::<Vec<_>>());
        let attached = db.store()
            .read(|conn| version_attachments(conn, &id(ID), &version("1.0.0")))
            .unwrap();
        assert_eq!(attached, [blob.digest]);
    }

    /// More than one statement may bind.
    fn a_version_may_depend_on_hundreds(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let dependencies: Vec<Dependency> = (0..730)
            .map(|n| Dependency {
                on: id(&format!("mrn/d{n:03}")),
                requirement: "*".to_owned(),
                kind: "requires".to_owned(),
            })
            .collect();
        let facts = VersionFacts { dependencies, ..some_facts("Titel") };
        publish_with(db.store(), ID, "1.0.0", &facts).unwrap();
        let found = db.store()
            .read(|conn| version_dependencies(conn, &id(ID), &version("1.0.0")))
            .unwrap();
        assert_eq!(found, facts.dependencies);
    }

    fn versions_are_listed_by_precedence(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        for number in ["1.9.0", "1.10.0", "2.0.0-rc.2", "2.0.0-rc.10", "1.0.0"] {
            publish(db.store(), ID, number).unwrap();
        }
        publish(db.store(), "mrn/other", "3.0.0").unwrap();
        let list = |before: Option<&str>, limit| {
            let before = before.map(version);
            let found = db.store()
                .read(|conn| version_list(conn, &id(ID), before.as_ref(), limit))
                .unwrap();
            found.iter().map(|record| record.version.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(list(None, 9), "2.0.0-rc.10 2.0.0-rc.2 1.10.0 1.9.0 1.0.0");
        assert_eq!(list(None, 2), "2.0.0-rc.10 2.0.0-rc.2");
        assert_eq!(list(Some("2.0.0-rc.2"), 2), "1.10.0 1.9.0");
        assert_eq!(list(Some("1.0.0"), 2), "");
        assert_eq!(list(Some("9.0.0"), 1), "2.0.0-rc.10");
        assert_eq!(db.store().read(|conn| version_count(conn, &id(ID))).unwrap(), 5);
        let all = db.store().read(|conn| version_all(conn, &id(ID))).unwrap();
        assert_eq!(all[0].1, document(ID, "2.0.0-rc.10").digest);
        assert_eq!(all.len(), 5);
    }

    fn latest_is_the_highest_release_that_is_not_yanked(db: &TestDatabase) {
        let is = |latest: Option<&str>, title: &str| {
            assert_eq!(head(db), (latest.map(str::to_owned), format!("Titel {title}")));
        };
        organisation(db.store(), "mrn");
        publish(db.store(), ID, "1.0.0-beta").unwrap();
        is(Some("1.0.0-beta"), "1.0.0-beta");
        publish(db.store(), ID, "1.0.0-alpha").unwrap();
        is(Some("1.0.0-beta"), "1.0.0-beta");
        publish(db.store(), ID, "0.9.0").unwrap();
        is(Some("0.9.0"), "0.9.0");
        publish(db.store(), ID, "1.10.0").unwrap();
        publish(db.store(), ID, "1.9.0").unwrap();
        publish(db.store(), ID, "2.0.0-rc.1").unwrap();
        is(Some("1.10.0"), "1.10.0");
        yank(db, "1.10.0", Some("falsche Gebühr"));
        is(Some("1.9.0"), "1.9.0");
        yank(db, "1.9.0", Some("ebenso"));
        yank(db, "0.9.0", Some("ebenso"));
        is(Some("2.0.0-rc.1"), "2.0.0-rc.1");
        for number in ["1.0.0-alpha", "1.0.0-beta", "2.0.0-rc.1"] {
            yank(db, number, Some("ebenso"));
        }
        is(None, "2.0.0-rc.1");
        yank(db, "0.9.0", None);
        is(Some("0.9.0"), "0.9.0");
        yank(db, "1.10.0", None);
        is(Some("1.10.0"), "1.10.0");
    }

    fn yanking_twice_is_one_event(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        publish(db.store(), ID, "1.0.0").unwrap();
        let before = db.store().read(event_last).unwrap();
        assert_eq!(yank(db, "1.0.0", None), None);
        assert_eq!(yank(db, "1.0.0", Some("falsch")), Some(store::Seq(before.0 + 1)));
        assert_eq!(yank(db, "1.0.0", Some("falsch")), None);
        assert_eq!(yank(db, "1.0.0", Some("anders")), Some(store::Seq(before.0 + 2)));
        let found = db.store()
            .read(|conn| version_get(conn, &id(ID), &version("1.0.0")))
            .unwrap()
            .unwrap();
        assert_eq!(found.yanked, Some(Yank { at: 500, reason: "anders".to_owned() }));
        let all = db.store().read(|conn| version_all(conn, &id(ID))).unwrap();
        assert_eq!(all, [(version("1.0.0"), found.digest, true)]);
        assert_eq!(yank(db, "1.0.0", None), Some(store::Seq(before.0 + 3)));
        assert_eq!(yank(db, "1.0.0", None), None);
        assert_eq!(db.store().read(event_last).unwrap().0, before.0 + 3);
        let found = db.store().read(|conn| blueprint_get(conn, &id(ID))).unwrap().unwrap();
        assert_eq!((found.revision, found.updated_at), (4, 500));
    }

    fn what_is_not_there_cannot_be_yanked(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        publish(db.store(), ID, "1.0.0").unwrap();
        let refused = db.store()
            .write(|txn| version_yank(txn, (&id(ID), &version("1.0.1")), Some("falsch"), None, 500));
        assert!(matches!(refused, Err(StoreError::Missing { what: "version" })), "{refused:?}");
    }

    fn who_yanks_by_what_they_saw_is_told_when_it_changed(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        publish_seeing(db, "1.0.0", None).unwrap();
        publish_seeing(db, "1.1.0", Some(1)).unwrap();
        let (id, number) = (id(ID), version("1.0.0"));
        let yank = |seen| {
            db.store().write(|txn| version_yank(txn, (&id, &number), Some("falsch"), Some(seen), 9))
        };
        let refused = yank(1);
        assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
        let record = db.store().read(|conn| version_get(conn, &id, &number)).unwrap().unwrap();
        assert_eq!(record.yanked, None);
        assert!(yank(2).unwrap().is_some());
    }

    fn the_step_and_why_it_is_smaller_come_back(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let step = Step {
            required: Some(Level::Major),
            override_reason: Some("Nur ein Tippfehler".to_owned()),
        };
        let number = version("1.0.0");
        let new = NewVersion {
            id: &id(ID),
            version: &number,
            document: &document(ID, "1.0.0"),
            facts: &some_facts("Titel"),
            published_at: 100,
            published_by: &by("mrn-token"),
            step: &step,
            seen_revision: None,
        };
        db.store().write(|txn| version_publish(txn, &new)).unwrap();
        let record = db.store().read(|conn| version_get(conn, &id(ID), &number)).unwrap().unwrap();
        assert_eq!(record.step, step);
    }
}
