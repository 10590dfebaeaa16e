use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
};

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::Message;

/// What is published: `a 1.0.0` with `b ^1`, `!c ^2` (conflicts) and `?d *` (recommends); `-a 1.1.0` is yanked.
#[derive(Clone, Debug, Default)]
struct Shelf(BTreeMap<BlueprintId, Vec<Published>>);

fn id(name: &str) -> BlueprintId {
    format!("mrn/{name}").parse().unwrap()
}

fn need(text: &str) -> Need {
    let kind = match text.chars().next() {
        Some('!') => DependencyKind::Conflicts,
        Some('?') => DependencyKind::Recommends,
        _ => DependencyKind::Requires,
    };
    let text = text.trim_start_matches(['!', '?']);
    let (name, range) = text.split_once(' ').unwrap();
    Need { on: id(name), requirement: range.parse().unwrap(), kind }
}

fn shelf(published: &[(&str, &[&str])]) -> Shelf {
    let mut shelf = Shelf::default();
    for (name, needs) in published {
        let is_yanked = name.starts_with('-');
        let (name, version) = name.trim_start_matches('-').split_once(' ').unwrap();
        let needs = needs.iter().map(|text| need(text)).collect();
        let one = Published { version: version.parse().unwrap(), is_yanked, needs };
        shelf.0.entry(id(name)).or_default().push(one);
    }
    shelf
}

fn root(needs: &[&str]) -> Root {
    let needs = needs.iter().enumerate();
    let needs = needs.map(|(n, text)| (Pointer::new("/dependencies").join(n), need(text)));
    Root { id: id("root"), version: Version::new(2, 0, 0), needs: needs.collect() }
}

fn resolved(shelf: &Shelf, root: &Root) -> Result<Chosen, Vec<Problem>> {
    let lookup = |id: &BlueprintId| Ok::<_, Infallible>(shelf.0.get(id).cloned());
    resolve(root, lookup).unwrap_or_else(|never| match never {})
}

fn chosen(published: &[(&str, &[&str])], needs: &[&str]) -> Vec<String> {
    let chosen = resolved(&shelf(published), &root(needs)).unwrap();
    chosen.iter().map(|(id, version)| format!("{} {version}", id.name)).collect()
}

/// Code, place and German sentence of each problem.
fn problems(published: &[(&str, &[&str])], needs: &[&str]) -> Vec<String> {
    let problems = resolved(&shelf(published), &root(needs)).unwrap_err();
    let told = |problem: &Problem| {
        let Message { de, en } = problem.message();
        assert!(de.ends_with('.') && en.ends_with('.') && de != en);
        format!("{} {}: {de}", problem.code(), problem.pointer)
    };
    problems.iter().map(told).collect()
}

#[test]
fn the_highest_that_suits_all_is_taken() {
    let published: &[(&str, &[&str])] = &[
        ("a 1.0.0", &[]),
        ("a 1.2.0", &["b ^1"]),
        ("-a 1.3.0", &[]),
        ("a 2.0.0", &[]),
        ("b 1.0.0", &[]),
        ("b 1.1.0", &["?unknown *"]),
        ("b 1.2.0-rc.1", &[]),
    ];
    assert_eq!(chosen(published, &["a ^1"]), ["a 1.2.0", "b 1.1.0"]);
    assert_eq!(chosen(published, &["a ^1", "b =1.0.0"]), ["a 1.2.0", "b 1.0.0"]);
    assert_eq!(chosen(published, &["?a *", "!b *"]), [""; 0], "what is recommended is not chosen");
}

#[test]
fn a_lower_version_is_taken_where_the_highest_does_not_work_out() {
    let published: &[(&str, &[&str])] = &[
        ("a 1.0.0", &["c ^1"]),
        ("a 1.1.0", &["c ^2"]),
        ("b 1.0.0", &["c ^1"]),
        ("c 1.0.0", &[]),
        ("c 2.0.0", &[]),
    ];
    assert_eq!(chosen(published, &["a *", "b *"]), ["a 1.0.0", "b 1.0.0", "c 1.0.0"]);
    let round: &[(&str, &[&str])] =
        &[("a 1.0.0", &[]), ("a 1.1.0", &["b *"]), ("b 1.0.0", &["a *"])];
    assert_eq!(chosen(round, &["b *"]), ["a 1.0.0", "b 1.0.0"]);
}

#[test]
fn what_is_not_there_is_named_with_the_way_to_it() {
    let published: &[(&str, &[&str])] =
        &[("a 1.0.0", &["b ^1"]), ("b 2.0.0", &["c *"]), ("-d 1.0.0", &[])];
    insta::assert_snapshot!(
        problems(published, &["a *", "b *", "c ^1", "a ^2", "d *", "?c *", "?a =3.0.0"]).join("\n")
    );
}

#[test]
fn disagreement_names_both_ways() {
    let published: &[(&str, &[&str])] = &[
        ("a 1.0.0", &["c ^1"]),
        ("b 1.0.0", &["d *"]),
        ("d 1.0.0", &["c ^2"]),
        ("c 1.0.0", &[]),
        ("c 2.0.0", &[]),
    ];
    insta::assert_snapshot!(problems(published, &["a *", "b *"]).join("\n"));
    let direct = problems(published, &["c ^1", "c ^2"]);
    assert!(direct[0].starts_with("dependency-disagreement /dependencies/1: "), "{direct:?}");
}

#[test]
fn a_cycle_is_named_as_a_whole() {
    let published: &[(&str, &[&str])] = &[
        ("a 1.0.0", &["b *"]),
        ("b 1.0.0", &["c *"]),
        ("c 1.0.0", &["a *"]),
        ("d 1.0.0", &["root ^1"]),
    ];
    insta::assert_snapshot!(problems(published, &["a *", "d *"]).join("\n"));
}

#[test]
fn a_conflict_is_seen_from_every_side() {
    let published: &[(&str, &[&str])] = &[
        ("a 1.0.0", &[]),
        ("b 1.0.0", &["!a ^1"]),
        ("c 1.0.0", &["!root ^2"]),
        ("d 1.0.0", &["a *", "!root ^3"]),
    ];
    let all = [
        problems(published, &["a *", "b *"]),
        problems(published, &["b *", "a *"]),
        problems(published, &["c *"]),
        problems(published, &["d *", "!a =1.0.0"]),
    ];
    insta::assert_snapshot!(all.concat().join("\n"));
    assert_eq!(chosen(published, &["d *", "!a ^2", "!z *"]), ["a 1.0.0", "d 1.0.0"]);
}

#[test]
fn choices_that_have_no_part_in_a_failure_are_not_tried_again() {
    // Five times forty versions beside one that can never work: 40^5 ways, of which a handful is looked at.
    let mut published: Vec<(String, Vec<&str>)> = Vec::new();
    for name in ["a", "b", "c", "d", "e"] {
        published.extend((0..40).map(|n| (format!("{name} 1.{n}.0"), vec![])));
    }
    published.extend((0..40).map(|n| (format!("f 1.{n}.0"), vec!["g *"])));
    let published: Vec<(&str, &[&str])> =
        published.iter().map(|(name, needs)| (name.as_str(), needs.as_slice())).collect();
    let mut shelf = shelf(&published);
    shelf.0.insert(id("g"), Vec::new());
    let problems =
        resolved(&shelf, &root(&["a *", "b *", "c *", "d *", "e *", "f *"])).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code(), "dependency-unresolved");
}

#[test]
fn a_search_without_end_is_given_up() {
    let names: Vec<String> = (0..=MOST_BLUEPRINTS).map(|n| format!("n{n} 1.0.0")).collect();
    let next: Vec<String> = (0..=MOST_BLUEPRINTS).map(|n| format!("n{} *", n + 1)).collect();
    let next: Vec<[&str; 1]> = next.iter().map(|need| [need.as_str()]).collect();
    let published: Vec<(&str, &[&str])> =
        names.iter().zip(&next).map(|(name, need)| (name.as_str(), need.as_slice())).collect();
    let told = problems(&published, &["n0 *", "n1 *"]);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("dependency-too-large /dependencies: "), "{told:?}");
}

#[test]
fn a_failing_lookup_is_passed_on() {
    assert_eq!(resolve(&root(&["a *"]), |_| Err("down")), Err("down"));
}

#[test]
fn a_document_says_what_it_needs() {
    let document = json!({"owner": "mrn", "name": "root", "version": "2.0.0", "dependencies": [
        {"blueprint": "mrn/a", "version": "^1", "kind": "requires"},
        {"blueprint": "mrn/root", "version": "^1", "kind": "requires"},
        {"blueprint": "a", "version": "^1", "kind": "requires"},
        {"blueprint": "mrn/b", "version": "neu", "kind": "requires"},
        {"blueprint": "mrn/c", "version": "1", "kind": "conflicts"},
        7,
    ]});
    let mut expected = root(&["a ^1", "!c 1"]);
    expected.needs[1].0 = Pointer::new("/dependencies/4");
    assert_eq!(Root::of(&document), Some(expected));
    assert_eq!(Root::of(&json!({"owner": "mrn", "dependencies": []})), None);
}

const NAMES: [&str; 4] = ["a", "b", "c", "root"];

fn any_need() -> impl Strategy<Value = Need> {
    let kind = prop_oneof![5 => Just(""), 1 => Just("!"), 1 => Just("?")];
    let range = prop::sample::select(&["*", "=1.0.0", ">=1.1.0", "<2.0.0", "^1", "=2.0.0"]);
    (kind, 0..12_usize, range).prop_map(|(kind, name, range)| {
        // The root and an unknown name are rare.
        let name = match name {
            0 => "root",
            1 => "unknown",
            n => NAMES[n % 3],
        };
        need(&format!("{kind}{name} {range}"))
    })
}

fn any_shelf() -> impl Strategy<Value = Shelf> {
    let published = |version: &'static str| {
        let there = prop::option::weighted(0.8, prop::collection::vec(any_need(), 0..3));
        (there, prop::bool::weighted(0.1)).prop_map(move |(needs, is_yanked)| {
            needs.map(|needs| Published { version: version.parse().unwrap(), is_yanked, needs })
        })
    };
    let versions = move || {
        (published("1.0.0"), published("1.1.0"), published("2.0.0"))
            .prop_map(|(a, b, c)| [a, b, c].into_iter().flatten().collect::<Vec<_>>())
    };
    (versions(), versions(), versions())
        .prop_map(|(a, b, c)| Shelf([(id("a"), a), (id("b"), b), (id("c"), c)].into()))
}

fn any_root() -> impl Strategy<Value = Root> {
    prop::collection::vec(any_need(), 0..4).prop_map(|needs| {
        let needs = needs
            .into_iter()
            .filter(|need| need.on != id("root") && need.kind != DependencyKind::Recommends);
        let mut all = root(&[]);
        all.needs = needs
            .enumerate()
            .map(|(n, need)| (Pointer::new("/dependencies").join(n), need))
            .collect();
        all
    })
}

/// Everything that a resolution promises, looked at one by one.
fn holds(shelf: &Shelf, root: &Root, chosen: &Chosen) -> bool {
    let mut needs: BTreeMap<&BlueprintId, Vec<&Need>> =
        BTreeMap::from([(&root.id, root.needs.iter().map(|(_, need)| need).collect())]);
    for (id, version) in chosen {
        let published = shelf.0.get(id).into_iter().flatten();
        let Some(taken) =
            published.into_iter().find(|one| one.version == *version && !one.is_yanked)
        else {
            return false;
        };
        needs.insert(id, taken.needs.iter().collect());
    }
    let standing =
        |id: &BlueprintId| if *id == root.id { Some(&root.version) } else { chosen.get(id) };
    let is_met = |need: &&Need| match need.kind {
        DependencyKind::Requires => {
            need.on != root.id && standing(&need.on).is_some_and(|v| need.requirement.matches(v))
        }
        DependencyKind::Conflicts => {
            standing(&need.on).is_none_or(|v| !need.requirement.matches(v))
        }
        DependencyKind::Recommends => true,
    };
    if !needs.iter().all(|(id, of)| {
        of.iter()
            .filter(|need| need.on != **id || need.kind == DependencyKind::Requires)
            .all(is_met)
    }) {
        return false;
    }
    // Without a cycle, taking away what nobody left requires ends with nothing; and nothing is taken needlessly.
    let requires = |of: &BlueprintId| -> BTreeSet<&BlueprintId> {
        needs[of]
            .iter()
            .filter(|need| need.kind == DependencyKind::Requires)
            .map(|need| &need.on)
            .collect()
    };
    let mut left: BTreeSet<&BlueprintId> = needs.keys().copied().collect();
    let mut free = vec![&root.id];
    while let Some(next) = free.pop() {
        left.remove(next);
        let still: BTreeSet<&BlueprintId> = left.iter().flat_map(|id| requires(id)).collect();
        free.extend(
            requires(next).into_iter().filter(|id| left.contains(id) && !still.contains(id)),
        );
    }
    left.is_empty()
}

/// Every way to take a version, or none, of each blueprint.
fn all_ways(shelf: &Shelf) -> Vec<Chosen> {
    let mut ways = vec![Chosen::new()];
    for (id, published) in &shelf.0 {
        let more: Vec<Chosen> = ways
            .iter()
            .flat_map(|way| {
                published.iter().map(|one| {
                    let mut way = way.clone();
                    way.insert(id.clone(), one.version.clone());
                    way
                })
            })
            .collect();
        ways.extend(more);
    }
    ways
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn what_is_found_holds_and_what_is_not_found_does_not_exist(shelf in any_shelf(), root in any_root()) {
        match resolved(&shelf, &root) {
            Ok(chosen) => {
                prop_assert!(holds(&shelf, &root, &chosen), "{chosen:?}");
                // No single version could be higher with the others as they are.
                for (id, version) in &chosen {
                    for one in shelf.0[id].iter().filter(|one| version < &one.version) {
                        let mut higher = chosen.clone();
                        higher.insert(id.clone(), one.version.clone());
                        prop_assert!(!holds(&shelf, &root, &higher), "{higher:?}");
                    }
                }
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.iter().all(|problem| problem.reason != Reason::TooLarge));
                let found = all_ways(&shelf).into_iter().find(|way| holds(&shelf, &root, way));
                prop_assert_eq!(found, None);
            }
        }
    }
}
