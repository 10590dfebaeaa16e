//! Tests of products that organisations put on record: what is kept, what is refused, what stays of a moved blueprint.

use std::slice;

use blueprint::{Digest, document::RequirementStatus};
use jiff::civil::{Date, date};
use registry::{
    Access, Actor, Attestation, AttestationFilter, AttestationState, NewAttestation, NewTransfer,
    Refused, Registry, Role, Scope, TransferStep, Unknown, Upload, Yanking, attest, attestation,
    attestation_withdraw, attestations, attestations_counting, attestations_ending,
    attestations_of, blob_put, organisation_create, transfer_accept, transfer_request, yank,
};
use testkit::offering;

use crate::{
    given::{
        NOW, actor, actor_with, document, findings, on_each_database, organisation, person, put,
    },
    kin::id,
    people::operator,
};

pub(crate) const HERE: &str = "musterstadt/fundsache";
/// The day of `NOW`.
const TODAY: Date = date(2026, 5, 28);

/// What somebody types, and a name to tell their tests apart.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    pub(crate) seed: String,
    pub(crate) by: String,
    pub(crate) blueprint: String,
    pub(crate) version: String,
    pub(crate) product: String,
    pub(crate) product_version: Option<String>,
    pub(crate) environment: String,
    pub(crate) tested_on: String,
    pub(crate) expires_on: Option<String>,
    pub(crate) result: String,
    pub(crate) requirements: Vec<(String, String)>,
    pub(crate) evidence: Vec<(String, String)>,
    pub(crate) note: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) at: i64,
}

fn pairs(given: &[(&str, &str)]) -> Vec<(String, String)> {
    given.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
}

impl Typed {
    /// What `beispielkreis` found in its pilot.
    pub(crate) fn new(seed: &str) -> Self {
        Self {
            seed: seed.to_owned(),
            by: "beispielkreis".to_owned(),
            blueprint: HERE.to_owned(),
            version: "1.0.0".to_owned(),
            product: "beispiel-it/parkservice".to_owned(),
            product_version: None,
            environment: "pilot".to_owned(),
            tested_on: "2026-03-14".to_owned(),
            expires_on: None,
            result: "passed".to_owned(),
            requirements: pairs(&[("zugang", "met"), ("backup", "untested")]),
            evidence: Vec::new(),
            note: None,
            key: None,
            at: NOW,
        }
    }

    pub(crate) fn send(&self, registry: &Registry, actor: &Actor) -> Result<Attestation, Refused> {
        let random = *Digest::of(self.seed.as_bytes()).as_bytes();
        attest(
            registry,
            actor,
            &NewAttestation {
                organisation: &self.by.parse().unwrap(),
                blueprint: &id(&self.blueprint),
                version: &self.version,
                product: &self.product,
                product_version: self.product_version.as_deref(),
                environment: &self.environment,
                tested_on: &self.tested_on,
                expires_on: self.expires_on.as_deref(),
                result: &self.result,
                requirements: &self.requirements,
                evidence: &self.evidence,
                note: self.note.as_deref(),
                idempotency_key: self.key.as_deref(),
                random: &random,
                at: self.at,
            },
        )
    }
}

/// `musterstadt/fundsache` 1.0.0 with its requirements and its product, and programs of `musterstadt` and `beispielkreis`.
fn both(registry: &Registry) -> (Actor, Actor) {
    let stadt = actor(registry, "musterstadt");
    put(registry, &stadt, &offering(document(HERE, "1.0.0"))).unwrap();
    (stadt, actor(registry, "beispielkreis"))
}

/// The same with the program of `beispielkreis` alone.
pub(crate) fn ready(registry: &Registry) -> Actor {
    both(registry).1
}

fn names(found: &[Attestation]) -> Vec<&str> {
    found.iter().map(|one| one.note.as_deref().unwrap_or_default()).collect()
}

pub(crate) fn noted(seed: &str) -> Typed {
    Typed { note: Some(seed.to_owned()), ..Typed::new(seed) }
}

fn all(registry: &Registry, of: &str) -> Vec<Attestation> {
    attestations(registry, (&id(of), &AttestationFilter::default()), (None, 20)).unwrap().0
}

on_each_database! {
    fn a_test_is_kept_as_it_was_meant_and_read_by_everybody(registry: &Registry) {
        let kreis = ready(registry);
        let digest = Digest::of(b"%PDF");
        blob_put(registry, &kreis, Upload { digest, bytes: b"%PDF", media_type: "application/pdf", organisation: None, at: NOW }).unwrap();
        let typed = Typed {
            product_version: Some(" 4.2 ".to_owned()),
            evidence: pairs(&[("Protokoll", &digest.to_string()), ("Noch einmal", &digest.hex())]),
            note: Some(" Zwei Wochen im Bürgerbüro. ".to_owned()),
            ..Typed::new("a")
        };
        let kept = typed.send(registry, &kreis).unwrap();
        assert_eq!((kept.tested_on, kept.expires_on), (date(2026, 3, 14), date(2028, 3, 14)), "two years where nothing is said");
        assert_eq!((kept.product_version.as_deref(), kept.note.as_deref()), (Some("4.2"), Some("Zwei Wochen im Bürgerbüro.")));
        assert_eq!(kept.requirements["backup"], RequirementStatus::Untested);
        assert_eq!(kept.evidence.iter().map(|file| file.digest).collect::<Vec<_>>(), [digest, digest]);
        assert!(kept.attested().passes(TODAY));
        assert_eq!(attestation(registry, &kept.id).unwrap(), kept);
        assert_eq!(all(registry, HERE), slice::from_ref(&kept));
        let kreis_slug = "beispielkreis".parse().unwrap();
        assert_eq!(attestations_of(registry, (&kreis_slug, &AttestationFilter::default()), (None, 9)).unwrap(), (vec![kept], 1));
        assert!(matches!(attestation(registry, "nirgends"), Err(Refused::Unknown(Unknown::Attestation(_)))));
        assert!(matches!(attestations(registry, (&id("musterstadt/nein"), &AttestationFilter::default()), (None, 9)), Err(Refused::Unknown(Unknown::Blueprint(_)))));
    }

    fn everything_that_is_wrong_is_said_at_once(registry: &Registry) {
        let kreis = ready(registry);
        let typed = Typed {
            product: "parkservice".to_owned(),
            product_version: Some("x".repeat(101)),
            environment: "labor".to_owned(),
            tested_on: "2026-02-30".to_owned(),
            result: "gut".to_owned(),
            requirements: pairs(&[("zugang", "ja"), ("backup", "met"), ("backup", "met"), ("a/b", "met")]),
            evidence: pairs(&[("", "abc"), ("Protokoll", &Digest::of(b"nie").hex())]),
            note: Some("\u{0}".to_owned()),
            key: Some(String::new()),
            ..Typed::new("a")
        };
        assert_eq!(findings(typed.send(registry, &kreis)), [
            "idempotency-key ",
            "attestation-product /product",
            "attestation-product-version /product_version",
            "attestation-environment /environment",
            "attestation-tested-on /tested_on",
            "attestation-note /note",
            "attestation-outcome /requirements/zugang",
            "attestation-requirement-twice /requirements/backup",
            "attestation-requirement /requirements/a~1b",
            "attestation-result /result",
            "attestation-evidence-title /evidence/0/title",
            "attestation-evidence-digest /evidence/0/digest",
            "attestation-evidence-missing /evidence/1/digest",
        ]);
        assert_eq!(all(registry, HERE), []);
    }

    fn what_is_tested_must_be_there(registry: &Registry) {
        let (stadt, kreis) = both(registry);
        let wrong = |typed: Typed| findings(typed.send(registry, &kreis));
        let version = |version: &str| Typed { version: version.to_owned(), ..Typed::new("a") };
        for strange in ["latest", "^1.0", "9.0.0", ""] {
            assert_eq!(wrong(version(strange)), ["attestation-version /version"], "{strange}");
        }
        let other = Typed { product: "beispiel-it/anderes".to_owned(), ..Typed::new("a") };
        assert_eq!(wrong(other), ["attestation-product /product"]);
        let nowhere = Typed { blueprint: "musterstadt/nein".to_owned(), ..Typed::new("a") };
        assert!(matches!(nowhere.send(registry, &kreis), Err(Refused::Unknown(Unknown::Blueprint(_)))));
        put(registry, &stadt, &document("musterstadt/hundesteuer", "1.0.0")).unwrap();
        let bare = Typed { blueprint: "musterstadt/hundesteuer".to_owned(), requirements: vec![], ..Typed::new("a") };
        assert_eq!(wrong(bare), ["attestation-version /version", "attestation-product /product", "attestation-nothing-tested /requirements"]);
        let (blueprint, number) = (id(HERE), "1.0.0".parse().unwrap());
        let yanking = Yanking { id: &blueprint, version: &number, reason: Some("Irrtum"), seen_revision: None, at: NOW };
        yank(registry, &stadt, &yanking).unwrap();
        assert_eq!(wrong(Typed::new("a")), ["attestation-version-yanked /version"]);
    }

    fn days_are_real_past_and_end_within_five_years(registry: &Registry) {
        let kreis = ready(registry);
        let with = |tested_on: &str, expires_on: &str| Typed {
            tested_on: tested_on.to_owned(), expires_on: Some(expires_on.to_owned()), ..Typed::new(&format!("{tested_on}{expires_on}"))
        };
        for (tested_on, expires_on, expected) in [
            ("2026-05-29", "2027-01-01", "attestation-tested-on /tested_on"),
            ("gestern", "2027-01-01", "attestation-tested-on /tested_on"),
            ("2026-05-28", "2026-05-28", "attestation-expires-on /expires_on"),
            ("2026-05-28", "2026-05-01", "attestation-expires-on /expires_on"),
            ("2026-05-28", "2031-05-29", "attestation-expires-on /expires_on"),
            ("2026-05-28", "bald", "attestation-expires-on /expires_on"),
        ] {
            assert_eq!(findings(with(tested_on, expires_on).send(registry, &kreis)), [expected], "{tested_on} {expires_on}");
        }
        for (tested_on, expires_on) in [("2026-05-28", "2031-05-28"), ("2026-05-28", "2026-05-29"), ("2026-05-28", " ")] {
            with(tested_on, expires_on).send(registry, &kreis).unwrap();
        }
    }

    fn a_result_goes_together_with_the_outcomes(registry: &Registry) {
        let kreis = ready(registry);
        let says = |result: &str, outcomes: &[(&str, &str)], note: Option<&str>| {
            let typed = Typed {
                result: result.to_owned(), requirements: pairs(outcomes), note: note.map(str::to_owned),
                ..Typed::new(&format!("{result}{outcomes:?}{note:?}"))
            };
            typed.send(registry, &kreis)
        };
        let contradiction = ["attestation-contradiction /result"];
        assert_eq!(findings(says("passed", &[("zugang", "unmet")], None)), contradiction);
        assert_eq!(findings(says("passed", &[("backup", "partial")], None)), contradiction);
        assert_eq!(findings(says("passed_with_findings", &[("zugang", "unmet")], None)), contradiction);
        assert_eq!(findings(says("failed", &[("zugang", "met")], None)), contradiction);
        for (result, outcomes, note) in [
            ("passed", [("zugang", "met"), ("komfort", "unmet")], None),
            ("passed_with_findings", [("zugang", "partial"), ("backup", "unmet")], None),
            ("failed", [("zugang", "unmet"), ("backup", "met")], None),
            ("failed", [("zugang", "met"), ("backup", "met")], Some("Es ließ sich nicht installieren.")),
        ] {
            says(result, &outcomes, note).unwrap();
        }
        assert_eq!(findings(says("passed", &[("zugang", "untested")], None)), ["attestation-nothing-tested /requirements"]);
        assert_eq!(findings(says("passed", &[], None)), ["attestation-nothing-tested /requirements"]);
    }

    fn a_vendor_attests_nothing_and_nobody_their_own_product(registry: &Registry) {
        ready(registry);
        let vendor = registry::Organisation { kind: registry::OrganisationKind::Vendor, ..organisation("anbieter") };
        organisation_create(registry, &vendor).unwrap();
        organisation_create(registry, &organisation("beispiel-it")).unwrap();
        for (by, expected) in [("anbieter", "attestation-by-vendor /organisation"), ("beispiel-it", "attestation-own-product /organisation")] {
            let typed = Typed { by: by.to_owned(), ..Typed::new(by) };
            assert_eq!(findings(typed.send(registry, &actor(registry, by))), [expected]);
        }
    }

    fn publishers_and_tokens_for_it_may_and_nobody_for_others(registry: &Registry) {
        let (stadt, _) = both(registry);
        let access = |refused: Result<Attestation, Refused>| match refused {
            Err(Refused::Access(access)) => access,
            other => panic!("expected a denial, got {other:?}"),
        };
        let contributor = person(registry, "carl", "beispielkreis", Role::Contributor);
        assert!(matches!(access(Typed::new("a").send(registry, &contributor)), Access::Role { needed: Role::Publisher, .. }));
        assert!(matches!(access(Typed::new("a").send(registry, &stadt)), Access::ForeignOwner { .. }));
        let blind = actor_with(registry, "beispielkreis", &[Scope::Publish], "beispielkreis/*");
        assert_eq!(access(Typed::new("a").send(registry, &blind)), Access::Scope(Scope::Attest));
        // A token for one blueprint of one's own organisation reaches no other of them.
        let narrow = actor_with(registry, "musterstadt", &[Scope::Attest], "musterstadt/anderes");
        let own = Typed { by: "musterstadt".to_owned(), ..Typed::new("b") };
        assert!(matches!(access(own.send(registry, &narrow)), Access::Pattern { .. }));
        let token = actor_with(registry, "beispielkreis", &[Scope::Attest], "beispielkreis/*");
        let publisher = person(registry, "petra", "beispielkreis", Role::Publisher);
        for (seed, by) in [("c", &token), ("d", &publisher)] {
            let kept = Typed::new(seed).send(registry, by).unwrap();
            let withdraw = |by: &Actor| attestation_withdraw(registry, by, (&kept.id, "Irrtum"), NOW);
            assert!(matches!(access(withdraw(&stadt)), Access::ForeignOwner { .. }));
            assert!(matches!(access(withdraw(&contributor)), Access::Role { .. }));
            withdraw(by).unwrap();
        }
    }

    fn the_same_request_again_is_one_attestation(registry: &Registry) {
        let kreis = ready(registry);
        let typed = Typed { key: Some("k".to_owned()), ..Typed::new("a") };
        let kept = typed.send(registry, &kreis).unwrap();
        let again = Typed { seed: "b".to_owned(), at: NOW + 9, ..typed.clone() };
        assert_eq!(again.send(registry, &kreis).unwrap(), kept);
        let other = Typed { result: "passed_with_findings".to_owned(), ..typed };
        assert!(matches!(other.send(registry, &kreis), Err(Refused::KeyReused)));
        assert_eq!(all(registry, HERE).len(), 1);
    }

    fn one_is_withdrawn_once_for_a_reason_and_stays_readable(registry: &Registry) {
        let kreis = ready(registry);
        let kept = noted("a").send(registry, &kreis).unwrap();
        let withdraw = |reason: &str| attestation_withdraw(registry, &kreis, (&kept.id, reason), NOW + 1);
        assert_eq!(findings(withdraw(" ")), ["attestation-reason /reason"]);
        let withdrawn = withdraw(" Falsches Gerät geprüft ").unwrap();
        assert_eq!(withdrawn.withdrawn.as_ref().unwrap().reason, "Falsches Gerät geprüft");
        assert!(!withdrawn.attested().passes(TODAY));
        assert!(matches!(withdraw("Noch einmal"), Err(Refused::AttestationWithdrawn(_))));
        assert_eq!(all(registry, HERE), [withdrawn]);
        let version = "1.0.0".parse().unwrap();
        assert_eq!(attestations_counting(registry, (&id(HERE), &version), NOW).unwrap(), []);
        assert!(matches!(attestation_withdraw(registry, &kreis, ("nirgends", "x"), NOW), Err(Refused::Unknown(_))));
    }

    fn who_went_up_in_another_records_nothing_and_may_withdraw(registry: &Registry) {
        let kreis = ready(registry);
        let kept = noted("a").send(registry, &kreis).unwrap();
        let otto = operator(registry).actor;
        let successor = registry::NewSuccession { successor: Some("musterstadt".to_owned()), reason: "Fusion".to_owned() };
        let change = registry::OrganisationChange { succession: Some(successor), ..Default::default() };
        let slug = "beispielkreis".parse().unwrap();
        let wanted = registry::OrganisationRequest { slug: &slug, change: &change, seen_revision: None, at: NOW };
        registry::organisation_change(registry, &otto, wanted).unwrap();
        assert!(matches!(noted("b").send(registry, &kreis), Err(Refused::Succeeded { .. })));
        attestation_withdraw(registry, &kreis, (&kept.id, "Gilt nicht mehr"), NOW).unwrap();
    }

    fn what_counts_is_of_this_version_or_an_earlier_one_and_current(registry: &Registry) {
        let (stadt, kreis) = both(registry);
        let mut newer = offering(document(HERE, "1.0.1"));
        newer["summary"]["de"] = "Kürzer.".into();
        put(registry, &stadt, &newer).unwrap();
        noted("alt").send(registry, &kreis).unwrap();
        Typed { version: "1.0.1".to_owned(), at: NOW + 1, ..noted("neu") }.send(registry, &kreis).unwrap();
        let ends = Typed { tested_on: "2025-05-28".to_owned(), expires_on: Some("2026-05-28".to_owned()), at: NOW + 2, ..noted("endet") };
        ends.send(registry, &kreis).unwrap();
        let past = Typed { expires_on: Some("2026-05-27".to_owned()), at: NOW + 3, ..noted("vorbei") };
        past.send(registry, &kreis).unwrap();
        let counting = |version: &str, at| attestations_counting(registry, (&id(HERE), &version.parse().unwrap()), at).unwrap();
        assert_eq!(names(&counting("1.0.1", NOW)), ["endet", "neu", "alt"]);
        assert_eq!(names(&counting("1.0.0", NOW)), ["endet", "alt"]);
        let day = 24 * 60 * 60 * 1_000_000;
        assert_eq!(names(&counting("1.0.1", NOW + day)), ["neu", "alt"]);
        let kreis_slug = "beispielkreis".parse().unwrap();
        let (ending, total) = attestations_ending(registry, &kreis_slug, (NOW, 2)).unwrap();
        assert_eq!((names(&ending)[0], ending.len(), total), ("endet", 2, 3));
        let expired = AttestationFilter { state: Some((AttestationState::Expired, TODAY)), ..AttestationFilter::default() };
        assert_eq!(names(&attestations(registry, (&id(HERE), &expired), (None, 9)).unwrap().0), ["vorbei"]);
    }

    fn where_a_blueprint_has_moved_its_attestations_are_seen_at_both_addresses(registry: &Registry) {
        let kreis = ready(registry);
        for (n, seed) in (0..).zip(["a", "b", "c"]) {
            Typed { at: NOW + n, ..noted(seed) }.send(registry, &kreis).unwrap();
        }
        let (olga, kurt) = (person(registry, "olga", "musterstadt", Role::Owner), person(registry, "kurt", "beispielkreis", Role::Owner));
        let (from, to) = (id(HERE), id("beispielkreis/fundbuero"));
        let wanted = NewTransfer { from: &from, to: &to, reason: "Zuständig ist der Kreis", idempotency_key: None, random: &[7; 32], at: NOW + 5 };
        let asked = transfer_request(registry, &olga, &wanted).unwrap();
        let moved = transfer_accept(registry, &kurt, TransferStep { id: &asked.id, at: NOW + 6 }, None).unwrap();
        let version = moved.version.unwrap();

        assert!(matches!(noted("d").send(registry, &kreis), Err(Refused::Moved { .. })), "the old address gets nothing new");
        let there = Typed { blueprint: to.to_string(), version: version.to_string(), at: NOW + 7, ..noted("d") };
        there.send(registry, &kreis).unwrap();
        assert_eq!(names(&all(registry, HERE)), ["d", "c", "b", "a"]);
        let everything = AttestationFilter::default();
        let page = |after: Option<&Attestation>| {
            let place = after.map(Attestation::place);
            attestations(registry, (&to, &everything), (place.as_ref(), 2)).unwrap()
        };
        let (first, total) = page(None);
        assert_eq!((names(&first), total), (vec!["d", "c"], 4));
        assert_eq!(names(&page(first.last()).0), ["b", "a"], "a page goes on across addresses");
        assert_eq!(names(&attestations_counting(registry, (&to, &version), NOW).unwrap()), ["d", "c", "b", "a"]);
        let old = &all(registry, HERE)[1];
        attestation_withdraw(registry, &kreis, (&old.id, "Irrtum"), NOW + 8).unwrap();
        assert_eq!(names(&attestations_counting(registry, (&to, &version), NOW).unwrap()), ["d", "b", "a"]);
    }
}
