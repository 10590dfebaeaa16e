//! What a fork knows of its upstream: what is new there, what is its own, what people should be told.

use blueprint::Level;
use registry::{
    Dealt, LifecycleChange, LifecycleRequest, NEWER_SHOWN, NewDeprecation, Refused, Scope, Unknown,
    UpstreamRefused, lifecycle, overview, token_revoke, upstream,
};
use serde_json::json;

use crate::{
    given::{NOW, actor, actor_with, document, findings, on_each_database, put},
    kin::{FORK, Kin, UPSTREAM, derive, id},
};

fn refused<T: std::fmt::Debug>(result: Result<T, Refused>) -> UpstreamRefused {
    match result {
        Err(Refused::Upstream(refused)) => refused,
        other => panic!("expected a version that does not qualify, got {other:?}"),
    }
}

on_each_database! {
    fn a_fork_sees_what_is_new_and_what_is_its_own(registry: &Registry) {
        let kin = Kin::of(registry);
        assert_eq!((kin.state().standing.behind, kin.state().own_changes.len()), (0, 0));
        kin.own("1.1.0", |document| {
            document["summary"]["de"] = "Bei uns im Rathaus.".into();
            document["keywords"] = json!(["fundbüro"]);
            document["contacts"] = json!([{"id": "rathaus"}]);
            document["maintenance"]["review_by"] = "2027-01-31".into();
        });
        kin.up("2.0.0", |document| {
            document["title"]["de"] = "Fundsache anzeigen".into();
            document["security"]["protection"]["integrity"] = "high".into();
            document["contacts"] = json!([{"id": "kreishaus"}]);
        });
        let state = kin.state();
        assert_eq!(state.lineage.base.version.to_string(), "1.0.0");
        assert_eq!(state.own_version.to_string(), "1.1.0");
        let places: Vec<&str> =
            state.own_changes.iter().map(|change| change.path.as_str()).collect();
        assert_eq!(places, ["/keywords", "/summary/de"], "contacts and maintenance are local");
        assert!(3 < state.n_local, "{}", state.n_local);

        let [newer] = &state.newer[..] else { panic!("{:?}", state.newer) };
        assert_eq!(newer.record.version.to_string(), "2.0.0");
        assert_eq!(newer.record.changes_de.as_deref(), Some("Neu in 2.0.0"));
        assert_eq!((newer.level, newer.concerns_security), (Level::Major, true));
        let incoming = state.incoming.as_ref().unwrap();
        assert_eq!(incoming.version.to_string(), "2.0.0");
        assert_eq!(incoming.changes.len(), 2, "contacts are not taken in");
        let security: Vec<&str> =
            state.security_changes().map(|change| change.path.as_str()).collect();
        assert_eq!(security, ["/security/protection/integrity"]);
        assert!(state.is_security_relevant());
        let standing = overview(registry, &id(FORK)).unwrap().standing.unwrap();
        assert_eq!(standing, state.standing);
        assert_eq!(overview(registry, &id(UPSTREAM)).unwrap().standing, None);
    }

    fn only_releases_that_stand_count_as_new(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.up("1.0.1", |document| document["title"]["de"] = "Eins".into());
        kin.up("1.1.0", |document| document["title"]["de"] = "Zwei".into());
        kin.up("1.2.0-rc.1", |document| document["title"]["de"] = "Drei".into());
        assert_eq!(kin.behind(), ["1.1.0", "1.0.1"]);
        assert!(kin.state().newer.iter().all(|newer| newer.level == Level::Patch));
        assert!(!kin.state().is_security_relevant());
        kin.yank(&kin.kreis, UPSTREAM, "1.1.0");
        assert_eq!(kin.behind(), ["1.0.1"]);
        assert_eq!(kin.state().incoming.unwrap().version.to_string(), "1.0.1");
    }

    fn many_newer_versions_are_counted_and_the_newest_listed(registry: &Registry) {
        let kin = Kin::of(registry);
        for minor in 1..=22 {
            kin.up(&format!("1.{minor}.0"), |document| {
                document["title"]["de"] = format!("Fassung {minor}").into();
            });
        }
        let state = kin.state();
        assert_eq!((state.standing.behind, state.newer.len()), (22, NEWER_SHOWN));
        assert_eq!(state.newer[0].record.version.to_string(), "1.22.0");
    }

    fn a_withdrawn_base_and_a_deprecated_upstream_are_told(registry: &Registry) {
        let kin = Kin::of(registry);
        let quiet = kin.state().standing;
        assert_eq!((&quiet.yanked, &quiet.deprecation), (&None, &None));
        kin.yank(&kin.kreis, UPSTREAM, "1.0.0");
        let deprecation = NewDeprecation {
            reason: "Das Land hat ein neues Verfahren".to_owned(),
            successor: Some(FORK.to_owned()),
        };
        let change =
            LifecycleChange { deprecation: Some(Some(deprecation)), ..LifecycleChange::default() };
        let upstream_id = id(UPSTREAM);
        let request =
            LifecycleRequest { id: &upstream_id, change: &change, seen_revision: None, at: NOW };
        lifecycle(registry, &kin.kreis, request).unwrap();
        let state = kin.state();
        assert_eq!(state.standing.yanked.as_ref().unwrap().reason, "Fehler in der Gebühr");
        let told = state.standing.deprecation.as_ref().unwrap();
        assert_eq!(told.reason, "Das Land hat ein neues Verfahren");
        assert_eq!(told.successor, Some(id(FORK)));
        assert!(state.is_security_relevant(), "the version it stands on was withdrawn");
        let standing = overview(registry, &id(FORK)).unwrap().standing.unwrap();
        assert_eq!(standing, state.standing);
    }

    fn a_skipped_version_is_dealt_with_and_the_reason_on_record(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.up("1.0.1", |document| document["title"]["de"] = "Eins".into());
        kin.up("1.0.2", |document| document["title"]["de"] = "Zwei".into());
        let skipped = kin.skip("1.0.2", " Betrifft uns nicht ").unwrap();
        assert!(skipped.is_new);
        assert_eq!(kin.behind(), ["1.0.1"]);
        let dealt = Dealt::Skipped { reason: "Betrifft uns nicht".to_owned() };
        let state = kin.state();
        assert_eq!(state.steps, std::slice::from_ref(&skipped.step));
        assert_eq!((skipped.step.number, skipped.step.dealt), (1, dealt));
        assert_eq!(state.lineage.base.version.to_string(), "1.0.0", "the base stays");
        kin.skip("1.0.1", "Ebenso").unwrap();
        assert!(kin.behind().is_empty() && kin.state().incoming.is_none());

        let again = kin.skip("1.0.2", "Betrifft uns nicht").unwrap();
        assert!(!again.is_new && again.step.number == 1);
        let other = refused(kin.skip("1.0.2", "Doch nicht"));
        assert_eq!(other, UpstreamRefused::Skipped("1.0.2".parse().unwrap()));
        assert_eq!(kin.state().steps.len(), 2);
        let standing = overview(registry, &id(FORK)).unwrap().standing.unwrap();
        assert_eq!(standing.behind, 0);
        assert_eq!(registry::forks(registry, &id(UPSTREAM), None, 9).unwrap().0[0].1, 0);
        kin.up("1.0.3", |document| document["title"]["de"] = "Drei".into());
        assert_eq!(kin.behind(), ["1.0.3"], "what was skipped stays skipped");
    }

    fn a_skip_needs_a_reason_a_right_and_a_version_that_counts(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.up("1.0.1", |document| document["title"]["de"] = "Eins".into());
        kin.up("1.0.2", |document| document["title"]["de"] = "Zwei".into());
        kin.up("1.1.0-rc.1", |document| document["title"]["de"] = "Drei".into());
        kin.yank(&kin.kreis, UPSTREAM, "1.0.1");
        assert_eq!(findings(kin.skip("1.0.2", " ")), ["skip-reason /reason"]);
        let foreign = kin.skip_as(&kin.kreis, "1.0.2", "Fremd");
        assert!(matches!(foreign, Err(Refused::Access(_))), "{foreign:?}");
        let reader = actor_with(registry, "musterstadt", &[Scope::Read], "musterstadt/*");
        let powerless = kin.skip_as(&reader, "1.0.2", "Ohne Recht");
        assert!(matches!(powerless, Err(Refused::Access(_))), "{powerless:?}");
        let former = actor_with(registry, "musterstadt", &[Scope::Publish], "musterstadt/*");
        token_revoke(registry, former.author().token().unwrap(), NOW).unwrap();
        let late = kin.skip_as(&former, "1.0.2", "Zu spät");
        assert!(matches!(late, Err(Refused::Access(_))), "{late:?}");
        let version = |text: &str| text.parse().unwrap();
        let (old, base) = (version("1.0.0"), version("1.0.0"));
        let not_newer = refused(kin.skip("1.0.0", "Alt"));
        assert_eq!(not_newer, UpstreamRefused::NotNewer { version: old, base });
        assert_eq!(refused(kin.skip("1.0.1", "Weg")), UpstreamRefused::Yanked(version("1.0.1")));
        let early = refused(kin.skip("1.1.0-rc.1", "Früh"));
        assert_eq!(early, UpstreamRefused::Prerelease(version("1.1.0-rc.1")));
        let missing = kin.skip("9.0.0", "Fehlt");
        assert!(matches!(missing, Err(Refused::Unknown(Unknown::Version(..)))), "{missing:?}");
        assert_eq!(kin.behind(), ["1.0.2"]);
        assert!(kin.state().steps.is_empty());
    }

    fn what_is_no_fork_has_no_upstream(registry: &Registry) {
        let kin = Kin::of(registry);
        let none = upstream(registry, &id(UPSTREAM));
        assert!(matches!(none, Err(Refused::Unknown(Unknown::Upstream(_)))), "{none:?}");
        let (upstream_id, version) = (id(UPSTREAM), "1.0.0".parse().unwrap());
        let request = registry::Skipping {
            id: &upstream_id,
            version: &version,
            reason: "Ohne Ursprung",
            at: NOW,
        };
        let skipped = registry::skip(registry, &kin.kreis, &request);
        assert!(matches!(skipped, Err(Refused::Unknown(Unknown::Upstream(_)))), "{skipped:?}");
        let nowhere = upstream(registry, &id("musterstadt/fehlt"));
        assert!(matches!(nowhere, Err(Refused::Unknown(Unknown::Blueprint(_)))));
    }

    fn a_fork_of_a_fork_follows_its_own_upstream(registry: &Registry) {
        let kin = Kin::of(registry);
        derive(registry, &kin.kreis, FORK, "beispielkreis/enkel");
        kin.up("1.0.1", |document| document["title"]["de"] = "Neu beim Kreis".into());
        kin.own("1.0.1", |document| document["title"]["de"] = "Neu in der Stadt".into());
        kin.own("1.0.2", |document| document["title"]["de"] = "Noch neuer".into());
        let grandchild = upstream(registry, &id("beispielkreis/enkel")).unwrap();
        assert_eq!(grandchild.lineage.upstream, id(FORK));
        assert_eq!(grandchild.standing.behind, 2);
        let family = registry::family(registry, &id("beispielkreis/enkel")).unwrap();
        assert_eq!(family.root.id, id(UPSTREAM));
        let forks: Vec<(String, usize)> = family
            .forks
            .iter()
            .map(|fork| (fork.blueprint.id.to_string(), fork.behind))
            .collect();
        let expected = [(FORK.to_owned(), 1), ("beispielkreis/enkel".to_owned(), 2)];
        assert_eq!(forks, expected);
        assert!(!family.is_cut);
        let (forks, total) = registry::forks(registry, &id(UPSTREAM), None, 9).unwrap();
        assert_eq!((forks[0].1, total), (1, 1));
    }

    fn a_large_family_is_cut(registry: &Registry) {
        let stadt = actor(registry, "musterstadt");
        put(registry, &stadt, &document("musterstadt/n0", "1.0.0")).unwrap();
        for n in 1..120 {
            derive(registry, &stadt, &format!("musterstadt/n{}", n - 1), &format!("musterstadt/n{n}"));
        }
        let whole = registry::family(registry, &id("musterstadt/n0")).unwrap();
        assert!(!whole.is_cut && whole.forks.len() == 119);
        let deep = registry::family(registry, &id("musterstadt/n119")).unwrap();
        assert!(deep.is_cut);
        assert_eq!(deep.root.id, id("musterstadt/n19"));
        assert_eq!(deep.forks.last().unwrap().blueprint.id, id("musterstadt/n119"));
        assert!(registry::family(registry, &id("musterstadt/fehlt")).is_err());
    }
}
