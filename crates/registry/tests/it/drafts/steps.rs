//! From a draft to a version: which step follows which, and what each asks for.

use super::*;

on_each_database! {
    fn without_four_eyes_a_publisher_publishes_at_once(registry: &Registry) {
        let anna = person(registry, "anna", "musterstadt", Role::Contributor);
        let bernd = person(registry, "bernd", "musterstadt", Role::Publisher);
        let draft = begin(registry, &bernd, &document("musterstadt/fundsache", "1.0.0"));
        let (needed, has) = (Role::Publisher, Role::Contributor);
        let refused = access(draft_publish(registry, &anna, step(&draft), None));
        assert_eq!(refused, Access::Role { organisation: musterstadt(), needed, has });
        let (published, record) = draft_publish(registry, &bernd, step(&draft), None).unwrap();
        assert_eq!((published.state, &published.published), (DraftState::Published, &Some(record.version.clone())));
        assert_eq!(record.published_by, bernd.author());
        let kept = registry::document(registry, &record.id, &"1.0.0".parse().unwrap()).unwrap();
        assert_eq!(kept.1.digest, draft.digest);
        let seen = view(registry, &anna, &draft);
        assert_eq!(codes(&seen), [""; 0], "nothing more comes of it");
        let late = save(registry, &bernd, &published, &json!({}));
        assert!(matches!(late, Err(Refused::DraftState { state: DraftState::Published, wish: DraftWish::Save })));
    }

    fn what_is_submitted_or_published_is_without_errors(registry: &Registry) {
        let bernd = person(registry, "bernd", "musterstadt", Role::Publisher);
        let mut wrong = document("musterstadt/fundsache", "1.0.0");
        wrong["license"] = "frei".into();
        wrong["owner"] = "beispielkreis".into();
        wrong["maintenance"]["review_by"] = "2026-05-27".into();
        let draft = begin(registry, &bernd, &wrong);
        let all = ["publish-address /owner", "identifier-licence /license", "freshness-review /maintenance/review_by"];
        assert_eq!(findings(draft_submit(registry, &bernd, step(&draft), None)), all);
        assert_eq!(findings(draft_publish(registry, &bernd, step(&draft), None)), all);
        let nameless = begin(registry, &bernd, &json!({"format": 1}));
        assert!(!findings(draft_publish(registry, &bernd, step(&nameless), None)).is_empty());
        wrong["license"] = "CC0-1.0".into();
        wrong["owner"] = "musterstadt".into();
        let draft = save(registry, &bernd, &draft, &wrong).unwrap();
        draft_submit(registry, &bernd, step(&draft), None).unwrap();
    }

    fn a_reason_for_a_smaller_number_goes_along_with_the_submission(registry: &Registry) {
        let bernd = person(registry, "bernd", "musterstadt", Role::Publisher);
        put(registry, &bernd, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        let mut next = document("musterstadt/fundsache", "1.0.1");
        next["process"]["roles"][0]["kind"] = "authority".into();
        let draft = begin(registry, &bernd, &next);
        let refused = findings(draft_submit(registry, &bernd, step(&draft), None));
        assert_eq!(refused[0], "version-too-small /version", "{refused:?}");
        let empty = draft_submit(registry, &bernd, step(&draft), Some(" "));
        assert_eq!(findings(empty), ["override-reason /override_reason"]);
        let submitted = draft_submit(registry, &bernd, step(&draft), Some(" Nachtrag ")).unwrap();
        assert_eq!(submitted.override_reason.as_deref(), Some("Nachtrag"));
        assert_eq!(codes(&view(registry, &bernd, &draft)), [""; 0]);
        let (_, record) = draft_publish(registry, &bernd, step(&draft), None).unwrap();
        assert_eq!(record.step.override_reason.as_deref(), Some("Nachtrag"));
        // One that is not needed is not kept.
        next["version"] = "1.0.2".into();
        let draft = begin(registry, &bernd, &next);
        let submitted = draft_submit(registry, &bernd, step(&draft), Some("Vorsorglich")).unwrap();
        assert_eq!(submitted.override_reason, None);
    }

    fn somebody_else_may_have_published_that_version(registry: &Registry) {
        let bernd = person(registry, "bernd", "musterstadt", Role::Publisher);
        let mut mine = document("musterstadt/fundsache", "1.0.0");
        mine["title"]["de"] = "Fundsachen".into();
        let draft = begin(registry, &bernd, &mine);
        put(registry, &bernd, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        let seen = view(registry, &bernd, &draft);
        assert_eq!(codes(&seen), ["draft-version-taken /version"]);
        assert!(seen.outlook.findings[0].message.de.contains("1.0.1"));
        assert_eq!(seen.outlook.changes.len(), 1);
        assert_eq!(findings(draft_submit(registry, &bernd, step(&draft), None)), ["draft-version-taken /version"]);
        match draft_publish(registry, &bernd, step(&draft), None) {
            Err(Refused::VersionTaken { changes, .. }) => assert_eq!(changes.len(), 1),
            other => panic!("{other:?}"),
        }
        assert_eq!(view(registry, &bernd, &draft).draft.state, DraftState::Open);
    }

    fn of_two_drafts_of_one_version_one_is_published(registry: &Registry) {
        let bernd = person(registry, "bernd", "musterstadt", Role::Publisher);
        let drafts: Vec<Draft> = (0..6)
            .map(|n| {
                let mut value = document("musterstadt/fundsache", "1.0.0");
                value["title"]["de"] = format!("Fassung {n}").into();
                begin(registry, &bernd, &value)
            })
            .collect();
        let outcomes: Vec<_> = std::thread::scope(|scope| {
            let racers: Vec<_> = drafts
                .iter()
                .map(|draft| {
                    let bernd = &bernd;
                    scope.spawn(move || draft_publish(registry, bernd, step(draft), None))
                })
                .collect();
            racers.into_iter().map(|racer| racer.join().unwrap()).collect()
        });
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for (draft, outcome) in drafts.iter().zip(&outcomes) {
            let state = view(registry, &bernd, draft).draft.state;
            match outcome {
                Ok(_) => assert_eq!(state, DraftState::Published),
                Err(Refused::Overtaken | Refused::VersionTaken { .. }) => assert_eq!(state, DraftState::Open),
                Err(other) => panic!("{other:?}"),
            }
        }
    }

    fn steps_come_in_their_order(registry: &Registry) {
        let (anna, bernd) = (person(registry, "anna", "musterstadt", Role::Publisher), person(registry, "bernd", "musterstadt", Role::Publisher));
        let mut value = document("musterstadt/fundsache", "1.0.0");
        let mut n = 0;
        let mut in_state = |state: DraftState| {
            n += 1;
            value["name"] = format!("fundsache-{n}").into();
            let draft = begin(registry, &anna, &value);
            match state {
                DraftState::Open => {}
                DraftState::Discarded => drop(draft_discard(registry, &anna, step(&draft)).unwrap()),
                DraftState::Published => drop(draft_publish(registry, &anna, step(&draft), None).unwrap()),
                DraftState::Submitted => drop(draft_submit(registry, &anna, step(&draft), None).unwrap()),
                DraftState::Approved => {
                    draft_submit(registry, &anna, step(&draft), None).unwrap();
                    draft_approve(registry, &bernd, step(&draft)).unwrap();
                }
            }
            draft
        };
        for state in DraftState::ALL {
            for wish in DraftWish::ALL {
                let draft = in_state(state);
                let step = step(&draft);
                let outcome = match wish {
                    DraftWish::Save => draft_save(registry, &bernd, step, (b"{}", Syntax::Json)),
                    // There is nothing to decide in it, which is another refusal.
                    DraftWish::Resolve => match draft_resolve(registry, &bernd, step, &[]) {
                        Err(Refused::Upstream(_)) => Ok(draft),
                        other => other,
                    },
                    DraftWish::Submit => draft_submit(registry, &anna, step, None),
                    DraftWish::Return => draft_return(registry, &bernd, step, "Frist fehlt"),
                    DraftWish::Approve => draft_approve(registry, &bernd, step),
                    DraftWish::Publish => draft_publish(registry, &bernd, step, None).map(|(draft, _)| draft),
                    DraftWish::Discard => draft_discard(registry, &bernd, step),
                };
                match outcome {
                    Ok(_) => assert!(wish.is_possible(state), "{state} {wish}"),
                    Err(Refused::DraftState { .. }) => assert!(!wish.is_possible(state), "{state} {wish}"),
                    Err(other) => panic!("{state} {wish}: {other:?}"),
                }
            }
        }
    }
}
