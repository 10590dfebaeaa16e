//! Trusted publishers, and tokens given in exchange.

use std::collections::BTreeMap;

use store::{
    Person, StoreError, Token, TrustedPublisher, exchange_forget, exchange_remember, person_insert,
    token_forget, token_get, token_insert, token_list, token_revoke_exchanged, token_used,
    trusted_publisher_get, trusted_publisher_insert, trusted_publisher_list,
    trusted_publisher_remove, trusted_publishers_of_issuer,
};
use testkit::TestDatabase;

use crate::given::{a_token, organisation, slug};

const ISSUER: &str = "https://gitlab.musterstadt.example";

fn a_publisher(id: &str, organisation: &str) -> TrustedPublisher {
    let claims = [("project_id", "42"), ("ref", "main")];
    TrustedPublisher {
        id: id.to_owned(),
        organisation: slug(organisation),
        issuer: ISSUER.to_owned(),
        audience: "https://register.example".to_owned(),
        claims: claims.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        scopes: "publish".to_owned(),
        pattern: format!("{organisation}/*"),
        label: String::new(),
        created_at: 5,
        created_by: "olga".to_owned(),
    }
}

fn begun(db: &TestDatabase) {
    organisation(db.store(), "mrn");
    organisation(db.store(), "other");
    let olga = Person {
        id: "olga".to_owned(),
        login: None,
        name: None,
        password: None,
        is_operator: false,
        created_at: 1,
        deleted_at: None,
    };
    db.store().write(|txn| person_insert(txn, &olga)).unwrap();
}

on_each_database! {
    fn publishers_keep_their_claims(db: &TestDatabase) {
        begun(db);
        let (first, second) = (a_publisher("a", "mrn"), a_publisher("b", "other"));
        let bare = TrustedPublisher { claims: BTreeMap::new(), ..a_publisher("c", "mrn") };
        for publisher in [&first, &second, &bare] {
            db.store().write(|txn| trusted_publisher_insert(txn, publisher)).unwrap();
        }
        let of = |organisation: &str| {
            let slug = slug(organisation);
            db.store().read(|conn| trusted_publisher_list(conn, &slug)).unwrap()
        };
        assert_eq!(of("mrn"), [first.clone(), bare.clone()]);
        let all = db.store().read(|conn| trusted_publishers_of_issuer(conn, ISSUER)).unwrap();
        assert_eq!(all, [first.clone(), second, bare.clone()]);
        let none =
            db.store().read(|conn| trusted_publishers_of_issuer(conn, "https://x.example"));
        assert_eq!(none.unwrap(), []);

        let remove = |organisation: &str| {
            db.store().write(|txn| trusted_publisher_remove(txn, &slug(organisation), "a"))
        };
        assert!(matches!(remove("other"), Err(StoreError::Missing { .. })));
        remove("mrn").unwrap();
        assert!(matches!(remove("mrn"), Err(StoreError::Missing { .. })));
        let gone = db.store().read(|conn| trusted_publisher_get(conn, "a")).unwrap();
        assert_eq!((gone, of("mrn")), (None, vec![bare]));
        let stray = a_publisher("d", "nobody");
        let refused = db.store().write(|txn| trusted_publisher_insert(txn, &stray));
        assert!(matches!(refused, Err(StoreError::Missing { .. })));
    }

    fn a_token_is_exchanged_once_until_it_is_forgotten(db: &TestDatabase) {
        let remember = |id: u8, end| db.store().write(|txn| exchange_remember(txn, &[id; 32], end));
        remember(1, 100).unwrap();
        remember(2, 200).unwrap();
        assert!(matches!(remember(1, 300), Err(StoreError::Exists)));
        assert_eq!(db.store().write(|txn| exchange_forget(txn, 100)).unwrap(), 0);
        assert_eq!(db.store().write(|txn| exchange_forget(txn, 101)).unwrap(), 1);
        remember(1, 300).unwrap();
        assert!(matches!(remember(2, 300), Err(StoreError::Exists)));
    }

    /// What was used is named by versions and by the trail.
    fn only_what_was_never_used_is_forgotten(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let given = |id: &str| Token { publisher: Some("p".to_owned()), ..a_token(id, "mrn") };
        for token in [given("unused"), given("used"), a_token("lasting", "mrn")] {
            db.store().write(|txn| token_insert(txn, &token)).unwrap();
        }
        db.store().write(|txn| token_used(txn, "used", 500)).unwrap();
        let list = db.store().read(|conn| token_list(conn, &slug("mrn"))).unwrap();
        assert_eq!(list.iter().map(|token| token.id.as_str()).collect::<Vec<_>>(), ["lasting", "mrn-token"]);
        assert_eq!(db.store().write(|txn| token_forget(txn, 1_000)).unwrap(), 0);
        assert_eq!(db.store().write(|txn| token_forget(txn, 1_001)).unwrap(), 1);
        let get = |id: &str| db.store().read(|conn| token_get(conn, id)).unwrap();
        assert_eq!(get("unused"), None);
        assert!(get("used").is_some() && get("lasting").is_some());
    }

    fn what_was_given_in_exchange_ends_with_the_trust(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let given = |id: &str, by: &str| {
            Token { publisher: Some(by.to_owned()), ..a_token(id, "mrn") }
        };
        for token in [given("a", "p"), given("b", "q")] {
            db.store().write(|txn| token_insert(txn, &token)).unwrap();
        }
        assert_eq!(db.store().write(|txn| token_revoke_exchanged(txn, "p", 7)).unwrap(), 1);
        assert_eq!(db.store().write(|txn| token_revoke_exchanged(txn, "p", 8)).unwrap(), 0);
        let revoked =
            |id: &str| db.store().read(|conn| token_get(conn, id)).unwrap().unwrap().revoked_at;
        assert_eq!((revoked("a"), revoked("b")), (Some(7), None));
    }
}
