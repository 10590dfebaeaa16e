//! The rules by example, and their laws for any facts.

use jiff::civil::date;
use proptest::prelude::*;
use semver::Version;

use super::*;
use crate::{Lang, Slug, document::TestResult};

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn adoption(by: &str, stage: AdoptionStage) -> Adoption {
    Adoption { organisation: slug(by), stage }
}

fn attestation(by: &str, last: Date) -> Attestation {
    Attestation {
        version: Version::new(1, 0, 0),
        vendor: slug("it"),
        organisation: slug(by),
        result: TestResult::Passed,
        expires_on: last,
        is_withdrawn: false,
    }
}

fn review(by: &str, verdict: ReviewVerdict) -> Review {
    Review {
        version: Version::new(1, 0, 0),
        working_group: slug("kreis"),
        organisation: slug(by),
        verdict,
        is_withdrawn: false,
    }
}

fn bare() -> Facts {
    Facts {
        owner: slug("mrn"),
        latest: Some(Version::new(1, 2, 0)),
        yanked: [].into(),
        review_by: None,
        vendors: [slug("it")].into(),
        successors: [].into(),
        adoptions: Vec::new(),
        attestations: Vec::new(),
        reviews: Vec::new(),
    }
}

const LAST: Date = date(2027, 6, 30);
const TODAY: Date = date(2026, 11, 26);

/// With everything that a standard needs, and nothing more.
fn standard() -> Facts {
    Facts {
        adoptions: vec![
            adoption("mrn", AdoptionStage::Introducing),
            adoption("a", AdoptionStage::Productive),
            adoption("b", AdoptionStage::Productive),
        ],
        attestations: vec![attestation("a", LAST)],
        reviews: vec![review("a", ReviewVerdict::Approved), review("b", ReviewVerdict::Approved)],
        ..bare()
    }
}

fn level(facts: &Facts) -> Maturity {
    assess(facts).earned.level(TODAY)
}

#[test]
fn each_level_needs_what_its_rules_ask() {
    assert_eq!(level(&bare()), Maturity::Unproven);
    let mut facts = standard();
    assert_eq!(level(&facts), Maturity::Standard);
    facts.reviews.pop();
    assert_eq!(level(&facts), Maturity::Proven);
    facts.adoptions.pop();
    assert_eq!(level(&facts), Maturity::Pilot);
    facts.adoptions.remove(0);
    assert_eq!(level(&facts), Maturity::Unproven);
    let unpublished = Facts { latest: None, ..standard() };
    assert_eq!(level(&unpublished), Maturity::Unproven);
    let planned = Facts { adoptions: vec![adoption("mrn", AdoptionStage::Planned)], ..bare() };
    assert_eq!(level(&planned), Maturity::Unproven);
    let introducing = |facts: &mut Facts| facts.adoptions[1].stage = AdoptionStage::Introducing;
    let mut facts = standard();
    introducing(&mut facts);
    assert_eq!(level(&facts), Maturity::Pilot);
}

#[test]
fn what_nobody_independent_did_does_not_count() {
    type Spoil = fn(&mut Facts);
    let spoilt: [(Spoil, Maturity); 10] = [
        (|f| f.adoptions[1].organisation = slug("mrn"), Maturity::Pilot),
        (|f| f.adoptions[1].organisation = slug("it"), Maturity::Pilot),
        (|f| f.adoptions[1].organisation = slug("b"), Maturity::Pilot),
        (|f| f.attestations[0].organisation = slug("it"), Maturity::Pilot),
        (|f| f.attestations[0].vendor = slug("a"), Maturity::Pilot),
        (|f| f.attestations[0].result = TestResult::Failed, Maturity::Pilot),
        (|f| f.attestations[0].is_withdrawn = true, Maturity::Pilot),
        (|f| f.reviews[0].organisation = slug("mrn"), Maturity::Proven),
        (|f| f.reviews[0].organisation = slug("it"), Maturity::Proven),
        (|f| f.reviews[0].is_withdrawn = true, Maturity::Proven),
    ];
    for (case, (spoil, expected)) in spoilt.into_iter().enumerate() {
        let mut facts = standard();
        spoil(&mut facts);
        assert_eq!(level(&facts), expected, "case {case}");
    }
    let mut own = standard();
    own.attestations[0].organisation = slug("mrn");
    assert_eq!(level(&own), Maturity::Standard, "whoever runs the pilot may test");
}

#[test]
fn approvals_are_of_one_working_group_and_the_last_word_counts() {
    let mut facts = standard();
    facts.reviews[0].working_group = slug("anderer");
    assert_eq!(level(&facts), Maturity::Proven);
    let mut facts = standard();
    facts.reviews.push(review("a", ReviewVerdict::Rejected));
    assert_eq!(level(&facts), Maturity::Proven);
    facts.reviews.push(review("a", ReviewVerdict::Approved));
    assert_eq!(level(&facts), Maturity::Standard);
    let mut elsewhere = review("a", ReviewVerdict::Rejected);
    elsewhere.working_group = slug("anderer");
    facts.reviews.push(elsewhere);
    assert_eq!(level(&facts), Maturity::Standard);
    let counted = assess(&facts).rules.pop().unwrap();
    assert_eq!(counted.working_group, Some(slug("kreis")));
}

#[test]
fn tests_and_reviews_speak_of_their_major_line_and_not_of_versions_taken_back() {
    let mut next = standard();
    next.latest = Some(Version::new(2, 0, 0));
    assert_eq!(level(&next), Maturity::Pilot);
    let yanked = Facts { yanked: [Version::new(1, 0, 0)].into(), ..standard() };
    assert_eq!(level(&yanked), Maturity::Pilot);
}

#[test]
fn whoever_went_up_in_another_counts_as_that_one_and_once() {
    let merged = |from: &str, into: &str| Facts {
        successors: [(slug(from), slug(into))].into(),
        ..standard()
    };
    assert_eq!(level(&merged("a", "b")), Maturity::Pilot);
    assert_eq!(level(&merged("a", "c")), Maturity::Standard);
    assert_eq!(level(&merged("a", "mrn")), Maturity::Pilot);
    assert_eq!(level(&merged("a", "it")), Maturity::Pilot);
    let others = assess(&merged("a", "c")).rules[3].facts.clone();
    assert_eq!(others.iter().map(|f| f.organisation.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    let circle =
        Facts { successors: [(slug("a"), slug("b")), (slug("b"), slug("a"))].into(), ..standard() };
    // No registry has that; it must end all the same.
    let _ends = assess(&circle);
}

#[test]
fn a_badge_falls_away_on_its_day() {
    let earned = assess(&standard()).earned;
    assert_eq!(earned.level(LAST), Maturity::Standard);
    assert_eq!(earned.level(LAST.tomorrow().unwrap()), Maturity::Pilot);
    let due = Facts { review_by: Some(TODAY), ..standard() };
    assert_eq!(level(&due), Maturity::Standard);
    assert_eq!(assess(&due).earned.level(TODAY.tomorrow().unwrap()), Maturity::Unproven);
    let longer = Facts {
        attestations: vec![attestation("a", LAST), attestation("b", date(2028, 1, 1))],
        ..standard()
    };
    assert_eq!(assess(&longer).earned.proven, Until::Day(date(2028, 1, 1)));
}

#[test]
fn what_is_missing_is_named() {
    let missing = |facts: &Facts| {
        let assessment = assess(facts);
        assessment.missing(TODAY).map(|(level, rules)| {
            (level, rules.iter().map(|counted| counted.rule).collect::<Vec<_>>())
        })
    };
    assert_eq!(missing(&bare()), Some((Maturity::Pilot, vec![Rule::OwnAdoption])));
    let pilot = Facts { adoptions: vec![adoption("mrn", AdoptionStage::Productive)], ..bare() };
    let expected = vec![Rule::OtherAdoptions, Rule::Attestation];
    assert_eq!(missing(&pilot), Some((Maturity::Proven, expected)));
    assert_eq!(missing(&standard()), None);
}

#[test]
fn every_level_and_rule_has_its_words() {
    for lang in Lang::ALL {
        for level in Maturity::ALL {
            assert!(!level.label().get(lang).is_empty());
            assert!(!reason(level, Until::Open).get(lang).contains("2027"));
        }
        assert!(Rule::ALL.iter().all(|rule| !rule.asks().get(lang).is_empty()));
    }
    let told = reason(Maturity::Proven, Until::Day(LAST));
    assert!(told.de.ends_with("Das gilt bis 30.06.2027."), "{}", told.de);
}

fn any_slug() -> impl Strategy<Value = Slug> {
    prop::sample::select(vec!["mrn", "it", "a", "b", "c", "d"]).prop_map(slug)
}

fn any_version() -> impl Strategy<Value = Version> {
    prop::sample::select(vec![(0, 9), (1, 0), (1, 2), (2, 0)])
        .prop_map(|(major, minor)| Version::new(major, minor, 0))
}

fn any_day() -> impl Strategy<Value = Date> {
    (1_i8..=12, 1_i8..=28).prop_map(|(month, day)| date(2027, month, day))
}

prop_compose! {
    fn any_adoption()(by in any_slug(), stage in prop::sample::select(&AdoptionStage::ALL[..])) -> Adoption {
        Adoption { organisation: by, stage }
    }
}

prop_compose! {
    fn any_attestation()(
        version in any_version(),
        vendor in any_slug(),
        organisation in any_slug(),
        result in prop::sample::select(&TestResult::ALL[..]),
        expires_on in any_day(),
        is_withdrawn in any::<bool>(),
    ) -> Attestation {
        Attestation { version, vendor, organisation, result, expires_on, is_withdrawn }
    }
}

prop_compose! {
    fn any_review()(
        version in any_version(),
        working_group in prop::sample::select(vec!["kreis", "anderer"]).prop_map(slug),
        organisation in any_slug(),
        verdict in prop::sample::select(&ReviewVerdict::ALL[..]),
        is_withdrawn in any::<bool>(),
    ) -> Review {
        Review { version, working_group, organisation, verdict, is_withdrawn }
    }
}

prop_compose! {
    fn any_facts()(
        latest in prop::option::weighted(0.9, any_version()),
        yanked in prop::collection::btree_set(any_version(), 0..2),
        review_by in prop::option::of(any_day()),
        vendors in prop::collection::btree_set(any_slug(), 0..2),
        successors in prop::collection::btree_map(any_slug(), any_slug(), 0..2),
        adoptions in prop::collection::vec(any_adoption(), 0..8),
        attestations in prop::collection::vec(any_attestation(), 0..5),
        reviews in prop::collection::vec(any_review(), 0..8),
    ) -> Facts {
        Facts { owner: slug("mrn"), latest, yanked, review_by, vendors, successors, adoptions, attestations, reviews }
    }
}

/// Whether no level of `a` ends later than that of `b`.
fn is_at_most(a: &Facts, b: &Facts) -> bool {
    let (a, b) = (assess(a).earned, assess(b).earned);
    Maturity::ALL.into_iter().all(|level| a.until(level) <= b.until(level))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Reviews may come anywhere in the order: an approval never outweighs an approval.
    #[test]
    fn more_evidence_never_lowers(
        facts in any_facts(),
        adoption in any_adoption(),
        attestation in any_attestation(),
        review in any_review(),
        at in any::<prop::sample::Index>(),
    ) {
        let mut more = facts.clone();
        more.adoptions.insert(at.index(facts.adoptions.len() + 1), adoption);
        prop_assert!(is_at_most(&facts, &more));
        let less = more.clone();
        more.attestations.insert(at.index(facts.attestations.len() + 1), attestation);
        prop_assert!(is_at_most(&less, &more));
        let less = more.clone();
        let review = Review { verdict: ReviewVerdict::Approved, ..review };
        more.reviews.insert(at.index(facts.reviews.len() + 1), review);
        prop_assert!(is_at_most(&less, &more));
    }

    #[test]
    fn taking_evidence_away_never_raises(
        facts in any_facts(),
        at in any::<prop::sample::Index>(),
    ) {
        let mut less = facts.clone();
        if !less.adoptions.is_empty() {
            less.adoptions[at.index(facts.adoptions.len())].stage = AdoptionStage::Ended;
        }
        if !less.attestations.is_empty() {
            less.attestations[at.index(facts.attestations.len())].is_withdrawn = true;
        }
        let approvals: Vec<usize> = (0..less.reviews.len())
            .filter(|n| less.reviews[*n].verdict == ReviewVerdict::Approved)
            .collect();
        if !approvals.is_empty() {
            less.reviews[*at.get(&approvals)].is_withdrawn = true;
        }
        prop_assert!(is_at_most(&less, &facts));
        let overdue = Facts { review_by: Some(date(2020, 1, 1)), ..facts.clone() };
        prop_assert_eq!(level(&overdue), Maturity::Unproven);
    }

    #[test]
    fn three_days_say_all(facts in any_facts(), days in prop::collection::vec(any_day(), 2)) {
        let Assessment { earned, rules } = assess(&facts);
        prop_assert!(earned.standard <= earned.proven);
        prop_assert!(earned.level(days[0].max(days[1])) <= earned.level(days[0].min(days[1])));
        for day in days {
            // Day by day and from the rules alone, without the three days.
            let holds = |level: Maturity| {
                rules.iter().filter(|c| c.rule.is_asked_for(level)).all(|c| match c.needed {
                    0 => c.until.holds(day),
                    needed => needed <= c.facts.iter().filter(|f| f.until.holds(day)).count(),
                })
            };
            let expected = Maturity::ALL.into_iter().rfind(|level| holds(*level));
            prop_assert_eq!(Some(earned.level(day)), expected);
        }
    }
}
