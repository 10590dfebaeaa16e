//! Levels, scores, demands and third countries.

use super::*;
use crate::document::Framework;

fn profile(objectives: Value) -> ProductSovereignty {
    let mut vendors = json!([{"id": "v", "products": [{"id": "p", "assessment": {}}]}]);
    vendors[0]["products"][0]["assessment"]["objectives"] = objectives;
    sovereignty(&given(vendors), WeightSet::EuCsf121).remove(0)
}

#[test]
fn the_overall_level_is_the_lowest_and_an_unknown_one_is_not_zero() {
    let levels = |levels: [Value; 8]| {
        let objectives = ObjectiveId::ALL.iter().zip(levels);
        let objectives: serde_json::Map<String, Value> = objectives
            .map(|(id, seal)| (id.as_str().to_owned(), json!({"seal": seal, "points": 1000})))
            .collect();
        profile(objectives.into()).seal
    };
    let [four, two, zero, none] = [json!(4), json!(2), json!(0), Value::Null];
    let seal = |level: u8| Seal::try_from(level).unwrap();
    let mut all = std::array::from_fn(|_| four.clone());
    assert_eq!(levels(all.clone()), OverallSeal::Level(seal(4)));
    all[5] = two;
    assert_eq!(levels(all.clone()), OverallSeal::Level(seal(2)));
    all[1] = none;
    assert_eq!(levels(all.clone()), OverallSeal::AtMost(seal(2)));
    all[7] = zero;
    assert_eq!(levels(all), OverallSeal::AtMost(seal(0)));
    assert_eq!(profile(json!({})).seal, OverallSeal::Unknown);
}

#[test]
fn the_two_sets_of_weights_make_a_hundred_and_differ_where_published() {
    for set in WeightSet::ALL {
        assert_eq!(ObjectiveId::ALL.map(|id| set.weight(id)).iter().sum::<u32>(), 100);
    }
    let [october, june] = WeightSet::ALL.map(|set| ObjectiveId::ALL.map(|id| set.weight(id)));
    assert_eq!(october, [15, 10, 10, 15, 20, 15, 10, 5]);
    assert_eq!(june, [20, 10, 10, 15, 10, 15, 15, 5]);
    for framework in Framework::ALL {
        assert_eq!(WeightSet::of(framework).as_str(), framework.as_str());
    }
}

#[test]
fn a_score_needs_the_points_of_all_eight() {
    let mut objectives: serde_json::Map<String, Value> = ObjectiveId::ALL
        .map(|id| (id.as_str().to_owned(), json!({"points": 500})))
        .into_iter()
        .collect();
    assert_eq!(profile(objectives.clone().into()).score, Some(50.0));
    objectives["SOV-5"]["points"] = 1000.into();
    let found = profile(objectives.clone().into());
    assert_eq!(found.score, Some(60.0));
    assert_eq!(found.objectives[4].contribution, Some(20.0));
    objectives.remove("SOV-8");
    assert_eq!(profile(objectives.into()).score, None);
}

#[test]
fn what_is_demanded_is_held_against_what_is_reached() {
    let mut value = testkit::valid_example("full");
    value["sovereignty"]["minimum_seal"] = json!({"SOV-1": 3, "SOV-2": 4, "SOV-3": 1});
    let found = sovereignty(&Document::try_from(&value).unwrap(), WeightSet::EuCsf121);
    let demands: Vec<_> =
        found[0].objectives.iter().map(|standing| standing.demand).take(4).collect();
    assert_eq!(demands, [Demand::Met, Demand::Unmet, Demand::Unknown, Demand::NotDemanded]);
}

fn exposed(vendor: &Value) -> (Exposed, Vec<ExposureFact>, Vec<ExposureFact>) {
    let found = sovereignty(&given(json!([vendor])), WeightSet::EuCsf121).remove(0).exposure;
    (found.exposed, found.reasons, found.missing)
}

#[test]
fn no_exposure_needs_every_fact_and_one_is_enough_for_exposure() {
    let good = json!({"id": "v", "seat": "DE", "ultimate_owner": "NO", "products": [
        {"id": "p", "data_locations": ["DE", "IS"], "third_country_access": {"exposed": false}}]});
    assert_eq!(exposed(&good), (Exposed::No, vec![], vec![]));
    let changed = |pointer: &str, to: Value| {
        let mut vendor = good.clone();
        *vendor.pointer_mut(pointer).unwrap() = to;
        exposed(&vendor)
    };
    for (pointer, bad, fact) in [
        ("/seat", json!("CH"), ExposureFact::Seat),
        ("/ultimate_owner", json!("US"), ExposureFact::UltimateOwner),
        ("/products/0/data_locations", json!(["DE", "GB"]), ExposureFact::DataLocations),
        ("/products/0/third_country_access", json!({"exposed": true}), ExposureFact::Declaration),
    ] {
        assert_eq!(changed(pointer, bad), (Exposed::Yes, vec![fact], vec![]), "{pointer}");
        assert_eq!(
            changed(pointer, Value::Null),
            (Exposed::Unknown, vec![], vec![fact]),
            "{pointer}"
        );
    }
    let laws = json!({"exposed": false, "laws": ["US CLOUD Act"]});
    let found = changed("/products/0/third_country_access", laws);
    assert_eq!(found, (Exposed::Yes, vec![ExposureFact::Laws], vec![]));
    let unreadable = changed("/products/0/data_locations", json!(["DE", "Mars"]));
    assert_eq!(unreadable.0, Exposed::Unknown);
}

#[test]
fn thirty_countries_are_in_the_economic_area() {
    let zone = |code: &str| code.parse::<Country>().unwrap().zone();
    assert_eq!(["DE", "NO", "CH"].map(zone), [Zone::Eu, Zone::Eea, Zone::ThirdCountry]);
    let letters = || (b'A'..=b'Z').map(char::from);
    let codes = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
    let countries: Vec<Country> = codes.filter_map(|code| code.parse().ok()).collect();
    let count = |zone| countries.iter().filter(|country| country.zone() == zone).count();
    assert_eq!((count(Zone::Eu), count(Zone::Eea)), (27, 3));
    assert!(200 < count(Zone::ThirdCountry));
    for text in ["de", "EU", "DEU", "", "XX"] {
        assert!(text.parse::<Country>().is_err(), "{text}");
    }
}

#[test]
fn keys_at_the_provider_are_the_providers_whoever_brought_them() {
    let held = ["provider", "byok", "hyok", "customer"].map(|custody| {
        let vendor = json!({"id": "v", "products": [{"id": "p", "key_custody": custody}]});
        sovereignty(&given(json!([vendor])), WeightSet::EuCsf121)
            .remove(0)
            .exposure
            .provider_holds_keys
    });
    assert_eq!(held, [Some(true), Some(true), Some(false), Some(false)]);
}
