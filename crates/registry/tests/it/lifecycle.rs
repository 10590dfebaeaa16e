//! What an owner says of a blueprint beside its versions.

use registry::{
    Actor, Find, LifecycleChange, LifecycleRequest, NewDeprecation, Refused, Registry, Sort, find,
    follow, lifecycle, overview,
};

use crate::given::{NOW, actor, document, findings, on_each_database, put};

const ALT: &str = "musterstadt/alt";

fn published(registry: &Registry) -> Actor {
    let actor = actor(registry, "musterstadt");
    for id in [ALT, "musterstadt/nachfolger"] {
        put(registry, &actor, &document(id, "1.0.0")).unwrap();
    }
    actor
}

fn change(
    (registry, actor): (&Registry, &Actor),
    change: &LifecycleChange,
    seen: Option<i64>,
) -> Result<(), Refused> {
    let id = ALT.parse().unwrap();
    let request = LifecycleRequest { id: &id, change, seen_revision: seen, at: NOW };
    lifecycle(registry, actor, request)
}

fn deprecated(reason: &str, successor: Option<&str>) -> LifecycleChange {
    let successor = successor.map(str::to_owned);
    LifecycleChange {
        deprecation: Some(Some(NewDeprecation { reason: reason.to_owned(), successor })),
        ..LifecycleChange::default()
    }
}

fn found(registry: &Registry, filters: Vec<(registry::Facet, String)>) -> Vec<String> {
    while follow(registry).unwrap() != 0 {}
    let request = Find {
        text: None,
        filters,
        sort: Sort::Name,
        lang: blueprint::Lang::De,
        offset: 0,
        limit: 9,
        stop: registry::Stop::default(),
    };
    let page = find(registry, &request).unwrap();
    page.items.iter().map(|found| found.blueprint.id.to_string()).collect()
}

on_each_database! {
    fn what_is_deprecated_is_found_only_by_those_who_ask_for_it(registry: &Registry) {
        let town = &published(registry);
        let only = |value: &str| vec![(registry::Facet::Deprecated, value.to_owned())];
        assert_eq!(found(registry, Vec::new()).len(), 2);
        change((registry, town), &deprecated(" Ersetzt ", Some("musterstadt/nachfolger")), None).unwrap();
        assert_eq!(found(registry, Vec::new()), ["musterstadt/nachfolger"]);
        assert_eq!(found(registry, only("true")), [ALT]);
        let both = [only("true"), only("false")].concat();
        assert_eq!(found(registry, both).len(), 2);
        let seen = overview(registry, &ALT.parse().unwrap()).unwrap();
        let said = seen.head.blueprint.lifecycle.deprecation.clone().unwrap();
        assert_eq!((said.at, said.reason.as_str()), (NOW, "Ersetzt"));
        assert_eq!(said.successor.unwrap().to_string(), "musterstadt/nachfolger");

        let back = LifecycleChange { deprecation: Some(None), ..LifecycleChange::default() };
        change((registry, town), &back, None).unwrap();
        assert_eq!(found(registry, Vec::new()).len(), 2);
    }

    fn what_is_left_out_stays_and_saying_it_again_changes_nothing(registry: &Registry) {
        let town = &published(registry);
        let review = LifecycleChange {
            review_by: Some(Some("2027-06-30".to_owned())),
            ..LifecycleChange::default()
        };
        change((registry, town), &review, None).unwrap();
        change((registry, town), &deprecated("Ersetzt", None), None).unwrap();
        let seen = || overview(registry, &ALT.parse().unwrap()).unwrap();
        assert_eq!(seen().review_by(), Some("2027-06-30"));
        assert_eq!(seen().head.blueprint.revision, 3);
        change((registry, town), &deprecated("Ersetzt", None), None).unwrap();
        change((registry, town), &LifecycleChange::default(), None).unwrap();
        assert_eq!(seen().head.blueprint.revision, 3);
    }

    fn all_faults_are_named_and_nothing_is_changed(registry: &Registry) {
        let town = &published(registry);
        let wrong = LifecycleChange {
            review_by: Some(Some("30.06.2027".to_owned())),
            follow_up_owner: Some(Some("niemand".to_owned())),
            ..deprecated(" ", Some("musterstadt/fehlt"))
        };
        assert_eq!(
            findings(change((registry, town), &wrong, None)),
            [
                "lifecycle-reason /deprecation/reason",
                "lifecycle-successor /deprecation/successor",
                "lifecycle-review-by /review_by",
                "lifecycle-follow-up-owner /follow_up_owner",
            ]
        );
        let itself = change((registry, town), &deprecated("Ersetzt", Some(ALT)), None);
        assert_eq!(findings(itself), ["lifecycle-successor /deprecation/successor"]);
        let long = "x".repeat(2001);
        let too_long = change((registry, town), &deprecated(&long, None), None);
        assert_eq!(findings(too_long), ["lifecycle-reason /deprecation/reason"]);
        let seen = overview(registry, &ALT.parse().unwrap()).unwrap();
        assert_eq!(seen.head.blueprint.revision, 1);
    }

    fn who_decides_by_an_old_reading_is_told(registry: &Registry) {
        let town = &published(registry);
        change((registry, town), &deprecated("Ersetzt", None), Some(1)).unwrap();
        let late = change((registry, town), &deprecated("Doch nicht", None), Some(1));
        assert!(matches!(late, Err(Refused::Overtaken)), "{late:?}");
    }

    fn nobody_speaks_for_another_organisation(registry: &Registry) {
        published(registry);
        let id = ALT.parse().unwrap();
        let wanted = deprecated("Fremd", None);
        let request = LifecycleRequest { id: &id, change: &wanted, seen_revision: None, at: NOW };
        let foreign = lifecycle(registry, &actor(registry, "beispielkreis"), request);
        assert!(matches!(foreign, Err(Refused::Access(_))), "{foreign:?}");
        let publisher = crate::given::actor_with(
            registry,
            "musterstadt",
            &[registry::Scope::Publish, registry::Scope::Yank],
            "musterstadt/*",
        );
        let refused = lifecycle(registry, &publisher, request);
        assert!(matches!(refused, Err(Refused::Access(_))), "{refused:?}");
    }
}
