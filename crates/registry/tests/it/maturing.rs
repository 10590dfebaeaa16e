//! What a blueprint earns from what is recorded of it, and what the search says of it on which day.

use blueprint::{
    BlueprintId, Slug,
    document::TestResult,
    maturity::{AdoptionStage, Maturity, ReviewVerdict, Rule, Until},
};
use registry::{
    Facet, Find, NewSuccession, NewTransfer, OrganisationChange, OrganisationKind,
    OrganisationRequest, Registry, Role, Yanking, find, follow, maturity, organisation_change,
    organisation_create, organisation_names, review_withdraw, reviews, role_set, transfer_request,
    yank,
};
use store::Store;
use testkit::{
    TestAttestation, TestDatabase, adoption_record, attestation_record, attestation_take_back,
};

use crate::{
    given::{self, NOW, put},
    organisations::went_up_by,
    reviews::{WANTED, Wanted, give, offered, organisation_of, publisher, reviewer, scene, verify},
};

/// Microseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1_000_000;

fn id() -> BlueprintId {
    "beispielkreis/parken".parse().unwrap()
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

/// A registry, and the store beneath it, in which others record what they do.
struct Scene<'a> {
    registry: &'a Registry,
    store: &'a Store,
    person: String,
}

impl Scene<'_> {
    fn adopts(&self, organisation: &str, stage: AdoptionStage) {
        let version = "1.0.0".parse().unwrap();
        let by = (self.person.as_str(), NOW);
        let who = (&slug(organisation), stage);
        self.store.write(|txn| adoption_record(txn, (&id(), &version), who, by)).unwrap();
    }

    fn tests(&self, name: &str, organisation: &str, expires_on: &str) {
        let test = TestAttestation {
            id: name,
            version: &"1.0.0".parse().unwrap(),
            vendor: "parkhaus",
            organisation: &slug(organisation),
            result: TestResult::Passed,
            expires_on,
        };
        let by = (self.person.as_str(), NOW);
        self.store.write(|txn| attestation_record(txn, &id(), &test, by)).unwrap();
    }

    fn level(&self, at: i64) -> Maturity {
        self.level_of(&id(), at)
    }

    fn level_of(&self, id: &BlueprintId, at: i64) -> Maturity {
        let view = maturity(self.registry, id, at).unwrap();
        let level = view.assessment.earned.level(view.on);
        // The search says the same of the same day.
        while follow(self.registry).unwrap() != 0 {}
        let ask = |value: &str| {
            let filters = vec![(Facet::Maturity, value.to_owned())];
            let wanted = Find { filters, at: Some(at), ..Find::default() };
            find(self.registry, &wanted).unwrap()
        };
        for other in Maturity::ALL {
            let hits = ask(other.as_str()).items;
            assert_eq!(hits.len(), usize::from(other == level), "{other:?} when it is {level:?}");
            let earned = hits.first().map(|hit| hit.earned);
            assert!(earned.is_none_or(|earned| earned == view.assessment.earned), "{earned:?}");
        }
        level
    }
}

fn on_both(test: impl Fn(&Scene<'_>)) {
    for database in [TestDatabase::sqlite(), TestDatabase::postgres()] {
        given::on(&database, |registry| {
            scene(registry);
            let who = given::person(registry, "paul", "neustadt", Role::Reader);
            let person = who.person().unwrap().to_owned();
            test(&Scene { registry, store: database.store(), person });
        });
    }
}

/// With all that a standard needs; the test of the product counts up to the last day of May 2027.
fn standard(scene: &Scene<'_>) -> Vec<registry::Review> {
    scene.adopts("beispielkreis", AdoptionStage::Introducing);
    scene.adopts("musterstadt", AdoptionStage::Productive);
    scene.adopts("neustadt", AdoptionStage::Productive);
    scene.tests("t", "musterstadt", "2027-05-31");
    ["musterstadt", "neustadt"]
        .map(|organisation| {
            let by = reviewer(scene.registry, &format!("anna-{organisation}"), organisation);
            give(scene.registry, &by, &Wanted { organisation, ..WANTED }).unwrap()
        })
        .into()
}

#[test]
fn a_level_is_earned_step_by_step_and_falls_away_with_its_facts() {
    on_both(|scene| {
        assert_eq!(scene.level(NOW), Maturity::Unproven);
        scene.adopts("beispielkreis", AdoptionStage::Productive);
        assert_eq!(scene.level(NOW), Maturity::Pilot);
        let reviews = standard(scene);
        assert_eq!(scene.level(NOW), Maturity::Standard);
        let view = maturity(scene.registry, &id(), NOW).unwrap();
        let approvals = view.assessment.rules.last().unwrap();
        assert_eq!((approvals.rule, approvals.facts.len()), (Rule::Approvals, 2));
        let named =
            organisation_names(scene.registry, &[&slug("arbeitskreis"), &slug("niemand")].into());
        assert_eq!(named.unwrap(), [(slug("arbeitskreis"), "arbeitskreis".to_owned())].into());
        let last = maturity(scene.registry, &id(), NOW).unwrap().assessment.earned.proven;
        assert_eq!(last, Until::Day("2027-05-31".parse().unwrap()));
        // It is the 28th of May 2026.
        assert_eq!(scene.level(NOW + 368 * DAY), Maturity::Standard);
        assert_eq!(scene.level(NOW + 369 * DAY), Maturity::Pilot);

        let by = given::again(scene.registry, "anna-musterstadt", "musterstadt");
        review_withdraw(scene.registry, &by, (&reviews[0].id, "Irrtum"), NOW + 1).unwrap();
        assert_eq!(scene.level(NOW), Maturity::Proven);
        let rejected = Wanted { verdict: ReviewVerdict::Rejected, at: NOW + 2, ..WANTED };
        give(scene.registry, &by, &rejected).unwrap();
        assert_eq!(scene.level(NOW), Maturity::Proven);
        give(scene.registry, &by, &Wanted { at: NOW + 3, ..WANTED }).unwrap();
        assert_eq!(scene.level(NOW), Maturity::Standard);
        let back = |txn: &mut store::Txn<'_>| attestation_take_back(txn, "t", (&scene.person, NOW));
        scene.store.write(back).unwrap();
        assert_eq!(scene.level(NOW), Maturity::Pilot);
    });
}

#[test]
fn what_is_said_of_a_version_counts_for_its_major_line() {
    on_both(|scene| {
        standard(scene);
        let kreis = publisher(scene.registry);
        put(scene.registry, &kreis, &offered("1.1.0")).unwrap();
        assert_eq!(scene.level(NOW), Maturity::Standard);
        put(scene.registry, &kreis, &offered("2.0.0")).unwrap();
        assert_eq!(scene.level(NOW), Maturity::Pilot);
        let withdraw = |number: &str| {
            let (id, version) = (id(), number.parse().unwrap());
            let reason = Some("Fehler");
            let wanted =
                Yanking { id: &id, version: &version, reason, seen_revision: None, at: NOW };
            yank(scene.registry, &kreis, &wanted).unwrap();
        };
        withdraw("2.0.0");
        assert_eq!(scene.level(NOW), Maturity::Standard);
        withdraw("1.0.0");
        assert_eq!(scene.level(NOW), Maturity::Pilot, "what was reviewed was taken back");
    });
}

/// One organisation goes up in another.
fn merge(scene: &Scene<'_>, from: &str, to: &str) {
    let operator = given::again(scene.registry, "otto", "musterstadt");
    let succession =
        Some(NewSuccession { successor: Some(to.to_owned()), reason: "Eingemeindung".to_owned() });
    let change = OrganisationChange { succession, ..OrganisationChange::default() };
    let from = slug(from);
    let request =
        OrganisationRequest { slug: &from, change: &change, seen_revision: None, at: NOW };
    organisation_change(scene.registry, &operator, request).unwrap();
}

#[test]
fn organisations_that_merge_count_once_and_the_index_hears_of_it() {
    on_both(|scene| {
        standard(scene);
        assert_eq!(scene.level(NOW), Maturity::Standard);
        merge(scene, "neustadt", "musterstadt");
        assert_eq!(scene.level(NOW), Maturity::Pilot);
    });
}

#[test]
fn working_groups_that_merge_count_as_one_and_the_index_hears_of_it() {
    on_both(|scene| {
        standard(scene);
        organisation_create(
            scene.registry,
            &organisation_of("runde", OrganisationKind::WorkingGroup),
        )
        .unwrap();
        let operator = given::again(scene.registry, "otto", "musterstadt");
        verify(scene.registry, &operator, "runde");
        let by = given::again(scene.registry, "anna-neustadt", "neustadt");
        let login = "anna-neustadt@neustadt.example";
        role_set(scene.registry, (&slug("runde"), login, Role::Contributor), NOW).unwrap();
        let reviews = reviews(scene.registry, &id(), (None, 9)).unwrap().0;
        let own = reviews.iter().find(|review| review.organisation == slug("neustadt")).unwrap();
        review_withdraw(scene.registry, &by, (&own.id, "Für die andere Runde"), NOW + 1).unwrap();
        give(
            scene.registry,
            &by,
            &Wanted { organisation: "neustadt", group: "runde", at: NOW + 2, ..WANTED },
        )
        .unwrap();
        assert_eq!(scene.level(NOW), Maturity::Proven, "one approval in each group");
        merge(scene, "runde", "arbeitskreis");
        assert_eq!(scene.level(NOW), Maturity::Standard);
    });
}

#[test]
fn who_takes_over_a_predecessor_of_the_owner_is_no_other() {
    on_both(|scene| {
        for name in ["altkreis", "neudorf"] {
            organisation_create(scene.registry, &given::organisation(name)).unwrap();
        }
        scene.adopts("neustadt", AdoptionStage::Productive);
        scene.adopts("neudorf", AdoptionStage::Productive);
        scene.tests("t", "neustadt", "2027-05-31");
        merge(scene, "beispielkreis", "altkreis");
        assert_eq!(scene.level(NOW), Maturity::Proven);
        merge(scene, "altkreis", "neustadt");
        assert_eq!(scene.level(NOW), Maturity::Pilot, "the blueprint is neustadt's own by now");
    });
}

#[test]
fn what_is_taken_back_at_an_address_that_was_left_is_missed_at_the_new_one() {
    on_both(|scene| {
        standard(scene);
        let olga = given::person(scene.registry, "olga", "beispielkreis", Role::Owner);
        let to: BlueprintId = "beispielkreis/stellplatz".parse().unwrap();
        let wanted = NewTransfer {
            from: &id(),
            to: &to,
            reason: "Klarer",
            idempotency_key: None,
            random: &[9; 32],
            at: NOW,
        };
        transfer_request(scene.registry, &olga, &wanted).unwrap();
        assert_eq!(scene.level_of(&to, NOW), Maturity::Standard);
        let kreis = publisher(scene.registry);
        let (id, version) = (id(), "1.0.0".parse().unwrap());
        let yanking =
            |reason| Yanking { id: &id, version: &version, reason, seen_revision: None, at: NOW };
        yank(scene.registry, &kreis, &yanking(Some("Fehler"))).unwrap();
        assert_eq!(scene.level_of(&to, NOW), Maturity::Pilot);
        yank(scene.registry, &kreis, &yanking(None)).unwrap();
        assert_eq!(scene.level_of(&to, NOW), Maturity::Standard);
        let back = |txn: &mut store::Txn<'_>| attestation_take_back(txn, "t", (&scene.person, NOW));
        scene.store.write(back).unwrap();
        assert_eq!(scene.level_of(&to, NOW), Maturity::Pilot);
    });
}

#[test]
fn whoever_takes_over_a_vendor_of_the_document_counts_no_more_and_the_index_hears_of_it() {
    on_both(|scene| {
        organisation_create(scene.registry, &given::organisation("parkhaus")).unwrap();
        standard(scene);
        assert_eq!(scene.level(NOW), Maturity::Standard);
        let operator = given::again(scene.registry, "otto", "musterstadt");
        went_up_by(scene.registry, &operator, ("parkhaus", "musterstadt"));
        assert_eq!(scene.level(NOW), Maturity::Pilot);
    });
}
