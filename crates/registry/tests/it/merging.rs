//! Taking versions of the upstream into a fork: plans, candidates, and the base that moves with what is published.

use blueprint::{
    Level, Path, VersionRef,
    merge::{By, Resolution, Take, resolve},
};
use registry::{
    Dealt, MergePlan, MergeStep, Refused, Unknown, UpstreamRefused, merge_plan, version,
};
use semver::Version;
use serde_json::{Value, json};

use crate::{
    given::{NOW, document, findings, on_each_database, put},
    kin::{FORK, Kin, UPSTREAM, id, read},
};

fn plan(kin: &Kin<'_>, reference: &str) -> Result<MergePlan, Refused> {
    merge_plan(kin.registry, &id(FORK), &reference.parse().unwrap())
}

/// Plans, and publishes the outcome; there must be nothing to decide.
fn take(kin: &Kin<'_>, reference: &str) -> String {
    let plan = plan(kin, reference).unwrap();
    assert_eq!(plan.merged.conflicts, []);
    let candidate = plan.candidate(&plan.merged);
    kin.publish(&candidate.document, &plan.step()).unwrap();
    candidate.version.to_string()
}

fn base(kin: &Kin<'_>) -> String {
    kin.state().lineage.base.version.to_string()
}

/// Gives the role another short name, with every reference.
fn rename_role(document: &mut Value, to: &str) {
    let from = document["process"]["roles"][0]["id"].as_str().unwrap().to_owned();
    document["process"]["roles"][0]["id"] = to.into();
    for node in document["process"]["nodes"].as_array_mut().unwrap() {
        node["role"] = to.into();
    }
    document["renames"] =
        json!([{"from": format!("/process/roles/{from}"), "to": format!("/process/roles/{to}")}]);
}

on_each_database! {
    fn publishing_a_merge_moves_the_base(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.own("1.0.1", |document| document["summary"]["de"] = "Bei uns im Rathaus.".into());
        kin.up("2.0.0", |document| {
            document["title"]["de"] = "Fundsache anzeigen".into();
            document["security"]["protection"]["integrity"] = "high".into();
        });
        let plan = plan(&kin, "latest").unwrap();
        assert_eq!((plan.base.id.to_string(), plan.base.version.to_string()), (UPSTREAM.to_owned(), "1.0.0".to_owned()));
        assert_eq!((plan.ours.id.to_string(), plan.ours.version.to_string()), (FORK.to_owned(), "1.0.1".to_owned()));
        assert_eq!(plan.theirs.document, read(registry, UPSTREAM, "2.0.0"));
        assert_eq!(plan.merged.conflicts, []);
        let candidate = plan.candidate(&plan.merged);
        assert_eq!((candidate.version.to_string(), candidate.required), ("2.0.0".to_owned(), Some(Level::Major)));
        let document = &candidate.document;
        assert_eq!((&document["owner"], &document["name"]), (&json!("musterstadt"), &json!("fundsache")));
        assert_eq!(document["version"], "2.0.0");
        assert_eq!(document["title"]["de"], "Fundsache anzeigen");
        assert_eq!(document["summary"]["de"], "Bei uns im Rathaus.");
        assert_eq!(document["changes"]["de"], "Version 2.0.0 des Ursprungs beispielkreis/fundsache übernommen.");
        assert_eq!(document["upstream"], json!({
            "blueprint": UPSTREAM, "version": "2.0.0", "kind": "variant",
            "digest": plan.theirs.digest.to_string(),
        }));

        let published = kin.publish(document, &plan.step()).unwrap();
        assert!(published.is_new);
        assert_eq!(read(registry, FORK, "2.0.0"), *document);
        let state = kin.state();
        assert_eq!((base(&kin).as_str(), state.standing.behind), ("2.0.0", 0));
        assert_eq!(state.lineage.version.to_string(), "1.0.0", "where it was forked is a fact");
        assert_eq!(state.own_changes.len(), 1, "what is its own stays its own");
        let step = &state.steps[0];
        assert_eq!(step.dealt, Dealt::Merged { own_version: candidate.version, own_parent: Some("1.0.1".parse().unwrap()) });
        assert_eq!((step.version.to_string(), step.at), ("2.0.0".to_owned(), NOW + 2));
        assert!(!kin.publish(document, &plan.step()).unwrap().is_new, "once more is the same");

        kin.own("2.0.1", |document| document["title"]["de"] = "Fundbüro".into());
        assert_eq!(read(registry, FORK, "2.0.1")["upstream"], document["upstream"]);
    }

    fn the_registry_writes_what_was_taken_in_and_nobody_else(registry: &Registry) {
        let kin = Kin::of(registry);
        let mut first = document(FORK, "1.0.1");
        first["title"]["de"] = "Fundbüro".into();
        put(registry, &kin.stadt, &first).unwrap();
        kin.up("1.0.1", |document| document["summary"]["de"] = "Kürzer.".into());
        let plan = plan(&kin, "1.0.1").unwrap();
        let mut merged = plan.candidate(&plan.merged).document;
        let written = merged.as_object_mut().unwrap().remove("upstream").unwrap();
        kin.publish(&merged, &plan.step()).unwrap();
        assert_eq!(read(registry, FORK, "1.0.2")["upstream"], written);
        assert!(!put(registry, &kin.stadt, &first).unwrap().is_new, "as it was written then");

        let mut next = document(FORK, "1.0.3");
        next["title"]["de"] = "Fundsachen".into();
        next["upstream"] = written.clone();
        next["upstream"]["version"] = "1.0.0".into();
        assert_eq!(findings(put(registry, &kin.stadt, &next)), ["upstream-differs /upstream"]);
        next["upstream"] = written;
        put(registry, &kin.stadt, &next).unwrap();
    }

    fn a_conflict_is_left_to_people_and_then_published(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.own("1.0.1", |document| document["title"]["de"] = "Fundbüro".into());
        kin.up("1.0.1", |document| document["title"]["de"] = "Fundsachen".into());
        let plan = plan(&kin, "latest").unwrap();
        let paths: Vec<&str> =
            plan.merged.conflicts.iter().map(|conflict| conflict.path.as_str()).collect();
        assert_eq!(paths, ["/title/de"]);
        let decision = Resolution { path: Path::from("/title/de"), by: By::Take(Take::Theirs) };
        let decided = resolve(&plan.merged, &[decision]).unwrap();
        let candidate = plan.candidate(&decided);
        assert_eq!(candidate.document["title"]["de"], "Fundsachen");
        assert_eq!(candidate.version.to_string(), "1.0.2");
        kin.publish(&candidate.document, &plan.step()).unwrap();
        let state = kin.state();
        assert_eq!((state.standing.behind, state.own_changes.len()), (0, 0));
    }

    fn a_merge_planned_by_an_older_base_is_overtaken(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.up("1.0.1", |document| document["title"]["de"] = "Eins".into());
        kin.up("1.0.2", |document| document["title"]["de"] = "Zwei".into());
        let late = plan(&kin, "1.0.2").unwrap();
        assert_eq!(take(&kin, "1.0.1"), "1.0.1");
        let mut document = late.candidate(&late.merged).document;
        document["version"] = "1.0.2".into();
        let overtaken = kin.publish(&document, &late.step());
        assert!(matches!(overtaken, Err(Refused::Overtaken)), "{overtaken:?}");
        let dry = kin.dry_run(&document, &late.step());
        assert!(matches!(dry, Err(Refused::Overtaken)), "{dry:?}");
        assert_eq!(base(&kin), "1.0.1");
        assert!(version(registry, &id(FORK), &"1.0.2".parse().unwrap()).is_err());
        assert_eq!(take(&kin, "1.0.2"), "1.0.2");
        assert_eq!(base(&kin), "1.0.2");
    }

    fn what_the_upstream_does_meanwhile_is_seen(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.up("1.0.1", |document| document["title"]["de"] = "Eins".into());
        let planned = plan(&kin, "latest").unwrap();
        kin.up("1.0.2", |document| document["title"]["de"] = "Zwei".into());
        let document = planned.candidate(&planned.merged).document;
        kin.publish(&document, &planned.step()).unwrap();
        assert_eq!((base(&kin).as_str(), kin.behind()), ("1.0.1", vec!["1.0.2".to_owned()]));

        let planned = plan(&kin, "latest").unwrap();
        kin.yank(&kin.kreis, UPSTREAM, "1.0.2");
        let document = planned.candidate(&planned.merged).document;
        let refused = kin.publish(&document, &planned.step());
        let yanked = UpstreamRefused::Yanked("1.0.2".parse().unwrap());
        assert!(matches!(&refused, Err(Refused::Upstream(reason)) if *reason == yanked), "{refused:?}");
        assert_eq!(base(&kin), "1.0.1");
    }

    fn a_version_that_does_not_qualify_is_not_taken_in(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.up("1.0.1", |document| document["title"]["de"] = "Eins".into());
        kin.yank(&kin.kreis, UPSTREAM, "1.0.1");
        let version = |text: &str| text.parse().unwrap();
        let refused = |reference: &str| match plan(&kin, reference) {
            Err(Refused::Upstream(refused)) => refused,
            other => panic!("{other:?}"),
        };
        assert_eq!(refused("1.0.1"), UpstreamRefused::Yanked(version("1.0.1")));
        let base = version("1.0.0");
        assert_eq!(refused("latest"), UpstreamRefused::NotNewer { version: version("1.0.0"), base });
        let missing = plan(&kin, "7.0.0");
        assert!(matches!(missing, Err(Refused::Unknown(Unknown::Version(..)))), "{missing:?}");
        let no_fork = merge_plan(registry, &id(UPSTREAM), &VersionRef::Latest);
        assert!(matches!(no_fork, Err(Refused::Unknown(Unknown::Upstream(_)))), "{no_fork:?}");

        let mut next = document(FORK, "1.0.1");
        next["title"]["de"] = "Neu".into();
        let step = |to: &str| MergeStep {
            seen: version("1.0.0"),
            ours: version("1.0.0"),
            version: version(to),
        };
        for (to, expected) in [("1.0.1", "Upstream"), ("1.0.0", "Upstream"), ("7.0.0", "Unknown")] {
            let refused = format!("{:?}", kin.publish(&next, &step(to)).unwrap_err());
            assert!(refused.starts_with(expected), "{to}: {refused}");
        }
        assert!(kin.state().steps.is_empty());
        put(registry, &kin.stadt, &next).unwrap();
    }

    fn what_is_no_fork_takes_nothing_in(registry: &Registry) {
        let kin = Kin::of(registry);
        let mut alone = document("musterstadt/anderes", "1.0.0");
        let first: Version = "1.0.0".parse().unwrap();
        let step = MergeStep { seen: first.clone(), ours: first.clone(), version: first };
        put(registry, &kin.stadt, &alone).unwrap();
        alone["version"] = "1.0.1".into();
        alone["changes"] = json!({"de": "Neu"});
        let address = crate::given::address("musterstadt/anderes", "1.0.1");
        let body = serde_json::to_vec(&alone).unwrap();
        let request = registry::Publish {
            address: &address,
            body: &body,
            syntax: blueprint::Syntax::Json,
            override_reason: None,
            merge: Some(&step),
            at: NOW,
        };
        let refused = registry::publish(registry, &kin.stadt, request);
        assert!(matches!(refused, Err(Refused::Unknown(Unknown::Upstream(_)))), "{refused:?}");
    }

    fn a_skipped_version_can_be_taken_in_after_all(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.up("1.0.1", |document| document["title"]["de"] = "Eins".into());
        kin.skip("1.0.1", "Später").unwrap();
        take(&kin, "1.0.1");
        assert_eq!(base(&kin), "1.0.1");
        let numbers: Vec<i64> = kin.state().steps.iter().map(|step| step.number).collect();
        assert_eq!(numbers, [2, 1]);
    }

    fn renames_of_skipped_versions_are_followed(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.own("1.0.1", |document| {
            document["process"]["roles"][0]["title"]["de"] = "Bürgerin oder Bürger".into();
        });
        kin.up("1.1.0", |document| rename_role(document, "person"));
        kin.up("1.1.1", |document| document["title"]["de"] = "Fundsachen".into());
        let plan = plan(&kin, "1.1.1").unwrap();
        assert_eq!(plan.merged.conflicts, []);
        let candidate = plan.candidate(&plan.merged);
        let role = &candidate.document["process"]["roles"][0];
        assert_eq!((&role["id"], &role["title"]["de"]), (&json!("person"), &json!("Bürgerin oder Bürger")));
        assert_eq!(candidate.document["process"]["nodes"][0]["role"], "person");
        assert_eq!((candidate.required, candidate.version.to_string()), (Some(Level::Minor), "1.1.0".to_owned()));
        kin.publish(&candidate.document, &plan.step()).unwrap();
        let own: Vec<String> =
            kin.state().own_changes.iter().map(|change| change.path.to_string()).collect();
        assert_eq!(own, ["/process/roles/person/title/de"]);
    }

    fn own_renames_stay_renames_in_later_versions(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.own("1.1.0", |document| rename_role(document, "person"));
        kin.own("1.1.1", |document| document["title"]["de"] = "Fundbüro".into());
        let codes = || -> Vec<String> {
            kin.state().own_changes.iter().map(|c| format!("{} {}", c.code.as_str(), c.path)).collect()
        };
        assert_eq!(codes(), ["BP006 /title/de", "BP005 /process/roles/person"]);
        kin.up("1.0.1", |document| {
            document["process"]["roles"][0]["title"]["de"] = "Wer etwas findet".into();
        });
        take(&kin, "latest");
        let merged = read(registry, FORK, "latest");
        assert_eq!(merged["process"]["roles"][0]["title"]["de"], "Wer etwas findet");
        kin.own("1.1.3", |document| document["summary"]["de"] = "Kurz.".into());
        assert_eq!(codes(), ["BP006 /summary/de", "BP006 /title/de", "BP005 /process/roles/person"]);
    }

    fn a_name_taken_in_and_given_anew_is_one_rename(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.up("1.1.0", |document| rename_role(document, "person"));
        assert_eq!(take(&kin, "latest"), "1.1.0");
        kin.own("1.2.0", |document| rename_role(document, "meldende"));
        kin.own("1.2.1", |document| document["title"]["de"] = "Fundbüro".into());
        let own: Vec<String> =
            kin.state().own_changes.iter().map(|c| format!("{} {}", c.code.as_str(), c.path)).collect();
        assert_eq!(own, ["BP006 /title/de", "BP005 /process/roles/meldende"]);
    }

    fn a_withdrawn_merge_still_holds_the_base(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.up("1.0.1", |document| document["title"]["de"] = "Fundsachen".into());
        take(&kin, "latest");
        kin.yank(&kin.stadt, FORK, "1.0.1");
        let state = kin.state();
        assert_eq!(state.own_version.to_string(), "1.0.1", "1.0.0 is without what was taken in");
        assert_eq!(state.own_changes, []);
    }
}
