//! What is said of organisations, right and wrong.

use store::OrganisationStanding;

use super::*;

fn given(kind: OrganisationKind, ars: &str, state: Option<&str>) -> Organisation {
    Organisation {
        slug: "amt".parse().unwrap(),
        kind,
        name: "Rathaus".to_owned(),
        ars: (!ars.is_empty()).then(|| ars.to_owned()),
        state: state.map(str::to_owned),
        population: None,
        parent: None,
        created_at: 0,
        standing: OrganisationStanding::default(),
    }
}

fn facts(settled: &Organisation) -> (Option<&str>, Option<&str>, Option<i64>) {
    (settled.ars.as_deref(), settled.state.as_deref(), settled.population)
}

fn refused(given: &Organisation) -> Vec<(&'static str, String, String)> {
    let findings = settled(given).unwrap_err();
    let told = findings.into_iter().map(|finding| {
        (finding.code.as_str(), finding.pointer.as_str().to_owned(), finding.message.de)
    });
    told.collect()
}

#[test]
fn land_and_population_follow_from_the_key() {
    use OrganisationKind::{District, MunicipalAssociation, Municipality, State};
    for (kind, digits, ars, land, population) in [
        (Municipality, "064310002002", "064310002002", "06", 42_089),
        (Municipality, "06431002", "064310002002", "06", 42_089),
        (Municipality, " 06 431 002 ", "064310002002", "06", 42_089),
        (Municipality, "08222", "082220000000", "08", 315_554),
        (District, "06431", "064310000000", "06", 275_205),
        (District, "064310000000", "064310000000", "06", 275_205),
        (District, "06431000", "064310000000", "06", 275_205),
        (State, "10", "100000000000", "10", 992_666),
        (MunicipalAssociation, "073325001", "073325001000", "07", 11_825),
    ] {
        let found = settled(&given(kind, digits, None)).unwrap();
        let expected = (Some(ars), Some(land), Some(population));
        assert_eq!(facts(&found), expected, "{digits}");
        assert_eq!(settled(&found), Ok(found.clone()), "settling again changes nothing");
    }
}

#[test]
fn what_is_given_stays_and_what_is_not_known_may_be_left_out() {
    let mut own = given(OrganisationKind::Municipality, "064310002002", Some("06"));
    own.population = Some(1);
    assert_eq!(settled(&own).unwrap().population, Some(1));
    let example = given(OrganisationKind::Municipality, "", None);
    assert_eq!(settled(&example), Ok(example));
}

#[test]
fn a_key_that_does_not_exist_is_refused_with_the_nearest() {
    let mut town = given(OrganisationKind::Municipality, "064310002999", None);
    "Bensheim".clone_into(&mut town.name);
    let told = refused(&town);
    assert_eq!((told[0].0, told[0].1.as_str()), ("organisation-ars", "/ars"));
    assert!(told[0].2.contains("Meinen Sie 064310002002 (Bensheim)?"), "{told:?}");
    for digits in ["99", "06431000200a", "ääääää", "0643100020021", "-1", "174310002002"] {
        let told = refused(&given(OrganisationKind::Municipality, digits, None));
        assert_eq!(told[0].0, "organisation-ars", "{digits}");
        assert!(told[0].2.contains("zwölf Ziffern"), "{told:?}");
    }
}

#[test]
fn a_key_of_another_kind_is_refused_with_that_kind() {
    for (kind, digits, named) in [
        (OrganisationKind::Municipality, "06431", "„district“"),
        (OrganisationKind::Municipality, "064310000000", "„district“"),
        (OrganisationKind::District, "08222", "„municipality“"),
        (OrganisationKind::State, "064310002002", "„municipality“"),
        (OrganisationKind::District, "07", "„state“"),
    ] {
        let told = refused(&given(kind, digits, None));
        assert!(told[0].2.contains(named), "{digits}: {told:?}");
    }
    let told = refused(&given(OrganisationKind::Vendor, "064310002002", None));
    assert!(told[0].2.contains("hat keinen Regionalschlüssel"), "{told:?}");
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let mut wrong = given(OrganisationKind::Municipality, "06431002", Some("08"));
    wrong.population = Some(-1);
    "\n".clone_into(&mut wrong.name);
    let told = refused(&wrong);
    let codes: Vec<&str> = told.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes, ["organisation-name", "organisation-population", "organisation-state"]);
    for state in ["", "0", "00", "17", "1", "BW", "+1", "008", "06431"] {
        let told = refused(&given(OrganisationKind::Other, "", Some(state)));
        assert_eq!(told[0].1, "/state", "{state}");
    }
}
