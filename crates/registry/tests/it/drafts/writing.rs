//! Beginning a draft, saving it with others, and how it stands.

use super::*;

on_each_database! {
    fn an_empty_draft_holds_what_is_known(registry: &Registry) {
        let anna = person(registry, "anna", "musterstadt", Role::Contributor);
        let nameless = begin_with(registry, &anna, DraftStart::Empty, None).unwrap();
        assert_eq!((nameless.state, nameless.revision), (DraftState::Open, 1));
        let seen = view(registry, &anna, &nameless);
        assert_eq!(seen.document, json!({"format": 1, "owner": "musterstadt", "version": "1.0.0"}));
        assert!(codes(&seen).contains(&"schema-required /title".to_owned()), "{:?}", codes(&seen));
        assert_eq!(seen.names[anna.person().unwrap()], "anna");

        let named = begin_with(registry, &anna, DraftStart::Empty, Some("fundsache")).unwrap();
        assert_eq!(named.facts.name.as_ref().map(Slug::as_str), Some("fundsache"));
        let publisher = actor(registry, "musterstadt");
        put(registry, &publisher, &document("musterstadt/parken", "1.0.0")).unwrap();
        let next = begin_with(registry, &anna, DraftStart::Empty, Some("parken")).unwrap();
        assert_eq!(next.facts.version.unwrap().to_string(), "1.0.1");
    }

    fn the_next_version_begins_with_a_published_one(registry: &Registry) {
        let stadt = actor(registry, "musterstadt");
        put(registry, &stadt, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        put(registry, &stadt, &document("musterstadt/fundsache", "1.1.0")).unwrap();
        let latest = "musterstadt/fundsache@latest".parse().unwrap();
        let draft = begin_with(registry, &stadt, DraftStart::Version(&latest), None).unwrap();
        assert_eq!(draft.facts.version.as_ref().unwrap().to_string(), "1.1.1");
        let seen = view(registry, &stadt, &draft);
        assert_eq!(seen.document.get("changes"), None, "they speak of the step before");
        assert_eq!(codes(&seen), ["changes-missing /changes"]);

        let kreis = actor(registry, "beispielkreis");
        put(registry, &kreis, &document("beispielkreis/fundsache", "1.0.0")).unwrap();
        let foreign = "beispielkreis/fundsache@1.0.0".parse().unwrap();
        let refused = begin_with(registry, &stadt, DraftStart::Version(&foreign), None);
        assert_eq!(findings(refused), ["draft-from /from"]);
        let renamed = begin_with(registry, &stadt, DraftStart::Version(&latest), Some("parken"));
        assert_eq!(findings(renamed), ["draft-name /name"]);
        let nowhere = "musterstadt/fehlt@1.0.0".parse().unwrap();
        let unknown = begin_with(registry, &stadt, DraftStart::Version(&nowhere), None);
        assert!(matches!(unknown, Err(Refused::Unknown(Unknown::Blueprint(_)))));
    }

    fn a_document_may_be_wrong_but_not_everything_is_a_document(registry: &Registry) {
        let anna = person(registry, "anna", "musterstadt", Role::Contributor);
        let draft = begin(registry, &anna, &json!({"titel": 7}));
        let seen = view(registry, &anna, &draft);
        assert_eq!(seen.document, json!({"titel": 7, "owner": "musterstadt"}));
        assert!(codes(&seen).contains(&"schema-unknown-member /titel".to_owned()));
        let sent = |body: &str, syntax| draft_save(registry, &anna, step(&draft), (body.as_bytes(), syntax));
        assert_eq!(findings(sent("[1]", Syntax::Json)), ["parse-not-an-object "]);
        assert_eq!(findings(sent("", Syntax::Json)), ["parse-empty "]);
        assert_eq!(findings(sent(r#"{"a":1,"a":2}"#, Syntax::Json)), ["parse-duplicate-key /a"]);
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(70), "]".repeat(70));
        assert!(findings(sent(&deep, Syntax::Json))[0].starts_with("parse-too-deep /a"));
        let large = json!({"a": "x".repeat(1 << 20)}).to_string();
        assert_eq!(findings(sent(&large, Syntax::Json)), ["parse-too-large "]);
        // What comes inside a request is held to the same bounds.
        let deep: Value = (0..70).fold(Value::Null, |inner, _| json!([inner]));
        let refused = begin_with(registry, &anna, DraftStart::Document(json!({"a": deep})), None);
        assert!(findings(refused)[0].starts_with("parse-too-deep /a"));
        let untouched = view(registry, &anna, &draft);
        assert_eq!((untouched.draft.revision, untouched.document), (1, seen.document));

        let yaml = sent("title:\n  de: Fundsache melden\n", Syntax::Yaml).unwrap();
        assert_eq!(yaml.facts.title.as_deref(), Some("Fundsache melden"));
        assert_eq!(view(registry, &anna, &draft).document, json!({"title": {"de": "Fundsache melden"}}));
    }

    fn a_draft_is_told_what_a_publication_would_be_told(registry: &Registry) {
        let stadt = actor(registry, "musterstadt");
        put(registry, &stadt, &document("musterstadt/fundsache", "1.0.0")).unwrap();
        let mut next = document("musterstadt/fundsache", "1.0.1");
        next["license"] = "frei".into();
        next["process"]["nodes"][0]["title"]["de"] = "Etwas gefunden".into();
        next["process"]["flows"][0]["id"] = "anders".into();
        next["attachments"] = json!([{"id": "plan", "digest": format!("sha256:{}", "0".repeat(64)), "title": {"de": "Plan"}}]);
        let draft = begin(registry, &stadt, &next);
        let seen = view(registry, &stadt, &draft);
        let (at, body) = (address("musterstadt/fundsache", "1.0.1"), next.to_string());
        let dry = dry_run(
            registry,
            &stadt,
            Publish { address: &at, body: body.as_bytes(), syntax: Syntax::Json, override_reason: None, merge: None, at: LATER },
        );
        let Err(Refused::Invalid(told)) = dry else { panic!("{dry:?}") };
        assert_eq!(seen.outlook.findings, told);
        assert!(codes(&seen).contains(&"version-too-small /version".to_owned()), "{:?}", codes(&seen));
        assert!(codes(&seen).contains(&"attachment-not-uploaded /attachments/0/digest".to_owned()));
        assert_eq!(seen.outlook.baseline, Some("1.0.0".parse().unwrap()));
        assert!(Some(Level::Patch) < seen.outlook.required, "{:?}", seen.outlook.required);
        assert!(seen.outlook.changes.iter().any(|change| change.path.to_string() == "/license"));

        next["owner"] = "beispielkreis".into();
        let draft = save(registry, &stadt, &draft, &next).unwrap();
        assert_eq!(codes(&view(registry, &stadt, &draft))[0], "publish-address /owner");
        next.as_object_mut().unwrap().remove("version");
        let draft = save(registry, &stadt, &draft, &next).unwrap();
        let nameless = codes(&view(registry, &stadt, &draft));
        assert_eq!(nameless[0], "publish-address /owner");
        assert!(nameless.contains(&"schema-required /version".to_owned()), "{nameless:?}");
    }

    fn of_two_who_save_the_second_learns_of_the_first(registry: &Registry) {
        let anna = person(registry, "anna", "musterstadt", Role::Contributor);
        let bernd = person(registry, "bernd", "musterstadt", Role::Publisher);
        let draft = begin(registry, &anna, &json!({"title": {"de": "Eins"}}));
        save(registry, &anna, &draft, &json!({"title": {"de": "Anna"}})).unwrap();
        let late = save(registry, &bernd, &draft, &json!({"title": {"de": "Bernd"}}));
        assert!(matches!(late, Err(Refused::DraftMoved { revision: 2 })), "{late:?}");
        let seen = view(registry, &bernd, &draft);
        assert_eq!(seen.document["title"]["de"], "Anna");
        let merged = save(registry, &bernd, &seen.draft, &json!({"title": {"de": "Anna und Bernd"}})).unwrap();
        assert_eq!((merged.revision, merged.saved.by), (3, bernd.author()));
        let again = save(registry, &bernd, &view(registry, &bernd, &draft).draft, &json!({"title": {"de": "Anna und Bernd"}}));
        assert_eq!(again.unwrap().revision, 3, "nothing changed");
        let deeds: Vec<&str> = view(registry, &anna, &draft).history.iter().map(|e| e.deed.as_str()).collect();
        assert_eq!(deeds, ["saved", "saved", "created"]);
    }

    fn only_one_of_many_racing_savers_wins_a_revision(registry: &Registry) {
        let anna = person(registry, "anna", "musterstadt", Role::Contributor);
        let draft = begin(registry, &anna, &json!({}));
        let outcomes: Vec<_> = std::thread::scope(|scope| {
            let racers: Vec<_> = (0..8)
                .map(|n| {
                    let (anna, draft) = (&anna, &draft);
                    scope.spawn(move || save(registry, anna, draft, &json!({"n": n})))
                })
                .collect();
            racers.into_iter().map(|racer| racer.join().unwrap()).collect()
        });
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        let lost = outcomes.iter().filter(|o| matches!(o, Err(Refused::DraftMoved { revision: 2 })));
        assert_eq!(lost.count(), 7);
    }

    fn the_same_key_begins_one_draft(registry: &Registry) {
        let anna = person(registry, "anna", "musterstadt", Role::Contributor);
        let begin = |key: &'static str, title: &str, random: u8| {
            let new = NewDraft {
                organisation: &musterstadt(),
                name: None,
                start: DraftStart::Document(json!({"title": {"de": title}})),
                idempotency_key: Some(key),
                random: &[random; 32],
                at: NOW,
            };
            draft_begin(registry, &anna, &new)
        };
        let first = begin("k", "Eins", 1).unwrap();
        assert_eq!(begin("k", "Eins", 2).unwrap().id, first.id);
        assert!(matches!(begin("k", "Zwei", 3), Err(Refused::KeyReused)));
        assert_ne!(begin("l", "Eins", 4).unwrap().id, first.id);
        assert_eq!(findings(begin("", "Eins", 5)), ["idempotency-key "]);
    }

    fn an_organisations_drafts_are_listed(registry: &Registry) {
        let anna = person(registry, "anna", "musterstadt", Role::Contributor);
        for n in 0..3 {
            begin(registry, &anna, &json!({"title": {"de": format!("Entwurf {n}")}}));
        }
        let (all, total, names) = drafts(registry, &anna, (None, None), (None, 10)).unwrap();
        assert_eq!((all.len(), total), (3, 3));
        assert_eq!(names[anna.person().unwrap()], "anna");
        draft_discard(registry, &anna, step(&all[0])).unwrap();
        let open = Some(DraftState::Open);
        let (some, total, _) = drafts(registry, &anna, (Some(&musterstadt()), open), (None, 1)).unwrap();
        assert_eq!((some.len(), total), (1, 2));
        let (rest, ..) = drafts(registry, &anna, (None, open), (Some(&some[0].place()), 10)).unwrap();
        assert_eq!(rest.len(), 1);
        assert_ne!(rest[0].id, some[0].id);
        let foreign = drafts(registry, &anna, (Some(&"beispielkreis".parse().unwrap()), None), (None, 10));
        assert!(matches!(access(foreign), Access::NotMember { .. }));
        let several = actor_with(registry, "musterstadt", &[Scope::Yank], "musterstadt/*");
        let unnamed = drafts(registry, &several, (None, None), (None, 10));
        assert_eq!(findings(unnamed), ["draft-organisation /organisation"]);
        let stranger = person(registry, "carla", "beispielkreis", Role::Reader);
        let (none, ..) = drafts(registry, &stranger, (None, None), (None, 10)).unwrap();
        assert_eq!(none, []);
    }
}
