//! What holds for tests and for use alike: texts, tokens, repetitions, successors of vendors, addresses that were left.

use registry::{
    Access, AdoptionWish, AttestationFilter, Refused, Registry, Role, Scope, attestation_withdraw,
    attestations_of, maturity, organisation_create, overview,
};

use crate::{
    adopting::{MOVED, PARKEN, adopt_at, id, moved, remove_of, slug, wish, with_parameters},
    attesting::{HERE, Typed, noted, ready},
    given::{NOW, actor, actor_with, findings, on_each_database, organisation, person, put},
    organisations::went_up_by,
    people::operator,
};

const MINUTE: i64 = 60 * 1_000_000;

fn n_of_kreis(registry: &Registry) -> i64 {
    let everything = AttestationFilter::default();
    attestations_of(registry, (&slug("beispielkreis"), &everything), (None, 20)).unwrap().1
}

on_each_database! {
    fn the_same_test_sent_twice_is_one_attestation(registry: &Registry) {
        ready(registry);
        let paul = person(registry, "paul", "beispielkreis", Role::Publisher);
        let sent = |typed: Typed, at: i64| Typed { at, ..typed }.send(registry, &paul).unwrap();
        let first = sent(Typed::new("a"), NOW);
        assert_eq!(sent(Typed::new("b"), NOW + MINUTE), first);
        let keyed = Typed { key: Some("k".to_owned()), ..Typed::new("c") };
        assert_eq!(sent(keyed.clone(), NOW + 9 * MINUTE), first);
        assert_eq!(n_of_kreis(registry), 1);
        // Whatever differs is another one, and so is the same later; a key says for longer that it is the same.
        assert_ne!(sent(noted("d"), NOW + 9 * MINUTE).id, first.id);
        let later = sent(Typed::new("e"), NOW + 11 * MINUTE);
        assert_ne!(later.id, first.id);
        assert_eq!(sent(keyed, NOW + 12 * MINUTE), first);
        attestation_withdraw(registry, &paul, (&later.id, "Irrtum"), NOW + 12 * MINUTE).unwrap();
        assert_ne!(sent(Typed::new("f"), NOW + 12 * MINUTE).id, later.id, "what was withdrawn is not said any more");
        assert_eq!(n_of_kreis(registry), 4);
    }

    fn whoever_took_over_a_vendor_attests_no_product_of_it(registry: &Registry) {
        let kreis = ready(registry);
        for name in ["beispiel-it", "zwischen"] {
            organisation_create(registry, &organisation(name)).unwrap();
        }
        let otto = operator(registry).actor;
        noted("a").send(registry, &kreis).unwrap();
        went_up_by(registry, &otto, ("beispiel-it", "zwischen"));
        noted("b").send(registry, &kreis).unwrap();
        went_up_by(registry, &otto, ("zwischen", "beispielkreis"));
        assert_eq!(findings(noted("c").send(registry, &kreis)), ["attestation-own-product /organisation"]);
    }

    fn texts_that_not_every_database_keeps_are_refused(registry: &Registry) {
        let kreis = ready(registry);
        let noting = |note: &str| {
            let wish = AdoptionWish { note: Some(note.to_owned()), ..wish("1.0.0", "planned") };
            adopt_at(registry, &kreis, ("beispielkreis", HERE), (&wish, None))
        };
        let kept = Typed { note: Some("eins\r\n\tzwei".to_owned()), ..Typed::new("a") }.send(registry, &kreis).unwrap();
        noting("eins\r\n\tzwei").unwrap();
        for strange in ["a\u{0}b", "a\u{1b}b"] {
            assert_eq!(findings(noting(strange)), ["adoption-note /note"], "{strange:?}");
            let told = Typed { note: Some(strange.to_owned()), ..Typed::new("b") }.send(registry, &kreis);
            assert_eq!(findings(told), ["attestation-note /note"], "{strange:?}");
            let reason = attestation_withdraw(registry, &kreis, (&kept.id, strange), NOW);
            assert_eq!(findings(reason), ["attestation-reason /reason"], "{strange:?}");
        }
        attestation_withdraw(registry, &kreis, (&kept.id, "eins\n\tzwei"), NOW).unwrap();
    }

    fn a_token_for_some_blueprints_adopts_no_others_of_its_organisation(registry: &Registry) {
        let stadt = actor(registry, "musterstadt");
        put(registry, &stadt, &with_parameters("1.0.0")).unwrap();
        let narrow = actor_with(registry, "musterstadt", &[Scope::Adopt], "musterstadt/anderes");
        let planned = wish("1.0.0", "planned");
        let at = ("musterstadt", PARKEN);
        let denied = adopt_at(registry, &narrow, at, (&planned, None));
        assert!(matches!(denied, Err(Refused::Access(Access::Pattern { .. }))), "{denied:?}");
        adopt_at(registry, &stadt, at, (&planned, None)).unwrap();
        let (organisation, what) = (slug("musterstadt"), id(PARKEN));
        let read = registry::adoption(registry, &narrow, (&organisation, &what));
        assert!(matches!(read, Err(Refused::Access(Access::Pattern { .. }))), "{read:?}");
        let denied = remove_of(registry, &narrow, at);
        assert!(matches!(denied, Err(Refused::Access(Access::Pattern { .. }))), "{denied:?}");
        let left = actor_with(registry, "musterstadt", &[Scope::Adopt], PARKEN);
        registry::adoption(registry, &left, (&organisation, &what)).unwrap();
        let kreis = actor_with(registry, "beispielkreis", &[Scope::Adopt], "beispielkreis/anderes");
        adopt_at(registry, &kreis, ("beispielkreis", PARKEN), (&planned, None)).unwrap();
        moved(registry);
        let read = registry::adoption(registry, &left, (&organisation, &what));
        assert!(matches!(read, Err(Refused::Access(Access::Pattern { .. }))), "{read:?}");
        let denied = remove_of(registry, &left, at);
        assert!(matches!(denied, Err(Refused::Access(Access::Pattern { .. }))), "{denied:?}");
    }

    fn an_address_that_was_left_says_what_the_new_one_says(registry: &Registry) {
        let (stadt, kreis) = (actor(registry, "musterstadt"), actor(registry, "beispielkreis"));
        put(registry, &stadt, &with_parameters("1.0.0")).unwrap();
        put(registry, &stadt, &with_parameters("1.0.1")).unwrap();
        moved(registry);
        let productive = wish("1.0.2", "productive");
        adopt_at(registry, &kreis, ("beispielkreis", MOVED), (&productive, None)).unwrap();
        let said = |what: &str| {
            let view = maturity(registry, &id(what), NOW).unwrap();
            (overview(registry, &id(what)).unwrap().adoptions, view.assessment, view.blueprint, view.latest)
        };
        let now = said(MOVED);
        assert_eq!((now.0.productive, now.1.rules[3].facts.len()), (1, 1));
        assert_eq!(said(PARKEN), now);
    }
}
