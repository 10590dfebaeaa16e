//! Reviews: who may give them, what they are refused for, and how they are taken back.

use blueprint::{BlueprintId, Slug, maturity::ReviewVerdict};
use registry::{
    Access, Actor, NewReview, NewSuccession, NewTransfer, Organisation, OrganisationChange,
    OrganisationKind, OrganisationRequest, Refused, Registry, Review, Role, Scope, Unknown, audit,
    maturity, organisation_change, organisation_create, review, review_give, review_withdraw,
    reviewing, reviews, reviews_of, role_set, transfer_request,
};
use serde_json::{Value, json};

use crate::{
    given::{
        NOW, actor, actor_with, again, document, findings, on_each_database, organisation, person,
        put,
    },
    people::operator,
};

/// Two towns, a vendor, a verified working group and one that nobody verified; the blueprint is `beispielkreis`'.
pub(crate) fn scene(registry: &Registry) {
    for new in [
        organisation("neustadt"),
        organisation_of("beispiel-it", OrganisationKind::Vendor),
        organisation_of("stammtisch", OrganisationKind::WorkingGroup),
        organisation_of("arbeitskreis", OrganisationKind::WorkingGroup),
    ] {
        organisation_create(registry, &new).unwrap();
    }
    verify(registry, &operator(registry).actor, "arbeitskreis");
    let kreis = actor(registry, "beispielkreis");
    put(registry, &kreis, &offered("1.0.0")).unwrap();
}

pub(crate) fn organisation_of(slug: &str, kind: OrganisationKind) -> Organisation {
    Organisation { kind, ..organisation(slug) }
}

/// Another token of the owner's than the one that published first.
pub(crate) fn publisher(registry: &Registry) -> Actor {
    actor_with(registry, "beispielkreis", &[Scope::Publish, Scope::Yank], "beispielkreis/*")
}

/// The blueprint with a vendor.
pub(crate) fn offered(version: &str) -> Value {
    let mut offered = document("beispielkreis/parken", version);
    offered["vendors"] = json!([{"id": "parkhaus", "products": []}]);
    offered["title"]["de"] = format!("Parken {version}").into();
    offered
}

/// Somebody who publishes for a town and speaks in the working group.
pub(crate) fn reviewer(registry: &Registry, name: &str, slug: &str) -> Actor {
    person(registry, name, slug, Role::Publisher);
    let login = format!("{name}@{slug}.example");
    let group = "arbeitskreis".parse().unwrap();
    role_set(registry, (&group, &login, Role::Contributor), NOW).unwrap();
    again(registry, name, slug)
}

pub(crate) fn verify(registry: &Registry, operator: &Actor, slug: &str) {
    let verification =
        Some(registry::Verdict { verified: true, reason: "Satzung gesehen".to_owned() });
    let change = OrganisationChange { verification, ..OrganisationChange::default() };
    let slug = slug.parse().unwrap();
    let request =
        OrganisationRequest { slug: &slug, change: &change, seen_revision: None, at: NOW };
    organisation_change(registry, operator, request).unwrap();
}

pub(crate) struct Wanted {
    pub(crate) organisation: &'static str,
    pub(crate) group: &'static str,
    pub(crate) blueprint: &'static str,
    pub(crate) version: &'static str,
    pub(crate) verdict: ReviewVerdict,
    pub(crate) reason: &'static str,
    pub(crate) key: Option<&'static str>,
    pub(crate) at: i64,
}

pub(crate) const WANTED: Wanted = Wanted {
    organisation: "musterstadt",
    group: "arbeitskreis",
    blueprint: "beispielkreis/parken",
    version: "1.0.0",
    verdict: ReviewVerdict::Approved,
    reason: " Wir haben sie geprüft. ",
    key: None,
    at: NOW,
};

pub(crate) fn give(registry: &Registry, by: &Actor, wanted: &Wanted) -> Result<Review, Refused> {
    let text = format!("{}{}{}", wanted.organisation, wanted.at, wanted.reason);
    let random = *blueprint::Digest::of(text.as_bytes()).as_bytes();
    let new = NewReview {
        blueprint: &wanted.blueprint.parse().unwrap(),
        version: &wanted.version.parse().unwrap(),
        working_group: &wanted.group.parse().unwrap(),
        organisation: &wanted.organisation.parse().unwrap(),
        verdict: wanted.verdict,
        reason: wanted.reason,
        idempotency_key: wanted.key,
        random: &random,
        at: wanted.at,
    };
    review_give(registry, by, &new)
}

/// What is said of the blueprint's first version at its new address.
const GOES_ON: Wanted =
    Wanted { blueprint: "beispielkreis/stellplatz", version: "1.0.1", ..WANTED };

/// Gives the blueprint another name, and tells both addresses.
fn moved(registry: &Registry) -> (BlueprintId, BlueprintId) {
    let owner = person(registry, "olga", "beispielkreis", Role::Owner);
    let (from, to) = (WANTED.blueprint.parse().unwrap(), GOES_ON.blueprint.parse().unwrap());
    let wanted = NewTransfer {
        from: &from,
        to: &to,
        reason: "Klarer",
        idempotency_key: None,
        random: &[9; 32],
        at: NOW,
    };
    transfer_request(registry, &owner, &wanted).unwrap();
    (from, to)
}

fn access<T: std::fmt::Debug>(refused: Result<T, Refused>) -> Access {
    match refused {
        Err(Refused::Access(access)) => access,
        other => panic!("expected a denial, got {other:?}"),
    }
}

on_each_database! {
    fn a_review_is_given_read_and_withdrawn(registry: &Registry) {
        scene(registry);
        let anna = reviewer(registry, "anna", "musterstadt");
        let given = give(registry, &anna, &WANTED).unwrap();
        assert_eq!(given.reason, "Wir haben sie geprüft.");
        assert_eq!(review(registry, &given.id).unwrap(), given);
        // Sent twice, it is one; said anew later, it is another.
        assert_eq!(give(registry, &anna, &Wanted { at: NOW + 1, ..WANTED }).unwrap(), given);
        let later = give(registry, &anna, &Wanted { at: NOW + 11 * 60_000_000, ..WANTED }).unwrap();
        assert_ne!(later.id, given.id);
        let id = "beispielkreis/parken".parse().unwrap();
        let (items, total) = reviews(registry, &id, (None, 1)).unwrap();
        assert_eq!((items, total), (vec![later.clone()], 2));
        let place = later.place();
        assert_eq!(reviews(registry, &id, (Some(&place), 9)).unwrap().0, std::slice::from_ref(&given));
        let by = "musterstadt".parse().unwrap();
        assert_eq!(reviews_of(registry, &by, (None, 9)).unwrap().1, 2);
        let nowhere = reviews_of(registry, &"fehlt".parse().unwrap(), (None, 9));
        assert!(matches!(nowhere, Err(Refused::Unknown(Unknown::Organisation(_)))), "{nowhere:?}");

        let withdraw = |reason: &str, at| review_withdraw(registry, &anna, (&given.id, reason), at);
        assert_eq!(findings(withdraw(" ", NOW + 2)), ["review-reason /reason"]);
        let gone = withdraw("Irrtum", NOW + 2).unwrap().withdrawn.unwrap();
        assert_eq!((gone.stamp.at, gone.reason.as_str()), (NOW + 2, "Irrtum"));
        for reason in ["Noch einmal", " "] {
            let again = withdraw(reason, NOW + 3);
            assert!(matches!(&again, Err(Refused::ReviewWithdrawn(id)) if *id == given.id), "{again:?}");
        }
        assert_eq!(review(registry, &given.id).unwrap().withdrawn, Some(gone), "the first reason stands");
        let owner = person(registry, "olga", "musterstadt", Role::Owner);
        let noted = audit(registry, &owner, Some(&by), (None, 20)).unwrap();
        let noted: Vec<_> = noted.iter().map(|entry| entry.act.as_str()).collect();
        assert_eq!(noted.iter().filter(|act| **act == "review_given").count(), 2);
        assert_eq!(noted.iter().filter(|act| **act == "review_withdrawn").count(), 1);
        let missing = review_withdraw(registry, &anna, ("fehlt", "Probe"), NOW);
        assert!(matches!(missing, Err(Refused::Unknown(Unknown::Review(_)))), "{missing:?}");
    }

    fn only_those_who_may_speak_for_both_review(registry: &Registry) {
        scene(registry);
        let kreis = "arbeitskreis".parse().unwrap();
        let outsider = person(registry, "ole", "musterstadt", Role::Publisher);
        assert_eq!(
            access(give(registry, &outsider, &WANTED)),
            Access::NotMember { organisation: kreis }
        );
        role_set(registry, (&"arbeitskreis".parse().unwrap(), "ole@musterstadt.example", Role::Reader), NOW).unwrap();
        assert!(matches!(access(give(registry, &outsider, &WANTED)), Access::Role { needed: Role::Contributor, .. }));
        let helper = person(registry, "hilde", "musterstadt", Role::Contributor);
        assert!(matches!(access(give(registry, &helper, &WANTED)), Access::Role { needed: Role::Publisher, .. }));
        assert_eq!(access(give(registry, &actor(registry, "musterstadt"), &WANTED)), Access::PeopleOnly);
        let anna = reviewer(registry, "anna", "musterstadt");
        let given = give(registry, &anna, &WANTED).unwrap();
        let stranger = person(registry, "sven", "neustadt", Role::Owner);
        assert!(matches!(
            access(review_withdraw(registry, &stranger, (&given.id, "Probe"), NOW)),
            Access::NotMember { .. }
        ));
    }

    fn nobody_reviews_their_own_and_no_vendor_reviews(registry: &Registry) {
        scene(registry);
        // Somebody with every role that there is, so that only the rules are left.
        reviewer(registry, "anna", "musterstadt");
        for slug in ["beispielkreis", "beispiel-it", "neustadt", "arbeitskreis", "stammtisch"] {
            role_set(registry, (&slug.parse().unwrap(), "anna@musterstadt.example", Role::Owner), NOW).unwrap();
        }
        let anna = again(registry, "anna", "musterstadt");
        let refused = |wanted: Wanted| findings(give(registry, &anna, &wanted));
        assert_eq!(refused(Wanted { organisation: "beispielkreis", ..WANTED }), ["review-own /organisation"]);
        assert_eq!(refused(Wanted { organisation: "beispiel-it", ..WANTED }), ["review-vendor /organisation"]);
        assert_eq!(refused(Wanted { organisation: "arbeitskreis", ..WANTED }), ["review-group-itself /organisation"]);
        for group in ["stammtisch", "neustadt", "fehlt"] {
            assert_eq!(refused(Wanted { group, ..WANTED }), ["review-working-group /working_group"], "{group}");
        }
        assert_eq!(refused(Wanted { reason: "", ..WANTED }), ["review-reason /reason"]);
        let missing = give(registry, &anna, &Wanted { version: "2.0.0", ..WANTED });
        assert!(matches!(missing, Err(Refused::Unknown(Unknown::Version(..)))), "{missing:?}");
        let missing = give(registry, &anna, &Wanted { blueprint: "beispielkreis/fehlt", ..WANTED });
        assert!(matches!(missing, Err(Refused::Unknown(Unknown::Blueprint(..)))), "{missing:?}");
        // The town is named among the vendors of the next version.
        let mut next = offered("1.1.0");
        next["vendors"] = json!([{"id": "parkhaus", "products": []}, {"id": "neustadt", "products": []}]);
        put(registry, &publisher(registry), &next).unwrap();
        let sells = Wanted { organisation: "neustadt", version: "1.1.0", ..WANTED };
        assert_eq!(refused(sells), ["review-vendor /organisation"]);
        let id = "beispielkreis/parken".parse().unwrap();
        assert_eq!(reviews(registry, &id, (None, 9)).unwrap().1, 0, "nothing was written");
    }

    fn one_person_speaks_for_one_organisation(registry: &Registry) {
        scene(registry);
        reviewer(registry, "anna", "musterstadt");
        role_set(registry, (&"neustadt".parse().unwrap(), "anna@musterstadt.example", Role::Publisher), NOW).unwrap();
        let anna = again(registry, "anna", "musterstadt");
        let first = give(registry, &anna, &WANTED).unwrap();
        let other = || give(registry, &anna, &Wanted { organisation: "neustadt", ..WANTED });
        assert_eq!(findings(other()), ["review-second-voice /organisation"]);
        review_withdraw(registry, &anna, (&first.id, "Ich spreche für Neustadt"), NOW + 1).unwrap();
        assert_eq!(other().unwrap().organisation.as_str(), "neustadt");
        let (organisations, groups) = reviewing(registry, &anna).unwrap();
        assert_eq!(organisations.iter().map(ToString::to_string).collect::<Vec<_>>(), ["musterstadt", "neustadt"]);
        assert_eq!(groups.iter().map(ToString::to_string).collect::<Vec<_>>(), ["arbeitskreis"]);
    }

    fn what_changed_midway_counts_and_what_is_no_more_gets_nothing_new(registry: &Registry) {
        scene(registry);
        let anna = reviewer(registry, "anna", "musterstadt");
        let given = give(registry, &anna, &WANTED).unwrap();
        let stadt: Slug = "musterstadt".parse().unwrap();
        let role = |role| role_set(registry, (&stadt, "anna@musterstadt.example", role), NOW).unwrap();
        // She signed in as a publisher and is one no more.
        role(Role::Contributor);
        let at = NOW + 11 * 60_000_000;
        assert!(matches!(access(give(registry, &anna, &Wanted { at, ..WANTED })), Access::Role { .. }));
        assert!(matches!(access(review_withdraw(registry, &anna, (&given.id, "Probe"), at)), Access::Role { .. }));
        role(Role::Publisher);
        let operator = again(registry, "otto", "musterstadt");
        let succession = Some(NewSuccession {
            successor: Some("neustadt".to_owned()),
            reason: "Eingemeindung".to_owned(),
        });
        let change = OrganisationChange { succession, ..OrganisationChange::default() };
        let request = OrganisationRequest { slug: &stadt, change: &change, seen_revision: None, at: NOW };
        organisation_change(registry, &operator, request).unwrap();
        let ended = give(registry, &anna, &Wanted { at, ..WANTED });
        assert!(matches!(ended, Err(Refused::Succeeded { .. })), "{ended:?}");
        let withdrawn = review_withdraw(registry, &anna, (&given.id, "Probe"), at).unwrap();
        assert!(withdrawn.withdrawn.is_some(), "taking back stays possible");
    }

    fn an_address_that_was_left_gets_no_review_and_the_new_one_keeps_them(registry: &Registry) {
        scene(registry);
        let anna = reviewer(registry, "anna", "musterstadt");
        let given = give(registry, &anna, &WANTED).unwrap();
        let (from, to) = moved(registry);
        let late = give(registry, &anna, &Wanted { at: NOW + 11 * 60_000_000, ..WANTED });
        assert!(matches!(late, Err(Refused::Moved { .. })), "{late:?}");
        let view = maturity(registry, &to, NOW).unwrap();
        let approvals = view.assessment.rules.last().unwrap();
        assert_eq!(approvals.facts.len(), 1, "what was said at the old address counts on");
        let at = NOW + 11 * 60_000_000;
        let more = give(registry, &anna, &Wanted { at, ..GOES_ON }).unwrap();
        for place in [&from, &to] {
            let (items, total) = reviews(registry, place, (None, 9)).unwrap();
            assert_eq!((items, total), (vec![more.clone(), given.clone()], 2), "{place}");
            let (first, total) = reviews(registry, place, (None, 1)).unwrap();
            assert_eq!((first, total), (vec![more.clone()], 2), "{place}");
            let rest = reviews(registry, place, (Some(&more.place()), 1)).unwrap().0;
            assert_eq!(rest, std::slice::from_ref(&given), "{place}");
        }
    }

    fn one_person_speaks_for_one_organisation_at_all_addresses(registry: &Registry) {
        scene(registry);
        reviewer(registry, "anna", "musterstadt");
        role_set(registry, (&"neustadt".parse().unwrap(), "anna@musterstadt.example", Role::Publisher), NOW).unwrap();
        let anna = again(registry, "anna", "musterstadt");
        let first = give(registry, &anna, &WANTED).unwrap();
        moved(registry);
        let for_another = || give(registry, &anna, &Wanted { organisation: "neustadt", ..GOES_ON });
        assert_eq!(findings(for_another()), ["review-second-voice /organisation"]);
        review_withdraw(registry, &anna, (&first.id, "Ich spreche für Neustadt"), NOW + 1).unwrap();
        assert_eq!(for_another().unwrap().organisation.as_str(), "neustadt");
    }

    fn sent_twice_it_is_one_though_somebody_spoke_in_between(registry: &Registry) {
        scene(registry);
        let anna = reviewer(registry, "anna", "musterstadt");
        let nora = reviewer(registry, "nora", "neustadt");
        let given = give(registry, &anna, &WANTED).unwrap();
        give(registry, &nora, &Wanted { organisation: "neustadt", at: NOW + 1, ..WANTED }).unwrap();
        assert_eq!(give(registry, &anna, &Wanted { at: NOW + 2, ..WANTED }).unwrap(), given);
        let rejects = Wanted { verdict: ReviewVerdict::Rejected, at: NOW + 3, ..WANTED };
        assert_ne!(give(registry, &anna, &rejects).unwrap().id, given.id);
        let back = give(registry, &anna, &Wanted { at: NOW + 4, ..WANTED }).unwrap();
        assert_ne!(back.id, given.id, "whoever changes their mind twice says so twice");
    }

    fn the_same_key_is_the_same_review_and_versions_taken_back_get_none(registry: &Registry) {
        scene(registry);
        let anna = reviewer(registry, "anna", "musterstadt");
        let keyed = |reason, at| give(registry, &anna, &Wanted { key: Some("k"), reason, at, ..WANTED });
        let first = keyed("Gut", NOW).unwrap();
        assert_eq!(keyed("Gut", NOW + 60 * 60_000_000).unwrap(), first);
        assert!(matches!(keyed("Anders", NOW), Err(Refused::KeyReused)));
        let kreis = publisher(registry);
        let address = crate::given::address("beispielkreis/parken", "1.0.0");
        registry::yank(registry, &kreis, &registry::Yanking { id: &address.id, version: &address.version, reason: Some("Fehler"), seen_revision: None, at: NOW }).unwrap();
        let late = give(registry, &anna, &Wanted { at: NOW + 11 * 60_000_000, ..WANTED });
        assert_eq!(findings(late), ["review-yanked /version"]);
    }
}
