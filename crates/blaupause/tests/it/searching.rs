//! Finding in the terminal: words, filters, counts.

use serde_json::Value;

use crate::program::{Home, Run, seeds};

#[test]
fn filters_narrow_and_facets_are_counted() {
    let home = Home::sqlite();
    let server = home.serve(&["--seed", &seeds()]);
    let search = |arguments: &[&str]| -> Run {
        home.run_at(&server, "", &[&["search"], arguments].concat())
    };
    let all = search(&["--limit", "100"]);
    assert_eq!(all.code, 0, "{all:?}");
    assert!(all.stdout.lines().all(|line| line.contains('/')), "no counts unless asked for");

    let counted = search(&["--owner", "mrn", "--facets", "--limit", "100"]);
    assert_eq!(counted.code, 0, "{counted:?}");
    let (hits, counts) = counted.stdout.split_once("\n\n").unwrap();
    assert!(hits.lines().all(|line| line.starts_with("mrn/")), "{hits}");
    let n_hits = hits.lines().count();
    assert!(n_hits < all.stdout.lines().count());
    assert!(counts.lines().any(|line| line == format!("owner=mrn\t{n_hits}")), "{counts}");
    let another = counts.lines().find(|line| line.starts_with("owner=") && !line.contains("=mrn"));
    let (facet, n_other) = another.unwrap().split_once('\t').unwrap();

    let n_other: usize = n_other.parse().unwrap();
    for wider in [["--facet", facet], ["--owner", facet.strip_prefix("owner=").unwrap()]] {
        let both = search(&[&["--owner", "mrn", "--limit", "100"], &wider[..]].concat());
        assert_eq!(both.stdout.lines().count(), n_hits + n_other, "the same facet widens");
    }
    let none = search(&["--owner", "mrn", "--keyword", "das-gibt-es-nicht"]);
    assert_eq!((none.code, none.stdout.as_str()), (0, ""), "different facets narrow");

    let json = search(&["--owner", "mrn", "--channel", "digital", "--format", "json"]);
    let page: Value = serde_json::from_str(&json.stdout).unwrap();
    assert!(page["facets"]["state"].is_array(), "{page}");
    assert!(page["items"].as_array().unwrap().iter().all(|item| item["owner"] == "mrn"));

    let of = |fit: &[&str]| search(&[&["--limit", "100", "--fits", "mrn"], fit].concat());
    let (suiting, unfit) = (of(&[]), of(&["--fit", "unfit"]));
    assert_eq!((suiting.code, unfit.code), (0, 0), "{suiting:?} {unfit:?}");
    let n_of = |run: &Run| run.stdout.lines().count();
    assert_eq!(n_of(&suiting) + n_of(&unfit), n_of(&all), "each suits or not");
    assert!(unfit.stdout.lines().all(|line| line.ends_with("\tunfit")), "{unfit:?}");
    let alone = search(&["--fit", "unfit"]);
    assert!(alone.code != 0 && alone.stderr.contains("--fits"), "{alone:?}");
    let nobody = search(&["--fits", "das-gibt-es-nicht"]);
    assert!(nobody.code == 1 && nobody.stderr.contains("das-gibt-es-nicht"), "{nobody:?}");

    let unknown = search(&["--facet", "farbe=blau"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (1, ""), "{unknown:?}");
    assert_eq!(unknown.stderr.lines().count(), 1, "said once: {unknown:?}");
    assert!(unknown.stderr.starts_with("blaupause: /farbe: "), "{unknown:?}");
}
