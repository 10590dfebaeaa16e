//! People, their roles, sessions and invitations, and the trail of what they did.

use blueprint::Digest;
use store::{
    AuditEntry, AuditFilter, Author, Invitation, Membership, Person, Role, RoleSource, Session,
    Store, StoreError, Txn, audit_append, audit_list, identity_insert, invitation_by_hash,
    invitation_insert, invitation_list_open, invitation_use, invitation_withdraw, member_list,
    membership_get, membership_list, membership_put, membership_remove, operator_count_beside,
    owner_count_beside, person_by_identity, person_by_login, person_count, person_delete,
    person_get, person_insert, person_list, person_update, session_by_hash, session_end,
    session_end_all, session_forget, session_insert, session_list, session_rotate,
};

use crate::given::{organisation, slug};

pub(crate) fn a_person(id: &str) -> Person {
    Person {
        id: id.to_owned(),
        login: Some(format!("{id}@musterstadt.example")),
        name: Some(format!("Beispiel {id}")),
        password: Some("$argon2id$".to_owned()),
        is_operator: false,
        created_at: 5,
        deleted_at: None,
    }
}

fn a_session(id: &str, person: &str) -> Session {
    Session {
        id: id.to_owned(),
        person: person.to_owned(),
        hash: Digest::of(id.as_bytes()),
        previous: None,
        created_at: 10,
        rotated_at: 10,
        seen_at: 10,
        expires_at: 100,
    }
}

fn a_role(person: &str, role: Role) -> Membership {
    let source = RoleSource::Granted;
    Membership { organisation: slug("mrn"), person: person.to_owned(), role, source, since: 7 }
}

fn an_invitation(id: &str) -> Invitation {
    Invitation {
        id: id.to_owned(),
        organisation: slug("mrn"),
        role: Role::Contributor,
        hash: Digest::of(id.as_bytes()),
        note: "Referat Verkehr".to_owned(),
        created_at: 1,
        expires_at: 50,
        used_at: None,
        used_by: None,
        withdrawn_at: None,
    }
}

/// The organisation `mrn` with the people `anna` and `bernd`.
fn begin(store: &Store) {
    organisation(store, "mrn");
    write(store, |txn| {
        person_insert(txn, &a_person("anna"))?;
        person_insert(txn, &a_person("bernd"))
    })
    .unwrap();
}

fn write<T>(
    store: &Store,
    f: impl FnOnce(&mut Txn<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    store.write(f)
}

on_each_database! {
    fn a_login_belongs_to_one_person(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        let anna = store.read(|conn| person_by_login(conn, "anna@musterstadt.example")).unwrap();
        assert_eq!(anna, Some(a_person("anna")));
        let twin = Person { login: a_person("anna").login, ..a_person("carla") };
        assert!(matches!(write(store, |txn| person_insert(txn, &twin)), Err(StoreError::Exists)));
        let thief = Person { login: a_person("anna").login, ..a_person("bernd") };
        assert!(matches!(write(store, |txn| person_update(txn, &thief)), Err(StoreError::Exists)));
        let renamed = Person { name: Some("Bernd B.".to_owned()), ..a_person("bernd") };
        write(store, |txn| person_update(txn, &renamed)).unwrap();
        assert_eq!(store.read(|conn| person_get(conn, "bernd")).unwrap(), Some(renamed));
        let nobody = write(store, |txn| person_update(txn, &a_person("nobody")));
        assert!(matches!(nobody, Err(StoreError::Missing { what: "person" })));
    }

    fn a_deleted_person_leaves_an_id_and_what_they_did(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        write(store, |txn| {
            membership_put(txn, &a_role("anna", Role::Owner))?;
            identity_insert(txn, ("https://idp.example", "42"), "anna", 6)?;
            session_insert(txn, &a_session("s", "anna"))?;
            audit_append(txn, &AuditEntry {
                seq: 0,
                at: 8,
                act: "invited".to_owned(),
                by: Some(Author::Person("anna".to_owned())),
                organisation: Some(slug("mrn")),
                subject: None,
            })?;
            person_delete(txn, "anna", 9)
        })
        .unwrap();
        let (left, by_identity, roles, sessions, trail, n_people, listed) = store
            .read(|conn| {
                Ok::<_, StoreError>((
                    person_get(conn, "anna")?.unwrap(),
                    person_by_identity(conn, "https://idp.example", "42")?,
                    membership_list(conn, "anna")?,
                    session_list(conn, "anna")?,
                    audit_list(conn, AuditFilter::default(), None, 10)?,
                    person_count(conn)?,
                    person_list(conn, None, 10)?,
                ))
            })
            .unwrap();
        assert_eq!((left.login, left.name, left.password, left.deleted_at), (None, None, None, Some(9)));
        assert_eq!((by_identity, roles.len(), sessions.len(), n_people), (None, 0, 0, 1));
        assert_eq!(listed, [a_person("bernd")]);
        assert_eq!(trail[0].by, Some(Author::Person("anna".to_owned())));
        let again = write(store, |txn| person_delete(txn, "anna", 10));
        assert!(matches!(again, Err(StoreError::Missing { what: "person" })));
    }

    fn a_providers_account_belongs_to_one_person(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        let link = |person| write(store, |txn| identity_insert(txn, ("https://idp.example", "42"), person, 6));
        assert!(matches!(link("nobody"), Err(StoreError::Missing { what: "person" })));
        link("anna").unwrap();
        assert!(matches!(link("bernd"), Err(StoreError::Exists)));
        let found = store.read(|conn| person_by_identity(conn, "https://idp.example", "42")).unwrap();
        assert_eq!(found, Some(a_person("anna")));
        assert_eq!(store.read(|conn| person_by_identity(conn, "https://other.example", "42")).unwrap(), None);
    }

    fn operators_are_counted_beside_one(db: &TestDatabase) {
        for (id, is_operator) in [("anna", true), ("bernd", true), ("carla", false)] {
            let person = Person { is_operator, ..a_person(id) };
            db.store().write(|txn| person_insert(txn, &person)).unwrap();
        }
        let beside = |id: &str| db.store().read(|conn| operator_count_beside(conn, id)).unwrap();
        assert_eq!((beside("anna"), beside("carla")), (1, 2));
    }

    fn a_person_has_one_role_in_an_organisation(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        write(store, |txn| {
            membership_put(txn, &a_role("anna", Role::Reader))?;
            membership_put(txn, &a_role("anna", Role::Owner))?;
            membership_put(txn, &a_role("bernd", Role::Publisher))
        })
        .unwrap();
        let (members, after, beside_anna, beside_bernd) = store
            .read(|conn| {
                Ok::<_, StoreError>((
                    member_list(conn, &slug("mrn"), None, 10)?,
                    member_list(conn, &slug("mrn"), Some("anna"), 10)?,
                    owner_count_beside(conn, &slug("mrn"), "anna")?,
                    owner_count_beside(conn, &slug("mrn"), "bernd")?,
                ))
            })
            .unwrap();
        let roles: Vec<_> = members.iter().map(|(p, m)| (p.id.as_str(), m.role)).collect();
        assert_eq!(roles, [("anna", Role::Owner), ("bernd", Role::Publisher)]);
        assert_eq!((after.len(), beside_anna, beside_bernd), (1, 0, 1));
        write(store, |txn| membership_remove(txn, &slug("mrn"), "anna")).unwrap();
        assert_eq!(store.read(|conn| membership_get(conn, &slug("mrn"), "anna")).unwrap(), None);
        let again = write(store, |txn| membership_remove(txn, &slug("mrn"), "anna"));
        assert!(matches!(again, Err(StoreError::Missing { what: "membership" })));
        let stranger = write(store, |txn| membership_put(txn, &a_role("nobody", Role::Owner)));
        assert!(matches!(stranger, Err(StoreError::Missing { .. })));
    }

    fn a_session_is_found_by_its_secret_and_the_one_before(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        let first = a_session("s", "anna");
        let second = Digest::of(b"second");
        write(store, |txn| {
            session_insert(txn, &first)?;
            session_rotate(txn, &first, &second, 20)
        })
        .unwrap();
        let by = |hash: Digest| store.read(|conn| session_by_hash(conn, &hash)).unwrap();
        let found = by(second).unwrap();
        assert_eq!((found.previous, found.rotated_at, found.seen_at), (Some(first.hash), 20, 20));
        assert_eq!(by(first.hash), Some(found.clone()));
        // Two requests at once: the one that comes second finds another secret there.
        let late = write(store, |txn| session_rotate(txn, &first, &Digest::of(b"third"), 21));
        assert!(matches!(late, Err(StoreError::Stale)));
        write(store, |txn| session_rotate(txn, &found, &Digest::of(b"third"), 30)).unwrap();
        assert_eq!(by(first.hash), None);
    }

    fn sessions_end_one_by_one_all_at_once_and_by_themselves(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        write(store, |txn| {
            for id in ["a", "b", "c", "d"] {
                session_insert(txn, &a_session(id, "anna"))?;
            }
            session_insert(txn, &a_session("e", "bernd"))?;
            session_end(txn, "a")?;
            session_end(txn, "a")?;
            assert_eq!(session_end_all(txn, "anna", Some("b"))?, 2);
            assert_eq!(session_forget(txn, 100)?, 0);
            assert_eq!(session_forget(txn, 101)?, 2);
            Ok(())
        })
        .unwrap();
        assert!(store.read(|conn| session_list(conn, "bernd")).unwrap().is_empty());
    }

    fn an_invitation_is_used_once_or_withdrawn(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        write(store, |txn| {
            invitation_insert(txn, &an_invitation("i"))?;
            invitation_insert(txn, &an_invitation("j"))
        })
        .unwrap();
        let found = store.read(|conn| invitation_by_hash(conn, &Digest::of(b"i"))).unwrap();
        assert_eq!(found, Some(an_invitation("i")));
        write(store, |txn| invitation_use(txn, "i", "anna", 20)).unwrap();
        assert!(matches!(write(store, |txn| invitation_use(txn, "i", "bernd", 21)), Err(StoreError::Stale)));
        let withdraw = |organisation: &str, id: &str| {
            write(store, |txn| invitation_withdraw(txn, &slug(organisation), id, 30))
        };
        assert!(matches!(withdraw("mrn", "i"), Err(StoreError::Missing { .. })), "it was used");
        assert!(matches!(withdraw("other", "j"), Err(StoreError::Missing { .. })), "another's");
        withdraw("mrn", "j").unwrap();
        assert!(matches!(write(store, |txn| invitation_use(txn, "j", "anna", 40)), Err(StoreError::Stale)));
        assert_eq!(store.read(|conn| invitation_list_open(conn, &slug("mrn"))).unwrap(), []);
    }

    fn the_trail_is_dense_and_read_backwards(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        organisation(store, "kreis");
        let entry = |act: &str, organisation: &str| AuditEntry {
            seq: 0,
            at: 8,
            act: act.to_owned(),
            by: Some(Author::Token(format!("{organisation}-token"))),
            organisation: Some(slug(organisation)),
            subject: Some("x".to_owned()),
        };
        write(store, |txn| {
            audit_append(txn, &entry("one", "mrn"))?;
            audit_append(txn, &entry("two", "kreis"))?;
            audit_append(txn, &entry("three", "mrn"))
        })
        .unwrap();
        let read = |filter: AuditFilter<'_>, before| {
            let entries = store.read(|conn| audit_list(conn, filter, before, 2)).unwrap();
            entries.iter().map(|entry| entry.seq).collect::<Vec<_>>()
        };
        assert_eq!(read(AuditFilter::default(), None), [3, 2]);
        assert_eq!(read(AuditFilter::default(), Some(2)), [1]);
        let mrn = slug("mrn");
        assert_eq!(read(AuditFilter { organisation: Some(&mrn), person: None }, None), [3, 1]);
        assert_eq!(read(AuditFilter { organisation: None, person: Some("anna") }, None), [0; 0]);
        let stranger = write(store, |txn| audit_append(txn, &entry("four", "nowhere")));
        assert!(matches!(stranger, Err(StoreError::Missing { .. })));
    }
}
