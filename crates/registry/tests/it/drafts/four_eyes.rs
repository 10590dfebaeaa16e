//! Where an organisation demands four eyes, nothing is published that one person alone has seen.

use registry::{
    Fork, ForkKind, ForkOutcome, FourEyes, audit, fork, fork_or_draft, four_eyes, four_eyes_demand,
    publish,
};

use super::*;

/// Musterstadt demands four eyes; its owner, and three who work there.
fn demanded(registry: &Registry) -> [Actor; 4] {
    let olga = person(registry, "olga", "musterstadt", Role::Owner);
    four_eyes_demand(registry, &olga, (&musterstadt(), true), NOW).unwrap();
    let anna = person(registry, "anna", "musterstadt", Role::Publisher);
    let bernd = person(registry, "bernd", "musterstadt", Role::Publisher);
    let carla = person(registry, "carla", "musterstadt", Role::Contributor);
    [olga, anna, bernd, carla]
}

fn needs_another<T: std::fmt::Debug>(outcome: Result<T, Refused>) -> FourEyes {
    match outcome {
        Err(Refused::FourEyes(why)) => why,
        other => panic!("expected a second person to be needed, got {other:?}"),
    }
}

fn is_not_submitted<T>(outcome: &Result<T, Refused>) -> bool {
    let (state, wish) = (DraftState::Open, DraftWish::Publish);
    matches!(outcome, Err(Refused::DraftState { state: s, wish: w }) if *s == state && *w == wish)
}

on_each_database! {
    fn nobody_publishes_what_they_wrote_alone(registry: &Registry) {
        let [_, anna, bernd, _] = demanded(registry);
        let draft = begin(registry, &anna, &document("musterstadt/fundsache", "1.0.0"));
        assert!(is_not_submitted(&draft_publish(registry, &bernd, step(&draft), None)));
        draft_submit(registry, &anna, step(&draft), None).unwrap();
        let own = FourEyes::Own(musterstadt());
        assert_eq!(needs_another(draft_approve(registry, &anna, step(&draft))), own);
        assert_eq!(needs_another(draft_publish(registry, &anna, step(&draft), None)), own);
        draft_approve(registry, &bernd, step(&draft)).unwrap();
        assert_eq!(needs_another(draft_publish(registry, &anna, step(&draft), None)), own);
        let (published, record) = draft_publish(registry, &bernd, step(&draft), None).unwrap();
        assert_eq!((published.state, record.published_by), (DraftState::Published, bernd.author()));
        let deeds: Vec<&str> = view(registry, &anna, &draft).history.iter().map(|e| e.deed.as_str()).collect();
        assert_eq!(deeds, ["published", "approved", "submitted", "created"]);
    }

    fn neither_who_submitted_nor_who_saved_last_is_the_second(registry: &Registry) {
        let [olga, anna, bernd, carla] = demanded(registry);
        let mut value = document("musterstadt/fundsache", "1.0.0");
        let draft = begin(registry, &carla, &value);
        value["title"]["de"] = "Fundsachen".into();
        save(registry, &bernd, &draft, &value).unwrap();
        draft_submit(registry, &anna, step(&draft), None).unwrap();
        let own = FourEyes::Own(musterstadt());
        for own_hand in [&anna, &bernd] {
            assert_eq!(needs_another(draft_approve(registry, own_hand, step(&draft))), own);
            assert_eq!(needs_another(draft_publish(registry, own_hand, step(&draft), None)), own);
        }
        // All three have seen it by now, so Olga need not have been asked to approve.
        draft_publish(registry, &olga, step(&draft), None).unwrap();
    }

    fn a_save_takes_submission_and_approval_back(registry: &Registry) {
        let [_, anna, bernd, _] = demanded(registry);
        let mut value = document("musterstadt/fundsache", "1.0.0");
        let draft = begin(registry, &anna, &value);
        draft_submit(registry, &anna, step(&draft), None).unwrap();
        let approved = draft_approve(registry, &bernd, step(&draft)).unwrap();
        let same = save(registry, &anna, &approved, &value).unwrap();
        assert_eq!(same, approved, "what is there already takes nothing back");
        value["title"]["de"] = "Etwas ganz anderes".into();
        let saved = save(registry, &anna, &approved, &value).unwrap();
        assert_eq!((saved.state, &saved.submitted, &saved.approved), (DraftState::Open, &None, &None));
        assert!(is_not_submitted(&draft_publish(registry, &bernd, step(&draft), None)));
        let history = view(registry, &anna, &draft).history;
        assert_eq!((history[0].deed.as_str(), &history[0].by), ("saved", &anna.author()));
    }

    /// Bernd reads a draft and approves it. In between Anna changes it and hands it in again.
    fn nobody_approves_what_they_have_not_seen(registry: &Registry) {
        let [_, anna, bernd, _] = demanded(registry);
        let mut value = document("musterstadt/fundsache", "1.0.0");
        let draft = begin(registry, &anna, &value);
        let read = draft_submit(registry, &anna, step(&draft), None).unwrap();
        value["title"]["de"] = "Untergeschoben".into();
        save(registry, &anna, &read, &value).unwrap();
        draft_submit(registry, &anna, step(&draft), None).unwrap();
        let seen = [read.revision];
        let as_read = DraftStep { seen: Some(&seen), ..step(&draft) };
        let moved = |outcome: Result<Draft, Refused>| matches!(outcome, Err(Refused::DraftMoved { revision: 4 }));
        assert!(moved(draft_approve(registry, &bernd, as_read)));
        assert!(moved(draft_publish(registry, &bernd, as_read, None).map(|(draft, _)| draft)));
        assert!(moved(draft_return(registry, &bernd, as_read, "Frist")));
        assert!(moved(draft_discard(registry, &bernd, as_read)));
    }

    fn a_draft_is_sent_back_with_a_reason(registry: &Registry) {
        let [_, anna, bernd, carla] = demanded(registry);
        let draft = begin(registry, &anna, &document("musterstadt/fundsache", "1.0.0"));
        draft_submit(registry, &anna, step(&draft), None).unwrap();
        assert_eq!(findings(draft_return(registry, &bernd, step(&draft), " ")), ["draft-reason /reason"]);
        assert!(matches!(access(draft_return(registry, &carla, step(&draft), "x")), Access::Role { .. }));
        let returned = draft_return(registry, &bernd, step(&draft), " Die Frist fehlt. ").unwrap();
        assert_eq!(returned.state, DraftState::Open);
        let history = view(registry, &anna, &draft).history;
        assert_eq!(history[0].note.as_deref(), Some("Die Frist fehlt."));
        draft_submit(registry, &anna, step(&draft), None).unwrap();
    }

    fn a_program_saves_and_submits_and_people_do_the_rest(registry: &Registry) {
        let [olga, _, bernd, _] = demanded(registry);
        let program = actor(registry, "musterstadt");
        let draft = begin(registry, &program, &document("musterstadt/fundsache", "1.0.0"));
        let token = FourEyes::Token(musterstadt());
        assert_eq!(needs_another(draft_publish(registry, &program, step(&draft), None)), token);
        draft_submit(registry, &program, step(&draft), None).unwrap();
        assert_eq!(access(draft_approve(registry, &program, step(&draft))), Access::PeopleOnly);
        assert_eq!(access(draft_return(registry, &program, step(&draft), "x")), Access::PeopleOnly);
        assert_eq!(needs_another(draft_publish(registry, &program, step(&draft), None)), token);
        draft_approve(registry, &bernd, step(&draft)).unwrap();
        assert_eq!(needs_another(draft_publish(registry, &program, step(&draft), None)), token);
        draft_publish(registry, &olga, step(&draft), None).unwrap();
    }

    fn there_is_no_way_beside_a_draft(registry: &Registry) {
        let bernd = person(registry, "bernd", "musterstadt", Role::Publisher);
        let program = actor(registry, "musterstadt");
        let first = document("musterstadt/fundsache", "1.0.0");
        put(registry, &program, &first).unwrap();
        let olga = person(registry, "olga", "musterstadt", Role::Owner);
        four_eyes_demand(registry, &olga, (&musterstadt(), true), NOW).unwrap();
        let (at, body) = (address("musterstadt/fundsache", "1.0.1"), document("musterstadt/fundsache", "1.0.1").to_string());
        let wanted = Publish { address: &at, body: body.as_bytes(), syntax: Syntax::Json, override_reason: None, merge: None, at: NOW };
        let direct = FourEyes::Direct(musterstadt());
        for actor in [&program, &bernd, &olga] {
            assert_eq!(needs_another(publish(registry, actor, wanted)), direct);
            assert_eq!(needs_another(dry_run(registry, actor, wanted)), direct);
            // What is there already is found again, and nothing is written.
            assert!(!put(registry, actor, &first).unwrap().is_new);
        }
        // Others go on as before.
        let kreis = actor(registry, "beispielkreis");
        put(registry, &kreis, &document("beispielkreis/fundsache", "1.0.0")).unwrap();
        four_eyes_demand(registry, &olga, (&musterstadt(), false), NOW).unwrap();
        publish(registry, &program, wanted).unwrap();
    }

    fn a_fork_begins_as_a_draft(registry: &Registry) {
        let [_, anna, bernd, carla] = demanded(registry);
        let kreis = actor(registry, "beispielkreis");
        put(registry, &kreis, &document("beispielkreis/fundsache", "1.0.0")).unwrap();
        let upstream = "beispielkreis/fundsache".parse().unwrap();
        let (id, reference) = ("musterstadt/fundsache".parse().unwrap(), "latest".parse().unwrap());
        let request = Fork {
            upstream: &upstream,
            reference: &reference,
            id: &id,
            kind: ForkKind::Variant,
            reason: "Eigene Gebühr",
            idempotency_key: Some("k"),
            at: NOW,
        };
        assert_eq!(needs_another(fork(registry, &anna, &request)), FourEyes::Direct(musterstadt()));
        let begin = |actor: &Actor, request: &Fork<'_>, random| match fork_or_draft(registry, actor, request, &[random; 32]) {
            Ok(ForkOutcome::Drafted(draft, origin, _)) => Ok((draft, origin)),
            Ok(ForkOutcome::Published(forked)) => panic!("{forked:?}"),
            Err(refused) => Err(refused),
        };
        assert!(matches!(access(begin(&carla, &request, 1)), Access::Role { .. }));
        let (draft, origin) = begin(&anna, &request, 1).unwrap();
        assert_eq!((&origin.upstream, origin.version.to_string()), (&upstream, "1.0.0".to_owned()));
        assert_eq!(begin(&anna, &request, 2).unwrap().0.id, draft.id, "the same key");
        let other = Fork { reason: "Etwas anderes", ..request.clone() };
        assert!(matches!(begin(&anna, &other, 3), Err(Refused::KeyReused)));
        let seen = view(registry, &anna, &draft);
        assert_eq!((codes(&seen), seen.document["upstream"]["version"].as_str()), (vec![], Some("1.0.0")));
        assert_eq!(seen.origin, Some(origin));

        draft_submit(registry, &anna, step(&draft), None).unwrap();
        let (_, record) = draft_publish(registry, &bernd, step(&draft), None).unwrap();
        assert_eq!((&record.id, record.version.to_string()), (&id, "1.0.0".to_owned()));
        let head = registry::head(registry, &id).unwrap();
        let lineage = head.upstream.as_ref().unwrap();
        assert_eq!((&lineage.upstream, lineage.reason.as_str()), (&upstream, "Eigene Gebühr"));

        // The name is gone, for a second draft of a fork too.
        let again = Fork { idempotency_key: None, ..request.clone() };
        assert!(matches!(begin(&anna, &again, 4), Err(Refused::NameTaken(_))));
    }

    fn a_forks_name_may_be_taken_meanwhile(registry: &Registry) {
        let [olga, anna, bernd, _] = demanded(registry);
        let kreis = actor(registry, "beispielkreis");
        put(registry, &kreis, &document("beispielkreis/fundsache", "1.0.0")).unwrap();
        let (upstream, id) = ("beispielkreis/fundsache".parse().unwrap(), "musterstadt/fundsache".parse().unwrap());
        let reference = "latest".parse().unwrap();
        let request = Fork { upstream: &upstream, reference: &reference, id: &id, kind: ForkKind::Variant, reason: "x", idempotency_key: None, at: NOW };
        let outcome = fork_or_draft(registry, &anna, &request, &[9; 32]).unwrap();
        let ForkOutcome::Drafted(draft, _, _) = outcome else { panic!("{outcome:?}") };
        four_eyes_demand(registry, &olga, (&musterstadt(), false), NOW).unwrap();
        put(registry, &bernd, &document("musterstadt/fundsache", "0.1.0")).unwrap();
        let seen = view(registry, &anna, &draft);
        assert_eq!(codes(&seen)[0], "draft-name-taken /name");
        assert_eq!(findings(draft_publish(registry, &bernd, step(&draft), None))[0], "draft-name-taken /name");
        let mut renamed = seen.document;
        renamed["name"] = "fundsache-neu".into();
        let draft = save(registry, &anna, &draft, &renamed).unwrap();
        draft_publish(registry, &anna, step(&draft), None).unwrap();
        let head = registry::head(registry, &"musterstadt/fundsache-neu".parse().unwrap()).unwrap();
        assert!(head.upstream.is_some());
    }

    fn without_four_eyes_a_fork_is_published_at_once(registry: &Registry) {
        let anna = person(registry, "anna", "musterstadt", Role::Publisher);
        let kreis = actor(registry, "beispielkreis");
        put(registry, &kreis, &document("beispielkreis/fundsache", "1.0.0")).unwrap();
        let (upstream, id) = ("beispielkreis/fundsache".parse().unwrap(), "musterstadt/fundsache".parse().unwrap());
        let reference = "latest".parse().unwrap();
        let request = Fork {
            upstream: &upstream,
            reference: &reference,
            id: &id,
            kind: ForkKind::Technical,
            reason: "x",
            idempotency_key: Some("k"),
            at: NOW,
        };
        let is_new = || match fork_or_draft(registry, &anna, &request, &[9; 32]) {
            Ok(ForkOutcome::Published(forked)) => forked.is_new,
            other => panic!("{other:?}"),
        };
        assert!(is_new());
        let olga = person(registry, "olga", "musterstadt", Role::Owner);
        four_eyes_demand(registry, &olga, (&musterstadt(), true), NOW).unwrap();
        assert!(!is_new(), "the same request gets the same answer, whatever is demanded by then");
    }

    fn owners_demand_four_eyes_and_the_trail_tells(registry: &Registry) {
        let [olga, anna, bernd, carla] = demanded(registry);
        let set = |actor: &Actor, demanded| four_eyes_demand(registry, actor, (&musterstadt(), demanded), NOW);
        assert!(matches!(access(set(&bernd, false)), Access::Role { .. }));
        assert_eq!(access(set(&actor(registry, "musterstadt"), false)), Access::PeopleOnly);
        assert!(four_eyes(registry, &carla, &musterstadt()).unwrap());
        let stranger = person(registry, "sven", "beispielkreis", Role::Owner);
        assert!(matches!(access(four_eyes(registry, &stranger, &musterstadt())), Access::NotMember { .. }));
        set(&olga, true).unwrap();
        let draft = begin(registry, &anna, &document("musterstadt/fundsache", "1.0.0"));
        draft_submit(registry, &anna, step(&draft), None).unwrap();
        draft_return(registry, &bernd, step(&draft), "Frist").unwrap();
        draft_submit(registry, &anna, step(&draft), None).unwrap();
        draft_approve(registry, &bernd, step(&draft)).unwrap();
        draft_publish(registry, &olga, step(&draft), None).unwrap();
        let other = begin(registry, &anna, &json!({}));
        draft_discard(registry, &anna, step(&other)).unwrap();
        set(&olga, false).unwrap();
        let trail = audit(registry, &olga, Some(&musterstadt()), (None, 100)).unwrap();
        let ours: Vec<(&str, Option<&str>)> = trail
            .iter()
            .rev()
            .filter(|e| e.act.starts_with("draft") || e.act.starts_with("four"))
            .map(|entry| (entry.act.as_str(), entry.subject.as_deref()))
            .collect();
        let (id, other) = (Some(draft.id.as_str()), Some(other.id.as_str()));
        assert_eq!(
            ours,
            [
                ("four_eyes_demanded", None), ("draft_submitted", id), ("draft_returned", id),
                ("draft_submitted", id), ("draft_approved", id), ("draft_published", id),
                ("draft_discarded", other), ("four_eyes_waived", None),
            ]
        );
    }

    fn a_role_that_is_taken_midway_approves_nothing(registry: &Registry) {
        let [_, anna, bernd, _] = demanded(registry);
        let draft = begin(registry, &anna, &document("musterstadt/fundsache", "1.0.0"));
        draft_submit(registry, &anna, step(&draft), None).unwrap();
        role_set(registry, (&musterstadt(), "bernd@musterstadt.example", Role::Contributor), NOW).unwrap();
        assert!(matches!(access(draft_approve(registry, &bernd, step(&draft))), Access::Role { .. }));
        assert!(matches!(access(draft_return(registry, &bernd, step(&draft), "x")), Access::Role { .. }));
        assert!(matches!(access(draft_publish(registry, &bernd, step(&draft), None)), Access::Role { .. }));
        assert_eq!(view(registry, &anna, &draft).draft.state, DraftState::Submitted);
    }
}
