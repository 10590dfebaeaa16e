//! A fork takes a version of its upstream in: begun as a draft, decided there, published with both parents.

use blueprint::{
    Path,
    merge::{By, Resolution, Take},
};
use registry::{
    Dealt, DraftMerge, MergeFrom, NewMerge, UpstreamRefused, four_eyes_demand, merge_begin,
};

use super::*;
use crate::kin::{FORK, Kin, UPSTREAM, id, read};

fn merge(
    kin: &Kin<'_>,
    actor: &Actor,
    reference: &str,
    key: Option<&str>,
) -> Result<Draft, Refused> {
    let seed = format!("{reference} {key:?} {:?}", kin.state().own_version);
    let random = blueprint::Digest::of(seed.as_bytes());
    let new = NewMerge {
        id: &id(FORK),
        reference: &reference.parse().unwrap(),
        idempotency_key: key,
        random: random.as_bytes(),
        at: NOW,
    };
    merge_begin(kin.registry, actor, &new)
}

/// Both changed the title and the summary, each another role's, and nothing was decided yet.
fn torn(registry: &Registry) -> (Kin<'_>, Draft) {
    let kin = Kin::of(registry);
    kin.own("1.0.1", |document| {
        document["title"]["de"] = "Fundbüro".into();
        document["summary"]["de"] = "Bei uns.".into();
    });
    kin.up("1.0.1", |document| {
        document["title"]["de"] = "Fundsachen".into();
        document["summary"]["de"] = "Im Kreis.".into();
        document["title"]["en"] = "Lost and found".into();
    });
    let draft = merge(&kin, &kin.stadt, "latest", None).unwrap();
    (kin, draft)
}

fn to(path: &str, take: Take) -> Resolution {
    Resolution { path: Path::from(path), by: By::Take(take) }
}

fn decide(kin: &Kin<'_>, draft: &Draft, resolutions: &[Resolution]) -> Result<Draft, Refused> {
    let seen = [draft.revision];
    let step = DraftStep { seen: Some(&seen), ..step(draft) };
    draft_resolve(kin.registry, &kin.stadt, step, resolutions)
}

fn open(kin: &Kin<'_>, draft: &Draft) -> DraftMerge {
    view(kin.registry, &kin.stadt, draft).merge.unwrap()
}

fn paths(merge: &DraftMerge) -> Vec<&str> {
    merge.conflicts.iter().map(|open| open.path.as_str()).collect()
}

fn publish(kin: &Kin<'_>, draft: &Draft) -> Result<String, Refused> {
    draft_publish(kin.registry, &kin.stadt, step(draft), None)
        .map(|(_, record)| record.version.to_string())
}

on_each_database! {
    fn a_merge_is_a_draft_in_which_nothing_is_decided(registry: &Registry) {
        let (kin, draft) = torn(registry);
        let told = view(registry, &kin.stadt, &draft);
        let merge = told.merge.as_ref().unwrap();
        assert_eq!((merge.into.to_string(), &merge.from), (FORK.to_owned(), &MergeFrom::Upstream(id(UPSTREAM), "1.0.1".parse().unwrap())));
        assert_eq!([&merge.base, &merge.ours].map(ToString::to_string), ["1.0.0", "1.0.1"]);
        assert_eq!(paths(merge), ["/summary/de", "/title/de"]);
        assert_eq!((merge.n_decided, merge.is_outdated), (0, false));
        let states = [&merge.conflicts[1].base, &merge.conflicts[1].ours, &merge.conflicts[1].theirs];
        assert_eq!(states.map(|state| state.clone().unwrap()), ["Fundsache melden", "Fundbüro", "Fundsachen"].map(Value::from));
        assert_eq!(told.document["title"], json!({"de": "Fundbüro", "en": "Lost and found"}));
        assert_eq!(told.document["version"], "1.0.2");
        assert_eq!(codes(&told), ["merge-conflict /summary/de", "merge-conflict /title/de"]);
        let unfinished = publish(&kin, &draft);
        assert!(matches!(unfinished, Err(Refused::DraftUnfinished(_))), "{unfinished:?}");
        let unfinished = draft_submit(registry, &kin.stadt, step(&draft), None);
        assert!(matches!(unfinished, Err(Refused::DraftUnfinished(_))), "{unfinished:?}");
        assert_eq!(kin.state().standing.behind, 1);
    }

    fn what_was_decided_is_published_and_names_both_parents(registry: &Registry) {
        let (kin, draft) = torn(registry);
        let draft = decide(&kin, &draft, &[to("/title/de", Take::Theirs)]).unwrap();
        let merge = open(&kin, &draft);
        assert_eq!((paths(&merge), merge.n_decided), (vec!["/summary/de"], 1));
        assert_eq!(view(registry, &kin.stadt, &draft).document["title"]["de"], "Fundsachen");
        let own = Resolution { path: Path::from("/summary/de"), by: By::Value("Überall.".into()) };
        let draft = decide(&kin, &draft, &[own]).unwrap();
        assert_eq!(paths(&open(&kin, &draft)), [""; 0]);
        let deeds = view(registry, &kin.stadt, &draft).history;
        assert_eq!(deeds[0].deed.as_str(), "resolved");

        assert_eq!(publish(&kin, &draft).unwrap(), "1.0.2");
        let published = read(registry, FORK, "1.0.2");
        assert_eq!(published["title"], json!({"de": "Fundsachen", "en": "Lost and found"}));
        assert_eq!(published["summary"]["de"], "Überall.");
        assert_eq!(published["upstream"]["version"], "1.0.1");
        let state = kin.state();
        assert_eq!((state.standing.behind, state.own_changes.len()), (0, 1));
        let parents = Dealt::Merged {
            own_version: "1.0.2".parse().unwrap(),
            own_parent: Some("1.0.1".parse().unwrap()),
        };
        assert_eq!(state.steps[0].dealt, parents);
        assert!(view(registry, &kin.stadt, &draft).merge.is_none(), "there is nothing left to decide");
    }

    fn what_was_written_meanwhile_stays_when_a_conflict_is_decided(registry: &Registry) {
        let (kin, draft) = torn(registry);
        let mut written = view(registry, &kin.stadt, &draft).document;
        written["title"]["en"] = "Lost things".into();
        written["changes"]["de"] = "Neues vom Kreis.".into();
        written["contacts"][0]["email"] = "buero@musterstadt.example".into();
        let draft = save(registry, &kin.stadt, &draft, &written).unwrap();
        let sides = [to("/title/de", Take::Theirs), to("/summary/de", Take::Base)];
        let draft = decide(&kin, &draft, &sides).unwrap();
        let document = view(registry, &kin.stadt, &draft).document;
        assert_eq!(document["title"], json!({"de": "Fundsachen", "en": "Lost things"}));
        assert_eq!(document["changes"]["de"], "Neues vom Kreis.");
        assert_eq!(document["contacts"], written["contacts"]);
        assert_eq!(document["summary"], read(registry, FORK, "1.0.0")["summary"]);
        publish(&kin, &draft).unwrap();
    }

    fn the_number_follows_what_is_decided(registry: &Registry) {
        let kin = Kin::of(registry);
        kin.own("1.0.1", |document| document["title"]["de"] = "Fundbüro".into());
        kin.up("2.0.0", |document| {
            document["title"]["de"] = "Fundsachen".into();
            document["security"]["protection"]["integrity"] = "very_high".into();
        });
        kin.own("2.0.0", |document| {
            document["security"]["protection"]["integrity"] = "high".into();
        });
        let draft = merge(&kin, &kin.stadt, "latest", None).unwrap();
        assert_eq!(view(registry, &kin.stadt, &draft).document["version"], "2.0.1");
        let sides = [to("/title/de", Take::Ours), to("/security/protection/integrity", Take::Theirs)];
        let draft = decide(&kin, &draft, &sides).unwrap();
        let told = view(registry, &kin.stadt, &draft);
        assert_eq!(codes(&told), [""; 0]);
        assert_eq!(told.outlook.required, Some(Level::Major));
        assert_eq!(told.document["version"], "3.0.0");
    }

    fn a_decision_that_fits_nothing_decides_nothing(registry: &Registry) {
        let (kin, draft) = torn(registry);
        let sides = [to("/title/de", Take::Theirs), to("/license", Take::Ours)];
        assert_eq!(findings(decide(&kin, &draft, &sides)), ["merge-resolution-unknown "]);
        assert_eq!(findings(decide(&kin, &draft, &[])), ["merge-resolution-missing "]);
        assert_eq!(open(&kin, &draft).n_decided, 0);
        let late = DraftStep { seen: Some(&[7]), ..step(&draft) };
        let late = draft_resolve(registry, &kin.stadt, late, &sides);
        assert!(matches!(late, Err(Refused::DraftMoved { revision: 1 })), "{late:?}");
        let plain = begin(registry, &kin.stadt, &document("musterstadt/anderes", "1.0.0"));
        let nothing = decide(&kin, &plain, &sides);
        assert!(matches!(nothing, Err(Refused::Upstream(UpstreamRefused::NoMerge))), "{nothing:?}");
    }

    fn a_fork_that_moved_on_outdates_the_draft(registry: &Registry) {
        let (kin, draft) = torn(registry);
        let sides = [to("/title/de", Take::Ours), to("/summary/de", Take::Ours)];
        let draft = decide(&kin, &draft, &sides).unwrap();
        kin.own("1.1.0", |document| document["license"] = "CC0-1.0".into());
        let told = view(registry, &kin.stadt, &draft);
        assert!(codes(&told).contains(&"merge-outdated ".to_owned()), "{:?}", codes(&told));
        assert!(matches!(publish(&kin, &draft), Err(Refused::DraftUnfinished(_))));
        assert_eq!(read(registry, FORK, "latest")["license"], "CC0-1.0");

        let again = merge(&kin, &kin.stadt, "latest", None).unwrap();
        let again = decide(&kin, &again, &sides).unwrap();
        publish(&kin, &again).unwrap();
        let told = view(registry, &kin.stadt, &draft);
        assert!(told.merge.unwrap().is_outdated, "the base is another one");
        let late = decide(&kin, &draft, &sides);
        assert!(matches!(late, Err(Refused::Upstream(UpstreamRefused::Outdated(_)))), "{late:?}");
    }

    fn what_the_upstream_publishes_or_withdraws_meanwhile_is_seen(registry: &Registry) {
        let (kin, draft) = torn(registry);
        let sides = [to("/title/de", Take::Ours), to("/summary/de", Take::Ours)];
        let draft = decide(&kin, &draft, &sides).unwrap();
        kin.up("1.0.2", |document| document["title"]["de"] = "Anders".into());
        assert_eq!(codes(&view(registry, &kin.stadt, &draft)), [""; 0], "a newer one changes nothing");
        kin.yank(&kin.kreis, UPSTREAM, "1.0.1");
        assert_eq!(codes(&view(registry, &kin.stadt, &draft))[0], "merge-yanked ");
        assert!(matches!(publish(&kin, &draft), Err(Refused::DraftUnfinished(_))));
        let later = merge(&kin, &kin.stadt, "1.0.2", None).unwrap();
        let later = decide(&kin, &later, &sides).unwrap();
        publish(&kin, &later).unwrap();
        assert_eq!(kin.state().standing.behind, 0);
    }

    fn a_draft_of_a_merge_stays_with_its_fork(registry: &Registry) {
        let (kin, draft) = torn(registry);
        let mut other = view(registry, &kin.stadt, &draft).document;
        other["name"] = "anderes".into();
        let draft = save(registry, &kin.stadt, &draft, &other).unwrap();
        let told = codes(&view(registry, &kin.stadt, &draft));
        assert!(told.contains(&"merge-name /name".to_owned()), "{told:?}");
        assert!(matches!(publish(&kin, &draft), Err(Refused::DraftUnfinished(_))));
    }

    fn who_may_write_drafts_may_begin_one_and_a_second_person_publishes(registry: &Registry) {
        let (kin, _) = torn(registry);
        assert!(matches!(access(merge(&kin, &kin.kreis, "latest", None)), Access::ForeignOwner { .. }));
        let musterstadt = musterstadt();
        let owner = person(registry, "otto", "musterstadt", Role::Owner);
        four_eyes_demand(registry, &owner, (&musterstadt, true), NOW).unwrap();
        let author = person(registry, "carla", "musterstadt", Role::Contributor);
        let draft = merge(&kin, &author, "latest", Some("k")).unwrap();
        assert_eq!(merge(&kin, &author, "latest", Some("k")).unwrap().id, draft.id);
        assert!(matches!(merge(&kin, &author, "1.0.1", Some("k")), Err(Refused::KeyReused)));
        let sides = [to("/title/de", Take::Theirs), to("/summary/de", Take::Theirs)];
        let draft = draft_resolve(registry, &author, step(&draft), &sides).unwrap();
        let draft = draft_submit(registry, &author, step(&draft), None).unwrap();
        draft_publish(registry, &owner, step(&draft), None).unwrap();
        assert_eq!((kin.state().standing.behind, kin.state().own_changes.len()), (0, 0));
    }

    fn only_what_is_newer_and_stands_can_be_begun(registry: &Registry) {
        let (kin, _) = torn(registry);
        for (reference, expected) in [("1.0.0", "Upstream(NotNewer"), ("9.0.0", "Unknown")] {
            let refused = format!("{:?}", merge(&kin, &kin.stadt, reference, None).unwrap_err());
            assert!(refused.starts_with(expected), "{reference}: {refused}");
        }
        let no_fork = NewMerge {
            id: &id(UPSTREAM),
            reference: &blueprint::VersionRef::Latest,
            idempotency_key: None,
            random: &[3; 32],
            at: NOW,
        };
        let refused = merge_begin(registry, &kin.kreis, &no_fork);
        assert!(matches!(refused, Err(Refused::Unknown(Unknown::Upstream(_)))), "{refused:?}");
    }

    fn deciding_one_by_one_is_deciding_all_at_once(registry: &Registry) {
        let (kin, first) = torn(registry);
        let decisions = [to("/title/de", Take::Base), to("/summary/de", Take::Theirs)];
        let one = decide(&kin, &first, &decisions[..1]).unwrap();
        let one = decide(&kin, &one, &decisions[1..]).unwrap();
        let other = merge(&kin, &kin.stadt, "latest", Some("k")).unwrap();
        let other = decide(&kin, &other, &decisions).unwrap();
        let seen = [&one, &other].map(|draft| view(registry, &kin.stadt, draft));
        assert_eq!(seen[0].document, seen[1].document);
        let decided = seen.map(|view| view.merge.map(|merge| (merge.n_decided, merge.conflicts)));
        assert_eq!(decided, [Some((2, vec![])), Some((2, vec![]))]);
    }

    fn rounds_are_read_in_the_names_that_the_rounds_before_left(registry: &Registry) {
        let kin = Kin::of(registry);
        let edit = |document: &mut Value, (name, title): (&str, &str)| {
            let role = &mut document["process"]["roles"][0];
            let from = role["id"].as_str().unwrap().to_owned();
            role["id"] = name.into();
            role["title"]["de"] = title.into();
            for node in document["process"]["nodes"].as_array_mut().unwrap() {
                node["role"] = name.into();
            }
            document["renames"] = json!([{"from": format!("/process/roles/{from}"), "to": format!("/process/roles/{name}")}]);
            document["title"]["de"] = title.into();
        };
        kin.own("2.0.0", |document| edit(document, ("buerger", "Bürger")));
        kin.up("2.0.0", |document| edit(document, ("einwohner", "Einwohner")));
        let mut draft = merge(&kin, &kin.stadt, "latest", None).unwrap();
        for expected in ["/renames/", "/process/roles/einwohner", "/title/de"] {
            let merge = open(&kin, &draft);
            let path = paths(&merge).into_iter().find(|path| path.starts_with(expected));
            let path = path.unwrap_or_else(|| panic!("{expected} in {:?}", paths(&merge))).to_owned();
            draft = decide(&kin, &draft, &[to(&path, Take::Theirs)]).unwrap();
        }
        assert_eq!(paths(&open(&kin, &draft)), [""; 0]);
        let document = view(registry, &kin.stadt, &draft).document;
        assert_eq!(document["process"]["roles"][0]["id"], "einwohner");
        assert_eq!((&document["process"]["roles"][0]["title"]["de"], &document["title"]["de"]), (&json!("Einwohner"), &json!("Einwohner")));
    }
}
