//! Organisations: what they are by the list of municipalities, what is said of them, and what stays of those that are no more.

use blueprint::{Slug, evidence::Seal, fit::Profile};
use registry::{
    Access, Actor, Facet, Find, FitQuestion, NewSuccession, NewToken, NewTrustedPublisher,
    Organisation, OrganisationChange, OrganisationDeed, OrganisationKind, OrganisationRequest,
    Proof, Refused, Registry, Role, Scope, Sort, Unknown, Verdict, audit, organisation_add,
    organisation_change, organisation_create, organisation_view, token_create, token_exchange,
    trusted_publisher_name, trusted_publisher_remove,
};

use crate::{
    given::{NOW, actor, address, document, findings, on_each_database, organisation, person, put},
    people::operator,
};

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn change(
    registry: &Registry,
    actor: &Actor,
    of: &str,
    change: &OrganisationChange,
) -> Result<(), Refused> {
    let slug = slug(of);
    let request = OrganisationRequest { slug: &slug, change, seen_revision: None, at: NOW + 5 };
    organisation_change(registry, actor, request)
}

fn revision(registry: &Registry, of: &str) -> i64 {
    organisation_view(registry, &slug(of)).unwrap().organisation.standing.revision
}

fn named(name: &str) -> OrganisationChange {
    OrganisationChange { name: Some(name.to_owned()), ..OrganisationChange::default() }
}

fn verdict(verified: bool, reason: &str) -> OrganisationChange {
    let verification = Some(Verdict { verified, reason: reason.to_owned() });
    OrganisationChange { verification, ..OrganisationChange::default() }
}

fn succeeded(successor: Option<&str>) -> OrganisationChange {
    let (successor, reason) = (successor.map(str::to_owned), "Eingemeindung".to_owned());
    let succession = Some(NewSuccession { successor, reason });
    OrganisationChange { succession, ..OrganisationChange::default() }
}

/// The operator records that an organisation went up in another.
pub(crate) fn went_up(registry: &Registry, slug: &str, successor: &str) {
    went_up_by(registry, &operator(registry).actor, (slug, successor));
}

/// The same by an operator who is there already.
pub(crate) fn went_up_by(registry: &Registry, otto: &Actor, (slug, successor): (&str, &str)) {
    change(registry, otto, slug, &succeeded(Some(successor))).unwrap();
}

fn policy(level: u8) -> OrganisationChange {
    let seal = (blueprint::evidence::ObjectiveId::Legal, Seal::try_from(level).unwrap());
    let policy = Some(Profile { minimum_seal: [seal].into(), ..Profile::default() });
    OrganisationChange { policy, ..OrganisationChange::default() }
}

fn access<T: std::fmt::Debug>(refused: Result<T, Refused>) -> Access {
    match refused {
        Err(Refused::Access(access)) => access,
        other => panic!("expected a denial, got {other:?}"),
    }
}

/// By whom a refusal says that the organisation was taken over.
fn successor_of<T: std::fmt::Debug>(refused: Result<T, Refused>) -> String {
    match refused {
        Err(Refused::Succeeded { successor, .. }) => successor.to_string(),
        other => panic!("expected the successor, got {other:?}"),
    }
}

fn deeds(registry: &Registry, actor: &Actor, of: &str) -> Vec<String> {
    let trail = audit(registry, actor, Some(&slug(of)), (None, 50)).unwrap();
    trail.into_iter().map(|entry| entry.act).collect()
}

on_each_database! {
    fn an_organisation_agrees_with_the_list_of_municipalities(registry: &Registry) {
        let otto = operator(registry).actor;
        let bensheim = |ars: &str| Organisation { name: "Bensheim".to_owned(), ars: Some(ars.to_owned()), ..organisation("bensheim") };
        for wrong in ["064310002999", "06431"] {
            assert_eq!(findings(organisation_create(registry, &bensheim(wrong))), ["organisation-ars /ars"]);
            assert_eq!(findings(organisation_add(registry, &otto, &bensheim(wrong))), ["organisation-ars /ars"]);
        }
        let added = organisation_add(registry, &otto, &bensheim("06431002")).unwrap();
        assert_eq!((added.ars.as_deref(), added.state.as_deref(), added.population), (Some("064310002002"), Some("06"), Some(42_089)));
        assert_eq!(organisation_view(registry, &slug("bensheim")).unwrap().organisation, added);
        let itself = Organisation { parent: Some(slug("ring")), ..organisation("ring") };
        assert!(matches!(organisation_create(registry, &itself), Err(Refused::Unknown(Unknown::Organisation(_)))));
    }

    fn owners_and_operators_say_what_is_theirs_to_say(registry: &Registry) {
        let olga = person(registry, "olga", "musterstadt", Role::Owner);
        let pia = person(registry, "pia", "musterstadt", Role::Publisher);
        let otto = operator(registry).actor;
        let program = actor(registry, "musterstadt");
        let administered = [
            OrganisationChange { kind: Some(OrganisationKind::Other), ..OrganisationChange::default() },
            OrganisationChange { ars: Some(Some("064310002002".to_owned())), ..OrganisationChange::default() },
            OrganisationChange { parent: Some(None), ..OrganisationChange::default() },
            verdict(true, "Amtsblatt"),
            succeeded(Some("beispielkreis")),
            // One member that is the operator's makes the whole change theirs.
            OrganisationChange { kind: Some(OrganisationKind::Other), ..named("Neu") },
        ];
        for wanted in &administered {
            assert_eq!(access(change(registry, &olga, "musterstadt", wanted)), Access::OperatorOnly, "{wanted:?}");
        }
        for wanted in [named("Neu"), policy(3), OrganisationChange::default()] {
            assert!(matches!(access(change(registry, &pia, "musterstadt", &wanted)), Access::Role { .. }), "{wanted:?}");
            assert!(matches!(access(change(registry, &olga, "beispielkreis", &wanted)), Access::NotMember { .. }));
            assert_eq!(access(change(registry, &program, "musterstadt", &wanted)), Access::PeopleOnly);
        }
        assert!(matches!(access(change(registry, &otto, "musterstadt", &policy(3))), Access::NotMember { .. }));
        assert_eq!(revision(registry, "musterstadt"), 1);
        change(registry, &olga, "musterstadt", &named("Neu")).unwrap();
        change(registry, &olga, "musterstadt", &policy(3)).unwrap();
        change(registry, &otto, "musterstadt", &administered[1]).unwrap();
        assert_eq!(revision(registry, "musterstadt"), 4);
        assert_eq!(deeds(registry, &olga, "musterstadt")[..3], ["organisation_changed", "policy_set", "organisation_changed"]);
    }

    fn names_stay_in_the_history_and_saying_again_changes_nothing(registry: &Registry) {
        let olga = person(registry, "olga", "musterstadt", Role::Owner);
        change(registry, &olga, "musterstadt", &named(" Neu-Musterstadt ")).unwrap();
        let view = organisation_view(registry, &slug("musterstadt")).unwrap();
        assert_eq!(view.organisation.name, "Neu-Musterstadt");
        assert_eq!((view.history[0].deed, view.history[0].text.as_str(), view.history[0].at), (OrganisationDeed::Renamed, "musterstadt", NOW + 5));
        change(registry, &olga, "musterstadt", &named("Neu-Musterstadt")).unwrap();
        change(registry, &olga, "musterstadt", &policy(2)).unwrap();
        change(registry, &olga, "musterstadt", &policy(2)).unwrap();
        assert_eq!(revision(registry, "musterstadt"), 3);
        assert_eq!(findings(change(registry, &olga, "musterstadt", &named(" "))), ["organisation-name /name"]);
        let (seen, named) = (slug("musterstadt"), named("Zu spät"));
        let late = OrganisationRequest { slug: &seen, change: &named, seen_revision: Some(2), at: NOW };
        assert!(matches!(organisation_change(registry, &olga, late), Err(Refused::Overtaken)));
    }

    fn another_key_brings_its_land_and_population_and_the_same_key_keeps_what_was_said(registry: &Registry) {
        let otto = operator(registry).actor;
        let key = |ars: Option<&str>| OrganisationChange { ars: Some(ars.map(str::to_owned)), ..OrganisationChange::default() };
        let facts = || {
            let found = organisation_view(registry, &slug("musterstadt")).unwrap().organisation;
            (found.ars, found.state, found.population)
        };
        let bensheim = |population| (Some("064310002002".to_owned()), Some("06".to_owned()), Some(population));
        change(registry, &otto, "musterstadt", &key(Some("06431002"))).unwrap();
        assert_eq!(facts(), bensheim(42_089));
        let counted = OrganisationChange { population: Some(Some(50_000)), ..OrganisationChange::default() };
        change(registry, &otto, "musterstadt", &counted).unwrap();
        change(registry, &otto, "musterstadt", &key(Some("06431002"))).unwrap();
        assert_eq!(facts(), bensheim(50_000));
        let elsewhere = OrganisationChange { state: Some(Some("08".to_owned())), ..OrganisationChange::default() };
        assert_eq!(findings(change(registry, &otto, "musterstadt", &elsewhere)), ["organisation-state /state"]);
        change(registry, &otto, "musterstadt", &key(Some("08222"))).unwrap();
        assert_eq!(facts(), (Some("082220000000".to_owned()), Some("08".to_owned()), Some(315_554)));
        change(registry, &otto, "musterstadt", &key(None)).unwrap();
        assert_eq!(facts(), (None, Some("08".to_owned()), Some(315_554)));
    }

    fn a_verification_has_a_reason_and_can_be_taken_back(registry: &Registry) {
        let otto = operator(registry).actor;
        let is_verified = || organisation_view(registry, &slug("musterstadt")).unwrap().organisation.standing.verified.is_some();
        assert_eq!(findings(change(registry, &otto, "musterstadt", &verdict(true, " "))), ["organisation-reason /verification/reason"]);
        assert!(!is_verified());
        change(registry, &otto, "musterstadt", &verdict(true, "Amtsblatt")).unwrap();
        change(registry, &otto, "musterstadt", &verdict(true, "Amtsblatt")).unwrap();
        assert!(is_verified());
        change(registry, &otto, "musterstadt", &verdict(false, "Verwechslung")).unwrap();
        change(registry, &otto, "musterstadt", &verdict(false, "Noch einmal")).unwrap();
        assert!(!is_verified());
        let history = organisation_view(registry, &slug("musterstadt")).unwrap().history;
        let told: Vec<_> = history.iter().map(|step| (step.deed, step.text.as_str())).collect();
        assert_eq!(told, [(OrganisationDeed::Unverified, "Verwechslung"), (OrganisationDeed::Verified, "Amtsblatt")]);
        assert_eq!(deeds(registry, &otto, "musterstadt")[..2], ["verification_revoked", "organisation_verified"]);
    }

    fn an_organisation_that_went_up_in_another_is_read_and_gets_nothing_new(registry: &Registry) {
        let otto = operator(registry).actor;
        let olga = person(registry, "olga", "musterstadt", Role::Owner);
        let program = actor(registry, "musterstadt");
        let (first, second) = (document("musterstadt/fundsache", "1.0.0"), document("musterstadt/fundsache", "1.0.1"));
        put(registry, &program, &first).unwrap();
        change(registry, &otto, "musterstadt", &succeeded(Some("beispielkreis"))).unwrap();

        for actor in [&program, &olga] {
            assert_eq!(successor_of(put(registry, actor, &second)), "beispielkreis");
            let address = address("musterstadt/fundsache", "1.0.1");
            let body = serde_json::to_vec(&second).unwrap();
            let request = registry::Publish {
                address: &address, body: &body, syntax: blueprint::Syntax::Json, override_reason: None, merge: None, at: NOW,
            };
            assert_eq!(successor_of(registry::dry_run(registry, actor, request)), "beispielkreis");
        }
        let start = registry::DraftStart::Document(second.clone());
        let (home, pattern) = (slug("musterstadt"), "musterstadt/*".parse().unwrap());
        let draft = registry::NewDraft { organisation: &home, name: None, start, idempotency_key: None, random: &[1; 32], at: NOW };
        assert_eq!(successor_of(registry::draft_begin(registry, &olga, &draft)), "beispielkreis");
        let token = NewToken {
            organisation: &home, scopes: &[Scope::Publish], pattern: &pattern, label: "", at: NOW, expires_at: Some(NOW + 9), random: &[2; 32],
        };
        assert_eq!(successor_of(token_create(registry, &token)), "beispielkreis");
        assert_eq!(successor_of(registry::token_issue(registry, &olga, &token)), "beispielkreis");
        let upstream = "musterstadt/fundsache".parse().unwrap();
        let id = "musterstadt/ableitung".parse().unwrap();
        let fork = registry::Fork {
            upstream: &upstream, reference: &blueprint::VersionRef::Latest, id: &id, kind: registry::ForkKind::Variant,
            reason: "Eigene Gebühr", idempotency_key: None, at: NOW,
        };
        assert_eq!(successor_of(registry::fork(registry, &program, &fork)), "beispielkreis");
        assert_eq!(successor_of(registry::four_eyes_demand(registry, &olga, (&home, true), NOW)), "beispielkreis");
        for wanted in [named("Neu"), policy(1)] {
            assert_eq!(successor_of(change(registry, &olga, "musterstadt", &wanted)), "beispielkreis");
        }

        assert!(!put(registry, &program, &first).unwrap().is_new, "the identical bytes are there already");
        assert_eq!(registry::overview(registry, &upstream).unwrap().owner.name, "musterstadt");
        let version = "1.0.0".parse().unwrap();
        let yank = registry::Yanking { id: &upstream, version: &version, reason: Some("falsch"), seen_revision: None, at: NOW };
        registry::yank(registry, &program, &yank).unwrap();
        let successor = organisation_view(registry, &slug("beispielkreis")).unwrap();
        assert_eq!(successor.predecessors, [slug("musterstadt")]);

        change(registry, &otto, "musterstadt", &succeeded(None)).unwrap();
        put(registry, &program, &second).unwrap();
        let history = organisation_view(registry, &slug("musterstadt")).unwrap().history;
        let told: Vec<_> = history.iter().map(|step| step.deed).collect();
        assert_eq!(told, [OrganisationDeed::Continued, OrganisationDeed::Succeeded]);
    }

    fn an_organisation_that_went_up_in_another_trusts_nobody_new(registry: &Registry) {
        let otto = operator(registry).actor;
        let olga = person(registry, "olga", "musterstadt", Role::Owner);
        let (home, pattern) = (slug("musterstadt"), "musterstadt/*".parse().unwrap());
        let claims = [("project_id".to_owned(), "42".to_owned())].into();
        let new = |random| NewTrustedPublisher {
            organisation: &home, issuer: "https://gitlab.example", audience: "https://register.example", claims: &claims,
            scopes: &[Scope::Publish], pattern: &pattern, label: "", findings: &[], random, at: NOW,
        };
        let trusted = trusted_publisher_name(registry, &olga, &new(&[1; 32])).unwrap();
        let exchange = |id: &[u8; 32]| {
            let audiences = ["https://register.example".to_owned()].into();
            let proof = Proof {
                issuer: "https://gitlab.example", audiences: &audiences, subject: "blaupausen", claims: &claims, id, expires_at: NOW + 9,
            };
            token_exchange(registry, &proof, None, (id, NOW)).map(|(_, token)| token.id)
        };
        exchange(&[2; 32]).unwrap();
        change(registry, &otto, "musterstadt", &succeeded(Some("beispielkreis"))).unwrap();
        assert_eq!(successor_of(exchange(&[3; 32])), "beispielkreis");
        assert_eq!(successor_of(trusted_publisher_name(registry, &olga, &new(&[4; 32]))), "beispielkreis");
        trusted_publisher_remove(registry, &olga, (&home, &trusted.id), NOW).unwrap();
    }

    fn nobody_is_led_in_a_circle(registry: &Registry) {
        let otto = operator(registry).actor;
        for wrong in ["fehlt", "musterstadt", "Kein Kürzel"] {
            let refused = change(registry, &otto, "musterstadt", &succeeded(Some(wrong)));
            assert_eq!(findings(refused), ["organisation-successor /succession/successor"], "{wrong}");
        }
        change(registry, &otto, "musterstadt", &succeeded(Some("beispielkreis"))).unwrap();
        let back = change(registry, &otto, "beispielkreis", &succeeded(Some("musterstadt")));
        assert_eq!(findings(back), ["organisation-successor /succession/successor"]);
        let below = |parent: &str| OrganisationChange { parent: Some(Some(parent.to_owned())), ..OrganisationChange::default() };
        change(registry, &otto, "musterstadt", &below("beispielkreis")).unwrap();
        for wrong in ["musterstadt", "beispielkreis", "fehlt"] {
            let refused = change(registry, &otto, "beispielkreis", &below(wrong));
            assert_eq!(findings(refused), ["organisation-parent /parent"], "{wrong}");
        }
    }

    fn what_an_organisation_asks_for_decides_whether_a_blueprint_suits_it(registry: &Registry) {
        let olga = person(registry, "olga", "musterstadt", Role::Owner);
        put(registry, &actor(registry, "musterstadt"), &document("musterstadt/ausweis", "1.0.0")).unwrap();
        let codes = || {
            let (id, product) = ("musterstadt/ausweis".parse().unwrap(), None);
            let question = FitQuestion { id: &id, reference: &blueprint::VersionRef::Latest, product, at: NOW };
            let fit = registry::fit_of_organisation(registry, question, &slug("musterstadt")).unwrap();
            fit.checks.iter().map(|check| check.code.as_str()).collect::<Vec<_>>()
        };
        assert!(!codes().contains(&"fit-product"));
        change(registry, &olga, "musterstadt", &policy(4)).unwrap();
        assert!(codes().contains(&"fit-product"), "{:?}", codes());
        let products = |n: usize| {
            let products = (0..n).map(|idx| format!("beispiel-it/produkt-{idx}").parse().unwrap()).collect();
            let policy = Some(Profile { products_in_use: products, ..Profile::default() });
            change(registry, &olga, "musterstadt", &OrganisationChange { policy, ..OrganisationChange::default() })
        };
        assert_eq!(findings(products(201)), ["organisation-policy /policy/products_in_use"]);
        products(200).unwrap();
    }

    fn what_an_organisation_is_now_is_what_its_blueprints_are_found_by(registry: &Registry) {
        let otto = operator(registry).actor;
        put(registry, &actor(registry, "musterstadt"), &document("musterstadt/fundsache", "1.0.0")).unwrap();
        let catch_up = || while 0 < registry::follow(registry).unwrap() {};
        let found = |kind: &str| {
            let wanted = Find {
                text: None,
                filters: vec![(Facet::Kind, kind.to_owned())],
                sort: Sort::Name,
                lang: blueprint::Lang::De,
                limit: 9,
                ..Find::default()
            };
            registry::find(registry, &wanted).unwrap().total
        };
        catch_up();
        assert_eq!((found("municipality"), found("region")), (1, 0));
        let region = OrganisationChange { kind: Some(OrganisationKind::Region), ..OrganisationChange::default() };
        change(registry, &otto, "musterstadt", &region).unwrap();
        catch_up();
        assert_eq!((found("municipality"), found("region")), (0, 1));
    }
}
