//! What is said of organisations changes, and what was said stays in their history.

use blueprint::{
    document::{CertificateScheme, Deployment},
    evidence::{ObjectiveId, Seal},
    fit::Profile,
};
use store::{
    EventKind, Organisation, OrganisationDeed, OrganisationFilter, OrganisationStanding,
    OrganisationStep, OrganisationUpdate, Seq, Store, StoreError, Succession, Verified,
    events_after, membership_put, organisation_count, organisation_get, organisation_history,
    organisation_list, organisation_update, person_insert, policy_get, succession_get,
    succession_list,
};

use crate::given::{organisation, slug};

fn get(store: &Store, name: &str) -> Organisation {
    store.read(|conn| organisation_get(conn, &slug(name))).unwrap().unwrap()
}

fn update(
    store: &Store,
    organisation: &Organisation,
    (policy, steps): (Option<&Profile>, &[OrganisationStep]),
) -> Result<Seq, StoreError> {
    store.write(|txn| {
        organisation_update(txn, OrganisationUpdate { organisation, policy, steps }, 50)
    })
}

fn policy() -> Profile {
    let seal = |level: u8| Seal::try_from(level).unwrap();
    Profile {
        minimum_seal: [(ObjectiveId::Legal, seal(3)), (ObjectiveId::Security, seal(0))].into(),
        required_certificates: [CertificateScheme::BsiC5].into(),
        allowed_deployments: [Deployment::OnPremises, Deployment::PublicProvider].into(),
        allowed_data_locations: ["DE", "AT"].map(|code| code.parse().unwrap()).into(),
        no_third_country_access: true,
        products_in_use: ["beispiel-it/parkservice".parse().unwrap()].into(),
        ..Profile::default()
    }
}

fn found(store: &Store, filter: &OrganisationFilter) -> Vec<String> {
    let list = store.read(|conn| organisation_list(conn, filter, None, 20)).unwrap();
    let count = store.read(|conn| organisation_count(conn, filter)).unwrap();
    assert_eq!(usize::try_from(count), Ok(list.len()));
    list.into_iter().map(|one| one.slug.to_string()).collect()
}

on_each_database! {
    fn a_change_comes_back_with_its_history(db: &TestDatabase) {
        let store = db.store();
        organisation(store, "alt");
        organisation(store, "neu");
        let before = get(store, "alt");
        let standing = OrganisationStanding {
            revision: 1,
            verified: Some(Verified { at: 40, reason: "Amtsblatt".to_owned() }),
            succession: Some(Succession { successor: slug("neu"), at: 45, reason: "Fusion".to_owned() }),
        };
        let after = Organisation { name: "Stadt Älter".to_owned(), parent: Some(slug("neu")), standing, ..before };
        let steps = [(OrganisationDeed::Renamed, "Stadt alt"), (OrganisationDeed::Succeeded, "Fusion")]
            .map(|(deed, text)| OrganisationStep { at: 50, deed, text: text.to_owned() });
        let seq = update(store, &after, (None, &steps)).unwrap();
        let expected = Organisation { standing: OrganisationStanding { revision: 2, ..after.standing.clone() }, ..after.clone() };
        assert_eq!(get(store, "alt"), expected);
        let listed = store.read(|conn| organisation_list(conn, &OrganisationFilter::default(), None, 5)).unwrap();
        assert_eq!(listed.first(), Some(&expected));
        let history = store.read(|conn| organisation_history(conn, &slug("alt"), 9)).unwrap();
        assert_eq!(history, steps.iter().rev().cloned().collect::<Vec<_>>());
        let predecessors = store.read(|conn| succession_list(conn, &slug("neu"), 9)).unwrap();
        assert_eq!(predecessors, [slug("alt")]);
        let events = store.read(|conn| events_after(conn, Seq(seq.0 - 1), 9)).unwrap();
        assert_eq!((events[0].kind, events[0].organisation.as_ref()), (EventKind::OrganisationUpdated, Some(&slug("alt"))));

        let undone = Organisation { standing: OrganisationStanding { succession: None, ..expected.standing.clone() }, ..expected };
        update(store, &undone, (None, &[])).unwrap();
        assert_eq!(store.read(|conn| succession_get(conn, &slug("alt"))).unwrap(), None);
    }

    fn a_change_is_made_to_what_was_seen_alone(db: &TestDatabase) {
        let store = db.store();
        organisation(store, "alt");
        let seen = get(store, "alt");
        update(store, &seen, (None, &[])).unwrap();
        let late = update(store, &Organisation { name: "Zu spät".to_owned(), ..seen.clone() }, (Some(&policy()), &[]));
        assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
        assert_eq!(get(store, "alt").name, seen.name);
        assert_eq!(store.read(|conn| policy_get(conn, &slug("alt"))).unwrap(), Profile::default());
        let now = get(store, "alt");
        for lost in [
            Organisation { slug: slug("fehlt"), ..now.clone() },
            Organisation { parent: Some(slug("fehlt")), ..now.clone() },
            Organisation {
                standing: OrganisationStanding {
                    succession: Some(Succession { successor: slug("fehlt"), at: 1, reason: "Fusion".to_owned() }),
                    ..now.standing.clone()
                },
                ..now
            },
        ] {
            let refused = update(store, &lost, (None, &[]));
            assert!(matches!(refused, Err(StoreError::Missing { .. })), "{refused:?}");
        }
    }

    fn a_policy_replaces_the_one_before(db: &TestDatabase) {
        let store = db.store();
        organisation(store, "alt");
        organisation(store, "neu");
        update(store, &get(store, "alt"), (Some(&policy()), &[])).unwrap();
        assert_eq!(store.read(|conn| policy_get(conn, &slug("alt"))).unwrap(), policy());
        assert_eq!(store.read(|conn| policy_get(conn, &slug("neu"))).unwrap(), Profile::default());
        let less = Profile { allowed_data_locations: ["DE".parse().unwrap()].into(), ..Profile::default() };
        update(store, &get(store, "alt"), (Some(&less), &[])).unwrap();
        assert_eq!(store.read(|conn| policy_get(conn, &slug("alt"))).unwrap(), less);
        update(store, &get(store, "alt"), (None, &[])).unwrap();
        assert_eq!(store.read(|conn| policy_get(conn, &slug("alt"))).unwrap(), less);
    }

    fn organisations_are_found_by_what_is_known_of_them(db: &TestDatabase) {
        let store = db.store();
        for name in ["koeln", "ober-moos", "x1"] {
            organisation(store, name);
        }
        for (name, called) in [("koeln", "Köln"), ("ober-moos", "Ober_Moos 100%"), ("x1", "Östringen")] {
            let renamed = Organisation { name: called.to_owned(), ..get(store, name) };
            update(store, &renamed, (None, &[])).unwrap();
        }
        let by = |text: &str| found(store, &OrganisationFilter { text: Some(text.to_owned()), ..OrganisationFilter::default() });
        assert_eq!(by(" KÖLN "), ["koeln"]);
        assert_eq!(by("köl"), ["koeln"]);
        assert_eq!(by("ober moos"), ["ober-moos"]);
        assert_eq!(by("_moos"), ["ober-moos"]);
        assert_eq!(by("100%"), ["ober-moos"]);
        assert_eq!(by("stringen"), ["x1"]);
        assert!(by("%%").is_empty());

        let verified = |is_verified| found(store, &OrganisationFilter { is_verified: Some(is_verified), ..OrganisationFilter::default() });
        let mut one = get(store, "x1");
        one.standing.verified = Some(Verified { at: 1, reason: "Amtsblatt".to_owned() });
        update(store, &one, (None, &[])).unwrap();
        assert_eq!(verified(true), ["x1"]);
        assert_eq!(verified(false), ["koeln", "ober-moos"]);

        let person = crate::people::a_person("p1");
        store.write(|txn| {
            person_insert(txn, &person)?;
            for (name, role) in [("koeln", store::Role::Owner), ("x1", store::Role::Publisher)] {
                membership_put(txn, &store::Membership {
                    organisation: slug(name),
                    person: person.id.clone(),
                    role,
                    source: store::RoleSource::Granted,
                    since: 1,
                })?;
            }
            Ok::<_, StoreError>(())
        }).unwrap();
        let ownerless = OrganisationFilter { lacks_owner: true, ..OrganisationFilter::default() };
        assert_eq!(found(store, &ownerless), ["ober-moos", "x1"]);
    }
}
