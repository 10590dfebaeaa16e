//! What suits an organisation is found by what it is and asks for when somebody searches.

use std::collections::BTreeMap;

use blueprint::fit::{Profile, Verdict};
use registry::{
    Actor, Facet, Find, FoundPage, OrganisationChange, OrganisationRequest, Refused, Registry,
    Role, Unknown, find, fitting_of_organisation, follow, organisation_change, rebuild,
};
use serde_json::{Value, json};

use crate::given::{NOW, actor, document, on_each_database, person, put};

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

fn catch_up(registry: &Registry) {
    while follow(registry).unwrap() != 0 {}
}

/// What suits musterstadt at a moment.
fn suiting(registry: &Registry, wanted: &[Verdict], at: i64) -> FoundPage {
    let wanted = wanted.iter().copied().collect();
    let slug = "musterstadt".parse().unwrap();
    let fitting = Some(fitting_of_organisation(registry, &slug, (wanted, at)).unwrap());
    find(registry, &Find { fitting, at: Some(at), ..Find::default() }).unwrap()
}

fn names(page: &FoundPage) -> BTreeMap<String, Verdict> {
    let items = page.items.iter();
    items.map(|item| (item.blueprint.id.name.to_string(), item.verdict.unwrap())).collect()
}

fn ask(registry: &Registry, olga: &Actor, policy: Value) {
    let policy: Profile = serde_json::from_value(policy).unwrap();
    let change = OrganisationChange { policy: Some(policy), ..OrganisationChange::default() };
    let slug = "musterstadt".parse().unwrap();
    let request =
        OrganisationRequest { slug: &slug, change: &change, seen_revision: None, at: NOW };
    organisation_change(registry, olga, request).unwrap();
}

/// One for anybody, one for others, one whose product has a certificate until 28 May 2026, the day of `NOW`.
fn fill(registry: &Registry) -> Actor {
    let stadt = actor(registry, "musterstadt");
    let publish = |name: &str, change: &dyn Fn(&mut Value)| {
        let mut value = document(&format!("musterstadt/{name}"), "1.0.0");
        change(&mut value);
        put(registry, &stadt, &value).unwrap();
    };
    publish("fuer-alle", &|_| {});
    publish("fuer-kreise", &|value| value["applicability"] = json!({"kinds": ["region"]}));
    publish("zertifiziert", &|value| {
        value["vendors"] = testkit::valid_example("full")["vendors"].clone();
        let products = value["vendors"][0]["products"].as_array_mut().unwrap();
        products.truncate(1);
        let product = products[0].as_object_mut().unwrap();
        product.remove("tests");
        product.remove("modules");
        product["certificates"][0]["valid_until"] = "2026-05-28".into();
    });
    catch_up(registry);
    stadt
}

on_each_database! {
    fn what_an_organisation_asks_for_now_decides_what_it_finds(registry: &Registry) {
        use Verdict::{Fits, Gaps, Unfit};
        let olga = person(registry, "olga", "musterstadt", Role::Owner);
        fill(registry);
        let told = |verdicts: [(&str, Verdict); 3]| verdicts.map(|(name, it)| (name.to_owned(), it)).into();
        let all = |at| names(&suiting(registry, &Verdict::ALL, at));
        assert_eq!(all(NOW), told([("fuer-alle", Fits), ("fuer-kreise", Unfit), ("zertifiziert", Fits)]));

        // No event leads the index to a policy: it is read when somebody asks.
        ask(registry, &olga, json!({"required_certificates": ["bsi-c5"]}));
        assert_eq!(all(NOW), told([("fuer-alle", Gaps), ("fuer-kreise", Unfit), ("zertifiziert", Fits)]));
        assert_eq!(all(NOW + DAY)["zertifiziert"], Unfit);

        let page = suiting(registry, &[], NOW);
        assert_eq!((names(&page).len(), page.total), (2, 2));
        assert_eq!(page.verdicts, [(Fits, 1), (Gaps, 1), (Unfit, 1)].into());
        let gaps = suiting(registry, &[Gaps], NOW);
        assert_eq!((gaps.total, &gaps.verdicts), (1, &page.verdicts));

        rebuild(registry, |_| true).unwrap();
        assert_eq!(suiting(registry, &[], NOW).verdicts, page.verdicts);
    }

    fn a_new_version_is_judged_by_what_it_says(registry: &Registry) {
        let stadt = fill(registry);
        let mut value = document("musterstadt/fuer-alle", "2.0.0");
        value["applicability"] = json!({"kinds": ["region"]});
        put(registry, &stadt, &value).unwrap();
        catch_up(registry);
        let unfit = suiting(registry, &[Verdict::Unfit], NOW);
        assert_eq!(names(&unfit).into_keys().collect::<Vec<_>>(), ["fuer-alle", "fuer-kreise"]);
        let plain = Find { filters: vec![(Facet::Owner, "musterstadt".to_owned())], ..Find::default() };
        let plain = find(registry, &plain).unwrap();
        assert!(plain.verdicts.is_empty() && plain.items.iter().all(|item| item.verdict.is_none()));
    }

    fn nobody_is_found_for_an_organisation_that_is_not_there(registry: &Registry) {
        let nobody = "niemand".parse().unwrap();
        let refused = fitting_of_organisation(registry, &nobody, ([].into(), NOW)).unwrap_err();
        assert!(matches!(refused, Refused::Unknown(Unknown::Organisation(slug)) if slug == nobody));
    }
}
