//! Organisations, their tokens, attachments and remembered answers.

use blueprint::Digest;
use store::{
    Blob, Organisation, OrganisationFilter, OrganisationKind, Remembered, StoreError, blob_get,
    blobs_missing, idempotency_forget, idempotency_get, idempotency_put, organisation_count,
    organisation_get, organisation_insert, organisation_list, token_by_hash, token_insert,
    token_list, token_revoke,
};

use crate::given::{a_token, an_organisation, organisation, slug, upload};

fn slugs(found: &[Organisation]) -> Vec<&str> {
    found.iter().map(|organisation| organisation.slug.as_str()).collect()
}

on_each_database! {
    fn an_organisation_comes_back_as_it_was(db: &TestDatabase) {
        let district = Organisation { kind: OrganisationKind::District, ..an_organisation("kreis") };
        let town = Organisation { parent: Some(slug("kreis")), ..an_organisation("stadt") };
        let bare = Organisation {
            kind: OrganisationKind::Vendor,
            name: "Ä\u{1F3DB}".to_owned(),
            ars: None,
            state: None,
            population: None,
            ..an_organisation("bare")
        };
        for organisation in [&district, &town, &bare] {
            db.store().write(|txn| organisation_insert(txn, organisation)).unwrap();
            let found = db.store().read(|conn| organisation_get(conn, &organisation.slug)).unwrap();
            assert_eq!(found.as_ref(), Some(organisation));
        }
        let found = db.store().read(|conn| organisation_get(conn, &slug("nobody"))).unwrap();
        assert_eq!(found, None);
    }

    fn a_name_is_taken_once(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let other = Organisation { name: "Other".to_owned(), ..an_organisation("mrn") };
        let again = db.store().write(|txn| organisation_insert(txn, &other));
        assert!(matches!(again, Err(StoreError::Exists)), "{again:?}");
        let found = db.store().read(|conn| organisation_get(conn, &slug("mrn"))).unwrap().unwrap();
        assert_eq!(found.name, "Stadt mrn");
    }

    fn a_parent_must_be_there(db: &TestDatabase) {
        let orphan = Organisation { parent: Some(slug("kreis")), ..an_organisation("stadt") };
        let refused = db.store().write(|txn| organisation_insert(txn, &orphan));
        assert!(matches!(refused, Err(StoreError::Missing { .. })), "{refused:?}");
    }

    fn organisations_are_filtered_and_paged(db: &TestDatabase) {
        let all = [
            Organisation { kind: OrganisationKind::District, ..an_organisation("kreis") },
            Organisation { parent: Some(slug("kreis")), ..an_organisation("a") },
            Organisation { parent: Some(slug("kreis")), state: None, ..an_organisation("b2") },
            Organisation { state: Some("07".to_owned()), ..an_organisation("b-1") },
        ];
        for organisation in &all {
            db.store().write(|txn| organisation_insert(txn, organisation)).unwrap();
        }
        let list = |filter: OrganisationFilter, after: Option<&str>, limit| {
            let after = after.map(slug);
            let found = db.store()
                .read(|conn| organisation_list(conn, &filter, after.as_ref(), limit))
                .unwrap();
            let n_found = db.store().read(|conn| organisation_count(conn, &filter)).unwrap();
            (slugs(&found).join(" "), n_found)
        };
        let no_filter = OrganisationFilter::default;
        // By bytes on both: the hyphen comes before the digit.
        assert_eq!(list(no_filter(), None, 9), ("a b-1 b2 kreis".to_owned(), 4));
        assert_eq!(list(no_filter(), Some("a"), 2), ("b-1 b2".to_owned(), 4));
        assert_eq!(list(no_filter(), Some("kreis"), 2), (String::new(), 4));
        let districts =
            OrganisationFilter { kind: Some(OrganisationKind::District), ..no_filter() };
        assert_eq!(list(districts, None, 9), ("kreis".to_owned(), 1));
        let state = OrganisationFilter { state: Some("08".to_owned()), ..no_filter() };
        assert_eq!(list(state, None, 9), ("a kreis".to_owned(), 2));
        let parent = OrganisationFilter { parent: Some(slug("kreis")), ..no_filter() };
        assert_eq!(list(parent.clone(), None, 9), ("a b2".to_owned(), 2));
        let both = OrganisationFilter { state: Some("08".to_owned()), ..parent };
        assert_eq!(list(both, Some("a"), 9), (String::new(), 1));
    }

    fn a_token_is_found_by_its_hash(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let token = a_token("t2", "mrn");
        db.store().write(|txn| token_insert(txn, &token)).unwrap();
        let found = db.store().read(|conn| token_by_hash(conn, &token.hash)).unwrap();
        assert_eq!(found, Some(token.clone()));
        let found = db.store().read(|conn| token_by_hash(conn, &Digest::of(b"guess"))).unwrap();
        assert_eq!(found, None);
        let listed = db.store().read(|conn| token_list(conn, &slug("mrn"))).unwrap();
        assert_eq!(listed, [a_token("mrn-token", "mrn"), token]);
    }

    fn a_token_needs_its_organisation_and_its_own_name(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let stray = db.store().write(|txn| token_insert(txn, &a_token("t", "nobody")));
        assert!(matches!(stray, Err(StoreError::Missing { what: "organisation" })), "{stray:?}");
        let again = db.store().write(|txn| token_insert(txn, &a_token("mrn-token", "mrn")));
        assert!(matches!(again, Err(StoreError::Exists)), "{again:?}");
    }

    fn a_token_is_revoked_once(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let revoke = |id: &str, at| db.store().write(|txn| token_revoke(txn, id, at));
        revoke("mrn-token", 50).unwrap();
        revoke("mrn-token", 60).unwrap();
        let token = db.store().read(|conn| token_list(conn, &slug("mrn"))).unwrap().remove(0);
        assert_eq!(token.revoked_at, Some(50));
        let unknown: Result<(), StoreError> = revoke("nobody", 60);
        assert!(matches!(unknown, Err(StoreError::Missing { what: "token" })));
    }

    fn a_blob_is_stored_once(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let bytes = vec![0, 159, 146, 150, 0];
        let blob = Blob {
            digest: Digest::of(&bytes),
            media_type: "application/pdf".to_owned(),
            uploaded_by: slug("mrn"),
            uploaded_at: 7,
            bytes,
        };
        upload(db.store(), &blob).unwrap();
        let later = Blob { media_type: "text/plain".to_owned(), uploaded_at: 8, ..blob.clone() };
        upload(db.store(), &later).unwrap();
        let found = db.store().read(|conn| blob_get(conn, &blob.digest)).unwrap();
        assert_eq!(found.as_ref(), Some(&blob));

        let stray = Blob { digest: Digest::of(b"x"), uploaded_by: slug("nobody"), ..blob.clone() };
        let refused = upload(db.store(), &stray);
        assert!(matches!(refused, Err(StoreError::Missing { what: "organisation" })));
        let found = db.store().read(|conn| blob_get(conn, &stray.digest)).unwrap();
        assert_eq!(found, None);
    }

    fn missing_blobs_are_named_once_and_in_order(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let digests: Vec<Digest> = (0..250_u8).map(|n| Digest::of(&[n])).collect();
        for n in [3, 120, 249] {
            let blob = Blob {
                digest: digests[usize::from(n)],
                media_type: "text/plain".to_owned(),
                uploaded_by: slug("mrn"),
                uploaded_at: 7,
                bytes: vec![n],
            };
            upload(db.store(), &blob).unwrap();
        }
        let asked: Vec<Digest> = digests.iter().rev().chain(&digests).copied().collect();
        let missing = db.store().read(|conn| blobs_missing(conn, &asked)).unwrap();
        let mut expected = digests.clone();
        expected.reverse();
        expected.retain(|digest| ![digests[3], digests[120], digests[249]].contains(digest));
        assert_eq!(missing, expected);
        assert_eq!(db.store().read(|conn| blobs_missing(conn, &[])).unwrap(), []);
    }

    fn an_answer_is_remembered_until_it_is_forgotten(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        organisation(db.store(), "other");
        let answer = |at| Remembered {
            request: Digest::of(b"request"),
            status: 201,
            body: vec![0, 255, 1],
            at,
        };
        let put = |organisation: &str, key: &str, at| {
            db.store()
                .write(|txn| idempotency_put(txn, &slug(organisation), key, &answer(at)))
        };
        let get = |organisation: &str, key: &str| {
            db.store().read(|conn| idempotency_get(conn, &slug(organisation), key)).unwrap()
        };
        put("mrn", "a", 10).unwrap();
        put("mrn", "b", 20).unwrap();
        put("other", "a", 30).unwrap();
        let again: Result<(), StoreError> = put("mrn", "a", 40);
        assert!(matches!(again, Err(StoreError::Exists)));
        let stray = put("nobody", "a", 40);
        assert!(matches!(stray, Err(StoreError::Missing { what: "organisation" })));
        assert_eq!(get("mrn", "a"), Some(answer(10)));
        assert_eq!(get("other", "b"), None);

        let n_forgotten = db.store().write(|txn| idempotency_forget(txn, 20)).unwrap();
        assert_eq!(n_forgotten, 1);
        assert_eq!(get("mrn", "a"), None);
        assert_eq!(get("mrn", "b"), Some(answer(20)));
    }
}

#[test]
fn kinds_read_back_what_they_write() {
    for kind in OrganisationKind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
    }
    assert_eq!("Municipality".parse::<OrganisationKind>(), Err(store::UnknownKind));
}
