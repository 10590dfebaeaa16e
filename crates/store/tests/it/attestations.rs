//! Attestations: kept whole, listed by blueprint and by organisation, withdrawn once.

use blueprint::{
    Digest,
    document::{Environment, RequirementStatus, TestResult},
};
use jiff::civil::{Date, date};
use store::{
    Attestation, AttestationFilter, AttestationState, AttestationsOf, Blob, EventKind,
    EvidenceFile, EvidencePlace, Seq, Stamp, StoreError, attestation_count, attestation_ending,
    attestation_get, attestation_insert, attestation_list, attestation_withdraw, events_after,
};
use testkit::TestDatabase;

use crate::given::{by, id, organisation, publish, slug, upload, version};

const TODAY: Date = date(2026, 10, 13);

fn stamp(at: i64) -> Stamp {
    Stamp { at, by: by("stadt-token") }
}

fn file(bytes: &[u8]) -> Blob {
    Blob {
        digest: Digest::of(bytes),
        media_type: "application/pdf".to_owned(),
        uploaded_by: slug("stadt"),
        uploaded_at: 2,
        bytes: bytes.to_vec(),
    }
}

fn tested(name: &str, at: i64) -> Attestation {
    let requirements = [("zugang", RequirementStatus::Met), ("backup", RequirementStatus::Partial)];
    Attestation {
        id: name.to_owned(),
        blueprint: id("mrn/parken"),
        version: version("1.0.0"),
        product: "anbieter/produkt".parse().unwrap(),
        product_version: Some("3.2".to_owned()),
        organisation: slug("stadt"),
        environment: Environment::Pilot,
        tested_on: date(2026, 10, 1),
        expires_on: date(2028, 10, 1),
        result: TestResult::PassedWithFindings,
        requirements: requirements.map(|(id, outcome)| (id.to_owned(), outcome)).into(),
        evidence: vec![EvidenceFile {
            title: "Protokoll".to_owned(),
            digest: Digest::of(b"protokoll"),
        }],
        note: Some("Zwei Tage im Bürgerbüro".to_owned()),
        created: stamp(at),
        withdrawn: None,
    }
}

fn ready(db: &TestDatabase) {
    organisation(db.store(), "mrn");
    organisation(db.store(), "stadt");
    publish(db.store(), "mrn/parken", "1.0.0").unwrap();
    publish(db.store(), "mrn/parken", "1.1.0").unwrap();
    upload(db.store(), &file(b"protokoll")).unwrap();
}

fn keep(db: &TestDatabase, new: &Attestation) -> Result<(), StoreError> {
    db.store().write(|txn| attestation_insert(txn, new))
}

fn names(found: &[Attestation]) -> Vec<&str> {
    found.iter().map(|one| one.id.as_str()).collect()
}

on_each_database! {
    fn an_attestation_comes_back_as_it_was_kept(db: &TestDatabase) {
        ready(db);
        let made = tested("a", 10);
        keep(db, &made).unwrap();
        let bare = Attestation {
            requirements: [("zugang".to_owned(), RequirementStatus::Unmet)].into(),
            evidence: Vec::new(),
            product_version: None,
            note: None,
            ..tested("b", 11)
        };
        keep(db, &bare).unwrap();
        db.store().read(|conn| {
            assert_eq!(attestation_get(conn, "a")?, Some(made.clone()));
            assert_eq!(attestation_get(conn, "b")?, Some(bare.clone()));
            assert_eq!(attestation_get(conn, "c")?, None);
            let event = events_after(conn, Seq::START, 100)?.pop().unwrap();
            assert_eq!(event.kind, EventKind::AttestationRecorded);
            assert_eq!((event.organisation, event.blueprint), (Some(slug("stadt")), Some(id("mrn/parken"))));
            assert_eq!(event.version, Some(version("1.0.0")));
            Ok::<_, StoreError>(())
        }).unwrap();
    }

    fn what_it_names_must_be_there_or_nothing_is_kept(db: &TestDatabase) {
        ready(db);
        let no_version = Attestation { version: version("9.0.0"), ..tested("a", 10) };
        let nobody = Attestation { organisation: slug("niemand"), ..tested("a", 10) };
        let mut no_file = tested("a", 10);
        no_file.evidence.push(EvidenceFile { title: "Fehlt".to_owned(), digest: Digest::of(b"nie") });
        for strange in [no_version, nobody, no_file] {
            assert!(matches!(keep(db, &strange), Err(StoreError::Missing { .. })), "{strange:?}");
        }
        db.store().read(|conn| {
            assert_eq!(attestation_get(conn, "a")?, None);
            let last = events_after(conn, Seq::START, 100)?.pop().unwrap();
            assert_eq!(last.kind, EventKind::VersionPublished);
            Ok::<_, StoreError>(())
        }).unwrap();
    }

    fn one_is_withdrawn_once_and_for_a_reason(db: &TestDatabase) {
        ready(db);
        keep(db, &tested("a", 10)).unwrap();
        let withdraw = |at| db.store().write(|txn| attestation_withdraw(txn, ("a", "Falsches Gerät"), &stamp(at)));
        withdraw(20).unwrap();
        assert!(matches!(withdraw(21), Err(StoreError::Stale)));
        db.store().read(|conn| {
            let found = attestation_get(conn, "a")?.unwrap();
            let withdrawn = found.withdrawn.clone().unwrap();
            assert_eq!((withdrawn.reason.as_str(), withdrawn.stamp), ("Falsches Gerät", stamp(20)));
            assert_eq!((found.state(TODAY), found.attested().is_withdrawn), (AttestationState::Withdrawn, true));
            let last = events_after(conn, Seq::START, 100)?.pop().unwrap();
            assert_eq!((last.kind, last.at, last.version), (EventKind::AttestationWithdrawn, 20, Some(version("1.0.0"))));
            Ok::<_, StoreError>(())
        }).unwrap();
    }

    fn lists_are_paged_narrowed_and_counted(db: &TestDatabase) {
        ready(db);
        for (name, at) in [("a", 10), ("b", 10), ("c", 11)] {
            keep(db, &tested(name, at)).unwrap();
        }
        let past = Attestation { expires_on: TODAY.yesterday().unwrap(), ..tested("d", 12) };
        let last_day = Attestation { expires_on: TODAY, version: version("1.1.0"), ..tested("e", 13) };
        let other = Attestation {
            product: "anbieter/anderes".parse().unwrap(),
            organisation: slug("mrn"),
            ..tested("f", 14)
        };
        for one in [&past, &last_day, &other] {
            keep(db, one).unwrap();
        }
        db.store().write(|txn| attestation_withdraw(txn, ("b", "Doch nicht"), &stamp(30))).unwrap();
        db.store().read(|conn| {
            let (blueprint, stadt) = (id("mrn/parken"), slug("stadt"));
            let of = AttestationsOf::Blueprint(&blueprint);
            let all = AttestationFilter::default();
            let first = attestation_list(conn, (of, &all), None, 4)?;
            assert_eq!(names(&first), ["f", "e", "d", "c"]);
            let place: EvidencePlace = first[3].place().to_string().parse().unwrap();
            let rest = attestation_list(conn, (of, &all), Some(&place), 4)?;
            assert_eq!(names(&rest), ["b", "a"]);
            let next = attestation_list(conn, (of, &all), Some(&rest[0].place()), 4)?;
            assert_eq!(names(&next), ["a"], "of the same moment");
            assert_eq!(attestation_count(conn, of, &all)?, 6);

            let state = |state| AttestationFilter { state: Some((state, TODAY)), ..AttestationFilter::default() };
            let of_version = AttestationFilter { version: Some(version("1.1.0")), ..AttestationFilter::default() };
            let of_product = AttestationFilter { product: Some(other.product.clone()), ..AttestationFilter::default() };
            for (filter, expected) in [
                (state(AttestationState::Current), vec!["f", "e", "c", "a"]),
                (state(AttestationState::Expired), vec!["d"]),
                (state(AttestationState::Withdrawn), vec!["b"]),
                (of_version, vec!["e"]),
                (of_product, vec!["f"]),
            ] {
                let found = attestation_list(conn, (of, &filter), None, 9)?;
                assert_eq!(names(&found), expected);
                assert_eq!(attestation_count(conn, of, &filter)?, i64::try_from(expected.len()).unwrap());
            }
            let by_stadt = AttestationsOf::Organisation(&stadt);
            assert_eq!(names(&attestation_list(conn, (by_stadt, &all), None, 9)?), ["e", "d", "c", "b", "a"]);
            let mut ending = |today, limit| attestation_ending(conn, &stadt, (today, limit));
            assert_eq!(names(&ending(TODAY, 9)?), ["e", "a", "c"], "those first that end first");
            assert_eq!(names(&ending(TODAY, 2)?), ["e", "a"]);
            assert_eq!(names(&ending(TODAY.tomorrow().unwrap(), 9)?), ["a", "c"]);
            Ok::<_, StoreError>(())
        }).unwrap();
        assert!("x".parse::<EvidencePlace>().is_err());
    }
}
