//! The seeds: each publishes into an empty registry, once, and is found.

use std::fs;

use blueprint::Lang;
use registry::{Find, OrganisationFilter, Readiness, Registry, Sort, find, organisations, tokens};
use store::{Store, event_last};

use crate::program::seeds;

on_each_database! {
    fn every_seed_publishes_into_an_empty_registry_and_twice_is_once(home: &Home) {
        let first = home.serve(&["--seed", &seeds()]);
        let listed = ureq::get(first.api("blueprints?limit=100")).call().unwrap();
        let listed: wire::BlueprintPage = listed.into_body().read_json().unwrap();
        assert!(6 <= listed.total, "{listed:?}");
        assert_eq!(published(&first.url), files());
        assert_eq!(first.stop().code, 0);

        let before = state(&home.store());
        let second = home.serve(&["--seed", &seeds()]);
        assert_eq!(published(&second.url), files());
        assert_eq!(second.stop().code, 0);
        assert_eq!(state(&home.store()), before);
    }

    fn what_is_looked_for_comes_first(home: &Home) {
        assert_eq!(home.serve(&["--seed", &seeds()]).stop().code, 0);
        let registry = Registry::open(home.store(), &home.path("data/index")).unwrap();
        // The server took everything in before it said that it runs.
        assert_eq!(registry.readiness().unwrap(), Readiness::Ready { index_behind: 0 });
        for (text, expected) in [
            ("Parkausweis für Handwerker", "mrn/handwerkerparkausweis"),
            ("Gewerbe anmelden", "rhein-neckar-kreis/gewerbeanmeldung"),
            ("hundesteuer", "mrn/hundesteuer-anmeldung"),
            ("Aussengastronomie", "mannheim/sondernutzung-aussengastronomie"),
        ] {
            let request = Find {
                text: Some(text.to_owned()),
                filters: Vec::new(),
                sort: Sort::Relevance,
                lang: Lang::De,
                offset: 0,
                limit: 5,
                stop: registry::Stop::default(),
            };
            let page = find(&registry, &request).unwrap();
            let first = page.items.first().map(|item| item.blueprint.id.to_string());
            assert_eq!(first.as_deref(), Some(expected), "{text}");
        }
    }

    fn an_interrupted_seeding_is_finished_and_leaves_no_open_token(home: &Home) {
        let folder = copied_seeds(home);
        let plan = fs::read_to_string(folder.join("seed.yaml")).unwrap();
        home.write("seeds/mrn/kaputt/1.0.0.yaml", "format: 1\nowner: mrn\nname: kaputt\n");
        // Behind the third publication the seeding meets one that is refused, and ends.
        let (before, behind) = plan.split_once("  - {publish: ludwigshafen").unwrap();
        let broken = format!("{before}  - {{publish: mrn/kaputt/1.0.0.yaml}}\n  - {{publish: ludwigshafen{behind}");
        home.write("seeds/seed.yaml", broken);
        let run = home.run(&["serve", "--listen", "127.0.0.1:0", "--seed", "seeds"]);
        assert_eq!(run.code, 1, "{run:?}");
        for expected in ["kaputt/1.0.0.yaml", "[schema-required, /title]", "[schema-required, /process]"] {
            assert!(run.stderr.contains(expected), "{run:?}");
        }

        home.write("seeds/seed.yaml", plan);
        let server = home.serve(&["--seed", "seeds"]);
        assert_eq!(published(&server.url), files());
        assert_eq!(server.stop().code, 0);
        let (open, ..) = state(&home.store());
        assert_eq!(open, 0);
    }

    fn a_registry_with_organisations_of_its_own_is_left_as_it_is(home: &Home) {
        home.prepare();
        let run = home.run(&["admin", "organisation", "create", "mrn", "--kind", "other", "--name", "Eigene"]);
        assert_eq!(run.code, 0, "{run:?}");
        home.token("mrn");
        let before = state(&home.store());
        let server = home.serve(&["--seed", &seeds()]);
        assert_eq!(published(&server.url), Vec::<String>::new());
        assert_eq!(server.stop().code, 0);
        assert_eq!(state(&home.store()), before);
    }
}

/// Open tokens, all tokens, organisations, and the last event.
fn state(store: &Store) -> (usize, usize, i64, i64) {
    let index = tempfile::tempdir().unwrap();
    let registry = Registry::open(store.clone(), index.path()).unwrap();
    let filter = OrganisationFilter::default();
    let (all, total) = organisations(&registry, &filter, None, 1000).unwrap();
    let tokens: Vec<_> =
        all.iter().flat_map(|owner| tokens(&registry, &owner.slug).unwrap()).collect();
    let n_open = tokens.iter().filter(|token| token.revoked_at.is_none()).count();
    (n_open, tokens.len(), total, store.read(event_last).unwrap().0)
}

/// `owner/name/version` of everything that the registry holds, sorted.
fn published(url: &str) -> Vec<String> {
    let registry = client::Client::new(url).unwrap();
    let query = client::Query { limit: Some(100), ..client::Query::default() };
    let mut all = Vec::new();
    for item in registry.search(&query).unwrap().items {
        for version in registry.versions(&item.owner, &item.name, None).unwrap().items {
            all.push(format!("{}/{}/{}", item.owner, item.name, version.version));
        }
    }
    all.sort();
    all
}

/// The same of the files, and of the fork's first version, which is no file.
fn files() -> Vec<String> {
    let plan = fs::read_to_string(format!("{}/seed.yaml", seeds())).unwrap();
    let mut all: Vec<String> = plan
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- {publish: ")?.strip_suffix(".yaml}"))
        .map(str::to_owned)
        .collect();
    all.push("musterstadt/bewohnerparkausweis/1.0.0".to_owned());
    all.sort();
    assert!(9 <= all.len());
    all
}

fn copied_seeds(home: &crate::program::Home) -> std::path::PathBuf {
    fn copy(from: &std::path::Path, to: &std::path::Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let target = to.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                copy(&entry.path(), &target);
            } else {
                fs::copy(entry.path(), target).unwrap();
            }
        }
    }
    let folder = home.path("seeds");
    copy(seeds().as_ref(), &folder);
    folder
}
