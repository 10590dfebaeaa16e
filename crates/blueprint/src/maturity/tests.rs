//! The rules by example; then their laws.

mod laws;

use jiff::civil::date;
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
        tested_on: TESTED,
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
        sellers: [].into(),
        successors: [].into(),
        adoptions: Vec::new(),
        attestations: Vec::new(),
        reviews: Vec::new(),
    }
}

const TESTED: Date = date(2026, 6, 1);
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
    let spoilt: [(Spoil, Maturity); 13] = [
        (|f| f.adoptions[1].organisation = slug("mrn"), Maturity::Pilot),
        (|f| f.adoptions[1].organisation = slug("it"), Maturity::Pilot),
        (|f| f.adoptions[1].organisation = slug("b"), Maturity::Pilot),
        (|f| f.attestations[0].organisation = slug("it"), Maturity::Pilot),
        (|f| f.attestations[0].vendor = slug("a"), Maturity::Pilot),
        (|f| f.attestations[0].result = TestResult::Failed, Maturity::Pilot),
        (|f| f.attestations[0].is_withdrawn = true, Maturity::Pilot),
        (|f| f.attestations[0].tested_on = LAST.tomorrow().unwrap(), Maturity::Pilot),
        (|f| f.attestations[0].expires_on = TODAY.yesterday().unwrap(), Maturity::Pilot),
        (|f| f.sellers = [slug("a")].into(), Maturity::Pilot),
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
fn whoever_took_over_a_vendor_is_that_vendor() {
    let taken = |vendor: &str, by: &str| Facts {
        successors: [(slug(vendor), slug(by))].into(),
        ..standard()
    };
    // The document names `it`: `a` neither uses the blueprint as another nor tests nor reviews.
    let own = assess(&taken("it", "a"));
    let counted: Vec<usize> = own.rules.iter().map(|counted| counted.facts.len()).collect();
    assert_eq!(counted, [0, 0, 1, 1, 0, 1]);
    // A product of a vendor that the latest version does not name any more is not tested by its successor.
    let mut other = taken("frueher", "a");
    other.attestations[0].vendor = slug("frueher");
    assert_eq!(level(&other), Maturity::Pilot);
    other.successors = [(slug("frueher"), slug("c"))].into();
    assert_eq!(level(&other), Maturity::Standard);
    // Whoever took over a town that sells nothing sells nothing.
    assert_eq!(level(&taken("c", "a")), Maturity::Standard);
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
    // The owner may have been the only one to test: nothing independent is promised.
    for level in [Maturity::Proven, Maturity::Standard] {
        let told = reason(level, Until::Open);
        assert!(
            told.de.contains("Erprobung durch eine Organisation, die kein Anbieter ist"),
            "{}",
            told.de
        );
        assert!(
            told.en.contains("attestation by an organisation that is no vendor"),
            "{}",
            told.en
        );
    }
    let told = reason(Maturity::Proven, Until::Day(LAST));
    assert!(told.de.ends_with("Das gilt bis 30.06.2027."), "{}", told.de);
}
