//! Laws of fit, for any profile and any products.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::Map;

use super::*;

fn one_of(values: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(values).prop_map(str::to_owned)
}

static MINIMAL: LazyLock<Value> = LazyLock::new(|| testkit::valid_example("minimal"));

const SCHEMES: &[&str] = &["bsi-c5", "iso-27001", "eucs"];
const HELD: &[&str] = &["bsi-c5", "iso-27001", "eucs", "other"];
const WAYS: &[&str] = &["on_premises", "public_provider", "private_cloud", "public_cloud"];
const PLACES: &[&str] = &["DE", "FR", "NO", "US"];
/// What documents state as places of data; one is no country.
const STATED: &[&str] = &["DE", "FR", "US", "XX"];
const OBJECTIVES: &[&str] = &["SOV-1", "SOV-2", "SOV-8"];

fn some_of(values: &'static [&'static str]) -> impl Strategy<Value = BTreeSet<String>> {
    prop::collection::btree_set(one_of(values), 0..=2)
}

fn maybe(value: impl Strategy<Value = Value> + 'static) -> impl Strategy<Value = Value> {
    prop_oneof![3 => value, 1 => Just(Value::Null)]
}

prop_compose! {
    fn any_certificate()(
        scheme in one_of(HELD),
        until in maybe(one_of(&["2026-10-12", "2026-10-13", "2099-01-01"]).prop_map(Value::from)),
    ) -> Value {
        json!({"scheme": scheme, "valid_until": until})
    }
}

prop_compose! {
    fn any_vendor()(
        seat in maybe(one_of(PLACES).prop_map(Value::from)),
        owner in maybe(one_of(PLACES).prop_map(Value::from)),
        ways in some_of(WAYS),
        places in some_of(STATED),
        exposed in maybe(any::<bool>().prop_map(Value::from)),
        certificates in prop::collection::vec(any_certificate(), 0..3),
        seals in prop::collection::btree_map(one_of(OBJECTIVES), 0_u8..=4, 0..3),
    ) -> Value {
        let objectives: Map<String, Value> =
            seals.into_iter().map(|(id, seal)| (id, json!({"seal": seal}))).collect();
        json!({"seat": seat, "ultimate_owner": owner, "products": [{
            "id": "p",
            "deployment": ways,
            "data_locations": places,
            "third_country_access": {"exposed": exposed},
            "certificates": certificates,
            "assessment": {"objectives": objectives},
        }]})
    }
}

prop_compose! {
    /// A document for some Länder, kinds and sizes, with up to two products.
    pub(super) fn any_document()(
        vendors in prop::collection::vec(any_vendor(), 0..=2),
        states in prop::collection::btree_set(one_of(&["06", "07", "08"]), 0..3),
        kinds in prop::collection::btree_set(one_of(&["municipality", "district", "region"]), 0..3),
        min in prop::option::of(0_u64..40_000),
        max in prop::option::of(0_u64..80_000),
    ) -> Value {
        let mut value = MINIMAL.clone();
        value["applicability"] =
            json!({"states": states, "kinds": kinds, "population": {"min": min, "max": max}});
        value["vendors"] = vendors
            .into_iter()
            .enumerate()
            .map(|(n, mut vendor)| {
                vendor["id"] = format!("v{n}").into();
                vendor
            })
            .collect();
        value
    }
}

prop_compose! {
    fn any_policy()(
        seals in prop::collection::btree_map(one_of(OBJECTIVES), 0_u8..=4, 0..3),
        certificates in some_of(SCHEMES),
        ways in some_of(WAYS),
        places in some_of(PLACES),
        closed in any::<bool>(),
    ) -> Profile {
        profile(json!({
            "minimum_seal": seals,
            "required_certificates": certificates,
            "allowed_deployments": ways,
            "allowed_data_locations": places,
            "no_third_country_access": closed,
        }))
    }
}

prop_compose! {
    pub(super) fn any_profile()(
        policy in any_policy(),
        state in maybe(one_of(&["06", "07", "09"]).prop_map(Value::from)),
        kind in maybe(one_of(&["municipality", "district", "state"]).prop_map(Value::from)),
        population in maybe((0_u64..100_000).prop_map(Value::from)),
        in_use in any::<bool>(),
    ) -> Profile {
        let facts = profile(json!({"state": state, "kind": kind, "population": population}));
        let products_in_use = in_use.then(|| "v0/p".parse().unwrap()).into_iter().collect();
        Profile {
            state: facts.state,
            kind: facts.kind,
            population: facts.population,
            products_in_use,
            ..policy
        }
    }
}

/// What both ask for. Two lists of what is allowed leave what both allow; where that is nothing, the first stays.
fn stricter(profile: &Profile, more: &Profile) -> Profile {
    fn both<T: Ord + Clone>(ours: &BTreeSet<T>, theirs: &BTreeSet<T>) -> BTreeSet<T> {
        if ours.is_empty() {
            return theirs.clone();
        }
        let common: BTreeSet<T> = ours.intersection(theirs).cloned().collect();
        if common.is_empty() { ours.clone() } else { common }
    }
    let mut res = profile.clone();
    for (objective, seal) in &more.minimum_seal {
        let asked = res.minimum_seal.entry(*objective).or_insert(*seal);
        *asked = (*asked).max(*seal);
    }
    res.required_certificates.extend(&more.required_certificates);
    res.allowed_deployments = both(&profile.allowed_deployments, &more.allowed_deployments);
    res.allowed_data_locations =
        both(&profile.allowed_data_locations, &more.allowed_data_locations);
    res.no_third_country_access |= more.no_third_country_access;
    res
}

fn any_product() -> impl Strategy<Value = Option<ProductRef>> {
    prop::option::of(one_of(&["v0/p", "v1/p", "v9/p"]).prop_map(|name| name.parse().unwrap()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn who_asks_for_nothing_is_never_told_unfit(value in any_document(), product in any_product()) {
        let document = Document::try_from(&value).unwrap();
        let found = fit(&document, &value, &Profile::default(), product.as_ref(), TODAY);
        prop_assert_ne!(found.verdict, Unfit);
    }

    #[test]
    fn who_asks_for_more_gets_no_better_verdict(
        value in any_document(),
        profile in any_profile(),
        more in any_policy(),
        product in any_product(),
    ) {
        let document = Document::try_from(&value).unwrap();
        let asked = |profile: &Profile| fit(&document, &value, profile, product.as_ref(), TODAY).verdict;
        prop_assert!(asked(&profile) <= asked(&stricter(&profile, &more)));
    }

    #[test]
    fn every_check_has_a_known_code_a_place_and_two_sentences(
        value in any_document(),
        profile in any_profile(),
        product in any_product(),
    ) {
        let document = Document::try_from(&value).unwrap();
        let found = fit(&document, &value, &profile, product.as_ref(), TODAY);
        for check in &found.checks {
            prop_assert!(CODES.contains(&check.code.as_str()));
            prop_assert!(value.pointer(check.pointer.as_str()).is_some(), "{}", check.pointer);
            if let Some(product) = &check.product {
                let vendor = format!("/vendors/{}/", product.vendor);
                prop_assert!(check.path.as_str().starts_with(&vendor), "{}", check.path);
            }
            for sentence in [&check.message.de, &check.message.en] {
                prop_assert!(sentence.ends_with('.') && sentence.contains(' '), "{}", sentence);
            }
        }
        let own: BTreeSet<&str> = found.checks.iter().filter(|check| check.product.is_none()).map(|check| check.code.as_str()).collect();
        prop_assert!(["fit-state", "fit-kind", "fit-population"].iter().all(|code| own.contains(code)));
    }

    /// What is best for one product is what is best for all: no product alone gets a better verdict.
    #[test]
    fn the_best_product_decides(value in any_document(), profile in any_profile()) {
        prop_assume!(profile.asks_of_products());
        let document = Document::try_from(&value).unwrap();
        let all = fit(&document, &value, &profile, None, TODAY);
        let alone = document.vendors.iter().map(|vendor| {
            let name = ProductRef::of(vendor, &vendor.products[0]);
            fit(&document, &value, &profile, Some(&name), TODAY).verdict
        });
        if let Some(best) = alone.min() {
            prop_assert_eq!(all.verdict, best);
        }
    }
}
